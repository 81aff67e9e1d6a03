"""The numbers of a story in their sentences: what stands around each, whose it is, of what time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from dateline.record.evidence import Sources
from dateline.record.figures import RATE, Figure
from dateline.record.measures import table
from dateline.record.said import Said
from dateline.record.sentences import content_words, stem_of
from dateline.record.timeline import NEWS_DAYS
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, gap, interval
from dateline.schema.span import beginning_in

WINDOW = 100
"""Characters before and after a number that tell what it is about."""
SAME = 0.02
"""Relative difference up to which two numbers are one, rounded."""
SMALL = 10
"""Numbers below are told of many things."""
LIST = 5
"""Counts of one sentence up to which two or three that come to a number are taken for its parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A number in its sentence: the stems of the words around it, and those whose number it is.

    `times` are those of its verb, else of its clause; `old` is true where its verb is told of a time that is
    no news, `recalls` where its clause names one; `of_each` of what is "daily"; `printed` is the ISO day of
    the report.
    """

    said: Said
    figure: Figure
    article: str
    around: frozenset[str]
    owners: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    times: tuple[Days, ...]
    old: bool
    recalls: bool
    of_each: bool
    printed: str | None

    @property
    def label(self) -> str | None:
        """The label of a number of victims."""
        return self.figure.toll


def read_place(one: Said, figure: Figure, sources: Sources, entities: Entities) -> Place:
    """A number of a sentence as a place."""
    article = one.sentence.span.article
    times = sources.articles[article].annotations.times
    own, near = (
        tuple(days for number in numbers if (days := interval(times[number].value)) is not None)
        for numbers in (figure.times, figure.near)
    )
    printed = sources.printed(article)
    past = [printed is not None and gap(days, printed) > NEWS_DAYS for days in own]
    return Place(
        said=one,
        figure=figure,
        article=article,
        around=_around(one, figure),
        owners=_standing_at(figure.subjects, one, sources, entities, wide=True),
        patients=_standing_at(figure.patients, one, sources, entities),
        places=_standing_at(figure.places, one, sources, entities),
        times=own or near,
        old=bool(past) and all(past),
        recalls=printed is not None and any(gap(days, printed) > NEWS_DAYS for days in near),
        of_each=RATE.search(one.sentence.span.text) is not None,
        printed=sources.published(article),
    )


def _standing_at(
    offsets: Sequence[int], one: Said, sources: Sources, entities: Entities, *, wide: bool = False
) -> frozenset[str]:
    """The entities that stand at some places of a sentence; `wide` with their countries, for whose number it
    is: "Norland has 850 soldiers".
    """
    span = one.sentence.span
    mentions = sources.articles[span.article].annotations.mentions
    links = entities.links.get(span.article, ())
    found = set()
    for number in beginning_in(mentions, span.start, span.end):
        mention, link = mentions[number], links[number]
        if link and any(mention.start <= at < mention.end for at in offsets):
            found |= {link, (wide and mention.country) or link}
    return frozenset(found)


def _around(one: Said, figure: Figure) -> frozenset[str]:
    """The stems of the words before and after a number, and of those between it and its noun."""
    text, begin = one.sentence.span.text, one.sentence.span.start
    start, end = figure.span.start - begin, figure.span.end - begin
    near = text[max(start - WINDOW, 0) : start], figure.text, text[end : end + WINDOW]
    found = {stem_of(word) for part in near for word in content_words(part)} - {stem_of(figure.what)}
    return frozenset(word for word in found - _scales() if not any(map(str.isdigit, word)))


@cache
def _scales() -> frozenset[str]:
    return frozenset({*table("scales"), *table("numbers"), "percent", "least"})


# ---------------------------------------------------------------- what a story tells
@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """How rare the words of a story are, and which numbers each article gives."""

    rarity: Mapping[str, float]
    values: Mapping[tuple[str, str], Sequence[Place]]
    counted: Mapping[tuple[str, str, str], int]
    _squares: dict[frozenset[str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Sequence[Said], places: Sequence[Place]) -> StoryNumbers:
        spread = Counter(
            stem for one in said for stem in {stem_of(word) for word in content_words(one.sentence.span.text)}
        )
        values: dict[tuple[str, str], list[Place]] = {}
        for place in places:
            values.setdefault((place.article, place.figure.kind), []).append(place)
        return cls(
            rarity={stem: math.log(1 + len(said) / number) for stem, number in spread.items()},
            values=values,
            counted=Counter((place.article, place.figure.kind, place.figure.what) for place in places),
        )

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The cosine of two sets of stems, weighted by rarity."""
        shared = self._square(one & other)
        return shared / math.sqrt(self._square(one) * self._square(other)) if shared else 0.0

    def _square(self, stems: frozenset[str]) -> float:
        if stems not in self._squares:
            self._squares[stems] = math.fsum(self.rarity.get(stem, 0.0) ** 2 for stem in stems)
        return self._squares[stems]

    def gives(self, article: str, place: Place) -> bool:
        """Whether an article has the number of `place` too."""
        wanted = place.figure
        distinct = wanted.kind != "count" or wanted.value >= 2 * SMALL
        return any(
            is_same(held.figure, wanted)
            and (distinct or held.figure.what == wanted.what or held.label == place.label is not None)
            for held in self.values.get((article, wanted.kind), ())
            if not held.figure.others and not held.figure.former
        )

    def is_only(self, place: Place) -> bool:
        """Whether its article counts such things once."""
        figure = place.figure
        return figure.kind == "count" and self.counted[place.article, figure.kind, figure.what] == 1

    def is_first(self, place: Place) -> bool:
        """Whether its article tells no other number of such victims before it, those of a part or of another
        time apart, or tells it as a state.
        """
        told = (
            held
            for held in self.values.get((place.article, place.figure.kind), ())
            if held.label == place.label and not (held.figure.others or held.recalls or held.old)
        )
        return place.figure.running or next(told, None) is place

    def adds_up(self, article: str, place: Place) -> bool:
        """Whether two or three numbers of one sentence of an article are together the count of `place`; of
        a long list some are by chance."""
        wanted = place.figure
        beside: dict[Said, list[Figure]] = {}
        for held in self.values.get((article, "count"), ()) if wanted.kind == "count" else ():
            if held.figure.what and not held.figure.others:
                beside.setdefault(held.said, []).append(held.figure)
        return any(
            sum(figure.value for figure in parts) == wanted.value
            for figures in beside.values()
            if len(figures) <= LIST
            for size in (2, 3)
            for parts in combinations(figures, size)
        )


def is_same(one: Figure, other: Figure) -> bool:
    """Whether two numbers are one, rounded."""
    return abs(one.value - other.value) <= SAME * other.value and not exclude(one, other)


def exclude(one: Figure, other: Figure) -> bool:
    """Whether two numbers cannot both be right."""
    return one.high < other.low or other.high < one.low
