"""The words of an article as terms, and how rare each of them is in news at large."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)*")
# Parts of speech (Universal POS) of the words that carry meaning.
CONTENT = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
# Rarity of a word that the shipped table does not hold: about one article in 14,000.
UNSEEN = 13.8


def words_of(text: str) -> list[str]:
    """The words of `text`, lower case, without possessive and plural endings."""
    return [normal(word) for word in _WORD.findall(text)]


def normal(word: str) -> str:
    """One term for the forms of a word that differ in case, possessive or plural ending."""
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word


@cache
def _table() -> dict[str, float]:
    data = gzip.decompress(files("dateline.resolve").joinpath("data/rarity.txt.gz").read_bytes()).decode()
    rows = (line.split("\t") for line in data.splitlines())
    return {word: int(rarity) / 10 for word, rarity in rows}


def rarity(word: str) -> float:
    """-log2 of the share of news articles that hold `word` (a term as `words_of` gives it)."""
    return _table().get(word, UNSEEN)
