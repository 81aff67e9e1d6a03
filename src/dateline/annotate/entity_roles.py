"""Roles of people in words: titles before the name, appositions on either side, and "X is the …"."""

from __future__ import annotations

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_tree import HONORIFICS, Tree

Range = tuple[int, int]
"""First and last token of a role, inclusive."""

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_JOINS = frozenset({"'s", "’s", "'", "’", "-", "–", "/", "&", "then", "vice", "now", "ex", "late", "former"})
_LINKS = frozenset({"of", "to", "for", "at", "in", "on", "with", "from", "and", "the", "a"})
_NOT_IN_ROLE = frozenset({"same", "other", "today", "yesterday"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 24
"""Tokens of the longest role that is looked for; longer appositions are cut before a relative clause."""


def roles_of(name: Name, tree: Tree) -> list[Range]:
    """The roles that stand with one occurrence of a person's name, in text order."""
    found = [
        _before(name.first - 1, tree),
        _apposed_before(name, tree),
        _after(name, tree),
        _is_a(name, tree),
    ]
    return sorted({role for role in found if role is not None})


def title_of(name: Name, tree: Tree) -> Range | None:
    """The role that stands directly before the name ("U.S. ambassador to Ostria" Ann Lee)."""
    return _before(name.first - 1, tree)


def _before(end: int, tree: Tree) -> Range | None:
    """The role that ends with token `end`, directly before a name."""
    if end < 0 or not tree.same_sentence(end + 1, end):
        return None
    if tree.tokens[end].text == ")":
        end = next((at - 1 for at in range(end, max(end - 5, 0), -1) if tree.tokens[at].text == "("), end)
    if tree.word(end) in HONORIFICS:
        end -= 1
        if end < 0 or not tree.same_sentence(end + 1, end):
            return None
    head = end
    if not tree.is_role_noun(end):
        linked = _linked_head(end, tree)
        if linked is None:
            return None
        head = linked
    start = _extend_left(head, tree)
    while start < head and tree.word(start) in HONORIFICS:
        start += 1
    while end > head and tree.word(end) in HONORIFICS:
        end -= 1
    return None if tree.word(head) in HONORIFICS and start == head else (start, end)


def _linked_head(end: int, tree: Tree) -> int | None:
    """The noun that "of X", "to the X" before a name depends on ("Secretary" in "Secretary of State")."""
    at = end
    seen = False
    while at > 0 and end - at < 8 and tree.same_sentence(end, at):
        word = tree.word(at)
        if word in {"of", "to", "for", "at", "in", "on"} and seen and tree.is_role_noun(at - 1):
            return at - 1
        if tree.tokens[at].pos not in {*_INSIDE, "DET", "CCONJ", "ADP"} and word not in _JOINS | _LINKS:
            return None
        if tree.label_at(at) == "PER":
            return None
        seen = seen or tree.tokens[at].pos in _INSIDE
        at -= 1
    return None


def _extend_left(head: int, tree: Tree) -> int:
    start = head
    while start > 0 and tree.same_sentence(head, start - 1) and head - start < LONGEST:
        token, word = tree.tokens[start - 1], tree.word(start - 1)
        if word in _NOT_IN_ROLE or not (token.pos in _INSIDE or word in _JOINS):
            break
        if token.dep in {"nsubj", "dobj", "npadvmod"} and tree.tokens[token.head].pos in {"VERB", "AUX"}:
            break
        start -= 1
    while start < head and (tree.tokens[start].pos in {"PART", "PUNCT"} or tree.tokens[start].pos == "NUM"):
        start += 1
    return start


_CLOSES = frozenset({",", ".", ";", ")", "—", "–", "-", "--", ":", "?", "!", '"', "”", "(", "’", "'"})


def _apposed_before(name: Name, tree: Tree) -> Range | None:
    """The role in `the foreign minister, NAME,`: the name must be closed by a mark as well."""
    title = _before(name.first - 1, tree)
    comma = (name.first if title is None else title[0]) - 1
    if tree.word(comma) not in {",", "—", "–"} or not tree.same_sentence(name.first, comma):
        return None
    closed = name.last + 1
    if tree.same_sentence(name.last, closed) and tree.tokens[closed].text not in _CLOSES:
        return None
    return _before(comma, tree) if comma <= 0 else _before_mark(comma, tree)


def _before_mark(comma: int, tree: Tree) -> Range | None:
    role = _before(comma - 1, tree) if comma else None
    if role is None:
        return None
    head = next(at for at in range(role[1], role[0] - 1, -1) if tree.is_role_noun(at) or at == role[0])
    first = tree.phrase_start(head)
    has_determiner = any(tree.tokens[at].pos in {"DET", "PRON"} for at in range(first, role[0] + 1))
    possessive = any(tree.tokens[at].tag == "POS" for at in range(role[0], role[1]))
    return role if has_determiner or possessive or role[0] == 0 or role[1] > role[0] else None


def _after(name: Name, tree: Tree) -> Range | None:
    """The role in `NAME, a veteran diplomat and expert on trade,`."""
    at = name.last + 1
    if not tree.same_sentence(name.last, at) or tree.tokens[at].text not in {",", "(", "—", "–", "--"}:
        return None
    at += 1
    if tree.same_sentence(name.last, at) and tree.tokens[at].pos == "NUM" and tree.word(at + 1) == ",":
        at += 2
    start = at
    head = None
    while tree.same_sentence(name.last, at) and at - start < LONGEST:
        token, word = tree.tokens[at], tree.word(at)
        if (
            token.pos in {"DET", "ADV"}
            or token.pos in _INSIDE
            or word in _JOINS
            or token.tag in {"PRP$", "VBN"}
        ):
            if tree.is_role_noun(at):
                head = at
            elif token.pos in {"NOUN", "PROPN"} and word not in _JOINS:
                head = None
            at += 1
            continue
        break
    if head is None or tree.label_at(at - 1) == "PER":
        return None
    end = _phrase_end(head, tree, clauses=True)
    closed = end + 1
    if (
        tree.same_sentence(head, closed)
        and tree.tokens[closed].text not in _CLOSES
        and not _opens_clause(closed, tree)
        and tree.word(start) not in {"a", "an"}
    ):
        return None
    while (
        start < head and tree.tokens[start].pos in {"DET", "PRON", "ADV"} and tree.word(start) not in _JOINS
    ):
        start += 1
    return start, end


def _opens_clause(at: int, tree: Tree) -> bool:
    return tree.word(at) in {"who", "whom", "whose", "that", "which", "and"}


def _phrase_end(head: int, tree: Tree, *, clauses: bool = False) -> int:
    """Last token of the phrase of `head`: prepositional phrases and joined nouns.

    clauses: whether a participle ("the official handling trade") goes on with the phrase.
    """
    at = head
    while tree.same_sentence(head, at + 1) and at - head < LONGEST:
        token, word = tree.tokens[at + 1], tree.word(at + 1)
        if token.text in {",", ".", ";", ")", "(", "—", "--", ":", '"', "“", "”"} or token.tag in _FINITE:
            break
        if token.tag == "POS" and at == head:
            break
        if word in {
            "who",
            "whom",
            "whose",
            "that",
            "which",
            "while",
            "when",
            "as",
            "after",
            "because",
            "where",
        }:
            break
        if not clauses and token.tag in {"VBG", "VBN", "TO"} and token.dep not in {"amod", "compound"}:
            break
        if word == "and" and not _joins_roles(at + 1, tree):
            break
        if word in {"on", "last", "this", "in"} and _is_time(
            at + 2 if word in {"on", "in"} else at + 1, tree
        ):
            break
        at += 1
    while at > head and tree.tokens[at].pos in {"ADP", "DET", "CCONJ", "ADV", "PUNCT"}:
        at -= 1
    return at


def _joins_roles(conjunction: int, tree: Tree) -> bool:
    for at in range(conjunction + 1, min(conjunction + 6, len(tree.tokens))):
        if tree.tokens[at].tag in _FINITE or tree.label_at(at) == "PER":
            return False
        if tree.tokens[at].pos in {"NOUN", "PROPN"} and tree.word(at):
            return True
    return False


_TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december", "may"}
)


def _is_time(at: int, tree: Tree) -> bool:
    return tree.word(at) in _TIMES or tree.word(at + 1) in _TIMES


def _is_a(name: Name, tree: Tree) -> Range | None:
    """The role in `NAME is (became, remained) the head of …`."""
    head = tree.head_of(name.first, name.last)
    subject = tree.tokens[head]
    verb = subject.head
    if subject.dep != "nsubj" or tree.tokens[verb].lemma not in {"be", "become", "remain"}:
        return None
    if any(tree.tokens[child].dep == "neg" for child in tree.children[verb]):
        return None
    for child in tree.children[verb]:
        if tree.tokens[child].dep == "attr" and tree.is_role_noun(child) and child > head:
            start = tree.phrase_start(child)
            while start < child and tree.tokens[start].pos in {"DET", "PRON", "ADV"}:
                start += 1
            return start, _phrase_end(child, tree)
    return None


def phrase_end(head: int, tree: Tree) -> int:
    """Last token of the noun phrase of `head` with its prepositional phrases, without clauses."""
    return _phrase_end(head, tree)
