"""Learn the weights of `dateline.resolve.event_places`: resolve/data/event_where.json.

Data: the story keys that may be looked at, without those of `story_keys.APART`. Each event of a key is
matched with a cluster of mentions as shared/score_record.py does it; a place is right where the key accepts
it. Where the key gives no place, what the words tell counts as unknown, and what is only guessed as wrong.

    python training/event_where.py [--without NAME…]

Printed, each story left out in turn, of events that no words place: how many of the likeliest places are
right and wrong, and how many are shown of those for which the key has none; countries apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import dateline
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Facts, Sides
from dateline.resolve.event_places import Places
from dateline.resolve.events import group_mentions
from dateline.schema.annotation import AnnotatedArticle
from shared import ROOT, scorer
from stories import Story
from story_keys import stories_to_learn

WEIGHTS = ROOT / "src/dateline/resolve/data/event_where.json"
STRENGTH = 0.03
"""Inverse of the penalty on large weights; of .03 to 1 the one with the best average precision on stories
left out."""
FEWEST = 4
"""Candidates that a signal needs to get a weight."""
UNTOLD = 0.5
"""Weight of candidates at events for which the key has no place: keys leave out what is not plain."""


class Case(NamedTuple):
    """An event of a key: signals of its candidates, whether they are right, whether told, and whether the
    event can be there.

    `wanted` is whether the key has a place for it.
    """

    story: str
    event: str
    wanted: bool
    rows: tuple[tuple[dict[str, float], bool, bool, bool], ...]


def cases(story: Story) -> Iterator[Case]:
    """The cases of a story."""
    expected = json.loads(story.key.read_text("utf-8"))
    record = dateline.read([story.articles / article["file"] for article in expected["articles"]])
    layers = dateline.annotate_many(record.articles)
    annotated = [
        AnnotatedArticle(article=article, annotations=found)
        for article, found in zip(record.articles, layers, strict=True)
    ]
    entities = resolve_entities(annotated)
    sides = Sides(entities)
    groups, _ = group_mentions(annotated, entities, sides)
    places = Places(annotated, entities, [fact for group in groups for fact in group], sides)
    shown = json.loads(record.to_json(indent=0))
    shown["stories"] = [{"entities": msgspec.to_builtins(entities.entities)}]
    key = scorer("score_record").Key(expected, shown)
    sentences = {item.article.id: item.annotations.sentences for item in annotated}
    for event in expected.get("events", []):
        group = matched(event, groups, key, sentences)
        if group is None:
            continue
        where = event.get("where_any") or ([event["where"]] if event.get("where") else [])
        told = {fact.where for fact in group}
        rows = tuple(
            (
                signals,
                any(key.is_entity(id_, name) for name in where),
                id_ in told,
                places.may_be_at(group, id_),
            )
            for id_, signals in places.candidates(group).items()
        )
        yield Case(story.name, event["id"], bool(where), rows)


def matched(
    event: dict[str, Any], groups: Sequence[list[Facts]], key: Any, sentences: dict[str, Any]
) -> list[Facts] | None:
    """The group of mentions that tells an event of the key, with at least half of those who take part."""
    spots = [spot for v in event.get("evidence", []) if (spot := key.find(v["file"], v["in"]))]
    found = []
    for number, group in enumerate(groups):
        told = {(fact.article, *sentence_of(fact, sentences)) for fact in group}
        overlap = sum(
            any(article == spot[0] and start < spot[2] and spot[1] < end for article, start, end in told)
            for spot in spots
        )
        who = {id_ for fact in group for id_ in fact.who}
        known = sum(any(key.is_entity(id_, name) for id_ in who) for name in event.get("who", []))
        status = Counter(fact.event.status for fact in group).most_common(1)[0][0] == event.get("status")
        kind = group[0].event.type in event.get("type", "").split("|")
        if overlap and 2 * known >= len(event.get("who", [])):
            found.append((2 * known + overlap + status + kind, -number))
    return groups[-max(found)[1]] if found else None


def sentence_of(fact: Facts, sentences: dict[str, Any]) -> tuple[int, int]:
    """Where the sentence of a mention begins and ends."""
    for sentence in sentences[fact.article]:
        if sentence.start <= fact.position < sentence.end:
            return sentence.start, sentence.end
    return fact.position, fact.position + 1


def learn(cases: Sequence[Case]) -> tuple[DictVectorizer, LogisticRegression]:
    """The vectorizer and the regression fitted on the candidates of all cases."""
    rows = [(case.wanted, row) for case in cases for row in case.rows if case.wanted or not row[2]]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row[0] for _, row in rows])
    common = np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST
    vectorizer.restrict(common)
    matrix = matrix[:, np.flatnonzero(common)]
    truth = np.array([row[1] for _, row in rows])
    weight = np.array([1.0 if wanted else UNTOLD for wanted, _ in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, solver="liblinear")
    return vectorizer, model.fit(matrix, truth, sample_weight=weight)


def report(cases: Sequence[Case], threshold: float) -> Counter[str]:
    """How the likeliest places fare, each story left out in turn."""
    counts: Counter[str] = Counter()
    for name in sorted({case.story for case in cases}):
        vectorizer, model = learn([case for case in cases if case.story != name])
        for case in cases:
            if case.story == name and not any(row[2] for row in case.rows):
                counts[answer(case, vectorizer, model, threshold)] += 1
    return counts


def answer(case: Case, vectorizer: DictVectorizer, model: LogisticRegression, threshold: float) -> str:
    """How the likeliest place of one case fares."""
    rows = [row for row in case.rows if row[3]]
    likely = [0.0]
    if rows:
        likely = model.predict_proba(vectorizer.transform([row[0] for row in rows]))[:, 1]
    best = int(np.argmax(likely))
    if likely[best] < threshold:
        return "none" if case.wanted else "rightly none"
    country = "country " if "kind country" in rows[best][0] else ""
    return country + (("right" if rows[best][1] else "wrong") if case.wanted else "not in the key")


def main() -> None:
    """Print how unseen stories fare, fit on all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without", nargs="*", default=[], help="stories that are left out throughout")
    options = parser.parse_args()
    found: list[Case] = []
    with stories_to_learn() as stories:
        for story in stories:
            if story.name not in options.without:
                found += cases(story)
    for threshold in (0.14, 0.16, 0.2, 0.3):
        print(f"from {threshold}:", dict(sorted(report(found, threshold).items())))
    vectorizer, model = learn(found)
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        str(name): round(float(value), 3)
        for name, value in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(value) >= 0.0005
    }
    card = {"trained on": "the story keys to develop with", "without": options.without, "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
