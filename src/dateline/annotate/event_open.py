"""Events of verbs and nouns that the lexicon does not list.

A noun derived from a verb (`data/event_nouns.tsv`) does, where it is told who did it or to whom: "the
annexation of Tarn". Any verb for what happens (`data/verbs.tsv`) tells of an event where the text says that
it did happen, or on what day it will, and who or what it happened to: what an adjunct of time can stand
beside is an event (Vendler 1957). Which of them a reader would put on a timeline is weighed in the record,
where it is known who else tells of them (`dateline.record.news`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import msgspec

from dateline.annotate.event_lexicon import RARER, Entry, other_verbs, place_nouns, words
from dateline.annotate.event_plans import is_announced
from dateline.annotate.event_refusal import REFUSAL
from dateline.annotate.event_sayings import SAYING, answers_by, is_only_told, is_passed_on
from dateline.annotate.event_subjects import acted_on, antecedent, subjects, undergoers
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import (
    Trigger,
    find_triggers,
    helps_to,
    is_silence,
    other_noun,
    verb_lemma,
)
from dateline.annotate.nouns import is_group_noun, is_person_noun
from dateline.schema.annotation import Annotations, EventMention, Mention

_INFLECTED = frozenset({"VBZ", "VBP"})
_DONE = frozenset({"held", "cancelled"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def find_all(tree: Tree) -> tuple[Trigger, ...]:
    """The triggers of the lexicon and those of other verbs, in text order."""
    listed = {trigger.token: trigger for trigger in find_triggers(tree)}
    taken = {token for trigger in listed.values() for token in (*trigger.tokens, trigger.support)}
    found: list[Trigger] = []
    nouns = [
        noun
        for token in range(len(tree.tokens))
        if token not in taken and (noun := other_noun(tree, token)) is not None
    ]
    taken |= {noun.support for noun in nouns if noun.support is not None}
    found += nouns
    for token in range(len(tree.tokens)):
        entry, known = _entry(tree, token), listed.get(token)
        rarer = known is not None and all(reading.entry.needs in RARER for reading in known.readings())
        attribute = tree.tokens[token].dep == "acl" and not rarer
        if known and known.entry.needs and entry is not None and not known.noun and not attribute:
            # A word in another sense than the lexicon's says nothing of the kind of event.
            other = entry if rarer else replace(entry, root="OTHER")
            found.append(known.otherwise(Trigger(token, (token,), other, noun=False, outer=token)))
        elif known is not None:
            found.append(known)
        elif entry is not None and token not in taken:
            found.append(Trigger(token, (token,), entry, noun=False, outer=token))
    return tuple(sorted(found, key=lambda trigger: trigger.token))


def _entry(tree: Tree, token: int) -> Entry | None:
    """What the verb at `token` names, or None where it is no verb for what happens."""
    word = tree.tokens[token]
    if not word.tag.startswith("VB") or word.dep in {"aux", "auxpass", "amod", "compound"}:
        return None
    lemma = verb_lemma(tree, token)
    root = other_verbs().get(lemma)
    unsaid = word.dep == "xcomp" and is_silence(tree, word.head)
    if unsaid or is_silence(tree, token) or lemma in words("plan") | words("stative"):
        return None
    joins = lemma in words("company") and _leads_to_deed(tree, token)
    if helps_to(tree, token) or joins or answers_by(tree, token) is not None:
        # "Helped negotiate the accord", "joined X in condemning it", "responded by calling it a stunt".
        return None
    if lemma in words("report") and (root is None or not _has_thing(tree, token)):
        return None  # a saying; "tweeted his support" is a deed
    steps = words("cancel") | words("postpone") | words("revive")
    if tree.phrase(token) in steps and not (_is_of_people(tree, token) or _relocates(tree, token)):
        return None  # a step of another event, not "moved the prisoners"
    if root is None or lemma in words("bleached"):
        # A state or a thought, if it is not dated: "attended the service on Friday".
        return Entry("OTHER", tree.phrase(token), needs="dated", open=True)
    return Entry(root, tree.phrase(token), open=True)


def _is_of_people(tree: Tree, verb: int) -> bool:
    """Whether what the verb is done to are people."""
    undergone = acted_on(tree, verb)
    things = [antecedent(tree, verb, thing) for thing in undergone]
    return any(is_person_noun(tree.lemma(thing)) for thing in things)


def _relocates(tree: Tree, verb: int) -> bool:
    """Whether what is no event itself is moved to a place: "moved its embassy to Brenn"."""
    things = acted_on(tree, verb)
    housed = any(tree.lemma(thing) in place_nouns() for thing in things)
    to = (thing for over in (verb, *things) for word, thing in tree.prepositions(over) if word == "to")
    placed = any(
        (at := tree.mention[thing]) is not None and tree.mentions[at].type == "place" for thing in to
    )
    return tree.lemma(verb) in {"move", "shift"} and housed and placed


def _leads_to_deed(tree: Tree, verb: int) -> bool:
    return any(
        tree.lemma(prep) == "in" and tree.first(prep, "pcomp") is not None
        for over in (verb, *tree.below(verb, "dobj"))
        for prep in tree.below(over, "prep")
    )


def _has_thing(tree: Tree, verb: int) -> bool:
    return tree.first(verb, "dobj", "nsubjpass") is not None and tree.first(verb, "ccomp") is None


def names(annotations: Annotations) -> frozenset[int]:
    """The mentions that name somebody or something, or stand for one that is named elsewhere."""
    chained = {at for chain in annotations.chains if chain.name for at in chain.mentions}
    return frozenset(at for at, m in enumerate(annotations.mentions) if m.kind == "name" or at in chained)


def as_told(tree: Tree, trigger: Trigger, event: EventMention, named: Collection[int]) -> EventMention | None:
    """The event of a word that the lexicon does not list, or None where too little is told of it."""
    if trigger.noun:
        return _as_named(tree, trigger, event, named)
    return _as_done(tree, trigger, event, named)


def _as_done(
    tree: Tree, trigger: Trigger, event: EventMention, named: Collection[int]
) -> EventMention | None:
    """The event of a verb, where the text says that it happened or when it will."""
    undated = event.when is None and not is_arranged(tree, trigger.token)
    announced = event.status == "planned" and is_announced(tree, trigger.token, named)
    if not event.asserted or (event.status != "held" and undated and not announced):
        return None
    things = set(_subjects(tree, trigger.token))
    known = _NOUNS if event.when is None else {*_NOUNS, "PRON"}
    if not event.participants and not any(tree.tokens[at].pos in known for at in things):
        return None
    parties = {participant.mention for participant in event.participants} & set(named)
    if event.label == REFUSAL:
        return event if parties & {tree.mention[thing] for thing in things} else None
    said = trigger.entry is SAYING and _is_said(tree, trigger.token)
    if not announced and not said and not _is_told_of(tree, trigger.token, event):
        return None
    if trigger.entry is SAYING:
        return msgspec.structs.replace(event, quantities=()) if parties else None
    if tree.first(trigger.token, "ccomp") is not None and tree.first(trigger.token, "dobj") is None:
        return None  # "asserted that": a saying
    if tree.tokens[trigger.token].tag in _INFLECTED and event.when is None:
        return None  # what somebody does at all times
    return msgspec.structs.replace(event, quantities=())


def _is_said(tree: Tree, verb: int) -> bool:
    """Whether a word of saying that is parsed as a participle has a subject, or tells all of its clause."""
    past = tree.tokens[verb].tag == "VBN" and tree.first(verb, "nsubj") is not None
    return past or is_only_told(tree, verb)


def _as_named(
    tree: Tree, trigger: Trigger, event: EventMention, named: Collection[int]
) -> EventMention | None:
    """The event of a noun that names who did it or to whom, and, if it has no root, when or where, or that it
    was done ("conducted a search"). That an institution announced it, or a day on which it was done or will
    be, is enough: "the authority announced a recall", "repairs will begin on Monday"."""
    first = tree.first_conjunct(trigger.outer)
    announced = tree.tokens[first].dep == "dobj" and tree.lemma(tree.tokens[first].head) == "announce"
    done = trigger.support is not None and event.asserted
    told = event.when is not None or event.where is not None or done or announced
    parties = {participant.mention for participant in event.participants}
    known = parties & set(named) or (done and event.when is not None)
    if trigger.support is not None or announced:
        certain = trigger.support is not None and event.type != "OTHER"
        known = known or any(certain or _is_institution(tree.mentions[party]) for party in parties)
    if (
        not known
        or (event.type == "OTHER" and not told)
        or (event.status not in _DONE and event.when is None)
    ):
        return None
    return msgspec.structs.replace(event, quantities=())


def _is_institution(mention: Mention) -> bool:
    """Whether a mention without a name is of an institution: "the ministry"."""
    return mention.type == "organization" or is_group_noun(mention.text.lower().split()[-1])


def _is_told_of(tree: Tree, verb: int, event: EventMention) -> bool:
    """Whether the form of the verb can tell what happened: "delivered on Monday", not "raising fears".

    An infinitive can where what governs it says that it happened ("managed to cross") or a day stands beside
    it ("is to leave on Friday").
    """
    token = tree.tokens[verb]
    finite = token.tag in {"VBD", "VBZ", "VBP", "MD"} or tree.first(verb, "aux", "auxpass") is not None
    finite = finite or is_passed_on(tree, verb)
    if any(tree.lemma(child) == "to" for child in tree.below(verb, "aux")):
        return event.status == "held" or event.when is not None or is_arranged(tree, verb)
    if token.tag == "VBG" and _is_known(tree, verb):
        return event.status == "held"
    beside = token.tag == "VBG" and tree.lemma(token.head) == "with" and tree.first(verb, "nsubj") is not None
    return finite or beside or (token.tag == "VBN" and token.dep in {"acl", "ROOT", "conj"})


def _is_known(tree: Tree, verb: int) -> bool:
    """Whether a gerund is told as done: "started examining the phone", "after announcing her plan"."""
    token = tree.tokens[verb]
    if token.dep == "xcomp":
        return tree.lemma(token.head) in words("aspectual")
    before = token.dep == "pcomp" and tree.lemma(token.head) in {"after", "since"}
    return before and tree.first(verb, "dobj") is not None


def is_arranged(tree: Tree, verb: int) -> bool:
    """Whether "is to" says that the deed is arranged: "some of the trains are to be diverted"."""
    over = tree.tokens[verb].head
    infinitive = any(tree.lemma(child) == "to" for child in tree.below(verb, "aux"))
    present = tree.tokens[over].tag in {"VBZ", "VBP"} and tree.lemma(over) == "be"
    subject = tree.first(over, "nsubj", "nsubjpass")
    bare = tree.first(over, "acomp", "attr", "neg") is None
    arranged = present and bare and tree.tokens[verb].dep == "xcomp" and subject is not None
    return infinitive and (arranged or _is_planned(tree, over))


def _is_planned(tree: Tree, noun: int) -> bool:
    """Whether a noun is for a plan that somebody has announced, or is told with whose it is: "announced plans
    to buy the port", "Ruritania's decision to move its embassy"."""
    over = tree.tokens[noun].head
    announced = tree.tokens[noun].dep == "dobj" and tree.lemma(over) in _ANNOUNCING
    owners = (
        *tree.below(noun, "poss", "compound"),
        *(at for word, at in tree.prepositions(noun) if word == "of"),
    )
    owned = any(tree.mention[at] is not None for at in owners)
    return (announced or owned) and tree.lemma(noun) in {"decision", "intention", "plan"}


_ANNOUNCING = frozenset({"announce", "unveil"})


def _subjects(tree: Tree, verb: int) -> Iterator[int]:
    undergone = (antecedent(tree, verb, thing) for thing in tree.below(verb, "nsubjpass"))
    for thing in (*subjects(tree, verb), *undergone, *undergoers(tree, verb)):
        yield from tree.conjuncts(thing)
