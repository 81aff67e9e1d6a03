"""What the reader's forms change: corrections, stories that wait, the token that opens the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from dateline.pipeline_library import Library
from dateline.schema.annotation import EntityType
from dateline.schema.library import CorrectionKind
from dateline.views.web_forms import correct_page, corrections_page
from dateline.web.answers import refusal
from dateline.web.guard import same
from dateline.web.importing import submit
from dateline.web.jobs import OF_STORIES, Regroup
from dateline.web.room import Room

_KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
_TYPES: tuple[EntityType, ...] = get_args(EntityType)


def router(room: Room) -> APIRouter:
    """The routes of the forms."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/corrections")
    async def corrections(request: Request) -> Response:
        shell = room.shell(request)
        return HTMLResponse(
            await room.libraries.ask(
                lambda library: corrections_page(shell, library.corrections(undone=True))
            )
        )

    @routes.get("/stories/{story}/correct")
    async def correct(request: Request, story: str) -> Response:
        shell = room.shell(request)
        return HTMLResponse(
            await room.libraries.ask(lambda library: correct_page(shell, room.views.story(library, story)))
        )

    @routes.post("/corrections")
    async def make(request: Request) -> Response:
        form = await _form(room, request)
        kind = next((known for known in OF_STORIES if known == form.get("kind")), None)
        if kind is not None:
            return await _at_work(
                room,
                Regroup(
                    kind=kind,
                    story=_text(form, "story") or None,
                    stories=tuple(_texts(form, "stories")),
                    articles=tuple(_texts(form, "articles")),
                ),
                "a correction of stories",
            )
        await room.libraries.ask(_correction(form))
        return _back(form)

    @routes.post("/corrections/{correction}/undo")
    async def undo(request: Request, correction: int) -> Response:
        form = await _form(room, request)
        known = await room.libraries.ask(lambda library: library.corrections())
        if any(one.id == correction and one.kind in OF_STORIES for one in known):
            return await _at_work(room, Regroup(undo=correction), "taking back a correction of stories")
        await room.libraries.ask(lambda library: library.undo(correction))
        return _back(form)

    @routes.post("/enter")
    async def enter(request: Request) -> Response:
        form = await request.form()
        token, given = room.settings.token, form.get("token")
        if token is None or not isinstance(given, str) or not same(given.strip(), token):
            return refusal(request, 401, "This is not the token.")
        answer = RedirectResponse("/", status_code=303)
        answer.headers["Set-Cookie"] = room.sessions.cookie(request, room.sessions.start())
        return answer

    return routes


async def _at_work(room: Room, regroup: Regroup, name: str) -> Response:
    """Resolving stories again takes its time: it is done like an addition, and its progress is shown."""
    job = await run_in_threadpool(submit, room.jobs, (), (), names=(name,), regroup=regroup)
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


async def _form(room: Room, request: Request) -> FormData:
    form = await request.form()
    room.check(request, form)
    return form


def _correction(form: FormData) -> Callable[[Library], object]:
    """The correction that a form asks for."""
    kind = next((known for known in _KINDS if known == form.get("kind")), None)
    type_: EntityType = next((known for known in _TYPES if known == form.get("type")), "person")
    if kind is None:
        raise HTTPException(422, f"A correction is one of {', '.join(_KINDS)}.")

    def make(library: Library) -> object:
        return library.correct(
            kind,
            story=_text(form, "story") or None,
            stories=_texts(form, "stories"),
            articles=[word for text in _texts(form, "articles") for word in text.split()],
            quote=_text(form, "line") or None,
            names=_texts(form, "names"),
            name=_text(form, "name") or None,
            type=type_,
            note=_text(form, "note"),
        )

    return make


def _text(form: FormData, name: str) -> str:
    return next(iter(_texts(form, name)), "")


def _texts(form: FormData, name: str) -> list[str]:
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def _back(form: FormData) -> Response:
    """To the page that the form names, if it is one of ours."""
    back = _text(form, "back")
    here = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if here else "/corrections", status_code=303)
