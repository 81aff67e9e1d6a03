"""What the views show of a story."""

from __future__ import annotations

import msgspec
from sample import example_record

from dateline.views.digest import digest


def test_what_somebody_said_is_among_the_quotations_only() -> None:
    """A statement makes no line and no entry of the timeline."""
    record = example_record()
    (story,) = record.stories
    first, *others = story.events
    said = msgspec.structs.replace(first, code="statement", differences=())
    shown = digest(record, msgspec.structs.replace(story, events=(said, *others)))
    assert first.id in {entry.event.id for entry in digest(record, story).meetings}
    assert first.id not in {entry.event.id for entry in (*shown.meetings, *shown.others, *shown.background)}
