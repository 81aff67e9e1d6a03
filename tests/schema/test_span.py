"""Spans by their place."""

from __future__ import annotations

from dateline.schema.span import Span, beginning_in

TEXT = "Talks in Lorn ended on Monday without result."


def test_those_that_begin_in_a_stretch() -> None:
    spans = [Span.of("a1", TEXT, start, start + 5) for start in (0, 9, 14, 23)]
    assert [9, 14] == [spans[at].start for at in beginning_in(spans, 1, 23)]
    assert not beginning_in(spans, 15, 23)
    assert not beginning_in((), 0, 10)
