"""How many of the events that a careful reader noted are among the first twelve of their story.

    python evaluation/foremost.py [--json]

Read are the keys that may be looked at (docs/keys.md); salience was learned on many of them. "by origins" is
the measure by origins, then by sentences. What somebody only said is left aside: the quotations show it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import dateline
from dateline.schema.story import Event
from dateline.views.foremost import foremost, weight
from shared import scorer
from stories import Story, more_stories, shared_stories

FIRST = 12
"""Events that the terminal shows of a list."""


class Case(NamedTuple):
    """An event of a record, and whether a key notes it."""

    story: str
    event: Event
    noted: bool


def cases(story: Story) -> list[Case]:
    """The events of the record of one story."""
    expected = json.loads(story.key.read_text("utf-8"))
    record = dateline.read([story.articles / article["file"] for article in expected["articles"]])
    key = scorer("score_record").Key(expected, json.loads(record.to_json(indent=0)))
    noted = {id_ for event in expected["events"] if (id_ := _found(key, event)) is not None}
    return [
        Case(story.name, event, event.id in noted)
        for found in record.stories
        for event in found.events
        if not event.is_quoted
    ]


def _found(key: Any, expected: dict[str, Any]) -> str | None:
    """The event of the record that tells an event of a key: most parties, then most sentences in common."""
    spots = [spot for e in expected.get("evidence", []) if (spot := key.find(e["file"], e["in"]))]
    best: tuple[int, str] | None = None
    for event in key.events:
        told = sum(
            any(e["article"] == at and e["start"] < end and start < e["end"] for e in event["evidence"])
            for at, start, end in spots
        )
        who = sum(any(key.is_entity(id_, name) for id_ in event["who"]) for name in expected["who"])
        if told and 2 * who >= len(expected["who"]) and (best is None or 2 * who + told > best[0]):
            best = (2 * who + told, event["id"])
    return best[1] if best else None


def share(found: Sequence[Case], weights: Callable[[Case], float]) -> float:
    """Which part of the noted events is among the first of their story."""
    first = 0
    for story in {case.story for case in found}:
        inside = [case for case in found if case.story == story]
        first += sum(case.noted for case in foremost(inside, list(map(weights, inside)), FIRST))
    return round(first / sum(case.noted for case in found), 4)


def main() -> None:
    """Print the measure, or with --json one flat object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print {measure: number}")
    options = parser.parse_args()
    found: list[Case] = []
    with TemporaryDirectory() as scratch:
        for story in [*shared_stories(), *more_stories(Path(scratch))]:
            if story.use() == "develop":
                found += cases(story)
    numbers = {
        "noted events": float(sum(case.noted for case in found)),
        "among the first": share(found, lambda case: weight(case.event)),
        "by origins": share(found, lambda case: 100 * len(case.event.origins) + len(case.event.evidence)),
    }
    if options.json:
        print(json.dumps(numbers))
        return
    for name, value in numbers.items():
        print(f"{name:20} {value:>8}")


if __name__ == "__main__":
    main()
