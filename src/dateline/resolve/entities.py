"""One entity for one person, place, organization or group in all articles of a story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from dateline.resolve.bodies import join_bodies
from dateline.resolve.description_clusters import join_descriptions
from dateline.resolve.names import name_words
from dateline.resolve.people import join_people
from dateline.resolve.phrases import phrases_for, unnamed_groups
from dateline.resolve.run_together import apart, with_tags_spelled
from dateline.resolve.sides import most_common, sides_of
from dateline.resolve.units import Group, Unit, in_time_order, read_units, without_article
from dateline.resolve.voices import unnamed_sources
from dateline.schema.annotation import AnnotatedArticle, MentionKind
from dateline.schema.cluster import Entities, ScoredPair
from dateline.schema.span import Span
from dateline.schema.story import Entity, EntityMention, Role

LONGEST_ROLE = 90
LEAST_SHOUTED = 4
"""Letters of a word in capitals from which it may be a family name in a heading."""
"""Characters of a role in words; a longer one is cut before a preposition."""
_PREPOSITION = re.compile(r" (?=(?:of|at|in|for|on|with|to|from|and|who|about|against) )")


def resolve_entities(
    annotated: Sequence[AnnotatedArticle], *, unnamed: bool = False, first: int = 1
) -> Entities:
    """The entities of one story's articles, and which mention refers to which.

    Chains are compared by their names, roles, sides and the articles that hold both. A mention that stays
    open in its article has no entity; neither has a chain without a name, unless it is the source of a
    quotation, or `unnamed` asks for all. The scored pairs of names are kept in `pairs`. `first` is the number
    in the id of the first entity.
    """
    ordered = in_time_order(annotated)
    groups, pairs = named_groups(ordered)
    if unnamed:
        groups, joined = join_descriptions(ordered, [*groups, *unnamed_groups(ordered, groups)])
        pairs = (*pairs, *joined)
    else:
        units = [unit for group in groups for unit in group.units]
        groups = _with_voices(groups, unnamed_sources(ordered, units))
    return _entities(ordered, groups, pairs, first)


def named_groups(ordered: Sequence[AnnotatedArticle]) -> tuple[list[Group], tuple[ScoredPair, ...]]:
    """Who has a name in the articles, with the definite phrases that mean them; and the names compared."""
    units = list(with_tags_spelled(list(read_units(ordered))))
    people_units, other_units = _by_vote(list(apart(ordered, units)))
    people, pairs = join_people(people_units)
    bodies, body_pairs = join_bodies(other_units)
    groups = [Group("person", tuple(person.units)) for person in people] + bodies
    for number, unit in phrases_for(ordered, [group.units for group in groups]):
        groups[number] = replace(groups[number], units=(*groups[number].units, unit))
    return groups, (*pairs, *body_pairs)


def _with_voices(groups: Sequence[Group], units: Iterable[Unit]) -> list[Group]:
    """The groups with the sources that are no mentions: those called by the name of one group are of it, else
    one entity for those called alike by a name ("Tarvian officials"), one each for the rest."""
    named: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for unit in group.units:
            for form in (unit.name or "", *(mention.text for mention in unit.names)):
                named[name_words(without_article(form))].add(number)
    whole = list(groups)
    voices: dict[tuple[str, ...], list[Unit]] = {}
    for number, unit in enumerate(units):
        words = (unit.name or "").split()
        has_name = any(word[:1].isupper() for word in (words if unit.spans else words[:-1]))
        of = named[name_words(unit.name or "")] if unit.spans else set()
        if len(of) == 1 and (unit.name or "")[:1].isupper():
            at = min(of)
            whole[at] = replace(whole[at], units=(*whole[at].units, unit))
        else:
            key = (*name_words(unit.name or ""), "" if has_name else str(number))
            voices.setdefault(key, []).append(unit)
    return whole + [Group(found[0].type, tuple(found)) for found in voices.values()]


def _by_vote(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Units of persons and of all else: one name has one of the two types in all articles.

    The more frequent one wins; a family name alone counts for the person too, so that "Moreau" taken for
    an organization in one article is the person whom all others know, and so does the short form of a body.
    """
    votes: defaultdict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    family_names: set[tuple[str, str]] = set()
    for unit in units:
        is_person = unit.type == "person"
        votes[unit.words][is_person] += len(unit.mentions)
        if is_person and len(unit.words) > 1:
            family_names.add((unit.article, unit.words[-1]))
        if len(unit.words) > 1:
            bare = (words for mention in unit.names if len(words := name_words(mention.text)) == 1)
            for words in bare:
                votes[words][is_person] += 1
    people: list[Unit] = []
    others: list[Unit] = []
    for unit in units:
        (people if _is_person(unit, votes[unit.words], family_names) else others).append(unit)
    return people, others


def _is_person(unit: Unit, votes: Counter[bool], family_names: Set[tuple[str, str]]) -> bool:
    if unit.is_country or (len(unit.words) < 2 and unit.country is not None and unit.type != "person"):
        return False
    if len(unit.words) == 1 and unit.type == "person" and (unit.roles or unit.gender):
        return True
    if len(unit.words) == 1 and (unit.article, unit.words[0]) in family_names and not _is_in_letters(unit):
        return True
    return votes[True] > votes[False] or (votes[True] == votes[False] and unit.type == "person")


def _is_in_letters(unit: Unit) -> bool:
    """Whether a unit goes by a few capitals alone: "UN" is no end of a given name."""
    return all(mention.text.isupper() and len(mention.text) < LEAST_SHOUTED for mention in unit.names)


def _entities(
    ordered: Sequence[AnnotatedArticle], groups: Sequence[Group], pairs: tuple[ScoredPair, ...], first: int
) -> Entities:
    """Entities with ids by importance: in how many articles, how often, and how early they are named."""
    ranked = sorted(
        groups,
        key=lambda group: (
            -len({unit.article for unit in group.units}),
            -sum(len(unit.mentions) + len(unit.spans) for unit in group.units),
            min((unit.order, unit.start) for unit in group.units),
        ),
    )
    links: dict[str, list[str | None]] = {
        item.article.id: [None] * len(item.annotations.mentions) for item in ordered
    }
    entities = []
    by_id = {item.article.id: item for item in ordered}
    sides = sides_of(ordered, ranked)
    for number, (group, side) in enumerate(zip(ranked, sides, strict=True), start=first):
        entities.append(_entity(f"e{number}", group, side, by_id))
        for unit in group.units:
            for index in unit.mentions:
                links[unit.article][index] = f"e{number}"
    return Entities(
        entities=tuple(entities),
        links={article: tuple(found) for article, found in links.items()},
        pairs=pairs,
    )


def _entity(entity_id: str, group: Group, side: str | None, by_id: Mapping[str, AnnotatedArticle]) -> Entity:
    units = group.in_order()
    name = group.name()
    roles = _roles(units)
    return Entity(
        id=entity_id,
        type=group.type,
        name=name,
        aliases=_aliases(name, units, by_id),
        roles=tuple(role.text for role in roles),
        role_evidence=roles,
        side=side,
        country=group.country or most_common(unit.country for unit in units),
        mentions=_mentions(units, by_id),
    )


def _aliases(name: str, units: Sequence[Unit], by_id: Mapping[str, AnnotatedArticle]) -> tuple[str, ...]:
    """Every other form of the name, also without its article, and forms with the title before them, in order
    of first use."""
    found: dict[str, None] = {}
    for unit in units:
        text = by_id[unit.article].article.text
        for form in (unit.name or "", *(mention.text for mention in unit.names)):
            found |= dict.fromkeys(filter(None, (form, form.removeprefix("The "))))
        for mention in unit.names:
            for role in mention.roles:
                if role.end < mention.start and not text[role.end : mention.start].strip():
                    found[_one_line(without_article(text[role.start : mention.end]))] = None
    return tuple(form for form in found if form != name)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _roles(units: Sequence[Unit]) -> tuple[Role, ...]:
    """The roles in words without article, most often given first, each with every span that gives it."""
    evidence: defaultdict[str, list[Span]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for unit in units:
        for role in unit.roles:
            text = _cut(without_article(_one_line(role.text)).strip(" ,;"))
            key = " ".join(name_words(text))
            if key:
                spelled.setdefault(key, text)
                span = Span(article=role.article, start=role.start, end=role.end, text=role.text)
                if span not in evidence[key]:
                    evidence[key].append(span)
    ranked = sorted(evidence, key=lambda key: -len(evidence[key]))
    return tuple(Role(text=spelled[key], evidence=tuple(evidence[key])) for key in ranked)


def _cut(role: str) -> str:
    """As much of a role as is shown; nothing of one that has no end to cut it at."""
    if len(role) <= LONGEST_ROLE:
        return role
    ends = [found.start() for found in _PREPOSITION.finditer(role) if found.start() <= LONGEST_ROLE]
    return role[: ends[-1]].strip(" ,;") if ends else ""


def _mentions(units: Sequence[Unit], by_id: Mapping[str, AnnotatedArticle]) -> tuple[EntityMention, ...]:
    found: list[tuple[int, Span, MentionKind]] = []
    for unit in units:
        mentions = by_id[unit.article].annotations.mentions
        found += [(unit.order, mentions[index], mentions[index].kind) for index in unit.mentions]
        found += [(unit.order, span, "nominal") for span in unit.spans]
    found.sort(key=lambda item: (item[0], item[1].start, item[1].end))
    return tuple(
        EntityMention(article=span.article, start=span.start, end=span.end, text=span.text, kind=kind)
        for _, span, kind in found
    )
