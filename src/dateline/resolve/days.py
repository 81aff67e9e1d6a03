"""The day of an article's publication as a number."""

from __future__ import annotations

from datetime import date

from dateline.schema.article import Article


def day_of(article: Article) -> int | None:
    """The day on which `article` appeared as `date.toordinal` counts, None where it is not known."""
    try:
        return date.fromisoformat(article.published[:10]).toordinal() if article.published else None
    except ValueError:
        return None
