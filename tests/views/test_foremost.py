"""Which events come first."""

from __future__ import annotations

import msgspec

from dateline.schema.story import Record
from dateline.views.foremost import foremost, signals, weight


def test_the_weightiest_stand_in_their_old_order() -> None:
    """Of equal ones the earlier are taken."""
    assert ["b", "c", "e"] == foremost("abcde", [0, 2, 3, 0, 1], 3)
    assert ["a", "b"] == foremost("abc", [1, 1, 1], 2)


def test_everything_fits_where_there_is_room() -> None:
    """No more than there are."""
    assert ["a", "b"] == foremost("ab", [0, 1], 12)


def test_a_day_an_origin_and_a_name_each_speak_for_an_event(record: Record) -> None:
    """Without them an event weighs less."""
    story = record.stories[0]
    table = {entity.id: entity for entity in story.entities}
    event = next(e for e in story.events if len(e.origins) > 1 and e.when and e.who)
    for less in (
        {"when": None},
        {"origins": event.origins[:1]},
        {"who": ()},
        {"evidence": event.evidence[:1]},
    ):
        other = msgspec.structs.replace(event, **less)
        if signals(other, table) != signals(event, table):
            assert weight(other, table) < weight(event, table)
    assert {"when", "origins", "who"} <= {
        name
        for name, value in {"when": None, "origins": event.origins[:1], "who": ()}.items()
        if weight(msgspec.structs.replace(event, **{name: value}), table) < weight(event, table)
    }
