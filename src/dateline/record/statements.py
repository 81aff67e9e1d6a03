"""What is reported, as clusters of sentences: those that several origins say, and the weightiest of the rest.

Sentences of different origins say the same thing where their words, weighted by rarity in the story (tf-idf),
and the entities they name overlap enough. Sentences of one origin are copies, not support.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.record.corroboration import agreement
from dateline.record.evidence import Sources, unique
from dateline.schema.cluster import Entities
from dateline.schema.span import Span
from dateline.schema.story import Statement

SAME = 0.42
"""Cosine at which two sentences are taken to say the same; chosen by reading the three stories."""
MOST_SINGLE = 12
"""Statements of one origin that a story shows at most."""
BLOCK = 512
"""Rows of the similarity matrix held at a time."""
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
_PRONOUN = re.compile(r"^(?:he|she|it|they|this|that|these|those|his|her|their|but|and)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tf-idf vector of words and entities, of length 1."""

    span: Span
    origin: str
    vector: Mapping[str, float]
    entities: frozenset[str]
    position: int


def find_statements(
    sources: Sources, entities: Entities, *, weights: Mapping[tuple[str, int], float]
) -> tuple[Statement, ...]:
    """The statements of a story, those with most origins first.

    `weights` gives for (article, start of sentence) how much the events in it matter.
    """
    sentences = _sentences(sources, entities)
    groups = _groups(sentences)
    shared = [group for group in groups if len({sentence.origin for sentence in group}) > 1]
    covered = {sentence.span.start for group in shared for sentence in group}
    rest = [group[0] for group in groups if len({sentence.origin for sentence in group}) == 1]
    single = sorted(rest, key=lambda s: (-_weight(s, weights), s.span.article, s.span.start))
    chosen = [s for s in single if _weight(s, weights) > 0 and s.span.start not in covered][:MOST_SINGLE]
    shared.sort(key=lambda group: (-len({s.origin for s in group}), group[0].position))
    lines = [*shared, *([sentence] for sentence in sorted(chosen, key=lambda s: s.position))]
    return tuple(_statement(f"f{number}", group, sources) for number, group in enumerate(lines, start=1))


def _sentences(sources: Sources, entities: Entities) -> list[Sentence]:
    raw: list[tuple[Span, Counter[str], frozenset[str]]] = []
    for id_, item in sources.articles.items():
        links = entities.links.get(id_, ())
        for span in item.annotations.sentences:
            words = [word for word in _WORD.findall(span.text.casefold()) if word not in _STOP]
            if not FEWEST_WORDS <= len(span.text.split()) <= MOST_WORDS or len(words) < 4:
                continue
            named = frozenset(
                link
                for mention, link in zip(item.annotations.mentions, links, strict=True)
                if link is not None and span.start <= mention.start < span.end
            )
            raw.append((span, Counter(_stem(word) for word in words), named))
    spread = Counter(term for _, words, named in raw for term in {*words, *named})
    return [
        Sentence(
            span=span,
            origin=sources.origin[span.article],
            vector=_vector(words, named, spread, len(raw)),
            entities=named,
            position=number,
        )
        for number, (span, words, named) in enumerate(raw)
    ]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _vector(words: Counter[str], named: frozenset[str], spread: Counter[str], total: int) -> dict[str, float]:
    terms = {**words, **dict.fromkeys(named, 1)}
    raw = {term: count * math.log(1 + total / spread[term]) for term, count in terms.items()}
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / norm for term, value in raw.items()}


def _groups(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups by average link over the pairs that are alike enough."""
    scored = _alike(sentences)
    group_of = {number: [number] for number in range(len(sentences))}
    for _, left, right in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        one, other = group_of[left], group_of[right]
        if one is other or _mean(one, other, sentences) < SAME:
            continue
        one.extend(other)
        for number in other:
            group_of[number] = one
    groups = {id(group): sorted(group) for group in group_of.values()}
    return [[sentences[number] for number in group] for group in sorted(groups.values())]


def _alike(sentences: Sequence[Sentence]) -> list[tuple[float, int, int]]:
    """Cosine and positions of each pair of sentences with at least SAME, `BLOCK` rows at a time."""
    import numpy as np

    spread = Counter(term for sentence in sentences for term in sentence.vector)
    column = {term: number for number, term in enumerate(t for t, count in spread.items() if count > 1)}
    matrix = np.zeros((len(sentences), len(column)), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        for term, value in sentence.vector.items():
            if term in column:
                matrix[row, column[term]] = value
    found = []
    for begin in range(0, len(sentences), BLOCK):
        cosines = matrix[begin : begin + BLOCK] @ matrix.T
        for row, other in np.argwhere(cosines >= SAME):
            if begin + row < other:
                # Rounded, so that the order does not hang on how the machine adds up.
                found.append((round(float(cosines[row, other]), 4), int(begin + row), int(other)))
    return found


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    smaller, larger = sorted((one, other), key=len)
    return sum(value * larger.get(term, 0.0) for term, value in smaller.items())


def _mean(one: Sequence[int], other: Sequence[int], sentences: Sequence[Sentence]) -> float:
    pairs = [(a, b) for a in one for b in other]
    return sum(_cosine(sentences[a].vector, sentences[b].vector) for a, b in pairs) / len(pairs)


def _weight(sentence: Sentence, weights: Mapping[tuple[str, int], float]) -> float:
    return weights.get((sentence.span.article, sentence.span.start), 0.0)


def _statement(id_: str, group: Sequence[Sentence], sources: Sources) -> Statement:
    clearest = max(group, key=lambda sentence: (_clarity(sentence, group), -sentence.position))
    origins = sources.origins(sentence.span.article for sentence in group)
    return Statement(
        id=id_,
        text=clearest.span.text,
        evidence=unique([clearest.span, *(sentence.span for sentence in group)]),
        origins=origins,
        agreement=agreement(origins, ()),
    )


def _clarity(sentence: Sentence, group: Sequence[Sentence]) -> float:
    """Nearness to the other sentences; less for one that opens with a pronoun or is long."""
    near = sum(_cosine(sentence.vector, other.vector) for other in group) / len(group)
    opens = 0.3 if _PRONOUN.match(sentence.span.text) else 0.0
    return near - opens - max(0, len(sentence.span.text.split()) - 35) / 100
