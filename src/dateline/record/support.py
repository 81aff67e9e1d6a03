"""Sentences that report an event in words that no mention of it was read from: what else bears it out.

An article that has no mention of an event supports it with a sentence that

1. has a mention that likely is of the event and was kept apart with what else is told of it;
2. names all who take part, with the word for the event, on a day that can be the event's, and neither tells
   another event of the kind nor denies what the event tells;
3. quotes the words that were said, where the event is that they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.record.evidence import Sources
from dateline.record.measures import words
from dateline.record.sentences import Sentence, content_words, stem_of
from dateline.schema.annotation import SAID, STATEMENT
from dateline.schema.cluster import Entities, EventCluster, Member, QuotationCluster
from dateline.schema.interval import Days, gap, interval, meet
from dateline.schema.span import Span
from dateline.schema.story import Entity

SHARED = 2
"""Words of the clause beside the word for the event that a sentence about one party shares with it."""
NEAR = 7
"""Days by which two reports of one meeting to come may differ; a convention."""

_NEGATIVE = re.compile(
    r"\b(?:not|never|no|neither|without|cancel\w*|call(?:s|ed|ing)? off|den(?:y|ies|ied)|refus\w*|unlikely)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"\b(?:if|whether|unless|could|might)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were|due|expected|set|plans?|planned) to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence that supports an event, and the day that it gives for it."""

    span: Span
    when: str | None = None


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the words of a sentence tell, whichever event it is compared with."""

    stems: frozenset[str]
    thought: bool
    negative: bool
    ahead: bool

    @classmethod
    def of(cls, text: str) -> _Wording:
        return cls(
            stems=frozenset(stem_of(word) for word in content_words(text)),
            thought=_THOUGHT.search(text) is not None,
            negative=_NEGATIVE.search(text) is not None,
            ahead=_AHEAD.search(text) is not None,
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a cluster tells, for comparing sentences with it."""

    cluster: EventCluster
    articles: frozenset[str]
    who: frozenset[str]
    triggers: frozenset[str]
    stems: frozenset[str]
    days: Days | None
    ahead: bool
    denied: bool
    clauses: tuple[Span, ...]
    spoken: tuple[Span, ...]


def find_support(
    clusters: Sequence[EventCluster],
    sentences: Sequence[Sentence],
    sources: Sources,
    entities: Entities,
    quotations: Sequence[QuotationCluster] = (),
    *,
    wanted: Iterable[int],
) -> Mapping[int, tuple[Support, ...]]:
    """For the `wanted` clusters (by number) the sentences that support them, one a further article."""
    finder = _Finder(clusters, sentences, sources, entities, quotations)
    found = {number: tuple(finder.support(number)) for number in wanted}
    return {number: support for number, support in found.items() if support}


@cache
def light_stems() -> frozenset[str]:
    """Stems of verbs that say too little to tell one event from another."""
    return frozenset(stem_of(word) for word in words("light") | {"call", "called", "calls", "calling"})


class _Finder:
    """The clusters and sentences of a story, with what they tell."""

    def __init__(
        self,
        clusters: Sequence[EventCluster],
        sentences: Sequence[Sentence],
        sources: Sources,
        entities: Entities,
        quotations: Sequence[QuotationCluster],
    ) -> None:
        self._clusters, self._sources = clusters, sources
        self._entities = {entity.id: entity for entity in entities.entities}
        self._quotations = quotations
        self._sentences = sentences
        self._place = {(s.span.article, s.span.start): number for number, s in enumerate(sentences)}
        self._naming: dict[str, set[int]] = {}
        self._wordings: dict[int, _Wording] = {}
        self._stems: dict[str, set[int]] = {}
        for number, sentence in enumerate(sentences):
            for id_ in sentence.entities:
                self._naming.setdefault(id_, set()).add(number)
            for stem in self._wording(sentence).stems:
                self._stems.setdefault(stem, set()).add(number)

    def support(self, number: int) -> Iterator[Support]:
        """The sentences of further articles that support a cluster."""
        facts = self._facts(self._clusters[number])
        if facts is None:
            return
        quoted = self._quoted(facts)
        naming = set().union(*(self._naming.get(id_, set()) for id_ in facts.who))
        telling = set().union(*(self._stems.get(stem, set()) for stem in facts.triggers))
        about = naming & telling | {self._place[place] for place in quoted if place in self._place}
        done = set(facts.articles)
        for support in self._told_also(facts):
            if support.span.article not in done:
                done.add(support.span.article)
                yield support
        for place in sorted(about):
            sentence = self._sentences[place]
            if sentence.span.article in done:
                continue
            found = self._fits(sentence, facts, number, quoted)
            if found is not None:
                done.add(sentence.span.article)
                yield found

    def _told_also(self, facts: _Facts) -> Iterator[Support]:
        """The sentences of the mentions that likely tell the event too, with the day that they plan it for
        where that is another."""
        for member in facts.cluster.also:
            span = self._sources.sentence(self._sources.mention(member).trigger)
            day = interval(self._sources.when(member))
            near = day is not None and facts.days is not None and 0 < gap(facts.days, day) <= NEAR
            yield Support(span, day[0].isoformat() if day and near and facts.ahead else None)

    def _facts(self, cluster: EventCluster) -> _Facts | None:
        """None for a cluster that no mention asserts, or in which nobody takes part."""
        strong = [(m, e) for m in cluster.members if not (e := self._sources.mention(m)).weak]
        told = [(m, e) for m, e in strong if e.asserted]
        who = frozenset(id_ for id_ in cluster.who if any(map(str.isupper, self._entities[id_].name)))
        if not told or not who:
            return None
        names = {stem_of(word) for id_ in who for word in content_words(self._entities[id_].name)}
        spoken = {stem_of(word) for _, e in strong for word in content_words(e.what.text)}
        triggers = {stem_of(word) for _, e in strong for word in content_words(e.trigger.text)}
        if cluster.label == STATEMENT:
            triggers = set()  # told by its words alone
        return _Facts(
            cluster=cluster,
            articles=frozenset(member.article for member in cluster.members),
            who=who,
            triggers=frozenset(word for word in triggers - light_stems() if len(word) > 3),
            stems=frozenset(spoken - names - triggers),
            days=interval(cluster.when),
            ahead=all(e.status == "planned" for _, e in told),
            denied=any(e.status in ("denied", "cancelled") for _, e in told),
            clauses=tuple(e.what for _, e in strong),
            spoken=tuple(e.trigger for _, e in strong),
        )

    def _wording(self, sentence: Sentence) -> _Wording:
        if sentence.position not in self._wordings:
            self._wordings[sentence.position] = _Wording.of(sentence.span.text)
        return self._wordings[sentence.position]

    # ------------------------------------------------------------ one sentence
    def _fits(
        self, sentence: Sentence, facts: _Facts, number: int, quoted: frozenset[tuple[str, int]]
    ) -> Support | None:
        if (sentence.span.article, sentence.span.start) in quoted:
            return Support(sentence.span)
        if self._tells_another(sentence, facts, number):
            return None
        wording = self._wording(sentence)
        if wording.thought or (not facts.denied and wording.negative):
            return None
        if wording.ahead and self._is_over(facts, sentence):
            return None
        if facts.days is not None and sentence.days and not any(meet(facts.days, d) for d in sentence.days):
            return None
        return Support(sentence.span) if self._names_it(sentence, facts) else None

    def _is_over(self, facts: _Facts, sentence: Sentence) -> bool:
        """Whether the event was over when the sentence was printed."""
        printed = interval(self._sources.published(sentence.span.article))
        return facts.days is not None and printed is not None and facts.days[1] < printed[0]

    def _all_present(self, who: frozenset[str], sentence: Sentence) -> bool:
        """Whether the sentence names all persons who take part, or their countries; of others all."""
        persons = frozenset(id_ for id_ in who if self._entities[id_].type == "person")
        named = [self._entities[id_] for id_ in sentence.entities]
        sides = {entity.name for entity in named if entity.type != "person"}
        sides |= {entity.side or entity.country or "" for entity in named if entity.type != "person"}
        return all(id_ in sentence.entities or self._side(id_) in sides for id_ in persons or who)

    def _side(self, id_: str) -> str | None:
        entity: Entity = self._entities[id_]
        return entity.side or entity.country

    def _tells_another(self, sentence: Sentence, facts: _Facts, number: int) -> bool:
        """Whether the sentence tells another event of the kind."""
        return any(
            other != number and self._clusters[other].type == facts.cluster.type for other in sentence.told
        )

    def _names_it(self, sentence: Sentence, facts: _Facts) -> bool:
        """Whether all who take part stand there with the word for the event and words of its clause."""
        said = self._wording(sentence).stems
        if not facts.triggers & said or not self._all_present(facts.who, sentence):
            return False
        if facts.ahead != self._wording(sentence).ahead and facts.days is None:
            return False
        dated = facts.days is not None and bool(sentence.days)
        shared = [word for word in facts.stems & said if not word.isdigit()]
        return len(shared) >= SHARED + (len(facts.who) < 2) - dated

    def _quoted(self, facts: _Facts) -> frozenset[tuple[str, int]]:
        """The sentences that quote the words in which the event was said, or whose saying it is."""
        found: set[tuple[str, int]] = set()
        for quotation in self._quotations:
            if quotation.speaker not in facts.who:
                continue
            if self._is_said_in(quotation, facts):
                parts = [part for member in quotation.renditions for part in self._content(member)]
                spans = (self._sources.sentence(part) for part in parts)
                found |= {(span.article, span.start) for span in spans}
        return frozenset(found)

    def _is_said_in(self, quotation: QuotationCluster, facts: _Facts) -> bool:
        """Whether the event is that these words were said: its word is their cue, or they are its clause."""
        for member in quotation.renditions:
            said = self._sources.articles[member.article].annotations.quotations[member.index]
            if said.cue is not None and any(said.cue.overlaps(word) for word in facts.spoken):
                return True
            if facts.cluster.type in SAID and any(
                part.overlaps(clause) for part in self._content(member) for clause in facts.clauses
            ):
                return True
        return False

    def _content(self, member: Member) -> Sequence[Span]:
        """The words of a quotation, the first part of them."""
        return self._sources.articles[member.article].annotations.quotations[member.index].content[:1]
