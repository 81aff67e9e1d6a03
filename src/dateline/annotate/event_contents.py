"""The root of a statement by what is said: a demand, a threat, or words that blame."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.event_harm import is_conditional, is_hostile
from dateline.annotate.event_lexicon import lexicon, opinions, root_of, words
from dateline.annotate.event_status import is_wished
from dateline.annotate.event_tree import Tree

_COMING = frozenset({"will", "would", "'ll", "’ll", "wo"})
_READY = frozenset({"prepared", "ready", "willing", "determined"})
_OWN = frozenset({"i", "we"})


def root_of_words(tree: Tree, inside: Collection[int], known: Collection[int]) -> str | None:
    """The root of a statement whose words are at `inside`, None where they give it none; the mentions `known`
    are of those who speak or are spoken to."""
    if _demands(tree, inside, known):
        return "REQUEST"
    if any(_threatens(tree, at, known) for at in inside):
        return "THREATEN"
    root = next((root for at in inside if (root := _declared(tree, at, known)) is not None), None)
    if root is not None:
        return root
    if any(_charges(tree, at, known) for at in inside):
        return "ACCUSE"
    return "ACCUSE" if sum(_opinion(tree, at) for at in inside) < 0 else None


def _demands(tree: Tree, inside: Collection[int], known: Collection[int]) -> bool:
    """Whether the main clause of what is said tells what somebody with a name, or some people, ought to do:
    "Bell said that the council should resign"."""
    for at in inside:
        verb = tree.tokens[at].head if tree.tokens[at].tag == "MD" else at
        forced = tree.first(verb, "xcomp") is not None and tree.lemma(verb) in {"have", "need"}
        if not forced and tree.lemma(at) not in {"should", "must", "ought"}:
            continue
        subject = tree.first(verb, "nsubj", "nsubjpass")
        who = tree.mention[subject] if subject is not None else None
        if who is None or who in known or tree.mentions[who].kind == "pronoun":
            continue
        if not any(tree.is_verb(over) and over in inside for over in tree.ancestors(verb)):
            return True
    return False


def _threatens(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether the verb tells a deed of the speaker to come that would harm another: "it will respond with
    force", "there would be severe punishment", "was willing to add tariffs"."""
    if not tree.is_verb(verb):
        return False
    subject = tree.first(verb, "nsubj", "expl", "nsubjpass")
    if subject is None or tree.tokens[verb].dep == "relcl":
        return False
    if is_conditional(tree, verb) and tree.tokens[verb].dep != "advcl":
        return is_hostile(tree, verb)
    there, own = tree.tokens[subject].dep == "expl", tree.tokens[subject].text.lower() in _OWN
    if not (there or own or tree.mention[subject] in known):
        return False
    if any(tree.tokens[at].text.lower() in _COMING for at in tree.below(verb, "aux")):
        return is_hostile(tree, verb)
    ready = (at for at in tree.below(verb, "acomp") if tree.lemma(at) in _READY)
    return any(is_hostile(tree, deed) for at in ready for deed in tree.below(at, "xcomp"))


def _declared(tree: Tree, verb: int, known: Collection[int]) -> str | None:
    """The root of what the speaker does by saying so, or says to do: "we condemn the raid", "I call on all
    to leave", "they will support the bill" (the performatives of Austin 1962)."""
    token = tree.tokens[verb]
    if not tree.is_verb(verb) or tree.first(verb, "neg") is not None:
        return None
    if token.dep in {"advcl", "relcl", "acl"}:
        return None
    subject = tree.first(verb, "nsubj")
    if subject is None or not (tree.lemma(subject) in _OWN or tree.mention[subject] in known):
        return None
    auxiliaries = {tree.lemma(at) for at in tree.below(verb, "aux")}
    coming = auxiliaries in ({"will"}, {"would"})
    if not coming and (auxiliaries or token.tag not in {"VBP", "VBZ"}):
        return None
    things = {*tree.below(verb, "dobj", "ccomp", "xcomp"), *(at for _, at in tree.prepositions(verb))}
    root = "REQUEST" if any(is_wished(tree, thing) for thing in things) else _root(tree, verb)
    if not things or root not in {"REQUEST", "ACCUSE", "REJECT", "SUPPORT"}:
        return None
    return root if not coming or root in {"REJECT", "SUPPORT"} else None


def _root(tree: Tree, verb: int) -> str | None:
    """The root that the lexicon gives a verb, with its preposition if it has one: "call on"."""
    preps = {(tree.lemma(at),) for at in tree.below(verb, "prep")}
    listed = lexicon().verbs.get(tree.lemma(verb), ())
    joined = next((entry.root for rest, entry in listed if rest in preps), None)
    return joined or (root_of(tree.lemma(verb)) if listed else None)


def _charges(tree: Tree, token: int, known: Collection[int]) -> bool:
    """Whether what is said puts the blame on another: "Norland is responsible for the raid"."""
    word = tree.tokens[token]
    if tree.lemma(token) not in words("guilt") or word.dep not in {"acomp", "attr", "dobj", "pobj"}:
        return False
    verb = next((at for at in tree.ancestors(token) if tree.is_verb(at)), None)
    if verb is None or tree.lemma(verb) not in {"be", "bear", "have", "share", "carry"}:
        return False
    subject = tree.first(verb, "nsubj")
    if subject is None or tree.first(verb, "neg") is not None:
        return False
    own = tree.lemma(subject) in _OWN or tree.mention[subject] in known
    about = any(prep in {"for", "of", "in"} for prep, _ in tree.prepositions(token))
    return about and not own and tree.mention[subject] is not None


def _opinion(tree: Tree, token: int) -> int:
    """Whether an adjective, or a noun after "is", praises (1) or blames (-1), or a verb tells something bad
    that somebody else does, else 0."""
    word = tree.tokens[token]
    if word.pos == "VERB":
        return min(_deed(tree, token), 0)
    said = word.dep in {"acomp", "attr"}
    sign = -1 if said and tree.first(word.head, "neg") is not None else 1
    return sign * opinions().get(tree.lemma(token), 0) if said or word.pos == "ADJ" else 0


def _deed(tree: Tree, verb: int) -> int:
    subject = tree.first(verb, "nsubj", "nsubjpass")
    if subject is None or tree.tokens[subject].tag in {"WDT", "WP"} or tree.first(verb, "neg") is not None:
        return 0  # "a raid that would overthrow him" is only spoken of
    own = tree.tokens[subject].text.lower() in _OWN
    return 0 if own else opinions().get(f"to {tree.lemma(verb)}", 0)
