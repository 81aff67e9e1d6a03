"""What somebody announces without a day, what is done by saying so, and when a refusal is told."""

from __future__ import annotations

import pytest

import dateline
from annotate.eventful import annotated, one, told_when, when
from dateline.schema.annotation import Annotations

SUDRIA = {"place": "Tarn|Brell", "acting": "Norland|Sudria", "person": "Karl Lund|Ana Reyl"}


def triggers(found: Annotations) -> list[tuple[str, str]]:
    """The words of the events with their status."""
    return [(event.trigger.text, event.status) for event in found.events]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norland has said that Norland will send planes to Tarn.", "send"),
        ("Karl Lund plans to ride out the storm in Brell.", "ride"),
        ("Karl Lund will equip the new mill in Brell.", "equip"),
        ("Karl Lund said that a package would be mailed soon.", "mailed"),
        ("Ana Reyl is expected to rename the harbour.", "rename"),
    ],
)
def test_what_somebody_announces_needs_no_day(text: str, word: str) -> None:
    """A deed of one's own, or of which somebody speaks, is a plan as soon as it is announced."""
    assert (word, "planned") in triggers(annotated(text, **SUDRIA))


@pytest.mark.parametrize(
    "text",
    [
        "The law would equip the mill in Brell.",
        "If Karl Lund wins, he will equip the mill in Brell.",
        "Karl Lund could equip the mill in Brell.",
        "Karl Lund hopes to equip the mill in Brell.",
        "The storm will equip nobody.",
    ],
)
def test_what_is_only_possible_is_no_plan(text: str) -> None:
    """Conditions, wishes and what no one says are no events."""
    assert not [word for word, _ in triggers(annotated(text, **SUDRIA)) if word == "equip"]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Norland voted on Monday to reject the treaty.", "reject", "held"),
        ("Norland will vote to reject the treaty.", "reject", "planned"),
        ("We want to thank Karl Lund for his courage.", "thank", "held"),
        ("Ana Reyl wants to thank Karl Lund.", "thank", "planned"),
        ("Karl Lund sought to calm the crowd, blaming Ana Reyl for the fire.", "blaming", "held"),
        ("Norland and Sudria are discussing the harbour.", "discussing", "held"),
        ("Ana Reyl’s decision to accept the treaty divides Norland.", "accept", "held"),
        ("Norland has condemned Sudria until Friday.", "condemned", "held"),
    ],
)
def test_what_is_done_by_saying_so(text: str, word: str, status: str) -> None:
    """A vote and a courtesy are the deed; what is put off until a day to come is put off already."""
    found = annotated(text, **SUDRIA)
    assert (word, status) in triggers(found)


def test_a_refusal_is_of_the_day_on_which_it_is_told() -> None:
    """The words date what will not be done."""
    found = annotated("Sudria said on Monday that Sudria would not send a team to Tarn this year.", **SUDRIA)
    refusal = one(found, "send")
    assert ("refusal", "2031-05-12") == (refusal.label, when(found, refusal))


def test_a_refusal_is_not_of_the_day_of_what_is_refused() -> None:
    """Where no day of the saying is told, none of the deed is likely either."""
    found = annotated("Karl Lund will not send a team to Tarn this year.", **SUDRIA)
    refusal = one(found, "send")
    assert ("refusal", None) == (refusal.label, when(found, refusal))
    assert "2031" != told_when(found, refusal)


@pytest.mark.parametrize(
    ("text", "word", "value", "status"),
    [
        ("Sanctions on Sudria will take effect on 24 May.", "Sanctions", "2031-05-24", "planned"),
        ("Sanctions on Sudria went into effect on Monday.", "Sanctions", "2031-05-12", "held"),
        ("Sanctions on Sudria are due to come into force next month.", "Sanctions", "2031-06", "planned"),
    ],
)
def test_taking_effect_dates_what_takes_it(text: str, word: str, value: str, status: str) -> None:
    """Tariffs, bans and laws begin when they take effect."""
    found = annotated(text, **SUDRIA)
    event = one(found, word)
    assert (value, status) == (when(found, event), event.status)


def test_the_weekday_after_publication_can_be_past() -> None:
    """A page may bear the date of another time zone: "said on Thursday" on a Wednesday."""
    found = annotated("Ana Reyl criticized Karl Lund on Thursday.", **SUDRIA)
    event = one(found, "criticized")
    assert ("2031-05-15", "held") == (when(found, event), event.status)


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("The verdict on Monday came two days after Karl Lund fled to Sudria.", "fled", "2031-05-10"),
        ("The move comes a year after Karl Lund met Ana Reyl.", "met", "2030-05"),
        ("The verdict came two years to the day after Karl Lund met Ana Reyl in Tarn.", "met", "2029-05-14"),
        ("Two weeks before the vote on 5 May, Karl Lund met Ana Reyl.", "met", "2031-W17"),
        ("Hours before rebels struck Tarn on Monday, Karl Lund met Ana Reyl.", "met", "2031-05-12"),
        (
            "The vote was held on 2 May. Karl Lund resigned three days after the vote.",
            "resigned",
            "2031-05-05",
        ),
    ],
)
def test_days_are_counted_from_another_event(text: str, word: str, value: str) -> None:
    """ "Two days after" gives the day of the one by that of the other."""
    found = annotated(text, **SUDRIA)
    event = one(found, word)
    assert None is event.when
    assert [value] == [likely.value for likely in event.days]


def test_an_untold_count_gives_no_day() -> None:
    """ "Days after" is not the same day."""
    found = annotated("The raid on Monday came days after Karl Lund met Ana Reyl.", **SUDRIA)
    assert () == one(found, "met").days


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("In this May 3, 2030, file photo, Karl Lund listens to Ana Reyl.", "listens", "2030-05-03"),
        (
            "Karl Lund holds a sign outside the court where a case was heard on May 3, 2030.",
            "holds",
            "2030-05-03",
        ),
        ("Karl Lund holds that the law of May 3, 2030, was a mistake.", "holds", None),
    ],
)
def test_a_caption_tells_the_past_in_the_present(text: str, word: str, value: str | None) -> None:
    """The day of the picture is that of what it shows."""
    found = annotated(text, **SUDRIA)
    told = [when(found, event) for event in found.events if event.trigger.text == word]
    assert {value} == {*told, *(() if value else (None,))}


def test_what_is_said_later_is_of_the_same_news() -> None:
    """A deed that came later is of an unknown day, what somebody said later most likely of the day told."""
    found = dateline.annotate("Karl Lund later told reporters that he would go.", published="2031-05-14")
    said = next(event for event in found.events if event.label == "statement")
    assert said.days
    assert () == one(annotated("Karl Lund later resigned.", **SUDRIA), "resigned").days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Karl Lund met Ana Reyl over the past week.", ["2031-W19"]),
        ("Karl Lund met Ana Reyl in the past month.", ["2031-04"]),
        ("Karl Lund has met Ana Reyl in the last two weeks.", []),
        ("Karl Lund has met Ana Reyl in the past few days.", []),
    ],
)
def test_the_past_week_is_not_the_day_of_publication(text: str, days: list[str]) -> None:
    """It is the week that most of it is in; several days or weeks are none."""
    assert days == [likely.value for likely in one(annotated(text, **SUDRIA), "met").days]
