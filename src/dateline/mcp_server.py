"""A library for assistants: a server of the Model Context Protocol, over standard input and output.

It only reads. Every line that a tool answers with carries the spans that it rests on, with the outlet, the
day and the address of the article, so that whoever asked can look. Answers come in parts: `next_offset` is
where the next part begins, absent where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from pydantic import Field

from dateline import __version__
from dateline.errors import DatelineError
from dateline.mcp_answers import Item, Part, article_line, part_of, quotation, record_part, story_line
from dateline.schema.story import Quote, Record, Story

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from dateline.pipeline_library import Library

INSTRUCTIONS = """\
Dateline keeps news articles and the record made of them: who said what, what happened, is planned or was
called off, and how many independent origins report it. Every line rests on spans of articles; cite them.
`agreement` says whether several independent origins report a line (corroborated), one alone (single-source),
or whether they differ (disputed). Dateline does not judge what is true. Begin with list_stories or search."""
MOST = 100
# Stories that are looked through for words that were quoted.
STORIES = 200
# Code points of an article that are given at once.
TEXT = 8_000

Limit = Annotated[int, Field(ge=1, le=MOST, description="The most entries of this part.")]
Offset = Annotated[int, Field(ge=0, description="How many entries come before this part.")]
Day = Annotated[str | None, Field(description="A day, ISO 8601 (2025-05-14), itself included.")]
Name = Annotated[str, Field(description="The story's id, its first letters, or the URL of an article in it.")]
T = TypeVar("T")


def serve(library: Path | str | None) -> None:
    """Answer a client until it hangs up. Raises StoreError where there is no library to read."""
    from dateline.pipeline_library import open as open_library

    with open_library(library, create=False):
        pass
    make_server(lambda: open_library(library, create=False)).run("stdio")


def make_server(opened: Callable[[], Library]) -> MCPServer:
    """The server of the library that `opened` opens, which it does for each request anew."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ResourceError, ToolError
    from mcp.types import ToolAnnotations

    server: MCPServer = MCPServer(
        "dateline", title="Dateline", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    tools = _Tools(opened, wrong=ToolError)
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (
        tools.list_stories,
        tools.read_record,
        tools.find_quotations,
        tools.search,
        tools.read_article,
        tools.what_changed,
    ):
        server.tool(annotations=reading)(tool)
    _add_resources(server, _Tools(opened, wrong=ResourceError))
    return server


class _Tools:
    """What a client can ask for; `wrong` is the error that tells it what was wrong with that."""

    def __init__(self, opened: Callable[[], Library], *, wrong: type[Exception]) -> None:
        self._opened, self._wrong = opened, wrong

    def asked(self, work: Callable[[Library], T]) -> T:
        """What `work` finds in the library, which is opened for it alone."""
        try:
            with self._opened() as library:
                return work(library)
        except (DatelineError, ValueError) as error:
            raise self._wrong(str(error)) from error

    def list_stories(self, *, limit: Limit = 20, offset: Offset = 0) -> Item:
        """The stories of the library, those with the latest reports first."""

        def work(library: Library) -> Item:
            lines = library.stories(limit=limit, offset=offset)
            return part_of(list(map(story_line, lines)), "stories", offset, limit, library.size[0])

        return self.asked(work)

    def read_record(
        self,
        *,
        story: Name,
        part: Annotated[Part, Field(description="Which part of the record.")] = "overview",
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Item:
        """The record of one story, a part of it at a time, each line with the spans that it rests on.

        `overview` gives the headline, who the independent origins are, what is disputed, and how many lines
        the other parts have.
        """
        return self.asked(lambda library: record_part(library.show(story), part, limit, offset))

    def find_quotations(
        self,
        *,
        speaker: Annotated[str | None, Field(description="Any name of who said it.")] = None,
        words: Annotated[str | None, Field(description="Words that were said, all of them.")] = None,
        story: Annotated[str | None, Field(description="Only in this story.")] = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Item:
        """Who said what, in which words, with the renditions in the articles. Say speaker, words or story."""
        _check_days(since, until, wrong=self._wrong)
        if not (speaker or words or story):
            raise self._wrong("say whose words, which words, or in which story: speaker, words or story")

        def work(library: Library) -> Item:
            found = [
                quotation(record, quote)
                for record, quote in _quotations(library, speaker, words, story)
                if _is_within(record, quote, since, until)
            ]
            return part_of(found[offset : offset + limit], "quotations", offset, limit, len(found))

        return self.asked(work)

    def search(
        self,
        *,
        words: Annotated[str, Field(description='Words, and "phrases" in quotation marks.')] = "",
        entity: Annotated[str | None, Field(description="A person, place or body that is mentioned.")] = None,
        outlet: Annotated[str | None, Field(description="An outlet or agency.")] = None,
        since: Day = None,
        until: Day = None,
        meaning: Annotated[str | None, Field(description="A question or sentence, in any words.")] = None,
        limit: Limit = 20,
    ) -> Item:
        """The articles that hold all the words and fulfil the other conditions, with an excerpt of each.

        With `meaning` also those that say something near to it.
        """
        _check_days(since, until, wrong=self._wrong)
        if not any((words.strip(), entity, outlet, since, until, meaning)):
            raise self._wrong("say what to search for: words, meaning, entity, outlet, since or until")

        def work(library: Library) -> Item:
            hits = library.search(
                words,
                entity=entity,
                outlet=outlet,
                since=since,
                until=until,
                meaning=meaning,
                limit=limit,
            )
            return {"articles": [_hit(library, hit) for hit in hits]}

        return self.asked(work)

    def read_article(
        self,
        *,
        article: Annotated[str, Field(description="Its id, the first letters of it, or its URL.")],
        offset: Annotated[int, Field(ge=0, description="The code point to begin at.")] = 0,
    ) -> Item:
        """The text of an article, from `offset` on, and what is known of its origin."""

        def work(library: Library) -> Item:
            found = library.article(article)
            text = found.text[offset : offset + TEXT]
            after = offset + len(text)
            item = {**article_line(found), "offset": offset, "characters": len(found.text), "text": text}
            return {**item, "next_offset": after} if after < len(found.text) else item

        return self.asked(work)

    def what_changed(
        self,
        *,
        since: Annotated[str, Field(description="A day or moment, ISO 8601.")],
        story: Annotated[str | None, Field(description="Only in this story.")] = None,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Item:
        """What is otherwise than it was then: which stories, or in one story which articles and lines."""

        def work(library: Library) -> Item:
            if story is not None:
                return _changes(library, story, since, limit, offset)
            moment = _moment(since)
            lines = [line for line in library.stories() if line.changed >= moment]
            lines.sort(key=lambda line: line.changed, reverse=True)
            shown = list(map(story_line, lines[offset : offset + limit]))
            return part_of(shown, "stories", offset, limit, len(lines))

        return self.asked(work)


def _add_resources(server: MCPServer, tools: _Tools) -> None:
    @server.resource("dateline://stories", mime_type="application/json", title="All stories")
    def stories() -> str:
        """The stories of the library."""
        lines = tools.asked(lambda library: library.stories())
        return msgspec.json.encode(list(map(story_line, lines))).decode()

    @server.resource("dateline://stories/{story}", mime_type="text/markdown", title="A story to read")
    def story_text(story: str) -> str:
        """The record of a story as a reader sees it."""
        from dateline.views.text import render_markdown

        return render_markdown(tools.asked(lambda library: library.show(story)))

    @server.resource("dateline://stories/{story}/record", mime_type="application/json", title="A record")
    def story_record(story: str) -> str:
        """The whole record of a story, as `dateline-record/1`."""
        return tools.asked(lambda library: library.show(story)).to_json(indent=0)


def _hit(library: Library, hit: Any) -> Item:
    excerpt = "".join(text for text, _ in hit.excerpt)
    return {**article_line(library.article(hit.article)), "story": hit.story, "excerpt": excerpt}


def _quotations(
    library: Library, speaker: str | None, words: str | None, story: str | None
) -> Iterator[tuple[Record, Quote]]:
    """The quotations of this speaker with these words, in the stories where they may be."""
    wanted = (words or "").casefold().split()
    for name in _stories_with(library, speaker, words, story):
        record = library.show(name)
        ids = _ids_of(record.stories[0], speaker) if speaker else None
        for quote in record.stories[0].quotes:
            said = " ".join((quote.text, *(rendition.text for rendition in quote.renditions))).casefold()
            if (ids is None or quote.speaker in ids) and all(word in said for word in wanted):
                yield record, quote


def _stories_with(
    library: Library, speaker: str | None, words: str | None, story: str | None
) -> Sequence[str]:
    if story is not None:
        return [library.story(story).id]
    if speaker is not None:
        return [found.story for found in library.entity(speaker, limit=STORIES).stories]
    hits = library.search(words or "", limit=STORIES)
    return list(dict.fromkeys(hit.story for hit in hits if hit.story))


def _ids_of(story: Story, name: str) -> set[str]:
    """The entities of a story that are called so."""
    wanted = name.casefold()
    return {
        entity.id
        for entity in story.entities
        if wanted in (known.casefold() for known in (entity.name, *entity.aliases))
    }


def _is_within(record: Record, quote: Quote, since: str | None, until: str | None) -> bool:
    """Whether it was said, or else first reported, between the two days."""
    published = {article.id: article.published for article in record.articles}
    reported = [published.get(rendition.article) or "" for rendition in quote.renditions]
    day = (quote.said or min(filter(None, reported), default=""))[:10]
    if since is None and until is None:
        return True
    return bool(day) and (since or "") <= day and (until is None or day[: len(until)] <= until)


def _changes(library: Library, story: str, since: str, limit: int, offset: int) -> Item:
    found = library.changes(story, since)
    changes = [msgspec.to_builtins(line) for line in (*found.articles, *found.lines)]
    shown = changes[offset : offset + limit]
    return {
        "story": found.story,
        "since": found.since,
        "is_new": found.is_new,
        **part_of(shown, "changes", offset, limit, len(changes)),
    }


def _moment(given: str) -> str:
    """A day or moment as the library writes moments: UTC. Raises ValueError for what is neither."""
    found = datetime.fromisoformat(given)
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC).isoformat(timespec="milliseconds")


def _check_days(*given: str | None, wrong: type[Exception]) -> None:
    for day in filter(None, given):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise wrong(f"{day!r} is not a day such as 2025-05-14") from None
