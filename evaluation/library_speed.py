"""How fast a library keeps articles and answers searches, on the articles of stream.

`kept` is articles a second, each in a transaction of its own that is on the disk before the next begins;
annotation and resolving are not in it. Beside it, as the measure of this disk, appends of a page to a file
with fsync, a second. `search` is the median and the slowest of QUERIES words and phrases, in milliseconds.

    python evaluation/library_speed.py [--articles 3594] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import dateline
from grouping_data import article_of
from shared import lines

QUERIES = 200
PAGE = 4096
SYNCS = 200


def syncs(folder: Path) -> float:
    """Appends of a page, each followed by fsync, a second."""
    began = time.perf_counter()
    with (folder / "pages").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(bytes(PAGE))
            os.fsync(file.fileno())
    return SYNCS / (time.perf_counter() - began)


def queries(texts: list[str]) -> list[str]:
    """Two words, or a phrase of three, out of the articles."""
    draw = random.Random(0)
    found = []
    for number in range(QUERIES):
        words = draw.choice(texts).split()
        place = draw.randrange(max(1, len(words) - 3))
        phrase = " ".join(words[place : place + 3]).replace('"', "")
        found.append(f'"{phrase}"' if number % 2 else " ".join(draw.sample(words, min(2, len(words)))))
    return found


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=3594)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    stream = lines("stream", "articles.jsonl.gz")
    articles = [article_of(record) for record, _ in zip(stream, range(options.articles), strict=False)]
    with tempfile.TemporaryDirectory() as name:
        fsync = syncs(Path(name))
        with dateline.open(Path(name) / "library.sqlite") as library:
            began = time.perf_counter()
            for article in articles:
                library.keep(article)
            kept = len(articles) / (time.perf_counter() - began)
            size = library.path.stat().st_size
            times = []
            for query in queries([article.text for article in articles]):
                began = time.perf_counter()
                library.search(query)
                times.append(1000 * (time.perf_counter() - began))
    measures = {
        "library.articles": len(articles),
        "library.kept_per_s": round(kept),
        "library.fsync_per_s": round(fsync),
        "library.kb_per_article": round(size / len(articles) / 1000, 1),
        "library.search_median_ms": round(statistics.median(times), 2),
        "library.search_slowest_ms": round(max(times), 2),
    }
    if options.json:
        print(json.dumps(measures))
    else:
        for key, value in measures.items():
            print(f"{key:28} {value:10}")


if __name__ == "__main__":
    main()
