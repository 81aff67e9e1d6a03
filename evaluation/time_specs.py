"""Microsoft's date-time specs as a measure: which of them count, and when a reading is right.

Counted are the specs of the general model (`DateTimeModel`; the calendar, task and experimental modes
have the conventions of assistants) that a news text could contain:

- they resolve to a value against a stated day of reference (30 February does not),
- their kind is a date, time, duration, set, or range of dates or times,
- names of months and weekdays are capitalised, as in print.

A point is right if an expression found on it has one of the values that the spec allows (past or
future). A range is right if an expression has its TIMEX, or its amount ("last 3 months" is P3M), or if
the expressions found on it have its ends. Times compare to the minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shared import lines

from dateline.annotate import timex

KINDS = frozenset({"date", "time", "datetime", "daterange", "timerange", "datetimerange", "duration", "set"})
_NAMES = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august"
    r"|september|october|november|december|mon|tues?|wed|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)days?)(?=\b|\d)"
)


def specs() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The counted expressions, each with the spec it stands in."""
    for spec in lines("datetime_specs", "recognizers_en.jsonl.gz"):
        if not spec["id"].startswith("DateTimeModel:") or not spec["reference"]:
            continue
        for expression in spec["timex"]:
            kind = str(expression["kind"]).removeprefix("datetimeV2.")
            values = expression["values"] or []
            resolved = kind == "set" or any("not resolved" != v.get("value", "") for v in values)
            if kind in KINDS and values and resolved and not _NAMES.search(expression["text"]):
                yield spec, {**expression, "kind": kind}


def is_right(spec: dict[str, Any], expression: dict[str, Any]) -> bool:
    """Whether the expressions found on a spec have a value that it allows."""
    found = timex.find_times(spec["text"], published=spec["reference"])
    values = [
        _plain(t.value)
        for t in found
        if t.start < expression["end"] and expression["start"] < t.end and t.value is not None
    ]
    return any(_fits(values, expression["kind"], wanted) for wanted in expression["values"])


def _fits(values: list[str], kind: str, wanted: dict[str, Any]) -> bool:
    whole = _plain(wanted.get("timex") or "")
    accepted = {whole, _plain(wanted.get("value") or "")}
    start, end = wanted.get("start"), wanted.get("end")
    if whole.startswith("("):
        first, last, amount = whole.strip("()").split(",")
        accepted.add(amount)
        start, end = start or first, end or last
    if kind in ("time", "timerange"):
        values = [value[value.index("T") :] if "T" in value and value[0] != "P" else value for value in values]
    if any(value in accepted for value in values):
        return True
    ends = [end_ for value in values for end_ in value.split("/")]
    if not kind.endswith("range") or not ends:
        return False
    if start and end:
        return len(ends) > 1 and _same(ends[0], start) and _same(ends[-1], end)
    return any(_same(one, start or end or "") for one in ends)


def _same(value: str, bound: str) -> bool:
    bound = _plain(bound)
    return value == bound or bound == value + "T00:00" or bound.startswith(value + "-01")


def _plain(value: str) -> str:
    """A value without offset and seconds of zero, hours written with minutes."""
    value = value.replace(" ", "T", 1)
    value = re.sub(r"^(\d\d:\d\d:\d\d)$", r"T\1", value)
    value = re.sub(r"(T\d\d(?::\d\d){0,2})(?:Z|[+-]\d\d:\d\d)$", r"\1", value)
    value = re.sub(r"(T\d\d)$", r"\1:00", value)
    return re.sub(r"(T\d\d:\d\d):00(?:\.0+)?$", r"\1", value)


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
