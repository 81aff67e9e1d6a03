"""Answers of every kind: pages, problems, what has not changed since it was asked for."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

import msgspec
from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from dateline.views.web import Shell, plain_page

PROBLEM = "application/problem+json"
_TITLES = {
    401: "A token is needed",
    403: "Refused",
    404: "Not here",
    405: "Not possible here",
    409: "Not now",
    413: "Too much at once",
    421: "Another name",
    422: "Not understood",
    500: "Something went wrong",
}


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, as RFC 9457 has it: `title` names the kind, `detail` says what it was this time."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"


def is_api(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def refusal(request: Request, status: int, detail: str) -> Response:
    """The answer that says why there is none: to programs as a problem, to readers as a page."""
    if is_api(request):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return problem(status, detail, headers=headers)
    page = plain_page(
        Shell(form_token=None),
        title=title_of(status),
        text=detail,
        ask_token=status == 401,
    )
    return HTMLResponse(page, status_code=status)


def problem(status: int, detail: str, *, headers: dict[str, str] | None = None) -> Response:
    """A problem for programs."""
    body = msgspec.json.encode(Fault(title=title_of(status), status=status, detail=detail))
    return Response(body, status_code=status, media_type=PROBLEM, headers=headers)


def title_of(status: int) -> str:
    """A few words for an HTTP status."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


def tagged(
    request: Request, body: bytes, *, media_type: str, headers: dict[str, str] | None = None
) -> Response:
    """The body with its ETag (RFC 9110), or 304 where whoever asks has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, **(headers or {})}
    asked = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in asked or "*" in asked:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
