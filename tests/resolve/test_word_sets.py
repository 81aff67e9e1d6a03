"""Sets of words compared by bits."""

from __future__ import annotations

import numpy as np

from dateline.resolve.word_sets import WIDTH, WordSets

MANY = [f"word{number}" for number in range(3 * WIDTH)]
SETS = [frozenset(MANY), frozenset(MANY[: WIDTH + 1]), frozenset({"word1", "harbour"}), frozenset[str]()]
LEFT, RIGHT = np.array([0, 0, 1, 2, 3]), np.array([1, 2, 2, 3, 3])


def test_words_in_common_are_those_of_both_sets() -> None:
    counted = [len(SETS[left] & SETS[right]) for left, right in zip(LEFT, RIGHT, strict=True)]
    assert WordSets(SETS).shared(LEFT, RIGHT).tolist() == counted == [WIDTH + 1, 1, 1, 0, 0]


def test_a_part_is_of_the_smaller_set_and_a_short_one_counts_as_the_least() -> None:
    assert WordSets(SETS).part(LEFT, RIGHT).tolist() == [1, 0.5, 0.5, 0, 0]
    assert WordSets(SETS).part(LEFT, RIGHT, least=4).tolist() == [1, 0.25, 0.25, 0, 0]
