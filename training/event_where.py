"""Learn the weights of `dateline.resolve.event_places`: resolve/data/event_where.json.

Data: the story keys that may be looked at, without those of `story_keys.APART`. Each event of a key is
matched with a cluster of mentions as shared/score_record.py does it; a place is right where the key accepts
it. A conditional logit (McFadden 1974) chooses among the candidates of an event and none of them, which is
right where the key has a place that is no candidate; where the key gives no place, or lacks the event, so it
is at less weight.

    python training/event_where.py [--without NAME…]

Printed, a tenth of the stories left out in turn, of events that no words place: how many of the likeliest
places are right and wrong, and how many are shown of those for which the key has none.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import dateline
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Facts, Sides
from dateline.resolve.event_places import Places
from dateline.resolve.events import group_mentions
from dateline.resolve.quotations import resolve_quotations
from dateline.schema.annotation import AnnotatedArticle
from shared import ROOT, scorer
from stories import Story
from story_keys import stories_to_learn

WEIGHTS = ROOT / "src/dateline/resolve/data/event_where.json"
PENALTY = 15.0
"""Weight of the squared weights; of 5 to 30 what ranks the candidates of stories left out best."""
PARTS = 10
"""Parts of the stories that are left out in turn."""
FEWEST = 4
"""Options that a signal needs to get a weight."""
UNTOLD, FURTHER = 0.3, 0.05
"""Weight of events for which the key has no place, as keys leave out what is not plain, and of events that no
key has: they are left unplaced more often, but of those of a record with a place half are there."""


class Case(NamedTuple):
    """An event of a key and its options: the signals of each, whether it is right, and whether the event can
    be there; the last option is none of the places.

    `event` is None for one that the key lacks; `wanted` is whether the key has a place for it, `told` whether
    words place it.
    """

    story: str
    event: str | None
    wanted: bool
    told: bool
    rows: tuple[tuple[dict[str, float], bool, bool], ...]


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
    groups, *_ = group_mentions(annotated, entities, sides, resolve_quotations(annotated, entities))
    places = Places(annotated, entities, [fact for group in groups for fact in group], sides)
    shown = json.loads(record.to_json(indent=0))
    shown["stories"] = [{"entities": msgspec.to_builtins(entities.entities)}]
    key = scorer("score_record").Key(expected, shown)
    sentences = {item.article.id: item.annotations.sentences for item in annotated}
    found = {event["id"]: matched(event, groups, key, sentences) for event in expected.get("events", [])}
    for event in expected.get("events", []):
        where = event.get("where_any") or ([event["where"]] if event.get("where") else [])
        group = found[event["id"]]
        if group is not None:
            right = {id_ for id_ in sides.entities if any(key.is_entity(id_, name) for name in where)}
            yield case(story.name, event["id"], group, places, wanted=bool(where), right=right)
    known = {id(group) for group in found.values()}
    for group in groups:
        if id(group) not in known and any(fact.event.asserted for fact in group):
            yield case(story.name, None, group, places)


def case(
    story: str,
    event: str | None,
    group: Sequence[Facts],
    places: Places,
    *,
    wanted: bool = False,
    right: Set[str] = frozenset(),
) -> Case:
    """The case of a group of mentions; `right` are the places that the key accepts."""
    options = places.options(group, places.named(group))
    none = options.pop(None)
    rows = [(signals, id_ in right, places.may_be_at(group, id_)) for id_, signals in options.items()]
    told = any(fact.where is not None for fact in group)
    last = (none, not right & options.keys(), True)
    return Case(story, event, wanted, told, (*rows, last))


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


def learn(cases: Sequence[Case]) -> tuple[DictVectorizer, np.ndarray]:
    """The vectorizer, and the weights that make the right options of all cases likeliest."""
    used = [case for case in cases if case.wanted or not case.told]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row[0] for case in used for row in case.rows])
    common = np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST
    vectorizer.restrict(common)
    matrix = matrix[:, np.flatnonzero(common)].tocsr()
    right = np.array([row[1] for case in used for row in case.rows])
    case_of = np.repeat(np.arange(len(used)), [len(case.rows) for case in used])
    weight = np.array([1.0 if case.wanted else UNTOLD if case.event else FURTHER for case in used])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        most = np.full(len(used), -np.inf)
        np.maximum.at(most, case_of, odds)
        shares = np.exp(odds - most[case_of])
        all_, good = np.bincount(case_of, shares), np.bincount(case_of, shares * right)
        gradient = matrix.T @ ((shares / all_[case_of] - shares * right / good[case_of]) * weight[case_of])
        cost = -(weight * np.log(good / all_)).sum() + PENALTY / 2 * weights @ weights
        return cost, gradient + PENALTY * weights

    return vectorizer, minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B").x


def likelihoods(case: Case, vectorizer: DictVectorizer, weights: np.ndarray) -> np.ndarray:
    """How likely each option of a case is."""
    odds = vectorizer.transform([row[0] for row in case.rows]) @ weights
    shares = np.exp(odds - odds.max())
    return shares / shares.sum()


def left_out(cases: Sequence[Case]) -> list[tuple[Case, np.ndarray]]:
    """The cases that no words place, with the likelihoods of their options by the other stories."""
    part = {name: at % PARTS for at, name in enumerate(sorted({case.story for case in cases}))}
    found = []
    for number in range(PARTS):
        learned = learn([case for case in cases if part[case.story] != number])
        mine = (case for case in cases if part[case.story] == number and case.event and not case.told)
        found += [(case, likelihoods(case, *learned)) for case in mine]
    return found


def answer(case: Case, likely: np.ndarray, threshold: float) -> str:
    """How the likeliest place of a case fares."""
    places = [at for at, row in enumerate(case.rows[:-1]) if row[2]]
    best = max(places, key=lambda at: likely[at], default=None)
    if best is None or likely[best] < threshold:
        return "none" if case.wanted else "rightly none"
    return ("right" if case.rows[best][1] else "wrong") if case.wanted else "not in the key"


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
    unseen = left_out(found)
    for threshold in (0.04, 0.06, 0.08, 0.1, 0.12, 0.16):
        print(
            f"from {threshold}:", dict(sorted(Counter(answer(*case, threshold) for case in unseen).items()))
        )
    vectorizer, learned = learn(found)
    weights = {
        str(name): round(float(value), 3)
        for name, value in zip(vectorizer.get_feature_names_out(), learned, strict=True)
        if abs(value) >= 0.0005
    }
    card = {"trained on": "the story keys to develop with", "without": options.without, "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
