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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.resolve.days import day_of
from dateline.resolve.embedding import embed
from dateline.resolve.terms import rarity, words_of
from dateline.schema.article import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vector = Mapping[str, float]

# The heaviest terms of an article say what it is about; more add noise and time.
BODY_TERMS = 150
LEDE_WORDS = 70
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


@dataclass(frozen=True, slots=True)
class Profile:
    """What a comparison reads of an article; vectors have length 1.

    `day` counts days as `date.toordinal` does.
    """

    id: str
    day: int | None
    body: Vector
    lede: Vector
    weekdays: Vector
    lede_numbers: frozenset[str]
    numbers: frozenset[str]
    meaning: NDArray[np.float32]
    headline: NDArray[np.float32]


def profile_of(article: Article) -> Profile:
    """The profile of `article`."""
    title = article.title or ""
    text = f"{title}. {article.text}" if title else article.text
    words = words_of(article.text)
    opening = article.text[:OPENING]
    return Profile(
        id=article.id,
        day=day_of(article),
        body=_vector(_weights(Counter(words_of(title) + words)), BODY_TERMS),
        lede=_vector(_weights(Counter(words_of(title) + words[:LEDE_WORDS])), BODY_TERMS),
        weekdays=_vector(Counter(_WEEKDAY.findall(article.text[: 2 * OPENING])), 7),
        lede_numbers=frozenset(_NUMBER.findall(opening)),
        numbers=frozenset(_NUMBER.findall(article.text)),
        meaning=embed([text])[0],
        headline=embed([title or article.text[:TITLE_CHARACTERS]], pieces=TITLE_PIECES)[0],
    )


def _weights(counts: Mapping[str, int]) -> Vector:
    return {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}


def _vector(weights: Mapping[str, float], size: int) -> Vector:
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:size]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {term: weight / length for term, weight in heaviest if weight > 0}


def cosine(left: Vector, right: Vector) -> float:
    """The inner product of two vectors of length 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def signals_of(left: Profile, right: Profile) -> dict[str, float]:
    """The signals of a pair, by name."""
    shared = left.body.keys() & right.body.keys()
    numbers = sorted((_held(left.lede_numbers, right.numbers), _held(right.lede_numbers, left.numbers)))
    return {
        "body": cosine(left.body, right.body),
        "told": (_told(left.lede, right.body) + _told(right.lede, left.body)) / 2,
        "rare": math.log1p(sum(max(0.0, rarity(term) - RARE) for term in sorted(shared))),
        "meaning": float(left.meaning @ right.meaning),
        "headline": float(left.headline @ right.headline),
        "numbers_least": numbers[0],
        "numbers_most": numbers[1],
        "weekdays": cosine(left.weekdays, right.weekdays),
        "no_weekday": float(not left.weekdays or not right.weekdays),
        **time_signals(left.day, right.day),
    }


def time_signals(left: int | None, right: int | None, *, guessed: bool = False) -> dict[str, float]:
    """The signals that rest on the days of publication alone.

    `guessed` says that one of them was taken from other articles and counts for less.
    """
    if left is None or right is None:
        return {"days": 0.0, "same_day": 0.0, "guessed_days": 0.0, "guessed": 0.0, "undated": 1.0}
    apart = abs(left - right)
    days = math.log1p(min(FAR, apart))
    return {
        "days": 0.0 if guessed else days,
        "same_day": float(apart == 0 and not guessed),
        "guessed_days": days if guessed else 0.0,
        "guessed": float(guessed),
        "undated": 0.0,
    }


def _told(lede: Vector, body: Vector) -> float:
    """The part of the lede's weight that the body holds as well."""
    return sum(weight * weight for term, weight in lede.items() if term in body)


def _held(some: frozenset[str], all_: frozenset[str]) -> float:
    return len(some & all_) / len(some) if some else 0.5


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
    weights = model().weights
    return model().intercept + sum(weight * signals[name] for name, weight in weights.items())


def standing(odds: float, left_best: float, right_best: float) -> float:
    """How likely (0 to 1) a pair belongs to one story, given the best log odds of either article."""
    ceiling = model().ceiling
    gaps = sorted(min(odds, ceiling) - min(best, ceiling) for best in (left_best, right_best))
    constant, own, far, near = model().standing
    total = constant + own * min(odds, 8.0) + far * gaps[0] + near * gaps[1]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
