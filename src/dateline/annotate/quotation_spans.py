"""Spans of content, source and cue from the encoder's scores, held to what the text itself gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotator import Encoding
from dateline.annotate.quotation_marks import Stretch

_OUTSIDE, _BEGIN, _INSIDE = range(3)

# Added to the log-odds of "outside" before decoding, chosen on the 42 documents of PolNeAR train that the
# encoder did not learn from: lower finds more and wrong ones, higher fewer.
CONTENT_BIAS = 0.0
SOURCE_BIAS = -0.5
CUE_BIAS = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the text, the pieces it is made of, and the mean probability that it is one."""

    start: int
    end: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """What the decoder may not do: for each piece, whether it must go on as the one before, or may not."""

    joined: NDArray[np.bool_]
    apart: NDArray[np.bool_]


def frame(text: str, encoding: Encoding, quoted: Sequence[Stretch] = ()) -> Frame:
    """The constraints of words, paragraphs, and `quoted` stretches: each wholly inside a span or out."""
    starts, ends = encoding.offsets[:, 0], encoding.offsets[:, 1]
    joined = np.zeros(len(starts), dtype=bool)
    apart = np.zeros(len(starts), dtype=bool)
    for index in range(1, len(starts)):
        before, at = int(ends[index - 1]), int(starts[index])
        if before == at:
            joined[index] = text[before - 1].isalnum() and text[at].isalnum()
        else:
            apart[index] = "\n" in text[before:at]
    for stretch in quoted:
        if stretch.nested or stretch.closure == "open":
            continue
        first, last = np.searchsorted(starts, (stretch.start, stretch.end))
        joined[first + 1 : last] = True
    return Frame(joined & ~apart, apart)


def spans(encoding: Encoding, head: str, limits: Frame, *, bias: float = 0.0) -> list[Found]:
    """The most probable spans of one head (labels O, B, I) under `limits`, by the Viterbi algorithm."""
    scores = encoding.heads[head].astype(np.float64)
    if not len(scores):
        return []
    labels = _viterbi(scores + np.array([bias, 0.0, 0.0]), limits)
    inside = 1.0 - np.exp(scores[:, _OUTSIDE])
    found: list[Found] = []
    index = 0
    while index < len(labels):
        if labels[index] == _OUTSIDE:
            index += 1
            continue
        end = index + 1
        while end < len(labels) and labels[end] == _INSIDE:
            end += 1
        found.append(
            Found(
                int(encoding.offsets[index, 0]),
                int(encoding.offsets[end - 1, 1]),
                index,
                end,
                float(inside[index:end].mean()),
            )
        )
        index = end
    return found


def _viterbi(scores: NDArray[np.float64], limits: Frame) -> list[int]:
    rows = scores.tolist()
    never = float("-inf")
    outside, begin, inside = rows[0][_OUTSIDE], rows[0][_BEGIN], never
    back: list[tuple[int, int, int]] = [(0, 0, 0)]
    for row, joined, apart in zip(
        rows[1:], limits.joined.tolist()[1:], limits.apart.tolist()[1:], strict=True
    ):
        in_before, in_from = (begin, _BEGIN) if begin >= inside else (inside, _INSIDE)
        any_before, any_from = (outside, _OUTSIDE) if outside >= in_before else (in_before, in_from)
        if joined:
            back.append((_OUTSIDE, _OUTSIDE, in_from))
            # Within a quoted stretch or a word the label "begins" cannot stand: its score goes to "inside".
            outside, begin, inside = (
                outside + row[_OUTSIDE],
                never,
                in_before + max(row[_INSIDE], row[_BEGIN]),
            )
            continue
        back.append((any_from, any_from, in_from))
        outside, begin, inside = (
            any_before + row[_OUTSIDE],
            any_before + row[_BEGIN],
            never if apart else in_before + row[_INSIDE],
        )
    last = max(
        zip((outside, begin, inside), (_OUTSIDE, _BEGIN, _INSIDE), strict=True), key=lambda pair: pair[0]
    )[1]
    labels = [last]
    for froms in reversed(back[1:]):
        labels.append(froms[labels[-1]])
    return labels[::-1]


def link_masses(encoding: Encoding, content: Found) -> tuple[NDArray[np.float64], float]:
    """How much of `content` points to each piece of the text as the beginning of its source.

    Returns the share of each piece, and the share that points to no source at all; they sum to 1. Each window
    that shows a piece of the content votes, which finds a source better than the most central window alone.
    """
    shares = np.zeros(len(encoding.offsets))
    none, votes = 0.0, 0
    for window in encoding.links:
        first = max(content.first - window.first, 0)
        query = window.query[first : max(content.last - window.first, 0)]
        if not len(query):
            continue
        pairs = query @ window.key.T
        # "No source" scores 0, so that the greatest score is at least that.
        greatest = np.maximum(pairs.max(axis=1, keepdims=True), 0.0)
        nothing = np.exp(-greatest)
        pairs = np.exp(pairs - greatest)
        total = pairs.sum(axis=1, keepdims=True) + nothing
        shares[window.first : window.first + len(window.key)] += (1.0 / total[:, 0]) @ pairs
        none += float((nothing / total).sum())
        votes += len(query)
    return (shares / votes, none / votes) if votes else (shares, 1.0)
