"""Who wrote it, where and for whom, as the lines around a report say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.ingest.calendar_words import DATE_AFTER_PLACE
from dateline.ingest.names import agencies, labels, outlet_names

# Datelines and bylines stand before the second paragraph, or after a few captions.
HEAD = 6
# Sign-offs stand at the end, before at most some notes.
TAIL = 4
# No dateline is longer (characters).
LONGEST_OPENING = 160
# No place has fewer letters that a dispatch comes from; "U.S. -" and the like have.
SHORTEST_PLACE = 3

_PLACE = (
    r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ][A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ.'’\-]*[A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ.]"
    r"(?:[ /-][A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ][A-ZÀ-ÖØ-ÞŁŚŻČŠŽİ.'’\-]*){0,4}"
)
_MIXED_PLACE = r"[A-ZÀ-ÞŁŚŻČŠŽİ][\w.'’\-]+(?:[ /][A-ZÀ-Þ][\w.'’\-]+){0,3}"
_REGION = r"(?:, ?(?:[A-Z][\w.'’]+ ?){1,4})?"
# A hyphen right after a word joins it to the next: "COVID-19" is no place.
_DASH = r"(?:\.?(?:\s?(?:--|[–—|])+|\s-+)|:)"
_BYLINE = re.compile(r"^(?:by|from)[: ]\s*(?P<names>\S.{2,120})$", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[^\W\d_][\w.'’\-]*\.?)(?: (?:(?:al|bin|da|de|del|den|der|di|dos|du|el|la|le|ter|van|von|y)\b"
    r"|[^\W\d_a-z][\w.'’\-]*)){1,4}$"
)
# What crawlers take for authors: jobs, desks and parts of pages.
_NO_NAME = re.compile(
    r"_|\b(?:analysis|contributor|correspondent|columnist|desk|editor|editorial|editors|news|newsroom|producer|"
    r"reporter|reporters|staff|story|team|tags|topics|writer|writers)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"^\W{0,4}(?:(?:additional |writing |further )?(?:reporting|writing)(?: and (?:writing|editing))? by"
    r"|editing by|compiled by|edited by)\b.{3,600}$",
    re.IGNORECASE,
)
_HOUSE_SIGN_OFF = re.compile(r"\breporting by\b.{3,400}\bediting by\b", re.IGNORECASE | re.DOTALL)
_CONTRIBUTED = re.compile(
    r"^\W{0,4}(?:.{3,300} (?:contributed|reported)(?: \w+)? "
    r"(?:to this (?:report|story|article)|from [\w ,.]{3,60})"
    r"|contributing:? .{3,120}|.{3,80} contributed)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline of a dispatch: all of it, its place if it has one, and what stands after the place."""

    text: str
    place: str | None
    agency: str | None
    date: str | None


@functools.cache
def _opening() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """With a dash alone the place stands in capitals; with an agency it may be in mixed case."""
    wire = rf"(?i:{agencies().pattern})"
    date = rf"(?:,? ?\(?(?P<date>{DATE_AFTER_PLACE})\)?)?"
    plain = rf"^(?P<place>{_PLACE}){_REGION}{date}\s?(?:\((?P<wire>[^()]{{2,40}})\)\s?)?{_DASH}"
    mixed = (
        rf"^(?:(?:(?P<place>{_PLACE}|{_MIXED_PLACE}){_REGION}{date}|(?P<bare>{DATE_AFTER_PLACE}))[\s.]*)?"
        rf"(?:[(\[]\s?(?P<wire>{wire})(?:[/,–-][^()]{{2,30}})?\s?[)\]](?:\.?{_DASH})?"
        rf"|(?:(?<=\. )/|(?<=\w )\| ?)(?P<marked>{wire})(?:/| ?\|))"
    )
    return re.compile(plain), re.compile(mixed)


def opening(part: str) -> Opening | None:
    """The dateline that a paragraph opens with, as in "SEOUL, June 1 (Reuters) -"."""
    plain, mixed = _opening()
    start = part[:LONGEST_OPENING]
    match = mixed.match(start) or plain.match(start)
    if match is None:
        return None
    found = match.groupdict()
    wire = found["wire"] or found.get("marked")
    agency = agencies().named(wire) if wire else None
    place = re.split(r"[/,]", found["place"])[0].strip(" .-") if found["place"] else None
    if place is None:
        date = found["bare"]
        return Opening(text=match[0].strip(), place=None, agency=agency, date=date) if agency else None
    if not _is_place(place) or (wire is None and match[0].endswith(":")):
        return None
    return Opening(text=match[0].strip(), place=_capitalized(place), agency=agency, date=found["date"])


def _is_place(words: str) -> bool:
    """Whether words in capitals before a dash can be a place: no label, no initials, no agency or outlet."""
    first = re.split(r"[ \-'’]", words)[0].casefold()
    named = agencies().named(words) or words.casefold() in outlet_names()
    return first not in labels() and sum(map(str.isalpha, words)) >= SHORTEST_PLACE and not named


def find_opening(parts: Sequence[str]) -> Opening | None:
    """The dateline of a report, which stands at its beginning."""
    return next(filter(None, map(opening, parts[:HEAD])), None)


def split_byline(parts: Sequence[str]) -> tuple[tuple[str, ...], str | None, list[str]]:
    """Bylines and agency of a "By Jane Doe, Associated Press" paragraph near the top, and the rest."""
    for index, part in enumerate(parts[:HEAD]):
        match = _BYLINE.match(part)
        if match and not re.search(r"[.!?;]$", part.rstrip(".")) and len(part.split()) <= 18:
            people, agency = split_authors(re.split(r",| and | & ", match["names"]))
            if people or agency:
                return people, agency, [*parts[:index], *parts[index + 1 :]]
    return (), None, list(parts)


def split_authors(authors: Iterable[str]) -> tuple[tuple[str, ...], str | None]:
    """The people among `authors`, and the agency that one of them names.

    "Jane Doe For The Daily Bugle" is Jane Doe, "Reuters In Berlin" is Reuters.
    """
    people: list[str] = []
    agency = None
    known = agencies()
    for author in authors:
        credit = re.sub(r"^(?:by|from)[: ]\s*", "", author.strip(), flags=re.IGNORECASE)
        parts = re.split(r"\s*[,/|()]\s*|\s+(?:for|in|at|via)\s+", credit, flags=re.IGNORECASE)
        for part in filter(None, parts):
            found = known.named(re.sub(r"\s+(?:staff|writers?|reporters?)$", "", part, flags=re.IGNORECASE))
            agency = agency or found
        person = parts[0]
        if known.named(person) is None and _NAME.match(person) and not _NO_NAME.search(person):
            people.append(person)
    return tuple(dict.fromkeys(people)), agency


def credit_lines(parts: Sequence[str]) -> list[str]:
    """Paragraphs at the end that say who reported, edited or contributed, and a dispatch's opening."""
    lines = []
    start = find_opening(parts)
    if start and start.agency:
        lines.append(start.text)
    for part in parts[-TAIL:]:
        if _REPORTING.match(part) or _CONTRIBUTED.match(part):
            lines.append(part)
        else:
            closing = _closing().search(part)
            if closing:
                lines.append(closing[0].strip())
    return lines


def agency_of(parts: Sequence[str]) -> str | None:
    """The agency that the text credits with it: in its dateline, or as its last word."""
    start = find_opening(parts)
    if start and start.agency:
        return start.agency
    for part in reversed(parts[-TAIL:]):
        if _HOUSE_SIGN_OFF.search(part) and _REPORTING.match(part):
            return "Reuters"  # the wire that signs off so: "(Reporting by …; Editing by …)"
        closing = _closing().search(part)
        if closing and not _captioned(part):
            return agencies().named(closing["wire"])
    return None


@functools.cache
def _closing() -> re.Pattern[str]:
    """A credit as the last words: "(Yonhap)", "— AFP", "(With inputs from PTI)", "Source: Xinhua"."""
    wire = rf"(?P<wire>(?i:{agencies().pattern}))"
    start = r"(?:(?:^|(?<=[.!?\"”’)]))\s*[(\[/–—-]+\s?|^)"
    lead = r"(?:(?i:with (?:inputs? from |reporting (?:by|from) )?|source: ?|sources?: ?|©\s?|via |from ))?"
    return re.compile(rf"{start}{lead}{wire}[)\]/]?\.?$")


def _captioned(part: str) -> bool:
    """Whether a paragraph that ends in a credit is a caption: one sentence with a full date."""
    return bool(re.search(r"\b(?:19|20)\d\d\b", part)) and len(re.findall(r"[.!?]\s", part)) <= 1


def _capitalized(place: str) -> str:
    if not place.isupper():
        return place
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match[0].capitalize(), place)
