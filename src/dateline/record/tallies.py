"""Two counts of one thing that one report gives from two sides: the police and the organizers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.record.evidence import Sources
from dateline.record.figure_clauses import before_at
from dateline.record.figures import Figure
from dateline.record.measures import table, words
from dateline.record.said import Contrast, Said, difference_of
from dateline.schema.annotation import Token
from dateline.schema.span import beginning_in, starting_at

FARTHEST = 20
"""How many times one count is the other at most; a convention."""

_Place = tuple[Said, Figure]


def counts_of_two(said: Sequence[Said], sources: Sources) -> Iterator[Contrast]:
    """The counts that two sides give, each pair with the sentence of the event that they belong to."""
    for at, one in enumerate(said):
        article = one.sentence.span.article
        near = [s for s in said[at : at + 2] if s.sentence.span.article == article]
        places = [(s, figure) for s in near for figure in s.figures]
        for a, b in combinations(places, 2):
            if a[0] is one and _are_of_one(a[1], b[1]) and _by_two(a, b, sources):
                values = [(f.text, s.sentence.span) for s, f in sorted((a, b), key=lambda p: p[1].value)]
                slot = a[1].toll or (a[1].what if a[1].kind == "count" else a[1].kind) or "number"
                found = difference_of(slot, "conflict", values, sources)
                yield Contrast(found, near=_told_near(said, at))


def _are_of_one(first: Figure, second: Figure) -> bool:
    """Whether two numbers can be two counts, or sums, of one thing that exclude each other."""
    if first.kind != second.kind or first.kind not in ("count", "money"):
        return False
    victims = first.toll is not None and (first.toll == second.toll or not second.toll)
    if second.others or first.others or not (victims or second.what in ("", first.what)):
        return False
    apart = first.high < second.low or second.high < first.low
    return apart and 1 / FARTHEST < first.value / max(second.value, 1) < FARTHEST


def _told_near(said: Sequence[Said], at: int) -> frozenset[tuple[str, int]]:
    """The sentence that tells the event which a count belongs to: its own, or the one before it."""
    before = said[at - 1] if at and not said[at].sentence.told else said[at]
    spans = (said[at].sentence.span, before.sentence.span)
    return frozenset((span.article, span.start) for span in spans if span.article == spans[0].article)


def _by_two(a: _Place, b: _Place, sources: Sources) -> bool:
    """Whether the words name two that count, each with a verb of counting, or both with one: "the police put
    them at 3,000, the organizers at 8,000".
    """
    tokens = sources.articles[a[0].sentence.span.article].annotations.tokens
    counting = [_lemma_at(place, tokens) for place in (a, b)]
    if not all(lemma in words("counting") for lemma in counting):
        return False
    sides = [_sides(place, tokens) for place in (a, b)]
    if a[1].verb == b[1].verb:
        sides[1] = _named_before(b, tokens, sources)
    return bool(sides[0] and sides[1]) and not sides[0] & sides[1]


def _sides(place: _Place, tokens: Sequence[Token]) -> set[str]:
    """The lemmas of those whose number it is."""
    held = (starting_at(tokens, start) for start in place[1].subjects)
    return {token.lemma.casefold() for token in held if token and token.pos in ("NOUN", "PROPN")}


def _named_before(place: _Place, tokens: Sequence[Token], sources: Sources) -> set[str]:
    """The lemma of somebody named right before "at" and a number, none where it is those who are counted."""
    at = before_at(tokens, bisect_left(tokens, place[1].span.end, key=lambda token: token.end))
    if at is None or tokens[at].lemma.casefold() in table("tolls"):
        return set()
    mentions = sources.articles[place[0].sentence.span.article].annotations.mentions
    near = beginning_in(mentions, place[0].sentence.span.start, tokens[at].end)
    known = any(mentions[n].start <= tokens[at].start < mentions[n].end for n in near)
    return {tokens[at].lemma.casefold()} if known else set()


def _lemma_at(place: _Place, tokens: Sequence[Token]) -> str:
    token = None if place[1].verb is None else starting_at(tokens, place[1].verb)
    return token.lemma if token else ""
