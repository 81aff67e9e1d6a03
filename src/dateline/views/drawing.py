"""The geometry of the drawn timeline: everything in SVG user units, ready for the template to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.views.dates import short_day
from dateline.views.timeline import Lane, Mark, Timeline

WIDTH = 960
_LEFT, _RIGHT = 10, 10
_TOP = 34  # Room for the names of the days.
_LABEL = 17  # Height of a lane's name above its marks.
_LEVEL = 27  # Height of one row of marks.
_GAP = 9
RADIUS = 10.5
_LEAST_TICK = 62  # Units that a day's name needs.
_STEPS = (1, 2, 7, 14, 28)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis; `label` is empty where there is no room for a name."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark with its place. `x2` is the right end of a bar over several days, `x` of a single day."""

    mark: Mark
    x: float
    x2: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From where an event was planned first to where it was moved."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with its place: `y` is the base line of its name, `line` that of its lowest marks."""

    name: str
    y: float
    line: float
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole timeline; `report` is where the day of the last report ends, if it is drawn."""

    width: int
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    report: float | None


def draw(timeline: Timeline) -> Drawing:
    """The drawing of `timeline`, `WIDTH` units wide."""
    scale = _Scale(timeline.first, timeline.last)
    y = float(_TOP)
    rows = []
    for lane in timeline.lanes:
        row, height = _row(lane, scale, y)
        rows.append(row)
        y += height + _GAP
    report = timeline.last_report
    return Drawing(
        width=WIDTH,
        height=y + 4,
        rows=tuple(rows),
        ticks=tuple(_ticks(timeline, scale)),
        report=scale.at(report) + scale.step / 2 if report else None,
    )


class _Scale:
    """Days to user units."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.step = (WIDTH - _LEFT - _RIGHT) / ((last - first).days + 1)

    def at(self, day: date) -> float:
        """The middle of a day."""
        return round(_LEFT + ((day - self.first).days + 0.5) * self.step, 1)


def _row(lane: Lane, scale: _Scale, y: float) -> tuple[Row, float]:
    """The lane from `y` downwards, and its height; marks that would touch go to a level below."""
    ends: list[float] = []
    shapes = []
    for mark in lane.marks:
        x, x2 = scale.at(mark.first), scale.at(mark.last)
        level = next((i for i, end in enumerate(ends) if end + 2 < x - RADIUS), len(ends))
        ends[level : level + 1] = [x2 + RADIUS]
        shapes.append(Shape(mark, x, x2, y + _LABEL + (level + 0.5) * _LEVEL))
    height = _LABEL + _LEVEL * len(ends)
    return Row(lane.name, y + 11, y + height, tuple(shapes), tuple(_arrows(shapes))), height


def _arrows(shapes: list[Shape]) -> Iterator[Arrow]:
    now = {shape.mark.entry.number: shape for shape in shapes if shape.mark.standing == "now"}
    for shape in shapes:
        target = now.get(shape.mark.entry.number)
        if shape.mark.standing == "moved from" and target:
            side = 1 if target.x > shape.x else -1
            start = (shape.x2 if side > 0 else shape.x) + side * (RADIUS + 1)
            end = (target.x if side > 0 else target.x2) - side * (RADIUS + 3)
            if side * (end - start) > 4:
                yield Arrow(round(start, 1), shape.y, round(end, 1), target.y)


def _ticks(timeline: Timeline, scale: _Scale) -> Iterator[Tick]:
    days = (timeline.last - timeline.first).days + 1
    every = next((step for step in _STEPS if step * scale.step >= _LEAST_TICK), _STEPS[-1])
    while every * scale.step < _LEAST_TICK:
        every *= 2
    for number in range(days):
        day = timeline.first + timedelta(days=number)
        named = number % every == 0 if every < 7 else day.weekday() == 0 and number // 7 % (every // 7) == 0
        if named or scale.step >= 8:
            yield Tick(scale.at(day), short_day(day) if named else "")
