"""The numbers of a sentence: what each counts or measures, between which bounds, and what it hangs on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from dateline.record.figure_clauses import (
    acts,
    anchors_of,
    is_ahead,
    is_done,
    is_former,
    is_possible,
    is_running,
    is_since,
    manner_of,
    measured_of,
    others_of,
    patients_of,
    places_of,
    subjects_of,
    times_of,
    toll_of,
    treated_of,
)
from dateline.record.measures import group_of, stem, table, words
from dateline.record.number_ranges import number_range
from dateline.record.units import to_base
from dateline.schema.annotation import AnnotatedArticle, Bound, Token
from dateline.schema.span import Span, beginning_in

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_GLUED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(bn|tn|m|k|km|kg|cm|ft)")
RATE = re.compile(r"\b(?:on average|each (?:day|week|month|year)|every (?:day|week|month|year)|daily)\b")
"""Words that tell how many it is at a time, not how many it was."""

_PERCENT = frozenset({"percent", "%", "per cent", "pct"})
LONGEST_TIME = 400
"""Characters that a time expression has at most."""
_SHORT_UNITS = frozenset({"in", "ft", "km", "kg", "cm", "mm", "lb", "mph", "kph"})
"""Units that stand right after a number: "30in"."""
_DASHES = ("-", "\N{EN DASH}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text.

    `kind` is "count", "money", "percent", "magnitude" or a dimension ("length"); `what` the noun that
    is counted, or the currency; `low` and `high` bound the value, all in base units of SI for a
    dimension; `loose` is true where only its size is told ("hundreds"). `toll` is the label of a number
    of victims ("killed"), by the nearest word that tells one. `anchors` are the stems of the words that
    it hangs on, `others` the words that make it the number of something else ("another"), `subjects`
    the places (offsets) of the words in which the owner stands, `patients` and `places` those of whom
    or what the verb does it to, and of where; `measured` the stems of the nouns that a rate or a
    distance is of. `verb` is the offset of the verb above; `possible` is true under "would" and
    "could", `former` of what was said "initially", `ahead` of what is to come, `done` of what was,
    `since` of what has added up since some day, `running` of what is told as the state of a count.
    `times` are the time expressions (by number) of its own verb, `near` those of its clause and of the noun
    that a relative clause is about.
    """

    span: Span
    text: str
    loose: bool
    kind: str
    what: str
    value: float
    low: float
    high: float
    bound: Bound | None
    toll: str | None
    anchors: frozenset[str]
    others: frozenset[str]
    subjects: tuple[int, ...]
    verb: int | None
    possible: bool
    former: bool
    ahead: bool
    done: bool
    since: bool
    running: bool
    patients: tuple[int, ...]
    places: tuple[int, ...]
    measured: frozenset[str]
    times: tuple[int, ...]
    near: tuple[int, ...]
    rate: str


def figures_of(item: AnnotatedArticle, sentence: int) -> tuple[Figure, ...]:
    """The numbers in sentence number `sentence` of an article, dates and times of the clock apart."""
    tokens = item.annotations.tokens
    first = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    last = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    if first == last:
        return ()
    times = item.annotations.times
    near = beginning_in(times, tokens[first].start - LONGEST_TIME, tokens[last - 1].end)
    dated = [(times[at].start, times[at].end) for at in near if times[at].type in ("DATE", "TIME", "SET")]
    found: list[Figure] = []
    lowest: float | None = None
    runs = [*_runs(tokens, first, last)]
    for at, (start, end) in enumerate(runs):
        begin, stop = tokens[start].start, tokens[end - 1].end
        if any(a < stop and begin < b for a, b in dated):
            continue
        if at + 1 < len(runs) and _is_range(tokens, (start, end), runs[at + 1]):
            lowest = _scaled(tokens[start:end], tokens[slice(*runs[at + 1])])
            continue
        figure = _figure(item, start, end, first, lowest=lowest)
        lowest = None
        if figure is not None and found and _goes_on(found[-1], figure, item.article.text):
            found[-1] = _together(item, found[-1], figure)
        elif figure is not None:
            found.append(figure)
    return tuple(found)


def _goes_on(one: Figure, other: Figure, text: str) -> bool:
    """Whether a measure has a second part in a smaller unit: "three years and four months"."""
    measured = one.kind == other.kind and one.what == one.kind and one.kind not in ("percent", "magnitude")
    beside = text[one.span.end : other.span.start].strip() in ("", "and")
    units = [figure.text.split()[-1].rstrip("s") for figure in (one, other)]
    return measured and beside and units[0] != units[1] and other.value < one.value and not other.bound


def _together(item: AnnotatedArticle, one: Figure, other: Figure) -> Figure:
    """The two parts of a measure as one number."""
    start, end = one.span.start, other.span.end
    span = Span(article=item.article.id, start=start, end=end, text=item.article.text[start:end])
    return replace(
        one,
        span=span,
        text=span.text,
        value=one.value + other.value,
        low=one.low + other.low,
        high=one.high + other.high,
    )


# ---------------------------------------------------------------- the number
def _runs(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that write one number: "1.2 million", "two hundred and six", "a dozen"."""
    at = first
    while at < last:
        end = at
        while end < last and _is_numeral(tokens, end, begins=end == at):
            end += 1
        written = [token.text for token in tokens[at:end]]
        score = "-" in written and any(text[0].isdigit() for text in written)
        if end == at and (loose := _loose(tokens, at, last)):
            end = at + loose
            yield at, end
        elif end > at and not score and not _is_score(tokens, at, end) and _value(tokens[at:end]) is not None:
            yield at, end
        at = max(end, at + 1)


def _is_range(tokens: Sequence[Token], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two numbers are the ends of a range: "40 to 50 million", "between $2 and $3 million"."""
    between = [token.text.casefold() for token in tokens[one[1] : other[0]]]
    if between and between[-1] in table("currencies"):
        between.pop()
        if one[0] == 0 or tokens[one[0] - 1].text.casefold() not in table("currencies"):
            return False  # "raised it 10% to $275"
    if between and between[0] in (*_PERCENT, *table("scales")):
        between.pop(0)
    near = [token.text.casefold() for token in tokens[max(one[0] - 2, 0) : one[0]]]
    return between in (["to"], ["or"]) or (between == ["and"] and "between" in near)


def _scaled(low: Sequence[Token], high: Sequence[Token]) -> float | None:
    """The lower end of a range, in the scale of the upper one: the 40 of "40 to 50 million" is 40 million."""
    value, upper = _value(low), _value(high)
    spoken = _value(high[:1])
    if value is None or upper is None or not spoken or len(low) > 1:
        return value
    return value * upper / spoken if len(high) > 1 else value


def _is_score(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a hyphen joins two numbers in digits: "229-198"."""
    if not tokens[end - 1].text[0].isdigit() or not tokens[start].text[0].isdigit():
        return False
    after = end + 1 < len(tokens) and tokens[end].text in _DASHES and tokens[end + 1].text[0].isdigit()
    before = start > 1 and tokens[start - 1].text in _DASHES and tokens[start - 2].text[0].isdigit()
    return after or before


def _is_numeral(tokens: Sequence[Token], at: int, *, begins: bool) -> bool:
    word = tokens[at].text.casefold()
    if word == "-" and not begins:
        return at + 1 < len(tokens) and _is_numeral(tokens, at + 1, begins=True)
    if word == "and" and not begins:
        known = tokens[at - 1].text.casefold() in ("hundred", "thousand")
        return known and at + 1 < len(tokens) and tokens[at + 1].text.casefold() in table("numbers")
    if _NUMBER.fullmatch(word) or _GLUED.fullmatch(word):
        return begins
    return word in table("numbers") or (not begins and word in table("scales"))


def _loose(tokens: Sequence[Token], at: int, last: int) -> int:
    """How many tokens from `at` write a number of which only the size is told: "hundreds", "tens of
    thousands"."""
    if tokens[at].text.casefold() not in _loose_openings():
        return 0
    for size in (3, 1):
        if at + size <= last and _written(tokens[at : at + size]) in table("loose"):
            return size
    return 0


@cache
def _loose_openings() -> frozenset[str]:
    return frozenset(written.split()[0] for written in table("loose"))


def _written(run: Sequence[Token]) -> str:
    return " ".join(token.text.casefold() for token in run)


def _value(run: Sequence[Token]) -> float | None:
    loose: Sequence[float] | None = table("loose").get(_written(run))
    if loose is not None:
        return sum(loose) / 2
    total, current, seen = 0.0, 0.0, False
    for token in run:
        word = token.text.casefold()
        glued = _GLUED.fullmatch(word)
        if _NUMBER.fullmatch(word):
            current, seen = current + float(word.replace(",", "")), True
        elif glued:
            current = current + float(glued[1].replace(",", "")) * table("scales").get(glued[2], 1)
            seen = True
        elif word in table("scales"):
            current *= table("scales")[word]
            if table("scales")[word] >= 1000:
                total, current = total + current, 0.0
        elif word == "dozen":
            current, seen = (current or 1) * 12, True
        elif word in table("numbers"):
            current, seen = current + table("numbers")[word], True
    return total + current if seen else None


def _bound(tokens: Sequence[Token], start: int, first: int) -> tuple[Bound | None, int]:
    """What the words before a number say of it, and the token at which they begin."""
    if start > first and tokens[start].text == "dozen" and tokens[start - 1].text.casefold() == "a":
        said, begin = _bound(tokens, start - 1, first)
        return said or "about", begin
    for size in (3, 2, 1):
        begin = start - size
        if begin >= first:
            words_ = " ".join(token.text.casefold() for token in tokens[begin:start])
            found: Bound | None = table("bounds").get(words_)
            if found is not None:
                return found, begin
    return None, start


# ---------------------------------------------------------------- what it counts
class _Counted(NamedTuple):
    """What a number counts or measures; its phrase is tokens `opening` to `close`, both inside."""

    kind: str
    what: str
    value: float
    low: float
    high: float
    bound: Bound | None
    loose: bool
    noun: int | None
    opening: int
    close: int


def _counted(
    item: AnnotatedArticle, start: int, end: int, first: int, *, lowest: float | None
) -> _Counted | None:
    """The number in tokens `start:end` of a sentence that begins with `first`, None where it is none."""
    tokens = item.annotations.tokens
    value = _value(tokens[start:end])
    unit = end + 1 if _is_compound(tokens, end) else None
    if value is None or (unit is not None and not _is_measured(tokens, unit)):
        return None
    sign = tokens[start - 1].text if start > first else ""
    sign = sign if sign in table("currencies") and not sign.isalpha() else ""
    bound, opening = _bound(tokens, start - bool(sign), first)
    noun = _noun(tokens, start, end) if unit is None else _holder(tokens, unit)
    kind, what, factor = _kind(tokens, sign, start, end, noun)
    scale = _scale(tokens, start, first) if unit is None else tokens[unit].lemma.casefold()
    if scale is not None:
        kind, what, factor = _measure(scale)
    if noun is None and _is_alone(tokens, start, end):
        return None
    said = item.article.text[tokens[start].start : tokens[end - 1].end]
    low, high = number_range(value, bound, said, counted=kind == "count")
    loose = table("loose").get(_written(tokens[start:end]))
    if loose is not None and bound is None:
        low, high = loose
    low = low if lowest is None else min(low, lowest)
    close = max(end - 1, noun if noun is not None else 0)
    close = close if close - end < 4 else end - 1
    return _Counted(
        kind,
        what,
        value * factor,
        low * factor,
        high * factor,
        bound,
        loose is not None,
        noun,
        opening,
        close,
    )


def _figure(
    item: AnnotatedArticle, start: int, end: int, first: int, *, lowest: float | None = None
) -> Figure | None:
    """The number in tokens `start:end`; `lowest` is the lower end of the range that it closes."""
    tokens = item.annotations.tokens
    number = _counted(item, start, end, first, lowest=lowest)
    if number is None:
        return None
    noun, span = number.noun, _span(item, number.opening, number.close)
    top = noun if noun is not None else end - 1
    anchors, verb = anchors_of(tokens, top, {*range(number.opening, end), top})
    if noun is not None and _is_compound(tokens, end):
        anchors.append(stem(tokens[noun].text))
    counts = number.kind == "count" and not acts(tokens, top, verb)
    others = others_of(tokens, top, number.opening, end) - ({"of"} if number.loose else frozenset())
    own, near = times_of(item, verb, first)
    return Figure(
        span=span,
        text=span.text,
        loose=number.loose,
        kind=number.kind,
        what=number.what,
        value=number.value,
        low=number.low,
        high=number.high,
        bound=number.bound,
        toll=toll_of([*manner_of(tokens, top, verb), *anchors]) if counts else None,
        anchors=frozenset(anchors),
        others=others | treated_of(tokens, top, verb),
        subjects=subjects_of(tokens, top, verb),
        verb=tokens[verb].start if verb is not None else None,
        possible=is_possible(tokens, verb),
        former=is_former(tokens, verb),
        ahead=is_ahead(tokens, verb),
        done=is_done(tokens, verb),
        since=is_since(tokens, top, verb),
        running=is_running(tokens, top, verb),
        patients=patients_of(tokens, top, verb),
        places=places_of(tokens, top, verb),
        measured=measured_of(tokens, top, verb, number.kind),
        times=own,
        near=near,
        rate=_rate(tokens, max(end, number.close + 1)) or _rate(tokens, end),
    )


def _is_alone(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a number without a noun counts nothing: an age between commas, the pronoun "one"."""
    if end - start == 1 and tokens[start].text.casefold() == "one":
        return True
    after = tokens[end].text if end < len(tokens) else ""
    return start > 0 and tokens[start - 1].text == "," and after in (",", ".", ")")


def _rate(tokens: Sequence[Token], at: int) -> str:
    """The unit that a number is told for each of: "a week", "per person"."""
    if at + 1 >= len(tokens) or tokens[at].text.casefold() not in words("rates"):
        return ""
    unit = tokens[at + 1]
    return unit.lemma.casefold() if unit.pos == "NOUN" and unit.sentence == tokens[at].sentence else ""


def _is_compound(tokens: Sequence[Token], end: int) -> bool:
    """Whether the number is the first part of a compound such as "61-year-old" or "six-day truce"."""
    return end + 1 < len(tokens) and tokens[end].text == "-" and tokens[end].start == tokens[end - 1].end


def _is_measured(tokens: Sequence[Token], unit: int) -> bool:
    """Whether the word after the hyphen of a compound is a unit, and no hyphen follows ("61-year-old")."""
    known = tokens[unit].lemma.casefold() in (*table("units"), *words("scales"))
    return known and not _is_compound(tokens, unit + 1)


def _scale(tokens: Sequence[Token], start: int, first: int) -> str | None:
    """The scale on which the number is: "a magnitude 6.8 earthquake", "a magnitude of 6.8", "Category 3"."""
    before = [token.text.casefold() for token in tokens[max(start - 3, first) : start]]
    while before and before[-1] in ("of", "-"):
        before.pop()
    return before[-1] if before and before[-1] in words("scales") else None


def _measure(unit: str) -> tuple[str, str, float]:
    """Kind, what it measures, and the factor to the base unit."""
    if unit.casefold() in words("scales"):
        return unit.casefold(), unit.casefold(), 1.0
    dimension, factor = to_base(table("units")[unit.casefold()])
    return dimension, dimension, factor


def _holder(tokens: Sequence[Token], unit: int) -> int | None:
    """The noun that a compound of number and unit stands before."""
    head = tokens[unit].head
    return head if head > unit and tokens[head].pos in ("NOUN", "PROPN") else None


def _span(item: AnnotatedArticle, first: int, last: int) -> Span:
    tokens = item.annotations.tokens
    start, end = tokens[first].start, tokens[last].end
    return Span(article=item.article.id, start=start, end=end, text=item.article.text[start:end])


def _noun(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The noun that the number counts."""
    at = end - 1
    for _ in range(3):
        head = tokens[at].head
        if head == at or tokens[at].dep not in ("nummod", "compound", "quantmod", "nmod", "npadvmod"):
            break
        at = head
        if not start <= at < end:
            break
    named = tokens[at].pos in ("NOUN", "PROPN", "SYM") or (
        tokens[at].pos == "ADJ" and _stands_for_a_noun(tokens, at)
    )
    if not start <= at < end and named and at >= end:
        return at
    after = tokens[end] if end < len(tokens) else None
    if after is not None and after.pos == "NOUN" and after.sentence == tokens[start].sentence:
        return end
    if after is not None and after.text.casefold() == "of" and tokens[end - 1].text.casefold() != "one":
        near = range(end + 1, min(end + 4, len(tokens)))
        return next((at for at in near if tokens[at].pos == "NOUN"), None) or _complement(tokens, end)
    return _complement(tokens, end)


def _complement(tokens: Sequence[Token], end: int) -> int | None:
    """What those are that a number without a noun stands for: "78 were Italian", "eight are children"."""
    verb = tokens[end - 1].head
    if tokens[end - 1].dep != "nsubj" or tokens[verb].lemma != "be" or verb < end:
        return None
    near = range(verb + 1, min(verb + 3, len(tokens)))
    told = (at for at in near if tokens[at].head == verb and tokens[at].dep in ("acomp", "attr"))
    return next((at for at in told if tokens[at].pos in ("NOUN", "PROPN", "ADJ")), None)


def _stands_for_a_noun(tokens: Sequence[Token], adjective: int) -> bool:
    """Whether an adjective counts like a noun: "240 dead"."""
    return tokens[adjective].dep in ("pobj", "dobj", "nsubj", "nsubjpass") and (
        stem(tokens[adjective].lemma) in table("tolls")
    )


def _currency_before(tokens: Sequence[Token], start: int) -> str | None:
    """The currency of the sum told before a sum without one, in its sentence or the one before it: "3 million
    euros, and later 10 million".
    """
    for at in range(start - 1, 0, -1):
        if tokens[at].sentence < tokens[start].sentence - 1:
            return None
        word = tokens[at].lemma.casefold() if tokens[at].text.isalpha() else tokens[at].text
        after_number = tokens[at - 1].pos == "NUM" or tokens[at - 1].text.casefold() in table("scales")
        if word in table("currencies") and (after_number or not word.isalpha()):
            return str(table("currencies")[word])
    return None


def _kind(
    tokens: Sequence[Token], sign: str, start: int, end: int, noun: int | None
) -> tuple[str, str, float]:
    """Kind, what it counts, and the factor to the base unit."""
    if sign:
        return "money", table("currencies")[sign], 1.0
    after = tokens[end].text.casefold() if end < len(tokens) else ""
    then = tokens[end + 1].text.casefold() if end + 1 < len(tokens) else ""
    if after in _PERCENT or f"{after} {then}" in _PERCENT:
        return "percent", "percent", 1.0
    glued = _GLUED.fullmatch(tokens[start].text.casefold())
    spoken = [glued[2]] if glued else []
    if end < len(tokens) and tokens[end].start == tokens[end - 1].end and after in _SHORT_UNITS:
        spoken.append(after)
    if noun is not None and noun - end < 2:
        own = tokens[noun].lemma.casefold()
        spoken += [f"{tokens[noun - 1].text.casefold()} {own}", own]
    for word in spoken:
        if word in table("currencies"):
            return "money", table("currencies")[word], 1.0
        if word in table("units"):
            dimension, factor = to_base(table("units")[word])
            return dimension, dimension, factor
    if noun is None:
        large = any(tokens[at].text.casefold() in table("scales") for at in range(start, end))
        currency = _currency_before(tokens, start) if large else None
        return ("count", "", 1.0) if currency is None else ("money", currency, 1.0)
    own = tokens[noun].lemma.casefold()
    own = own.removesuffix("s") if tokens[noun].tag == "NNPS" else own
    before = tokens[noun - 1].text.casefold() if noun > end else ""
    name = f"{before} {own}" if f"{before} {own}" in group_of() else own
    return "count", group_of().get(name, own), 1.0
