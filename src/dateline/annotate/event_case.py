"""An event word with the event read from it, and what its conditions ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_subjects import acted_on
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.annotate.nouns import is_group_noun, is_person_noun
from dateline.schema.annotation import EventMention, Mention


@dataclass(frozen=True, slots=True)
class Case:
    """A trigger with the event read from it."""

    tree: Tree
    trigger: Trigger
    event: EventMention

    def mentions(self, role: str | None = None) -> list[Mention]:
        """The participants, or those of one role."""
        return [
            self.tree.mentions[p.mention] for p in self.event.participants if role is None or p.role == role
        ]

    @property
    def is_placed(self) -> bool:
        """Whether the event has a place or a time."""
        return self.event.where is not None or self.event.when is not None


def has_object(case: Case) -> bool:
    """Whether the verb is done to anything, or to or with it by a preposition."""
    tree, verb = case.tree, case.trigger.token
    participle = tree.tokens[verb].tag == "VBN" and tree.tokens[verb].dep == "acl"
    below = tree.below(verb, "dobj", "nsubjpass", "ccomp", "xcomp", "dative", "prep", "prt")
    marked = any(tree.tokens[at].dep == "mark" for at in case.trigger.tokens)  # "called for it to be held"
    return case.trigger.noun or participle or bool(below) or marked


def has_object_in(case: Case, name: str, *, whole: bool = False) -> bool:
    """Whether the object of the verb is one of a closed class of nouns, or with `whole` has one in it."""
    tree, verb = case.tree, case.trigger.token
    things = acted_on(tree, verb)
    if tree.tokens[verb].tag == "VBN":
        things += tree.below(verb, "nsubj")
    nouns = [at for thing in things for at in (tree.subtree(thing) if whole else tree.conjuncts(thing))]
    return any(tree.lemma(noun) in words(name) for noun in nouns)


def is_somebody(tree: Tree, thing: int) -> bool:
    """Whether one of the words joined to `thing` is for people or stands for somebody."""
    joined = tree.conjuncts(thing)
    spoken = (tree.mentions[index] for at in joined if (index := tree.mention[at]) is not None)
    of_people = any(mention.type in {"person", "group"} for mention in spoken)
    return of_people or any(is_people(tree, at) for at in joined)


def is_people(tree: Tree, noun: int) -> bool:
    return is_person_noun(tree.lemma(noun)) or is_group_noun(tree.lemma(noun))
