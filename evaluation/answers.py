"""Whether two answers of other sources to one question are the same: shared/data/nanco (Laban et al. 2022).

    python evaluation/answers.py [--json]

Three likenesses of a pair: the cosine of their embeddings; the same after what each says of the question
is taken out (its part along the embedding of the question); the cosine of their words by rarity, without
those of the question. They are weighed by a logistic regression learned on the validation questions, and
the threshold is chosen there. Reported is the balanced accuracy on pairs of answers of the test
questions, averaged over questions as its authors do (their best large model .813, STS-BERT .733), and the
same on each validation question with weights and threshold from the other three. Signals tried and left
out are told in docs/events.md.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from dateline.resolve.embedding import embed
from dateline.resolve.terms import rarity, words_of
from shared import lines

Likenesses = dict[str, list[tuple[tuple[float, ...], bool]]]
Pairs = dict[str, list[tuple[float, bool]]]

STRENGTH = 0.1
"""Inverse of the penalty on large weights, for three signals of four questions."""


def compared(split: str) -> Likenesses:
    """For each question of a split its pairs of answers: their likenesses, and whether they are the same."""
    answers = [line for line in lines("nanco", "answers.jsonl.gz") if line["split"] == split]
    vectors = embed([line["answer"] for line in answers])
    asked = embed([line["question"] for line in answers])
    rest = vectors - (vectors * asked).sum(1, keepdims=True) * asked
    rest /= np.linalg.norm(rest, axis=1, keepdims=True)
    terms = [weighted(set(words_of(line["answer"])) - set(words_of(line["question"]))) for line in answers]
    pairs: Likenesses = defaultdict(list)
    for (one, left), (other, right) in combinations(enumerate(answers), 2):
        if left["qid"] == right["qid"]:
            words = sum(
                terms[one][word] * terms[other][word] for word in terms[one].keys() & terms[other].keys()
            )
            likenesses = float(vectors[one] @ vectors[other]), float(rest[one] @ rest[other]), words
            pairs[left["qid"]].append((likenesses, left["cluster"] == right["cluster"]))
    return pairs


def weighted(words: Iterable[str]) -> dict[str, float]:
    """The words with their rarity, scaled so that the squares sum to 1."""
    found = {word: rarity(word) for word in words}
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {word: weight / length for word, weight in found.items()}


def learned(questions: Likenesses) -> Pipeline:
    """What tells the same pairs from the others, both kinds counting alike."""
    found = [pair for pairs in questions.values() for pair in pairs]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, class_weight="balanced"))
    return model.fit([likenesses for likenesses, _ in found], [same for _, same in found])


def scored(questions: Likenesses, model: Pipeline) -> Pairs:
    """The pairs with one likeness each."""
    return {
        question: list(
            zip(
                model.predict_proba([signals for signals, _ in pairs])[:, 1].tolist(),
                (s for _, s in pairs),
                strict=True,
            )
        )
        for question, pairs in questions.items()
    }


def balanced_accuracy(pairs: Iterable[tuple[float, bool]], threshold: float) -> float:
    """The mean of the parts of the same and of the other pairs that are told right."""
    told = [(likeness >= threshold, same) for likeness, same in pairs]
    parts = [[found == same for found, same in told if same is wanted] for wanted in (True, False)]
    return sum(sum(part) / len(part) for part in parts if part) / sum(bool(part) for part in parts)


def mean_accuracy(questions: Pairs, threshold: float) -> float:
    """The balanced accuracy averaged over questions."""
    return sum(balanced_accuracy(pairs, threshold) for pairs in questions.values()) / len(questions)


def best_threshold(questions: Pairs) -> float:
    """The threshold with the highest balanced accuracy, in steps of .01."""
    return max((step / 100 for step in range(100)), key=lambda t: mean_accuracy(questions, t))


def left_out(questions: Likenesses) -> float:
    """The mean balanced accuracy on each question by weights and threshold that the others give."""
    found = []
    for question, pairs in questions.items():
        others = {name: held for name, held in questions.items() if name != question}
        model = learned(others)
        threshold = best_threshold(scored(others, model))
        found.append(mean_accuracy(scored({question: pairs}, model), threshold))
    return sum(found) / len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    shown = compared("val")
    model = learned(shown)
    validation = scored(shown, model)
    threshold = best_threshold(validation)
    found = {
        "same answer, validation": round(mean_accuracy(validation, threshold), 4),
        "same answer, validation, one left out": round(left_out(shown), 4),
        "same answer, test": round(mean_accuracy(scored(compared("test"), model), threshold), 4),
    }
    if args.json:
        json.dump(found, sys.stdout, indent=1)
        return 0
    for name, value in found.items():
        print(f"{name:40s} {value:8.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
