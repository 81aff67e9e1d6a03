"""Whether a library is whole: the file, the digests of its articles, and every span in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

import msgspec

from dateline.errors import SpanError
from dateline.schema.annotation import Annotations
from dateline.schema.span import Span, check_span
from dateline.schema.story import Story
from dateline.store import articles, places
from dateline.store.database import Database


def examine(database: Database) -> Iterator[str]:
    """What is wrong with a library, a line for each fault; nothing where it is whole."""
    yield from database.faults_of_words()
    with database.snapshot():
        yield from database.faults()
        texts = {}
        for article in articles.every(database):
            texts[article.id] = article.text
            kept = database.value("SELECT content_digest FROM articles WHERE id = ?", (article.id,))
            if kept != articles.content_digest(article):
                yield f"article {article.id} is not what was added: its digest differs"
        yield from _spans(database, texts)
        yield from _places(database)


def _spans(database: Database, texts: Mapping[str, str]) -> Iterator[str]:
    for row in database.each("SELECT article, data FROM annotations"):
        try:
            found = msgspec.json.decode(zlib.decompress(row["data"]), type=Annotations)
        except (zlib.error, msgspec.DecodeError) as error:
            yield f"the annotations of article {row['article']} cannot be read: {error}"
            continue
        yield from _wrong(f"annotations of article {row['article']}", found, texts)
    for row in database.each(
        "SELECT id, record FROM resolved_stories JOIN story_records USING (made_from) ORDER BY id"
    ):
        try:
            story = msgspec.json.decode(row["record"], type=Story)
        except msgspec.DecodeError as error:
            yield f"the record of story {row['id']} cannot be read: {error}"
            continue
        yield from _wrong(f"story {row['id']}", story, texts)


def _wrong(where: str, value: object, texts: Mapping[str, str]) -> Iterator[str]:
    """The first span inside a structure of the schema that does not read its slice."""
    for span in spans_in(value):
        try:
            if span.article not in texts:
                raise SpanError(f"its article {span.article} is not there")
            check_span(span, texts[span.article])
        except SpanError as error:
            yield f"{where}: {error}"
            return


def spans_in(value: object) -> Iterator[Span]:
    """Every span anywhere inside a structure of the schema."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)


def _places(database: Database) -> Iterator[str]:
    """Stories and articles that do not fit together; only where all articles have been resolved."""
    if not places.is_done(database):
        return
    for row in database.rows("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM story_articles)"):
        yield f"article {row['id']} is in no story"
    for row in database.rows(
        "SELECT id FROM resolved_stories AS s WHERE articles != "
        "(SELECT count(*) FROM story_articles WHERE story = s.id)"
    ):
        yield f"story {row['id']} has lost articles"
