"""Which descriptions of a story are worth a comparison: those that share a word that could tell them one.

A block holds the descriptions that are called by one noun or name, do one thing, or have one number; a word
that modifies one and calls the other ties them too ("the bus driver", "the bus"). In a block each is compared
with those that come near it in the order of the articles, so that the cost grows with the descriptions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from dateline.resolve.description_pairs import COMMON_ACTS
from dateline.resolve.descriptions import Description

NEIGHBOURS = 60
"""How many of those that follow in a block each is compared with. No more change nothing on ECB+ dev and
NewsWCL50 (tuned). All pairs of a story cost .1 there in ECB+ and give .5 more in NewsWCL50."""

Key = tuple[str, str]


def comparable_pairs(descriptions: Sequence[Description]) -> Set[tuple[int, int]]:
    """The pairs (left < right) of numbers of descriptions that share a key."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for number, description in enumerate(descriptions):
        for key in sorted(_keys(description)):
            blocks[key].append(number)
    found = {
        (left, right)
        for block in blocks.values()
        for at, left in enumerate(block)
        for right in block[at + 1 : at + 1 + NEIGHBOURS]
    }
    for number, description in enumerate(descriptions):
        for word in description.modifiers - description.nouns.keys():
            for other in blocks.get(("called", word), ())[:NEIGHBOURS]:
                if other != number:
                    found.add((min(number, other), max(number, other)))
    return found


def _keys(description: Description) -> Set[Key]:
    called = description.nouns.keys() | description.names
    acts = (act for act in description.acts if act[0] not in COMMON_ACTS)
    return (
        {("called", word) for word in called}
        | {("number", number) for number in description.numbers}
        | {(verb, part) for verb, part in acts}
    )
