"""Which earlier articles share word sequences with a new one: an index of sampled shingles in little memory.

Entries (shingle, article) lie in sorted runs; runs of one size are merged, so there are few of them and each
entry is moved a logarithmic number of times (O'Neil and others, The log-structured merge-tree, 1996). As the
hashes are spread evenly, the first bits of one tell where in a run it would stand, to within a few entries.
"""

from __future__ import annotations

import zlib
from array import array
from itertools import pairwise
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple

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

# Entries merged at a time, so that what is in between stays in the cache.
MERGED_AT_ONCE = 100_000
# Entries of a run, on average, that begin with the same bits.
NEIGHBOURS = 4


class Run(NamedTuple):
    """Entries by hash, where those with the same first bits begin, and of how many articles they are."""

    hashes: NDArray[np.uint32]
    articles: NDArray[np.int32]
    begins: NDArray[np.int32]
    size: int

    def holding(self, asked: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """For each entry with a hash asked for: the place of the hash in `asked`, and the article."""
        first = asked >> np.uint32(33 - len(self.begins).bit_length())
        begin = self.begins[first]
        sizes = self.begins[first + 1] - begin
        ends = np.cumsum(sizes)
        near = np.repeat(begin - ends + sizes, sizes) + np.arange(sizes.sum())
        which = np.repeat(np.arange(len(asked)), sizes)
        same = self.hashes[near] == asked[which]
        return which[same], self.articles[near[same]]


def _run(hashes: NDArray[np.uint32], articles: NDArray[np.int32], size: int) -> Run:
    """The run of these entries, which are in order."""
    bits = max(1, (len(hashes) // NEIGHBOURS).bit_length())
    firsts = np.arange(2**bits, dtype=np.uint32) << np.uint32(32 - bits)
    begins = np.searchsorted(hashes, firsts).astype(np.int32)
    return Run(hashes, articles, np.append(begins, np.int32(len(hashes))), size)


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
        for run in self._runs:
            which, articles = run.holding(shingles)
            holders += np.bincount(which, minlength=len(shingles))
            found.append(articles)
        kept = shingles[holders < COMMON]
        self._runs.append(_run(kept, np.full(len(kept), self._count, dtype=np.int32), 1))
        self._count += 1
        while len(self._runs) > 1 and self._runs[-2].size <= self._runs[-1].size:
            self._runs.append(self._merged(self._runs.pop(-2), self._runs.pop()))
        shared = np.concatenate([*found, np.zeros(0, dtype=np.int32)])
        return np.unique(shared[shared >= self._oldest()], return_counts=True)

    def _oldest(self) -> int:
        return self._count - 1 - self._stored

    def _merged(self, one: Run, other: Run) -> Run:
        total = len(one.hashes) + len(other.hashes)
        hashes, articles = np.empty(total, dtype=np.uint32), np.empty(total, dtype=np.int32)
        edges = np.linspace(0, 2**32 - 1, 2 + total // MERGED_AT_ONCE, dtype=np.uint32)[1:-1]
        cuts = [[0, *np.searchsorted(run.hashes, edges).tolist(), len(run.hashes)] for run in (one, other)]
        end = 0
        for here, there in zip(pairwise(cuts[0]), pairwise(cuts[1]), strict=True):
            parts = ((one, slice(*here)), (other, slice(*there)))
            some = np.concatenate([run.hashes[part] for run, part in parts])
            holders = np.concatenate([run.articles[part] for run, part in parts])
            order = np.argsort(some, kind="stable")
            order = order[holders[order] >= self._oldest()]
            begin, end = end, end + len(order)
            hashes[begin:end], articles[begin:end] = some[order], holders[order]
        return _run(hashes[:end].copy(), articles[:end].copy(), one.size + other.size)


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
