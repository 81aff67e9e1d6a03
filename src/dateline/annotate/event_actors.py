"""The conditions on who acts and who undergoes: one word names another deed when others do it.

`needs` in `data/events_lexicon.toml`; the other conditions are in `event_needs`.
"""

from __future__ import annotations

from dateline.annotate.event_case import Case, has_object, has_object_in, is_people, is_somebody
from dateline.annotate.event_lexicon import opinions, table, words
from dateline.annotate.event_subjects import acted_on, subjects
from dateline.annotate.event_tree import Tree
from dateline.annotate.nouns import is_person_noun


def helpers(case: Case) -> bool:
    """Those who come, or are brought, are there to help: "divers reached the cave"."""
    tree, verb = case.tree, case.trigger.token
    done_to = acted_on(tree, verb)
    brought = tree.lemma(verb) in {"bring", "fly", "carry"} and tree.first(verb, "dobj") is not None
    coming = done_to if brought or tree.first(verb, "auxpass") is not None else subjects(tree, verb)
    leaving = any(tree.lemma(at) in {"home", "back", "away"} for at in tree.below(verb, "advmod"))
    return not leaving and any(_is_helper(tree, thing) for thing in coming)


def _is_helper(tree: Tree, noun: int) -> bool:
    if tree.lemma(noun) in words("helpers"):
        return True
    before = {tree.lemma(at) for at in tree.below(noun, "compound", "amod")}
    return tree.lemma(noun) in words("rescuers") and bool(before & words("helping"))


def strikers(case: Case) -> bool:
    """A strike of those who work: pilots and teachers strike, air forces and rebels hit."""
    tree, noun = case.tree, case.trigger.token
    support = case.trigger.support
    acting = [thing for word, thing in tree.prepositions(noun) if word in {"by", "of"}]
    acting += [*tree.below(noun, "poss", "compound"), *(subjects(tree, support) if support else ())]
    first = tree.first_conjunct(case.trigger.outer)
    if tree.tokens[first].dep == "dobj":
        acting += subjects(tree, tree.tokens[first].head)
    people = [at for thing in acting for at in (thing, *tree.below(thing, "compound", "amod"))]
    lemmas = {tree.lemma(at) for at in people}
    return bool(lemmas & words("strikers")) and lemmas.isdisjoint(words("forces"))


def policing(case: Case) -> bool:
    """A raid of the police arrests, one of soldiers or gunmen attacks."""
    tree, at = case.tree, case.trigger.token
    acting = [*tree.below(at, "compound", "amod", "poss"), *subjects(tree, at)]
    acting += [thing for word, thing in tree.prepositions(at) if word == "by"]
    people = {tree.lemma(word) for thing in acting for word in tree.subtree(thing)}
    return has_object(case) and people.isdisjoint(words("forces"))


def rescuers(case: Case) -> bool:
    return bool(case.mentions("agent")) and has_object_in(case, "rescuers", whole=True)


def patients(case: Case) -> bool:
    return case.trigger.noun or has_object_in(case, "patients")


def armed(case: Case) -> bool:
    """Forces are sent somewhere, not home: "sent a carrier to the strait", "moved troops to the border"."""
    tree, verb = case.tree, case.trigger.token
    there = any(word in _TOWARDS for word, _ in tree.prepositions(verb))
    there = there or tree.lemma(verb) == "send"
    leaving = any(tree.lemma(at) in {"home", "back", "away"} for at in tree.below(verb, "advmod", "prt"))
    return there and not leaving and has_object_in(case, "armed")


_TOWARDS = frozenset({"to", "into", "toward", "towards", "near", "off"})


def deployed(case: Case) -> bool:
    """People, or what they fight or help with, are deployed: tactics and arguments are only used."""
    tree, verb = case.tree, case.trigger.token
    if any(has_object_in(case, name, whole=True) for name in ("armed", "weapons", "vehicles", "rescuers")):
        return True
    things = acted_on(tree, verb)
    things += [of for thing in things for word, of in tree.prepositions(thing) if word == "of"]
    return any(tree.mention[at] is not None or is_people(tree, at) for at in things)


def funding(case: Case) -> bool:
    """Money is promised or offered to somebody, not for a firm: "pledged 2 million euros to the clinic"."""
    tree, verb = case.tree, case.trigger.token
    paid = [at for thing in tree.below(verb, "dobj") for at in tree.subtree(thing)]
    bought = [at for word, at in tree.prepositions(verb) if word == "for"]
    bid = any(
        (index := tree.mention[at]) is not None and tree.mentions[index].type == "organization"
        for at in bought
    )
    money = any(tree.tokens[at].tag == "$" or tree.lemma(at) in table("currencies") for at in paid)
    return bool(case.mentions("agent")) and money and not bid


def pelted(case: Case) -> bool:
    """Things are thrown at people, no insults: "threw eggs at soldiers"."""
    tree, verb = case.tree, case.trigger.token
    thrown = [thing for thing in tree.below(verb, "dobj") if opinions().get(tree.lemma(thing), 0) >= 0]
    hit = [thing for over in (verb, *thrown) for word, thing in tree.prepositions(over) if word == "at"]
    people = (is_somebody(tree, thing) or tree.lemma(thing) in words("forces") for thing in hit)
    return bool(thrown) and any(people)


def tabled(case: Case) -> bool:
    """A plan, a bill or a motion is voted down."""
    return has_object_in(case, "motions")


def nursed(case: Case) -> bool:
    """Somebody is admitted to a hospital, by its name or a word for it."""
    tree, verb = case.tree, case.trigger.token
    into = [thing for word, thing in tree.prepositions(verb) if word in {"to", "into", "in", "at"}]
    return any(tree.lemma(at) in words("hospitals") for thing in into for at in tree.subtree(thing))


def office(case: Case) -> bool:
    """Somebody becomes what only one can be: "will become chief whip", not "became a critic"."""
    tree, verb = case.tree, case.trigger.token
    ones = [at for at in tree.below(verb, "attr") if tree.tokens[at].tag == "NN"]
    alone = [at for at in ones if all(tree.lemma(det) == "the" for det in tree.below(at, "det", "poss"))]
    named = any(mention.type == "person" for mention in case.mentions("agent"))
    return named and any(is_person_noun(tree.lemma(at)) for at in alone)


def ceased(case: Case) -> bool:
    """Somebody stops doing something: "stopped issuing visas"."""
    tree, verb = case.tree, case.trigger.token
    return bool(case.mentions("agent")) and any(
        tree.tokens[deed].tag == "VBG" for deed in tree.below(verb, "xcomp")
    )


def stopped(case: Case) -> bool:
    """Somebody is pulled over or cuffed by somebody."""
    tree, verb = case.tree, case.trigger.token
    done_to = acted_on(tree, verb)
    done_to += [thing for word, thing in tree.prepositions(verb) if word == "over"]
    return any(is_somebody(tree, thing) for thing in done_to)


def directive(case: Case) -> bool:
    """ "Ordered the troops to leave": somebody is asked to do something."""
    tree, verb = case.tree, case.trigger.token
    clauses = tree.below(verb, "xcomp", "ccomp")
    asked = any(tree.lemma(word) == "to" for clause in clauses for word in tree.below(clause, "aux")) or (
        tree.lemma(verb) == "let" and any(tree.tokens[clause].tag == "VB" for clause in clauses)
    )
    ordered = any(tree.first(clause, "nsubjpass") is not None for clause in clauses)
    told = [
        *tree.below(verb, "dobj"),
        *(thing for clause in clauses for thing in tree.below(clause, "nsubj")),
    ]
    people = any(tree.mention[thing] is not None or is_people(tree, thing) for thing in told)
    if tree.lemma(verb) == "push" and not people:
        return False  # "pushed to reopen the port"
    under = tree.below(verb, "nsubjpass") if tree.first(verb, "auxpass") is not None else ()
    unsaid = any(tree.lemma(clause) in words("telling") | words("report") for clause in clauses)
    if asked and not unsaid and any(tree.tokens[thing].pos in {"NOUN", "PROPN"} for thing in under):
        return True  # "all shops were told to close"
    return asked and bool(case.mentions("agent")) and (ordered or people or len(case.mentions()) > 1)


def sought(case: Case) -> bool:
    """Something is sought from somebody, or somebody is under pressure from others: no shelter from rain."""
    tree, word = case.tree, case.trigger.token
    over = (word, *tree.below(word, "dobj"))
    return any(
        prep == "from" and _is_party(tree, thing) for at in over for prep, thing in tree.prepositions(at)
    )


def suspended(case: Case) -> bool:
    """People or a body may not go on: "suspended the federation", not "suspended flights"."""
    tree = case.tree
    return any(
        tree.mention[thing] is not None or is_person_noun(tree.lemma(thing))
        for thing in acted_on(tree, case.trigger.token)
    )


def hindered(case: Case) -> bool:
    """Somebody keeps others from doing something: no storm, nor who keeps a fire from spreading."""
    tree, verb = case.tree, case.trigger.token
    deeds = [
        deed for word, deed in tree.prepositions(verb) if word == "from" and tree.tokens[deed].dep == "pcomp"
    ]
    acting = bool(case.mentions("agent")) or tree.first(verb, "auxpass") is not None
    acting = acting or any(is_people(tree, thing) for thing in subjects(tree, verb))
    return (
        acting and bool(deeds) and any(_is_party(tree, thing) for thing in acted_on(tree, case.trigger.token))
    )


def _is_party(tree: Tree, thing: int) -> bool:
    return tree.mention[thing] is not None or is_people(tree, thing)
