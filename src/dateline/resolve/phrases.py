"""Phrases of one article that mean somebody whom only other articles name: "the envoy", "the commission"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.resolve.names import name_words
from dateline.resolve.sides import sides_of
from dateline.resolve.terms import normal
from dateline.resolve.units import Group, Unit
from dateline.resolve.voices import unnamed_unit
from dateline.schema.annotation import AnnotatedArticle, Chain, Mention

_DEFINITE = re.compile(r"(?:the|this|that|its|their|his|her)\s|.*[’']s\s", re.IGNORECASE)
_TAIL = re.compile(
    r"\s(?:of|in|on|at|to|for|from|with|by|about|who|which|that|over|under)\s.*|,.*", re.DOTALL
)


_PAST = frozenset({"former", "ex", "then"})
_RANKS = _PAST | {"vice", "deputy"}
"""Words before an office that make it another."""

_IN_FULL = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general",
    "adm": "admiral", "col": "colonel", "amb": "ambassador", "prof": "professor",
}  # fmt: skip
"""Offices by how they are shortened before a name."""

FOREMOST = 3
"""How many times as often somebody is mentioned as each other who has the office of "the president", so that
he is meant."""


def phrases_for(
    annotated: Sequence[AnnotatedArticle], groups: Sequence[Sequence[Unit]]
) -> Iterator[tuple[int, Unit]]:
    """Chains without a name, each with the number of the group of units that it belongs to.

    A definite phrase in the singular ("the German envoy") means the one person who has its noun as a role,
    or the one organization whose name has it, if the country fits and its own article does not name them.
    """
    bearers = _bearers(groups)
    present = [{unit.article for unit in group} for group in groups]
    for order, item in enumerate(annotated):
        for chain in item.annotations.chains:
            phrase = _definite_phrase(item, chain)
            if phrase is None:
                continue
            called = bearers.get((chain.type == "person", _noun(phrase.text)), [])
            fitting = [
                number
                for number in [n for n in called if _has_office(phrase.text, groups[n])] or called
                if _fits(phrase, chain, groups[number])
                and _is_of_rank(phrase, chain, groups[number])
                and (
                    item.article.id not in present[number]
                    or _is_named_without(phrase, chain, item.article.id, groups[number])
                )
            ]
            surely = [number for number in fitting if _is_of_land(phrase, groups[number])]
            meant = _foremost(surely or fitting, groups)
            if meant is not None:
                yield meant, _unit(item, order, chain, phrase)


def _bearers(groups: Sequence[Sequence[Unit]]) -> Mapping[tuple[bool, str], list[int]]:
    """Groups by (person or not) and by each noun that they can be called by."""
    bearers: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for is_person, noun in {called for unit in group for called in _nouns(unit)}:
            bearers[is_person, noun].append(number)
    return bearers


def _nouns(unit: Unit) -> Iterable[tuple[bool, str]]:
    if unit.type == "person":
        for role in unit.roles:
            yield True, _noun(role.text)
    elif unit.type == "organization":
        yield from ((False, word) for word in name_words(unit.name or ""))


def _noun(phrase: str) -> str:
    """The last word before what follows the noun: "envoy" of "the German envoy to Lorne"; in full."""
    words = name_words(_TAIL.sub("", phrase))
    return _IN_FULL.get(words[-1], normal(words[-1])) if words else ""


def _has_office(phrase: str, group: Sequence[Unit]) -> bool:
    """Whether somebody has the office of a phrase with the word before its noun ("the prime minister"), and
    not had it before."""
    words = name_words(_TAIL.sub("", phrase))
    roles = (name_words(_TAIL.sub("", role.text)) for unit in group for role in unit.roles)
    past = _PAST.isdisjoint(words)
    return len(words) > 1 and any(
        role[-2:] == words[-2:] and (_PAST.isdisjoint(role) == past) for role in roles
    )


def _definite_phrase(item: AnnotatedArticle, chain: Chain) -> Mention | None:
    """The first nominal of a chain without a name, where it is definite and singular."""
    if chain.name is not None or chain.type not in {"person", "organization"}:
        return None
    mentions = (item.annotations.mentions[index] for index in chain.mentions)
    nominal = next((mention for mention in mentions if mention.kind == "nominal"), None)
    if nominal is None or nominal.plural or not _DEFINITE.match(nominal.text):
        return None
    return nominal


def _is_named_without(phrase: Mention, chain: Chain, article: str, group: Sequence[Unit]) -> bool:
    """Whether an article that tells an office in a phrase names somebody without it.

    "Moreau spoke. Ostria's foreign minister accused …": other articles tell the office of Moreau.
    """
    inside = (role.text for unit in group if unit.article == article for role in unit.roles)
    return chain.type == "person" and _noun(phrase.text) not in map(_noun, inside)


def _is_of_rank(phrase: Mention, chain: Chain, group: Sequence[Unit]) -> bool:
    """Whether somebody has the office of a phrase: "the president" is no vice or former president."""
    if chain.type != "person":
        return True
    noun, told = _noun(phrase.text), _RANKS & {*name_words(_TAIL.sub("", phrase.text))}
    roles = (_TAIL.sub("", role.text) for unit in group for role in unit.roles)
    ranks = [_RANKS & {*name_words(role)} for role in roles if _noun(role) == noun]
    return any(told - _PAST <= rank <= told for rank in ranks)


def _is_of_land(phrase: Mention, group: Sequence[Unit]) -> bool:
    """Whether the country of a phrase is known to be that of somebody."""
    return phrase.country is not None and any(phrase.country in {u.side, u.country} for u in group)


def _foremost(numbers: Sequence[int], groups: Sequence[Sequence[Unit]]) -> int | None:
    """The only one of several groups, or the one that is spoken of much more than any other."""
    spoken = {number: sum(len(unit.mentions) for unit in groups[number]) for number in numbers}
    ranked = sorted(spoken, key=lambda number: -spoken[number])
    if len(ranked) > 1 and spoken[ranked[0]] < FOREMOST * spoken[ranked[1]]:
        return None
    return ranked[0] if ranked else None


def _fits(phrase: Mention, chain: Chain, group: Sequence[Unit]) -> bool:
    """Whether the countries and sides that are known do not differ; a body and a country do not.

    "The Dawn Brigade commander" may be of Ostria.
    """
    own = {place for place in (phrase.country, chain.side) if place}
    others = {place for unit in group for place in (unit.side, unit.country) if place}
    nations = {place for unit in group for place in (unit.nation, unit.country) if place}
    told = chain.side is not None and chain.side in phrase.text
    of_body = chain.type == "person" and told and bool(nations) and others == nations
    return not own or not others or bool(own & others) or of_body


def unnamed_groups(annotated: Sequence[AnnotatedArticle], groups: Sequence[Group]) -> Iterator[Group]:
    """The chains without a name that are in none of the `groups`, each a group.

    What somebody owns is of the owner's country: "his government" of the Tarvian president's, whichever
    article calls him so.
    """
    owners = {
        (unit.article, index): side
        for group, side in zip(groups, sides_of(annotated, groups), strict=True)
        for unit in group.units
        for index in unit.mentions
    }
    for order, item in enumerate(annotated):
        mentions = item.annotations.mentions
        for chain in item.annotations.chains:
            nominals = [mentions[i] for i in chain.mentions if mentions[i].kind == "nominal"]
            if chain.name is None and nominals and (item.article.id, chain.mentions[0]) not in owners:
                fullest = max(nominals, key=lambda mention: (len(mention.text), -mention.start))
                unit = unnamed_unit(item, order, chain, fullest)
                country = unit.country or _country_of_owner(item, nominals, owners)
                yield Group(chain.type, (replace(unit, country=country),))


def _country_of_owner(
    item: AnnotatedArticle, nominals: Sequence[Mention], owners: Mapping[tuple[str, int], str | None]
) -> str | None:
    """The country of whoever a phrase begins with ("Moreau's cabinet", "her cabinet")."""
    starts = {nominal.start: nominal.end for nominal in nominals}
    for index, mention in enumerate(item.annotations.mentions):
        if mention.kind in {"name", "pronoun"} and mention.end < starts.get(mention.start, 0):
            side = owners.get((item.article.id, index))
            if side is not None:
                return side
    return None


def _unit(item: AnnotatedArticle, order: int, chain: Chain, phrase: Mention) -> Unit:
    return Unit(
        article=item.article.id,
        order=order,
        type=chain.type,
        mentions=chain.mentions,
        name=None,
        names=(),
        roles=chain.roles,
        side=chain.side,
        country=phrase.country,
        gender=phrase.gender,
        start=phrase.start,
    )
