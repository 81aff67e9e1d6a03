"""What can be measured of times without gold values: years that were cut out, dates that were only marked.

    python evaluation/times_unvalued.py [--verbs] [--json]

- *years*: dates of the stream within a year of their publication (20 to 330 days) lose their year; the share
  that gets it back. The score from which the sentence decides (`direction.SURE`) was chosen on these.
- *marked*: dates of Worldwide Newswire, where only names of dates are marked: the share that some expression
  overlaps, and that one has exactly.

`--verbs` goes by the nearest verb alone, without the trained model.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from datetime import date

from dateline.annotate import timex
from dateline.annotate.timex import direction
from shared import lines

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATED = re.compile(
    r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?: (\d{1,2}))?)(,? (?:of )?(20[012]\d))\b(?!-)"
)
BEFORE, AFTER = 800, 300
"""Characters of the article that are kept around a date."""
MOST_OF_ARTICLE, SAMPLE = 4, 900


def dates() -> Iterator[tuple[date, str, int, str, bool]]:
    """Day of publication, text without the year, place in it, value, and whether the date lies ahead."""
    for row in lines("stream", "articles.jsonl.gz"):
        try:
            written = date.fromisoformat(row["date_publish"][:10])
        except (TypeError, ValueError):
            continue
        text = row["text"]
        for found in list(DATED.finditer(text))[:MOST_OF_ARTICLE]:
            month, day, year = MONTHS.index(found[1][:3].lower()) + 1, found[2], int(found[4])
            try:
                days = (date(year, month, int(day or 15)) - written).days
            except ValueError:
                continue
            if 20 < abs(days) < 330:
                start = max(0, found.start() - BEFORE)
                cut = text[start : found.end(1)] + text[found.end() : found.end() + AFTER]
                value = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
                yield written, cut, found.start() - start, value, days > 0


def years() -> dict[str, float]:
    """The share of dates that get their year back, over all and of those behind and ahead."""
    sample = list(dates())
    random.Random(1).shuffle(sample)
    right: dict[str, list[bool]] = {"all": [], "behind": [], "ahead": []}
    for written, text, place, value, ahead in sample[:SAMPLE]:
        found = [t for t in timex.find_times(text, published=str(written)) if t.start <= place < t.end]
        if found and found[0].value:
            for kind in ("all", "ahead" if ahead else "behind"):
                right[kind].append(found[0].value.startswith(value))
    return {"years": len(right["all"])} | {f"years_{k}": sum(v) / len(v) for k, v in right.items() if v}


def marked() -> dict[str, float]:
    """The shares of marked dates that are found, and found exactly."""
    total = overlapped = exact = 0
    for row in lines("worldwide_newswire_ner", "all.jsonl.gz"):
        spans = [(t.start, t.end) for t in timex.find_times(row["text"], published="2022-03-15")]
        for entity in row["entities"]:
            if entity["type"] == "Date":
                total += 1
                overlapped += any(s < entity["end"] and entity["start"] < e for s, e in spans)
                exact += (entity["start"], entity["end"]) in spans
    return {"marked": total, "marked_found": overlapped / total, "marked_exact": exact / total}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--verbs", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.verbs:
        direction.model = lambda language: None  # type: ignore[assignment]
    table = years() | marked()
    if options.json:
        print(json.dumps({f"times_{name}": value for name, value in table.items()}))
        return
    for name, value in table.items():
        print(f"{name:14} {value:.3f}" if isinstance(value, float) else f"{name:14} {value}")


if __name__ == "__main__":
    main()
