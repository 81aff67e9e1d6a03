"""The few words of its own that a view writes."""

from __future__ import annotations

import msgspec
import pytest

from dateline.schema.article import Article, Source
from dateline.schema.story import Bound, Entity, Quote, Range, Record, Rendition
from dateline.views.digest import digest
from dateline.views.text import render_markdown
from dateline.views.words import independence, quoted, roles_shown, saying, spellings


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


@pytest.mark.parametrize(
    ("text", "cue", "content", "shown"),
    [
        ("Tarn has denied any part in the raid.", "denied", "any part in the raid", "has denied"),
        ("Tarn labelled the union a “foe,” again.", "labelled", "the union a “foe,”", "labelled"),
        ("Tarn said on “The Hour” that it failed.", "said", "that it failed", "said on “The Hour”"),
        ("Tarn spoke of a “lost year” then.", "spoke", "lost year", "spoke of a"),
        ("It had failed, Tarn said.", "said", "It had failed", ""),
        (
            "Tarn blasted the envoy of the Ostrian league and praised her rival, calling it a sham.",
            "blasted",
            "it a sham",
            "blasted … calling",
        ),
    ],
)
def test_the_words_that_say_it_stand_before_what_is_said(
    text: str, cue: str, content: str, shown: str
) -> None:
    """A denial is not shown as if it had been claimed; what comes after the content is left out."""
    article = Article(id="a", text=text, source=Source(path="a.txt", sha256="0" * 64))
    at, start = text.index(cue), text.index(content)
    rendition = Rendition(
        article="a",
        start=start,
        end=start + len(content),
        text=content,
        kind="indirect",
        cue=Range(start=at, end=at + len(cue)),
    )
    quote = Quote(id="q", kind="indirect", text=content, renditions=(rendition,))
    assert saying(quote, {"a": article}) == shown
    assert saying(msgspec.structs.replace(quote, kind="direct"), {"a": article}) == ""


def test_the_comma_of_the_reporter_is_not_quoted() -> None:
    """The comma before a closing mark belongs to the sentence around it."""
    quote = Quote(id="q", kind="mixed", text="the union a “foe,”", renditions=())
    assert quoted(quote) == "the union a “foe”"
