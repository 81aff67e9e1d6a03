"""Who wrote it, where and for whom, as the lines around a report say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.ingest.calendar_words import DATE_AFTER_PLACE
from dateline.ingest.names import (
    agencies,
    credited_agency,
    ends_like_agency,
    has_agency_form,
    labels,
    outlet_names,
)
from dateline.ingest.shared_credits import is_note

# Datelines and bylines stand before the second paragraph, or after a few captions.
HEAD = 6
# Sign-offs stand at the end, before at most some notes.
TAIL = 4
# No dateline is longer (characters).
LONGEST_OPENING = 160
# No note that says who the author is is longer (words).
LONGEST_BIOGRAPHY = 80
# No notes that follow a report's last words are longer (words): "(AP)" before more than that signs a passage.
MOST_NOTES = 80
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
# "— Jane Doe (@janedoe) March 1, 2019" closes a post of a social network.
_POST = re.compile(r"\(@\w{2,15}\)")
_BYLINE = re.compile(r"^(?:by|from)[: ]\s*(?P<names>\S.{2,120})$", re.IGNORECASE)
NAMES = re.compile(r",? (?:and|&) |, ?")
"""What parts the names in a line of authors."""
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
_REPORTED_BY = (
    r"(?:(?:(?:with )?(?:additional |writing |further )?(?:reporting|writing)(?: and (?:writing|editing))? by"
    r"|(?:with )?additional reporting from|editing by|compiled by|edited by)\b.{3,600}$)"
)
_REPORTING = re.compile(rf"^\W{{0,4}}{_REPORTED_BY}", re.IGNORECASE)
_HOUSE_SIGN_OFF = re.compile(r"\breporting by\b.{3,400}\bediting by\b", re.IGNORECASE | re.DOTALL)
_REPORTING_FOR = re.compile(r"\b(?i:reporting by) [^;()]{3,80}? for (?P<credit>[^;().]{3,40})")
_TO_THIS_REPORT = (
    r"(?:(?:contributed|reported)(?: \w+)? (?:to this (?:report|story|article)(?: from [\w ,.]{3,60})?"
    r"|(?<!was reported )(?<!were reported )from [\w ,.]{3,60}))"
)
_CONTRIBUTED = re.compile(
    rf"^\W{{0,4}}(?:.{{3,300}} {_TO_THIS_REPORT}|contributing:? .{{3,120}}|.{{3,80}} contributed)\W*$",
    re.IGNORECASE,
)
# The same at the end of the last paragraph: "… he said. (Reporting by Jane Doe)".
_SIGN_OFF = re.compile(
    rf"(?<=[.!?\"”’)]) (?:[(\[—–-]{{1,3}} ?(?i:{_REPORTED_BY})"
    r"|(?:[A-Z](?:[^.!?]|\b[A-Z]\.){2,200} contributed to this (?:report|story|article)\W*)$)"
)
_LAST_WORD = re.compile(
    r"(?:^|(?<=[.!?\"”’)])) ?[(\[](?P<credit>[^()\[\]]{2,40})[)\]]\.?$"
    r"|^(?i:source|text): ?(?P<source>[^()\[\]:;,]{2,40}?)\.?$"
)

_LIFE = r" (?:is|was|covers|writes|reports|has (?:been|covered|reported|written)|joined|teaches|works)\b"
_BIOGRAPHY = re.compile(
    r"^\W{0,4}(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}) is (?:an?|the)\b[^.]{0,80}"
    r"\b(?i:author|columnist|contributor|correspondent|editor|fellow|freelancer?|journalist|lecturer|producer"
    r"|professor|reporter|writer)\b"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline of a dispatch: all of it, its place if it has one, and what stands after the place."""

    text: str
    place: str | None
    agency: str | None
    date: str | None


@functools.cache
def _openings() -> tuple[re.Pattern[str], ...]:
    """With a dash alone the place stands in capitals; with an agency we know, or a date, in any case."""
    wire = rf"(?i:{agencies().pattern})"
    date = rf"(?:,? ?\(?(?P<date>{DATE_AFTER_PLACE})\)?)"
    credit = r"\s?[(\[](?P<wire>[^()\[\]]{2,40})[)\]]\s?"
    plain = rf"^(?P<place>{_PLACE}){_REGION}{date}?(?:{credit})?\s?{_DASH}"
    dated = rf"^(?P<place>{_MIXED_PLACE}){_REGION}{date}{credit}{_DASH}"
    date += "?"
    mixed = (
        rf"^(?:(?:(?P<place>{_PLACE}|{_MIXED_PLACE}){_REGION}{date}|(?P<bare>{DATE_AFTER_PLACE}))[\s.]*)?"
        rf"(?:[(\[]\s?(?P<wire>{wire})(?:[/,–-][^()]{{2,30}})?\s?[)\]](?:\.?{_DASH})?"
        rf"|(?:(?<=\. )/|(?<=\w )\| ?)(?P<marked>{wire})(?:/| ?\|))"
    )
    return re.compile(mixed), re.compile(plain), re.compile(dated)


def opening(part: str) -> Opening | None:
    """The dateline that a paragraph opens with, as in "SEOUL, June 1 (Reuters) -"."""
    start = part[:LONGEST_OPENING]
    match = next(filter(None, (pattern.match(start) for pattern in _openings())), None)
    if match is None:
        return None
    found = match.groupdict()
    wire = found["wire"] or found.get("marked")
    agency = credited_agency(wire) if wire else None
    place = re.split(r"[/,]", found["place"])[0].strip(" .-") if found["place"] else None
    if place is None:
        return Opening(text=match[0].strip(), place=None, agency=agency, date=found["bare"])
    speaker = match[0].endswith(":") and (agency is None or agencies().named(agency) is None)
    if speaker or not _is_place(place):
        return None
    return Opening(text=match[0].strip(), place=_capitalized(place), agency=agency, date=found["date"])


def _is_place(words: str) -> bool:
    """Whether words in capitals before a dash can be a place: no label, no initials, no agency or outlet."""
    first = re.split(r"[ \-'’]", words)[0].casefold()
    named = agencies().named(words) or words.casefold() in outlet_names()
    return first not in labels() and sum(map(str.isalpha, words)) >= SHORTEST_PLACE and not named


def find_opening(parts: Sequence[str]) -> Opening | None:
    """The dateline of a report, which stands at its beginning; what is shown of a network has its own."""
    own = (part for part in parts[:HEAD] if not _POST.search(part))
    return next(filter(None, map(opening, own)), None)


def split_byline(parts: Sequence[str]) -> tuple[tuple[str, ...], str | None, list[str]]:
    """Bylines and agency of a "By Jane Doe, Associated Press" paragraph near the top, and the rest."""
    for index, part in enumerate(parts[:HEAD]):
        match = _BYLINE.match(part)
        if match and not re.search(r"[.!?;]$", part.rstrip(".")) and len(part.split()) <= 18:
            people, agency = split_authors(NAMES.split(match["names"]))
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
        if is_author(person):
            people.append(person)
    return tuple(dict.fromkeys(people)), agency


def is_author(name: str) -> bool:
    """Whether a name can be that of a person who writes: no agency, no desk, no job."""
    return agencies().named(name) is None and bool(_NAME.match(name)) and not _NO_NAME.search(name)


def split_credits(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The credits of a report - its dateline, if an agency signs it, and sign-offs - and the paragraphs.

    A sign-off is taken out of the paragraphs: who is named there reported the story and is not in it. A
    dateline, and an agency's name as the last word, stay where they stand.
    """
    start = find_opening(parts)
    lines = [start.text] if start and start.agency else []
    rest = list(parts[:-TAIL])
    for part in parts[-TAIL:]:
        noted = _REPORTING.match(part) or _CONTRIBUTED.match(part) or _colleagues().match(part)
        if noted or is_note(part):
            lines.append(part)
            continue
        closing = _SIGN_OFF.search(part) or _closing().search(part)
        if closing:
            lines.append(closing[0].strip())
        rest.append(part[: closing.start()] if closing and closing.re is _SIGN_OFF else part)
    return (lines, rest) if rest else (lines, list(parts))


def split_biographies(parts: Sequence[str], authors: Iterable[str]) -> tuple[list[str], list[str]]:
    """Notes at the end that say who an author is, and the paragraphs of the report.

    Such a note opens with the name of one of `authors`, or with a writer whom the report does not name.
    """
    known = re.compile(rf"^\W{{0,4}}(?:{'|'.join(map(re.escape, authors)) or '(?!)'}){_LIFE}")
    notes: list[str] = []
    rest = list(parts)
    while len(rest) > 1 and len(rest[-1].split()) <= LONGEST_BIOGRAPHY:
        unknown = _BIOGRAPHY.match(rest[-1])
        told = unknown and any(unknown["name"].split()[-1] in part for part in rest[:-1])
        if not known.match(rest[-1]) and (unknown is None or told):
            break
        notes.insert(0, rest.pop())
    return notes, rest


def agency_of(parts: Sequence[str]) -> str | None:
    """The agency that the text credits with it: in its dateline, its sign-off, or as its last word."""
    start = find_opening(parts)
    if start and start.agency:
        return start.agency
    after = 0
    for part in reversed(parts[-TAIL:]):
        reporter = _REPORTING_FOR.search(part)
        if reporter and has_agency_form(reporter["credit"].strip()):
            return reporter["credit"].strip()
        if _HOUSE_SIGN_OFF.search(part) and _REPORTING.match(part):
            return "Reuters"  # the wire that signs off so: "(Reporting by …; Editing by …)"
        closing = _closing().search(part)
        if closing is None or _captioned(part) or after > MOST_NOTES:
            closing = _authorship().search(part)
        if closing:
            return agencies().named(closing["wire"])
        after += len(part.split())
    noted = next(filter(None, map(_colleagues().search, parts[-TAIL:])), None)
    if noted:
        return agencies().named(noted["wire"])
    return _unlisted_agency(parts) or _that_could_not_verify(parts)


def _that_could_not_verify(parts: Sequence[str]) -> str | None:
    """The agency of "which could not be verified by Meridian": who prints that has tried it itself."""
    found = next(filter(None, map(_unverified().search, parts)), None)
    return agencies().named(found["wire"] or found["early"]) if found else None


def _unlisted_agency(parts: Sequence[str]) -> str | None:
    """An agency that no list knows, by the form of the last words: "… in spring. (Nova Press)"."""
    body = [part for part in parts if not (_REPORTING.match(part) or _CONTRIBUTED.match(part))]
    match = _LAST_WORD.search(body[-1]) if len(body) > 1 else None
    if match is None or _captioned(body[-1]):
        return None
    name = (match["credit"] or match["source"]).strip()
    signs = ends_like_agency(name) or (
        " " not in name and has_agency_form(name) and not _spoken_of(name, parts)
    )
    return name if signs else None


def _spoken_of(name: str, parts: Sequence[str]) -> bool:
    """Whether a report speaks of `name` otherwise than as of those whom somebody told something."""
    text = " ".join(parts)
    told = rf"\b(?:told|to|by) (?:the )?{re.escape(name)}\b"
    return len(re.findall(rf"\b{re.escape(name)}\b", text)) - len(re.findall(told, text)) > 1


@functools.cache
def _colleagues() -> re.Pattern[str]:
    """An agency's note on its own staff: "Meridian writers Ann Lee in Oslo and Bo Orsini contributed."."""
    wire = rf"(?P<wire>(?i:{agencies().pattern}))"
    return re.compile(
        rf"(?:^\W{{0,4}}|[.!?] ){wire} (?:staff )?(?:correspondent|journalist|reporter|writer)s? "
        r"[A-Z].{2,400} contributed(?: to this (?:report|story|article))?\W*$"
    )


@functools.cache
def _unverified() -> re.Pattern[str]:
    wire = f"(?i:{agencies().pattern})"
    soon = r"(?:(?:independently|immediately) )?"
    return re.compile(
        rf"\bcould not {soon}be {soon}(?:verified|confirmed) {soon}by (?:the |The )?(?P<wire>{wire})\b"
        rf"|\b(?P<early>{wire}) could not {soon}(?:verify|confirm)\b"
    )


@functools.cache
def _closing() -> re.Pattern[str]:
    """A credit as the last words: "(Yonhap)", "— AFP", "Source: Xinhua"."""
    wire = rf"(?P<wire>(?i:{agencies().pattern}))"
    start = r"(?:(?:^|(?<=[.!?\"”’)]))\s*[(\[/–—-]{1,3}\s?|^)"
    lead = r"(?:(?i:(?:sources?|text|story): ?|©\s?|via |from |(?:distributed|provided|reported|story) by ))?"
    return re.compile(rf"{start}{lead}{wire}[)\]/]?\.?$")


@functools.cache
def _authorship() -> re.Pattern[str]:
    """A sentence that says whose all of the report is: "This story was reported by Meridian."."""
    wire = rf"(?P<wire>(?i:{agencies().pattern}))"
    return re.compile(
        r"\b[Tt]his (?:article|dispatch|report|story) (?:is|was) (?:first |originally )?"
        rf"(?:produced|provided|published|reported|supplied|written) by {wire}\.?(?:$|\s[A-Z])"
    )


def _captioned(part: str) -> bool:
    """Whether a paragraph that ends in a credit is a caption: one sentence with a full date."""
    return bool(re.search(r"\b(?:19|20)\d\d\b", part)) and len(re.findall(r"[.!?]\s", part)) <= 1


def _capitalized(place: str) -> str:
    if not place.isupper():
        return place
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match[0].capitalize(), place)
