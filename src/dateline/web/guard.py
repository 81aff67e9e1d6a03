"""What is refused before any page is made, and the headers of every answer.

A page of another site can make a browser ask this server for things. So the name that a request calls the
server by must be its own (a foreign name that leads here is DNS rebinding), a request that changes something
must come from a page of this server (Origin, Sec-Fetch-Site), and no answer may be framed or read elsewhere.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.schema.address import parts_of
from dateline.web.answers import refusal
from dateline.web.session import Sessions
from dateline.web.settings import Settings, host_name

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PATHS = ("/static/", "/enter")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" a browser hides the origin of its own forms as well.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(Exception):
    """More came than one addition may hold."""


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on; add the headers."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = request.state.session = self._sessions.of(request)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
                if session is not None and session.is_new and _is_page(headers):
                    headers.append("Set-Cookie", self._sessions.cookie(request, session))
            await send(message)

        answer = self._refusal(request)
        if answer is not None:
            await answer(scope, receive, send_with_headers)
            return
        await self._app(scope, self._counted(receive), send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if not self._settings.knows(host):
            name = host_name(host) or "without a name"
            return refusal(request, 421, f"This server is not called {name!r}.")
        if request.method not in READING:
            if not _is_from_here(request, host):
                return refusal(request, 403, "The request comes from a page of another site.")
            if int(_number(request.headers.get("content-length"))) > self._settings.upload_bytes:
                return refusal(request, 413, self._too_large())
        return self._stranger(request)

    def _stranger(self, request: Request) -> Response | None:
        """The answer to a browser that has to show the token first."""
        token = self._settings.token
        if token is None or request.url.path.startswith(OPEN_PATHS) or request.state.session is not None:
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and same(given.strip(), token):
            return None
        if request.method == "GET" and same(request.query_params.get("token", ""), token):
            rest = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "token"])
            answer = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), status_code=303)
            answer.headers["Set-Cookie"] = self._sessions.cookie(request, self._sessions.start())
            return answer
        return refusal(request, 401, "This library is open to who has its token.")

    def _counted(self, receive: Receive) -> Receive:
        """The body of a request, up to the limit, whatever length it said it would have."""
        count = 0

        async def counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._settings.upload_bytes:
                raise TooLarge(self._too_large())
            return message

        return counted

    def _too_large(self) -> str:
        return f"More than {self._settings.upload_bytes // 1_000_000} MB came at once."


def same(given: str, expected: str) -> bool:
    """Whether two secrets agree, in a time that does not tell how far."""
    return hmac.compare_digest(given.encode(), expected.encode())


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("Content-Type", "").startswith("text/html")


def _is_from_here(request: Request, host: str) -> bool:
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    parts = parts_of(origin) if origin is not None else None
    return origin is None or (parts is not None and parts.netloc.lower() == host.lower())


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
