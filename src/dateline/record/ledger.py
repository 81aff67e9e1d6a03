"""The ledger: how the status of each event changed, and which meetings belong to one negotiation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from dateline.record.evidence import Sources, unique
from dateline.schema.annotation import EventMention, Status
from dateline.schema.cluster import EventCluster, Member
from dateline.schema.interval import interval, is_ahead, meet
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, Level, StatusReport, Track

_MOVED = frozenset(
    {
        *("postponed", "postpone", "delayed", "delay", "moved", "move", "rescheduled", "reschedule"),
        *("deferred", "defer", "shifted", "shift", "adjourned", "adjourn", "put", "pushed", "brought"),
        *("suspended", "suspend"),
    }
)
"""Words of a step that gives an event another day."""

_LEVELS: tuple[Level, ...] = ("leaders", "ministers", "officials")
_LEADER = frozenset({"president", "premier", "chancellor", "king", "queen", "emperor", "leader", "taoiseach"})
_MINISTER = frozenset({"minister", "secretary"})
_OFFICIAL = frozenset(
    {
        *("vice", "deputy", "assistant", "under", "undersecretary", "envoy", "ambassador", "negotiator"),
        *("adviser", "advisor", "spokesman", "spokeswoman", "press", "former", "opposition", "party"),
    }
)
"""Words of roles, those of officials first: a "deputy foreign minister" is no minister."""

_PRIORITY: Mapping[Status, int] = {"held": 3, "cancelled": 2, "planned": 1, "denied": 0}
_UNKNOWN_DAY = "0000"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A status that one mention gives an event, as of `day`; `planned_for` is the day it gives for the event.

    A `former` plan is one that the words take back: "was to have met".
    """

    status: Status
    day: str
    when: str | None
    planned_for: str | None
    moved: bool
    former: bool
    published: str | None
    evidence: Span


def assertions(cluster: EventCluster, sources: Sources) -> list[Assertion]:
    """What the mentions of an event say of its status; those that only name it count where no other says.

    What lies ahead of a report cannot have been held in it: "during the visit on July 13". What some plan and
    others say will not be is called off.
    """
    members = [(member, sources.mention(member)) for member in cluster.members]
    strong = [(member, mention) for member, mention in members if not mention.weak] or members
    chosen = [(member, mention) for member, mention in strong if mention.asserted] or strong
    told = [_assertion(member, mention, sources) for member, mention in chosen]
    planned = any(assertion.status == "planned" for assertion in told)
    found = [_as_of_report(assertion, cluster.when, planned=planned) for assertion in told]
    return [assertion for assertion in found if assertion is not None] or told


def _as_of_report(assertion: Assertion, when: str | None, *, planned: bool) -> Assertion | None:
    """What is asserted of an event of the day `when`; None where the report came before what it asserts."""
    if not is_ahead(when, assertion.published):
        return assertion
    if assertion.status == "denied" and planned:
        return replace(assertion, status="cancelled")
    return None if assertion.status == "held" else assertion


def _assertion(member: Member, mention: EventMention, sources: Sources) -> Assertion:
    published = sources.published(member.article)
    taken = sources.taken(member)
    former = sources.is_former(member)
    days = interval(taken)
    day = min(filter(None, (days[1].isoformat() if days else None, published)), default=_UNKNOWN_DAY)
    return Assertion(
        status=mention.status,
        day=_UNKNOWN_DAY if former else day,
        when=None if former else taken,
        planned_for=sources.when(member) if mention.status == "planned" else None,
        moved=not former and is_moving(mention),
        former=former,
        published=published,
        evidence=sources.sentence(mention.trigger),
    )


def is_moving(mention: EventMention) -> bool:
    """Whether a mention tells that its event was given another day."""
    return mention.step is not None and mention.step.text.casefold() in _MOVED


def final_status(said: Sequence[Assertion], *, past: bool) -> Status:
    """The status as of the last day that any report speaks of; on one day the one that most give.

    What was planned for a `past` day is taken to have been held, unless it was called off or the words take
    the plan back.
    """
    last = max(assertion.day for assertion in said)
    support = Counter(assertion.status for assertion in said if assertion.day == last)
    status = max(support, key=lambda status: (support[status], _PRIORITY[status]))
    stands = not all(assertion.former for assertion in said)
    return "held" if past and status == "planned" and stands else status


def history(said: Sequence[Assertion], *, status: Status) -> tuple[StatusReport, ...]:
    """The steps of an event up to its `status`, in the order taken, each with its first report and evidence.

    An event is held once: of one that is not held in the end no report that presupposes it makes a step, and
    after it was held no plan is a step.
    """
    steps: list[StatusReport] = []
    planned_for: str | None = None
    for assertion in sorted(said, key=_order):
        if assertion.status == "held" != status:
            continue
        last = steps[-1] if steps else None
        other_day = assertion.moved or _later_day(planned_for, assertion.planned_for)
        planned_for = assertion.planned_for or planned_for
        if (
            last is not None
            and last.status in {assertion.status, "held"}
            and not (last.status == assertion.status == "planned" and other_day and last.step != "moved")
        ):
            steps[-1] = _with_report(last, assertion)
            continue
        steps.append(
            StatusReport(
                status=assertion.status,
                reported=assertion.published,
                evidence=unique([assertion.evidence]),
                step=_step(assertion.status, moved=other_day, before=[step.status for step in steps]),
                when=assertion.when,
            )
        )
    return tuple(steps)


def _order(assertion: Assertion) -> tuple[str, str, int, int]:
    return assertion.day, assertion.published or "", -_PRIORITY[assertion.status], assertion.evidence.start


def _later_day(known: str | None, told: str | None) -> bool:
    """Whether a plan is told for days that do not meet those known so far."""
    first, second = interval(known), interval(told)
    return first is not None and second is not None and not meet(first, second)


def _with_report(step: StatusReport, assertion: Assertion) -> StatusReport:
    """The step with one more report; what takes up a step of another status adds nothing to it."""
    if step.status != assertion.status:
        return step
    reported = min(filter(None, (step.reported, assertion.published)), default=None)
    evidence = unique((*step.evidence, assertion.evidence))
    when = step.when or assertion.when
    return msgspec.structs.replace(step, reported=reported, evidence=evidence, when=when)


def _step(status: Status, *, moved: bool, before: Sequence[Status]) -> str:
    if status == "cancelled":
        return "called off"
    if status in {"held", "denied"}:
        return status
    if before and before[-1] == "cancelled":
        return "revived"
    return "moved" if moved and before else "announced"


# ---------------------------------------------------------------- level
def level(cluster: EventCluster, entities: Mapping[str, Entity]) -> Level | None:
    """The rank of those who meet, None where it is no meeting of two or a role is not told.

    The lower rank of the two highest counts: a leader who receives an envoy holds no summit.
    """
    people = [entities[id_] for id_ in cluster.who if entities[id_].type == "person"]
    ranks = sorted(rank for person in people if (rank := _rank(person)) is not None)
    if cluster.type != "CONSULT" or len(ranks) < 2 or len(ranks) < len(people):
        return None
    return _LEVELS[ranks[1]]


def _rank(person: Entity) -> int | None:
    words = {word for role in person.roles for word in role.casefold().replace("-", " ").split()}
    if not words:
        return None
    if words & _OFFICIAL:
        return 2
    if words & _LEADER or {"prime", "minister"} <= words:
        return 0
    return 1 if words & _MINISTER else 2


# ---------------------------------------------------------------- tracks
def tracks(
    events: Sequence[Event], entities: Mapping[str, Entity]
) -> tuple[tuple[Track, ...], dict[str, str]]:
    """The tracks of the meetings among `events`, and the track of each event that has one.

    Meetings are on one track when the same two or more sides meet at the same place, or the same persons
    meet anywhere.
    """
    groups: list[list[Event]] = []
    for event in events:
        if event.type != "CONSULT" or event.background or len(_sides(event, entities)) < 2:
            continue
        home = next((group for group in groups if _belongs(event, group, entities)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    found, of = [], {}
    for number, group in enumerate(groups, start=1):
        track = _track(f"t{number}", group, entities)
        found.append(track)
        of.update({event.id: track.id for event in group})
    return tuple(found), of


def _sides(event: Event, entities: Mapping[str, Entity]) -> frozenset[str]:
    return frozenset(side for id_ in event.who if (side := side_of(entities[id_])) is not None)


def side_of(entity: Entity) -> str | None:
    """The country or organization that an entity acts for."""
    if entity.type == "place":
        return entity.country or entity.name
    return entity.side or entity.country or (entity.name if entity.type == "organization" else None)


def _belongs(event: Event, group: Iterable[Event], entities: Mapping[str, Entity]) -> bool:
    persons = {id_ for id_ in event.who if entities[id_].type == "person"}
    for other in group:
        shared = {id_ for id_ in other.who if id_ in persons}
        told = not event.where_inferred and not other.where_inferred
        same_place = told and event.where is not None and event.where == other.where
        same_sides = _sides(event, entities) == _sides(other, entities)
        if same_sides and (same_place or len(shared) > 1):
            return True
    return False


def _track(id_: str, group: Sequence[Event], entities: Mapping[str, Entity]) -> Track:
    places = Counter(event.where for event in group if event.where)
    where = max(places, key=lambda place: (places[place], place), default=None)
    who = tuple(dict.fromkeys(person for event in group for person in event.who))
    sides = sorted({side for event in group for side in _sides(event, entities)})
    name = ", ".join(filter(None, [" – ".join(sides), entities[where].name if where else None]))
    return Track(id=id_, name=name, events=tuple(event.id for event in group), where=where, who=who)
