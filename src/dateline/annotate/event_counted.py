"""Days that are counted: "the verdict came a year after the trial had begun", "met over the past week"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.annotate.event_lexicon import table
from dateline.annotate.event_tree import Tree
from dateline.schema.interval import interval

_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7}
"""Days of a unit; what is counted in hours is of one day."""
_MONTHS = {"month": 1, "year": 12}
_MONTH = len("2000-01")
"""Characters of an ISO 8601 value of a month."""
_ONE = frozenset({"a", "an", "one", "the"})
_RECENT = frozenset({"last", "past"})
_WITHIN = frozenset({"during", "in", "over", "within"})
_HALF = {"week": 3, "month": 15}
"""Days from the middle of "the past week" to its end: it is the week that most of it is in."""
_TO_THE_DAY = ("to", "the", "day")
_STEPS = {"after": 1, "before": -1}


@dataclass(frozen=True, slots=True)
class Count:
    """What lies how long after what: the word for the later, that for the earlier, and the lemma of the unit.

    `number` is None where it is not told ("days after"); `exact` that it is told "to the day".
    """

    later: int
    earlier: int
    unit: str
    number: int | None
    exact: bool

    def moved(self, value: str | None, *, back: bool) -> str | None:
        """The day so long before (`back`) or after a day, or None; the week where it is counted in weeks, the
        month where in months or years."""
        days = interval(value)
        if days is None or self.number is None:
            return None
        number = -self.number if back else self.number
        of_month = len(value or "") == _MONTH and not self.exact
        if self.unit in _MONTHS and (days[0] == days[1] or of_month):
            return _in_months(days[0], number * _MONTHS[self.unit], exact=self.exact)
        if days[0] != days[1]:
            return None
        moved = days[0] + timedelta(days=number * _DAYS[self.unit])
        if self.unit == "week" and abs(number) > 1 and not self.exact:
            year, week, _ = moved.isocalendar()
            return f"{year}-W{week:02d}"
        return moved.isoformat()


def _in_months(day: date, months: int, *, exact: bool) -> str:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    found = f"{year:04d}-{month + 1:02d}"
    return f"{found}-{day.day:02d}" if exact else found


def counts_of(tree: Tree) -> Iterator[Count]:
    """The counts of a text: "two days after the vote", "a year before they met"."""
    for unit, token in enumerate(tree.tokens):
        lemma = tree.lemma(unit)
        found = _joined(tree, unit) if token.dep == "npadvmod" and lemma in _DAYS | _MONTHS else None
        if found is not None:
            over, under, sign = found
            later, earlier = (over, under) if sign > 0 else (under, over)
            number = 0 if _DAYS.get(lemma) == 0 else _number(tree, unit)
            yield Count(later, earlier, lemma, number, _is_exact(tree, unit))


def _joined(tree: Tree, unit: int) -> tuple[int, int, int] | None:
    """The event over a count, that under it, and 1 if the first is the later one."""
    head = tree.tokens[unit].head
    mark = next((at for at in tree.below(head, "mark") if tree.lemma(at) in _STEPS), None)
    if tree.is_verb(head) and mark is not None and unit < mark:
        return tree.tokens[head].head, head, _STEPS[tree.lemma(mark)]
    thing = tree.first(head, "pobj") if tree.lemma(head) in _STEPS else None
    if thing is not None:
        return tree.tokens[head].head, thing, _STEPS[tree.lemma(head)]
    after = unit + len(_TO_THE_DAY) + 1
    if not _is_exact(tree, unit) or after >= len(tree.tokens) or tree.lemma(after) not in _STEPS:
        return None
    clause = tree.tokens[after].head
    return (head, clause, _STEPS[tree.lemma(after)]) if tree.is_verb(clause) else None


def _is_exact(tree: Tree, unit: int) -> bool:
    """Whether it is "to the day"."""
    return tuple(token.text.lower() for token in tree.tokens[unit + 1 : unit + 4]) == _TO_THE_DAY


def _number(tree: Tree, unit: int) -> int | None:
    if tree.tokens[unit].tag == "NN" and any(
        tree.lemma(at) in _ONE for at in tree.below(unit, "det", "nummod")
    ):
        return 1
    for at in tree.below(unit, "nummod"):
        text = tree.tokens[at].text.lower()
        return int(text) if text.isdecimal() and len(text) < 4 else table("units").get(text)
    return None


def past_period(tree: Tree, words: Collection[int], published: str | None) -> str | None:
    """The week or month up to publication in which what the words tell happened: "met over the past week".

    Empty for more than one of them, and for "the past few days"; None where the words name no such time.
    """
    today = interval(published)
    for prep, unit in (found for word in words for found in tree.prepositions(word)):
        recent = any(tree.lemma(at) in _RECENT for at in tree.below(unit, "amod"))
        lasting = tree.time[unit] is not None and tree.times[tree.time[unit] or 0].type == "DURATION"
        if prep not in _WITHIN or not recent or not lasting or today is None:
            continue
        middle = today[0] - timedelta(days=_HALF.get(tree.tokens[unit].text.lower(), 0))
        year, week, _ = middle.isocalendar()
        told = {"week": f"{year}-W{week:02d}", "month": middle.isoformat()[:_MONTH]}
        return told.get(tree.tokens[unit].text.lower(), "")
    return None
