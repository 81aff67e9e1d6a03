"""How likely two descriptions of one story mean one entity: `Story.score`, by signals and learned weights."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.resolve.descriptions import Description
from dateline.resolve.embedding import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GENERIC = frozenset({
    "adult", "boy", "child", "girl", "guy", "individual", "lady", "man", "one", "other", "people", "person",
    "somebody", "someone", "teenager", "victim", "woman", "youth",
})  # fmt: skip
"""Nouns that fit nearly every person."""

COMMON_ACTS = frozenset({"be", "have", "do", "say", "tell", "get", "make", "go", "take"})
"""Verbs that nearly everybody does."""


_SHORT = 3
_ENDING = 4
"""Letters of the shortest stem, and of the longest ending that makes a noun of a verb."""
_PIECES = 40


@dataclass(frozen=True, slots=True)
class Story:
    """The descriptions of one story, with how common each noun and word is among them.

    `norms` and `weights` are by the id() of a description: the length of its vector of words, and its share
    of the mentions of whoever an article mentions most.
    """

    descriptions: Sequence[Description]
    bearers: Mapping[str, float]
    rarity: Mapping[str, float]
    norms: Mapping[int, float]
    weights: Mapping[int, float]

    @classmethod
    def of(cls, descriptions: Sequence[Description]) -> Story:
        """The story that the descriptions make up."""
        articles_of: defaultdict[str, list[str]] = defaultdict(list)
        held: Counter[str] = Counter()
        most: Counter[str] = Counter()
        for description in descriptions:
            for noun in description.nouns:
                articles_of[noun] += description.articles
            held.update(description.words.keys())
            for article in description.articles:
                most[article] = max(most[article], description.count // len(description.articles))
        bearers = {noun: len(found) / len(set(found)) for noun, found in articles_of.items()}
        rarity = {word: math.log((1 + len(descriptions)) / count) for word, count in held.items()}
        return cls(
            descriptions,
            bearers,
            rarity,
            {id(each): math.sqrt(sum(rarity[word] ** 2 for word in each.words)) for each in descriptions},
            {id(each): _weight(each, most) for each in descriptions},
        )

    def signals(self, left: Description, right: Description) -> dict[str, float]:
        """What the comparison of two descriptions shows, each signal about 0 to 1."""
        shared = left.nouns.keys() & right.nouns.keys()
        special = shared - GENERIC
        main = _main(left) == _main(right) and bool(left.nouns)
        numbers = left.numbers & right.numbers
        acts = [act for act in left.acts & right.acts if act[0] not in COMMON_ACTS]
        verbs = {act[0] for act in left.acts} & {act[0] for act in right.acts}
        named = (left.named, right.named)
        unshared = bool(left.nouns and right.nouns and not shared)
        return {
            "bias": 1.0,
            "noun": float(bool(shared)),
            "special noun": float(bool(special)),
            "main noun": float(main),
            "common noun": max((math.log(self.bearers[noun]) for noun in shared), default=0.0),
            "other nouns": float(unshared),
            "other generic noun": float(
                unshared and bool((left.nouns.keys() | right.nouns.keys()) & GENERIC)
            ),
            "noun is modifier": float(
                bool(left.nouns.keys() & right.modifiers or right.nouns.keys() & left.modifiers)
            ),
            "modifiers": min(len(left.modifiers & right.modifiers), 3) / 3,
            "other modifiers": float(
                bool(left.modifiers and right.modifiers and not left.modifiers & right.modifiers)
            ),
            "numbers": float(bool(numbers)),
            "other numbers": float(bool(left.numbers and right.numbers and not numbers)),
            "plural differs": float(_plural(left) != _plural(right)),
            "plural": float(_plural(left) and _plural(right)),
            "gender": float(bool(left.genders & right.genders)),
            "other gender": float(bool(left.genders and right.genders and not left.genders & right.genders)),
            "country": float(bool(left.countries & right.countries)),
            "other country": float(
                bool(left.countries and right.countries and not left.countries & right.countries)
            ),
            "type": float(left.type == right.type),
            "other type": float(_is_person(left) != _is_person(right)),
            "place": float(left.type == right.type == "place"),
            "noun likeness": noun_likeness(_main(left), _main(right)),
            "acts": min(len(acts), 3) / 3,
            "verbs": min(len(verbs - COMMON_ACTS), 3) / 3,
            "other acts": min(len(_crossed(left, right)), 3) / 3,
            "one governor": float(bool(left.governors & right.governors)),
            "context": self.likeness(left, right),
            **_proper(left, right),
            "partner": min(len(left.partners & right.partners), 2) / 2,
            "partner is other": float(_is_beside(left, right) or _is_beside(right, left)),
            "doer": float(_does(left, right) or _does(right, left)),
            "phrase meaning": _meaning(tuple(left.phrases), tuple(right.phrases)),
            "window meaning": _meaning(tuple(left.windows), tuple(right.windows)),
            "weight": self._pair_weight(left, right),
            "lead": float(left.lead and right.lead),
            "one named": float(named[0] != named[1]),
            "one named weight": self._pair_weight(left, right) * float(named[0] != named[1]),
            "one named without noun": float(named[0] != named[1] and not (left.nouns and right.nouns)),
            "both named": float(all(named)),
            "name part": float(_is_part(left.names, right.names)),
            "name shared": float(bool(left.names & right.names)),
            "name is noun": float(bool(left.names & right.nouns.keys() or right.names & left.nouns.keys())),
            "same article": float(bool(left.articles & right.articles)),
            "same article noun": float(bool(left.articles & right.articles and shared)),
        }

    def likeness(self, left: Description, right: Description) -> float:
        """Cosine of the words around both, weighted by how rare they are among the descriptions."""
        if len(right.words) < len(left.words):
            left, right = right, left
        shared = sum(self.rarity[word] ** 2 for word in left.words if word in right.words)
        return shared / (self.norms[id(left)] * self.norms[id(right)]) if shared else 0.0

    def _pair_weight(self, left: Description, right: Description) -> float:
        return min(self.weights[id(left)], self.weights[id(right)])

    def score(self, left: Description, right: Description) -> float:
        """How likely both are one, 0 to 1."""
        total = sum(weights().get(name, 0.0) * value for name, value in self.signals(left, right).items())
        return 1 / (1 + math.exp(-total))


def _weight(description: Description, most: Mapping[str, int]) -> float:
    """The mean share of a description over its articles; `most` are mentions of their main figures."""
    shares = [
        description.count / len(description.articles) / max(most[article], 1)
        for article in sorted(description.articles)
    ]
    return min(sum(shares) / len(shares), 1.0) if shares else 0.0


@cache
def weights() -> Mapping[str, float]:
    """The learned weight of each signal."""
    text = files("dateline.resolve").joinpath("data/entity_pairs.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def _main(description: Description) -> str | None:
    return min(description.nouns, key=lambda noun: (-description.nouns[noun], noun), default=None)


@lru_cache(maxsize=65536)
def noun_likeness(left: str | None, right: str | None) -> float:
    """How near the meanings of two nouns lie, by the embedding of each alone; 0 where one is missing."""
    if left is None or right is None:
        return 0.0
    return 1.0 if left == right else max(float(_vector(left) @ _vector(right)), 0.0)


@lru_cache(maxsize=16384)
def _vector(noun: str) -> NDArray[np.float32]:
    vectors = embed([noun], pieces=8)
    return vectors.reshape(-1)


def _crossed(left: Description, right: Description) -> set[str]:
    """Verbs that both stand at, one as agent and the other as patient, and never in one part."""
    agents = [{verb for verb, part in each.acts if part == "agent"} for each in (left, right)]
    patients = [{verb for verb, part in each.acts if part == "patient"} for each in (left, right)]
    together = {verb for verb, _ in left.acts & right.acts}
    return ((agents[0] & patients[1]) | (patients[0] & agents[1])) - together - COMMON_ACTS


def _proper(left: Description, right: Description) -> dict[str, float]:
    """What the names in front of the nouns say: "the Harbour Road store"."""
    shared = left.proper & right.proper
    return {
        "proper": float(bool(shared)),
        "other proper": float(bool(left.proper and right.proper and not shared)),
        "proper is name": float(bool(left.proper & right.names or right.proper & left.names)),
    }


def _is_beside(one: Description, other: Description) -> bool:
    """Whether one takes part in an act of the other: then they are mostly two."""
    return any(number == one.number for _, number in other.partners)


def _does(one: Description, other: Description) -> bool:
    """Whether one is called by what the other does ("the robbers", who robbed)."""
    verbs = {verb for verb, part in other.acts if part == "agent"} - COMMON_ACTS
    return any(_made_of(noun, verb) for noun in one.nouns for verb in verbs)


@lru_cache(maxsize=65536)
def _made_of(noun: str, verb: str) -> bool:
    """Whether a noun is a verb, less its last letter, with an ending ("robber", "rob"; "driver", "drive")."""
    stem = verb[:-1] if len(verb) > _SHORT else verb
    return len(stem) >= _SHORT and noun.startswith(stem) and len(noun) - len(stem) <= _ENDING


def _meaning(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The cosine of the mean vectors of two sets of texts, 0 where one has none."""
    return max(float(_mean_vector(left) @ _mean_vector(right)), 0.0) if left and right else 0.0


@lru_cache(maxsize=16384)
def _mean_vector(texts: tuple[str, ...]) -> NDArray[np.float32]:
    total: NDArray[np.float32] = sum((_text_vector(text) for text in texts[1:]), _text_vector(texts[0]))
    length = float(total @ total) ** 0.5
    return total / length if length else total


@lru_cache(maxsize=65536)
def _text_vector(text: str) -> NDArray[np.float32]:
    return embed([text], pieces=_PIECES).reshape(-1)


def _plural(description: Description) -> bool:
    return description.plural and not description.named


def _is_person(description: Description) -> bool:
    return description.type in {"person", "group"}


def _is_part(left: set[str], right: set[str]) -> bool:
    return bool(left and right) and (left <= right or right <= left)
