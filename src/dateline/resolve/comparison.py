"""How much two articles look like reports of one story: the signals of a pair, and scores from them.

1. Signals: how far body, lede, title, numbers and weekdays agree, rare words counting most, and the
   distance in days.
2. Likelihood: a logistic model over the signals.
3. Standing: the likelihood again, seen beside the best match that either article has. What would be a
   fair match in a quiet week is none where another article fits far better.

The weights stand in data/comparison.json and come from training/comparison.py.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.days import day_of
from dateline.resolve.embedding import embed
from dateline.resolve.terms import rarity, words_of
from dateline.schema.article import Article

Array = NDArray[Any]

# The heaviest terms of an article say what it is about; more add noise and time.
BODY_TERMS = 150
LEDE_WORDS = 70
LEDE_TERMS = 96
NUMBERS = 128
LEDE_NUMBERS = 32
# Characters of an article in which it says what is new.
OPENING = 800
# Words rarer than one article in 512 are names and terms of few stories.
RARE = 9.0
# Days beyond which distance says nothing more.
FAR = 30
TITLE_PIECES = 40
# Where an article has no title its first words stand in.
TITLE_CHARACTERS = 150

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")

# Terms and numbers stand as 32-bit hashes in ascending order, 0 where there are fewer; weights stand beside
# them. Vectors have length 1.
ROW = np.dtype(
    [
        ("terms", np.uint32, BODY_TERMS),
        ("weights", np.float32, BODY_TERMS),
        ("rarities", np.float16, BODY_TERMS),
        ("lede", np.uint32, LEDE_TERMS),
        ("lede_shares", np.float32, LEDE_TERMS),
        ("numbers", np.uint32, NUMBERS),
        ("lede_numbers", np.uint32, LEDE_NUMBERS),
        ("weekdays", np.float32, len(_WEEKDAYS)),
        ("meaning", np.float16, 384),
        ("headline", np.float16, 384),
    ]
)
# The signals that do not rest on the days of publication, in the order of their columns.
CONTENT = (
    "body",
    "told",
    "rare",
    "meaning",
    "headline",
    "numbers_least",
    "numbers_most",
    "weekdays",
    "no_weekday",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a comparison reads of an article: about four kilobytes, whatever its length.

    `day` counts days as `date.toordinal` does; `row` is a ROW.
    """

    id: str
    day: int | None
    row: Array


def profile_of(article: Article) -> Profile:
    """The profile of `article`."""
    title = article.title or ""
    words = words_of(article.text)
    row = np.zeros((), dtype=ROW)
    body = _vector(_weights(Counter(words_of(title) + words)), BODY_TERMS)
    lede = _vector(_weights(Counter(words_of(title) + words[:LEDE_WORDS])), LEDE_TERMS)
    _fill(row, ("terms", "weights", "rarities"), ((term, w, rarity(term)) for term, w in body.items()))
    _fill(row, ("lede", "lede_shares"), ((term, w * w) for term, w in lede.items()))
    _fill(row, ("numbers",), ((number,) for number in _numbers(article.text, NUMBERS)))
    _fill(row, ("lede_numbers",), ((number,) for number in _numbers(article.text[:OPENING], LEDE_NUMBERS)))
    weekdays = _vector(Counter(_WEEKDAY.findall(article.text[: 2 * OPENING])), len(_WEEKDAYS))
    row["weekdays"] = [weekdays.get(name, 0.0) for name in _WEEKDAYS]
    row["meaning"] = embed([f"{title}. {article.text}" if title else article.text])[0]
    row["headline"] = embed([title or article.text[:TITLE_CHARACTERS]], pieces=TITLE_PIECES)[0]
    return Profile(id=article.id, day=day_of(article), row=row)


def _weights(counts: Mapping[str, int]) -> Mapping[str, float]:
    return {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}


def _vector(weights: Mapping[str, float], size: int) -> Mapping[str, float]:
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:size]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {term: weight / length for term, weight in heaviest if weight > 0}


def _numbers(text: str, most: int) -> Sequence[str]:
    return list(dict.fromkeys(_NUMBER.findall(text)))[:most]


def _fill(row: Array, names: Sequence[str], items: Iterable[tuple[Any, ...]]) -> None:
    """Writes items, of which the first is hashed, into fields of `row`, in the order of the hashes."""
    hashed = {crc32(item[0].encode()) or 1: item[1:] for item in items}
    for place, key in enumerate(sorted(hashed)):
        row[names[0]][place] = key
        for name, value in zip(names[1:], hashed[key], strict=True):
            row[name][place] = value


def content_signals(profile: Profile, rows: Array) -> NDArray[np.float64]:
    """The signals in CONTENT of `profile` with each of `rows`: (rows, signals)."""
    own = profile.row
    shared, place = _found(rows["terms"], own["terms"])
    told, _ = _found(rows["lede"], own["terms"])
    tells, at = _found(rows["terms"], own["lede"])
    lede_told = (told * rows["lede_shares"]).sum(1)
    lede_tells = np.where(tells, own["lede_shares"][at], 0.0).sum(1)
    numbers = np.sort(
        np.stack(
            [_held(rows["lede_numbers"], own["numbers"]), _held_by(own["lede_numbers"], rows["numbers"])]
        ),
        axis=0,
    )
    rarities = np.maximum(0.0, rows["rarities"].astype(np.float64) - RARE)
    weekdays = rows["weekdays"] @ own["weekdays"]
    missing = ~(rows["weekdays"].any(1) & own["weekdays"].any())
    columns = (
        np.where(shared, rows["weights"] * own["weights"][place], 0.0).sum(1),
        (lede_told + lede_tells) / 2,
        np.log1p(np.where(shared, rarities, 0.0).sum(1)),
        rows["meaning"].astype(np.float32) @ own["meaning"].astype(np.float32),
        rows["headline"].astype(np.float32) @ own["headline"].astype(np.float32),
        numbers[0],
        numbers[1],
        weekdays,
        missing,
    )
    return np.stack([column.astype(np.float64) for column in columns], axis=1)


def _found(asked: Array, own: Array) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which of the hashes asked for `own` holds, and where."""
    held = own[own > 0]
    if not len(held):
        return np.zeros(asked.shape, dtype=bool), np.zeros(asked.shape, dtype=np.intp)
    place = np.minimum(np.searchsorted(held, asked), len(held) - 1)
    return held[place] == asked, place


def _held(some: Array, all_: Array) -> NDArray[np.float64]:
    """For each row of `some` the part of it that `all_` holds, a half where it is empty."""
    size = (some > 0).sum(1)
    return np.where(size, _found(some, all_)[0].sum(1) / np.maximum(1, size), 0.5)


def _held_by(some: Array, all_: Array) -> NDArray[np.float64]:
    """The part of `some` that each row of `all_` holds, a half where it is empty."""
    size = int((some > 0).sum())
    return _found(all_, some)[0].sum(1) / size if size else np.full(len(all_), 0.5)


def signals_of(left: Profile, right: Profile) -> dict[str, float]:
    """The signals of a pair, by name."""
    content = content_signals(right, np.array([left.row], dtype=ROW))[0]
    apart = None if left.day is None or right.day is None else abs(left.day - right.day)
    return {**dict(zip(CONTENT, content.tolist(), strict=True)), **time_signals(apart)}


def time_signals(apart: int | None, *, guessed: bool = False) -> dict[str, float]:
    """The signals that rest on the days between two publications alone, None where they are not known.

    `guessed` says that one of the days was taken from other articles and counts for less.
    """
    if apart is None:
        return {"days": 0.0, "same_day": 0.0, "guessed_days": 0.0, "guessed": 0.0, "undated": 1.0}
    days = math.log1p(min(FAR, apart))
    return {
        "days": 0.0 if guessed else days,
        "same_day": float(apart == 0 and not guessed),
        "guessed_days": days if guessed else 0.0,
        "guessed": float(guessed),
        "undated": 0.0,
    }


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the likelihood over signals, and of the standing over likelihood and its distances.

    `ceiling` is the log odds beyond which a best match sets no higher bar for the others.
    """

    intercept: float
    weights: Mapping[str, float]
    ceiling: float
    standing: tuple[float, float, float, float]


@cache
def model() -> Model:
    """The shipped model."""
    data = json.loads(files("dateline.resolve").joinpath("data/comparison.json").read_text("utf-8"))
    return Model(data["intercept"], data["weights"], data["ceiling"], tuple(data["standing"]))


def likelihood(signals: Mapping[str, float]) -> float:
    """Log odds that a pair with these signals belongs to one story, seen alone."""
    return model().intercept + _weighed(signals)


def content_odds(signals: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the content signals (pairs, signals) of pairs add to their log odds, the intercept included."""
    weights = np.array([model().weights[name] for name in CONTENT])
    return np.asarray(model().intercept + signals @ weights, dtype=np.float64)


def time_odds(apart: int | None, *, guessed: bool = False) -> float:
    """What the days between a pair add to its log odds."""
    return _weighed(time_signals(apart, guessed=guessed))


def _weighed(signals: Mapping[str, float]) -> float:
    weights = model().weights
    return sum(weights[name] * value for name, value in signals.items())


def standing(odds: float, left_best: float, right_best: float) -> float:
    """How likely (0 to 1) a pair belongs to one story, given the best log odds of either article."""
    ceiling = model().ceiling
    gaps = sorted(min(odds, ceiling) - min(best, ceiling) for best in (left_best, right_best))
    constant, own, far, near = model().standing
    total = constant + own * min(odds, 8.0) + far * gaps[0] + near * gaps[1]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
