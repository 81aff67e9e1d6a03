"""What the tools of the server for assistants answer with: lines of records, compact, with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from dateline.schema.article import Article
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, Quote, Record, Statement, Story
from dateline.views.digest import outlet, renditions

# Spans of one line that are given at once; a line of the record may rest on hundreds.
SPANS = 5

Item = dict[str, Any]
Part = Literal["overview", "quotes", "events", "statements", "people", "articles"]


def part_of(entries: list[Item], name: str, offset: int, limit: int, total: int) -> Item:
    """A part of a list, with the number of all entries and where the next part begins."""
    found: Item = {"total": total, name: entries}
    if offset + limit < total:
        found["next_offset"] = offset + limit
    return found


def story_line(line: Any) -> Item:
    """A story in a list (`store.stories.StoryLine`)."""
    names = ("id", "headline", "articles", "origins", "first", "last", "changed")
    return {name: getattr(line, name) for name in names}


def record_part(record: Record, part: Part, limit: int, offset: int) -> Item:
    """A part of the record of one story."""
    (story,) = record.stories
    if part == "overview":
        return _overview(record, story)
    lines: dict[Part, Sequence[Any]] = {
        "quotes": story.quotes,
        "events": story.events,
        "statements": story.statements,
        "people": story.entities,
        "articles": record.articles,
    }
    shown = lines[part][offset : offset + limit]
    names = {entity.id: entity.name for entity in story.entities}
    makers: dict[Part, Callable[[Any], Item]] = {
        "quotes": lambda quote: quotation(record, quote),
        "events": lambda event: _event(record, event, names),
        "statements": lambda statement: _statement(record, statement),
        "people": _entity,
        "articles": article_line,
    }
    entries = [makers[part](line) for line in shown]
    return {"story": story.id, **part_of(entries, part, offset, limit, len(lines[part]))}


def _overview(record: Record, story: Story) -> Item:
    lines: list[Quote | Event | Statement] = [*story.quotes, *story.events, *story.statements]
    return {
        "story": story.id,
        "headline": story.headline,
        "origins": [
            {"name": origin.name, "articles": len(origin.articles), "basis": origin.basis}
            for origin in story.origins
        ],
        "disputed": [
            {"line": line.id, "differences": _differences(line)}
            for line in lines
            if line.agreement == "disputed"
        ],
        "parts": {
            "quotes": len(story.quotes),
            "events": len(story.events),
            "statements": len(story.statements),
            "people": len(story.entities),
            "articles": len(record.articles),
        },
        "text": f"dateline://stories/{story.id}",
    }


def quotation(record: Record, quote: Quote) -> Item:
    """A quotation with its renditions as evidence."""
    (story,) = record.stories
    names = {entity.id: entity.name for entity in story.entities}
    return {
        "story": story.id,
        "id": quote.id,
        "speaker": names.get(quote.speaker or ""),
        "kind": quote.kind,
        "text": quote.text,
        "said": quote.said,
        **_standing(quote),
        **_evidence(record, renditions(quote)),
    }


def _event(record: Record, event: Event, names: dict[str, str]) -> Item:
    return {
        "id": event.id,
        "type": event.type,
        "what": event.what,
        "who": [names[id_] for id_ in event.who if id_ in names],
        "where": names.get(event.where or ""),
        "where_inferred": event.where_inferred,
        "when": event.when,
        "when_inferred": event.when_inferred,
        "status": event.status,
        "history": [{"status": report.status, "reported": report.reported} for report in event.history],
        "background": event.background,
        **_standing(event),
        **_evidence(record, event.evidence),
    }


def _statement(record: Record, statement: Statement) -> Item:
    return {
        "id": statement.id,
        "text": statement.text,
        **_standing(statement),
        **_evidence(record, statement.evidence),
    }


def _standing(line: Quote | Event | Statement) -> Item:
    found: Item = {"agreement": line.agreement, "origins": list(line.origins)}
    differences = _differences(line)
    return {**found, "differences": differences} if differences else found


def _differences(line: Quote | Event | Statement) -> list[Item]:
    return [
        {
            "slot": item.slot,
            "kind": item.kind,
            "values": [{"value": value.value, "origins": list(value.origins)} for value in item.values],
        }
        for item in line.differences
    ]


def _evidence(record: Record, spans: Sequence[Span]) -> Item:
    """The first spans, and how many there are where these are not all."""
    articles = {article.id: article for article in record.articles}
    distinct = list({(span.article, span.start, span.end): span for span in spans}.values())
    shown = [
        {
            "article": span.article,
            "start": span.start,
            "end": span.end,
            "text": span.text,
            **_origin(articles[span.article]),
        }
        for span in distinct[:SPANS]
        if span.article in articles
    ]
    return {"evidence": shown, **({"evidence_spans": len(distinct)} if len(distinct) > SPANS else {})}


def _origin(article: Article) -> Item:
    return {"outlet": outlet(article), "published": article.published, "url": article.source.url}


def _entity(entity: Entity) -> Item:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "side": entity.side,
        "mentions": len(entity.mentions),
    }


def article_line(article: Article) -> Item:
    """An article without its text."""
    return {"id": article.id, "title": article.title, **_origin(article), "agency": article.agency}
