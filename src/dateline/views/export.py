"""The formats that a record can be written in, by name."""

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


FORMATS: dict[str, Callable[[Record], str]] = {
    "html": _html,
    "ics": _calendar,
    "json": _json,
    "md": _markdown,
    "text": _text,
}
