"""Quotations on PolNeAR: the table of score_quotes.py, and the errors by kind.

    python evaluation/quotations.py [--split dev|aside|FILE.gold.jsonl] [--json] [--misses N] [--limit N]

`dev` is what is reported. `aside` are the documents of the train part that the encoder did not learn from;
thresholds were chosen on them. A file in the form of `dev.gold.jsonl` can be given instead.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import dateline
from shared import lines, scorer

SET_ASIDE = 42
"""Documents of the train part that training/encoder.py sets aside: the first by digest of the id."""

MEASURES = (
    "content_exact_n",
    "content_tok",
    "content_iou50",
    "src_exact",
    "e2e",
    "direct_exact_n",
    "direct_e2e",
)
Range = tuple[int, int]


def gold(split: str) -> list[dict[str, Any]]:
    """The keyed documents of `split`."""
    if split == "dev":
        return list(lines("polnear", "dev.gold.jsonl.gz"))
    if split == "aside":
        documents = lines("polnear", "train.gold.jsonl.gz")
        order = sorted(documents, key=lambda each: hashlib.sha256(each["doc_id"].encode()).hexdigest())
        return order[:SET_ASIDE]
    opener = gzip.open if split.endswith(".gz") else open
    with opener(split, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def predicted(documents: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """For each document what Dateline finds, one line a part of a content."""
    for each in documents:
        yield [
            {
                "content": [part.start, part.end],
                "speaker": [found.source.start, found.source.end] if found.source else None,
                "cue": [found.cue.start, found.cue.end] if found.cue else None,
                "kind": found.kind,
            }
            for found in dateline.annotate(each["text"]).quotations
            for part in found.content
        ]


def kind_of(text: str, start: int, end: int, score: Any) -> str:
    """Direct, mixed or indirect, by the marks that a content begins after or holds."""
    if score.is_direct(text, start, end):
        return "direct"
    return "mixed" if any(mark in text[start:end] for mark in '"“”«»') else "indirect"


def errors(
    document: dict[str, Any], mine: list[dict[str, Any]], score: Any
) -> Iterator[tuple[str, str, str]]:
    """Each error as (kind of the content, cause, what it looks like)."""
    text = document["text"]
    known = {tuple(part): each["speaker"] for each in document["quotes"] for part in each["content"]}
    found = {tuple(each["content"]): each["speaker"] for each in mine}
    words = score.Doc(text)
    taken: set[Range] = set()
    for span, speakers in known.items():
        kind = kind_of(text, *span, score)
        tokens = words.toks(span)
        best = max(found, key=lambda other: _likeness(tokens, words.toks(other)), default=None)
        likeness = 0.0 if best is None else _likeness(tokens, words.toks(best))
        yield kind, "all", ""
        if best is None or likeness < 0.5:
            yield kind, "missed" if likeness == 0 else "content far off", text[span[0] : span[1]]
            continue
        taken.add(best)
        if score.norm(text, *best) != score.norm(text, *span):
            yield kind, "content border", f"{text[span[0] : span[1]]!r} found as {text[best[0] : best[1]]!r}"
        wanted = {score.norm(text, *part) for part in speakers}
        if cause := _source_error(wanted, score.norm(text, *found[best]) if found[best] else None):
            yield kind, cause, f"{text[span[0] : span[1]]!r} by {_read(text, wanted, found[best])}"
    for span in found:
        if span not in taken:
            yield kind_of(text, *span, score), "spurious", text[span[0] : span[1]]


def _source_error(wanted: set[Range], got: Range | None) -> str | None:
    if got is None:
        return "source missing" if wanted else None
    if not wanted:
        return "source invented"
    if got in wanted:
        return None
    return "source border" if any(s < got[1] and got[0] < e for s, e in wanted) else "source wrong"


def _likeness(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def _read(text: str, wanted: set[Range], got: list[int] | None) -> str:
    there = [text[start:end] for start, end in sorted(wanted)]
    return f"{there}, found {None if got is None else text[got[0] : got[1]]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--split", default="dev")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", type=int, default=0, help="show up to so many errors of each cause")
    parser.add_argument("--limit", type=int, help="only the first so many documents")
    given = parser.parse_args()
    score = scorer("score_quotes")
    documents = gold(given.split)[: given.limit]
    counts, causes = [], Counter()
    shown: dict[tuple[str, str], list[str]] = {}
    for document, mine in zip(documents, predicted(documents), strict=True):
        counts.append(score.doc_counts(document, mine))
        for kind, cause, what in errors(document, mine, score):
            causes[kind, cause] += 1
            shown.setdefault((kind, cause), []).append(what)
    result = score.report(score.add(counts))
    if given.json:
        print(json.dumps({f"quotations.{name}": round(result[name][2], 4) for name in MEASURES}))
        return
    for name, value in result.items():
        row = "P {:.3f}  R {:.3f}  F1 {:.3f}".format(*value) if isinstance(value, tuple) else str(value)
        print(f"{name:16} {row}")
    print_causes(causes)
    for (kind, cause), examples in sorted(shown.items()):
        if cause != "all" and given.misses:
            print(f"\n== {kind}: {cause}")
            for what in examples[:: max(1, len(examples) // given.misses)][: given.misses]:
                print("  ", what.replace("\n", " "))


def print_causes(causes: Counter[tuple[str, str]]) -> None:
    """The table of errors: a row a cause, a column a kind of content."""
    kinds = ("direct", "mixed", "indirect")
    print(f"\n{'':16}" + "".join(f"{kind:>10}" for kind in kinds))
    for cause in ("all", *sorted({cause for _, cause in causes} - {"all"})):
        print(f"{cause:16}" + "".join(f"{causes[kind, cause]:10}" for kind in kinds))


if __name__ == "__main__":
    sys.exit(main())
