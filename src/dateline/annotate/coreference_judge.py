"""Which entity of its article a phrase is, by learned trees over the signals of all that it could be.

The trees (gradient boosting, Friedman 2001) are in `data/phrase_trees.json`; `training/phrases.py` learns
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.coreference_entities import Draft, deputy_before
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_offices import Offices
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_signals import Signals
from dateline.annotate.nouns import may_be_called

LEAST = 0.4
"""Probability from which a phrase is the best of its candidates. By topic, phrases find their entity with an
F1 of .52 on ECB+ train, .49 on MEANTIME and .63 on NewsWCL50 (.5: .48, .46, .56; .3: .54, .52, .64); on the
story keys that may be looked at .4 is better than .5 and .3."""
DOUBTFUL: Mapping[str, float] = {"person": 0.05, "organization": 0.15, "group": 0.15}
"""Probability below which the rules are not followed, by the type of the phrase."""
REACH = 5
"""Sentences before a phrase in which everybody is a candidate."""
ANNOUNCED = 3
"""Sentences after a phrase in which whoever is named is a candidate."""
_OF_BODIES = frozenset({"leader", "manager"})
"""Nouns for offices that companies are called as well ("the market leader")."""
MAIN = 8
"""The most mentioned entities are candidates at any distance."""

Score = Callable[[int, Sequence[Draft], list[list[float]]], Sequence[float]]
"""Of a mention (index), its candidates and their rows of signals: how likely each candidate is."""


class Trees(NamedTuple):
    """Binary trees of one depth. `features` and `thresholds` (trees, nodes), `leaves` (trees, leaves).

    The children of node n are 2n + 1, and 2n + 2 where the feature is above the threshold.
    """

    start: float
    features: NDArray[np.int32]
    thresholds: NDArray[np.float32]
    leaves: NDArray[np.float32]

    def likely(self, rows: list[list[float]]) -> NDArray[np.float64]:
        """The probability of each row (rows,)."""
        table = np.asarray(rows, dtype=np.float32)
        trees = np.arange(len(self.features))
        node = np.zeros((len(table), len(trees)), dtype=np.int64)
        row = np.arange(len(table))[:, None]
        while node[0, 0] < self.features.shape[1]:
            above = table[row, self.features[trees, node]] > self.thresholds[trees, node]
            node = 2 * node + 1 + above
        leaves = self.leaves[trees, node - self.features.shape[1]]
        total: NDArray[np.float64] = self.start + leaves.sum(axis=1, dtype=np.float64)
        return 1 / (1 + np.exp(-total))


class _File(msgspec.Struct):
    start: float
    features: list[list[int]]
    thresholds: list[list[float]]
    leaves: list[list[float]]


@cache
def trees() -> Trees:
    """The learned trees."""
    data = resources.files(__package__).joinpath("data", "phrase_trees.json").read_bytes()
    file = msgspec.json.decode(data, type=_File)
    return Trees(
        file.start,
        np.array(file.features, dtype=np.int32),
        np.array(file.thresholds, dtype=np.float32),
        np.array(file.leaves, dtype=np.float32),
    )


def by_trees(index: int, candidates: Sequence[Draft], rows: list[list[float]]) -> Sequence[float]:
    """The score of the learned trees."""
    likely: list[float] = trees().likely(rows).tolist()
    return likely


class Judge:
    """Decides on the phrases of one article in the order in which it is asked."""

    def __init__(self, drafts: Drafts, salience: Salience, score: Score) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._signals = Signals(drafts, salience)
        self._offices = Offices(drafts)
        self._score = score

    def choose(self, index: int, *, rule: Draft | None, owner: Draft | None) -> Draft | None:
        """The entity that a phrase is, None where it is a new one; `rule` is the one that the rules say.

        Where they say none, and one entity alone is told to be the phrase ("as host"), it is that.
        """
        candidates = [d for d in self._candidates(index, rule) if d is rule or d is not owner]
        if not candidates:
            return rule
        scores = self._score(index, candidates, self._signals.of(index, candidates, rule=rule, owner=owner))
        best = max(range(len(candidates)), key=lambda at: (scores[at], -at))
        if rule is not None:
            ruled = next(s for s, draft in zip(scores, candidates, strict=True) if draft is rule)
            if ruled >= DOUBTFUL.get(self._view.mentions[index].type, 0.0):
                return rule
        head = self._view.places[index].head
        told = [draft for draft in candidates if rule is None and self._signals.is_as(head, draft)]
        if len(told) == 1:
            return told[0]
        return candidates[best] if scores[best] >= LEAST else None

    def _candidates(self, index: int, rule: Draft | None) -> list[Draft]:
        """The rules' choice; who is near, comes next by name, is mentioned most, or is called alike."""
        view, sentence = self._view, self._view.places[index].sentence
        found = {draft.number for draft in self._drafts.near(index, REACH)}
        found |= {rule.number} if rule is not None else set()
        known = [draft for draft in self._drafts.all if draft.mentions]
        main = sorted(known, key=lambda draft: (-len(draft.mentions), draft.number))[:MAIN]
        found |= {d.number for d in main if view.places[d.mentions[0]].sentence <= sentence + ANNOUNCED}
        for at in range(sentence, min(sentence + ANNOUNCED + 1, len(view.in_sentence))):
            told = (self._drafts.of.get(other) for other in view.in_sentence[at])
            found |= {draft.number for draft in told if draft is not None and draft.named}
        noun = self._signals.phrase(index).noun
        found |= {d.number for d in known if d.mentions[0] < index and self._signals.is_called(d, noun)}
        drafts = (self._drafts.all[number] for number in sorted(found))
        return [d for d in drafts if d.mentions and (d is rule or self._may_be(index, d))]

    def _may_be(self, index: int, draft: Draft) -> bool:
        """Whether sex, country, kind and number allow it.

        "An envoy" is nobody who was named before, and "envoys" are not "the three envoys". "The Lornian
        mayor" is of those named only below no one who is not told to be Lornian.
        """
        mention = self._view.mentions[index]
        differ = bool(mention.gender and draft.gender and mention.gender != draft.gender)
        if mention.country and mention.country != draft.side():
            people = mention.type == draft.type == "person"
            differ = differ or bool(draft.side()) or (people and draft.mentions[0] > index)
        if mention.type == "person":
            differ = differ or self._rules_elsewhere(index, self._signals.phrase(index).noun, draft)
        if differ:
            return False
        of_person = draft.type == "person" and bool(draft.gender or draft.role_heads)
        if (mention.type == "organization" and of_person) or self._salience.is_below_itself(draft, index):
            return False
        phrase = self._signals.phrase(index)
        if mention.plural and phrase.opening == "bare" and not self._signals.has_words(draft, phrase.words):
            return self._signals.are_one(index, draft)
        if "person" not in {mention.type, draft.type}:
            return True
        office = mention.type == "person" != draft.type and _is_office(phrase.noun)
        if office or "place" in {mention.type, draft.type} or self._ranks_differ(index, phrase.noun, draft):
            return False
        if mention.plural != (draft.plural or draft.type == "group"):
            return False
        if mention.type == "person" and phrase.opening == "indefinite":
            return not draft.named or self._signals.are_one(index, draft)
        return True

    def _rules_elsewhere(self, index: int, noun: str, draft: Draft) -> bool:
        """Whether a phrase is for a leader and an entity is a body, or does not rule the country told."""
        country = self._view.mentions[index].country
        if draft.type == "organization":
            return may_be_called("leader", noun)
        unknown = country is not None and draft.named and draft.side() != country
        return unknown and self._offices.is_no_ruler(noun, draft)

    def _ranks_differ(self, index: int, noun: str, draft: Draft) -> bool:
        """Whether one is a deputy and the other is not ("the vice president", "President Brandt")."""
        deputy = deputy_before(self._view.places[index].head, self._view)
        heads = [head.split() for head in draft.role_heads if head.split()[-1] == noun]
        return bool(heads) and all((head[0] if head[1:] else "") != deputy for head in heads)


def _is_office(noun: str) -> bool:
    """Whether a noun is for an office, which no body holds: "the president" is not Congress."""
    held = may_be_called("leader", noun) or may_be_called("official", noun)
    return held and noun not in _OF_BODIES
