"""Days with names: fixed, nth weekdays, counted from Easter, and of other calendars.

A rule is what a language file's table `holiday` holds:
"12-25" month and day; "11 fourth 4" the fourth Thursday (1 Monday to 7) of November, "+1" the day after;
"easter -2" days from Easter Sunday; "orthodox 0" the same of the Julian reckoning; "islamic 10-01",
"hebrew 07-10", "chinese 01-01" month and day of that calendar, without day the whole month.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}


@lru_cache(maxsize=4096)
def named_day(rule: str, year: int) -> tuple[date, date] | None:
    """First and last day of what `rule` names in `year` (Gregorian), None where it cannot be computed."""
    kind, _, argument = rule.partition(" ")
    reader = _CALENDARS.get(kind, _gregorian)
    try:
        found = reader(year, argument if kind in _CALENDARS else rule)
    except (ValueError, OverflowError):
        return None
    return (found, found) if isinstance(found, date) else found


def _gregorian(year: int, rule: str) -> date:
    words = rule.split()
    if len(words) == 1:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    found = _nth_weekday(year, int(words[0]), words[1], int(words[2]))
    return found + timedelta(days=int(words[3]) if len(words) > 3 else 0)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian ("Anonymous Gregorian computus", Meeus, Astronomical Algorithms)."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian computus (Meeus) as a Gregorian date, for 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _nth_weekday(year: int, month: int, nth: str, weekday: int) -> date:
    if nth == "last":
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * _NTH[nth])


def _islamic(year: int, rule: str) -> tuple[date, date] | None:
    """By the Umm al-Qura calendar, which covers 1924 to 2077."""
    from hijridate import Gregorian, Hijri

    month, _, day = rule.partition("-")
    if not 1925 <= year <= 2076:
        return None
    first_year = Gregorian(year, 1, 1).to_hijri().year
    for hijri_year in (first_year, first_year + 1):
        start = Hijri(hijri_year, int(month), int(day or 1))
        found = start.to_gregorian()
        first = date(found.year, found.month, found.day)
        if first.year == year:
            return first, first if day else first + timedelta(days=start.month_length() - 1)
    return None


def _hebrew(year: int, rule: str) -> tuple[date, date] | None:
    from pyluach.dates import HebrewDate  # few texts need it

    month, day = map(int, rule.split("-"))
    for hebrew_year in (year + 3760, year + 3761):
        found: date = HebrewDate(hebrew_year, month, day).to_pydate()
        if found.year == year:
            return found, found
    return None


def _chinese(year: int, rule: str) -> date:
    """Covers 1900 to 2099."""
    from lunardate import LunarDate

    month, day = map(int, rule.split("-"))
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


_CALENDARS: dict[str, Callable[[int, str], date | tuple[date, date] | None]] = {
    "easter": lambda year, days: easter(year) + timedelta(days=int(days)),
    "orthodox": lambda year, days: orthodox_easter(year) + timedelta(days=int(days)),
    "islamic": _islamic,
    "hebrew": _hebrew,
    "chinese": _chinese,
}
