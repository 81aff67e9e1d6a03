"""What the views show of a story."""

from __future__ import annotations

import msgspec
from sample import example_record

from dateline.schema.story import Entity
from dateline.views.digest import digest
from dateline.views.places import place_words


def test_what_somebody_said_is_among_the_quotations_only() -> None:
    """A statement makes no line and no entry of the timeline."""
    record = example_record()
    (story,) = record.stories
    first, *others = story.events
    said = msgspec.structs.replace(first, code="statement", differences=())
    shown = digest(record, msgspec.structs.replace(story, events=(said, *others)))
    assert first.id in {entry.event.id for entry in digest(record, story).meetings}
    assert first.id not in {entry.event.id for entry in (*shown.meetings, *shown.others, *shown.background)}


def test_a_likely_place_is_named_only_where_the_line_does_not() -> None:
    """What the reader sees in the words, or among those who take part, is not said to be the place."""
    place = Entity(id="e1", type="place", name="Halvern")
    event = msgspec.structs.replace(
        example_record().stories[0].events[0], where="e1", where_inferred=True, who=(), what="they met"
    )
    assert place_words(event, {"e1": place}) == "probably Halvern"
    for known in ({"what": "they met the mayor of Halvern"}, {"who": ("e1",)}):
        assert place_words(msgspec.structs.replace(event, **known), {"e1": place}) is None
    assert place_words(msgspec.structs.replace(event, where_inferred=False, who=("e1",)), {"e1": place})


def test_an_event_cut_from_a_quotation_has_both_its_marks() -> None:
    """The clause of an event may begin after the mark that opens it."""
    record = example_record()
    story = record.stories[0]
    first = msgspec.structs.replace(story.events[0], what='We shall return," Sorel said')
    changed = msgspec.structs.replace(story, events=(first, *story.events[1:]))
    found = digest(record, changed)
    entries = (*found.meetings, *found.others, *found.background)
    assert '"We shall return," Sorel said' in [entry.what for entry in entries]
