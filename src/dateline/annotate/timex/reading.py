"""Gives each match its TIMEX3 reading: what the captures of a pattern mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from dateline.annotate.timex import numbers
from dateline.annotate.timex.context import Context
from dateline.annotate.timex.grammar import Match
from dateline.annotate.timex.values import Period

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and value of an expression; `period` is the stretch of the calendar that it moves the focus to.

    The rest is as in `TimeExpression`.
    """

    type: TimexType
    value: str | None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    period: Period | None = None
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The captures of a match, by name."""

    match: Match
    context: Context

    def __contains__(self, name: str) -> bool:
        return name in self.match.groups

    def keys(self, name: str) -> list[str]:
        """The tokens of capture `name`, none where it is absent."""
        start, end = self.match.groups.get(name, (0, 0))
        return self.context.tokens.keys[start:end]

    def text(self, name: str) -> str:
        """The tokens of capture `name`, joined by spaces."""
        return " ".join(self.keys(name))

    def value(self, name: str, table: str | None = None) -> Any:
        """What the language file's table (of the capture's name, if none is given) says of capture `name`."""
        return self.context.grammar.tables.get(table or name, {}).get(self.text(name))

    def number(self, name: str) -> int | None:
        """The whole number of capture `name`: digits, ordinal or words; None without one."""
        keys = self.keys(name)
        if not keys:
            return None
        digits = next((key for key in keys if key.isdigit()), None)
        if digits is not None:
            return int(digits)
        tables = self.context.grammar.tables
        for table in ("ordinal", "roman"):
            if (ordinal := tables.get(table, {}).get(" ".join(keys))) is not None:
                return int(ordinal)
        words = [key for key in keys if key in tables["cardinal"]]
        number = numbers.cardinal(words, tables["cardinal"]) if words else None
        return int(number) if number is not None and number == int(number) else None

    def amount(self, name: str = "n") -> str | None:
        """The count of capture `name` as TIMEX3 writes it."""
        tables = self.context.grammar.tables
        keys = self.keys(name)
        return numbers.amount(keys, tables["cardinal"], tables["vague"]) if keys else None

    def year(self, name: str = "year") -> int | None:
        """The year of capture `name`."""
        keys = self.keys(name)
        if not keys:
            return None
        return numbers.year_of(keys, self.context.grammar.tables["cardinal"], self.context.year())


Handler = Callable[[Parts], Reading | None]
