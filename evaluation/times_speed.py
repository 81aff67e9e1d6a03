"""How many news articles a second the time annotator reads, beside other tools of Python in one run.

    python evaluation/times_speed.py [--articles N] [--json]

Articles of the stream, cut to 600 words, in this process on one core; best of three passes for Dateline,
one pass over fewer articles for the slower tools. `dateparser.search` and Recognizers-Text take part where
they are installed (`pip install dateparser recognizers-text-suite`); they are no dependencies. HeidelTime
is a Java program; its published rate is about two documents a second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime

from dateline.annotate import timex
from shared import lines

WORDS = 600
OTHERS = 10
"""Articles that the slower tools read: enough for a rate, as they take seconds each."""


def articles(count: int) -> list[tuple[str, str | None]]:
    """Texts of exactly `WORDS` words, with their day of publication."""
    found = []
    for line in lines("stream", "articles.jsonl.gz"):
        words = line["text"].split(" ")
        if len(words) >= WORDS:
            found.append((" ".join(words[:WORDS]), line["date_publish"]))
        if len(found) == count:
            break
    return found


def rate(
    read: Callable[[str, str | None], object], texts: list[tuple[str, str | None]], passes: int
) -> float:
    """Articles a second of processor time, the best of several passes."""
    best = float("inf")
    for _ in range(passes):
        start = time.process_time()
        for text, published in texts:
            read(text, published)
        best = min(best, time.process_time() - start)
    return len(texts) / best


def _dateparser() -> Callable[[str, str | None], object] | None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    return lambda text, published: search_dates(
        text,
        languages=["en"],
        settings={"RELATIVE_BASE": datetime.fromisoformat((published or "2018-06-01")[:10])},
    )


def _recognizers() -> Callable[[str, str | None], object] | None:
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_text import Culture
    except ImportError:
        return None
    return lambda text, published: recognize_datetime(
        text, Culture.English, reference=datetime.fromisoformat((published or "2018-06-01")[:10])
    )


def import_seconds() -> float:
    """Wall-clock seconds that importing the annotator adds to a bare interpreter, best of five."""

    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    bare = min(run("pass") for _ in range(5))
    return max(0.0, min(run("from dateline.annotate import timex") for _ in range(5)) - bare)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = articles(options.articles)
    timex.find_times(texts[0][0])  # compiles the grammar
    own = rate(lambda text, published: timex.find_times(text, published=published), texts, 3)
    result = {"times_articles_per_second": own, "times_import_seconds": import_seconds()}
    for name, make in (("dateparser", _dateparser), ("recognizers", _recognizers)):
        if read := make():
            result[f"times_ratio_{name}"] = own / rate(read, texts[:OTHERS], 1)
    if options.json:
        print(json.dumps(result))
        return
    print(f"Dateline   {own:7.1f} articles/s of {WORDS} words, import {result['times_import_seconds']:.3f} s")
    for name in ("dateparser", "recognizers"):
        ratio = result.get(f"times_ratio_{name}")
        print(f"{name:11}" + (f"{own / ratio:7.2f} articles/s: 1/{ratio:.0f}" if ratio else "not installed"))


if __name__ == "__main__":
    main()
