"""Which events of a story are shown first where there is no room for all.

What a careful reader notes of a story are events that several origins report and many sentences tell, that
have a day and numbers, and whose parties have names. The weights are those of a logistic regression that
tells the events that the keys of stories note from others; `evaluation/foremost.py` learns and measures them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

from dateline.schema.story import Entity, Event

SIGNALS: Mapping[str, float] = {
    "several origins": 0.8,
    "sentences": 0.5,
    "dated": 1.2,
    "counted": 0.7,
    "named": 0.4,
}
"""The weight of each signal of `signals`."""

MOST_NAMED = 3
"""Parties with a name beyond which more say nothing."""

Item = TypeVar("Item")


def signals(event: Event, entities: Mapping[str, Entity]) -> dict[str, float]:
    """What speaks for an event; `entities` by id. "sentences" is a natural logarithm, "named" a count."""
    named = [id_ for id_ in event.who if id_ in entities and any(map(str.isupper, entities[id_].name))]
    return {
        "several origins": float(len(event.origins) > 1),
        "sentences": math.log(max(len(event.evidence), 1)),
        "dated": float(event.when is not None),
        "counted": float(bool(event.quantities)),
        "named": float(min(len(named), MOST_NAMED)),
    }


def weight(event: Event, entities: Mapping[str, Entity]) -> float:
    """How much speaks for showing an event, 0 or more."""
    return sum(SIGNALS[name] * value for name, value in signals(event, entities).items())


def foremost(items: Sequence[Item], weights: Sequence[float], most: int) -> list[Item]:
    """The `most` items of the greatest weight, the earlier of equals, in the order in which they stand."""
    ranked = sorted(range(len(items)), key=lambda at: (-weights[at], at))
    return [items[at] for at in sorted(ranked[:most])]
