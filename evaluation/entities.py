"""Names of people, organizations and places: strict F1 on newswire of the world, and out of domain.

    python evaluation/entities.py [--limit N] [--json] [--misses N]

`worldwide_newswire_ner`: the third of the documents that the encoder did not learn from (the split is that
of training/encoder_corpora.py). A name counts when span and kind are both those of the key. Bodies told by
a name and a common noun ("Tarn police") are no names in it, and are left out.
`re3d` was never learned from; its keys take titles and articles into the span, so there a name counts when
it lies inside an entity of the key of the same kind and no other name does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.annotate.annotator import run
from dateline.annotate.encoder import Encoder
from dateline.annotate.entities import Entities
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.article import Article
from shared import ROOT, lines, need_shared

sys.path.insert(0, str(ROOT / "training"))
from encoder_corpora import thirds, worldwide

KINDS = {"PER": "person", "ORG": "organization", "LOC": "place"}
RE3D = {"Person": "person", "Organisation": "organization", "Location": "place"}
Found = tuple[int, int, str]


def names_in(name: str, text: str) -> set[Found]:
    """Start, end and kind of the names that Dateline finds."""
    annotations = run((Sentences(), Syntax(), _ENCODER, Entities()), Article(id=name, text=text))
    return {
        (mention.start, mention.end, mention.type)
        for mention in annotations.mentions
        if mention.kind == "name" and mention.type in KINDS.values()
        if mention.type != "organization" or _is_name(mention.text)
    }


_ENCODER = Encoder()


def newswire(limit: int | None) -> Iterator[tuple[str, set[Found], set[Found]]]:
    """Text, key and answer of each document of the held-out third."""
    documents = thirds(worldwide(need_shared() / "data/worldwide_newswire_ner/all.jsonl.gz"))[1]
    for document in documents[:limit]:
        key = {(start, end, KINDS[label]) for start, end, label in document.entities or () if label in KINDS}
        yield document.text, key, names_in(document.id, document.text)


def re3d(limit: int | None) -> Iterator[tuple[str, set[Found], set[Found]]]:
    """As `newswire`; each entity of the key is cut to the name of ours inside it, where there is one."""
    for number, document in enumerate(lines("re3d", "all.jsonl.gz")):
        if number == limit:
            return
        answer = names_in(document["id"], document["text"])
        key = set()
        for entity in document["entities"]:
            kind = RE3D.get(entity["type"])
            if kind is None or entity["confidence"] < 0.5 or not _is_name(entity["text"]):
                continue
            inside = [n for n in answer if entity["start"] <= n[0] and n[1] <= entity["end"] and n[2] == kind]
            key.add(inside[0] if len(inside) == 1 else (entity["start"], entity["end"], kind))
        yield document["text"], key, answer


def _is_name(text: str) -> bool:
    return text.strip().rpartition(" ")[2][:1].isupper()


def scores(documents: Iterable[tuple[str, set[Found], set[Found]]], *, misses: int) -> dict[str, float]:
    """F1 a kind; prints the first misses."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for text, key, answer in documents:
        hits.update(kind for _, _, kind in key & answer)
        wanted.update(kind for _, _, kind in key)
        given.update(kind for _, _, kind in answer)
        for sign, wrong in (("-", key - answer), ("+", answer - key)):
            for start, end, kind in sorted(wrong)[: max(misses, 0)]:
                print(
                    sign,
                    kind,
                    repr(
                        text[max(start - 30, 0) : start] + "[" + text[start:end] + "]" + text[end : end + 20]
                    ),
                )
        misses -= len(key ^ answer)
    return {
        kind: 2 * hits[kind] / (wanted[kind] + given[kind]) if wanted[kind] + given[kind] else 0.0
        for kind in KINDS.values()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, help="documents of each corpus")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    measures = {
        f"{corpus}_{kind}": value
        for corpus, documents in (
            ("worldwide_newswire", newswire(options.limit)),
            ("re3d", re3d(options.limit)),
        )
        for kind, value in scores(documents, misses=options.misses).items()
    }
    if options.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:36}{100 * value:6.1f}")


if __name__ == "__main__":
    main()
