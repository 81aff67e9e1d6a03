"""Events of a story: joined, dated, with the history of their status and what the sources agree on."""

from __future__ import annotations

import pytest

from dateline.schema.story import Story
from record.reported import about, names, story

TIMES = (
    "Northern Times",
    "2031-05-14",
    "President Tomas Reyl of Norway met Prime Minister Ilse Varga of Denmark in Oslo on Monday. "
    "They discussed fishing rights in the North Sea.\n\n"
    "Reyl plans to meet French President Luc Moreau in Paris on June 12. "
    "Reyl had cancelled the summit last week, but both sides revived it on Tuesday.\n\n"
    "The two men last met in 2019, when Moreau visited Bergen.",
)
HERALD = (
    "Baltic Herald",
    "2031-05-14",
    "Ilse Varga, the Danish prime minister, held talks with Tomas Reyl in Oslo this week, "
    "officials said.\n\n"
    "Fishing rights in the North Sea were discussed. "
    "Reyl hopes to meet Luc Moreau, the French president, in Paris on June 12.",
)


@pytest.fixture(scope="module")
def summit() -> Story:
    """Two reports about one meeting that was and one to come."""
    return story(TIMES, HERALD)


def test_one_meeting_in_two_reports_is_one_event(summit: Story) -> None:
    """Other verbs, other order of names, a week for a day: one meeting."""
    event = about(summit, "met", "Oslo")
    assert {"Northern Times", "Baltic Herald"} == set(event.origins)
    assert {"Tomas Reyl", "Ilse Varga"} == names(summit, event)
    assert ("held", "2031-05-12", "corroborated") == (event.status, event.when, event.agreement)


def test_the_planned_meeting_is_another_event(summit: Story) -> None:
    """A day to come is not the day of the meeting that was."""
    event = about(summit, "Paris", "June 12")
    assert ("planned", "2031-06-12") == (event.status, event.when)
    assert {"Tomas Reyl", "Luc Moreau"} == names(summit, event)


def test_a_week_and_a_day_in_it_are_no_difference(summit: Story) -> None:
    """Compatible values are not shown as a dispute."""
    assert () == about(summit, "met", "Oslo").differences


def test_events_long_past_are_background(summit: Story) -> None:
    """What was years ago is on the timeline, apart from the news."""
    assert about(summit, "2019").background
    assert not about(summit, "June 12").background


def test_every_line_has_evidence_in_its_articles(summit: Story) -> None:
    """A line without evidence cannot exist."""
    texts = {"a1": TIMES[2], "a2": HERALD[2]}
    lines = [*summit.events, *summit.statements]
    assert all(line.evidence for line in lines)
    spans = [span for line in lines for span in line.evidence]
    assert all(texts[span.article][span.start : span.end] == span.text for span in spans)


def test_events_are_in_the_order_of_their_days(summit: Story) -> None:
    """Dated events follow each other; ids are numbered along."""
    days = [event.when for event in summit.events if event.when and len(event.when) == 10]
    assert sorted(days) == days
    assert [f"v{number}" for number in range(1, len(summit.events) + 1)] == [e.id for e in summit.events]


def test_the_same_input_gives_the_same_story(summit: Story) -> None:
    """Nothing hangs on hash order or the clock."""
    assert story(TIMES, HERALD) == summit


BLAST = (
    (
        "Coast Wire",
        "2031-05-13",
        "A bomb exploded at a market in Bergen on Monday, killing at least two people.",
    ),
    (
        "Morning Post",
        "2031-05-14",
        "A bomb exploded at a market in Bergen on Monday, killing at least six people, police said.",
    ),
)


def test_a_rising_toll_is_an_update() -> None:
    """A later report with a higher number does not contradict the earlier one."""
    found = story(*BLAST)
    (difference,) = [d for event in found.events for d in event.differences]
    assert ("killed", "update") == (difference.slot, difference.kind)
    assert ["at least two people", "at least six people"] == [value.value for value in difference.values]


def test_two_numbers_at_one_time_are_a_conflict() -> None:
    """Reports of one day with other exact numbers disagree."""
    reports = [
        (
            outlet,
            "2031-05-13",
            f"Police in Bergen arrested {number} men on Monday after a riot at the harbour.",
        )
        for outlet, number in (("Coast Wire", "12"), ("Morning Post", "30"))
    ]
    found = story(*reports)
    (difference,) = [d for event in found.events for d in event.differences]
    assert ("arrested", "update") != (difference.slot, difference.kind)
    assert "disputed" == next(event.agreement for event in found.events if event.differences)


BOMBING = (
    "Northern Times",
    "2031-05-14",
    "A bomber attacked the town hall of Brenn in Norway on Tuesday, killing at least six people. "
    "One man was arrested in connection with the attack.\n\n"
    "The mayor of Skane was also attacked earlier this year.",
)


def test_what_was_earlier_this_year_is_not_the_news() -> None:
    """No report says "this year" of yesterday."""
    found = story(BOMBING)
    assert about(found, "Tuesday") is not about(found, "earlier this year")


def test_a_sentence_that_names_an_event_in_passing_is_evidence_of_the_other() -> None:
    """ "Arrested in connection with the attack" tells the arrest; the attack is told before."""
    found = story(BOMBING)
    event = about(found, "attacked", "Tuesday")
    assert not [span.text for span in event.evidence if "arrested" in span.text]
    assert about(found, "arrested").type == "COERCE"


def test_a_meeting_that_was_is_not_one_that_a_later_report_plans() -> None:
    """Two reports of one day: "they last met" and "they will meet"."""
    found = story(
        (
            "Northern Times",
            "2031-05-14",
            "President Tomas Reyl and Prime Minister Ilse Varga last met in Oslo.",
        ),
        (
            "Baltic Herald",
            "2031-05-14",
            "President Tomas Reyl will meet Prime Minister Ilse Varga next month.",
        ),
    )
    assert ["Northern Times"] == list(about(found, "last met").origins)
    assert ["Baltic Herald"] == list(about(found, "will meet").origins)


def test_a_meeting_called_off_is_not_another_that_was_held() -> None:
    """A cabinet met on the day on which a meeting of ministers was called off."""
    found = story(
        (
            "Northern Times",
            "2031-05-14",
            "A blast led Norway to call off a meeting of defence ministers with neighbouring Sweden.",
        ),
        (
            "Baltic Herald",
            "2031-05-15",
            "President Tomas Reyl spoke of the defence ministers after a cabinet meeting on Wednesday.",
        ),
    )
    for event in found.events:
        assert {"cancelled", "held"} > {step.status for step in event.history}


def test_a_country_that_most_reports_name_stands_beside_the_person_who_acts_for_it() -> None:
    """A minister named in one report does not take the place of the country."""
    reports = [
        ("Northern Times", "2031-05-14", "Norway tested a new missile off Bergen on Tuesday."),
        ("Baltic Herald", "2031-05-14", "Norway on Tuesday test-fired a missile near Bergen."),
        (
            "Coast Wire",
            "2031-05-14",
            "Norwegian President Tomas Reyl tested a missile near Bergen on Tuesday.",
        ),
    ]
    found = story(*reports)
    assert "Norway" in names(found, about(found, "tested"))


def test_an_event_is_told_in_words_that_assert_it() -> None:
    """An aim that only names an event does not stand for those who tell that it happened."""
    found = story(
        (
            "Northern Times",
            "2031-05-14",
            "The minister wants new sanctions by Norway on Sudria. Norway imposed the sanctions on Sudria on "
            "Monday, in a long speech before the parliament that few of its members had wanted to hear, that "
            "lasted for hours, and that told of nothing but of wood, of fish and of the price of both in the "
            "towns of the coast.",
        ),
    )
    (event,) = [event for event in found.events if event.type == "SANCTION"]
    assert "imposed" in event.what


def test_words_told_by_their_cue_are_borne_out_by_who_quotes_them() -> None:
    """ "Tweeted" is the cue of words that the other report quotes as said."""
    found = story(
        ("a", "2021-03-02", 'President Ada Brandt of Norland tweeted "a bridge for our children" on Monday.'),
        (
            "b",
            "2021-03-02",
            '"This accord is a bridge for our children," President Ada Brandt of Norland said on Monday.',
        ),
    )
    (tweet,) = (event for event in found.events if event.code == "tweet")
    assert tweet.origins == ("a", "b")


@pytest.mark.parametrize(
    ("sentence", "word", "shown"),
    [
        (
            "Norway closed its airspace on Monday, forcing Denmark to suspend flights to Oslo.",
            "suspend",
            "Norway closed its airspace on Monday, forcing Denmark to suspend flights to Oslo",
        ),
        (
            "The envoys spoke in Oslo of a league which attacked Bergen in 1920.",
            "attacked",
            "a league which attacked Bergen in 1920",
        ),
        (
            "Norway closed its airspace when Denmark attacked Bergen in 1920.",
            "attacked",
            "Norway closed its airspace when Denmark attacked Bergen in 1920",
        ),
        (
            "Officials said on Monday that Denmark attacked Bergen in 1920.",
            "attacked",
            "Denmark attacked Bergen in 1920",
        ),
    ],
)
def test_an_event_is_told_in_words_that_stand_alone(sentence: str, word: str, shown: str) -> None:
    """What has no subject of its own is shown with what it depends on."""
    found = story(("Northern Times", "2031-05-14", sentence))
    assert shown in [event.what for event in found.events if word in event.what]
