"""A record with the reader's corrections in it. What was extracted stays as it is; this makes another record.

A correction names entities by their names and quotations by their words in an article, because ids change
with every resolution. One that fits nothing in a story leaves the story as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from dateline.schema.library import Correction, Place
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, Quote, Story

Rename = Callable[[str], str]


def corrected(story: Story, corrections: Iterable[Correction]) -> Story:
    """The record with every correction of people and quotations that fits it, in the order given."""
    for correction in corrections:
        if correction.kind == "merge-people":
            story = _merged(story, correction)
        elif correction.kind == "split-people":
            story = _split(story, correction)
        elif correction.kind == "wrong-speaker":
            story = _given_to(story, correction)
    return story


def named(story: Story, type_: str, names: Collection[str]) -> list[Entity]:
    """The entities of a story that bear any of these names, capitals aside."""
    wanted = {name.casefold() for name in names}
    return [
        entity
        for entity in story.entities
        if entity.type == type_ and not wanted.isdisjoint(map(str.casefold, (entity.name, *entity.aliases)))
    ]


def is_at(quote: Quote, places: Iterable[Place]) -> bool:
    """Whether a quotation has a rendition at one of the places, or with its words in that article."""
    return any(
        rendition.article == place.article
        and (
            (rendition.start < place.end and place.start < rendition.end)
            if rendition.text == place.text
            else " ".join(rendition.text.split()) == " ".join(place.text.split())
        )
        for place in places
        for rendition in quote.renditions
    )


def _merged(story: Story, correction: Correction) -> Story:
    """Several entities as one, under the first name that the correction gives."""
    same = named(story, correction.type, correction.names)
    if len(same) < 2:
        return story
    first = named(story, correction.type, correction.names[:1])
    kept = first[0] if first else same[0]
    others = [entity for entity in same if entity.id != kept.id]
    names = [name for one in (kept, *others) for name in (one.name, *one.aliases)]
    whole = msgspec.structs.replace(
        kept,
        aliases=tuple(name for name in dict.fromkeys(names) if name != kept.name),
        roles=tuple(dict.fromkeys(role for one in (kept, *others) for role in one.roles)),
        role_evidence=tuple(role for one in (kept, *others) for role in one.role_evidence),
        side=next((one.side for one in (kept, *others) if one.side), None),
        country=next((one.country for one in (kept, *others) if one.country), None),
        mentions=tuple(
            sorted(
                (mention for one in (kept, *others) for mention in one.mentions),
                key=lambda mention: (story.articles.index(mention.article), mention.start),
            )
        ),
    )
    gone = {entity.id for entity in others}
    entities = tuple(
        whole if entity.id == kept.id else entity for entity in story.entities if entity.id not in gone
    )
    return _renamed(
        msgspec.structs.replace(story, entities=entities), lambda id_: kept.id if id_ in gone else id_
    )


def _split(story: Story, correction: Correction) -> Story:
    """What some articles say of an entity is of another one."""
    apart = set(correction.apart)
    for entity in named(story, correction.type, correction.names):
        moved = tuple(mention for mention in entity.mentions if mention.article in apart)
        if not moved or len(moved) == len(entity.mentions):
            continue
        other = _part(entity, moved, apart, id_=_free(story), name=correction.name or entity.name)
        left = [mention for mention in entity.mentions if mention.article not in apart]
        rest = _rest(entity, left, apart)
        entities = tuple(
            one for old in story.entities for one in ((rest, other) if old.id == entity.id else (old,))
        )
        story = msgspec.structs.replace(story, entities=entities)
        story = _moved(story, apart, lambda id_, old=entity.id, new=other.id: new if id_ == old else id_)  # type: ignore[misc]
    return story


def _part(entity: Entity, mentions: Sequence[Span], apart: set[str], *, id_: str, name: str) -> Entity:
    """The entity that the mentions of some articles make."""
    roles = tuple(
        role for role in entity.role_evidence if any(span.article in apart for span in role.evidence)
    )
    named_so = dict.fromkeys(mention.text for mention in mentions if mention.text in entity.aliases)
    return msgspec.structs.replace(
        entity,
        id=id_,
        name=name,
        aliases=tuple(alias for alias in named_so if alias != name),
        roles=tuple(role.text for role in roles),
        role_evidence=roles,
        mentions=tuple(mentions),
    )


def _rest(entity: Entity, mentions: Sequence[Span], apart: set[str]) -> Entity:
    roles = tuple(
        role for role in entity.role_evidence if not all(span.article in apart for span in role.evidence)
    )
    told = {role.text for role in roles} | (set(entity.roles) - {role.text for role in entity.role_evidence})
    return msgspec.structs.replace(
        entity,
        roles=tuple(role for role in entity.roles if role in told),
        role_evidence=roles,
        mentions=tuple(mentions),
    )


def _given_to(story: Story, correction: Correction) -> Story:
    """Quotations that are of somebody else, who becomes an entity where the story does not know him."""
    if not any(is_at(quote, correction.places) for quote in story.quotes):
        return story
    speaker: str | None = None
    if correction.name is not None:
        known = named(story, correction.type, (correction.name,))
        speaker = known[0].id if known else _free(story)
        if not known:
            new = Entity(id=speaker, type=correction.type, name=correction.name)
            story = msgspec.structs.replace(story, entities=(*story.entities, new))
    quotes = (
        msgspec.structs.replace(quote, speaker=speaker) if is_at(quote, correction.places) else quote
        for quote in story.quotes
    )
    return msgspec.structs.replace(story, quotes=tuple(quotes))


def _free(story: Story) -> str:
    """An id that no entity of the story has."""
    numbers = [int(entity.id[1:]) for entity in story.entities if entity.id[1:].isdigit()]
    return f"e{max(numbers, default=0) + 1}"


def _renamed(story: Story, rename: Rename) -> Story:
    """The story with other ids of entities wherever lines name them."""
    return msgspec.structs.replace(
        story,
        quotes=tuple(_quote(quote, rename) for quote in story.quotes),
        events=tuple(_event(event, rename) for event in story.events),
        tracks=tuple(
            msgspec.structs.replace(
                track,
                where=rename(track.where) if track.where else None,
                who=tuple(dict.fromkeys(map(rename, track.who))),
            )
            for track in story.tracks
        ),
    )


def _moved(story: Story, apart: set[str], rename: Rename) -> Story:
    """As `_renamed`, only in lines that rest on nothing but the articles `apart`."""
    return msgspec.structs.replace(
        story,
        quotes=tuple(
            _quote(quote, rename) if {span.article for span in quote.renditions} <= apart else quote
            for quote in story.quotes
        ),
        events=tuple(
            _event(event, rename) if {span.article for span in event.evidence} <= apart else event
            for event in story.events
        ),
    )


def _quote(quote: Quote, rename: Rename) -> Quote:
    return msgspec.structs.replace(quote, speaker=rename(quote.speaker)) if quote.speaker else quote


def _event(event: Event, rename: Rename) -> Event:
    return msgspec.structs.replace(
        event,
        who=tuple(dict.fromkeys(map(rename, event.who))),
        where=rename(event.where) if event.where else None,
        claimed_by=tuple(dict.fromkeys(map(rename, event.claimed_by))),
    )
