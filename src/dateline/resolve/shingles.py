"""Which earlier articles share word sequences with a new one: an index of sampled shingles in little memory.

Entries (shingle, article) lie in sorted runs; runs of one size are merged, so there are few of them and each
entry is moved a logarithmic number of times (O'Neil and others, The log-structured merge-tree, 1996).
"""

from __future__ import annotations

import zlib
from array import array
from tempfile import SpooledTemporaryFile
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.schema.article import Article, Source

# A shingle that more articles share than this is furniture or a stock phrase.
COMMON = 60
# Articles held; about two kilobytes each in memory, and as much on disk.
STORED = 200_000
# Bytes of articles from which on they are on disk.
IN_MEMORY = 32_000_000

Run = tuple[NDArray[np.uint32], NDArray[np.int32], int]


class ShingleIndex:
    """The latest STORED articles by their shingles, numbered from 0 as they are added."""

    def __init__(self, *, stored: int = STORED) -> None:
        self._stored = stored
        self._count = 0
        self._runs: list[Run] = []

    def add(self, shingles: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """Stores the next article; which of those stored share shingles with it, and how many."""
        shingles = np.sort(shingles)
        holders = np.zeros(len(shingles), dtype=np.intp)
        found: list[NDArray[np.int32]] = []
        for hashes, articles, _ in self._runs:
            begin = np.searchsorted(hashes, shingles, "left")
            sizes = np.searchsorted(hashes, shingles, "right") - begin
            holders += sizes
            places = np.repeat(begin - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
            found.append(articles[places])
        kept = shingles[holders < COMMON]
        self._runs.append((kept, np.full(len(kept), self._count, dtype=np.int32), 1))
        self._count += 1
        while len(self._runs) > 1 and self._runs[-2][2] <= self._runs[-1][2]:
            self._runs.append(self._merged(self._runs.pop(-2), self._runs.pop()))
        shared = np.concatenate([*found, np.zeros(0, dtype=np.int32)])
        return np.unique(shared[shared >= self._oldest()], return_counts=True)

    def _oldest(self) -> int:
        return self._count - 1 - self._stored

    def _merged(self, one: Run, other: Run) -> Run:
        hashes, articles = (np.concatenate([one[part], other[part]]) for part in (0, 1))
        held = articles >= self._oldest()
        hashes, articles = hashes[held], articles[held]
        order = np.argsort(hashes, kind="stable")
        return hashes[order], articles[order], one[2] + other[2]


class Shelf:
    """The latest articles (at least STORED), compressed, and on disk where they are many.

    Of two files the older is dropped when the newer is full.
    """

    def __init__(self, *, stored: int = STORED) -> None:
        self._stored = stored
        self._files = [_file(), _file()]
        self._ends = [array("q", [0]), array("q", [0])]
        self._begin = 0

    def add(self, article: Article) -> None:
        """Stores the next article, without its furniture."""
        if len(self._ends[1]) > self._stored:
            self._begin += len(self._ends[0]) - 1
            self._files.pop(0).close()
            self._ends.pop(0)
            self._files.append(_file())
            self._ends.append(array("q", [0]))
        plain = msgspec.structs.replace(article, source=Source(), furniture=())
        data = zlib.compress(msgspec.msgpack.encode(plain), level=1)
        self._files[1].seek(self._ends[1][-1])
        self._files[1].write(data)
        self._ends[1].append(self._ends[1][-1] + len(data))

    def article(self, number: int) -> Article:
        """The article with this number."""
        place = number - self._begin
        older = len(self._ends[0]) - 1
        part = 0 if place < older else 1
        place -= older if part else 0
        begin, end = self._ends[part][place : place + 2]
        self._files[part].seek(begin)
        return msgspec.msgpack.decode(zlib.decompress(self._files[part].read(end - begin)), type=Article)


def _file() -> SpooledTemporaryFile[Any]:
    return SpooledTemporaryFile(max_size=IN_MEMORY)
