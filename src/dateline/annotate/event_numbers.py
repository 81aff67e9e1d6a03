"""Numbers that an event comes with: how many were killed, hurt, arrested, or how much was offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.annotate.event_lexicon import table
from dateline.annotate.event_tree import Tree
from dateline.schema.annotation import Bound, Quantity

_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("at", "least"), "at least"),
    (("no", "fewer", "than"), "at least"),
    (("no", "less", "than"), "at least"),
    (("at", "most"), "at most"),
    (("up", "to"), "at most"),
    (("more", "than"), "more than"),
    (("over",), "more than"),
    (("less", "than"), "less than"),
    (("fewer", "than"), "less than"),
    (("about",), "about"),
    (("some",), "about"),
    (("around",), "about"),
    (("nearly",), "about"),
    (("almost",), "about"),
    (("roughly",), "about"),
    (("approximately",), "about"),
    (("an", "estimated"), "about"),
)
"""Words before a number that bound it, longest first."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PERSON_LIKE_STOP = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "time", "percent", "%", "century"}
)


_HARM = frozenset({"killed", "injured", "missing"})
_HARMFUL = frozenset({"ASSAULT", "PROTEST", "OTHER", "COERCE", "AID"})


def counts(tree: Tree, token: int, root: str) -> tuple[Quantity, ...]:
    """The quantities of an event of root `root` whose clause `token` heads.

    Casualties count only for what can cause them.
    """
    return tuple(q for q in _quantities(tree, token) if q.what not in _HARM or root in _HARMFUL)


def _quantities(tree: Tree, token: int) -> tuple[Quantity, ...]:
    """The quantities in the sentence part under and beside the event word `token`."""
    found = [*_of_verb(tree, token), *_of_toll(tree, token), *_of_term(tree, token)]
    for child in tree.children[token]:
        if tree.is_verb(child) and tree.tokens[child].dep in {
            "advcl",
            "conj",
            "acl",
            "relcl",
            "xcomp",
            "ccomp",
        }:
            found += _quantities(tree, child)
        if tree.tokens[child].dep in {"dobj", "nsubj"}:
            for inner in tree.below(child, "relcl", "acl"):
                found += _of_verb(tree, inner)
    return tuple(dict.fromkeys(found))


def _of_toll(tree: Tree, token: int) -> Iterator[Quantity]:
    """ "The death toll rose to nine", "a toll of nine": the number that a noun for a count reaches."""
    nouns = [token, *tree.below(token, "nsubj", "dobj")]
    for noun in nouns:
        label = table("tolls").get(_phrase(tree, noun))
        if label is None:
            continue
        verb = tree.tokens[noun].head
        places = [*tree.prepositions(noun)]
        if tree.tokens[noun].dep in {"nsubj", "nsubjpass", "dobj"} and tree.is_verb(verb):
            places += tree.prepositions(verb)
            places += (("at", thing) for thing in tree.below(verb, "attr", "dobj") if thing != noun)
        for word, thing in places:
            quantity = _number_at(tree, thing, label) if word in _REACHED else None
            if quantity is not None:
                yield quantity


_REACHED = frozenset({"to", "at", "of", "above", "past", "over"})


def _phrase(tree: Tree, noun: int) -> str:
    """The noun with the noun before it: "death toll"."""
    before = [child for child in tree.below(noun, "compound") if child == noun - 1]
    return " ".join(tree.lemma(at) for at in (*before, noun))


def _of_term(tree: Tree, verb: int) -> Iterator[Quantity]:
    """ "Sentenced to four and a half years": a term with its unit."""
    if not tree.is_verb(verb) or tree.lemma(verb) not in table("terms"):
        return
    things = [
        *tree.below(verb, "dobj", "dative", "npadvmod"),
        *(thing for _, thing in tree.prepositions(verb)),
    ]
    for thing in things:
        unit = table("measures").get(tree.lemma(thing))
        quantity = _number_at(tree, thing, table("terms")[tree.lemma(verb)], timed=True) if unit else None
        if quantity is not None:
            yield quantity


def label_of(tree: Tree, token: int) -> str | None:
    """What the verb at `token` counts ("killed"), or None."""
    particle = tree.first(token, "prt")
    lemma = tree.lemma(token)
    if lemma in {"rush", "take", "bring", "fly", "airlift"} and _to_hospital(tree, token):
        return "injured"
    if particle is not None:
        lemma = f"{lemma} {tree.lemma(particle)}"
    return table("counted").get(lemma) if tree.is_verb(token) else None


def _to_hospital(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(thing) in {"hospital", "clinic"} for _, thing in tree.prepositions(verb))


def _of_verb(tree: Tree, verb: int) -> Iterator[Quantity]:
    label = label_of(tree, verb)
    things = tree.below(verb, "dobj", "nsubjpass", "dative", "attr", "npadvmod")
    bare = tree.tokens[verb].tag in {"VBN", "VBD"} and tree.first(verb, "aux", "auxpass", "dobj") is None
    if tree.lemma(verb) in {"die", "perish", "drown"} or bare:  # "nine arrested, five officers injured"
        things += tree.below(verb, "nsubj")
    if _is_relative(tree, verb) and label is not None:
        things += (tree.tokens[verb].head,)
    for thing in things:
        for noun in tree.conjuncts(thing):
            own = (
                _said_of(tree, noun)
                or table("nouns").get(tree.tokens[noun].text.lower())
                or table("nouns").get(tree.lemma(noun))
                or label
            )
            quantity = _number_at(tree, noun, own) if own is not None else None
            if quantity is not None:
                yield quantity


def _said_of(tree: Tree, noun: int) -> str | None:
    """What the words at a noun say of those it counts: "600 badly injured", "40 wounded people"."""
    for child in tree.below(noun, "amod", "acl"):
        word = tree.tokens[child].text.lower()
        bare = tree.tokens[child].dep == "amod" or tree.first(child, "nsubj", "nsubjpass") is None
        if bare and word in table("nouns"):
            return str(table("nouns")[word])
    return None


def _is_relative(tree: Tree, verb: int) -> bool:
    subject = tree.first(verb, "nsubjpass")
    if tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN":
        return True  # "five officers injured in the clash"
    return (
        tree.tokens[verb].dep == "relcl" and subject is not None and tree.tokens[subject].tag in {"WP", "WDT"}
    )


def _number_at(tree: Tree, noun: int, label: str, *, timed: bool = False) -> Quantity | None:
    """The number that counts `noun`, or that `noun` itself is; of stretches of time only if `timed`."""
    if tree.lemma(noun) in _PERSON_LIKE_STOP and not timed:
        return None
    holders = [noun] if tree.tokens[noun].pos == "NUM" else list(tree.below(noun, "nummod"))
    for holder in holders:
        tokens = sorted({holder, *_numeral(tree, holder)})
        if not timed and any(tree.time[at] is not None for at in tokens):
            continue
        value = _value([tree.tokens[at].text for at in tokens])
        if value is None:
            continue
        half = [at for at in tree.subtree(noun) if at > holder and tree.tokens[at].text.lower() == "half"]
        if half and half[0] - tokens[-1] in {2, 3}:  # "four and a half"
            value, tokens = value + 0.5, [*tokens, half[0]]
        first = tokens[0]
        bound, start = _bound(tree, first)
        return Quantity(
            what=label,
            value=value,
            unit=_unit(tree, noun, tokens),
            bound=bound,
            span=tree.span([start, *tokens, noun]),
        )
    return None


def _numeral(tree: Tree, holder: int) -> Iterator[int]:
    for child in tree.below(holder, "compound", "nummod", "quantmod", "nmod"):
        text = tree.tokens[child].text.lower()
        if tree.tokens[child].pos == "NUM" or text in table("units") or text in table("scales"):
            yield child


def _value(parts: list[str]) -> float | None:
    total, current, seen = 0.0, 0.0, False
    for part in (piece for text in parts for piece in text.lower().split("-")):
        number = _NUMBER.fullmatch(part)
        glued = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(m|bn|k|tn)", part)
        if number:
            current, seen = current + float(part.replace(",", "")), True
        elif glued:
            current, seen = current + float(glued[1].replace(",", "")) * table("scales")[glued[2]], True
        elif part in table("units"):
            current, seen = current + table("units")[part], True
        elif part in table("scales"):
            current = (current or 1.0) * table("scales")[part]
            if table("scales")[part] >= 1e3:
                total, current = total + current, 0.0
            seen = True
        elif part not in {"and", ""}:
            return None
    return total + current if seen else None


def _bound(tree: Tree, first: int) -> tuple[Bound | None, int]:
    """The bound said directly before the token `first`, and the token that it begins at."""
    for phrase, bound in _BOUNDS:
        begin = first - len(phrase)
        if begin >= 0 and tuple(tree.tokens[at].text.lower() for at in range(begin, first)) == phrase:
            return bound, begin
    return None, first


def _unit(tree: Tree, noun: int, tokens: list[int]) -> str | None:
    before = tree.tokens[tokens[0] - 1].text.lower() if tokens[0] else ""
    named = table("currencies").get(before) or table("currencies").get(tree.lemma(noun))
    return named or table("measures").get(tree.lemma(noun))
