"""Who acts in a clause and who undergoes it: subjects, through control, relative clauses and participles."""

from __future__ import annotations

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree

_PARTS = frozenset(
    {
        *("all", "any", "both", "dozen", "each", "few", "half", "handful", "hundred", "majority", "many"),
        *("more", "most", "much", "number", "one", "other", "part", "portion", "rest", "score", "several"),
        *("some", "thousand"),
    }
)
"""Words for a part of what stands after "of": "some of the trains"."""

_OF_SUBJECT = frozenset(
    {"after", "amid", "before", "besides", "by", "despite", "on", "since", "upon", "while", "without"}
)
"""Prepositions whose gerund is of the subject: "X left Y after meeting Z", but "X accused Y of leaving"."""

_CONTROL = frozenset({"xcomp", "advcl", "ccomp", "conj", "pcomp", "acl", "relcl"})


def undergoers(tree: Tree, verb: int) -> list[int]:
    """Who a passive verb without a subject of its own acts on: "the line, cut in May", "X is to be tried"."""
    token = tree.tokens[verb]
    if token.tag == "VBN" and token.dep == "acl" and not tree.is_verb(token.head):
        return [whole(tree, token.head)]
    if tree.first(verb, "auxpass") is None or tree.first(verb, "nsubjpass", "nsubj") is not None:
        return []
    for over in tree.ancestors(verb):
        if tree.is_verb(over):
            return [whole(tree, thing) for thing in tree.below(over, "nsubj", "nsubjpass")]
    return []


def acted_on(tree: Tree, verb: int) -> list[int]:
    """What a verb is done to: its objects, the subject of its passive, or whom it is understood of."""
    return [*tree.below(verb, "dobj", "nsubjpass"), *undergoers(tree, verb)]


def whole(tree: Tree, token: int) -> int:
    """What a word for a part is of, else the word itself: "trains" of "some of the trains"."""
    part = tree.tokens[token].tag == "CD" or tree.lemma(token) in _PARTS
    if not part or tree.mention[token] is not None:
        return token
    return next((thing for word, thing in tree.prepositions(token) if word == "of"), token)


def subjects(tree: Tree, verb: int, *, depth: int = 0) -> list[int]:
    """The tokens that act in `verb`: its subject, or the one that controls it."""
    token = tree.tokens[verb]
    if tree.first(verb, "nsubjpass", "auxpass") is not None:
        return []
    own = tree.below(verb, "nsubj") or _absolute(tree, verb)
    if own:
        return [antecedent(tree, verb, subject) for subject in own]
    undergone = token.tag == "VBN" and token.dep in {"acl", "relcl", "advcl"}
    if depth > 6 or token.head == verb or token.dep not in _CONTROL or undergone:
        return []
    if tree.is_verb(token.head):
        over = _told_before(tree, verb, _said_first(tree, verb, token.head))
        return _controller(tree, over, depth, by_object=token.dep in {"xcomp", "ccomp"})
    return _under_word(tree, token.head, token.dep, depth)


def _absolute(tree: Tree, verb: int) -> tuple[int, ...]:
    """Who acts in a clause that "with" opens: "with the council expected to meet"."""
    first = tree.first(verb, "prep")
    if first is None or tree.tokens[verb].dep != "advcl" or tree.lemma(first) != "with" or first > verb:
        return ()
    return tuple(thing for thing in tree.below(first, "pobj") if thing < verb)


def _said_first(tree: Tree, clause: int, over: int) -> int:
    """The verb that a clause belongs to where the parser hangs it on the attribution that follows: "X tried
    to settle, holding talks, the paper reported"."""
    subject = tree.first(over, "nsubj")
    if subject is None or clause > subject or tree.lemma(over) not in words("report"):
        return over
    said = [tree.tokens[over].head] if tree.tokens[over].dep == "conj" else tree.below(over, "ccomp")
    return next((verb for verb in said if verb < clause and tree.is_verb(verb)), over)


def _told_before(tree: Tree, verb: int, over: int) -> int:
    """The verb that a finite verb is coordinated with, where its tense parts it from the one before: "X says
    that Y will help and proposed talks"."""
    past = tree.tokens[verb].tag in {"VBD", "VBN"} and tree.tokens[verb].dep == "conj"
    if not past or tree.tokens[over].dep != "ccomp" or tree.first(verb, "aux") is not None:
        return over
    modal = any(tree.tokens[aux].tag == "MD" for aux in tree.below(over, "aux"))
    said = tree.tokens[over].head
    return said if modal and tree.is_verb(said) else over


def _under_word(tree: Tree, over: int, dep: str, depth: int) -> list[int]:
    """Who acts in a clause under a word that is no verb: a noun or preposition."""
    if tree.tokens[over].dep == "acomp":  # "X is unlikely to meet Y"
        return subjects(tree, tree.tokens[over].head, depth=depth + 1)
    if dep == "xcomp":  # a verb that was taken for a noun: "X plans to meet Y"
        above = tree.tokens[over].head
        return list(tree.below(over, "nsubj")) or ([above] if tree.mention[above] is not None else [])
    if dep == "acl":
        return _writers(tree, over, depth) or _possessors(tree, over) or _bearers(tree, over, depth)
    if dep != "pcomp":
        return []
    above = tree.tokens[over].head
    if tree.is_verb(above):
        return _controller(tree, above, depth, by_object=tree.lemma(over) not in _OF_SUBJECT)
    return _possessors(tree, above) or _doers(tree, above, depth)


def _controller(tree: Tree, over: int, depth: int, *, by_object: bool = True) -> list[int]:
    """Who acts in a clause under `over`: its object ("accused him of"), or else its subject."""
    if not tree.is_verb(over):
        return _possessors(tree, over)
    objects = tree.below(over, "dobj") if by_object else ()
    persons = [thing for thing in objects if tree.mention[thing] is not None]
    undergone = [antecedent(tree, over, thing) for thing in tree.below(over, "nsubjpass")]
    undergone = undergone or undergoers(tree, over)  # "X, accused of leaving"
    if persons and tree.lemma(over) == "join":  # "X joined Y in condemning it"
        return [*subjects(tree, over, depth=depth + 1), *persons]
    return persons or undergone or subjects(tree, over, depth=depth + 1)


def antecedent(tree: Tree, verb: int, subject: int) -> int:
    """What a relative pronoun stands for: the name right before it, else what its clause hangs on; what the
    word for a part is of; else the word itself."""
    clause = verb
    while tree.tokens[clause].dep == "xcomp":
        clause = tree.tokens[clause].head
    if tree.tokens[subject].tag not in {"WP", "WDT"}:
        return whole(tree, subject)
    cleft = _cleft(tree, clause)
    if cleft is not None:
        return cleft
    if tree.tokens[clause].dep != "relcl":
        return subject
    head, before = tree.tokens[clause].head, subject - 1
    while before > head and tree.tokens[before].pos == "PUNCT":
        before -= 1
    return (
        before if tree.mention[head] is None and before > head and tree.mention[before] is not None else head
    )


def _cleft(tree: Tree, clause: int) -> int | None:
    """Who a clause is about that "it is" cuts off: "it was X that asked for a delay"."""
    over = tree.tokens[clause].head
    if tree.lemma(over) != "be" or tree.tokens[clause].dep not in {"ccomp", "relcl", "advcl"}:
        return None
    subject, named = tree.first(over, "nsubj", "expl"), tree.first(over, "attr")
    is_it = subject is not None and tree.lemma(subject) == "it"
    return named if is_it and named is not None and named < clause else None


def _writers(tree: Tree, noun: int, depth: int) -> list[int]:
    """Who acts in a participle behind the one written to: "X wrote to Y warning of losses"."""
    prep = tree.tokens[noun].head
    addressed = (
        tree.tokens[noun].dep == "pobj" and tree.lemma(prep) == "to" and tree.mention[noun] is not None
    )
    verb = tree.tokens[prep].head
    if not addressed or not tree.is_verb(verb) or tree.lemma(verb) not in words("report"):
        return []
    return subjects(tree, verb, depth=depth + 1)


def _bearers(tree: Tree, noun: int, depth: int) -> list[int]:
    """Who acts in a clause under a noun: "X made an offer to meet", else the noun: "officials visiting Y"."""
    over = tree.tokens[noun].head
    if tree.mention[noun] is None and tree.tokens[noun].dep == "dobj" and tree.is_verb(over):
        return subjects(tree, over, depth=depth + 1)
    before = [child for child in tree.below(noun, "compound", "nmod") if tree.mention[child] is not None]
    return before if before and tree.mention[noun] is None else [noun]


def _doers(tree: Tree, noun: int, depth: int) -> list[int]:
    """Who does what a noun is about: "X took the step of leaving", "X is close to leaving"."""
    token = tree.tokens[noun]
    if token.dep in {"dobj", "attr", "acomp"} and tree.is_verb(token.head):
        return subjects(tree, token.head, depth=depth + 1)
    return []


def _possessors(tree: Tree, noun: int) -> list[int]:
    return list(tree.below(noun, "poss"))
