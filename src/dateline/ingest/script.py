"""The header of a broadcaster's script: labelled lines that say whose it is, from where and of what day.

"SOURCE: MERIDIAN", "RESTRICTIONS: MERIDIAN CLIENTS ONLY", "DATELINE: Brask, Ostland - May 2, 2031". One such
line alone may be anything, but for one of restrictions; a script has several.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ingest.calendar_words import DATE_AFTER_PLACE, full_date
from dateline.ingest.names import INITIALS, agencies, has_agency_form

HEADER = 15
"""Paragraphs among which the labelled lines stand."""
FEWEST_LABELS = 2
"""Labelled lines that make a header."""

_LABELS = (
    r"agency|date|dateline|duration|editor'?s'? notes?|embargo|in cue|language|lead[- ]?in|length|location"
    r"|out cue|pub(?:lication)? date|restrictions?(?: summary)?|running time|script|shot ?list|shows|slug"
    r"|sound|source|story ?line|story|suggested lead(?:[- ]in)?|video shows"
)
_LINE = re.compile(rf"^(?P<label>{_LABELS})\s?:\s*(?P<value>.*)$", re.IGNORECASE)
_OF_REPORT = re.compile(r"lead|story|script|shows|shot", re.IGNORECASE)
_CLIENTS = re.compile(
    r"(?:^|[/,;.] ?)(?P<clients>[^/,;.]{2,40}?)(?:'s)? (?:clients|customers|subscribers) only\b"
    r"|\bmust credit:? (?P<credit>[^/,;.]{2,40})",
    re.IGNORECASE,
)
_DATE = re.compile(rf"[\s,–—-]*\(?{DATE_AFTER_PLACE}\)?\s*$")


@dataclass(frozen=True, slots=True)
class Script:
    """What the header of a script says, and its lines."""

    agency: str | None = None
    place: str | None = None
    date: datetime.date | None = None
    lines: tuple[str, ...] = ()


def split_script(parts: Sequence[str]) -> tuple[Script, list[str]]:
    """What the header of a script says, and the paragraphs of the report, without the labels before them."""
    found = [(number, match) for number, part in enumerate(parts[:HEADER]) if (match := _LINE.match(part))]
    labels = {match["label"].lower() for _, match in found}
    if len(labels) < FEWEST_LABELS and not any(label.startswith("restriction") for label in labels):
        return Script(), list(parts)
    told = {match["label"].lower(): match["value"].strip() for _, match in found}
    rest = list(parts)
    lines = []
    for number, match in found:
        rest[number] = match["value"] if _OF_REPORT.match(match["label"]) else ""
        lines.append(match["label"] + ":" if rest[number] else parts[number])
    if not any(rest):
        return Script(), list(parts)
    where = told.get("dateline") or told.get("location") or ""
    dates = (full_date(told.get(label, "")) for label in ("date", "dateline", "pub date", "publication date"))
    return (
        Script(
            agency=_agency(told),
            place=re.split(r"[,/(]| [–—-]", _DATE.sub("", where))[0].strip() or None,
            date=next(filter(None, dates), None),
            lines=tuple(lines),
        ),
        list(filter(None, rest)),
    )


def _agency(told: dict[str, str]) -> str | None:
    """The agency that is the source, or whose clients alone may use the script or must name it."""
    names = [told.get("source", "").split("/")[0], told.get("agency", "")]
    for restriction in filter(None, map(_CLIENTS.search, told.values())):
        names.append(restriction["clients"] or restriction["credit"])
    return next(filter(None, (_name(name.strip(" .")) for name in names)), None)


def _name(words: str) -> str | None:
    """An agency by its name in a header, which is often all in capitals."""
    written = words.title() if words.isupper() and len(words) > INITIALS else words
    return agencies().named(words) or (written if has_agency_form(written) else None)
