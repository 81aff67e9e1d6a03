"""How likely two numbers of other origins are of one thing about which the reports differ.

A logistic regression (data/numbers.json, learned by training/number_pairs.py) weighs what speaks for it: what
their sentences have in common, how near the two are to each other, and whether either article knows both. It
is learned from pairs of which readers say that the reports differ there, or do not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from dateline.record.accounts import stands_for, towns_exclude
from dateline.record.figures import Figure
from dateline.record.number_places import SMALL, Place, StoryNumbers, exclude, is_same
from dateline.record.said import from_other_origins, is_about_one, same_times
from dateline.record.sentences import cosine_of
from dateline.schema.story import Entity

FARTHEST = 4.0
"""How many times one number is the other at most, tolls apart."""
FARTHEST_TOLL = 12.0
"""The same for tolls, which rise: farther apart they are of a part of the victims, or of another event."""
RISE = 1.05
"""How many times an earlier toll a later one is at least that has risen; a convention."""
NEAR = 1.25
"""How many times one number is the other up to which they are near; a convention."""
OPEN = 1.5
"""How many times a bound ("more than 250") another number is from which it is told as another."""
_GENERAL = frozenset(
    {"", "people", "victim", "other", "body", "dead", "wounded", "injured", "casualty", "death"}
)
"""What a toll counts that may be anybody."""
_PARTS = frozenset({"of", "treat"})
"""Words at a number that make it one of a part: "three of the officers", those whom one hospital treats."""
_KINDS = frozenset({"civilian", "soldier", "officer", "child", "woman", "police", "policeman", "student"})
"""Kinds of victims that are counted beside others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers with what speaks for their being of one thing, by name: 0 to 1 but for `farther`, the
    logarithm of their ratio.
    """

    one: Place
    other: Place
    signals: Mapping[str, float]

    @property
    def places(self) -> frozenset[Place]:
        """The two, in no order."""
        return frozenset((self.one, self.other))


def find_pairs(
    places: Collection[Place], numbers: StoryNumbers, table: Mapping[str, Entity]
) -> Iterator[Pair]:
    """The pairs of numbers of other origins, or of one on several days, that differ and that nothing in
    the words makes numbers of different things; `table` has entities by id.
    """
    likeness = {
        (one, other): numbers.likeness(one.around, other.around)
        + cosine_of(one.said.sentence.vector, other.said.sentence.vector)
        for one, other in _candidates(places)
    }
    best: dict[tuple[Place, str], float] = {}
    for (one, other), value in likeness.items():
        for key in ((one, other.article), (other, one.article)):
            best[key] = max(best.get(key, 0.0), value)
    for (one, other), value in likeness.items():
        if (
            differ(one, other)
            and _are_comparable(one, other, numbers)
            and not _are_of_others(one, other, table)
        ):
            first = value >= best[one, other.article], value >= best[other, one.article]
            signals = _of_words(one, other, numbers) | _of_values(one, other, numbers)
            signals |= _against(one, other, numbers) | _of_states(one, other, numbers)
            yield Pair(one, other, signals | {"likest": sum(first) / 2 if value else 0.0})


# ---------------------------------------------------------------- which are compared
def _candidates(places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """Pairs of one kind and of other origins or days, of which one is not many times the other; of a noun and
    none only where they hang on one word.
    """
    groups: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        groups.setdefault(_group(place), []).append(place)
    for (kind, what), held in groups.items():
        for one, other in combinations(held, 2):
            yield from _comparison(one, other)
        if kind != "count" or not what:
            continue
        for one in held:
            for other in groups.get(("count", ""), ()):
                if one.figure.anchors & other.figure.anchors:
                    yield from _comparison(one, other)


def _group(place: Place) -> tuple[str, str]:
    """Where a number is compared: victims by what befell them, what may be anybody or anything together."""
    if place.label is not None:
        return "toll", place.label
    what = place.figure.what
    return place.figure.kind, "" if place.figure.kind == "count" and what in _GENERAL else what


def _comparison(one: Place, other: Place) -> Iterator[tuple[Place, Place]]:
    farthest = FARTHEST_TOLL if one.label else FARTHEST
    later = one.printed is not None and other.printed is not None and one.printed != other.printed
    apart = from_other_origins(one.said, other.said) or later
    if one.article != other.article and apart and ratio(one, other) <= farthest:
        yield one, other


def ratio(one: Place, other: Place) -> float:
    """How many times the smaller number the larger is."""
    low, high = sorted((one.figure.value, other.figure.value))
    return high / max(low, 1e-9)


def _are_comparable(one: Place, other: Place, numbers: StoryNumbers) -> bool:
    """Whether both are as things are, of all or of each day, of one party, and neither is what others of one
    sentence are together; small numbers add up by chance.
    """
    a, b = one.figure, other.figure
    if (a.others | b.others) & _PARTS or a.former or b.former:
        return False
    if not (one.label and other.label) and ((a.ahead and b.done) or (a.done and b.ahead)):
        return False  # victims are told after the deed
    if not _are_small(one, other) and _add_up(one, other, numbers):
        return False
    if one.label and other.label and _are_of_other_days(one, other):
        return False
    if a.rate != b.rate or one.of_each != other.of_each:
        return False
    return not (one.owners and other.owners and not one.owners & other.owners)


def _are_of_other_days(one: Place, other: Place) -> bool:
    """Whether the verbs of two numbers, neither of them the state of a count, are told of days that do not
    meet: the victims of two deeds.
    """
    a, b = one.figure, other.figure
    dated = bool(a.times and b.times) and not (a.running or b.running)
    return dated and not same_times(one.times, other.times)


def _are_small(one: Place, other: Place) -> bool:
    return max(one.figure.value, other.figure.value) < SMALL


def _add_up(one: Place, other: Place, numbers: StoryNumbers) -> bool:
    return numbers.adds_up(other.article, one) or numbers.adds_up(one.article, other)


def _are_of_others(a: Place, b: Place, table: Mapping[str, Entity]) -> bool:
    """Whether the clauses of two numbers tell of other people, other towns or countries, or shares of other
    things.
    """
    if a.figure.kind == "percent" and _is_measured_else(a, b):
        return True
    people = [{table[id_] for id_ in place.patients if table[id_].type == "person"} for place in (a, b)]
    if all(people) and not a.patients & b.patients:
        return not any(stands_for(one, other) for one in people[0] for other in people[1])
    places = [[table[id_] for id_ in place.places if table[id_].type == "place"] for place in (a, b)]
    return all(places) and all(is_elsewhere(one, other) for one in places[0] for other in places[1])


def _is_measured_else(one: Place, other: Place) -> bool:
    """Whether a share or a distance is told of another thing."""
    measured = one.figure.measured, other.figure.measured
    return all(measured) and not measured[0] & measured[1]


def is_elsewhere(one: Entity, other: Entity) -> bool:
    """Whether two places have nothing in common, as far as their names and mentions tell."""
    if one.id == other.id or one.type != "place" or other.type != "place":
        return False
    countries = one.name == one.country, other.name == other.country
    return all(countries) or towns_exclude(one, other, known=False)


# ---------------------------------------------------------------- what speaks for one thing
def _of_words(one: Place, other: Place, numbers: StoryNumbers) -> dict[str, float]:
    """What the sentences of two numbers have in common, whatever the numbers are."""
    a, b = one.figure, other.figure
    shared = a.anchors & b.anchors
    cosine = cosine_of(one.said.sentence.vector, other.said.sentence.vector)
    counted = _is_counted(one, other)
    toll = one.label is not None
    truths = {
        "same event": bool(one.said.sentence.told.keys() & other.said.sentence.told.keys()),
        "about one": is_about_one(one.said, other.said),
        "same noun": counted,
        "no noun": not a.what or not b.what,
        "anybody": a.what in _GENERAL and b.what in _GENERAL,
        "toll": toll,
        "same party": bool(one.owners & other.owners),
        "same time": bool(one.times and other.times) and same_times(one.times, other.times),
        "other time": not same_times(one.times, other.times),
        "one is of somebody": bool(one.owners) != bool(other.owners),
        "one is quoted": one.said.sentence.quoted != other.said.sentence.quoted,
        "one is ahead": a.ahead != b.ahead,
        "one is old": one.old != other.old,
        "one recalls": one.recalls != other.recalls,
        "one is possible": a.possible != b.possible,
        "one is of others": bool(a.others or b.others),
        "rate": bool(a.rate),
        **{f"kind {kind}": a.kind == kind for kind in ("money", "percent", "time", "length")},
    }
    rarest = max((numbers.rarity.get(stem, 0.0) for stem in shared), default=0.0)
    return {name: float(is_so) for name, is_so in truths.items()} | {
        "likeness around": numbers.likeness(one.around, other.around),
        "likeness": cosine,
        "likeness of one noun": cosine * (counted or toll),
        "shared heads": min(len(shared), 2) / 2,
        "rarest shared head": min(rarest, 5) / 5,
        "names": min(len(one.said.sentence.entities & other.said.sentence.entities), 3) / 3,
    }


def _of_values(one: Place, other: Place, numbers: StoryNumbers) -> dict[str, float]:
    """How two numbers lie to each other, and whether either article knows that of the other."""
    a, b = one.figure, other.figure
    known = numbers.gives(other.article, one) or numbers.gives(one.article, other)
    farther = min(math.log(max(ratio(one, other), 1e-9)), 2.5)
    rises = is_rise(one, other)
    near = max(0.0, 1 - math.log(max(ratio(one, other), 1.0)) / math.log(NEAR))
    counted = _is_counted(one, other)
    return {
        "farther": farther,
        "rises": float(rises),
        "farther of a rise": farther * rises,
        "near": near,
        "near of one noun": near * counted,
        "only": float(counted and numbers.is_only(one) and numbers.is_only(other)),
        "other bound": float(not exclude(a, b) and not rises),
        "small": float(_are_small(one, other)),
        "known to both": float(known),
        "unlike victims": float(one.label is not None and not counts_alike(a.what, b.what)),
        "part of the victims": float(one.label is not None and is_part((a.what, a.value), (b.what, b.value))),
    }


def _against(one: Place, other: Place, numbers: StoryNumbers) -> dict[str, float]:
    """What may set two numbers apart: one has added up since some day, is told beside the other, or is what
    others of one sentence are together, or they are distances from other places.
    """
    a, b = one.figure, other.figure
    added = (a.since and other.times) or (b.since and one.times)
    truths = {
        "since": bool(added) and a.since != b.since and not a.rate,
        "told beside": a.value != b.value and (_stands_in(one, b) or _stands_in(other, a)),
        "adds up": _are_small(one, other) and _add_up(one, other, numbers),
        "measured else": _is_measured_else(one, other),
    }
    return {name: float(is_so) for name, is_so in truths.items()}


def _of_states(one: Place, other: Place, numbers: StoryNumbers) -> dict[str, float]:
    """What speaks for two states of one count: that one is told as such ("rose to nine"), and that each is
    what its report tells first of such victims.
    """
    running = one.figure.running or other.figure.running
    first = one.label is not None and numbers.is_first(one) and numbers.is_first(other)
    truths = {
        "running": running,
        "first of the victims": first,
        "running, first": running and first,
        "running, same party": running and bool(one.owners & other.owners),
    }
    return {name: float(is_so) for name, is_so in truths.items()}


def differ(one: Place, other: Place) -> bool:
    """Whether two numbers exclude each other, or one is a later, higher toll."""
    return exclude(one.figure, other.figure) or is_rise(one, other) or is_other_bound(one, other)


def is_other_bound(one: Place, other: Place) -> bool:
    """Whether two numbers that can both be right are told as different: "up to 12" and "up to 13", "more than
    250" and "about 500".
    """
    a, b = sorted((one.figure, other.figure), key=lambda figure: figure.value)
    if a.loose or b.loose:
        return False
    if b.bound == "at most":
        return a.bound in (None, "about", "at most") and b.value > a.value * RISE
    return a.bound in ("at least", "more than") and b.value >= a.value * OPEN


def is_rise(one: Place, other: Place) -> bool:
    """Whether the later of two reports has the higher toll."""
    if one.label is None or not one.printed or not other.printed or one.printed == other.printed:
        return False
    earlier, later = sorted((one, other), key=lambda place: place.printed or "")
    return later.figure.value > earlier.figure.value * RISE


def _is_counted(one: Place, other: Place) -> bool:
    """Whether the two are of one noun that tells what is counted."""
    return one.figure.what == other.figure.what and one.figure.what not in _GENERAL


def _stands_in(place: Place, figure: Figure) -> bool:
    """Whether the sentence of a number has another number too."""
    held = (other for other in place.said.figures if other.kind == figure.kind and not other.others)
    return any(is_same(other, figure) for other in held)


def counts_alike(one: str, other: str) -> bool:
    """Whether tolls of these nouns can be of the same victims: "11 troops" and "17 rebels" cannot."""
    return one == other or bool(_GENERAL & {one, other})


def is_part(one: tuple[str, float], other: tuple[str, float]) -> bool:
    """Whether one of two tolls (noun, number) can be a part of the other: three officers of five people."""
    part, whole = sorted((one, other), key=lambda toll: toll[1])
    return part[0] not in _GENERAL and whole[0] in _GENERAL and part[0] in _KINDS
