"""Numbers in digits and words, as far as dates and amounts of time need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

_FRACTIONS = {"1/2": Fraction(1, 2), "1/4": Fraction(1, 4), "3/4": Fraction(3, 4), "1/3": Fraction(1, 3)}
_HALVES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}


def amount(keys: Sequence[str], cardinals: Mapping[str, int], vague: Mapping[str, int | str]) -> str | None:
    """A count as TIMEX3 writes it: "3", "1.5", "X" where it is vague; None where there is no number."""
    text = " ".join(keys)
    for phrase in sorted(vague, key=len, reverse=True):
        if text == phrase:
            return str(vague[phrase])
    total = Fraction(0)
    found = False
    parts = [key for key in keys if key != "-"]
    followers = [*parts[1:], ""]
    words = [  # "three and one-half": its "one" counts halves
        key
        for place, (key, follower) in enumerate(zip(parts, followers, strict=True))
        if key in cardinals and not (place and follower in _HALVES)
    ]
    if words:
        total, found = Fraction(cardinal(words, cardinals)), True
    for key in keys:
        if key[0].isdigit():
            number = _FRACTIONS.get(key) or _digits(key)
            if number is not None:
                total, found = total + number, True
    if "half" in keys[:2] and keys[-1] in cardinals and words:
        return _write(total / 2)  # "a half-dozen"
    half = next((_HALVES[key] for key in keys if key in _HALVES), None)
    if half is not None:
        return _write(total + half)
    if not found:
        return "1"
    return _write(total)


def _digits(key: str) -> Fraction | None:
    plain = key.replace(",", "") if len(key.rpartition(",")[2]) == 3 else key.replace(",", ".")
    try:
        return Fraction(plain)
    except (ValueError, ZeroDivisionError):
        return None


def _write(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.2f}".rstrip("0")


def cardinal(words: Sequence[str], cardinals: Mapping[str, int]) -> int:
    """The number that a sequence of number words stands for."""
    total = current = 0
    for word in words:
        value = cardinals[word]
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * value
        else:
            current += value
    return total + current


def year_of(keys: Sequence[str], cardinals: Mapping[str, int], written: int | None) -> int | None:
    """A year in digits, with two digits after an apostrophe, or in words ("nineteen ninety-four")."""
    digits = [key for key in keys if key.isdigit()]
    if digits:
        return int(digits[0]) if len(digits[0]) > 2 else full_year(int(digits[0]), written)
    values = [cardinals[key] for key in keys if key in cardinals]
    if len(values) > 1 and 10 <= values[0] <= 20 and 1000 not in values and 100 not in values:
        return values[0] * 100 + sum(values[1:])
    return cardinal([key for key in keys if key in cardinals], cardinals) or None


PIVOT = 20
"""Two digits are a year up to this many years after the one of writing, otherwise in the century before."""


def full_year(short: int, written: int | None) -> int:
    """The year that two digits stand for in a text of year `written`."""
    now = written or 2000
    year = now // 100 * 100 + short
    if year > now + PIVOT:
        return year - 100
    if year <= now + PIVOT - 100:
        return year + 100
    return year
