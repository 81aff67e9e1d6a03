"""What is reported, as clusters of sentences: those that several origins say, and the weightiest of the rest.

Sentences of different origins say the same thing where their words, weighted by rarity in the story (tf-idf),
and the entities they name overlap enough. Sentences of one origin are copies, not support.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from dateline.record.corroboration import agreement
from dateline.record.evidence import Sources, unique
from dateline.schema.annotation import AnnotatedArticle, Status
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, meet
from dateline.schema.span import Span
from dateline.schema.story import Difference, Event, Statement

Told = Mapping[int, frozenset[Status]]
"""Events (by number) with the statuses that a sentence gives them."""

SAME = 0.42
"""Cosine at which two sentences are taken to say the same; chosen by reading the three stories."""
MOST_SINGLE = 12
"""Statements of one origin that a story shows at most."""
FEWEST_WORDS, MOST_WORDS = 7, 60


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+")
_STOP = _words(
    "a an the and or but of to in on at by for with from as is are was were be been being has have had do "
    "does did will would could should may might can it its this that these those he she his her him they "
    "their them we our you your i my not no so than then there here who which what when where said says say "
    "told also after before over into about up out more one two"
)
_PRONOUN = re.compile(
    r"^\W*(?:he|she|it|they|this|that|these|those|his|her|their|but|and|we|i|you|there|our|my)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|cannot|neither|nobody|without)\b|n[’']t\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|won[’']t|(?:is|are|was|were) to|(?:expect|plan|hope|intend|want)(?:s|ed)? to)\b"
    r"|[’']ll\b"
)
LEAST_SHARED = 2
"""Words in lower case that two sentences of one statement share: the same names alone say nothing."""
_NEAR_VERBATIM = 0.75
"""Cosine from which two sentences are taken to tell the same events, in whatever clusters these are."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tf-idf vector of words and entities, of length 1.

    `plain` are its words in lower case, `told` the events that it tells (by number) with the statuses it
    gives them, `days` the days it names.
    """

    span: Span
    origin: str
    vector: Mapping[str, float]
    plain: frozenset[str]
    named: bool
    told: Told
    days: tuple[Days, ...]
    position: int


def find_statements(
    sources: Sources,
    entities: Entities,
    *,
    events: Sequence[Event] = (),
    told: Mapping[tuple[str, int], Told] = MappingProxyType({}),
    weights: Mapping[tuple[str, int], float],
) -> tuple[Statement, ...]:
    """The statements of a story, those with most origins first.

    `weights` gives for (article, start of sentence) how much the events in it matter, `told` the events that
    it tells; sentences that tell other events, or another status of one, make no statement together. The
    differences of `events` for which a statement has the sentences of two values are its own.
    """
    sentences = _sentences(sources, entities, told)
    groups = _groups(sentences)
    shared = [group for group in groups if len({sentence.origin for sentence in group}) > 1]
    covered = {(sentence.span.article, sentence.span.start) for group in shared for sentence in group}
    rest = [group[0] for group in groups if len({sentence.origin for sentence in group}) == 1]
    single = sorted(rest, key=lambda s: (-_weight(s, weights), s.span.article, s.span.start))
    chosen = [s for s in single if _weight(s, weights) > 0 and (s.span.article, s.span.start) not in covered]
    shared.sort(key=lambda group: (-len({s.origin for s in group}), group[0].position))
    chosen = sorted(chosen[:MOST_SINGLE], key=lambda s: s.position)
    lines = [*shared, *([sentence] for sentence in chosen)]
    return tuple(
        _statement(f"f{number}", group, sources, events) for number, group in enumerate(lines, start=1)
    )


# ---------------------------------------------------------------- sentences
def _sentences(sources: Sources, entities: Entities, told: Mapping[tuple[str, int], Told]) -> list[Sentence]:
    raw: list[tuple[Span, Counter[str], frozenset[str], bool]] = []
    for id_, item in sources.articles.items():
        links = _by_sentence(item, entities.links.get(id_, ()))
        for number, span in enumerate(item.annotations.sentences):
            words = content_words(span.text)
            if not FEWEST_WORDS <= len(span.text.split()) <= MOST_WORDS or len(words) < 4:
                continue
            linked, named = links.get(number, (set(), False))
            raw.append((span, Counter(_stem(word) for word in words), frozenset(linked), named))
    spread = Counter(term for _, words, linked, _ in raw for term in {*words, *linked})
    return [
        Sentence(
            span=span,
            origin=sources.origin[span.article],
            vector=_vector(words, linked, spread, len(raw)),
            plain=_plain(span.text),
            named=named,
            told=told.get((span.article, span.start), {}),
            days=sources.days(span),
            position=number,
        )
        for number, (span, words, linked, named) in enumerate(raw)
    ]


def content_words(text: str) -> list[str]:
    """The words of a text in lower case, without those that only join others."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _STOP]


def _plain(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text) if word.islower() and word not in _STOP)


def _by_sentence(item: AnnotatedArticle, links: Sequence[str | None]) -> dict[int, tuple[set[str], bool]]:
    """For each sentence (by number) its entities, and whether it names one."""
    starts = [sentence.start for sentence in item.annotations.sentences]
    found: dict[int, tuple[set[str], bool]] = {}
    for mention, link in zip(item.annotations.mentions, links, strict=True):
        number = bisect_right(starts, mention.start) - 1
        linked, named = found.get(number, (set(), False))
        found[number] = (linked | ({link} if link else set()), named or mention.kind == "name")
    return found


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _vector(words: Counter[str], named: frozenset[str], spread: Counter[str], total: int) -> dict[str, float]:
    terms = {**words, **dict.fromkeys(named, 1)}
    raw = {term: terms[term] * math.log(1 + total / spread[term]) for term in sorted(terms)}
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / norm for term, value in raw.items()}


# ---------------------------------------------------------------- groups
def _groups(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups by average link over the pairs that are alike enough, none with two that exclude each other.

    The mean cosine of two groups is the product of the sums of their vectors over the number of pairs.
    """
    group_of = {number: _Group([number], dict(s.vector)) for number, s in enumerate(sentences)}
    for cosine, left, right in sorted(_alike(sentences), key=lambda item: (-item[0], item[1], item[2])):
        one, other = group_of[left], group_of[right]
        if one is other or _exclude(sentences[left], sentences[right], cosine):
            continue
        if _cosine(one.total, other.total) < SAME * len(one.numbers) * len(other.numbers):
            continue
        pairs = ((sentences[a], sentences[b]) for a in one.numbers for b in other.numbers)
        if any(_exclude(a, b, _cosine(a.vector, b.vector)) for a, b in pairs):
            continue
        one.numbers.extend(other.numbers)
        for term, value in other.total.items():
            one.total[term] = one.total.get(term, 0.0) + value
        for number in other.numbers:
            group_of[number] = one
    groups = {id(group): sorted(group.numbers) for group in group_of.values()}
    return [[sentences[number] for number in group] for group in sorted(groups.values())]


@dataclass(frozen=True, slots=True)
class _Group:
    """Sentences (by number) that say the same, and the sum of their vectors."""

    numbers: list[int]
    total: dict[str, float]


def _exclude(one: Sentence, other: Sentence, cosine: float) -> bool:
    """Whether two sentences of like words say different things: another event, status or day, or a denial."""
    common = one.told.keys() & other.told.keys()
    if any(not one.told[event] & other.told[event] for event in common):
        return True
    if bool(_NEGATION.search(one.span.text)) != bool(_NEGATION.search(other.span.text)):
        return True
    if cosine >= _NEAR_VERBATIM or common:
        return False
    if len(one.plain & other.plain) < LEAST_SHARED:
        return True
    if bool(_FUTURE.search(one.span.text)) != bool(_FUTURE.search(other.span.text)):
        return True
    if one.told and other.told:
        return True
    return bool(one.days and other.days) and not any(meet(a, b) for a in one.days for b in other.days)


def _alike(sentences: Sequence[Sentence]) -> list[tuple[float, int, int]]:
    """Cosine and positions of each pair of sentences with at least SAME, through the terms they share."""
    import numpy as np

    places: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for term in sentence.vector:
            places.setdefault(term, []).append(number)
    rows = {term: np.array(numbers) for term, numbers in places.items() if len(numbers) > 1}
    values = {term: np.array([sentences[n].vector[term] for n in numbers]) for term, numbers in rows.items()}
    found = []
    for number, sentence in enumerate(sentences):
        terms = [term for term in sentence.vector if term in rows]
        if not terms:
            continue
        cosines = np.bincount(
            np.concatenate([rows[term] for term in terms]),
            weights=np.concatenate([values[term] * sentence.vector[term] for term in terms]),
            minlength=len(sentences),
        )
        for other in np.flatnonzero(cosines[number + 1 :] >= SAME):
            # Rounded, so that the order does not hang on how the machine adds up.
            found.append((round(float(cosines[number + 1 + other]), 4), number, int(number + 1 + other)))
    return found


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    smaller, larger = sorted((one, other), key=len)
    return sum(value * larger.get(term, 0.0) for term, value in smaller.items())


def _weight(sentence: Sentence, weights: Mapping[tuple[str, int], float]) -> float:
    return weights.get((sentence.span.article, sentence.span.start), 0.0)


# ---------------------------------------------------------------- lines
def _statement(id_: str, group: Sequence[Sentence], sources: Sources, events: Sequence[Event]) -> Statement:
    clearest = max(group, key=lambda sentence: (_clarity(sentence, group), -sentence.position))
    origins = sources.origins(sentence.span.article for sentence in group)
    differing = _differences({(s.span.article, s.span.start) for s in group}, events)
    return Statement(
        id=id_,
        text=clearest.span.text,
        evidence=unique([clearest.span, *(sentence.span for sentence in group)]),
        origins=origins,
        agreement=agreement(origins, differing),
        differences=differing,
    )


def _differences(places: set[tuple[str, int]], events: Sequence[Event]) -> tuple[Difference, ...]:
    """The differences of events of which the sentences at `places` give two values or more."""
    found: dict[tuple[str, tuple[str, ...]], Difference] = {}
    for difference in (difference for event in events for difference in event.differences):
        values = tuple(
            value
            for value in difference.values
            if any((span.article, span.start) in places for span in value.evidence)
        )
        if len(values) > 1:
            key = difference.slot, tuple(value.value for value in values)
            found.setdefault(key, msgspec.structs.replace(difference, values=values))
    return tuple(found.values())


def _clarity(sentence: Sentence, group: Sequence[Sentence]) -> float:
    """Nearness to the other sentences; less for a long one, and most for one that stands alone: that names
    somebody and does not open with a pronoun.
    """
    near = sum(_cosine(sentence.vector, other.vector) for other in group) / len(group)
    alone = sentence.named - bool(_PRONOUN.match(sentence.span.text))
    return near + alone - max(0, len(sentence.span.text.split()) - 35) / 100
