"""The trained models that come with Dateline, and the one place that opens them.

Each model is an ONNX file with 8-bit weights and a card of the same name in JSON, which holds the SHA-256 of
the files that it was exported with. Both models cut text into the same word pieces. docs/model-card.md says
what they were trained on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS = Path(__file__).parent
TOKENIZER = "tokenizer.json"


class Card(msgspec.Struct, frozen=True):
    """What a model says of itself; `window`, `labels` and `link_width` are the encoder's."""

    version: str
    sha256: dict[str, str]
    window: int = 0
    labels: dict[str, tuple[str, ...]] = {}
    link_width: int = 0


class Model(NamedTuple):
    """An opened model."""

    card: Card
    tokenizer: Tokenizer
    session: InferenceSession


def open_model(name: str, *, folder: Path = MODELS, threads: int = 1) -> Model:
    """The model `name` ("encoder" or "embedding") in `folder`, run on `threads` cores.

    One thread makes the same sums in the same order on every machine. Raises ModelError if a file is missing
    or is not the one that the card was written for.
    """
    import onnxruntime

    try:
        card = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=Card)
        model, words = (folder / f"{name}.onnx").read_bytes(), (folder / TOKENIZER).read_bytes()
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"the model {name} in {folder} cannot be read: {error}") from error
    for file, data in ((f"{name}.onnx", model), (TOKENIZER, words)):
        found = hashlib.sha256(data).hexdigest()
        if found != card.sha256.get(file):
            raise ModelError(
                f"{folder / file} has SHA-256 {found}, not {card.sha256.get(file)}; install Dateline again"
            )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return Model(card=card, tokenizer=load_tokenizer(words.decode()), session=session)


def load_tokenizer(definition: str) -> Tokenizer:
    """The tokenizer that the text of a `tokenizer.json` defines, set to cut and fill nothing."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(definition)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
