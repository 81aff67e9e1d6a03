"""Vectors of meaning."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.resolve import embedding


def test_the_same_in_other_words_lies_nearer() -> None:
    """A paraphrase is closer than a sentence that shares more words."""
    said, paraphrase, other = embedding.embed(
        [
            "The fishing boat went down in the storm.",
            "A trawler sank in heavy seas.",
            "The storm of protest went down well with the voters.",
        ]
    )
    assert float(said @ paraphrase) > float(said @ other)


def test_a_vector_does_not_depend_on_its_company() -> None:
    """Alone or among others, a text has one vector of length 1."""
    alone = embedding.embed(["A trawler sank."])[0]
    among = embedding.embed(["Parliament passed the budget after a long debate.", "A trawler sank."])[1]
    assert np.array_equal(alone, among)
    assert float(alone @ alone) == pytest.approx(1.0, abs=1e-5)
