"""Who takes part in an event, weighed over all sentences that tell it.

The rules of the annotator read each mention for itself; "in an interview with the Herald Moreau said the raid
…", "the conference, where Lind is to speak" they miss. Here every entity with a name that the sentences of an
event mention is a candidate. Signals are the paths in the trees between it and the words of the event
(as in Gildea and Jurafsky 2002, "Automatic Labeling of Semantic Roles"), how often it stands with them, what
else it does, and how much the story speaks of it; a logistic regression weighs them
(data/event_parties.json, learned by training/event_parties.py).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from dateline.models.odds import likelihood
from dateline.resolve.event_facts import Facts, Sides
from dateline.schema.annotation import AnnotatedArticle, Mention, Token
from dateline.schema.cluster import Entities
from dateline.schema.span import Span

MODEL = "resolve/event_parties"

LIKELY = 0.25
"""Least likelihood of a party. Of 62 story keys, each story left out in turn, 1,710 of 2,692 shown are in the
key, by the rules alone 1,485 of 2,308: more are found, and as many of those shown are right. From .2 on 59 in
a hundred are right, from .3 on 67, which finds 1,633."""

SURELY_MET = 0.45
"""Least likelihood of one more party of a meeting of which two are known: reports name all who meet, and much
that was said about it. Chosen on the develop keys, where it costs one in two hundred parties."""

LONGEST, CLAUSES, MOST = 6, 3, 4
"""Steps of a path, verbs on it, and parties from which on more make no difference."""

DEPENDENCIES = frozenset(
    {
        *("acl", "advcl", "agent", "amod", "appos", "attr", "ccomp", "compound", "conj", "dative", "dobj"),
        *("nmod", "nsubj", "nsubjpass", "pcomp", "pobj", "poss", "relcl", "xcomp", "prep"),
    }
)
"""Labels of the tree that are signals by name."""

ROOTS = frozenset({"ACCUSE", "AGREE", "ASSAULT", "CONSULT", "OTHER", "REQUEST", "SANCTION"})


class Parties:
    """Those who may take part in the events of a story."""

    def __init__(self, annotated: Sequence[AnnotatedArticle], entities: Entities, sides: Sides) -> None:
        self._trees = {item.article.id: _Trees(item, entities) for item in annotated}
        self._sides = sides
        spoken = Counter(id_ for links in entities.links.values() for id_ in links if id_ is not None)
        most = max(spoken.values(), default=1)
        self._spoken_of = {id_: times / most for id_, times in spoken.items()}

    def weighed(self, group: Sequence[Facts], who: Sequence[str], where: str | None) -> tuple[str, ...]:
        """Of those whom the rules find the likely ones, then the others who are likely, likeliest first.

        An event keeps the likeliest of the rules' parties if none is likely. To what is only named nobody is
        added.
        """
        found = {
            id_: likelihood(MODEL, signals) for id_, signals in self.candidates(group, who, where).items()
        }
        kept = [id_ for id_ in who if found.get(id_, 1.0) >= LIKELY]
        told = any(fact.event.asserted for fact in group)
        met = len(who) > 1 and any(fact.event.type == "CONSULT" for fact in group)
        least = SURELY_MET if met else LIKELY
        added = [id_ for id_ in found if told and id_ not in who and found[id_] >= least]
        if who and not kept:
            kept = [max(who, key=lambda id_: found[id_])]  # someone whom the words name is there
        return (*kept, *sorted(added, key=lambda id_: (-found[id_], id_)))

    def candidates(
        self, group: Sequence[Facts], who: Collection[str], where: str | None
    ) -> dict[str, dict[str, float]]:
        """The signals of each entity with a name that a sentence of the event mentions."""
        seen: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
        beside: Counter[str] = Counter()
        for fact in group:
            here = list(self._trees[fact.article].around(fact))
            for id_, signals in here:
                seen[id_].append(signals)
            beside.update({id_ for id_, _ in here})
        took_part = Counter(id_ for fact in group for id_ in fact.who)
        return {
            id_: {
                **_together(seen[id_]),
                "beside, part": beside[id_] / len(group),
                "beside": math.log(beside[id_]),
                "mentions": math.log(len(group)),
                "takes part": float(id_ in who),
                "takes part, part": took_part[id_] / len(group),
                "parties": min(len(who), MOST) / MOST,
                "is the place": float(id_ == where),
                "side takes part": float(self._side(id_) in {self._side(other) for other in who}),
                "spoken of": self._spoken_of[id_],
            }
            for id_ in sorted(self._sides.named(seen))
        }

    def _side(self, id_: str) -> str:
        """The country or organization that an entity acts for, itself where none is known."""
        return self._sides.side(id_) or id_


class _Trees:
    """The trees of one article, with the entity at each mention."""

    def __init__(self, item: AnnotatedArticle, entities: Entities) -> None:
        layers = item.annotations
        self._item = item
        self._tokens: Sequence[Token] = layers.tokens
        self._mentions: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        self._acting = Counter(part.mention for event in layers.events for part in event.participants)
        for index, mention in enumerate(layers.mentions if layers.tokens else ()):
            id_ = entities.of(item.article.id, index)
            if id_ is not None:
                self._mentions[self._tokens[self._head(mention)].sentence].append((index, id_))

    def around(self, fact: Facts) -> Iterator[tuple[str, dict[str, float]]]:
        """Each entity that the sentence of an event mentions, with the signals of that mention.

        Whoever only says that it happened takes no part in it.
        """
        if not self._tokens:
            return
        trigger = self._head(fact.event.trigger)
        own = {part.mention for part in fact.event.participants}
        for index, id_ in self._mentions[self._tokens[trigger].sentence]:
            mention = self._item.annotations.mentions[index]
            if index not in own and self._says(mention, fact.event.trigger):
                continue
            head = self._head(mention)
            yield (
                id_,
                {
                    **self._path(trigger, head),
                    **_nature(mention),
                    f"root {fact.event.type if fact.event.type in ROOTS else 'else'}": 1.0,
                    f"its {self._label(head)}": 1.0,
                    "in another event": float(self._acting[index] > (index in own)),
                    "near": 1 / (1 + abs(head - trigger) / 5),
                },
            )

    def _says(self, mention: Mention, trigger: Span) -> bool:
        """Whether the mention is in the source of a quotation that tells of the event."""
        return any(
            quotation.source is not None
            and quotation.source.covers(mention)
            and any(part.start <= trigger.start < part.end for part in quotation.content)
            for quotation in self._item.annotations.quotations
        )

    def _path(self, trigger: int, head: int) -> dict[str, float]:
        """The way in the tree from the word of an event up to what governs both, and down to a mention."""
        rising, falling = list(self._upwards(trigger)), list(self._upwards(head))
        shared = set(rising) & set(falling)
        up = list(takewhile(lambda at: at not in shared, rising))
        down = list(takewhile(lambda at: at not in shared, falling))
        return {
            "up": min(len(up), LONGEST) / LONGEST,
            "down": min(len(down), LONGEST) / LONGEST,
            "verbs over": min(self._verbs(rising[1 : len(up) + 1]), CLAUSES) / CLAUSES,
            "verbs below": min(self._verbs(down[1:]), CLAUSES) / CLAUSES,
            "beneath": float(not up),
            "governs": float(not down and bool(up)),
            **({f"from {self._label(up[-1])}": 1.0} if up else {}),
        }

    def _upwards(self, at: int) -> Iterator[int]:
        yield at
        while self._tokens[at].head != at:
            at = self._tokens[at].head
            yield at

    def _verbs(self, path: Sequence[int]) -> int:
        return sum(self._tokens[at].tag.startswith(("VB", "MD")) for at in path)

    def _label(self, at: int) -> str:
        label = self._tokens[at].dep
        return label if label in DEPENDENCIES else "else"

    def _head(self, span: Span) -> int:
        """The token of a span that governs the others."""
        tokens = self._tokens
        first = min(bisect_left(tokens, span.start, key=_start), len(tokens) - 1)
        last = max(bisect_left(tokens, span.end, key=_start) - 1, first)
        inside = range(first, last + 1)
        tops = (at for at in reversed(inside) if tokens[at].head not in inside)
        return next(tops, last)


def _start(token: Token) -> int:
    return token.start


def _nature(mention: Mention) -> dict[str, float]:
    return {
        f"kind {mention.kind}": 1.0,
        f"is {mention.type}": 1.0,
        "acting place": float(mention.type == "place" and mention.actor),
    }


_SHORTEST = ("up", "down", "verbs over", "verbs below")


def _together(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The signals of several mentions of one entity: the shortest path, and what any of them has."""
    names = {name for signals in found for name in signals}
    return {
        name: (min if name in _SHORTEST else max)(signals.get(name, 0.0) for signals in found)
        for name in sorted(names)
    }
