"""Reads which stretch of the calendar a match names: a day, month, season, quarter or year.

Captures: weekday, day, month, month_number, day_of_month, year, dated, holiday, dayref, dayref_part, season,
quarter with ordinal, fiscal, half, direction and narrative (last, that), year_direction and year_narrative
("June last year"), week_direction and week_narrative.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.timex import clock, direction, weekdays, years
from dateline.annotate.timex.context import Context
from dateline.annotate.timex.named_days import named_day
from dateline.annotate.timex.numbers import full_year
from dateline.annotate.timex.reading import Parts
from dateline.annotate.timex.values import Period, containing, make_day, season

REPORTED_AFTER = 45
"""Days after the end of a quarter by which most companies have reported on it."""

SAME_TIME = (["("], ["/"], [","], [",", "or"], ["or"])
"""What stands between a time and the same one in another zone: "1 pm (1700 GMT)"."""


def stretch(parts: Parts) -> tuple[bool, Period | None]:
    """Whether the match names a stretch of the calendar at all, and which, where that can be known."""
    for names, reader in _READERS:
        if any(name in parts for name in names):
            return True, reader(parts)
    if clock.present(parts) or "part" in parts:
        return True, _day_of_sentence(parts)
    return False, None


def stretch_without(parts: Parts, *names: str) -> Period | None:
    """The stretch that the captures other than `names` name."""
    groups = {name: span for name, span in parts.match.groups.items() if name not in names}
    return stretch(Parts(replace(parts.match, groups=groups), parts.context))[1]


def longest(month: int) -> int:
    """Days that a month can have."""
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def numeric_date(parts: Parts) -> tuple[int | None, int, int] | None:
    """Year (None if absent), month and day of a numeric date, None where it is no date."""
    text = parts.text("dated")
    fields = re.findall(r"\d+", text)
    year: int | None = None
    if len(fields[0]) == 4:
        year, month, day = map(int, fields)
    else:
        first, second = map(int, fields[:2])
        day_first = parts.context.day_first or "." in text
        day, month = (first, second) if (day_first or first > 12) and second <= 12 else (second, first)
        if len(fields) == 3:
            year = int(fields[2]) if len(fields[2]) == 4 else full_year(int(fields[2]), parts.context.year())
    if not 1 <= month <= 12 or not 1 <= day <= longest(month):
        return None
    return year, month, day


def month(parts: Parts) -> Period | None:
    """A month, or a day of it, in the year that it states or points to."""
    number, day = parts.value("month") or parts.number("month_number"), parts.number("day")
    if not number or not 1 <= number <= 12:
        return None

    def in_year(year: int) -> Period | None:
        if years.states_year(parts) and (parts.value("to_month", "month") or number) < number:
            year -= 1  # the year is that of the end: "from November to February 2017"
        return Period("M", date(max(1, year), number, 1)) if day is None else make_day(year, number, day)

    if "weekday" in parts and day is not None and not years.states_year(parts):
        weekday = weekdays.weekday_number(parts)
        candidates = [found for year in years.years_around(parts) if (found := in_year(year))]
        fitting = [found for found in candidates if found.first.isoweekday() == weekday]
        return years.choose(parts, fitting or candidates, linked=True)
    return years.in_its_year(parts, in_year, linked=True)


def _numeric(parts: Parts) -> Period | None:
    fields = numeric_date(parts)
    if fields is None:
        return None
    year, month_number, day = fields
    if year is not None:
        return make_day(year, month_number, day)
    return years.in_its_year(parts, lambda year: make_day(year, month_number, day))


def _day_of_month(parts: Parts) -> Period | None:
    """ "on the 18th": of this month or a neighbour, as the sentence points."""
    context, day = parts.context, parts.number("day_of_month")
    anchor = context.anchor()
    if anchor is None or day is None:
        return None
    month = containing(anchor, "M")
    steps = (int(parts.value("direction")),) if "direction" in parts else (-1, 0, 1)
    months = [found for step in steps if (found := month.shifted(step))]
    days = [found for m in months if (found := make_day(m.first.year, m.first.month, day))]
    return context.nearest(days, context.direction(parts.match.start, parts.match.end))


def _holiday(parts: Parts) -> Period | None:
    rule = parts.value("holiday")

    def in_year(year: int) -> Period | None:
        found = named_day(rule, year)
        return Period("D" if found[0] == found[1] else "M", found[0]) if found else None

    return years.in_its_year(parts, in_year)


def _dayref(parts: Parts) -> Period | None:
    today = parts.context.written
    return Period("D", today).shifted(int(parts.value("dayref"))) if today else None


def _dayref_part(parts: Parts) -> Period | None:
    today = parts.context.written
    return Period("D", today).shifted(int(parts.value("dayref_part").split()[0])) if today else None


def _day_unit(parts: Parts) -> Period | None:
    day = parts.context.day_spoken_of()
    return day.shifted(int(parts.value("narrative") or 0)) if day else None


def _season(parts: Parts) -> Period | None:
    code = parts.value("season")
    return years.in_its_year(parts, lambda year: season(year, code))


def _quarter(parts: Parts) -> Period | None:
    number = parts.number("ordinal") or parts.number("quarter_number") or 1
    if "fiscal" in parts and not years.states_year(parts):
        return _fiscal_quarter(parts, number)
    quarter = years.in_its_year(parts, lambda year: Period("Q", date(year, 3 * number - 2, 1)))
    parts.context.report(quarter)
    return quarter


def _fiscal_quarter(parts: Parts, number: int) -> Period | None:
    """A quarter of a business year: its number, and the calendar year in which it ended or will end."""
    context, written = parts.context, parts.context.anchor()
    if written is None:
        return None
    ahead = direction.of_sentence(context, parts.match.start, parts.match.end) > 0
    ended = written if ahead else written - timedelta(days=REPORTED_AFTER)
    return Period("Q", date(ended.year, 3 * number - 2, 1))


def _half(parts: Parts) -> Period | None:
    number = parts.value("half") or parts.number("half_number") or 1
    year = years.stated_year(parts) if years.states_year(parts) else parts.context.year()
    return Period("H", date(year, 6 * number - 5, 1)) if year else None


def _plain_year(parts: Parts) -> Period | None:
    year = years.stated_year(parts)
    return Period("Y", date(year, 1, 1)) if year else None


def _day_part(parts: Parts) -> Period | None:
    """ "this morning", "that night", "the next morning", "last night"."""
    context = parts.context
    if "narrative" in parts:
        spoken_of = context.day_spoken_of()
        return spoken_of.shifted(int(parts.value("narrative"))) if spoken_of else None
    day = context.this("D")
    return day.shifted(int(parts.value("direction") or 0)) if day else None


def _day_of_sentence(parts: Parts) -> Period | None:
    """The day of a time that comes without one: the day that the text speaks of."""
    context, start = parts.context, parts.match.start
    if context.previous is not None and context.tokens.keys[context.previous[0] : start] in SAME_TIME:
        return containing(context.previous[1].first, "D")  # "1 pm (1700 GMT)"
    today = None if context.narrative else context.this("D")
    looks = direction.of_sentence(context, start, parts.match.end)
    if today and looks > 0:
        return context.day_ahead(start) or today
    if context.evening is not None and context.evening == context.focus and _is_morning(parts):
        return context.evening.shifted(1)
    day = context.focus if context.focus is not None and context.focus.unit == "D" else today
    if day is not None and day == today and looks < 0 and clock.is_midnight(parts):
        return day_before_writing(context)
    return day


def _is_morning(parts: Parts) -> bool:
    return parts.value("part") == "MO" or "hours" in parts.keys("part")


def day_before_writing(context: Context) -> Period | None:
    """The last day named before the one of writing, or yesterday: of a midnight that is over."""
    today = context.this("D")
    gone = (day for _, day in reversed(context.days) if today and day.first < today.first)
    return next(gone, today.shifted(-1) if today else None)


_READERS = (
    (("dated",), _numeric),
    (("quarter", "quarter_number"), _quarter),
    (("half", "half_number"), _half),
    (("month", "month_number"), month),
    (("day_of_month",), _day_of_month),
    (("weekday_part",), weekdays.weekday),
    (("weekday",), weekdays.weekday),
    (("holiday",), _holiday),
    (("dayref",), _dayref),
    (("dayref_part",), _dayref_part),
    (("day_unit",), _day_unit),
    (("season",), _season),
    (("year", "year_direction", "year_narrative"), _plain_year),
    (("narrative", "direction", "this"), _day_part),
)
