"""People who are told by office first, and by name in the next sentences."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.coreference_entities import Draft, sides_told
from dateline.annotate.coreference_names import Drafts
from dateline.schema.annotation import Mention

LEDE = 6
"""Sentences at the top in which people are told by office first (a title and a caption come before)."""
REACH_OF_LEDE = 3
LEAST_FOR_LEDE = 0.5
MAIN = 0.9
"""Weight of a place in its sentence from which somebody is what the sentence is about."""
REACH_OF_SPEAKER = 2
"""Sentences after the one with the office in which the name must follow."""
_BRINGS_IN = frozenset({"a", "an", "one", "another"})
_HEADS = frozenset({"official", "chief", "head", "leader"})


class Lede:
    """The first sentences of one article, in which names are resolved."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._view = drafts.view

    def join(self) -> None:
        """Somebody told by office in the first sentences and by name in the next ("a U.S. envoy said …")."""
        view = self._view
        for index, mention in enumerate(view.mentions):
            place = view.places[index]
            if place.sentence > LEDE:
                break
            if mention.kind != "nominal" or mention.type != "person" or index in self._drafts.of:
                continue
            first = view.tokens[place.first].text.lower()
            main = index in view.speaks_in or place.weight >= MAIN
            if main or first in {"a", "an"}:
                named = self._named_next(index, mention, exactly=not main)
                if named is not None:
                    self._drafts.add(index, named)

    def join_speakers(self) -> None:
        """Somebody who speaks, or acts, as "a lawyer" and is quoted by name in what follows.

        Articles say of everybody they name who it is; of somebody named for the first time with nothing told,
        it was told before.
        """
        view = self._view
        for index, mention in enumerate(view.mentions):
            first = view.tokens[view.places[index].first].text.lower()
            if (mention.kind, mention.type, mention.plural) != ("nominal", "person", False):
                continue
            subject = index in view.speaks_in or view.places[index].dep == "nsubj"
            if index in self._drafts.of or first not in _BRINGS_IN or not subject:
                continue
            named = self._quoted_next(index, mention)
            if named is not None:
                self._drafts.add(index, named)

    def _quoted_next(self, index: int, mention: Mention) -> Draft | None:
        """The next person named, if speaking for the first time and without a word on who it is."""
        view = self._view
        for other in range(index + 1, len(view.mentions)):
            name, named = view.mentions[other], self._drafts.of.get(other)
            distance = view.places[other].sentence - view.places[index].sentence
            if distance > REACH_OF_SPEAKER:
                return None
            if name.type != "person" or name.kind != "name" or view.places[other].quotation is not None:
                continue
            if distance <= 0 or named is None or named.mentions[0] != other:
                return None
            told = bool(named.role_heads) or len(named.full_names) == 0
            agrees = not (mention.gender and named.gender and mention.gender != named.gender)
            return named if other in view.speaks_in and agrees and not told else None
        return None

    def _named_next(self, index: int, mention: Mention, *, exactly: bool) -> Draft | None:
        """The person named in the next sentences who best fits what a lede says of somebody.

        exactly: whether only the very noun will do.
        """
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        sentence = view.places[index].sentence
        told = sides_told(mention, self._view)
        best: tuple[float, int, Draft] | None = None
        for other, place in enumerate(view.places):
            named = self._drafts.of.get(other)
            if named is None or not _may_be_announced(mention, told, named, view.mentions[other]):
                continue
            called, shared = named.is_called(noun), any(side in named.sides for side in told)
            if not called and not (shared and noun in _HEADS):
                continue
            if exactly and noun not in named.role_heads:
                continue
            distance = place.sentence - sentence
            if distance <= 0 and other < index:
                return None
            if distance <= 0 or distance > REACH_OF_LEDE:
                continue
            score = called + shared + (other in view.speaks_in) + (place.weight >= MAIN) - distance
            if best is None or (score, -other) > best[:2]:
                best = (score, -other, named)
        return best[2] if best is not None and best[0] >= LEAST_FOR_LEDE else None


def _may_be_announced(mention: Mention, told: Sequence[str], named: Draft, name: Mention) -> bool:
    if name.kind != "name" or name.type != "person":
        return False
    if mention.gender and named.gender and mention.gender != named.gender:
        return False
    return not (told and named.sides and not any(side in named.sides for side in told))
