"""Clusters cut from scored pairs by average link (UPGMA); a pair that was not compared counts as 0.

Of large clusters not all pairs are ever compared: what comes in is held against its nearest. The mean is
therefore taken over `links` pairs for each member of the smaller cluster, or over all where they are fewer.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)


def cluster(
    ids: Sequence[Id], pairs: Iterable[tuple[Id, Id, float]], *, threshold: float, links: int
) -> tuple[tuple[Id, ...], ...]:
    """Every id in exactly one cluster, in the order of `ids`; `pairs` are two ids and their score (0 to 1).

    The two clusters with the highest mean score of their pairs are joined until no mean reaches
    `threshold`. Equal means are joined in the order of `ids`.
    """
    place = {item: number for number, item in enumerate(ids)}
    members: dict[int, list[int]] = {number: [number] for number in range(len(ids))}
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for first, second, score in pairs:
        left, right = place[first], place[second]
        sums[left][right] = sums[right][left] = score
    heap = [
        (-score, a, b) for a, row in sums.items() for b, score in row.items() if a < b and score >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -negative != _mean(sums, members, a, b, links):
            continue
        _join(sums, members, a, b)
        for other in sums[a]:
            mean = _mean(sums, members, a, other, links)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    clusters = sorted(sorted(group) for group in members.values())
    return tuple(tuple(ids[number] for number in group) for group in clusters)


def _mean(
    sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int, links: int
) -> float:
    smaller, larger = sorted((len(members[a]), len(members[b])))
    return sums[a].get(b, 0.0) / (smaller * min(larger, links))


def _join(sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> None:
    """Moves all of b into a."""
    members[a] += members.pop(b)
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
