"""Which events a reader would put on a timeline.

Signals are whether the words assert the event and how they tell it, who takes part and how much the reports
speak of them, and how many mentions and articles tell it, as in work on salient events (Choubey et al. 2018,
"Identifying the most dominant event in a news article by mining event coreference relations"). A logistic
regression weighs them (data/news.json, learned by training/event_news.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dateline.record.evidence import Sources
from dateline.record.odds import likelihood
from dateline.record.timeline import is_past
from dateline.schema.annotation import STATEMENT, EventMention
from dateline.schema.cluster import Entities, EventCluster
from dateline.schema.interval import interval
from dateline.schema.span import starting_at

THRESHOLD = 0.11
"""Least likelihood of an event of the record, chosen with one story left out at a time on the keys of
`training/event_news.py`: one event in four goes, and one in fifty of those that the keys hold."""

SAID = 0.06
"""Least likelihood of a statement. Pages show it among the quotations, so that it takes no line from another
event. On 50 keys 9 more of 768 events are found than from `THRESHOLD` on, from .03 no more."""

_FORMS = {
    "VBD": "simple past",
    "VBZ": "present",
    "VBP": "present",
    "VBN": "participle",
    "VBG": "gerund",
    "VB": "infinitive",
}
_PLACES = {
    "ROOT": "main clause",
    "ccomp": "said",
    "relcl": "relative clause",
    "acl": "attribute",
    "advcl": "adverbial clause",
    "xcomp": "open complement",
}


@dataclass(frozen=True, slots=True)
class News:
    """What the signals are read from: the articles, who is named in them, and how often each is spoken of."""

    sources: Sources
    entities: Entities
    named: Collection[str]
    spoken_of: Mapping[str, float]

    @classmethod
    def of(cls, sources: Sources, entities: Entities) -> News:
        """The news of a story."""
        count = Counter(id_ for links in entities.links.values() for id_ in links if id_ is not None)
        most = max(count.values(), default=1)
        return cls(
            sources=sources,
            entities=entities,
            named=frozenset(e.id for e in entities.entities if any(letter.isupper() for letter in e.name)),
            spoken_of={id_: times / most for id_, times in count.items()},
        )

    def weights(self, clusters: Sequence[EventCluster]) -> dict[int, float]:
        """The likelihood of each cluster (by number) that a reader would put on a timeline."""
        likely = {number: self.likelihood(cluster) for number, cluster in enumerate(clusters)}
        least = [SAID if self._is_announced(cluster) else THRESHOLD for cluster in clusters]
        return {number: odds for number, odds in likely.items() if odds >= least[number]}

    def _is_announced(self, cluster: EventCluster) -> bool:
        """Whether it is what somebody says, or says to do without a day."""
        if cluster.label == STATEMENT:
            return True
        told = map(self.sources.mention, cluster.members)
        return cluster.when is None and all(one.status == "planned" and one.asserted for one in told)

    def likelihood(self, cluster: EventCluster) -> float:
        """How likely a reader would put the event on a timeline, 0 to 1; 0 for what only weak words tell."""
        if all(self.sources.mention(member).weak for member in cluster.members):
            return 0.0
        return likelihood("news", self.signals(cluster))

    def signals(self, cluster: EventCluster) -> dict[str, float]:
        """The signals of an event by name, 0 to 1 but for the two counts, which are logarithms."""
        told = [(member.article, self.sources.mention(member)) for member in cluster.members]
        strong = [mention for _, mention in told if not mention.weak]
        articles = {article for article, _ in told}
        held = any(mention.asserted and mention.status == "held" for mention in strong)
        statuses = {mention.status for mention in strong}
        who = [id_ for id_ in cluster.who if id_ in self.named]
        truths = {
            "asserted": any(mention.asserted for mention in strong),
            "held": held,
            "planned": "planned" in statuses and "held" not in statuses,
            "denied": statuses <= {"denied", "cancelled"},
            "claimed": all(mention.claimed_by is not None for _, mention in told),
            "quoted": all(self._is_quoted(article, mention) for article, mention in told),
            "dated": interval(cluster.when) is not None,
            "dated by its words": any(mention.when is not None for _, mention in told),
            "past": is_past(cluster.when, self.sources),
            "placed by its words": any(mention.where is not None for _, mention in told),
            "counted": any(mention.quantities for _, mention in told),
            "one party": len(who) == 1,
            "parties": len(who) > 1,
            "nobody named": bool(cluster.who) and not who,
            "person": any(entity.type == "person" for entity in self.entities.entities if entity.id in who),
            "agent": self._is_part(told, "agent"),
            "patient": self._is_part(told, "patient"),
            "in all articles": 1 < len(articles) == len(self.sources.articles),
        }
        return {name: float(is_so) for name, is_so in truths.items()} | {
            "spoken of": max((self.spoken_of.get(id_, 0.0) for id_ in who), default=0.0),
            "mentions": math.log(len(told)),
            "articles": math.log(len(articles)),
            "depth": min(self._depth(article, mention) for article, mention in told),
            **self._forms(told),
        }

    def _forms(self, told: Sequence[tuple[str, EventMention]]) -> dict[str, float]:
        """The part of the mentions that each form of the verb has, each place in its sentence, and that no
        entry of a lexicon labels."""
        forms = dict.fromkeys((*_FORMS.values(), *_PLACES.values(), "noun", "own word", STATEMENT), 0.0)
        for article, mention in told:
            token = starting_at(self.sources.articles[article].annotations.tokens, mention.trigger.start)
            if token is not None:
                place = _PLACES.get(token.dep) if token.tag.startswith("VB") else "noun"
                for form in filter(None, (_FORMS.get(token.tag), place)):
                    forms[form] += 1 / len(told)
                own = (mention.label or "").split(" ")[0] == token.lemma.lower()
                forms[STATEMENT] += (mention.label == STATEMENT) / len(told)
                forms["own word"] += (own and mention.type == "OTHER") / len(told)
        return forms

    def _is_part(self, told: Sequence[tuple[str, EventMention]], role: str) -> bool:
        return any(
            part.role == role and self.entities.of(article, part.mention) in self.named
            for article, mention in told
            for part in mention.participants
        )

    def _is_quoted(self, article: str, mention: EventMention) -> bool:
        quotations = self.sources.articles[article].annotations.quotations
        return any(
            part.start <= mention.trigger.start < part.end
            for quotation in quotations
            if quotation.kind == "direct"
            for part in quotation.content
        )

    def _depth(self, article: str, mention: EventMention) -> float:
        """Where the mention stands in its article, from 0 to 1."""
        return mention.trigger.start / max(1, len(self.sources.articles[article].article.text))
