"""The record on a terminal."""

from __future__ import annotations

import io
import re

import msgspec
import pytest
from rich.console import Console

from dateline.schema.story import Record
from dateline.views.terminal import render


def shown(record: Record, *, width: int = 100) -> str:
    out = io.StringIO()
    render(record, Console(file=out, width=width, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_console(record: Record, width: int) -> None:
    """Everything, the drawn timeline too, fits the columns there are."""
    assert max(map(len, shown(record, width=width).splitlines())) <= width


def test_sections_stand_in_the_order_of_the_page(record: Record) -> None:
    """Headline, agreement, meetings, quotes, people, sources, failures."""
    text = shown(record)
    parts = ("put off Geneva", "6 articles, 4 independent origins · 13–16 May 2025", "Confirmed", "From one",
             "Disputed", "Meetings", "Who said what", "People", "Sources", "Not read")  # fmt: skip
    places = [text.index(part) for part in parts]
    assert sorted(places) == places


def test_timeline_tells_statuses_apart_without_colour(record: Record) -> None:
    """Held, planned, cancelled and first dates each have a sign of their own."""
    ministers = next(line for line in shown(record).splitlines() if line.startswith("defence ministers"))
    summit = next(line for line in shown(record).splitlines() if line.startswith("Other meetings"))
    assert "✕2" in ministers
    assert summit.index("◌5") < summit.index("○5")


def test_events_of_one_day_share_a_mark(record: Record) -> None:
    """Events that follow each other in the list and on the axis are written as one."""
    story = record.stories[0]
    at = next(number for number, event in enumerate(story.events) if event.code == "explosion")
    more = (
        msgspec.structs.replace(story.events[at], id=f"w{number}", what=f"Blast {number}")
        for number in range(5)
    )
    events = (*story.events[:at], *more, *story.events[at:])
    told = msgspec.structs.replace(record, stories=(msgspec.structs.replace(story, events=events),))
    row = next(line for line in shown(told).splitlines() if line.startswith("Other events"))
    assert re.search(r"■\d+–\d+", row)


def test_differing_words_are_marked_without_colour(record: Record) -> None:
    """What a rendition leaves out and adds is marked by signs."""
    text = " ".join(shown(record, width=200).split())
    assert "and we [-will come back-] {+shall return+} to talk" in text


def test_hostile_text_moves_no_cursor(hostile: Record) -> None:
    """Escape sequences and console markup in a name are shown as text."""
    text = shown(hostile)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "␛[31m" in text


def test_a_place_stands_apart_from_those_who_take_part(record: Record) -> None:
    """A country that takes part is not told again as the place, and a place is no party."""
    story = record.stories[0]
    names = {entity.id: entity.name for entity in story.entities}
    event = next(event for event in story.events if event.where and event.who and not event.background)
    parties = ", ".join(names[id_] for id_ in event.who)
    assert f" · {parties} · {names[event.where or '']}" in shown(record, width=200)
    at_home = msgspec.structs.replace(event, where=event.who[0])
    events = tuple(at_home if other.id == event.id else other for other in story.events)
    told = msgspec.structs.replace(record, stories=(msgspec.structs.replace(story, events=events),))
    assert f" · {parties} · {names[event.who[0]]}" not in shown(told, width=200)


def test_one_clause_is_one_line(record: Record) -> None:
    """Of two events told in the same clause the one with more origins stands for both."""
    story = record.stories[0]
    event = next(event for event in story.events if event.type != "CONSULT" and not event.background)
    twin = msgspec.structs.replace(event, id="v99", code="twin", origins=event.origins[:1])
    told = msgspec.structs.replace(story, events=(*story.events, twin))
    assert shown(record) == shown(msgspec.structs.replace(record, stories=(told,)))


def test_a_place_that_no_words_tell_is_said_to_be_likely(record: Record) -> None:
    """An inferred place is not shown as one that is told."""
    story = record.stories[0]
    events = tuple(msgspec.structs.replace(event, where_inferred=True) for event in story.events)
    inferred = msgspec.structs.replace(record, stories=(msgspec.structs.replace(story, events=events),))
    assert "probably" not in shown(record)
    assert "probably Halvern" in shown(inferred)
