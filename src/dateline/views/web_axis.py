"""Days of events and quotations on one axis, a lane for each story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.views.dates import short_day

WIDTH = 960.0
_SIDE = 28.0
_TOP, _LABEL, _GAP = 34.0, 17.0, 9.0
_MOST_LANES, _MOST_STACK = 10, 6
_STEP = 9.5  # Units that a mark takes, sideways and upwards.
_LEAST_TICK = 70.0
_OUTLIERS = (
    0.04  # The part of all days at either end that may be cut, so that one anniversary squeezes nothing.
)
_MUCH = 4  # Cut only if the axis becomes this much shorter.
_DAYS = (1, 2, 7, 14, 28, 61, 122, 365, 730, 1826, 3652)

Given = tuple[str, date, str, str, str]
"""Story, day, kind, address and words of a mark."""


@dataclass(frozen=True, slots=True)
class AxisMark:
    kind: str
    x: float
    y: float
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class AxisLane:
    name: str
    y: float
    base: float
    marks: tuple[AxisMark, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The drawing; `left_out` are marks outside of it, before or after, or of further stories."""

    width: float
    height: float
    ticks: tuple[tuple[float, str], ...]
    lanes: tuple[AxisLane, ...]
    left_out: int


def axis(given: Sequence[Given], names: Mapping[str, str]) -> Axis | None:
    """The drawing of these marks; None where there is no day."""
    if not given:
        return None
    first, last = _window(sorted(day for _, day, *_ in given))
    inside = [mark for mark in given if first <= mark[1] <= last]
    stories = sorted({mark[0] for mark in inside}, key=lambda id_: (-sum(m[0] == id_ for m in inside), id_))
    shown = stories[:_MOST_LANES]
    shown.sort(key=lambda id_: min(mark[1] for mark in inside if mark[0] == id_))
    step = (WIDTH - 2 * _SIDE) / max(1, (last - first).days)

    def at(day: date) -> float:
        return round(_SIDE + (day - first).days * step if last > first else WIDTH / 2, 1)

    lanes, drawn, y = [], 0, _TOP
    for story in shown:
        marks, height = _placed([mark for mark in inside if mark[0] == story], at)
        base = y + _LABEL + height
        drawn += len(marks)
        placed = tuple(replace(mark, y=round(base - mark.y, 1)) for mark in marks)
        lanes.append(AxisLane(names.get(story, ""), y + 11, base, placed))
        y = base + _GAP
    return Axis(WIDTH, y, tuple(_ticks(first, last, step, at)), tuple(lanes), len(given) - drawn)


def _placed(marks: Sequence[Given], at: Callable[[date], float]) -> tuple[list[AxisMark], float]:
    """The marks by their height over the line, and the height of all; those that would touch are stacked."""
    ends: list[float] = []
    found = []
    for _, day, kind, href, words in sorted(marks, key=lambda mark: (mark[1], mark[2])):
        x = at(day)
        level = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        if level < _MOST_STACK:
            ends[level : level + 1] = [x + _STEP]
            found.append(AxisMark(kind, x, (level + 0.7) * _STEP, href, words))
    return found, len(ends) * _STEP + 4


def _window(days: Sequence[date]) -> tuple[date, date]:
    cut = int(len(days) * _OUTLIERS) or (1 if len(days) > 4 else 0)
    inner = days[cut : len(days) - cut] or days
    whole, core = (days[-1] - days[0]).days, (inner[-1] - inner[0]).days
    first, last = (inner[0], inner[-1]) if whole > _MUCH * max(core, 7) else (days[0], days[-1])
    return first - timedelta(days=1), last + timedelta(days=1)


def _ticks(first: date, last: date, step: float, at: Callable[[date], float]) -> list[tuple[float, str]]:
    every = next((days for days in _DAYS if days * step >= _LEAST_TICK), _DAYS[-1])
    days = (last - first).days
    labels = []
    for number in range(0, days + 1, every):
        day = first + timedelta(days=number)
        label = (
            short_day(day)
            if every < 28
            else f"{short_day(day)[-3:]} {day.year}"
            if every < 365
            else str(day.year)
        )
        labels.append((at(day), label))
    return labels
