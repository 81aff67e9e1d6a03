"""Reads two ends in one expression: "1950-53", "12-14 June", "from 9 to 11 a.m. on Monday"."""

from __future__ import annotations

import re
from datetime import date

from dateline.annotate.timex import calendar, clock, periods
from dateline.annotate.timex.reading import Parts, Reading
from dateline.annotate.timex.values import Period, make_day


def read(parts: Parts) -> Reading | None:
    """From one date to another."""
    if "month" in parts:
        return _months(parts)
    first, last = _years(parts)
    return Reading("DATE", f"{first:04d}/{last:04d}", period=Period("Y", date(last, 1, 1)))


def plausible(parts: Parts) -> bool:
    """Whether the second end comes after the first and both exist."""
    if "month" not in parts:
        first, last = _years(parts)
        return first < last < 3000
    day, to_day, month = parts.number("day"), parts.number("to_day"), parts.value("month")
    if day is None or to_day is None:
        return True
    to_month = parts.value("to_month", "month") or month
    in_order = to_month != month or day < to_day
    return in_order and day <= periods.longest(month) and to_day <= periods.longest(to_month)


def read_hours(parts: Parts) -> Reading | None:
    """From one hour to another of one day."""
    start, reading = clock.range_start(parts), calendar.read(parts)
    if start is None or reading is None or reading.value is None:
        return None
    day, _, end = reading.value.partition("T")
    return Reading("TIME", f"{day}T{start}/{day}T{end}", period=reading.period, offset=reading.offset)


def plausible_hours(parts: Parts) -> bool:
    """Whether both hours exist."""
    return calendar.plausible(parts) and clock.range_start(parts) is not None


def _years(parts: Parts) -> tuple[int, int]:
    """Both years; the second may be short, and of the next century ("1999-00")."""
    first, second = re.findall(r"\d+", parts.text("year"))
    if len(second) == 4:
        return int(first), int(second)
    last = int(first) // 100 * 100 + int(second)
    return int(first), last + 100 if (first[2:], second) == ("99", "00") else last


def _months(parts: Parts) -> Reading | None:
    start = periods.month(parts)
    if start is None:
        return Reading("DATE", None)
    month = parts.value("to_month", "month") or start.first.month
    year = start.first.year + (month < start.first.month)
    to_day = parts.number("to_day")
    end = make_day(year, month, to_day) if to_day else Period("M", date(year, month, 1))
    if end is None:
        return None
    return Reading("DATE", f"{start.value}/{end.value}", period=end)
