"""Names read off the encoder: the most probable sequence of its BIO labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.annotate.annotator import Encoding
    from dateline.schema.annotation import Token


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (inclusive) that are a name; `label` is one of PER, ORG, LOC, NORP, MISC."""

    first: int
    last: int
    label: str
    score: float


_IMPOSSIBLE = -1e9


def decode(encoding: Encoding, tokens: Sequence[Token]) -> list[Name]:
    """The most probable names by the encoder's `entity` head, in text order."""
    path, scores = _best_path(encoding.heads["entity"], encoding.labels["entity"])
    starts = {token.start: number for number, token in enumerate(tokens)}
    names: list[Name] = []
    for (begin, _), label, score in zip(encoding.offsets.tolist(), path, scores, strict=True):
        number = starts.get(begin)
        if label == "O" or number is None:
            continue
        kind = label[2:]
        last = names[-1] if names else None
        if (
            last is not None
            and label[0] == "I"
            and last.label == kind
            and last.last == number - 1
            and tokens[number].sentence == tokens[last.last].sentence
        ):
            names[-1] = replace(last, last=number, score=min(last.score, score))
        else:
            names.append(Name(number, number, kind, score))
    return names


def _best_path(scores: NDArray[np.float32], labels: Sequence[str]) -> tuple[list[str], list[float]]:
    """Viterbi over BIO labels: inside follows only begin or inside of the same kind."""
    if not len(scores):
        return [], []
    allowed = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            for row, before in enumerate(labels):
                if before[1:] != label[1:]:
                    allowed[row, column] = _IMPOSSIBLE
    best = scores[0] + np.array([_IMPOSSIBLE if label[0] == "I" else 0 for label in labels])
    back = []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    at = int(best.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    path.reverse()
    return [labels[at] for at in path], [float(np.exp(row[at])) for row, at in zip(scores, path, strict=True)]
