"""Regressions over signals by name, with learned weights of `annotate/data` and `resolve/data`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


def likelihood(model: str, signals: Mapping[str, float]) -> float:
    """Likelihood (0 to 1) of a candidate with these signals, of which those without a weight count nothing.

    `model` names the weights by stage and file: "resolve/event_where".
    """
    weights = _weights(model)
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-odds))


def choice(model: str, options: Sequence[Mapping[str, float]]) -> list[float]:
    """Likelihood (0 to 1) of each of several options of which one is right: a conditional logit (McFadden
    1974, "Conditional logit analysis of qualitative choice behavior"). `options` are their signals, at least
    one; the likelihoods sum to 1.
    """
    weights = _weights(model)
    odds = [sum(weights.get(name, 0.0) * value for name, value in signals.items()) for signals in options]
    most = max(odds)
    shares = [math.exp(value - most) for value in odds]
    return [share / sum(shares) for share in shares]


@cache
def _weights(model: str) -> Mapping[str, float]:
    stage, name = model.split("/")
    text = resources.files("dateline").joinpath(stage, "data", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found
