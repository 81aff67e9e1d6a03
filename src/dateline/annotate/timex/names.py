"""Says which matches are names or plain numbers and no times: "Sunday Times", May the minister, 2,000 men."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.timex.grammar import Grammar, Match
from dateline.annotate.timex.lexer import HYPHEN, Tokens, shapes

Lists = dict[str, list[str]]


def is_time(match: Match, tokens: Tokens, grammar: Grammar, surnames: Collection[str]) -> bool:
    """Whether `match` is a time and not part of a name or a count of something else."""
    lists: Lists = grammar.data["names"]
    groups = frozenset(match.groups)
    around = _Around(match, tokens)
    if (
        around.in_word()
        or ("whole_named" in groups and not _is_definite(around, lists))
        or _counts_otherwise(match, around, grammar, tokens)
        or _is_title(match, around, tokens)
    ):
        return False
    if "weekday_after" in groups and "n" in groups and around.before in lists["lasting"]:
        return False  # "put off for two weeks on Tuesday"
    if match.kind == "calendar" and "hour" in groups and around.before_that in lists["level"]:
        return False  # "the toll stood at 9 on Sunday"
    if match.kind == "calendar" and groups & {"weekday", "season", "month", "holiday"}:
        return _is_day_or_month(match, around, lists, surnames)
    if match.kind == "calendar" and groups <= {"year", "span", "portion"}:
        return _is_year(match, around, lists)
    if match.kind in ("amount", "duration") or "frequency" in groups:
        return (_is_frequency if "frequency" in groups else _is_duration)(around, lists)
    ends = groups & {"shift_narrative", "ended_narrative"} and around.last in lists["clause_end_after"]
    if ends and (around.after[:1].isalnum() or around.after in ('"', "$")):
        return False
    return "decade" not in groups or _is_decade(match, around, tokens, lists)


def _is_definite(around: _Around, lists: Lists) -> bool:
    """Whether "the year" is one that the text speaks of, not one of something ("the year he was elected")."""
    if around.before in lists["fraction_of"] and around.before_that not in lists["before_of_definite"]:
        return False  # "the word of the year"
    return not around.after or around.after in lists["after_definite"]


def _counts_otherwise(match: Match, around: _Around, grammar: Grammar, tokens: Tokens) -> bool:
    """Whether a number is of money, an ordinal of something else, or an amount of two places."""
    lists: Lists = grammar.data["names"]
    groups = match.groups.keys()
    if around.before in lists["currency"] and tokens.keys[match.start][0].isdigit():
        return True
    if ("direction" in groups and around.last in grammar.tables["part"]) or "dayref_part" in groups:
        # "the last night of the festival"
        return around.before in lists["article"] and around.after in lists["fraction_of"]
    if "day_of_month" in groups and "direction" not in groups and around.after[:1].isalpha():
        # "the 2nd Circuit", "the 12th day"
        return around.after not in lists["after_listed_day"]
    if _is_compared(match, around, tokens, grammar):
        return True
    if "indefinite" in groups and around.after[:1].isalpha():  # "on a Friday conference call"
        return around.after not in lists["after_listed_day"]
    if around.last[0].isdigit() and "DOTCLOCK" in shapes(around.last):
        return around.after in lists["quantity"]  # "6.12 percent"
    return "unit_more" in groups and _two_amounts(match, around, grammar)


def _is_compared(match: Match, around: _Around, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether "less than" compares an amount before it with one of then: "3 million less than a year ago"."""
    lists: Lists = grammar.data["names"]
    place = match.groups.get("approx", (0, 0))[1]
    if not place or tokens.keys[place - 1] not in lists.get("than", ()):
        return False
    then = "shift" in match.groups or "shift_narrative" in match.groups
    shifts = {*grammar.tables["shift"], *grammar.tables["shift_narrative"]}
    counted = around.before[:1].isdigit() or around.before in lists.get("compared", ())
    return counted and (then or around.after in shifts)


def _two_amounts(match: Match, around: _Around, grammar: Grammar) -> bool:
    """Whether the amounts of a match are apart: "for the last three months and two days ago it …"."""
    after_span = around.before in grammar.data["classes"].get("span_word", ())
    ago = "shift" in match.groups or around.after in grammar.tables["shift"]
    return after_span and ago


def _is_title(match: Match, around: _Around, tokens: Tokens) -> bool:
    """Whether a period or amount is capitalised inside a sentence that is not: "on 60 Minutes"."""
    if match.kind not in ("amount", "duration", "period") or match.end - match.start < 2:
        return False
    words = [index for index in range(match.start, match.end) if tokens.keys[index][0].isalpha()]
    inside = around.before[:1].isalpha() or around.before in ("'s", '"')
    if not inside or around.after_capital or (match.start and tokens.capitalised(match.start - 1)):
        return False
    return all(tokens.capitalised(index) for index in words)


class _Around:
    """The tokens at the edges of a match, empty where the text ends."""

    def __init__(self, match: Match, tokens: Tokens) -> None:
        keys, start, end = tokens.keys, match.start, match.end
        self.before = keys[start - 1] if start else ""
        self.before_that = keys[start - 2] if start > 1 else ""
        self.first, self.last = keys[start], keys[end - 1]
        self.next_to_last = keys[end - 2] if end > 1 else ""
        self.after = keys[end] if end < len(keys) else ""
        self.after_that = keys[end + 1] if end + 1 < len(keys) else ""
        self.first_capital = tokens.capitalised(start)
        self.before_capital = start > 0 and tokens.capitalised(start - 1)
        self.after_capital = end < len(keys) and tokens.capitalised(end)
        self.tight_before = start > 0 and tokens.ends[start - 1] == tokens.starts[start]
        self.tight_after = end < len(keys) and tokens.starts[end] == tokens.ends[end - 1]
        self.joined_after = (
            self.tight_after and end + 1 < len(keys) and tokens.starts[end + 1] == tokens.ends[end]
        )

    def in_word(self) -> bool:
        """Whether letters or digits stand at the match without space ("H1N1", "pay-back"): it is cut off.

        A capitalised word may: pages lose the break between two paragraphs ("on 3 MayThe mayor").
        """
        runs_on = self.after.isalnum() and not (self.after_capital and len(self.after) > 1)
        return (self.tight_before and self.before.isalnum()) or (
            self.tight_after and (runs_on or (self.last == "back" and self.after == HYPHEN))
        )

    def in_name(self) -> bool:
        """Whether the match is capitalised beside a word that is too: "Donna Summer"."""
        return self.first_capital and (self.before_capital or self.after_capital)


def _is_day_or_month(match: Match, around: _Around, lists: Lists, surnames: Collection[str]) -> bool:
    """Whether a weekday or month is none of a newspaper, a person, or a number of things."""
    if around.after in lists["after"] and around.after_capital:
        return False
    if "season" in match.groups and match.end - match.start == 1 and around.in_name():
        return False
    if match.end - match.start == 1 and around.first in surnames:
        return around.before in lists["surely_after"]
    if "day" in match.groups and match.groups.get("span") == match.groups["day"]:
        return not around.after[:1].isalpha() or around.after in lists["after_listed_day"]
    return True


def _is_duration(around: _Around, lists: Lists) -> bool:
    """Whether an amount of time is not an age, a fraction, or an ordinal ("a second attempt")."""
    if around.first == around.last and around.before_capital and around.before_that.isalpha():
        return False  # "the Okun years"
    follower = around.after_that if around.after == HYPHEN else around.after
    if follower in lists["age"]:
        return False
    if around.last in lists["fraction_unit"]:
        if around.next_to_last == HYPHEN or around.next_to_last in lists["before_quarters"]:
            return False
        of_something = around.after in lists["fraction_of"] and around.next_to_last in lists["fraction_count"]
        return not of_something and around.next_to_last not in lists["article"]
    return not (around.last in lists["ordinal_unit"] and around.next_to_last in lists["before_ordinal"])


def _is_decade(match: Match, around: _Around, tokens: Tokens, lists: Lists) -> bool:
    """Whether "60s" are years and not an age or degrees: "the early 60s", not "in their early 40s"."""
    keys = tokens.keys[match.start : match.end]
    short = any(key.isdigit() and len(key) == 2 for key in keys)
    told = not {"'", *lists["article"]}.isdisjoint(keys) or around.before in ("'", *lists["surely_after"])
    return around.before not in lists["before_age"] and (told or not short)


def _is_frequency(around: _Around, lists: Lists) -> bool:
    """Whether "daily" tells how often and belongs to no name ("the Daily Courier") and no noun."""
    followed = around.after[:1].isalpha()
    if around.first in lists["clause_end_only"] and followed:
        return False
    inside = around.before[:1].isalpha()
    return not (inside and followed and around.first_capital and around.after_capital)


def _is_year(match: Match, around: _Around, lists: Lists) -> bool:
    """Whether four digits are a year: they count nothing, number nothing, and are no part of a number."""
    if around.before in lists["surely_after"] and "BAREYEAR" in shapes(around.last):
        return True
    if around.after in lists["quantity"] or around.before in lists["before_quantity"]:
        return False
    if around.joined_after and around.after in (HYPHEN, "/", ",") and around.after_that[:1].isdigit():
        return False
    if around.tight_before and around.before in (HYPHEN, "/", ".", ":"):
        return around.before == HYPHEN and not around.before_that.isdigit()
    return True


def surnames(tokens: Tokens, words: Collection[str], titles: Collection[str]) -> frozenset[str]:
    """Which of `words` (months that are surnames too) some place of the text uses as a surname."""
    found = set()
    for index in range(1, len(tokens.keys)):
        key = tokens.keys[index]
        if key in words and tokens.capitalised(index):
            before = tokens.keys[index - 1]
            if before in titles or (before == "." and index > 1 and tokens.keys[index - 2] in titles):
                found.add(key)
    return frozenset(found)
