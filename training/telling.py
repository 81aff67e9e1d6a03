"""Learn the weights of `dateline.record.telling`: record/data/telling.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the result is
checked. Of an event of the record that tells one of a key's, as `score_record` finds it, each mention's
clause is worth the mean of two: how much of it and of the words in which the key finds the event are the same
letters (Dice), and how many of the words with which the key tells it in its own way it has. A conditional
logit (McFadden 1974) over the clauses of an event learns to prefer those of more worth.

    python training/telling.py

Printed: both means of the clause chosen, of the best and of any, each story read with the weights of others,
and for the stories apart. One core takes four minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.record import story as stories_of_record
from dateline.record.evidence import Sources
from dateline.record.sentences import content_words
from dateline.record.telling import clauses, signals
from dateline.schema.annotation import Status
from dateline.schema.cluster import Entities, EventCluster
from dateline.schema.span import Span
from shared import ROOT
from stories import Story
from story_keys import read, spots, stories_to_check, stories_to_learn

WEIGHTS = ROOT / "src/dateline/record/data/telling.json"
FOLDS = 10
STRENGTH = 0.005
"""Penalty on large weights; .001 to .05 make no difference."""
SHARPNESS = 4.0
"""How much likelier a clause of more worth is to be the one; 4 to 15 make no difference."""


class Choice(NamedTuple):
    """The clauses of one event: the signals, the letters and the words of the key that each has (0 to 1)."""

    signals: list[dict[str, float]]
    letters: list[float]
    words: list[float]

    def worth(self) -> np.ndarray:
        """The mean of both, a clause."""
        return (np.array(self.letters) + np.array(self.words)) / 2


def choices(story: Story) -> Iterator[Choice]:
    """The events of a story that tell one of its key's and have several mentions."""
    made: dict[tuple[Any, ...], tuple[EventCluster, Sources, Entities]] = {}

    def keep(cluster: EventCluster, sources: Sources, entities: Entities, _: Status) -> Span:
        first = clauses(cluster, sources)[0]  # not the one of the weights, so that no run hangs on one before
        made[cluster.type, first.text, cluster.who] = cluster, sources, entities
        return first

    with patch.object(stories_of_record, "telling", keep):
        _, key = read(story)
    for wanted in key.x.get("events", []):
        places = spots(key, wanted)
        event = _told(key, wanted, places)
        if event is None:
            continue
        cluster, sources, entities = made[event["type"], event["what"], tuple(event["who"])]
        told = clauses(cluster, sources)
        if len(told) > 1:
            own = set(content_words(wanted["what"]))
            yield Choice(
                signals(cluster, sources, entities, event["status"], told),
                [max(_alike(clause, *place) for place in places) for clause in told],
                [len(own & set(content_words(clause.text))) / max(1, len(own)) for clause in told],
            )


def _told(key: Any, wanted: dict[str, Any], places: list[tuple[str, int, int]]) -> dict[str, Any] | None:
    """The event of the record that the scorer lays beside an event of the key."""

    def likeness(event: dict[str, Any]) -> int:
        at = sum(
            any(v["article"] == article and v["start"] < end and start < v["end"] for v in event["evidence"])
            for article, start, end in places
        )
        who = sum(any(key.is_entity(id_, name) for id_ in event["who"]) for name in wanted.get("who", []))
        same = (event.get("when") in key.whens(wanted)) + (event["status"] == wanted.get("status"))
        return at and 2 * who + at + same

    best = max(key.events, key=likeness, default=None)
    return best if best is not None and likeness(best) else None


def _alike(clause: Span, article: str, start: int, end: int) -> float:
    """Twice the letters in both, of the letters of both."""
    both = max(0, min(end, clause.end) - max(start, clause.start)) if clause.article == article else 0
    return 2 * both / (end - start + clause.end - clause.start)


def main() -> None:
    """Fit on all stories, print how well those left out are read, and write the weights."""
    with stories_to_learn() as found:
        stories = [list(choices(story)) for story in found]
    with stories_to_check() as found:
        apart = [choice for story in found for choice in choices(story)]
    names = sorted(stories[0][0].signals[0])
    left_out: list[tuple[Choice, int]] = []
    for fold in range(FOLDS):
        weights = _fit(
            names, [one for at, those in enumerate(stories) if at % FOLDS != fold for one in those]
        )
        unseen = [one for at, those in enumerate(stories) if at % FOLDS == fold for one in those]
        left_out += [(one, _best(weights, names, one)) for one in unseen]
    weights = _fit(names, [one for those in stories for one in those])
    _report(f"{len(stories)} stories, each with the weights of others", left_out)
    _report("stories apart", [(one, _best(weights, names, one)) for one in apart])
    card = {
        "trained on": f"{len(stories)} story keys of Dateline",
        "weights": {"bias": 0.0}
        | {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _fit(names: Sequence[str], those: Sequence[Choice]) -> np.ndarray:
    """The weights of the signals as they are; they are learned with each signal at one scale."""
    tables = [_matrix(names, one) for one in those]
    scale = np.concatenate(tables).std(axis=0) + 1e-9
    tables = [table / scale for table in tables]
    wanted = [_shares(SHARPNESS * one.worth()) for one in those]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros(len(names))
        for table, truth in zip(tables, wanted, strict=True):
            shares = _shares(table @ weights)
            total -= float(truth @ np.log(shares + 1e-12))
            slope -= table.T @ (truth - shares)
        count = len(tables)
        return total / count + STRENGTH * float(weights @ weights) / 2, slope / count + STRENGTH * weights

    found: np.ndarray = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return found / scale


def _shares(odds: np.ndarray) -> np.ndarray:
    raised: np.ndarray = np.exp(odds - odds.max())
    return raised / raised.sum()


def _matrix(names: Sequence[str], one: Choice) -> np.ndarray:
    return np.array([[found[name] for name in names] for found in one.signals])


def _best(weights: np.ndarray, names: Sequence[str], one: Choice) -> int:
    return int((_matrix(names, one) @ weights).argmax())


def _report(title: str, read_as: Sequence[tuple[Choice, int]]) -> None:
    print(f"{title}: {len(read_as)} events of several mentions")
    for name in ("letters", "words"):
        chosen = np.mean([getattr(one, name)[at] for one, at in read_as])
        best = np.mean([max(getattr(one, name)) for one, _ in read_as])
        some = np.mean([np.mean(getattr(one, name)) for one, _ in read_as])
        print(f"  {name} chosen {chosen:.3f}, the best {best:.3f}, any {some:.3f}")


if __name__ == "__main__":
    main()
