"""Reads amounts of time, what recurs, and words for past, present and future.

Captures: n, unit, n_more and unit_more ("one hour and thirty minutes"), approx, stretch ("a while");
quantifier (every), frequency (daily), times (twice), weekday, part, season, month; reference (now).
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.timex import clock, direction, general, numbers
from dateline.annotate.timex.reading import Parts, Reading

_MULTIPLES = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "Q": (3, "M")}
COUNTED_WITHIN = 5
"""Tokens before "a day" in which the number of what is counted stands: "5,000 barrels of oil a day"."""

_DOWNWARD = ("Y", "M", "W", "D", "TH", "TM", "TS")
_HALF = {"TH": "30M", "Y": "6M"}


def read_duration(parts: Parts) -> Reading | None:
    """An amount of time; "a year" after something counted is a set ("two million a year")."""
    mod = parts.value("approx")
    if "stretch" in parts:
        return Reading("DURATION", parts.value("stretch"), mod)
    if (value := general.some_day(parts)) is not None:
        return Reading("DATE", value)
    if "long" in parts:
        return Reading("DURATION", written_amount("1", parts.value("long")), mod)
    unit = parts.value("unit")
    if unit is None:
        return None
    if _each(parts):
        return Reading("SET", written_amount("1", unit), quant="EACH")
    count = parts.amount() if "n" in parts else ("X" if _plural(parts) else "1")
    if (
        "n" not in parts
        and "one_half" not in parts
        and "half" in parts.context.tokens.keys[parts.match.start : parts.match.end]
    ):
        count = "0.5"
    if count is None:
        return None
    if "one_half" in parts and count != "X":
        count = f"{float(count) + 0.5:g}"
    value = written_amount(count, unit)
    keys = parts.context.tokens.keys[parts.match.start : parts.match.end]
    counted_from_now = not parts.context.grammar.tables["direction"].keys().isdisjoint(keys)
    months = 0.0 if count == "X" or counted_from_now else float(count) * {"Q": 3, "M": 1}.get(unit, 0)
    if months >= 6:
        parts.context.report_year()
    more = parts.value("unit_more", "unit")
    if more is not None:
        value = _joined(value, parts.amount("n_more") or "X", more)
    return Reading("DURATION", value, mod)


def plausible(parts: Parts) -> bool:
    """Whether amounts are one ("an hour, ten minutes", not "a day, seven days") and vague ones plural."""
    if "n" in parts and parts.amount() == "X" and parts.text("unit") in _singular(parts):
        return False  # "some day"
    if _falls(parts):
        return False
    if "unit_more" not in parts:
        return True
    units = [parts.value("unit"), parts.value("unit_more", "unit")]
    return all(unit in _DOWNWARD for unit in units) and _DOWNWARD.index(units[0]) < _DOWNWARD.index(units[1])


def _falls(parts: Parts) -> bool:
    """Whether the second of two counts is less than the first: "in April 2016 to ten years"."""
    groups, cardinals = parts.match.groups, parts.context.grammar.tables["cardinal"]
    between = parts.context.tokens.keys[groups.get("n", (0, 0))[1] : groups.get("unit", (0, 0))[0]]
    second = [key for key in between if key.isdigit() or key in cardinals]
    first = parts.amount() or ""
    return bool(second) and first.isdigit() and int(first) > float(numbers.amount(second, cardinals, {}) or 0)


def _singular(parts: Parts) -> Collection[str]:
    units: Collection[str] = parts.context.grammar.data["classes"].get("unit_one", ())
    return units


def _plural(parts: Parts) -> bool:
    units = parts.context.grammar.data["classes"]["units"]
    return parts.text("unit") in units


def _each(parts: Parts) -> bool:
    """Whether "a year" says how often: it follows a plural or an amount."""
    articles = parts.context.grammar.data["classes"]["article"]
    if parts.text("n") not in articles or parts.match.start == 0 or "approx" in parts:
        return False
    tokens = parts.context.tokens
    if tokens.keys[parts.match.start : parts.match.end] != [*parts.keys("n"), *parts.keys("unit")]:
        return False
    before = tokens.keys[max(0, parts.match.start - COUNTED_WITHIN) : parts.match.start]
    if before[-1][0].isdigit() or before[-1] in parts.context.grammar.cues("plural_count"):
        return True
    numbers, plurals = (
        parts.context.grammar.tables["cardinal"],
        tuple(parts.context.grammar.cues("plural_suffix")),
    )
    counts = [index for index, key in enumerate(before) if key[0].isdigit() or key in numbers]
    return bool(counts) and any(key.endswith(plurals) for key in before[counts[-1] + 1 :])


def written_amount(count: str, unit: str) -> str:
    """An amount of time as TIMEX3 writes it."""
    if count.endswith(".5") and unit in _HALF:
        whole, half = count[:-2], _HALF[unit]
        return (
            f"P{'T' if unit == 'TH' else ''}{whole}{unit[-1]}{half}"
            if whole != "0"
            else f"P{'T' if unit == 'TH' else ''}{half}"
        )
    time = "T" if unit.startswith("T") else ""
    letters = unit.lstrip("T")
    if letters[0].isdigit():
        factor, letters = int(letters[0]), letters[1:]
        count = count if count == "X" else str(int(float(count) * factor))
    if letters in _MULTIPLES and count != "X":  # ISO 8601 has no decades and quarters
        factor, letters = _MULTIPLES[letters]
        return f"P{int(float(count) * factor)}{letters}"
    if letters in ("WE",) and count == "1":
        return "P1WE"
    return f"P{time}{count}{letters}"


def _joined(first: str, count: str, unit: str) -> str:
    """Both amounts in one value: P1Y with 6 months is P1Y6M, PT1H with 30 minutes PT1H30M."""
    second = written_amount(count, unit)
    if second.startswith("PT"):
        return first + (second[2:] if "T" in first else second[1:])
    return first + second[1:]


def read_set(parts: Parts) -> Reading | None:
    """What happens again and again: value the period, `quant` and `freq` as TIMEX3 has them."""
    if "frequency" in parts and not clock.present(parts):
        return Reading("SET", parts.value("frequency"))
    if "times_unit" in parts:
        freq = f"{parts.number('times')}{parts.value('times_unit', 'unit')[-1]}"
        return Reading("SET", written_amount("1", parts.value("unit")), quant="EACH", freq=freq)
    if "times" in parts:
        times = parts.value("times") or parts.number("times") or "X"
        return Reading("SET", written_amount("1", parts.value("unit")), quant="EACH", freq=f"{times}X")
    if "indefinite" in parts:
        return Reading("TIME" if "part" in parts else "DATE", _recurring(parts))
    quantifier = str(parts.value("quantifier") or "EACH")
    every = quantifier if quantifier.isdigit() else None
    value: str | None
    if "unit" in parts and "quantifier" not in parts:
        return Reading("SET", written_amount("1", parts.value("unit")))
    if "unit" in parts and not clock.present(parts):
        value = written_amount(every or parts.amount() or "1", parts.value("unit"))
    else:
        value = _recurring(parts)
    return Reading("SET", value, quant="EVERY" if every else quantifier) if value else None


def plausible_set(parts: Parts) -> bool:
    """Whether weekdays come again: not "from Monday to Friday", nor "met on Monday and Tuesday nights"."""
    context, start = parts.context, parts.match.start
    if "working" not in parts and "parts" not in parts:
        return True
    first, last = parts.match.groups.get("working", (start, parts.match.groups.get("parts", (0, 0))[1]))
    return not (first and context.tokens.keys[first - 1] in context.grammar.cues("from")) and (
        direction.of_sentence(context, first, last) >= 0
    )


def _recurring(parts: Parts) -> str | None:
    """The value of a weekday, part of day, hour, season or month that comes again."""
    code = parts.value("part") or parts.value("parts", "part_plural")
    time = clock.read(parts) or (f"T{code}" if code else "")
    weekday = parts.value("weekday") or parts.value("weekday", "weekday_plural")
    if weekday:
        return f"XXXX-WXX-{weekday}{time}"
    if time:
        return f"XXXX-XX-XX{time}"
    if "season" in parts:
        return f"XXXX-{parts.value('season')}"
    return f"XXXX-{parts.value('month'):02d}" if "month" in parts else None


def read_reference(parts: Parts) -> Reading | None:
    """Past, present or future without a date."""
    if "reference_to" in parts:
        return Reading("DATE", "PRESENT_REF")
    table = "reference_at" if "reference_at" in parts else "reference"
    return Reading("DATE", parts.value(table))
