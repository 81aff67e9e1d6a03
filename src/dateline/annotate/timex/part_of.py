"""Reads parts of a month or year: "the first week of June", "the last Monday of 2017", "the week after next".

Captures: ordinal, unit or weekday, and what it is part of: month, year, or container with direction or
narrative; after_next; week_number.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.annotate.timex import periods
from dateline.annotate.timex.reading import Parts, Reading
from dateline.annotate.timex.values import Period, containing


def read(parts: Parts) -> Reading | None:
    """A week, day, month or weekday counted from the start or end of a longer stretch."""
    if "after_next" in parts:
        return _after_next(parts)
    if "week_number" in parts:
        return _numbered_week(parts)
    whole = _container(parts)
    number = parts.number("ordinal")  # None: the last
    part = None
    if whole is not None:
        part = (
            _weekday(whole, parts, number)
            if "weekday" in parts
            else _unit(whole, parts.value("unit"), number)
        )
    if part is None:
        return Reading("DATE", None)
    if part.unit == "Q":
        parts.context.report(part)
    code = parts.value("part")
    if code:
        return Reading("TIME", f"{part.value}T{code}", period=part)
    return Reading("DATE", part.value, period=part)


def _container(parts: Parts) -> Period | None:
    if "month" in parts or "year" in parts:
        return periods.stretch_without(parts, "weekday", "ordinal")
    context = parts.context
    day = context.focus_day() if "narrative" in parts else context.written
    if day is None:
        return None
    step = parts.value("narrative") if "narrative" in parts else parts.value("direction")
    return containing(day, parts.value("container", "unit")).shifted(int(step or 0))


def _unit(whole: Period, unit: str, number: int | None) -> Period | None:
    if unit in ("W", "WE"):
        # As ISO 8601 counts the weeks of a year: the first is the one with the fourth day in it.
        day = (
            whole.last - timedelta(days=3) if number is None else whole.first + timedelta(days=7 * number - 4)
        )
        part: Period | None = containing(day, unit)
    else:
        part = (
            containing(whole.last, unit)
            if number is None
            else containing(whole.first, unit).shifted(number - 1)
        )
    return part if part and whole.first <= part.last and part.first <= whole.last else None


def _weekday(whole: Period, parts: Parts, number: int | None) -> Period | None:
    weekday = int(parts.value("weekday"))
    if number is None:
        day = whole.last - timedelta(days=(whole.last.isoweekday() - weekday) % 7)
    else:
        day = whole.first + timedelta(days=(weekday - whole.first.isoweekday()) % 7 + 7 * (number - 1))
    return Period("D", day) if day <= whole.last else None


def _after_next(parts: Parts) -> Reading:
    first_word = parts.keys("after_next")[0]
    step = 2 * int(parts.context.grammar.tables["shift_from"][first_word])
    written = parts.context.written
    period = containing(written, parts.value("unit")).shifted(step) if written else None
    return Reading("DATE", period.value if period else None, period=period)


def _numbered_week(parts: Parts) -> Reading | None:
    try:
        first = date.fromisocalendar(parts.year() or 1, parts.number("week_number") or 1, 1)
    except ValueError:
        return None
    return Reading("DATE", Period("W", first).value, period=Period("W", first))
