"""What is reported, as clusters of sentences: those that several origins say, and the weightiest of the rest.

Sentences of different origins say the same thing where their words, weighted by rarity in the story (tf-idf),
and the entities they name overlap enough. Sentences of one origin are copies, not support.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from dateline.record.corroboration import agreement, told_at
from dateline.record.evidence import Sources, unique
from dateline.record.sentences import Sentence, cosine_of, is_heading
from dateline.schema.interval import meet
from dateline.schema.story import Difference, Event, Statement

SAME = 0.42
"""Cosine at which two sentences are taken to say the same; chosen by reading the three stories."""
MOST_SINGLE = 12
"""Statements of one origin that a story shows at most."""
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


def find_statements(
    sentences: Sequence[Sentence],
    sources: Sources,
    *,
    events: Sequence[Event] = (),
    differences: Sequence[Difference] = (),
    weights: Mapping[tuple[str, int], float],
) -> tuple[Statement, ...]:
    """The statements among the `sentences` of a story, those with most origins first.

    `weights` gives for (article, start of sentence) how much the events in it matter; sentences that tell
    other events, or another status of one, make no statement together. A difference, of an event or one of
    `differences`, is that of the statement that has the sentences of two of its values; where none has, the
    sentences of one of `differences` make a statement together. What is nothing but somebody's words is a
    quotation, no statement, unless others contradict it.
    """
    known = [*(difference for event in events for difference in event.differences), *differences]
    disputed = {(s.article, s.start) for d in differences for value in d.values for s in value.evidence}
    sentences = [s for s in sentences if not s.quoted or (s.span.article, s.span.start) in disputed]
    groups = [*_groups(sentences)]
    groups += _of_contrasts(differences, groups, sentences)
    shared = [
        group
        for group in groups
        if len({sentence.origin for sentence in group}) > 1
        or all((s.span.article, s.span.start) in disputed for s in group)
    ]
    covered = {(sentence.span.article, sentence.span.start) for group in shared for sentence in group}
    rest = [group[0] for group in groups if len({sentence.origin for sentence in group}) == 1]
    single = sorted(rest, key=lambda s: (-_weight(s, weights), s.span.article, s.span.start))
    chosen = [s for s in single if _weight(s, weights) > 0 and (s.span.article, s.span.start) not in covered]
    shared.sort(key=lambda group: (-len({s.origin for s in group}), group[0].position))
    chosen = sorted(chosen[:MOST_SINGLE], key=lambda s: s.position)
    lines = [*shared, *([sentence] for sentence in chosen)]
    return tuple(
        _statement(f"f{number}", group, sources, known) for number, group in enumerate(lines, start=1)
    )


# ---------------------------------------------------------------- groups
def _groups(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups by average link over the pairs that are alike enough, none with two that exclude each other.

    The mean cosine of two groups is the product of the sums of their vectors over the number of pairs.
    """
    group_of = {number: _Group([number], dict(s.vector)) for number, s in enumerate(sentences)}
    for cosine, left, right in sorted(_alike(sentences), key=lambda item: (-item[0], item[1], item[2])):
        one, other = group_of[left], group_of[right]
        if one is other or other.key in one.apart or _exclude(sentences[left], sentences[right], cosine):
            continue
        if cosine_of(one.total, other.total) < SAME * len(one.numbers) * len(other.numbers):
            continue
        pairs = ((sentences[a], sentences[b]) for a in one.numbers for b in other.numbers)
        if any(_exclude(a, b, cosine_of(a.vector, b.vector)) for a, b in pairs):
            one.apart.add(other.key)
            other.apart.add(one.key)
            continue
        for key in other.apart:
            group_of[key].apart.add(one.key)
        one.apart.update(other.apart)
        one.numbers.extend(other.numbers)
        for term, value in other.total.items():
            one.total[term] = one.total.get(term, 0.0) + value
        for number in other.numbers:
            group_of[number] = one
    groups = {id(group): sorted(group.numbers) for group in group_of.values()}
    return [[sentences[number] for number in group] for group in sorted(groups.values())]


def _of_contrasts(
    differences: Sequence[Difference], groups: Sequence[Sequence[Sentence]], sentences: Sequence[Sentence]
) -> list[list[Sentence]]:
    """The sentences of each difference that no group has two values of."""
    places = [{(s.span.article, s.span.start) for s in group} for group in groups]
    found = []
    for difference in differences:
        if any(len(told_at(difference, held)) > 1 for held in places):
            continue
        spans = {(span.article, span.start) for value in difference.values for span in value.evidence}
        found.append([s for s in sentences if (s.span.article, s.span.start) in spans])
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """Sentences (by number) that say the same, and the sum of their vectors.

    `apart` holds the keys of groups with a sentence that excludes one of this group; the first sentence of a
    group is its key, and what is apart stays so whatever joins it.
    """

    numbers: list[int]
    total: dict[str, float]
    apart: set[int] = field(default_factory=set)

    @property
    def key(self) -> int:
        return self.numbers[0]


def _exclude(one: Sentence, other: Sentence, cosine: float) -> bool:
    """Whether two sentences of like words say different things: another event, status or day, or a denial."""
    common = one.told.keys() & other.told.keys()
    if any(not one.told[event] & other.told[event] for event in common):
        return True
    if _denies(one.span.text) != _denies(other.span.text):
        return True
    if cosine >= _NEAR_VERBATIM or common:
        return False
    if len(one.plain & other.plain) < LEAST_SHARED:
        return True
    if _looks_ahead(one.span.text) != _looks_ahead(other.span.text):
        return True
    if one.told and other.told:
        return True
    return bool(one.days and other.days) and not any(meet(a, b) for a in one.days for b in other.days)


@lru_cache(maxsize=8192)
def _denies(text: str) -> bool:
    return _NEGATION.search(text) is not None


@lru_cache(maxsize=8192)
def _looks_ahead(text: str) -> bool:
    return _FUTURE.search(text) is not None


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


def _weight(sentence: Sentence, weights: Mapping[tuple[str, int], float]) -> float:
    return weights.get((sentence.span.article, sentence.span.start), 0.0)


# ---------------------------------------------------------------- lines
def _statement(
    id_: str, group: Sequence[Sentence], sources: Sources, differences: Sequence[Difference]
) -> Statement:
    clearest = max(group, key=lambda sentence: (_clarity(sentence, group), -sentence.position))
    origins = sources.origins(sentence.span for sentence in group)
    differing = _differences({(s.span.article, s.span.start) for s in group}, differences)
    return Statement(
        id=id_,
        text=clearest.span.text,
        evidence=unique([clearest.span, *(sentence.span for sentence in group)]),
        origins=origins,
        agreement=agreement(origins, differing),
        differences=differing,
    )


def _differences(places: set[tuple[str, int]], differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences of which the sentences at `places` give two values or more."""
    found: dict[tuple[str, tuple[str, ...]], Difference] = {}
    for difference in differences:
        values = told_at(difference, places)
        if len(values) > 1:
            key = difference.slot, tuple(value.value for value in values)
            found.setdefault(key, msgspec.structs.replace(difference, values=values))
    return tuple(found.values())


def _clarity(sentence: Sentence, group: Sequence[Sentence]) -> float:
    """Nearness to the other sentences; less for a long one, and most for one that stands alone: that names
    somebody, does not open with a pronoun and is no heading.
    """
    near = sum(cosine_of(sentence.vector, other.vector) for other in group) / len(group)
    alone = sentence.named - bool(_PRONOUN.match(sentence.span.text)) - is_heading(sentence.span.text)
    return near + alone - max(0, len(sentence.span.text.split()) - 35) / 100
