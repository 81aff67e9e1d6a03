"""Microsoft's date-time specs as a measure: which of them count, and when a reading is right.

Counted are the specs of the general model (`DateTimeModel`; the calendar, task and experimental modes
have the conventions of assistants) that a news text could contain:

- they resolve to a value against a stated day of reference (30 February does not),
- their kind is a date, time, duration, set, or range of dates or times,
- the sentence is no order to a calendar or a database ("book", "schedule", "show", "remind me"),
- it is written as in print: names of months and weekdays capitalised, no shorthand ("9a", "eod",
  "11ish", "tmrw"), an hour with a.m. or p.m., minutes, o'clock or a part of day, numeric dates with
  their year.

A point is right if an expression found on it has one of the values that the spec allows (past or
future). A range is right if an expression has its TIMEX, or its amount ("last 3 months" is P3M), or if
the expressions found on it have its ends. Times compare to the minute. Three conventions differ and are
translated: TIMEX3 writes a vague count as X (the specs: 3), "in two weeks" as its amount (the specs: the
day it leads to), and "two months ago" as a month (the specs: a day).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from dateline.annotate import timex
from shared import lines

_SHORTHAND = re.compile(
    r"\b\d{1,2} ?[ap]\b(?!\.)|ish\b|\beo[dwmqy]\b|\bytd\b|\bcob\b|\btmrw?\b|\d ?h\b|oclock|\b(?:sy|fy)\d"
    r"|\d{1,2}/\d{1,2}(?![\d/])"
    r"|\basap\b|\botd\b|\bw/c\b|\d[DYWhdw]\b|\d{8}|[A-Za-z]/\d|\d/[A-Za-z]|-\d{4}-|\b[pcem][sd]?t\b",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"[ap]\.? ?m\b|:\d\d|\d\.\d\d|o'clock|noon|mid-?(?:day|night)|morning|evening|night"
    r"|half|quarter|hour|minute|second|now|moment|present|today",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"cortana|skype|\b(?:schedule|book|meet|remind|show|set|add|arrange) "
    r"(?:me|us|my|a|an|the|up|sales|out|ooo|with|on|next|meeting)\b"
    r"|\bavailable\b|\bbook (?:for|meeting)|free time|how about|what about|clusters|sales for|dinner with mom"
    r"|please|let's|can (?:you|i|we)\b|search phrase|valid date|should be a daterange",
    re.IGNORECASE,
)
_TIMES = frozenset({"time", "datetime", "timerange", "datetimerange"})
_VAGUE = re.compile(r"\b(?:few|some|several|couple|handful)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|from now|hence|later|back|earlier|before|after)\b", re.IGNORECASE)
KINDS = frozenset({"date", "time", "datetime", "daterange", "timerange", "datetimerange", "duration", "set"})
_NAMES = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august"
    r"|september|october|november|december|mon|tues?|wed|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)days?)(?=\b|\d)"
)


def specs() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The counted expressions, each with the spec it stands in."""
    for spec in lines("datetime_specs", "recognizers_en.jsonl.gz"):
        if (
            not spec["id"].startswith("DateTimeModel:")
            or not spec["reference"]
            or _ORDER.search(spec["text"])
        ):
            continue
        for expression in spec["timex"]:
            kind = str(expression["kind"]).removeprefix("datetimeV2.")
            values = expression["values"] or []
            resolved = kind == "set" or any("not resolved" != v.get("value", "") for v in values)
            if kind in KINDS and values and resolved and _is_printed(expression["text"], kind):
                yield spec, {**expression, "kind": kind}


def _is_printed(text: str, kind: str) -> bool:
    """Whether a news text would write it so."""
    if _NAMES.search(text) or _SHORTHAND.search(text):
        return False
    return kind not in _TIMES or _HOUR.search(text) is not None


def is_right(spec: dict[str, Any], expression: dict[str, Any]) -> bool:
    """Whether the expressions found on a spec have a value that it allows."""
    found = timex.find_times(spec["text"], published=spec["reference"])
    values = [
        spec["reference"][:10]
        if t.value == "PRESENT_REF" and expression["kind"] == "daterange"
        else _plain(t.value)
        for t in found
        if t.start < expression["end"] and expression["start"] < t.end and t.value is not None
    ]
    text, kind = expression["text"], expression["kind"]
    if _VAGUE.search(text):
        values += [_plain(t.value.replace("X", "3")) for t in found if t.value and "X" in t.value]
    amounts = [value for value in values if re.fullmatch(r"P [\d.]+ [\d.]+ [\d.]+", value)]
    values += [_plain(moved) for value in amounts for moved in _from(spec["reference"], value)]
    for wanted in expression["values"]:
        day = _plain(wanted.get("value") or "")
        if _fits(values, kind, wanted) or (_AGO.search(text) and any(_covers(v, day) for v in values)):
            return True
    return False


def _from(reference: str, amount: str) -> list[str]:
    """The day, or the moment, that an amount of time after the reference leads to."""
    months, days, minutes = map(float, amount.split()[1:])
    moved = datetime.fromisoformat(reference)
    if months:
        month = moved.month - 1 + int(months)
        moved = moved.replace(
            year=min(9999, moved.year + month // 12), month=month % 12 + 1, day=min(moved.day, 28)
        )
    try:
        moved += timedelta(days=days, minutes=minutes)
    except OverflowError:
        return []
    return [moved.isoformat() if minutes else moved.date().isoformat()]


def _covers(value: str, day: str) -> bool:
    """Whether the week, month or year `value` holds `day`."""
    if re.fullmatch(r"\d{4}(-\d\d)?", value):
        return day.startswith(value + "-")
    if re.fullmatch(r"\d{4}-W\d\d", value) and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        week = date.fromisoformat(day).isocalendar()
        return value == f"{week.year}-W{week.week:02d}"
    return False


def _fits(values: list[str], kind: str, wanted: dict[str, Any]) -> bool:
    whole = _plain(wanted.get("timex") or "")
    accepted = {whole, _plain(wanted.get("value") or "")}
    start, end = wanted.get("start"), wanted.get("end")
    if whole.startswith("("):
        first, last, amount = whole.strip("()").split(",")
        accepted.add(_plain(amount))
        start, end = start or first, end or last
    if kind in ("time", "timerange", "set"):
        values = [re.sub(r"[\dX]{4}-[\dX]{2}-[\dX]{2}T", "T", value) for value in values]
    if kind == "date":
        values = values + [value.split("T")[0] for value in values if not value.startswith("P")]
    if any(value in accepted for value in values):
        return True
    years = {str(bound)[:4] for bound in (start, end) if bound}
    if whole.startswith("XXXX-") and any(v[4:] == whole[4:] and v[:4] in years for v in values):
        return True
    if not kind.endswith("range") or not values:
        return False
    pieces = [piece for value in values for piece in value.split("/")]
    first, last = _bounds(pieces[0]), _bounds(pieces[-1])
    start, end = _plain(start or ""), _plain(end or "")
    if start and end:
        return start == first[0] and end in last
    return any(bound in _bounds(piece) for piece in pieces for bound in (start, end) if bound)


def _bounds(value: str) -> tuple[str, str]:
    """The first day of what `value` names, and the first one after it; the value itself of a time."""
    if re.fullmatch(r"\d{2,3}", value):
        start, length = int(value), 10 if len(value) == 3 else 100
        return f"{start * length:04d}-01-01", f"{(start + 1) * length:04d}-01-01"
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        offset = 5 if week[3] else 0
        return (monday + timedelta(days=offset)).isoformat(), (monday + timedelta(days=7)).isoformat()
    if day := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T00:00)?", value):
        return day[1], (date.fromisoformat(day[1]) + timedelta(days=1)).isoformat()
    if named := re.fullmatch(r"(\d{4})(?:-(\d\d|Q\d|H\d))?", value):
        part = named[2] or "H0"
        length = {"Q": 3, "H": 6}.get(part[0], 1)
        month = 1 if not named[2] else (int(part.lstrip("QH")) - 1) * length + 1
        after = month + (12 if not named[2] else length)
        year = int(named[1])
        return f"{year:04d}-{month:02d}-01", f"{year + (after - 1) // 12:04d}-{(after - 1) % 12 + 1:02d}-01"
    return value, value


def _plain(value: str) -> str:
    """A value without offset and seconds of zero, hours written with minutes."""
    if value.startswith("P"):
        return _amount(value)
    value = value.replace(" ", "T", 1)
    value = re.sub(r"^(\d\d:\d\d:\d\d)$", r"T\1", value)
    value = re.sub(r"(T\d\d(?::\d\d){0,2})(?:Z|[+-]\d\d:\d\d)(?=/|$)", r"\1", value)
    value = re.sub(r"(T\d\d)$", r"\1:00", value)
    return re.sub(r"(T\d\d:\d\d):00(?:\.0+)?$", r"\1", value)


def _amount(value: str) -> str:
    """An amount of time in months, days and minutes, so that P1.5Y and P1Y6M are the same; else unchanged."""
    if not re.fullmatch(r"P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?", value):
        return value
    timed, months, days, minutes = False, 0.0, 0.0, 0.0
    for field in re.findall(r"T|[\d.]+[YMWDHS]", value):
        if field == "T":
            timed = True
            continue
        number, unit = float(field[:-1]), field[-1]
        months += number * {"Y": 12, "M": 0 if timed else 1}.get(unit, 0)
        days += number * {"W": 7, "D": 1}.get(unit, 0)
        minutes += number * {"H": 60, "M": 1 if timed else 0, "S": 1 / 60}.get(unit, 0)
    return f"P {months:g} {days:g} {minutes:g}"


def scores(misses: bool) -> dict[str, float]:
    """The share of counted specs that are right, over all and by kind."""
    total: dict[str, int] = {}
    right: dict[str, int] = {}
    for spec, expression in specs():
        ok = is_right(spec, expression)
        for kind in ("all", expression["kind"]):
            total[kind] = total.get(kind, 0) + 1
            right[kind] = right.get(kind, 0) + ok
        if misses and not ok:
            found = timex.find_times(spec["text"], published=spec["reference"])
            allowed = [v.get("timex") for v in expression["values"]][:2]
            print(expression["kind"], spec["reference"][:10], spec["text"][:90], expression["text"], allowed)
            print("     ", [(t.text, t.value) for t in found])
    return {"gold": total["all"], "value": right["all"] / total["all"]} | {
        kind: right[kind] / total[kind] for kind in sorted(total) if kind != "all"
    }
