"""Time expressions against gold: TimeBank, AQUAINT, WikiWars, tweets, date-time specs, story keys.

    python evaluation/times.py [--json] [--look] [--misses CORPUS] [--only CORPUS]

The four corpora are split by document (time_split.json: half and half by hash of the id) into a part that
was looked at while the grammar was written and a part that is only measured on. Reported is the measured
part; `--look` reports the looked-at part, and `--misses` prints the misses of that part alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import time_specs
from dateline.annotate import timex
from shared import ROOT, lines, need_shared, scorer

CORPORA = {
    "timebank": ("tempeval3", "timebank.gold.jsonl.gz"),
    "aquaint": ("tempeval3", "aquaint.gold.jsonl.gz"),
    "wikiwars": ("wikiwars", "train.jsonl.gz"),
    "tweets": ("tweets_timex", "train.jsonl.gz"),
}
SPLIT: dict[str, dict[str, list[str]]] = json.loads(
    (ROOT / "evaluation" / "time_split.json").read_text(encoding="utf-8")
)


def documents(corpus: str, part: str) -> Iterator[dict[str, Any]]:
    """Gold documents of one part: id, text, day of writing, expressions."""
    ids = set(SPLIT[corpus][part])
    for line in lines(*CORPORA[corpus]):
        identifier = str(line.get("doc_id", line.get("id")))
        if identifier in ids:
            written = line["dct"] if isinstance(line["dct"], str) else line["dct"]["value"]
            gold = line.get("timex", line.get("timex3"))
            yield {"doc_id": identifier, "dct": written, "text": line["text"], "timex": gold}


def predictions(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The expressions found in a gold document, in the scorer's form."""
    found = timex.find_times(document["text"], published=document["dct"])
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]


def corpus_scores(corpus: str, part: str, misses: bool) -> dict[str, float]:
    """Strict, relaxed, type and value F1 on one part of a corpus."""
    score = scorer("score_timex")
    errors: list[tuple[str, ...]] = []
    counts = [
        score.counts(d["timex"], predictions(d), d["text"], None, errors, d["doc_id"])
        for d in documents(corpus, part)
    ]
    if misses:
        for error in errors:
            print(*error, sep="\t")
    report = score.report(score.add(counts))
    return {
        "gold": report["gold"],
        "strict": report["strict"][2],
        "relaxed": report["relaxed"][2],
        "precision": report["relaxed"][0],
        "recall": report["relaxed"][1],
        "type": report["type_f1"][2],
        "value": report["value_f1"][2],
        "accuracy": report["value_acc"],
    }


def story_scores(misses: bool) -> dict[str, float]:
    """Story keys: the share of keyed expressions found, and with the right value."""
    total = found = right = 0
    for folder in sorted((need_shared() / "stories").iterdir()):
        key = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        texts = {a["file"]: _story_text(folder / a["file"]) for a in key["articles"]}
        published = {a["file"]: a["published"] for a in key["articles"]}
        times = {name: timex.find_times(text, published=published[name]) for name, text in texts.items()}
        for expected in key["times"]:
            total += 1
            candidates = _overlapping(expected, texts[expected["file"]], times[expected["file"]])
            found += bool(candidates)
            ok = any(_fits(expected, t.value) for t in candidates)
            right += ok
            if misses and not ok:
                print(folder.name, expected, [(t.text, t.value) for t in candidates], sep="\t")
    return {"gold": total, "found": found / total, "value": right / total}


def _story_text(path: Path) -> str:
    if path.suffix == ".json":
        text: str = json.loads(path.read_text(encoding="utf-8"))["text"]
        return text
    return path.read_text(encoding="utf-8")


def _overlapping(expected: dict[str, Any], text: str, times: tuple[Any, ...]) -> list[Any]:
    pattern = scorer("score_record").snippet_pattern
    context = pattern(expected["in"]).search(text)
    if context is None:
        return []
    inner = re.search(
        r"(?<!\w)" + pattern(expected["expression"]).pattern + r"(?!\w)",
        text[context.start() : context.end()],
    )
    start = context.start() + (inner.start() if inner else 0)
    end = context.start() + inner.end() if inner else context.end()
    return [t for t in times if t.start < end and start < t.end]


def _fits(expected: dict[str, Any], value: str | None) -> bool:
    wanted = expected.get("value_any") or [expected["value"]]
    if value is None:
        return False
    return value in wanted or bool(expected.get("prefix_ok") and any(value.startswith(w) for w in wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--look", action="store_true", help="report the looked-at parts")
    parser.add_argument("--misses", metavar="CORPUS", help="print the misses of the looked-at part")
    parser.add_argument("--only", metavar="CORPUS")
    options = parser.parse_args()
    part = "look" if options.look or options.misses in CORPORA else "measure"
    table: dict[str, dict[str, float]] = {}
    wanted = options.misses or options.only
    for corpus in CORPORA:
        if wanted in (None, corpus):
            table[corpus] = corpus_scores(corpus, part, options.misses == corpus)
    if wanted in (None, "stories"):
        table["stories"] = story_scores(options.misses == "stories")
    if wanted in (None, "specs"):
        table["specs"] = time_specs.scores(options.misses == "specs")
    if options.json:
        print(json.dumps({f"times_{c}_{m}": v for c, row in table.items() for m, v in row.items()}))
        return
    for corpus, row in table.items():
        print(
            f"{corpus:10}",
            "  ".join(f"{m} {v:.3f}" if m != "gold" else f"{m} {v:.0f}" for m, v in row.items()),
        )


if __name__ == "__main__":
    main()
