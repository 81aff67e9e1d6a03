"""The sentence around a span, for showing evidence where only the span is known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.schema.sentences import find_sentences
from dateline.schema.span import Span
from dateline.views.escape import clean

_LONGEST = 420  # Code points of context shown; longer sentences are cut around the span.
_MARGIN = 140


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A span in its sentence: `before` and `after` are what stands around it there."""

    span: Span
    before: str
    text: str
    after: str

    @property
    def is_part(self) -> bool:
        """Whether words of the sentence stand outside the span."""
        return any(character.isalnum() for character in self.before + self.after)

    @property
    def sentence(self) -> str:
        """The whole excerpt in one piece."""
        return self.before + self.text + self.after


def excerpt(span: Span, text: str) -> Excerpt:
    """The sentence or sentences of `text` that `span` lies in, made safe to show."""
    start, end = sentence_bounds(text, span.start, span.end)
    before, inside, after = text[start : span.start], text[span.start : span.end], text[span.end : end]
    if end - start > _LONGEST:
        before = before if len(before) <= _MARGIN else "… " + before[-_MARGIN:].partition(" ")[2]
        after = after if len(after) <= _MARGIN else after[:_MARGIN].rpartition(" ")[0] + " …"
    return Excerpt(span=span, before=clean(before).lstrip(), text=clean(inside), after=clean(after).rstrip())


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentences begin and end that `text[start:end]` lies in; the span itself where in none."""
    sentences = _sentences(text)
    first = bisect_right(sentences, start, key=lambda sentence: sentence[1])
    last = bisect_left(sentences, max(end, start + 1), key=lambda sentence: sentence[0])
    touched = sentences[first:last]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_sentences(text))


def merge(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The ranges of one article that `spans` cover, overlapping ones joined, ascending."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return tuple(merged)
