"""Words for a day that mean no one day, and days that come again."""

from __future__ import annotations

import pytest

from dateline.annotate import timex


def values(text: str) -> list[str | None]:
    return [time.value for time in timex.find_times(text, published="2018-06-14")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He will one day be king.", "FUTURE_REF"),
        ("Orlo hopes that one day the tide will turn.", "FUTURE_REF"),
        ("It could happen one day, she said.", "FUTURE_REF"),
        ("The visit will last one day.", "P1D"),
        ("They will lose one day of work.", "P1D"),
        ("The vote came one day after the strike.", "P1D"),
        ("It cost 3 million crowns in today's money.", "PRESENT_REF"),
        ("The leaders of tomorrow learn here.", "FUTURE_REF"),
        ("Today's vote is on the budget.", "2018-06-14"),
        ("In the aftermath of tomorrow's World Bowl match they will rest.", "2018-06-15"),
    ],
)
def test_no_one_day(text: str, expected: str) -> None:
    """ "one day" to come, "today's money": no day of the calendar and no amount."""
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office is open Monday through Friday.", ["XXXX-WXX-1", "XXXX-WXX-5"]),
        ("The poll was taken Monday through Friday.", ["2018-06-11", "2018-06-15"]),
        ("The show airs Tuesday and Thursday evenings.", ["XXXX-WXX-2TEV", "XXXX-WXX-4TEV"]),
        ("The court sits the second Monday of every month.", ["XXXX-WXX-1"]),
        ("The quake struck on a Sunday morning, when shops are shut.", ["XXXX-WXX-7TMO"]),
        ("He told them so on a Monday conference call.", ["2018-06-11"]),
    ],
)
def test_weekdays_of_no_one_week(text: str, expected: list[str]) -> None:
    """Weekdays of a timetable, and "a Sunday", have no date."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a year and a half ago", "2016-12"),
        ("three and one-half years", "P3Y6M"),
        ("nearly 2-1/2 years", "P2Y6M"),
        ("an hour and a half later", "PT1H30M"),
        ("more than a century and a half ago", "1868"),
    ],
)
def test_halves_behind_the_unit(expression: str, value: str) -> None:
    """A half that stands behind the unit, or is written with "one", belongs to the amount."""
    found = timex.find_times(f"The mill stood empty {expression}.", published="2018-06-14")
    assert [(expression, value)] == [(time.text, time.value) for time in found]


def test_quarters_joined_in_the_singular() -> None:
    """ "first- and second-quarter profits" are of two quarters."""
    assert values("The mill's first- and second-quarter profits fell.") == ["2018-Q1", "2018-Q2"]
