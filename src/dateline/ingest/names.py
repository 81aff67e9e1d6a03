"""Agencies and outlets by the names and domains that they are known by."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit

# Names no longer than this are initials.
INITIALS = 4


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


def outlet_of(domain: str) -> str:
    """The readable name of the outlet at `domain`: as it calls itself, or the domain without "www."."""
    known = outlets_by_domain() | agencies().by_domain
    return _by_suffix(known, domain) or re.sub(r"^www\d*\.", "", domain.lower())


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


def domain_of(url: str) -> str | None:
    """The host of `url`, lower case, or None where it has none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
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


def _by_suffix(known: Mapping[str, str], domain: str) -> str | None:
    labels = domain.lower().split(".")
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((known[candidate] for candidate in candidates if candidate in known), None)


def _rows(file: str, columns: int) -> list[list[str]]:
    text = files("dateline.ingest").joinpath(f"data/{file}").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [row + [""] * (columns - len(row)) for row in rows]
