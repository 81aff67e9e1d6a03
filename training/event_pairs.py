"""Learn the weights of `dateline.resolve.event_wording`: resolve/data/event_pairs.json.

Data: ECB+ train (annotation CC BY 3.0), event mentions of the validated sentences, given. The articles of
each topic are grouped into stories as Dateline does; two mentions of one story are a pair, and are one where
the key has them in one chain. Printed is the average precision of pairs of unseen topics, cross-validated.

    python training/event_pairs.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Names, Sides, facts_of
from dateline.resolve.event_wording import Wordings
from event_chains import Given, documents, stories
from shared import ROOT

WEIGHTS = ROOT / "src/dateline/resolve/data/event_pairs.json"
STRENGTH = 1.0
"""Inverse of the penalty on large weights; 0.1 to 10 make no difference in average precision."""


def main() -> None:
    """Fit on all pairs of ECB+ train and write the weights."""
    signals, same, topics = [], [], []
    for story in stories(documents("train")):
        for signal, is_same in pairs(story):
            signals.append(signal)
            same.append(is_same)
            topics.append(story[0].topic)
    names = list(signals[0])
    matrix = np.array([[signal[name] for name in names] for signal in signals])
    truth = np.array(same)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    likely = cross_val_predict(model, matrix, truth, groups=topics, cv=GroupKFold(5), method="predict_proba")[
        :, 1
    ]
    precision = average_precision_score(truth, likely)
    print(f"{len(truth)} pairs, {truth.sum()} same, average precision {precision:.3f}")
    model.fit(matrix, truth)
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)
    }
    card = {"trained on": "ECB+ 1.0 train", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(WEIGHTS.read_text("utf-8"))


def pairs(story: Sequence[Given]) -> Iterator[tuple[dict[str, float], bool]]:
    """The signals of each pair of given mentions of a story, and whether it is one chain."""
    read = [given.with_given() for given in story]
    annotated = [item for item, _ in read]
    entities = resolve_entities(annotated)
    names, sides = Names(entities), Sides(entities)
    facts = [
        facts_of(item, index, entities, names=names, sides=sides)
        for item in annotated
        for index in range(len(item.annotations.events))
    ]
    chain_of = {
        f"{item.article.id}:{index}": given.key()[place]
        for given, (item, places) in zip(story, read, strict=True)
        for place, index in places.items()
    }
    wordings = Wordings(annotated, facts)
    compared = list(combinations(range(len(facts)), 2))
    columns = {name: column.tolist() for name, column in wordings.signals(compared).items()}
    for number, (left, right) in enumerate(compared):
        signals = {name: column[number] for name, column in columns.items()}
        yield signals, chain_of[facts[left].id] == chain_of[facts[right].id]


if __name__ == "__main__":
    main()
