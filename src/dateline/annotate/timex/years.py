"""Chooses the year of a date: the one stated, or the one that the sentence points to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dateline.annotate.timex import direction, tense
from dateline.annotate.timex.context import Context
from dateline.annotate.timex.reading import Parts
from dateline.annotate.timex.values import Period

ZONE_DAYS = 1
"""How far ahead of the day of publication something may have happened: in a time zone to the east."""

_STATED = ("year", "year_direction", "year_narrative")


def states_year(parts: Parts) -> bool:
    """Whether the expression says its year: in digits or words, or as last, next or that year."""
    return any(name in parts for name in _STATED)


def stated_year(parts: Parts) -> int | None:
    """The year that the expression says, None where that is unknown."""
    year = parts.year()
    context = parts.context
    if year is None and "year_direction" in parts and context.written:
        year = context.written.year + int(parts.value("year_direction", "direction"))
    elif year is None and "year_narrative" in parts and (focus := context.focus_day()):
        year = focus.year + int(parts.value("year_narrative", "narrative"))
    return year if year is not None and 1 <= year <= 9998 else None


def in_its_year(
    parts: Parts, in_year: Callable[[int], Period | None], *, linked: bool = False
) -> Period | None:
    """What the expression names in the year that it states or points to; `in_year` gives it for a year.

    `linked` lets an expression without year follow the one before it ("from May to July").
    """
    if states_year(parts):
        year = stated_year(parts)
        return in_year(year) if year else None
    return choose(parts, [found for year in years_around(parts) if (found := in_year(year))], linked=linked)


def years_around(parts: Parts) -> list[int]:
    """Years that a date without year may lie in."""
    context = parts.context
    days = [day for day in (context.anchor(), context.written, context.focus_day()) if day]
    near = {day.year + step for day in days for step in (-1, 0, 1)}
    told = context.years.get(parts.match.start)
    return sorted(year for year in near | ({told} if told else set()) if 1 <= year <= 9998)


def choose(parts: Parts, candidates: Iterable[Period], *, linked: bool = False) -> Period | None:
    """The candidate that "last", "next" or "that" before it, or else the sentence, points to."""
    context = parts.context
    inside = sorted(candidates, key=lambda period: period.first)
    for name, day in (("direction", context.written), ("narrative", context.focus_day())):
        if name in parts and day:
            return _step(inside, int(parts.value(name)), day)
    start, end = parts.match.start, parts.match.end
    before = context.linked(start) if linked else None
    told = [period for period in inside if period.first.year == context.years.get(start)]
    if told:
        return told[0]
    if before is None and not context.narrative and ("month" in parts or "dated" in parts):
        chosen = _last_or_next(context, inside, start, end)
        if chosen is not None:
            return chosen
    looks = 0 if context.narrative else direction.of_sentence(context, start, end)
    if looks < 0 and "month" in parts and context.written and tense.stated(context, start, end) < 0:
        gone = [found for found in inside if (found.first - context.written).days <= ZONE_DAYS]
        inside = gone or inside
    return context.nearest(inside, looks, before)


def _last_or_next(context: Context, inside: list[Period], start: int, end: int) -> Period | None:
    """The last or the next of the periods as a trained model says, None without one or around the writing."""
    day = context.written
    if day is None or any(period.first <= day <= period.last for period in inside):
        return None
    last = max((period for period in inside if period.last < day), key=_first, default=None)
    next_one = min((period for period in inside if period.first > day), key=_first, default=None)
    if last is None or next_one is None:
        return None
    ahead = direction.is_month_ahead(context, start, end, (day - last.last).days, (next_one.first - day).days)
    return None if ahead is None else next_one if ahead else last


def _first(period: Period) -> date:
    return period.first


def _step(candidates: list[Period], step: int, day: date) -> Period | None:
    """The last candidate before `day`, the first one after it, or the one of the same year."""
    if step < 0:
        return next((period for period in reversed(candidates) if period.last < day), None)
    if step > 0:
        return next((period for period in candidates if period.first > day), None)
    return next((period for period in candidates if period.first.year == day.year), None)
