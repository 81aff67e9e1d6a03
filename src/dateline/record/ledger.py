"""The ledger: how the status of each event changed, and which meetings belong to one negotiation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dateline.record.evidence import Sources, unique
from dateline.schema.annotation import EventMention, Status
from dateline.schema.cluster import EventCluster
from dateline.schema.interval import interval
from dateline.schema.span import Span
from dateline.schema.story import Entity, Event, StatusReport, Track

_MOVED = frozenset(
    {
        *("postponed", "postpone", "delayed", "delay", "moved", "move", "rescheduled", "reschedule"),
        *("deferred", "defer", "shifted", "shift", "adjourned", "adjourn", "put", "pushed", "brought"),
        *("suspended", "suspend"),
    }
)
"""Words of a step that gives an event another day."""

_PRIORITY: Mapping[Status, int] = {"held": 3, "cancelled": 2, "planned": 1, "denied": 0}
_UNKNOWN_DAY = "0000"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A status that one mention gives an event, as of a day."""

    status: Status
    day: str
    when: str | None
    moved: bool
    published: str | None
    evidence: Span


def assertions(cluster: EventCluster, sources: Sources) -> list[Assertion]:
    """What the mentions of an event say of its status; those that only name it count where no other says."""
    members = [(member.article, sources.mention(member)) for member in cluster.members]
    strong = [(article, mention) for article, mention in members if not mention.weak] or members
    chosen = [(article, mention) for article, mention in strong if mention.asserted] or strong
    return [_assertion(article, mention, sources) for article, mention in chosen]


def _assertion(article: str, mention: EventMention, sources: Sources) -> Assertion:
    published = sources.published(article)
    when = sources.time(article, mention.step_when)
    days = interval(when)
    return Assertion(
        status=mention.status,
        day=days[1].isoformat() if days else published or _UNKNOWN_DAY,
        when=when,
        moved=mention.step is not None and mention.step.text.casefold() in _MOVED,
        published=published,
        evidence=sources.sentence(mention.trigger),
    )


def final_status(said: Sequence[Assertion], *, past: bool) -> Status:
    """The status as of the last day that any report speaks of; on one day the one that most give.

    What was planned for a `past` day and not called off is taken to have been held.
    """
    last = max(assertion.day for assertion in said)
    support = Counter(assertion.status for assertion in said if assertion.day == last)
    status = max(support, key=lambda status: (support[status], _PRIORITY[status]))
    return "held" if past and status == "planned" else status


def history(said: Sequence[Assertion]) -> tuple[StatusReport, ...]:
    """The steps of an event in the order taken, each with its first report and all its evidence."""
    groups: dict[tuple[str, Status, bool], list[Assertion]] = {}
    for assertion in sorted(said, key=lambda a: (a.day, -_PRIORITY[a.status])):
        groups.setdefault((assertion.day, assertion.status, assertion.moved), []).append(assertion)
    steps: list[StatusReport] = []
    for (_, status, moved), same in groups.items():
        report = StatusReport(
            status=status,
            reported=min((a.published for a in same if a.published), default=None),
            evidence=unique(a.evidence for a in same),
            step=_step(status, moved=moved, before=[step.status for step in steps]),
            when=next((a.when for a in same if a.when), None),
        )
        if steps and steps[-1].step == report.step and steps[-1].when in {None, report.when}:
            steps[-1] = msgspec.structs.replace(
                steps[-1], evidence=unique((*steps[-1].evidence, *report.evidence))
            )
        else:
            steps.append(report)
    return tuple(steps)


def _step(status: Status, *, moved: bool, before: Sequence[Status]) -> str:
    if status == "cancelled":
        return "called off"
    if status in {"held", "denied"}:
        return status
    if before and before[-1] == "cancelled":
        return "revived"
    return "moved" if moved else "announced"


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
        same_place = event.where is not None and event.where == other.where
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
