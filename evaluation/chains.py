"""CoNLL F1 of a clustering of mentions against a key: the mean of MUC, B-cubed and CEAF-e.

A clustering maps each mention (any hashable) to its cluster (any hashable). The definitions are those of
the reference scorer (Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions"):
mentions of one side that the other side lacks count as errors of recall or precision.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

Clustering = Mapping[Hashable, Hashable]


class Score(NamedTuple):
    """Recall, precision and their harmonic mean, each 0 to 1."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def conll(key: Clustering, response: Clustering) -> float:
    """The mean F1 of the three measures."""
    return (muc(key, response).f1 + b_cubed(key, response).f1 + ceaf_e(key, response).f1) / 3


def clusters_of(clustering: Clustering) -> list[set[Hashable]]:
    """The clusters as sets of mentions."""
    clusters: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clustering.items():
        clusters[cluster].add(mention)
    return list(clusters.values())


def muc(key: Clustering, response: Clustering) -> Score:
    """Vilain et al. 1995: the share of links of each cluster that the other side keeps."""
    return Score(_kept_links(key, response), _kept_links(response, key))


def _kept_links(clustering: Clustering, other: Clustering) -> float:
    kept = links = 0
    for cluster in clusters_of(clustering):
        parts = {("in", other[mention]) if mention in other else ("alone", mention) for mention in cluster}
        kept += len(cluster) - len(parts)
        links += len(cluster) - 1
    return kept / links if links else 0.0


def b_cubed(key: Clustering, response: Clustering) -> Score:
    """Bagga and Baldwin 1998: for each mention, the share of its cluster that is right."""
    return Score(_mean_overlap(key, response), _mean_overlap(response, key))


def _mean_overlap(clustering: Clustering, other: Clustering) -> float:
    total = 0.0
    for cluster in clusters_of(clustering):
        overlaps = Counter(other[mention] for mention in cluster if mention in other)
        total += sum(count * count for count in overlaps.values()) / len(cluster)
    return total / len(clustering) if clustering else 0.0


def ceaf_e(key: Clustering, response: Clustering) -> Score:
    """Luo 2005 with the similarity phi-4: the best one-to-one alignment of clusters."""
    key_clusters, response_clusters = clusters_of(key), clusters_of(response)
    place = {mention: number for number, cluster in enumerate(response_clusters) for mention in cluster}
    similarity = np.zeros((len(key_clusters), len(response_clusters)))
    for row, cluster in enumerate(key_clusters):
        shared = Counter(place[mention] for mention in cluster if mention in place)
        for column, count in shared.items():
            similarity[row, column] = 2 * count / (len(cluster) + len(response_clusters[column]))
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    total = float(similarity[rows, columns].sum())
    return Score(
        total / len(key_clusters) if key_clusters else 0.0,
        total / len(response_clusters) if response_clusters else 0.0,
    )
