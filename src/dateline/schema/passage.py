"""Words that several articles have in common."""

from __future__ import annotations

from dateline.schema.span import Span


class SharedPassage(Span, frozen=True, kw_only=True):
    """A stretch of an article whose words stand in other articles (`others`, ids) as well."""

    others: tuple[str, ...]
