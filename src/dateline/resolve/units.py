"""The chains of all articles as units that can be compared: names, roles, side, where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.resolve.names import core_words, name_words
from dateline.schema.annotation import AnnotatedArticle, Chain, EntityType, Mention
from dateline.schema.span import Span

ARTICLES = ("a ", "an ", "the ", "another ", "some ", "one ", "its ", "their ", "his ", "her ")
"""Words that open a phrase and are no part of what it calls somebody."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One chain of one article. `order` is the article's place by time, `mentions` are indices there.

    `spans` are words that stand for it and are no mention, `nation` is the side where that is a country.
    """

    article: str
    order: int
    type: EntityType
    mentions: tuple[int, ...]
    name: str | None
    names: tuple[Mention, ...]
    roles: tuple[Span, ...]
    side: str | None
    country: str | None
    gender: str | None
    start: int
    spans: tuple[Span, ...] = ()
    nation: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name that tell it apart."""
        return core_words(self.name or "")

    @property
    def is_country(self) -> bool:
        """Whether the chain is a country itself, which goes by its own name whatever the article calls it."""
        return self.type != "person" and self.country is not None and self.name == self.country

    @property
    def role_words(self) -> frozenset[str]:
        """The folded words of all roles."""
        return frozenset(word for role in self.roles for word in name_words(role.text) if len(word) > 2)


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are one entity; `country` is the name of the country that it is, if it is one."""

    type: EntityType
    units: tuple[Unit, ...]
    country: str | None = None

    def in_order(self) -> list[Unit]:
        """The units in the order of the articles and their texts."""
        return sorted(self.units, key=lambda unit: (unit.order, unit.start))

    def name(self) -> str:
        """The country's, or the fullest form of the name; "Tarn, Norland" is Tarn."""
        units = self.in_order()
        if self.type == "place":
            units = [replace(unit, name=(unit.name or "").partition(",")[0]) for unit in units]
        return self.country or _fullest_name(units)


def in_time_order(annotated: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles by publication (undated ones last), those of one moment as they were given."""
    return sorted(annotated, key=lambda item: item.article.published or "9999")


def read_units(annotated: Sequence[AnnotatedArticle]) -> Iterator[Unit]:
    """The named chains of articles in time order, without bylines; then names that stand in no chain."""
    nations = {mention.country for item in annotated for mention in item.annotations.mentions}
    for order, item in enumerate(annotated):
        annotations = item.annotations
        bylines = {name_words(byline) for byline in item.article.bylines}
        chained = {index for chain in annotations.chains for index in chain.mentions}
        chained |= {opened.mention for opened in annotations.open_mentions}
        loose = [
            Chain(
                type=mention.type,
                mentions=(index,),
                name=mention.country if mention.kind == "demonym" else mention.text.removeprefix("The "),
                roles=mention.roles,
            )
            for index, mention in enumerate(annotations.mentions)
            if index not in chained
            and (mention.kind == "name" or (mention.kind == "demonym" and mention.actor))
        ]
        for chain in (*annotations.chains, *loose):
            unit = _unit(item, order, chain)
            if unit.side in nations:
                unit = replace(unit, nation=unit.side)
            if unit.name is not None and not (unit.type == "person" and name_words(unit.name) in bylines):
                yield unit


def _unit(item: AnnotatedArticle, order: int, chain: Chain) -> Unit:
    mentions = [item.annotations.mentions[index] for index in chain.mentions]
    names = tuple(mention for mention in mentions if mention.kind in {"name", "demonym"})
    country = next((mention.country for mention in mentions if mention.country), None)
    if chain.type == "organization":
        country = country or chain.side
    name = chain.name or (max(names, key=lambda mention: len(mention.text)).text if names else None)
    return Unit(
        article=item.article.id,
        order=order,
        type=chain.type,
        mentions=chain.mentions,
        name=name,
        names=names,
        roles=chain.roles or tuple(role for mention in mentions for role in mention.roles),
        side=chain.side,
        country=country,
        gender=next((mention.gender for mention in mentions if mention.gender), None),
        start=min((mention.start for mention in mentions), default=0),
    )


def without_article(text: str) -> str:
    """A phrase without the article or possessive that opens it."""
    lowered = text.lower()
    for opening in ARTICLES:
        if lowered.startswith(opening):
            return text[len(opening) :]
    return text


def _fullest_name(units: Sequence[Unit]) -> str:
    """The form with most words; of its spellings by hyphens, blanks and case that of the earliest article."""
    forms = [(unit.order, unit.name) for unit in units if unit.name]
    support = Counter(_letters(form) for _, form in forms)
    earliest = {letters: order for order, form in reversed(forms) for letters in [_letters(form)]}
    best = min(support, key=lambda letters: _preference(letters, forms, support, earliest))
    spellings = [form for _, form in forms if _letters(form) == best]
    return next((form for form in spellings if not form.isupper()), spellings[0])


def _preference(
    letters: str, forms: Sequence[tuple[int, str]], support: Counter[str], earliest: Mapping[str, int]
) -> tuple[int, int, int, str]:
    words = max(len(name_words(form)) for _, form in forms if _letters(form) == letters)
    return (-words, -support[letters], earliest[letters], letters)


def _letters(name: str) -> str:
    return "".join(name_words(name))
