"""Sets of words as rows of bits, so that those of many pairs are compared at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 64
"""Bits of a column."""


class WordSets:
    """Sets of words, numbered in their order; `sizes` has how many words each has."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        number = {word: place for place, word in enumerate(dict.fromkeys(chain.from_iterable(sets)))}
        self.sizes = np.array([len(words) for words in sets], np.int64)
        rows = np.repeat(np.arange(len(sets)), self.sizes)
        bits = np.array([number[word] for words in sets for word in words], np.int64)
        self._columns = np.zeros((len(number) // WIDTH + 1, len(sets)), np.uint64)
        np.add.at(self._columns, (bits // WIDTH, rows), np.uint64(1) << (bits % WIDTH).astype(np.uint64))

    def shared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many words the sets of each pair (by their numbers) have in common."""
        total = np.zeros(len(left), np.int64)
        for column in self._columns:
            total += np.bitwise_count(column[left] & column[right])
        return total

    def part(
        self, left: NDArray[np.int64], right: NDArray[np.int64], *, least: int = 1
    ) -> NDArray[np.float64]:
        """The part (0 to 1) of the smaller set of each pair that is in the other; one of fewer words than
        `least` counts as so many.
        """
        smaller = np.minimum(self.sizes[left], self.sizes[right])
        return self.shared(left, right) / np.maximum(smaller, least)
