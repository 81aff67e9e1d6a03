"""Agencies and outlets by the names and domains that they are known by."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit

from dateline.ingest.calendar_words import MONTH, WEEKDAY

# Names no longer than this are initials.
INITIALS = 4
# No name of an agency has more words.
LONGEST_AGENCY = 5

_AGENCY_NAME = re.compile(
    r"[^\W\d_][\w.&'’-]*(?: (?:(?:and|da|de|di|do|for|of|the)\b|[^\W\d_a-z][\w.&'’-]*|&))*"
)
# What stands in the place of an agency's name and names none. Stations of the United States sign with three
# or four letters, K or W first, what they report themselves.
_NO_AGENCY = re.compile(
    r"\b(?:agencies|combined|correspondents?|dispatch(?:es)?|reports|sources?|special to|staff)\b"
    rf"|\b(?:{WEEKDAY}|{MONTH})|\.\w\w"
    r"|(?-i:^[KW][A-Z]{2,3}(?:-TV)?$)",
    re.IGNORECASE,
)
_AGENCY_WORDS = re.compile(
    r"\b(?:(?:news|press|photo|presse|telegraph) ?(?:agency|agentur|association|bureau|network|service|wire)"
    r"|newswires?|news wire|wire services?|syndicate|agen(?:ce|cia|zia|tur) \w+|presse-?agentur)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(r"\b(?:press|presse|news|wire|agency)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of data/agencies.tsv by name (case folded), domain and path segment.

    `pattern` is a regular expression, to be read case ignored, that matches any of the names.
    """

    by_name: dict[str, str]
    by_domain: dict[str, str]
    by_segment: Mapping[str, str]
    pattern: str

    def named(self, words: str) -> str | None:
        """The agency that `words` name, whole.

        Initials must be written as such: "(MAP)" names an agency, "(map)" does not.
        """
        words = re.sub(r"^the ", "", " ".join(words.split()), flags=re.IGNORECASE)
        name = self.by_name.get(words.casefold())
        initials = len(words) <= INITIALS and not words.isupper()
        return None if initials and words != name and words.casefold() not in self.by_segment else name


@functools.cache
def agencies() -> Agencies:
    """The agencies, read once."""
    by_name: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    by_segment: dict[str, str] = {}
    for name, others, domains, segments in _rows("agencies.tsv", 4):
        for known in (name, *filter(None, others.split("|"))):
            by_name.setdefault(known.casefold().removeprefix("the "), name)
        by_domain |= dict.fromkeys(filter(None, domains.split("|")), name)
        by_segment |= dict.fromkeys(filter(None, segments.split("|")), name)
    longest_first = sorted(by_name, key=lambda known: (-len(known), known))
    pattern = "(?:the )?(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"
    return Agencies(by_name, by_domain, by_segment, pattern)


def credited_agency(words: str) -> str | None:
    """The agency that words in the place of a dateline's credit name, known or not: "(Reuters)", "(X/AP)"."""
    parts = [part.strip() for part in words.split("/")]
    desk = re.match(agencies().pattern, words, re.IGNORECASE)  # "Reuters Breakingviews"
    candidates = [words.strip(), *parts, desk[0] if desk else ""]
    known = next(filter(None, map(agencies().named, candidates)), None)
    return known or (parts[0] if has_agency_form(parts[0]) else None)


def has_agency_form(words: str) -> bool:
    """Whether the words can be the name of an agency: a few, with capitals, and not a note or a day."""
    first = words.split(" ", 1)[0].casefold().rstrip(":.")
    return (
        len(words.split()) <= LONGEST_AGENCY
        and words != words.lower()
        and _AGENCY_NAME.fullmatch(words) is not None
        and first not in labels()
        and _NO_AGENCY.search(words) is None
    )


def calls_itself_agency(words: str) -> bool:
    """Whether a name says that it is an agency's: "Nova News Agency", "Agencia Nova"."""
    return has_agency_form(words) and _AGENCY_WORDS.search(words) is not None


def ends_like_agency(words: str) -> bool:
    """Whether a name ends as those of agencies do, and of some outlets: "Coral Press"."""
    return (
        has_agency_form(words) and _PRESS.search(words) is not None and words.casefold() not in outlet_names()
    )


def is_part_of(name: str, other: str) -> bool:
    """Whether one of two names holds the letters of the other: "ABC4 News" and "ABC4"."""
    short, long = sorted((letters(name), letters(other)), key=len)
    return bool(short) and short in long


def letters(name: str) -> str:
    """The letters and digits of a name, case folded, without "The"."""
    return re.sub(r"[\W_]", "", re.sub(r"^the\b", "", name.casefold()))


def known_outlet(domain: str) -> str | None:
    """The name of the outlet at `domain` where it is one of those known by name."""
    return _by_suffix(outlets_by_domain() | agencies().by_domain, domain)


def agency_at(domain: str) -> str | None:
    """The agency whose own site `domain` is."""
    return _by_suffix(agencies().by_domain, domain)


def agency_in_path(url: str) -> str | None:
    """The agency that a folder of the URL's path is named for."""
    for segment in urlsplit(url).path.lower().split("/")[1:-1]:
        if segment in agencies().by_segment:
            return agencies().by_segment[segment]
    return None


@functools.cache
def labels() -> frozenset[str]:
    """The words of data/labels.txt, read once."""
    return frozenset(row[0] for row in _rows("labels.txt", 1))


@functools.cache
def outlets_by_domain() -> dict[str, str]:
    """The outlets of data/outlets.tsv, read once."""
    return {row[0]: row[1] for row in _rows("outlets.tsv", 2)}


@functools.cache
def outlet_names() -> frozenset[str]:
    """The names of the outlets known by name, case folded."""
    return frozenset(name.casefold() for name in outlets_by_domain().values())


@functools.cache
def outlet_words(where: str) -> tuple[str, ...]:
    """The words of data/outlet_words.tsv that stand "first" or "last" in names, the longest first."""
    words = (row[0] for row in _rows("outlet_words.tsv", 2) if row[1] == where)
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _by_suffix(known: Mapping[str, str], domain: str) -> str | None:
    labels = domain.lower().split(".")
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((known[candidate] for candidate in candidates if candidate in known), None)


def _rows(file: str, columns: int) -> list[list[str]]:
    text = files("dateline.ingest").joinpath(f"data/{file}").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [row + [""] * (columns - len(row)) for row in rows]
