"""Where somebody speaks, for what else is told to be said there.

A report often gives the place of a speech once, with one of its remarks: "X criticized Y. 'We will not pay,'
he said at a ceremony in Tarn." What the same speaker says in the sentences around it is said there, unless
it is written, or told of another day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_slots import time_of
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_where import place_of

BEFORE, AFTER = 15, 5
"""Sentences over which a speech goes on after its place was told, and before."""


class Scene(NamedTuple):
    """That somebody speaks somewhere: sentence, speaker (chain, or negative mention number), place, time."""

    sentence: int
    speaker: int
    place: int
    time: int | None


def scenes(tree: Tree, chains: Mapping[int, int], acts: Set[int] = frozenset()) -> Iterator[Scene]:
    """The places at which somebody is told to speak, in text order; `acts` are further verbs that tell what
    is done by speaking ("criticized", "urged")."""
    for verb, token in enumerate(tree.tokens):
        speaking = tree.is_verb(verb) and _is_speaking(tree, verb)
        if not (speaking or verb in acts) or _is_ahead(tree, verb):
            continue
        subject = tree.first(verb, "nsubj")
        mention = tree.mention[subject] if subject is not None else None
        place = place_of(tree, verb, strict=not speaking) if mention is not None else None
        if mention is not None and place is not None:
            yield Scene(token.sentence, chains.get(mention, -1 - mention), place, time_of(tree, verb))


def _is_speaking(tree: Tree, verb: int) -> bool:
    """Whether the verb tells that somebody speaks: "said", "made the comment", "gave a speech"."""
    if tree.lemma(verb) in words("report") | words("addressing"):
        return True
    spoken = words("utterances") | words("spoken")
    return any(tree.lemma(thing) in spoken for thing in tree.below(verb, "dobj"))


def _is_ahead(tree: Tree, verb: int) -> bool:
    """Whether the speech is only planned or possible: "will speak in Tarn", "is to speak in Tarn"."""
    return tree.tokens[verb].tag == "VB" or any(
        tree.tokens[aux].tag == "MD" for aux in tree.below(verb, "aux")
    )
