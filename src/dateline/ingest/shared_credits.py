"""Notes at the end of a report that credit an agency with a part of it: who signs it wrote the rest.

"With Reuters", "(With inputs from PTI)", "This report contains material from AP and Reuters.", "Information
from AFP was used in this report.", "Additional reporting by Reuters", "Reuters contributed to this report."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.names import agencies, ends_like_agency, has_agency_form

TAIL = 4
"""Paragraphs at the end among which such a note stands."""

_MATERIAL = r"(?:contributions?|files|information|inputs?|material|reporting|reports?) (?:by|from|of) "
_REPORT = r"(?:this (?:article|dispatch|report|story))"
_NAMES = r"(?P<names>[^.()\[\]]{2,100}?)"
_NOTE = re.compile(
    r"(?:^\W{0,4}|(?<=[.!?\"”’)]) ?[(\[—–-]{1,3} ?)(?i:"
    rf"(?:with (?:\w+ )?|additional |{_REPORT} (?:contains|includes|uses) )?{_MATERIAL}{_NAMES}"
    r"(?: (?:was|were) used\b[^.()]{0,60})?"
    rf"|(?:parts?|portions|some material) (?:in|of) {_REPORT} (?:are|came|comes?|were) from "
    rf"{_NAMES.replace('names', 'source')}"
    rf"|with {_NAMES.replace('names', 'known')}"
    rf"|{_NAMES.replace('names', 'helping')} contributed(?: \w+)? to {_REPORT}"
    rf"|{_REPORT} is based (?:in part|partly) on (?:wires?|agency) (?:service )?reports?)\W*$"
)
_AGENCY = re.compile(r"^the | (?:news |press )?agency$", re.IGNORECASE)
_AND = re.compile(r",? and |, |/")


def is_note(part: str) -> bool:
    """Whether a whole paragraph is such a note."""
    note = _NOTE.match(part)
    return note is not None and (bool(_named(note)) or not any(note.groups()))


def agency_of_a_part(parts: Sequence[str]) -> str | None:
    """The agency that the last lines credit with a part of the report."""
    notes = filter(None, map(_NOTE.search, reversed(parts[-TAIL:])))
    return next((name for note in notes for name in _named(note)), None)


def _named(note: re.Match[str]) -> list[str]:
    """The agencies that a note names; what helped, or stands after "with" alone, must be known as one."""
    found = []
    gave = note["names"] or note["source"]
    for part in _AND.split(gave or note["known"] or note["helping"] or ""):
        name = _AGENCY.sub("", part.strip())
        signs = ends_like_agency(name) or (" " not in name and has_agency_form(name))
        found.append(agencies().named(name) or (name if gave and signs else None))
    return [name for name in found if name]
