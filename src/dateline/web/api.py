"""The HTTP API: what the pages show, for programs. Bodies are of the schema, errors problems (RFC 9457).

Lists come in parts: `limit` entries after the first `offset`, the parts beside it in the Link header
(RFC 8288), the number of all entries in the body. Every answer has an ETag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Annotated, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dateline.pipeline_library import Library
from dateline.schema.annotation import EntityType, Status
from dateline.schema.article import Article
from dateline.schema.library import Correction, Edit, EntityPage, StoryChanges
from dateline.schema.story import Agreement, Event, Quote, Record, Story
from dateline.store.search import Hit
from dateline.store.stories import StoryLine
from dateline.web.answers import problem, tagged
from dateline.web.api_description import answers, body
from dateline.web.importing import found_job, split_urls, submit
from dateline.web.jobs import Job
from dateline.web.room import Room

MOST = 200
JSON = "application/json"

T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=MOST, description="The most entries of this part.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many entries come before this part.")]
Name = Annotated[str, Path(max_length=2_000, description="Its id, or the first letters of it.")]
Day = Annotated[date | None, Query(description="A day, ISO 8601, itself included.")]
Text = Annotated[str | None, Query(max_length=2_000)]


class StoryList(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the list of stories, the latest first."""

    total: int
    stories: tuple[StoryLine, ...]


class StoryQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation with its story (id) and the name of its speaker."""

    story: str
    speaker: str | None
    quote: Quote


class QuoteList(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the quotations. `total` counts all of a story or speaker, None where neither was named."""

    total: int | None
    quotes: tuple[StoryQuote, ...]


class StoryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its story (id) and the names of who takes part and where it is."""

    story: str
    who: tuple[str, ...]
    where: str | None
    event: Event


class EventList(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the events. `total` counts all of a story or entity, None where neither was named."""

    total: int | None
    events: tuple[StoryEvent, ...]


class HitList(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what a search found."""

    hits: tuple[Hit, ...]


class ArticleList(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the articles of a story."""

    total: int
    articles: tuple[Article, ...]


class Revisions(msgspec.Struct, frozen=True, kw_only=True):
    """All versions of an article, the first one first."""

    revisions: tuple[Edit, ...]


class JobList(msgspec.Struct, frozen=True, kw_only=True):
    """The additions that the server remembers, the latest first."""

    imports: tuple[Job, ...]


class CorrectionList(msgspec.Struct, frozen=True, kw_only=True):
    """The reader's corrections that hold."""

    corrections: tuple[Correction, ...]


Address = Annotated[
    str,
    msgspec.Meta(pattern=r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[!-~]*)?$", max_length=4000),
]


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be added: addresses of pages."""

    urls: Annotated[tuple[Address, ...], msgspec.Meta(min_length=1, max_length=1000)]


def router(room: Room) -> APIRouter:
    """The routes of the API."""
    routes = APIRouter(prefix="/api", tags=["library"])

    _add_stories(routes, room)
    _add_lines(routes, room)
    _add_finding(routes, room)
    _add_imports(routes, room)

    @routes.api_route(
        "/{path:path}", methods=["GET", "POST", "PUT", "DELETE", "PATCH"], include_in_schema=False
    )
    async def nothing(path: str) -> Response:
        return problem(404, f"The API has no {path!r}.")

    return routes


def _add_stories(routes: APIRouter, room: Room) -> None:
    """Stories and their articles."""

    @routes.get("/stories", responses=answers(StoryList), summary="The stories, the latest first")
    async def stories(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        def ask(library: Library) -> StoryList:
            return StoryList(total=library.size[0], stories=library.stories(limit=limit, offset=offset))

        found = await room.libraries.ask(ask)
        links = _links(request, limit, offset, offset + limit < found.total)
        return tagged(request, msgspec.json.encode(found), media_type=JSON, headers=links)

    @routes.get("/stories/{story}", responses=answers(Record, 404), summary="The record of a story")
    async def story(request: Request, story: Name) -> Response:
        return await _told(room, request, lambda library: library.show(story))

    @routes.get(
        "/stories/{story}/changes",
        responses=answers(StoryChanges, 404),
        summary="What is otherwise in a story than at a moment",
    )
    async def changes(
        request: Request,
        story: Name,
        since: Annotated[date | datetime, Query(description="A day or a moment, ISO 8601.")],
    ) -> Response:
        def ask(library: Library) -> StoryChanges:
            try:
                return library.changes(story, since.isoformat())
            except (ValueError, OverflowError) as error:
                raise HTTPException(422, f"since: {error}") from None

        return await _told(room, request, ask)

    @routes.get(
        "/stories/{story}/articles", responses=answers(ArticleList, 404), summary="The articles of a story"
    )
    async def story_articles(
        request: Request, story: Name, limit: Limit = 50, offset: Offset = 0
    ) -> Response:
        found = (await room.libraries.ask(lambda library: library.show(story))).articles
        return _list(request, found, limit, offset, lambda part: ArticleList(total=len(found), articles=part))

    @routes.get("/articles/{article}", responses=answers(Article, 404), summary="An article with its text")
    async def article(request: Request, article: Name) -> Response:
        return await _told(room, request, lambda library: library.article(article))

    @routes.get(
        "/articles/{article}/revisions",
        responses=answers(Revisions, 404),
        summary="All versions of an article, and the words that each changed",
    )
    async def revisions(request: Request, article: Name) -> Response:
        return await _told(room, request, lambda library: Revisions(revisions=library.revisions(article)))


def _add_lines(routes: APIRouter, room: Room) -> None:
    """Quotations and events, of one story or of all."""

    @routes.get("/quotes", responses=answers(QuoteList, 404), summary="Quotations of a story or of a speaker")
    async def quotes(
        request: Request,
        *,
        story: Text = None,
        speaker: Text = None,
        agreement: Agreement | None = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Response:
        def find(library: Library) -> Iterator[StoryQuote]:
            found = _quotes(library, story, speaker)
            return (item for item in found if agreement in {None, item.quote.agreement})

        def made(total: int | None, part: tuple[StoryQuote, ...]) -> QuoteList:
            return QuoteList(total=total, quotes=part)

        return await _walked(
            room, request, find, made, limit=limit, offset=offset, whole=bool(story or speaker)
        )

    @routes.get("/events", responses=answers(EventList, 404), summary="Events of a story, or with somebody")
    async def events(
        request: Request,
        *,
        story: Text = None,
        entity: Text = None,
        status: Status | None = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Response:
        def find(library: Library) -> Iterator[StoryEvent]:
            found = _events(library, story, entity)
            return (item for item in found if status in {None, item.event.status})

        def made(total: int | None, part: tuple[StoryEvent, ...]) -> EventList:
            return EventList(total=total, events=part)

        return await _walked(
            room, request, find, made, limit=limit, offset=offset, whole=bool(story or entity)
        )


def _add_finding(routes: APIRouter, room: Room) -> None:
    """Articles by what they hold, names, and what the reader corrected."""

    @routes.get(
        "/search", responses=answers(HitList), summary="Articles by words, meaning, names, outlet, date"
    )
    async def search(
        request: Request,
        *,
        q: Annotated[str, Query(max_length=2_000, description='Words and "phrases".')] = "",
        meaning: Text = None,
        entity: Text = None,
        outlet: Text = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Response:
        def ask(library: Library) -> Sequence[Hit]:
            return library.search(
                q, meaning=meaning, entity=entity, outlet=outlet, since=_iso(since), until=_iso(until),
                limit=offset + limit + 1,
            )  # fmt: skip

        hits = await room.libraries.ask(ask)
        links = _links(request, limit, offset, len(hits) > offset + limit)
        body = msgspec.json.encode(HitList(hits=tuple(hits[offset : offset + limit])))
        return tagged(request, body, media_type=JSON, headers=links)

    @routes.get(
        "/entities",
        responses=answers(EntityPage, 404),
        summary="A person, place or organization in all stories",
    )
    async def entities(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=500, description="Any of its names.")],
        type: EntityType | None = None,
        stories: Annotated[int, Query(ge=1, le=MOST, description="The most stories, the latest first.")] = 50,
    ) -> Response:
        return await _told(room, request, lambda library: library.entity(name, type, limit=stories))

    @routes.get(
        "/corrections", responses=answers(CorrectionList), summary="The reader's corrections that hold"
    )
    async def corrections(request: Request) -> Response:
        return await _told(room, request, lambda library: CorrectionList(corrections=library.corrections()))


def _add_imports(routes: APIRouter, room: Room) -> None:
    """What is being added."""

    @routes.get("/imports", responses=answers(JobList), summary="The additions that the server remembers")
    async def imports(request: Request) -> Response:
        return tagged(request, msgspec.json.encode(JobList(imports=room.jobs.all())), media_type=JSON)

    @routes.get("/imports/{job}", responses=answers(Job, 404), summary="How far an addition is")
    async def import_(request: Request, job: Name) -> Response:
        return tagged(request, msgspec.json.encode(found_job(room.jobs, job)), media_type=JSON)

    @routes.post(
        "/imports",
        status_code=202,
        responses=answers(Job, 403, 413, 415, status=202),
        summary="Add the pages at some addresses",
        openapi_extra=body(Order),
    )
    async def add(request: Request) -> Response:
        # Another site's page can send a form without asking; it cannot send JSON.
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            return problem(415, f"The body must be {JSON}.")
        try:
            order = msgspec.json.decode(await request.body(), type=Order)
        except (msgspec.DecodeError, RecursionError) as error:
            raise HTTPException(422, str(error)) from None
        urls = split_urls("\n".join(order.urls))
        job = await run_in_threadpool(submit, room.jobs, (), urls)
        where = {"Location": f"/api/imports/{job.id}"}
        return Response(msgspec.json.encode(job), 202, where, JSON)


async def _told(room: Room, request: Request, ask: Callable[[Library], object]) -> Response:
    body = await room.libraries.ask(lambda library: msgspec.json.encode(ask(library)))
    return tagged(request, body, media_type=JSON)


async def _walked(
    room: Room,
    request: Request,
    find: Callable[[Library], Iterator[T]],
    made: Callable[[int | None, tuple[T, ...]], object],
    *,
    limit: int,
    offset: int,
    whole: bool,
) -> Response:
    """A part of what is found story by story: counted if `whole`, else read only as far as is shown."""

    def ask(library: Library) -> list[T]:
        return list(find(library) if whole else islice(find(library), offset + limit + 1))

    found = await room.libraries.ask(ask)
    total = len(found) if whole else None
    return _list(request, found, limit, offset, lambda part: made(total, part))


def _quotes(library: Library, story: str | None, speaker: str | None) -> Iterator[StoryQuote]:
    """The quotations of a story, of a speaker, of one in a story, or of all stories, the latest first."""
    if story is None and speaker is not None:
        page = library.entity(speaker)
        for item in page.quotes:
            yield StoryQuote(story=item.story, speaker=page.name, quote=item.quote)
        return
    for found in _stories(library, story):
        names = _names(found)
        meant = {entity.id for entity in found.entities if speaker in (entity.name, *entity.aliases)}
        for quote in found.quotes:
            if speaker is None or quote.speaker in meant:
                yield StoryQuote(story=found.id, speaker=names.get(quote.speaker or ""), quote=quote)


def _events(library: Library, story: str | None, entity: str | None) -> Iterator[StoryEvent]:
    """The events of a story, with an entity, with one in a story, or of all stories, the latest first."""
    if story is None and entity is not None:
        events = library.entity(entity).events
        names = {id_: _names(library.show(id_).stories[0]) for id_ in {item.story for item in events}}
        yield from (_event(item.story, item.event, names[item.story]) for item in events)
        return
    for found in _stories(library, story):
        known = _names(found)
        meant = {one.id for one in found.entities if entity in (one.name, *one.aliases)}
        for event in found.events:
            if entity is None or meant & {*event.who, *event.claimed_by, event.where}:
                yield _event(found.id, event, known)


def _stories(library: Library, name: str | None) -> Iterator[Story]:
    """The story of this name, or all."""
    records = library.export() if name is None else iter((library.show(name),))
    return (record.stories[0] for record in records)


def _names(story: Story) -> dict[str, str]:
    return {entity.id: entity.name for entity in story.entities}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _event(story: str, event: Event, names: dict[str, str]) -> StoryEvent:
    who = tuple(names[id_] for id_ in event.who if id_ in names)
    return StoryEvent(story=story, who=who, where=names.get(event.where or ""), event=event)


def _list(
    request: Request, found: Sequence[T], limit: int, offset: int, made: Callable[[tuple[T, ...]], object]
) -> Response:
    part = tuple(found[offset : offset + limit])
    links = _links(request, limit, offset, offset + limit < len(found))
    return tagged(request, msgspec.json.encode(made(part)), media_type=JSON, headers=links)


def _links(request: Request, limit: int, offset: int, has_more: bool) -> dict[str, str]:
    """The Link header with the parts beside this one."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in {"limit", "offset"}]

    def link(place: int, rel: str) -> str:
        query = urlencode([*kept, ("limit", limit), ("offset", place)])
        return f'<{request.url.path}?{query}>; rel="{rel}"'

    found = [link(0, "first")]
    if offset:
        found.append(link(max(0, offset - limit), "prev"))
    if has_more:
        found.append(link(offset + limit, "next"))
    return {"Link": ", ".join(found)}
