"""The words of an article that are its reporter's own: quotations and statements given whole set aside.

Two reporters who quote one speech, one letter or one tweet do not copy from each other, so what they
quote says nothing about where their text came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

# Five words in a row are rarely shared by chance; of eight, a light rewrite leaves few.
SHINGLE = 5

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BREAK = re.compile(r"\n\s*\n")
# A speech over several paragraphs opens each with a mark and closes the last: an open mark counts to
# the end of its paragraph.
_QUOTED = re.compile(
    r"“(?:[^“”]|“[^“”]*”)+(?:”|$)|“[^”]{1,4000}(?:”|$)|«[^»]{1,4000}(?:»|$)|„[^“”]{1,4000}(?:[“”]|$)"
    r"|\"[^\"]{1,4000}(?:\"|$)|''.{1,4000}?(?:''|$)|(?<!\w)[‘'][^’'\n]{12,600}[’'](?!\w)",
    re.DOTALL,
)
_POST = re.compile(r"\(@\w+\)|pic\.twitter\.com/|https?://t\.co/")
_TURN = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")
_REPORTED = re.compile(r"\b(?:said|says|told|according to)\b")
# The captions of a picture gallery count through it, all in one paragraph.
_GALLERY = re.compile(r"\b\d+ of \d+\b(?=.*\b\d+ of \d+\b.*\b\d+ of \d+\b)", re.DOTALL)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|you|your)\b(?!\.)")
# Of the words of a statement set off by a colon at least one in FIRST_PERSON_RATE is I, we, you …;
# a reporter's text set off so (from another outlet, say) has hardly any.
FIRST_PERSON_RATE = 45


@dataclass(frozen=True)
class Paragraph:
    """The reporter's words of one paragraph, lower case, in runs between quotations, and all its words."""

    runs: tuple[tuple[str, ...], ...]
    whole: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All runs joined."""
        return tuple(word for run in self.runs for word in run)

    @cached_property
    def shingles(self) -> tuple[int | None, ...]:
        """For each word the hash of the SHINGLE words from it on, None near the end of a run."""
        hashes: list[int | None] = []
        for run in self.runs:
            hashes += [
                crc32(" ".join(run[i : i + SHINGLE]).encode()) if i + SHINGLE <= len(run) else None
                for i in range(len(run))
            ]
        return tuple(hashes)


def prose_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` (split at blank lines), each with its reporter's words alone."""
    paragraphs = []
    quoting = False
    before = ""
    for block in _BREAK.split(text):
        quoting = _is_statement(block, after_colon=before.rstrip().endswith(":"), within=quoting)
        foreign = quoting or _GALLERY.search(block)
        whole = " ".join(_words(block))
        paragraphs.append(Paragraph(() if foreign else tuple(_runs(block)), whole))
        before = block
    return tuple(paragraphs)


def _is_statement(block: str, *, after_colon: bool, within: bool) -> bool:
    """Whether a paragraph without marks is another's words: a post, a turn in a transcript, a statement.

    A statement begins after a colon and goes on to the next paragraph that reports or quotes.
    """
    if _POST.search(block) or _TURN.match(block):
        return True
    if not (after_colon or within) or '"' in block or "“" in block:
        return False
    if within and not _REPORTED.search(block):
        return True
    return len(_FIRST_PERSON.findall(block)) * FIRST_PERSON_RATE >= len(_WORD.findall(block))


def _runs(block: str) -> Iterator[tuple[str, ...]]:
    for piece in _QUOTED.split(block):
        words = tuple(_words(piece))
        if words:
            yield words


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def shingles_of(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """All shingles of an article in text order."""
    for paragraph in paragraphs:
        yield from (shingle for shingle in paragraph.shingles if shingle is not None)
