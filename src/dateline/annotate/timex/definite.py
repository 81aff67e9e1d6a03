"""Says which year or month "the year" and "the end of the month" are of.

The cue words (`since`, `at`, `told_on`) are those of the language file.
"""

from __future__ import annotations

from datetime import date

from dateline.annotate.timex import direction, tense
from dateline.annotate.timex.reading import Parts
from dateline.annotate.timex.values import containing

SPOKEN_OF = {"Y": ("D", "M", "Q", "H", "S", "Y"), "M": ("D", "M")}
"""Units of a date before that "the year" and "the month" may be of."""

JUST_BEGUN = {"Y": 31, "M": 10}
"""Days from its start in which what was "during the month" is of the one before: reports for a month."""

NOT_YET_EARLIER = 3
"""Days of a month in which nothing was "earlier in the month"."""

_NAMED = ("direction", "narrative", "ended_narrative")


def day_spoken_of(parts: Parts, unit: str, base: date) -> date:
    """A day of the month or year that "the year" is, `base` where nothing tells of another.

    It is of the date told right before, or the one that is just over ("jobs rose during the month").
    """
    context, start = parts.context, parts.match.start
    if unit not in SPOKEN_OF or context.narrative or any(name in parts for name in _NAMED):
        return base
    if start and context.tokens.keys[start - 1] in context.grammar.cues("since"):
        return base
    looks = direction.of_sentence(context, start, parts.match.end)
    told_on = parts.text("portion") in context.grammar.cues("told_on")
    told = context.told_near(start, sentences=2 if told_on or "portion" not in parts else 1)
    if told is not None and context.written is not None and told.unit in SPOKEN_OF[unit]:
        sign = (told.first > context.written) - (told.last < context.written)
        if sign * looks >= 0:
            return told.first
    before = containing(base, unit).shifted(-1)
    return before.first if before and _is_over(parts, unit, looks, told_on=told_on) else base


def _is_over(parts: Parts, unit: str, looks: int, *, told_on: bool) -> bool:
    """Whether "the month" is the one before: this has hardly begun, or not come to the end told of."""
    context, start = parts.context, parts.match.start
    if context.written is None:
        return False
    this = containing(context.written, unit)
    day = (context.written - this.first).days
    if (this.last - context.written).days < day // 10:
        return False  # the end told of may be this one
    if "portion_end" in parts or (parts.value("portion") == "END" and not told_on):
        return tense.stated(context, start, parts.match.end) < 0 or tense.is_stock(context, start)
    if parts.value("portion") == "START":
        return looks < 0 and told_on and day < NOT_YET_EARLIER
    return looks < 0 and day < JUST_BEGUN[unit] and tense.is_told(context, start)
