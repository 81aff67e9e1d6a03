"""The ledger: how a meeting was announced, moved and called off, and what of it each report has."""

from __future__ import annotations

import pytest

from dateline.schema.story import Story
from record.reported import about, story

ANNOUNCED = (
    "Northern Times",
    "2031-05-13",
    "Norwegian President Tomas Reyl and Danish Prime Minister Ilse Varga will meet in Geneva on May 24.\n\n"
    "Foreign Minister Aksel Brandt of Norway and Foreign Minister Karen Friis of Denmark will meet in Bergen "
    "on Thursday.",
)
CALLED_OFF = (
    "Baltic Herald",
    "2031-05-15",
    "Norwegian Foreign Minister Aksel Brandt was to have met Danish Foreign Minister Karen Friis in Bergen "
    "on Thursday. The meeting was cancelled on Wednesday.",
)
MOVED = (
    "Coast Wire",
    "2031-05-16",
    "President Tomas Reyl of Norway will meet Danish Prime Minister Ilse Varga in Geneva on May 30, "
    "six days later than planned. Their summit had been set for May 24.",
)


@pytest.fixture(scope="module")
def ledger() -> Story:
    """Three reports of three days about a summit that was moved and a meeting that was called off."""
    return story(ANNOUNCED, CALLED_OFF, MOVED)


def test_a_summit_that_was_moved_is_one_event(ledger: Story) -> None:
    """Reports of before and after the move speak of one meeting, and the later day stands."""
    summit = about(ledger, "May 30")
    assert {"Northern Times", "Coast Wire"} == set(summit.origins)
    assert ("planned", "2031-05-30") == (summit.status, summit.when)


def test_a_moved_day_is_an_update(ledger: Story) -> None:
    """The later day does not contradict the earlier one."""
    (difference,) = about(ledger, "May 30").differences
    assert ("when", "update") == (difference.slot, difference.kind)
    assert ["2031-05-24", "2031-05-30"] == [value.value for value in difference.values]


def test_steps_are_in_the_order_taken(ledger: Story) -> None:
    """A plan that a later report takes back is no new step."""
    meeting = about(ledger, "cancelled")
    assert ["announced", "called off"] == [report.step for report in meeting.history]
    assert ["2031-05-13", "2031-05-15"] == [report.reported for report in meeting.history]


def test_what_will_not_be_after_it_was_announced_is_called_off() -> None:
    """A minister who will not travel to the meeting calls it off; nobody denies that it was planned."""
    off = (
        "Baltic Herald",
        "2031-05-14",
        "The meeting of Norwegian Foreign Minister Aksel Brandt and Danish Foreign Minister Karen Friis in "
        "Bergen will not take place on Thursday, the ministry in Oslo said.",
    )
    meeting = about(story(ANNOUNCED, off, CALLED_OFF), "cancelled")
    assert ["announced", "called off"] == [report.step for report in meeting.history]
    assert "2031-05-14" == meeting.history[1].reported


def test_level_follows_the_roles(ledger: Story) -> None:
    """Heads of state and government meet as leaders."""
    assert "leaders" == about(ledger, "May 30").level


def test_what_several_report_and_one_leaves_out_is_listed() -> None:
    """An article can leave out what two other origins had printed by its day."""
    late = "Norwegian President Tomas Reyl said on Wednesday that he would travel to Geneva on May 24."
    met = "Norwegian President Tomas Reyl met Danish Prime Minister Ilse Varga in Oslo on Monday."
    found = story(
        ("Coast Wire", "2031-05-13", met),
        ("Morning Post", "2031-05-13", f"{met} The talks in Oslo took two hours."),
        ("Evening News", "2031-05-14", late),
    )
    (omission,) = found.omissions
    assert ("a3", (about(found, "met", "Varga").id,)) == (omission.article, omission.events)


def test_sentences_of_other_days_make_no_statement() -> None:
    """A meeting of last week does not confirm one of next week."""
    found = story(
        (
            "Coast Wire",
            "2031-05-16",
            "President Tomas Reyl met Premier Ilse Varga for talks in Oslo on May 12.",
        ),
        (
            "Morning Post",
            "2031-05-16",
            "President Tomas Reyl will meet Premier Ilse Varga in Oslo on May 20.",
        ),
    )
    assert [] == [statement for statement in found.statements if len(statement.origins) > 1]


def test_a_plan_that_is_taken_back_was_not_held() -> None:
    """Its day may be long past."""
    taken_back = "The bridge in Bergen, which was to have opened last spring, is closed, Karen Friis said."
    assert "planned" == about(story(("Coast Wire", "2031-05-16", taken_back)), "spring").status
