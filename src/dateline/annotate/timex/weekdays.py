"""Reads weekdays: "Friday", "last Thursday", "Tuesday of next week", "Friday the 13th"."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.annotate.timex import direction
from dateline.annotate.timex.reading import Parts
from dateline.annotate.timex.values import Period, containing, make_day

JOINED_DAYS = 6
"""Days of a week that "Monday and Wednesday" joins in order; "Friday and Thursday" is another matter."""

UPDATED_DAYS = 3
"""Days before the day of writing to which the weekday of an update goes back; beyond, it is after it."""


def weekday_number(parts: Parts) -> int:
    """ISO number of the weekday that the match names, 1 Monday."""
    if "weekday_part" in parts:
        return int(parts.value("weekday_part").split()[0])
    number = parts.value("weekday")
    return int(parts.value("weekday", "weekday_short") if number is None else number)


def weekday(parts: Parts) -> Period | None:
    """The day that a weekday names, None where nothing tells its week."""
    context, number, day = parts.context, weekday_number(parts), parts.number("day")
    if day is not None:
        return _weekday_and_day(parts, number, day)
    for name, table, start in (
        ("week_direction", "direction", context.written),
        ("week_narrative", "narrative", context.focus_day()),
    ):
        if name in parts:
            return _in_week(start, int(parts.value(name, table) or 0), number) if start else None
    if "narrative" in parts:
        focus = context.day_spoken_of()
        return _narrative_weekday(focus.first, number, int(parts.value("narrative"))) if focus else None
    return _anchored_weekday(parts, number)


def _anchored_weekday(parts: Parts, number: int) -> Period | None:
    context = parts.context
    anchor = context.weekday_anchor()
    if anchor is None:
        return None
    behind = (anchor.isoweekday() - number) % 7
    before = None if "direction" in parts else context.joined(parts.match.start)
    if before and abs((before.first - anchor).days) < 7:
        day = nearest(before.first, number, 1)
        if (day.first - before.first).days < JOINED_DAYS:
            return day
    if "direction" in parts:
        far = parts.text("direction") in context.grammar.data["classes"]["far_direction"]
        return _directed_weekday(anchor, number, int(parts.value("direction")), far=far)
    start, end = parts.match.start, parts.match.end
    if anchor == context.written and context.is_update(start):
        context.set_aside(end)
        return Period("D", anchor + timedelta(days=-behind if behind <= UPDATED_DAYS else 7 - behind))
    ahead = bool(behind) and (
        direction.is_ahead(context, start, end, behind)
        if anchor == context.written
        else context.narrative or context.direction(start, end) > 0
    )
    return Period("D", anchor + timedelta(days=7 - behind if ahead else -behind))


def _directed_weekday(anchor: date, weekday: int, step: int, *, far: bool) -> Period | None:
    """ "past Thursday" is the latest one, "last" too but for yesterday; "next" (far) is of the next week."""
    behind = (anchor.isoweekday() - weekday) % 7
    if step < 0:
        return Period("D", anchor - timedelta(days=behind + 7 if behind < 1 + far else behind))
    if step > 0 and not far:
        return Period("D", anchor + timedelta(days=7 - behind))
    return _in_week(anchor, step, weekday)


def _narrative_weekday(focus: date, weekday: int, step: int) -> Period | None:
    """ "that Friday" is of the week spoken of, "the following" the first one after the day spoken of."""
    if step == 0:
        return _in_week(focus, 0, weekday)
    return nearest(focus, weekday, step)


def nearest(day: date, weekday: int, step: int) -> Period:
    """The first such weekday after `day` (`step` 1), or the last one before it (-1)."""
    behind = (day.isoweekday() - weekday) % 7
    return Period("D", day + timedelta(days=7 - behind if step > 0 else -(behind or 7)))


def _in_week(day: date, step: int, weekday: int) -> Period | None:
    week = containing(day, "W").shifted(step)
    return Period("D", week.first + timedelta(days=weekday - 1)) if week else None


def _weekday_and_day(parts: Parts, weekday: int, day: int) -> Period | None:
    """ "Friday the 13th": the nearest month in which that day is that weekday."""
    anchor = parts.context.anchor()
    if anchor is None:
        return None
    month = containing(anchor, "M")
    shifted = (month.shifted(step) for step in range(-12, 13))
    days = (make_day(m.first.year, m.first.month, day) for m in shifted if m)
    fitting = [found for found in days if found and found.first.isoweekday() == weekday]
    return parts.context.nearest(fitting, parts.context.direction(parts.match.start, parts.match.end))
