"""Who said what: source, cue and content of direct, mixed and indirect quotations.

Two layers meet here. The text itself gives quoted stretches (`quotation_marks`) and the turns of
transcripts (`quotation_turns`); the encoder, trained on PolNeAR (Newell et al., LREC 2018), gives probable
contents, sources and cues and links contents to sources (`quotation_spans`). Contents are clauses as in
PolNeAR: that of a mixed quotation is the clause with its quoted fragment.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotator import Document, Encoding
from dateline.annotate.quotation_kinds import is_heading, is_title, kind
from dateline.annotate.quotation_marks import Stretch, stretches
from dateline.annotate.quotation_phrases import Phrases
from dateline.annotate.quotation_relays import Relays
from dateline.annotate.quotation_spans import (
    CONTENT_BIAS,
    CUE_BIAS,
    SOURCE_BIAS,
    Found,
    frame,
    link_masses,
    spans,
)
from dateline.annotate.quotation_turns import posts, turns
from dateline.schema.annotation import Quotation
from dateline.schema.span import Span

_MARKS = "\"“”„‟«»″〝〞'‘’‚‛‹›`´′"
# Two contents with one of these between them are two.
_SEPARATES = frozenset(".!?,;:”\"’'»")
_INTERRUPTS = frozenset(",-–—")
# What may follow a closing mark and still belong to the speech: "Nous partons", dit-il.
_AFTER_MARKS = ".,;!? \u00a0"
# Words of a cue between two parts of an indirect quotation.
_LONGEST_CUE = 3
_EDGES = _MARKS + " \t\n\r\u00a0"
# A source that a content points to with less than this share of its pieces is not named as its
# source. Chosen on the documents of PolNeAR train set aside; .05 to .2 score alike.
_LEAST_LINK = 0.1
# A piece that more of a content points to than this is its source even if the head for sources is silent.
_LEAST_ALONE = 0.35
_CREDIT = re.compile(
    r"[ \t\u00a0]*\n?[ \t\u00a0]*(?:[―—–]|--?)[ \t\u00a0]*"
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?:[ \u00a0][^\W\d_a-z][\w.'’-]*){0,4})[ \t\u00a0]*(?=[,(\n]|\.?\s*$)"
)
# Labelled lines in which the encoder sees less speech than this are lists.
_LEAST_TURN = 0.3
# Tokens of a reporting clause that the encoder took into a content, its subject aside.
_LONGEST_TAIL = 8
# Characters after such a content in which the verb of its reporting clause may stand.
_VERB_BEYOND = 12
# A cue stands near its source: farther than this many characters it is that of another attribution.
_CUE_REACH = 120


@dataclass(frozen=True, slots=True)
class _Part:
    """One contiguous content with its source and cue; `carrier` is who passes the words of the source on."""

    content: Found
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    turn: bool = False
    carrier: tuple[int, int] | None = None


class Quotations:
    """Provides `quotations`."""

    name = "quotations"
    requires = frozenset({"sentences", "tokens", "encoding"})
    provides = frozenset({"quotations"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The quotations of the article, in the order of their contents."""
        if document.encoding is None or not len(document.encoding.offsets):
            return {"quotations": ()}
        reading = _Reading(document, document.encoding)
        return {"quotations": reading.quotations()}


class _Reading:
    """One article while its quotations are found."""

    def __init__(self, document: Document, encoding: Encoding) -> None:
        self.article = document.article.id
        self.text = document.text
        self.phrases = Phrases(document.annotations.tokens)
        self.relays = Relays(document.annotations.tokens)
        self.encoding = encoding
        self.stretches = stretches(self.text)
        plain = frame(self.text, encoding)
        self.sources = spans(encoding, "source", plain, bias=SOURCE_BIAS)
        self.cues = spans(encoding, "cue", plain, bias=CUE_BIAS)
        self.contents = self._with_rest(
            self._joined(
                spans(encoding, "content", frame(self.text, encoding, self.stretches), bias=CONTENT_BIAS)
            )
        )

    def quotations(self) -> tuple[Quotation, ...]:
        spoken = self._turns() + self._posts()
        parts = spoken + [
            self._part(content)
            for content in self.contents
            if not any(
                turn.content.start < content.end and content.start < turn.content.end for turn in spoken
            )
        ]
        parts.sort(key=lambda part: part.content.start)
        parts = list(self._said_by_their_speakers(parts))
        kept = [part for part in parts if self._inner(part.content) and not self._no_speech(part)]
        groups = self._grouped(kept)
        return tuple(self._quotation(group) for group in groups)

    def _joined(self, found: Sequence[Found]) -> list[Found]:
        """Contents as whole phrases, those with nothing but a space between them joined.

        "called the offer “a first step”" is one content, though the encoder begins anew at the mark.
        """
        joined: list[Found] = []
        for index, each in enumerate(found):
            room = found[index + 1].start if index + 1 < len(found) else len(self.text)
            content = self._whole(each, room)
            before = joined[-1] if joined else None
            gap = self.text[before.end : content.start] if before else "\n"
            if before and "\n" not in gap and not gap.strip() and self.text[before.end - 1] not in _SEPARATES:
                score = (before.score + content.score) / 2
                joined[-1] = Found(before.start, content.end, before.first, content.last, score)
            else:
                joined.append(content)
        return joined

    def _with_rest(self, contents: Sequence[Found]) -> list[Found]:
        """The contents, with paragraphs in which speech goes on by its marks, though the encoder saw none."""
        found = list(contents)
        for before, stretch in itertools.pairwise(self.stretches):
            pair = [before, stretch] if before.closure == "continued" else []
            speech = next(
                (each for each in found if each.start < before.end and before.start < each.end), None
            )
            goes_on = stretch.start == stretch.inner_start
            for part in pair if speech or goes_on else ():
                if not any(each.start < part.end and part.start < each.end for each in found):
                    found.append(self._marked(part, speech.score if speech else 0.5))
        return sorted(found, key=lambda each: each.start)

    def _marked(self, stretch: Stretch, score: float) -> Found:
        first, last = np.searchsorted(self.encoding.offsets[:, 0], (stretch.start, stretch.end))
        return Found(stretch.start, stretch.end, int(first), int(last), score)

    def _whole(self, content: Found, room: int) -> Found:
        """The content up to the end of its last phrase, unless another content or a mark comes first."""
        end = self.phrases.completed(content.start, content.end)
        marks = any(
            content.end <= each.start < end or content.end <= each.end <= end for each in self.stretches
        )
        if not content.end < end <= room or marks:
            return content
        last = int(np.searchsorted(self.encoding.offsets[:, 0], end))
        return Found(content.start, end, content.first, last, content.score)

    def _turns(self) -> list[_Part]:
        """The turns of a transcript; where they may be a list, only if the encoder takes them for speech."""
        parts = []
        sure = False
        for turn in turns(self.text):
            sure = turn.sure
            first, last = np.searchsorted(self.encoding.offsets[:, 0], turn.content)
            if first < last:
                inside = 1.0 - np.exp(self.encoding.heads["content"][first:last, 0])
                found = Found(*turn.content, int(first), int(last), float(inside.mean()))
                parts.append(_Part(found, turn.speaker, turn.cue, turn=True))
        if parts and not sure and np.mean([part.content.score for part in parts]) < _LEAST_TURN:
            return []
        return parts

    def _posts(self) -> list[_Part]:
        """The posts of public networks, each said by its author, unless it tells what somebody else said."""
        found = []
        for post in posts(self.text):
            start, end = post.content
            inside = [each for each in self.contents if start <= each.start and each.end <= end]
            sources = (self._source(each) for each in inside if self._in_marks(each))
            if not any(source and start <= source[0] < end for source in sources):
                found.append(_Part(self._range(start, end), post.author, None, turn=True))
        return found

    def _range(self, start: int, end: int) -> Found:
        first, last = np.searchsorted(self.encoding.offsets[:, 0], (start, end))
        return Found(start, end, int(first), int(last), 1.0)

    def _part(self, content: Found) -> _Part:
        if inner := self._own_attribution(content):
            return inner
        source = self._source(content)
        return _Part(content, source, self._cue(content, source))

    def _said_by_their_speakers(self, parts: Sequence[_Part]) -> Iterator[_Part]:
        """The parts, with whoever said them in place of the medium that passes them on."""
        said: dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]] = {}
        for part in parts:
            content = (part.content.start, part.content.end)
            if part.source is None or part.cue is None or part.turn:
                yield part
                continue
            if part.carrier is not None and part.carrier != part.source:
                said[part.carrier] = (part.source, part.cue)
            relayed = self.relays.resolved(content, part.source)
            if relayed is not None:
                said[part.source] = (relayed.source, relayed.cue)
                if relayed.content is not None:
                    yield _Part(self._cut(part.content, *relayed.content), relayed.source, relayed.cue)
            elif part.source in said:
                yield _Part(part.content, *said[part.source])
            elif reported := self.relays.reported(content, part.source, part.cue):
                yield _Part(part.content, reported, part.cue)
            elif behind := self.relays.follows(content, part.source):
                yield _Part(part.content, behind, part.cue)
            else:
                yield part

    def _cut(self, content: Found, start: int, end: int) -> Found:
        """The content without what stands before `start`."""
        if start <= content.start:
            return content
        first = int(np.searchsorted(self.encoding.offsets[:, 0], start))
        return Found(start, end, first, content.last, content.score)

    def _own_attribution(self, content: Found) -> _Part | None:
        """The quotation inside a content that is itself an attribution: `"We go," Lee said` by a paper."""
        holder = next((each for each in self._quoted(content) if each.start == content.start), None)
        if holder is None or holder.end >= content.end or holder.closure != "closed":
            return None
        tail = self.phrases.within(holder.end, content.end)
        clause = self.phrases.clause(holder.end, content.end + _VERB_BEYOND)
        if clause is None or min(clause)[0] >= content.end:
            return None
        source, cue = clause
        if len(tail) - len(self.phrases.within(*source)) > _LONGEST_TAIL:
            return None
        last = int(np.searchsorted(self.encoding.offsets[:, 0], holder.end))
        inner = Found(holder.start, holder.end, content.first, last, content.score)
        return _Part(inner, source, cue, carrier=self._source(content))

    def _source(self, content: Found) -> tuple[int, int] | None:
        """The source that the content's pieces point to, a detected one if there is one at that place."""
        if credit := self._credit(content):
            return credit
        shares, none = link_masses(self.encoding, content)
        best, best_share = None, max(none, _LEAST_LINK)
        for source in self.sources:
            share = float(shares[source.first : source.last].sum())
            if share > best_share:
                best, best_share = source, share
        if best is not None:
            return self.phrases.nominal(best.start, best.end)
        return self._undetected(shares, none)

    def _undetected(self, shares: NDArray[np.float64], none: float) -> tuple[int, int] | None:
        """The phrase at the piece that most of a content points to, where no source was detected."""
        piece = int(shares.argmax())
        if shares[piece] < max(none, _LEAST_ALONE):
            return None
        word = self.phrases.word_at(int(self.encoding.offsets[piece, 0]))
        if word is None or word.pos in {"PUNCT", "VERB", "AUX", "ADP", "CCONJ"}:
            return None
        return self.phrases.nominal(word.start, word.end)

    def _credit(self, content: Found) -> tuple[int, int] | None:
        """The name set after a quotation: `“We go.” — Ann Lee`."""
        holder = next((each for each in self._quoted(content) if each.end >= content.end), None)
        credit = _CREDIT.match(self.text, holder.end) if holder else None
        return credit.span("name") if credit else None

    def _cue(self, content: Found, source: tuple[int, int] | None) -> tuple[int, int] | None:
        best, best_gap = None, _CUE_REACH
        for cue in self.cues:
            gap = _gap((cue.start, cue.end), (content.start, content.end))
            if source is not None:
                gap = min(2 * gap, _CUE_REACH // 2) + _gap((cue.start, cue.end), source)
            if (
                gap < best_gap
                and "\n" not in self.text[min(cue.end, content.end) : max(cue.start, content.start)]
            ):
                best, best_gap = cue, gap
        return (best.start, best.end) if best else None

    def _grouped(self, parts: Sequence[_Part]) -> list[list[_Part]]:
        """Parts of one utterance together: `"A," she said, "B."`."""
        groups: list[list[_Part]] = []
        for part in parts:
            if groups and self._continues(groups[-1][-1], part):
                groups[-1].append(part)
            else:
                groups.append([part])
        return groups

    def _continues(self, before: _Part, part: _Part) -> bool:
        """Whether `part` goes on with the sentence that the source and cue of `before` interrupt."""
        gap = self.text[before.content.end : part.content.start]
        if self._goes_on(before.content, part.content):
            return True
        source = before.source
        if source is None or source != part.source or part.turn or "\n" in gap:
            return False
        interrupts = before.content.end <= source[0] and source[1] <= part.content.start
        if not interrupts or gap.rstrip(_EDGES)[-1:] not in _INTERRUPTS:
            return False
        if self._in_marks(before.content) and self._in_marks(part.content):
            return True
        # "The talks, she said, would go on": nothing but the source and its verb stands between.
        return len(gap.split()) - len(self.text[slice(*source)].split()) <= _LONGEST_CUE

    def _goes_on(self, before: Found, content: Found) -> bool:
        """Whether a content stands in a paragraph into which the speech before goes on without a mark."""
        here = next((each for each in self._quoted(content) if each.start == each.inner_start), None)
        there = self._quoted(before)[-1:]
        if here is None or not there or there[0].closure != "continued":
            return False
        return not self.text[there[0].end : here.start].strip()

    def _in_marks(self, content: Found) -> bool:
        return any(each.start <= content.start and content.end <= each.end for each in self._quoted(content))

    def _no_speech(self, part: _Part) -> bool:
        """Whether the content is a title, or a heading whose words the article quotes elsewhere."""
        start, end = self._inner(part.content) or (part.content.start, part.content.end)
        marked = self._quoted(part.content)
        if part.source is None and marked and all(is_title(self.text, each) for each in marked):
            return True
        if not is_heading(self.text, start, end, self.stretches):
            return False
        words = self.text[start:end].casefold()
        return self.text.casefold().count(words) > 1

    def _quoted(self, content: Found) -> list[Stretch]:
        return [each for each in self.stretches if each.start < content.end and content.start < each.end]

    def _inner(self, content: Found) -> tuple[int, int] | None:
        """The content without white space and marks that stand around it; None if nothing is left."""
        start, end = content.start, content.end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        for stretch in self._quoted(content):
            if stretch.start == start and not self.text[stretch.end : end].strip(_AFTER_MARKS):
                start, end = stretch.inner_start, min(end, stretch.inner_end)
            elif stretch.start <= start and end <= stretch.end and not stretch.nested:
                start, end = max(start, stretch.inner_start), min(end, stretch.inner_end)
        if not self.text[start:end].strip(_EDGES):
            return None
        return start, end

    def _quotation(self, group: Sequence[_Part]) -> Quotation:
        inner = [span for part in group if (span := self._inner(part.content))]
        source = next((part.source for part in group if part.source), None)
        cue = next((part.cue for part in group if part.cue), None)
        return Quotation(
            content=tuple(self._span(start, end) for start, end in inner),
            kind="direct"
            if any(part.turn for part in group)
            else kind(self.text, inner, self.stretches, self.phrases),
            source=self._span(*source) if source else None,
            cue=self._span(*cue) if cue else None,
            score=round(float(np.mean([part.content.score for part in group])), 4),
        )

    def _span(self, start: int, end: int) -> Span:
        return Span.of(self.article, self.text, start, end)


def _gap(left: tuple[int, int], right: tuple[int, int]) -> int:
    """Characters between two ranges, 0 if they touch or overlap."""
    return max(0, left[0] - right[1], right[0] - left[1])
