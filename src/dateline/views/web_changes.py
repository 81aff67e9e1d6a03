"""What changed in a story, line by line, each leading to where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.schema.library import ArticleChange, LineChange, StoryChanges
from dateline.views.dates import spoken
from dateline.views.web import Shell, page
from dateline.views.web_stories import moment
from dateline.views.web_story import StoryView

SHOWN = 8
_ALL = 300
_LABELS = {"added": "new", "altered": "altered", "gone": "gone"}
_KINDS = {"quote": "quotation", "event": "event", "statement": "report"}
_DATES = frozenset({"when", "said"})


@dataclass(frozen=True, slots=True)
class FieldNews:
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class LineNews:
    what: str
    label: str
    text: str
    href: str | None
    fields: tuple[FieldNews, ...]


@dataclass(frozen=True, slots=True)
class ArticleNews:
    what: str
    label: str
    title: str
    note: str
    href: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What changed, the most telling first; `total` counts what the page of all changes has."""

    heading: str
    unchanged: str
    articles: tuple[ArticleNews, ...]
    lines: tuple[LineNews, ...]
    shown: int
    total: int
    href: str


def news_of(changes: StoryChanges, *, first_visit: bool = False) -> News | None:
    """What changed since a moment; None where the whole story is new, which needs no list."""
    if changes.is_new or first_visit:
        return None
    articles = tuple(_article(item) for item in changes.articles[:SHOWN])
    lines = line_changes(_told(changes)[:SHOWN], changes.story)
    total = len(changes.articles) + len(changes.lines)
    return News(
        heading=f"Since your visit of {moment(changes.since)}",
        unchanged=f"Nothing has changed since your visit of {moment(changes.since)}.",
        articles=articles,
        lines=lines,
        shown=len(articles) + len(lines),
        total=total,
        href=f"/stories/{changes.story}/changes?since={changes.since.replace('+', '%2B')}",
    )


def line_changes(changes: Sequence[LineChange], story: str | None) -> tuple[LineNews, ...]:
    """Lines that were added, altered or are gone, as pages print them."""
    return tuple(
        LineNews(
            what=item.what,
            label=f"{_LABELS[item.what]} {_KINDS[item.kind]}",
            text=item.text,
            href=f"/stories/{story}/lines/{item.line}" if story and item.what != "gone" else None,
            fields=tuple(
                FieldNews(
                    change.field, _words(change.field, change.before), _words(change.field, change.after)
                )
                for change in item.fields
            ),
        )
        for item in changes
    )


def _told(changes: StoryChanges) -> list[LineChange]:
    """Altered lines first, then events, quotes and statements that are new, then what is gone."""
    order = {"altered": 0, "added": 1, "gone": 2}
    kinds = {"event": 0, "quote": 1, "statement": 2}
    return sorted(changes.lines, key=lambda item: (order[item.what], kinds[item.kind]))


def _words(field: str, value: str | None) -> str | None:
    return spoken(value) if value and field in _DATES else value


def _article(item: ArticleChange) -> ArticleNews:
    when = f"came {moment(item.when)}" if item.when else ""
    return ArticleNews(
        what=item.what,
        label=f"{item.what} article",
        title=item.title or item.article,
        note=", ".join(part for part in (item.outlet, when) if part),
        href=None if item.what == "gone" else f"/articles/{item.article}",
    )


def changes_page(shell: Shell, story: StoryView, changes: StoryChanges) -> str:
    """Everything that changed in a story since a moment."""
    return page(
        "section",
        shell,
        title=f"Changes: {story.headline}",
        story=story,
        heading=f"Changes since {moment(changes.since)}",
        kind="changes",
        column="",
        articles=[_article(item) for item in changes.articles],
        items=line_changes(_told(changes)[:_ALL], changes.story),
        what="changes",
        pager=None,
    )
