"""Learn the weights of `dateline.annotate.event_days`: annotate/data/event_days.json.

Data: TimeBank and AQUAINT of TempEval-3 (no licence stated; only these weights are kept), MEANTIME (CC BY
4.0), topics airbus and apple, and the story keys that may be looked at, without those of
`story_keys.UNREAD`. In the corpora event words and times are given; an event that the rules of `event_slots`
leave undated and that the key relates to a time is a case. A candidate is right where the key has the event
within, or at the same time as, its value. Candidates of other sentences of which the key says nothing count
as wrong only where it dates the event. In the stories each mention in the words of a key's event, sayings
among them, is a case if no words and no rule of `event_setting` date it.

    python training/event_days.py

Printed, cross-validated over documents and over stories: precision and recall at thresholds, by where the
best candidate stands. Corpora relate few events to times of other sentences, so that many answers called
wrong are not. One core takes four minutes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.annotate.annotator import Document
from dateline.annotate.event_attachment import low_attachments, stops
from dateline.annotate.event_days import DAY, Candidate, Days, carrier
from dateline.annotate.event_slots import when
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger, trigger_at
from dateline.annotate.events import event_words
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import TimeExpression
from dateline.schema.article import Article
from events import ANY, DEVELOPMENT, token_of
from shared import ROOT, lines
from stories import Story
from story_keys import read_annotated, spots, stories_to_learn

WEIGHTS = ROOT / "src/dateline/annotate/data/event_days.json"
STRENGTH = 0.05
"""Inverse of the penalty on large weights; of .02 to .3 one of those with the best average precision on
stories left out."""
FEWEST = 8
"""Candidates that a signal needs to get a weight."""
OF_STORIES = 3.0
"""Weight of a candidate of the stories, whose readers date events as the record does."""

WITHIN = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY"})
HOLDING = frozenset({"INCLUDES", "SIMULTANEOUS", "DURING_INV", "IDENTITY"})
STATES = frozenset({"I_STATE", "STATE", "ASPECTUAL"})
"""Classes of TimeBank that Dateline takes for no events."""


class Text(NamedTuple):
    """A document of a key: events as start, end and {value: whether the event is within it}."""

    id: str
    text: str
    published: str
    times: list[dict[str, Any]]
    events: list[tuple[int, int, dict[str, bool]]]


def timebank() -> Iterator[Text]:
    """The documents of TimeBank and AQUAINT."""
    for name in ("train_timebank", "train_aquaint"):
        for row in lines("tempeval3", f"{name}.jsonl.gz"):
            value = {time["tid"]: time["value"] for time in row["timex3"]} | {
                row["dct"]["tid"]: row["dct"]["value"]
            }
            event = {e["instance"]["eiid"]: e["eid"] for e in row["events"] if e.get("instance")}
            links: dict[str, dict[str, bool]] = defaultdict(dict)
            for link in row["tlinks"]:
                if "eventInstanceID" in link and "relatedToTime" in link:
                    one, time, right = link["eventInstanceID"], link["relatedToTime"], WITHIN
                elif "timeID" in link and "relatedToEventInstance" in link:
                    one, time, right = link["relatedToEventInstance"], link["timeID"], HOLDING
                else:
                    continue
                if one in event and time in value:
                    known = links[event[one]]
                    known[value[time]] = known.get(value[time], False) or link["relType"] in right
            told = [e for e in row["events"] if "start" in e and e["class"] not in STATES]
            yield Text(
                id=row["id"],
                text=row["text"],
                published=row["dct"]["value"][:DAY],
                times=[time for time in row["timex3"] if "start" in time],
                events=[(e["start"], e["end"], dict(links[e["eid"]])) for e in told],
            )


def meantime() -> Iterator[Text]:
    """The documents of MEANTIME's development topics, of the sentences that are annotated in full."""
    for row in lines("meantime", "all.jsonl.gz"):
        if row["corpus"] not in DEVELOPMENT:
            continue
        by_id = {m["m_id"]: m for m in row["mentions"] if "m_id" in m}
        links: dict[str, dict[str, bool]] = defaultdict(dict)
        for link in row["relations"]:
            if link["type"] != "TLINK":
                continue
            for source in link["source"]:
                for target in link["target"]:
                    ends = [by_id.get(source, {}), by_id.get(target, {})]
                    types = [end.get("type") for end in ends]
                    relation = link.get("reltype") or link.get("relType")
                    if types == ["TIMEX3", "EVENT_MENTION"]:
                        one, time, right = target, ends[0], relation in HOLDING
                    elif types == ["EVENT_MENTION", "TIMEX3"]:
                        one, time, right = source, ends[1], relation in WITHIN
                    else:
                        continue
                    if time.get("value"):
                        known = links[one]
                        known[time["value"]] = known.get(time["value"], False) or right
        told = [m for m in row["mentions"] if m["type"] == "EVENT_MENTION" and m["sentence"] <= 5]
        yield Text(
            id=row["id"],
            text=row["text"],
            published=(row["dct"] or "")[:DAY],
            times=[m | {"type": m["subtype"]} for m in row["mentions"] if m["type"] == "TIMEX3"],
            events=[(m["start"], m["end"], dict(links[m["m_id"]])) for m in told],
        )


class Row(NamedTuple):
    """A candidate: its signals, whether it is right, whether that is known, and where it stands."""

    signals: dict[str, float]
    right: bool
    decided: bool
    place: str


class Case(NamedTuple):
    """The candidates of an undated event of a document or story, and whether the key dates it."""

    group: str
    weight: float
    rows: list[Row]
    dated: bool


def cases(text: Text) -> Iterator[Case]:
    """The undated events of a document of a corpus."""
    document = Document.of(Article(id="a1", text=text.text, published=text.published, language="en"))
    for annotator in (Sentences(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    times = tuple(
        TimeExpression(
            article="a1",
            start=time["start"],
            end=time["end"],
            text=text.text[time["start"] : time["end"]],
            type=time["type"],
            value=time.get("value"),
        )
        for time in sorted(text.times, key=lambda time: int(time["start"]))
    )
    tree = Tree.of(document.with_layers({"mentions": (), "times": times}))
    given = [
        (trigger_at(tree, token, ANY), known)
        for start, end, known in text.events
        if (token := token_of(tree, start, end)) is not None
    ]
    triggers = [trigger for trigger, _ in given]
    tree = tree.attached(low_attachments(tree, triggers), stops(tree, triggers))
    days = Days.of(tree, triggers, text.published)
    for trigger, known in given:
        if not known or when(tree, trigger) is not None:
            continue
        right = {value[:DAY] for value, within in known.items() if within}
        wrong = {value[:DAY] for value, within in known.items() if not within}
        rows = [row(days, trigger, candidate, right, wrong) for candidate in days.candidates(trigger)]
        yield Case(text.id, 1.0, rows, bool(right))


def row(days: Days, trigger: Trigger, candidate: Candidate, right: set[str], wrong: set[str]) -> Row:
    """A candidate of an event that the key has on the days `right` and not on the days `wrong`."""
    value, tokens = days.value(candidate)[:DAY], days.tree.tokens
    sentence = tokens[carrier(trigger)].sentence
    same = candidate.token is not None and tokens[candidate.token].sentence == sentence
    place = "published" if candidate.time is None else "same sentence" if same else "other sentence"
    decided = bool(right) or value in wrong or same
    return Row(days.signals(trigger, candidate), value in right, decided, place)


def stories() -> Iterator[Case]:
    """The undated mentions in the words of the events of story keys."""
    with stories_to_learn() as found:
        for story in found:
            yield from mentions(story)


def mentions(story: Story) -> Iterator[Case]:
    """Those of one story."""
    affairs, key = read_annotated(story)
    dated = [
        (spot, {value[:DAY] for value in values})
        for event in key.x.get("events", [])
        if (values := key.whens(event))
        for spot in spots(key, event)
    ]
    for article, found in ((item.article, item.annotations) for affair in affairs for item in affair):
        document = Document(article, found)
        tree = Tree.of(document)
        triggers = event_words(tree, document)
        listed = [trigger for trigger in triggers if not trigger.entry.open]
        tree = tree.attached(low_attachments(tree, listed), stops(tree, listed))
        told = [
            (reading, event)
            for trigger in triggers
            for reading in trigger.readings()
            for event in found.events
            if (event.trigger.start, event.label) == (start_of(tree, reading), reading.entry.label)
        ]
        days = Days.of(tree, [trigger for trigger, _ in told], article.published or "")
        for trigger, event in told:
            ruled = bool(event.days) and event.days[0].likelihood == 1
            if event.when is not None or ruled or event.status in {"cancelled", "denied"}:
                continue
            past = event.status == "held"
            candidates = [c for c in days.candidates(trigger) if days.fits(c, past=past)]
            for (id_, start, end), right in dated if candidates else ():
                if id_ == article.id and start <= event.trigger.start < end:
                    rows = [row(days, trigger, candidate, right, set()) for candidate in candidates]
                    yield Case(story.name, OF_STORIES, rows, dated=True)


def start_of(tree: Tree, trigger: Trigger) -> int:
    """Where the words of a trigger begin."""
    near = [token for token in trigger.tokens if abs(token - trigger.token) <= len(trigger.tokens)]
    return min(tree.tokens[token].start for token in near or [trigger.token])


def main() -> None:
    """Fit on all cases, print how well unseen ones are dated, and write the weights."""
    texts = (text for text in (*timebank(), *meantime()) if re.fullmatch(r"\d{4}-\d\d-\d\d", text.published))
    asked = [*(case for text in texts for case in cases(text)), *stories()]
    rows = [row for case in asked for row in case.rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row.signals for row in rows])
    common = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST)
    matrix, names = matrix[:, common], vectorizer.get_feature_names_out()[common]
    right, known = np.array([row.right for row in rows]), np.array([row.decided for row in rows])
    groups = [case.group for case in asked for _ in case.rows]
    weight = np.array([case.weight for case in asked for _ in case.rows])
    likely = np.zeros(len(rows))
    for seen, unseen in GroupKFold(10).split(matrix, right, groups):
        used = seen[known[seen]]
        likely[unseen] = _fit(matrix[used], right[used], weight[used]).predict_proba(matrix[unseen])[:, 1]
    first = np.cumsum([0, *(len(case.rows) for case in asked)])
    best = [
        (case, int(at + np.argmax(likely[at : at + len(case.rows)])))
        for case, at in zip(asked, first[:-1], strict=True)
    ]
    for name, mine in (("corpora", 1.0), ("stories", OF_STORIES)):
        report(name, [(case, at) for case, at in best if case.weight == mine], rows, likely)
    model = _fit(matrix[known], right[known], weight[known])
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        str(name): round(float(value), 3)
        for name, value in zip(names, model.coef_[0], strict=True)
        if abs(value) >= 0.0005
    }
    used = "TimeBank, AQUAINT; MEANTIME, topics airbus and apple; story keys of Dateline"
    card = {"trained on": used, "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def report(name: str, best: Sequence[tuple[Case, int]], rows: Sequence[Row], likely: Any) -> None:
    """Print how the likeliest candidate of each case fares, by least likelihood and by where it stands."""
    wanted = sum(case.dated for case, _ in best)
    print(f"{name}: {len(best)} events that the rules leave undated, {wanted} of them dated by the key")
    for threshold in (0.25, 0.3, 0.4, 0.5, 0.6):
        taken = [rows[at] for _, at in best if likely[at] >= threshold]
        hits = sum(row.right for row in taken)
        print(f"from {threshold}: precision {hits / len(taken):.3f}, recall {hits / wanted:.3f}")
        for where in ("same sentence", "other sentence", "published"):
            there = [row.right for row in taken if row.place == where]
            print(f"  {where}: {sum(there)} of {len(there)}")


def _fit(matrix: Any, truth: Any, weight: Any) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, max_iter=1000, solver="liblinear")
    return model.fit(matrix, truth, sample_weight=weight)


if __name__ == "__main__":
    main()
