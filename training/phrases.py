"""Learn the trees of `dateline.annotate.coreference_judge`: annotate/data/phrase_trees.json.

Data: the phrases without a name of MEANTIME (annotation CC BY 4.0), ECB+ train (CC BY 3.0; validated
sentences) and the two events of NewsWCL50 (CC BY-SA 4.0) that rules were chosen on. Each article is
annotated and its mentions of the key are added; then its phrases are resolved by the rules alone. At each
phrase of the key every candidate is a row, right where most of its mentions so far are of the phrase's
chain, of half the weight where none is of the key. Printed is, by corpus, how well phrases of unseen topics
find their entity, with that of the rules alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from coreference import KINDS, SPLITS
from cross_document import annotate, head_of, mention_at, with_given, with_hyphens
from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_judge import LEAST
from dateline.annotate.coreference_signals import NAMES
from dateline.schema.annotation import AnnotatedArticle
from shared import ROOT, lines

TREES = ROOT / "src/dateline/annotate/data/phrase_trees.json"
DEPTH = 4
UNKNOWN_WEIGHT = 0.5
"""Of candidates that the key does not know: most are somebody else, some it only leaves out."""
FOLDS = 6


class Choice(NamedTuple):
    """A phrase of the key: its topic, the signals of its candidates (rows), and 1, 0 or -1 (unknown) each."""

    corpus: str
    topic: str
    rows: list[list[float]]
    right: list[int]


class Recorder:
    """Scores by the rules alone and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, list[list[int]], list[list[float]]]] = []

    def __call__(self, index: int, candidates: Sequence[Draft], rows: list[list[float]]) -> Sequence[float]:
        """1 for the rules' choice, 0 for the others."""
        self.asked.append((index, [list(draft.mentions) for draft in candidates], rows))
        return [row[NAMES.index("rule")] for row in rows]


def main() -> None:
    """Fit on all choices and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", action="store_true", help="print the scores, write nothing")
    options = parser.parse_args()
    found = list(choices())
    report(found)
    if not options.report:
        write(fitted(found))


def choices() -> Iterator[Choice]:
    """Every choice among entities in the corpora."""
    for told in given_mentions():
        yield from read(*told)
    for document in lines("newswcl50", "dev.jsonl.gz"):
        if document["event"] in SPLITS["tuned"]:
            given = [mention for mention in document["mentions"] if mention["kind"] in KINDS]
            yield from read("newswcl50", str(document["event"]), document, given)


def given_mentions() -> Iterator[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """The documents of MEANTIME and of ECB+ train: corpus, topic, document, and its mentions of entities."""
    for document in lines("meantime", "all.jsonl.gz"):
        given = [mention for mention in document["mentions"] if mention["type"] == "ENTITY_MENTION"]
        yield "meantime", str(document["corpus"]), document, given
    for document in lines("ecbplus", "train.jsonl.gz"):
        given = [
            mention
            for mention in document["mentions"]
            if mention["in_selected_sentence"] and mention["type"].startswith(("HUMAN", "LOC"))
        ]
        yield "ecbplus", str(document["topic"]), document, given


def read(corpus: str, topic: str, document: dict[str, Any], given: list[dict[str, Any]]) -> Iterator[Choice]:
    """The choices in one document with the `given` mentions."""
    document = with_hyphens(document | {"mentions": given})
    recorder = Recorder()
    item = with_given(annotate(document), document["mentions"], score=recorder)
    chains = chains_of(item, document["mentions"])
    for index, candidates, rows in recorder.asked:
        if index in chains:
            right = [right_of(members, chains[index], chains) for members in candidates]
            yield Choice(corpus, f"{corpus} {topic}", rows, right)


def chains_of(item: AnnotatedArticle, given: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """The chain of the key of each of our mentions that stands at the head of a given one."""
    found: dict[int, str] = {}
    for mention in given:
        index = mention_at(item, mention["start"], mention["end"])
        head = head_of(item, mention["start"], mention["end"])
        if index is not None and item.annotations.mentions[index].start <= head:
            found.setdefault(index, mention.get("chain") or f"alone {mention['start']}")
    return found


def right_of(members: Sequence[int], chain: str, chains: Mapping[int, str]) -> int:
    known = Counter(chains[member] for member in members if member in chains)
    return int(known.most_common(1)[0][0] == chain) if known else -1


def fitted(found: Sequence[Choice]) -> GradientBoostingClassifier:
    """The model of some choices."""
    rows = np.array([row for choice in found for row in choice.rows], dtype=np.float32)
    right = np.array([right for choice in found for right in choice.right])
    model = GradientBoostingClassifier(
        n_estimators=120,
        max_depth=DEPTH,
        learning_rate=0.08,
        subsample=0.7,
        max_features=0.4,
        min_samples_leaf=15,
        random_state=0,
    )
    return model.fit(rows, right == 1, sample_weight=np.where(right < 0, UNKNOWN_WEIGHT, 1.0))


def report(found: Sequence[Choice]) -> None:
    """Print precision, recall and F1 of phrases put in entities, by corpus, topics held out."""
    rule = NAMES.index("rule")
    chosen: dict[int, int | None] = {}
    topics = [choice.topic for choice in found]
    for seen, unseen in GroupKFold(FOLDS).split(topics, groups=topics):
        model = fitted([found[at] for at in seen])
        for at in unseen:
            likely = model.predict_proba(np.array(found[at].rows, dtype=np.float32))[:, 1]
            best = int(likely.argmax())
            chosen[int(at)] = best if likely[best] >= LEAST else None
    for corpus in sorted({choice.corpus for choice in found}):
        at = [number for number, choice in enumerate(found) if choice.corpus == corpus]
        ruled = {n: next((i for i, row in enumerate(found[n].rows) if row[rule]), None) for n in at}
        print(f"{corpus:10}{len(at):6} phrases", *(_f1(found, at, each) for each in (chosen, ruled)))


def _f1(found: Sequence[Choice], at: Sequence[int], chosen: Mapping[int, int | None]) -> str:
    made = [found[n].right[pick] for n in at if (pick := chosen[n]) is not None]
    possible = sum(1 in found[n].right for n in at)
    right = made.count(1)
    scores = right / len(made), right / possible, 2 * right / (len(made) + possible)
    return "  P {:.3f} R {:.3f} F {:.3f}".format(*scores)


def write(model: GradientBoostingClassifier) -> None:
    """Write the trees as full binary trees of DEPTH."""
    features, thresholds, leaves = [], [], []
    for (estimator,) in model.estimators_:
        nodes, ends = _full(estimator.tree_)
        features.append([feature for feature, _ in nodes])
        thresholds.append([threshold for _, threshold in nodes])
        leaves.append([round(model.learning_rate * value, 4) for value in ends])
    start = float(np.log(model.init_.class_prior_[1] / model.init_.class_prior_[0]))
    card = {
        "trained on": "MEANTIME, ECB+ 1.0 train, NewsWCL50 events 0 and 5",
        "signals": NAMES,
        "start": round(start, 4),
        "features": features,
        "thresholds": thresholds,
        "leaves": leaves,
    }
    TREES.write_text(json.dumps(card, separators=(",", ":")) + "\n", "utf-8")


def _full(tree: Any) -> tuple[list[tuple[int, float]], list[float]]:
    """Nodes (feature, threshold) in the order of a heap, and leaves; a short branch goes on unchanged."""
    level, nodes = [0], []
    for _ in range(DEPTH):
        below = []
        for at in level:
            if tree.children_left[at] < 0:
                nodes.append((0, 1e9))
                below += [at, at]
            else:
                nodes.append((int(tree.feature[at]), round(float(tree.threshold[at]), 5)))
                below += [int(tree.children_left[at]), int(tree.children_right[at])]
        level = below
    return nodes, [float(tree.value[at][0][0]) for at in level]


if __name__ == "__main__":
    main()
