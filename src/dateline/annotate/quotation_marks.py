"""Which stretches of a text stand between quotation marks, by the text alone.

Marks pair within a paragraph. A paragraph that opens a speech and does not close it goes on in the next one
if that opens too, as printers do with speech of several paragraphs, or if a mark is left over there. Single
marks are told from apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Closure = Literal["closed", "continued", "open"]

_DOUBLE = '"“”„‟«»″〝〞'
_SINGLE = "'‘’‚‛‹›`´′"
_ALWAYS_OPENS = frozenset("„«‚‹〝")
_OPENERS = frozenset("“„«〝")
_MARK = re.compile(rf"''|``|[{re.escape(_DOUBLE + _SINGLE)}]")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# Words that begin with an apostrophe for letters left out, and decades.
_ELISION = re.compile(r"(?:em|til|tis|twas|twill|cause|bout|round|n|er|im|tween|\d0s|\d\d)\b", re.IGNORECASE)
_ENDS_SPEECH = frozenset(".,?!;:…)]-–—")

# Paragraphs after one that leaves speech open in which its end is looked for.
_LONGEST_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start:end` with its marks, `inner_start:inner_end` without.

    closure: "closed" by a mark; "continued" where the next paragraph opens again; "open" where the closing
    mark is missing (the stretch then reaches to the end of the paragraph, or to the next opening mark).
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    closure: Closure
    single: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    strong: bool = False
    """A single mark that can hardly be an apostrophe."""


def stretches(text: str) -> tuple[Stretch, ...]:
    """The quoted stretches of `text` in order, those inside another one marked as nested."""
    found: list[Stretch] = []
    paragraphs = [line.span() for line in _PARAGRAPH.finditer(text) if not line.group().isspace()]
    marks_of = [list(_marks(text, start, end)) for start, end in paragraphs]
    carried = _carried(text, paragraphs, [[mark for mark in marks if not mark.single] for marks in marks_of])
    for index, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[index + 1][0] :][:10].lstrip() if index + 1 < len(paragraphs) else ""
        marks = marks_of[index]
        closer = carried.get(index)
        doubles = list(_pair([mark for mark in marks if not mark.single and mark is not closer], end))
        if closer is not None:
            doubles.insert(0, Stretch(start, start, closer.start, closer.end, "closed"))
        elif index in carried:
            doubles = [Stretch(start, start, end, end, "continued")]
        if index + 1 in carried and doubles and doubles[-1].closure == "open":
            doubles[-1] = replace(doubles[-1], closure="continued")
        singles = _outside(list(_pair_singles([mark for mark in marks if mark.single], end)), doubles)
        opened = [*doubles, *singles]
        goes_on = [
            replace(stretch, closure="continued")
            if stretch.closure == "open" and following.startswith(text[stretch.start : stretch.inner_start])
            else stretch
            for stretch in opened
        ]
        # A single mark that nothing closes is an apostrophe, unless this paragraph and the next open with it.
        found += _nest(
            [
                each
                for each in goes_on
                if not each.single
                or each.closure == "closed"
                or (each.closure == "continued" and not text[start : each.start].strip())
            ]
        )
    return tuple(found)


def _carried(
    text: str, paragraphs: list[tuple[int, int]], marks_of: list[list[_Mark]]
) -> dict[int, _Mark | None]:
    """The paragraphs into which speech goes on though they do not open, with the mark that closes it.

    A paragraph leaves speech open, and the next one with marks has an odd number of them, of which the first
    can close: so texts look that were split at each sentence. In paragraphs between nothing closes: None.
    """
    carried: dict[int, _Mark | None] = {}
    for index, (_, end) in enumerate(paragraphs):
        marks = [mark for mark in marks_of[index] if mark is not carried.get(index)]
        last = list(_pair(marks, end))[-1:]
        if not last or last[0].closure != "open" or last[0].end < end:
            continue
        for other in range(index + 1, min(index + 1 + _LONGEST_SPEECH, len(paragraphs))):
            if marks_of[other]:
                first = marks_of[other][0]
                if len(marks_of[other]) % 2 and _may_close(text, first, paragraphs[other][0]):
                    carried |= dict.fromkeys(range(index + 1, other))
                    carried[other] = first
                break
    return carried


def _may_close(text: str, mark: _Mark, start: int) -> bool:
    """Whether a double mark can close speech: after a word, or set off by a space after a stop."""
    if mark.closes:
        return not mark.opens
    return text[start : mark.start].rstrip()[-1:] in _ENDS_SPEECH and text[mark.start] not in _OPENERS


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        mark, at, after_at = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        after = text[after_at] if after_at < end else " "
        single = len(mark) == 1 and mark in _SINGLE
        room_before = before.isspace() or before in "([{-–—/" or before in _DOUBLE or before in _SINGLE
        opens = not after.isspace() and (room_before or mark in "“«„" or mark == "``")
        if mark in _ALWAYS_OPENS:
            opens = True
        closes = not before.isspace() and at > start and mark not in _ALWAYS_OPENS and mark != "``"
        if single:
            rest = text[after_at : after_at + 6]
            opens = room_before and (after.isalnum() or after in '…[$£€#@."“') and not _ELISION.match(rest)
            closes = closes and not after.isalnum() and mark not in "‘`"
            strong = closes and (before in _ENDS_SPEECH or not before.isalnum() or before not in "sSzZ")
            if opens or closes:
                yield _Mark(at, after_at, True, opens, closes, strong)
        else:
            yield _Mark(at, after_at, False, opens, closes)


def _pair(marks: list[_Mark], end: int) -> Iterator[Stretch]:
    """Pair double marks: what can only open or only close does so, the rest as the state demands."""
    opener: _Mark | None = None
    for mark in marks:
        if opener is None:
            if mark.opens or not mark.closes:
                opener = mark
        elif mark.closes and not (mark.opens and mark.start == opener.end):
            yield Stretch(opener.start, opener.end, mark.start, mark.end, "closed")
            opener = None
        elif mark.opens:
            yield Stretch(opener.start, opener.end, mark.start, mark.start, "open")
            opener = mark
        else:
            # Space on both sides: `" text "`, as tokenized texts have it.
            yield Stretch(opener.start, opener.end, mark.start, mark.end, "closed")
            opener = None
    if opener is not None and opener.end < end:
        yield Stretch(opener.start, opener.end, end, end, "open")


def _pair_singles(marks: list[_Mark], end: int) -> Iterator[Stretch]:
    at = 0
    while at < len(marks):
        opener = marks[at]
        at += 1
        if not opener.opens:
            continue
        closer = _single_closer(marks, at)
        if closer is None:
            yield Stretch(opener.start, opener.end, end, end, "open", single=True)
            continue
        mark = marks[closer]
        yield Stretch(opener.start, opener.end, mark.start, mark.end, "closed", single=True)
        at = closer + 1


def _single_closer(marks: list[_Mark], first: int) -> int | None:
    """The mark that closes: the first that is hardly an apostrophe, else the first possible one."""
    possible: int | None = None
    for index in range(first, len(marks)):
        mark = marks[index]
        if mark.opens and not mark.closes:
            # `the Workers' Party said 'no'`: an opener comes, so what went before it may have closed.
            if possible is not None:
                return possible
            continue
        if mark.strong:
            return index
        if mark.closes and possible is None:
            possible = index
    return possible


def _outside(singles: list[Stretch], doubles: list[Stretch]) -> list[Stretch]:
    """Single stretches that neither stand inside a double one nor cross its border."""
    return [
        single
        for single in singles
        if not any(
            double.start <= single.start < double.end
            or (single.start < double.start < single.end < double.end)
            for double in doubles
        )
    ]


def _nest(found: list[Stretch]) -> list[Stretch]:
    ordered = sorted(found, key=lambda each: (each.start, -each.end))
    nested: list[Stretch] = []
    outer = -1
    for stretch in ordered:
        if stretch.inner_end <= stretch.inner_start:
            continue
        nested.append(replace(stretch, nested=True) if stretch.start < outer else stretch)
        if stretch.closure != "open":
            outer = max(outer, stretch.end)
    return nested
