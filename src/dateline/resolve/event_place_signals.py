"""What tells for and against a place of an event that no words place (`event_places` weighs it)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Literal, NamedTuple

from dateline.resolve.event_facts import Facts, Sides, naming
from dateline.resolve.event_sites import Site
from dateline.schema.annotation import SAID, STATEMENT, AnnotatedArticle

ON_THE_SPOT = frozenset(
    {
        *("arrest", "attack", "casualties", "crash", "death", "disaster", "explosion", "fighting", "protest"),
        *("sentence", "trial", "charge", "aid", "ceremony", "opening"),
    }
)
"""Labels of what happens at a scene; talks and statements can be elsewhere."""

_SPOKEN = frozenset({STATEMENT, "call"})

NOWHERE = 99
"""Sentences from a place that no sentence before the event names."""

OPENING = 3
"""Sentences that open a report."""

Kind = Literal["country", "site", "town", "other"]


class Sort(NamedTuple):
    """What sort of event it is by most of its mentions; its `nature` is whether it happens on the spot, is
    something said, or neither."""

    nature: Literal["spot", "said", "other"]
    root: str | None
    label: str | None
    status: str | None


def sort_of(strong: Sequence[Facts]) -> Sort:
    """The sort of the event that the mentions tell."""
    label = _common(fact.event.label for fact in strong)
    return Sort(
        nature="spot" if label in ON_THE_SPOT else "said" if is_said(strong) else "other",
        root=_common(fact.event.type for fact in strong),
        label=label,
        status=_common(fact.event.status for fact in strong),
    )


def _common(values: Iterable[str | None]) -> str | None:
    """The value that most have."""
    return Counter(values).most_common(1)[0][0]


class Signals:
    """The signals of the places of a story, for the events of which `facts` are the mentions.

    `sites` and `guesses` are, for each mention by its id, the places that its sentence names and those that
    its article likely means, with their likelihood.
    """

    def __init__(
        self,
        annotated: Sequence[AnnotatedArticle],
        facts: Sequence[Facts],
        sides: Sides,
        sites: Mapping[str, Sequence[Site]],
        guesses: Mapping[str, Mapping[str, float]],
    ) -> None:
        self._sides, self._sites, self._guesses = sides, sites, guesses
        self._told = Counter(fact.where for fact in facts if fact.where is not None)
        self._scenes = Counter(
            fact.where for fact in facts if fact.where is not None and fact.event.label in ON_THE_SPOT
        )
        self._named: Mapping[str, int] = {
            id_: len(entity.mentions) for id_, entity in sides.entities.items() if entity.type == "place"
        }
        self._sentences = _naming(annotated, sides)
        titles = [item.article.title for item in annotated if item.article.title]
        self._titled = {
            id_
            for id_, entity in sides.entities.items()
            if any(name in title for title in titles for name in (entity.name, *entity.aliases))
        }

    def of(
        self, group: Sequence[Facts], strong: Sequence[Facts], sort: Sort, id_: str, ids: Set[str]
    ) -> dict[str, float]:
        """The signals of the place `id_` among the candidates `ids` of an event of the `sort`.

        `strong` are those mentions of its `group` that are not weak.
        """
        kind, nature = self._kind(id_), sort.nature
        return {
            f"kind {kind}": 1.0,
            f"kind {kind}, {nature}": 1,
            f"root {sort.root}, {kind == 'country'}": 1,
            f"status {sort.status}, {kind}": 1,
            **self._telling(strong, id_, kind),
            **self._guessing(group, id_, kind, nature),
            **self._naming(group, id_, nature),
            **self._belonging(group, id_, kind),
            **self._story(group, id_, nature),
            **self._near(group, id_, kind, nature),
            **self._rivals(group, strong, id_, ids),
        }

    def of_none(
        self, group: Sequence[Facts], strong: Sequence[Facts], sort: Sort, ids: Set[str]
    ) -> dict[str, float]:
        """The signals of an event that is at none of its candidates `ids`: what kind of event it is."""
        named = {site.how for fact in group for site in self._sites[fact.id]}
        found = {
            "": 1.0,
            f" {sort.nature}": 1,
            f" root {sort.root}": 1,
            f" label {sort.label}": 1,
            f" status {sort.status}": 1,
            " claimed": sum(fact.event.claimed_by is not None for fact in strong) / len(strong),
            " asserted": sum(fact.event.asserted for fact in strong) / len(strong),
            " people": float(any(self._sides.is_person(id_) for fact in strong for id_ in fact.who)),
            " dated": float(any(fact.value is not None for fact in strong)),
            f" tellings {_step(len(strong), 1, 2, 4)}": 1,
            " quantities": float(any(fact.event.quantities for fact in strong)),
            " told": float(any(fact.where is not None for fact in strong)),
            " placing": float("placing" in named),
            f" candidates {_step(len(ids), 1, 2, 4, 8)}": 1,
        }
        return {f"none{name}": value for name, value in found.items()}

    def _telling(self, strong: Sequence[Facts], id_: str, kind: Kind) -> dict[str, float]:
        """How many mentions tell it, and whether others tell another place."""
        told = [fact for fact in strong if fact.where is not None]
        here = [fact for fact in told if fact.where == id_]
        fits = Counter(self._fit(id_, fact.where or "") for fact in told if fact.where != id_)
        articles = {fact.article for fact in told}
        return {
            "told": float(bool(here)),
            f"told, {kind}": float(bool(here)),
            "told by": len(here) / max(len(told), 1),
            "told often": min(len(here), 4) / 4,
            "told by articles": len({fact.article for fact in here}) / max(len(articles), 1),
            "told elsewhere": float(fits["apart"] > 0),
            "told within": float(fits["holds"] > 0),
            "told around": float(fits["within"] > 0),
            f"nothing told, {kind}": float(not told),
        }

    def _guessing(self, group: Sequence[Facts], id_: str, kind: Kind, nature: str) -> dict[str, float]:
        """How likely the articles mean it."""
        open_ = [fact for fact in group if fact.where is None]
        likely = [self._guesses[fact.id].get(id_, 0.0) for fact in open_]
        first = [max(guesses, key=lambda at: guesses[at], default=None) for guesses in map(self._of, open_)]
        most, mean = max(likely, default=0.0), sum(likely) / max(len(likely), 1)
        sure = any(value == 1.0 for value in likely)
        return {
            "given by a rule": float(sure),
            f"given by a rule, {kind}": float(sure),
            "likely": 0.0 if sure else most,
            f"likely, {kind}": 0.0 if sure else most,
            f"likely, {nature}": 0.0 if sure else most,
            "likely on the whole": mean,
            "likeliest": first.count(id_) / max(len(open_), 1),
        }

    def _of(self, fact: Facts) -> Mapping[str, float]:
        return self._guesses[fact.id]

    def _naming(self, group: Sequence[Facts], id_: str, nature: str) -> dict[str, float]:
        """How the sentences of the event name it."""
        found: dict[str, float] = {}
        beside = 0
        for fact in group:
            mine = [site for site in self._sites[fact.id] if site.place == id_ != fact.where]
            beside += bool(mine)
            for site in self._sites[fact.id]:
                if site.place == id_ == fact.where:
                    found[f"told how {site.how}"] = 1
                    found[f"told link {site.link}"] = 1
            for site in mine:
                found[f"link {site.link}"] = 1
                found[f"how {site.how}"] = 1
                found[f"how {site.how}, {'over' if site.link.startswith('over') else 'below'}"] = 1
                found[f"link {site.link}, {nature}"] = 1
                found[f"taken {site.taken}"] = 1
                found["acting"] = max(found.get("acting", 0.0), float(site.acting))
                found["beside"] = max(found.get("beside", 0.0), 1 / (1 + site.distance))
        found["named"] = beside / len(group)
        return found

    def _belonging(self, group: Sequence[Facts], id_: str, kind: Kind) -> dict[str, float]:
        """Whose place it is."""
        place = self._sides.entities[id_]
        agents = self._sides.all_of(frozenset[str]().union(*(fact.agents for fact in group)))
        patients = self._sides.all_of(frozenset[str]().union(*(fact.patients for fact in group)))
        who = frozenset[str]().union(*(fact.who for fact in group))
        return {
            f"takes part, {kind}": float(id_ in who),
            f"of an agent, {kind}": float(place.country is not None and place.country in agents),
            f"of a patient, {kind}": float(place.country is not None and place.country in patients),
        }

    def _near(self, group: Sequence[Facts], id_: str, kind: Kind, nature: str) -> dict[str, float]:
        """How near the event the articles name it."""
        named = [self._sentences.get((fact.article, id_), ()) for fact in group]
        gaps = [
            min((fact.sentence - at for at in there if at <= fact.sentence), default=NOWHERE)
            for fact, there in zip(group, named, strict=True)
        ]
        articles = {fact.article for fact in group}
        naming = {fact.article for fact, there in zip(group, named, strict=True) if there}
        near = _step(min(gaps), 0, 1, 2, 4, 8)
        return {
            f"named before {near}": 1,
            f"named before {near}, {kind}": 1,
            f"named before {near}, {nature}": 1,
            "named right before": sum(gap <= 1 for gap in gaps) / len(gaps),
            "named in articles": len(naming) / len(articles),
            "in a title": float(id_ in self._titled),
            f"opens, {kind}": sum(min(there, default=NOWHERE) < OPENING for there in named) / len(group),
        }

    def _rivals(
        self, group: Sequence[Facts], strong: Sequence[Facts], id_: str, ids: Set[str]
    ) -> dict[str, float]:
        """What the other candidates are to it."""
        told = {fact.where for fact in strong if fact.where is not None}
        placing = {
            site.place for fact in group for site in self._sites[fact.id] if site.how.startswith("placing")
        }
        others = ids - {id_}
        fits = {other: self._fit(id_, other) for other in others}
        return {
            "holds another": float("holds" in fits.values()),
            "within another": float("within" in fits.values()),
            "holds one told": float(any(fits[other] == "holds" for other in told & others)),
            "within one told": float(any(fits[other] == "within" for other in told & others)),
            "holds one placing": float(any(fits[other] == "holds" for other in placing & others)),
            "within one placing": float(any(fits[other] == "within" for other in placing & others)),
            "another placing": float(bool(placing - {id_})),
        }

    def _story(self, group: Sequence[Facts], id_: str, nature: str) -> dict[str, float]:
        """What else the story tells there."""
        mine = Counter(fact.where for fact in group if fact.where is not None)
        told = self._told[id_] - mine[id_]
        scenes = self._scenes[id_] - mine[id_]
        all_told = max(self._told.total() - mine.total(), 1)
        all_scenes = max(self._scenes.total() - mine.total(), 1)
        most = max(self._named.values(), default=1)
        return {
            "events there": told / all_told,
            f"scenes there, {nature}": max(scenes, 0) / all_scenes,
            "never told": float(told == 0),
            "named in the story": self._named.get(id_, 0) / most,
        }

    def _kind(self, id_: str) -> Kind:
        place = self._sides.entities[id_]
        if place.type != "place":
            return "other"
        if place.name == place.country:
            return "country"
        return "site" if self._sides.is_site(id_) else "town"

    def _fit(self, one: str, other: str) -> str:
        """Whether one place is within another, holds it, or is apart from it."""
        if self._sides.same_place(one, other) <= 0:
            return "apart"
        return (
            "holds"
            if self._kind(one) == "country"
            else "within"
            if self._kind(other) == "country"
            else "near"
        )


def is_said(group: Sequence[Facts]) -> bool:
    """Whether most mentions of an event tell of something said, or of a call."""
    events = [fact.event for fact in naming(group)]
    return 2 * sum(event.type in SAID or event.label in _SPOKEN for event in events) > len(events)


def _naming(annotated: Sequence[AnnotatedArticle], sides: Sides) -> Mapping[tuple[str, str], Sequence[int]]:
    """The sentences (numbered as in `Facts`) that name each entity but persons, by article and entity."""
    sentences = {item.article.id: item.annotations.sentences for item in annotated}
    found: dict[tuple[str, str], list[int]] = {}
    for id_, entity in sides.entities.items():
        for mention in entity.mentions if entity.type != "person" else ():
            if mention.kind == "name":
                starts = sentences[mention.article]
                at = bisect_right(starts, mention.start, key=lambda sentence: sentence.start)
                found.setdefault((mention.article, id_), []).append(at)
    return found


def _step(number: float, *edges: int) -> str:
    """The first edge that is not below the number."""
    return next((str(edge) for edge in edges if number <= edge), "more")
