"""Measures in one unit a dimension, so that 300 miles and 480 kilometres can be compared (through pint)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    return pint.UnitRegistry()


@cache
def to_base(unit: str) -> tuple[str, float]:
    """The dimension of a unit in words ("length", "mass", "time" …) and how many base units of SI it is.

    `unit` is an expression of pint. Raises ValueError for one that it does not know.
    """
    import pint

    try:
        quantity = _registry().parse_expression(unit).to_base_units()
    except pint.PintError as error:
        raise ValueError(f"{unit!r} is no unit: {error}") from None
    dimensions = sorted(quantity.dimensionality.items())
    name = " ".join(
        dimension.strip("[]") + (f"^{power:g}" if power != 1 else "") for dimension, power in dimensions
    )
    return name, float(quantity.magnitude)
