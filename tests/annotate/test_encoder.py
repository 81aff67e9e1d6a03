"""The trained encoder: what it reads, and that its weights are the known ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.encoder import Encoder
from dateline.errors import ModelError
from dateline.models import MODELS

ENCODER = Encoder()
# Long enough for several windows.
LONG = "“The road is open,” Dane said.\n\n" * 120


def test_offsets_are_code_points_of_the_text_itself() -> None:
    """Pieces stand where their letters do, after letters outside the basic plane as well."""
    text = "😀 “Été,” said Éva."
    pieces = [text[start:end] for start, end in ENCODER.encode(text).offsets]
    assert "😀“Été,”saidÉva." == "".join(pieces)


def test_heads_are_log_probabilities() -> None:
    """The labels of each piece sum to one."""
    encoding = ENCODER.encode(LONG)
    for head, scores in encoding.heads.items():
        assert (len(encoding.offsets), len(encoding.labels[head])) == scores.shape
        np.testing.assert_allclose(1.0, np.exp(scores).sum(axis=1), atol=1e-4)


def test_windows_cover_a_long_text() -> None:
    """Every piece of a long text is in a window, and windows overlap."""
    encoding = ENCODER.encode(LONG)
    ends = [window.first + len(window.key) for window in encoding.links]
    assert (0, len(encoding.offsets)) == (encoding.links[0].first, ends[-1])
    assert all(after.first < end for end, after in zip(ends, encoding.links[1:], strict=False))


@pytest.mark.parametrize("text", ["", "\n\n", " ", "\u200b", "\x00"])
def test_a_text_without_words_has_no_pieces(text: str) -> None:
    """Nothing to read gives an empty encoding, not an error."""
    assert 0 == len(ENCODER.encode(text).offsets)


def test_the_same_text_gives_the_same_encoding() -> None:
    """Another encoder gives the same numbers."""
    first, second = ENCODER.encode(LONG), Encoder().encode(LONG)
    assert all(np.array_equal(first.heads[name], second.heads[name]) for name in first.heads)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """A file whose digest is not the one on the card is named in the error."""
    folder = tmp_path / "weights"
    shutil.copytree(MODELS, folder)
    with (folder / "encoder.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match=r"encoder\.onnx has SHA-256"):
        Encoder(weights=folder).encode("Dane left.")


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """Without its files the encoder says where it looked for them."""
    with pytest.raises(ModelError, match="cannot be read"):
        Encoder(weights=tmp_path).encode("Dane left.")
