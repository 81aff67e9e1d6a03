"""Whether two answers of other sources to one question are the same: shared/data/nanco (Laban et al. 2022).

    python evaluation/answers.py [--share] [--json]

The likeness of two answers is the cosine of their sentence embeddings, less a share of the mean embedding of
all different answers to the question: what all of them say tells none apart (as of words: Mu and Viswanath,
2018). The threshold is chosen on the validation questions. Reported
is the balanced accuracy on pairs of answers of the test questions, averaged over questions as its authors do
(their best large model .813, STS-BERT .733; these see two answers at a time), and the same on each validation
question with the threshold of the other three.

`--share` prints what the share was chosen by, with each share: the same on the validation questions, on
passages of story keys to develop with (one event or not), on phrases of NewsWCL50 (one concept or not) and
on sentences of ECB+ dev (one event or not), with thresholds from the other questions, stories or topics.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.embedding import embed
from keys import FILES
from shared import ROOT, lines

SHARE = 0.5
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
STEPS = np.arange(-0.5, 1, 0.01)
"""The thresholds to choose from."""


class Pairs(NamedTuple):
    """Texts by their embeddings, float32 (texts, 384), with the mean of the different ones; the places
    of the two of each pair, and whether they are the same."""

    vectors: NDArray[np.float32]
    mean: NDArray[np.float32]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    same: NDArray[np.bool_]


class Passage(NamedTuple):
    """A text with its source, and what it is about: two are the same that share something."""

    text: str
    source: str
    about: frozenset[Hashable]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", action="store_true", help="compare shares, without the test questions")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    shown = list(questions("val"))
    found = compared_shares(shown) if args.share else measures(shown)
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        return 0
    for name, value in found.items():
        print(f"{name:40s} {value:8.1%}")
    return 0


def measures(shown: list[Pairs]) -> dict[str, float]:
    """The numbers of the corpus, with the threshold of its validation questions."""
    validation = accuracies(shown, SHARE).mean(0)
    best = int(validation.argmax())
    return {
        "same answer, validation": round(float(validation[best]), 4),
        "same answer, validation, one left out": round(left_out(shown, SHARE), 4),
        "same answer, test": round(float(accuracies(questions("test"), SHARE).mean(0)[best]), 4),
    }


def compared_shares(shown: list[Pairs]) -> dict[str, float]:
    """For each share the numbers that it can be chosen by."""
    sets = {
        "validation": shown,
        "keys": list(key_events()),
        "NewsWCL50": list(concepts()),
        "ECB+ dev": list(event_sentences()),
    }
    return {
        f"{name}, share {share}": round(left_out(held, share), 4)
        for name, held in sets.items()
        for share in SHARES
    }


def accuracies(groups: Iterable[Pairs], share: float) -> NDArray[np.float64]:
    """The balanced accuracy of each group at each threshold, float64 (groups, thresholds)."""
    return np.array([_balanced(pairs, likenesses(pairs, share)) for pairs in groups])


def likenesses(pairs: Pairs, share: float) -> NDArray[np.float32]:
    """The cosine of each pair, float32 (pairs,), with that share of the mean taken out of both."""
    rest = pairs.vectors - share * pairs.mean
    rest /= np.linalg.norm(rest, axis=1, keepdims=True)
    found: NDArray[np.float32] = (rest[pairs.left] * rest[pairs.right]).sum(1)
    return found


def _balanced(pairs: Pairs, values: NDArray[np.float32]) -> NDArray[np.float64]:
    same, other = np.sort(values[pairs.same]), np.sort(values[~pairs.same])
    told_same = 1 - np.searchsorted(same, STEPS) / len(same)
    told_other = np.searchsorted(other, STEPS) / len(other)
    balanced: NDArray[np.float64] = (told_same + told_other) / 2
    return balanced


def left_out(groups: Iterable[Pairs], share: float) -> float:
    """The mean balanced accuracy on each group with the threshold that is best on the others."""
    found = accuracies(groups, share)
    best = (found.sum(0) - found).argmax(1)
    return float(found[np.arange(len(found)), best].mean())


def questions(split: str) -> Iterator[Pairs]:
    """The answers to each question of a split, all held against each other."""
    held = defaultdict(list)
    for line in lines("nanco", "answers.jsonl.gz"):
        if line["split"] == split:
            held[line["qid"]].append(Passage(line["answer"], line["id"], frozenset([line["cluster"]])))
    return across(held.values())


def key_events() -> Iterator[Pairs]:
    """The passages that keys to develop with give as evidence of events, across articles of a story."""
    texts = {
        corpus: {line["id"]: line["text"] for line in lines(corpus, file)} for corpus, file in FILES.items()
    }
    stories = []
    for path in sorted(ROOT.glob("evaluation/keys/*.json")):
        key = json.loads(path.read_text("utf-8"))
        if key["use"] == "develop":
            about = defaultdict(set)
            for event in key["events"]:
                for spot in event.get("evidence", ()):
                    about[spot["article"], spot["start"], spot["end"]].add(event["id"])
            stories.append(
                [
                    Passage(texts[key["corpus"]][article][start:end], article, frozenset(events))
                    for (article, start, end), events in about.items()
                ]
            )
    return across(stories)


def concepts() -> Iterator[Pairs]:
    """The phrases of two words or more for deeds, events, objects and matters of each event of NewsWCL50."""
    about = defaultdict(lambda: defaultdict(set))
    for line in lines("newswcl50", "dev.jsonl.gz"):
        for mention in line["mentions"]:
            if mention["kind"] in {"ACTION", "EVENT", "OBJECT", "MISC"} and " " in mention["text"]:
                about[line["event"]][mention["text"]].add(mention["chain"])
    return across(
        [Passage(text, text, frozenset(chains)) for text, chains in held.items()] for held in about.values()
    )


def event_sentences() -> Iterator[Pairs]:
    """The sentences of each topic of ECB+ dev that tell events of chains across documents."""
    about = defaultdict(lambda: defaultdict(set))
    for line in lines("ecbplus", "dev.jsonl.gz"):
        texts = {place["n"]: line["text"][place["start"] : place["end"]] for place in line["sentences"]}
        for mention in line["mentions"]:
            if mention["in_selected_sentence"] and mention["kind"] == "event" and mention.get("cross_doc"):
                about[line["topic"]][line["id"], texts[mention["sentence"]]].add(mention["chain"])
    return across(
        [Passage(text, source, frozenset(chains)) for (source, text), chains in held.items()]
        for held in about.values()
    )


def across(groups: Iterable[list[Passage]]) -> Iterator[Pairs]:
    """The pairs of passages of different sources in each group that has both same and other ones."""
    for held in groups:
        pairs = [
            (one, other, bool(held[one].about & held[other].about))
            for one, other in combinations(range(len(held)), 2)
            if held[one].source != held[other].source
        ]
        if len({same for _, _, same in pairs}) > 1:
            left, right, same = (np.array(column) for column in zip(*pairs, strict=True))
            texts = [passage.text for passage in held]
            different = {text.casefold(): place for place, text in enumerate(texts)}
            vectors = embed(texts)
            yield Pairs(vectors, vectors[list(different.values())].mean(0), left, right, same)


if __name__ == "__main__":
    raise SystemExit(main())
