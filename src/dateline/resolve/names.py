"""Comparison of names over spellings: `compare_person_names`, `compare_organization_names`.

A person's name is taken apart into words, the words of two names are aligned, and what the alignment
shows is combined by a logistic regression whose weights `training/names.py` learned. The signals stay
in the result, so that a score can be explained.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.distance import OSA, JaroWinkler

from dateline.resolve.korean import can_be_one_name

PARTICLES = frozenset({
    "al", "el", "ul", "ud", "ad", "as", "ash", "ar", "at", "an", "bin", "ibn", "ben", "bint", "abu", "de",
    "del", "della", "der", "den", "di", "da", "do", "dos", "das", "du", "la", "le", "los", "van", "von",
    "zu", "zum", "ter", "ten", "y", "e", "i",
})  # fmt: skip
"""Words that link the parts of a name: their presence and spelling tell persons apart least."""

HONORIFICS = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "sheikh", "shaikh",
    "shaykh", "haji", "hajji", "hadji", "mullah", "maulvi", "mawlawi", "maulana", "imam", "ayatollah",
    "rev", "reverend", "president", "king", "queen", "prince", "princess", "gen", "general", "col",
    "colonel", "capt", "captain", "adm", "admiral", "lt", "sgt", "jr", "sr", "ii", "iii", "iv", "jnr",
    "snr", "phd", "md", "esq",
})  # fmt: skip
"""Titles and suffixes that are no part of the name."""

LEGAL_FORMS = frozenset({
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc",
    "gmbh", "ag", "sa", "se", "nv", "bv", "spa", "oyj", "ab", "asa", "kk", "pte", "group", "holdings",
    "holding", "the", "of", "and", "for",
})  # fmt: skip
"""Words of an organization's name that tell organizations apart least."""

MATCH_THRESHOLD = 0.4
"""Score from which two person names count as one, on the half of name_bench that training/names.py reads
(cross-validated there: precision .89, recall .84). Lower finds more misspellings, joins more brothers."""

WORD_MATCH = 0.72
"""Similarity from which two words of names are aligned at all; below it both stay without a partner."""

NICKNAME_SIMILARITY = 0.9
"""What a short form of a given name (Bill, William) counts as: between a misspelling and the same word."""

WEIGHTS: Mapping[str, float] = {
    "bias": 0.536,
    "aligned": -0.395,
    "weakest": -0.482,
    "same": -0.113,
    "joined": 1.653,
    "written": 0.784,
    "pairs": -0.472,
    "conflict": -3.193,
    "extra": 0.458,
    "extra_of_two": -0.660,
    "single": -0.062,
    "initial": -0.047,
    "ends": 1.015,
    "starts": -0.193,
    "order": 0.533,
    "korean_same": -0.140,
    "korean_other": -0.157,
    "nickname": 0.333,
}
"""Weights of the signals, as training/names.py printed them."""

_NICKNAME = re.compile(r"""(?<=\w\s)["“'‘]([^"“”'‘’]+)["”'’](?=\s\w)""")
"""What stands in quotation marks within a name: Ada "Dee" Moreau."""

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^x|^hs", "s"),
        ("x", "ks"),
        ("tsch|tch|dzh|dsch|tsh|cz|tz|ts|ch|zh|dj|dz|ci(?=[aou])", "c"),
        ("sch|sh|sz", "s"),
        ("ph", "f"),
        ("kh|gh|ck|qu?|g|c(?=[aoulrkn]|$)", "k"),
        ("th|dh|d", "t"),
        ("b", "p"),
        ("[vw]", "f"),
        ("z", "s"),
        ("j(?=[aou])|c", "j"),
        ("(?<=[aeiou])h|h$|h(?=[^aeiouy])", ""),
        ("[eyj]+(?![aou])|[ei]+", "i"),
        ("[ou]+", "u"),
        ("a+", "a"),
        (r"(.)\1+", r"\1"),
    )
)
"""Rewriting to a coarse sound, in order: what romanisations of Arabic, Russian, Chinese vary in."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are: `score` from 0 to 1, and the signals that it was made from."""

    score: float
    signals: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Words of two names that were aligned: their similarity, how long they are, which they were."""

    similarity: float
    length: int
    left: tuple[int, ...]
    right: tuple[int, ...]
    initial: bool = False


def fold(name: str) -> str:
    """The name in lower-case ASCII words separated by one blank; hyphens separate, apostrophes vanish."""
    return " ".join(name_words(name))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case ASCII, family name first where a comma says that it stands last."""
    family, comma, given = name.partition(",")
    if comma and given.strip() and not HONORIFICS.issuperset(_ascii_words(given)):
        name = f"{given} {family}"
    return _ascii_words(name)


def _ascii_words(name: str) -> tuple[str, ...]:
    latin = anyascii(name)
    if not name.isascii():
        latin = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", latin)
    latin = re.sub(r"['`’‘ʼ]s?(?=\s|$)|['`’‘ʼ\"]", "", latin)
    return tuple(re.findall(r"[a-z0-9]+", latin.lower()))


@lru_cache(maxsize=65536)
def core_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles, linking particles and a nickname in quotation marks.

    All words if there is nothing else.
    """
    words = name_words(_NICKNAME.sub("", name))
    untitled = tuple(word for word in words if word not in HONORIFICS) or words
    return tuple(word for word in untitled if word not in PARTICLES) or untitled


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A coarse sound of a word in lower-case ASCII: Qadhafi and Gaddafi are both "katafi"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=262144)
def word_similarity(left: str, right: str) -> float:
    """How alike two words of names are, 0 to 1: the better of spelling and (a little less) sound."""
    if left == right:
        return 1.0
    spelled = OSA.normalized_similarity(left, right)
    heard = OSA.normalized_similarity(sound(left), sound(right)) * 0.97
    return max(spelled, heard if min(len(left), len(right)) > 2 else 0.0)


@cache
def _nicknames() -> frozenset[tuple[str, str]]:
    text = files("dateline.resolve").joinpath("data/nicknames.tsv").read_text("utf-8")
    return frozenset((name, short) for name, _, short in (row.partition("\t") for row in text.splitlines()))


def are_nicknames(left: str, right: str) -> bool:
    """Whether one English given name is a short form of the other (Bill, William)."""
    return (left, right) in _nicknames() or (right, left) in _nicknames()


def compare_person_names(left: str, right: str) -> NameMatch:
    """How likely two names are spellings or forms of one person's name, by the names alone.

    Both are full names or at least parts; titles are ignored. Ada "Dee" Moreau is compared as Ada Moreau and
    as Dee Moreau. `signals` has what the score was made from.
    """
    found = (person_name_signals(one, other) for one in _forms(left) for other in _forms(right))
    return max(map(_match, found), key=lambda match: match.score)


def _match(signals: Mapping[str, float]) -> NameMatch:
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in signals.items())
    return NameMatch(1 / (1 + math.exp(-total)), signals)


def _forms(name: str) -> tuple[str, ...]:
    """The name, and where a nickname stands in it in quotation marks, the nickname with the family name."""
    nickname = _NICKNAME.search(name)
    return (name,) if nickname is None else (name, f"{nickname[1]} {name.rsplit(maxsplit=1)[-1]}")


def person_name_signals(left: str, right: str) -> dict[str, float]:
    """What the comparison of two person names shows, each signal from 0 to 1 (counts: up to 3)."""
    first, second = core_words(left), core_words(right)
    if not first or not second:
        return {"bias": 1.0, "conflict": 1.0}
    korean = can_be_one_name(first, second)
    pairs = _align(first, second) if not korean else [_whole_pair(first, second)]
    alone_left, alone_right = _unaligned(first, second, pairs)
    length = sum(pair.length for pair in pairs)
    weakest = min((pair.similarity for pair in pairs), default=0.0)
    return {
        "bias": 1.0,
        "aligned": sum(pair.similarity * pair.length for pair in pairs) / length if length else 0.0,
        "weakest": weakest,
        "same": float(sorted(first) == sorted(second)),
        "joined": OSA.normalized_similarity("".join(sorted(first)), "".join(sorted(second))),
        "written": JaroWinkler.similarity("".join(first), "".join(second)),
        "pairs": float(min(len(pairs), 3)),
        "conflict": float(min(len(alone_left), len(alone_right), 2)),
        "extra": float(min(abs(len(alone_left) - len(alone_right)), 3)),
        "extra_of_two": float(min(len(first), len(second)) <= 2 and len(alone_left) != len(alone_right)),
        "single": float(min(len(first), len(second)) == 1),
        "initial": float(any(pair.initial for pair in pairs)),
        "ends": _end_similarity(first, second),
        "starts": word_similarity(first[0], second[0]),
        "order": float(_in_order(pairs)),
        "korean_same": float(korean is True),
        "korean_other": float(korean is False),
        "nickname": float(any(pair.similarity == NICKNAME_SIMILARITY for pair in pairs)),
    }


def _align(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Pair]:
    """Words of both names paired greedily by likeness; two neighbouring words may pair with one."""
    candidates = []
    right_runs = _runs(right)
    for left_run in _runs(left):
        for right_run in right_runs:
            if len(left_run[0]) > 1 and len(right_run[0]) > 1:
                continue
            pair = _compare_runs(left_run, right_run)
            if pair is not None:
                candidates.append(pair)
    candidates.sort(key=lambda pair: (-pair.similarity, -pair.length, pair.left, pair.right))
    chosen: list[_Pair] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for pair in candidates:
        if used_left.isdisjoint(pair.left) and used_right.isdisjoint(pair.right):
            chosen.append(pair)
            used_left.update(pair.left)
            used_right.update(pair.right)
    return chosen


def _whole_pair(left: Sequence[str], right: Sequence[str]) -> _Pair:
    """Both names as one aligned pair, where their words need no comparison."""
    length = max(len("".join(left)), len("".join(right)))
    return _Pair(1.0, length, tuple(range(len(left))), tuple(range(len(right))))


_Run = tuple[tuple[int, ...], str]


@lru_cache(maxsize=65536)
def _runs(words: tuple[str, ...]) -> tuple[_Run, ...]:
    """The words of a name and its pairs of neighbours: their places, and what they read joined."""
    single = [((at,), word) for at, word in enumerate(words)]
    return (*single, *(((at, at + 1), one + other) for at, (one, other) in enumerate(pairwise(words))))


def _compare_runs(left: _Run, right: _Run) -> _Pair | None:
    """The two runs aligned, None where they are less alike than WORD_MATCH."""
    (left_words, one), (right_words, other) = left, right
    if min(len(one), len(other)) == 1:
        same = one[0] == other[0] and len(left_words) == len(right_words) == 1
        return _Pair(0.9, 1, left_words, right_words, initial=len(one) != len(other)) if same else None
    similarity = NICKNAME_SIMILARITY if are_nicknames(one, other) else word_similarity(one, other)
    if similarity < WORD_MATCH:
        return None
    return _Pair(similarity, max(len(one), len(other)), left_words, right_words)


def _unaligned(
    left: Sequence[str], right: Sequence[str], pairs: Sequence[_Pair]
) -> tuple[list[int], list[int]]:
    used_left = {i for pair in pairs for i in pair.left}
    used_right = {i for pair in pairs for i in pair.right}
    return (
        [i for i in range(len(left)) if i not in used_left],
        [i for i in range(len(right)) if i not in used_right],
    )


def _end_similarity(left: Sequence[str], right: Sequence[str]) -> float:
    """Likeness of the last words, which are the family names in most of the world."""
    return word_similarity(left[-1], right[-1])


def _in_order(pairs: Sequence[_Pair]) -> bool:
    by_left = sorted(pairs, key=lambda pair: pair.left)
    return all(one.right < other.right for one, other in pairwise(by_left))


POLICE_FORMS = frozenset({"department", "dept", "force", "service", "bureau"})
"""What "Tarn police" is called in full after the word."""


def acronym(name: str) -> str:
    """The initials of the words that carry an organization's name: "iaea"."""
    return "".join(word[0] for word in name_words(name) if word not in LEGAL_FORMS)


def compare_organization_names(left: str, right: str) -> NameMatch:
    """How likely two names are forms (spellings, acronyms, short forms) of one organization's."""
    first, second = _organization_words(left), _organization_words(right)
    one, other = "".join(first), "".join(second)
    short, long = sorted((one, other), key=len)
    long_name = right if other == long else left
    signals = {
        "same": float(bool(one) and one == other),
        "acronym": float(2 <= len(short) <= 6 and short != long and short == acronym(long_name)),
        "spelled": OSA.normalized_similarity(one, other) if min(len(one), len(other)) >= 6 else 0.0,
        "prefix": float(
            min(len(first), len(second)) >= 2
            and (first[: len(second)] == second or second[: len(first)] == first)
        ),
    }
    score = max(signals["same"], 0.9 * signals["acronym"], signals["spelled"], 0.7 * signals["prefix"])
    return NameMatch(score, signals)


@lru_cache(maxsize=65536)
def _organization_words(name: str) -> tuple[str, ...]:
    words = name_words(name.replace(".", ""))
    if "police" in words[:-1] and words[-1] in POLICE_FORMS:
        words = words[:-1]
    return tuple(word for word in words if word not in LEGAL_FORMS) or words
