"""The words that stand for an event that several clauses tell.

A conditional logit (McFadden 1974) weighs which clause tells the event whole and in its own words: who, when
and where, with names, a subject and a finite verb, and the words that the other clauses share with it
(data/telling.json, learned by training/telling.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.record.clauses import FINITE, SUBJECTS, heads, readable, sentence_number, verb_of
from dateline.record.evidence import Sources
from dateline.record.odds import likelihood
from dateline.record.sentences import content_words, is_heading
from dateline.schema.annotation import AnnotatedArticle, EventMention, Status
from dateline.schema.cluster import Entities, EventCluster, Member
from dateline.schema.span import Span, beginning_in

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|our|my|us)\b")
_SHORT = 50
"""Characters below which a clause says little."""
_MOST = 4
"""Parties, names and the like beyond this many say no more."""


def telling(cluster: EventCluster, sources: Sources, entities: Entities, status: Status) -> Span:
    """The clause of a mention that tells an event of this `status` best; one that asserts another status
    ("will meet" of what was called off) only where all do.
    """
    told = clauses(cluster, sources)
    found = signals(cluster, sources, entities, status, told)
    best = max(range(len(told)), key=lambda at: (_agrees(found[at]), likelihood("telling", found[at]), -at))
    return told[best]


def _agrees(found: Mapping[str, float]) -> bool:
    return bool(found["status"]) or not found["asserted"]


def clauses(cluster: EventCluster, sources: Sources) -> list[Span]:
    """The clause of each mention, whole enough to be read alone."""
    return [readable(sources.articles[member.article], sources.mention(member)) for member in cluster.members]


def signals(
    cluster: EventCluster, sources: Sources, entities: Entities, status: Status, told: Sequence[Span]
) -> list[dict[str, float]]:
    """The signals of each mention, whose clause is the one of `told` at its place: 0 or 1, counts and the
    logarithms of counts."""
    words = [frozenset(content_words(clause.text)) for clause in told]
    spread = Counter(word for those in words for word in those)
    found = []
    for member, clause, those in zip(cluster.members, told, words, strict=True):
        mention, item = sources.mention(member), sources.articles[member.article]
        sentence = sources.sentence(mention.trigger)
        found.append(
            {
                **_slots(mention, cluster, status),
                **_form(item, mention, clause),
                **_parties(member, cluster, sources, entities, clause),
                "same day": float(cluster.when is not None and sources.when(member) == cluster.when),
                "shared words": math.log1p(sum(spread[word] - 1 for word in those)),
                "heading": float(is_heading(sentence.text)),
                "length of sentence": len(sentence.text) / 200,
                "sentence": math.log1p(sentence_number(item, mention.trigger)),
            }
        )
    return found


def _slots(mention: EventMention, cluster: EventCluster, status: Status) -> dict[str, float]:
    """What the mention tells of its event."""
    dated, placed = mention.when is not None, mention.where is not None
    return {
        "slots": float(min(_MOST, len(mention.participants) + dated + placed)),
        "asserted": float(mention.asserted),
        "status": float(mention.asserted and mention.status == status),
        "label": float(mention.label == cluster.label),
        "claimed": float(mention.claimed_by is not None),
    }


def _parties(
    member: Member, cluster: EventCluster, sources: Sources, entities: Entities, clause: Span
) -> dict[str, float]:
    """How many of those who take part in the event its clause names, and how many others it tells to act."""
    mentions = sources.articles[member.article].annotations.mentions
    acting = {entities.of(member.article, part.mention) for part in sources.mention(member).participants}
    inside = beginning_in(mentions, clause.start, clause.end)
    named = {entities.of(member.article, at) for at in inside if mentions[at].kind == "name"}
    return {
        "named of the event": len(named.intersection(cluster.who)) / max(1, len(cluster.who)),
        "others": float(min(_MOST, len(acting.difference(cluster.who)))),
    }


def _form(item: AnnotatedArticle, mention: EventMention, clause: Span) -> dict[str, float]:
    """How the words are put."""
    tokens = item.annotations.tokens
    inside = beginning_in(tokens, clause.start, clause.end)
    verb = verb_of(tokens, heads(tokens, inside))
    below = [] if verb is None else [tokens[at] for at in inside if tokens[at].head == verb]
    subject = next((token for token in below if token.dep in SUBJECTS), None)
    trigger = next(iter(beginning_in(tokens, mention.trigger.start, mention.trigger.end)), None)
    mentions = item.annotations.mentions
    named = [mentions[at] for at in beginning_in(mentions, clause.start, clause.end)]
    return {
        "subject": float(subject is not None),
        "pronoun as subject": float(subject is not None and subject.pos == "PRON"),
        "finite": float(verb is not None and any(token.tag in FINITE for token in (tokens[verb], *below))),
        "no verb": float(verb is None),
        "heads its clause": float(verb is not None and trigger == verb),
        "names": float(min(_MOST, sum(one.kind == "name" for one in named))),
        "pronouns": float(sum(one.kind == "pronoun" for one in named)),
        "first person": float(_FIRST_PERSON.search(clause.text) is not None),
        "short": max(0.0, 1 - len(clause.text) / _SHORT),
    }
