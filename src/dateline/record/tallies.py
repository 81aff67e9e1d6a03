"""Two counts of one thing that one report gives from two sides: the police and the organizers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.record.evidence import Sources
from dateline.record.figures import Figure
from dateline.record.measures import words
from dateline.record.said import Contrast, Said, difference_of
from dateline.schema.annotation import Token

_Place = tuple[Said, Figure]


def counts_of_two(said: Sequence[Said], sources: Sources) -> Iterator[Contrast]:
    """The counts that two sides give, each pair with the sentence of the event that they belong to."""
    verbs = words("counting")
    for at, one in enumerate(said):
        article = one.sentence.span.article
        near = [s for s in said[at : at + 2] if s.sentence.span.article == article]
        places = [(s, figure) for s in near for figure in s.figures]
        for a, b in combinations(places, 2):
            first, second = a[1], b[1]
            if a[0] is not one or first.kind != "count" or second.kind != "count":
                continue
            if second.what not in ("", first.what) or first.others or second.others:
                continue
            told = [_lemma_at(place, sources) for place in (a, b)]
            if first.verb == second.verb or not all(lemma in verbs for lemma in told):
                continue
            if not _by_two(a, b, sources):
                continue
            if (first.high < second.low or second.high < first.low) and 1 / 20 < first.value / max(
                second.value, 1
            ) < 20:
                values = [(f.text, s.sentence.span) for s, f in sorted((a, b), key=lambda p: p[1].value)]
                found = difference_of(first.what or "number", "conflict", values, sources)
                yield Contrast(found, near=_told_near(said, at))


def _told_near(said: Sequence[Said], at: int) -> frozenset[tuple[str, int]]:
    """The sentence that tells the event which a count belongs to: its own, or the one before it."""
    before = said[at - 1] if at and not said[at].sentence.told else said[at]
    spans = (said[at].sentence.span, before.sentence.span)
    return frozenset((span.article, span.start) for span in spans if span.article == spans[0].article)


def _by_two(a: _Place, b: _Place, sources: Sources) -> bool:
    """Whether the words name two that count."""
    tokens = sources.articles[a[0].sentence.span.article].annotations.tokens
    subjects = [[_token_at(tokens, start) for start in place[1].subjects] for place in (a, b)]
    sides = [
        {token.lemma.casefold() for token in held if token and token.pos in ("NOUN", "PROPN")}
        for held in subjects
    ]
    return bool(sides[0] and sides[1]) and not sides[0] & sides[1]


def _lemma_at(place: _Place, sources: Sources) -> str:
    verb = place[1].verb
    tokens = sources.articles[place[0].sentence.span.article].annotations.tokens
    token = None if verb is None else _token_at(tokens, verb)
    return token.lemma if token else ""


def _token_at(tokens: Sequence[Token], start: int) -> Token | None:
    at = bisect_left(tokens, start, key=lambda token: token.start)
    return tokens[at] if at < len(tokens) and tokens[at].start == start else None
