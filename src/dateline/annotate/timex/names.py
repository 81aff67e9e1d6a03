"""Says which matches are names or plain numbers and no times: "Sunday Times", May the minister, 2,000 men."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.timex.grammar import Grammar, Match
from dateline.annotate.timex.lexer import HYPHEN, Tokens, shapes


def is_time(match: Match, tokens: Tokens, grammar: Grammar, surnames: Collection[str]) -> bool:
    """Whether `match` is a time and not part of a name or a count of something else."""
    names = grammar.data["names"]
    before = tokens.keys[match.start - 1] if match.start else ""
    after = tokens.keys[match.end] if match.end < len(tokens.keys) else ""
    if before in names["currency"] and tokens.keys[match.start][0].isdigit():
        return False
    if match.kind == "calendar" and {"weekday", "season", "month", "holiday"} & set(match.groups):
        if after in names["after"] and tokens.capitalised(match.end):
            return False
        if "month" in match.groups and match.end - match.start == 1 and tokens.keys[match.start] in surnames:
            return before in ("in", "since", "until", "by")
    if set(match.groups) <= {"year", "span", "portion"} and match.kind == "calendar":
        return _is_year(match, tokens, names, before, after)
    if {"day", "month"} <= set(match.groups) and match.groups.get("span") == match.groups["day"]:
        return not after[:1].isalpha() or after in names["after_listed_day"]
    if match.kind == "duration":
        return _is_duration(match, tokens, names, after)
    if "frequency" in match.groups:
        return _is_frequency(match, tokens, names, after)
    if {"shift_narrative", "ended_narrative"} & set(match.groups) and tokens.keys[match.end - 1] in names[
        "clause_end_after"
    ]:
        return not after[:1].isalnum() and after not in ('"', "$")
    return not ("decade" in match.groups and before in names["before_age"])


def _is_duration(match: Match, tokens: Tokens, names: dict[str, list[str]], after: str) -> bool:
    """Whether an amount of time is not an age, a fraction, or an ordinal ("a second attempt")."""
    if after in names["age"] or (
        after == HYPHEN
        and tokens.keys[match.end + 1 : match.end + 2]
        and tokens.keys[match.end + 1] in names["age"]
    ):
        return False
    last = tokens.keys[match.end - 1]
    if last in names["fraction_unit"]:
        return after not in names["fraction_of"] and tokens.keys[match.end - 2] not in names["article"]
    return not (last in names["ordinal_unit"] and tokens.keys[match.end - 2] in names["article"])


def _is_frequency(match: Match, tokens: Tokens, names: dict[str, list[str]], after: str) -> bool:
    """Whether "daily" tells how often and belongs to no name ("the Daily Caller") and no noun."""
    if tokens.keys[match.start] in names["clause_end_only"] and after[:1].isalpha():
        return False
    inside = match.start > 0 and tokens.keys[match.start - 1][0].isalpha()
    named = after[:1].isalpha() and tokens.capitalised(match.end)
    return not (inside and named and tokens.capitalised(match.start))


def _is_year(match: Match, tokens: Tokens, names: dict[str, list[str]], before: str, after: str) -> bool:
    """Whether four digits are a year: nothing counts by them, and nothing is numbered by them."""
    if before in names["surely_year_after"] and "BAREYEAR" in shapes(tokens.keys[match.end - 1]):
        return True
    if after in names["quantity"] or before in names["before_quantity"]:
        return False
    if after == "'s" or after == "":
        return True
    following = tokens.keys[match.end + 1 : match.end + 2]
    if after in (HYPHEN, "/") and following and following[0][0].isdigit():
        return False
    if (
        before in (HYPHEN, "/", ".", ":")
        and match.start > 1
        and tokens.ends[match.start - 1] == tokens.starts[match.start]
    ):
        return tokens.keys[match.start - 2].isdigit() is False and before == HYPHEN
    if after == "," and following and following[0].isdigit() and len(following[0]) == 3:
        return False
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
