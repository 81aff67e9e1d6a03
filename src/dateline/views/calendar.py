"""The dated events of a record as iCalendar (RFC 5545), for any calendar program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from dateline.schema.annotation import Status
from dateline.schema.interval import interval
from dateline.schema.story import Record, Story
from dateline.views.context import excerpt
from dateline.views.digest import Digest, Entry, by_article, digest, outlet
from dateline.views.escape import clean, clean_line
from dateline.views.words import difference_name, value_words

_STATUS: dict[Status, str] = {
    "planned": "TENTATIVE",
    "held": "CONFIRMED",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}
_LONGEST_LINE = 75  # Octets, RFC 5545 section 3.1.
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?$")
_EPOCH = "19700101T000000Z"


def render_ics(record: Record) -> str:
    """The meetings and other events of `record` that have a day, background left out.

    Planned events are TENTATIVE, held ones CONFIRMED, cancelled and denied ones CANCELLED. The time stamp
    of every event is the day of the last report, so that the same record gives the same calendar.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//dateline-record/1//EN",
        "CALSCALE:GREGORIAN",
    ]
    for story in record.stories:
        lines += _story(record, story)
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def _story(record: Record, story: Story) -> Iterator[str]:
    found = digest(record, story)
    names = {entity.id: entity.name for entity in story.entities}
    for entry in (*found.meetings, *found.others):
        moment = _moment(entry.event.when)
        if moment:
            yield from _event(entry, moment, found, names)


def _event(entry: Entry, moment: list[str], found: Digest, names: dict[str, str]) -> Iterator[str]:
    event = entry.event
    who = ", ".join(map(clean_line, entry.who))
    yield from ("BEGIN:VEVENT", f"UID:{_uid(entry, found)}", f"DTSTAMP:{_stamp(found)}", *moment)
    yield f"SUMMARY:{_text(': '.join(part for part in (who, clean_line(event.what)) if part))}"
    if entry.where:
        yield f"LOCATION:{_text(clean_line(entry.where))}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(entry, found, names)))}"
    yield from (f"CATEGORIES:{_text(event.type)}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _description(entry: Entry, found: Digest, names: dict[str, str]) -> Iterator[str]:
    event = entry.event
    yield f"{event.status}, {event.agreement}: {', '.join(map(clean_line, event.origins))}"
    for item in event.differences:
        values = (clean_line(value_words(item.slot, value.value, names)) for value in item.values)
        yield f"{clean_line(difference_name(item))}: {' / '.join(values)}"
    for id_, spans in by_article(event.evidence, found.articles).items():
        article = found.articles[id_]
        for span in spans:
            yield f"{outlet(article)}: {clean_line(excerpt(span, article.text).sentence)}"


def _moment(when: str | None) -> list[str] | None:
    """DTSTART and DTEND: a time where one is known, else whole days (DTEND is the day after)."""
    match = _MOMENT.match(when or "")
    if match and when:
        start = datetime.fromisoformat(when)
        if start.tzinfo:
            return [f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}"]
        return [f"DTSTART:{start:%Y%m%dT%H%M%S}"]
    covered = interval(when)
    if covered is None:
        return None
    after = covered[1] + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{covered[0]:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _uid(entry: Entry, found: Digest) -> str:
    """The same for the same event of the same articles."""
    sources = sorted(article.source.sha256 or article.text for article in found.articles.values())
    digest_ = sha256("\n".join([*sources, entry.event.id]).encode("utf-8", "replace"))
    return f"{digest_.hexdigest()[:32]}@dateline"


def _stamp(found: Digest) -> str:
    return f"{found.published[-1]:%Y%m%dT000000Z}" if found.published else _EPOCH


def _text(value: str) -> str:
    """TEXT of RFC 5545 section 3.3.11."""
    escaped = clean(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _fold(line: str) -> str:
    """`line` in pieces of at most 75 octets, none of which cuts a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
