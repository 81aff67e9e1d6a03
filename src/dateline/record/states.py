"""States of somebody that one report tells and a later one tells otherwise: at large, then caught.

A person is in one of two such states at a time, and the second takes the place of the first
(data/states.toml), so that no joining of events is asked for: only that both are told of one person.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from dateline.record.evidence import Sources
from dateline.record.said import Contrast, difference_of
from dateline.schema.annotation import AnnotatedArticle, Mention
from dateline.schema.article import Article
from dateline.schema.cluster import Entities
from dateline.schema.span import Span, beginning_in

_OPEN = re.compile(
    r"\b(?:if|unless|until|once|would|could|may|might|should|to be|asked whether)\b[^,;:.]*$"
    r"|\b(?:not|never)\s*$",
    re.IGNORECASE,
)
"""Words before a state that is only thought of."""
FAR = 90
"""Characters between the words for a state and the one whose state it is, at most."""
OPENING = 3
"""Characters from the end of a sentence in which a name opens the next one."""


@dataclass(frozen=True, slots=True)
class State:
    """Words for a state of an entity: the number of the change and whether it is the state after it."""

    change: int
    later: bool
    entity: str
    words: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Words:
    """What tells one state: the words before which its bearer stands, and those behind which."""

    before: re.Pattern[str]
    behind: re.Pattern[str] | None = None


def changed_states(sources: Sources, entities: Entities) -> Iterator[Contrast]:
    """The states of a person that a report tells and one of the same day or later tells as over."""
    people = {entity.id for entity in entities.entities if entity.type == "person"}
    held: dict[tuple[int, str], list[State]] = {}
    for item in sources.articles.values():
        for state in _states_of(item, sources, entities):
            if state.entity in people:
                held.setdefault((state.change, state.entity), []).append(state)
    for (_, person), states in held.items():
        told = _followed(states, sources)
        if told:
            values = [(state.words.text, state.sentence) for state in told]
            yield Contrast(difference_of("status", "update", values, sources), about=frozenset({person}))


def _followed(states: Sequence[State], sources: Sources) -> list[State]:
    """The states of one change without those of articles that tell both: empty where none follows another."""
    articles = [{state.words.article for state in states if state.later is later} for later in (False, True)]
    both = articles[0] & articles[1]
    first = [state for state in states if not state.later and state.words.article not in both]
    then = [state for state in states if state.later and state.words.article not in both]
    follows = any(
        (sources.published(a.words.article) or "") <= (sources.published(b.words.article) or "")
        for a, b in product(first, then)
    )
    return [*first, *then] if follows else []


def _states_of(item: AnnotatedArticle, sources: Sources, entities: Entities) -> Iterator[State]:
    """The states that an article tells, with those whose they are."""
    for number, (first, then) in enumerate(_changes()):
        told: list[Span] = []
        for later, words in ((False, first), (True, then)):
            for span, behind in _found(item.article, words):
                sentence = sources.sentence(span)
                if later and any(span.start < held.end and held.start < span.end for held in told):
                    continue  # "has not been charged"
                if not later:
                    told.append(span)
                if _OPEN.search(sentence.text[: span.start - sentence.start]):
                    continue
                entity = _bearer(item, span, sentence, entities, behind=behind)
                if entity is not None:
                    yield State(number, later, entity, span, sentence)


def _found(article: Article, words: _Words) -> Iterator[tuple[Span, bool]]:
    """Where the words for a state stand, and whether the one whose it is stands behind them."""
    for pattern, behind in ((words.before, False), (words.behind, True)):
        for found in pattern.finditer(article.text) if pattern is not None else ():
            yield Span(article=article.id, start=found.start(), end=found.end(), text=found[0]), behind


def _bearer(
    item: AnnotatedArticle, words: Span, sentence: Span, entities: Entities, *, behind: bool
) -> str | None:
    """The person nearest to the words for a state, before them or behind them; where there is none, the one
    whom the next sentence names first.
    """
    mentions, links = item.annotations.mentions, entities.links.get(item.article.id, ())
    best: tuple[int, str] | None = None
    for at in beginning_in(mentions, sentence.start, sentence.end):
        mention, link = mentions[at], links[at]
        apart = mention.start - words.end if behind else words.start - mention.end
        if link is None or not _is_one(mention) or not 0 <= apart <= FAR:
            continue
        if best is None or apart < best[0]:
            best = apart, link
    return best[1] if best else _named_next(item, links, sentence)


def _named_next(item: AnnotatedArticle, links: Sequence[str | None], sentence: Span) -> str | None:
    """Whoever opens the next sentence by name: "A prisoner is at large. Dan Moss, 34, …"."""
    mentions = item.annotations.mentions
    after = beginning_in(mentions, sentence.end, sentence.end + OPENING)
    return next((links[at] for at in after if mentions[at].kind == "name" and _is_one(mentions[at])), None)


def _is_one(mention: Mention) -> bool:
    return mention.type == "person" and not mention.plural


@cache
def _changes() -> tuple[tuple[_Words, _Words], ...]:
    text = files("dateline.record").joinpath("data", "states.toml").read_text("utf-8")
    return tuple(
        (
            _Words(_any(change["first"]), _any(change["after"]) if "after" in change else None),
            _Words(_any(change["then"])),
        )
        for change in tomllib.loads(text)["change"]
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
