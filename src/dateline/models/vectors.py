"""Sentence embeddings: texts that say the same in other words get vectors that lie near each other.

all-MiniLM-L6-v2 (Apache-2.0) in 8-bit ONNX, exported by training/embedding.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.models import Model, open_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIECES = 128
"""Word pieces of a text that are read, unless told otherwise."""
SEPARATOR = 102
CHARACTERS = PIECES * 8
"""Characters that hold PIECES word pieces in any language of the vocabulary; more need not be cut up."""
_PHRASE_PIECES = 16


@cache
def _model() -> Model:
    return open_model("embedding")


def embed(texts: Sequence[str], *, pieces: int = PIECES) -> NDArray[np.float32]:
    """Vectors of length 1, float32 (texts, 384), of the first `pieces` word pieces of each text.

    Each text runs alone, so that its vector does not depend on what runs beside it. Raises ModelError
    where the model is missing or is not the one that this version was built with.
    """
    import numpy as np

    model = _model()
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in enumerate(texts):
        ids = model.tokenizer.encode(text[:CHARACTERS]).ids
        if len(ids) > pieces:
            ids = [*ids[: pieces - 1], SEPARATOR]
        inputs = np.array([ids], dtype=np.int64)
        vectors[row] = model.session.run(None, {"input_ids": inputs, "attention_mask": np.ones_like(inputs)})[
            0
        ][0]
    return vectors


def likeness(one: str, other: str) -> float:
    """How near two phrases are in meaning: the cosine of their vectors, -1 to 1."""
    return float(_phrase(one) @ _phrase(other))


@lru_cache(maxsize=4096)
def _phrase(text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = embed([text], pieces=_PHRASE_PIECES)[0]
    return vector
