"""Logistic regressions over signals by name, with learned weights of `resolve/data`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def likelihood(model: str, signals: Mapping[str, float]) -> float:
    """Likelihood (0 to 1) of a candidate with these signals; `model` names the file of the weights.

    Signals without a weight count nothing.
    """
    weights = _weights(model)
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-odds))


@cache
def _weights(model: str) -> Mapping[str, float]:
    text = files("dateline.resolve").joinpath(f"data/{model}.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found
