"""The application: rooms of routes behind the guard, and what becomes of errors."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dateline import __version__
from dateline.errors import DatelineError, StoreError
from dateline.web import api, forms, importing, pages, static
from dateline.web.answers import refusal
from dateline.web.api_description import describe
from dateline.web.guard import HEADERS, Guard, TooLarge
from dateline.web.jobs import Jobs
from dateline.web.libraries import Libraries
from dateline.web.room import Room
from dateline.web.session import Sessions
from dateline.web.settings import Settings
from dateline.web.views import Views


def application(settings: Settings, *, jobs: Jobs | None = None) -> FastAPI:
    """The web application of the library that `settings` name, which must exist; `jobs` run additions."""
    sessions = Sessions(settings)
    additions = jobs or Jobs(settings.library)
    room = Room(settings, sessions, Libraries(settings), additions, Views())

    def warm() -> None:
        # Whoever opens the library next is told what is wrong with it.
        with suppress(DatelineError), room.libraries.open() as library:
            room.views.warm(library)

    additions.after = warm

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=warm, name="dateline-warm", daemon=True).start()
        yield
        additions.close()

    app = FastAPI(
        title="Dateline",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    for part in (static, forms, importing, pages, api):
        app.include_router(part.router(room))
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    app.add_middleware(Guard, settings=settings, sessions=sessions)
    app.add_exception_handler(StoreError, _missing)
    app.add_exception_handler(DatelineError, _failed)
    app.add_exception_handler(TooLarge, _too_large)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _unforeseen)
    return app


async def _missing(request: Request, error: Exception) -> Response:
    return refusal(request, 404, str(error))


async def _failed(request: Request, error: Exception) -> Response:
    return refusal(request, 422, str(error))


async def _too_large(request: Request, error: Exception) -> Response:
    return refusal(request, 413, str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail if error.detail != "Not Found" else "There is no such page."
    answer = refusal(request, error.status_code, detail)
    answer.headers.update(error.headers or {})
    return answer


async def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = (f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors())
    return refusal(request, 422, "; ".join(faults))


async def _unforeseen(request: Request, error: Exception) -> Response:
    answer = refusal(request, 500, "This is a fault of Dateline; the terminal that serves it shows more.")
    # The guard is not around what answers faults.
    answer.headers.update(HEADERS)
    return answer
