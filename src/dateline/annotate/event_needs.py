"""The conditions under which an ambiguous word names an event; `needs` in `data/events_lexicon.toml`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from dateline.annotate.event_actors import (
    armed,
    ceased,
    deployed,
    directive,
    funding,
    helpers,
    hindered,
    nursed,
    office,
    patients,
    pelted,
    policing,
    rescuers,
    sought,
    stopped,
    strikers,
    suspended,
    tabled,
)
from dateline.annotate.event_case import Case, has_object, has_object_in, is_people, is_somebody
from dateline.annotate.event_commitments import commitment, hostile, never
from dateline.annotate.event_lexicon import lexicon, opinions, root_of, words
from dateline.annotate.event_scolding import faulted, scolded, warned, wished
from dateline.annotate.event_subjects import acted_on, subjects, undergoers
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import OPENING_MARKS, Trigger, judgment
from dateline.annotate.event_violence import explosive, physical, target, verbal
from dateline.schema.annotation import EventMention, Mention


def is_met(tree: Tree, trigger: Trigger, event: EventMention) -> bool:
    """Whether the event has what the lexicon says its word needs."""
    needs = trigger.entry.needs
    return needs is None or _CONDITIONS[needs](Case(tree, trigger, event))


def _agent(case: Case) -> bool:
    return bool(case.mentions()) or (case.trigger.noun and case.is_placed)


def _agents(case: Case) -> bool:
    agents = case.mentions("agent")
    several = len(case.mentions()) > 1 or any(mention.plural for mention in agents) or _is_joined(case)
    several = several or _is_assembly(case)
    return case.trigger.noun or (bool(agents) and several)


def _is_assembly(case: Case) -> bool:
    """Whether a body meets: "the council met on Monday"."""
    tree, verb = case.tree, case.trigger.token
    alone = tree.lemma(verb) == "meet" and tree.first(verb, "dobj", "prt") is None
    return alone and any(tree.lemma(subject) in words("bodies") for subject in subjects(tree, verb))


def _is_joined(case: Case) -> bool:
    """Whether the other party is a word for people that names nobody: "met with union bosses"."""
    tree, verb = case.tree, case.trigger.token
    others = [thing for word, thing in tree.prepositions(verb) if word == "with"]
    nouns = [noun for other in others for noun in (other, *tree.below(other, "compound"))]
    return any(is_people(tree, noun) for noun in nouns)


def _anchored(case: Case) -> bool:
    if case.trigger.entry.label == "disaster" and any(m.type == "person" for m in case.mentions("agent")):
        return False  # "flooded the market with advertisements"
    told = case.event.step is not None and case.event.status != "held"
    return bool(case.mentions()) or case.is_placed or bool(case.event.quantities) or told


def _hosted(case: Case) -> bool:
    return bool(case.mentions())


def _person(case: Case) -> bool:
    tree, verb = case.tree, case.trigger.token
    met = any(mention.type in {"person", "group"} for mention in case.mentions("patient"))
    passive = tree.first(verb, "auxpass") is not None
    done_to = [] if case.trigger.noun else [*tree.below(verb, "dobj"), *undergoers(tree, verb)]
    people = [thing for thing in done_to if is_somebody(tree, thing)]
    of_people = not done_to or bool(people)  # "released a statement from X" frees nobody
    return met and of_people and (case.trigger.noun or passive or bool(case.mentions("agent")))


def _questioned(case: Case) -> bool:
    """Somebody is questioned by somebody who may: a decision is not, and a guest by no detective."""
    tree, verb = case.tree, case.trigger.token
    asking = [*subjects(tree, verb), *(thing for word, thing in tree.prepositions(verb) if word == "by")]
    return _person(case) and any(tree.lemma(thing) in words("investigators") for thing in asking)


def _judged(case: Case) -> bool:
    """Somebody says of somebody or something that it is bad, or what a deed or event is, if not good."""
    tree, verb = case.tree, case.trigger.token
    things = [*tree.below(verb, "dobj"), *(thing for word, thing in tree.prepositions(verb) if word == "to")]
    deeds = any(tree.lemma(thing) in words("deeds") | lexicon().nouns.keys() for thing in things)
    deeds = deeds and all(tree.tokens[thing].tag != "WP" for thing in things)  # "what he called a truce"
    opinion = _opinion(tree, verb)
    return bool(case.mentions("agent")) and (opinion < 0 or (deeds and opinion == 0))


def _praised(case: Case) -> bool:
    """Somebody says of somebody or something that it is good."""
    return bool(case.mentions("agent")) and _opinion(case.tree, case.trigger.token) > 0


def _opinion(tree: Tree, verb: int) -> int:
    """How many words of praise there are more than of blame in what something is said to be."""
    said = {at for head in judgment(tree, verb) for at in _of_its_own(tree, head)}
    return sum(opinions().get(tree.lemma(at), 0) for at in said)


def _of_its_own(tree: Tree, token: int) -> Iterator[int]:
    """The words of a phrase without what it is done to: of "an attack on free trade" the first two."""
    yield token
    for child in tree.children[token]:
        if tree.tokens[child].dep != "prep" or tree.lemma(child) == "of":
            yield from _of_its_own(tree, child)


def _called(case: Case) -> bool:
    """Somebody telephones somebody: "called him again", "called to thank him", not "called him a liar"."""
    tree, verb = case.tree, case.trigger.token
    if _calls_to_speak(tree, verb):
        return bool(case.mentions("agent"))
    said = tree.below(verb, "oprd", "xcomp", "ccomp", "attr", "acomp", "prt")
    called = tree.below(verb, "dobj", "nsubjpass") or undergoers(tree, verb)
    things = [tree.mention[thing] for thing in called]
    persons = [index for index in things if index is not None and tree.mentions[index].type == "person"]
    return (
        bool(persons)
        and not said
        and bool(case.mentions("agent"))
        and not any(_is_called_something(tree, tree.mentions[index]) for index in persons)
    )


def _calls_to_speak(tree: Tree, verb: int) -> bool:
    """Whether a call is made to say something to somebody: "called to congratulate him"."""
    if tree.below(verb, "dobj", "nsubjpass", "prt", "auxpass"):
        return False
    said = (to for to in tree.below(verb, "xcomp", "advcl") if tree.tokens[to].tag == "VB")
    return any(root_of(tree.lemma(to)) in _SPOKEN and tree.below(to, "dobj") for to in said)


_SPOKEN = frozenset({"ACCUSE", "CONSULT", "REQUEST", "SUPPORT"})
"""Roots of what is done in words."""


def _is_called_something(tree: Tree, person: Mention) -> bool:
    """Whether what somebody is called follows the name, however that is parsed: "called Ray a liar"."""
    at = bisect_left(tree.tokens, person.end, key=lambda token: token.start)
    if at == len(tree.tokens) or tree.time[at] is not None:
        return False
    return tree.tokens[at].pos in {"DET", "ADJ", "NOUN", "PROPN"} or tree.tokens[at].text in OPENING_MARKS


def _telephoned(case: Case) -> bool:
    """A call that somebody has with somebody: "in a call with X", not "his call for calm"."""
    tree, noun = case.tree, case.trigger.token
    with_whom = [at for word, at in tree.prepositions(noun) if word in {"with", "between", "from"}]
    asked = any(
        word in {"for", "on", "of", "upon"} and tree.time[at] is None for word, at in tree.prepositions(noun)
    )
    return any(tree.mention[at] is not None for at in with_whom) and not asked


def _appealed(case: Case) -> bool:
    """A call for something, told with whose it is: "issued a call for calm"."""
    tree, noun = case.tree, case.trigger.token
    asked = any(word in {"for", "on"} and tree.time[at] is None for word, at in tree.prepositions(noun))
    return bool(case.mentions()) and (asked or tree.first(noun, "acl") is not None)


def _allotted(case: Case) -> bool:
    """Somebody gets a term in which to do something: "gave Ruritania ten days to leave"."""
    tree, verb = case.tree, case.trigger.token
    terms = [at for at in tree.below(verb, "dobj", "npadvmod", "dative") if tree.time[at] is not None]
    clauses = [at for over in (verb, *terms) for at in tree.below(over, "xcomp", "acl", "advcl", "relcl")]
    asked = any(tree.lemma(word) == "to" for clause in clauses for word in tree.below(clause, "aux"))
    return bool(terms) and asked and len(case.mentions()) > 1


def _spoken(case: Case) -> bool:
    """Somebody speaks to somebody with a name: not to reporters, nor to a paper."""
    met = [mention for mention in case.mentions("patient") if mention.type == "person"]
    return bool(case.mentions("agent")) and any(mention.kind == "name" for mention in met)


def _seen(case: Case) -> bool:
    """Somebody sees somebody with a name somewhere or on some day: "will see Reyl in Tarn on Monday"."""
    return case.is_placed and _spoken(case) and case.tree.first(case.trigger.token, "ccomp") is None


def _named(case: Case) -> bool:
    """Whether the verb says as what: "named X its chief", "was named as ambassador"."""
    tree, verb = case.tree, case.trigger.token
    called = [at for at in tree.below(verb, "oprd", "attr") if not _is_name(tree, at)]  # "a boy named Bell"
    as_what = bool(called) or any(word in {"as", "to"} for word, _ in tree.prepositions(verb))
    return as_what and any(mention.type in {"person", "group"} for mention in case.mentions())


def _suspected(case: Case) -> bool:
    """Somebody is said to be the one who did it: "named X as the suspect"."""
    tree, verb = case.tree, case.trigger.token
    as_what = [
        *tree.below(verb, "oprd", "attr"),
        *(at for word, at in tree.prepositions(verb) if word == "as"),
    ]
    people = any(mention.type in {"person", "group"} for mention in case.mentions("patient"))
    return people and any(tree.lemma(at) in words("suspects") for at in as_what)


def _identified(case: Case) -> bool:
    """A victim, a suspect or a body gets a name: "identified one of the victims as X"."""
    tree, verb = case.tree, case.trigger.token
    things = acted_on(tree, verb)
    things += [at for word, at in tree.prepositions(verb) if word == "as"]
    nouns = [
        at
        for thing in things
        for at in (thing, *(of for word, of in tree.prepositions(thing) if word == "of"))
    ]
    known = words("suspects") | words("sufferers") | {"body", "dead", "deceased", "remains"}
    return any(tree.lemma(at) in known for at in nouns) and bool(case.mentions("patient"))


def _is_name(tree: Tree, token: int) -> bool:
    index = tree.mention[token]
    return index is not None and tree.mentions[index].kind == "name"


def _place(case: Case) -> bool:
    return case.event.where is not None and any(mention.type == "person" for mention in case.mentions())


def _organization(case: Case) -> bool:
    return any(mention.type == "organization" for mention in case.mentions())


def _organization_agent(case: Case) -> bool:
    return any(mention.type in {"organization", "person"} for mention in case.mentions("agent"))


def _count(case: Case) -> bool:
    """So many are killed or hurt, or somebody is: "a guard was killed"."""
    tree, verb = case.tree, case.trigger.token
    things = acted_on(tree, verb)
    killed = tree.lemma(verb) in _KILLING and any(is_people(tree, thing) for thing in things)
    return bool(case.event.quantities) or bool(case.mentions()) or killed


_KILLING = frozenset({"kill", "wound", "injure", "slay"})


def _intransitive(case: Case) -> bool:
    return case.trigger.noun or not case.tree.below(case.trigger.token, "dobj", "ccomp", "nsubjpass", "xcomp")


def _taken(case: Case) -> bool:
    """Somebody or something is taken: what is "seized on" is taken up to speak of it."""
    tree, verb = case.tree, case.trigger.token
    up = [thing for word, thing in tree.prepositions(verb) if word in {"on", "upon"}]
    spoken_of = any(tree.time[thing] is None for thing in up)
    words_of = any(
        tree.lemma(thing) in words("utterances") | words("deeds") | {"use", "word"} for thing in up
    )
    passive = bool(tree.below(verb, "auxpass", "dobj"))
    passive = passive or (tree.tokens[verb].dep == "acl" and not words_of)
    return has_object(case) and (passive or not spoken_of)


def _captive(case: Case) -> bool:
    """Somebody is held somewhere or for a time: no talks are, nor is who is "held responsible"."""
    tree, verb = case.tree, case.trigger.token
    held = [*tree.below(verb, "nsubjpass"), *undergoers(tree, verb)]
    as_what = tree.first(verb, "acomp", "xcomp", "ccomp", "advcl", "prt") is not None
    kept = case.is_placed or any(word in {"in", "at", "since", "for"} for word, _ in tree.prepositions(verb))
    return any(is_somebody(tree, thing) for thing in held) and kept and not as_what


def _briefed(case: Case) -> bool:
    """Somebody briefs somebody who is not of the press."""
    tree, at = case.tree, case.trigger.token
    heard = acted_on(tree, at)
    if case.trigger.noun:
        over = [at] if case.trigger.support is None else [at, case.trigger.support]
        heard = [
            thing for to in over for word, thing in tree.prepositions(to) if word in {"for", "to", "with"}
        ]
    return any(
        (tree.mention[thing] is not None or is_people(tree, thing))
        and tree.lemma(thing) not in words("press")
        for thing in heard
    )


def _party(case: Case) -> bool:
    """Somebody takes part, and the verb does not only open a clause: "recognized how hard it was"."""
    clause = case.tree.first(case.trigger.token, "ccomp") if not case.trigger.noun else None
    return _agent(case) and clause is None


def _charged(case: Case) -> bool:
    """Somebody is charged with a crime: what a shop charges is an amount."""
    tree, verb = case.tree, case.trigger.token
    things = acted_on(tree, verb)
    people = any(tree.mention[at] is not None or is_people(tree, at) for at in things)
    amount = any(tree.tokens[at].tag in {"CD", "$", "JJR"} for thing in things for at in tree.subtree(thing))
    return has_object(case) and (people or not amount)


def _in_court(case: Case) -> bool:
    """A court rules, somebody pleads: nobody who rules a land, nor who pleads with others."""
    tree, verb = case.tree, case.trigger.token
    if tree.lemma(verb) == "rule":
        return _anchored(case) and tree.first(verb, "dobj") is None
    return _anchored(case) and all(word not in {"with", "for"} for word, _ in tree.prepositions(verb))


def _court(case: Case) -> bool:
    """A court upholds, or a ruling is upheld: "uphold their commitments" is no trial."""
    tree, verb = case.tree, case.trigger.token
    acting = [*subjects(tree, verb), *(thing for word, thing in tree.prepositions(verb) if word == "by")]
    return has_object_in(case, "rulings") or any(tree.lemma(at) in words("courts") for at in acting)


def _link(case: Case) -> bool:
    """What joins two parties: operations "against" somebody join nobody."""
    tree, verb = case.tree, case.trigger.token
    things = (verb, *tree.below(verb, "dobj", "nsubjpass"))
    against = any(word == "against" for thing in things for word, _ in tree.prepositions(thing))
    if case.trigger.noun and tree.lemma(verb) in {"closure", "shutdown"}:
        beside = (*tree.below(verb, "compound", "poss"), *(at for _, at in tree.prepositions(verb)))
        return any(tree.lemma(at) in words("links") for at in beside)
    return case.trigger.noun or (has_object_in(case, "links") and not against)


def _body(case: Case) -> bool:
    return case.trigger.noun or has_object_in(case, "bodies")


def _facility(case: Case) -> bool:
    acting = subjects(case.tree, case.trigger.token)
    return has_object_in(case, "facilities") or any(
        case.tree.lemma(subject) in words("facilities") for subject in acting
    )


def _aimed(case: Case) -> bool:
    """ "Fired at the base", not "fired on Monday"."""
    tree, verb = case.tree, case.trigger.token
    return any(
        tree.time[thing] is None and word in {"at", "into", "on", "onto", "against"}
        for over in (verb, *tree.below(verb, "dobj"), *case.trigger.tokens[1:])
        for word, thing in tree.prepositions(over)
    )


def _weapon(case: Case) -> bool:
    """A weapon is tried; what is fired at somebody is no test."""
    if case.tree.lemma(case.trigger.token) != "test" and _aimed(case):
        return False
    return len(case.trigger.tokens) > 1 or has_object_in(case, "weapons", whole=True)


def _dated(case: Case) -> bool:
    """A state or thought that has a day and an object, or the beginning or end of something: "attended the
    service on Friday", "the works will begin on Monday"."""
    tree, verb = case.tree, case.trigger.token
    phased = tree.phrase(verb) in words("phases") and tree.first(verb, "xcomp", "ccomp") is None
    phased = phased and tree.tokens[verb].dep != "relcl"
    thing = tree.first(verb, "dobj", "nsubjpass") is not None or phased
    return thing and case.event.when is not None


def _numbers(case: Case) -> bool:
    return bool(case.event.quantities)


def _concrete(case: Case) -> bool:
    subjects = case.tree.below(case.trigger.token, "nsubj")
    return case.trigger.noun or any(case.tree.lemma(subject) in words("vehicles") for subject in subjects)


_CONDITIONS: Mapping[str, Callable[[Case], bool]] = {
    "agent": _agent,
    "agents": _agents,
    "aimed": _aimed,
    "allotted": _allotted,
    "anchored": _anchored,
    "armed": armed,
    "appealed": _appealed,
    "body": _body,
    "briefed": _briefed,
    "called": _called,
    "captive": _captive,
    "ceased": ceased,
    "charged": _charged,
    "commitment": commitment,
    "concrete": _concrete,
    "count": _count,
    "court": _court,
    "dated": _dated,
    "deployed": deployed,
    "directive": directive,
    "facility": _facility,
    "explosive": explosive,
    "faulted": faulted,
    "identified": _identified,
    "in court": _in_court,
    "funding": funding,
    "helpers": helpers,
    "hindered": hindered,
    "hosted": _hosted,
    "hostile": hostile,
    "intransitive": _intransitive,
    "judged": _judged,
    "link": _link,
    "named": _named,
    "never": never,
    "numbers": _numbers,
    "nursed": nursed,
    "office": office,
    "object": has_object,
    "organization": _organization,
    "organization-agent": _organization_agent,
    "party": _party,
    "pelted": pelted,
    "person": _person,
    "patients": patients,
    "physical": physical,
    "place": _place,
    "policing": policing,
    "praised": _praised,
    "questioned": _questioned,
    "rescuers": rescuers,
    "scolded": scolded,
    "seen": _seen,
    "sought": sought,
    "spoken": _spoken,
    "stopped": stopped,
    "strikers": strikers,
    "suspended": suspended,
    "tabled": tabled,
    "taken": _taken,
    "suspected": _suspected,
    "target": target,
    "telephoned": _telephoned,
    "verbal": verbal,
    "warned": warned,
    "weapon": _weapon,
    "wished": wished,
}
