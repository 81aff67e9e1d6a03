"""Likelihoods by learned weights."""

from __future__ import annotations

import pytest

from dateline.models.odds import choice

WHERE = "resolve/event_where"


def test_the_likelihoods_of_options_sum_to_one() -> None:
    """One of them is right."""
    options = [{"kind town": 1.0, "told": 1.0}, {"kind country": 1.0}, {"none": 1.0}]
    assert pytest.approx(1) == sum(choice(WHERE, options))


def test_what_all_options_share_tells_nothing() -> None:
    """A signal of all of them adds the same to each."""
    options: list[dict[str, float]] = [{"kind town": 1.0}, {"kind country": 1.0}]
    shared = [{**signals, "in a title": 1.0} for signals in options]
    assert pytest.approx(choice(WHERE, options)) == choice(WHERE, shared)
