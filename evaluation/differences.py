"""Whether the record shows where outlets differ, and only there (evaluation/cases/differences.toml).

    python evaluation/differences.py [--cases differences|updates] [--use develop|measure] [--misses] [--json]

Each case is two short reports, of our own invention, about one thing: either they differ in one point, or all
that they say can be true together. Those of `updates` are longer, of two or three, mostly of several days.
Half of the cases were kept for measuring: they were written before the rules and their misses are not
printed.

  shown        part of the disagreements of which a difference shows all values with their words
  kind right   part of those shown that are told apart as conflict or update as the case says
  real         part of the differences shown, in all cases, that are the one of their case
  compatible   part of the compatible cases in which no difference is shown
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.pipeline import annotate_many, build_story
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.story import Difference, Story
from shared import ROOT

CASES = ROOT / "evaluation" / "cases"


def story_of(reports: Sequence[Sequence[str]]) -> Story:
    """The story of reports given as outlet, day and text."""
    articles = [
        Article(id=f"a{number}", text=text, outlet=outlet, published=day, language="en")
        for number, (outlet, day, text) in enumerate(reports)
    ]
    annotated = [
        AnnotatedArticle(article=article, annotations=found)
        for article, found in zip(articles, annotate_many(articles), strict=True)
    ]
    return build_story("s1", annotated, copies=Copies())


def differences(story: Story) -> list[Difference]:
    """The differences that the story shows, each once though an event and a statement may both have it."""
    found: dict[frozenset[tuple[str, int]], Difference] = {}
    for line in (*story.events, *story.quotes, *story.statements):
        for difference in line.differences:
            spans = (span for value in difference.values for span in value.evidence)
            found.setdefault(frozenset((span.article, span.start) for span in spans), difference)
    return list(found.values())


def shows(
    difference: Difference, values: Sequence[tuple[int, str]], reports: Sequence[Sequence[str]]
) -> bool:
    """Whether each of the words that give the values stands in the evidence of the difference."""
    spans = [span for value in difference.values for span in value.evidence]
    for number, words in values:
        begin = reports[number][2].casefold().index(words.casefold())
        end = begin + len(words)
        if not any(s.article == f"a{number}" and s.start < end and begin < s.end for s in spans):
            return False
    return True


def judge(case: Mapping[str, Any]) -> tuple[Counter[str], list[str]]:
    """The counts of one case, and its misses in words."""
    found = differences(story_of(case["reports"]))
    counts: Counter[str] = Counter(all_shown=len(found))
    misses = []
    want = case.get("want")
    real = [d for d in found if want and shows(d, want["values"], case["reports"])]
    if want:
        counts["disagreements"] += 1
        counts["shown"] += bool(real)
        counts["kind"] += any(difference.kind == want["kind"] for difference in real)
        if not real:
            misses.append(f"{case['name']}: not shown")
        elif not any(difference.kind == want["kind"] for difference in real):
            misses.append(f"{case['name']}: shown as {real[0].kind}")
    else:
        counts["compatible"] += 1
        counts["kept"] += not found
    counts["real"] += len(real)
    for difference in found:
        if difference not in real:
            values = " | ".join(value.value for value in difference.values)
            misses.append(f"{case['name']}: false {difference.kind} {difference.slot}: {values}")
    return counts, misses


def cases(file: str, use: str) -> Iterator[Mapping[str, Any]]:
    """The cases of one use in a file."""
    for case in tomllib.loads((CASES / f"{file}.toml").read_text("utf-8"))["case"]:
        if case["use"] == use:
            yield case


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", choices=("differences", "updates"), default="differences")
    parser.add_argument("--use", choices=("develop", "measure"), default="measure")
    parser.add_argument("--misses", action="store_true", help="print each miss of the cases for development")
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    for case in cases(args.cases, args.use):
        counts, misses = judge(case)
        total.update(counts)
        if args.misses and args.use == "develop":
            print(*misses, sep="\n", end="\n" if misses else "")
    rows = {
        "shown": ("shown", "disagreements"),
        "kind right": ("kind", "shown"),
        "real": ("real", "all_shown"),
        "compatible": ("kept", "compatible"),
    }
    if args.json:
        result = {name: round(total[part] / max(total[whole], 1), 4) for name, (part, whole) in rows.items()}
        json.dump(result, sys.stdout, indent=1)
        return 0
    for name, (part, whole) in rows.items():
        print(f"{name:12s}{total[part]:4d} / {total[whole]:4d}  {total[part] / max(total[whole], 1):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
