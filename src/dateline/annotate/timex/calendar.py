"""Reads dates and times of day: days, months, seasons, quarters, years and longer, ranges of them.

Captures: weekday, day, month, month_number, year, era, dated, holiday, fixed, dayref, dayref_part, season,
quarter with ordinal, half, decade, century, direction and narrative (last, that), year_direction and
year_narrative ("June last year"), week_direction and week_narrative, portion (early), part (morning), and
what `clock` reads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.timex import clock
from dateline.annotate.timex.named_days import named_day
from dateline.annotate.timex.numbers import full_year
from dateline.annotate.timex.reading import Parts, Reading
from dateline.annotate.timex.values import Period, containing, make_day, season


def read(parts: Parts) -> Reading | None:
    """A point of the calendar, with time of day where one is given."""
    mod = "ON_OR_AFTER" if "onward" in parts else parts.value("portion")
    for reader in (_ancient, _long):
        if found := reader(parts):
            return Reading("DATE", found, mod)
    if "fixed" in parts:
        return Reading("DATE", parts.value("fixed"), mod)
    known, period = _period(parts)
    if not known:
        return None
    time = _part(parts) or clock.read(parts, period.first if period else None)
    if time is None:
        if period is None:
            return Reading("DATE", _open_value(parts), mod)
        return Reading("DATE", _spread(parts, period), mod, period=period)
    if period is None:
        return Reading("TIME", _open_time(time), mod)
    return Reading("TIME", period.value + time, mod, period=period)


def plausible(parts: Parts) -> bool:
    """Whether numbers of the match can be what the pattern takes them for."""
    day, month = parts.int("day"), parts.value("month")
    if day is not None and not 1 <= day <= (31 if month is None else _longest(month)):
        return False
    if "dated" in parts and _dated(parts) is None:
        return False
    if "ordinal" in parts and "quarter" in parts and not 1 <= (parts.int("ordinal") or 0) <= 4:
        return False
    if "century" in parts and not 1 <= (parts.int("century") or 0) <= 30:
        return False
    if "quarter_number" in parts and not 1 <= (parts.int("quarter_number") or 0) <= 4:
        return False
    if "half_number" in parts and not 1 <= (parts.int("half_number") or 0) <= 2:
        return False
    year = parts.year()
    return ("year" not in parts or (year is not None and 1 <= year < 3000)) and clock.plausible(parts)


def _longest(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def period_of(parts: Parts, without: tuple[str, ...]) -> Period | None:
    """The stretch of the calendar that the captures name, those in `without` aside."""
    groups = {name: span for name, span in parts.match.groups.items() if name not in without}
    return _period(Parts(replace(parts.match, groups=groups), parts.context))[1]


def read_clock_range(parts: Parts) -> Reading | None:
    """ "from 9 to 11 a.m. on Monday"."""
    start, reading = clock.range_start(parts), read(parts)
    if start is None or reading is None or reading.value is None:
        return None
    day, _, end = reading.value.partition("T")
    return Reading("TIME", f"{day}T{start}{end[5:]}/{day}T{end}", period=reading.period)


def _period(parts: Parts) -> tuple[bool, Period | None]:
    """Whether the match names a stretch of the calendar at all, and which, where that can be known."""
    for names, reader in _READERS:
        if any(name in parts for name in names):
            return True, reader(parts)
    if clock.present(parts) or "part" in parts:
        return True, _day_of_sentence(parts)
    return False, None


def _day_of_sentence(parts: Parts) -> Period | None:
    """The day of a time that comes without one: the day that the text speaks of."""
    context = parts.context
    today = None if context.narrative else context.this("D")
    if today and context.direction(parts.match.start, parts.match.end) > 0:
        return today
    return context.focus if context.focus is not None and context.focus.unit == "D" else today


def _ancient(parts: Parts) -> str | None:
    """Years of an era, and dates before Christ."""
    if "era" not in parts:
        return None
    before = parts.value("era") < 0
    if "century" in parts:
        number = parts.int("century") or 1
        return f"BC{number:02d}" if before else f"{number - 1:02d}"
    year = (
        parts.year()
        or parts.int("year_number")
        or int("".join(parts.keys("year_number")).replace(",", "") or 0)
    )
    if not year or year > 9999:
        return None
    return f"BC{year:04d}" if before else f"{year:04d}"


def _long(parts: Parts) -> str | None:
    """Decades and centuries."""
    if "century" in parts:
        return f"{(parts.int('century') or 1) - 1:02d}"
    if "decade_word" in parts or ("decade" in parts and parts.value("decade", "decade_word")):
        decade: int = parts.value("decade", "decade_word")
        return f"{decade:03d}"
    if "decade" in parts:
        number = next(int(key) for key in parts.keys("decade") if key.isdigit())
        if number < 100:
            number = full_year(number, parts.context.year())
        return f"{number // 10:03d}"
    return None


def _year(parts: Parts) -> int | None:
    """The year that the expression states, directly or as last, next or that year."""
    year = parts.year()
    if year is not None:
        return year
    context = parts.context
    if "year_direction" in parts and context.written:
        return context.written.year + int(parts.value("year_direction", "direction"))
    if "year_narrative" in parts and (focus := context.focus_day()):
        return focus.year + int(parts.value("year_narrative", "narrative"))
    return None


def _states_year(parts: Parts) -> bool:
    return any(name in parts for name in ("year", "year_direction", "year_narrative"))


def _choose(parts: Parts, of_year: dict[int, Period]) -> Period | None:
    """One of the candidates by year: the stated year's, or the one that direction and sentence point to."""
    context = parts.context
    written = context.written
    if "direction" in parts and written:
        step = int(parts.value("direction"))
        inside = sorted(of_year.values(), key=lambda period: period.first)
        if step < 0:
            return next((p for p in reversed(inside) if p.last < written), None)
        if step > 0:
            return next((p for p in inside if p.first > written), None)
        return of_year.get(written.year)
    if "narrative" in parts and (focus := context.focus_day()):
        step = int(parts.value("narrative"))
        if step == 0:
            return of_year.get(focus.year)
        inside = sorted(of_year.values(), key=lambda period: period.first)
        if step < 0:
            return next((p for p in reversed(inside) if p.last < focus), None)
        return next((p for p in inside if p.first > focus), None)
    direction = 0 if context.narrative else context.direction(parts.match.start, parts.match.end)
    linked = context.linked(parts.match.start) if "month" in parts else None
    return context.nearest(list(of_year.values()), direction, linked)


def _around(parts: Parts) -> list[int]:
    """Years that a date without year may lie in."""
    context = parts.context
    days = [day for day in (context.anchor(), context.written, context.focus_day()) if day]
    years = {day.year + step for day in days for step in (-1, 0, 1)}
    return sorted(year for year in years if 1 <= year <= 9998)


def _month(parts: Parts) -> Period | None:
    month = parts.value("month") or parts.int("month_number")
    if not month or not 1 <= month <= 12:
        return None
    day, year = parts.int("day"), _year(parts)

    def in_year(number: int) -> Period | None:
        return Period("M", date(number, month, 1)) if day is None else make_day(number, month, day)

    if _states_year(parts):
        return in_year(year) if year and 1 <= year <= 9999 else None
    candidates = {number: found for number in _around(parts) if (found := in_year(number))}
    if "weekday" in parts and day is not None:
        weekday = _weekday_number(parts)
        fitting = {y: p for y, p in candidates.items() if p.first.isoweekday() == weekday}
        candidates = fitting or candidates
    return _choose(parts, candidates)


def _day_of_month(parts: Parts) -> Period | None:
    """ "on the 18th": of this month or a neighbour, as the sentence points."""
    context, day = parts.context, parts.int("day_of_month")
    anchor = context.anchor()
    if anchor is None or day is None:
        return None
    month = containing(anchor, "M")
    steps = (int(parts.value("direction")),) if "direction" in parts else (-1, 0, 1)
    months = [found for step in steps if (found := month.shifted(step))]
    days = [found for m in months if (found := make_day(m.first.year, m.first.month, day))]
    return context.nearest(days, context.direction(parts.match.start, parts.match.end))


def _weekday_number(parts: Parts) -> int:
    if "weekday_part" in parts:
        return int(parts.value("weekday_part").split()[0])
    number = parts.value("weekday")
    return int(parts.value("weekday", "weekday_short") if number is None else number)


def _weekday(parts: Parts) -> Period | None:
    context, weekday = parts.context, _weekday_number(parts)
    day_number = parts.int("day")
    if day_number is not None:
        return _weekday_and_day(parts, weekday, day_number)
    for name, table, start in (
        ("week_direction", "direction", context.written),
        ("week_narrative", "narrative", context.focus_day()),
    ):
        if name in parts:
            step = parts.value(name, table)
            return _in_week(start, int(step or 0), weekday) if start else None
    if "narrative" in parts:
        focus = context.focus_day()
        return _narrative_weekday(focus, weekday, int(parts.value("narrative"))) if focus else None
    anchor = context.anchor()
    if anchor is None:
        return None
    if "direction" in parts:
        step = int(parts.value("direction"))
        far = parts.text("direction") in context.grammar.data["classes"]["far_direction"]
        return _directed_weekday(anchor, weekday, step, far=far)
    if context.narrative:
        return Period("D", anchor + timedelta(days=(weekday - anchor.isoweekday()) % 7))
    behind = (anchor.isoweekday() - weekday) % 7
    if behind and context.direction(parts.match.start, parts.match.end) > 0:
        return Period("D", anchor + timedelta(days=7 - behind))
    return Period("D", anchor - timedelta(days=behind))


def _directed_weekday(anchor: date, weekday: int, step: int, *, far: bool) -> Period | None:
    """ "past Thursday" is the latest one, "last" too unless that was yesterday; "next" is of the next week."""
    behind = (anchor.isoweekday() - weekday) % 7
    if step < 0:
        return Period("D", anchor - timedelta(days=behind + 7 if behind < 1 + far else behind))
    if step > 0 and not far:
        return Period("D", anchor + timedelta(days=7 - behind))
    return _in_week(anchor, step, weekday)


def _narrative_weekday(focus: date, weekday: int, step: int) -> Period | None:
    """ "that Friday" is of the week spoken of, "the following Friday" the next one after the day spoken of."""
    if step == 0:
        return _in_week(focus, 0, weekday)
    behind = (focus.isoweekday() - weekday) % 7
    return Period("D", focus + timedelta(days=7 - behind if step > 0 else -(behind or 7)))


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


def _dated(parts: Parts) -> tuple[int | None, int, int] | None:
    """Year (None if absent), month and day of a numeric date, None where it is no date."""
    fields = re.findall(r"\d+", parts.text("dated"))
    values = [int(field) for field in fields]
    if len(fields[0]) == 4:
        year, month, day = values
    else:
        first, second = values[:2]
        day_first = parts.context.day_first or "." in parts.text("dated")
        day, month = (first, second) if (day_first or first > 12) and second <= 12 else (second, first)
        if len(values) == 3:
            year = values[2] if len(fields[2]) == 4 else full_year(values[2], parts.context.year())
        else:
            year = None
    if not 1 <= month <= 12 or not 1 <= day <= _longest(month):
        return None
    return year, month, day


def _numeric(parts: Parts) -> Period | None:
    fields = _dated(parts)
    if fields is None:
        return None
    year, month, day = fields
    if year is not None:
        return make_day(year, month, day)
    candidates = {number: found for number in _around(parts) if (found := make_day(number, month, day))}
    return _choose(parts, candidates)


def _holiday(parts: Parts) -> Period | None:
    rule = parts.value("holiday")

    def in_year(number: int) -> Period | None:
        found = named_day(rule, number)
        return Period("D" if found[0] == found[1] else "M", found[0]) if found else None

    if _states_year(parts):
        year = _year(parts)
        return in_year(year) if year else None
    return _choose(parts, {number: found for number in _around(parts) if (found := in_year(number))})


def _dayref(parts: Parts) -> Period | None:
    today = parts.context.written
    return Period("D", today).shifted(int(parts.value("dayref"))) if today else None


def _dayref_part(parts: Parts) -> Period | None:
    today = parts.context.written
    return Period("D", today).shifted(int(parts.value("dayref_part").split()[0])) if today else None


def _day_unit(parts: Parts) -> Period | None:
    focus = parts.context.focus
    if focus is None and parts.context.written:
        focus = Period("D", parts.context.written)
    if focus is None or focus.unit != "D":
        return None
    return focus.shifted(int(parts.value("narrative") or 0))


def _season(parts: Parts) -> Period | None:
    code = parts.value("season")
    if _states_year(parts):
        year = _year(parts)
        return season(year, code) if year else None
    return _choose(parts, {number: season(number, code) for number in _around(parts)})


def _quarter(parts: Parts) -> Period | None:
    number = parts.int("ordinal") or parts.int("quarter_number") or 1
    if _states_year(parts):
        year = _year(parts)
        quarter = Period("Q", date(year, 3 * number - 2, 1)) if year else None
    else:
        quarter = _choose(
            parts, {year: Period("Q", date(year, 3 * number - 2, 1)) for year in _around(parts)}
        )
    parts.context.report(quarter)
    return quarter


def _half(parts: Parts) -> Period | None:
    number = parts.value("half") or parts.int("half_number") or 1
    year = _year(parts) if _states_year(parts) else parts.context.year()
    return Period("H", date(year, 6 * number - 5, 1)) if year and 1 <= year <= 9999 else None


def _plain_year(parts: Parts) -> Period | None:
    year = _year(parts)
    return Period("Y", date(year, 1, 1)) if year and 1 <= year <= 9999 else None


def _day_part(parts: Parts) -> Period | None:
    """ "this morning", "that night", "the next morning", "last night"."""
    context = parts.context
    if "narrative" in parts:
        focus = context.focus_day()
        return containing(focus, "D").shifted(int(parts.value("narrative"))) if focus else None
    day = context.this("D")
    return day.shifted(int(parts.value("direction") or 0)) if day else None


_READERS = (
    (("dated",), _numeric),
    (("quarter", "quarter_number"), _quarter),
    (("half", "half_number"), _half),
    (("month", "month_number"), _month),
    (("day_of_month",), _day_of_month),
    (("weekday_part",), _weekday),
    (("weekday",), _weekday),
    (("holiday",), _holiday),
    (("dayref",), _dayref),
    (("dayref_part",), _dayref_part),
    (("day_unit",), _day_unit),
    (("season",), _season),
    (("year", "year_direction", "year_narrative"), _plain_year),
    (("narrative", "direction", "this"), _day_part),
)


def _part(parts: Parts) -> str | None:
    """The part of day as TIMEX3 adds it to a date, if no clock says more."""
    if clock.present(parts):
        return None
    for name in ("dayref_part", "weekday_part"):
        if name in parts:
            return f"T{parts.value(name).split()[1]}"
    code = parts.value("part")
    return f"T{code}" if code else None


def _spread(parts: Parts, period: Period) -> str:
    """The value; of a holy month, from its first to its last day."""
    if "holiday" in parts and period.unit == "M":
        span = named_day(parts.value("holiday"), period.first.year)
        if span:
            return f"{span[0].isoformat()}/{span[1].isoformat()}"
    return period.value


def _open_value(parts: Parts) -> str | None:
    """What can be said of a date whose year or week is unknown."""
    month, day = parts.value("month"), parts.int("day")
    if "dated" in parts and (fields := _dated(parts)):
        _, month, day = fields
    if month and not _states_year(parts):
        return f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    return None


def _open_time(time: str) -> str | None:
    """A time of an unknown day has a value only where it is a time of the clock."""
    return f"XXXX-XX-XX{time}" if time[1:2].isdigit() else None


def read_range(parts: Parts) -> Reading | None:
    """From one date to another in one expression: "1950-53", "12-14 June"."""
    if "month" in parts:
        return _month_range(parts)
    fields = [key for key in re.findall(r"\d+", parts.text("year"))]
    first = int(fields[0])
    last = int(fields[1]) if len(fields[1]) == 4 else first // 100 * 100 + int(fields[1])
    if len(fields[1]) == 2 and last < first:
        last += 100
    return Reading("DATE", f"{first:04d}/{last:04d}", period=Period("Y", date(last, 1, 1)))


def plausible_range(parts: Parts) -> bool:
    """Whether the second end comes after the first and both exist."""
    if "month" in parts:
        day, to_day = parts.int("day"), parts.int("to_day")
        month = parts.value("month")
        if day is None or to_day is None:
            return True
        last_month = parts.value("to_month", "month") or month
        return (
            (last_month != month or day < to_day)
            and day <= _longest(month)
            and to_day <= _longest(last_month)
        )
    fields = re.findall(r"\d+", parts.text("year"))
    if len(fields[1]) == 4:
        return int(fields[0]) < int(fields[1]) < 3000
    return int(fields[0]) % 100 < int(fields[1]) or (fields[0][2:], fields[1]) == ("99", "00")


def _month_range(parts: Parts) -> Reading | None:
    start = _month(parts)
    if start is None:
        return Reading("DATE", None)
    first, month = start.first, parts.value("to_month", "month") or start.first.month
    if month < first.month and _states_year(parts):  # the year is that of the end
        start = Period(start.unit, first.replace(year=first.year - 1))
    year = start.first.year + (month < first.month)
    to_day = parts.int("to_day")
    end = make_day(year, month, to_day) if to_day else Period("M", date(year, month, 1))
    if end is None:
        return None
    return Reading("DATE", f"{start.value}/{end.value}", period=end)
