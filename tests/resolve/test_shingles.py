"""The index of shared word sequences, and the shelf of texts."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np

from dateline.resolve.shingles import Shelf, ShingleIndex
from dateline.schema.article import Article


def test_it_counts_what_a_plain_table_counts() -> None:
    """On random articles, across all merges of runs."""
    draw = random.Random(2)
    index = ShingleIndex()
    seen: list[set[int]] = []
    for _ in range(70):
        shingles = {draw.randint(1, 300) for _ in range(12)}
        expected = Counter({n: len(shingles & other) for n, other in enumerate(seen) if shingles & other})
        articles, shared = index.add(np.array(sorted(shingles), dtype=np.uint32))
        assert expected == dict(zip(articles.tolist(), shared.tolist(), strict=True))
        seen.append(shingles)


def test_the_latest_articles_are_found() -> None:
    """Of five the index for three gives back the last three."""
    index = ShingleIndex(stored=3)
    for _ in range(4):
        index.add(np.array([7, 8], dtype=np.uint32))
    assert [1, 2, 3] == index.add(np.array([7], dtype=np.uint32))[0].tolist()


def test_articles_come_back_from_the_shelf() -> None:
    """The latest two of nine, when an older file was dropped on the way."""
    shelf = Shelf(stored=2)
    for number in range(9):
        shelf.add(Article(id=f"a{number}", text=f"text {number}"))
    assert ["text 7", "text 8"] == [shelf.article(number).text for number in (7, 8)]
