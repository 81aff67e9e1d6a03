"""Learn the weights of `dateline.resolve.event_across`: data/event_across.json and data/event_rivals.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the result is
checked. Two mentions of different articles are one event where words of both stand in the evidence of one
event of a key. They are none where one stands there and the other does not; less surely so where the other's
article tells the event as well, since a key does not list all sentences. Evidence can hold several mentions:
after a first round those pairs count little that are much less likely than the best one of the event and the
two articles.

    python training/event_across.py

Printed is the average precision of the pairs, each story scored by weights of others, with and without the
rivals.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.resolve.event_across import Across, rivals
from dateline.resolve.event_facts import Facts
from dateline.schema.annotation import STATEMENT
from shared import ROOT
from stories import Story
from story_keys import read, spots, stories_to_learn

DATA = ROOT / "src/dateline/resolve/data"
STRENGTH, ROUNDS, FOLDS = 0.05, 2, 5
MAYBE, UNLABELLED, OUTDONE = 0.5, 0.1, 0.1
"""Weights of pairs of no event whose articles both tell it, of pairs without a key's event, and of pairs of
one event that another pair of theirs outdoes."""


class Row(NamedTuple):
    """A pair: where it stands (story, mentions), its articles, signals, and the key's events of each side."""

    place: tuple[str, int, int]
    articles: tuple[str, str]
    signals: dict[str, float]
    events: frozenset[int]
    same: bool
    weight: float


def rows_of(story: Story) -> Iterator[Row]:
    """The pairs of a story."""
    seen: list[Across] = []

    def keep(across: Across) -> dict[tuple[int, int], float]:
        seen.append(across)
        return {}

    with patch.object(Across, "likelihoods", keep):
        record, key = read(story)
    origin = {a: o.name for s in record.stories for o in s.origins for a in o.articles}
    events = key.x["events"]
    wanted = [spots(key, event) for event in events]
    for number, across in enumerate(seen):
        told = [
            frozenset(
                at for at, places in enumerate(wanted) if any(_is_told(fact, place) for place in places)
            )
            for fact in across.facts
        ]
        for (left, right), signals in across.pairs():
            one, other = told[left], told[right]
            weight = 1.0 if one or other else UNLABELLED
            if bool(one) != bool(other):
                article = across.facts[right if one else left].article
                tells = any(origin.get(article) in events[at]["origins"] for at in one | other)
                weight = MAYBE if tells else 1.0
            articles = across.facts[left].article, across.facts[right].article
            place = (f"{story.name}:{number}", left, right)
            yield Row(place, articles, signals, one & other, bool(one & other), weight)


def _is_told(fact: Facts, place: tuple[str, int, int]) -> bool:
    """Whether the word of a mention stands at a place of evidence; of a statement what was said as well."""
    article, start, end = place
    if fact.event.label == STATEMENT:
        return article == fact.article and fact.event.what.start < end and start < fact.event.what.end
    return article == fact.article and start <= fact.position < end


def main() -> None:
    """Fit both regressions on all stories and write the weights."""
    with stories_to_learn() as found:
        stories = {story.name: list(rows_of(story)) for story in found}
    rows = [row for those in stories.values() for row in those]
    fold = np.array([at % FOLDS for at, those in enumerate(stories.values()) for _ in those])
    same = np.array([row.same for row in rows])
    weight = np.array([row.weight for row in rows])
    labelled = weight > UNLABELLED
    names = list(rows[0].signals)
    matrix = np.array([[row.signals[name] for name in names] for row in rows])
    for _ in range(ROUNDS):
        likely = _unseen(matrix, same, weight, fold)
        weight = _outdone(rows, likely)
    likely = _unseen(matrix, same, weight, fold)
    ahead = _rivals(rows, likely)
    second = _unseen(ahead, same, weight, fold)
    print(f"{len(stories)} stories, {labelled.sum()} pairs, {same.sum()} of one event")
    for name, found in (("alone", likely), ("with rivals", second)):
        print(f"{name:12} average precision {average_precision_score(same[labelled], found[labelled]):.3f}")
        for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            made = labelled & (found >= least)
            print(f"   from {least}: {made.sum()} pairs, {same[made].mean():.3f} of one event")
    trained = f"{len(stories)} story keys of Dateline"
    _write("event_across", trained, names, _fit(matrix, same, weight))
    _write("event_rivals", trained, ["odds", "least", "most", "both"], _fit(ahead, same, weight))


def _unseen(matrix: np.ndarray, same: np.ndarray, weight: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """The likelihood of each pair by weights learned on stories of other folds."""
    likely = np.zeros(len(same))
    for number in range(FOLDS):
        out = fold == number
        coefficients, bias = _fit(matrix[~out], same[~out], weight[~out])
        likely[out] = 1 / (1 + np.exp(-(matrix[out] @ coefficients + bias)))
    return likely


def _fit(matrix: np.ndarray, same: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """The weights of the signals as they are, with an equal penalty on all, and the bias."""
    spread = matrix.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix / spread, same, sample_weight=weight)
    return model.coef_[0] / spread, float(model.intercept_[0])


def _outdone(rows: Sequence[Row], likely: np.ndarray) -> np.ndarray:
    """The weights of the pairs, little for those that another pair of their event and articles outdoes."""
    best: defaultdict[tuple[str, int, tuple[str, str]], float] = defaultdict(float)
    for row, found in zip(rows, likely, strict=True):
        for event in row.events:
            key = row.place[0], event, row.articles
            best[key] = max(best[key], found)
    return np.array(
        [
            OUTDONE
            if row.events and all(found < best[row.place[0], event, row.articles] / 2 for event in row.events)
            else row.weight
            for row, found in zip(rows, likely, strict=True)
        ]
    )


def _rivals(rows: Sequence[Row], likely: np.ndarray) -> np.ndarray:
    """The signals of the second regression."""
    odds: defaultdict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    articles: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row, found in zip(rows, likely, strict=True):
        story, left, right = row.place
        bounded = min(max(found, 1e-6), 1 - 1e-6)
        odds[story][left, right] = math.log(bounded / (1 - bounded))
        articles[story] |= {left: row.articles[0], right: row.articles[1]}
    ahead = {
        story: rivals([articles[story].get(at, "") for at in range(max(articles[story]) + 1)], values)
        for story, values in odds.items()
    }
    return np.array([list(ahead[row.place[0]][row.place[1:]].values()) for row in rows])


def _write(name: str, trained: str, names: Sequence[str], fitted: tuple[np.ndarray, float]) -> None:
    coefficients, bias = fitted
    weights = {"bias": round(bias, 3)} | {
        signal: round(float(value), 3) for signal, value in zip(names, coefficients, strict=True)
    }
    card = {"trained on": trained, "weights": weights}
    (DATA / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
