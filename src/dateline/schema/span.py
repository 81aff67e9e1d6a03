"""A place in an article's text, with the text that stands there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from dateline.errors import SpanError


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Half-open range `start:end` of code points in the text of `article`, and what it reads."""

    article: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: str, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`, where `text` is the whole text of the article with id `article`.

        Raises SpanError if the range is empty or leaves the text.
        """
        if not 0 <= start < end <= len(text):
            raise SpanError(f"span {start}:{end} of article {article!r} is not inside 0:{len(text)}")
        return Span(article=article, start=start, end=end, text=text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether both spans share at least one code point of one article."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_Start = TypeVar("_Start", bound=_Placed)


def beginning_in(spans: Sequence[_Placed], start: int, end: int) -> range:
    """The places in `spans` or tokens, which stand in the order of their starts, of those that begin in
    `start:end`."""
    low = bisect_left(spans, start, key=lambda span: span.start)
    return range(low, bisect_left(spans, end, lo=low, key=lambda span: span.start))


def starting_at(spans: Sequence[_Start], start: int) -> _Start | None:
    """The one of `spans` or tokens, which stand in the order of their starts, that starts at `start`."""
    at = bisect_left(spans, start, key=lambda span: span.start)
    return spans[at] if at < len(spans) and spans[at].start == start else None


def check_span(span: Span, text: str) -> None:
    """Raise SpanError unless `span` reads the same as that slice of `text`."""
    slice_ = text[span.start : span.end]
    if slice_ != span.text or not slice_:
        raise SpanError(
            f"span {span.start}:{span.end} of article {span.article} reads {slice_!r}, not {span.text!r}"
        )
