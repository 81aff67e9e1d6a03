"""The example's record, and one whose every text is hostile."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from dateline.schema.story import Record

sys.path.insert(0, str(Path(__file__).parent))  # for sample.py and browser.py beside this file

from sample import example_record

HOSTILE = '<script>alert("x")</script>\x1b[31m\u202eevil\x00 | *b* `c` [d](javascript:e)'


@pytest.fixture(scope="session")
def record() -> Record:
    """The record of the example story, made by hand."""
    return example_record()


@pytest.fixture(scope="session")
def hostile(record: Record) -> Record:
    """The same record with markup, controls and bidirectional controls in every name, title and quote."""
    story = record.stories[0]
    replace = msgspec.structs.replace
    return replace(
        record,
        articles=tuple(
            replace(
                a, title=HOSTILE, outlet=HOSTILE, bylines=(HOSTILE,), source=replace(a.source, path=HOSTILE)
            )
            for a in record.articles
        ),
        stories=(
            replace(
                story,
                headline=HOSTILE,
                origins=tuple(replace(o, name=HOSTILE, basis=HOSTILE) for o in story.origins),
                entities=tuple(
                    replace(e, name=HOSTILE, aliases=(HOSTILE,), roles=(HOSTILE,), side=HOSTILE)
                    for e in story.entities
                ),
                quotes=tuple(replace(q, text=HOSTILE, origins=(HOSTILE,)) for q in story.quotes),
                events=tuple(
                    replace(e, what=HOSTILE, code=HOSTILE, origins=(HOSTILE,)) for e in story.events
                ),
                statements=tuple(replace(s, text=HOSTILE) for s in story.statements),
                tracks=tuple(replace(t, name=HOSTILE) for t in story.tracks),
            ),
        ),
        problems=tuple(replace(p, error=HOSTILE) for p in record.problems),
    )
