"""A record as a self-standing SQLite file of flat tables, for SQL, Datasette and statistics."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from dateline.schema.span import Span
from dateline.schema.story import Record, Story
from dateline.views.digest import all_evidence, renditions

_TABLES = """
CREATE TABLE articles (article TEXT PRIMARY KEY, title TEXT, outlet TEXT, agency TEXT, place TEXT,
    published TEXT, published_basis TEXT, language TEXT, url TEXT, path TEXT, sha256 TEXT,
    text TEXT NOT NULL);
CREATE TABLE stories (story TEXT PRIMARY KEY, headline TEXT NOT NULL, articles INTEGER, origins INTEGER);
CREATE TABLE story_articles (story TEXT REFERENCES stories, article TEXT REFERENCES articles,
    PRIMARY KEY (story, article));
CREATE TABLE origins (story TEXT REFERENCES stories, origin TEXT, article TEXT REFERENCES articles,
    basis TEXT);
CREATE TABLE entities (story TEXT REFERENCES stories, entity TEXT, type TEXT, name TEXT, side TEXT,
    country TEXT, roles TEXT, aliases TEXT, mentions INTEGER, PRIMARY KEY (story, entity));
CREATE TABLE mentions (story TEXT, entity TEXT, article TEXT REFERENCES articles, start INTEGER,
    "end" INTEGER, text TEXT, kind TEXT, FOREIGN KEY (story, entity) REFERENCES entities);
CREATE TABLE quotes (story TEXT REFERENCES stories, quote TEXT, speaker TEXT, speaker_name TEXT, kind TEXT,
    text TEXT, said TEXT, agreement TEXT, origins INTEGER, renditions INTEGER, PRIMARY KEY (story, quote));
CREATE TABLE events (story TEXT REFERENCES stories, event TEXT, type TEXT, what TEXT, who TEXT, "where" TEXT,
    "when" TEXT, status TEXT, agreement TEXT, origins INTEGER, background INTEGER, track TEXT,
    PRIMARY KEY (story, event));
CREATE TABLE event_participants (story TEXT, event TEXT, entity TEXT, FOREIGN KEY (story, event) REFERENCES
    events, FOREIGN KEY (story, entity) REFERENCES entities);
CREATE TABLE event_history (story TEXT, event TEXT, place INTEGER, status TEXT, step TEXT, reported TEXT,
    FOREIGN KEY (story, event) REFERENCES events);
CREATE TABLE quantities (story TEXT, event TEXT, what TEXT, value REAL, unit TEXT, bound TEXT,
    FOREIGN KEY (story, event) REFERENCES events);
CREATE TABLE statements (story TEXT REFERENCES stories, statement TEXT, text TEXT, agreement TEXT,
    origins INTEGER, PRIMARY KEY (story, statement));
CREATE TABLE differences (story TEXT REFERENCES stories, line_kind TEXT, line TEXT, slot TEXT, kind TEXT,
    value TEXT, origins TEXT);
CREATE TABLE evidence (story TEXT REFERENCES stories, line_kind TEXT, line TEXT,
    article TEXT REFERENCES articles, start INTEGER, "end" INTEGER, text TEXT NOT NULL);
CREATE INDEX evidence_line ON evidence (story, line_kind, line);
CREATE INDEX mentions_entity ON mentions (story, entity);
"""

Row = tuple[object, ...]


def render_sqlite(record: Record) -> bytes:
    """The bytes of the file. `start` and `end` count code points of `articles.text`."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_TABLES)
        for name, rows in _rows(record):
            values = list(rows)
            if values:
                marks = ", ".join("?" * len(values[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _rows(record: Record) -> Iterator[tuple[str, Iterator[Row]]]:
    yield (
        "articles",
        (
            (
                article.id,
                _safe(article.title),
                _safe(article.outlet),
                _safe(article.agency),
                _safe(article.place),
                article.published,
                article.published_basis,
                article.language,
                _safe(article.source.url),
                _safe(article.source.path),
                article.source.sha256,
                _safe(article.text),
            )
            for article in record.articles
        ),
    )
    for story in record.stories:
        yield "stories", iter([(story.id, story.headline, len(story.articles), len(story.origins))])
        yield "story_articles", ((story.id, article) for article in story.articles)
        yield (
            "origins",
            (
                (story.id, origin.name, article, origin.basis)
                for origin in story.origins
                for article in origin.articles
            ),
        )
        yield from _entities(story)
        yield from _quotes(story)
        yield from _events(story)
        yield (
            "statements",
            ((story.id, item.id, item.text, item.agreement, len(item.origins)) for item in story.statements),
        )
        yield "differences", _differences(story)
        yield "evidence", _evidence(story)


def _entities(story: Story) -> Iterator[tuple[str, Iterator[Row]]]:
    yield (
        "entities",
        (
            (
                story.id,
                entity.id,
                entity.type,
                entity.name,
                entity.side,
                entity.country,
                "; ".join(entity.roles),
                "; ".join(entity.aliases),
                len(entity.mentions),
            )
            for entity in story.entities
        ),
    )
    yield (
        "mentions",
        (
            (story.id, entity.id, m.article, m.start, m.end, m.text, m.kind)
            for entity in story.entities
            for m in entity.mentions
        ),
    )


def _quotes(story: Story) -> Iterator[tuple[str, Iterator[Row]]]:
    names = {entity.id: entity.name for entity in story.entities}
    yield (
        "quotes",
        (
            (
                story.id,
                quote.id,
                quote.speaker,
                names.get(quote.speaker or ""),
                quote.kind,
                quote.text,
                quote.said,
                quote.agreement,
                len(quote.origins),
                len(quote.renditions),
            )
            for quote in story.quotes
        ),
    )


def _events(story: Story) -> Iterator[tuple[str, Iterator[Row]]]:
    names = {entity.id: entity.name for entity in story.entities}
    yield (
        "events",
        (
            (
                story.id,
                event.id,
                event.type,
                event.what,
                "; ".join(names[id_] for id_ in event.who if id_ in names),
                names.get(event.where or ""),
                event.when,
                event.status,
                event.agreement,
                len(event.origins),
                event.background,
                event.track,
            )
            for event in story.events
        ),
    )
    known = set(names)
    yield (
        "event_participants",
        ((story.id, event.id, id_) for event in story.events for id_ in event.who if id_ in known),
    )
    yield (
        "event_history",
        (
            (story.id, event.id, place, report.status, report.step, report.reported)
            for event in story.events
            for place, report in enumerate(event.history, start=1)
        ),
    )
    yield (
        "quantities",
        (
            (story.id, event.id, item.what, item.value, item.unit, item.bound)
            for event in story.events
            for item in event.quantities
        ),
    )


def _differences(story: Story) -> Iterator[Row]:
    for kind, lines in (("quote", story.quotes), ("event", story.events), ("statement", story.statements)):
        for line in lines:
            for item in line.differences:
                for value in item.values:
                    origins = "; ".join(value.origins)
                    yield story.id, kind, line.id, item.slot, item.kind, value.value, origins


def _evidence(story: Story) -> Iterator[Row]:
    for quote in story.quotes:
        yield from _spans(story, "quote", quote.id, renditions(quote))
    for event in story.events:
        yield from _spans(story, "event", event.id, all_evidence(event))
    for statement in story.statements:
        yield from _spans(story, "statement", statement.id, all_evidence(statement))


def _spans(story: Story, kind: str, line: str, spans: tuple[Span, ...]) -> Iterator[Row]:
    distinct = {(span.article, span.start, span.end): span for span in spans}
    for span in distinct.values():
        yield story.id, kind, line, span.article, span.start, span.end, _safe(span.text)


def _safe(text: str | None) -> str | None:
    """Text that SQLite can hold: a lone surrogate becomes a question mark, as long as it."""
    return None if text is None else text.encode("utf-8", "replace").decode()
