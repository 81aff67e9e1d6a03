"""One article as coreference sees it: where each mention stands in its sentence, and who speaks there."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.annotator import Document
from dateline.schema.annotation import Mention, Quotation, Token
from dateline.schema.span import Span

PARAGRAPH = 0.4
SUBJECT = 1.0
OWNER_OF_SUBJECT = 0.8
_LONGEST_MENTION = 400
"""Characters of the longest mention that is looked for around a place."""
_NOMINAL_POSITIONS = {
    "nsubj": SUBJECT,
    "nsubjpass": 0.9,
    "agent": 0.5,
    "dobj": 0.5,
    "dative": 0.5,
    "iobj": 0.5,
    "pobj": 0.2,
    "poss": 0.3,
    "attr": 0.2,
    "appos": 0.3,
}
"""Salience by grammatical position (order after Lappin and Leass 1994; weights tuned on two events of
NewsWCL50)."""


_POSSESSION = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands. `first`, `last`, `head`: tokens. `quotation`: the direct speech it is in."""

    first: int
    last: int
    head: int
    sentence: int
    dep: str
    weight: float
    quotation: int | None


class View:
    """Places of all mentions, and the quotations with the mentions that are their sources."""

    def __init__(self, document: Document) -> None:
        layers = document.annotations
        self.text = document.text
        self.mentions: Sequence[Mention] = layers.mentions
        self.tokens: Sequence[Token] = layers.tokens
        self.quotations: Sequence[Quotation] = layers.quotations
        self.line = self._lines(layers.sentences)
        """How far down the text each sentence is: one a sentence, and a little more a paragraph."""
        self._mention_starts = [mention.start for mention in layers.mentions]
        self._starts = [token.start for token in layers.tokens]
        self.children: list[list[int]] = [[] for _ in layers.tokens]
        for number, token in enumerate(layers.tokens):
            if token.head != number:
                self.children[token.head].append(number)
        self._speech = sorted(
            (part.start, part.end, index)
            for index, quotation in enumerate(layers.quotations)
            if quotation.kind != "indirect"
            for part in self._in_marks(quotation)
        )
        self.places = [self._place(mention) for mention in layers.mentions]
        self.in_sentence: list[list[int]] = [[] for _ in layers.sentences]
        """The mentions of each sentence."""
        for index, place in enumerate(self.places):
            self.in_sentence[place.sentence].append(index)
        self.with_head: dict[int, list[int]] = {}
        """The mentions that have a token as their head."""
        for index, place in enumerate(self.places):
            self.with_head.setdefault(place.head, []).append(index)
        self.source_of = [self._source(quotation) for quotation in layers.quotations]
        self.speaks_in: dict[int, list[int]] = {}
        for index, source in enumerate(self.source_of):
            if source is not None:
                self.speaks_in.setdefault(source, []).append(index)

    def _lines(self, sentences: Sequence[Span]) -> list[float]:
        lines = [0.0]
        for before, after in itertools.pairwise(sentences):
            lines.append(lines[-1] + 1 + PARAGRAPH * ("\n" in self.text[before.end : after.start]))
        return lines

    def _in_marks(self, quotation: Quotation) -> list[_Range]:
        """The stretches of a quotation that stand in quotation marks."""
        parts = []
        for part in quotation.content:
            inside = self._tokens_between(part.start, part.end)
            opened = quotation.kind == "direct"
            begin = part.start if opened else None
            for token in inside:
                if token.text in {'"', "“", "”", "''", "``"}:
                    if begin is None:
                        begin = token.end
                    else:
                        parts.append(_Range(begin, token.start))
                        begin = None
            if begin is not None and (opened or self.text[part.end : part.end + 1] in {'"', "”"}):
                parts.append(_Range(begin, part.end))
        return [part for part in parts if part.end > part.start]

    def _tokens_between(self, start: int, end: int) -> Sequence[Token]:
        low = bisect.bisect_left(self._starts, start)
        high = bisect.bisect_left(self._starts, end)
        return self.tokens[low:high]

    def token_at(self, offset: int) -> int:
        """The token that holds an offset, or the last one before it."""
        return max(bisect.bisect_right(self._starts, offset) - 1, 0)

    def inside(self, span: Span) -> list[Mention]:
        """The mentions in a span, but not one that is all of it."""
        low = bisect.bisect_left(self._mention_starts, span.start)
        high = bisect.bisect_left(self._mention_starts, span.end)
        return [
            m
            for m in self.mentions[low:high]
            if m.end <= span.end and (m.start, m.end) != (span.start, span.end)
        ]

    def speech_at(self, offset: int) -> int | None:
        """The quotation in whose marks an offset lies, or None."""
        at = bisect.bisect_right(self._speech, (offset, len(self.text) + 1, 0)) - 1
        if at >= 0 and self._speech[at][0] <= offset < self._speech[at][1]:
            return self._speech[at][2]
        return None

    def _place(self, mention: Mention) -> Place:
        first, last = self.token_at(mention.start), self.token_at(mention.end - 1)
        head = next(
            (
                n
                for n in range(last, first - 1, -1)
                if not first <= self.tokens[n].head <= last or self.tokens[n].head == n
            ),
            last,
        )
        dep = self._dep(head)
        return Place(
            first=first,
            last=last,
            head=head,
            sentence=self.tokens[head].sentence,
            dep=dep,
            weight=self._weight(head, dep),
            quotation=self.speech_at(mention.start),
        )

    def _weight(self, head: int, dep: str) -> float:
        """Salience of the position; the owner of the subject stands nearly as high as the subject."""
        if dep == "poss" and self.tokens[self.tokens[head].head].dep == "nsubj":
            return OWNER_OF_SUBJECT
        return _NOMINAL_POSITIONS.get(dep, 0.1)

    def _dep(self, head: int) -> str:
        """Grammatical position; a joined noun has that of the first of its row."""
        for _ in range(6):
            token = self.tokens[head]
            if token.dep not in {"conj", "appos"} or token.head == head:
                return token.dep
            head = token.head
        return self.tokens[head].dep

    def _source(self, quotation: Quotation) -> int | None:
        """The mention that a quotation's source is: its head, not a name inside it."""
        source = quotation.source
        if source is None:
            return None
        first = bisect.bisect_left(self._mention_starts, source.start - _LONGEST_MENTION)
        last = bisect.bisect_left(self._mention_starts, source.end)
        inside = [
            (self._rank(index, source.start, source.end), -self.mentions[index].start, index)
            for index in range(first, last)
            if self.mentions[index].overlaps(source)
        ]
        return max(inside)[2] if inside else self._antecedent(source)

    def _antecedent(self, source: Span) -> int | None:
        """The mention that "who" as a source stands for: the one that its clause hangs on."""
        number = self.token_at(source.start)
        if self.tokens[number].tag not in {"WP", "WDT"}:
            return None
        for _ in range(6):
            token = self.tokens[number]
            if token.dep == "relcl":
                return next(iter(self.with_head.get(token.head, ())), None)
            number = token.head
        return None

    def _rank(self, index: int, start: int, end: int) -> tuple[int, int]:
        """How much of a source a mention is: its head, a person, a name."""
        mention, place = self.mentions[index], self.places[index]
        governed = start <= self.tokens[self.tokens[place.head].head].start < end
        within = governed and self.tokens[place.head].dep in {"pobj", "poss"}
        if (
            mention.kind == "name"
            and not within
            and any(
                start <= role.start and role.end <= mention.start <= role.end + 1 for role in mention.roles
            )
        ):
            return 3, 1
        is_head = not governed or self.tokens[place.head].dep == "appos"
        person = mention.type == "person"
        return int(is_head) + int(person and is_head), int(mention.kind == "name")

    def owners_of(self, head: int) -> list[int]:
        """The tokens that own a noun; a mark of possession tells it where the parser does not."""
        return [c for c in self.children[head] if self.tokens[c].dep == "poss" or self._is_marked(c)]

    def _is_marked(self, number: int) -> bool:
        return any(
            self.tokens[c].text in _POSSESSION and self.tokens[c].dep == "case" for c in self.children[number]
        )

    def clause_subject(self, number: int) -> int | None:
        """The subject token of the verb that governs a token, of "who" what its clause hangs on, or None."""
        for _ in range(8):
            token = self.tokens[number]
            if token.pos in {"VERB", "AUX"}:
                for child in self.children[number]:
                    if self.tokens[child].dep in {"nsubj", "nsubjpass"}:
                        relative = token.dep == "relcl" and self.tokens[child].tag in {"WP", "WDT"}
                        return token.head if relative else child
                if token.dep not in {"conj", "xcomp"}:
                    return None
            if token.head == number:
                return None
            number = token.head
        return None

    def main_subject(self, sentence_of: int) -> int | None:
        """The subject token of the main verb of the sentence that holds a token."""
        number = sentence_of
        for _ in range(len(self.tokens)):
            if self.tokens[number].head == number:
                break
            number = self.tokens[number].head
        return next((c for c in self.children[number] if self.tokens[c].dep in {"nsubj", "nsubjpass"}), None)
