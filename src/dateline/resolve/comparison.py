"""How much two articles look like reports of one story: signals of a pair, and one score from them.

The signals are shares and cosines between 0 and 1, weighted by how rare the shared words are, and the
distance in days. The score is a logistic model over them; its weights stand in data/comparison.json
and come from training/comparison.py.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.resolve.terms import normal, rarity, words_of
from dateline.schema.article import Article

Vector = Mapping[str, float]

# The heaviest terms of an article say what it is about; more add noise and time.
BODY_TERMS = 150
LEDE_WORDS = 70
# Words rarer than one article in 64 tell stories apart.
NOTABLE = 6.0
# Days beyond which distance says nothing more.
FAR = 30

_NAME = re.compile(r"(?<![.!?:“\"‘'\n]\s)(?<!^)(?<![“\"‘'\n])\b[^\W\d_]*[A-ZÀ-ÖØ-ÞА-Я][\w'’-]*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a comparison reads of an article; vectors have length 1."""

    id: str
    day: int | None
    body: Vector
    lede: Vector
    title: Vector
    names: Vector
    numbers: frozenset[str]


def profile_of(article: Article) -> Profile:
    """The profile of `article`."""
    title = article.title or ""
    words = words_of(article.text)
    lede = words_of(title) + words[:LEDE_WORDS]
    names = Counter(normal(name) for name in _NAME.findall(article.text))
    return Profile(
        id=article.id,
        day=_day(article.published),
        body=_vector(Counter(words_of(title) + words), BODY_TERMS),
        lede=_vector(Counter(lede), LEDE_WORDS),
        title=_vector(Counter(words_of(title)), LEDE_WORDS),
        names=_vector(Counter({name: n for name, n in names.items() if rarity(name) > NOTABLE}), BODY_TERMS),
        numbers=frozenset(number for number in _NUMBER.findall(article.text) if len(number) > 1),
    )


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _vector(counts: Counter[str], size: int) -> Vector:
    weights = {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}
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
    signals = {
        "body": cosine(left.body, right.body),
        "lede": cosine(left.lede, right.lede),
        "title": cosine(left.title, right.title),
        "names": cosine(left.names, right.names),
        "told": (_found(left.lede, right.body) + _found(right.lede, left.body)) / 2,
        "rare": math.log1p(sum(max(0.0, rarity(term) - 9.0) for term in shared)),
        "numbers": math.log1p(len(left.numbers & right.numbers)),
        "days": 0.0,
        "undated": 1.0,
    }
    if left.day is not None and right.day is not None:
        signals["days"] = math.log1p(min(FAR, abs(left.day - right.day)))
        signals["undated"] = 0.0
    return signals


def _found(lede: Vector, body: Vector) -> float:
    """The part of the lede's weight that the body holds as well."""
    return sum(weight * weight for term, weight in lede.items() if term in body)


@cache
def _model() -> tuple[float, Mapping[str, float]]:
    model = json.loads(files("dateline.resolve").joinpath("data/comparison.json").read_text("utf-8"))
    return float(model["intercept"]), {name: float(weight) for name, weight in model["weights"].items()}


def score_of(signals: Mapping[str, float]) -> float:
    """How likely (0 to 1) a pair with these signals is to belong to one story."""
    intercept, weights = _model()
    total = intercept + sum(weight * signals[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
