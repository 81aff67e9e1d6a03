"""How far the words of a role go: before its noun, and after it."""

from __future__ import annotations

from dateline.annotate.entity_tree import Tree

Range = tuple[int, int]
"""First and last token of a role, inclusive."""
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
JOINS = frozenset({"'s", "’s", "'", "’", "-", "–", "/", "&", "then", "vice", "now", "ex", "late", "former"})
DASHES = frozenset({"-", "–", "—", "--"})
_MARKS = frozenset({'"', "”", "’", "'"})
QUOTATION = frozenset('"“”„«»')
_NOT_IN_ROLE = frozenset({"same", "such", "other", "today", "yesterday"})
_GOVERNED = frozenset({"pobj", "attr", "dobj", "oprd"})
"""What a noun is to a word before it, and then no part of the office after it ("in a tweet President …")."""
_VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that are no part of a phrase: finite, or bare as in "helped the president win"."""
YEAR = 4
LONGEST = 24
"""Tokens of the longest role that is looked for; longer appositions are cut before a relative clause."""


def extend_left(head: int, tree: Tree) -> int:
    """First token of the words before the head noun of a role that belong to it."""
    start = _words_before(head, head, tree)
    while _joins_left(start - 1, head, tree):
        start = _words_before(start - 2, head, tree)
    while start < head and (tree.tokens[start].pos in {"PART", "PUNCT"} or _is_number(start, tree)):
        start += 1
    return word_start(start, tree)


def word_start(at: int, tree: Tree) -> int:
    """The first token of the word with hyphens that a token is in ("far" of "far-right")."""
    while at > 0 and "-" in {tree.tokens[at].text, tree.tokens[at - 1].text}:
        if tree.tokens[at - 1].end < tree.tokens[at].start:
            break
        at -= 1
    return at


def _is_number(at: int, tree: Tree) -> bool:
    """A number by itself, no part of a word ("one-time")."""
    return tree.tokens[at].pos == "NUM" and tree.tokens[at].end < tree.tokens[at + 1].start


def _words_before(start: int, head: int, tree: Tree) -> int:
    while start > 0 and tree.same_sentence(head, start - 1) and head - start < LONGEST:
        token, word = tree.tokens[start - 1], tree.word(start - 1)
        participle = token.tag in {"VBN", "VBG"} and token.dep in {"amod", "compound"}
        if participle and tree.same_sentence(head, start - 2) and tree.tokens[start - 2].text in _MARKS:
            break
        if word in _NOT_IN_ROLE | _TIMES or not (token.pos in INSIDE or participle or word in JOINS):
            break
        if word in DASHES and tree.tokens[start - 2].end < token.start:
            break
        verb = tree.tokens[token.head]
        based = verb.dep == "amod" and token.head < head
        if token.dep in {"nsubj", "dobj", "npadvmod"} and verb.pos in {"VERB", "AUX"} and not based:
            break
        if token.pos in {"NOUN", "PROPN"} and token.head < start - 1 and token.dep in _GOVERNED:
            break
        start -= 1
    return start


def _joins_left(conjunction: int, head: int, tree: Tree) -> bool:
    """Whether the role goes on before "and": another role ("publisher and editor"), or another part of the
    office ("Industry and Trade Minister"), and nobody else."""
    before = conjunction - 1
    if before < 0 or tree.word(conjunction) not in {"and", "&"} or not tree.same_sentence(head, before):
        return False
    if tree.is_role_noun(before):
        opening = _words_before(before, head, tree) - 1
        return not tree.same_sentence(head, opening) or tree.tokens[opening].pos not in {"DET", "PRON"}
    office = tree.tokens[before].pos == "PROPN" and tree.name_at[before] is None
    inside = tree.name_at[before] is not None and tree.name_at[before] == tree.name_at[conjunction + 1]
    following = conjunction + 1
    return (
        (office or inside)
        and following < head
        and tree.tokens[following].text[:1].isupper()
        and (inside or tree.name_at[following] is None)
    )


_BEFORE_NOUN = frozenset({"amod", "compound", "det", "poss", "nummod", "nmod"})
_LOOSE = frozenset({"ADP", "SCONJ", "DET", "CCONJ", "ADV", "PUNCT", "PRON"})
"""Parts of speech that end no role."""
_ENDS_PHRASE = frozenset(
    {"who", "whom", "whose", "that", "which", "while", "when", "as", "after", "because", "where"}
    | {"if", "but", "although", "though", "whether", "before"}
)


def phrase_end(head: int, tree: Tree, *, clauses: bool = False) -> int:
    """Last token of the phrase of `head`: prepositional phrases and joined nouns.

    clauses: whether a participle ("the official handling trade") goes on with the phrase, and every
    preposition, since a mark closes it.
    """
    at = head
    while tree.same_sentence(head, at + 1) and at - head < LONGEST:
        token, word = tree.tokens[at + 1], tree.word(at + 1)
        if tree.name_at[at] is not None and tree.name_at[at] == tree.name_at[at + 1]:
            at += 1
            continue
        if token.text in {",", ".", ";", ")", "(", "—", "--", ":", '"', "“", "”"} or token.tag in _VERBS:
            break
        if token.tag == "POS" and at == head:
            break
        if word in _ENDS_PHRASE:
            break
        if not clauses and token.tag in {"VBG", "VBN", "TO"} and token.dep not in {"amod", "compound"}:
            break
        if word in {"and", "or"} and not _joins_roles(at + 1, head, tree):
            break
        if word in SINCE_WHEN and _is_time(at + 2 if word in _SINCE else at + 1, tree):
            break
        if not clauses and token.pos == "ADP" and not head <= token.head <= at:
            break
        if token.pos == "PROPN" and tree.tokens[at].pos == "NOUN" and tree.label_at(at + 1) != "ORG":
            break
        if _names_another(at + 1, tree) or (not clauses and _is_object_beside(at + 1, head, tree)):
            break
        at += 1
    cut = tree.same_sentence(head, at + 1) and tree.tokens[at + 1].text in QUOTATION
    loose = _LOOSE | {"ADJ", "VERB"} if cut else _LOOSE
    while at > head and tree.tokens[at].pos in loose:
        at -= 1
    return at


def _is_object_beside(at: int, head: int, tree: Tree) -> bool:
    """Whether a word begins another object of the verb, a time, or the subject of another verb ("gave the
    president broad powers", "the only mayor the council fears")."""
    noun = at
    while (
        noun < len(tree.tokens) - 1
        and tree.tokens[noun].dep in _BEFORE_NOUN
        and tree.tokens[noun].head > noun
    ):
        noun = tree.tokens[noun].head
    token = tree.tokens[noun]
    if token.dep in {"npadvmod", "nsubj", "nsubjpass"} and not head <= token.head <= at:
        return True
    beside = token.head < head and token.head == tree.tokens[head].head
    return token.pos == "NOUN" and token.dep in {"dobj", "oprd", "npadvmod"} and beside


def _names_another(at: int, tree: Tree) -> bool:
    """Whether a person's name begins that no word before it belongs to ("Secretary of State" Ann Lee)."""
    before = tree.tokens[at - 1]
    begins = tree.label_at(at) == "PER" and tree.label_at(at - 1) != "PER"
    return begins and before.pos in INSIDE and tree.label_at(before.head) != "PER"


def _joins_roles(conjunction: int, head: int, tree: Tree) -> bool:
    """Whether what follows "and" goes on with the role: what is joined to its head noun must be a role."""
    if tree.tokens[min(conjunction + 1, len(tree.tokens) - 1)].pos == "VERB":
        return False
    for at in range(conjunction + 1, min(conjunction + 6, len(tree.tokens))):
        token = tree.tokens[at]
        if token.tag in _VERBS or tree.label_at(at) == "PER":
            return False
        if token.dep == "conj" and token.head == head:
            return tree.is_role_noun(at)
    return any(
        tree.tokens[at].pos in {"NOUN", "PROPN"} and tree.word(at)
        for at in range(conjunction + 1, min(conjunction + 6, len(tree.tokens)))
    )


_SINCE = frozenset({"on", "in", "from", "since", "until"})
SINCE_WHEN = _SINCE | {"last", "this"}
_TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december", "may"}
)


def _is_time(at: int, tree: Tree) -> bool:
    year = tree.word(at).isdigit() and len(tree.word(at)) == YEAR
    return year or tree.word(at) in _TIMES or tree.word(at + 1) in _TIMES
