"""Says by trained models which way a sentence looks, and whether a weekday or month is the last or the next.

They are logistic regressions (training/weekdays.py). The first reads the words around an expression and was
trained on news in which "yesterday", "last week", "tomorrow" or "next week" stood at its place, so that it
needed no labels (distant supervision: Mintz et al., ACL 2009). The second adds how many days ago the weekday
was: "Thursday" written on a Friday is nearly always yesterday, written on a Wednesday as often tomorrow as
six days ago. The third weighs the same score against how far the two months or days of a month are from the
day of writing. Languages without a model go by the verbs alone (`Context.direction`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.annotate.timex import tense
from dateline.annotate.timex.context import Context

NEAR = 8
"""Tokens to each side whose words count, within the sentence."""

LATELY = 3
"""Days ago from which "before Sunday's vote" and "was to meet on Sunday" are rather of the coming day."""

TOMORROW = 6
"""Days ago of a weekday that is tomorrow as well. All eight of the reports of the story keys are tomorrow, as
pages bear the date of another time zone or are brought up to date; what was a week ago is "last Friday"."""

NEARER = 1.5
"""Log odds that such a weekday is given towards tomorrow; "said on Friday" is tomorrow in any case. With 0 to
3 six to none of the eight are read backward, and .956 to .942 of the invented sentences are right."""

PRESENT_WITHIN = 5
"""Tokens before a date in which a verb of the present is looked for."""

_ENDS = frozenset({".", "!", "?", "\n", ";"})


@dataclass(frozen=True, slots=True)
class Model:
    """Weight of each feature towards the future: of a sentence, and of a weekday or a month in it."""

    sentence: Mapping[str, float]
    weekday: Mapping[str, float]
    month: Mapping[str, float]


@cache
def model(language: str) -> Model | None:
    """The model of a language (ISO 639-1), None where there is none."""
    file = resources.files(__package__) / "languages" / f"{language}.direction.json"
    return Model(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


SCORE_LIMIT = 4.0
"""Log odds of a sentence beyond which it is as sure as can be; of months that were read."""

SURE = 0.5
"""Score of a sentence (log odds) from which it decides before the nearest verb. Chosen on months and days of
news whose year was cut out, of 0, .5, 1 and 1.5."""


def of_sentence(context: Context, start: int, end: int) -> int:
    """-1 where the sentence around tokens `start:end` tells of the past, 1 of the future, 0 undecided."""
    by_verb = context.direction(start, end)
    trained = model(context.grammar.language)
    if trained is None:
        return by_verb
    if sure := tense.stated(context, start, end):
        return sure
    score = _score(trained, context, start, end)
    return by_verb if abs(score) < SURE else 1 if score > 0 else -1


def is_ahead(context: Context, start: int, end: int, behind: int) -> bool:
    """Whether the weekday at tokens `start:end`, `behind` days (1 to 6) ago, is the next one."""
    trained = model(context.grammar.language)
    if trained is None:
        return context.direction(start, end) > 0
    if behind >= LATELY and tense.is_ahead_of(context, start):
        return True
    sure = tense.stated(context, start, end)
    if behind == TOMORROW:
        sure = 1 if tense.is_said(context, start) else sure
    if sure:
        return sure > 0
    if behind >= LATELY and tense.is_before_event(context, start, end):
        return True
    if behind >= LATELY and tense.is_former_plan(context, start):
        context.set_aside(end)  # what follows is told of the day on which the plan was changed
        return True
    score = _score(trained, context, start, end)
    found = weekday_features(context, start, end, behind, score)
    return sum(trained.weekday.get(name, 0.0) * value for name, value in found) > (
        -NEARER if behind == TOMORROW else 0
    )


def is_month_ahead(context: Context, start: int, end: int, behind: int, ahead: int) -> bool | None:
    """Whether the month or day at tokens `start:end` is the next one, in `ahead` days, not `behind` days ago.

    None where the words leave no doubt (`tense`), and in a language without a model.
    """
    trained = model(context.grammar.language)
    if trained is None or tense.stated(context, start, end):
        return None
    score = _score(trained, context, start, end)
    found = month_features(context, start, end, math.log(behind / ahead), score)
    return sum(trained.month.get(name, 0.0) * value for name, value in found) > 0


def month_features(
    context: Context, start: int, end: int, nearer: float, score: float
) -> Iterator[tuple[str, float]]:
    """The features of a month or day without year and their values.

    `nearer` is the logarithm of how many times nearer the next one is than the last, `score` that of the
    sentence.
    """
    yield "any", 1.0
    yield "sentence", max(-SCORE_LIMIT, min(SCORE_LIMIT, score))
    yield "nearer", nearer
    if any(key.isdigit() for key in context.tokens.keys[start:end]):
        yield "nearer day", nearer
    yield f"verb {context.direction(start, end)}", 1.0
    yield f"previous {context.tokens.keys[start - 1] if start else ''}", 1.0


def _score(trained: Model, context: Context, start: int, end: int) -> float:
    return sum(trained.sentence.get(name, 0.0) for name in sentence_features(context, start, end))


def sentence_features(context: Context, start: int, end: int) -> Iterator[str]:
    """The names of the features of the sentence around tokens `start:end`."""
    yield "any"
    yield f"verb {context.direction(start, end)}"
    yield from _verbs(context, start, end)
    before = _near(context, start - 1, -1)
    last = start - 1
    if before and before[0] in context.grammar.cues("on"):
        del before[0]
        last -= 1
    yield from _infinitive(context, last, before)
    yield from _present(context, last, before)
    after = _near(context, end, 1)
    for side, words in (("before", before), ("after", after)):
        yield from {f"{side} {word}" for word in words}
        yield f"next {side} {words[0] if words else ''}"
        if len(words) > 1:
            yield f"next {side} {words[0]} {words[1]}"


def weekday_features(
    context: Context, start: int, end: int, behind: int, score: float
) -> Iterator[tuple[str, float]]:
    """The features of a weekday and their values; `score` is that of its sentence."""
    keys = context.tokens.keys
    yield "any", 1.0
    yield "sentence", score
    yield "sentence, distance", score * behind / 6
    yield f"{behind} days ago", 1.0
    yield f"verb {context.direction(start, end)}", 1.0
    yield from ((name, 1.0) for name in _verbs(context, start, end))
    previous = keys[start - 1] if start else "\n"
    if previous in context.grammar.cues("bound"):
        yield f"bound {previous}", 1.0
    if keys[end : end + 1] == ["'s"]:
        yield "whose", 1.0
    opener = keys[start - 2] if start > 1 and previous in context.grammar.cues("on") else previous
    if opener in _ENDS or opener == '"' or start == 0:
        yield "first", 1.0


def _verbs(context: Context, start: int, end: int) -> Iterator[str]:
    """The nearest verb on each side, -1 of the past or 1 of the future, and how near it is."""
    for side, index, step in (("left", start - 1, -1), ("right", end, 1)):
        sign, cost = context.cue(index, step)
        yield f"{side} {sign} {_distance(cost) if sign else 0}"


def _infinitive(context: Context, last: int, before: list[str]) -> Iterator[str]:
    """The infinitive that a date belongs to, and the words that it depends on: "asked her to testify".

    `before` are the words up to token `last`, from there backwards, as below.
    """
    cues = context.grammar.cues
    for distance, word in enumerate(before):
        if word in cues("past") or (len(word) > 3 and word.endswith(tuple(cues("past_suffix")))):
            return
        if not distance or word not in cues("infinitive"):
            continue
        if before[distance - 1] in cues("determiner") or context.tokens.capitalised(last - distance + 1):
            continue  # "to the port", "to Tarn"
        yield "infinitive"
        yield from (f"of infinitive {word}" for word in before[distance + 1 : distance + 2])
        yield from (f"before infinitive {word}" for word in before[distance + 2 : distance + 3])
        return


def _present(context: Context, last: int, before: list[str]) -> Iterator[str]:
    """A word near before the date that may be a verb of the present, and whether a subject precedes it."""
    for distance, word in enumerate(before[:PRESENT_WITHIN]):
        place = last - distance
        plain = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        if plain and place and not context.tokens.capitalised(place):
            previous = context.tokens.keys[place - 1]
            subject = context.tokens.capitalised(place - 1) or previous in context.grammar.cues("subject")
            yield f"present {min(distance, 2)} {subject}"
            return


def _distance(cost: float) -> int:
    return 1 if cost <= 2 else 2 if cost <= 6 else 3


def _near(context: Context, index: int, step: int) -> list[str]:
    """The words of the sentence walking from `index`."""
    keys, abbreviations = context.tokens.keys, context.grammar.cues("abbreviation")
    found = []
    for position in range(index, index + step * NEAR, step):
        if not 0 <= position < len(keys):
            break
        key = keys[position]
        if key in _ENDS and not (key == "." and position and keys[position - 1] in abbreviations):
            break
        found.append("#" if key[0].isdigit() else key)
    return found
