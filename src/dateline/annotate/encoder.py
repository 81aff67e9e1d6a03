"""The trained encoder: one pass that says of each word piece what the other annotators decide by.

MiniLM-L6 with heads for names and for attributions (docs/model-card.md), 8-bit weights in ONNX.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.annotate.annotator import Document, Encoding, LinkWindow
from dateline.annotate.pieces import CLS, cut
from dateline.models import MODELS, Model, open_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Neighbouring windows share a quarter: a piece then has at least 32 neighbours on either side, except
# at the ends of the text. A larger share costs time in proportion and moved no score on PolNeAR train.
_OVERLAP = 64
# Windows computed at once; bounds memory on long texts.
_BATCH = 8


class Encoder:
    """Provides `encoding`. The model is read at the first use.

    threads: cores that one article may use. weights: the folder of another export.
    """

    name = "encoder"
    requires: frozenset[str] = frozenset()
    provides = frozenset({"encoding"})

    def __init__(self, *, threads: int = 1, weights: Path = MODELS) -> None:
        self._threads = threads
        self._weights = weights
        self._model: Model | None = None

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The encoding of the text. Raises ModelError if the weights are missing or not the known ones."""
        return {"encoding": self.encode(document.text)}

    def encode(self, text: str) -> Encoding:
        """What the encoder says of each piece of `text`. Raises ModelError as `annotate` does."""
        if self._model is None:
            self._model = open_model("encoder", folder=self._weights, threads=self._threads)
        card, tokenizer, session = self._model
        pieces = cut(text, tokenizer)
        width = sum(map(len, card.labels.values()))
        out = np.zeros((len(pieces.ids), width), dtype=np.float32)
        words = pieces.offsets[:, 1] > pieces.offsets[:, 0]
        number: NDArray[np.int64] = np.cumsum(words) - words
        links: list[LinkWindow] = []
        starts, length = _windows(len(pieces.ids), card.window - 1)
        best = _most_central(len(pieces.ids), starts, length)
        for first in range(0, len(starts), _BATCH):
            batch = starts[first : first + _BATCH]
            ids = np.stack([np.concatenate(([CLS], pieces.ids[at : at + length])) for at in batch])
            shapes = np.stack([np.concatenate(([0], pieces.shapes[at : at + length])) for at in batch])
            results = (
                each[:, 1:]
                for each in session.run(["scores", "query", "key"], {"ids": ids, "shapes": shapes})
            )
            for row, (at, scores, query, key) in enumerate(zip(batch, *results, strict=True)):
                mine = np.flatnonzero(best[at : at + length] == first + row)
                out[at + mine] = scores[mine]
                kept = words[at : at + length]
                links.append(LinkWindow(int(number[at]), query[kept], key[kept]))
        return Encoding(
            offsets=pieces.offsets[words],
            heads=_log_probabilities(out[words], card.labels),
            labels=card.labels,
            links=tuple(links),
        )


def _windows(pieces: int, size: int) -> tuple[list[int], int]:
    """Where the windows over a text start, and their common length; the last one ends with the text."""
    if pieces <= size:
        return ([0] if pieces else []), pieces
    return [*range(0, pieces - size, size - _OVERLAP), pieces - size], size


def _most_central(pieces: int, starts: list[int], length: int) -> NDArray[np.int32]:
    """For each piece the number of the window in whose middle it stands most nearly."""
    best = np.zeros(pieces, dtype=np.int32)
    for index in range(1, len(starts)):
        shared = starts[index - 1] + length - starts[index]
        best[starts[index] + shared // 2 :] = index
    return best


def _log_probabilities(
    out: NDArray[np.float32], labels: Mapping[str, tuple[str, ...]]
) -> dict[str, NDArray[np.float32]]:
    heads: dict[str, NDArray[np.float32]] = {}
    at = 0
    for name, values in labels.items():
        scores = out[:, at : at + len(values)]
        at += len(values)
        scores = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
        heads[name] = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return heads
