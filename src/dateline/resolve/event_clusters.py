"""Clusters of event mentions: pairs that are sure first, then by average link (UPGMA).

Mentions can exclude each other. One exclusion keeps two clusters apart; of those that may rest on a misread
day or denial it takes a share of all pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

from dateline.resolve.event_comparison import Exclusion
from dateline.resolve.event_facts import Facts
from dateline.schema.cluster import ScoredPair

Group = Sequence[Facts]
Allowed = Callable[[Group, Group], bool]


class Clusters:
    """The mentions of a story, each alone at first, with the likelihood of pairs: 0 of a pair not given.

    between: what keeps two mentions apart. links: pairs for each member of the smaller cluster over which a
    mean is at least taken; else it is over half of them, so that a cluster need not be like all of another.
    misread: the part of the pairs of two clusters that may be unlikely.
    """

    def __init__(
        self,
        facts: Group,
        pairs: Iterable[ScoredPair],
        between: Callable[[Facts, Facts], Exclusion | None],
        *,
        links: int,
        misread: float,
    ) -> None:
        self._facts = facts
        self._between = between
        self._links = links
        self._misread = misread
        self._place = {fact.id: number for number, fact in enumerate(facts)}
        self._cluster_of = list(range(len(facts)))
        self._members = {number: [number] for number in range(len(facts))}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in range(len(facts))}
        self._barred: dict[int, set[int]] = {number: set() for number in range(len(facts))}
        for pair in pairs:
            left, right = self._place[pair.left], self._place[pair.right]
            self._sums[left][right] = self._sums[right][left] = pair.score

    def groups(self) -> list[list[Facts]]:
        """The clusters, members and clusters in the order of the mentions."""
        return [[self._facts[at] for at in found] for found in sorted(map(sorted, self._members.values()))]

    def join_sure(self, pairs: Iterable[ScoredPair], allowed: Allowed) -> None:
        """Joins the clusters of each pair in turn, where they may be joined and nothing keeps them apart."""
        for pair in pairs:
            one, other = (self._cluster_of[self._place[id_]] for id_ in (pair.left, pair.right))
            if one == other or other in self._barred[one] or not allowed(self._of(one), self._of(other)):
                continue
            if self._are_apart(one, other, misread=0.0):
                self._bar(one, other)
            else:
                self._merge(one, other)

    def join(self, threshold: float, allowed: Allowed) -> None:
        """Joins the two clusters with the highest mean likelihood of pairs while it reaches `threshold`.

        Only clusters that may be joined are; equal means are joined in the order of mentions.
        """
        heap = [
            (-mean, one, other)
            for one, row in self._sums.items()
            for other in row
            if one < other and (mean := self._mean(one, other)) >= threshold
        ]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if one not in self._members or other not in self._members or other in self._barred[one]:
                continue
            if -negative != self._mean(one, other) or not allowed(self._of(one), self._of(other)):
                continue
            if self._are_apart(one, other, misread=self._misread):
                self._bar(one, other)
                continue
            self._merge(one, other)
            for third in self._sums[one]:
                mean = self._mean(one, third)
                if mean >= threshold and third not in self._barred[one]:
                    heapq.heappush(heap, (-mean, min(one, third), max(one, third)))

    def _of(self, cluster: int) -> list[Facts]:
        return [self._facts[at] for at in self._members[cluster]]

    def _mean(self, one: int, other: int) -> float:
        smaller, larger = sorted((len(self._members[one]), len(self._members[other])))
        counted = max(min(larger, self._links), larger / 2)
        return self._sums[one].get(other, 0.0) / (smaller * counted)

    def _are_apart(self, one: int, other: int, *, misread: float) -> bool:
        """Whether a pair of mentions parts the two clusters, or more than `misread` of them is unlikely."""
        left, right = self._of(one), self._of(other)
        unlikely = 0
        for first in left:
            for second in right:
                found = self._between(first, second)
                unlikely += found == "unlikely"
                if found == "never" or unlikely > misread * len(left) * len(right):
                    return True
        return False

    def _bar(self, one: int, other: int) -> None:
        self._barred[one].add(other)
        self._barred[other].add(one)

    def _merge(self, one: int, other: int) -> None:
        """Moves all of `other` into `one`."""
        for at in self._members[other]:
            self._cluster_of[at] = one
        self._members[one] += self._members.pop(other)
        for third, total in self._sums.pop(other).items():
            del self._sums[third][other]
            if third != one:
                self._sums[one][third] = self._sums[third][one] = self._sums[one].get(third, 0.0) + total
        for third in self._barred.pop(other):
            self._barred[third] = (self._barred[third] - {other}) | {one}
            self._barred[one].add(third)
