"""Learn the weights of `dateline.resolve.event_parties`: resolve/data/event_parties.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the result is
checked. An event of the record is that of a key in whose words most of its mentions stand; an entity that its
sentences mention takes part if the key's event has it. Keys name the main parties alone, so many of the
others take part too.

    python training/event_parties.py

Printed, with one story left out at a time: average precision for those whom the rules find and for the
others, and at thresholds how many are in the key.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.resolve.event_facts import Facts
from dateline.resolve.event_parties import Parties
from shared import ROOT
from stories import Story
from story_keys import read, spots, stories_to_learn

WEIGHTS = ROOT / "src/dateline/resolve/data/event_parties.json"
STRENGTH = 0.1
"""Inverse of the penalty on large weights; .03 to .3 make no difference in average precision."""
FEWEST = 8
"""Candidates that a signal needs to get a weight."""


class Row(NamedTuple):
    """A candidate of an event: its signals, whether the rules find it, whether the key has it."""

    signals: dict[str, float]
    found: bool
    right: bool


class Reader:
    """Reads stories and keeps the candidates of their events."""

    def __init__(self) -> None:
        self._seen: list[tuple[Sequence[Facts], dict[str, dict[str, float]]]] = []

    def rows(self, story: Story) -> Iterator[Row]:
        """The candidates of the events of a story that a key has."""
        self._seen.clear()

        def keep(
            parties: Parties, group: Sequence[Facts], who: Collection[str], where: str | None
        ) -> tuple[str, ...]:
            self._seen.append((group, parties.candidates(group, who, where)))
            return tuple(who)

        with patch.object(Parties, "weighed", keep):
            _, key = read(story)
        wanted = [(event.get("who", []), spots(key, event)) for event in key.x.get("events", [])]
        for group, candidates in self._seen:
            names = told_of(group, wanted)
            for id_, signals in candidates.items() if names is not None else ():
                right = any(key.is_entity(id_, name) for name in names or ())
                yield Row(signals, bool(signals["takes part"]), right)


def told_of(group: Sequence[Facts], wanted: Sequence[tuple[list[str], list[Any]]]) -> set[str] | None:
    """Who takes part in the key's events in whose words most of the mentions stand, None where none do."""
    inside = [
        sum(
            any(article == fact.article and start <= fact.position < end for article, start, end in places)
            for fact in group
        )
        for _, places in wanted
    ]
    most = max(inside, default=0)
    if not most:
        return None
    return {name for (who, _), hits in zip(wanted, inside, strict=True) if hits == most for name in who}


def learn(rows: Sequence[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    """The vectorizer and the regression fitted on all rows."""
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([row.signals for row in rows])
    common = (matrix != 0).sum(axis=0) >= FEWEST
    vectorizer.restrict(common)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return vectorizer, model.fit(matrix[:, common], [row.right for row in rows])


def main() -> None:
    """Fit on all stories, print how well those left out are read, and write the weights."""
    reader = Reader()
    with stories_to_learn() as found:
        stories = {story.name: list(reader.rows(story)) for story in found}
    rows = [row for those in stories.values() for row in those]
    likely = []
    for name, those in stories.items():
        vectorizer, model = learn([row for other in stories if other != name for row in stories[other]])
        if those:
            likely.append(model.predict_proba(vectorizer.transform([row.signals for row in those]))[:, 1])
    report(rows, np.concatenate(likely))
    vectorizer, model = learn(rows)
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        str(name): round(float(value), 3)
        for name, value in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    }
    card = {"trained on": f"{len(stories)} story keys of Dateline", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def report(rows: Sequence[Row], likely: np.ndarray) -> None:
    """Print how the candidates of stories left out fare."""
    truth, found = (np.array([getattr(row, name) for row in rows]) for name in ("right", "found"))
    for name, those in (("by the rules", found), ("others", ~found)):
        precision = average_precision_score(truth[those], likely[those])
        print(f"{name}: {those.sum()}, {truth[those].sum()} in the key, average precision {precision:.3f}")
        for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            above = those & (likely >= threshold)
            print(f"  from {threshold}: {above.sum()}, {truth[above].sum()} in the key")


if __name__ == "__main__":
    main()
