"""The words of an article as search sees them, and the excerpt of a text that shows why it was found.

A word is a run of letters and digits; capitals and accents do not count. SQLite's FTS5 cuts texts in the same
way (unicode61); for PostgreSQL they are cut here, because its own parser takes addresses and hyphens apart
in ways of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dateline.store.database import Database

EXCERPT_WORDS = 24
# PostgreSQL holds a megabyte of words for a text; what comes after this many characters is not found there.
_MOST = 300_000
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'"([^"]*)"?|(\S+)')


def folded(word: str) -> str:
    """A word without capitals and accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def phrases_of(words: str) -> list[list[str]]:
    """What a user typed, as phrases of one word or, in quotation marks, several; nothing is an operator."""
    pieces = (phrase or word for phrase, word in _PIECE.findall(words))
    phrases = ([folded(match[0]) for match in _WORD.finditer(piece)] for piece in pieces)
    return [phrase for phrase in phrases if phrase]


def keep(database: Database, number: int, title: str | None, text: str) -> None:
    """Put the words of an article into the index, where that does not see to it itself; the transaction is
    the caller's.
    """
    if database.dialect == "postgresql":
        database.rows(
            "INSERT INTO article_words VALUES (?, setweight(to_tsvector('simple', ?), 'A') "
            "|| to_tsvector('simple', ?)) ON CONFLICT (number) DO UPDATE SET words = excluded.words",
            (number, _plain(title or ""), _plain(text[:_MOST])),
        )


def excerpt(text: str, phrases: Sequence[Sequence[str]]) -> tuple[tuple[str, bool], ...]:
    """About EXCERPT_WORDS words of a text, where most of the phrases are, in parts: text, and whether it
    matches.
    """
    words = list(_WORD.finditer(text))
    plain = [folded(word[0]) for word in words]
    hits = sorted(set(_hits(plain, phrases)))
    first = max((begin for begin, _ in hits), key=lambda at: (_within(hits, at), -at), default=0)
    first = max(0, min(first - 3, len(words) - EXCERPT_WORDS))
    last = min(len(words), first + EXCERPT_WORDS)
    if not words:
        return ((text[:160], False),) if text else ()
    place = words[first].start() if first else 0
    end = words[last - 1].end() if last < len(words) else len(text)
    parts: list[tuple[str, bool]] = [("…", False)] if first else []
    for begin, stop in _apart(hits):
        if begin >= first and stop <= last:
            start, finish = words[begin].start(), words[stop - 1].end()
            parts += [(text[place:start], False), (text[start:finish], True)]
            place = finish
    parts += [(text[place:end], False), ("…" if last < len(words) else "", False)]
    return tuple(part for part in parts if part[0])


def _hits(plain: Sequence[str], phrases: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(plain):
        places.setdefault(word, []).append(place)
    for phrase in phrases:
        for begin in places.get(phrase[0], ()):
            if list(plain[begin : begin + len(phrase)]) == list(phrase):
                yield begin, begin + len(phrase)


def _within(hits: Sequence[tuple[int, int]], begin: int) -> int:
    return sum(1 for start, end in hits if start >= begin and end <= begin + EXCERPT_WORDS - 3)


def _apart(hits: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The hits in order, without those that overlap the one before."""
    end = 0
    for begin, stop in hits:
        if begin >= end:
            yield begin, stop
            end = stop


def _plain(text: str) -> str:
    return " ".join(folded(word) for word in _WORD.findall(text))
