"""Learn the weights of `dateline.resolve.names`, and print them as the module holds them.

Data: the person pairs of `name_matching/name_bench` (MIT) and the spellings of Korean full names, mined
from Wikidata, with random pairs of other names against them. Both are split in two halves by name, so
that no name of one half is in the other; this script reads the first half only, and
`evaluation/names.py` reports on the second.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

from dateline.resolve.names import person_name_signals
from name_pairs import Pair, bench_pairs, korean_pairs

STRENGTH = 1.0
"""Inverse of the penalty on large weights; 0.3 to 10 differ by 1.5 points of F1 cross-validated."""

KOREAN_SHARE = 0.3
"""Weight of all Korean pairs together beside 1.0 for the pairs of name_bench."""


def main() -> None:
    """Fit on the training half and print the weights."""
    bench = [pair for pair in bench_pairs() if pair.training]
    korean = [pair for pair in korean_pairs() if pair.training]
    model, names = fit(bench, korean)
    print("WEIGHTS: Mapping[str, float] = {")
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f'    "{name}": {weight:.3f},')
    print("}")


def fit(bench: list[Pair], korean: list[Pair]) -> tuple[LogisticRegression, list[str]]:
    """The fitted model and the names of its features."""
    pairs = bench + korean
    rows = [person_name_signals(pair.left, pair.right) for pair in pairs]
    names = list(rows[0])
    features = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    weights = [1.0] * len(bench) + [KOREAN_SHARE * len(bench) / max(len(korean), 1)] * len(korean)
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5000)
    model.fit(features, [pair.same for pair in pairs], sample_weight=weights)
    return model, names


if __name__ == "__main__":
    main()
