"""Numbers that outlets give for one thing and that cannot both be right.

Nothing in the words says that two numbers are of one thing: `number_pairs` weighs what speaks for it. What it
takes for one thing is a difference where the numbers exclude each other, or where a toll rises.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from dateline.record.evidence import Sources
from dateline.record.number_pairs import find_pairs, is_rise
from dateline.record.number_places import SMALL, Place, StoryNumbers, exclude, is_same, read_place
from dateline.record.odds import likelihood
from dateline.record.said import SAME_TIME, Said, days_apart, difference_of, from_other_origins, is_alike
from dateline.schema.cluster import Entities
from dateline.schema.story import Difference

ENOUGH = 0.2
"""Likelihood from which two numbers are taken to be of one thing; see training/number_pairs.py."""

LEAST = 0.06
"""The same for numbers that are both of one thing with a third."""

FEW_DAYS = 2
"""Days of print of a toll up to which all its numbers are compared with one another."""

WORDS = 60
"""Characters from a verb to its number up to which both are shown; a convention."""


def differing_numbers(said: Sequence[Said], sources: Sources, entities: Entities) -> Iterator[Difference]:
    """The numbers of other origins that are of one thing and exclude each other."""
    places = [read_place(one, figure, sources, entities) for one in said for figure in one.figures]
    numbers = StoryNumbers.of(said, places)
    table = {entity.id: entity for entity in entities.entities}
    likely = {
        pair.places: odds
        for pair in find_pairs(places, numbers, table)
        if (odds := likelihood("numbers", pair.signals)) >= LEAST
    }
    for group in _with_thirds(_agreeing_on_one(likely), places, likely):
        kinds = set(map(_kind, group))
        alike = (place for place in places if _kind(place) in kinds)
        beside = [place for place in alike if _says_the_same(place, group)]
        yield _of_numbers([*group, *beside], sources)


def _kind(place: Place) -> tuple[str | None, str, str | None]:
    """What a number counts; one with a label, as a number of victims has, by that."""
    return place.label, place.figure.kind, place.figure.what if place.label is None else None


def _agreeing_on_one(pairs: Mapping[frozenset[Place], float]) -> list[list[Place]]:
    """The numbers that are all of one thing, from the pairs that are, the surest first: a number joins others
    where it makes a pair with each of another value, if an unlikely one.
    """
    groups: list[list[Place]] = []
    enough = (pair for pair, odds in pairs.items() if odds >= ENOUGH)
    for pair in sorted(
        enough, key=lambda pair: (-pairs[pair], sorted(place.figure.span.start for place in pair))
    ):
        touching = [group for group in groups if any(place in pair for place in group)]
        joined = [
            *dict.fromkeys([*(place for group in touching for place in group), *sorted(pair, key=_order)])
        ]
        if _are_all_of_one(joined, pairs) or _rise_on_and_on(joined, pairs):
            groups = [group for group in groups if group not in touching] + [joined]
    return groups


def _are_all_of_one(places: Sequence[Place], pairs: Mapping[frozenset[Place], float]) -> bool:
    """Whether each makes a pair with each of another value."""
    return all(
        a.figure.value == b.figure.value or frozenset((a, b)) in pairs for a, b in combinations(places, 2)
    )


def _can_stand_together(places: Sequence[Place], pairs: Mapping[frozenset[Place], float]) -> bool:
    """Whether those of one day that cannot both be right make pairs: "more than 200" and "212" can."""
    return all(
        not exclude(a.figure, b.figure) or frozenset((a, b)) in pairs for a, b in combinations(places, 2)
    )


def _rise_on_and_on(places: Sequence[Place], pairs: Mapping[frozenset[Place], float]) -> bool:
    """Whether these are tolls that rise from day to day, each in a pair with one of the day before it: the
    first and the last may be far apart.
    """
    days: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda place: place.printed or ""):
        days.setdefault(place.printed or "", []).append(place)
    if "" in days or len(days) <= FEW_DAYS or any(place.label is None for place in places):
        return False
    held = [*days.values()]
    return all(_can_stand_together(of_day, pairs) for of_day in held) and all(
        max(p.figure.value for p in before) < max(p.figure.value for p in after)
        and any(frozenset((a, b)) in pairs for a in before for b in after)
        for before, after in pairwise(held)
    )


def _with_thirds(
    groups: Sequence[Sequence[Place]], places: Sequence[Place], pairs: Mapping[frozenset[Place], float]
) -> Iterator[Sequence[Place]]:
    """The groups with those numbers that make a pair with each of theirs, none sure enough alone, but one of
    them likelier than not.
    """
    grouped = {place for group in groups for place in group}
    for group in groups:
        joined = [*group]
        for place in places:
            others = [other for other in joined if other.figure.value != place.figure.value]
            odds = [pairs.get(frozenset((place, other)), 0.0) for other in others]
            if place not in grouped and all(odds) and math.prod(1 - value for value in odds) < 0.5:
                joined.append(place)
        yield joined


def _words(place: Place) -> str:
    """A number as it is told: of what has no noun that tells what is counted, with the verb before it."""
    figure, sentence = place.figure, place.said.sentence.span
    if figure.kind == "count" or figure.verb is None:
        return figure.text
    before = sentence.text[figure.verb - sentence.start : figure.span.start - sentence.start]
    near = figure.verb < figure.span.start and len(before) <= WORDS and not set(before) & set(",;:\n")
    return before + figure.text if near else figure.text


def _says_the_same(place: Place, places: Sequence[Place]) -> bool:
    """Whether an article that has no part in a difference gives one of its numbers, told as that is or such
    that chance is out.
    """
    figure = place.figure
    unsure = figure.others or figure.former or figure.possible or figure.loose
    if unsure or any(p.article == place.article for p in places):
        return False
    return any(
        is_same(figure, held.figure)
        and (figure.bound, place.recalls, place.of_each) == (held.figure.bound, held.recalls, held.of_each)
        and (max(figure.value, held.figure.value) > SMALL or is_alike(place.said, held.said))
        for held in places
    )


def _order(place: Place) -> tuple[str, int]:
    return place.article, place.figure.span.start


def _is_new_state(group: Sequence[Place]) -> bool:
    """Whether the numbers of a later day are told as what the count is then: "rose to nine"."""
    days = sorted({place.printed or "" for place in group})
    if len(days) < FEW_DAYS or not days[0]:
        return False
    return all(
        len({place.figure.value for place in group if place.printed == day}) == 1 for day in days
    ) and all(any(place.figure.running for place in group if place.printed == day) for day in days[1:])


def _of_numbers(group: Sequence[Place], sources: Sources) -> Difference:
    label = next((place.label for place in group if place.label), None)
    counted = next((place.figure.what for place in group if place.figure.what), "number")
    slot = label or (counted if group[0].figure.kind == "count" else group[0].figure.kind)
    later = any(days_apart(a.said, b.said, sources) > SAME_TIME for a, b in combinations(group, 2))
    if label:
        apart = [(a, b) for a, b in combinations(group, 2) if from_other_origins(a.said, b.said)]
        later = all(is_rise(a, b) or not exclude(a.figure, b.figure) for a, b in apart)
    later = later or _is_new_state(group)
    ordered = sorted(group, key=lambda place: (place.figure.value, place.figure.text))
    if later:
        ordered.sort(key=lambda place: place.printed or "")
    spoken = {place.figure.value: _words(place) for place in reversed(ordered)}
    told = [(spoken[place.figure.value], place.said.sentence.span) for place in ordered]
    return difference_of(slot, "update" if later else "conflict", told, sources)
