"""Two accounts of one event that differ in one slot: told by other outlets, alike in everything else.

The resolver keeps mentions apart whose days, towns, parties or statuses exclude each other. Where no article
tells both of two such events, they are of one kind, printed within days, and all slots but one agree, they
are one event about which the outlets differ, and its differences show in what.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dateline.record.claims import Claim, claims_of, contradict
from dateline.record.evidence import Sources
from dateline.record.sentences import content_words, stem_of
from dateline.schema.annotation import STATEMENT, Status
from dateline.schema.cluster import Entities, EventCluster, Member
from dateline.schema.interval import Days, gap, interval, is_within, length, meet
from dateline.schema.story import Entity

SAME_TIME = 2
"""Days between two reports up to which they speak of one moment; a convention, not tuned."""
NEAR = 7
"""Days by which two accounts of one event are apart at most; a convention."""
REQUEST = "REQUEST"
SHARED = 2
"""Participants, or words of the clause, that two accounts share."""
DELAYING = re.compile(
    r"\b(?:delay\w*|postpon\w*|put off|pushed back|reschedul\w*|adjourn\w*|"
    r"(?:more|extra|another) (?:\w+ )?(?:time|days?|weeks?|months?))\b",
    re.IGNORECASE,
)
"""Words of what gives an event another day."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one cluster tells: its slots, who tells it, who of them dates it, the days of print.

    `days` are those that words tell: what is only likely sets no two accounts apart.
    """

    cluster: EventCluster
    dated: frozenset[str]
    origins: frozenset[str]
    printed: tuple[date, ...]
    statuses: frozenset[Status]
    agents: frozenset[str]
    stems: frozenset[str]
    moved: bool
    days: Days | None
    claims: tuple[Claim, ...]


def join_accounts(
    clusters: Sequence[EventCluster], sources: Sources, entities: Entities
) -> tuple[EventCluster, ...]:
    """The clusters, those that are two accounts of one event as one, in their order."""
    table = {entity.id: entity for entity in entities.entities}
    partners: dict[int, list[int]] = {}
    for kind in _by_kind(clusters):
        accounts = {number: _account(clusters[number], sources, entities) for number in kind}
        for one, other in combinations(kind, 2):
            both = accounts[one], accounts[other]
            if differing_slot(*both, table) is not None or _is_one_plan(*both, table):
                partners.setdefault(one, []).append(other)
                partners.setdefault(other, []).append(one)
    joined: dict[int, EventCluster] = {}
    taken: set[int] = set()
    for one, others in sorted(partners.items()):
        # Where one account fits two others, nothing tells which of them it is.
        if len(others) == 1 and len(partners[others[0]]) == 1 and one not in taken:
            joined[one] = _joined(clusters[one], clusters[others[0]])
            taken.add(others[0])
    return tuple(joined.get(at, cluster) for at, cluster in enumerate(clusters) if at not in taken)


def _by_kind(clusters: Sequence[EventCluster]) -> list[list[int]]:
    """The numbers of the clusters of each kind that has several: only such can be accounts of one event.

    Statements are one by their words alone.
    """
    kinds: dict[tuple[str, str | None], list[int]] = {}
    for number, cluster in enumerate(clusters):
        label = None if cluster.type == "CONSULT" else cluster.label
        kinds.setdefault((cluster.type, label), []).append(number)
    return [kind for (_, label), kind in kinds.items() if len(kind) > 1 and label != STATEMENT]


def differing_slot(one: Account, other: Account, entities: dict[str, Entity]) -> str | None:
    """The slot in which two accounts of one event differ, None where they are of two events.

    "step" where they do not: what will not take place, as one says, was called off, as the other says.
    """
    first, second = one.cluster, other.cluster
    if first.type != second.type or (first.label != second.label and first.type != "CONSULT"):
        return None
    if not one.statuses or not other.statuses:
        return None
    if _called_off(one, other):
        return "step"
    if one.dated & other.dated:
        return None
    apart = [
        slot
        for slot, differs in (
            ("when", _days_apart(one, other)),
            ("where", _places_apart(_told_place(first), _told_place(second), entities)),
            ("status", _denied(one, other)),
            ("who", _parties_apart(one, other, entities)),
        )
        if differs
    ]
    if len(apart) != 1:
        return None
    agrees = {"when": _day_agrees, "where": _place_agrees, "status": _status_agrees, "who": _party_agrees}
    if apart != ["who"] and not _printed_together(one, other):
        return None  # who did it does not change with time
    if apart != ["when"] and one.origins & other.origins:
        return None
    return apart[0] if agrees[apart[0]](one, other) else None


def _is_one_plan(one: Account, other: Account, entities: Mapping[str, Entity]) -> bool:
    """Whether two are meetings to come in one town on one day, of which one tells of no party by name
    ("negotiators from both countries will meet").
    """
    if one.cluster.type != "CONSULT" or not all("planned" in a.statuses for a in (one, other)):
        return False
    if one.origins & other.origins or one.days is None or one.days != other.days or length(one.days) > 1:
        return False
    place = _told_place(one.cluster)
    if place is None or place != _told_place(other.cluster):
        return False
    if entities[place].name == entities[place].country:
        return False
    return any(all(entities[party].type == "group" for party in a.cluster.who) for a in (one, other))


def _account(cluster: EventCluster, sources: Sources, entities: Entities) -> Account:
    strong = [(m, mention) for m in cluster.members if not (mention := sources.mention(m)).weak]
    told = [(m, mention) for m, mention in strong if mention.asserted]
    articles = frozenset(member.article for member in cluster.members)
    printed = (interval(sources.published(article)) for article in articles)
    agents = (
        entities.of(member.article, participant.mention)
        for member, mention in told
        for participant in mention.participants
        if participant.role == "agent"
    )
    words = " ".join(mention.what.text for _, mention in strong)
    dated = frozenset(sources.origin[m.article] for m in cluster.members if sources.when(m) is not None)
    return Account(
        cluster=cluster,
        dated=dated,
        origins=frozenset(sources.origin[article] for article in articles),
        printed=tuple(days[0] for days in printed if days is not None),
        statuses=frozenset(mention.status for _, mention in told),
        agents=frozenset(agent for agent in agents if agent is not None),
        stems=frozenset(stem_of(word) for word in content_words(words)),
        moved=any(DELAYING.search(sources.sentence(mention.trigger).text) for _, mention in strong),
        days=interval(cluster.when) if dated else None,
        claims=tuple(claim for member, _ in told for claim in _claims_at(member, sources, entities)),
    )


def _claims_at(member: Member, sources: Sources, entities: Entities) -> tuple[Claim, ...]:
    """The claims of the sentence in which a mention stands."""
    item = sources.articles[member.article]
    start = sources.sentence(sources.mention(member).trigger).start
    number = bisect_left(item.annotations.sentences, start, key=lambda sentence: sentence.start)
    return claims_of(item, number, entities)


def _printed_together(one: Account, other: Account) -> bool:
    return any(abs((a - b).days) <= SAME_TIME for a in one.printed for b in other.printed)


# ---------------------------------------------------------------- what differs
def _called_off(one: Account, other: Account) -> bool:
    if not any(
        a.statuses == {"denied"} and "cancelled" in b.statuses for a, b in ((one, other), (other, one))
    ):
        return False
    meeting = one.days is not None and other.days is not None and meet(one.days, other.days)
    return meeting and _same_parties(one, other) and _same_place(one, other)


def _days_apart(one: Account, other: Account) -> bool:
    return one.days is not None and other.days is not None and not meet(one.days, other.days)


def _told_place(cluster: EventCluster) -> str | None:
    """The place that the words tell: one that is only inferred sets no accounts apart, nor ties them."""
    return None if cluster.where_inferred else cluster.where


def _places_apart(one: str | None, other: str | None, entities: dict[str, Entity]) -> bool:
    return one is not None and other is not None and towns_exclude(entities[one], entities[other])


def towns_exclude(one: Entity, other: Entity, *, known: bool = True) -> bool:
    """Whether two places are different towns, as far as their names and mentions tell; `known` asks for their
    countries to be known.

    One may hold the other where one is a country, where they share a word, or where a report names one right
    after the other ("Lyon, in the Auvergne").
    """
    if one.id == other.id or (known and not (one.country and other.country)):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.country in (one.name, other.name) or {*one.name.split()} & {*other.name.split()}:
        return False
    towns = not any(word.islower() for name in (one.name, other.name) for word in name.split())
    beside = any(
        a.article == b.article and 0 <= max(a.start, b.start) - min(a.end, b.end) <= len(", in the ")
        for a in one.mentions
        for b in other.mentions
    )
    return towns and not beside


def _denied(one: Account, other: Account) -> bool:
    """Whether one account denies what the other claims."""
    return any(
        a.statuses == {"denied"} and b.statuses <= {"held", "planned"}
        for a, b in ((one, other), (other, one))
    )


def _parties_apart(one: Account, other: Account, entities: dict[str, Entity]) -> bool:
    """Whether other parties did what one party alone does; who is the subject of a meeting says nothing."""
    if one.cluster.type != REQUEST or not one.agents or not other.agents or one.agents & other.agents:
        return False
    return not any(stands_for(entities[a], entities[b]) for a in one.agents for b in other.agents)


def stands_for(one: Entity, other: Entity) -> bool:
    """Whether one can act for the other, or both for the same: a person for a country, too, unless it is
    known to act for another."""
    names = [{entity.name, entity.side, entity.country} - {None} for entity in (one, other)]
    spoken = [{*entity.name.casefold().split()} - {"the"} for entity in (one, other)]
    if names[0] & names[1] or spoken[0] & spoken[1]:
        return True
    if _kind(one) != _kind(other) and not all(e.type == "place" or e.side for e in (one, other)):
        return True
    return any(a.name in role for a, b in ((one, other), (other, one)) for role in b.roles)


def _kind(entity: Entity) -> str:
    """Person, organization or place; a "person" of one word without a role may be a country read as one."""
    if entity.type == "person":
        return "person" if entity.roles or " " in entity.name else "place"
    return entity.type


# ---------------------------------------------------------------- what must agree
def _day_agrees(one: Account, other: Account) -> bool:
    """Of days apart: the same parties and status, exact days not far apart, and reports from which neither is
    a later state: both after the two days, or both before them.
    """
    if one.days is None or other.days is None or one.statuses != other.statuses:
        return False
    if length(one.days) > 1 or length(other.days) > 1 or gap(one.days, other.days) > NEAR:
        return False
    printed = (*one.printed, *other.printed)
    first, last = min(one.days[0], other.days[0]), max(one.days[1], other.days[1])
    after, before = all(day >= last for day in printed), all(day <= first for day in printed)
    held = one.statuses == {"held"}
    return _same_parties(one, other) and _same_place(one, other) and (after if held else before)


def _place_agrees(one: Account, other: Account) -> bool:
    if one.days is None or other.days is None:
        return False
    near = is_within(one.days, other.days) or is_within(other.days, one.days)
    return near and _same_parties(one, other) and one.cluster.type == "CONSULT"


def _status_agrees(one: Account, other: Account) -> bool:
    return any(contradict(a, b) for a in one.claims for b in other.claims)


def _party_agrees(one: Account, other: Account) -> bool:
    return one.statuses == other.statuses and one.moved and other.moved


def _same_parties(one: Account, other: Account) -> bool:
    shared = set(one.cluster.who) & set(other.cluster.who)
    alone = set(one.cluster.who) == set(other.cluster.who) and one.cluster.type != "CONSULT"
    return len(shared) >= SHARED or (bool(shared) and alone and len(one.stems & other.stems) >= SHARED)


def _same_place(one: Account, other: Account) -> bool:
    places = {_told_place(one.cluster), _told_place(other.cluster)}
    return len(places) == 1 or None in places


def _joined(one: EventCluster, other: EventCluster) -> EventCluster:
    """The two as one event, with the slots of the one that more mentions tell."""
    first, second = sorted((one, other), key=lambda cluster: -len(cluster.members))
    told = (_told_place(first), _told_place(second))
    where = told[0] or told[1] or first.where or second.where
    dated = min((first, second), key=lambda cluster: (cluster.when is None, cluster.when_inferred))
    return EventCluster(
        members=tuple(sorted((*one.members, *other.members))),
        type=first.type,
        label=first.label,
        who=tuple(dict.fromkeys((*first.who, *second.who))),
        where=where,
        where_inferred=where is not None and where not in told,
        when=dated.when,
        when_inferred=dated.when_inferred,
        also=(*first.also, *second.also),
        ties=(*first.ties, *second.ties),
    )
