"""How the time to place an arriving article grows with what is stored.

Profiles (vectors given) are variations of the articles of stream: a third of the terms of one are exchanged
for another's, its vectors are turned a little, and the days run on, PER_DAY articles a day. Prints, for each
checkpoint, the mean and the slowest hundredth of the last WINDOW arrivals in milliseconds of processor time,
the memory in use, and the growth against the first checkpoint.

    python evaluation/grouping_scale.py [--articles 1000000] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator, Sequence

import numpy as np

from dateline.resolve.comparison import Profile, profile_of
from dateline.resolve.stories import Grouper
from grouping_data import article_of
from shared import lines

PER_DAY = 3000
BASE = 1500
WINDOW = 2000
CHECKPOINTS = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def variations(base: Sequence[Profile], number: int) -> Iterator[Profile]:
    """`number` made-up profiles in the order of their days."""
    draw = random.Random(0)
    noise = np.random.default_rng(0)
    for place in range(number):
        one, other = draw.choice(base), draw.choice(base)
        body = dict(one.body)
        for term in draw.sample(sorted(body), len(body) // 3):
            del body[term]
        body.update(draw.sample(sorted(other.body.items()), len(other.body) // 3))
        length = sum(weight * weight for weight in body.values()) ** 0.5
        meaning = one.meaning + noise.normal(0, 0.03, one.meaning.shape).astype(np.float32)
        yield Profile(
            id=f"v{place}",
            day=730_000 + place // PER_DAY,
            body={term: weight / length for term, weight in body.items()},
            lede=one.lede,
            weekdays=one.weekdays,
            lede_numbers=one.lede_numbers,
            numbers=one.numbers,
            meaning=meaning / np.linalg.norm(meaning),
            headline=one.headline,
        )


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    records = [record for record, _ in zip(lines("stream", "articles.jsonl.gz"), range(BASE), strict=False)]
    base = [profile_of(article_of(record)) for record in records]
    grouper = Grouper()
    last: list[float] = []
    measures: dict[str, float] = {}
    first = 0.0
    for place, profile in enumerate(variations(base, options.articles), start=1):
        began = time.process_time()
        grouper.add_profile(profile)
        last.append(1000 * (time.process_time() - began))
        if place in CHECKPOINTS:
            window = sorted(last[-WINDOW:])
            mean = sum(window) / len(window)
            first = first or mean
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            measures[f"scale.{place}.mean_ms"] = round(mean, 2)
            measures[f"scale.{place}.slow_ms"] = round(window[len(window) * 99 // 100], 2)
            measures[f"scale.{place}.memory_mb"] = round(memory)
            measures[f"scale.{place}.growth"] = round(mean / first, 2)
            last.clear()
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:28} {value:10.2f}")


if __name__ == "__main__":
    main()
