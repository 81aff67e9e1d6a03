"""How many of the differences shown in real stories are real, by eye.

    python evaluation/disagreements.py [--part look|kept] [--json]

The stories are triples of allsides_triplets, the judgements evaluation/cases/allsides_differences.json. Each
difference that the record of one showed was read in its articles: real where a careful reader would say that
the reports differ there. The list holds places and judgements, no words; real ones that were seen but not
shown stand in it too, so that `shown` is a part of those known, not of all there are. `look` was read while
rules were made, `kept` once, afterwards.

  real    part of the differences shown that were judged real; those not yet judged are counted apart
  shown   part of the real ones known that are shown
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dateline
from keys import article_file
from shared import ROOT, lines

LABELS = ROOT / "evaluation" / "cases" / "allsides_differences.json"

Place = tuple[str, int, int]


def places_shown(articles: Sequence[dict[str, Any]]) -> Iterator[frozenset[Place]]:
    """The sentences of each difference in the record of some articles of the corpus, each difference once."""
    with TemporaryDirectory() as scratch:
        files = [article_file(line, line["date"], Path(scratch)) for line in articles]
        record = dateline.read(files)
    name = {article.id: Path(str(article.source.path)).stem for article in record.articles if article.source}
    seen = set()
    for story in record.stories:
        for line in (*story.events, *story.quotes, *story.statements):
            for difference in line.differences:
                spans = (span for value in difference.values for span in value.evidence)
                places = frozenset((name[span.article], span.start, span.end) for span in spans)
                if places not in seen:
                    seen.add(places)
                    yield places


def covers(shown: frozenset[Place], labelled: Sequence[Sequence[Any]]) -> bool:
    """Whether a difference shown has words at each of the places of a judged one."""
    return all(any(a == b and c < f and e < d for a, c, d in shown) for b, e, f in labelled)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("look", "kept"), default="kept")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    labels = json.loads(LABELS.read_text("utf-8"))
    stories = labels["stories"][args.part]
    known: dict[str, list[dict[str, Any]]] = {story: [] for story in stories}
    for label in labels["differences"]:
        if label["story"] in known:
            known[label["story"]].append(label)
    articles: dict[str, list[dict[str, Any]]] = {story: [] for story in stories}
    for line in lines("allsides_triplets", "articles.jsonl.gz"):
        if line["cluster"] in articles:
            articles[line["cluster"]].append(line)
    count: Counter[str] = Counter()
    for story in stories:
        found = [*places_shown(sorted(articles[story], key=lambda line: line["id"]))]
        for label in known[story]:
            if label["real"]:
                count["known"] += 1
                count["known shown"] += any(covers(shown, label["places"]) for shown in found)
        for shown in found:
            judged = [label["real"] for label in known[story] if covers(shown, label["places"])]
            count["real" if any(judged) else "false" if judged else "not judged"] += 1
    told = count["real"] + count["false"]
    result = {
        "shown that are real": round(count["real"] / max(told, 1), 4),
        "real ones shown": round(count["known shown"] / max(count["known"], 1), 4),
    }
    if args.json:
        json.dump(result, sys.stdout, indent=1)
        return 0
    print(f"real   {count['real']:4d} / {told:4d}  {result['shown that are real']:.3f}   not judged", end=" ")
    print(count["not judged"])
    print(f"shown  {count['known shown']:4d} / {count['known']:4d}  {result['real ones shown']:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
