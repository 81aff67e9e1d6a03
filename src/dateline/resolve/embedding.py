"""Sentence embeddings: texts that say the same in other words get vectors that lie near each other.

all-MiniLM-L6-v2 (Apache-2.0) in 8-bit ONNX, exported by training/embedding.py. The files are checked
against the digests that were written with them before they are used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Title and first paragraphs; the rest of an article tells more about its background than its story.
PIECES = 128
SEPARATOR = 102
# Characters that hold PIECES word pieces in any language of the vocabulary; more need not be cut up.
CHARACTERS = PIECES * 8


@cache
def _model() -> tuple[Any, Any]:
    """Tokenizer and session, loaded once."""
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files("dateline.resolve").joinpath("data")
    data = {}
    for name, expected in json.loads(folder.joinpath("embedding.json").read_text("utf-8"))["files"].items():
        path = folder.joinpath(name)
        if not path.is_file():
            raise ModelError(f"{name} is missing; reinstall dateline or run training/embedding.py")
        data[name] = path.read_bytes()
        digest = hashlib.sha256(data[name]).hexdigest()
        if digest != expected:
            raise ModelError(f"{name} has digest {digest[:16]}…, not {expected[:16]}…; reinstall dateline")
    options = onnxruntime.SessionOptions()
    # One thread: the same sums in the same order on every machine, and articles run side by side.
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        data["embedding.onnx"], options, providers=["CPUExecutionProvider"]
    )
    return Tokenizer.from_buffer(data["embedding-tokenizer.json"]), session


def embed(texts: Sequence[str], *, pieces: int = PIECES) -> NDArray[np.float32]:
    """Vectors of length 1, float32 (texts, 384), of the first `pieces` word pieces of each text.

    Each text runs alone, so that its vector does not depend on what runs beside it. Raises ModelError
    where the model is missing or is not the one that this version was built with.
    """
    import numpy as np

    tokenizer, session = _model()
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in enumerate(texts):
        ids = tokenizer.encode(text[:CHARACTERS]).ids
        if len(ids) > pieces:
            ids = [*ids[: pieces - 1], SEPARATOR]
        inputs = np.array([ids], dtype=np.int64)
        vectors[row] = session.run(None, {"input_ids": inputs, "attention_mask": np.ones_like(inputs)})[0][0]
    return vectors
