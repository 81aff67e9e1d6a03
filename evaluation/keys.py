"""Write a key of references, with the articles it is about, as a folder that can be scored.

    python evaluation/keys.py KEY.json --output DIR

The texts of a corpus are not in this repository. A key about them (evaluation/keys/*.json) therefore holds
places, `{"article": "5_M", "start": 12, "end": 40}`, where the key of a story holds the words; here the words
are put back from the corpus. The folder holds one JSON file an article, with the fields news-please writes,
and `expected.json` as shared/score_record.py reads it. docs/keys.md says how keys are made.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from shared import lines, scorer

WORDS_OF_QUOTES = ("quotes", "not_quotes", "same_quote")
"""The lists where the scorer calls the words `content`; in all others they are called `in`."""

FILES = {
    "newswcl50": "dev.jsonl.gz",
    "allsides_triplets": "articles.jsonl.gz",
    "basil": "articles.jsonl.gz",
}
"""The corpora that keys are about, and the file of each that holds the articles."""


def expand(key_path: Path, folder: Path) -> Path:
    """Write the articles and `expected.json` of a key of references into `folder`; its path is returned.

    Raises ValueError where an article is not in the corpus, or where the words at a place stand earlier in
    the same text as well: the scorer would then look there.
    """
    key = json.loads(key_path.read_text("utf-8"))
    wanted = [article["article"] for article in key["articles"]]
    found = lines(key["corpus"], FILES[key["corpus"]])
    corpus = {line["id"]: line for line in found if line["id"] in wanted}
    if missing := sorted(set(wanted) - set(corpus)):
        raise ValueError(f"{key_path.name}: not in {key['corpus']}: {', '.join(missing)}")
    folder.mkdir(parents=True, exist_ok=True)
    for article in key["articles"]:
        article_file(corpus[article["article"]], article["published"], folder)
    texts = {name: line["text"] for name, line in corpus.items()}
    expected = {
        name: _with_words(value, texts, "content" if name in WORDS_OF_QUOTES else "in")
        for name, value in key.items()
    }
    expected["stories"] = [[f"{name}.json" for name in wanted]]
    (folder / "expected.json").write_text(_json(expected), "utf-8")
    return folder


def article_file(line: dict[str, Any], published: str, folder: Path) -> Path:
    """The file in `folder` that holds one line of a corpus as news-please would have written it."""
    target = folder / f"{line['id']}.json"
    target.write_text(_json(_news_please(line, published)), "utf-8")
    return target


def _news_please(line: dict[str, Any], published: str) -> dict[str, Any]:
    """One line of the corpus as news-please would have written it."""
    return {
        "title": line.get("title"),
        "text": line["text"],
        "url": line["url"],
        "source_domain": urlsplit(line["url"]).netloc,
        "date_publish": f"{published} 00:00:00",
        "date_modify": None,
        "authors": [],
        "description": None,
        "language": "en",
    }


def _with_words(value: Any, texts: dict[str, str], words_name: str) -> Any:
    """`value` with a file for every article and, for every place, the words that stand there."""
    if isinstance(value, list):
        return [_with_words(item, texts, words_name) for item in value]
    if not isinstance(value, dict):
        return value
    inside = {name: _with_words(item, texts, words_name) for name, item in value.items()}
    if "article" not in inside:
        return inside
    name = inside.pop("article")
    expanded = {"file": f"{name}.json"}
    if "start" in inside:
        expanded[words_name] = _words(texts[name], name, inside.pop("start"), inside.pop("end"))
    return expanded | inside


def _words(text: str, name: str, start: int, end: int) -> str:
    """The words from `start` to `end`, which must be where the scorer finds them first."""
    words = text[start:end]
    found = _scorer().snippet_pattern(words).search(text) if words.strip() else None
    if found is None or found.start() != start:
        raise ValueError(f"{name} {start}:{end} reads {words!r}, which is not the first such place")
    return words


@cache
def _scorer() -> ModuleType:
    return scorer("score_record")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("key", type=Path, help="a key of evaluation/keys")
    parser.add_argument("--output", type=Path, required=True, help="the folder to write")
    args = parser.parse_args()
    try:
        expand(args.key, args.output)
    except ValueError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
