"""How alike two event mentions are by their words alone: trigger, arguments, clause, sentence, article.

The meaning of a trigger is the sentence embedding of its lemma. Signals are weighed by a logistic regression
(data/event_pairs.json, learned by training/event_pairs.py on ECB+ train). Lemma, arguments and sentence are
the features that cross-document event coreference has used since Bejan and Harabagiu 2010.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.resolve.embedding import embed
from dateline.resolve.event_facts import SHORTEST, Facts
from dateline.resolve.terms import CONTENT, UNSEEN, rarity, words_of
from dateline.resolve.word_sets import WordSets
from dateline.schema.annotation import AnnotatedArticle, EventMention, Token
from dateline.schema.span import beginning_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEMMA_PIECES = 8
"""Word pieces of a lemma that are read; few have more."""

OPENING = 250
"""Words of an article that say what it is about."""

NEAR = 0.6
"""Cosine of two lemmas from which they can be words for one event, whatever else is shared. A bound on the
pairs that are compared: below it nothing is gained on the develop keys or ECB+ dev."""

SAME_LABEL = 0.5
"""Least likeness in meaning of two words of one kind: "arrested", "took into custody". Chosen as the
thresholds in `events`."""

_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "compound", "amod", "poss", "nmod"})
_ARGUMENTS = _OBJECTS | {"nsubj", "nummod", "npadvmod"}
_PREPOSITIONS = frozenset({"prep", "agent"})

Terms = Mapping[str, float]
Pair = tuple[int, int]
"""Two mentions by their numbers."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one mention: the lemma of its trigger's head, the lemmas of those it acts on and of all
    that depend on it, the lemmas of its sentence, and those of its content words."""

    lemma: str
    objects: frozenset[str]
    arguments: frozenset[str]
    sentence: frozenset[str]
    content: frozenset[str]


class Wordings:
    """The words of the event mentions of one story, in the order of `facts`."""

    def __init__(self, annotated: Sequence[AnnotatedArticle], facts: Sequence[Facts]) -> None:
        items = {item.article.id: item for item in annotated}
        self.facts = facts
        self.wordings = [_wording(items[fact.article], fact) for fact in facts]
        lemmas = list(dict.fromkeys(wording.lemma for wording in self.wordings))
        self._number = {lemma: number for number, lemma in enumerate(lemmas)}
        self._cosines = _cosines(lemmas)
        self._openings = [_weighted(words_of(item.article.text)[:OPENING]) for item in annotated]
        self._told = _Sentences(
            {(f.article, f.sentence): w.content for f, w in zip(facts, self.wordings, strict=True)}
        )
        self._alike: dict[tuple[int, int], float] = {}
        articles = {id_: number for number, id_ in enumerate(items)}
        self._article = np.array([articles[fact.article] for fact in facts], np.int64)
        self._sentence = np.array([fact.sentence for fact in facts], np.int64)
        self._kind = np.array(_kinds([fact.event for fact in facts]), np.int64)
        self._lemma = np.array([self._number[wording.lemma] for wording in self.wordings], np.int64)
        self._rare = np.array([rarity(lemma) / UNSEEN for lemma in lemmas])
        self._around = np.zeros((len(facts), len(lemmas)), bool)
        for around, wording in zip(self._around, self.wordings, strict=True):
            around[[self._number[word] for word in wording.sentence & self._number.keys()]] = True
        self._clauses = WordSets([fact.words for fact in facts])
        self._arguments = WordSets([wording.arguments for wording in self.wordings])
        self._objects = WordSets([wording.objects for wording in self.wordings])

    def signals(self, pairs: Sequence[Pair]) -> dict[str, NDArray[np.float64]]:
        """What the words of each pair of mentions (by number) have in common, each signal about 0 to 1."""
        left, right = _sides(pairs)
        first, second = self._lemma[left], self._lemma[right]
        meaning = self._cosines[first, second].astype(np.float64)
        one_kind = (self._kind[left] == self._kind[right]) & (self._kind[left] >= 0)
        same, within = first == second, self._article[left] == self._article[right]
        signals: dict[str, NDArray[Any]] = {
            "meaning": np.where(one_kind, np.maximum(meaning, SAME_LABEL), meaning),
            "lemma": same,
            "rare lemma": np.where(same, self._rare[first], 0.0),
            "clause": self._clauses.part(left, right, least=SHORTEST),
            "arguments": self._arguments.shared(left, right) / 3,
            "objects": self._objects.part(left, right),
            "beside": within & (self._sentence[left] == self._sentence[right]),
            "article": within,
            "opening": self._openings_alike(self._article[left], self._article[right]),
            "other word": ~same & (self._around[right, first] | self._around[left, second]),
        }
        return {name: column.astype(np.float64) for name, column in signals.items()}

    def odds(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """The log odds that the mentions of each pair are of one event, by their words alone."""
        model, total = weights(), np.zeros(len(pairs))
        for name, column in self.signals(pairs).items():
            total += model[name] * column
        return model["bias"] + total

    def say_else(self, pairs: Sequence[Pair]) -> NDArray[np.bool_]:
        """Whether words hang on both triggers of a pair, and no word on both: "tariffs on steel", "tariffs on
        cars".
        """
        left, right = _sides(pairs)
        sizes = self._arguments.sizes
        apart: NDArray[np.bool_] = self._arguments.shared(left, right) == 0
        return apart & (sizes[left] > 0) & (sizes[right] > 0)

    def told_alike(self, one: Facts, other: Facts) -> float:
        """The cosine of two mentions' sentences, content words weighed by how few sentences have them."""
        return self._told.cosine((one.article, one.sentence), (other.article, other.sentence))

    def told_rarity(self, lemma: str) -> float:
        """How few sentences that tell of events have a word, 0 for a word of none."""
        return self._told.rarity.get(lemma, 0.0)

    def told_near(self, least: float) -> set[tuple[int, int]]:
        """The pairs of mentions (the lower number first) of sentences with a cosine of `least` or more."""
        at: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for number, fact in enumerate(self.facts):
            at[fact.article, fact.sentence].append(number)
        return {
            (min(one, other), max(one, other))
            for first, second in self._told.near(least)
            for one in at[first]
            for other in at[second]
        }

    def near(self, first: int) -> set[tuple[int, int]]:
        """The pairs of the `first` mentions (the lower number first) whose lemmas can be words for one
        event."""
        by_lemma: list[list[int]] = [[] for _ in self._number]
        for at, wording in enumerate(self.wordings[:first]):
            by_lemma[self._number[wording.lemma]].append(at)
        return {
            (one, other)
            for first, second in zip(*(self._cosines >= NEAR).nonzero(), strict=True)
            for one in by_lemma[first]
            for other in by_lemma[second]
            if one < other
        }

    def _openings_alike(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosines of the openings of pairs of articles (by number), 1 within one."""
        codes = np.minimum(one, other) * len(self._openings) + np.maximum(one, other)
        pairs, place = np.unique(codes, return_inverse=True)
        return np.array([self._opening_alike(*divmod(int(pair), len(self._openings))) for pair in pairs])[
            place
        ]

    def _opening_alike(self, one: int, other: int) -> float:
        if (one, other) not in self._alike:
            alike = 1.0 if one == other else _dot(self._openings[one], self._openings[other])
            self._alike[one, other] = alike
        return self._alike[one, other]


class _Sentences:
    """The sentences of a story that tell of events, by article and number, as tf-idf vectors of length 1."""

    def __init__(self, words: Mapping[tuple[str, int], frozenset[str]]) -> None:
        spread = Counter(word for content in words.values() for word in content)
        self.rarity = {word: math.log(1 + len(words) / count) for word, count in spread.items()}
        self._vectors = {
            place: _scaled({word: self.rarity[word] for word in content}) for place, content in words.items()
        }

    def cosine(self, one: tuple[str, int], other: tuple[str, int]) -> float:
        return _dot(self._vectors[one], self._vectors[other])

    def near(self, least: float) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
        """The pairs of sentences of different articles with a cosine of `least` or more, each once."""
        holding: defaultdict[str, list[tuple[tuple[str, int], float]]] = defaultdict(list)
        for place, vector in self._vectors.items():
            cosines: defaultdict[tuple[str, int], float] = defaultdict(float)
            for word, weight in sorted(vector.items()):
                for other, theirs in holding[word]:
                    cosines[other] += weight * theirs
                holding[word].append((place, weight))
            for other, cosine in cosines.items():
                if cosine >= least and other[0] != place[0]:
                    yield other, place


@cache
def weights() -> Mapping[str, float]:
    """The learned weight of each signal, and the bias."""
    text = files("dateline.resolve").joinpath("data/event_pairs.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def _kinds(events: Iterable[EventMention]) -> list[int]:
    """A number for each kind that has a name and is more than casualties, which many events have, else -1."""
    numbers: dict[tuple[str, str | None], int] = {}
    return [
        -1
        if event.type == "OTHER" or event.label == "casualties"
        else numbers.setdefault((event.type, event.label), len(numbers))
        for event in events
    ]


def _sides(pairs: Sequence[Pair]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers on either side of some pairs."""
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    return left, right


def _wording(item: AnnotatedArticle, fact: Facts) -> Wording:
    tokens, trigger = item.annotations.tokens, fact.event.trigger
    inside = beginning_in(tokens, trigger.start, trigger.end)
    head = next((at for at in inside if tokens[at].head not in inside or tokens[at].head == at), None)
    if head is None:
        return Wording(trigger.text.casefold(), *(frozenset[str]() for _ in range(4)))
    number = tokens[head].sentence
    low = bisect_left(tokens, number, key=lambda token: token.sentence)
    high = bisect_left(tokens, number + 1, key=lambda token: token.sentence)
    below = [at for at in range(low, high) if tokens[at].head == head and at != head]
    through = {at for at in below if tokens[at].dep in _PREPOSITIONS}
    objects = [
        tokens[at] for at in range(low, high) if tokens[at].head in through and tokens[at].dep == "pobj"
    ]
    return Wording(
        lemma=tokens[head].lemma.casefold(),
        objects=_lemmas(tokens[at] for at in below if tokens[at].dep in _OBJECTS),
        arguments=_lemmas(tokens[at] for at in below if tokens[at].dep in _ARGUMENTS) | _lemmas(objects),
        sentence=frozenset(tokens[at].lemma.casefold() for at in range(low, high)),
        content=_lemmas(tokens[at] for at in range(low, high) if tokens[at].pos in CONTENT),
    )


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.lemma.casefold() for token in tokens if token.pos not in {"PRON", "DET"})


def _weighted(words: Iterable[str]) -> Terms:
    """The terms with their rarity, scaled so that the squares sum to 1."""
    return _scaled({word: rarity(word) for word in words})


def _scaled(found: Terms) -> Terms:
    length = math.sqrt(math.fsum(weight * weight for weight in found.values())) or 1.0
    return {word: weight / length for word, weight in found.items()}


def _dot(one: Terms, other: Terms) -> float:
    return math.fsum(one[word] * other[word] for word in one.keys() & other.keys())


def _cosines(lemmas: Sequence[str]) -> NDArray[np.float32]:
    vectors = embed(lemmas, pieces=LEMMA_PIECES)
    return vectors @ vectors.T
