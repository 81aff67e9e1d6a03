"""What somebody says to do, without a day: "Norland has said it will send planes", "plans to stay on".

A deed of one's own that is announced is news before it is done; what the law, the weather or chance would
bring is none ("the law would give").
"""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_subjects import subjects
from dateline.annotate.event_tree import Tree

_WILL = frozenset({"will", "'ll", "’ll", "shall"})
_MEANING = frozenset({"aim", "expect", "intend", "mean", "plan", "prepare", "schedule", "set", "slate"})
"""Verbs over the infinitive of a plan, those of wishing left out."""
_FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ", "VBG"})


def is_announced(tree: Tree, verb: int, named: Collection[int]) -> bool:
    """Whether a verb tells a plan of somebody with a name, or one that somebody announces for others."""
    if not _has_matter(tree, verb) or any(_is_conditional(tree, at) for at in (verb, tree.tokens[verb].head)):
        return False
    own = any(tree.mention[at] in named for at in subjects(tree, verb))
    said = _is_said(tree, _finite(tree, verb))
    auxiliaries = {tree.tokens[at].text.lower() for at in tree.below(verb, "aux")}
    if auxiliaries & _WILL or (said and "would" in auxiliaries):
        return own or said
    return "to" in auxiliaries and _is_meant(tree, verb) and (own or said)


def _finite(tree: Tree, verb: int) -> int:
    """The verb over an infinitive, or itself."""
    return tree.tokens[verb].head if tree.tokens[verb].dep == "xcomp" else verb


def _has_matter(tree: Tree, verb: int) -> bool:
    """Whether something is done to something: "will send planes", "would be expanded"."""
    return tree.first(verb, "dobj", "nsubjpass", "auxpass", "dative") is not None


def _is_said(tree: Tree, verb: int) -> bool:
    """Whether the clause is what somebody says."""
    over = tree.tokens[tree.first_conjunct(verb)].head
    said = tree.tokens[tree.first_conjunct(verb)].dep == "ccomp"
    return said and tree.lemma(over) in words("report") and tree.first(over, "neg") is None


def _is_meant(tree: Tree, verb: int) -> bool:
    """Whether the infinitive is what somebody plans, or what is expected of it."""
    over = tree.tokens[verb].head
    plan = tree.tokens[verb].dep == "xcomp" and tree.lemma(over) in _MEANING
    return plan and tree.tokens[over].tag in _FINITE and tree.first(over, "neg") is None


def _is_conditional(tree: Tree, verb: int) -> bool:
    """Whether an "if" clause hangs on the verb, or it stands in one."""
    clauses = (verb, *tree.below(verb, "advcl"))
    return any(
        tree.lemma(mark) in {"if", "unless", "whether"} for at in clauses for mark in tree.below(at, "mark")
    )
