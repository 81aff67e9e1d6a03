"""Dates as a reader would write them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.views.dates import day_span, spoken


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-05-30", "30 May 2025"),
        ("2025-05-30T17:00", "30 May 2025, 17:00"),
        ("2025-05-13TEV", "13 May 2025, evening"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("2025-W21", "week of 19 May 2025"),
        ("2025-W21-WE", "weekend of 24 May 2025"),
        ("2025-Q1", "1 January – 31 March 2025"),
        ("1950/1953", "1950 – 1953"),
        ("PAST_REF", "PAST_REF"),
        ("2025-13-40", "2025-13-40"),
        (None, "no date"),
    ],
)
def test_spoken(value: str | None, expected: str) -> None:
    """Each form of a TIMEX3 date has its words; what is no date is left as it is."""
    assert spoken(value) == expected


def test_day_span_names_month_and_year_once() -> None:
    """The days of one month share its name."""
    assert day_span([date(2025, 5, 16), date(2025, 5, 13)]) == "13–16 May 2025"
    assert day_span([date(2024, 12, 30), date(2025, 1, 2)]) == "30 December 2024 – 2 January 2025"
