"""Days that TIMEX3 values cover."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.schema.interval import gap, interval, is_within, length, meet

DAYS = [
    ("2031-05-14", date(2031, 5, 14), date(2031, 5, 14)),
    ("2031-05-14T17:00", date(2031, 5, 14), date(2031, 5, 14)),
    ("2031-05-14TMO", date(2031, 5, 14), date(2031, 5, 14)),
    ("2031-02", date(2031, 2, 1), date(2031, 2, 28)),
    ("2031-12", date(2031, 12, 1), date(2031, 12, 31)),
    ("2031", date(2031, 1, 1), date(2031, 12, 31)),
    ("2031-W20", date(2031, 5, 12), date(2031, 5, 18)),
    ("2031-W20-WE", date(2031, 5, 17), date(2031, 5, 18)),
    ("2031-Q2", date(2031, 4, 1), date(2031, 6, 30)),
    ("1950/1953", date(1950, 1, 1), date(1953, 12, 31)),
]


@pytest.mark.parametrize(("value", "first", "last"), DAYS)
def test_a_value_covers_its_days(value: str, first: date, last: date) -> None:
    """Both ends are included."""
    assert (first, last) == interval(value)


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "P3D", "2031-02-30", "2031-W60", "1953/1950"])
def test_what_is_no_stretch_of_the_calendar(value: str | None) -> None:
    """Durations, references and days that do not exist cover nothing."""
    assert interval(value) is None


def test_a_day_lies_within_its_week() -> None:
    """Containment is told by days."""
    day, week = interval("2031-05-14"), interval("2031-W20")
    assert day is not None
    assert week is not None
    assert is_within(day, week)
    assert not is_within(week, day)
    assert (7, 0, True) == (length(week), gap(day, week), meet(day, week))


def test_the_gap_between_two_weeks_is_one_day() -> None:
    """From Sunday to Monday."""
    one, other = interval("2031-W20"), interval("2031-W21")
    assert one is not None
    assert other is not None
    assert 1 == gap(one, other) == gap(other, one)
