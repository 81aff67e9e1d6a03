"""The pages to read: stories and their parts, articles, people and places, what a search finds."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Annotated, Protocol
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from dateline.errors import StoreError
from dateline.pipeline import side_by_side
from dateline.pipeline_library import Library
from dateline.schema.annotation import EntityType
from dateline.store.stories import StoryLine
from dateline.views.export import FORMATS
from dateline.views.web import Shell, part
from dateline.views.web_article import article_page, revisions_page
from dateline.views.web_changes import changes_page, news_of
from dateline.views.web_compare import MOST_COLUMNS, compare_page
from dateline.views.web_entity import entity_page, names_of
from dateline.views.web_search import search_page
from dateline.views.web_stories import Listed, stories_page
from dateline.views.web_story import ALL_SENTENCES, PART, SECTIONS, line_page, section_page, story_page
from dateline.web.room import Room

STORIES = 30
HITS = 20
QUOTES = 40
ENTITY_STORIES = 100
# Looking again within this time is the same visit: what was new stays marked as new.
VISIT_SECONDS = 1800
_TYPES = {"json": "application/json", "md": "text/markdown", "ics": "text/calendar", "html": "text/html"}

Number = Annotated[int, Query(ge=1, le=1_000_000)]
Make = Callable[[Library, Shell], str]


class Answer(Protocol):
    """Answers a request with the page that `make` makes; `query` is shown in the field of the search."""

    def __call__(self, request: Request, make: Make, *, query: str = "") -> Awaitable[Response]: ...


def router(room: Room) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter(include_in_schema=False)
    _add_story(routes, room)
    _add_parts(routes, room)
    _add_finding(routes, room)
    return routes


def _maker(room: Room) -> Answer:
    """What makes a page of the library, on the thread of the library."""

    async def made(request: Request, make: Make, *, query: str = "") -> Response:
        shell = room.shell(request, query=query)
        return HTMLResponse(await room.libraries.ask(lambda library: make(library, shell)))

    return made


def _add_story(routes: APIRouter, room: Room) -> None:
    """The list of stories, a story, what changed in it, its articles side by side, a line of it."""
    made, visits = _maker(room), _Visits(room)

    @routes.get("/")
    async def stories(request: Request, page: Number = 1) -> Response:
        return await made(request, lambda library, shell: _stories(room, library, shell, page))

    @routes.get("/stories/{story}")
    async def story(request: Request, story: str) -> Response:
        def make(library: Library, shell: Shell) -> str:
            found = room.views.story(library, story)
            return story_page(shell, found, visits.news(library, found.id))

        return await made(request, make)

    @routes.get("/stories/{story}/changes")
    async def changes(request: Request, story: str, since: date | datetime) -> Response:
        def make(library: Library, shell: Shell) -> str:
            found = room.views.changes(library, library.story(story), since.isoformat())
            return changes_page(shell, room.views.story(library, story), found)

        return await made(request, make)

    @routes.get("/stories/{story}/compare")
    async def compare(
        request: Request, story: str, article: Annotated[list[str] | None, Query()] = None
    ) -> Response:
        def make(library: Library, shell: Shell) -> str:
            found = room.views.story(library, story)
            known = found.digest.articles
            chosen = [known[id_] for id_ in dict.fromkeys(article or ()) if id_ in known][:MOST_COLUMNS]
            return compare_page(shell, found, chosen, side_by_side(chosen))

        return await made(request, make)

    @routes.get("/stories/{story}/lines/{line}")
    async def line(request: Request, story: str, line: str, page: Number = 1) -> Response:
        def make(library: Library, shell: Shell) -> str:
            found = line_page(shell, room.views.story(library, story), line, part(page, ALL_SENTENCES))
            if found is None:
                raise HTTPException(404, "The story has no such line; it may have changed since.")
            return found

        return await made(request, make)


def _add_parts(routes: APIRouter, room: Room) -> None:
    """A story as a file, and its parts in full; after all other routes below a story."""
    made = _maker(room)

    @routes.get("/stories/{story}/export.{format_}")
    async def export(story: str, format_: str) -> Response:
        if format_ not in _TYPES:
            raise HTTPException(404, f"A story is written as {', '.join(_TYPES)}.")
        record = await room.libraries.ask(lambda library: library.show(story))
        name = quote(f"dateline-{record.stories[0].id}.{format_}")
        return Response(
            FORMATS[format_](record),
            media_type=_TYPES[format_],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @routes.get("/stories/{story}/{section}")
    async def section(request: Request, story: str, section: str, page: Number = 1) -> Response:
        if section not in SECTIONS:
            raise HTTPException(404, "A story has no such part.")
        return await made(
            request,
            lambda library, shell: section_page(
                shell, room.views.story(library, story), section, part(page, PART)
            ),
        )


def _add_finding(routes: APIRouter, room: Room) -> None:
    """Articles with their revisions, people and places, search."""
    made = _maker(room)

    @routes.get("/articles/{article}")
    async def article(
        request: Request, article: str, at: Annotated[list[str] | None, Query()] = None, story: str = ""
    ) -> Response:
        return await made(request, lambda library, shell: _article(library, shell, article, at or [], story))

    @routes.get("/articles/{article}/revisions")
    async def revisions(request: Request, article: str) -> Response:
        def make(library: Library, shell: Shell) -> str:
            story = _story_of(library, article)
            return revisions_page(shell, library.revisions(article), story.id if story else None)

        return await made(request, make)

    @routes.get("/entities")
    async def entity(
        request: Request, name: str, type: EntityType | None = None, page: Number = 1
    ) -> Response:
        return await made(request, lambda library, shell: _entity(library, shell, name, type, page))

    @routes.get("/search")
    async def search(
        request: Request,
        *,
        q: str = "",
        entity: str = "",
        outlet: str = "",
        since: str = "",
        until: str = "",
        meaning: bool = False,
        page: Number = 1,
    ) -> Response:
        asked = {
            "q": q.strip(),
            "entity": entity.strip(),
            "outlet": outlet.strip(),
            "since": since,
            "until": until,
            "meaning": "1" if meaning else "",
        }
        return await made(
            request, lambda library, shell: _search(library, shell, asked, page), query=asked["q"]
        )


def _stories(room: Room, library: Library, shell: Shell, number: int) -> str:
    shown = part(number, STORIES)
    total, _ = library.size
    listed = []
    for line in library.stories(limit=shown.limit, offset=shown.offset):
        seen = library.seen(line.id)
        counts = room.views.news(library, line, seen).counts if seen else None
        listed.append(Listed(line, seen, counts))
    pager = shown.pager(total, "/")
    return stories_page(shell, listed, total=total, waiting=len(library.waiting()), pager=pager)


def _article(library: Library, shell: Shell, name: str, at: list[str], story: str) -> str:
    found, line = library.article(name), _story_of(library, story or name)
    if line is not None and found.published is None:
        # The story may give a date to an article that has none.
        found = next((item for item in library.show(line.id).articles if item.id == found.id), found)
    return article_page(shell, found, at=at, story=(line.id, line.headline) if line else None)


def _story_of(library: Library, name: str) -> StoryLine | None:
    try:
        return library.story(name)
    except StoreError:
        return None


def _entity(library: Library, shell: Shell, name: str, type_: EntityType | None, number: int) -> str:
    found = library.entity(name, type_, limit=ENTITY_STORIES)
    stories = {item.story for item in found.events}
    known = [(story, library.show(story).stories[0].entities) for story in sorted(stories)]
    return entity_page(shell, found, names_of(known), part(number, QUOTES))


def _search(library: Library, shell: Shell, asked: dict[str, str], number: int) -> str:
    shown = part(number, HITS)
    if not any(asked[name] for name in ("q", "entity", "outlet", "since", "until")):
        return search_page(shell, asked, (), shown)
    hits = library.search(
        asked["q"],
        entity=asked["entity"] or None,
        outlet=asked["outlet"] or None,
        since=asked["since"] or None,
        until=asked["until"] or None,
        limit=shown.offset + shown.limit + 1,
        meaning=asked["q"] if asked["meaning"] else None,
    )
    return search_page(shell, asked, hits[shown.offset :], shown)


class _Visits:
    """What was new at the beginning of a visit."""

    def __init__(self, room: Room) -> None:
        self._views = room.views
        self._begun: dict[str, tuple[float, str | None]] = {}

    def news(self, library: Library, story: str) -> object:
        """What changed in a story since the visit before this one; None on the first."""
        now = time.monotonic()
        begun, since = self._begun.get(story, (0.0, None))
        if story not in self._begun or now - begun > VISIT_SECONDS:
            since = library.visit(story)
            self._begun[story] = now, since
        if since is None:
            return None
        return news_of(self._views.news(library, library.story(story), since))
