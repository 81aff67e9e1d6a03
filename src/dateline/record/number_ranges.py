"""The numbers that a written number can stand for."""

from __future__ import annotations

import re

ROUNDING = 0.05
"""Relative difference up to which two numbers can be one number rounded; a convention, not tuned."""
ABOUT = 0.07
"""The same for a number told with "about"; a convention, not tuned."""
EXACT = 100
"""Counts below are told as they are, unless a word such as "about" stands before them; a convention."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def number_range(
    value: float, bound: str | None, text: str = "", *, counted: bool = True
) -> tuple[float, float]:
    """The numbers that a value with this bound can stand for.

    A number is rounded by half a unit of its last digit that is no 0 as `text` writes it, by ROUNDING at
    most; a `counted` number below EXACT, or written to its last unit ("156"), stands for itself.
    """
    slack = abs(value) * _rounding(value, text, counted=counted)
    if bound in {"at least", "more than"}:
        return value - slack, float("inf")
    if bound in {"at most", "less than"}:
        return 0.0, value + slack
    if bound == "about":
        slack = abs(value) * ABOUT
    return value - slack, value + slack


def _rounding(value: float, text: str, *, counted: bool) -> float:
    if counted and abs(value) < EXACT:
        return 0.0
    written = _NUMBER.search(text)
    if written is None:
        return ROUNDING
    digits = written[0].replace(",", "")
    decimals = len(digits.partition(".")[2])
    unit = 10.0**-decimals if decimals else 10.0 ** (len(digits) - len(digits.rstrip("0")))
    if counted and unit == 1 and float(digits) == abs(value):
        return 0.0
    return min(unit / 2 / max(float(digits), unit), ROUNDING)
