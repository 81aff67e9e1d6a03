"""Speech that a medium passes on: "the agency quoted Lee as saying", "Lee said they would go, KOC reported".

The source of such words is the one who said them, not the agency, the report or the video that carries them.
Where a sentence of speech names no other, those around it decide (`quotations`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.nouns import is_group_noun, is_person_noun, words
from dateline.annotate.quotation_phrases import REPORTING_VERBS
from dateline.schema.annotation import Token

_QUOTES = words("quote cite")
_SAYS = words("say tell add write state explain declare claim")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CARRIERS = words(
    "report statement dispatch article transcript release document letter post video footage recording "
    "clip broadcast media medium press television tv radio newspaper daily paper website site page account"
)
"""What carries somebody's words; bodies such as agencies do as well (`nouns.is_group_noun`)."""

_PAPERS = words("suit lawsuit complaint filing petition indictment motion affidavit brief ruling verdict")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relayed:
    """A content with the one who said it; `content` is None where nothing is left of it."""

    content: Range | None
    source: Range
    cue: Range


class Relays:
    """The tokens of one article, asked who said what others pass on."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._children: dict[int, list[int]] = {}
        for number, token in enumerate(tokens):
            if token.head != number:
                self._children.setdefault(token.head, []).append(number)

    def resolved(self, content: Range, source: Range) -> Relayed | None:
        """The content and its own speaker where `source` only passes it on, else None."""
        head = self._head(source)
        if head is None:
            return None
        return (
            self._quoted_as_saying(content, head)
            or self._own_clause(content, head)
            or self._shown(content, head)
        )

    def follows(self, content: Range, source: Range) -> Range | None:
        """The speaker right behind speech and its verb, where the source stands further on in the sentence.

        `"Go home," chanted farmers in a video`: parsers take the farmers for what was chanted.
        """
        at = bisect_left(self._starts, content[1])
        while at < len(self._tokens) and self._tokens[at].pos == "PUNCT":
            at += 1
        if at >= len(self._tokens) or self._tokens[at].tag not in {"VBD", "VBZ", "VBP"}:
            return None
        first = bisect_left(self._starts, source[0])
        for child in self._below(at, {"nsubj", "dobj"}):
            start, end = self._phrase(child)
            if (
                at < start <= at + 1
                and end < first
                and self._tokens[first].sentence == self._tokens[at].sentence
            ):
                return self._offsets(start, end)
        return None

    def reported(self, content: Range, source: Range, cue: Range) -> Range | None:
        """Who speaks where the cue has a subject of its own and the source stands apart as a medium.

        `"…," the plaintiffs argue, per the Bell`; "Lee said they would go, according to the newspaper".
        """
        head, verb = self._head(source), bisect_left(self._starts, cue[0])
        if head is None or verb >= len(self._tokens):
            return None
        if self._tokens[verb].tag not in _FINITE or not self._says(verb) or not self._is_medium(head):
            return None
        subject = next(self._below(verb, {"nsubj"}), None)
        if subject is None or self._tokens[subject].pos not in {"NOUN", "PROPN", "PRON"}:
            return None
        start, end = self._span(subject)
        within = content[0] <= start < content[1]
        if within or (start < source[1] and source[0] < end) or self._tokens[subject].tag in {"WDT", "WP"}:
            return None
        return start, end

    def _is_medium(self, head: int) -> bool:
        """Whether a source is cited for what another says: "per the Bell", "according to the newspaper"."""
        token = self._tokens[head]
        by = self._tokens[token.head]
        cited = by.lemma.lower() == "per" or self._tokens[by.head].text.lower() == "according"
        return cited and token.dep == "pobj" and (token.pos == "PROPN" or self._is_carrier(head))

    def _quoted_as_saying(self, content: Range, head: int) -> Relayed | None:
        """ "KOC quoted Lee as saying …", "Lee was quoted by KOC as saying …": Lee."""
        verb = self._quoting(head)
        if self._tokens[verb].lemma.lower() not in _QUOTES or self._tokens[verb].pos != "VERB":
            return None
        spoken = next(self._below(verb, {"dobj", "nsubjpass"}), None)
        saying = next((at for to in self._below(verb, {"prep"}) for at in self._below(to, {"pcomp"})), None)
        if spoken is None or saying is None or self._tokens[saying].lemma.lower() not in _SAYS:
            return None
        first, last = self._phrase(spoken)
        if saying < first + 2:
            return None
        start = self._tokens[first].start
        end = self._tokens[saying].end
        kept: Range | None = content
        if start <= content[0] < end or content[0] <= start < content[1]:
            kept = (end, content[1]) if content[1] > end else None
        return Relayed(kept, self._offsets(first, min(last, saying - 2)), self._offsets(saying, saying))

    def _quoting(self, head: int) -> int:
        """The verb that a medium is the subject of, or in the passive its agent, also behind the saying."""
        verb = self._tokens[head].head
        if self._tokens[verb].text.lower() == "by":
            verb = self._tokens[verb].head
        if self._tokens[verb].dep == "pcomp":
            verb = self._tokens[self._tokens[verb].head].head
        return verb

    def _own_clause(self, content: Range, head: int) -> Relayed | None:
        """ "Lee said they would go, KOC reported"; "Lee called it “a trick”, KOC reported": Lee."""
        first, last = bisect_left(self._starts, content[0]), bisect_left(self._starts, content[1])
        cited = self._is_medium(head)
        tops = [at for at in range(first, last) if self._is_top(at, first, last, root=cited)]
        tops = [at for at in tops if self._tokens[at].pos != "PUNCT"]
        if not tops:
            return None
        top = tops[0]
        verb = self._tokens[top].head
        if self._says(top):
            said = next(self._below(top, {"ccomp"}), None)
            subject = next(self._below(top, _SUBJECTS), None)
            if said is None or subject is None or not self._may_relay(head, subject):
                return None
            if not subject < top < said < last:
                return None
            start, _ = self._phrase(said)
            if self._phrase(subject)[0] > first + 1 or start < top or (subject < first and top > first):
                return None
            return Relayed((self._tokens[top].end, content[1]), self._span(subject), self._offsets(top, top))
        outer = self._tokens[head].head
        if (
            not self._is_carrier(head)
            or verb == outer
            or self._tokens[verb].head != outer
            or not self._says(verb)
        ):
            return None
        subject = next(self._below(verb, _SUBJECTS), None)
        if subject is None or subject >= first:
            return None
        return Relayed(content, self._span(subject), self._offsets(verb, verb))

    def _may_relay(self, head: int, subject: int) -> bool:
        """Whether a source can be what passes words on, at least those of a document ("the suit claims")."""
        noun = self._tokens[subject].lemma.lower()
        named = self._tokens[head].pos == "PROPN"
        return self._is_carrier(head) or (named and (noun in _PAPERS or noun in _CARRIERS))

    def _is_top(self, at: int, first: int, last: int, *, root: bool) -> bool:
        """Whether a token of a content hangs on none of it; a sentence's own verb counts only as `root`."""
        head = self._tokens[at].head
        return (root and head == at) or not first <= head < last

    def _shown(self, content: Range, head: int) -> Relayed | None:
        """ "The video showed farmers chanting: “…”": the farmers."""
        at = bisect_left(self._starts, content[0]) - 1
        while at > 0 and self._tokens[at].pos == "PUNCT":
            at -= 1
        if at < 1 or self._tokens[at].tag != "VBG" or self._tokens[at].head != self._tokens[head].head:
            return None
        subject = next(self._below(at, {"nsubj"}), None)
        if subject is None or subject <= head:
            return None
        return Relayed(content, self._span(subject), self._offsets(at, at))

    def _says(self, at: int) -> bool:
        token = self._tokens[at]
        return token.pos == "VERB" and (
            token.lemma.lower() in REPORTING_VERBS or token.lemma in {"call", "describe"}
        )

    def _is_carrier(self, head: int) -> bool:
        """Whether a source passes words on: a body or a medium, no person."""
        token = self._tokens[head]
        noun = token.lemma.lower()
        if noun in _CARRIERS or is_group_noun(noun):
            return True
        return token.pos == "PROPN" and token.text.isupper() and not is_person_noun(noun)

    def _head(self, span: Range) -> int | None:
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        for at in range(first, last):
            if not first <= self._tokens[at].head < last or self._tokens[at].head == at:
                return at
        return None

    def _below(self, at: int, deps: frozenset[str] | set[str]) -> Iterator[int]:
        return (child for child in self._children.get(at, ()) if self._tokens[child].dep in deps)

    def _phrase(self, head: int) -> tuple[int, int]:
        """First and last token of all that hangs on a token, commas at its end aside."""
        first = last = head
        stack = [head]
        while stack:
            at = stack.pop()
            first, last = min(first, at), max(last, at)
            stack += self._children.get(at, ())
        while last > head and self._tokens[last].pos == "PUNCT":
            last -= 1
        return first, last

    def _span(self, head: int) -> Range:
        return self._offsets(*self._phrase(head))

    def _offsets(self, first: int, last: int) -> Range:
        return self._tokens[first].start, self._tokens[last].end
