"""The lines above a report that say nothing but when, by whom and where it was published.

Such a line holds a full date and beside it only labels, clock times, authors and the outlet: "Kessel Tribune,
Monday 7 April 2025", "Published 3:14 PM EDT, Mon April 7, 2025", "By Ann Lind | April 7, 2025". Without a
date it is the names of authors over that of the outlet, or over or beside that of an agency: "Ann Lind and
Tom Karr" over "Kessel Tribune", "Ann Lind, Meridian Press".
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ingest.calendar_words import DAY, MONTH, WEEKDAY, full_date, real_date
from dateline.ingest.credits import NAMES, is_author, split_authors
from dateline.ingest.names import agencies, outlet_names, outlet_words

HEAD = 6
"""Paragraphs among which such lines stand: below a title, a teaser and a few captions."""
LONGEST = 160
"""Characters of the longest such line: two dates, a few authors and an outlet."""
FEWEST_WORDS_OF_REPORT = 25
"""Words of a paragraph that is one of the report: nothing above it stands below it."""
LONGEST_OUTLET = 5
"""Words of the longest name of an outlet here, "The" and "of" included."""

# Pages run a date and a clock time together: "April 7, 20253:14 PM".
_FULL = rf"(?:{MONTH} ?{DAY},?|{DAY}(?: of)? ?{MONTH},?) ?(?:19|20)\d\d(?=\d{{1,2}}:\d\d|(?!\d))"
_NUMERIC = r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)(?:19|20)\d\d)"
_DATE = re.compile(rf"(?<!\d)(?:{_FULL}|{_NUMERIC})", re.IGNORECASE)
_DATE_WITHOUT_YEAR = re.compile(rf"\b(?:{MONTH} ?{DAY}|{DAY} ?{MONTH})", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\bat |\bT)?(?<![\d.,])\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b\.?)?"
    r"(?:\s?\(?(?-i:[A-Z]{2,5}(?:[+-]\d{1,2})?\b|Z\b)\)?|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY}", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:first|last|originally)\s+)?"
    r"(?:published|posted|updated|modified|created|issued|filed|date|dated|source|print edition|on|at)\b"
    r"(?=\W|$)|\b\d+ (?:minutes?|hours?|days?) ago\b|\b\d+ min(?:utes?)? read\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|from)\b[: ]\s*", re.IGNORECASE)
_FIELDS = re.compile(r"\s*(?:[|·•—–/;()\[\]\n]|,|:\s|\s-+\s|^-+\s|\s-+$|\.\s|\.$)\s*")
_STAFF = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|staff|writers?)(?: (?:reporters?|writers?|editors?))?$",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"^Special to (?:the (?=[A-Z]))?", re.IGNORECASE)
_STATIONED = re.compile(r" (?:in|for|at) [A-Z].*$")
_SENTENCE = re.compile(r"[.!?][\"”’)]*$")
_SET_APART = re.compile(r"[|·•–—/(\n]|\s-\s")
_OUTLET = re.compile(
    r"(?:The )?[A-Z0-9][\w.&'’]*(?: (?:(?:and|de|del|der|of|the)\b|&|[A-Z0-9][\w.&'’]*)){0,4}"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a report say, and the lines themselves."""

    date: datetime.date | None = None
    outlet: str | None = None
    bylines: tuple[str, ...] = ()
    agency: str | None = None
    lines: tuple[str, ...] = ()


def split_head(parts: Sequence[str]) -> tuple[Head, list[str]]:
    """What the lines above a report say, and its paragraphs without them, one paragraph at least."""
    found: list[Head] = []
    taken: set[int] = set()
    for number, part in enumerate(parts[:HEAD]):
        if len(part.split()) >= FEWEST_WORDS_OF_REPORT and len(part) > LONGEST:
            break
        if len(part) > LONGEST:
            continue
        below = parts[number + 1 : number + 2]
        head = _read(part, " ".join(parts[number + 1 :])) or _signature(part, *below)
        if head is None and not any(_SENTENCE.search(above) for above in parts[:number]):
            head = _dispatch(part, *below)  # below a caption it is whose picture it is
        if head is not None:
            found.append(head)
            taken.update(range(number, number + len(head.lines)))
    if not found or len(taken) == len(parts):
        return Head(), list(parts)
    rest = [part for number, part in enumerate(parts) if number not in taken]
    return _joined(found), rest


def _joined(heads: Sequence[Head]) -> Head:
    """What several lines say: the first that says it, a day of publication before one of an update."""
    dated = sorted(heads, key=lambda head: bool(_LATER.match(head.lines[0])))
    return Head(
        date=next((head.date for head in dated if head.date), None),
        outlet=next((head.outlet for head in heads if head.outlet), None),
        bylines=tuple(dict.fromkeys(name for head in heads for name in head.bylines)),
        agency=next((head.agency for head in heads if head.agency), None),
        lines=tuple(line for head in heads for line in head.lines),
    )


def _read(line: str, report: str) -> Head | None:
    """What a line says, or None where it holds no full date or more than such lines do."""
    dates = list(_DATE.finditer(line))
    days = [day for match in dates if (day := _day(match[0])) is not None]
    if not days:
        return None
    rest = _CLOCK.sub(" | ", _DATE.sub(" | ", line))
    labelled = _LABEL.search(rest) is not None
    rest = _LABEL.sub(" | ", _WEEKDAY.sub(" | ", _DATE_WITHOUT_YEAR.sub(" | ", rest)))
    rest = re.sub(r"\b[A-Z]{3,4}\b(?=\W*$)", " ", rest) if _CLOCK.search(line) else rest  # a zone left over
    fields = [field for field in (part.strip(" .-*") for part in _FIELDS.split(rest)) if field]
    told = _fields(fields, report, apart=labelled or _SET_APART.search(line) is not None)
    if told is None:
        return None
    outlet, authors = told
    people, agency = split_authors(name.title() if name.isupper() else name for name in authors)
    return Head(
        date=_published(line, dates, days), outlet=outlet, bylines=people, agency=agency, lines=(line,)
    )


def _signature(line: str, below: str = "") -> Head | None:
    """The authors that a line names over the outlet: "Ann Lind and Tom Karr" over "Kessel Tribune"."""
    outlet, people = _SPECIAL.sub("", _without_staff(below)), NAMES.split(line)
    if _is_agency(outlet) or not _is_masthead(outlet) or not _are_authors(people):
        return None
    return Head(outlet=outlet, bylines=tuple(people), lines=(line, below))


def _dispatch(line: str, below: str = "") -> Head | None:
    """The authors that a line names over or beside their agency: "Ann Lind, Meridian Press"."""
    people = NAMES.split(_BY.sub("", line))
    agency = agencies().named(_without_staff(below))
    if agency is not None and _are_authors(people):
        return Head(bylines=tuple(people), agency=agency, lines=(line, below))
    match = _beside().fullmatch(_without_staff(_BY.sub("", line)))
    people = NAMES.split(match["people"].rstrip(" ,|/•–—-")) if match else []
    if match is None or not _are_authors(people):
        return None
    return Head(bylines=tuple(people), agency=agencies().named(match["wire"]), lines=(line,))


@functools.cache
def _beside() -> re.Pattern[str]:
    """Names in capitals need no mark before the agency."""
    people = r"(?P<people>[^a-zß-öø-ÿ]{3,80}?|.{3,80}?(?:,|\s[|/•–—-]))"
    return re.compile(rf"{people} (?P<wire>(?i:{agencies().pattern}))")


def _are_authors(people: Sequence[str]) -> bool:
    """Whether all are full names of those who can have written it."""
    return all(" " in person and is_author(person) for person in people)


def _published(line: str, dates: Sequence[re.Match[str]], days: Sequence[datetime.date]) -> datetime.date:
    """Of two days the one that is not that of an update."""
    for match, day in zip(dates, days, strict=False):
        if not _LATER.search(line[max(0, match.start() - 40) : match.start()].rpartition("|")[2]):
            return day
    return days[0]


def _fields(fields: Sequence[str], report: str, *, apart: bool) -> tuple[str | None, list[str]] | None:
    """The outlet and the authors that the fields of a line name; None where one of them is something else.

    One field may be a place, which is passed over. With `apart` a name beside the date can be that of an
    outlet by that alone.
    """
    outlet = next((name for name in map(_without_staff, fields) if _is_masthead(name)), None)
    named = outlet is not None
    authors: list[str] = []
    signed = placed = False
    for field in fields:
        name = _without_staff(field)
        by = _BY.match(field)
        signed = signed or by is not None
        people = NAMES.split(field[by.end() if by else 0 :])
        if name in ("", outlet):
            continue
        if by or (signed and all(map(is_author, people))):
            if not all(is_author(_STATIONED.sub("", person)) or _is_agency(person) for person in people):
                return None
            authors += people
        elif _is_agency(field) or (named and is_author(field)):
            authors.append(field)
        elif outlet is None and apart and _is_name(name) and name not in report and not name.isupper():
            outlet = name
        elif not placed and _is_name(field):
            placed = True
        else:
            return None
    return outlet, authors


def _without_staff(field: str) -> str:
    """ "Kessel Tribune" of "Kessel Tribune Staff Writers"."""
    return _STAFF.sub("", field).strip()


def _is_agency(name: str) -> bool:
    return agencies().named(name.strip()) is not None


def _is_name(field: str) -> bool:
    """Whether a field can be the name of an outlet, or of a place."""
    return len(field.split()) <= LONGEST_OUTLET and _OUTLET.fullmatch(field) is not None


def _is_masthead(name: str) -> bool:
    """Whether a name is known or ends as those of outlets do."""
    known = name.casefold() in outlet_names() or name.casefold().rpartition(" ")[2] in outlet_words("last")
    return known and _is_name(name)


def _day(words: str) -> datetime.date | None:
    """The day that a date says; None for one like 3/4/2025, of which nobody knows what its month is."""
    numeric = re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", words)
    if numeric is None:
        return full_date(words)
    first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
    if numeric[2] == "." or first > 12 or first == second:
        return real_date(year, second, first)
    return real_date(year, first, second) if second > 12 else None
