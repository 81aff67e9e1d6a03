"""What somebody said, as an event: "told the Courier on Monday that the bridge was safe".

TimeML counts sayings among the events of a text (REPORTING, Pustejovsky et al. 2003). The verbs are the cues
of the quotations, found by the trained model of `dateline.annotate.quotations`; which statements a timeline
holds is weighed in the record (`dateline.record.news`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

import msgspec

from dateline.annotate.annotator import Document
from dateline.annotate.event_contents import root_of_words
from dateline.annotate.event_cues import root_of_cue
from dateline.annotate.event_lexicon import Entry, words
from dateline.annotate.event_refusal import REFUSAL
from dateline.annotate.event_subjects import subjects
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import STATEMENT, Annotations, EventMention, Participant, Quotation
from dateline.schema.span import Span, beginning_in

SAYING = Entry("OTHER", STATEMENT, open=True)

LONGEST = 400
"""Characters of the clause with its words up to which the words are shown with it; a convention."""

_OPENING = "\"“‘'«„"


def with_sayings(tree: Tree, annotations: Annotations, found: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """The triggers `found` with those of the verbs that say that somebody said something, in text order:
    the cues of quotations, and other verbs of saying with a clause ("wrote that the order was void").

    A verb for another event tells of that alone: "replied to the letter". It
    tells of what was said where it lacks what that event needs: "replied that", "cited the attack".
    """
    triggers = {trigger.token: trigger for trigger in found}
    known = {at: trigger for at, trigger in triggers.items() if not (trigger.noun or trigger.entry.weak)}
    taken = {at for trigger in found if not trigger.entry.weak for at in (*trigger.tokens, trigger.support)}
    taken -= set(known)
    for quotation in annotations.quotations:
        verb = _verb(tree, quotation)
        if verb is not None and (carrier := _carrier(tree, verb)) is not None:
            saying = Trigger(carrier, (carrier,), SAYING, noun=False, outer=carrier)
            triggers[carrier] = saying
            taken |= {carrier, verb}
            continue
        if verb is None or verb in taken or tree.lemma(verb) in words("stative"):
            continue
        parsed = tree.first(verb, "nsubj") is not None or _is_purpose(tree, verb) or is_only_told(tree, verb)
        speaker = None if parsed else _speaker(tree, verb, quotation.source)
        if parsed or speaker is not None:
            taken.add(verb)
            saying = Trigger(verb, (verb,), SAYING, noun=False, outer=verb, subject=speaker)
            triggers[verb] = known[verb].otherwise(saying) if verb in known else saying
    for verb in range(len(tree.tokens)):
        if verb not in taken and verb not in triggers and _says_that(tree, verb):
            triggers[verb] = Trigger(verb, (verb,), SAYING, noun=False, outer=verb)
    return tuple(sorted(triggers.values(), key=lambda trigger: trigger.token))


def _carrier(tree: Tree, verb: int) -> int | None:
    """The verb that gives out what a word of saying reads from: "issued a statement saying that"."""
    head = tree.tokens[verb].head
    over = tree.tokens[head].head if tree.tokens[verb].dep == "acl" else verb
    given = any(tree.lemma(thing) in words("utterances") for thing in tree.below(over, "dobj"))
    if not given or tree.lemma(over) not in _GIVING_OUT or tree.first(over, "nsubj") is None:
        return None
    return over


_GIVING_OUT = frozenset({"issue", "make", "post", "publish", "put", "release", "send", "share", "write"})
"""Verbs that carry a noun for words: "released a statement"."""


def _is_purpose(tree: Tree, verb: int) -> bool:
    """Whether a saying is what something else was done for: "took the stage to say that it was over"."""
    token = tree.tokens[verb]
    done = tree.lemma(token.head) in words("implicative") | {"take"}
    infinitive = token.tag == "VB" and (token.dep == "advcl" or (token.dep == "xcomp" and done))
    return infinitive and bool(subjects(tree, verb))


def is_only_told(tree: Tree, verb: int) -> bool:
    """Whether a saying under "is" is all that its clause tells: "was vague, saying that it was early"."""
    token, over = tree.tokens[verb], tree.tokens[verb].head
    if token.dep == "pcomp" and answers_by(tree, tree.tokens[over].head) == verb:
        return bool(subjects(tree, verb))  # "reacted by tweeting that it was late"
    under = token.tag == "VBG" and token.dep == "advcl" and tree.first(verb, "nsubj") is None
    described = tree.lemma(over) == "be" and tree.first(over, "acomp", "attr") is not None
    return under and described and bool(subjects(tree, verb))


def answers_by(tree: Tree, verb: int) -> int | None:
    """What somebody answers by doing: "responded to the ruling by calling it a stunt"."""
    if tree.lemma(verb) not in {"answer", "counter", "react", "reply", "respond", "retaliate"}:
        return None
    means = (prep for prep in tree.below(verb, "prep") if tree.lemma(prep) == "by")
    return next((deed for prep in means for deed in tree.below(prep, "pcomp")), None)


def _speaker(tree: Tree, verb: int, source: Span | None) -> int | None:
    """The head of the source of a quotation whose verb has no subject in its tree: one in the past tense, or
    what somebody is quoted as saying."""
    past = tree.tokens[verb].tag in {"VBD", "VBN"} and tree.first(verb, "auxpass") is None
    if source is None or not (past or is_passed_on(tree, verb)):
        return None
    inside = _within(tree, source)
    return next(
        (at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at), None
    )


def _says_that(tree: Tree, verb: int) -> bool:
    """Whether a verb that is the cue of no quotation says that somebody said something: "wrote that"."""
    said = tree.tokens[verb].tag == "VBD" and tree.lemma(verb) in words("saying")
    return said and tree.first(verb, "ccomp") is not None and tree.first(verb, "nsubj") is not None


def is_passed_on(tree: Tree, verb: int) -> bool:
    """Whether somebody is quoted as saying it."""
    over = tree.tokens[verb].head
    return tree.tokens[verb].dep == "pcomp" and tree.lemma(tree.tokens[over].head) in {"quote", "cite"}


def _verb(tree: Tree, quotation: Quotation) -> int | None:
    if quotation.cue is None:
        return None
    at = bisect_left(tree.tokens, quotation.cue.start, key=lambda token: token.start)
    while at < len(tree.tokens) and tree.tokens[at].start < quotation.cue.end:
        if tree.is_verb(at) and tree.tokens[at].dep not in {"aux", "auxpass"}:
            return at
        at += 1
    return None


def with_words(event: EventMention, tree: Tree, document: Document) -> EventMention:
    """A statement with the root that its words give it, and with the words that were said, where they stand
    beside its clause; other events as they are."""
    if event.label != STATEMENT:
        return event
    text = document.text
    known = {part.mention for part in event.participants}
    known |= {
        at for chain in document.annotations.chains if known & {*chain.mentions} for at in chain.mentions
    }
    for quotation in document.annotations.quotations:
        if quotation.cue is None or not _tells(tree, quotation, event):
            continue
        inside = [at for part in quotation.content for at in _within(tree, part)]
        root = _root(tree, quotation, inside, known)
        event = msgspec.structs.replace(event, type=root or event.type)
        start = min(event.what.start, *(part.start for part in quotation.content))
        end = max(event.what.end, *(part.end for part in quotation.content))
        if start and text[start - 1] in _OPENING:
            start -= 1
        if end - start <= LONGEST and "\n" not in text[start:end]:
            return msgspec.structs.replace(event, what=Span.of(event.what.article, text, start, end))
    return event


def _root(tree: Tree, quotation: Quotation, inside: Collection[int], known: Collection[int]) -> str | None:
    """The root of a statement by its verb where that refuses or its words give none, else by its words."""
    verb = _verb(tree, quotation)
    told = root_of_cue(tree, verb, inside, known) if verb is not None else None
    root = root_of_words(tree, inside, known)
    return told if told == "REJECT" or (told is not None and root in {None, "SUPPORT"}) else root


def _tells(tree: Tree, quotation: Quotation, event: EventMention) -> bool:
    """Whether the cue of a quotation is the word of the event, or carried by it."""
    if quotation.cue is not None and quotation.cue.covers(event.trigger):
        return True
    verb = _verb(tree, quotation)
    carrier = _carrier(tree, verb) if verb is not None else None
    return carrier is not None and tree.tokens[carrier].start == event.trigger.start


def without_announcements(
    tree: Tree, found: Sequence[tuple[Trigger, EventMention]], annotations: Annotations
) -> list[tuple[Trigger, EventMention]]:
    """The events without the statements that only report what the speaker does: "Norland said it had left the
    union", "the firm announced its withdrawal". The speaker takes part in what is reported."""
    chain = {at: number for number, chain in enumerate(annotations.chains) for at in chain.mentions}
    by_token = {token: at for at, (deed, _) in enumerate(found) for token in (deed.outer, deed.support)}
    kept = dict(enumerate(found))
    for at, (trigger, event) in enumerate(found):
        speakers = _agents(event)
        telling = event.label in {STATEMENT, "notify"}
        reported = _reported(tree, trigger.token, by_token) if telling else None
        if reported is None or reported == at or reported not in kept or not speakers:
            continue
        deed, told = kept[reported]
        if not deed.entry.open:
            kept[at] = trigger, _announcing(tree, trigger.token, event, told)
        acting = {chain.get(agent, -1 - agent) for agent in _agents(told)}
        announced = deed.noun and tree.lemma(trigger.token) in words("measuring")
        if told.weak or told.status == "denied" or told.label == STATEMENT or not (acting or announced):
            continue
        open_ended = deed.entry.open and told.when is None
        dated = tree.lemma(trigger.token) in _ANNOUNCING and not deed.noun  # the announcement has its own day
        if told.status == "planned" and (open_ended or dated):
            continue  # what is only announced is told by both
        spoken = {speaker: chain.get(speaker, -1 - speaker) for speaker in speakers}
        if acting <= set(spoken.values()):
            known = {part.mention for part in told.participants}
            new = [at for at, who in spoken.items() if at not in known and (who in acting or not acting)]
            added = [Participant(mention=speaker, role="agent") for speaker in new]
            when = event.when if told.label == REFUSAL else told.when
            who = (*added, *told.participants)
            kept[reported] = deed, msgspec.structs.replace(told, participants=who, when=when)
            del kept[at]
    return list(kept.values())


def _announcing(tree: Tree, verb: int, event: EventMention, told: EventMention) -> EventMention:
    """A statement with the root of the deed that it announces: "announced that the country would impose
    sanctions" does by saying so what "announced sanctions" does; and with that of what was done by nobody
    told ("announced that Bell had been killed")."""
    coming = told.status == "planned" and told.type in _DONE_BY_ANNOUNCING
    done = told.status == "held" and not _agents(told)
    if (
        told.weak
        or not (coming or done)
        or tree.lemma(verb) not in _ANNOUNCING
        or event.type not in {"OTHER", "THREATEN"}
    ):
        return event
    return msgspec.structs.replace(event, type=told.type)


_ANNOUNCING = frozenset({"announce", "notify", "unveil"})
_DONE_BY_ANNOUNCING = frozenset({"AID", "COERCE", "CONCEDE", "MOBILIZE", "REJECT", "RETREAT", "SANCTION"})


def _reported(tree: Tree, verb: int, by_token: Mapping[int | None, int]) -> int | None:
    """The event that a saying, or what it announces a plan for, tells of."""
    thing = tree.first(verb, "ccomp", *(() if tree.lemma(verb) == "notify" else ("dobj",)))
    if thing is not None and thing not in by_token and tree.lemma(thing) in {"decision", "intention", "plan"}:
        thing = tree.first(thing, "acl")
    if thing is not None and thing not in by_token and tree.lemma(thing) in {"begin", "start"}:
        thing = tree.first(thing, "xcomp")
    return by_token.get(thing)


def _agents(event: EventMention) -> set[int]:
    return {participant.mention for participant in event.participants if participant.role == "agent"}


def _within(tree: Tree, span: Span) -> range:
    return beginning_in(tree.tokens, span.start, span.end)
