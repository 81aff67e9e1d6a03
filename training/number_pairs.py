"""Learn the weights of `dateline.record.number_pairs`: record/data/numbers.json.

A logistic regression tells the pairs of numbers of which a reader says that the reports differ there from
the other pairs that exclude each other.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`, on which the result is
checked; the cases of evaluation/cases/differences.toml for development; the triples of AllSides among those
of evaluation/cases/allsides_differences.json that were looked at, the judged ones first, without the articles
of any key.

    python training/number_pairs.py [--triples NUMBER]

Printed, with one story left out at a time: average precision, and at thresholds how many of the disagreements
are found by how many pairs.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import dateline
import dateline.record.contrasts
from dateline.record.evidence import Sources
from dateline.record.number_pairs import Pair, find_pairs
from dateline.record.number_places import Place, StoryNumbers, read_place
from dateline.record.said import Said
from dateline.schema.cluster import Entities
from dateline.schema.story import Record
from differences import cases, story_of
from disagreements import LABELS
from keys import article_file
from shared import ROOT, lines
from story_keys import read, spots, stories_to_learn

WEIGHTS = ROOT / "src/dateline/record/data/numbers.json"
STRENGTH = 0.3
"""Inverse penalty."""

Spot = tuple[str, int, int]


class Row(NamedTuple):
    """A pair of a story: its signals, and which disagreement (from 1) it is of, 0 of none, -1 where it only
    repeats one.
    """

    story: str
    signals: dict[str, float]
    real: int


class Reader:
    """Reads stories and keeps what pairs of numbers they have."""

    def __init__(self) -> None:
        self._pairs: list[Pair] = []

    def _keep(self, said: Sequence[Said], sources: Sources, entities: Entities) -> Iterator[Any]:
        places = [read_place(one, figure, sources, entities) for one in said for figure in one.figures]
        table = {entity.id: entity for entity in entities.entities}
        self._pairs += find_pairs(places, StoryNumbers.of(said, places), table)
        return iter(())

    def __enter__(self) -> Reader:
        self._patch = patch.object(dateline.record.contrasts, "differing_numbers", self._keep)
        self._patch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.stop()

    def rows(self, story: str, wanted: Sequence[Sequence[Spot]], slots: Sequence[str] = ()) -> Iterator[Row]:
        """The pairs kept since the last call; `wanted` has for each disagreement where its values stand: the
        words, or, if its slot is among `slots`, the sentences.
        """
        held, self._pairs = self._pairs, []
        known = [_number(pair, wanted, slots) for pair in held]
        values = {_values(pair) for pair, number in zip(held, known, strict=True) if number}
        for pair, number in zip(held, known, strict=True):
            real = number if number or _values(pair) not in values else -1
            yield Row(story, dict(pair.signals), real)


def _values(pair: Pair) -> frozenset[float]:
    return frozenset((pair.one.figure.value, pair.other.figure.value))


def _number(pair: Pair, wanted: Sequence[Sequence[Spot]], slots: Sequence[str]) -> int:
    for number, places in enumerate(wanted, start=1):
        slot = slots[number - 1] if slots else None
        hits = [
            [at for at, spot in enumerate(places) if _is_at(place, spot, slot)]
            for place in (pair.one, pair.other)
        ]
        if any(a != b for a in hits[0] for b in hits[1]):
            return number
    return 0


def _is_at(place: Place, spot: Spot, slot: str | None) -> bool:
    span = place.figure.span if slot is None else place.said.sentence.span
    named = slot is None or slot in (place.figure.kind, place.figure.what, place.label)
    return named and span.article == spot[0] and span.start < spot[2] and spot[1] < span.end


# ---------------------------------------------------------------- data
def _of_keys(reader: Reader) -> Iterator[Row]:
    with stories_to_learn() as found:
        for story in found:
            if "conflicts" in json.loads(story.key.read_text("utf-8")):
                _, key = read(story)
                wanted = [spots(key, conflict) for conflict in key.x["conflicts"]]
                yield from reader.rows(story.name, wanted)


def _of_cases(reader: Reader) -> Iterator[Row]:
    for case in (*cases("differences", "develop"), *cases("updates", "develop")):
        story_of(case["reports"])
        told = []
        for number, words in (case.get("want") or {"values": []})["values"]:
            begin = case["reports"][number][2].casefold().index(words.casefold())
            told.append((f"a{number}", begin, begin + len(words)))
        yield from reader.rows(case["name"], [told])


def _of_triples(reader: Reader, most: int) -> Iterator[Row]:
    labels = json.loads(LABELS.read_text("utf-8"))
    judged = {label["story"] for label in labels["differences"]}
    stories = sorted(labels["stories"]["look"], key=lambda story: story not in judged)[:most]
    articles: dict[str, list[dict[str, Any]]] = {story: [] for story in stories}
    keys = [json.loads(path.read_text("utf-8")) for path in ROOT.glob("evaluation/keys/*.json")]
    in_keys = {article.get("article") for key in keys for article in key["articles"]}
    for line in lines("allsides_triplets", "articles.jsonl.gz"):
        if line["cluster"] in articles:
            articles[line["cluster"]].append(line)
    for story, held in articles.items():
        if not in_keys.isdisjoint(line["id"] for line in held):
            continue
        with TemporaryDirectory() as scratch:
            record = dateline.read(
                article_file(line, line["date"], Path(scratch))
                for line in sorted(held, key=lambda line: line["id"])
            )
        ids = _ids(record)
        real = [label for label in labels["differences"] if label["story"] == story and label["real"]]
        wanted = [[(ids[name], start, end) for name, start, end in label["places"]] for label in real]
        yield from reader.rows(story, wanted, [label["slot"] for label in real])


def _ids(record: Record) -> dict[str, str]:
    return {Path(str(article.source.path)).stem: article.id for article in record.articles if article.source}


# ---------------------------------------------------------------- learning
def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weights that the marked pairs of some stories give, each disagreement counting once."""
    marked = [row for row in rows if row.real >= 0]
    names = sorted(marked[0].signals)
    times = Counter((row.story, row.real) for row in marked)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(
        [[row.signals[name] for name in names] for row in marked],
        [row.real > 0 for row in marked],
        [1 / times[row.story, row.real] if row.real else 1.0 for row in marked],
    )
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def likelihood(weights: dict[str, float], signals: dict[str, float]) -> float:
    """The likelihood of a pair."""
    odds = weights["bias"] + sum(weights[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-odds))


def main() -> None:
    """Fit on all stories, print how well those left out are read, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, default=330, help="triples of AllSides that are read")
    args = parser.parse_args()
    with Reader() as reader:
        rows = [*_of_keys(reader), *_of_cases(reader), *_of_triples(reader, args.triples)]
    learn(rows)


def learn(rows: Sequence[Row]) -> None:
    """Print what stories left out give, and write the weights of all."""
    marked = [row for row in rows if row.real >= 0]
    known = {(row.story, row.real) for row in marked if row.real}
    apart = {
        story: fitted([row for row in marked if row.story != story])
        for story in {row.story for row in marked}
    }
    odds = [likelihood(apart[row.story], row.signals) for row in marked]
    print(f"{len(marked)} pairs, {len(known)} disagreements")
    print(f"average precision {average_precision_score([row.real > 0 for row in marked], odds):.3f}")
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        shown = [row for row, value in zip(marked, odds, strict=True) if value >= threshold]
        real = {(row.story, row.real) for row in shown if row.real}
        print(f"  from {threshold}: {len(real)} found, {sum(not row.real for row in shown)} other pairs")
    weights = {name: round(value, 3) for name, value in fitted(rows).items()}
    card = {"trained on": f"{len({row.story for row in rows})} stories", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
