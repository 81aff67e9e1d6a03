"""Dateline reads what many outlets published about the same events and writes one record with evidence.

An article's way through it:

    ingest      bytes, URLs, archives       ->  Article
    annotate    one Article                 ->  Annotations
    resolve     many annotated articles     ->  links and clusters
    record      clusters                    ->  Story
    views       Story                       ->  page, terminal, JSON, Markdown, calendar

`read` goes the whole way. `open` gives a library, which keeps articles and their stories from day to day
(store). `annotate` and `group` stand alone as well.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import (
        AnnotationError,
        DatelineError,
        ModelError,
        PipelineError,
        SourceError,
        SpanError,
        StoreError,
    )
    from dateline.pipeline import annotate, annotate_many, group, read
    from dateline.pipeline_library import Library, open
    from dateline.schema.annotation import Annotations
    from dateline.schema.article import Article
    from dateline.schema.span import Span
    from dateline.schema.story import Record, Story

__all__ = [
    "AnnotationError",
    "Annotations",
    "Article",
    "DatelineError",
    "Library",
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
    "open",
    "read",
]

__version__ = "0.1.0"

_HOMES = {
    "Annotations": "dateline.schema.annotation",
    "Article": "dateline.schema.article",
    "Span": "dateline.schema.span",
    "Record": "dateline.schema.story",
    "Story": "dateline.schema.story",
    **dict.fromkeys(("annotate_many", "group", "read"), "dateline.pipeline"),
    **dict.fromkeys(("Library", "open"), "dateline.pipeline_library"),
    **dict.fromkeys(
        (
            "AnnotationError",
            "DatelineError",
            "ModelError",
            "PipelineError",
            "SourceError",
            "SpanError",
            "StoreError",
        ),
        "dateline.errors",
    ),
}


class _Annotators(ModuleType):
    """The room of the annotators, `dateline.annotate`, which is also the function of that name."""

    def __call__(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Annotations:
        """See `dateline.pipeline.annotate`."""
        from dateline.pipeline import annotate as annotate_text

        return annotate_text(text, published=published, title=title, language=language)


class _Package(ModuleType):
    """Python sets a subpackage as an attribute of its package, over a function of the same name. So that
    both `dateline.annotate(text)` and `dateline.annotate.timex` work, in whatever order things are
    imported, the subpackage is made callable when it is set.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "annotate" and isinstance(value, ModuleType):
            value.__class__ = _Annotators
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import dateline` stays instant (PEP 562)."""
    if name == "annotate":
        return import_module("dateline.annotate")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
