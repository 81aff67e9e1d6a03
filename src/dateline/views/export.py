"""The formats that a record can be written in, by name: text, or bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from dateline.schema.story import Record

_TEXT_WIDTH = 100


def _html(record: Record) -> str:
    from dateline.views.page import render

    return render(record)


def _json(record: Record) -> str:
    return record.to_json() + "\n"


def _markdown(record: Record) -> str:
    from dateline.views.text import render_markdown

    return render_markdown(record)


def _calendar(record: Record) -> str:
    from dateline.views.calendar import render_ics

    return render_ics(record)


def _text(record: Record) -> str:
    from rich.console import Console

    from dateline.views.terminal import render

    out = StringIO()
    render(record, Console(file=out, width=_TEXT_WIDTH, color_system=None, force_terminal=False))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _annotations(record: Record) -> str:
    from dateline.views.web_annotation import render_annotations

    return render_annotations(record)


def _ninjs(record: Record) -> str:
    from dateline.views.ninjs import render_ninjs

    return render_ninjs(record)


def _timeline(record: Record) -> str:
    from dateline.views.timeline_js import render_timeline_js

    return render_timeline_js(record)


def _sqlite(record: Record) -> bytes:
    from dateline.views.sqlite_file import render_sqlite

    return render_sqlite(record)


FORMATS: dict[str, Callable[[Record], str]] = {
    "annotations": _annotations,
    "html": _html,
    "ics": _calendar,
    "json": _json,
    "md": _markdown,
    "ninjs": _ninjs,
    "text": _text,
    "timelinejs": _timeline,
}
BINARY: dict[str, Callable[[Record], bytes]] = {"sqlite": _sqlite}
"""Formats for a file alone."""
