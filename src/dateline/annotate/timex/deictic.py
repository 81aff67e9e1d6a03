"""Reads what is counted from a day: "last week", "the same month", "two years ago", "three days later".

Captures: direction (from the day of writing) or narrative (from the time the text speaks of), unit,
portion, portion_end (year-end), n, n_more and unit_more ("two weeks and two days ago"), weekdays ("two
Sundays ago"), weekday_after ("Tuesday week"), shift (ago), shift_narrative (later), shift_from (after) with
a date, a named day or noon, approx.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.annotate.timex import calendar, clock, definite, direction, periods, spans, weekdays
from dateline.annotate.timex.reading import Parts, Reading
from dateline.annotate.timex.values import Period, containing

_FINE = ("D", "W", "WE")
_FINENESS = {"D": ("D",), "W": _FINE, "2W": _FINE}
_HALF_A_QUARTER = timedelta(days=45)
_PLAIN = ("D", "W", "M", "Y")
_VAGUE = ("D", "W", "M", "Y", "TH", "TM", "TS")
_YEARS_OF = {"DE": 10, "CE": 100, "ML": 1000}
_DAYS_OF = {"W": 7, "2W": 14, "M": 30}


def read_period(parts: Parts) -> Reading | None:
    """ "last week", "earlier this year", "that month", "the week of March 6", "year-end"."""
    context, unit, mod = parts.context, parts.value("unit"), parts.value("portion")
    if unit == "D" and "direction" in parts and int(parts.value("direction")) < 0:
        return None  # the last day of something, not yesterday
    part = parts.value("part") or parts.value("unit", "part")
    if part:
        unit = "D"
    if unit is None or unit.startswith("T"):
        return Reading("DURATION", "PT1H") if unit == "TH" and parts.value("direction") else None
    if any(name in parts for name in ("month", "dated", "holiday", "weekday")):
        period = _around(parts, unit)
        if unit == "Q":
            context.report(period)
        return _dated(period, mod)
    base, step = _base(parts, unit)
    if base is None:
        return Reading("DATE", None, mod)
    named = "direction" in parts or "narrative" in parts
    base = definite.day_spoken_of(parts, unit, base)
    if unit == "WE" and not named and context.written:
        gone = base.weekday() < 5 and context.direction(parts.match.start, parts.match.end) <= 0
        step = -1 if gone else 0
    if unit == "Q" and "direction" not in parts and step == 0 and context.fiscal:
        return _dated(context.fiscal, mod)
    if unit == "2W":
        step, unit = 2 * step, "W"
    if unit == "W" and step == 0 and base.weekday() == 6 and "direction" in parts:
        # On a Sunday the week to come is "this week" too.
        step = int(context.direction(parts.match.start, parts.match.end) > 0)
    if unit == "D" and not named and context.focus is not None and context.focus.unit == "D":
        base = context.focus.first
    period = containing(base, unit).shifted(step, unit)
    if part and period:
        return Reading("TIME", f"{period.value}T{part}", mod, period=period)
    return _dated(period, mod)


def _around(parts: Parts, unit: str) -> Period | None:
    """The week of a date, or the weekend of a named day; that of a Monday is the one before it.

    A quarter that ended on a date is the one of the calendar that most of it lies in.
    """
    found = calendar.read(parts)
    day = found.period if found else None
    if day and unit == "Q" and "closed" in parts:
        return containing(day.last - _HALF_A_QUARTER, unit)
    if day and unit == "WE" and day.first.weekday() == 0:
        day = day.shifted(-1)
    return containing(day.first, unit) if day else None


def _base(parts: Parts, unit: str) -> tuple[date | None, int]:
    """The day counted from, and the steps to go from it."""
    context = parts.context
    if "ended_narrative" in parts:
        return context.spoken_of(unit), -1 if parts.value("ended_narrative", "shift_narrative") == -1 else 1
    if "narrative" in parts:
        return context.spoken_of(unit), int(parts.value("narrative") or 0)
    if context.narrative:
        return context.focus_day(), int(parts.value("direction") or 0)
    return context.written, int(parts.value("direction") or 0)


def _dated(period: Period | None, mod: str | None) -> Reading:
    return Reading("DATE", period.value if period else None, mod, period=period)


def read_apposed(parts: Parts) -> Reading | None:
    """The day named right before, of which more is said: "on July 3, the fifth day of the siege"."""
    context = parts.context
    if context.previous is None or context.previous[0] != parts.match.start - 1:
        return None
    return _dated(context.previous[1], None) if context.previous[1].unit == "D" else None


def read_earlier(parts: Parts) -> Reading | None:
    """ "the year-ago quarter", "the corresponding period last year": a year before what is reported on."""
    context = parts.context
    report = context.fiscal or _reported(parts)
    if "quarter" in parts and context.written:
        found = calendar.read(parts)
        report = found.period if found else report
    period = report.shifted(-12, "M") if report else None
    if period is None and context.written:
        period = containing(context.written, "Y").shifted(-1)
    return Reading("DATE", period.value if period else None)


def _reported(parts: Parts) -> Period | None:
    """What a text that names no quarter reports on: the last whole quarter, this month or week, its date."""
    context, unit = parts.context, parts.value("unit")
    if context.written and unit == "Q":
        return containing(context.written, "Q").shifted(-1)
    if context.written and unit in ("M", "W", "WE"):
        return containing(context.written, unit)
    return context.focus


def read_latest(parts: Parts) -> Reading | None:
    """ "the latest period", "the 1988 quarter": the stretch that is reported on."""
    context, year = parts.context, parts.year()
    report = context.fiscal
    if parts.value("unit") in ("Y", "M", "W"):  # "the latest fiscal year"
        this = context.this(parts.value("unit"))
        return _dated(this.shifted(-1) if this else None, None)
    if report is None and context.written:
        report = containing(context.written, "Q").shifted(-1)
    if report is None:
        return None
    if year is not None:
        report = report.shifted(12 * (year - report.first.year), "M")
    return Reading("DATE", report.value if report else None)


def read_shift(parts: Parts) -> Reading | None:
    """ "two years ago", "three days later", "two weeks after June 3"."""
    if "weekdays" in parts:
        return _weekdays_ago(parts)
    if "weekday_after" in parts:
        return _after_weekday(parts)
    unit, mod = parts.value("unit"), parts.value("approx")
    counted = "n" in parts or "shift_from" in parts or "direction" in parts
    count = (parts.amount() if "n" in parts else "1") if counted else "X"
    if unit is None or count is None or ("X" in count and "shift_from" in parts):
        return None
    if "one_half" in parts and "X" not in count:
        count = f"{float(count) + 0.5:g}"
    step, base = _step_and_base(parts)
    if "X" in count:
        if "shift" not in parts:  # "days later" may lie on either side of the day of writing
            return Reading("DURATION", f"P{unit[:-1]}X{unit[-1]}" if unit in _VAGUE else "PXX", mod)
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", mod)
    if unit.startswith("T"):
        return _hours(parts, float(count) * step, unit, base)
    period = _moved(parts, base, float(count) * step, step) if base else None
    if period and "shift_narrative" in parts and step > 0 and _not_yet(parts, period):
        return Reading("DURATION", spans.written_amount(count, unit), mod)
    return Reading("DATE", period.value if period else None, mod, period=period)


def _not_yet(parts: Parts, period: Period) -> bool:
    """Whether "four years later" would lie ahead of the day of writing in a sentence that does not."""
    context = parts.context
    if context.written is None or period.first <= context.written:
        return False
    if period.first.year > context.written.year + 1:
        return True
    return context.direction(parts.match.start, parts.match.end) <= 0


def _weekdays_ago(parts: Parts) -> Reading:
    """ "two Sundays ago": the last or next one counts as the first."""
    count, written = parts.amount() or "X", parts.context.written
    step = int(parts.value("shift"))
    if "X" in count:
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    weekday = int(parts.value("weekdays", "weekday_plural"))
    first = weekdays.nearest(written, weekday, step) if written else None
    day = first.shifted(7 * step * (int(count) - 1)) if first else None
    return Reading("DATE", day.value if day else None, period=day)


def _after_weekday(parts: Parts) -> Reading:
    """ "Tuesday week", "two weeks on Monday": weeks after the next such day."""
    written, weeks = parts.context.written, int(parts.amount() or 1 if "n" in parts else 1)
    weekday, unit = int(parts.value("weekday_after", "weekday")), parts.value("unit")
    first = weekdays.nearest(written, weekday, 1) if written else None
    day = first.shifted(weeks, unit) if first else None
    return Reading("DATE", day.value if day else None, period=day)


def _moved(parts: Parts, base: Period, count: float, step: int) -> Period | None:
    """`base` moved by all amounts of the match, None where it is too long for the unit of the first."""
    unit, more = parts.value("unit"), parts.value("unit_more", "unit")
    if base.unit not in _FINE and unit in ("D", "W", "2W"):
        return None
    if more not in _PLAIN or unit not in _PLAIN:
        coarse = ("shift" in parts and not _from_day(parts)) or "shift_narrative" in parts
        return _shifted(base, count, unit, coarse=coarse, told="shift_narrative" in parts)
    first = base.shifted(int(count), unit)
    return first.shifted(int(parts.amount("n_more") or 0) * step, more) if first else None


def _step_and_base(parts: Parts) -> tuple[int, Period | None]:
    """Which way the amount counts, and the period that it is counted from."""
    context = parts.context
    if "shift" in parts and not _from_day(parts):
        return int(parts.value("shift")), _report(parts) or context.this("D")
    if "shift_narrative" in parts:
        base = _report(parts) or _told_of(parts) or context.this("D")
        if base and base.unit not in _FINENESS.get(parts.value("unit"), (base.unit,)):
            base = context.day_spoken_of() or context.this("D")
        return int(parts.value("shift_narrative")), base
    if "noon" in parts:
        step = int(parts.value("shift_from") or 1)
        day = context.focus if context.focus is not None and context.focus.unit == "D" else context.this("D")
        told = direction.of_sentence(context, parts.match.start, parts.match.end) < 0
        if step < 0 and told and clock.is_midnight(parts) and day == context.this("D"):
            day = periods.day_before_writing(context)
        return step, day
    found = calendar.read(parts)
    step = parts.value("shift_from") or parts.value("shift") or parts.value("direction")
    return int(step or 1), found.period if found else None


def _told_of(parts: Parts) -> Period | None:
    """What "two days later" counts from: the last date, or the last one gone where what is told is past."""
    context = parts.context
    ahead = (
        context.focus is not None and context.written is not None and context.focus.first > context.written
    )
    if ahead and not context.narrative and context.direction(parts.match.start, parts.match.end) < 0:
        return context.day_gone()
    return context.focus


def _from_day(parts: Parts) -> bool:
    """Whether "ago" counts from a day that it names: "a week ago Tuesday"."""
    return "weekday" in parts or "dayref" in parts


def _report(parts: Parts) -> Period | None:
    """In a report on a quarter "a year ago" means the same quarter a year before."""
    context = parts.context
    same = parts.value("unit") == "Y" and parts.amount() == "1"
    return context.fiscal if same and context.fiscal is not None else None


def _shifted(base: Period, count: float, unit: str, *, coarse: bool, told: bool = False) -> Period | None:
    """`base` moved; "two years ago" is a year and "six weeks ago" a week, while days stay days.

    So do weeks where a text tells on (`told`): "two weeks later".
    """
    if unit in _YEARS_OF:
        unit, count = "Y", count * _YEARS_OF[unit]
    by_month = unit in ("Y", "M")
    if count != int(count):
        unit, count = ("M", count * 12) if unit == "Y" else ("D", count * _DAYS_OF.get(unit, 1))
    if unit == "2W":
        unit, count = "W", 2 * count
    moved = base.shifted(int(count), unit)
    if moved is None or (base.unit != "D" and not coarse):
        return moved
    if unit == "W" and abs(count) == 1:
        return moved
    if coarse and base.unit == "D" and (by_month or unit in ("Y", "M", "Q") or (unit == "W" and not told)):
        return containing(moved.first, "M" if unit in ("Q", "D") else unit)
    return moved


def _hours(parts: Parts, count: float, unit: str, base: Period | None) -> Reading:
    """Hours from noon or midnight are a time; from a moment that is not known to the hour, an amount."""
    if "noon" in parts and base is not None:
        minutes = {"TH": 60, "TM": 1}.get(unit, 0) * count
        start = 24 * 60 if parts.value("noon") == "24:00" else 12 * 60
        day, minute = divmod(int(start + minutes), 24 * 60)
        found = base.shifted(day)
        value = f"{found.value}T{minute // 60:02d}:{minute % 60:02d}" if found else None
        return Reading("TIME", value, period=found)
    return Reading("DURATION", spans.written_amount(f"{abs(count):g}", unit), parts.value("approx"))
