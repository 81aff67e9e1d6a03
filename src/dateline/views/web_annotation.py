"""The lines of a record as W3C Web Annotations (Web Annotation Data Model, 2017).

Each quotation, event and statement is an annotation whose targets are the spans that it rests on. A span is
selected by its position in the text of the article as Dateline reads it (TextPositionSelector, code points
from 0) and by its words with those around them (TextQuoteSelector); where the article has a page on the web,
that page is a target as well, by the words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dateline.schema.article import Article
from dateline.schema.span import Span
from dateline.schema.story import Record, Story
from dateline.views.digest import all_evidence, renditions
from dateline.views.identifiers import article_urn, record_urn, story_urn, web_address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Code points before and after a span that tell it from the same words elsewhere.
AROUND = 32


def render_annotations(record: Record) -> str:
    """The annotations of all stories as one collection, in JSON-LD."""
    items = [item for story in record.stories for item in _story(record, story)]
    collection = record_urn(record)
    found = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": "; ".join(story.headline for story in record.stories),
        "total": len(items),
        "first": {
            "id": f"{collection}#page",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def _story(record: Record, story: Story) -> Iterator[dict[str, Any]]:
    articles = {article.id: article for article in record.articles}
    for line, text, tags, spans in _lines(story):
        distinct = {(span.article, span.start, span.end): span for span in spans}
        known = [span for span in distinct.values() if span.article in articles]
        if not known:
            continue
        described = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": text}
        yield {
            "id": story_urn(record, story, line),
            "type": "Annotation",
            "motivation": "describing",
            "creator": {"type": "Software", "name": "Dateline"},
            "body": [
                described,
                *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in dict.fromkeys(tags)),
            ],
            "target": [target for span in known for target in _targets(span, articles[span.article])],
        }


def _lines(story: Story) -> Iterator[tuple[str, str, list[str], Sequence[Span]]]:
    """Each line of the record: its id, its text, what it is tagged with, and the spans that it rests on."""
    names = {entity.id: entity.name for entity in story.entities}
    for quote in story.quotes:
        speaker = [names[quote.speaker]] if quote.speaker in names else []
        yield quote.id, quote.text, ["quotation", quote.agreement, *speaker], renditions(quote)
    for event in story.events:
        where = None if event.where_inferred else event.where
        who = [names[id_] for id_ in (*event.who, where or "") if id_ in names]
        when = [event.when] if event.when else []
        tags = ["event", event.agreement, event.status, *when, *who]
        yield event.id, event.what, tags, all_evidence(event)
    for statement in story.statements:
        yield statement.id, statement.text, ["statement", statement.agreement], all_evidence(statement)


def _targets(span: Span, article: Article) -> Iterator[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": article.text[max(0, span.start - AROUND) : span.start],
        "suffix": article.text[span.end : span.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    source: dict[str, Any] = {"id": article_urn(article), "type": "Text", "format": "text/plain"}
    if article.language:
        source["language"] = article.language
    yield {"type": "SpecificResource", "source": source, "selector": [position, quote]}
    page = web_address(article)
    if page:
        yield {"type": "SpecificResource", "source": page, "selector": quote}
