"""How well copies are told from articles that only quote the same or share a page's furniture.

- labelled: F1 of copy (whole or partly) against not (same quotations only, page furniture) on the pairs
  of copies_labels.json, labelled by hand: the 129 of wire_silver and 101 hard ones of stream. The rules
  were made with these labels in view, so this is a figure of development.
- own reports: how many independent reports of one event, with the same quotations, are taken for copies.
- lineage: F1 of (paragraph, paragraph it came from) on 50 rewritten copies of our own making.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from copies_made import made
from dateline.resolve.copies import find_copies
from dateline.schema.article import Article
from grouping_data import article_of
from shared import lines

LABELS = Path(__file__).with_name("copies_labels.json")
MADE = 50


def f1(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def labelled() -> dict[str, float]:
    """The measures on the labelled pairs."""
    labels = json.loads(LABELS.read_text("utf-8"))
    articles: dict[tuple[str, str], Article] = {}
    for corpus in ("wire_silver", "stream"):
        wanted = {pair[end] for pair in labels if pair["corpus"] == corpus for end in "ab"}
        for record in lines(corpus, "articles.jsonl.gz"):
            if record["id"] in wanted:
                articles[corpus, record["id"]] = article_of(record)
    right = found = wanted_pairs = 0
    for pair in labels:
        both = [articles[pair["corpus"], pair[end]] for end in "ab"]
        is_copy = pair["label"] in ("copy", "partly")
        taken = bool(find_copies(both).links)
        right += taken and is_copy
        found += taken
        wanted_pairs += is_copy
    values = f1(right, found, wanted_pairs)
    return dict(zip(("precision", "recall", "f1"), values, strict=True))


def lineage() -> tuple[float, float]:
    """F1 of the lineage of paragraphs, and the share of own reports taken for copies."""
    right = found = wanted = taken = 0
    for number in range(MADE):
        case = made(number)
        gold = set(case.lineage.items())
        links = find_copies([case.wire, case.copy, case.own]).links
        got = {
            (paragraph.paragraph, paragraph.of_paragraph)
            if link.article == case.copy.id
            else (paragraph.of_paragraph, paragraph.paragraph)
            for link in links
            if {link.article, link.of} == {case.wire.id, case.copy.id}
            for paragraph in link.paragraphs
        }
        taken += any(case.own.id in (link.article, link.of) for link in links)
        right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
    return f1(right, found, wanted)[2], taken / MADE


def main() -> None:
    """Prints the table, or the measures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measures = {f"copies.labelled.{name}": round(value, 4) for name, value in labelled().items()}
    lineage_f1, own = lineage()
    measures["copies.lineage.f1"] = round(lineage_f1, 4)
    measures["copies.own_reports_taken"] = round(own, 4)
    if options.json:
        print(json.dumps(measures))
    else:
        for name, value in measures.items():
            print(f"{name:36} {value:.3f}")


if __name__ == "__main__":
    main()
