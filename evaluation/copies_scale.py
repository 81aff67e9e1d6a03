"""How the time to look up an arriving article's signature grows with what went through.

Signatures (sampled shingles) are those of the articles of stream. A text of its own keeps a fiftieth of one,
as stock phrases; one arrival in five is a copy and keeps nine tenths of that of one of the last 3,000.
For each checkpoint: the mean and the slowest hundredth of the last WINDOW arrivals in milliseconds of
processor time, merges of the index included; the growth against the first checkpoint; the memory in use. At
the end the part of the copies whose source was found.

    python evaluation/copies_scale.py --articles 1000000
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.copies import CANDIDATE_SHINGLES, sample
from dateline.resolve.prose import prose_of
from dateline.resolve.shingles import ShingleIndex
from shared import lines

BASE = 1500
RUNNING = 3000
COPIES = 0.2
# The part of a signature that is new in a copy, and in a text that shares stock phrases with others.
REWRITTEN, OWN = 0.1, 0.98
WINDOW = 10_000
CHECKPOINTS = (10_000, 30_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000)

Signature = NDArray[np.uint32]


def arrivals(base: Sequence[Signature], number: int) -> Iterator[tuple[Signature, int | None]]:
    """Signatures in the order of arrival, and of which earlier one (from 0) each is a copy, if it is."""
    draw = np.random.default_rng(0)
    running: deque[tuple[int, Signature]] = deque(maxlen=RUNNING)
    for place in range(number):
        copied = bool(running) and draw.random() < COPIES
        of, source = running[int(draw.integers(len(running)))] if copied else (None, base[place % len(base)])
        signature = source.copy()
        new = draw.random(len(signature)) < (REWRITTEN if copied else OWN)
        signature[new] = draw.integers(1, 2**32, new.sum(), dtype=np.uint32)
        running.append((place, signature))
        yield np.unique(signature), of


def measured(base: Sequence[Signature], number: int) -> dict[str, float]:
    """The measures at each checkpoint up to `number`."""
    index = ShingleIndex()
    window: deque[float] = deque(maxlen=WINDOW)
    measures: dict[str, float] = {}
    first = 0.0
    copies = found = 0
    for place, (signature, of) in enumerate(arrivals(base, number), start=1):
        began = time.process_time()
        earlier, shared = index.add(signature)
        window.append(1000 * (time.process_time() - began))
        if of is not None:
            copies += 1
            found += of in earlier[shared >= CANDIDATE_SHINGLES]
        if place in CHECKPOINTS:
            mean = sum(window) / len(window)
            first = first or mean
            measures |= {
                f"copies_scale.{place}.mean_ms": round(mean, 3),
                f"copies_scale.{place}.slow_ms": round(sorted(window)[len(window) * 99 // 100], 3),
                f"copies_scale.{place}.growth": round(mean / first, 2),
                f"copies_scale.{place}.memory_mb": round(
                    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                ),
            }
    measures["copies_scale.found"] = round(found / max(1, copies), 4)
    return measures


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    records = [record for record, _ in zip(lines("stream", "articles.jsonl.gz"), range(BASE), strict=False)]
    samples = (np.fromiter(sample(prose_of(record["text"])), dtype=np.uint32) for record in records)
    base = [signature for signature in samples if len(signature)]
    measures = measured(base, options.articles)
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:32} {value:10.3f}")


if __name__ == "__main__":
    main()
