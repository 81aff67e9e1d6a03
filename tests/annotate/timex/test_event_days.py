"""Days counted from an event that has its day elsewhere in the text."""

import pytest

from dateline.annotate import timex


def values(text: str) -> list[tuple[str, str, str | None]]:
    """Text, type and value of the expressions of a text of Friday 8 June 2018."""
    return [(t.text, t.type, t.value) for t in timex.find_times(text, published="2018-06-08")]


@pytest.mark.parametrize(
    "dated",
    [
        "The vote on June 3 was close.",
        "The June 3 vote was close.",
        "Sunday's vote was close.",
        "The vote in New Korda on Sunday was close.",
    ],
)
def test_days_after_an_event_with_a_day(dated: str) -> None:
    """Days are counted from the day that the text tells of the event, wherever it does."""
    assert values(f"{dated} Two days after the vote the party split.")[1] == (
        "Two days after the vote",
        "DATE",
        "2018-06-05",
    )


def test_day_before_is_told_ahead_of_the_event() -> None:
    """The event may get its day only later in the text."""
    found = values("Okun fled the day before the raid. The raid on Monday failed.")
    assert found[0] == ("the day before the raid", "DATE", "2018-06-03")


@pytest.mark.parametrize(
    "text",
    [
        "Two days after the vote the party split.",
        "The vote on June 3 was close, the vote on May 6 was not. Two days after the vote the party split.",
        "The vote on June 3 was close. Two days after the vote in Sarn the party split.",
    ],
)
def test_event_without_one_day_counts_nothing(text: str) -> None:
    """An event without a day, with two, or another one of its kind leaves the amount as it is."""
    assert ("Two days", "DURATION", "P2D") in values(text)
