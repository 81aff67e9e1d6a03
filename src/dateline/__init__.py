"""Dateline reads what many outlets published about the same events and writes one record with evidence.

An article's way through it:

    ingest      bytes, URLs, archives       ->  Article
    annotate    one Article                 ->  Annotations
    resolve     many annotated articles     ->  links and clusters
    record      clusters                    ->  Story
    views       Story                       ->  page, terminal, JSON, Markdown, calendar

`read` goes the whole way. `annotate` and `group` stand alone as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import DatelineError, ModelError, PipelineError, SourceError, SpanError, StoreError
    from dateline.pipeline import annotate, annotate_many, group, read
    from dateline.schema.annotation import Annotations
    from dateline.schema.article import Article
    from dateline.schema.span import Span
    from dateline.schema.story import Record, Story

__all__ = [
    "Annotations",
    "Article",
    "DatelineError",
    "ModelError",
    "PipelineError",
    "Record",
    "SourceError",
    "Span",
    "SpanError",
    "StoreError",
    "Story",
    "__version__",
    "annotate",
    "annotate_many",
    "group",
    "read",
]

__version__ = "0.1.0"

_HOMES = {
    "Annotations": "dateline.schema.annotation",
    "Article": "dateline.schema.article",
    "Span": "dateline.schema.span",
    "Record": "dateline.schema.story",
    "Story": "dateline.schema.story",
    **dict.fromkeys(("annotate", "annotate_many", "group", "read"), "dateline.pipeline"),
    **dict.fromkeys(
        ("DatelineError", "ModelError", "PipelineError", "SourceError", "SpanError", "StoreError"),
        "dateline.errors",
    ),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import dateline` stays instant (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
