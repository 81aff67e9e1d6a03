"""Whether two names in one article are one person's."""

from __future__ import annotations

import functools
import re

from dateline.annotate.gazetteer import are_nicknames, fold, is_slip, language_of_family_name

LEAST_SLIPPED = 6
"""Letters of a word that may be another one's with a typing error."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "abd",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "la",
    }
    | {"van", "von", "der", "den", "ten", "ter", "zu", "af", "le", "du", "st", "mac", "mc", "o", "ul", "ur"}
)
"""Words of a family name that are not it alone."""


@functools.lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded; a word joined by hyphens counts as several."""
    words = [word for word in re.split(r"[\s.,\"“”]+", fold(name)) if word]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def same_person(one: str, other: str) -> bool:
    """Whether two names of at least two words could be one person's in one article."""
    a, b = parts(one), parts(other)
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or len(long) < 2:
        return False
    if len(long) > len(short) and long[-len(short) :] == short:
        return True  # a family name of two words, whatever language its first one looks like
    if is_family_first(one) or is_family_first(other):
        return _one_slip(a, b)
    if _is_within(short, long) and (short[-1] == long[-1] or short[0] == long[0]):
        return True
    return (short[-1] == long[-1] and _given_names_agree(short, long)) or _one_slip(a, b)


def _is_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _given_names_agree(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    given, other = short[0], long[0]
    if len(short) > 2 and len(long) > 2 and short[1][0] != long[1][0]:
        return False
    initial = min(given, other, key=len)
    if len(initial) == 1:
        return given[0] == other[0]
    return given == other or are_nicknames(given, other)


def _one_slip(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Names alike but for one letter of a long word: a typing error, no other name."""
    if len(a) != len(b):
        return False
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(different) != 1:
        return False
    x, y = different[0]
    return min(len(x), len(y)) >= LEAST_SLIPPED and is_slip(x, y)


@functools.lru_cache(maxsize=8192)
def is_family_first(name: str) -> bool:
    """Whether the name looks like one of a language that puts the family name first.

    "Kim Yong-chol" and "Xi Jinping" do, "Sung Kim" and "Kim Philby" do not.
    """
    words = re.split(r"\s+", name.strip())
    if len(words) < 2 or language_of_family_name(words[0]) not in {"ko", "zh", "vi"}:
        return False
    return "-" in "".join(words[1:]) or len(words) == 3 or language_of_family_name(words[-1]) != "ko"


_SPOKEN_IN = {
    "ko": frozenset({"North Korea", "South Korea"}),
    "zh": frozenset({"China", "Taiwan", "Hong Kong", "Singapore", "Macao"}),
    "vi": frozenset({"Vietnam"}),
}


def name_agrees(name: str, country: str) -> bool | None:
    """Whether a name is of a language of the country; None where neither tells."""
    words = name.split()
    language = language_of_family_name(words[0]) if len(words) == 1 or is_family_first(name) else None
    expected = next((code for code, countries in _SPOKEN_IN.items() if country in countries), None)
    if expected is None:
        return False if language in _SPOKEN_IN else None
    return language is not None and country in _SPOKEN_IN.get(language, ())


def bare_forms(name: str) -> dict[str, float]:
    """What the person may be called by alone, with how usual that is (0 to 1)."""
    words = parts(name)
    if len(words) < 2:
        return dict.fromkeys(words, 1.0)
    spaced = [fold(word.strip('"“”')) for word in name.split()]
    forms: dict[str, float] = {spaced[0]: 0.4}
    if is_family_first(name):
        either = len(spaced) == 2 and " " not in spaced[1] and language_of_family_name(spaced[1]) is not None
        return {" ".join(spaced[1:]): 0.9 if either else 0.3, spaced[0]: 1.0}
    forms[spaced[-1]] = 1.0
    at = len(spaced) - 2
    while at > 0 and spaced[at] in PARTICLES:
        forms[" ".join(spaced[at:])] = 1.0
        at -= 1
    if len(spaced) > 2:
        forms.setdefault(" ".join(spaced[-2:]), 0.9)
        forms.setdefault(spaced[-2], 0.5)
        forms.setdefault(" ".join(spaced[:2]), 0.4)
    last = spaced[-1].split(" ")
    if len(last) > 1:
        forms.setdefault(last[-1] if last[0] in PARTICLES else last[0], 0.6)
    return {form: weight for form, weight in forms.items() if form not in PARTICLES}
