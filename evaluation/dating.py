"""How many reports tell the day they were published, and how often that day is right.

Dated articles with all metadata taken away: once the text alone is read, once the address alone. Right is
within one day, for the corpora's dates are partly those of an edition or of a time zone.

Rules and thresholds were chosen on `stream`, and captions were looked at in `allsides_triplets` as well, all
of it: before it was split, so that neither half is unseen. Since then rules are changed by what `stream` and
"allsides seen" show, and "allsides kept" is only counted. The halves are by the first digit of the SHA-256
of an article's id: below 8 is seen.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dateline.ingest import read_sources
from dateline.schema.article import Article
from shared import lines

PARTS = ("stream", "allsides seen", "allsides kept")
DATE_FIELDS = {"stream": "date_publish", "allsides_triplets": "date"}
ONE_DAY = datetime.timedelta(days=1)


def rows_of(part: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The articles of one of PARTS, each with its day, "" where it has none."""
    corpus = "stream" if part == "stream" else "allsides_triplets"
    for row in lines(corpus, "articles.jsonl.gz"):
        half = "seen" if hashlib.sha256(str(row["id"]).encode()).hexdigest() < "8" else "kept"
        if part in ("stream", f"allsides {half}"):
            yield row, row[DATE_FIELDS[corpus]] or ""


def measure(part: str) -> dict[str, float]:
    """Articles, and for each basis how many got a day, and which share of these is right."""
    days: list[datetime.date] = []
    stripped = {"text": io.BytesIO(), "address": io.BytesIO()}
    for row, day in rows_of(part):
        if len(day) >= len("2018-06-01") and row["text"].strip():
            days.append(datetime.date.fromisoformat(day[:10]))
            for way, kept in (
                ("text", {"text": row["text"]}),
                ("address", {"text": "Text.", "url": row["url"]}),
            ):
                stripped[way].write(json.dumps(kept).encode() + b"\n")
    counts: Counter[str] = Counter()
    for way, file in stripped.items():
        file.seek(0)
        for article in read_sources(["-"], stdin=file):
            if isinstance(article, Article) and article.published:
                found = datetime.date.fromisoformat(article.published)
                right = abs(found - days[article.source.item or 0]) <= ONE_DAY
                for name in {way, article.published_basis}:
                    counts[f"{name} dated"] += 1
                    counts[f"{name} right"] += right
    numbers: dict[str, float] = {f"{part} articles": len(days)}
    for name in sorted(name.removesuffix(" dated") for name in counts if name.endswith(" dated")):
        numbers[f"{part} {name} dated"] = counts[f"{name} dated"]
        numbers[f"{part} {name} precision"] = round(counts[f"{name} right"] / counts[f"{name} dated"], 4)
    return numbers


def main() -> None:
    """Print the table, or with --json one flat object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    numbers: dict[str, float] = {}
    for part in PARTS:
        numbers |= measure(part)
    if options.json:
        print(json.dumps(numbers))
        return
    for name, value in numbers.items():
        print(f"{name:40} {value:>8}")


if __name__ == "__main__":
    main()
