"""Named days, against dates from calendars."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotate.timex.named_days import easter, named_day, orthodox_easter


@pytest.mark.parametrize(
    ("year", "day"), [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2018, (4, 1)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    """Easter is computed, with its earliest and latest dates."""
    assert date(year, *day) == easter(year)


def test_easter_is_a_sunday_of_spring() -> None:
    """Easter lies on a Sunday from 22 March to 25 April in every year."""
    days = [easter(year) for year in range(1600, 2400)]
    assert {7} == {day.isoweekday() for day in days}
    assert all((3, 22) <= (day.month, day.day) <= (4, 25) for day in days)


def test_orthodox_easter() -> None:
    """Orthodox Easter follows the Julian reckoning."""
    assert [date(2018, 4, 8), date(2024, 5, 5)] == [orthodox_easter(2018), orthodox_easter(2024)]


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("12-25", date(2018, 12, 25)),
        ("11 fourth 4", date(2018, 11, 22)),
        ("11 fourth 4 +1", date(2018, 11, 23)),
        ("05 last 1", date(2018, 5, 28)),
        ("easter -2", date(2018, 3, 30)),
        ("islamic 09", date(2018, 5, 16)),
        ("islamic 10-01", date(2018, 6, 15)),
        ("hebrew 07-10", date(2018, 9, 19)),
        ("chinese 01-01", date(2018, 2, 16)),
    ],
)
def test_rules(rule: str, first: date) -> None:
    """Each kind of rule gives the day that it names."""
    found = named_day(rule, 2018)
    assert found is not None
    assert first == found[0]


def test_ramadan_is_a_month() -> None:
    """A month of another calendar has a first and a last day."""
    assert (date(2018, 5, 16), date(2018, 6, 14)) == named_day("islamic 09", 2018)


@pytest.mark.parametrize("rule", ["islamic 09", "chinese 01-01", "02-30"])
def test_out_of_range(rule: str) -> None:
    """A day that cannot be computed is None."""
    assert named_day(rule, 1700) is None
