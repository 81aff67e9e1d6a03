"""Learn the weights of `dateline.record.news`: record/data/news.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the
result is checked. An event of the record before any is left out is right where a word that names it stands in
the words of a key's event and at least half of that event's parties take part. A key holds what its reader
found most important, so many of the others are events too: what is learned is an order, and the threshold
says how far down it is read.

    python training/event_news.py

Printed, with one story left out at a time: average precision, and at thresholds how many events remain and
how many of the keys' events are found. One core takes three minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.record.news import News
from dateline.schema.cluster import EventCluster
from shared import ROOT
from stories import Story
from story_keys import read, spots, stories_to_learn

WEIGHTS = ROOT / "src/dateline/record/data/news.json"
STRENGTH = 0.1
"""Inverse of the penalty on large weights; .03 to .3 make no difference in average precision."""


class Row(NamedTuple):
    """An event: its signals, whether a key's event is told by it, and which of them its sentences hold."""

    signals: dict[str, float]
    right: bool
    covers: frozenset[int]


class Reader:
    """Reads stories and keeps what their events look like before any is left out."""

    def __init__(self) -> None:
        self._seen: list[tuple[EventCluster, News]] = []

    def rows(self, story: Story) -> Iterator[Row]:
        """The events of a story."""
        self._seen.clear()

        def keep(news: News, cluster: EventCluster) -> float:
            self._seen.append((cluster, news))
            return 1.0

        with patch.object(News, "likelihood", keep):
            _, key = read(story)
        wanted = [(event.get("who", []), spots(key, event)) for event in key.x.get("events", [])]
        for cluster, news in self._seen:
            told = [news.sources.mention(member).trigger for member in cluster.members]
            inside, around = set(), set()
            for number, (who, places) in enumerate(wanted):
                hits = sum(any(key.is_entity(id_, name) for id_ in cluster.who) for name in who)
                if 2 * hits < len(who):
                    continue
                for article, start, end in places:
                    for trigger in (span for span in told if span.article == article):
                        sentence = news.sources.sentence(trigger)
                        if start <= trigger.start < end:
                            inside.add(number)
                        if sentence.start < end and start < sentence.end:
                            around.add(number)
            weak = all(news.sources.mention(member).weak for member in cluster.members)
            if not weak:
                yield Row(news.signals(cluster), bool(inside), frozenset(around))


def main() -> None:
    """Fit on all stories, print how well those left out are read, and write the weights."""
    reader = Reader()
    with stories_to_learn() as found:
        stories = {story.name: list(reader.rows(story)) for story in found}
    names = sorted({name for rows in stories.values() for row in rows for name in row.signals})
    likely = {
        story: _fit(names, [row for other, those in stories.items() if other != story for row in those])(rows)
        for story, rows in stories.items()
    }
    truth = [row.right for rows in stories.values() for row in rows]
    scores = np.concatenate([*likely.values()])
    print(f"{len(stories)} stories, {len(truth)} events, {sum(truth)} of the keys")
    print(f"average precision {average_precision_score(truth, scores):.3f}")
    for threshold in (0.0, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.2, 0.25):
        kept = {
            story: [row for row, odds in zip(rows, likely[story], strict=True) if odds >= threshold]
            for story, rows in stories.items()
        }
        found = sum(len({event for row in rows for event in row.covers}) for rows in kept.values())
        print(f"  from {threshold}: {sum(map(len, kept.values()))} events, {found} of the keys' found")
    model = _model(names, [row for rows in stories.values() for row in rows])
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)
    }
    card = {"trained on": f"{len(stories)} story keys of Dateline", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _fit(names: list[str], rows: list[Row]) -> Any:
    model = _model(names, rows)
    return lambda unseen: model.predict_proba(_matrix(names, unseen))[:, 1]


def _model(names: list[str], rows: list[Row]) -> LogisticRegression:
    truth = [row.right for row in rows]
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(_matrix(names, rows), truth)


def _matrix(names: list[str], rows: list[Row]) -> np.ndarray:
    return np.array([[row.signals[name] for name in names] for row in rows])


if __name__ == "__main__":
    main()
