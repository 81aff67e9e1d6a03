"""The sentences of a story as they are compared: weighted words, whom they name, what they tell."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.record.evidence import Sources
from dateline.schema.annotation import AnnotatedArticle, Status
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days
from dateline.schema.span import Span

Told = Mapping[int, frozenset[Status]]
"""Events (by number) with the statuses that a sentence gives them."""

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tf-idf vector of words and entities, of length 1.

    `plain` are its words in lower case, `entities` those it names, `told` the events that it tells (by
    number) with the statuses it gives them, `days` the days it names, `number` its place in its article,
    `position` that in the story; `quoted` where it is nothing but somebody's words.
    """

    span: Span
    number: int
    origin: str
    entities: frozenset[str]
    vector: Mapping[str, float]
    plain: frozenset[str]
    named: bool
    told: Told
    days: tuple[Days, ...]
    position: int
    quoted: bool = False


def read_sentences(
    sources: Sources, entities: Entities, told: Mapping[tuple[str, int], Told]
) -> list[Sentence]:
    """The sentences of a story that are neither very short nor very long, article after article.

    `told` gives for (article, start of sentence) the events that it tells.
    """
    raw: list[tuple[Span, int, Counter[str], frozenset[str], bool]] = []
    for id_, item in sources.articles.items():
        links = _by_sentence(item, entities.links.get(id_, ()))
        for number, span in enumerate(item.annotations.sentences):
            words = content_words(span.text)
            if not FEWEST_WORDS <= len(span.text.split()) <= MOST_WORDS or len(words) < 4:
                continue
            linked, named = links.get(number, (set(), False))
            raw.append((span, number, Counter(stem_of(word) for word in words), frozenset(linked), named))
    spread = Counter(term for _, _, words, linked, _ in raw for term in {*words, *linked})
    quoted = {id_: _direct(item) for id_, item in sources.articles.items()}
    return [
        Sentence(
            span=span,
            number=number,
            entities=linked,
            origin=sources.origin_of(span),
            vector=_vector(words, linked, spread, len(raw)),
            plain=_plain(span.text),
            named=named,
            told=told.get((span.article, span.start), {}),
            days=sources.days(span),
            position=position,
            quoted=_is_quoted(span, quoted[span.article]),
        )
        for position, (span, number, words, linked, named) in enumerate(raw)
    ]


def _direct(item: AnnotatedArticle) -> list[Span]:
    """What stands in quotation marks and is somebody's words."""
    return [part for said in item.annotations.quotations if said.kind == "direct" for part in said.content]


def _is_quoted(sentence: Span, direct: Sequence[Span]) -> bool:
    """Whether no word of the sentence stands outside somebody's words."""
    text = sentence.text
    for part in direct:
        if part.start < sentence.end and sentence.start < part.end:
            first, last = max(part.start - sentence.start, 0), part.end - sentence.start
            text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return not _WORD.search(text)


_CLOSED = re.compile(r"[.?!…。][\"'”’»)\]]*$")


def is_heading(text: str) -> bool:
    """Whether nothing closes the words, as in headings and captions."""
    return not _CLOSED.search(text)


def content_words(text: str) -> list[str]:
    """The words of a text in lower case, without those that only join others."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _STOP]


def _plain(text: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in _WORD.findall(text) if word.islower() and word not in _STOP)


def _by_sentence(item: AnnotatedArticle, links: Sequence[str | None]) -> dict[int, tuple[set[str], bool]]:
    """For each sentence (by number) its entities, and whether it names one."""
    starts = [sentence.start for sentence in item.annotations.sentences]
    found: dict[int, tuple[set[str], bool]] = {}
    for mention, link in zip(item.annotations.mentions, links, strict=True):
        number = bisect_right(starts, mention.start) - 1
        linked, named = found.get(number, (set(), False))
        found[number] = (linked | ({link} if link else set()), named or mention.kind == "name")
    return found


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """A word without its ending."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _vector(words: Counter[str], named: frozenset[str], spread: Counter[str], total: int) -> dict[str, float]:
    terms = {**words, **dict.fromkeys(named, 1)}
    raw = {term: terms[term] * math.log(1 + total / spread[term]) for term in sorted(terms)}
    norm = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {term: value / norm for term, value in raw.items()}


def cosine_of(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The product of two sparse vectors: their cosine where both have length 1."""
    smaller, larger = sorted((one, other), key=len)
    return math.fsum(value * larger.get(term, 0.0) for term, value in smaller.items())
