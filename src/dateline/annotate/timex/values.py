"""TIMEX3 values: stretches of the calendar, and arithmetic on them.

ISO 24617-1 (ISO-TimeML): a year 2018, month 2018-06, day 2018-06-12, week 2018-W22 (ISO 8601, from
Monday), weekend 2018-W22-WE, quarter 2018-Q3, half 2018-H1, season 2018-SU, decade 199, century 19.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}

_DATE = re.compile(
    r"(?:\d{4}|[\dX]{4})(?:-(?:[01]\d|XX)(?:-(?:[0-3]\d|XX))?|-W(?:[0-5]\d|XX)(?:-WE|-[1-7])?|-Q[1-4X]|-H[12X]"
    r"|-(?:SP|SU|FA|WI))?|\d{3}|\d{2}|BC\d{1,4}|(?:PAST|PRESENT|FUTURE)_REF"
)
_CLOCK = (
    r"T(?:[01]\d|2[0-4])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?(?:Z|[+-][01]\d:[0-5]\d)?|T(?:MO|MI|AF|EV|NI|DT)"
)
_TIME = re.compile(rf"(?:[\dX]{{4}}-[\dX]{{2}}-[\dX]{{2}}|[\dX]{{4}}-W[\dX]{{2}}(?:-[\dX])?)?(?:{_CLOCK})")
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = re.compile(
    rf"P(?=.)(?:{_AMOUNT}(?:Y|M|W|D|Q|WE|DE|CE|ML))*(?:T(?:{_AMOUNT}[HMS])+)?|PXX|PTX[HMS]"
)


def is_value(kind: str, value: str) -> bool:
    """Whether `value` is well formed for an expression of type `kind` (DATE, TIME, DURATION, SET)."""
    if kind == "DURATION":
        return _DURATION.fullmatch(value) is not None
    if kind == "SET":
        return any(pattern.fullmatch(value) for pattern in (_DURATION, _TIME, _DATE)) or bool(
            re.fullmatch(r"XXXX-WXX-[1-7](?:T[\w:]+)?|XXXX-\d\d(?:-\d\d)?|XXXX-(?:SP|SU|FA|WI)", value)
        )
    pattern = _DATE if kind == "DATE" else _TIME
    start, slash, end = value.partition("/")
    return pattern.fullmatch(start) is not None and (not slash or pattern.fullmatch(end) is not None)


@dataclass(frozen=True, slots=False)
class Period:
    """A stretch of the calendar: its unit and its first day.

    Units are D, W, WE, M, Q, H, S (season), Y, DE and CE.
    """

    unit: str
    first: date
    season: str = ""

    @cached_property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month, day = self.first.year, self.first.month, self.first.day
        if self.unit in ("W", "WE"):
            week = self.first.isocalendar()
            return f"{week.year:04d}-W{week.week:02d}" + ("-WE" if self.unit == "WE" else "")
        return {
            "D": f"{year:04d}-{month:02d}-{day:02d}",
            "M": f"{year:04d}-{month:02d}",
            "Q": f"{year:04d}-Q{(month + 2) // 3}",
            "H": f"{year:04d}-H{1 if month < 7 else 2}",
            "S": f"{year:04d}-{self.season}",
            "Y": f"{year:04d}",
            "DE": f"{year // 10:03d}",
            "CE": f"{year // 100:02d}",
        }[self.unit]

    @property
    def last(self) -> date:
        """The last day."""
        if self.unit in ("D", "W"):
            return self.first + timedelta(days=_DAYS[self.unit] - 1)
        if self.unit == "WE":
            return self.first + timedelta(days=6)
        months = 3 if self.unit == "S" else _MONTHS[self.unit]
        return add_months(self.first, months) - timedelta(days=1)

    def shifted(self, count: int, unit: str | None = None) -> Period | None:
        """The period of the same kind `count` units (its own, if none is given) later, None out of range."""
        unit = unit or self.unit
        try:
            if unit in _DAYS:
                first = self.first + timedelta(days=count * _DAYS[unit])
            elif unit == "S":
                first = add_months(self.first, 3 * count)
            else:
                first = add_months(self.first, count * _MONTHS[unit])
        except (OverflowError, ValueError):
            return None
        if self.unit in ("W", "WE") and unit not in _DAYS:
            return containing(first, self.unit)
        return Period(self.unit, first, self.season)


def add_months(day: date, months: int) -> date:
    """`day` some months later; the last day of a shorter month. Raises ValueError out of range."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise ValueError(f"no day {day.day} in month {month + 1}")


def containing(day: date, unit: str) -> Period:
    """The period of kind `unit` that `day` lies in."""
    year, month = day.year, day.month
    if unit == "D":
        first = day
    elif unit in ("W", "WE", "2W"):
        first = date.fromordinal(max(1, day.toordinal() - day.weekday()))
    elif unit == "M":
        first = day.replace(day=1)
    elif unit == "Q":
        first = date(year, (month - 1) // 3 * 3 + 1, 1)
    elif unit == "H":
        first = date(year, 1 if month < 7 else 7, 1)
    elif unit == "S":
        season = "WI" if month in (12, 1, 2) else ("SP", "SU", "FA")[month // 3 - 1]
        return Period("S", date(year, _SEASON_MONTH[season], 1), season)
    elif unit == "DE":
        first = date(max(1, year // 10 * 10), 1, 1)
    elif unit == "CE":
        first = date(max(1, year // 100 * 100), 1, 1)
    else:
        return Period("Y", date(year, 1, 1))
    return Period("W" if unit == "2W" else unit, first)


def season(year: int, code: str) -> Period:
    """Season `code` (SP, SU, FA, WI) of a year; winter begins in December of it."""
    return Period("S", date(year, _SEASON_MONTH[code], 1), code)


def make_day(year: int, month: int, day: int) -> Period | None:
    """The day, None where the calendar has none of that name."""
    try:
        return Period("D", date(year, month, day))
    except ValueError:
        return None
