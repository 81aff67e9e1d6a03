"""The conditions on attacks: who is hit in deed, who only in words, by a tax or at the polls.

`needs` in `data/events_lexicon.toml`; the other conditions are in `event_needs`.
"""

from __future__ import annotations

from dateline.annotate.event_case import Case, has_object, is_people
from dateline.annotate.event_harm import is_verbal
from dateline.annotate.event_lexicon import lexicon, place_nouns, words
from dateline.annotate.event_subjects import subjects
from dateline.annotate.event_tree import Tree


def target(case: Case) -> bool:
    """Somebody, or a weapon, hits somebody or something."""
    tree, verb = case.tree, case.trigger.token
    hit = bool(case.mentions("patient")) or case.event.where is not None or bool(case.event.quantities)
    if tree.lemma(verb) == "beat" and _is_of_ballots(tree, verb):
        return False
    if tree.lemma(verb) == "target" and not _aims_to_harm(tree, verb):
        return False
    if any(_is_count(tree, thing) for thing in tree.below(verb, "dobj")):
        return False
    weapon = any(tree.lemma(subject) in words("weapons") for subject in tree.below(verb, "nsubj"))
    return (bool(case.mentions("agent")) or weapon) and hit


def _is_of_ballots(tree: Tree, verb: int) -> bool:
    """ "Beat the Greens in the election", "beat Lind comfortably, winning 900 votes"."""
    return any(
        tree.lemma(at) in words("ballots")
        for at, token in enumerate(tree.tokens)
        if token.sentence == tree.tokens[verb].sentence
    )


def _aims_to_harm(tree: Tree, verb: int) -> bool:
    """Whether what targets others is an attack, a weapon or force, or people in a text of such: not "a tax
    targeting Norland"."""
    token = tree.tokens[verb]
    doing = [token.head] if token.dep in {"acl", "relcl"} and token.tag != "VBN" else subjects(tree, verb)
    things = [at for at in doing if tree.tokens[at].pos == "NOUN" and tree.mention[at] is None]
    things = [at for at in things if not is_people(tree, at)]
    if things:
        return any(_is_violent(tree, at) for at in things)
    return any(_is_violent(tree, at) for at in range(len(tree.tokens)))


def _is_violent(tree: Tree, at: int) -> bool:
    """Whether a word is for an attack, a weapon, or those who fight."""
    lemma = tree.lemma(at)
    attack = any(not rest and entry.root == "ASSAULT" for rest, entry in lexicon().nouns.get(lemma, ()))
    return attack or lemma in words("weapons") or lemma in words("forces")


def _is_count(tree: Tree, thing: int) -> bool:
    """A number of what is no person: "hit 500 cases", "struck 40 dollars"."""
    counted = tree.tokens[thing].tag == "CD" or tree.first(thing, "nummod") is not None
    known = tree.mention[thing] is not None or is_people(tree, thing) or tree.lemma(thing) in place_nouns()
    return counted and not known and tree.lemma(thing) not in words("vehicles")


def explosive(case: Case) -> bool:
    """A bomb goes off, no alarm."""
    tree = case.tree
    going = subjects(tree, case.trigger.token)
    return any(tree.lemma(at) in words("weapons") | words("explosives") for at in going)


def verbal(case: Case) -> bool:
    """Somebody attacks in words: the words say so, or one person attacks a country or an organization, or
    anybody hits back, and the text speaks of no weapons."""
    if not case.mentions("agent"):
        return False
    if is_verbal(case.tree, case.trigger.token, case.trigger.support):
        return True
    persons = all(mention.type == "person" and not mention.plural for mention in case.mentions("agent"))
    hit = [part.mention for part in case.event.participants if part.role == "patient"]
    aside = bool(hit) and all(case.tree.mentions[at].type in {"place", "organization"} for at in hit)
    harmless = not case.event.quantities and (case.event.where is None or case.event.where in hit)
    bidden = case.tree.lemma(case.tree.tokens[case.trigger.token].head) in {"threaten", "order", "authorize"}
    if bidden or not (_answers(case) or (persons and aside)) or not harmless:
        return False
    weapons = words("weapons")
    return not any(token.lemma.lower() in weapons for token in case.tree.tokens)


def physical(case: Case) -> bool:
    """Somebody is attacked in deed."""
    return has_object(case) and not verbal(case)


def _answers(case: Case) -> bool:
    """ "Hit back"."""
    return len(case.trigger.tokens) > 1
