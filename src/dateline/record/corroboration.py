"""What the independent origins of an event agree on, and where they differ.

Two values for one slot are a *conflict* where they exclude each other at the same time, an *update* where
the later report gives a later state (a rising toll). Values that can both be true are no difference: bounds
that overlap ("at least 40", "more than 50"), a week and a day in it, a country and a town in it, rounded
numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from dateline.record.accounts import DELAYING, NEAR, SAME_TIME, stands_for, towns_exclude
from dateline.record.evidence import Sources, unique
from dateline.record.ledger import is_moving
from dateline.record.moves import MOVED, new_days, new_places
from dateline.record.reported import reported_numbers
from dateline.record.said import Contrast
from dateline.record.sentences import Sentence, cosine_of
from dateline.record.support import Support
from dateline.schema.cluster import Entities, EventCluster
from dateline.schema.interval import gap, interval, length, meet
from dateline.schema.span import Span
from dateline.schema.story import Agreement, Difference, Entity, Event, EventQuantity, Value

Told = Mapping[tuple[str, int], Sentence]
"""The sentences of a story by (article, start)."""

WEEK = 7
TOLD_ALIKE = 0.25
"""Cosine from which two sentences that tell one event are alike enough for a difference in a slot: in 110
stories of AllSides all days and places that differed below it were of two events joined by mistake."""
BESIDE = 600
"""Characters between a sentence that tells an event and one that tells more of it: three sentences."""
FAR = 31
"""Days by which two days of one event differ at most; a convention."""
NOT_NUMBERS = frozenset({"when", "where", "who", "whether", "status"})
"""Slots of differences that are no numbers."""


def agreement(origins: Sequence[str], differences: Sequence[Difference]) -> Agreement:
    """How well a line of the record is borne out."""
    if any(difference.kind == "conflict" for difference in differences):
        return "disputed"
    return "corroborated" if len(origins) > 1 else "single-source"


def quantities(cluster: EventCluster, sources: Sources) -> tuple[EventQuantity, ...]:
    """The numbers of an event: for each label the value of the latest report, the highest of these."""
    found = []
    for what, reports in reported_numbers(cluster, sources).items():
        latest = max(reports, key=lambda r: (sources.published(r.article) or "", r.value, r.article))
        agreeing = [r for r in reports if r.value == latest.value and r.unit == latest.unit]
        found.append(
            EventQuantity(
                what=what,
                value=latest.value,
                evidence=unique(r.evidence for r in agreeing),
                unit=latest.unit,
                bound=latest.bound,
            )
        )
    return tuple(found)


def differences(
    cluster: EventCluster,
    sources: Sources,
    entities: Entities,
    table: Mapping[str, Entity],
    support: Sequence[Support] = (),
    *,
    told: Told,
) -> tuple[Difference, ...]:
    """The slots of an event, numbers apart, for which its origins give values that differ; `table` has
    entities by id, `told` sentences by (article, start).
    """
    found = []
    found.append(_of_when(cluster, sources, support, told))
    found.append(_of_where(cluster, sources, entities, table, told))
    found.append(_of_who(cluster, sources, entities, table, told))
    found.append(_of_status(cluster, sources))
    return tuple(difference for difference in found if difference is not None)


def share_out(
    events: Sequence[Event], contrasts: Sequence[Contrast]
) -> tuple[tuple[Event, ...], tuple[Difference, ...]]:
    """The events with those `contrasts` that they tell a value of, each at one event; and the others.

    An event that tells no value has a contrast where a value stands right after it is told, or where somebody
    takes part whom the contrast is about, or where it is told beside a value. A contrast in a slot in which
    the event differs anyway adds nothing.
    """
    places = [_places_of(event.evidence) for event in events]
    rest: list[Difference] = []
    added: dict[int, list[Difference]] = {}
    for contrast in contrasts:
        difference = contrast.difference
        spans = _places(difference.values)
        around = spans | contrast.near
        telling = [at for at, told in enumerate(places) if not told.isdisjoint(around)]
        best = max(telling, key=lambda at: _fit(contrast, events[at], places[at]), default=None)
        if best is None:
            of_theirs = [at for at, event in enumerate(events) if not contrast.about.isdisjoint(event.who)]
            best = max(of_theirs, key=lambda at: len(events[at].evidence), default=None)
        if best is None:
            best = _nearest(difference, events)
        if best is None:
            rest.append(difference)
            continue
        slots = {other.slot: other for other in (*events[best].differences, *added.get(best, ()))}
        known = slots.get(difference.slot)
        if known is None:
            added.setdefault(best, []).append(difference)
        elif difference.slot not in NOT_NUMBERS and spans & _places(known.values):
            widened = [d for d in added.get(best, ()) if d is not known]
            added[best] = [*widened, _widened(known, difference)]
    return tuple(_with(event, added.get(at, [])) for at, event in enumerate(events)), tuple(rest)


def _widened(one: Difference, other: Difference) -> Difference:
    """A difference in a number with the values that another in the same slot has beside."""
    values = {value.value: value for value in one.values}
    places = _places(one.values)
    for value in other.values:
        same = values.get(value.value)
        if same is not None:
            values[value.value] = msgspec.structs.replace(
                same,
                evidence=unique((*same.evidence, *value.evidence)),
                origins=tuple(dict.fromkeys((*same.origins, *value.origins))),
            )
        elif not _places((value,)) & places:
            values[value.value] = value
    return msgspec.structs.replace(one, values=tuple(values.values()))


def _fit(contrast: Contrast, event: Event, places: frozenset[tuple[str, int]]) -> tuple[int, int, bool, int]:
    """How well a contrast stands at an event told at `places`: by how many values it tells, or that follow
    where it is told; best in its own clause.
    """
    told = len(told_at(contrast.difference, places))
    clause = event.what.casefold()
    said = any(value.value.casefold() in clause for value in contrast.difference.values)
    return told, len(contrast.near & places), said, -len(event.evidence)


def _nearest(difference: Difference, events: Sequence[Event]) -> int | None:
    """The event that is told nearest to a value of a difference, if near at all."""
    starts: dict[str, list[int]] = {}
    for article, start in _places(difference.values):
        starts.setdefault(article, []).append(start)
    apart = {
        at: min(
            (abs(span.start - start) for span in event.evidence for start in starts.get(span.article, ())),
            default=BESIDE + 1,
        )
        for at, event in enumerate(events)
    }
    best = min(apart, key=lambda at: apart[at], default=None)
    return best if best is not None and apart[best] <= BESIDE else None


def _with(event: Event, added: Sequence[Difference]) -> Event:
    if not added:
        return event
    kept = [d for d in event.differences if d.slot not in {other.slot for other in added}]
    return judged(msgspec.structs.replace(event, differences=(*kept, *added)))


def judged(event: Event) -> Event:
    """The event with its agreement: it is disputed where its own sentences give a value of a conflict."""
    places = _places_of(event.evidence)
    own = [d for d in event.differences if places & _places(d.values)]
    return msgspec.structs.replace(event, agreement=agreement(event.origins, own))


def _places(values: Iterable[Value]) -> frozenset[tuple[str, int]]:
    return _places_of(span for value in values for span in value.evidence)


def _places_of(spans: Iterable[Span]) -> frozenset[tuple[str, int]]:
    return frozenset((span.article, span.start) for span in spans)


def told_at(difference: Difference, places: Collection[tuple[str, int]]) -> tuple[Value, ...]:
    """The values that sentences at `places` (article, start) give."""
    return tuple(
        value
        for value in difference.values
        if any((span.article, span.start) in places for span in value.evidence)
    )


# ---------------------------------------------------------------- when and where
def _of_when(
    cluster: EventCluster, sources: Sources, support: Sequence[Support], told: Told
) -> Difference | None:
    """Days that exclude each other: an update where a report tells that the event was moved."""
    said: dict[str, list[tuple[str, Span]]] = {}
    moved: set[str] = set()
    for member in cluster.members:
        mention = sources.mention(member)
        words = sources.sentence(mention.trigger).text
        value = sources.when(member)
        if is_moving(mention) or sources.is_former(member) or MOVED.search(words):
            moved.add((value or "").partition("T")[0])
        if value is not None and interval(value) is not None and not mention.weak:
            day = value.partition("T")[0]
            said.setdefault(day, []).append((member.article, sources.sentence(mention.trigger)))
    for held in support:
        if held.when is not None:
            said.setdefault(held.when, []).append((held.span.article, held.span))
    new = new_days(cluster, sources)
    for article, value, span in new:
        said.setdefault(value, []).append((article, span))
        moved.add(value)
    nights = {
        str(value)[:10]
        for value in map(sources.when, cluster.members)
        if value and value.endswith(("TNI", "TEV"))
    }
    loose = {value for value, places in said.items() if _is_loose_week(value, places, sources)}

    def exclude(one: str, other: str) -> bool:
        slack = NEAR if loose & {one, other} else int(bool(nights & {one, other}))
        return _days_exclude(one, other, slack=slack)

    if moved:
        if any(
            _days_exclude(one, other)
            and (not moved.isdisjoint((one, other)) or _told_alike(said[one], said[other], told))
            for one, other in combinations(said, 2)
        ):
            return _moved("when", said, sources, replaced=bool(new) and _tells_former(cluster, sources))
        return None
    return _excluding("when", said, sources, lambda a, b: exclude(a, b) and not _far(a, b), told)


def _is_loose_week(value: str, places: Sequence[tuple[str, Span]], sources: Sources) -> bool:
    """Whether a week is told at its turn, from Sunday to Tuesday: "this week" may be the one just over."""
    days = interval(value)
    if days is None or length(days) != WEEK:
        return False
    printed = (interval(sources.published(article)) for article, _ in places)
    return any(day is not None and day[0].isoweekday() in (7, 1, 2) for day in printed)


def _tells_former(cluster: EventCluster, sources: Sources) -> bool:
    """Whether a report tells what the plan was as well: "was to have opened in spring"."""
    return any(sources.is_former(member) for member in cluster.members)


def _moved(
    slot: str,
    said: Mapping[str, Sequence[tuple[str, Span]]],
    sources: Sources,
    *,
    names: Mapping[str, Entity] | None = None,
    replaced: bool = False,
) -> Difference | None:
    """The days or places in the order of their first reports; None where all stand in reports of one day, and
    none of these tells that one takes the place of another.
    """
    first = {value: min(sources.published(id_) or "" for id_, _ in places) for value, places in said.items()}
    if len(set(first.values())) < 2 and not replaced:
        return None
    ordered = sorted(said, key=lambda value: (first[value], value))
    values = tuple(_value(names[value].name if names else value, said[value], sources) for value in ordered)
    return Difference(slot=slot, kind="update", values=values)


def _value(text: str, places: Sequence[tuple[str, Span]], sources: Sources) -> Value:
    return Value(
        value=text,
        evidence=unique(span for _, span in places),
        origins=sources.origins(span for _, span in places),
    )


def _days_exclude(one: str, other: str, *, slack: int = 0) -> bool:
    """Whether the days do not meet, nor come nearer than `slack`; a week may begin on the Sunday before."""
    first, second = interval(one), interval(other)
    if first is None or second is None or meet(first, second):
        return False
    if slack and gap(first, second) <= slack:
        return False
    return not (gap(first, second) == 1 and {length(first), length(second)} == {1, WEEK})


def _far(one: str, other: str) -> bool:
    """Whether two days are too far apart to be told of one event by mistake."""
    first, second = interval(one), interval(other)
    return first is not None and second is not None and gap(first, second) > FAR


def _told_alike(
    one: Sequence[tuple[str, Span]],
    other: Sequence[tuple[str, Span]],
    told: Told,
) -> bool:
    """Whether two values of a slot are told in words that are alike, or both as a delay that somebody asks
    for; the mentions may be of two events, joined wrongly.
    """
    return any(
        _are_alike(a, b, told) or bool(DELAYING.search(a.text) and DELAYING.search(b.text))
        for _, a in one
        for _, b in other
    )


def _are_alike(one: Span, other: Span, told: Told) -> bool:
    """Whether two sentences have a name in common and like words; those of few words are not compared."""
    left, right = (told.get((span.article, span.start)) for span in (one, other))
    if left is None or right is None or not left.entities & right.entities:
        return False
    return cosine_of(left.vector, right.vector) >= TOLD_ALIKE


def _of_where(
    cluster: EventCluster,
    sources: Sources,
    entities: Entities,
    table: Mapping[str, Entity],
    told: Told,
) -> Difference | None:
    said: dict[str, list[tuple[str, Span]]] = {}
    for member in cluster.members:
        mention = sources.mention(member)
        place = entities.of(member.article, mention.where)
        if place is not None and not mention.weak:
            said.setdefault(place, []).append((member.article, sources.sentence(mention.trigger)))
    moved = new_places(cluster, sources, entities)
    for article, place, span in moved:
        said.setdefault(place, []).append((article, span))
    if any(towns_exclude(table[new], table[old], known=False) for _, new, _ in moved for old in said):
        return _moved("where", said, sources, names=table, replaced=_tells_former(cluster, sources))
    return _excluding(
        "where", said, sources, lambda a, b: towns_exclude(table[a], table[b]), told, names=table
    )


def _of_who(
    cluster: EventCluster,
    sources: Sources,
    entities: Entities,
    table: Mapping[str, Entity],
    told: Told,
) -> Difference | None:
    """Other parties for who asked for a delay, or called an event off; None where a report tells it of
    several, since then others may have as well.
    """
    said: dict[str, list[tuple[str, Span]]] = {}
    for member in cluster.members:
        mention = sources.mention(member)
        asked = cluster.type == "REQUEST" and DELAYING.search(sources.sentence(mention.trigger).text)
        if mention.weak or not (asked or mention.status == "cancelled" or cluster.label == "cancellation"):
            continue
        agents = [
            agent
            for participant in mention.participants
            if participant.role == "agent"
            and (agent := entities.of(member.article, participant.mention)) is not None
            and any(map(str.isupper, table[agent].name))
        ]
        if any(not stands_for(table[one], table[other]) for one, other in combinations(agents, 2)):
            return None
        for agent in agents:
            said.setdefault(agent, []).append((member.article, sources.sentence(mention.trigger)))
    return _excluding(
        "who", said, sources, lambda a, b: not stands_for(table[a], table[b]), told, names=table
    )


def _of_status(cluster: EventCluster, sources: Sources) -> Difference | None:
    """Whether it happens at all: reports of one time, of which one denies what another tells."""
    said: dict[str, list[tuple[str, Span]]] = {}
    for member in cluster.members:
        mention = sources.mention(member)
        if mention.asserted and not mention.weak:
            said.setdefault(mention.status, []).append((member.article, sources.sentence(mention.trigger)))
    if "denied" not in said or "cancelled" in said or len(said) < 2:
        return None
    days = [interval(sources.published(article)) for places in said.values() for article, _ in places]
    known = [day[0] for day in days if day is not None]
    later = bool(known) and (max(known) - min(known)).days > SAME_TIME
    values = tuple(_value(status, places, sources) for status, places in sorted(said.items()))
    return Difference(slot="status", kind="update" if later else "conflict", values=values)


def _excluding(
    slot: str,
    said: Mapping[str, Sequence[tuple[str, Span]]],
    sources: Sources,
    exclude: Callable[[str, str], bool],
    told: Told,
    *,
    names: Mapping[str, Entity] | None = None,
) -> Difference | None:
    """A conflict where every value of one origin excludes every value of another, two of them told alike."""
    by_origin: dict[str, set[str]] = {}
    for value, places in said.items():
        for _, span in places:
            by_origin.setdefault(sources.origin_of(span), set()).add(value)
    involved: set[str] = set()
    for one, other in combinations(by_origin.values(), 2):
        if not all(exclude(a, b) for a in one for b in other):
            continue
        if any(_told_alike(said[a], said[b], told) for a in one for b in other):
            involved |= one | other
    if not involved:
        return None
    values = tuple(
        _value(names[value].name if names else value, said[value], sources) for value in sorted(involved)
    )
    return Difference(slot=slot, kind="conflict", values=values)
