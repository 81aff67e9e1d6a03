"""Chooses the years of a history's dates together: of all that could be meant, those by which it moves least.

A history tells in order: from one date to the next it goes on, seldom back, and mentions dates of other
times in passing. The years are those of the cheapest way through all dates (Viterbi, 1967).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.timex.context import Context
from dateline.annotate.timex.grammar import Match
from dateline.annotate.timex.reading import Parts

BACK = 2.0
"""How much dearer it is to go back than on. Chosen, like the others, on the looked-at part of WikiWars."""

PASSING = 12.0
"""What a date costs that is only mentioned, in months: the next one goes on from the one before it."""

FARTHEST = 11.0
"""Months of going on from which a farther leap costs no more."""

WAYS = 12
"""Ways that are followed at a time."""

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

Stretch = tuple[int, int]
"""First and last month, counted from the year 0."""

Told = tuple["Told", int, int] | None
"""The years chosen so far: those before, the first token of a date, its year."""


def years(chosen: Sequence[Match], context: Context) -> dict[int, int]:
    """The year of each date that has a month or season but no year, by the first token of its match."""
    dates = [(match, stretch) for match in chosen if (stretch := _stretch(match, context)) is not None]
    ways: dict[Stretch, tuple[float, Told]] = {}
    for match, (year, month, last) in dates:
        if year is not None:
            here = (12 * year + month, 12 * year + last)
            on = _on(ways, here)
            passed = {at: (cost + PASSING, told) for at, (cost, told) in ways.items()}
            ways = _cheapest({**passed, here: min(on, passed.get(here, on), key=_cost)})
        elif ways:
            around = {(at[0] - 1) // 12 + step for at in ways for step in (-1, 0, 1)}
            found: dict[Stretch, tuple[float, Told]] = {}
            for candidate in around:
                here = (12 * candidate + month, 12 * candidate + last)
                cost, told = _on(ways, here)
                found[here] = (cost, (told, match.start, candidate))
            ways = _cheapest(found)
    told = min(ways.values(), key=_cost)[1] if ways else None
    result = {}
    while told is not None:
        told, start, year = told
        result[start] = year
    return result


def _stretch(match: Match, context: Context) -> tuple[int | None, int, int] | None:
    """The year that the match states and its first and last month, None where it is no such date."""
    groups = match.groups.keys()
    if match.kind not in ("calendar", "range") or groups & {
        "era",
        "direction",
        "narrative",
        "year_narrative",
    }:
        return None
    parts = Parts(match, context)
    year = parts.year() if "year" in groups else None
    month = parts.value("month")
    if month is None and "season" in groups:
        month = _SEASON_MONTHS.get(parts.value("season"))
    if month is not None:
        return (year, month, month)
    return (year, 1, 12) if year is not None and groups <= {"year", "span", "portion"} else None


def _on(ways: dict[Stretch, tuple[float, Told]], here: Stretch) -> tuple[float, Told]:
    """The cheapest way on to `here`."""
    return min(
        ((cost + _leap(at, here), told) for at, (cost, told) in ways.items()), key=_cost, default=(0.0, None)
    )


def _cheapest(ways: dict[Stretch, tuple[float, Told]]) -> dict[Stretch, tuple[float, Told]]:
    return dict(sorted(ways.items(), key=lambda way: (way[1][0], way[0]))[:WAYS])


def _cost(way: tuple[float, Told]) -> float:
    return way[0]


def _leap(start: Stretch, end: Stretch) -> float:
    """Months on from `start` to `end`, at most `FARTHEST`; those back at their price."""
    on, back = end[0] - start[1], start[0] - end[1]
    return min(on, FARTHEST) if on > 0 else BACK * back if back > 0 else 0.0
