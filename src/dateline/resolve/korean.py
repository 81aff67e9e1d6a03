"""Korean names in Latin letters: which Hangul a spelling can stand for.

One Korean name has many spellings, by the system (Revised Romanization, McCune-Reischauer, the
practice of the North) and by the bearer's own choice: 영철 is Yeongcheol, Yŏngch'ŏl, Yong Chol and
Young-chul. The ambiguity runs both ways, so a spelling is read as the *set* of syllables it can stand
for, and two spellings can be one name where these sets meet, syllable by syllable. Letters that
romanisations never tell apart (ㄱ/ㅋ/ㄲ, ㄷ/ㅌ/ㄸ …) count as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

ONSETS = {
    "": "-", "g": "g", "k": "g", "kk": "g", "gg": "g", "n": "n", "d": "d", "t": "d", "tt": "d",
    "dd": "d", "r": "r", "l": "r", "rh": "r", "m": "m", "b": "b", "p": "b", "bb": "b", "pp": "b",
    "s": "s", "ss": "s", "sh": "s", "j": "j", "ch": "j", "jj": "j", "tch": "j", "h": "h", "th": "d",
    "gh": "g", "ph": "b",
}  # fmt: skip
"""Spellings of initial consonants, and the letter that stands for all that are spelled alike."""

VOWELS = {
    "a": "a", "aa": "a", "ah": "a", "ar": "a", "ae": "ae", "ai": "ae", "ay": "ae", "ea": "ae eo",
    "eo": "eo yeo", "eou": "eo", "o": "o eo", "oa": "o", "oh": "o", "u": "u eo eu", "ue": "u",
    "uh": "eo", "ur": "eo", "er": "eo", "eu": "eu", "oo": "u", "ou": "u eo", "e": "e ae eo",
    "eh": "e ae", "ei": "e", "ee": "i ui", "i": "i ui", "y": "i", "ie": "i", "ya": "ya", "yeo": "yeo",
    "yo": "yo yeo", "you": "yeo yu", "yu": "yu yeo", "yoo": "yu", "ye": "ye yeo", "wa": "wa",
    "wo": "wo", "weo": "wo", "wu": "u", "woo": "u", "wi": "wi", "we": "we oe", "wee": "wi", "wae": "we",
    "oe": "oe", "oi": "oe", "oy": "oe", "ui": "ui", "eui": "ui", "yi": "i ui", "yee": "i", "yuh": "yeo",
}  # fmt: skip
"""Spellings of vowels, and the vowels that each can stand for."""

CODAS = {
    "": "", "k": "k", "g": "k", "ck": "k", "n": "n", "t": "t", "d": "t", "l": "l", "r": "l", "m": "m",
    "p": "p", "b": "p", "ng": "ng", "c": "k", "nn": "n",
}  # fmt: skip
"""Spellings of final consonants."""

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도"
    "소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예"
)
"""Surnames that nearly all Koreans bear (census of South Korea, 2015); 리, 로, 림 … are northern forms."""

LONGEST_NAME = 4
"""Syllables of a full name: one or two of surname, one or two (rarely three) of given name."""

_INITIALS = [
    "g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "-", "j", "j", "j", "g", "d", "b", "h",
]  # fmt: skip
_MEDIALS = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "we", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
]  # fmt: skip
_FINALS = {0: "", 1: "k", 4: "n", 7: "t", 8: "l", 16: "m", 17: "p", 21: "ng"}


class Syllable(NamedTuple):
    """What one spelled syllable can stand for."""

    onset: str
    vowels: frozenset[str]
    coda: str

    def meets(self, other: Syllable) -> bool:
        """Whether both spellings can stand for one syllable."""
        return self.onset == other.onset and self.coda == other.coda and bool(self.vowels & other.vowels)


@lru_cache(maxsize=65536)
def read_syllables(word: str) -> tuple[tuple[Syllable, ...], ...]:
    """Every way to read a word (lower-case ASCII) as one to three Korean syllables."""
    if not word or len(word) > 7 * LONGEST_NAME:
        return ()
    return tuple(_readings(word, most=3))


def _readings(word: str, *, most: int) -> list[tuple[Syllable, ...]]:
    if not word:
        return [()]
    if most == 0:
        return []
    found = []
    for end in range(1, min(len(word), 8) + 1):
        found += [
            (first, *rest) for first in _single(word[:end]) for rest in _readings(word[end:], most=most - 1)
        ]
    return found


@lru_cache(maxsize=8192)
def _single(text: str) -> tuple[Syllable, ...]:
    """The readings of `text` as exactly one syllable; some spell 화 "wha"."""
    text = re.sub("^wh", "hw", text)
    found = []
    for cut in range(4):
        onset, rest = text[:cut], text[cut:]
        if onset not in ONSETS:
            continue
        for coda in ("", rest[-1:], rest[-2:]):
            vowel = rest[: len(rest) - len(coda)]
            if coda in CODAS and VOWELS.get(vowel):
                syllable = Syllable(ONSETS[onset], frozenset(VOWELS[vowel].split()), CODAS[coda])
                if syllable not in found:
                    found.append(syllable)
    return tuple(found)


def _of_hangul(character: str) -> Syllable:
    code = ord(character) - 0xAC00
    return Syllable(
        _INITIALS[code // 588], frozenset({_MEDIALS[code % 588 // 28]}), _FINALS.get(code % 28, "k")
    )


def _with_dropped_onset(syllable: Syllable) -> tuple[Syllable, ...]:
    """A word-initial ㄹ or ㄴ is dropped or changed in the South (Ri, Ni, I for 리): all its forms."""
    if syllable.onset not in {"r", "n", "-"}:
        return (syllable,)
    return tuple(syllable._replace(onset=onset) for onset in "rn-")


_SURNAME_SYLLABLES = tuple(_of_hangul(character) for character in SURNAMES)


@lru_cache(maxsize=8192)
def is_surname(word: str) -> bool:
    """Whether a word (lower-case ASCII) can be a Korean surname of one syllable."""
    return any(
        variant.meets(surname)
        for syllable in _single(word)
        for variant in _with_dropped_onset(syllable)
        for surname in _SURNAME_SYLLABLES
    )


def read_full_name(words: Sequence[str]) -> tuple[tuple[Syllable, ...], ...]:
    """The readings of a full name, surname first; none where it cannot be a Korean one.

    `words` are lower-case ASCII, with hyphenated parts as words of their own. The surname may stand
    first (Kim Min-su) or last (Min-su Kim).
    """
    if not 2 <= len(words) <= LONGEST_NAME:
        return ()
    orders = []
    if is_surname(words[0]):
        orders.append(tuple(words))
    if is_surname(words[-1]):
        orders.append((words[-1], *words[:-1]))
    readings: dict[tuple[Syllable, ...], None] = {}
    for order in orders:
        for given in product(*(read_syllables(word) for word in order[1:])):
            syllables = tuple(syllable for part in given for syllable in part)
            if len(syllables) < LONGEST_NAME:
                readings.update(((surname, *syllables), None) for surname in _single(order[0]))
    return tuple(readings)


def can_be_one_name(left: Sequence[str], right: Sequence[str]) -> bool | None:
    """Whether two full names can be spellings of one Korean name; None where either is not Korean."""
    left_readings, right_readings = read_full_name(left), read_full_name(right)
    if not left_readings or not right_readings:
        return None
    return any(
        _meet(first, second)
        for first in left_readings
        for second in right_readings
        if len(first) == len(second)
    )


def _meet(left: Sequence[Syllable], right: Sequence[Syllable]) -> bool:
    surname = any(
        variant.meets(other)
        for variant in _with_dropped_onset(left[0])
        for other in _with_dropped_onset(right[0])
    )
    return surname and all(one.meets(other) for one, other in zip(left[1:], right[1:], strict=True))
