"""Coreference within articles on NewsWCL50: CoNLL F1 on given mentions, and on our own.

    python evaluation/coreference.py [--split tuned|reported] [--json] [--misses N]

The kinds ACTOR, COUNTRY and GROUP are scored. `tuned` are the events that rules and weights were chosen
on, `reported` the other three, which no rule was looked up in.

Given mentions: each mention of the key answers with the chain of our mention at its head, the longest
inside it, or with its own words where we have none. The key counts a country's offices and officials as
the country, so an organization or group that we tie to a country answers with that country.
Own mentions: ours that overlap a mention of the key stand for it, those missing count against recall; the
key leaves most people and places of an article out, so precision on the rest cannot be measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from chains import b_cubed, ceaf_e, conll, muc
from dateline.annotate.annotator import run
from dateline.annotate.coreference import Coreference
from dateline.annotate.encoder import Encoder
from dateline.annotate.entities import Entities
from dateline.annotate.quotations import Quotations
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article
from shared import lines

SPLITS = {"tuned": (0, 5), "reported": (1, 3, 7)}
KINDS = frozenset({"ACTOR", "COUNTRY", "GROUP"})

Key = dict[Any, Any]


def documents(split: str) -> Iterator[dict[str, Any]]:
    """The articles of a split."""
    for document in lines("newswcl50", "dev.jsonl.gz"):
        if document["event"] in SPLITS[split]:
            yield document


def answers(document: dict[str, Any], found: Annotations) -> tuple[Key, Key, Key]:
    """The key, our answer for every mention of it, and our answer for those that we found ourselves."""
    key: Key = {}
    given: Key = {}
    own: Key = {}
    chain_of = {mention: number for number, chain in enumerate(found.chains) for mention in chain.mentions}
    for each in document["mentions"]:
        if each["kind"] not in KINDS:
            continue
        name = (document["id"], each["start"], each["end"])
        key[name] = (document["id"], each["chain"])
        ours = _ours(each["start"], each["end"], found, chain_of)
        if ours is not None:
            own[name] = (document["id"], ours)
        given[name] = (document["id"], ours if ours is not None else each["text"].split()[-1].lower())
    return key, given, own


def _ours(start: int, end: int, found: Annotations, chain_of: dict[int, int]) -> Any:
    """What our best mention inside `start:end` (or around it) refers to."""
    head = _head(start, end, found)
    candidates = [
        (mention.start <= head < mention.end, mention.kind != "demonym", mention.end - mention.start, -index)
        for index, mention in enumerate(found.mentions)
        if index in chain_of and mention.start < end and start < mention.end and mention.end <= end + 2
    ]
    if not candidates or not max(candidates)[0]:
        holder = _role_holder(head, found, chain_of)
        if holder is not None:
            return holder
    if not candidates:
        return None
    index = -max(candidates)[3]
    chain = found.chains[chain_of[index]]
    mention = found.mentions[index]
    country = chain.side if chain.type == "place" else mention.country or (chain.side and mention.country)
    if chain.type != "person" and country is not None:
        return country
    return chain_of[index]


def _role_holder(head: int, found: Annotations, chain_of: dict[int, int]) -> int | None:
    """The chain of the person whose title or apposition has its noun at `head`."""
    for index, mention in enumerate(found.mentions):
        if (
            index in chain_of
            and mention.kind == "name"
            and any(r.start <= head < r.end for r in mention.roles)
        ):
            return chain_of[index]
    return None


def _head(start: int, end: int, found: Annotations) -> int:
    inside = [n for n, token in enumerate(found.tokens) if token.start >= start and token.end <= end]
    for number in inside:
        head = found.tokens[number].head
        if head == number or head not in inside:
            return found.tokens[number].start
    return start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=sorted(SPLITS), default="reported")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    annotators = (Sentences(), Syntax(), Encoder(), Entities(), Quotations(), Coreference())
    key: Key = {}
    given: Key = {}
    own: Key = {}
    left = options.misses
    for document in documents(options.split):
        found = run(annotators, Article(id=document["id"], text=document["text"]))
        parts = answers(document, found)
        for whole, part in zip((key, given, own), parts, strict=True):
            whole.update(part)
        if left > 0:
            left -= 1
            _show(document, found, *parts[:2])
    measures = {
        "newswcl50_muc": muc(key, given).f1,
        "newswcl50_b3": b_cubed(key, given).f1,
        "newswcl50_ceafe": ceaf_e(key, given).f1,
        "newswcl50_conll_given": conll(key, given),
        "newswcl50_conll_own": conll(key, own),
    }
    if options.json:
        print(json.dumps(measures))
        return
    for name, value in measures.items():
        print(f"{name:28}{100 * value:6.1f}")


def _show(document: dict[str, Any], found: Annotations, key: Key, given: Key) -> None:
    text = document["text"]
    print("==", document["id"])
    for name in key:
        answer = given[name][1]
        chain = found.chains[answer].name if isinstance(answer, int) else answer
        print(
            f"  {key[name][1]:34} {str(answer)[:14]:14} {str(chain)[:24]:24} {text[name[1] : name[2]][:60]!r}"
        )


if __name__ == "__main__":
    main()
