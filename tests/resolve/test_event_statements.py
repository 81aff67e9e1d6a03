"""Which statements of invented reports are one."""

from __future__ import annotations

import json
from pathlib import Path

import dateline

WORDS = "the bridge over the Senn will stay shut until every cable has been tested"


def told(tmp_path: Path, *texts: str) -> list[list[str]]:
    """For each statement of the record the articles that tell of it."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(
            json.dumps(
                {
                    "text": text,
                    "title": "Bridge",
                    "date_publish": "2031-05-14",
                    "source_domain": f"p{number}.example",
                }
            ),
            "utf-8",
        )
    record = dateline.read(paths)
    return [
        sorted({span.article for span in event.evidence})
        for story in record.stories
        for event in story.events
        if event.code == "statement"
    ]


def test_one_utterance_is_one_statement(tmp_path: Path) -> None:
    """Two reports of the same words are one, other words of the same day are not."""
    found = told(
        tmp_path,
        f"Transport Minister Ada Moor told parliament on Monday that “{WORDS}”. The bridge was shut in May.",
        f"“{WORDS.capitalize()},” Ada Moor, the transport minister, told parliament on Monday. "
        "She said on Monday that nobody had resigned over the inspection of the harbour cranes.",
    )
    assert ["a1", "a2"] in found
