"""Of the articles that the record of real stories takes to tell one event, how many do, by eye.

    python evaluation/confirmations.py [--part look|kept] [--json]

The stories are triples of allsides_triplets, the judgements evaluation/cases/allsides_confirmations.json: for
an event that several origins tell, the sentence that its clause comes from and one of each other origin, and
whether both tell the same. The list holds places and judgements, no words. `look` was read while rules were
made; `kept` was judged by another reader who did not know which of two versions of Dateline had joined the
two, an earlier one or that of the day.

  right   part of the joins judged that are made and right
  found   part of the right ones that are made
  joins   how many of those judged are made
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from dateline.pipeline import build_record
from dateline.schema.article import Article
from shared import ROOT, lines

LABELS = ROOT / "evaluation" / "cases" / "allsides_confirmations.json"

Place = tuple[str, int]


def articles_of(rows: Sequence[dict[str, Any]]) -> list[Article]:
    """The articles of a story, their texts as the corpus has them."""
    return [
        Article(
            id=row["id"],
            text=row["text"],
            title=row["title"],
            published=row["date"] or None,
            outlet=urlsplit(row["url"]).netloc,
            language="en",
        )
        for row in rows
    ]


def told(articles: Sequence[Article]) -> Iterator[frozenset[Place]]:
    """The sentences of each event of the record, as article and start."""
    for story in build_record(articles).stories:
        for event in story.events:
            yield frozenset((span.article, span.start) for span in event.evidence)


def measure(part: str) -> dict[str, float]:
    """The measures on one part of the judgements."""
    judged = json.loads(LABELS.read_text("utf-8"))[part]
    rows = defaultdict(list)
    for row in lines("allsides_triplets", "articles.jsonl.gz"):
        if row["cluster"] in judged:
            rows[row["cluster"]].append(row)
    made: list[bool] = []
    for cluster, pairs in judged.items():
        events = list(told(articles_of(rows[cluster])))
        for one, start, other, other_start, same in pairs:
            places = {(one, start), (other, other_start)}
            if any(places <= event for event in events):
                made.append(same)
    right = sum(same for pairs in judged.values() for *_, same in pairs)
    return {
        "right": round(sum(made) / len(made), 4),
        "found": round(sum(made) / right, 4),
        "joins": len(made),
    }


def main() -> None:
    """Print the measures of a part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("look", "kept"), default="kept")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    options = parser.parse_args()
    numbers = measure(options.part)
    if options.json:
        print(json.dumps(numbers))
        return
    for name, value in numbers.items():
        print(f"{name:8} {value:>8}")


if __name__ == "__main__":
    main()
