"""The root of a statement by what is said: a demand, a threat, or words that blame."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.event_case import is_people
from dateline.annotate.event_harm import (
    HARMFUL,
    is_answer,
    is_conditional,
    is_hostile,
    is_severe_answer,
    readied,
)
from dateline.annotate.event_lexicon import lexicon, opinions, other_nouns, root_of, words
from dateline.annotate.event_status import is_wished
from dateline.annotate.event_tree import Tree

_COMING = frozenset({"will", "would", "'ll", "’ll", "wo"})
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
    if any(_refutes(tree, at) or _refuses(tree, at, known) or _denies(tree, at, known) for at in inside):
        return "REJECT"
    if any(_charges(tree, at, known) or _regrets(tree, at, known) for at in inside):
        return "ACCUSE"
    return "ACCUSE" if _verdict(tree, inside, known) < 0 else None


def _verdict(tree: Tree, inside: Collection[int], known: Collection[int]) -> int:
    """What is said of others, below 0 where it blames: by predicates, else by deeds and faults, else by all
    other adjectives ("an unfair tax")."""
    ways = (
        (_judgment(tree, at, known) for at in inside if tree.tokens[at].dep in _PREDICATES),
        (_deed(tree, at) for at in inside if tree.tokens[at].pos == "VERB"),
        (_fault(tree, at) for at in inside if tree.tokens[at].pos == "NOUN"),
        (_description(tree, at) for at in inside if tree.tokens[at].pos == "ADJ"),
    )
    return next((judged for way in ways if (judged := sum(way))), 0)


_PREDICATES = frozenset({"acomp", "attr"})


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
        if not _may_be_asked(tree, subject, who, known) or _is_perfect(tree, verb):
            continue
        if not any(tree.is_verb(over) and over in inside for over in tree.ancestors(verb)):
            return True
    return False


def _may_be_asked(tree: Tree, subject: int | None, who: int | None, known: Collection[int]) -> bool:
    """Whether a subject is somebody else, by a name or a word for people or countries: "every country"."""
    if subject is None or (who is not None and who in known):
        return False
    if who is not None and tree.mentions[who].kind != "pronoun":
        return True
    named = tree.tokens[subject].pos == "NOUN" and is_people(tree, subject)  # not "nobody"
    return named or tree.lemma(subject) in _ASKED


_ASKED = frozenset(
    {"country", "nation", "side", "state", "party", "world", "community", "everyone", "everybody"}
)


def _threatens(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether the verb tells a deed of the speaker to come that would harm another: "it will respond with
    force", "there would be severe punishment", "was willing to add tariffs"."""
    if not tree.is_verb(verb):
        return False
    subject = tree.first(verb, "nsubj", "expl", "nsubjpass", "csubj")
    if subject is None or tree.tokens[verb].dep == "relcl":
        return False
    deeds = readied(tree, verb)
    if is_conditional(tree, verb) and tree.tokens[verb].dep != "advcl":
        return any(is_hostile(tree, deed) for deed in (verb, *deeds))
    coming = any(tree.tokens[at].text.lower() in _COMING for at in tree.below(verb, "aux"))
    if coming and (_is_severe(tree, verb, subject) or _has_consequences(tree, verb, subject)):
        return True
    if coming and _is_country(tree, subject) and is_answer(tree, verb):
        return True  # "Norland will take revenge", which no other country says of it
    if tree.tokens[subject].dep != "expl" and not _speaks(tree, subject, known):
        return False
    if coming:
        return is_hostile(tree, verb) or _or_else(tree, verb)
    over = tree.tokens[verb].head
    either = tree.tokens[verb].dep == "conj" and any(tree.lemma(at) == "either" for at in tree.children[over])
    return any(is_hostile(tree, deed) for deed in (*deeds, *((verb,) if either else ())))


def _or_else(tree: Tree, verb: int) -> bool:
    """Whether it is what the speaker will do to those who do not obey: "leave, or we will make you"."""
    over = tree.tokens[verb].head
    joined = tree.tokens[verb].dep == "conj" and any(tree.lemma(at) == "or" for at in tree.below(over, "cc"))
    forced = any(tree.lemma(at) in {"must", "have"} for at in tree.below(over, "aux"))
    bare = tree.tokens[over].tag == "VB" and tree.first(over, "nsubj") is None
    harmless = root_of(tree.lemma(verb)) not in {*HARMFUL, None, "OTHER"}
    return joined and (forced or bare) and not harmless


def _is_severe(tree: Tree, verb: int, subject: int) -> bool:
    """ "Our answer will be severe", "there will be a harsh response"."""
    if tree.tokens[subject].dep == "expl":
        return any(is_severe_answer(tree, thing) for thing in tree.below(verb, "attr"))
    return is_severe_answer(tree, subject, tree.below(verb, "acomp"))


def _has_consequences(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a deed would be answered: "further steps would have grave consequences"."""
    if tree.lemma(verb) not in _BRINGING or tree.first(verb, "neg") is not None:
        return False
    deeds = words("deeds") | lexicon().nouns.keys()
    things = [*tree.below(verb, "dobj"), *(at for _, at in tree.prepositions(verb))]
    grave = (at for at in things if tree.first(at, "amod") is not None)
    done = tree.tokens[subject].dep == "csubj" or any(
        tree.lemma(at) in deeds for at in tree.conjuncts(subject)
    )
    return done and any(tree.lemma(at) in words("retaliating") for at in grave)


_BRINGING = frozenset({"have", "bring", "carry", "face", "meet", "lead", "result", "entail", "mean", "draw"})


def _is_country(tree: Tree, subject: int) -> bool:
    index = tree.mention[subject]
    return index is not None and tree.mentions[index].type == "place" and tree.mentions[index].kind == "name"


def _declared(tree: Tree, verb: int, known: Collection[int]) -> str | None:
    """The root of what the speaker does by saying so, or says to do: "we condemn the raid", "I call on all
    to leave", "they will support the bill" (the performatives of Austin 1962)."""
    token = tree.tokens[verb]
    if not tree.is_verb(verb) or tree.first(verb, "neg") is not None:
        return None
    if token.dep in {"advcl", "relcl", "acl"}:
        return None
    subject = tree.first(verb, "nsubj")
    auxiliaries = {tree.lemma(at) for at in tree.below(verb, "aux")}
    coming = auxiliaries in ({"will"}, {"would"})
    if subject is None or not (
        _speaks(tree, subject, known) or (coming and tree.tokens[subject].tag == "PRP")
    ):
        return None
    if not coming and (auxiliaries or token.tag not in {"VBP", "VBZ"}):
        return None
    things = {*tree.below(verb, "dobj", "ccomp", "xcomp"), *(at for _, at in tree.prepositions(verb))}
    trusts = tree.lemma(verb) in _VOICING and any(
        tree.lemma(thing) == "confidence" and all(tree.lemma(at) != "no" for at in tree.below(thing, "det"))
        for thing in things
    )
    root = "SUPPORT" if trusts else _root(tree, verb)
    root = "REQUEST" if any(is_wished(tree, thing) for thing in things) else root
    if not things or root not in {"REQUEST", "ACCUSE", "REJECT", "SUPPORT"}:
        return None
    return root if not coming or root in {"REJECT", "SUPPORT"} else None


_VOICING = frozenset({"have", "express", "affirm", "voice"})


def _refuses(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether the speaker will not do something that would help or please another: "we will not sign"."""
    token = tree.tokens[verb]
    if not tree.is_verb(verb) or token.dep not in _MAIN:
        return False
    plans = [at for at in tree.below(verb, "dobj") if tree.lemma(at) in {"intention", "plan"}]
    if any(tree.lemma(word) == "no" for at in plans for word in tree.below(at, "det")):
        return any(tree.first(at, "acl") is not None for at in plans)  # "have no plans to support it"
    if tree.first(verb, "neg") is None:
        return False
    if token.tag == "VBG" and tree.lemma(verb) in _WEIGHING:
        return tree.first(verb, "xcomp") is not None and _is_own(tree, verb, known)
    auxiliaries = {tree.tokens[at].text.lower() for at in tree.below(verb, "aux")} - {"be"}
    if not auxiliaries or not auxiliaries <= _COMING or tree.first(verb, "dobj", "xcomp") is None:
        return False
    idle = tree.lemma(verb) in words("stative") | words("telling") | words("report") | words("bleached")
    return not idle and root_of(tree.lemma(verb)) not in HARMFUL and _is_own(tree, verb, known)


_WEIGHING = frozenset({"consider", "contemplate", "go", "plan"})


def _denies(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether the speaker says to have done no harm, or that nothing shows something: "we did not attack the
    ship", "there is no evidence that the bank lied"."""
    token = tree.tokens[verb]
    if not tree.is_verb(verb) or token.dep not in _MAIN:
        return False
    shown = [at for at in tree.below(verb, "attr") if tree.lemma(at) in words("proofs") | {"basis"}]
    if tree.first(verb, "expl") is not None and shown:
        return any(tree.lemma(word) == "no" for at in shown for word in tree.below(at, "det"))
    auxiliaries = {tree.tokens[at].text.lower() for at in tree.below(verb, "aux")}
    past = auxiliaries <= {"did", "had", "have", "has"} and bool(auxiliaries)
    if not past or tree.first(verb, "neg") is None or not _is_own(tree, verb, known):
        return False
    return root_of(tree.lemma(verb)) in HARMFUL


def _refutes(tree: Tree, token: int) -> bool:
    """Whether a report is said not to be so: "the claims are groundless"."""
    word = tree.tokens[token]
    if word.dep != "acomp" or tree.lemma(token) not in words("refuted"):
        return False
    subject = tree.first(word.head, "nsubj")
    return (
        subject is not None
        and tree.lemma(subject) in words("accounts")
        and tree.first(word.head, "neg") is None
    )


_MAIN = frozenset({"ROOT", "ccomp", "conj"})


def _is_own(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether the subject of a verb is the one who speaks."""
    subject = tree.first(tree.first_conjunct(verb), "nsubj") if tree.tokens[verb].dep == "conj" else None
    subject = tree.first(verb, "nsubj") if subject is None else subject
    return subject is not None and _speaks(tree, subject, known)


def _speaks(tree: Tree, subject: int, known: Collection[int]) -> bool:
    """Whether a subject is "I" or "we", or one of those who speak."""
    return tree.tokens[subject].text.lower() in _OWN or tree.mention[subject] in known


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
    about = any(prep in {"for", "of", "in"} for prep, _ in tree.prepositions(token))
    return about and not _speaks(tree, subject, known) and tree.mention[subject] is not None


def _regrets(tree: Tree, verb: int, known: Collection[int]) -> bool:
    """Whether it tells what others should have done, or should not: "the board should have stepped in"."""
    if not _is_perfect(tree, verb) or tree.tokens[verb].dep not in _MAIN:
        return False
    owed = any(tree.lemma(at) == "should" for at in tree.below(verb, "aux"))
    subject = tree.first(verb, "nsubj", "nsubjpass")
    return owed and subject is not None and not _speaks(tree, subject, known)


def _is_perfect(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].tag == "VBN" and any(tree.lemma(at) == "have" for at in tree.below(verb, "aux"))


def _judgment(tree: Tree, token: int, known: Collection[int]) -> int:
    """Whether an adjective or noun after "is" praises (1) or blames (-1) another: one's own mood does not."""
    over = tree.tokens[token].head
    subject = tree.first(over, "nsubj")
    aim = tree.tokens[over].dep == "xcomp" and tree.tokens[tree.tokens[over].head].pos == "ADJ"
    if aim or (subject is not None and _speaks(tree, subject, known)):
        return 0  # "is fit to be a minister"
    only = any(tree.lemma(at) == "only" for at in (*tree.below(token, "advmod", "preconj"), token - 1))
    denied = tree.first(over, "neg") is not None and not only
    return -_opinion(tree, token) if denied else _opinion(tree, token)


def _description(tree: Tree, token: int) -> int:
    """Whether an adjective praises or blames: "is no terrible blow" neither."""
    noun = tree.tokens[token].head
    denied = tree.tokens[noun].dep == "attr" and tree.first(tree.tokens[noun].head, "neg") is not None
    return 0 if denied else _opinion(tree, token)


def _opinion(tree: Tree, token: int) -> int:
    """Whether a word praises (1) or blames (-1), else 0."""
    lemma = tree.lemma(token)
    if lemma in words("faulty"):
        return -1
    if lemma in words("sizes") | words("moods"):
        return 0
    minister = lemma == "prime" and tree.lemma(tree.tokens[token].head) == "minister"
    return 0 if minister else int(lemma in words("suitable")) or opinions().get(lemma, 0)


def _fault(tree: Tree, token: int) -> int:
    """-1 for a fault, which is no event and nobody: "showed weakness", "a sign of disrespect"."""
    lemma = tree.lemma(token)
    told = tree.tokens[token].dep in {"dobj", "pobj"} and tree.mention[token] is None
    deed = lemma in lexicon().nouns or lemma in other_nouns() or lemma in words("retaliating")
    return min(opinions().get(lemma, 0), 0) if told and not deed else 0


_AIMING = frozenset({"aim", "attempt", "conspire", "intend", "mean", "plot", "seek", "try"})
"""Verbs of what somebody would do: "it aimed to damage the talks"."""


def _deed(tree: Tree, verb: int) -> int:
    """-1 for a verb that tells something bad that somebody else does, else 0."""
    aimed = tree.tokens[verb].dep == "xcomp" and tree.lemma(tree.tokens[verb].head) in _AIMING
    subject = tree.first(tree.tokens[verb].head if aimed else verb, "nsubj", "nsubjpass")
    if subject is None or tree.tokens[subject].tag in {"WDT", "WP"}:
        return 0  # "a raid that would overthrow him" is only spoken of
    if tree.tokens[subject].text.lower() in _OWN:
        return 0
    if tree.first(verb, "neg") is not None:
        return -int(tree.lemma(verb) in words("duties") and tree.first(verb, "auxpass") is None)
    if tree.lemma(verb) == "take" and any(tree.lemma(at) == "advantage" for at in tree.below(verb, "dobj")):
        return -1
    wars = [at for at in tree.below(verb, "dobj") if tree.lemma(at) == "war"]
    figurative = any(tree.lemma(at) in words("figurative_war") for war in wars for at in tree.children[war])
    return -1 if figurative else min(opinions().get(f"to {tree.lemma(verb)}", 0), 0)
