"""The few words of its own that a view writes."""

from __future__ import annotations

import msgspec

from dateline.schema.story import Bound, Entity, Quote, Record
from dateline.views.digest import digest
from dateline.views.text import render_markdown
from dateline.views.words import as_said, independence, quoted, roles_shown, spellings


def test_fewer_independent_origins_are_said_with_the_reason(record: Record) -> None:
    """Articles are named by their outlets; where all may be independent, nothing is said."""
    (story, *_) = record.stories
    event = next(event for event in story.events if len(event.origins) > 1)
    first = event.evidence[0].article
    bound = Bound(at_most=1, why=f"Contis; {first} copied it from another")
    found = digest(record, story)
    note = independence(msgspec.structs.replace(event, independent=bound), found)
    assert note is not None
    assert note.startswith("at most 1 independent origin: Contis; ")
    assert first not in note.split()
    whole = msgspec.structs.replace(event, independent=Bound(at_most=len(event.origins), why=""))
    assert independence(whole, found) is None


def test_the_level_of_a_meeting_is_shown(record: Record) -> None:
    """Markdown says who meets, as the roles tell it."""
    story = record.stories[0]
    first = msgspec.structs.replace(story.events[0], level="ministers")
    changed = msgspec.structs.replace(story, events=(first, *story.events[1:]))
    assert "ministers meet" in render_markdown(msgspec.structs.replace(record, stories=(changed,)))


def test_other_names_are_those_that_tell_something() -> None:
    """A title before a known name and another case are no other name; nor is a role part of another."""
    person = Entity(
        id="e1",
        type="person",
        name="Milo Tarn",
        aliases=("Milo Tarn", "Tarn", "President Tarn", "MILO TARN", "Mylo Tarn", "President Milo Tarn"),
        roles=("President", "former President", "Kestrian negotiator", "negotiator"),
    )
    assert spellings(person) == ("Tarn", "Mylo Tarn")
    assert roles_shown(person) == ("President", "former President", "Kestrian negotiator")


def test_the_comma_of_the_reporter_is_not_quoted() -> None:
    """The comma before a closing mark belongs to the sentence around it."""
    quote = Quote(id="q", kind="mixed", text="the union a “foe,”", renditions=())
    assert quoted(quote) == "the union a “foe”"


def test_what_is_said_is_told_with_the_words_that_say_it() -> None:
    """A denial is no claim."""
    quote = Quote(id="q", kind="indirect", text="any part in the raid", saying="denied", renditions=())
    assert as_said(quote) == "denied any part in the raid"
    assert as_said(msgspec.structs.replace(quote, kind="direct", saying="")) == "“any part in the raid”"
