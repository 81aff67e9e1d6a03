"""The place of an event that no words place, by all its mentions and what the story says of its places.

Each place that the sentence of a mention names or that its article likely means is a candidate. Signals are
how it hangs together with the words, how likely the articles mean it, and what else happens there; a
conditional logit weighs them against each other and against none of the places (data/event_where.json,
learned by training/event_where.py, with events that words place as well). The signals are those of
`event_place_signals`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from dateline.models.odds import choice
from dateline.resolve.event_facts import Facts, Sides, naming
from dateline.resolve.event_place_signals import Signals, is_said, sort_of
from dateline.resolve.event_sites import Site, sites
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.cluster import Entities

SHOWN = 0.12
"""Least likelihood of a place that no words tell. With a tenth of 92 story keys left out in turn, the
likeliest place is right for 132 of 252 events that the keys place and no words do, wrong for 74; of 329
others that were judged by eye 266 get one, of which 119 happened there."""

_AT_HOME = frozenset({"OTHER", "REQUEST"})
"""Roots of what a country does by itself at home; it meets, blames and fights elsewhere as well."""

PLACED = frozenset({"placing", "placing of"})
"""How a sentence names a place at which it has something (`Site.how`)."""


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
        self._signals = Signals(annotated, facts, sides, self._sites, self._guesses)

    def likeliest(self, group: Sequence[Facts]) -> str | None:
        """The likeliest place of an event that no words place, or None where none is likely enough."""
        named = self.named(group)
        possible = [id_ for id_ in named if self.may_be_at(group, id_)]
        if not possible:
            return self._home(group)
        options = self.options(group, named)
        likely = dict(zip(options, choice("resolve/event_where", list(options.values())), strict=True))
        ruled = [id_ for id_ in possible if self.is_ruled(group, id_)] if is_said(group) else []
        best = max(ruled or possible, key=lambda id_: (likely[id_], id_))
        return best if ruled or likely[best] >= SHOWN else self._home(group)

    def _home(self, group: Sequence[Facts]) -> str | None:
        """The country that does or says something by itself: it does so at home."""
        if sort_of(naming(group)).root not in _AT_HOME:
            return None
        who = frozenset[str]().union(*(fact.who for fact in group))
        acting = frozenset[str]().union(*(fact.agents for fact in group))
        countries = {self._sides.entities[id_].country for id_ in who} - {None}
        own = [id_ for id_ in sorted(acting) if self._sides.entities[id_].name in countries]
        return own[0] if own and len(countries) == 1 else None

    def options(self, group: Sequence[Facts], ids: Set[str]) -> dict[str | None, dict[str, float]]:
        """The signals of each place of `ids` (`named`), and under None those of none of them."""
        strong = naming(group)
        sort = sort_of(strong)
        found: dict[str | None, dict[str, float]] = {
            id_: self._signals.of(group, strong, sort, id_, ids) for id_ in sorted(ids)
        }
        found[None] = self._signals.of_none(group, strong, sort, ids)
        return found

    def named(self, group: Sequence[Facts]) -> set[str]:
        """The places that the words tell, that the sentences name, and that the articles likely mean."""
        ids = {fact.where for fact in group if fact.where is not None}
        for fact in group:
            ids |= {site.place for site in self._sites[fact.id]} | set(self._guesses[fact.id])
        return ids

    def may_be_at(self, group: Sequence[Facts], id_: str) -> bool:
        """Whether the event can be at the place: what is said is so only where its sentence, or a rule, says
        that something is there.
        """
        if not is_said(group):
            return True
        sites = (site for fact in group for site in self._sites[fact.id])
        placed = any(site.place == id_ and site.how in PLACED for site in sites)
        return placed or self.is_ruled(group, id_)

    def is_ruled(self, group: Sequence[Facts], id_: str) -> bool:
        """Whether a rule of the telling gives the place to a mention of the event."""
        return any(self._guesses[fact.id].get(id_) == 1 for fact in group)
