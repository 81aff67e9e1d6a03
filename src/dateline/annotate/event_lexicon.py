"""The words that name events and those that tell their status, as read from `data/events_*.toml`.

Verbs that are not among them are in `data/verbs.tsv`, written by `training/verbs.py`, nouns for deeds in
`data/event_nouns.tsv`, written by `training/event_nouns.py`, words of praise and blame in
`data/opinions.tsv`, written by `training/opinions.py`, nouns for places in `data/place_nouns.tsv`, written by
`scripts/build_place_nouns.py`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of event: its PLOVER root, a finer label, and what an ambiguous word of it needs.

    `open` is true of a verb that the lexicon does not list, whose label is its lemma. `topic` names the
    closed class of words that a text is full of where the word has this sense.
    """

    root: str
    label: str
    needs: str | None = None
    weak: bool = False
    open: bool = False
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by their head word, longest first; a pattern is the other words with the entry.

    A verb's other words stand below it in the tree ("call" + "off"), a noun's other words directly before
    it ("phone" + "call").
    """

    verbs: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@functools.cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    verbs: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    nouns: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for raw in _load("events_lexicon.toml")["entry"]:
        entry = Entry(
            raw["root"], raw["label"], raw.get("needs"), raw.get("weak", False), topic=raw.get("topic")
        )
        for phrase in raw.get("verbs", ()):
            head, *rest = phrase.replace("-", " ").split()
            verbs.setdefault(head, []).append((tuple(rest), entry))
        for phrase in raw.get("nouns", ()):
            *rest, head = phrase.replace("-", " ").split()
            nouns.setdefault(head, []).append((tuple(rest), entry))
    return Lexicon(_longest_first(verbs), _longest_first(nouns))


@functools.cache
def words(name: str) -> frozenset[str]:
    """A closed class of `events_status.toml`, as lemmas and phrases of lemmas."""
    return frozenset(_load("events_status.toml")[name])


@functools.cache
def other_verbs() -> Mapping[str, str]:
    """The verbs of English for what happens, each with the root of the events that it names."""
    lines = files("dateline.annotate").joinpath("data", "verbs.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@functools.cache
def other_nouns() -> Mapping[str, str]:
    """The nouns for deeds that the lexicon does not list, each with the root of the events that it names."""
    lines = files("dateline.annotate").joinpath("data", "event_nouns.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in lines.splitlines())


@functools.cache
def opinions() -> Mapping[str, int]:
    """The adjectives, nouns and verbs ("to cheat") that praise (1) or blame (-1)."""
    lines = files("dateline.annotate").joinpath("data", "opinions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in lines.splitlines())
    return {word: 1 if sign == "+" else -1 for word, sign in rows}


@functools.cache
def place_nouns() -> frozenset[str]:
    """Common nouns for places ("valley", "airport"); none that names an event, as "summit" does."""
    lines = files("dateline.annotate").joinpath("data", "place_nouns.tsv").read_text(encoding="utf-8")
    return (frozenset(lines.split()) | words("sites")) - lexicon().nouns.keys()


RARER = frozenset(
    {
        "allotted",
        "armed",
        "captive",
        "helpers",
        "hostile",
        "never",
        "nursed",
        "pelted",
        "scolded",
        "stopped",
        "verbal",
    }
)
"""Needs of a meaning that is not a word's first: holding captives, vows to do harm, attacks in words,
helpers who come, time that is given."""


@functools.cache
def root_of(verb: str) -> str | None:
    """The root of the events that a verb names whatever stands beside it, or None."""
    entries = lexicon().verbs.get(verb, ())
    listed = {entry.root for rest, entry in entries if not rest and entry.needs not in RARER}
    return listed.pop() if len(listed) == 1 else other_verbs().get(verb)


def table(name: str) -> dict[str, Any]:
    """A table of `events_numbers.toml`."""
    found: dict[str, Any] = _load("events_numbers.toml")[name]
    return found


def _longest_first(
    table: dict[str, list[tuple[tuple[str, ...], Entry]]],
) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    return {
        head: tuple(sorted(patterns, key=lambda pattern: -len(pattern[0])))
        for head, patterns in table.items()
    }


@functools.cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dateline.annotate").joinpath("data", name).read_text(encoding="utf-8"))
