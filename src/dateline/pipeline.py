"""The order of the stages: ingest, annotate, resolve, record.

This is the only module that knows it. Each stage is imported when it is first needed, so that
`import dateline` costs nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import AnnotationError
from dateline.schema.annotation import AnnotatedArticle, Annotations
from dateline.schema.article import Article
from dateline.schema.cluster import Copies, Grouping
from dateline.schema.passage import SharedPassage
from dateline.schema.story import Problem, Record, Story

if TYPE_CHECKING:
    from dateline.annotate.annotator import Annotator
    from dateline.ingest import Limits

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, how many items of it are done, and how many there are (None: not known yet)."""

ENGLISH = "en"


def read(
    sources: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Record:
    """The record of the articles in `sources` (files, folders, URLs, `-` for `stdin`).

    Inputs that cannot be read are listed in `problems`; the rest is read.
    """
    tell = progress or _silent
    articles, problems = _ingest(sources, stdin=stdin, limits=limits, progress=tell)
    return build_record(articles, problems=problems, progress=tell)


def build_record(
    articles: Sequence[Article],
    *,
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
) -> Record:
    """The record of articles that have been read already."""
    from dateline.resolve.copies import find_copies
    from dateline.resolve.dates import date_by_story
    from dateline.resolve.stories import group_affairs

    tell = progress or _silent
    copies = find_copies(articles)
    # What is read at once is mostly one affair, whose first and last report may be weeks apart.
    groups = group_affairs(articles, copies=copies)
    by_id = {article.id: article for article in articles}
    for ids in groups:
        by_id.update((article.id, article) for article in date_by_story([by_id[id_] for id_ in ids]))
    if list(by_id.values()) != list(articles):
        copies = find_copies(by_id.values())  # who follows whom is known by the days
    annotated = {}
    failures = []
    for done, article in enumerate(by_id.values(), start=1):
        try:
            found = _annotated(article)
        except AnnotationError as error:
            found = Annotations(article=article.id)
            failures.append(Problem(source=article.source, error=f"nothing is read from it: {error}"))
        annotated[article.id] = AnnotatedArticle(article=article, annotations=found)
        tell("annotate", done, len(by_id))
    stories: list[Story] = []
    first = 1
    for number, ids in enumerate(groups, start=1):
        items = [annotated[id_] for id_ in ids]
        stories.append(build_story(f"s{number}", items, copies=copies, first=first))
        first += len(stories[-1].entities)
        tell("resolve", number, len(groups))
    return Record(articles=tuple(by_id.values()), stories=tuple(stories), problems=(*problems, *failures))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leaves cycles of references to be collected afterwards: nearly all that a story makes lives until it is
    whole, and looking through it again and again takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_collection()
def build_story(
    story_id: str, annotated: Sequence[AnnotatedArticle], *, copies: Copies, first: int = 1
) -> Story:
    """The story of annotated articles that belong together; `first` is the number of its first entity."""
    from dateline.record.attribution import find_origins
    from dateline.record.independence import bound_origins
    from dateline.record.provenance import share_out
    from dateline.record.story import build_story as assemble
    from dateline.resolve.entities import resolve_entities
    from dateline.resolve.events import resolve_events
    from dateline.resolve.quotations import resolve_quotations

    entities = resolve_entities(annotated, first=first)
    quotations = resolve_quotations(annotated, entities)
    story = assemble(
        story_id,
        annotated,
        entities=entities,
        quotations=quotations,
        events=resolve_events(annotated, entities, quotations),
        origins=share_out(find_origins([item.article for item in annotated], copies), annotated, copies),
        copies=copies,
    )
    return bound_origins(story, [item.article for item in annotated], copies)


def annotate(
    text: str, *, published: str | None = None, title: str | None = None, language: str | None = None
) -> Annotations:
    """What one text says: sentences, mentions, times, quotations and events, as spans of exactly `text`.

    `published` (ISO 8601 date or date-time) anchors relative times; without it they have no value.
    `language` is an ISO 639-1 code, English where None. Raises ValueError for another form of `published`.
    """
    article = Article(id="a1", text=text, published=published, title=title, language=language)
    return _annotated(_checked(article))


def annotate_many(texts: Iterable[str | Article]) -> Iterator[Annotations]:
    """The annotations of each text in turn; a plain text gets its number as id ("a1", "a2" …)."""
    for number, text in enumerate(texts, start=1):
        article = text if isinstance(text, Article) else Article(id=f"a{number}", text=text)
        yield _annotated(_checked(article))


def read_lines(path: str | Path, *, stdin: BinaryIO | None = None) -> Iterator[Article | Problem]:
    """The articles of a file of JSON lines (`-` for `stdin`), one in memory at a time, texts as given."""
    from dateline.ingest import read_jsonl_stream

    return read_jsonl_stream(path, stdin=stdin)


def group(articles: Iterable[Article]) -> tuple[tuple[str, ...], ...]:
    """The stories among `articles`, each as the ids of its articles."""
    return group_stream(articles).stories


def group_stream(articles: Iterable[Article], *, progress: Progress | None = None) -> Grouping:
    """The stories among `articles`, which of them are copies of one text, and which stories make arcs.

    Articles are taken one by one, and their texts are not held in memory.
    """
    from dateline.resolve.copies import CopyFinder
    from dateline.resolve.stories import Grouper

    tell = progress or _silent
    grouper, finder = Grouper(), CopyFinder()
    for done, article in enumerate(articles, start=1):
        grouper.add(article)
        grouper.join_copies(finder.add(article)[1])
        tell("group", done, None)
    return Grouping(stories=grouper.stories(), copies=finder.groups(), arcs=grouper.arcs())


def side_by_side(articles: Sequence[Article]) -> tuple[SharedPassage, ...]:
    """The words that each of some articles shares with the others, as stretches of its text."""
    from dateline.record.passages import shared_passages

    return shared_passages(articles)


@cache
def _annotators(*, english: bool) -> tuple[Annotator, ...]:
    """The annotators in order; for other languages than English those that need no English model."""
    from dateline.annotate.annotator import check
    from dateline.annotate.sentences import Sentences
    from dateline.annotate.timex import Timex

    annotators: tuple[Annotator, ...] = (Sentences(), Timex())
    if english:
        from dateline.annotate.coreference import Coreference
        from dateline.annotate.encoder import Encoder
        from dateline.annotate.entities import Entities
        from dateline.annotate.events import Events
        from dateline.annotate.quotations import Quotations
        from dateline.annotate.syntax import Syntax

        annotators += (Syntax(), Encoder(), Entities(), Quotations(), Coreference(), Events())
    check(annotators)
    return annotators


def _annotated(article: Article) -> Annotations:
    from dateline.annotate.annotator import run

    return run(_annotators(english=(article.language or ENGLISH) == ENGLISH), article)


def _ingest(
    sources: Iterable[str | Path], *, stdin: BinaryIO | None, limits: Limits | None, progress: Progress
) -> tuple[list[Article], list[Problem]]:
    from dateline.ingest import Limits, read_sources

    articles: list[Article] = []
    problems: list[Problem] = []
    for item in read_sources(sources, stdin=stdin, limits=limits or Limits()):
        if isinstance(item, Article):
            articles.append(item)
            progress("read", len(articles), None)
        else:
            problems.append(item)
    return articles, problems


def _checked(article: Article) -> Article:
    """The article. Raises ValueError where `published` is not an ISO 8601 date or date-time."""
    try:
        if article.published is not None:
            datetime.fromisoformat(article.published)
    except ValueError:
        raise ValueError(
            f"published is {article.published!r}, not an ISO 8601 date such as '2018-06-01'"
        ) from None
    return article


def _silent(stage: str, done: int, total: int | None) -> None:
    """The progress of a caller who does not want to hear."""
