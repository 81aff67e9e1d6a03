"""Whether two names are one outlet: with and without article, as a domain, as an abbreviation of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
# What a name may have beside the name proper: "BBC News", "The Sun Online".
_BESIDE = frozenset({"the", "news", "online"})
_HOST = frozenset({"www", "m", "edition", "news", "amp", "mobile"})
# Fewer letters are initials of too many things.
SHORTEST = 3


def canonical_names(names: Iterable[str]) -> Mapping[str, str]:
    """For each name the one under which its outlet goes: the fullest of those given, domains last.

    Of names that are equally full the one given first. Initials that fit two outlets are of neither.
    """
    known = list(dict.fromkeys(names))
    ranked = sorted(known, key=lambda name: (is_domain(name), -len(name)))
    chosen: dict[str, str] = {}
    for name in ranked:
        spelled = [chosen[other] for other in chosen if _spelled_alike(name, other)]
        fitting = dict.fromkeys(spelled or (chosen[other] for other in chosen if same(name, other)))
        chosen[name] = next(iter(fitting)) if len(fitting) == 1 else name
    return chosen


def is_domain(name: str) -> bool:
    """Whether a name is an address on the web."""
    return "." in name.strip(".") and not re.search(r"\s", name)


def same(one: str, other: str) -> bool:
    """Whether two names are spellings of one outlet or agency."""
    if _spelled_alike(one, other):
        return True
    left, right = _words(one), _words(other)
    return any(
        len(short) == 1 and len(long) > 1 and _abbreviates(short[0], long)
        for short, long in ((left, right), (right, left))
    )


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names are the same letters, articles and the like aside."""
    letters = "".join(_words(one))
    return bool(letters) and letters == "".join(_words(other))


def _words(name: str) -> list[str]:
    """The words of the name proper, lower case; those of a domain are one."""
    if is_domain(name):
        labels = [label for label in name.casefold().split(".") if label not in _HOST][:-1]
        while len(labels) > 1 and len(labels[-1]) <= SHORTEST:  # the second part of "co.uk"
            labels.pop()
        word = "".join(_WORD.findall(labels[-1])) if labels else ""
        return [re.sub(r"^the(?=\w{3})", "", word)] if word else []
    words = _WORD.findall(name.casefold())
    proper = [word for word in words if word not in _BESIDE]
    return proper or words


def _abbreviates(short: str, words: list[str]) -> bool:
    """Whether each word gives its first letter or all its letters to `short`, in this order."""
    if len(short) < SHORTEST or len(short) < len(words):
        return False
    ends = {0}
    for word in words:
        ends = {end + len(part) for end in ends for part in (word, word[0]) if short.startswith(part, end)}
    return len(short) in ends
