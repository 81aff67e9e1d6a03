"""Sentences as their numbers and claims are compared, and when two of them are about one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from dateline.record.claims import Claim, Side, claims_of, sides_of
from dateline.record.evidence import Sources, unique
from dateline.record.figures import Figure, figures_of
from dateline.record.sentences import Sentence, cosine_of
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, interval, length, meet
from dateline.schema.span import Span, beginning_in
from dateline.schema.story import Difference, Value

ALIKE = 0.42
"""Cosine from which two sentences are about one thing; that of statements."""
SHARED = 3
"""Entities and words in lower case, one entity at least, that two other sentences about one thing share."""
SAME_TIME = 2
"""Days between two reports up to which they speak of one moment; a convention, not tuned."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence with its numbers, claims and sides, and the stretches of the calendar that it names."""

    sentence: Sentence
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    sides: tuple[Side, ...]
    times: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference between sentences. An event has it that tells one of its values, else one that is told at
    one of `near` (article, start of sentence), else the one told most of those of `about`.
    """

    difference: Difference
    near: frozenset[tuple[str, int]] = frozenset()
    about: frozenset[str] = frozenset()


def read_said(sentence: Sentence, sources: Sources, entities: Entities) -> Said:
    item = sources.articles[sentence.span.article]
    times = item.annotations.times
    named = (times[at] for at in beginning_in(times, sentence.span.start, sentence.span.end))
    values = (time.value for time in named if time.type in ("DATE", "TIME"))
    return Said(
        sentence=sentence,
        figures=figures_of(item, sentence.number),
        claims=claims_of(item, sentence.number, entities),
        sides=tuple(sides_of(item, sentence.number)),
        times=tuple(days for value in values if (days := interval(value)) is not None),
    )


# ---------------------------------------------------------------- about one thing
def is_alike(one: Said, other: Said) -> bool:
    a, b = one.sentence, other.sentence
    if a.told.keys() & b.told.keys():
        return True
    return cosine_of(a.vector, b.vector) >= ALIKE


def shares(one: Sentence, other: Sentence) -> bool:
    names, plain = len(one.entities & other.entities), len(one.plain & other.plain)
    return names > 0 and plain > 0 and names + plain >= SHARED


def is_about_one(one: Said, other: Said) -> bool:
    return is_alike(one, other) or shares(one.sentence, other.sentence)


def same_times(one: Sequence[Days], other: Sequence[Days]) -> bool:
    """Whether two clauses can be of one time: days that meet, and the same months and years."""
    short = [[days for days in times if length(days) <= 7] for times in (one, other)]
    if all(short) and not any(meet(a, b) for a in short[0] for b in short[1]):
        return False
    long = [{days for days in times if length(days) > 7} for times in (one, other)]
    return not all(long) or bool(long[0] & long[1])


def from_other_origins(one: Said, other: Said) -> bool:
    return one.sentence.origin != other.sentence.origin


def days_apart(one: Said, other: Said, sources: Sources) -> int:
    first, second = (sources.published(said.sentence.span.article) for said in (one, other))
    if not first or not second:
        return 0
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


# ---------------------------------------------------------------- lines
def components(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """What the pairs hang together to, each thing once, in order."""
    groups: list[list[T]] = []
    for pair in pairs:
        touching = [group for group in groups if any(thing in group for thing in pair)]
        joined: list[T] = []
        for thing in (*(t for group in touching for t in group), *pair):
            if thing not in joined:
                joined.append(thing)
        groups = [group for group in groups if group not in touching] + [joined]
    return groups


def difference_of(
    slot: str, kind: Literal["conflict", "update"], told: Sequence[tuple[str, Span]], sources: Sources
) -> Difference:
    by_text: dict[str, list[Span]] = {}
    spoken: dict[str, str] = {}
    for text, span in told:
        by_text.setdefault(text.casefold(), []).append(span)
        spoken.setdefault(text.casefold(), text)
    values = tuple(
        Value(
            value=spoken[text],
            evidence=unique(spans),
            origins=sources.origins(spans),
        )
        for text, spans in by_text.items()
    )
    return Difference(slot=slot, kind=kind, values=values)
