"""The stories with keys that weights are learned from, each read and held beside its key."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
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

APART = (
    "arms-treaty-exit",
    "assembly-vote",
    "bakery-ruling",
    "base-gunman",
    "border-handshake",
    "ceasefire-lifted-sanctions",
    "churches-bombed",
    "conflict-warning",
    "detainees-home",
    "entry-barred",
    "executive-arrested",
    "general-killed",
    "health-emergency",
    "hotel-stormed",
    "jet-downed",
    "killers-sentenced",
    "leader-resigns",
    "legislature-stormed",
    "march-called",
    "nightclub-gunman",
    "officer-sentenced",
    "officers-indicted",
    "parliament-attack",
    "party-leader-elected",
    "peace-deal-signed",
    "phone-hacked",
    "plane-admission",
    "return-to-group",
    "six-countries-ban",
    "stockpile-limit",
    "strike-stand-down",
    "summit-in-doubt",
    "tariffs-begin",
    "treaty-suspended",
    "typhoon-lands",
    "vaccine-hackers",
)
"""Stories to develop with that no weights are learned from, so that a change can be checked on them."""

READ = (
    "assembly-vote",
    "bakery-ruling",
    "base-gunman",
    "ceasefire-lifted-sanctions",
    "churches-bombed",
    "conflict-warning",
    "detainees-home",
    "entry-barred",
    "general-killed",
    "health-emergency",
    "hotel-stormed",
    "jet-downed",
    "killers-sentenced",
    "leader-resigns",
    "march-called",
    "officer-sentenced",
    "officers-indicted",
    "parliament-attack",
    "party-leader-elected",
    "phone-hacked",
    "plane-admission",
    "return-to-group",
    "six-countries-ban",
    "stockpile-limit",
    "strike-stand-down",
    "summit-in-doubt",
    "tariffs-begin",
    "treaty-suspended",
    "typhoon-lands",
    "vaccine-hackers",
)
"""Those of `APART` that were read since, which weights may be learned from by name."""


@contextmanager
def stories_to_learn(also: Collection[str] = ()) -> Iterator[list[Story]]:
    """The stories to develop with but for those of `APART` that are not in `also`; their articles are there
    within the context.
    """
    apart = {*APART} - {*also}
    with _to_develop() as found:
        yield [story for story in found if story.name not in apart]


@contextmanager
def stories_to_check() -> Iterator[list[Story]]:
    """The stories of `APART`; their articles are there within the context."""
    with _to_develop() as found:
        yield [story for story in found if story.name in APART]


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
