"""Style, script and icon: the same for everybody, and kept by the browser under the digest of their text."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.views.web import ASSETS, asset_digest, asset_text
from dateline.web.answers import refusal
from dateline.web.room import Room

_FOREVER = "public, max-age=31536000, immutable"


def router(room: Room) -> APIRouter:
    """The route of the files."""
    del room
    routes = APIRouter(include_in_schema=False)

    @routes.get("/static/{name}")
    def static(request: Request, name: str, v: str = "") -> Response:
        if name not in ASSETS:
            return refusal(request, 404, "There is no such file.")
        caching = _FOREVER if v == asset_digest(name) else "no-cache"
        return Response(asset_text(name), media_type=ASSETS[name], headers={"Cache-Control": caching})

    return routes
