"""Numbers that outlets give for one thing and that cannot both be right.

Nothing in the words says that two numbers are of one thing; what speaks for it is weighed: what each stands
beside, the verb and the noun it hangs on, who is named, that the numbers are near each other (an error or
another count is, another thing seldom), and that neither article has another number of the kind. A number
that the other article gives as well, somewhere, is no other number for what that article counts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.record.accounts import stands_for, towns_exclude
from dateline.record.evidence import Sources
from dateline.record.figures import RATE, Figure
from dateline.record.measures import table
from dateline.record.said import (
    SAME_TIME,
    Said,
    days_apart,
    difference_of,
    from_other_origins,
    is_alike,
    same_times,
)
from dateline.record.sentences import content_words, cosine_of, stem_of
from dateline.record.timeline import NEWS_DAYS
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, gap, interval
from dateline.schema.span import beginning_in
from dateline.schema.story import Difference, Entity

ENOUGH = 0.5
"""Score from which two numbers are taken to be of one thing; chosen by reading all pairs above .45 in 110
stories of AllSides, where two in three above it are, and on the keys of docs/keys.md."""
TOLL_ENOUGH = 0.8
"""The same for numbers of victims in sentences that are not alike: of other victims much is told alike."""
FARTHEST = 4.0
"""How many times one number is the other at most, tolls apart."""
FARTHEST_TOLL = 12.0
"""The same for tolls, which rise: farther apart they are of a part of the victims, or of another event."""
WINDOW = 100
"""Characters before and after a number that tell what it is about."""
KNOWN = 0.4
"""What the score loses where one article gives both numbers: they are of two things, or of two counts."""
SAME = 0.02
"""Relative difference up to which two numbers are one, rounded."""
SMALL = 10
"""Numbers below are told of many things."""
_NEARNESS = ((1.25, 0.35), (1.6, 0.25), (2.1, 0.15), (3.0, -0.1), (math.inf, -0.3))
"""What the ratio of two numbers speaks for their being of one thing: up to the ratio, the score."""
_DIFFUSE = frozenset({"money", "percent", "time"})
"""Kinds of numbers that say nothing of what they are about; without a word that does, they need more."""
_GENERAL = frozenset(
    {"", "people", "victim", "other", "body", "dead", "wounded", "injured", "casualty", "death"}
)
"""What a toll counts that may be anybody."""

_KINDS = frozenset({"civilian", "soldier", "officer", "child", "woman", "police", "policeman", "student"})
"""Kinds of victims that are counted beside others."""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A number in its sentence: the stems of the words around it, and those whose number it is.

    `times` are those of its verb, else of its clause; `old` is true where its verb is told of a time that is
    no news, `recalls` where its clause names one; `of_each` of what is "daily".
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

    @property
    def label(self) -> str | None:
        return self.figure.toll


def differing_numbers(said: Sequence[Said], sources: Sources, entities: Entities) -> Iterator[Difference]:
    """The numbers of other origins that are of one thing and exclude each other."""
    places = [_place(one, figure, sources, entities) for one in said for figure in one.figures]
    told = _Told.of(said, places)
    table = {entity.id: entity for entity in entities.entities}
    held: dict[tuple[str, str], list[_Place]] = {}
    for place in places:
        what = place.label or place.figure.what
        if what:
            held.setdefault(("toll" if place.label else place.figure.kind, what), []).append(place)
    for (kind, what), group in held.items():
        pairs = {
            frozenset((a, b)): _score(a, b, told)
            for a, b in combinations(group, 2)
            if a.article != b.article
            and _ratio(a, b) <= (FARTHEST_TOLL if kind == "toll" else FARTHEST)
            and (_is_apart(a.figure, b.figure) or (kind == "toll" and _is_rise(a, b, sources)))
            and _is_comparable(a, b)
            and not _are_of_others(a, b, table)
            and _is_one_thing(a, b, told)
        }
        for places in _agreeing_on_one(pairs):
            beside = [place for place in group if _says_the_same(place, places)]
            yield _of_numbers(what if kind in ("toll", "count") else kind, kind, [*places, *beside], sources)


def _agreeing_on_one(pairs: Mapping[frozenset[_Place], float]) -> list[list[_Place]]:
    """The numbers that are all of one thing, from the pairs that are, the surest first: a number joins others
    where it makes a pair with each of another value.
    """
    groups: list[list[_Place]] = []
    for pair in sorted(
        pairs, key=lambda pair: (-pairs[pair], sorted(place.figure.span.start for place in pair))
    ):
        touching = [group for group in groups if any(place in pair for place in group)]
        joined = [
            *dict.fromkeys([*(place for group in touching for place in group), *sorted(pair, key=_order)])
        ]
        if all(
            a.figure.value == b.figure.value or frozenset((a, b)) in pairs for a, b in combinations(joined, 2)
        ):
            groups = [group for group in groups if group not in touching] + [joined]
    return groups


def _says_the_same(place: _Place, places: Sequence[_Place]) -> bool:
    """Whether an article that has no part in a difference gives one of its numbers, told as that is or such
    that chance is out.
    """
    figure = place.figure
    if figure.others or figure.former or figure.possible or any(p.article == place.article for p in places):
        return False
    return any(
        _is_same(figure, held.figure)
        and (figure.bound, place.recalls, place.of_each) == (held.figure.bound, held.recalls, held.of_each)
        and (max(figure.value, held.figure.value) > SMALL or is_alike(place.said, held.said))
        for held in places
    )


def _order(place: _Place) -> tuple[str, int]:
    return place.article, place.figure.span.start


def _place(one: Said, figure: Figure, sources: Sources, entities: Entities) -> _Place:
    article = one.sentence.span.article
    times = sources.articles[article].annotations.times
    own, near = (
        tuple(days for number in numbers if (days := interval(times[number].value)) is not None)
        for numbers in (figure.times, figure.near)
    )
    printed = interval(
        sources.published(article)
        or max((sources.published(id_) or "" for id_ in sources.articles), default="")
    )
    past = [printed is not None and gap(days, printed) > NEWS_DAYS for days in own]
    return _Place(
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


def _scales() -> frozenset[str]:
    return frozenset({*table("scales"), *table("numbers"), "percent", "least"})


# ---------------------------------------------------------------- what a story tells
@dataclass(frozen=True, slots=True)
class _Told:
    """How rare the words of a story are, and which numbers each article gives."""

    rarity: Mapping[str, float]
    values: Mapping[tuple[str, str], Sequence[_Place]]
    counted: Mapping[tuple[str, str, str], int]

    @classmethod
    def of(cls, said: Sequence[Said], places: Sequence[_Place]) -> _Told:
        spread = Counter(
            stem for one in said for stem in {stem_of(word) for word in content_words(one.sentence.span.text)}
        )
        values: dict[tuple[str, str], list[_Place]] = {}
        for place in places:
            values.setdefault((place.article, place.figure.kind), []).append(place)
        return cls(
            rarity={stem: math.log(1 + len(said) / number) for stem, number in spread.items()},
            values=values,
            counted=Counter((place.article, place.figure.kind, place.figure.what) for place in places),
        )

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The cosine of two sets of stems, weighted by rarity."""
        squares = [
            sum(self.rarity.get(stem, 0.0) ** 2 for stem in held) for held in (one & other, one, other)
        ]
        return squares[0] / math.sqrt(squares[1] * squares[2]) if squares[0] else 0.0

    def gives(self, article: str, place: _Place) -> bool:
        """Whether an article has the number of `place` too."""
        wanted = place.figure
        distinct = wanted.kind != "count" or wanted.value >= 2 * SMALL
        return any(
            _is_same(held.figure, wanted)
            and (distinct or held.figure.what == wanted.what or held.label == place.label is not None)
            for held in self.values.get((article, wanted.kind), ())
            if not held.figure.others and not held.figure.former
        )

    def adds_up(self, article: str, place: _Place) -> bool:
        """Whether two or three numbers of one sentence of an article are together the count of `place`."""
        wanted = place.figure
        beside: dict[Said, list[Figure]] = {}
        for held in self.values.get((article, "count"), ()) if wanted.kind == "count" else ():
            if held.figure.what and not held.figure.others:
                beside.setdefault(held.said, []).append(held.figure)
        return any(
            sum(figure.value for figure in parts) == wanted.value
            for figures in beside.values()
            for size in (2, 3)
            for parts in combinations(figures, size)
        )

    def is_only(self, place: _Place) -> bool:
        """Whether its article counts such things once."""
        figure = place.figure
        return figure.kind == "count" and self.counted[place.article, figure.kind, figure.what] == 1


# ---------------------------------------------------------------- of one thing
def _is_one_thing(a: _Place, b: _Place, told: _Told) -> bool:
    if _stands_in(b.said, a.figure) or _stands_in(a.said, b.figure):
        return False
    if told.adds_up(b.article, a) or told.adds_up(a.article, b):
        return False
    known = told.gives(b.article, a) or told.gives(a.article, b)
    if a.label is not None:
        if known or not counts_alike(a.figure.what, b.figure.what) or a.recalls != b.recalls:
            return False
        if is_part((a.figure.what, a.figure.value), (b.figure.what, b.figure.value)):
            return False
        return is_alike(a.said, b.said) or _score(a, b, told) >= TOLL_ENOUGH
    return _score(a, b, told) - KNOWN * known >= ENOUGH


def _stands_in(one: Said, figure: Figure) -> bool:
    """Whether a sentence has a number itself, beside another."""
    held = (other for other in one.figures if other.kind == figure.kind and not other.others)
    return any(_is_same(other, figure) for other in held)


def _is_same(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) <= SAME * other.value


def counts_alike(one: str, other: str) -> bool:
    """Whether tolls of these nouns can be of the same victims: "11 troops" and "17 rebels" cannot."""
    return one == other or bool(_GENERAL & {one, other})


def is_part(one: tuple[str, float], other: tuple[str, float]) -> bool:
    """Whether one of two tolls (noun, number) can be a part of the other: three officers of five people."""
    part, whole = sorted((one, other), key=lambda toll: toll[1])
    return part[0] not in _GENERAL and whole[0] in _GENERAL and part[0] in _KINDS


def _score(a: _Place, b: _Place, told: _Told) -> float:
    """What speaks for two numbers being of one thing, as a sum."""
    one, other = a.figure, b.figure
    ratio = _ratio(a, b)
    anchors = len(one.anchors & other.anchors)
    names = len(a.said.sentence.entities & b.said.sentence.entities)
    score = 2 * told.likeness(a.around, b.around) + 0.35 * min(anchors, 2) + 0.1 * min(names, 3)
    score += next(value for upper, value in _NEARNESS if ratio <= upper)
    score += 0.5 * cosine_of(a.said.sentence.vector, b.said.sentence.vector)
    score += 0.2 * bool(one.rate)  # "a week" in both
    score += 0.25 * (told.is_only(a) and told.is_only(b) and one.what not in _GENERAL)
    score -= 0.25 * (one.what in _GENERAL and not anchors)
    score -= 0.3 * (max(one.value, other.value) < SMALL) + 0.3 * (one.kind in ("time", "percent"))
    return score - 0.3 * (one.kind in _DIFFUSE and not anchors)


def _is_apart(one: Figure, other: Figure) -> bool:
    return one.high < other.low or other.high < one.low


def _is_rise(a: _Place, b: _Place, sources: Sources) -> bool:
    """Whether the later of two reports has the higher number."""
    first, second = (sources.published(place.article) or "" for place in (a, b))
    if not first or not second or first == second:
        return False
    earlier, later = (a.figure, b.figure) if first < second else (b.figure, a.figure)
    return later.value > earlier.value * 1.05


def _ratio(a: _Place, b: _Place) -> float:
    """How many times the smaller number the larger is."""
    low, high = sorted((a.figure.value, b.figure.value))
    return high / max(low, 1e-9)


def _is_comparable(a: _Place, b: _Place) -> bool:
    """Whether nothing in the words makes them numbers of different things.

    Neither is of others or a part; both are as they are or as they might be, of all or of each day, of one
    party, of one time.
    """
    one, other = a.figure, b.figure
    if one.former or other.former or (one.ahead and other.done) or (one.done and other.ahead):
        return False
    if ((one.since and b.times) or (other.since and a.times)) and one.since != other.since and not one.rate:
        return False
    if one.others or other.others or one.possible != other.possible or one.rate != other.rate:
        return False
    if not from_other_origins(a.said, b.said) or a.of_each != b.of_each or a.old != b.old:
        return False
    if a.owners and b.owners and not a.owners & b.owners:
        return False
    return same_times(a.times, b.times)


def _are_of_others(a: _Place, b: _Place, table: Mapping[str, Entity]) -> bool:
    """Whether the clauses of two numbers tell of other people, other towns or countries, or other things that
    are measured.
    """
    measured = a.figure.measured, b.figure.measured
    if all(measured) and not measured[0] & measured[1]:
        return True
    people = [{table[id_] for id_ in place.patients if table[id_].type == "person"} for place in (a, b)]
    if all(people) and not a.patients & b.patients:
        return not any(stands_for(one, other) for one in people[0] for other in people[1])
    places = [[table[id_] for id_ in place.places if table[id_].type == "place"] for place in (a, b)]
    return all(places) and all(is_elsewhere(one, other) for one in places[0] for other in places[1])


def is_elsewhere(one: Entity, other: Entity) -> bool:
    """Whether two places have nothing in common, as far as their names and mentions tell."""
    if one.id == other.id or one.type != "place" or other.type != "place":
        return False
    countries = one.name == one.country, other.name == other.country
    return all(countries) or towns_exclude(one, other, known=False)


def _of_numbers(slot: str, kind: str, group: Sequence[_Place], sources: Sources) -> Difference:
    later = any(days_apart(a.said, b.said, sources) > SAME_TIME for a, b in combinations(group, 2))
    if kind == "toll":
        apart = [(a, b) for a, b in combinations(group, 2) if from_other_origins(a.said, b.said)]
        later = all(_is_rise(a, b, sources) or not _is_apart(a.figure, b.figure) for a, b in apart)
    ordered = sorted(group, key=lambda place: (place.figure.value, place.figure.text))
    spoken = {place.figure.value: place.figure.text for place in reversed(ordered)}
    told = [(spoken[place.figure.value], place.said.sentence.span) for place in ordered]
    return difference_of(slot, "update" if later else "conflict", told, sources)
