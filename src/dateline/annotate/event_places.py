"""The place that a report most likely means where the words about an event name none.

Each place that the article names elsewhere is a candidate. Signals are where and how often it is named, what
else happens there, whom it belongs to, and the kind of event; a logistic regression weighs them
(data/event_places.json, learned by training/event_places.py, which hides places that are told). Readers too
keep the place of what is told until the text moves on (Zwaan and Radvansky 1998, "Situation models in
language comprehension and memory").
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from dateline.annotate import gazetteer
from dateline.annotate.annotator import Document
from dateline.annotate.event_attachment import PLACING
from dateline.annotate.event_dateline import in_dateline
from dateline.models.odds import likelihood
from dateline.schema.annotation import EventMention, Mention

ON_THE_SPOT = frozenset(
    {
        *("arrest", "attack", "casualties", "crash", "death", "disaster", "explosion", "fighting", "protest"),
        *("sentence", "trial", "charge", "aid", "ceremony", "opening", "evacuation"),
    }
)
"""Labels of what happens at the scene that a report has set; talks and statements can be elsewhere."""

NEWS_DAYS, MONTH = 7, 31
"""Days before publication of the news, and of what is not yet background."""

Kind = Literal["country", "town", "other"]


@dataclass(slots=True)
class Place:
    """A place that an article names, with the sentences that do.

    `placing` and `acting` count the mentions after a preposition of place and those that stand for a
    government. A name that the gazetteer lacks and that never follows such a preposition is an "other".
    """

    name: str
    country: str | None
    named: list[tuple[int, int]] = field(default_factory=list)
    placing: int = 0
    acting: int = 0
    owning: int = 0
    dateline: bool = False

    @property
    def kind(self) -> Kind:
        """Whether it is a country, a smaller place, or perhaps no place at all."""
        if gazetteer.country_named(self.name) is not None:
            return "country"
        return "town" if self.placing or gazetteer.is_place(self.name) else "other"

    def outside(self, sentence: int) -> list[int]:
        """The sentences that name it, but one."""
        return [at for at, _ in self.named if at != sentence]


class Happening(NamedTuple):
    """An event of the article: its sentence, the name of the place told in it, and those who take part."""

    event: EventMention
    sentence: int
    place: str | None
    actors: frozenset[int]


class Scenery:
    """The places and events of one article."""

    def __init__(self, document: Document, events: Sequence[EventMention]) -> None:
        self.document = document
        self._starts = [sentence.start for sentence in document.annotations.sentences]
        self.places: dict[str, Place] = {}
        self._name_of: dict[int, str] = {}
        self._collect()
        self._kinds = {name: place.kind for name, place in self.places.items()}
        self.countries = Counter(m.country for m in document.annotations.mentions if m.country)
        chains = {at: n for n, chain in enumerate(document.annotations.chains) for at in chain.mentions}
        self.happenings = [self._happening(event, chains) for event in events]

    def _collect(self) -> None:
        tokens = self.document.annotations.tokens
        starts = [token.start for token in tokens]
        dateline = frozenset(in_dateline(self.document))
        for index, mention in enumerate(self.document.annotations.mentions):
            if mention.type != "place" or mention.kind != "name":
                continue
            name = _key(mention)
            country = mention.country or gazetteer.country_of_place(mention.text)
            place = self.places.setdefault(name, Place(name, country))
            place.named.append((self._sentence(mention.start), index))
            place.acting += mention.actor
            place.dateline |= index in dateline
            self._name_of[index] = name
            at = bisect_right(starts, mention.start) - 1
            for _ in range(3):  # words of a name up to its preposition
                if at < 0 or tokens[at].dep == "poss":
                    place.owning += at >= 0
                    break
                if tokens[at].dep == "pobj":
                    place.placing += tokens[tokens[at].head].text.lower() in PLACING
                    break
                at = tokens[at].head

    def _happening(self, event: EventMention, chains: Mapping[int, int]) -> Happening:
        sentence = self._sentence(event.trigger.start)
        place = None
        if event.where is not None:
            beside = self._sentence(self.document.annotations.mentions[event.where].start) == sentence
            place = self._name_of.get(event.where) if beside else None
        actors = frozenset(chains.get(p.mention, -1 - p.mention) for p in event.participants)
        return Happening(event, sentence, place, actors)

    def _sentence(self, start: int) -> int:
        return max(bisect_right(self._starts, start) - 1, 0)

    def likeliest(self, number: int) -> list[tuple[int, float]]:
        """The first mention of each place that event `number` may be at, with its likelihood (0 to 1)."""
        one = self.happenings[number]
        found = [
            (likelihood("annotate/event_places", self.signals(one, place)), name)
            for name, place in self.places.items()
            if place.outside(one.sentence)
        ]
        return [(self.places[name].named[0][1], likely) for likely, name in sorted(found, reverse=True)]

    def signals(self, one: Happening, place: Place) -> dict[str, float]:
        """What tells for and against a place named outside the event's own sentence."""
        kind = self._kinds[place.name]
        return {
            **self._naming(one, place, kind),
            **self._happening_there(one, place, kind),
            **self._belonging(one, place, kind),
        }

    def _naming(self, one: Happening, place: Place, kind: Kind) -> dict[str, float]:
        """Where and how the article names the place."""
        outside = place.outside(one.sentence)
        label, spot = _label(one.event), _label(one.event) in ON_THE_SPOT
        before = [one.sentence - at for at in outside if at < one.sentence]
        after = [at - one.sentence for at in outside if at > one.sentence]
        nearest = _step(min(before), 1, 2, 3, 5, 8) if before else "none"
        next_ = _step(min(after), 1, 2, 4) if after else "none"
        first = _step(min(outside), 0, 1, 3, 6, 12)
        larger = sum(1 for other in self.places.values() if len(other.named) > len(place.named))
        rivals = [
            min((one.sentence - at for at, _ in other.named if at < one.sentence), default=math.inf)
            for name, other in self.places.items()
            if name != place.name and (self._kinds[name] == "country") == (kind == "country")
        ]
        position = _step(one.sentence, 1, 4, 10, 20)
        named = len(place.named)
        return {
            f"kind {kind}": 1,
            f"kind {kind}, {label}": 1,
            f"kind {kind}, on the spot {spot}": 1,
            "capital": float(gazetteer.country_of_capital(place.name) is not None),
            "dateline": float(place.dateline),
            f"times {_step(len(outside), 1, 2, 3, 5, 8)}": 1,
            "share": len(outside) / sum(len(other.named) for other in self.places.values()),
            f"rank {_step(larger, 0, 1, 2, 4)}, {kind}": 1,
            f"first {first}": 1,
            f"first {first}, {kind}, on the spot {spot}": 1,
            f"first {first}, event {position}": 1,
            f"event {position}": 1,
            f"before {nearest}": 1,
            f"before {nearest}, {kind}": 1,
            f"after {next_}": 1,
            f"last named, {kind}": float(bool(before) and all(min(before) <= rival for rival in rivals)),
            "placing": place.placing / named,
            f"ever placing, {kind}": float(place.placing > 0),
            f"acting, {kind}": place.acting / named,
            f"owning, {kind}": place.owning / named,
        }

    def _happening_there(self, one: Happening, place: Place, kind: Kind) -> dict[str, float]:
        """What else the words place there."""
        label, spot = _label(one.event), _label(one.event) in ON_THE_SPOT
        placed = [
            h for h in self.happenings if h.place is not None and h is not one and h.sentence != one.sentence
        ]
        here = [h for h in placed if h.place == place.name]
        before = [h for h in placed if h.sentence < one.sentence]
        known = [h.sentence for h in here if h.actors & one.actors]
        found = {
            f"events {_step(len(here), 0, 1, 2, 4)}": 1,
            "share of events": len(here) / max(len(placed), 1),
            "event of the type": float(any(h.event.type == one.event.type for h in here)),
            "event of the label": float(any(_label(h.event) == label for h in here)),
            "event of the word": float(any(_word(h.event) == _word(one.event) for h in here)),
            "event of the actor": float(bool(known)),
            "event of the actor, near": float(any(0 < one.sentence - at <= 3 for at in known)),
            f"event on the spot, {spot}": float(any(_label(h.event) in ON_THE_SPOT for h in here)),
            "event of the day": float(self._day(one.event) in {self._day(h.event) for h in here} - {None}),
        }
        if before:
            last = float(before[-1].place == place.name)
            found[f"last event {_step(one.sentence - before[-1].sentence, 1, 2, 4, 8)}"] = last
            found[f"last event, on the spot {spot}"] = last
        if placed:
            found["first event"] = first = float(placed[0].place == place.name)
            found[f"first event, {kind}, on the spot {spot}"] = first
        return found

    def _belonging(self, one: Happening, place: Place, kind: Kind) -> dict[str, float]:
        """Whose place it is: that of those who take part, of the article, of the event's sentence."""
        mentions = self.document.annotations.mentions
        theirs = {mentions[p.mention].country for p in one.event.participants} - {None}
        main = max(self.countries, key=lambda name: (self.countries[name], name), default=None)
        beside = [
            other
            for name, other in self.places.items()
            if name != place.name and any(at == one.sentence for at, _ in other.named)
        ]
        mine = [other for other in beside if other.country and other.country == place.country]
        others = [other for other in beside if other.country and other.country != place.country]
        age = self._age(one.event)
        all_countries = max(sum(self.countries.values()), 1)
        return {
            f"country of those, {kind}": float(place.country in theirs),
            f"takes part, {kind}": float(
                any(self._name_of.get(p.mention) == place.name for p in one.event.participants)
            ),
            f"main country, {kind}": float(place.country is not None and place.country == main),
            f"share of country, {kind}": self.countries.get(place.country or "", 0) / all_countries,
            f"beside one of the country, {kind}": float(bool(mine)),
            f"beside another country, {kind}": float(bool(others)),
            f"{one.event.status}, {kind}": 1,
            f"{age}, {kind}": 1,
            f"{age}, named first {min(place.outside(one.sentence)) < 3}": 1,
        }

    def _day(self, event: EventMention) -> str | None:
        value = self.document.annotations.times[event.when].value if event.when is not None else None
        return value[:10] if value else None

    def _age(self, event: EventMention) -> str:
        """How long before publication the event was, in a word."""
        if event.when is None:
            return "undated"
        try:
            day = date.fromisoformat(self._day(event) or "")
            published = date.fromisoformat((self.document.article.published or "")[:10])
        except ValueError:
            return "coarse"
        days = (published - day).days
        return "ahead" if days < 0 else "news" if days <= NEWS_DAYS else "recent" if days <= MONTH else "old"


def _key(mention: Mention) -> str:
    """One name for the mentions of a place: "Tarn, Norland" is Tarn, "the U.S." the United States."""
    return gazetteer.country_named(mention.text) or gazetteer.fold(mention.text.split(",")[0])


def _label(event: EventMention) -> str:
    return event.label or event.type


def _word(event: EventMention) -> str:
    return event.trigger.text.casefold()


def _step(number: float, *edges: int) -> str:
    """The first edge that is not below the number."""
    return next((str(edge) for edge in edges if number <= edge), "more")


def candidates(scenery: Scenery, one: Happening) -> Iterable[Place]:
    """The places that the article names outside the event's own sentence."""
    return (place for place in scenery.places.values() if place.outside(one.sentence))
