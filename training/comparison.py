"""Trains the weights of src/dateline/resolve/data/comparison.json.

Three sets of candidate pairs: the first half (by time) of allsides_triplets, where every article has a
partner; the same with most stories cut down to one
article, as in a stream, and half of the articles some days later; and ECB+ train, whose stories
are large and undated. The second half of allsides_triplets and ECB+ dev are for evaluation/grouping.py.

    python training/comparison.py
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.resolve import comparison
from dateline.resolve.blocking import CANDIDATES
from dateline.resolve.stories import Grouper
from dateline.schema.article import Article

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))
from grouping_data import allsides, ecbplus

Data = list[tuple[Article, str]]

TARGET = Path(__file__).resolve().parent.parent / "src/dateline/resolve/data/comparison.json"
# Log odds of 3: a match that is nearly sure sets no higher bar, however much surer it is.
CEILING = 3.0
THINNED = 60
LATE = 50
ROUNDS = 2
# How much a pair counts, by set. Every share of ECB+ from .5 to .8 serves the last four tenths (by time) of
# the first half of allsides_triplets better than 1 does, when the six before train, and its own stories too.
SHARES = (1.0, 1.0, 0.75)


def thinned(data: Data) -> Data:
    """`data` with THINNED percent of the stories cut down to their first article."""
    seen: set[str] = set()
    kept = []
    for article, story in data:
        if crc32(f"a{story}".encode()) % 100 >= THINNED or story not in seen:
            kept.append((article, story))
        seen.add(story)
    return kept


def standings(pairs: list[tuple[str, str]], odds: np.ndarray) -> np.ndarray:
    """(pairs, 3): the odds, and their distances to the best odds of either article."""
    best: defaultdict[str, float] = defaultdict(lambda: -99.0)
    for (left, right), value in zip(pairs, odds, strict=True):
        best[left], best[right] = max(best[left], value), max(best[right], value)
    rows = []
    for (left, right), value in zip(pairs, odds, strict=True):
        gaps = sorted(min(value, CEILING) - min(best[one], CEILING) for one in (left, right))
        rows.append([min(value, 8.0), *gaps])
    return np.array(rows)


def later(profile: comparison.Profile) -> comparison.Profile:
    """The profile, for half of all articles one to four days later.

    AllSides puts together what appeared on one day; stories at large run for several, and a model of
    AllSides alone would part them at midnight.
    """
    place = crc32(f"j{profile.id}".encode())
    if profile.day is None or place % 100 >= LATE:
        return profile
    return replace(profile, day=profile.day + 1 + place // 100 % 4)


def fit(groupers: list[Grouper], story: dict[str, str]) -> dict[str, Any]:
    """The model of the pairs that the groupers hold."""
    found = [{(pair.left, pair.right): pair.signals for pair in grouper.pairs()} for grouper in groupers]
    names = list(next(iter(found[0].values())))
    x = np.array([[signals[name] for name in names] for part in found for signals in part.values()])
    y = np.array([story[left] == story[right] for part in found for left, right in part])
    shares = np.repeat(SHARES, [len(part) for part in found])
    scale = x.std(0) + 1e-9
    alone = LogisticRegression(C=1, max_iter=5000).fit(x / scale, y, shares)
    odds = alone.decision_function(x / scale)
    ends = np.cumsum([0, *map(len, found)])
    beside = [standings(list(part), odds[a:b]) for part, a, b in zip(found, ends, ends[1:], strict=False)]
    best = LogisticRegression(C=1, max_iter=5000).fit(np.vstack(beside), y, shares)
    weights = zip(names, alone.coef_[0] / scale, strict=True)
    return {
        "intercept": round(float(alone.intercept_[0]), 4),
        "weights": {name: round(float(weight), 4) for name, weight in weights},
        "ceiling": CEILING,
        "standing": [round(float(value), 4) for value in (best.intercept_[0], *best.coef_[0])],
    }


def main() -> None:
    """Compares, fits, writes; a second round sees the days guessed with the weights of the first."""
    first = allsides()[0]
    sets = [first, thinned(first), ecbplus("train")]
    story = {article.id: story for data in sets for article, story in data}
    profiles: dict[str, comparison.Profile] = {}
    groupers = []
    for number, data in enumerate(sets):
        grouper = Grouper(kept=-np.inf, most=CANDIDATES, keep_signals=True)
        for article, _ in data:
            profile = profiles.get(article.id) or comparison.profile_of(article)
            profiles[article.id] = profile
            grouper.add_profile(later(profile) if number == 1 else profile)
        groupers.append(grouper)
    for _ in range(ROUNDS):
        model = fit(groupers, story)
        TARGET.write_text(json.dumps(model, indent=1) + "\n", "utf-8")
        comparison.model.cache_clear()
    print(json.dumps(model, indent=1))


if __name__ == "__main__":
    main()
