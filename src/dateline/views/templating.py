"""The templates of all pages, and the one way in which values get into them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.views.escape import clean
from dateline.views.timeline import describe


@cache
def asset(name: str) -> str:
    """The text of a file beside the templates."""
    return (files("dateline.views") / "templates" / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """The templates: every value is cleaned and escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("dateline.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["spoken_mark"] = describe
    return made


def _finalize(value: Any) -> Any:
    """Whatever a template prints, free of controls; what it did not escape itself is escaped after this."""
    return clean(value) if type(value) is str else value
