"""Ends of phrases, by syntax: a span that breaks off inside a phrase is completed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.schema.annotation import Token

# A word of these functions cannot be the last of a phrase that holds its head.
_BEFORE_HEAD = frozenset(
    {"amod", "aux", "auxpass", "compound", "det", "neg", "nmod", "nummod", "poss", "predet", "quantmod"}
)
_VERBAL = frozenset({"VBG", "VBD", "VBZ", "VBP", "MD"})
REPORTING_VERBS = frozenset(
    {
        "acknowledge", "add", "admit", "affirm", "agree", "announce", "answer", "argue", "ask", "assert",
        "believe", "caution", "claim", "comment", "complain", "conclude", "concede", "confirm", "continue",
        "declare", "demand", "deny", "emphasise", "emphasize", "explain", "insist", "joke", "maintain",
        "mention", "note", "observe", "pledge", "promise", "proclaim", "read", "recall", "remark", "repeat",
        "reply", "report", "respond", "reveal", "say", "state", "stress", "suggest", "tell", "testify",
        "think", "tweet", "urge", "vow", "warn", "wonder", "write", "yell",
    }
)  # fmt: skip
"""Verbs of saying that commonly stand beside speech in marks."""

# Words that a phrase is not left at; more than these are not added.
_MOST_ADDED = 12


class Phrases:
    """The tokens of one article, asked by offset."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._starts = [token.start for token in tokens]

    def nominal(self, start: int, end: int) -> tuple[int, int]:
        """The noun phrase that `start:end` is taken for: whole, and without the beginning of a next one."""
        words = list(self.within(start, end))
        while len(words) > 1 and self._hangs(words):
            words.pop()
        if words and words[-1].end < end and words[-1].start > start:
            end = words[-1].end
        # A name that was taken for an auxiliary ("May was right") is no part of what its verb says.
        if words and words[-1].dep == "aux":
            return start, end
        return start, self.completed(start, end)

    def _hangs(self, words: Sequence[Token]) -> bool:
        """Whether the last of `words` begins what no longer belongs to the noun phrase before it."""
        last, before = words[-1], words[-2]
        if last.text in {",", ";", ":"} or last.pos in {"CCONJ", "SCONJ"} or last.tag in {"WP", "WDT"}:
            return True
        verbs = [word for word in words if word.pos in {"VERB", "AUX"}]
        if last.pos in {"VERB", "AUX"} and last.tag in _VERBAL:
            return len(verbs) == 1 and before.pos in {"NOUN", "PROPN", "PRON", "PUNCT"}
        return last.pos == "ADV" and before.pos in {"NOUN", "PROPN"} and not verbs

    def word_at(self, offset: int) -> Token | None:
        """The token that holds the character at `offset`."""
        at = bisect_right(self._starts, offset) - 1
        return self._tokens[at] if at >= 0 and offset < self._tokens[at].end else None

    def within(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin in `start:end`."""
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def completed(self, start: int, end: int) -> int:
        """Where a phrase that is taken to be `start:end` really ends; `end` itself as a rule."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end) - 1
        limit = last + _MOST_ADDED
        at = last
        while first <= at < limit:
            further = self._required(at)
            if further is None:
                break
            at = further
        if at == last or at >= limit or at >= len(self._tokens):
            return end
        return max(end, self._tokens[at].end)

    def clause(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Subject and verb of a reporting clause that is all of `start:end`; None if there is none."""
        words = self.within(start, end)
        first = bisect_left(self._starts, start)
        for verb in words:
            if verb.pos != "VERB" or verb.lemma.lower() not in REPORTING_VERBS:
                continue
            subject = [
                word
                for index, word in enumerate(words)
                if self._reaches(first + index, verb, "nsubj", first, first + len(words))
            ]
            if subject:
                return (subject[0].start, subject[-1].end), (verb.start, verb.end)
        return None

    def _reaches(self, at: int, verb: Token, dep: str, first: int, last: int) -> bool:
        """Whether token number `at` belongs to the dependent `dep` of `verb`, within `first:last`."""
        for _ in range(last - first):
            token = self._tokens[at]
            if self._tokens[token.head] is verb and token.dep == dep:
                return True
            if token.head == at or not first <= token.head < last:
                return False
            at = token.head
        return False

    def _required(self, at: int) -> int | None:
        """The token that must follow in a phrase with token number `at`, None if it may end there."""
        token = self._tokens[at]
        if token.head > at and token.dep in _BEFORE_HEAD:
            return token.head
        if token.pos == "ADP":
            children = [
                index
                for index in range(at + 1, min(at + _MOST_ADDED, len(self._tokens)))
                if self._tokens[index].head == at and self._tokens[index].dep in {"pobj", "pcomp"}
            ]
            if children:
                return children[0]
        return None
