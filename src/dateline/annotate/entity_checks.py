"""Names that the encoder takes for people and that are something else, by their words and their places.

Affiliations in brackets ("R-Fla."), offices ("Chief Justice"), bodies and districts ("Supreme Court", "Lorne
County"), and countries that no gazetteer has but the article itself shows to be places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate.entity_decoding import Name
from dateline.annotate.gazetteer import (
    country_of_body,
    country_of_demonym,
    gender_of,
    is_body,
    is_place,
    language_of_family_name,
)
from dateline.annotate.nouns import is_group_noun, is_person_noun

if TYPE_CHECKING:
    from dateline.schema.annotation import Token

_AFFILIATION = re.compile(r"\(?[A-Z]{1,3}\.? ?[-–] ?[A-Z][\w. ]*\)?")
_NO_NAME = re.compile(r"(?:[A-Z]|[JS]n?r)\.?|.*[—(@/].*")
_DIVISION = re.compile(r"(?:County|Province|District|City|Island|Islands|Valley|Street|Avenue|Road|Park)")
_ADJECTIVE = re.compile(r"(?:i?an|ese|ish)$")
_WHERE = frozenset({"in", "at", "near", "across", "throughout", "inside", "outside"})
IN_PLACE = 0.25
"""Share of a word's occurrences after "in" or its like from which it is a place (by eye, on articles of the
stream)."""


def without_mistaken(names: Iterable[Name], tokens: Sequence[Token]) -> list[Name]:
    """The names, those of people that are something else as what they are, or left out."""
    typed = [found for name in names for found in _typed(name, tokens)]
    places = _places(typed, tokens)
    return [_as_place(name, places, tokens) for name in typed]


def _typed(name: Name, tokens: Sequence[Token]) -> Iterator[Name]:
    words = [token.text for token in tokens[name.first : name.last + 1]]
    text = " ".join(words)
    if _AFFILIATION.fullmatch(text) and words[1:2] in (["-"], ["–"]) and _closes(name, tokens):
        return
    if name.label != "PER":
        yield name
    elif len(words) == 1:
        if not _NO_NAME.fullmatch(text):
            yield replace(name, label="ORG") if country_of_body(text) is not None else name
    elif _DIVISION.fullmatch(words[-1]):
        yield replace(name, label="LOC")
    elif is_body(text) or (is_group_noun(words[-1]) and _is_no_given_name(words[0])):
        yield replace(name, label="ORG")
    elif not _is_office(words):
        yield name


def _is_office(words: Sequence[str]) -> bool:
    """Whether a noun for people stands after another, a demonym or a place ("Chief Justice")."""
    first, last = words[0], words[-1]
    if not is_person_noun(last) or not _is_no_given_name(first):
        return False
    return is_person_noun(first) or country_of_demonym(first) is not None or is_place(first)


def _closes(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a comma or bracket stands before it, as before a party and a state."""
    return name.first > 0 and tokens[name.first - 1].text in {"(", ",", "["}


def _is_no_given_name(word: str) -> bool:
    return gender_of(word) is None and language_of_family_name(word) is None


def _places(names: Sequence[Name], tokens: Sequence[Token]) -> set[str]:
    """Single words taken for people that stand where places stand, or whose adjective the article has."""
    in_full = {
        tokens[at].text
        for name in names
        if name.label == "PER" and name.last > name.first
        for at in range(name.first, name.last + 1)
    }
    found: defaultdict[str, list[int]] = defaultdict(list)
    for name in names:
        text = tokens[name.first].text
        if name.first == name.last and text not in in_full and _is_no_given_name(text):
            found[text].append(name.first)
    people = {tokens[name.first].text for name in names if name.label == "PER"}
    words = {token.text for token in tokens}
    return {
        text
        for text, at in found.items()
        if text in people
        and not any(_has_title(number, tokens) for number in at)
        and (_share_in_place(at, tokens) >= IN_PLACE or _adjectives(text) & words)
    }


def _has_title(number: int, tokens: Sequence[Token]) -> bool:
    before = tokens[number - 1].text.rstrip(".").lower() if number else ""
    return before in {"mr", "mrs", "ms", "miss", "dr", "sir"} or is_person_noun(before)


def _share_in_place(numbers: Sequence[int], tokens: Sequence[Token]) -> float:
    there = sum(number > 0 and tokens[number - 1].text.lower() in _WHERE for number in numbers)
    return there / len(numbers)


def _adjectives(text: str) -> set[str]:
    """The adjectives that a country of this name could have ("Ostria": "Ostrian")."""
    return {text + "n"} if text.endswith("ia") else set()


def _as_place(name: Name, places: set[str], tokens: Sequence[Token]) -> Name:
    text = tokens[name.first].text
    if name.first != name.last or name.label != "PER":
        return name
    if text in places:
        return replace(name, label="LOC")
    of_place = any(text in _adjectives(place) for place in places)
    return replace(name, label="NORP") if of_place else name
