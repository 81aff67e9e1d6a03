"""A person, place, organization or group in all the stories of a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from dateline.errors import StoreError
from dateline.schema.annotation import EntityType
from dateline.schema.library import EntityEvent, EntityPage, EntityQuote, EntityStory, RoleReport
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, Story
from dateline.store.database import Database


def find(database: Database, name: str, type_: EntityType | None) -> tuple[str, EntityType]:
    """The most frequent name and type of the entity that `name` means. Raises StoreError for none."""
    row = database.row(
        "SELECT e.name, e.type, count(*) AS stories FROM story_entity_names AS n "
        "JOIN story_entities AS e USING (story, entity) WHERE n.name = ? AND coalesce(?, e.type) = e.type "
        "GROUP BY e.name, e.type ORDER BY stories DESC, e.name, e.type LIMIT 1",
        (name, type_),
    )
    if row is None:
        raise StoreError(f"library {database.path} knows no {type_ or 'entity'} {name!r}")
    return row["name"], row["type"]


def page(database: Database, name: str, type_: EntityType, *, limit: int | None = None) -> EntityPage:
    """Everything that the stories say of the entities of a type that bear `name`.

    `limit` bounds the number of stories, the latest first.
    """
    rows = database.rows(
        "SELECT s.id, s.headline, s.first, s.last, n.entity, r.record "
        "FROM (SELECT DISTINCT story, entity FROM story_entity_names WHERE name = ?) AS n "
        "JOIN story_entities AS e ON e.story = n.story AND e.entity = n.entity "
        "JOIN resolved_stories AS s ON s.id = n.story "
        "JOIN story_records AS r ON r.made_from = s.made_from WHERE e.type = ? "
        "ORDER BY s.last DESC NULLS LAST, s.id, n.entity LIMIT ?",
        (name, type_, 2**62 if limit is None else limit),
    )
    names: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    roles: list[RoleReport] = []
    stories: list[EntityStory] = []
    quotes: list[EntityQuote] = []
    events: list[EntityEvent] = []
    for row in rows:
        story = msgspec.json.decode(row["record"], type=Story)
        entity = next(one for one in story.entities if one.id == row["entity"])
        days = _days(database, story.id)
        names[entity.name] += len(entity.mentions) + 1
        names.update(mention.text for mention in entity.mentions if mention.text in entity.aliases)
        names.update(entity.aliases)
        sides.update(filter(None, (entity.side,)))
        countries.update(filter(None, (entity.country,)))
        stories.append(
            EntityStory(
                story=story.id,
                headline=row["headline"],
                entity=entity.id,
                mentions=len(entity.mentions),
                articles=len({mention.article for mention in entity.mentions}),
                first=row["first"],
                last=row["last"],
            )
        )
        roles += _roles(story, entity, days)
        quotes += (
            EntityQuote(story=story.id, quote=quote, reported=_first(quote.renditions, days))
            for quote in story.quotes
            if quote.speaker == entity.id
        )
        events += (
            EntityEvent(story=story.id, event=event, reported=_first(event.evidence, days))
            for event in story.events
            if _takes_part(event, entity.id) and not event.is_quoted
        )
    return EntityPage(
        name=name if name in names else (names.most_common(1) or [(name, 0)])[0][0],
        type=type_,
        names=tuple(text for text, _ in names.most_common()),
        sides=tuple(text for text, _ in sides.most_common()),
        countries=tuple(text for text, _ in countries.most_common()),
        roles=tuple(roles),
        stories=tuple(stories),
        quotes=tuple(sorted(quotes, key=lambda one: one.quote.said or one.reported or "", reverse=True)),
        events=tuple(sorted(events, key=lambda one: one.event.when or one.reported or "", reverse=True)),
    )


def _takes_part(event: Event, entity: str) -> bool:
    return entity in (*event.who, *event.claimed_by, event.where)


def _roles(story: Story, entity: Entity, days: dict[str, str]) -> list[RoleReport]:
    return [
        RoleReport(story=story.id, role=role, reported=_first(role.evidence, days))
        for role in entity.role_evidence
    ]


def _days(database: Database, story: str) -> dict[str, str]:
    """The day of publication of each dated article of a story."""
    rows = database.rows("SELECT article, published FROM story_articles WHERE story = ?", (story,))
    return {row["article"]: row["published"][:10] for row in rows if row["published"]}


def _first(spans: Sequence[Span], days: dict[str, str]) -> str | None:
    return min((days[span.article] for span in spans if span.article in days), default=None)
