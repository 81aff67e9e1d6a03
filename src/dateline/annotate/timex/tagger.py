"""Finds the time expressions of a text: match, choose, read in text order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.annotate.timex import (
    calendar,
    captions,
    deictic,
    event_days,
    names,
    narration,
    part_of,
    ranges,
    spans,
)
from dateline.annotate.timex.context import Context
from dateline.annotate.timex.grammar import Grammar, Match, grammar, languages
from dateline.annotate.timex.lexer import BREAK, Tokens, tokenize
from dateline.annotate.timex.reading import Handler, Parts, Reading
from dateline.annotate.timex.values import Period
from dateline.schema.annotation import TimeExpression

_HANDLERS: dict[str, Handler] = {
    "calendar": calendar.read,
    "range": ranges.read,
    "clock_range": ranges.read_hours,
    "part_of": part_of.read,
    "period": deictic.read_period,
    "apposed": deictic.read_apposed,
    "earlier_period": deictic.read_earlier,
    "latest_period": deictic.read_latest,
    "shift": deictic.read_shift,
    "amount": spans.read_duration,
    "duration": spans.read_duration,
    "joined_set": spans.read_set,
    "set": spans.read_set,
    "reference": spans.read_reference,
}

_CHECKS: dict[str, Callable[[Parts], bool]] = {
    "calendar": calendar.plausible,
    "clock_range": ranges.plausible_hours,
    "range": ranges.plausible,
    "part_of": calendar.plausible,
    "period": calendar.plausible,
    "shift": calendar.plausible,
    "duration": spans.plausible,
    "joined_set": spans.plausible_set,
}

NARRATIVE_YEARS = 2
"""A text whose full dates lie, for the most part, at least so many years from its publication tells a
history. Chosen on the looked-at part of WikiWars against that of TimeBank."""

REMOTE_YEARS = 10
"""The same for a text without any near date, where years alone count: news looks back a few years, too."""

_OF_REPORTS = frozenset({"quarter", "container"})
_YEARS_OF_WRITING = range(1000, 3000)
_MONTH_FIRST = frozenset({"US", "United States", "PH", "Philippines"})


def find(
    text: str, *, published: str | None, language: str, country: str | None, article: str
) -> tuple[TimeExpression, ...]:
    """See `dateline.annotate.timex.find_times`."""
    language = language[:2].lower()
    if language not in languages():
        return ()
    rules = grammar(language)
    tokens = tokenize(text)
    chosen = _choose(tokens, rules)
    if not chosen:
        return ()
    written = _day(published)
    context = Context(rules, tokens, written, _day_first(language, country))
    context.narrative = _is_narrative(chosen, context)
    if context.narrative:
        context.years = narration.years(chosen, context)
    for match in chosen:
        if match.groups.keys() & _OF_REPORTS and match.kind in ("calendar", "part_of"):
            _HANDLERS[match.kind](Parts(match, context))  # what is reported on holds before its mention too
    expressions: list[TimeExpression] = []
    dated: list[tuple[int, int, Period]] = []
    for match in chosen:
        context.resume(match.start)
        if captions.is_of_caption(match, tokens, rules):
            context.set_aside(captions.sentence_end(match.end, tokens, rules))
        reading = _HANDLERS[match.kind](Parts(match, context))
        if reading is None:
            continue
        if reading.period is not None and reading.type in ("DATE", "TIME") and not _is_aside(match):
            context.note(reading.period, match.end)
            context.previous = (match.end, reading.period)
            context.evening = reading.period if _is_evening(reading) else None
            if reading.period.unit == "D":
                dated.append((match.start, match.end, reading.period))
        expressions.append(_expression(match.start, match.end, reading, tokens, article))
    for found in event_days.counted(context, dated):
        reading = Reading("DATE", found.period.value, period=found.period)
        expressions = _replaced(expressions, _expression(found.start, found.end, reading, tokens, article))
    return tuple(expressions)


def _is_aside(match: Match) -> bool:
    """Whether a match says of what kind something is and not when it was: "a summer offensive"."""
    return match.kind == "calendar" and "season" in match.groups and match.end - match.start == 1


def _is_evening(reading: Reading) -> bool:
    """Whether a time is of the evening or night before midnight."""
    time = (reading.value or "").partition("T")[2]
    return reading.type == "TIME" and (time in ("EV", "NI") or "18" <= time[:2] <= "24")


def _replaced(expressions: list[TimeExpression], found: TimeExpression) -> list[TimeExpression]:
    """`expressions` with `found` for the amount inside it, without it where it would cut another."""
    over = [e for e in expressions if e.start < found.end and found.start < e.end]
    if any(e.start < found.start or e.end > found.end or e.type in ("DATE", "TIME") for e in over):
        return expressions
    return sorted([*(e for e in expressions if e not in over), found], key=lambda e: e.start)


def _day(published: str | None) -> date | None:
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS_OF_WRITING else None


def _day_first(language: str, country: str | None) -> bool:
    if language == "en":
        return country is not None and country not in _MONTH_FIRST
    return True


def _choose(tokens: Tokens, rules: Grammar) -> list[Match]:
    """Matches that do not overlap, the longest first where they compete, in text order."""
    context = Context(rules, tokens, None, day_first=True)
    data = rules.data["names"]
    surnames = names.surnames(tokens, data.get("month_surnames", ()), data.get("titles", ()))
    taken = bytearray(len(tokens.keys))
    chosen = []
    matches = sorted(rules.matches(tokens), key=lambda m: (m.start - m.end, m.order, m.start))
    for match in matches:
        if any(taken[match.start : match.end]) or BREAK in tokens.keys[match.start : match.end]:
            continue
        if not _plausible(Parts(match, context)) or not names.is_time(match, tokens, rules, surnames):
            continue
        taken[match.start : match.end] = b"\1" * (match.end - match.start)
        chosen.append(match)
    return sorted(chosen, key=lambda m: m.start)


def _plausible(parts: Parts) -> bool:
    check = _CHECKS.get(parts.match.kind)
    return check is None or check(parts)


def _is_narrative(chosen: list[Match], context: Context) -> bool:
    """Whether most dates with a year lie far from the day of writing, or without one most have a year.

    One with as many near dates tells news with much of its past. A text that names no weekday and
    nothing as this or last needs fewer of them, and years alone count.
    """
    if context.written is None:
        dated = sum(match.kind == "calendar" and "month" in match.groups for match in chosen)
        return dated >= sum(map(_is_near, chosen))
    full: list[int] = []
    years: list[int] = []
    for match in chosen:
        if captions.is_of_caption(match, context.tokens, context.grammar):
            continue
        if match.kind in ("calendar", "range") and (year := Parts(match, context).year()):
            (full if "month" in match.groups else years).append(year)
    distances = [abs(year - context.written.year) for year in full]
    far = sum(distance >= NARRATIVE_YEARS for distance in distances)
    near = sum(_is_near(match) for match in chosen)
    if far > 4 and far > 0.6 * len(full) and far > near:
        return True
    distances += [abs(year - context.written.year) for year in years]
    remote = sum(distance >= REMOTE_YEARS for distance in distances)
    return not near and remote > 4 and remote > 0.9 * len(distances)


def _is_near(match: Match) -> bool:
    """Whether a match is counted from the day of writing: "yesterday", "last week", a bare weekday."""
    groups = match.groups.keys()
    return bool(groups & {"direction", "dayref", "dayref_part"}) or (
        "weekday" in groups and "month" not in groups
    )


def _expression(first: int, last: int, reading: Reading, tokens: Tokens, article: str) -> TimeExpression:
    """The expression that tokens `first:last` are."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return TimeExpression(
        article=article,
        start=start,
        end=end,
        text=tokens.text[start:end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        quant=reading.quant,
        freq=reading.freq,
        offset=reading.offset,
    )
