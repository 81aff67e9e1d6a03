"""A person, place, organization or group across the stories of a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.schema.interval import interval
from dateline.schema.library import EntityEvent, EntityPage, EntityQuote, EntityStory
from dateline.schema.story import Entity
from dateline.views.dates import day_span, spoken
from dateline.views.meant import closed
from dateline.views.places import place_words
from dateline.views.web import Part, Shell, entity_url, page
from dateline.views.web_axis import Axis, axis
from dateline.views.web_network import Network, network
from dateline.views.words import as_said, count

_TYPES = {"person": "Person", "organization": "Organization", "place": "Place", "group": "Group"}
_MOST_ROLES = 8
_MOST_NAMES = 12

Names = Mapping[str, Mapping[str, Entity]]
"""The entities of each story, by id."""


@dataclass(frozen=True, slots=True)
class _Role:
    text: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class _Story:
    href: str
    headline: str
    note: str


@dataclass(frozen=True, slots=True)
class _Quote:
    text: str
    kind: str
    note: str
    href: str
    story: str
    headline: str


@dataclass(frozen=True, slots=True)
class _Event:
    key: str
    when: str
    status: str
    who: str
    what: str
    href: str
    story: str
    headline: str


def entity_page(shell: Shell, found: EntityPage, entities: Names, part: Part) -> str:
    """The page of an entity; `entities` name who takes part in its events, `part` is of its quotations."""
    headlines = {story.story: story.headline for story in found.stories}
    events = [_event(number, item, entities, headlines) for number, item in enumerate(found.events, start=1)]
    quotes = found.quotes[part.offset : part.offset + part.limit]
    path = entity_url(found.name)
    return page(
        "entity",
        shell,
        title=found.name,
        found=found,
        type=_TYPES[found.type],
        belongs=", ".join(
            dict.fromkeys(side for side in (*found.sides, *found.countries) if side != found.name)
        ),
        also=[name for name in found.names if name != found.name][:_MOST_NAMES],
        roles=_roles(found),
        stories=[_story(story) for story in found.stories],
        quotes=[_quote(item, headlines) for item in quotes],
        quotes_total=len(found.quotes),
        pager=part.pager(len(found.quotes), "/entities", name=found.name),
        events=events,
        axis=_axis(found, headlines),
        network=_network(found, entities),
        path=path,
        count=count,
    )


def _roles(found: EntityPage) -> list[_Role]:
    first: dict[str, _Role] = {}
    ordered = sorted(found.roles, key=lambda item: item.reported or "9")
    for item in ordered:
        span = item.role.evidence[0] if item.role.evidence else None
        href = f"/articles/{span.article}?at={span.start}-{span.end}&story={item.story}#here" if span else ""
        when = f"reported {spoken(item.reported)}" if item.reported else ""
        first.setdefault(item.role.text.casefold(), _Role(item.role.text, when, href))
    return list(first.values())[-_MOST_ROLES:]


def _story(story: EntityStory) -> _Story:
    days = [date.fromisoformat(day[:10]) for day in (story.first, story.last) if day]
    mentions = f"{count(story.mentions, 'mention')} in {count(story.articles, 'article')}"
    return _Story(f"/stories/{story.story}", story.headline, f"{mentions}, {day_span(days)}")


def _quote(item: EntityQuote, headlines: Mapping[str, str]) -> _Quote:
    quote = item.quote
    when = (
        f"said {spoken(quote.said)}"
        if quote.said
        else f"reported {spoken(item.reported)}"
        if item.reported
        else ""
    )
    origins = " · ".join(quote.origins)
    return _Quote(
        text=as_said(quote),
        kind=quote.kind,
        note=", ".join(part for part in (when, origins) if part),
        href=f"/stories/{item.story}/lines/{quote.id}",
        story=f"/stories/{item.story}",
        headline=headlines.get(item.story, ""),
    )


def _event(number: int, item: EntityEvent, entities: Names, headlines: Mapping[str, str]) -> _Event:
    event = item.event
    names = entities.get(item.story, {})
    who = [names[id_].name for id_ in event.who if id_ in names]
    where = place_words(event, names)
    return _Event(
        key=f"n{number}",
        when=spoken(event.when, inferred=event.when_inferred),
        status=event.status,
        who=", ".join(who) + (f" · {where}" if where else ""),
        what=closed(event.what),
        href=f"/stories/{item.story}/lines/{event.id}",
        story=f"/stories/{item.story}",
        headline=headlines.get(item.story, ""),
    )


def _axis(found: EntityPage, headlines: Mapping[str, str]) -> Axis | None:
    """Events above, quotations below the line, by day, one lane a story."""
    marks = []
    for number, item in enumerate(found.events, start=1):
        days = interval(item.event.when)
        day = spoken(item.event.when, inferred=item.event.when_inferred)
        if days and (days[1] - days[0]).days <= 31:
            marks.append(
                (
                    item.story,
                    days[0],
                    "event " + item.event.status,
                    f"#n{number}",
                    f"{day}, {item.event.status}: {item.event.what}",
                )
            )
    for quote in found.quotes:
        said = interval(quote.quote.said or quote.reported)
        if said and said[0] == said[1]:
            marks.append(
                (
                    quote.story,
                    said[0],
                    "quote",
                    f"/stories/{quote.story}/lines/{quote.quote.id}",
                    f"{spoken(quote.quote.said or quote.reported)}: {as_said(quote.quote)}",
                )
            )
    return axis(marks, headlines)


def _network(found: EntityPage, entities: Names) -> Network | None:
    together: list[frozenset[str]] = []
    sides: dict[str, str] = {}
    places: set[str] = set()
    me = set(found.names) | {found.name}
    for item in found.events:
        names = entities.get(item.story, {})
        taking = [names[id_] for id_ in (*item.event.who, item.event.where) if id_ and id_ in names]
        together.append(frozenset(found.name if entity.name in me else entity.name for entity in taking))
        places |= {entity.name for entity in taking if entity.type == "place"}
        for entity in taking:
            side = entity.side or entity.country
            if side:
                sides.setdefault(entity.name, side)
    hrefs = {name: entity_url(name) for people in together for name in people}
    return network(found.name, together, sides, hrefs, places)


def names_of(stories: Sequence[tuple[str, Sequence[Entity]]]) -> Names:
    """The entities of stories, by id."""
    return {story: {entity.id: entity for entity in entities} for story, entities in stories}
