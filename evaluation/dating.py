"""How many reports tell the day they were published, and how often that day is right.

Dated articles with all metadata taken away: once the text alone is read, once the address alone. Right is
within one day, for the corpora's dates are partly those of an edition or of a time zone. Rules and
thresholds were chosen on `stream`; `allsides_triplets` is reported.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
from collections import Counter

from dateline.ingest import read_sources
from dateline.schema.article import Article
from shared import lines

CORPORA = {"stream": "date_publish", "allsides_triplets": "date"}
ONE_DAY = datetime.timedelta(days=1)


def measure(corpus: str) -> dict[str, float]:
    """Articles, and for each basis how many got a day, how many a right one, and their share."""
    days: list[datetime.date] = []
    stripped = {"text": io.BytesIO(), "address": io.BytesIO()}
    for row in lines(corpus, "articles.jsonl.gz"):
        day = row[CORPORA[corpus]] or ""
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
    numbers: dict[str, float] = {f"{corpus} articles": len(days)}
    for name in sorted(name.removesuffix(" dated") for name in counts if name.endswith(" dated")):
        numbers[f"{corpus} {name} dated"] = counts[f"{name} dated"]
        numbers[f"{corpus} {name} precision"] = round(counts[f"{name} right"] / counts[f"{name} dated"], 4)
    return numbers


def main() -> None:
    """Print the table, or with --json one flat object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    numbers: dict[str, float] = {}
    for corpus in CORPORA:
        numbers |= measure(corpus)
    if options.json:
        print(json.dumps(numbers))
        return
    for name, value in numbers.items():
        print(f"{name:40} {value:>8}")


if __name__ == "__main__":
    main()
