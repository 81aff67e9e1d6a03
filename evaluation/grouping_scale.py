"""How the time to place an arriving article, and the memory, grow with what went through.

Profiles (vectors and signatures given) are made from the articles of stream: a story mixes the terms and
vectors of two of them, its articles exchange a third of its terms for those of a third one and turn its
vectors a little. Five articles a story come in about five days, and the days run on, PER_DAY articles a day.
For each checkpoint: the mean and the slowest hundredth of the last WINDOW arrivals, and the mean of the
repair after each of them, in milliseconds of processor time; the memory in use; the growth of arrival against
the first checkpoint. At the end the time to repair all that is left and to list the stories.

    python evaluation/grouping_scale.py --articles 1000000 --plot docs/grouping-scale.svg
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dateline.resolve.comparison import ROW, Profile, profile_of
from dateline.resolve.stories import Grouper
from grouping_data import article_of
from grouping_plot import plot
from shared import lines

PER_DAY = 3000
BASE = 1500
RUNNING = 3000
PER_STORY = 5
OWN_TERMS = 0.4
WINDOW = 1000
CHECKPOINTS = (10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000)
BODY = ("terms", "weights", "rarities")


def mixed(one: np.ndarray, other: np.ndarray, share: float, draw: random.Random) -> np.ndarray:
    """`one` with this share of its body exchanged for that of `other`, and its vectors turned as far."""
    row = one.copy()
    size = len(row["terms"])
    places = draw.sample(range(size), int(size * share))
    for name in BODY:
        row[name][places] = other[name][places]
    terms, first = np.unique(row["terms"], return_index=True)
    for name in BODY:
        values = row[name][first[terms > 0]]
        row[name] = 0
        row[name][: len(values)] = values
    row["weights"] /= np.linalg.norm(row["weights"])
    for name in ("meaning", "headline"):
        vector = (1 - share) * one[name].astype(np.float32) + share * other[name].astype(np.float32)
        row[name] = vector / np.linalg.norm(vector)
    return row


def begun(base: Sequence[np.ndarray], draw: random.Random) -> np.ndarray:
    """A new story: two articles mixed, with names and a meaning of its own."""
    row = mixed(draw.choice(base), draw.choice(base), 0.5, draw)
    named = np.nonzero(row["terms"])[0]
    own = draw.sample(named.tolist(), int(len(named) * OWN_TERMS))
    row["terms"][own] = [draw.getrandbits(32) for _ in own]
    order = np.argsort(np.where(row["terms"] > 0, row["terms"], 2**32 - 1), kind="stable")
    for name in BODY:
        row[name] = row[name][order]
    noise = np.random.default_rng(draw.getrandbits(32)).normal(0, 0.05, (2, len(row["meaning"])))
    for name, turn in zip(("meaning", "headline"), noise, strict=True):
        vector = row[name] + turn
        row[name] = vector / np.linalg.norm(vector)
    return row


def arrivals(base: Sequence[np.ndarray], number: int) -> Iterator[Profile]:
    """`number` made-up profiles in the order of their days."""
    draw = random.Random(0)
    running = [begun(base, draw) for _ in range(RUNNING)]
    for place in range(number):
        if draw.random() < 1 / PER_STORY:
            running[draw.randrange(RUNNING)] = begun(base, draw)
        row = mixed(draw.choice(running), draw.choice(base), 0.33, draw)
        yield Profile(id=f"v{place}", day=730_000 + place // PER_DAY, row=row)


def milliseconds(began: float) -> float:
    """Processor time since `began`."""
    return 1000 * (time.process_time() - began)


def measured(base: Sequence[np.ndarray], number: int, seconds: float) -> dict[str, float]:
    """The measures, up to the last checkpoint that is reached in time."""
    grouper = Grouper()
    measures: dict[str, float] = {}
    adding: list[float] = []
    repairing: list[float] = []
    first = 0.0
    checks = [point for point in CHECKPOINTS if point <= number]
    for place, profile in enumerate(arrivals(base, number), start=1):
        began = time.process_time()
        grouper.add_profile(profile)
        adding.append(milliseconds(began))
        if checks and place == checks[0] - WINDOW:
            grouper.repair()
        elif checks and place > checks[0] - WINDOW:
            began = time.process_time()
            grouper.repair()
            repairing.append(milliseconds(began))
        if checks and place == checks[0]:
            window = sorted(adding[-WINDOW:])
            first = first or sum(window) / WINDOW
            measures |= {
                f"scale.{place}.mean_ms": round(sum(window) / WINDOW, 2),
                f"scale.{place}.slow_ms": round(window[WINDOW * 99 // 100], 2),
                f"scale.{place}.repair_ms": round(sum(repairing) / len(repairing), 2),
                f"scale.{place}.memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
                f"scale.{place}.growth": round(sum(window) / WINDOW / first, 2),
            }
            print(place, measures[f"scale.{place}.mean_ms"], file=sys.stderr)
            adding.clear()
            repairing.clear()
            checks.pop(0)
            if time.process_time() > seconds:
                break
    began = time.process_time()
    stories = grouper.stories()
    measures["scale.cut_seconds"] = round(milliseconds(began) / 1000, 1)
    measures["scale.articles_per_story"] = round(place / len(stories), 2)
    return measures


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=60.0, help="end at the first checkpoint after these")
    parser.add_argument("--plot", type=Path, help="write the plot to this SVG file")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    records = [record for record, _ in zip(lines("stream", "articles.jsonl.gz"), range(BASE), strict=False)]
    base = [np.array(profile_of(article_of(record)).row, dtype=ROW) for record in records]
    measures = measured(base, options.articles, options.minutes * 60)
    if options.plot:
        options.plot.write_text(plot(measures), "utf-8")
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:28} {value:10.2f}")


if __name__ == "__main__":
    main()
