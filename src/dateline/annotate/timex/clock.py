"""Reads the time of day.

Captures: clock ("10:35"), hour and minute ("8 Uhr 30"), hhmm ("1700"), ampm, noon, past_hour with past
("half past"), zone, zone_sign and zone_hours ("GMT +8"); of the first of two times ("9 to 11 a.m.")
from_time and from_ampm.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dateline.annotate.timex.reading import Parts

_NAMES = ("clock", "hour", "hhmm", "noon")


def present(parts: Parts) -> bool:
    """Whether the match holds a time of the clock."""
    return any(name in parts for name in _NAMES)


def plausible(parts: Parts) -> bool:
    """Whether the numbers of the match are a time of the clock."""
    return not present(parts) or _time(parts) is not None


def read(parts: Parts) -> str | None:
    """The time as ISO 8601 writes it after a date ("T17:00")."""
    time = _time(parts) if present(parts) else None
    return None if time is None else f"T{time}"


def is_midnight(parts: Parts) -> bool:
    """Whether the match is the end of a day."""
    return "noon" in parts and parts.value("noon") == "24:00"


def range_start(parts: Parts) -> str | None:
    """The first time of "9 to 11 a.m.": before the second one, in the same half of the day if that fits."""
    end = _time(parts)
    fields = [int(field) for field in re.findall(r"\d+", parts.text("from_time"))] or [
        parts.number("from_time") or 0
    ]
    hour, minute = fields[0], fields[1] if len(fields) > 1 else 0
    half = parts.value("from_ampm", "ampm")
    if end is None or hour > 24 or minute > 59:
        return None
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour < 12 and end >= "12:00" and f"{hour + 12:02d}:{minute:02d}" < end:
        hour += 12
    return f"{hour:02d}:{minute:02d}"


def _time(parts: Parts) -> str | None:
    if "noon" in parts:
        noon: str | None = parts.value("noon")
        return noon
    seconds = ""
    if "clock" in parts:
        fields = [int(field) for field in re.findall(r"\d+", parts.text("clock"))[:3]]
        hour, minute = fields[:2]
        seconds = f":{fields[2]:02d}" if len(fields) > 2 else ""
    elif "hhmm" in parts:
        hour, minute = divmod(int(parts.text("hhmm")), 100)
    else:
        whole, minute = parts.number("hour"), parts.number("minute") or 0
        if whole is None:  # "eineinhalb Uhr"
            return None
        hour = whole
        if "past_hour" in parts:
            hour, minute = _past(parts, hour)
    hour_of_day = _hour(hour, parts)
    if hour_of_day is None or not 0 <= minute < 60 or (hour_of_day == 24 and minute):
        return None
    return f"{hour_of_day:02d}:{minute:02d}{seconds}"


def _hour(hour: int, parts: Parts) -> int | None:
    """The hour of 24, None where there is no such hour."""
    half = parts.value("ampm")
    if half is None and "part" in parts and 1 <= hour < 12:
        half = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "night"}.get(parts.value("part"))
    if half is None and "dayref_part" in parts and 1 <= hour < 12:
        half = "night"
    if half is None:
        return hour if 0 <= hour <= 24 else None
    if hour > 12:
        return hour if hour <= 24 and half != "am" else None
    if half == "night":
        half = "pm" if 5 <= hour < 12 else "am"
    return hour % 12 + (12 if half == "pm" else 0)


def _past(parts: Parts, hour: int) -> tuple[int, int]:
    """ "half past seven", "a quarter to five", "twenty minutes past ten"."""
    keys = parts.keys("past_hour")
    tables = parts.context.grammar.tables
    fraction = next((tables["clock_part"][key] for key in keys if key in tables["clock_part"]), None)
    minutes = parts.number("past_hour") if fraction is None else int(fraction)
    if parts.value("past") < 0:
        return (hour - 1) % 24, 60 - (minutes or 0)
    return hour, minutes or 0


def offset(parts: Parts, day: date | None) -> str | None:
    """The offset from UTC of the zone that the match names, None without one that is known on that day."""
    zone = parts.value("zone")
    if not zone:
        return None
    if "/" in zone:
        return _offset_of_place(zone, day)
    hours, _, minutes = zone.partition(":")
    if "zone_hours" in parts:  # "GMT +8"
        sign = 1 if parts.text("zone_sign") == "+" else -1
        hours = str(int(hours) + sign * min(14, parts.number("zone_hours") or 0))
    if hours in ("0", "-0"):
        return "Z"
    return f"{int(hours):+03d}:{int(minutes or 0):02d}"


def _offset_of_place(zone: str, day: date | None) -> str | None:
    """The offset of a zone of the tz database on that day, None where day or zone is unknown."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if day is None:
        return None
    try:
        distance = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, OverflowError, ValueError):
        return None
    minutes = (distance or timedelta()) // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
