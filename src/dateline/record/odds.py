"""Logistic regressions over signals by name, with learned weights of `record/data`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources


def likelihood(model: str, signals: Mapping[str, float]) -> float:
    """Likelihood (0 to 1) of a candidate with these signals, by the weights of the file of that name."""
    weights = _weights(model)
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-odds))


@cache
def _weights(model: str) -> Mapping[str, float]:
    text = resources.files(__package__).joinpath("data", f"{model}.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found
