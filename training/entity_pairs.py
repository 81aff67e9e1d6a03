"""Learn the weights of `dateline.resolve.description_pairs`: resolve/data/entity_pairs.json.

Data: ECB+ train (annotation CC BY 3.0), people, organizations and places of the validated sentences. The
articles of each topic are grouped into stories, annotated and resolved by name as Dateline does; two groups
that hold mentions of the key are a pair, and are one where most of their mentions have one chain. Printed
is the precision and recall of pairs at some thresholds, cross-validated by topic.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from cross_document import CORPORA, annotate, mention_at, with_given, with_hyphens
from dateline.resolve.description_clusters import cannot_be_one
from dateline.resolve.description_pairs import Story
from dateline.resolve.descriptions import Reader
from dateline.resolve.entities import named_groups
from dateline.resolve.phrases import unnamed_groups
from dateline.resolve.stories import group
from dateline.resolve.units import Group, in_time_order
from dateline.schema.annotation import AnnotatedArticle
from shared import ROOT, lines

WEIGHTS = ROOT / "src/dateline/resolve/data/entity_pairs.json"
STRENGTH = 1.0
"""Inverse of the penalty on large weights; 0.1 to 10 make no difference in average precision."""

Given = tuple[dict[str, Any], AnnotatedArticle]


def main() -> None:
    """Fit on all pairs of ECB+ train and write the weights."""
    signals, same, topics = [], [], []
    for topic, members in stories():
        for signal, is_same in pairs(members):
            signals.append(signal)
            same.append(is_same)
            topics.append(topic)
    names = list(signals[0])
    matrix = np.array([[signal[name] for name in names] for signal in signals])
    truth = np.array(same)
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    report(model, matrix, truth, topics)
    model.fit(matrix, truth)
    weights = {name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)}
    WEIGHTS.write_text(
        json.dumps({"trained on": "ECB+ 1.0 train", "weights": weights}, indent=1) + "\n", "utf-8"
    )


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


def pairs(members: list[Given]) -> Iterator[tuple[dict[str, float], bool]]:
    """The signals of each pair of groups with a chain of the key, and whether it is one chain."""
    ordered = in_time_order([item for _, item in members])
    groups, _ = named_groups(ordered)
    groups += unnamed_groups(ordered, groups)
    reader = Reader(ordered)
    story = Story.of([reader.describe(group.units, group.type) for group in groups])
    chains = chains_of(groups, members)
    for left, right in combinations(sorted(chains), 2):
        one, other = story.descriptions[left], story.descriptions[right]
        if not cannot_be_one(groups[left], groups[right], one, other):
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


def report(model: LogisticRegression, matrix: Any, truth: Any, topics: list[int]) -> None:
    """Print how well pairs of unseen topics are told apart."""
    by_topic = GroupKFold(5)
    likely = cross_val_predict(model, matrix, truth, groups=topics, cv=by_topic, method="predict_proba")
    likely = likely[:, 1]
    precision = average_precision_score(truth, likely)
    print(f"{len(truth)} pairs, {truth.sum()} same, average precision {precision:.3f}")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        chosen = likely >= threshold
        right = (truth & chosen).sum()
        print(f"{threshold:.1f}  precision {right / chosen.sum():.3f}  recall {right / truth.sum():.3f}")


if __name__ == "__main__":
    main()
