"""Which events come first."""

from __future__ import annotations

import msgspec

from dateline.schema.story import Record
from dateline.views.foremost import foremost, weight


def test_the_weightiest_stand_in_their_old_order() -> None:
    """Of equal ones the earlier are taken."""
    assert ["b", "c", "e"] == foremost("abcde", [0, 2, 3, 0, 1], 3)
    assert ["a", "b"] == foremost("abc", [1, 1, 1], 2)


def test_everything_fits_where_there_is_room() -> None:
    """No more than there are."""
    assert ["a", "b"] == foremost("ab", [0, 1], 12)


def test_what_two_origins_likely_tell_weighs_more(record: Record) -> None:
    """An event of one origin weighs as much as its salience; a doubtful tie adds little."""
    event = next(e for e in record.stories[0].events if len(e.origins) > 1)
    sure, doubtful, unknown = (
        weight(msgspec.structs.replace(event, salience=0.4, tie=tie)) for tie in (0.9, 0.1, None)
    )
    alone = weight(msgspec.structs.replace(event, salience=0.4, tie=None, origins=event.origins[:1]))
    assert sure > unknown > doubtful > alone == 0.4
