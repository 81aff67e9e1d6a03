"""Learn the weights of `dateline.record.indirect`: record/data/indirect.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the result is
checked. An indirect quotation is right where a key notes a quotation with at least half of its letters. A key
has only the clear ones, so some of the others are sayings too: what is learned is an order, and the threshold
says how far down it is read.

    python training/indirect.py

Printed, each story read with the weights of the others, and those apart with the weights of all others:
average precision, and at thresholds how many remain and how many of the keys' are among them.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.record import story as stories_of_record
from dateline.record.indirect import signals
from dateline.record.quotes import SHORTEST_INDIRECT
from dateline.schema.annotation import AnnotatedArticle, Quotation
from shared import ROOT
from stories import Story
from story_keys import read, stories_to_check, stories_to_learn

WEIGHTS = ROOT / "src/dateline/record/data/indirect.json"
STRENGTH = 0.3
"""Inverse of the penalty on large weights; .1 to 1 make no difference at the threshold."""
FOLDS = 10
LEAST_STORIES = 5
"""Stories in which a word must say something to have a weight of its own."""


class Row(NamedTuple):
    """An indirect quotation: its signals, and whether a key notes it."""

    signals: dict[str, float]
    right: bool


def rows(story: Story) -> Iterator[Row]:
    """The indirect quotations of a story that are long enough for the record."""
    articles: dict[str, AnnotatedArticle] = {}
    build = stories_of_record.build_quotes

    def keep(annotated: Any, clusters: Any, **rest: Any) -> Any:
        articles.update({item.article.id: item for item in annotated})
        return build(annotated, clusters, **rest)

    with patch.object(stories_of_record, "build_quotes", keep):
        _, key = read(story)
    noted = [
        place for quote in key.x.get("quotes", []) if (place := key.find(quote["file"], quote["content"]))
    ]
    for id_, item in articles.items():
        places = [(start, end) for article, start, end in noted if article == id_]
        for quotation in item.annotations.quotations:
            words = sum(len(part.text.split()) for part in quotation.content)
            if quotation.kind == "indirect" and words >= SHORTEST_INDIRECT:
                right = any(_is_at(quotation, start, end) for start, end in places)
                yield Row(signals(quotation, item.annotations.tokens), right)


def _is_at(quotation: Quotation, start: int, end: int) -> bool:
    """Whether at least half of the longer of the two lies in both."""
    both = sum(max(0, min(end, part.end) - max(start, part.start)) for part in quotation.content)
    return 2 * both >= max(end - start, sum(part.end - part.start for part in quotation.content))


def main() -> None:
    """Fit on all stories, print how well those left out are read, and write the weights."""
    with stories_to_learn() as found:
        stories = {story.name: list(rows(story)) for story in found}
    with stories_to_check() as found:
        apart = [row for story in found for row in rows(story)]
    names = _names(stories)
    read_by_others = []
    for fold in range(FOLDS):
        out = [name for at, name in enumerate(stories) if at % FOLDS == fold]
        model = _model(names, [row for name in stories if name not in out for row in stories[name]])
        unseen = [row for name in out for row in stories[name]]
        read_by_others += [*zip(_likely(model, names, unseen), unseen, strict=True)]
    every = [row for those in stories.values() for row in those]
    model = _model(names, every)
    _report(f"{len(stories)} stories, each with the weights of others", read_by_others)
    _report("stories apart", [*zip(_likely(model, names, apart), apart, strict=True)])
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)
    }
    card = {"trained on": f"{len(stories)} story keys of Dateline", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _names(stories: dict[str, list[Row]]) -> list[str]:
    """The signals, of those of single words only the ones that are met in some stories."""
    met = defaultdict(set)
    for story, those in stories.items():
        for row in those:
            for name in row.signals:
                met[name].add(story)
    return sorted(name for name, where in met.items() if len(where) >= LEAST_STORIES)


def _report(title: str, read_as: list[tuple[float, Row]]) -> None:
    likely, truth = [odds for odds, _ in read_as], [row.right for _, row in read_as]
    print(f"{title}: {len(truth)} quotations, {sum(truth)} of the keys")
    print(f"  average precision {average_precision_score(truth, likely):.3f}")
    for threshold in (0.03, 0.04, 0.05, 0.06, 0.08, 0.1):
        kept = [row.right for odds, row in read_as if odds >= threshold]
        print(f"  from {threshold}: {len(kept)}, {sum(kept)} of the keys'")


def _likely(model: LogisticRegression, names: list[str], unseen: list[Row]) -> Any:
    return model.predict_proba(_matrix(names, unseen))[:, 1]


def _model(names: list[str], those: list[Row]) -> LogisticRegression:
    truth = [row.right for row in those]
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(_matrix(names, those), truth)


def _matrix(names: list[str], those: list[Row]) -> np.ndarray:
    return np.array([[row.signals.get(name, 0.0) for name in names] for row in those])


if __name__ == "__main__":
    main()
