"""One event for all its mentions: within an article, and across the articles of a story.

Mentions that share something are compared by their slots (`event_comparison`) and their words
(`event_wording`), the scored pairs kept, clusters cut from them (`event_clusters`), and those parted whose
articles nothing ties (`event_articles`). What likely tells an event in a further article, though it was kept
apart, is noted with it (`event_across`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import combinations, permutations

from dateline.resolve.event_across import Across, days_part
from dateline.resolve.event_articles import likely_told, ties, told_by_one
from dateline.resolve.event_clusters import Clusters
from dateline.resolve.event_comparison import (
    HARMFUL,
    Exclusion,
    antecedents,
    candidates,
    compare,
    exclusion,
    is_moved,
    is_vague,
    same_kind,
    score,
)
from dateline.resolve.event_facts import Facts, Names, Sides, facts_of, naming
from dateline.resolve.event_parties import Parties
from dateline.resolve.event_places import Places
from dateline.resolve.event_statements import by_utterance
from dateline.resolve.event_wording import Wordings
from dateline.schema.annotation import STATEMENT, AnnotatedArticle
from dateline.schema.cluster import Entities, EventCluster, Member, QuotationCluster, ScoredPair, Tie
from dateline.schema.interval import interval, is_within, length

THRESHOLD = 0.4
"""Least mean likelihood at which two clusters are joined. This and the numbers below were chosen on topics 2,
12, 21 and 34 of ECB+ dev together with the story keys that may be looked at."""

SLOTS, BAR, LINKED = 0.5, 0.3, 2.5
"""How much the score of the slots less `BAR` adds to the log odds that the words give, and how much it adds
that one of two mentions takes the other up."""

ELSE = 1.0
"""How much it takes off that words hang on both mentions and none on both, as on two suits, attacks or
tariffs. On ECB+ train, whose mentions are of few events, it weighs .2; chosen on story keys, and on twelve
others it raises the events with the right origins by six."""

SURE, HOPELESS = 1.0, -3.0
"""Score of the slots from which they join two mentions of one kind, if the words are not so much against."""

LINKS, MISREAD = 4, 0.25
"""Pairs for each member of the smaller cluster over which likelihoods are averaged; the part of the pairs of
two clusters that may be unlikely, as by a misread day, where the others join them."""

_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?$|T[A-Z]{2}$")
"""Seconds and zone of a clock time, and parts of a day (no ISO 8601): an event's `when` goes without them."""

MEANT = 0.25
"""Least likelihood of a day that no words tell. Of the story keys to develop with, a sixth of them left
out in turn, 70 of 92 days shown are in the key, of 100 events that no words date."""

ALSO = 0.55
"""Least likelihood (`event_across`) of a mention of a further article that tells the event as well, chosen
with `UNLIKELY` in `event_articles` on story keys, each read with weights learned on others: two in three of
such pairs are of one event."""

OUTVOTED = 2
"""How many times as many mentions tell a country for it to go before a town or site that is not known to be
in it; a convention."""

KEPT = 0.02
"""Least likelihood of a pair that is kept; in a mean it counts as 0 below."""


def resolve_events(
    annotated: Sequence[AnnotatedArticle], entities: Entities, quotations: Sequence[QuotationCluster] = ()
) -> tuple[EventCluster, ...]:
    """The events of a story in the order of their first mention. Statements are joined by `quotations`."""
    sides = Sides(entities)
    groups, also, likely = group_mentions(annotated, entities, sides, quotations)
    places = Places(annotated, entities, [fact for group in groups for fact in group], sides)
    parties = Parties(annotated, entities, sides)
    return tuple(
        _cluster(group, sides, places, parties, also=further, tied=ties((*group, *further), likely))
        for group, further in zip(groups, also, strict=True)
    )


def group_mentions(
    annotated: Sequence[AnnotatedArticle],
    entities: Entities,
    sides: Sides,
    quotations: Sequence[QuotationCluster] = (),
) -> tuple[list[list[Facts]], list[list[Facts]], dict[tuple[str, str], float]]:
    """The mentions of the events of a story, those of one event in a group, in the order of the first; for
    each group the mentions of further articles that likely tell it as well; and how likely two mentions (ids)
    of different articles are of one event, by all that is told with them.
    """
    names = Names(entities)
    told = [
        facts_of(item, index, entities, names=names, sides=sides)
        for item in annotated
        for index in range(len(item.annotations.events))
    ]
    facts = [fact for fact in told if fact.event.label != STATEMENT]
    said = [fact for fact in told if fact.event.label == STATEMENT]
    mentions = [*facts, *said]
    wordings = Wordings(annotated, mentions)
    links = antecedents(facts, sides)
    alike = candidates(facts, links) | wordings.near(len(facts))
    pairs = score_pairs(facts, sides, wordings, links, alike)
    odds = Across(annotated, mentions, sides, wordings, alike).likelihoods()
    likely = {(mentions[one].id, mentions[other].id): value for (one, other), value in sorted(odds.items())}
    groups = told_by_one(cut(facts, pairs, sides, threshold=THRESHOLD), pairs, wordings.told_alike)
    if likely:
        groups = likely_told(groups, likely)
    groups += by_utterance(said, annotated, quotations)
    place = {fact.id: number for number, fact in enumerate(told)}
    groups = sorted(groups, key=lambda group: place[group[0].id])
    return groups, _further(groups, likely, sides), likely


def _further(
    groups: Sequence[Sequence[Facts]], likely: Mapping[tuple[str, str], float], sides: Sides
) -> list[list[Facts]]:
    """For each group the mention of each further article that is likeliest one with a mention that asserts
    the event, if it is likely enough and not surely of another day, and if nothing else told of its event
    keeps the two apart, but where what keeps the two mentions themselves apart yields to how likely they are
    one."""
    group_of = {fact.id: number for number, group in enumerate(groups) for fact in group}
    facts = {fact.id: fact for group in groups for fact in group}
    articles = [{fact.article for fact in group} for group in groups]
    best: list[dict[str, tuple[float, Facts]]] = [{} for _ in groups]
    for pair, likelihood in likely.items():
        if likelihood < ALSO:
            continue
        for one, other in permutations(map(facts.__getitem__, pair)):
            number, known = group_of[one.id], best[group_of[one.id]].get(other.article)
            if other.article in articles[number] or not one.event.asserted:
                continue
            if (known is not None and likelihood <= known[0]) or days_part(one, other):
                continue
            yields = exclusion(one, other, sides) is not None
            if yields or not _are_apart(groups[number], groups[group_of[other.id]], sides):
                best[number][other.article] = likelihood, other
    return [
        _with_others([fact for _, fact in found.values()], articles[number], groups, group_of)
        for number, found in enumerate(best)
    ]


def _are_apart(one: Sequence[Facts], other: Sequence[Facts], sides: Sides) -> bool:
    """Whether more pairs of the mentions of two events can never be one than may be misread."""
    never = sum(exclusion(first, second, sides) == "never" for first in one for second in other)
    return never > MISREAD * len(one) * len(other)


def _with_others(
    found: Sequence[Facts],
    articles: Collection[str],
    groups: Sequence[Sequence[Facts]],
    group_of: Mapping[str, int],
) -> list[Facts]:
    """The mentions that likely tell an event of these `articles`, and one of each further article that is one
    with any of them."""
    told = list(found)
    known = {*articles, *(fact.article for fact in found)}
    for other in (other for fact in found for other in groups[group_of[fact.id]]):
        if other.article not in known and other.event.asserted and not other.event.weak:
            known.add(other.article)
            told.append(other)
    return told


def score_pairs(
    facts: Sequence[Facts],
    sides: Sides,
    wordings: Wordings,
    links: Mapping[str, str],
    alike: Set[tuple[int, int]],
) -> list[ScoredPair]:
    """The pairs of those `alike` that can be one event, with the likelihood (0 to 1) that they are; `links`
    are the mentions that others take up."""
    told = ((pair, compare(facts[pair[0]], facts[pair[1]], sides)) for pair in sorted(alike))
    compared = {pair: signals for pair, signals in told if signals is not None}
    places = list(compared)
    words = zip(wordings.odds(places).tolist(), wordings.say_else(places).tolist(), strict=True)
    pairs: list[ScoredPair] = []
    for ((left, right), signals), (by_words, say_else) in zip(compared.items(), words, strict=True):
        one, other = facts[left], facts[right]
        linked = links.get(one.id) == other.id or links.get(other.id) == one.id
        signals["antecedent"] = float(linked)
        signals["beside"] *= not linked
        total = score(signals)
        wording = max(by_words, 0.0) if _is_toll(one, other) else by_words
        signals["kind"] = float(same_kind(one.event, other.event))
        odds = wording + SLOTS * (total - BAR) + LINKED * linked - ELSE * say_else
        likelihood = 1 / (1 + math.exp(-odds))
        if likelihood >= KEPT:
            signals |= {"slots": total, "wording": wording}
            pairs.append(ScoredPair(left=one.id, right=other.id, score=round(likelihood, 6), signals=signals))
    return pairs


def _is_toll(one: Facts, other: Facts) -> bool:
    """Whether one tells what the other cost: "killed" and "attack" share no meaning, and are one event."""
    labels = {one.event.label, other.event.label}
    return len(labels) == 2 and "casualties" in labels and labels <= HARMFUL


def cut(
    facts: Sequence[Facts], pairs: Sequence[ScoredPair], sides: Sides, *, threshold: float
) -> list[list[Facts]]:
    """Clusters of mentions: those that their slots join for sure, then by average link.

    Weak mentions, and those told of a month or year that goes on, are put to the cluster they fit best in the
    end, so that they join no two others.
    """

    def between(one: Facts, other: Facts) -> Exclusion | None:
        return exclusion(one, other, sides)

    clusters = Clusters(facts, pairs, between, links=LINKS, misread=MISREAD)
    sure = sorted(filter(_is_sure, pairs), key=lambda pair: (-pair.signals["slots"], pair.left, pair.right))
    for allowed in (_firm, _loose):
        clusters.join_sure(sure, allowed)
        clusters.join(threshold, allowed)
    return clusters.groups()


def _is_sure(pair: ScoredPair) -> bool:
    """Whether the slots alone join the two."""
    signals = pair.signals
    return bool(signals["kind"]) and signals["slots"] >= SURE and signals["wording"] >= HOPELESS


def _loose(*groups: Sequence[Facts]) -> bool:
    """Whether one of the groups is a single mention that is weak or told of a time that goes on."""
    return any(len(group) == 1 and (group[0].event.weak or is_vague(group[0])) for group in groups)


def _firm(*groups: Sequence[Facts]) -> bool:
    """Whether none of the groups is such a mention."""
    return not _loose(*groups)


def _cluster(
    group: list[Facts],
    sides: Sides,
    places: Places,
    parties: Parties,
    *,
    also: Sequence[Facts],
    tied: tuple[Tie, ...],
) -> EventCluster:
    strong = naming(group)
    kind, label = _kind(strong)
    told = _where(group, sides)
    where = told or places.likeliest(group)
    dated = _when(group)
    when = dated or meant_when(group)
    return EventCluster(
        members=tuple(Member(article=fact.article, index=fact.index) for fact in group),
        type=kind,
        label=label,
        who=parties.weighed(group, _who(group, sides), told),
        where=where,
        where_inferred=where is not None and told is None,
        when=when,
        when_inferred=when is not None and dated is None,
        also=tuple(Member(article=fact.article, index=fact.index) for fact in also),
        ties=tied,
    )


def _kind(group: Sequence[Facts]) -> tuple[str, str | None]:
    """The root that most mentions have, a root of PLOVER before OTHER where as many have it, and of that the
    most frequent label. Of what somebody said it is OTHER only if no wording has another."""
    said = all(fact.event.label == STATEMENT for fact in group)
    roots = Counter(fact.event.type for fact in group)
    root = max(roots, key=lambda root: (not said or root != "OTHER", roots[root], root != "OTHER", root))
    labels = Counter(fact.event.label for fact in group if fact.event.type == root)
    return root, max(labels, key=lambda label: (labels[label], label or ""))


def _who(group: list[Facts], sides: Sides) -> tuple[str, ...]:
    """Participants by support, without a country that a person acts for who is named as often."""
    support = Counter(id_ for fact in group for id_ in fact.who)
    ranked = sorted(support, key=lambda id_: (-support[id_], id_))
    acting: dict[str | None, int] = {}
    for id_ in filter(sides.is_person, reversed(ranked)):
        acting[sides.side(id_)] = support[id_]
    named = [id_ for id_ in ranked if not sides.is_unnamed(id_)]
    return tuple(
        id_
        for id_ in named or ranked
        if sides.entities[id_].type != "place" or support[id_] > acting.get(sides.side(id_), 0)
    )


def _where(group: list[Facts], sides: Sides) -> str | None:
    """The place with most support, one that is more than a country before one that is not, unless many more
    mentions tell another country; of two the one whose country is known."""
    strong = naming(group)
    support = Counter(fact.where for fact in strong if fact.where is not None)

    def rank(id_: str) -> tuple[bool, int, bool, int, str]:
        place = sides.entities[id_]
        return not _is_country(id_, sides), support[id_], bool(place.country), len(place.mentions), id_

    best = max(support, key=rank, default=None)
    if best is None or _is_country(best, sides):
        return best
    country = sides.entities[best].country
    others = [id_ for id_ in support if _is_country(id_, sides) and sides.entities[id_].country != country]
    many = [id_ for id_ in others if support[id_] > OUTVOTED * support[best]]
    return max(many, key=rank, default=best)


def meant_when(group: list[Facts]) -> str | None:
    """The day that the telling most likely takes as known, for an event that no words date."""
    likely: dict[str, float] = {}
    for fact in group:
        for value, odds in fact.meant.items():
            likely[value] = max(odds, likely.get(value, 0.0))
    best = max(likely.values(), default=0.0)
    return _agreed([value for value in likely if likely[value] == best]) if best >= MEANT else None


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
    best = _agreed([fact.value for fact in dated if fact.value is not None])
    return _ZONE.sub("", best) if best else None


def _agreed(said: list[str]) -> str | None:
    """The value that most values agree with, the most exact of these, or None for no value."""
    days = {value: interval(value) for value in said}

    def rank(value: str) -> tuple[int, int, int, str]:
        mine = days[value]
        if mine is None:
            return 0, 0, 0, value
        agreeing = sum(1 for other in said if (theirs := days[other]) and is_within(mine, theirs))
        return agreeing, -length(mine), said.count(value), value

    return max(dict.fromkeys(said), key=rank, default=None)
