"""Days counted from an event whose day the text tells: "two days after the vote", with "the vote on 3 June".

The event is known by its noun alone, so that a noun with two days counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.timex.context import Context
from dateline.annotate.timex.values import Period

_OTHER_EVENT = (["on"], ["of"], ["in"], ["'s"])
"""What follows a noun that is told apart from others of its kind: "two days after the vote in the north"."""


PLACE_TOKENS = 5
"""Tokens of a place, the noun included, that may stand before a date: "the vote in New Tarn on Sunday"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Tokens `start:end` name the day `period`."""

    start: int
    end: int
    period: Period


def counted(context: Context, dated: Sequence[tuple[int, int, Period]]) -> Iterator[Counted]:
    """The days counted from events; `dated` are the tokens and days of the expressions of the text."""
    keys, cues, tables = context.tokens.keys, context.grammar.cues, context.grammar.tables
    events = _events(context, dated)
    for place in range(1, len(keys) - 3) if events else ():
        unit, step = tables["unit"].get(keys[place]), tables["shift_from"].get(keys[place + 1])
        if unit not in ("D", "W") or step is None or keys[place + 2] not in cues("determiner"):
            continue
        once = " ".join(keys[place - 1 : place + 1]) in cues("counted_once")
        count = 1 if once else _number(context, place - 1)
        day = events.get(keys[place + 3])
        if day is None or count is None or keys[place + 4 : place + 5] in _OTHER_EVENT:
            continue
        moved = day.shifted(count * int(step), unit)
        if moved is not None:
            yield Counted(place - 1, place + 4, moved)


def _number(context: Context, place: int) -> int | None:
    key = context.tokens.keys[place]
    found = context.grammar.tables["cardinal"].get(key, key)
    return int(found) if str(found).isdigit() and 0 < int(found) < 100 else None


def _events(context: Context, dated: Sequence[tuple[int, int, Period]]) -> dict[str, Period]:
    """The nouns of events that one day is told of: "the vote on 3 June", "Sunday's vote"."""
    keys = context.tokens.keys
    days: dict[str, set[Period]] = {}
    for start, end, period in dated:
        noun = _noun(context, start, end)
        if noun is not None:
            days.setdefault(keys[noun], set()).add(period)
    return {noun: next(iter(found)) for noun, found in days.items() if len(found) == 1}


def _noun(context: Context, start: int, end: int) -> int | None:
    """The noun that the date at `start:end` is of: "Sunday's vote", "the vote in Tarn on Sunday"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    after = end + 1 if keys[end : end + 1] == ["'s"] else end
    if after < len(keys) and keys[after] in cues("event"):
        return after
    before = start - 2 if start and keys[start - 1] in cues("on") else start - 1
    for place in range(before, max(-1, before - PLACE_TOKENS), -1):
        if keys[place] in cues("event"):
            return place
        if keys[place] not in cues("place_preposition") and not context.tokens.capitalised(place):
            return None
    return None
