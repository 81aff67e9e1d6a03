"""Reads dates and times of day: what `periods` reads, longer stretches, eras, parts of day and the clock.

Captures, beside those of `periods` and `clock`: fixed (a named day of one year), era, decade, decade_word,
century, portion (early), part (morning), onward.
"""

from __future__ import annotations

from dateline.annotate.timex import clock, general, periods, years
from dateline.annotate.timex.named_days import named_day
from dateline.annotate.timex.numbers import full_year
from dateline.annotate.timex.reading import Parts, Reading
from dateline.annotate.timex.values import Period


def read(parts: Parts) -> Reading | None:
    """A point of the calendar, with time of day where one is given."""
    mod = "ON_OR_AFTER" if "onward" in parts else parts.value("portion") or _half_of(parts)
    fixed = _ancient(parts) or _long(parts) or parts.value("fixed") or parts.value("fixed", "fixed_before")
    if fixed:
        return Reading("DATE", fixed, mod)
    if (general_day := general.general_day(parts)) is not None:
        return Reading("DATE", general_day)
    known, period = periods.stretch(parts)
    if not known:
        return None
    time = _part(parts) or clock.read(parts)
    if time is not None:
        offset = clock.offset(parts, period.first if period else None)
        if period is not None and period.unit != "D":
            return Reading("TIME", None, mod)
        return Reading(
            "TIME", period.value + time if period else _open_time(time), mod, period=period, offset=offset
        )
    return Reading("DATE", _spread(parts, period) if period else _open_value(parts), mod, period=period)


_LIMITS = {"century": 30, "quarter_number": 4, "half_number": 2, "month_number": 12}


def plausible(parts: Parts) -> bool:
    """Whether numbers of the match can be what the pattern takes them for."""
    day, month = parts.number("day"), parts.value("month")
    if day is not None and not 1 <= day <= (31 if month is None else periods.longest(month)):
        return False
    if "dated" in parts and periods.numeric_date(parts) is None:
        return False
    limits = _LIMITS | ({"ordinal": 4} if "quarter" in parts else {})
    if any(name in parts and not 1 <= (parts.number(name) or 0) <= limit for name, limit in limits.items()):
        return False
    year = parts.year()
    return ("year" not in parts or (year is not None and 1 <= year < 3000)) and clock.plausible(parts)


def _half_of(parts: Parts) -> str | None:
    """START or END of a stretch that has no value for its half: "the second half of the 1980s"."""
    half = parts.value("half_of", "half")
    return None if half is None else "START" if half == 1 else "END"


def _ancient(parts: Parts) -> str | None:
    """Years of an era, and dates before Christ."""
    if "era" not in parts:
        return None
    before = parts.value("era") < 0
    if "century" in parts:
        number = parts.number("century") or 1
        return f"BC{number:02d}" if before else f"{number - 1:02d}"
    year = parts.year() or int("".join(filter(str.isdecimal, parts.text("year_number"))) or 0)
    if not year or year > 9999:
        return None
    return f"BC{year:04d}" if before else f"{year:04d}"


def _long(parts: Parts) -> str | None:
    """Decades and centuries."""
    if "century" in parts:
        return f"{(parts.number('century') or 1) - 1:02d}"
    if "decade_word" in parts or ("decade" in parts and parts.value("decade", "decade_word")):
        decade: int = parts.value("decade", "decade_word")
        return f"{decade:03d}"
    if "decade" in parts:
        number = next(int(key) for key in parts.keys("decade") if key.isdigit())
        if number < 100:
            number = full_year(number, parts.context.year())
        return f"{number // 10:03d}"
    return None


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
    month, day = parts.value("month"), parts.number("day")
    if "dated" in parts and (fields := periods.numeric_date(parts)):
        _, month, day = fields
    if month and not years.states_year(parts):
        return f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    return None


def _open_time(time: str) -> str | None:
    """A time of an unknown day has a value only where it is a time of the clock."""
    return f"XXXX-XX-XX{time}" if time[1:2].isdigit() else None
