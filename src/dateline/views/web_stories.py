"""The list of stories: what changed in each, how many origins it has, when it was covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dateline.schema.library import Counts
from dateline.views.dates import day_span, spoken
from dateline.views.web import Pager, Shell, page
from dateline.views.web_sparkline import Sparkline, sparkline
from dateline.views.words import count


class StoryLine(Protocol):
    """A story of a list, as the library gives it."""

    @property
    def id(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def articles(self) -> int: ...
    @property
    def origins(self) -> int: ...
    @property
    def first(self) -> str | None: ...
    @property
    def last(self) -> str | None: ...
    @property
    def changed(self) -> str: ...
    @property
    def coverage(self) -> Sequence[tuple[str, int]]: ...
    @property
    def change(self) -> Counts | None: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A story with what is otherwise in it since the reader looked, None where he never did."""

    line: StoryLine
    seen: str | None
    changes: Counts | None


@dataclass(frozen=True, slots=True)
class _Row:
    href: str
    headline: str
    counts: str
    days: str
    news: str
    spark: Sparkline | None
    changed: str
    change: str


def stories_page(
    shell: Shell, listed: Sequence[Listed], *, total: int, waiting: int, pager: Pager | None
) -> str:
    """The list; `total` counts all stories, `waiting` the articles that are in none yet."""
    return page(
        "stories",
        shell,
        title="Stories",
        total=total,
        counts=count(total, "story", "stories"),
        waiting=waiting,
        rows=[_row(item) for item in listed],
        first=pager.first if pager else 1,
        pager=pager,
    )


def _row(item: Listed) -> _Row:
    line = item.line
    days = [date.fromisoformat(day[:10]) for day in (line.first, line.last) if day]
    return _Row(
        href=f"/stories/{line.id}",
        headline=line.headline,
        counts=f"{count(line.articles, 'article')}, {count(line.origins, 'independent origin')}",
        days=day_span(days),
        news=news_line(item),
        spark=sparkline(line.coverage),
        changed=f"{'changed' if line.change else 'new'} {moment(line.changed)}",
        change=counts_words(line.change) if line.change else "",
    )


def news_line(item: Listed) -> str:
    """What is new in a story, in a line: "2 new articles, 3 new lines"; empty where nothing is."""
    told = counts_words(item.changes) if item.changes else ""
    return f"{told} since {moment(item.seen)}" if told and item.seen else told


def counts_words(found: Counts) -> str:
    """How much changed: "2 new articles, 3 new lines"; empty where nothing did."""
    parts = (
        count(found.articles, "new article") if found.articles else "",
        count(found.edited, "edited article") if found.edited else "",
        count(found.added, "new line") if found.added else "",
        count(found.altered, "altered line") if found.altered else "",
        f"{found.gone} gone" if found.gone else "",
    )
    return ", ".join(part for part in parts if part)


def moment(value: str) -> str:
    """A moment (ISO 8601, UTC) as a reader would write it, in the zone of this machine."""
    try:
        local = datetime.fromisoformat(value).astimezone()
    except ValueError:
        return value
    return spoken(local.isoformat(timespec="minutes"))
