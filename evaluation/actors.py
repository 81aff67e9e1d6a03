"""Who counts as whom in the key of NewsWCL50, which marks actors: main figures, countries and groups.

The key gives a country's government, offices, officials and citizens the chain of the country, and a group's
people that of the group (Hamborg et al. 2019, "Illegal aliens or undocumented immigrants?"; kinds ACTOR,
COUNTRY and GROUP). In order, the answer to a mention becomes

1. itself for a person with MAIN_FIGURE given mentions or more;
2. the country that any article ties it to;
3. the organization that any article ties it to, where that has MAIN_FIGURE given mentions;
4. itself for an organization or group with MAIN_FIGURE given mentions or more, and for a place;
5. the country to which its article ties most other persons, organizations and groups.

The rules were chosen on the events of the split `tuned`. They are a convention of this corpus, and no record
follows them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from dateline.schema.story import Entity

MAIN_FIGURE = 8
"""Given mentions from which somebody is an actor of their own; on the tuned events of NewsWCL50."""

Answers = dict[tuple[str, int], Hashable]
"""By document and number of a given mention."""


def as_actors(given: Answers, entities: Mapping[Hashable, Sequence[Entity]]) -> Answers:
    """The answers as actors; `entities` are those that an answer stands for, none for a bare noun."""
    actors = _Actors.of(given, entities)
    tied: defaultdict[str, Counter[Hashable]] = defaultdict(Counter)
    for (document, _), answer in given.items():
        country = actors.country(answer)
        if country is not None and actors.kind(answer) != "place":
            tied[document][country] += 1
    found: Answers = {}
    for place, answer in given.items():
        actor = actors.of_answer(answer)
        home = tied[place[0]].most_common(1)
        found[place] = actor if actor is not None else home[0][0] if home else answer
    return found


@dataclass(frozen=True, slots=True)
class _Actors:
    """`countries` and `bodies` are the answers of countries and of much mentioned organizations by name."""

    entities: Mapping[Hashable, Sequence[Entity]]
    counts: Counter[Hashable]
    countries: Mapping[str, Hashable]
    bodies: Mapping[str, Hashable]

    @classmethod
    def of(cls, given: Answers, entities: Mapping[Hashable, Sequence[Entity]]) -> _Actors:
        counts = Counter(given.values())
        countries: dict[str, Hashable] = {}
        bodies: dict[str, Hashable] = {}
        for answer, found in entities.items():
            for entity in found:
                if entity.type == "place" and entity.name == entity.country:
                    countries.setdefault(entity.name, answer)
                elif entity.type in {"organization", "group"} and counts[answer] >= MAIN_FIGURE:
                    for name in (entity.name, *entity.aliases):
                        bodies.setdefault(name, answer)
        return cls(entities, counts, countries, bodies)

    def kind(self, answer: Hashable) -> str | None:
        """The type of what an answer stands for; None for a bare noun."""
        found = self.entities.get(answer)
        return found[0].type if found else None

    def country(self, answer: Hashable) -> Hashable | None:
        """The answer of the country that an answer is tied to."""
        return self._tied(answer, self.countries)

    def of_answer(self, answer: Hashable) -> Hashable | None:
        """The actor that an answer is, None where nothing ties it to one."""
        kind, main = self.kind(answer), self.counts[answer] >= MAIN_FIGURE
        if kind is None or (kind == "person" and main):
            return answer
        tied = self.country(answer) or self._tied(answer, self.bodies)
        return tied or (answer if main or kind == "place" else None)

    def _tied(self, answer: Hashable, actors: Mapping[str, Hashable]) -> Hashable | None:
        sides = (
            side for entity in self.entities.get(answer, ()) for side in (entity.country, entity.side) if side
        )
        return next((actors[side] for side in sides if side in actors), None)
