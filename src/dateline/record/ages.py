"""Ages that outlets of other origins give for one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dateline.record.evidence import Sources
from dateline.record.said import Contrast, difference_of
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import Entities
from dateline.schema.span import Span

OLDEST = 115
BIRTHDAY = 30
"""Days between two reports from which a year more may be a birthday; a convention."""

_AFTER_NAME = re.compile(r"(?:\s*[,(]\s*(?:aged?\s+)?|,?\s+aged\s+)(\d{1,3})(?=\s*[,;.)])")
"""Right after a name: "Ada Moreau, 34,", "Ada Moreau (34)", "Ada Moreau, aged 34,"."""
_BEFORE_NOUN = re.compile(r"(?<![\w-])(\d{1,3})[- ]years?[- ]old\b")
_IS = re.compile(r"(?:,\s+who)?\s+(?:is|was|turned)\s+(\d{1,3})(?=\s*[,;.)]|\s+years old)")
_HER_AGE = re.compile(r"(?:['’]s)?\s+age\s+(?:as|at|is|was)\s+(\d{1,3})\b")
_BREAK = re.compile(r"[,.;:()]|\b(?:of|from|in|to|and|who|whose|with|by|for)\b")
"""What stands between an age and a name that is another's: "the 20-year-old son of Ada Moreau"."""
_LEAD = 25
"""Characters between "34-year-old" and the name that it stands before, at most: "34-year-old carpenter"."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age that a sentence gives for an entity."""

    entity: str
    years: int
    sentence: Span


def differing_ages(sources: Sources, entities: Entities) -> Iterator[Contrast]:
    """The ages of each person where two origins do not give the same."""
    people = [entity.id for entity in entities.entities if entity.type == "person"]
    by_entity: dict[str, list[Age]] = {person: [] for person in people}
    for item in sources.articles.values():
        for age in _ages_of(item, sources, entities):
            if age.entity in by_entity:
                by_entity[age.entity].append(age)
    for person, ages in by_entity.items():
        told = _without_doubt(ages)
        if any(_exclude(a, b, told, sources) for a, b in combinations(told, 2)):
            ordered = sorted(told, key=lambda age: age.years)
            values = [(str(age.years), age.sentence) for age in ordered]
            found = difference_of("age", "conflict", values, sources)
            yield Contrast(found, about=frozenset({person}))


def _without_doubt(ages: Sequence[Age]) -> list[Age]:
    """The ages without those of articles that give two, unless one sentence sets them side by side: of two
    sentences one may be of somebody else.
    """
    places: dict[str, set[tuple[int, int]]] = {}
    for age in ages:
        places.setdefault(age.sentence.article, set()).add((age.years, age.sentence.start))
    doubtful = {
        article
        for article, held in places.items()
        if len({years for years, _ in held}) > 1 and len({start for _, start in held}) > 1
    }
    return [age for age in ages if age.sentence.article not in doubtful]


def _exclude(one: Age, other: Age, ages: Sequence[Age], sources: Sources) -> bool:
    """Whether two articles of other origins differ, and not both tell of both ages."""
    articles = one.sentence.article, other.sentence.article
    if one.years == other.years or sources.origin[articles[0]] == sources.origin[articles[1]]:
        return False
    printed = [date.fromisoformat(day) for day in map(sources.published, articles) if day]
    if len(printed) > 1 and abs((printed[0] - printed[1]).days) >= BIRTHDAY:
        return False
    given = [{age.years for age in ages if age.sentence.article == article} for article in articles]
    return not {one.years, other.years} <= given[0] & given[1]


def _ages_of(item: AnnotatedArticle, sources: Sources, entities: Entities) -> Iterator[Age]:
    """The ages in an article, of the entities whose mentions stand beside them."""
    text = item.article.text
    links = entities.links.get(item.article.id, ())
    mentions = [
        (mention, link)
        for mention, link in zip(item.annotations.mentions, links, strict=True)
        if link is not None and mention.type == "person" and not mention.plural
    ]
    named = {(link, sources.sentence(mention).start) for mention, link in mentions if mention.kind == "name"}
    for mention, link in mentions:
        patterns = {"name": (_AFTER_NAME, _IS, _HER_AGE), "pronoun": (_IS, _HER_AGE)}.get(mention.kind, ())
        for found in filter(None, (pattern.match(text, mention.end) for pattern in patterns)):
            yield from _age(link, found[1], sources.sentence(mention))
    for found in _BEFORE_NOUN.finditer(text):
        for mention, link in mentions:
            sentence = sources.sentence(mention)
            holds = mention.start <= found.start() < mention.end and mention.kind == "nominal"
            # "A 34-year-old carpenter" may be anybody, unless the sentence names him.
            sure = (link, sentence.start) in named or mention.text.casefold().startswith("the ")
            leads = mention.kind == "name" and 0 < mention.start - found.end() <= _LEAD
            between = text[found.end() : mention.start] if leads else ""
            if (holds and sure) or (leads and not _BREAK.search(between)):
                yield from _age(link, found[1], sentence)
                break


def _age(entity: str, written: str, sentence: Span) -> Iterator[Age]:
    years = int(written)
    if 0 < years <= OLDEST:
        yield Age(entity=entity, years=years, sentence=sentence)
