"""The stories with keys that weights are learned from, each read and held beside its key."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import dateline
from dateline import pipeline
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.story import Record
from dateline.schema.story import Story as Told
from shared import scorer
from stories import Story, more_stories, shared_stories

UNREAD = (
    "accounts-banned",
    "airport-clashes",
    "arms-treaty-exit",
    "border-handshake",
    "climate-grants",
    "drone-shot-at",
    "executive-arrested",
    "general-rebuke",
    "guards-charged",
    "island-policy",
    "legislature-stormed",
    "locked-loaded",
    "missile-speech",
    "net-rules-repealed",
    "nightclub-gunman",
    "no-charges-officer",
    "peace-deal-signed",
    "power-contract",
    "restaurant-blast",
    "school-shooting",
    "snap-election",
    "stadium-rally",
    "tanker-warrant",
    "third-defeat",
    "troops-to-border",
    "war-declared-claim",
)
"""Stories to develop with that nobody has read and no weights are learned from, so that a change can be
checked on them. Whoever reads one takes it off this list."""


@contextmanager
def stories_to_learn() -> Iterator[list[Story]]:
    """The stories to develop with but for `UNREAD`; their articles are there within the context."""
    with _to_develop() as found:
        yield [story for story in found if story.name not in UNREAD]


@contextmanager
def stories_to_check() -> Iterator[list[Story]]:
    """The stories of `UNREAD`; their articles are there within the context."""
    with _to_develop() as found:
        yield [story for story in found if story.name in UNREAD]


@contextmanager
def _to_develop() -> Iterator[list[Story]]:
    with TemporaryDirectory() as scratch:
        found = [*shared_stories(), *more_stories(Path(scratch))]
        yield [story for story in found if story.use() == "develop"]


def read(story: Story) -> tuple[Record, Any]:
    """The record of a story, and its key (`score_record.Key`) with the record laid beside it."""
    expected = json.loads(story.key.read_text("utf-8"))
    record = dateline.read([story.articles / article["file"] for article in expected["articles"]])
    return record, scorer("score_record").Key(expected, json.loads(record.to_json(indent=0)))


def read_annotated(story: Story) -> tuple[list[Sequence[AnnotatedArticle]], Any]:
    """The annotated articles of each affair of a story, and its key as `read` gives it."""
    found: list[Sequence[AnnotatedArticle]] = []
    build = pipeline.build_story

    def keep(id_: str, annotated: Sequence[AnnotatedArticle], **rest: Any) -> Told:
        found.append(annotated)
        return build(id_, annotated, **rest)

    with patch.object(pipeline, "build_story", keep):
        _, key = read(story)
    return found, key


def spots(key: Any, item: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Where the evidence of an event or conflict of a key stands: article, start and end."""
    places = (key.find(spot["file"], spot["in"]) for spot in item.get("evidence", []))
    return [place for place in places if place is not None]
