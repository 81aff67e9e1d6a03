"""Tells words for a day that mean no day: "he will one day be king", "today's world", "leaders of tomorrow".

The words are those of the language file: table `general_day` and cues of the names that begin with `some_day`
and `general`.
"""

from __future__ import annotations

from dateline.annotate.timex.context import Context
from dateline.annotate.timex.reading import Parts

NOUN_TOKENS = 2
"""Tokens after "today's" in which the noun stands that is of no one day: "today's complex world"."""


def some_day(parts: Parts) -> str | None:
    """The value of "one day" where it is some day to come, None where it is an amount."""
    context, start, end = parts.context, parts.match.start, parts.match.end
    keys, cues = context.tokens.keys, context.grammar.cues
    value: str | None = context.grammar.tables.get("some_day", {}).get(" ".join(keys[start:end]))
    if value is None or (keys[end : end + 1] and keys[end] in cues("some_day_not_before")):
        return None
    before = keys[start - 1] if start else "\n"
    if before in cues("some_day_after"):
        return value
    if before in cues("some_day_not_after"):
        return None
    closes = not keys[end : end + 1] or keys[end] in cues("sentence_end") or keys[end] == ","
    step, index = (-1, start - 1) if closes else (1, end)
    sign, _, place = context.cue_at(index, step)
    return value if sign > 0 and keys[place] in cues("some_day_after") else None


def general_day(parts: Parts) -> str | None:
    """The value of "today" and the like where they are of no one day."""
    context, start, end = parts.context, parts.match.start, parts.match.end
    if "dayref" not in parts or end - start > 1:
        return None
    values = context.grammar.tables.get("general_day", {})
    value: str | None = values.get(context.tokens.keys[start])
    return value if value and (_owns(context, end) or _is_of_things(context, start, end)) else None


def _owns(context: Context, end: int) -> bool:
    """Whether "'s" and something of the times follow: "today's youth"."""
    keys, nouns = context.tokens.keys, context.grammar.cues("general_noun")
    places = range(end + 1, min(end + 1 + NOUN_TOKENS, len(keys)))
    owned = any(keys[place] in nouns and not context.tokens.capitalised(place) for place in places)
    return owned and keys[end] == "'s"


def _is_of_things(context: Context, start: int, end: int) -> bool:
    """Whether "of" stands before, and before it something of the times: "the leaders of tomorrow"."""
    keys, cues = context.tokens.keys, context.grammar.cues
    if start < 2 or keys[start - 1] not in cues("general_of") or keys[end : end + 1] == ["'s"]:
        return False
    return keys[start - 2] in cues("general_noun")
