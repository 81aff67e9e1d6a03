"""The cookie of a browser, and the tokens that its forms carry.

The cookie is a random name with a keyed digest of it. Where the server asks for a token, only who showed it
gets a cookie, and the key comes from the token, so that the browser need not show it again after a restart.
A form carries a digest of the cookie's name, which another site can neither read nor make.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from fastapi import Request

from dateline.web.settings import Settings

_BYTES = 16
_DAYS = 90


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. `form_token` is what its forms must carry."""

    name: str
    form_token: str
    is_new: bool


class Sessions:
    """Makes and recognises sessions."""

    def __init__(self, settings: Settings) -> None:
        given = settings.token.encode() if settings.token else settings.secret
        self._key = hashlib.sha256(b"dateline session\n" + given).digest()
        self._needs_token = settings.token is not None

    def of(self, request: Request) -> Session | None:
        """The session of a request; a new one where there is none and nobody need show a token."""
        name, _, digest = request.cookies.get(_cookie(request), "").partition(".")
        if name and hmac.compare_digest(digest, self._digest("cookie", name)):
            return Session(name, self._digest("form", name), is_new=False)
        return None if self._needs_token else self.start()

    def start(self) -> Session:
        """A session for a browser that has none."""
        name = secrets.token_hex(_BYTES)
        return Session(name, self._digest("form", name), is_new=True)

    def cookie(self, request: Request, session: Session) -> str:
        """The cookie of a session, as a header has it: out of reach of scripts and of other sites."""
        value = f"{session.name}.{self._digest('cookie', session.name)}"
        secure = "; Secure" if request.url.scheme == "https" else ""
        return (
            f"{_cookie(request)}={value}; Path=/; Max-Age={_DAYS * 86_400}; HttpOnly; SameSite=Strict{secure}"
        )

    def _digest(self, what: str, name: str) -> str:
        return hmac.new(self._key, f"{what} {name}".encode(), hashlib.sha256).hexdigest()


def _cookie(request: Request) -> str:
    """Cookies do not know ports; two servers of one machine must not take each other's."""
    return f"dateline-{request.url.port or 80}"
