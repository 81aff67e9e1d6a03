"""Which events of a story are shown first where there is no room for all.

What counts is how likely a reader would put the event on a timeline (`Event.salience`), and how likely two
independent origins tell it: likeness of words alone can join two events of one kind, and what stands under
"confirmed" is read first. `evaluation/foremost.py` measures it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dateline.schema.story import Event

UNTIED = 0.5
"""Likelihood where no two mentions were compared, but sentences bear each other out; a convention."""

Item = TypeVar("Item")


def tied(event: Event) -> float:
    """How likely two of its origins tell the event (0 to 1)."""
    if len(event.origins) < 2:
        return 0.0
    return event.tie if event.tie is not None else UNTIED


def weight(event: Event) -> float:
    """How much speaks for showing an event (0 to 2)."""
    return event.salience * (1 + tied(event))


def foremost(items: Sequence[Item], weights: Sequence[float], most: int) -> list[Item]:
    """The `most` items of the greatest weight, the earlier of equals, in the order in which they stand."""
    ranked = sorted(range(len(items)), key=lambda at: (-weights[at], at))
    return [items[at] for at in sorted(ranked[:most])]
