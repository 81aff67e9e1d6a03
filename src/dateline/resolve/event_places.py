"""The place of an event that no words place, by all its mentions and what the story says of its places.

Each place that the sentence of a mention names or that its article likely means is a candidate. Signals are
how it hangs together with the words, how likely the articles mean it, and what else happens there; a logistic
regression weighs them (data/event_where.json, learned by training/event_where.py, with events that words
place as well).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from dateline.models.odds import likelihood
from dateline.resolve.event_facts import Facts, Sides
from dateline.resolve.event_sites import Site, sites
from dateline.schema.annotation import SAID, AnnotatedArticle
from dateline.schema.cluster import Entities

SHOWN = 0.25
"""Least likelihood of a place that no words tell. Of the story keys to develop with, each story left out in
turn, 15 of 36 places shown are in the key, which leaves out what is not plain; from 0.35 on 10 of 20."""

ON_THE_SPOT = frozenset(
    {
        *("arrest", "attack", "casualties", "crash", "death", "disaster", "explosion", "fighting", "protest"),
        *("sentence", "trial", "charge", "aid", "ceremony", "opening"),
    }
)
"""Labels of what happens at a scene; talks and statements can be elsewhere."""

Kind = Literal["country", "site", "town", "other"]


class Places:
    """The places of a story, for the events of which `facts` are the mentions."""

    def __init__(
        self,
        annotated: Sequence[AnnotatedArticle],
        entities: Entities,
        facts: Sequence[Facts],
        sides: Sides,
    ) -> None:
        items = {item.article.id: item for item in annotated}
        self._sides = sides
        self._sites: dict[str, tuple[Site, ...]] = {}
        self._guesses: dict[str, dict[str, float]] = {}
        for fact in facts:
            item = items[fact.article]
            self._sites[fact.id] = tuple(
                site
                for site in sites(item, fact.event, entities)
                if sides.entities[site.place].type == "place" or sides.is_site(site.place)
            )
            guesses: dict[str, float] = {}
            for guess in fact.event.places:
                id_ = entities.of(fact.article, guess.index)
                if id_ is not None:
                    guesses[id_] = max(guess.likelihood, guesses.get(id_, 0.0))
            self._guesses[fact.id] = guesses
        self._told = Counter(fact.where for fact in facts if fact.where is not None)
        self._scenes = Counter(
            fact.where for fact in facts if fact.where is not None and fact.event.label in ON_THE_SPOT
        )
        self._named: Mapping[str, int] = {
            id_: len(entity.mentions) for id_, entity in sides.entities.items() if entity.type == "place"
        }

    def likeliest(self, group: Sequence[Facts]) -> str | None:
        """The likeliest place of an event that no words place, or None where none is likely enough."""
        found = {
            id_: likelihood("resolve/event_where", signals) for id_, signals in self.candidates(group).items()
        }
        best = max(found, key=lambda id_: (found[id_], id_), default=None)
        return best if best is not None and found[best] >= SHOWN else None

    def candidates(self, group: Sequence[Facts]) -> dict[str, dict[str, float]]:
        """The signals of each place that the event may be at."""
        strong = [fact for fact in group if not fact.event.weak] or list(group)
        ids = {fact.where for fact in strong if fact.where is not None}
        for fact in group:
            ids |= {site.place for site in self._sites[fact.id]} | set(self._guesses[fact.id])
        return {id_: self.signals(group, strong, id_) for id_ in sorted(ids)}

    def signals(self, group: Sequence[Facts], strong: Sequence[Facts], id_: str) -> dict[str, float]:
        """What tells for and against a place."""
        kind = self._kind(id_)
        label = Counter(fact.event.label for fact in strong).most_common(1)[0][0]
        root = Counter(fact.event.type for fact in strong).most_common(1)[0][0]
        nature = "spot" if label in ON_THE_SPOT else "said" if root in SAID else "other"
        return {
            f"kind {kind}": 1.0,
            f"kind {kind}, {nature}": 1,
            f"root {root}": 1,
            f"label {label}": 1,
            f"root {root}, {kind == 'country'}": 1,
            **self._telling(strong, id_, kind),
            **self._guessing(group, id_, kind, nature),
            **self._naming(group, id_, nature),
            **self._belonging(group, id_, kind),
            **self._story(group, id_, nature),
        }

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
            "nothing told": float(not told),
            f"nothing told, {kind}": float(not told),
        }

    def _guessing(self, group: Sequence[Facts], id_: str, kind: Kind, nature: str) -> dict[str, float]:
        """How likely the articles mean it."""
        open_ = [fact for fact in group if fact.where is None]
        likely = [self._guesses[fact.id].get(id_, 0.0) for fact in open_]
        first = [max(guesses, key=lambda at: guesses[at], default=None) for guesses in map(self._of, open_)]
        most, mean = max(likely, default=0.0), sum(likely) / max(len(likely), 1)
        sure = any(value == 1.0 for value in likely)
        known = Counter(fact.told_where for fact in open_ if fact.told_where is not None)
        most_known = bool(known) and known[id_] == max(known.values())
        return {
            "taken as known": known[id_] / max(known.total(), 1),
            f"taken as known, {nature}": float(most_known),
            f"taken as known, {nature}, {kind}": float(most_known),
            "given by a rule": float(sure),
            f"given by a rule, {kind}": float(sure),
            "likely": 0.0 if sure else most,
            f"likely, {kind}": 0.0 if sure else most,
            f"likely, {nature}": 0.0 if sure else most,
            "likely on the whole": mean,
            "likeliest": first.count(id_) / max(len(open_), 1),
        }

    def _of(self, fact: Facts) -> dict[str, float]:
        return self._guesses[fact.id]

    def _naming(self, group: Sequence[Facts], id_: str, nature: str) -> dict[str, float]:
        """How the sentences of the event name it."""
        found: dict[str, float] = {}
        beside = 0
        for fact in group:
            mine = [site for site in self._sites[fact.id] if site.place == id_ != fact.where]
            beside += bool(mine)
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
