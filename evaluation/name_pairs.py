"""Pairs of person names with an answer, split in two halves by name."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from shared import lines

RANDOM_PAIRS = 5000
"""Random pairs of different Korean names."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one, and whether the pair may be trained on."""

    left: str
    right: str
    same: bool
    training: bool


def in_training_half(key: str) -> bool:
    """Whether what goes by `key` belongs to the half for training: by a digest, the same on every run."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def bench_pairs() -> Iterator[Pair]:
    """The person pairs of name_bench; pairs that share a name are in one half."""
    rows = [row for row in lines("name_matching", "name_bench.jsonl.gz") if row["schema"] == "Person"]
    group: dict[str, str] = {}

    def find(key: str) -> str:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    for row in rows:
        group[find(row["name1"].casefold())] = find(row["name2"].casefold())
    for row in rows:
        half = in_training_half(find(row["name2"].casefold()))
        yield Pair(row["name1"], row["name2"], row["is_match"], half)


def korean_pairs() -> Iterator[Pair]:
    """All pairs of spellings of one Korean name, and random pairs of spellings of different ones."""
    rows = list(lines("name_matching", "korean_fullname_variants.jsonl.gz"))
    halves: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for row in rows:
        training = in_training_half(row["native"])
        halves[training].extend((row["native"], name) for name in row["variants"])
        for left, right in itertools.combinations(row["variants"], 2):
            yield Pair(left, right, True, training)
    choice = random.Random(0)
    for training, names in enumerate(halves):
        for _ in range(RANDOM_PAIRS):
            (one, left), (other, right) = choice.choice(names), choice.choice(names)
            if one != other:
                yield Pair(left, right, False, bool(training))
