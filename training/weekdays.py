"""Trains the models that say which way a sentence looks, and if weekdays and months are the last or next.

    python training/weekdays.py [--write]

Sentences: those of news that hold a word which tells the direction ("yesterday", "next week", "earlier this
month", "two days ago"), or a month and day near the publication, which are cut out. Weekdays, of looked-at
documents only:

- those with a gold value in TimeBank, AQUAINT, tweets and MEANTIME (`evaluation/time_split.json`);
- those of the stream labelled by reading (`weekday_labels.json`: article, start, 1 for the next one); those
  right after a verb of saying were taken as past unread, and of those of yesterday two in five were read;
- those of news with month and day beside them, which are cut out;
- those of 1,500 articles of the stream (`stream_labels.json`): where HeidelTime (Strötgen and Gertz, 2013)
  gave the same day as this tagger that was taken, at little weight, and the 225 others were read.

Months, and days of a month, without year: those of the same articles, labelled likewise. The 227 where the
taggers differed were read, and those where a model of other documents objected to both.

Printed are the shares that are right in ten folds by document, of the models and of the verbs alone.
`--write` saves the weights to `languages/en.direction.json`.
"""

from __future__ import annotations

import argparse
import bisect
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))

import times  # noqa: E402
from dateline.annotate.timex import direction, tense  # noqa: E402
from dateline.annotate.timex.context import Context  # noqa: E402
from dateline.annotate.timex.grammar import grammar  # noqa: E402
from dateline.annotate.timex.lexer import tokenize  # noqa: E402
from dateline.annotate.timex.values import Period, make_day  # noqa: E402
from shared import lines  # noqa: E402

WEEKDAY_LABELS = Path(__file__).with_name("weekday_labels.json")
STREAM_LABELS = Path(__file__).with_name("stream_labels.json")
WRITTEN = ROOT / "src" / "dateline" / "annotate" / "timex" / "languages" / "en.direction.json"
DAYS = {
    name: number for number, name in enumerate(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"), 1)
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BARE = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
DATED = re.compile(
    r"\b((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?"
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? "
    r"(\d{1,2})(?:st|nd|rd|th)?(?:, (\d{4}))?(?!\d)"
)
SAID = re.compile(r"\b(?<!be )(?<!to )(?:said|told|wrote|tweeted|asked|announced|reported)(?: on)? $")
OTHER_NEWS = (
    "semeval2022_task8",
    "basil",
    "timeline17",
    "allsides_triplets",
    "wire_silver",
    "tgcontest_pairs",
)
UNDATED_NEWS = (("polnear", "train"), ("worldwide_newswire_ner", "all"), ("ecbplus", "train"))
"""Texts whose day of publication is not needed to know where their sentences look."""
MONTH_OF_LABEL = re.compile(
    r"(?:(?:early|mid|late)[- ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (\d{1,2})\b)?",
    re.IGNORECASE,
)
READ_OF_YESTERDAY = 0.4
AGREED = 0.3
"""Weight of a weekday on which two taggers agree; most are plain, and the whole of them would tell the model
that what is not plain is past."""
CAPTION = re.compile(r"Hide Caption|AP Photo|Photos:")
TELLING = re.compile(
    r"\b(?:(?P<ahead>tomorrow|next (?:week|month|weekend|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|later (?:this|in the) (?:week|month|year)|in the coming (?:days|weeks|months)"
    r"|(?:over the next|in the next few) (?:days|weeks|week|month|few days|few weeks))"
    r"|yesterday|last (?:week|month|weekend|year|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|earlier (?:this|in the) (?:week|month|year|day)|in recent (?:days|weeks|months)"
    r"|(?:a|one|two|three|four|five|six|several|a few) (?:days?|weeks?|months?) ago"
    r"|over the past (?:week|month|few days))\b(?!['’])",
    re.IGNORECASE,
)
MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY_OF_MONTH = r"\d{1,2})(?:st|nd|rd|th)?"
MONTH_AND_DAY = re.compile(
    rf"(?<=[a-z] )(?<!day )(?<!the )(?P<month>{MONTH}) (?P<day>{_DAY_OF_MONTH}"
    r"(?:,? (?P<year>\d{4}))?(?![\d-])"
    rf"|(?<=[a-z] )(?<!day )(?P<day_first>{_DAY_OF_MONTH} (?P<month_last>{MONTH})"
    r"(?:,? (?P<year_last>\d{4}))?(?![\d-])"
)
NEAR_DAYS = 60
"""Days from publication within which a month and day without year are of the nearest year."""
MEASURED_FROM = 20
"""Dates of the stream so many days off are those of evaluation/times_unvalued.py, and are left out here."""
SAME_AROUND = 60
"""Characters before a place by which it is known again in a copy of its article."""
TAKEN_OF_PAST = 0.35
TAKEN_OF_DATES = 0.7
MOST_OF_DOCUMENT = 6
FEWEST = 4
"""Features of a sentence seen in fewer documents are left out."""
LEAST_WEIGHT = 0.02
SENTENCE_STRENGTH, WEEKDAY_STRENGTH, MONTH_STRENGTH = 0.3, 0.3, 1.0
"""Inverse of the regularization, chosen among .03, .1, .3, 1 and 3 in the folds."""


@dataclass(frozen=True)
class Example:
    source: str
    document: str
    text: str
    start: int
    end: int
    written: date
    ahead: bool
    weight: float = 1.0

    def behind(self) -> int:
        day = BARE.match(self.text, self.start)
        return (self.written.isoweekday() - DAYS[day[1].lower()]) % 7 if day else 0


def gold() -> Iterator[Example]:
    """Weekdays of the gold corpora that have one of the two days as value."""
    for corpus in ("timebank", "aquaint", "tweets"):
        for document in times.documents(corpus, "look"):
            yield from _valued(corpus, document["doc_id"], document, document["timex"])
    for row in lines("meantime", "all.jsonl.gz"):
        if not re.match(r"\d{4}-", row["dct"] or ""):
            continue
        expressions = [m for m in row["mentions"] if m["type"] == "TIMEX3" and m.get("value")]
        yield from _valued("meantime", row["id"], row, expressions)


def _valued(source: str, name: str, document: dict[str, Any], expressions: list[Any]) -> Iterator[Example]:
    written = date.fromisoformat(document["dct"][:10])
    for found in expressions:
        start, value = found["start"], found["value"] or ""
        if BARE.match(document["text"], start) and re.match(r"\d{4}-\d\d-\d\d(?:-WXX-\d)?(?:T|$)", value):
            distance = (date.fromisoformat(value[:10]) - written).days
            if 0 < abs(distance) < 7:
                end = BARE.match(document["text"], start).end()  # type: ignore[union-attr]
                yield Example(source, name, document["text"], start, end, written, distance > 0)


def read() -> Iterator[Example]:
    """Weekdays of the stream that were labelled by reading, and those after a verb of saying."""
    labels: dict[str, dict[int, bool]] = {}
    for name, start, ahead in json.loads(WEEKDAY_LABELS.read_text("utf-8")):
        labels.setdefault(name, {})[start] = bool(ahead)
    for row in lines("stream", "articles.jsonl.gz"):
        if row["id"] not in labels:
            continue
        written, text = date.fromisoformat(row["date_publish"][:10]), row["text"]
        for day in BARE.finditer(text):
            if not text[day.start()].isupper():
                continue
            said = SAID.search(text, max(0, day.start() - 30), day.start())
            label = labels[row["id"]].get(day.start(), False if said else None)
            example = Example("read", row["id"], text, day.start(), day.end(), written, bool(label))
            if label is not None and example.behind():
                thinned = not said and example.behind() == 1
                weight = 1 / READ_OF_YESTERDAY if thinned else 1.0
                yield Example("read", row["id"], text, day.start(), day.end(), written, bool(label), weight)


def agreed() -> Iterator[Example]:
    """Weekdays of the stream on which two taggers agree, and those on which they differ, read."""
    read_before = {name for name, _, _ in json.loads(WEEKDAY_LABELS.read_text("utf-8"))}
    labels: dict[str, dict[int, bool]] = {}
    for name, start, ahead in json.loads(STREAM_LABELS.read_text("utf-8"))["weekdays"]:
        if name not in read_before:
            labels.setdefault(name, {})[start] = bool(ahead)
    for row in lines("stream", "articles.jsonl.gz"):
        for start, ahead in labels.get(row["id"], {}).items():
            day = BARE.match(row["text"], start)
            if day is not None:
                written = date.fromisoformat(row["date_publish"][:10])
                yield Example("agreed", row["id"], row["text"], start, day.end(), written, ahead, AGREED)


def dated() -> Iterator[Example]:
    """Weekdays with month and day beside them, without those."""
    seen = set()
    for name in ("stream", *OTHER_NEWS):
        for row in lines(name, "articles.jsonl.gz"):
            try:
                written = date.fromisoformat((row.get("date_publish") or row.get("date") or "")[:10])
            except ValueError:
                continue
            for found in DATED.finditer(row["text"]):
                around = row["text"][max(0, found.start() - 200) : found.end() + 100]
                distance = _distance(found, written)
                if distance is None or around[150:] in seen or CAPTION.search(around):
                    continue
                seen.add(around[150:])
                text = row["text"][: found.end(1)] + row["text"][found.end() :].removeprefix(",")
                key = str(row.get("id") or row.get("url"))
                yield Example("dated", key, text, found.start(), found.end(1), written, distance > 0)


def _distance(found: re.Match[str], written: date) -> int | None:
    """Days from the day of writing to the date, None where it is no neighbour of it."""
    for year in (written.year - 1, written.year, written.year + 1):
        if found[5] and int(found[5]) != year:
            continue
        try:
            day = date(year, MONTHS.index(found[3].lower()[:3]) + 1, int(found[4]))
        except ValueError:
            continue
        if day.isoweekday() == DAYS[found[2].lower()] and 0 < abs((day - written).days) < 7:
            return (day - written).days
    return None


class Contexts:
    """The contexts of texts, the last one kept."""

    def __init__(self) -> None:
        self._rules = grammar("en")
        self._text: str | None = None

    def at(self, text: str, written: date, start: int, end: int) -> tuple[Context, int, int]:
        """The context of `text` and the tokens of characters `start:end`."""
        if text is not self._text:
            self._text, self._context = text, Context(self._rules, tokenize(text), written, False)
        starts = self._context.tokens.starts
        return self._context, bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)


def sentences() -> Iterator[tuple[str, list[str], bool]]:
    """Document, features and direction of the places where a word or a date tells the direction."""
    contexts, chance = Contexts(), random.Random(1)
    sources = [(name, "articles") for name in ("stream", *OTHER_NEWS)] + list(UNDATED_NEWS)
    for tells, share, most in (
        (_telling, TAKEN_OF_PAST, MOST_OF_DOCUMENT),
        (_near_dates, TAKEN_OF_DATES, 12),
    ):
        seen = set()
        for name, file in sources:
            for row in lines(name, f"{file}.jsonl.gz"):
                text, taken = row["text"], 0
                for start, end, ahead in tells(name, row):
                    around = text[max(0, start - SAME_AROUND) : end + 30]
                    if taken < most and around not in seen and (ahead or chance.random() < share):
                        taken += 1
                        seen.add(around)
                        at = contexts.at(text, date(2018, 6, 1), start, end)
                        features = list(direction.sentence_features(*at))
                        yield f"{name} {row.get('id') or row.get('url')}", features, ahead


def _telling(name: str, row: dict[str, Any]) -> Iterator[tuple[int, int, bool]]:
    """The words that tell the direction: start, end, and whether they tell of what is to come."""
    for found in TELLING.finditer(row["text"]):
        yield found.start(), found.end(), found["ahead"] is not None


def _near_dates(name: str, row: dict[str, Any]) -> Iterator[tuple[int, int, bool]]:
    """Months and days near the publication, likewise."""
    try:
        written = date.fromisoformat((row.get("date_publish") or row.get("date") or "")[:10])
    except ValueError:
        return
    for found in MONTH_AND_DAY.finditer(row["text"]):
        around = row["text"][max(0, found.start() - 200) : found.end() + 100]
        month = MONTHS.index((found["month"] or found["month_last"]).lower()[:3]) + 1
        day, year = int(found["day"] or found["day_first"]), found["year"] or found["year_last"]
        distance = _nearest(written, month, day, int(year) if year else None)
        if distance is None or found.start() < SAME_AROUND or CAPTION.search(around):
            continue
        if name != "stream" or abs(distance) < MEASURED_FROM:
            yield found.start(), found.end(), distance > 0


def _nearest(written: date, month: int, day: int, stated: int | None) -> int | None:
    """Days from the day of writing to the date, None where it is that day or not near."""
    for year in (written.year - 1, written.year, written.year + 1):
        try:
            days = (date(year, month, day) - written).days
        except ValueError:
            continue
        if stated in (None, year) and 0 < abs(days) <= NEAR_DAYS:
            return days
    return None


def fit_sentences() -> dict[str, float]:
    """The weights of the first model; prints how often it is right."""
    groups, names, ahead = (list(column) for column in zip(*sentences(), strict=True))
    documents = Counter(name for _, name in {(g, n) for g, f in zip(groups, names, strict=True) for n in f})
    kept = [{name: 1.0 for name in found if documents[name] >= FEWEST} for found in names]
    table, predicted = _folds(kept, np.array(ahead), np.ones(len(ahead)), np.array(groups), SENTENCE_STRENGTH)
    ruled = np.array(["verb 1" in found for found in names])
    labels = np.array(ahead)
    print(
        f"sentences: {len(ahead)}, {labels.mean():.3f} ahead; right: verbs {(ruled == labels).mean():.3f},"
        f" model {(predicted == labels).mean():.3f}"
    )
    return table


def fit_weekdays(sentence: dict[str, float]) -> dict[str, float]:
    """The weights of the second model; prints how often it is right, by source of the examples."""
    contexts, found, ruled = Contexts(), [], []
    examples = [example for example in (*gold(), *read(), *agreed(), *dated()) if example.behind()]
    for example in examples:
        at = contexts.at(example.text, example.written, example.start, example.end)
        score = sum(sentence.get(name, 0.0) for name in direction.sentence_features(*at))
        found.append(dict(direction.weekday_features(*at, example.behind(), score)))
        ruled.append(at[0].direction(*at[1:]) > 0)
    ahead, rules = np.array([e.ahead for e in examples]), np.array(ruled)
    groups = np.array([f"{e.source} {e.document}" for e in examples])
    weight = np.array([e.weight for e in examples])
    table, predicted = _folds(found, ahead, weight, groups, WEEKDAY_STRENGTH)
    sources = np.array([e.source for e in examples])
    for source in (*dict.fromkeys(sources.tolist()), "all"):
        chosen = (sources == source) | (source == "all")
        print(
            f"{source:10} {chosen.sum():4} weekdays, {ahead[chosen].sum():3} ahead; right:"
            f" verbs {_share(rules == ahead, chosen)}, model {_share(predicted == ahead, chosen)};"
            f" of those ahead: verbs {_share(rules, chosen & ahead)},"
            f" model {_share(predicted, chosen & ahead)}"
        )
    return table


@dataclass(frozen=True)
class MonthExample:
    document: str
    text: str
    start: int
    end: int
    written: date
    behind: int
    away: int
    ahead: bool


def months() -> Iterator[MonthExample]:
    """Months, and days of one, of the stream; those around the day of writing are left out."""
    labels: dict[str, dict[int, bool]] = {}
    for name, start, ahead in json.loads(STREAM_LABELS.read_text("utf-8"))["months"]:
        labels.setdefault(name, {})[start] = bool(ahead)
    for row in lines("stream", "articles.jsonl.gz"):
        for start, ahead in labels.get(row["id"], {}).items():
            written = date.fromisoformat(row["date_publish"][:10])
            found = MONTH_OF_LABEL.match(row["text"], start)
            if found is None:
                continue
            number, day = MONTHS.index(found[1].lower()) + 1, int(found[2] or 0)
            years = (written.year - 1, written.year, written.year + 1)
            whole = [Period("M", date(year, number, 1)) for year in years]
            periods = [made for year in years if (made := make_day(year, number, day))] if day else whole
            if any(period.first <= written <= period.last for period in periods):
                continue
            behind = min((written - p.last).days for p in periods if p.last < written)
            away = min((p.first - written).days for p in periods if p.first > written)
            yield MonthExample(row["id"], row["text"], start, found.end(), written, behind, away, ahead)


def fit_months(sentence: dict[str, float]) -> dict[str, float]:
    """The weights of the third model; prints how often it is right."""
    contexts, found, examples = Contexts(), [], []
    for example in months():
        at = contexts.at(example.text, example.written, example.start, example.end)
        if tense.stated(*at):
            continue  # the words decide
        examples.append(example)
        score = sum(sentence.get(name, 0.0) for name in direction.sentence_features(*at))
        nearer = math.log(example.behind / example.away)
        found.append(dict(direction.month_features(*at, nearer, score)))
    counts = Counter(name for features in found for name in features)
    found = [{name: v for name, v in features.items() if counts[name] >= FEWEST} for features in found]
    ahead = np.array([example.ahead for example in examples])
    groups = np.array([example.document for example in examples])
    table, predicted = _folds(found, ahead, np.ones(len(found)), groups, MONTH_STRENGTH)
    nearest = np.array([example.away < example.behind for example in examples])
    every = np.ones(len(found), bool)
    print(
        f"months: {len(found)}, {ahead.mean():.3f} ahead; right: nearer {_share(nearest == ahead, every)},"
        f" model {_share(predicted == ahead, every)}; of those ahead {_share(predicted, ahead)}"
    )
    return table


def _folds(
    found: list[dict[str, float]], ahead: Any, weight: Any, groups: Any, strength: float
) -> tuple[dict[str, float], Any]:
    """The weights trained on all, and what ten models say of the documents that they did not see."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(found)

    def fitted(rows: Any) -> LogisticRegression:
        regression = LogisticRegression(C=strength, max_iter=1000, fit_intercept=False)
        return regression.fit(matrix[rows], ahead[rows], sample_weight=weight[rows])

    predicted = np.zeros(len(found), bool)
    for train, test in GroupKFold(10).split(matrix, ahead, groups):
        predicted[test] = fitted(train).decision_function(matrix[test]) > 0
    weights = fitted(np.arange(len(found))).coef_[0]
    named = zip(vectorizer.get_feature_names_out(), weights, strict=True)
    return {str(name): round(float(value), 3) for name, value in sorted(named)}, predicted


def _share(right: Any, chosen: Any) -> str:
    return f"{right[chosen].mean():.3f}" if chosen.any() else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sentence = fit_sentences()
    weekday = fit_weekdays(sentence)
    month = fit_months(sentence)
    if options.write:
        kept = {name: value for name, value in sentence.items() if abs(value) >= LEAST_WEIGHT}
        text = json.dumps(
            {"sentence": kept, "weekday": weekday, "month": month}, indent=0, ensure_ascii=False
        )
        WRITTEN.write_text(text + "\n", encoding="utf-8")
        print(f"{len(kept)}, {len(weekday)} and {len(month)} weights in {WRITTEN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
