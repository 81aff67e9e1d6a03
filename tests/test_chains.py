"""The CoNLL scorer, against a second implementation written from the definitions."""

from __future__ import annotations

import random
import sys
from itertools import permutations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from chains import b_cubed, ceaf_e, clusters_of, conll, muc


def random_clustering(choice: random.Random) -> dict[int, int]:
    """Up to nine of ten mentions in up to four clusters."""
    return {mention: choice.randrange(4) for mention in range(10) if choice.random() < 0.9}


def naive_muc(key: dict[int, int], response: dict[int, int]) -> float:
    """Recall: one less than the size of each cluster, less the cuts that the response makes in it."""
    numerator = denominator = 0
    for cluster in clusters_of(key):
        groups: list[set[int]] = []
        for mention in cluster:
            mates = [group for group in groups if response.get(mention) in {response.get(m) for m in group}]
            if mention in response and mates:
                mates[0].add(mention)
            else:
                groups.append({mention})
        numerator += len(cluster) - len(groups)
        denominator += len(cluster) - 1
    return numerator / denominator if denominator else 0.0


def naive_b_cubed(key: dict[int, int], response: dict[int, int]) -> float:
    """Recall: for each mention of the key, how many of its cluster mates it has in the response as well."""
    total = 0.0
    for mention, cluster in key.items():
        mates = {other for other in key if key[other] == cluster}
        answered = {other for other in response if response[other] == response.get(mention)}
        total += len(mates & answered) / len(mates) if mention in response else 0.0
    return total / len(key)


def naive_ceaf_e(key: dict[int, int], response: dict[int, int]) -> float:
    """Recall: the best total of phi-4 over all ways to align the clusters."""
    left, right = clusters_of(key), clusters_of(response)
    few, many = sorted((left, right), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    return best / len(left)


@pytest.mark.parametrize("seed", range(60))
def test_measures_agree_with_the_definitions(seed: int):
    """On random clusterings with missing mentions each measure equals its naive form, both ways."""
    choice = random.Random(seed)
    key, response = random_clustering(choice), random_clustering(choice)
    for measure, naive in ((muc, naive_muc), (b_cubed, naive_b_cubed), (ceaf_e, naive_ceaf_e)):
        expected = (naive(key, response), naive(response, key))
        assert expected == pytest.approx(tuple(measure(key, response)))


def test_the_same_clustering_scores_one():
    """A clustering against itself under other names has CoNLL F1 1."""
    key = {mention: mention % 3 for mention in range(9)}
    assert 1.0 == pytest.approx(conll(key, {mention: str(cluster) for mention, cluster in key.items()}))


def test_the_example_of_the_reference_paper():
    """Key {a,b,c} and response {a,b},{c}: MUC recall 1/2, B-cubed recall 5/9, CEAF-e recall 4/5."""
    key, response = dict.fromkeys("abc", 1), {"a": 1, "b": 1, "c": 2}
    scores = muc(key, response).recall, b_cubed(key, response).recall, ceaf_e(key, response).recall
    assert (0.5, 5 / 9, 0.8) == pytest.approx(scores)
