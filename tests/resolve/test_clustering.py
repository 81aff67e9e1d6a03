"""Average link over sparse pairs."""

from __future__ import annotations

import random

from dateline.resolve.clustering import cluster

Pairs = list[tuple[str, str, float]]


def plain(ids: list[str], scored: Pairs, threshold: float) -> list[list[str]]:
    """Average link by the book: all pairs of clusters looked at in every round."""
    score = {frozenset(pair): value for *pair, value in scored}
    clusters = [[one] for one in ids]
    while True:
        best, joined = threshold, None
        for i, left in enumerate(clusters):
            for j in range(i + 1, len(clusters)):
                total = sum(score.get(frozenset((a, b)), 0.0) for a in left for b in clusters[j])
                mean = total / (len(left) * len(clusters[j]))
                if mean > best or (joined is None and mean >= best):
                    best, joined = mean, (i, j)
        if joined is None:
            return sorted(sorted(one) for one in clusters)
        clusters[joined[0]] += clusters.pop(joined[1])


def test_a_pair_above_the_threshold_is_joined() -> None:
    """And the rest stays alone, in the order given."""
    assert (("a", "c"), ("b",)) == cluster("abc", [("a", "c", 0.6)], threshold=0.5, links=8)


def test_a_chain_does_not_become_one_cluster() -> None:
    """A pair that was not compared counts as 0, so a third article needs both."""
    scored = [("a", "b", 0.9), ("b", "c", 0.8)]
    assert (("a", "b"), ("c",)) == cluster("abc", scored, threshold=0.5, links=8)


def test_it_gives_what_plain_average_link_gives() -> None:
    """On random pairs the clusters are those of the textbook algorithm."""
    draw = random.Random(5)
    ids = [f"{number:02}" for number in range(14)]
    for _ in range(30):
        scored = [
            (a, b, draw.random()) for number, b in enumerate(ids) for a in ids[:number] if draw.random() < 0.4
        ]
        expected = plain(ids, scored, 0.35)
        assert expected == sorted(sorted(one) for one in cluster(ids, scored, threshold=0.35, links=99))


def test_a_large_cluster_takes_in_who_is_near_enough_to_some() -> None:
    """With two links a fourth article that was held against two of three is as near as can be."""
    scored = [(a, b, 0.9) for a, b in ("ab", "ac", "bc", "ad", "bd")]
    assert (("a", "b", "c", "d"),) == cluster("abcd", scored, threshold=0.8, links=2)
    assert (("a", "b", "c"), ("d",)) == cluster("abcd", scored, threshold=0.8, links=3)
