"""A sparkline: how many articles came on each day, as a drawing the height of a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.views.dates import day_span
from dateline.views.words import count

WIDTH, HEIGHT = 132, 26
_BASE = HEIGHT - 1.5
_WIDEST, _GAP = 9.0, 1.0
_MOST_BARS = 44  # Days, or stretches of equally many days, so that a bar stays three units wide.
_LEAST_BAR = 3.0


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The bars, and what they say in words."""

    bars: tuple[Bar, ...]
    words: str


def sparkline(coverage: Sequence[tuple[str, int]]) -> Sparkline | None:
    """The drawing of articles by day (ISO dates, ascending); None where no article has a date."""
    if not coverage:
        return None
    days = [date.fromisoformat(day) for day, _ in coverage]
    first, length = days[0], (days[-1] - days[0]).days + 1
    each = -(-length // _MOST_BARS)
    heights = [0] * -(-length // each)
    for day, (_, number) in zip(days, coverage, strict=True):
        heights[(day - first).days // each] += number
    step = min(_WIDEST + _GAP, WIDTH / len(heights))
    most = max(heights)
    bars = tuple(
        Bar(round(place * step, 1), round(_BASE - height, 1), round(step - _GAP, 1), round(height, 1))
        for place, number in enumerate(heights)
        if number
        for height in (max(_LEAST_BAR, number / most * (_BASE - 1)),)
    )
    busiest = max(coverage, key=lambda item: item[1])
    peak = date.fromisoformat(busiest[0])
    words = f"{count(sum(number for _, number in coverage), 'dated article')}, {day_span(days)}"
    if length > 1:
        words += f"; most on {day_span([peak])} ({busiest[1]})"
    return Sparkline(bars, words)
