"""Whether two answers of other sources to one question are the same: shared/data/nanco (Laban et al. 2022).

    python evaluation/answers.py [--json]

Answers are the same where the cosine of their embeddings reaches a threshold chosen on the validation
questions. Reported is the balanced accuracy on pairs of answers of the test questions, averaged over
questions as its authors do (their best large model .813, STS-BERT .733).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from dateline.resolve.embedding import embed
from shared import lines

Pairs = dict[str, list[tuple[float, bool]]]


def scored(split: str) -> Pairs:
    """For each question of a split its pairs of answers: their likeness, and whether they are the same."""
    answers = [line for line in lines("nanco", "answers.jsonl.gz") if line["split"] == split]
    vectors = embed([line["answer"] for line in answers])
    pairs: Pairs = defaultdict(list)
    for (one, left), (other, right) in combinations(enumerate(answers), 2):
        if left["qid"] == right["qid"]:
            likeness = float(vectors[one] @ vectors[other])
            pairs[left["qid"]].append((likeness, left["cluster"] == right["cluster"]))
    return pairs


def balanced_accuracy(pairs: Iterable[tuple[float, bool]], threshold: float) -> float:
    """The mean of the parts of the same and of the other pairs that are told right."""
    told = [(likeness >= threshold, same) for likeness, same in pairs]
    parts = [[found == same for found, same in told if same is wanted] for wanted in (True, False)]
    return sum(sum(part) / len(part) for part in parts if part) / sum(bool(part) for part in parts)


def mean_accuracy(questions: Pairs, threshold: float) -> float:
    """The balanced accuracy averaged over questions."""
    return sum(balanced_accuracy(pairs, threshold) for pairs in questions.values()) / len(questions)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    validation = scored("val")
    threshold = max((step / 100 for step in range(100)), key=lambda t: mean_accuracy(validation, t))
    found = {
        "same answer, validation": round(mean_accuracy(validation, threshold), 4),
        "same answer, test": round(mean_accuracy(scored("test"), threshold), 4),
    }
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        return 0
    for name, value in found.items():
        print(f"{name:32s} {value:8.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
