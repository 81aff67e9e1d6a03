"""Learn the weights of `dateline.annotate.event_places`: annotate/data/event_places.json.

Nobody has to label anything: in news, an event whose sentence names its place ("clashes in Tarn") shows what
the rest of the article says about that place. The place is hidden where it is told, each other place that
the article names is a candidate, and it is right where its name is that of the hidden one. A candidate of
the same country of which one is the country itself is neither. Data: AllSides triplets without the stories
that have a key, and the stream (texts are the publishers'; only these weights are kept).

    python training/event_places.py [--articles N] [--cache FILE]

Printed, cross-validated over articles: how often the best candidate is right where the hidden place is named
elsewhere, and precision and recall at thresholds. An event of a place that is named but once cannot be told,
and counts as wrong for each answer: of events whose place goes without saying the precision is higher.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import dateline
from dateline.annotate.annotator import Document
from dateline.annotate.event_places import ON_THE_SPOT, Place, Scenery, candidates
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from shared import ROOT, lines

WEIGHTS = ROOT / "src/dateline/annotate/data/event_places.json"
STRENGTH = 0.1
"""Inverse of the penalty on large weights."""
FEWEST = 15
"""Candidates that a signal needs to get a weight."""
SHORTEST, LONGEST = 600, 6000
"""Characters of the articles that are read."""
SEED = 1
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Case(NamedTuple):
    """An event whose place is hidden: label, and the rows of its candidates with whether they are right."""

    label: str
    rows: tuple[tuple[int, bool], ...]


def articles() -> Iterator[Article]:
    """Articles of both corpora in turns, in an order that is always the same."""
    keyed = {
        article["article"]
        for path in sorted(ROOT.glob("evaluation/keys/*.json"))
        for article in json.loads(path.read_text("utf-8"))["articles"]
    }
    triplets = list(lines("allsides_triplets", "articles.jsonl.gz"))
    apart = {row["cluster"] for row in triplets if row["id"] in keyed}
    pools = [
        [(row["text"], row["title"], row["date"]) for row in triplets if row["cluster"] not in apart],
        [(row["text"], row["title"], row["date_publish"]) for row in lines("stream", "articles.jsonl.gz")],
    ]
    for pool in pools:
        random.Random(SEED).shuffle(pool)
    for number, row in enumerate(row for rows in zip(*pools, strict=False) for row in rows):
        text, title, published = row
        if _DAY.match(published or "") and SHORTEST <= len(text) <= LONGEST:
            yield Article(id=f"a{number}", text=text, title=title, published=published[:10], language="en")


def annotated(limit: int, cache: Path | None) -> list[AnnotatedArticle]:
    """The annotated articles; those that `cache` holds are not read again."""
    kept = cache.read_bytes().splitlines() if cache is not None and cache.exists() else []
    found = [msgspec.json.decode(line, type=AnnotatedArticle) for line in kept[:limit]]
    for article in islice(articles(), len(found), limit):
        layers = next(iter(dateline.annotate_many([article])))
        found.append(AnnotatedArticle(article=article, annotations=layers))
        if cache is not None:
            with cache.open("ab") as file:
                file.write(msgspec.json.encode(found[-1]) + b"\n")
    return found


def hidden(item: AnnotatedArticle) -> Iterator[tuple[str, list[tuple[dict[str, float], bool]]]]:
    """The label of each event with a place told, and signals and truth of its candidates."""
    layers = msgspec.structs.asdict(item.annotations)
    layers.pop("article")
    document = Document.of(item.article).with_layers(layers)
    scenery = Scenery(document, item.annotations.events)
    for one in scenery.happenings:
        if one.place is None or one.event.weak:
            continue
        place = scenery.places[one.place]
        rows = [
            (scenery.signals(one, other), other is place)
            for other in candidates(scenery, one)
            if other is place or not _holds(other, place)
        ]
        yield one.event.label or one.event.type, rows


def _holds(one: Place, other: Place) -> bool:
    """Whether one is the country of the other."""
    return one.country == other.country is not None and "country" in {one.kind, other.kind}


def main() -> None:
    """Fit on all hidden places, print how well unseen ones are found, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=3000, help="articles to read")
    parser.add_argument("--cache", type=Path, help="where annotated articles are kept")
    options = parser.parse_args()
    items = annotated(options.articles, options.cache)
    rows: list[dict[str, float]] = []
    truth: list[bool] = []
    groups: list[str] = []
    cases: list[Case] = []
    for item in items:
        for label, found in hidden(item):
            first = len(rows)
            rows += [signals for signals, _ in found]
            truth += [right for _, right in found]
            groups += [item.article.id] * len(found)
            cases.append(Case(label, tuple((first + n, right) for n, (_, right) in enumerate(found))))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    common = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST)
    matrix, names = matrix[:, common], vectorizer.get_feature_names_out()[common]
    likely = np.zeros(len(rows))
    for seen, unseen in GroupKFold(5).split(matrix, truth, groups):
        likely[unseen] = _fit(matrix[seen], np.array(truth)[seen]).predict_proba(matrix[unseen])[:, 1]
    print(f"{len(items)} articles, {len(cases)} places told, {sum(truth)} named elsewhere as well")
    report("all", cases, likely)
    report("on the spot", [case for case in cases if case.label in ON_THE_SPOT], likely)
    report("others", [case for case in cases if case.label not in ON_THE_SPOT], likely)
    model = _fit(matrix, np.array(truth))
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        str(name): round(float(value), 3)
        for name, value in zip(names, model.coef_[0], strict=True)
        if abs(value) >= 0.0005
    }
    card = {
        "trained on": f"places hidden in {len(items)} articles of AllSides triplets and the stream",
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def report(name: str, cases: list[Case], likely: np.ndarray) -> None:
    """Print how often the best candidate is right."""
    told = sum(any(right for _, right in case.rows) for case in cases)
    best = [max(case.rows, key=lambda row: likely[row[0]]) for case in cases if case.rows]
    first = sum(right for _, right in best)
    print(f"{name}: {len(cases)} places, best candidate right {first / told:.3f} of {told}")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        taken = [right for row, right in best if likely[row] >= threshold]
        print(f"  from {threshold}: precision {sum(taken) / len(taken):.3f}, recall {sum(taken) / told:.3f}")


def _fit(matrix: np.ndarray, truth: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000, solver="liblinear").fit(matrix, truth)


if __name__ == "__main__":
    main()
