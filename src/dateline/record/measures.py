"""The words of numbers and measures, as read from `data/measures.toml`, and what words count alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def stem(word: str) -> str:
    """A word without its ending, so that "fined" and "fines" meet."""
    word = word.casefold()
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of the shipped `measures.toml`."""
    found: Mapping[str, Any] = _tables()[name]
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of the shipped `measures.toml`."""
    return frozenset(table("words")[name])


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("dateline.record").joinpath("data", "measures.toml").read_text("utf-8"))


@cache
def group_of() -> Mapping[str, str]:
    """The name under which a noun is counted: "soldier" of "troop"."""
    return {member: name for name, members in table("groups").items() for member in members}
