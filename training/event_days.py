"""Learn the weights of `dateline.annotate.event_days`: annotate/data/event_days.json.

Data: TimeBank and AQUAINT of TempEval-3 (no licence stated; only these weights are kept) and MEANTIME (CC BY
4.0), topics airbus and apple. Event words and times are given; an event that the rules of `event_slots` leave
undated and that the key relates to a time is a case. A candidate is right where the key has the event
within, or at the same time as, its value. Candidates of other sentences of which the key says nothing count
as wrong only where it dates the event.

    python training/event_days.py

Printed, cross-validated over documents: precision and recall at thresholds, by where the best candidate
stands. Keys relate few events to times of other sentences, so that many answers called wrong are not.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.annotate.annotator import Document
from dateline.annotate.event_attachment import low_attachments, stops
from dateline.annotate.event_days import DAY, Days, carrier
from dateline.annotate.event_slots import when
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import trigger_at
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import TimeExpression
from dateline.schema.article import Article
from events import ANY, DEVELOPMENT, token_of
from shared import ROOT, lines

WEIGHTS = ROOT / "src/dateline/annotate/data/event_days.json"
STRENGTH = 0.3
"""Inverse of the penalty on large weights."""
FEWEST = 8
"""Candidates that a signal needs to get a weight."""

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


def cases(text: Text) -> Iterator[tuple[list[tuple[dict[str, float], bool, bool, str]], bool]]:
    """For each undated event: signals, truth, whether that is known, and place of its candidates; and whether
    the key dates it."""
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
        rows = []
        for candidate in days.candidates(trigger):
            value = days.value(candidate)[:DAY]
            sentence = tree.tokens[carrier(trigger)].sentence
            same = candidate.token is not None and tree.tokens[candidate.token].sentence == sentence
            place = "published" if candidate.time is None else "same sentence" if same else "other sentence"
            decided = bool(right) or value in wrong or same
            rows.append((days.signals(trigger, candidate), value in right, decided, place))
        yield rows, bool(right)


def main() -> None:
    """Fit on all cases, print how well unseen ones are dated, and write the weights."""
    signals: list[dict[str, float]] = []
    truth: list[bool] = []
    decided: list[bool] = []
    groups: list[str] = []
    asked: list[tuple[list[tuple[int, str]], bool]] = []
    for text in (*timebank(), *meantime()):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text.published):
            continue
        for rows, dated in cases(text):
            asked.append(([(len(signals) + n, row[3]) for n, row in enumerate(rows)], dated))
            signals += [row[0] for row in rows]
            truth += [row[1] for row in rows]
            decided += [row[2] for row in rows]
            groups += [text.id] * len(rows)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(signals)
    common = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST)
    matrix, names = matrix[:, common], vectorizer.get_feature_names_out()[common]
    right, known = np.array(truth), np.array(decided)
    likely = np.zeros(len(truth))
    for seen, unseen in GroupKFold(5).split(matrix, right, groups):
        used = seen[known[seen]]
        likely[unseen] = _fit(matrix[used], right[used]).predict_proba(matrix[unseen])[:, 1]
    wanted = sum(dated for _, dated in asked)
    print(f"{len(asked)} events that the rules leave undated, {wanted} of them dated by the key")
    best = [max(rows, key=lambda row: likely[row[0]]) for rows, _ in asked]
    for threshold in (0.3, 0.4, 0.5, 0.6):
        taken = [(row, place) for row, place in best if likely[row] >= threshold]
        hits = sum(right[row] for row, _ in taken)
        print(f"from {threshold}: precision {hits / len(taken):.3f}, recall {hits / wanted:.3f}")
        for where in ("same sentence", "other sentence", "published"):
            there = [right[row] for row, place in taken if place == where]
            print(f"  {where}: {sum(there)} of {len(there)}")
    model = _fit(matrix[known], right[known])
    weights = {"bias": round(float(model.intercept_[0]), 3)} | {
        str(name): round(float(value), 3)
        for name, value in zip(names, model.coef_[0], strict=True)
        if abs(value) >= 0.0005
    }
    card = {"trained on": "TimeBank, AQUAINT; MEANTIME, topics airbus and apple", "weights": weights}
    WEIGHTS.write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _fit(matrix: Any, truth: Any) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000, solver="liblinear").fit(matrix, truth)


if __name__ == "__main__":
    main()
