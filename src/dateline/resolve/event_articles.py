"""The articles that tell one event, among those whose mentions were joined.

Mentions of several articles are joined by their slots and the meaning of one word, and by the mean over many
pairs: two votes, or two suits of one company, can be alike in that. So between two articles something more is
asked for, a pair of sentences that share words which few sentences have, a clause in common, or the same
parties, day or place; and a pair that by all that is told with it is not unlikely to be one event
(`event_across`). Where articles are not tied so, directly or through others, each part of the cluster is an
event of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from dateline.resolve.event_facts import Facts
from dateline.schema.cluster import ScoredPair, Tie

ALIKE = 0.09
"""Least cosine of two sentences that tie their articles. Chosen on 205 joins of articles in 30 stories of
AllSides, 78 of them wrong by eye: more than a third of the wrong ones go, and one in eight of the right ones.
On the keys that may be looked at it changes no row of the events by more than one."""

TYING: Mapping[str, float] = {"clause": 0.4, "who": 0.75, "when": 0.75, "where": 0.5, "antecedent": 1.0}
"""Values of signals of a pair (`event_comparison`) from which it ties its articles, chosen with `ALIKE`."""


UNLIKELY = 0.1
"""Likelihood (`event_across`) below which no pair ties its articles. From .15 on more right ties go than
wrong ones, on story keys read with weights learned on others."""


def told_by_one(
    groups: Iterable[Sequence[Facts]],
    pairs: Iterable[ScoredPair],
    likeness: Callable[[Facts, Facts], float],
) -> list[list[Facts]]:
    """The groups, those parted whose articles nothing ties; `likeness` is the cosine of two sentences."""
    tied = {
        frozenset((pair.left, pair.right))
        for pair in pairs
        if any(pair.signals.get(name, 0.0) >= least for name, least in TYING.items())
    }
    return [part for group in groups for part in _parts(group, tied, likeness)]


def likely_told(
    groups: Iterable[Sequence[Facts]], likely: Mapping[tuple[str, str], float]
) -> list[list[Facts]]:
    """The groups, those parted whose articles no pair of mentions ties that is `likely` one event."""
    tied = {frozenset(pair) for pair, likelihood in likely.items() if likelihood >= UNLIKELY}
    return [part for group in groups for part in _parts(group, tied, lambda one, other: 0.0)]


def ties(mentions: Sequence[Facts], likely: Mapping[tuple[str, str], float]) -> tuple[Tie, ...]:
    """How `likely` (by ids of mentions) two articles of an event tell the same, by their likeliest pair."""
    best: dict[tuple[str, str], float] = {}
    for one, other in combinations(mentions, 2):
        likelihood = max(likely.get((one.id, other.id), 0.0), likely.get((other.id, one.id), 0.0))
        pair = min(one.article, other.article), max(one.article, other.article)
        if pair[0] != pair[1] and likelihood > best.get(pair, 0.0):
            best[pair] = likelihood
    return tuple(
        Tie(one=one, other=other, likelihood=round(likelihood, 3))
        for (one, other), likelihood in sorted(best.items())
    )


def _parts(
    group: Sequence[Facts],
    tied: Collection[frozenset[str]],
    likeness: Callable[[Facts, Facts], float],
) -> list[list[Facts]]:
    """The mentions of a group by the articles that are tied, directly or through others, in their order."""
    by_article: dict[str, list[Facts]] = {}
    for fact in group:
        by_article.setdefault(fact.article, []).append(fact)
    parts: list[list[Facts]] = []
    for mentions in by_article.values():
        apart: list[list[Facts]] = []
        joined: list[Facts] = []
        for part in parts:
            ties = any(
                frozenset((one.id, other.id)) in tied or likeness(one, other) >= ALIKE
                for one in mentions
                for other in part
            )
            if ties:
                joined += part
            else:
                apart.append(part)
        parts = [*apart, [*joined, *mentions]]
    place = {fact.id: number for number, fact in enumerate(group)}
    ordered = (sorted(part, key=lambda fact: place[fact.id]) for part in parts)
    return sorted(ordered, key=lambda part: place[part[0].id])
