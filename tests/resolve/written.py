"""Annotated articles written by hand: `[1 Ana Petrov]` in the text is a mention of chain 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.schema.annotation import AnnotatedArticle, Annotations, Chain, Mention, Quotation
from dateline.schema.article import Article
from dateline.schema.span import Span

PRONOUNS = {"he", "she", "they", "it", "his", "her", "him", "i", "we"}


def written(
    id: str,
    marked: str,
    *,
    published: str | None = None,
    chains: Mapping[int, Mapping[str, Any]] | None = None,
    quotes: Sequence[tuple[str, str | None] | tuple[str, str | None, str]] = (),
    bylines: Sequence[str] = (),
) -> AnnotatedArticle:
    """An article from text with marked mentions.

    chains: what a chain is, by number: `type` (person), `side`, `role` (words of the text), `country`,
        `actor`, `gender`, `name` (the longest). A lower-case mention is a nominal or pronoun.
    quotes: content, source (words of the text or None), kind (direct).
    """
    text, places = _unmarked(marked)
    kinds = chains or {}
    mentions = [_mention(id, text, place, kinds.get(place[2], {})) for place in places]
    numbers = [number for *_, number in places]
    built = [
        _chain(
            tuple(index for index, other in enumerate(numbers) if other == number),
            mentions,
            kinds.get(number, {}),
            article=(id, text),
        )
        for number in dict.fromkeys(numbers)
    ]
    return AnnotatedArticle(
        article=Article(id=id, text=text, published=published, bylines=tuple(bylines)),
        annotations=Annotations(
            article=id,
            sentences=tuple(
                Span.of(id, text, found.start(), found.end())
                for found in re.finditer(r"[^\s][^.!?]*[.!?]*[”\"]?", text)
            ),
            mentions=tuple(mentions),
            chains=tuple(built),
            quotations=tuple(_quotation(id, text, *quote) for quote in quotes),
        ),
    )


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, int]]]:
    text, places, at = "", [], 0
    for found in re.finditer(r"\[(\d+) ([^\]]+)\]", marked):
        text += marked[at : found.start()]
        places.append((len(text), len(text) + len(found[2]), int(found[1])))
        text += found[2]
        at = found.end()
    return text + marked[at:], places


def _mention(id: str, text: str, place: tuple[int, int, int], chain: Mapping[str, Any]) -> Mention:
    start, end, _ = place
    words = text[start:end]
    kind = (
        "pronoun"
        if words.lower() in PRONOUNS
        else "name"
        if words.istitle() or words[0].isupper()
        else "nominal"
    )
    return Mention(
        article=id,
        start=start,
        end=end,
        text=words,
        kind=kind,
        type=chain.get("type", "person"),
        country=chain.get("country"),
        actor=chain.get("actor", False),
        gender=chain.get("gender"),
        plural=chain.get("plural", False),
    )


def _chain(
    indices: tuple[int, ...], mentions: list[Mention], chain: Mapping[str, Any], *, article: tuple[str, str]
) -> Chain:
    names = [mentions[index].text for index in indices if mentions[index].kind == "name"]
    roles = (_span(*article, chain["role"]),) if "role" in chain else ()
    return Chain(
        type=chain.get("type", "person"),
        mentions=indices,
        name=chain.get("name", max(names, key=len) if names else None),
        roles=roles,
        side=chain.get("side"),
    )


def _quotation(id: str, text: str, content: str, source: str | None, kind: str = "direct") -> Quotation:
    parts = tuple(_span(id, text, part) for part in content.split(" … "))
    return Quotation(content=parts, kind=kind, source=_span(id, text, source) if source else None)  # type: ignore[arg-type]


def _span(id: str, text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(id, text, start, start + len(words))
