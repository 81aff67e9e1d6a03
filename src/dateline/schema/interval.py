"""The days that a TIMEX3 value covers, for comparing values of different exactness."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]
"""First and last day, both included."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-\d)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
           "SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (1, 12)}  # fmt: skip


@lru_cache(maxsize=4096)  # a story compares its few hundred values many times
def interval(value: str | None) -> Days | None:
    """The days that an ISO 8601 / TIMEX3 value covers, None for what is no stretch of the calendar."""
    if not value:
        return None
    if "/" in value:
        first, _, last = value.partition("/")
        begin, end = interval(first), interval(last)
        return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None
    try:
        return _single(value)
    except ValueError:
        return None


def is_within(inner: Days, outer: Days) -> bool:
    """Whether every day of `inner` is in `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def meet(one: Days, other: Days) -> bool:
    """Whether the two stretches share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def is_ahead(value: str | None, published: str | None) -> bool:
    """Whether a TIMEX3 value begins after the ISO day of publication."""
    days, day = interval(value), interval(published)
    return days is not None and day is not None and days[0] > day[1]


def gap(one: Days, other: Days) -> int:
    """How many days lie from the end of the earlier stretch to the begin of the later; 0 where they meet."""
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def length(days: Days) -> int:
    """How many days it has."""
    return (days[1] - days[0]).days + 1


def _single(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] == "-WE" else 0), monday + timedelta(days=6)
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _PART.fullmatch(value):
        return _months(int(match[1]), *_MONTHS[match[2]])
    return _months(int(value), 1, 12) if _YEAR.fullmatch(value) else None


def _months(year: int, first: int, last: int) -> Days:
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)
