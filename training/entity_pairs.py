"""Learn the weights of `dateline.resolve.description_pairs`: resolve/data/entity_pairs.json.

Data: ECB+ train (annotation CC BY 3.0), people, organizations and places of the validated sentences. The
articles of each topic are grouped into stories, annotated and resolved by name as Dateline does; two groups
that hold mentions of the key are a pair, and are one where most of their mentions have one chain. First come
the pairs of chains; then, with the weights that those of other topics give, the pairs of the clusters that
each round finds, so that the weights know both. Printed is the precision and recall of pairs of chains at
some thresholds, cross-validated by topic.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from cross_document import CORPORA, annotate, mention_at, with_given, with_hyphens
from dateline.resolve import description_pairs
from dateline.resolve.description_clusters import ROUNDS, cannot_be_one, states
from dateline.resolve.description_pairs import Story
from dateline.resolve.descriptions import Reader
from dateline.resolve.entities import named_groups
from dateline.resolve.phrases import unnamed_groups
from dateline.resolve.stories import group
from dateline.resolve.units import Group, in_time_order
from dateline.schema.annotation import AnnotatedArticle
from shared import ROOT, lines

WEIGHTS = ROOT / "src/dateline/resolve/data/entity_pairs.json"
STRENGTH = 0.1
"""Inverse of the penalty on large weights; 1 to 10 give .006 less in average precision."""
FOLDS = 5

Pair = tuple[dict[str, float], bool]
Given = tuple[dict[str, Any], AnnotatedArticle]


def main() -> None:
    """Fit on all pairs of ECB+ train and write the weights."""
    found = list(stories())
    topics = [topic for topic, _ in found]
    chains = [list(pairs(members, rounds=1)) for _, members in found]
    report(chains, topics)
    clusters: list[list[Pair]] = [[] for _ in found]
    for seen, unseen in GroupKFold(FOLDS).split(found, groups=topics):
        use(fitted([pair for at in seen for pair in chains[at]]))
        for at in unseen:
            clusters[at] = list(pairs(found[at][1], rounds=len(ROUNDS)))
    weights = fitted([pair for story in (*chains, *clusters) for pair in story])
    WEIGHTS.write_text(
        json.dumps({"trained on": "ECB+ 1.0 train", "weights": weights}, indent=1) + "\n", "utf-8"
    )


def fitted(found: Sequence[Pair]) -> dict[str, float]:
    """The weight of each signal."""
    names = list(found[0][0])
    matrix = np.array([[signals[name] for name in names] for signals, _ in found])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(matrix, np.array([same for _, same in found]))
    return {name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)}


def use(weights: dict[str, float]) -> None:
    """Let stories be resolved with these weights."""
    description_pairs.weights = lambda: weights


def stories() -> Iterator[tuple[int, list[Given]]]:
    """The documents of each story of each topic with our annotations."""
    by_topic: defaultdict[int, list[Given]] = defaultdict(list)
    for document in map(with_hyphens, lines("ecbplus", "train.jsonl.gz")):
        by_topic[document["topic"]].append((document, with_given(annotate(document), counted(document))))
    for topic, documents in by_topic.items():
        by_id = {document["id"]: (document, item) for document, item in documents}
        for members in group([item.article for _, item in documents]):
            yield topic, [by_id[id_] for id_ in members]


def counted(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The mentions of the key that count."""
    return [mention for mention in document["mentions"] if CORPORA["ecbplus"].counted(mention)]


def pairs(members: list[Given], *, rounds: int) -> Iterator[Pair]:
    """The signals of each pair of groups with a chain of the key, and whether it is one chain.

    With one round the groups are the chains, with more those that the rounds after the first find.
    """
    ordered = in_time_order([item for _, item in members])
    groups, _ = named_groups(ordered)
    groups += unnamed_groups(ordered, groups)
    reader = Reader(ordered)
    for number, found in enumerate(islice(states(reader, groups), rounds)):
        if rounds > 1 and number == 0:
            continue
        story = Story.of(reader.describe(found))
        chains = chains_of(found, members)
        for left, right in combinations(sorted(chains), 2):
            one, other = story.descriptions[left], story.descriptions[right]
            if not cannot_be_one(found[left], found[right], one, other):
                yield story.signals(one, other), chains[left] == chains[right]


def chains_of(groups: list[Group], members: list[Given]) -> dict[int, str]:
    """The chain of the key that most given mentions of a group have."""
    place = {
        (unit.article, index): number
        for number, group in enumerate(groups)
        for unit in group.units
        for index in unit.mentions
    }
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for document, item in members:
        for mention in counted(document):
            index = mention_at(item, mention["start"], mention["end"])
            if index is not None and (document["id"], index) in place:
                found[place[document["id"], index]][mention["chain"]] += 1
    return {number: chains.most_common(1)[0][0] for number, chains in found.items()}


def report(chains: Sequence[Sequence[Pair]], topics: Sequence[int]) -> None:
    """Print how well pairs of unseen topics are told apart."""
    likely: list[float] = []
    truth: list[bool] = []
    for seen, unseen in GroupKFold(FOLDS).split(chains, groups=topics):
        weights = fitted([pair for at in seen for pair in chains[at]])
        for signals, same in (pair for at in unseen for pair in chains[at]):
            total = sum(weights[name] * value for name, value in signals.items())
            likely.append(1 / (1 + np.exp(-total)))
            truth.append(same)
    scores, same = np.array(likely), np.array(truth)
    precision = average_precision_score(same, scores)
    print(f"{len(same)} pairs, {same.sum()} same, average precision {precision:.3f}")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        chosen = scores >= threshold
        right = (same & chosen).sum()
        print(f"{threshold:.1f}  precision {right / chosen.sum():.3f}  recall {right / same.sum():.3f}")


if __name__ == "__main__":
    main()
