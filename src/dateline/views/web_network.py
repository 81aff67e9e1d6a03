"""Who an entity meets: a drawing with the entity in the middle and the others around it.

The others stand on a ring, those of one side together, so that the same record gives the same drawing.
A line is as wide as the number of events that both take part in.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

WIDTH = 720.0
MOST = 18

# The ring: wide enough for labels beside it, higher the more there are on it.
_RING_X, _LEAST_Y, _MOST_Y, _EACH_Y = 165.0, 70.0, 190.0, 9.0
_MARGIN = 34.0
_LABEL = 14.0
_LONGEST = 24
_SLIMMEST, _WIDEST = 1.0, 6.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """One of the others: its place, its label and where that stands, its page, and the events in words."""

    name: str
    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    href: str
    events: int
    is_place: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Events that two take part in together; a curve between ring places bends to the middle."""

    path: str
    width: float
    inner: bool


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing. `left_out` are further ones that it has no room for."""

    width: float
    height: float
    middle: Point
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(
    name: str,
    together: Sequence[frozenset[str]],
    sides: Mapping[str, str],
    hrefs: Mapping[str, str],
    places: Set[str],
) -> Network | None:
    """The drawing of `name` and who takes part in its events; `together` has a set of names for each,
    `places` those of them that are places."""
    others = Counter(other for people in together for other in people if other != name)
    if not others:
        return None
    ranked = sorted(others, key=lambda other: (-others[other], other))
    shown = sorted(ranked[:MOST], key=lambda other: (sides.get(other, "\uffff"), -others[other], other))
    ring = (_RING_X, min(_MOST_Y, _LEAST_Y + _EACH_Y * len(shown)))
    middle = (WIDTH / 2, ring[1] + _MARGIN)
    nodes = [
        _node(
            other,
            place,
            len(shown),
            events=others[other],
            middle=middle,
            ring=ring,
            href=hrefs.get(other, ""),
            is_place=other in places,
        )
        for place, other in enumerate(shown)
    ]
    pairs = Counter(
        (left, right)
        for people in together
        for left in people & set(shown)
        for right in people & set(shown)
        if left < right
    )
    at = {node.name: node for node in nodes}
    most = max(others[other] for other in shown)
    edges = [_between(at[left], at[right], middle) for left, right in sorted(pairs)]
    for node in nodes:
        width = _SLIMMEST + (_WIDEST - _SLIMMEST) * (node.events - 1) / max(1, most - 1)
        path = f"M{middle[0]:g} {middle[1]:g}L{node.x:g} {node.y:g}"
        edges.append(Edge(path, round(width, 1), inner=False))
    return Network(WIDTH, 2 * middle[1], middle, tuple(nodes), tuple(edges), max(0, len(ranked) - MOST))


def _node(
    name: str, place: int, total: int, *, events: int, middle: Point, ring: Point, href: str, is_place: bool
) -> Node:
    angle = 2 * math.pi * (place + 0.5) / total - math.pi / 2
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = middle[0] + ring[0] * cos, middle[1] + ring[1] * sin
    return Node(
        name=name,
        label=name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…",
        x=round(x, 1),
        y=round(y, 1),
        label_x=round(x + _LABEL * cos, 1),
        label_y=round(y + _LABEL * sin + 4, 1),
        anchor="middle" if abs(cos) < 0.2 else "start" if cos > 0 else "end",
        href=href,
        events=events,
        is_place=is_place,
    )


def _between(left: Node, right: Node, middle: Point) -> Edge:
    path = f"M{left.x:g} {left.y:g}Q{middle[0]:g} {middle[1]:g} {right.x:g} {right.y:g}"
    return Edge(path, _SLIMMEST, inner=True)
