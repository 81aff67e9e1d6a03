"""The record as Markdown."""

from __future__ import annotations

import re

from dateline.schema.story import Record
from dateline.views.text import render_markdown


def test_every_line_has_its_sentences(record: Record) -> None:
    """Under each line stand the outlet, the day and the sentence."""
    text = render_markdown(record)
    assert "  - Tolmark Gazette, 15 May: The meeting was cancelled on Wednesday." in text


def test_markup_in_names_is_escaped(hostile: Record) -> None:
    """No character of a name is taken for Markdown or HTML."""
    text = render_markdown(hostile)
    assert not re.search(r"(?<!\\)<script", text)
    assert not re.search(r"(?<!\\)\[d", text)
    assert "\x1b" not in text


def test_headings_are_in_order(record: Record) -> None:
    """One title, then the sections of the page."""
    headings = re.findall(r"^#+ .*", render_markdown(record), re.MULTILINE)
    expected = ["Confirmed by several origins", "From one origin only", "Disputed", "Meetings",
                "Other events", "Background", "Who said what", "People", "Places",
                "Organizations and groups", "Sources", "Not read"]  # fmt: skip
    assert headings[0] == "# Valdoria and Kestria put off Geneva summit by six days"
    assert [h[3:] for h in headings if h.startswith("## ")] == expected
