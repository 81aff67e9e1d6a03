"""What articles say of somebody besides a name: nouns, modifiers, numbers, acts, the words around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.resolve.names import name_words
from dateline.resolve.terms import normal
from dateline.resolve.units import Unit
from dateline.schema.annotation import AnnotatedArticle, EntityType, Mention, Token
from dateline.schema.span import Span

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_PREPOSITIONS = frozenset({"prep", "agent"})
_NUMBER = re.compile(r"\d+")
_FEMALE = frozenset(
    {"woman", "girl", "mother", "wife", "daughter", "sister", "grandmother", "widow", "queen"}
)
_MALE = frozenset({"man", "boy", "father", "husband", "son", "brother", "grandfather", "widower", "king"})


@dataclass(slots=True)
class Description:
    """What is known of the units of one group, over all its mentions.

    `acts` are verbs (or nouns it owns) with the part it has in them; `words` those of the sentences around
    it; `governors` the tokens it depends on, by article; `lead` is whether a first sentence has it.
    """

    type: EntityType
    named: bool
    articles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    nouns: Counter[str] = field(default_factory=Counter)
    modifiers: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    plurals: list[bool] = field(default_factory=list)
    acts: set[tuple[str, str]] = field(default_factory=set)
    governors: set[tuple[str, int]] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    count: int = 0
    lead: bool = False

    @property
    def plural(self) -> bool:
        """Whether most nominals are of several."""
        return 2 * sum(self.plurals) > len(self.plurals)


def is_named(unit: Unit) -> bool:
    """Whether an article calls the unit by a name, not only by a noun."""
    return any(mention.kind in {"name", "demonym"} for mention in unit.names)


class Reader:
    """Describes units of articles; holds what it needs of each article."""

    def __init__(self, annotated: Iterable[AnnotatedArticle]) -> None:
        self._views = {item.article.id: _View(item) for item in annotated}

    def describe(self, units: Sequence[Unit], type_: EntityType) -> Description:
        """The description of the group that `units` are."""
        found = Description(type_, named=any(is_named(unit) for unit in units))
        for unit in units:
            self._views[unit.article].add(unit, found)
        return found


class _View:
    """One article with its tokens found by place."""

    def __init__(self, item: AnnotatedArticle) -> None:
        self.annotations = item.annotations
        self._starts = [token.start for token in item.annotations.tokens]
        words: dict[int, Counter[str]] = {}
        for token in item.annotations.tokens:
            if token.pos in _CONTENT:
                words.setdefault(token.sentence, Counter())[token.lemma.lower()] += 1
        self._words: Mapping[int, Counter[str]] = words

    def add(self, unit: Unit, found: Description) -> None:
        found.articles.add(unit.article)
        found.countries |= {place for place in (unit.country, unit.side) if place}
        found.genders |= {unit.gender} if unit.gender else set()
        for role in unit.roles:
            self._add_phrase(role, found)
        for index in unit.mentions:
            self._add_mention(self.annotations.mentions[index], found)

    def _add_mention(self, mention: Mention, found: Description) -> None:
        found.count += 1
        head = self._head(mention.start, mention.end)
        if mention.kind == "nominal":
            self._add_phrase(mention, found)
            found.plurals.append(mention.plural)
        elif mention.kind == "name":
            found.names.update(name_words(mention.text))
        found.genders |= {mention.gender} if mention.gender else set()
        if head is None:
            return
        token = self.annotations.tokens[head]
        found.lead |= token.sentence == 0
        found.words.update(self._words.get(token.sentence, ()))
        act = self._act(head)
        if act is not None:
            found.acts.add(act)
        if token.head != head:
            found.governors.add((mention.article, token.head))

    def _add_phrase(self, phrase: Span, found: Description) -> None:
        start, end = phrase.start, phrase.end
        head = self._head(start, end)
        noun = (
            phrase.text.split()[-1].lower() if head is None else self.annotations.tokens[head].lemma.lower()
        )
        found.nouns[normal(noun)] += 1
        if noun in _FEMALE or noun in _MALE:
            found.genders.add("female" if noun in _FEMALE else "male")
        for index in self._inside(start, end):
            token = self.annotations.tokens[index]
            if index != head and token.pos in _CONTENT:
                found.modifiers.add(token.lemma.lower())
                found.numbers.update(_NUMBER.findall(token.text))

    def _inside(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _head(self, start: int, end: int) -> int | None:
        """The token whose governor lies outside; adpositions that open the span are passed over."""
        tokens = self.annotations.tokens
        inside = [index for index in self._inside(start, end) if tokens[index].pos != "ADP"]
        return next(
            (i for i in inside if tokens[i].head == i or tokens[i].head not in inside),
            inside[0] if inside else None,
        )

    def _act(self, head: int) -> tuple[str, str] | None:
        """The verb that has the noun as agent or patient, through its preposition, or the noun it owns."""
        tokens = self.annotations.tokens
        token = tokens[head]
        governor = tokens[token.head]
        if token.dep in {"conj", "appos"} and token.head != head:
            return self._act(token.head) if tokens[token.head].head != head else None
        if token.dep in {"nsubj", "csubj"}:
            return governor.lemma.lower(), "agent"
        if token.dep in {"dobj", "nsubjpass"}:
            return governor.lemma.lower(), "patient"
        if token.dep == "poss":
            return governor.lemma.lower(), "owner"
        if token.dep == "pobj" and governor.dep in _PREPOSITIONS:
            part = "agent" if governor.dep == "agent" else governor.lemma.lower()
            return _lemma(tokens, governor), part
        return None


def _lemma(tokens: Sequence[Token], token: Token) -> str:
    return tokens[token.head].lemma.lower()
