"""The record as one HTML page that needs nothing beside itself.

The page works without scripts (details open in place, citations lead to the sentence in its article) and
from a file; its content security policy admits exactly its own style and its own script.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from dateline.schema.story import Record
from dateline.views.escape import clean_line
from dateline.views.page_parts import StoryPart, story_parts
from dateline.views.templating import asset, environment


def render(record: Record) -> str:
    """The HTML page of `record`."""
    style, script = asset("page.css"), asset("page.js")
    stories = story_parts(record)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            title=_title(stories),
            stories=stories,
            problems=[
                {"source": clean_line(p.source.path or p.source.url or "input"), "error": clean_line(p.error)}
                for p in record.problems
            ],
        )
    )


def _title(stories: tuple[StoryPart, ...]) -> str:
    if len(stories) == 1:
        return f"{clean_line(stories[0].headline)} – Dateline"
    return f"{len(stories)} stories – Dateline"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
