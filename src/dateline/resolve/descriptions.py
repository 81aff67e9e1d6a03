"""What articles say of somebody besides a name: nouns, modifiers, numbers, acts, the words around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.resolve.names import name_words
from dateline.resolve.terms import CONTENT, normal
from dateline.resolve.units import Group, Unit
from dateline.schema.annotation import AnnotatedArticle, EntityType, Mention, Token
from dateline.schema.span import Span

TEXTS = 4
"""Mentions of each chain whose words are compared by meaning."""
WINDOW = 7
"""Words before and after a mention, within its sentence, that tell what is said of it."""

_PREPOSITIONS = frozenset({"prep", "agent"})
_BELOW = frozenset({"conj", "appos", "pobj", "prep", "agent"})
_NUMBER = re.compile(r"\d+")
_AGE = re.compile(r",\d{1,2}[,.;]|\(\d{1,2}\)")
"""What stands after somebody's name with their age: "Ann Lee, 41, …"."""
_FEMALE = frozenset(
    {"woman", "girl", "mother", "wife", "daughter", "sister", "grandmother", "widow", "queen"}
)
_MALE = frozenset({"man", "boy", "father", "husband", "son", "brother", "grandfather", "widower", "king"})


@dataclass(slots=True)
class Description:
    """What is known of the units of one group, over all its mentions.

    `numbers` are those in its phrases and the ages beside it; `acts` are verbs (or nouns it owns) with the
    part it has in them; `words` those of the sentences around it; `governors` the tokens it depends on, by
    article; `lead` is whether a first sentence has it. `proper` are the modifiers that are names; `partners`
    the groups (by `number`) that take part in an act of its, with its own part; `phrases` what it is called,
    `windows` the words before and after.
    """

    number: int
    type: EntityType
    named: bool
    articles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    nouns: Counter[str] = field(default_factory=Counter)
    modifiers: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    plurals: list[bool] = field(default_factory=list)
    acts: set[tuple[str, str]] = field(default_factory=set)
    governors: set[tuple[str, int]] = field(default_factory=set)
    partners: set[tuple[str, int]] = field(default_factory=set)
    phrases: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
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

    def describe(self, groups: Sequence[Group]) -> list[Description]:
        """The description of each of the groups."""
        for number, group in enumerate(groups):
            for unit in group.units:
                self._views[unit.article].place(unit, number)
        return [self._describe(number, group) for number, group in enumerate(groups)]

    def _describe(self, number: int, group: Group) -> Description:
        found = Description(number, group.type, named=any(is_named(unit) for unit in group.units))
        for unit in group.units:
            self._views[unit.article].add(unit, found)
        return found


class _View:
    """One article with its tokens found by place."""

    def __init__(self, item: AnnotatedArticle) -> None:
        self.annotations = item.annotations
        self._starts = [token.start for token in item.annotations.tokens]
        words: dict[int, Counter[str]] = {}
        for token in item.annotations.tokens:
            if token.pos in CONTENT:
                words.setdefault(token.sentence, Counter())[token.lemma.lower()] += 1
        self._words: Mapping[int, Counter[str]] = words
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(item.annotations.tokens):
            if token.head != index:
                self._children[token.head].append(index)
        self._heads = [self._head(mention.start, mention.end) for mention in item.annotations.mentions]
        self._group_at: dict[int, int] = {}

    def place(self, unit: Unit, number: int) -> None:
        """Note the number of the group that the mentions of a unit are of."""
        heads = (self._heads[index] for index in unit.mentions)
        self._group_at.update((head, number) for head in heads if head is not None)

    def add(self, unit: Unit, found: Description) -> None:
        found.articles.add(unit.article)
        found.countries |= {place for place in (unit.country, unit.side) if place}
        found.genders |= {unit.gender} if unit.gender else set()
        for role in unit.roles:
            self._add_phrase(role, found)
        for index in unit.mentions:
            self._add_mention(index, found)
        for index in unit.mentions[:TEXTS]:
            self._add_texts(self.annotations.mentions[index], found)

    def _add_texts(self, mention: Mention, found: Description) -> None:
        tokens, inside = self.annotations.tokens, self._inside(mention.start, mention.end)
        if not inside:
            return
        around = range(max(inside[0] - WINDOW, 0), min(inside[-1] + WINDOW + 1, len(tokens)))
        sentence = tokens[inside[0]].sentence
        found.windows.append(" ".join(tokens[at].text for at in around if tokens[at].sentence == sentence))
        if mention.kind != "pronoun":
            found.phrases.append(mention.text)

    def _add_mention(self, index: int, found: Description) -> None:
        found.count += 1
        mention, head = self.annotations.mentions[index], self._heads[index]
        if mention.kind == "nominal":
            self._add_phrase(mention, found)
            found.plurals.append(mention.plural)
        elif mention.kind == "name":
            found.names.update(name_words(mention.text))
        if mention.kind != "pronoun":
            found.numbers |= self._age(mention.end)
        found.genders |= {mention.gender} if mention.gender else set()
        if head is None:
            return
        token = self.annotations.tokens[head]
        found.lead |= token.sentence == 0
        found.words.update(self._words.get(token.sentence, ()))
        act = self._act(head)
        if act is not None:
            found.acts.add(act)
            found.partners |= {(act[1], other) for other in self._beside(head) if other != found.number}
        if token.head != head:
            found.governors.add((mention.article, token.head))

    def _age(self, end: int) -> set[str]:
        """The number of one or two digits that stands between commas or brackets after a place."""
        at = bisect_left(self._starts, end)
        after = self.annotations.tokens[at : at + 3]
        words = "".join(token.text for token in after)
        one_sentence = len({token.sentence for token in after[:2]}) == 1
        return {after[1].text} if one_sentence and _AGE.fullmatch(words) else set()

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
            if index != head and token.pos in CONTENT:
                found.modifiers.add(token.lemma.lower())
                found.proper |= {token.lemma.lower()} if token.pos == "PROPN" else set()
                found.numbers.update(_NUMBER.findall(token.text))

    def _beside(self, head: int) -> Iterator[int]:
        """The groups that take part in the act that a noun has a part in."""
        tokens, at = self.annotations.tokens, head
        while tokens[at].dep in _BELOW and tokens[at].head != at:
            at = tokens[at].head
        for child in self._children[tokens[at].head]:
            for below in (child, *self._children[child]) if tokens[child].dep in _PREPOSITIONS else (child,):
                if below != head and below in self._group_at:
                    yield self._group_at[below]

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
