"""Dates of a record as a reader would write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateline.schema.interval import interval

_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}


def spoken(value: str | None, *, inferred: bool = False) -> str:
    """A TIMEX3 date as a reader would write it: "12 June 2018, 17:00".

    With `inferred` it is said to be likely. A value that is no date of the calendar is given as it is, and
    None as "no date".
    """
    if not value:
        return "no date"
    if inferred:
        return f"probably {spoken(value)}"
    first, slash, last = value.partition("/")
    if slash:
        return f"{spoken(first)} – {spoken(last)}"
    covered = interval(value)
    return _spoken_days(value, *covered) if covered else value


def _spoken_days(value: str, day: date, last: date) -> str:
    if week := _WEEK.match(value):
        return f"{'weekend' if week[3] else 'week'} of {day.day} {_MONTHS[day.month - 1]} {day.year}"
    if _MONTH.match(value):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if _YEAR.match(value):
        return str(day.year)
    if day != last:
        return day_span([day, last])
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}{_time_of_day(value)}"


def _time_of_day(value: str) -> str:
    _, _, time = value.partition("T")
    if time in _PARTS_OF_DAY:
        return f", {_PARTS_OF_DAY[time]}"
    match = _CLOCK.search(value)
    return f", {match[1]}:{match[2]}" if match else ""


def short_day(day: date) -> str:
    """Day and month in few letters: "12 Jun"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def published_day(published: str | None) -> date | None:
    """The day of an article's `published`, in the zone that it was given in."""
    if not published:
        return None
    try:
        return datetime.fromisoformat(published).date()
    except ValueError:
        return None


def day_span(values: list[date]) -> str:
    """The days from the first to the last of `values`: "13–16 May 2025"."""
    if not values:
        return "undated"
    first, last = min(values), max(values)
    month, year = _MONTHS[last.month - 1], last.year
    if first == last:
        return f"{last.day} {month} {year}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day}–{last.day} {month} {year}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != year else "")
    return f"{begin} – {last.day} {month} {year}"
