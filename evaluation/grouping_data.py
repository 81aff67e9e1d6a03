"""The corpora of stories as articles with the story of each, in fixed splits."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from zlib import crc32

from dateline.schema.article import Article
from shared import lines


def article_of(record: dict[str, Any]) -> Article:
    """The article that a line of one of the corpora holds."""
    return Article(
        id=record["id"],
        text=record["text"],
        title=record.get("title") or None,
        outlet=record.get("outlet") or None,
        published=record.get("date") or record.get("date_publish") or None,
    )


def allsides() -> tuple[list[tuple[Article, str]], list[tuple[Article, str]]]:
    """The articles of allsides_triplets with their stories: first and second half by time.

    A story lies where its earliest date lies. Undated articles stand at a place that depends on
    their id alone; stories without any date are dealt out by their id.
    """
    stories: defaultdict[str, list[Article]] = defaultdict(list)
    for record in lines("allsides_triplets", "articles.jsonl.gz"):
        stories[record["cluster"]].append(article_of(record))
    began = {
        story: min((a.published for a in articles if a.published), default=None)
        for story, articles in stories.items()
    }
    dates = sorted(day for day in began.values() if day)
    middle = dates[len(dates) // 2]
    halves: tuple[list[tuple[Article, str]], list[tuple[Article, str]]] = ([], [])
    for story, articles in stories.items():
        day = began[story]
        late = day >= middle if day else crc32(story.encode()) % 2 == 1
        halves[late].extend((article, story) for article in articles)
    for half in halves:
        days = sorted(article.published for article, _ in half if article.published)
        half.sort(
            key=lambda item: (item[0].published or days[crc32(item[0].id.encode()) % len(days)], item[0].id)
        )
    return halves


def ecbplus(part: str) -> list[tuple[Article, str]]:
    """The documents of ECB+ ("train" or "dev") with their subtopic, which is one event."""
    records = list(lines("ecbplus", f"{part}.jsonl.gz"))
    return [(article_of({**record, "url": None}), record["subtopic"]) for record in records]
