"""What every room of routes is given."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from dateline.views.web import Shell
from dateline.web.jobs import Jobs
from dateline.web.libraries import Libraries
from dateline.web.session import Session, Sessions
from dateline.web.settings import Settings
from dateline.web.views import Views

FORM_TOKEN = "form_token"
_EXPIRED = "The form is from an earlier visit. Go back, load the page again, and send it once more."


@dataclass(frozen=True, slots=True)
class Room:
    """The parts that pages are made with."""

    settings: Settings
    sessions: Sessions
    libraries: Libraries
    jobs: Jobs
    views: Views

    def shell(self, request: Request, *, query: str = "") -> Shell:
        """What is around every page for this browser."""
        session: Session | None = request.state.session
        token = session.form_token if session else None
        return Shell(form_token=token, here=request.url.path, query=query, working=self.jobs.working)

    def check(self, request: Request, form: FormData) -> None:
        """Raise where a form was not made for this browser."""
        session: Session | None = request.state.session
        given = form.get(FORM_TOKEN)
        expected = session.form_token if session and not session.is_new else ""
        if not expected or not hmac.compare_digest(str(given).encode(), expected.encode()):
            raise HTTPException(403, _EXPIRED)
