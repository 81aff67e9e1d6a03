"""The dated events as iCalendar."""

from __future__ import annotations

import msgspec
import pytest

from dateline.schema.story import Record
from dateline.views.calendar import render_ics


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar: unfolded, name without parameters to value."""
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = value
    return found


def test_status_of_each_dated_event(record: Record) -> None:
    """Held is CONFIRMED, planned TENTATIVE, cancelled CANCELLED; the undated are left out."""
    expected = [
        ("20250512", "CONFIRMED"),
        ("20250515", "CANCELLED"),
        ("20250515", "CONFIRMED"),
        ("20250520", "TENTATIVE"),
        ("20250530", "TENTATIVE"),
        ("20250513", "CONFIRMED"),
    ]
    assert expected == [(e["DTSTART;VALUE=DATE"], e["STATUS"]) for e in events(render_ics(record))]


def test_lines_are_folded_at_75_octets(hostile: Record) -> None:
    """RFC 5545, 3.1: no line is longer, and none is cut within a character."""
    lines = render_ics(hostile).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


def test_same_record_gives_the_same_calendar(record: Record) -> None:
    """Identifiers and time stamps come from the record, not from a clock."""
    found = events(render_ics(record))
    assert render_ics(record) == render_ics(record)
    assert {"20250516T000000Z"} == {event["DTSTAMP"] for event in found}
    assert len(found) == len({event["UID"] for event in found})


def test_time_of_day_is_kept(record: Record) -> None:
    """A known hour is a date-time, a week lasts until its last day."""
    first, *rest = record.stories[0].events
    story = msgspec.structs.replace(
        record.stories[0],
        events=(msgspec.structs.replace(first, when="2025-05-12T17:00"),
                msgspec.structs.replace(rest[0], when="2025-W21", differences=())),
    )  # fmt: skip
    one, week = events(render_ics(msgspec.structs.replace(record, stories=(story,))))
    assert one["DTSTART"] == "20250512T170000"
    assert (week["DTSTART;VALUE=DATE"], week["DTEND;VALUE=DATE"]) == ("20250519", "20250526")


def test_another_program_reads_each_status(record: Record) -> None:
    """What icalendar reads back is a VEVENT for each dated event, with its STATUS and day."""
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    read = icalendar.Calendar.from_ical(render_ics(record)).walk("VEVENT")
    told = [(f"{event['DTSTART'].dt:%Y%m%d}", str(event["STATUS"])) for event in read]
    assert told == [(e["DTSTART;VALUE=DATE"], e["STATUS"]) for e in events(render_ics(record))]
    assert {"CONFIRMED", "TENTATIVE", "CANCELLED"} == {status for _, status in told}
