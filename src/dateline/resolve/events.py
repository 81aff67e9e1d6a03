"""One event for all its mentions: within an article, and across the articles of a story.

Mentions that share something are compared (`event_comparison`), the scored pairs kept, and clusters cut
from them: pairs are joined from the best down to a threshold, unless the two clusters hold mentions that
exclude each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from dateline.resolve.event_comparison import antecedents, candidates, compare, exclude, is_moved, score
from dateline.resolve.event_facts import Facts, Names, Sides, facts_of
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import Entities, EventCluster, Member, ScoredPair
from dateline.schema.interval import interval, is_within, length

THRESHOLD = 1.0
"""Least score at which two mentions are joined; chosen on the three stories with keys. Higher splits
events whose mentions name other participants, lower joins meetings of the same people."""

_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?$|T[A-Z]{2}$")
"""Seconds and zone of a clock time, and parts of a day (no ISO 8601): an event's `when` goes without them."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""

KEPT = 0.5
"""Least score of a pair that is kept: what a lower threshold could ever be tried at."""


def resolve_events(annotated: Sequence[AnnotatedArticle], entities: Entities) -> tuple[EventCluster, ...]:
    """The events of a story in the order of their first mention."""
    names, sides = Names(entities), Sides(entities)
    facts = [
        facts_of(item, index, entities, names=names, sides=sides)
        for item in annotated
        for index in range(len(item.annotations.events))
    ]
    groups = cut(facts, score_pairs(facts, sides), sides, threshold=THRESHOLD)
    return tuple(_cluster(group, sides) for group in groups)


def score_pairs(facts: Sequence[Facts], sides: Sides) -> list[ScoredPair]:
    """The pairs that can be one event, with their score."""
    links = antecedents(facts, sides)
    pairs: list[ScoredPair] = []
    for left, right in candidates(facts, links):
        one, other = facts[left], facts[right]
        signals = compare(one, other, sides)
        if signals is None:
            continue
        linked = links.get(one.id) == other.id or links.get(other.id) == one.id
        signals["antecedent"] = float(linked)
        signals["beside"] *= not linked
        total = score(signals)
        if total >= KEPT:
            pairs.append(ScoredPair(left=one.id, right=other.id, score=round(total, 6), signals=signals))
    return pairs


def cut(
    facts: Sequence[Facts], pairs: Sequence[ScoredPair], sides: Sides, *, threshold: float
) -> list[list[Facts]]:
    """Clusters of mentions, best pairs first, none with two mentions that exclude each other.

    Weak mentions are put to the cluster they fit best in the end, so that they join no two others.
    """
    number = {fact.id: at for at, fact in enumerate(facts)}
    group_of = list(range(len(facts)))
    members = {at: [fact] for at, fact in enumerate(facts)}
    barred: dict[int, set[int]] = {at: set() for at in members}
    good = [pair for pair in pairs if pair.score >= threshold]
    good.sort(key=lambda pair: (-pair.score, pair.left, pair.right))
    for last in (False, True):
        for pair in good:
            one, other = group_of[number[pair.left]], group_of[number[pair.right]]
            if one == other or other in barred[one] or _is_loose(members, one, other) != last:
                continue
            if any(exclude(a, b, sides) for a in members[one] for b in members[other]):
                barred[one].add(other)
                barred[other].add(one)
                continue
            for fact in members[other]:
                group_of[number[fact.id]] = one
            members[one] += members.pop(other)
            for third in barred.pop(other):
                barred[third] = (barred[third] - {other}) | {one}
                barred[one].add(third)
    groups = [sorted(group, key=lambda fact: number[fact.id]) for group in members.values()]
    return sorted(groups, key=lambda group: number[group[0].id])


def _is_loose(members: Mapping[int, Sequence[Facts]], *groups: int) -> bool:
    """Whether one of the groups is a single weak mention."""
    return any(len(members[group]) == 1 and members[group][0].event.weak for group in groups)


def _cluster(group: list[Facts], sides: Sides) -> EventCluster:
    strong = [fact for fact in group if not fact.event.weak] or group
    labels = Counter((fact.event.type, fact.event.label) for fact in strong)
    kind, label = max(labels, key=lambda item: (labels[item], item[1] or ""))
    return EventCluster(
        members=tuple(Member(article=fact.article, index=fact.index) for fact in group),
        type=kind,
        label=label,
        who=_who(group, sides),
        where=_where(group, sides) or _told_where(group, sides),
        when=_when(group) or _told_when(group),
    )


def _who(group: list[Facts], sides: Sides) -> tuple[str, ...]:
    """Participants by support, without a country that one of the persons acts for."""
    support = Counter(id_ for fact in group for id_ in fact.who)
    ranked = sorted(support, key=lambda id_: (-support[id_], id_))
    acted_for = {sides.side(id_) for id_ in ranked if sides.is_person(id_)}
    named = [id_ for id_ in ranked if not sides.is_unnamed(id_)]
    return tuple(
        id_
        for id_ in named or ranked
        if not (sides.entities[id_].type == "place" and sides.side(id_) in acted_for)
    )


def _where(group: list[Facts], sides: Sides) -> str | None:
    """The place with most support, one that is more than a country before one that is not."""
    strong = [fact for fact in group if not fact.event.weak] or group
    support = Counter(fact.where for fact in strong if fact.where is not None)

    def rank(id_: str) -> tuple[bool, int, str]:
        return not _is_country(id_, sides), support[id_], id_

    return max(support, key=rank, default=None)


def _told_where(group: list[Facts], sides: Sides) -> str | None:
    """The place that most of the telling takes as known, for an event that no words place."""
    support = Counter(fact.told_where for fact in group if fact.told_where is not None)
    return max(support, key=lambda id_: (not _is_country(id_, sides), support[id_], id_), default=None)


def _told_when(group: list[Facts]) -> str | None:
    """The day that most of the telling takes as known, for an event that no words date."""
    support = Counter(fact.told_value[:DAY] for fact in group if fact.told_value is not None)
    return max(support, key=lambda value: (support[value], value), default=None)


def _is_country(id_: str, sides: Sides) -> bool:
    place = sides.entities[id_]
    return place.name == place.country


def _when(group: list[Facts]) -> str | None:
    """The value that most mentions agree with, the most exact of these.

    Of an event that was moved it is one that the latest reports give.
    """
    dated = [fact for fact in group if fact.value is not None]
    if any(is_moved(one, other) for one, other in combinations(dated, 2)):
        last = max((fact.published for fact in dated if fact.published), default=None)
        dated = [fact for fact in dated if fact.published == last and not fact.lapsed] or dated
    said = [fact.value for fact in dated if fact.value is not None]
    days = {value: interval(value) for value in said}

    def rank(value: str) -> tuple[int, int, int, str]:
        mine = days[value]
        if mine is None:
            return 0, 0, 0, value
        agreeing = sum(1 for other in said if (theirs := days[other]) and is_within(mine, theirs))
        return agreeing, -length(mine), said.count(value), value

    best = max(dict.fromkeys(said), key=rank, default=None)
    return _ZONE.sub("", best) if best else None
