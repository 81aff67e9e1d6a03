"""Learn the weights of `dateline.resolve.event_places`: resolve/data/event_where.json.

Data: the story keys that may be looked at, without those of `story_keys.UNREAD`. Each event of a key is
matched with a cluster of mentions as shared/score_record.py does it; a place is right where the key accepts
it. For some of the events that the keys lack or do not place, `evaluation/cases/event_places.json` has where
they happened, judged by eye. A conditional logit (McFadden 1974) chooses among the candidates of an event and
none of them, which is right where the place is no candidate; where nobody has said, so it is at less weight.

    python training/event_where.py [--without NAME…]

Printed, a tenth of the stories left out in turn, of events that no words place: how many of the likeliest
places are right and wrong, of those that the keys place and of those that were judged. One core takes four
minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Facts, Sides
from dateline.resolve.event_places import Places
from dateline.resolve.events import group_mentions
from dateline.resolve.quotations import resolve_quotations
from dateline.schema.article import Article
from shared import ROOT
from stories import Story
from story_keys import read_annotated, stories_to_learn

WEIGHTS = ROOT / "src/dateline/resolve/data/event_where.json"
CASES = ROOT / "evaluation/cases/event_places.json"
PENALTY = 15.0
"""Weight of the squared weights; of 5 to 30 what ranks the candidates of stories left out best."""
PARTS = 10
"""Parts of the stories that are left out in turn."""
FEWEST = 4
"""Options that a signal needs to get a weight."""
SHARE = {"key": 1.0, "judged": 0.15, "untold": 0.3, "further": 0.03}
"""Weight of an event by its source: keys leave out what is not plain. With those judged by eye at 1 more of
them are right, and fewer of those that keys place."""


Source = Literal["key", "judged", "untold", "further"]


class Case(NamedTuple):
    """An event and its options: the signals of each, whether it is right, and whether the event can be there;
    the last option is none of the places.

    `source` is "key" for one that a key places, "judged" for one that was judged by eye, "untold" for another
    of a key, and "further" for one that the key lacks; `told` is whether words place it.
    """

    story: str
    source: Source
    told: bool
    rows: tuple[tuple[dict[str, float], bool, bool], ...]


def cases(story: Story) -> Iterator[Case]:
    """The cases of a story."""
    affairs, key = read_annotated(story)
    annotated = [item for affair in affairs for item in affair]
    entities = resolve_entities(annotated)
    sides = Sides(entities)
    groups, *_ = group_mentions(annotated, entities, sides, resolve_quotations(annotated, entities))
    places = Places(annotated, entities, [fact for group in groups for fact in group], sides)
    key.entities = {entity.id: msgspec.to_builtins(entity) for entity in entities.entities}
    sentences = {item.article.id: item.annotations.sentences for item in annotated}
    placed, named = set(), set()
    for event in key.x.get("events", []):
        where = event.get("where_any") or ([event["where"]] if event.get("where") else [])
        group = matched(event, groups, key, sentences)
        if group is not None and where:
            right = {id_ for id_ in sides.entities if any(key.is_entity(id_, name) for name in where)}
            yield case(story.name, "key", group, places, right)
        (placed if where else named).add(id(group))
    spots = judged(story.name, [item.article for item in annotated])
    for group in groups:
        names = next(
            (spots[spot] for fact in group if (spot := (fact.article, fact.position)) in spots), None
        )
        if id(group) in placed:
            continue
        if names is not None:
            right = {id_ for id_, entity in sides.entities.items() if {entity.name, *entity.aliases} & names}
            yield case(story.name, "judged", group, places, right)
        elif id(group) in named:
            yield case(story.name, "untold", group, places)
        elif any(fact.event.asserted for fact in group):
            yield case(story.name, "further", group, places)


def judged(story: str, articles: Sequence[Article]) -> Mapping[tuple[str, int], Set[str]]:
    """Where the events of a story that were judged by eye happened, by article and start of the word for
    them.
    """
    ids = {Path(article.source.path or "").name: article.id for article in articles}
    rows = json.loads(CASES.read_text("utf-8"))["stories"].get(story, [])
    return {(ids[file], start): frozenset(names) for file, start, names in rows if file in ids}


def case(
    story: str, source: Source, group: Sequence[Facts], places: Places, right: Set[str] = frozenset()
) -> Case:
    """The case of a group of mentions; `right` are the places where it happened."""
    options = places.options(group, places.named(group))
    none = options.pop(None)
    rows = [(signals, id_ in right, places.may_be_at(group, id_)) for id_, signals in options.items()]
    told = any(fact.where is not None for fact in group)
    last = (none, not right & options.keys(), True)
    return Case(story, source, told, (*rows, last))


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
    used = [case for case in cases if case.source == "key" or not case.told]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row[0] for case in used for row in case.rows])
    common = np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST
    vectorizer.restrict(common)
    matrix = matrix[:, np.flatnonzero(common)].tocsr()
    right = np.array([row[1] for case in used for row in case.rows])
    case_of = np.repeat(np.arange(len(used)), [len(case.rows) for case in used])
    weight = np.array([SHARE[case.source] for case in used])

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
        mine = (case for case in cases if part[case.story] == number and not case.told)
        found += [(case, likelihoods(case, *learned)) for case in mine]
    return found


def answer(case: Case, likely: np.ndarray, threshold: float) -> str:
    """How the likeliest place of a case fares."""
    places = [at for at, row in enumerate(case.rows[:-1]) if row[2]]
    best = max(places, key=lambda at: likely[at], default=None)
    if best is None or likely[best] < threshold:
        return "none"
    return "shown" if case.source in {"untold", "further"} else "right" if case.rows[best][1] else "wrong"


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
    for threshold in (0.08, 0.1, 0.12, 0.14, 0.16, 0.2):
        answers = Counter((case.source, answer(case, likely, threshold)) for case, likely in unseen)
        print(f"from {threshold}:", {" ".join(name): count for name, count in sorted(answers.items())})
    vectorizer, learned = learn(found)
    weights = {
        str(name): round(float(value), 3)
        for name, value in zip(vectorizer.get_feature_names_out(), learned, strict=True)
        if abs(value) >= 0.0005
    }
    card = {
        "trained on": "the story keys to develop with, and events judged by eye",
        "without": options.without,
        "weights": weights,
    }
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
