"""What the slots of two event mentions have in common, and whether anything keeps them from being one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from dateline.resolve.event_facts import Facts, Sides, overlap
from dateline.schema.annotation import SAID, EventMention
from dateline.schema.interval import gap, is_within, length, meet

WEIGHTS: Mapping[str, float] = {
    "who": 1.2,
    "when": 0.7,
    "where": 0.6,
    "word": 0.5,
    "label": 0.2,
    "clause": 1.0,
    "antecedent": 1.1,
    "count": 0.4,
    "status": 0.3,
    "detail": 0.5,
    "beside": -0.6,
    "others": -1.5,
}
"""Weight of each signal (0 to 1, negative where the slots disagree); set by hand on the three stories, but
"others" on 62 story keys."""

FARTHEST = 6
"""Sentences after which distance no more matters for what "the meeting" takes up."""

LOOSE_DAYS = 7
"""Weeks and months that miss each other by at most so many days can be two outlets' words for one time."""

MOVED_DAYS = 30
"""Days by which one meeting is put off at most; two days farther apart are of two meetings. A convention."""

MONTH = 28
"""Days of a month at least."""

NEWS_DAYS = 3
"""Days for which an event is told by its day, not by the month or year. A convention."""

MOVING = frozenset(
    {
        *("postpone", "delay", "move", "reschedule", "defer", "shift", "adjourn", "suspend", "push"),
        *("postponed", "delayed", "moved", "rescheduled", "deferred", "shifted", "adjourned", "suspended"),
        *("put", "pushed", "brought"),
    }
)
"""Words of a step that gives an event another day."""

DAYS_OF_YEAR = 365
"""Two years in sequence, told without a day, can be two outlets' words for one time as well."""

_UNSAID = frozenset({"lawsuit", "investigation"})
"""Labels of roots of what is said that are deeds; of the others another speaker makes another event."""

_OPINIONS = frozenset({"criticism", "praise"})
"""Labels of what somebody calls something."""

_ONE_SIDED = frozenset({"MOBILIZE", "RETREAT"})
"""Roots of deeds whose agents act for one side."""
_MUTUAL = frozenset({"ceasefire", "release"})
"""Labels of these roots that take two sides."""

_SERIAL = frozenset({"CONSULT", "MOBILIZE", "SANCTION", "PROTEST"})
"""Roots whose events come in series, so that another week is another event."""

_LOCAL = frozenset({"CONSULT", "ASSAULT", "OTHER"})
"""Roots whose events are at one place."""

_FAMILIES: Mapping[str, frozenset[str]] = {
    "ASSAULT": frozenset({"attack", "explosion", "casualties"}),
    "CONSULT": frozenset({"meeting", "summit", "talks", "visit", "call", "conference", "conversation"}),
    "RETREAT": frozenset({"withdrawal", "cancellation"}),
}
HARMFUL = frozenset({"casualties", "attack", "explosion", "fighting", "crash", "disaster", "protest"})
"""Labels of what can kill: casualties are reported for any of them."""

_NAMING = {"summit": 3, "call": 3, "visit": 2, "conference": 2, "talks": 1, "meeting": 0, "conversation": 0}
"""How much the noun for a meeting says: one that says less can take up one that says more."""


def same_kind(one: EventMention, other: EventMention) -> bool:
    """Whether the two could be one event by their type."""
    if "casualties" in {one.label, other.label} and one.label != other.label:
        return {one.label, other.label} <= HARMFUL
    if one.type != other.type:
        return False
    if one.label == other.label or one.weak or other.weak:
        return True
    family = _FAMILIES.get(one.type, frozenset())
    return one.label in family and other.label in family


Exclusion = Literal["never", "unlikely"]
"""Two mentions are of one event never, or only if a day or a denial is misread."""


def exclusion(one: Facts, other: Facts, sides: Sides) -> Exclusion | None:
    """What keeps the two mentions from being one event: another time or place, other people or numbers."""
    common = _common(one, other, sides)
    return common if isinstance(common, str) else None


def compare(
    one: Facts, other: Facts, sides: Sides, *, by_times_alone: bool = False
) -> dict[str, float] | None:
    """The signals that the two mentions are of one event, or None where they exclude each other.

    by_times_alone: whether only their times can exclude them: other days, or one past and one to come.
    """
    common = _common(one, other, sides)
    if by_times_alone and isinstance(common, str) and not _of_other_times(one, other):
        common = 0.0, _same_when(one, other)
    if isinstance(common, str):
        return None
    same_word = _same_word(one.word, other.word)
    if not same_word and (one.when is None) != (other.when is None) and (is_vague(one) or is_vague(other)):
        return None  # what is not dated is mostly news, and nothing but the word tells that it is not
    who, when = common
    told = one.event.asserted and other.event.asserted
    return {
        "who": who,
        "when": when,
        "where": sides.same_place(one.where, other.where) if one.where and other.where else 0.0,
        "word": float(same_word),
        "label": float(one.event.label == other.event.label),
        "clause": overlap(one.words, other.words),
        "count": _same_count(one.event, other.event),
        "status": -float(told and {one.event.status, other.event.status} == {"held", "planned"}),
        "detail": float(_is_detail(one, other)),
        "beside": float(one.article == other.article and one.sentence == other.sentence),
        "others": float(
            sides.are_others(one.agents, other.agents) or sides.are_others(one.patients, other.patients)
        ),
    }


def _common(one: Facts, other: Facts, sides: Sides) -> tuple[float, float] | Exclusion:
    """How far who and when agree, or what forbids that the two are one event."""
    when = _same_when(one, other)
    if when <= -1 or _denies(one, other):
        return "unlikely"
    if _states_exclude(one, other) or _is_long_past(one, other):
        return "never"
    if (
        _is_other_opinion(one, other)
        or _is_another(one, other)
        or _is_another(other, one)
        or _is_refused(one, other)
    ):
        return "never"
    if _is_earlier(one, other) or _is_earlier(other, one):
        return "never"
    if _is_of_now(one, other) or _is_of_now(other, one):
        return "never"
    if one.event.type in _LOCAL and _places_exclude(one, other, sides):
        return "never"
    who = _same_who(one, other, sides)
    return "never" if who is None else (who, when)


def _of_other_times(one: Facts, other: Facts) -> bool:
    """Whether the days of the two do not meet, or one is past and one to come."""
    return _same_when(one, other) <= -1 or _states_exclude(one, other) or _is_long_past(one, other)


def _denies(one: Facts, other: Facts) -> bool:
    """Whether one of the two is denied and the other is not."""
    return one.event.status != other.event.status and "denied" in {one.event.status, other.event.status}


def _is_of_now(recalled: Facts, undated: Facts) -> bool:
    """Whether one is recalled from long before its report, and of the other, which has no time and takes
    nothing up, nobody is known to have taken part in that."""
    if recalled.when is None or recalled.published is None or undated.when is not None or undated.anaphor:
        return False
    return (recalled.published - recalled.when[1]).days > DAYS_OF_YEAR and not recalled.who & undated.who


def _is_other_opinion(one: Facts, other: Facts) -> bool:
    """Whether one is what somebody calls something, and the other nothing of the kind: "called it great",
    "called him weak", "called for talks"."""
    return bool(_OPINIONS & {one.event.label, other.event.label}) and one.event.type != other.event.type


def _is_refused(one: Facts, other: Facts) -> bool:
    """Whether what one side refuses to do is what the other mention tells as done or planned."""
    refused = [fact.event.label == "refusal" for fact in (one, other)]
    return any(refused) and not all(refused) and {one.event.type, other.event.type} != {"REJECT"}


def score(signals: Mapping[str, float]) -> float:
    """The weighted sum of the signals."""
    total = 0.0
    for name, value in signals.items():
        total += WEIGHTS[name] * value
    return total


# ---------------------------------------------------------------- slots
def _places_exclude(one: Facts, other: Facts, sides: Sides) -> bool:
    """Whether the places differ for sure, or an article names two that are not sites in one town."""
    if not one.where or not other.where:
        return False
    likeness = sides.same_place(one.where, other.where)
    sites = sides.is_site(one.where) or sides.is_site(other.where)
    return likeness <= -1 or (one.article == other.article and likeness < 0.5 and not sites)


def _same_who(one: Facts, other: Facts, sides: Sides) -> float | None:
    """0 to 1 for the part of the smaller list that is in the other, None where persons exclude each other."""
    if not one.who or not other.who:
        return 0.0
    if _other_speaker(one, other, sides) or _other_doer(one, other, sides):
        return None
    if _other_person(one, other, sides):
        return None
    shared = one.who & other.who
    if not shared and not one.sides & other.sides:
        return None if one.event.type == "CONSULT" else -0.5
    smaller, larger = (one.who, other.who) if len(one.who) <= len(other.who) else (other.who, one.who)
    rest = larger - shared
    standing = sum(any(sides.stands_for(a, b) for b in rest) for a in smaller - shared)
    known = (id_ for id_ in smaller - shared if sides.side(id_) or not sides.may_be_any(id_, larger))
    foreign = any(not any(sides.stands_for(a, b) for b in larger) for a in known)
    if one.event.type == "CONSULT" and foreign and (len(smaller) > 1 or not shared):
        return None
    if not shared and not standing:
        return -0.5
    part = (len(shared) + 0.5 * standing) / len(smaller)
    # One common participant of many events says less than two.
    return part * (1.0 if len(shared) + standing > 1 else 0.6)


def _other_speaker(one: Facts, other: Facts, sides: Sides) -> bool:
    """Whether two events that are something said have speakers who do not act for each other."""
    said = one.event.type in SAID or {one.event.label, other.event.label} == {"apology"}
    if not said or one.event.label in _UNSAID:
        return False
    return sides.are_others(one.agents, other.agents)


def _other_doer(one: Facts, other: Facts, sides: Sides) -> bool:
    """Whether two deeds of a kind that one side does alone have agents of other sides."""
    if one.event.type not in _ONE_SIDED or other.event.type not in _ONE_SIDED:
        return False
    if {one.event.label, other.event.label} & _MUTUAL:
        return False
    first, second = sides.all_of(one.agents), sides.all_of(other.agents)
    return bool(first and second) and not first & second


def _other_person(one: Facts, other: Facts, sides: Sides) -> bool:
    """Whether the two are done to persons, and to none that both name."""
    if "CONSULT" in {one.event.type, other.event.type}:
        return False
    first, second = (set(filter(sides.is_person, sides.named(fact.patients))) for fact in (one, other))
    return bool(first and second) and not first & second


def _same_when(one: Facts, other: Facts) -> float:
    if one.when is None or other.when is None:
        return 0.0
    if one.when == other.when:
        return 1.0
    if is_within(one.when, other.when) or is_within(other.when, one.when):
        return 0.5
    if meet(one.when, other.when):
        return 0.0
    apart = gap(one.when, other.when)
    if apart == 1 and {length(one.when), length(other.when)} == {1, 7}:
        return 0.0  # weeks begin on Monday in ISO 8601, on Sunday in the words of many outlets
    if is_moved(one, other):
        return 0.0
    cancelled = "cancelled" in {one.event.status, other.event.status}
    if cancelled and apart <= MOVED_DAYS:
        return 0.0
    by_year = min(length(one.when), length(other.when)) >= DAYS_OF_YEAR
    near = apart <= (DAYS_OF_YEAR if by_year else LOOSE_DAYS) and not (one.exact and other.exact)
    near = near and one.article != other.article
    return -0.4 if near and one.event.type not in _SERIAL else -1.0


@lru_cache(maxsize=100_000)
def _same_word(one: str, other: str) -> bool:
    """Whether two stems are of one word: "investigat(ing)" and "investigation"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or shared >= max(5, 0.8 * min(len(one), len(other)))


def is_moved(one: Facts, other: Facts) -> bool:
    """Whether the two give different days for one plan, as reports of before and after it was put off do.

    The first day must not have passed when the later of the two was printed: after it, "they meet on May 30"
    speaks of another meeting. The parties are the same two or more, or the words say that it was moved.
    """
    if one.when is None or other.when is None or not 0 < gap(one.when, other.when) <= MOVED_DAYS:
        return False
    told = {one.event.status, other.event.status}
    if "planned" not in told or not told <= {"planned", "cancelled"}:
        return False
    moved = any(f.lapsed or (f.event.step and f.event.step.text.casefold() in MOVING) for f in (one, other))
    parties = max(len(one.who & other.who), len(one.sides & other.sides))
    if not moved and (one.article == other.article or parties < 2):
        return False
    printed = max((f.published for f in (one, other) if f.published), default=None)
    return moved or (printed is not None and min(one.when[1], other.when[1]) >= printed)


def is_vague(fact: Facts) -> bool:
    """Whether the time told of a past event is a month or more that goes on: "earlier this year"."""
    if fact.when is None or fact.published is None or fact.event.status != "held":
        return False
    return length(fact.when) >= MONTH and fact.when[0] <= fact.published <= fact.when[1]


def _is_earlier(vague: Facts, news: Facts) -> bool:
    """Whether `vague` was earlier in the month or year than `news`: of yesterday none says "this year"."""
    if not is_vague(vague) or vague.published is None or news.when is None or news.event.status != "held":
        return False
    return length(news.when) < MONTH and 0 <= (vague.published - news.when[1]).days <= NEWS_DAYS


def _is_another(one: Facts, news: Facts) -> bool:
    """Whether the words say that `one` came before the news ("previously"), and `news` is not told so.

    What its report gives no time for is news only beside `one` itself.
    """
    if not one.previous or news.previous or one.when == news.when:
        return False
    if news.when is None or news.published is None:
        return one.article == news.article and news.event.asserted
    return length(news.when) < MONTH and abs((news.published - news.when[1]).days) <= NEWS_DAYS


def _is_long_past(one: Facts, other: Facts) -> bool:
    """Whether one took place or was called off long before the report that plans the other was printed.

    A plan that is only named counts beside one that is said to be called off, unless it takes that one up.
    """
    planned, past = (one, other) if one.event.status == "planned" else (other, one)
    off = past.event.status == "cancelled" and past.event.asserted and not planned.anaphor
    if planned.event.status != "planned" or planned.lapsed or not (planned.event.asserted or off):
        return False
    day = past.taken if past.event.status == "cancelled" else past.when
    if day is None or planned.published is None or past.event.status == "planned":
        return False
    return (planned.published - day[1]).days > MOVED_DAYS


def _same_count(one: EventMention, other: EventMention) -> float:
    if not one.quantities or not other.quantities:
        return 0.0
    return float(
        any(a.what == b.what and a.value == b.value for a in one.quantities for b in other.quantities)
    )


def _counts_exclude(one: EventMention, other: EventMention) -> bool:
    """Whether two numbers are given for the same thing and none agrees."""
    if not one.quantities or not other.quantities:
        return False
    pairs = [(a, b) for a in one.quantities for b in other.quantities if a.what == b.what]
    return bool(pairs) and all(a.value != b.value for a, b in pairs)


# ---------------------------------------------------------------- states
def _states_exclude(one: Facts, other: Facts) -> bool:
    """Whether status or numbers show two events: one past and one to come, or two numbers in one article."""
    if one.article == other.article and _counts_exclude(one.event, other.event):
        return True
    if one.article == other.article and one.event.type == "CONSULT":
        if _is_told_as(one, "held") and _is_told_as(other, "planned"):
            return True
        if _is_told_as(one, "planned") and _is_told_as(other, "held"):
            return True
    if one.event.type == "CONSULT" and (_is_over(one, other) or _is_over(other, one)):
        return True
    if one.event.type == "CONSULT" and (_was_off(one, other) or _was_off(other, one)):
        return True
    return _lies_ahead(one, other) or _lies_ahead(other, one)


def _was_off(off: Facts, held: Facts) -> bool:
    """Whether one report calls off what the other says was held on a day that no plan of theirs shares."""
    if off.event.status != "cancelled" or not off.event.asserted or held.event.status != "held":
        return False
    return held.when is not None and held.when != off.when and not held.anaphor


def _is_over(held: Facts, planned: Facts) -> bool:
    """Whether a report no later than the one that plans `planned` tells that `held` took place."""
    if not _is_told_as(held, "held") or not _is_told_as(planned, "planned"):
        return False
    if held.published is None or planned.published is None:
        return False
    return held.published <= planned.published


def _is_told_as(fact: Facts, status: str) -> bool:
    """Whether the verb of the mention itself tells the status: no other word makes or takes it back."""
    event = fact.event
    return event.status == status and event.asserted and event.step is None and not fact.lapsed


def _lies_ahead(planned: Facts, held: Facts) -> bool:
    """Whether `planned` has a day to come, and `held` is said to have taken place by then."""
    if planned.event.status != "planned" or held.event.status != "held" or not held.event.asserted:
        return False
    if planned.when is None or held.published is None:
        return False
    return planned.when[0] > held.published and planned.when != held.when


def _is_detail(one: Facts, other: Facts) -> bool:
    """Whether the later of two harmful events of an article only adds to the one shortly before."""
    if one.article != other.article or one.event.label not in HARMFUL:
        return False
    later = max(one, other, key=lambda facts: facts.position)
    return 0 < abs(one.sentence - other.sentence) <= 2 and not later.who and later.when is None


# ---------------------------------------------------------------- taking up
def antecedents(facts: Sequence[Facts], sides: Sides) -> dict[str, str]:
    """For mentions such as "the summit" without a word of their own, the mention that they take up.

    It is the one before in the article that fits best; where there is none, the first one after that names
    participants.
    """
    by_article: dict[str, list[Facts]] = {}
    for fact in facts:
        by_article.setdefault(fact.article, []).append(fact)
    found: dict[str, str] = {}
    for later in facts:
        if not later.anaphor or (later.who and later.event.label not in HARMFUL):
            continue
        fitting = [f for f in by_article[later.article] if f.id != later.id and _can_name(later, f, sides)]
        own = _NAMING.get(later.event.label or "", 0)
        # "The summit" takes up a summit, and only where there is none a meeting.
        rivals = [f for f in fitting if own <= _NAMING.get(f.event.label or "", 0)] or fitting
        before = [f for f in rivals if f.position < later.position]
        chosen = max(before, key=lambda f: (_likeness(f, later), f.position), default=None)
        if not before:
            chosen = min((f for f in rivals if f.who), key=lambda f: f.position, default=None)
        if chosen is not None:
            found[later.id] = chosen.id
    return found


def _can_name(later: Facts, earlier: Facts, sides: Sides) -> bool:
    """Whether the noun of `later` can stand for the event of `earlier`."""
    if not same_kind(later.event, earlier.event) or earlier.event.weak:
        return False
    if later.when is not None and earlier.when is not None and not meet(later.when, earlier.when):
        return False
    if _counts_exclude(later.event, earlier.event):
        return False
    if later.where and earlier.where and sides.same_place(later.where, earlier.where) < 0:
        return False
    return not (later.event.label in HARMFUL and earlier.event.status != later.event.status)


def _likeness(earlier: Facts, later: Facts) -> float:
    """How well `earlier` fits as what `later` takes up: near, and by the same noun unless that says nothing.

    "Meeting" can name any talks, so the same word counts for it no more than another.
    """
    near = -float(min(later.sentence - earlier.sentence, FARTHEST))
    if earlier.event.step is not None and not earlier.event.asserted:
        near -= FARTHEST  # only named as the cause of another event: "in revenge for air strikes"
    if later.event.label == "casualties":
        return near + (earlier.event.label != "casualties")
    specific = later.event.type != "CONSULT" or _NAMING.get(later.event.label or "", 0) > 0
    same = 2.0 * (earlier.word == later.word) + (earlier.event.label == later.event.label)
    return near + specific * same


# ---------------------------------------------------------------- blocking
def candidates(facts: Sequence[Facts], links: Mapping[str, str]) -> set[tuple[int, int]]:
    """The pairs (positions in `facts`, the lower first) that their slots can join.

    They are of one block of types and share a participant or the side of one, a place or a time, stand
    beside each other in an article, or are linked.
    """
    place = {fact.id: number for number, fact in enumerate(facts)}
    table: dict[tuple[object, ...], list[int]] = {}
    for number, fact in enumerate(facts):
        block = "harm" if fact.event.label in HARMFUL else fact.event.type
        keys: list[object] = [*fact.who, *fact.sides, fact.where, fact.when]
        if block == "harm":
            keys += [(fact.article, fact.sentence + step) for step in range(3)]
        for key in keys:
            if key is not None:
                table.setdefault((block, key), []).append(number)
    pairs = {
        (left, right)
        for numbers in table.values()
        for at, left in enumerate(numbers)
        for right in numbers[at + 1 :]
    }
    linked = ((place[one], place[other]) for one, other in links.items())
    pairs.update((min(pair), max(pair)) for pair in linked)
    return {pair for pair in pairs if pair[0] != pair[1]}
