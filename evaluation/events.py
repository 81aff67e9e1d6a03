"""How well events are read: status and participants on MEANTIME, root on PLV, factuality on UDS.

    python evaluation/events.py [--json] [--development] [--misses N]

MEANTIME gives the event words (and for participants the entity mentions); the topics airbus and apple were
looked at while the rules were written, gm and stock are reported. PLV gives source and target; only
its development part is here, and misses on it were read for the lexicon: a development figure. UDS "it
happened" gives predicates of web texts with judgments; its development part was read, so its figure too is
one of development.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from dateline.annotate.annotator import Document
from dateline.annotate.event_lexicon import Entry
from dateline.annotate.event_participants import participants
from dateline.annotate.event_status import read_status
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger, find_triggers, trigger_at
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import Mention
from dateline.schema.article import Article
from shared import lines

DEVELOPMENT = ("corpus_airbus", "corpus_apple")
REPORTED = ("corpus_gm", "corpus_stock")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLV has the two roots of an earlier PLOVER as one."""
ANY = Entry("OTHER", "event")


class Given(NamedTuple):
    """An event word of the key with the trigger made of it."""

    gold: dict[str, Any]
    tree: Tree
    trigger: Trigger


def tree_of(text: str, mentions: tuple[Mention, ...] = ()) -> Tree:
    """The syntax of a text with the mentions given."""
    document = Document.of(Article(id="a1", text=text, language="en"))
    for annotator in (Sentences(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    return Tree.of(document.with_layers({"mentions": mentions}))


def token_of(tree: Tree, start: int, end: int) -> int | None:
    """The syntactic head of a span."""
    inside = [at for at, token in enumerate(tree.tokens) if token.start < end and start < token.end]
    tops = [at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at]
    return tops[0] if tops else None


def meantime(topics: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], Tree]]:
    """The documents of some topics, their entity mentions as mentions in the order of the key."""
    for row in lines("meantime", "all.jsonl.gz"):
        if row["corpus"] not in topics:
            continue
        entities = [m for m in row["mentions"] if m["type"] == "ENTITY_MENTION"]
        entities.sort(key=lambda m: (m["start"], m["end"]))
        yield row, tree_of(row["text"], tuple(mention_of(m) for m in entities))


def mention_of(gold: dict[str, Any]) -> Mention:
    """A mention of the key, as a nominal, so that what stands behind a group noun is found as well."""
    return Mention(
        article="a1",
        start=gold["start"],
        end=gold["end"],
        text=gold["text"],
        kind="name" if gold["text"][:1].isupper() else "nominal",
        type={"PER": "person", "LOC": "place"}.get(gold.get("ent_type") or "", "organization"),  # type: ignore[arg-type]
        actor=True,
    )


def given_events(row: dict[str, Any], tree: Tree) -> Iterator[Given]:
    """The event words of a document that have a token."""
    for gold in row["mentions"]:
        token = token_of(tree, gold["start"], gold["end"]) if gold["type"] == "EVENT_MENTION" else None
        if token is not None:
            yield Given(gold, tree, trigger_at(tree, token, ANY))


def status_measures(topics: tuple[str, ...], misses: int) -> dict[str, float]:
    """Accuracy of certainty, polarity and future on event words that the key decides."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row, tree in meantime(topics):
        for gold, _, trigger in given_events(row, tree):
            reading = read_status(tree, trigger)
            future = reading.status == "planned"
            negative = reading.status in {"denied", "cancelled"}
            found = {
                "certainty": "CERTAIN" if not (reading.possible or reading.generic) else "OTHER",
                "polarity": "NEG" if negative else "POS",
                "time": "FUTURE" if future else "NON_FUTURE",
            }
            wanted = {name: gold.get(name) for name in found}
            if wanted["certainty"] in {"PROBABLE", "POSSIBLE"}:
                wanted["certainty"] = "OTHER"
            for name, value in wanted.items():
                if value in {"CERTAIN", "OTHER", "POS", "NEG", "FUTURE", "NON_FUTURE"}:
                    total[name] += 1
                    right[name] += value == found[name]
                    if value != found[name] and misses and name != "certainty":
                        misses -= 1
                        around = tree.text[max(0, gold["start"] - 70) : gold["end"] + 40].replace("\n", " ")
                        print(f"{name} want {value}: [{gold['text']}] {around}")
    measures = {f"status {name} accuracy": right[name] / total[name] for name in sorted(total)}
    measures["status accuracy (mean)"] = sum(measures.values()) / len(measures)
    return measures


def participant_measures(topics: tuple[str, ...]) -> dict[str, float]:
    """Precision, recall and F1 of participants, as pairs of event word and entity mention.

    MEANTIME nests mentions ("the builder's chief Ada Lund", "Ada Lund"): strictly the span must be the one
    that the key names, by head one with the same head word is as good.
    """
    strict, by_head = Counter[str](), Counter[str]()
    for row, tree in meantime(topics):
        links = participants_of(row)
        for gold, _, trigger in given_events(row, tree):
            key = links.get(gold["m_id"], set())
            if not key and gold["sentence"] > 5:
                continue  # participants are annotated in the first sentences alone
            answer = {
                (tree.mentions[p.mention].start, tree.mentions[p.mention].end)
                for p in participants(tree, trigger)
            }
            count(strict, key, answer)
            count(
                by_head, {token_of(tree, *span) for span in key}, {token_of(tree, *span) for span in answer}
            )
    return {**ratios("participants", strict), **ratios("participants by head", by_head)}


def participants_of(row: dict[str, Any]) -> dict[str, set[tuple[int, int]]]:
    """The spans of the participants by the event mention of the key."""
    places = {m["m_id"]: (m["start"], m["end"]) for m in row["mentions"] if "m_id" in m}
    links: dict[str, set[tuple[int, int]]] = {}
    for relation in row["relations"]:
        if relation["type"] == "HAS_PARTICIPANT":
            spans = {places[target] for target in relation["target"] if target in places}
            for source in relation["source"]:
                links.setdefault(source, set()).update(spans)
    return links


def count(counter: Counter[str], key: set[Any], answer: set[Any]) -> None:
    """Add what is right, found and wanted."""
    counter.update(hits=len(key & answer), found=len(answer), wanted=len(key))


def ratios(name: str, counter: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of what was counted."""
    precision, recall = counter["hits"] / counter["found"], counter["hits"] / counter["wanted"]
    return {
        f"{name} precision": precision,
        f"{name} recall": recall,
        f"{name} F1": 2 * precision * recall / (precision + recall),
    }


SURE = 1.5
"""Mean score (-3 to 3) from which on the judges of UDS agree that a thing happened or did not."""


def factuality_measures() -> dict[str, float]:
    """Accuracy and macro F1 of "it happened" on predicates of web texts (UDS-IH2, read for misses)."""
    pairs: list[tuple[str, str | None]] = []
    for row in lines("uds_it_happened", "dev.jsonl.gz"):
        tree = tree_of(row["text"])
        for predicate in row["predicates"]:
            token = token_of(tree, predicate["start"], predicate["end"])
            if token is None or abs(predicate["score"]) < SURE:
                continue
            reading = read_status(tree, trigger_at(tree, token, ANY))
            held = reading.status == "held" and not reading.generic
            pairs.append(("yes" if predicate["score"] > 0 else "no", "yes" if held else "no"))
    return {
        "happened accuracy": sum(gold == found for gold, found in pairs) / len(pairs),
        "happened macro F1": (f1(pairs, "yes") + f1(pairs, "no")) / 2,
    }


def root_measures(misses: int) -> dict[str, float]:
    """Accuracy and macro F1 of the root of the event that joins a given source and target."""
    pairs = []
    for row in lines("plv", "train.jsonl.gz"):
        root = root_between(row)
        pairs.append((row["gold_root"], root))
        if misses and root != row["gold_root"]:
            misses -= 1
            print(f"root want {row['gold_root']} got {root}: {row['text'][:220]}")
    labels = sorted({gold for gold, _ in pairs})
    scores = [f1(pairs, label) for label in labels]
    return {
        "PLOVER root accuracy": sum(gold == found for gold, found in pairs) / len(pairs),
        "PLOVER root macro F1": sum(scores) / len(scores),
    }


def f1(pairs: list[tuple[str, str | None]], label: str) -> float:
    """F1 of one label."""
    hits = sum(gold == found == label for gold, found in pairs)
    found, wanted = sum(f == label for _, f in pairs), sum(g == label for g, _ in pairs)
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def root_between(row: dict[str, Any]) -> str | None:
    """The root of the event in which source and target take part, or of the one nearest to both."""
    tree = tree_of(row["text"], mentions_of(row))
    best = max(find_triggers(tree), key=lambda trigger: fit(tree, trigger), default=None)
    return None if best is None else YIELD.get(best.entry.root, best.entry.root)


def ends_of(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The spans of a row of PLV by "source" and "target", those that the text marks."""
    return {
        name: row[name] for name in ("source", "target") if row[name] and row[name].get("start") is not None
    }


def mentions_of(row: dict[str, Any]) -> tuple[Mention, ...]:
    """Source and target of a row of PLV as mentions in text order."""
    return tuple(
        Mention(
            article="a1",
            start=span["start"],
            end=span["end"],
            text=span["text"],
            kind="name",
            type="organization",
            actor=True,
        )
        for span in sorted(ends_of(row).values(), key=lambda span: int(span["start"]))
    )


def fit(tree: Tree, trigger: Trigger) -> tuple[int, bool, int]:
    """How well a trigger joins the two mentions: participants, standing between them, nearness."""
    spans = tree.mentions
    start = tree.tokens[trigger.token].start
    between = len(spans) > 1 and spans[0].end <= start <= spans[-1].start
    distance = sum(abs(start - span.start) for span in spans)
    return len(participants(tree, trigger)), between, -distance


def main() -> None:
    """Print the measures, or a flat JSON object of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print a flat JSON object")
    parser.add_argument("--development", action="store_true", help="measure on the development topics")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each measure")
    options = parser.parse_args()
    topics = DEVELOPMENT if options.development else REPORTED
    measures = {
        **status_measures(topics, options.misses),
        **participant_measures(topics),
        **factuality_measures(),
        **root_measures(options.misses),
    }
    if options.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:32s} {value:8.3f}")


if __name__ == "__main__":
    main()
