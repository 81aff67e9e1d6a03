"""Roles of people in words: titles before the name, appositions on either side, and "X is the …".

What several people are together ("senators Ann Lee and Bo Orsini", "lawyers like Ann Lee") is a role of each.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_role_phrases import (
    DASHES,
    INSIDE,
    JOINS,
    LONGEST,
    QUOTATION,
    SINCE_WHEN,
    Range,
    extend_left,
    phrase_end,
)
from dateline.annotate.entity_tree import HONORIFICS, Tree
from dateline.annotate.nouns import is_person_noun

_LINKS = frozenset({"of", "to", "for", "at", "in", "on", "with", "from", "and", "the", "a"})
_ANYBODY = frozenset({"person", "or", "people", "man", "woman", "boy", "girl", "guy", "lady", "gentleman"})
_SERVE = frozenset(
    {"serve", "work", "act", "retire", "resign", "return", "start", "begin", "continue", "rule"}
)
"""Verbs that an office follows after "as"."""
_PARTIES = frozenset({"d", "r", "i"})
"""What stands before a dash and a state after the name of a member of Congress."""
BRACKET = 8
"""Tokens of the longest bracket between a name and its apposition ("Ann Lee (D-Lorne), the …")."""


def roles_of(name: Name, tree: Tree) -> list[Range]:
    """The roles that stand with one occurrence of a person's name, in text order."""
    found = [
        _before(name.first - 1, tree),
        _before_rank(name, tree),
        _apposed_before(name, tree),
        _after(name, tree),
        *_is_a(name, tree),
        _is_who_is(name, tree),
        _named_as(name, tree),
        _as_what(name, tree),
        _serves_as(name, tree),
        _shared(name, tree),
    ]
    roles = {role for role in found if role is not None and not is_bare(role, tree)}
    return sorted(role for role in roles if not any(_holds(other, role) for other in roles))


def _holds(other: Range, role: Range) -> bool:
    return other != role and other[0] <= role[0] and role[1] <= other[1]


def is_bare(role: Range, tree: Tree) -> bool:
    """Whether the words tell nothing but that it is somebody, or a party and a state ("D-Lorne"), or are cut
    from what somebody said (Norland's “biggest foe)."""
    words = [tree.word(at) for at in range(role[0], role[1] + 1)]
    is_cut = sum(word in QUOTATION for word in words) % 2 == 1
    return is_cut or _ANYBODY.issuperset(words) or (len(words[0]) == 1 and words[1:2] == ["-"])


def title_of(name: Name, tree: Tree) -> Range | None:
    """The role that stands directly before the name ("U.S. ambassador to Ostria" Ann Lee)."""
    return _before(name.first - 1, tree)


def _before(end: int, tree: Tree) -> Range | None:
    """The role that ends with token `end`, directly before a name."""
    if end < 0 or not tree.same_sentence(end + 1, end):
        return None
    if tree.tokens[end].text == ")":
        end = next((at - 1 for at in range(end, max(end - 5, 0), -1) if tree.tokens[at].text == "("), end)
    if _is_honorific(end, tree):
        end -= 1
        if end < 0 or not tree.same_sentence(end + 1, end):
            return None
    head = end
    if not tree.is_role_noun(end):
        linked = _linked_head(end, tree)
        if linked is None:
            return None
        head = linked
    start = extend_left(head, tree)
    index = tree.name_at[start]
    if index is not None and tree.names[index].first < start <= tree.names[index].last < head:
        start = tree.names[index].last + 1  # the end of a name that another office has before it
    while start < head and tree.word(start) in HONORIFICS:
        start += 1
    while end > head and _is_honorific(end, tree):
        end -= 1
    return None if _is_honorific(head, tree) and start == head else (start, end)


def _before_rank(name: Name, tree: Tree) -> Range | None:
    """The office before a rank ("Chairman of the Staff" of "Chairman of the Staff General NAME")."""
    rank = _before(name.first - 1, tree)
    if rank is None or rank[0] != rank[1] or not tree.same_sentence(rank[0], rank[0] - 1):
        return None
    office = _linked_head(rank[0] - 1, tree)
    return None if office is None else (extend_left(office, tree), rank[0] - 1)


def _is_honorific(at: int, tree: Tree) -> bool:
    """A title that tells no role; the first lady has one."""
    return tree.word(at) in HONORIFICS and (tree.word(at), tree.word(at - 1)) != ("lady", "first")


def _linked_head(end: int, tree: Tree) -> int | None:
    """The noun that "of X", "to the X" before a name depends on ("Secretary" in "Secretary of State")."""
    if tree.tokens[end].pos not in INSIDE:
        return None
    at = end
    seen = False
    while at > 0 and end - at < 8 and tree.same_sentence(end, at):
        word = tree.word(at)
        if word in {"of", "to", "for", "at", "in", "on"} and seen and tree.is_role_noun(at - 1):
            return at - 1
        if tree.tokens[at].pos not in {*INSIDE, "DET", "CCONJ", "ADP"} and word not in JOINS | _LINKS:
            return None
        if tree.label_at(at) == "PER":
            return None
        seen = seen or tree.tokens[at].pos in INSIDE
        at -= 1
    return None


_CLOSES = frozenset({",", ".", ";", ")", "—", "–", "-", "--", ":", "?", "!", '"', "”", "“", "(", "’", "'"})


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


def _opening_after(name: Name, tree: Tree) -> int | None:
    """The token after the comma behind a name, and behind age, party and home ("Ann Lee, D-Lorne, a …")."""
    at = name.last + 1
    if not tree.same_sentence(name.last, at) or tree.tokens[at].text not in {",", "(", "—", "–", "--"}:
        return None
    closing = next((n for n in range(at + 1, at + BRACKET) if tree.word(n) == ")"), None)
    if tree.tokens[at].text == "(" and closing is not None and tree.word(closing + 1) == ",":
        at = closing + 1
    at += 1
    if tree.same_sentence(name.last, at) and tree.tokens[at].pos == "NUM" and tree.word(at + 1) == ",":
        at += 2
    of_party = tree.word(at) in _PARTIES and tree.word(at + 1) in DASHES
    if of_party or (tree.word(at) in {"of", "from"} and tree.label_at(at + 1) == "LOC"):
        comma = next((n for n in range(at + 2, at + 6) if tree.word(n) == ","), None)
        at = at if comma is None else comma + 1
    return at


def _after(name: Name, tree: Tree) -> Range | None:
    """The role in `NAME, a veteran diplomat and expert on trade,`."""
    at = _opening_after(name, tree)
    if at is None:
        return None
    start = at
    head = None
    while tree.same_sentence(name.last, at) and at - start < LONGEST:
        token, word = tree.tokens[at], tree.word(at)
        if token.pos == "DET" and at > start and tree.tokens[at - 1].pos == "NOUN":
            break
        if (
            token.pos in {"DET", "ADV"}
            or token.pos in INSIDE
            or word in JOINS
            or token.tag in {"PRP$", "VBN"}
            or (token.tag == "VBG" and token.dep == "amod")
        ):
            if tree.is_role_noun(at):
                head = at
            elif token.pos in {"NOUN", "PROPN"} and word not in JOINS:
                head = None
            at += 1
            continue
        if word == "and" and head is None and at > start:
            at += 1
            continue
        break
    if head is None or tree.label_at(at - 1) == "PER":
        return None
    end = phrase_end(head, tree, clauses=True)
    closed = end + 1
    if (
        tree.same_sentence(head, closed)
        and tree.tokens[closed].text not in _CLOSES
        and not _opens_clause(closed, tree)
        and tree.word(closed) not in SINCE_WHEN
        and tree.word(start) not in {"a", "an"}
    ):
        return None
    while start < head and tree.tokens[start].pos in {"DET", "PRON", "ADV"} and tree.word(start) not in JOINS:
        start += 1
    return start, end


def _opens_clause(at: int, tree: Tree) -> bool:
    return tree.word(at) in {"who", "whom", "whose", "that", "which", "and"}


_MADE = frozenset({"elect", "appoint", "name", "make", "nominate"})


def _is_a(name: Name, tree: Tree) -> Iterator[Range]:
    """The role in `NAME is (became, remained, was elected) the head of …`, also after "who"."""
    head = tree.head_of(name.first, name.last)
    subject = tree.tokens[head]
    verbs = [subject.head] if subject.dep in {"nsubj", "nsubjpass"} else []
    verbs += [child for child in tree.children[head] if tree.tokens[child].dep == "relcl"]
    for verb in verbs:
        below = {tree.tokens[child].dep for child in tree.children[verb]}
        passive = tree.tokens[verb].lemma in _MADE and "nsubjpass" in below
        if (not passive and tree.tokens[verb].lemma not in {"be", "become", "remain"}) or "neg" in below:
            continue
        if verb != subject.head and not _is_who(verb, tree):
            continue
        for child in tree.children[verb]:
            if tree.tokens[child].dep in {"attr", "oprd"} and tree.is_role_noun(child) and child > verb:
                start = tree.phrase_start(child)
                while start < child and tree.tokens[start].pos in {"DET", "PRON", "ADV"}:
                    start += 1
                yield start, phrase_end(child, tree)


def _serves_as(name: Name, tree: Tree) -> Range | None:
    """The role in `NAME, who served as an adviser to …`, `NAME resigned as minister`."""
    head = tree.head_of(name.first, name.last)
    verbs = [tree.tokens[head].head] if tree.tokens[head].dep == "nsubj" else []
    verbs += [at for at in tree.children[head] if tree.tokens[at].dep == "relcl" and _is_who(at, tree)]
    for verb in verbs:
        if tree.tokens[verb].lemma in _SERVE:
            found = _as_role(verb, tree, clauses=tree.tokens[verb].dep == "relcl")
            if found is not None and found[0] > verb:
                return found
    return None


def _as_role(verb: int, tree: Tree, *, clauses: bool = False) -> Range | None:
    """The role after "as" below a verb; `clauses` as in `phrase_end`."""
    for child in tree.children[verb]:
        if tree.word(child) == "as" and tree.tokens[child].dep == "prep":
            for noun in tree.children[child]:
                if tree.tokens[noun].dep == "pobj" and tree.is_role_noun(noun):
                    return extend_left(noun, tree), phrase_end(noun, tree, clauses=clauses)
    return None


def _is_who_is(name: Name, tree: Tree) -> Range | None:
    """The role in `the suspect is NAME`."""
    at = tree.head_of(name.first, name.last)
    verb = tree.tokens[at].head
    if tree.tokens[at].dep != "attr" or tree.tokens[verb].lemma != "be":
        return None
    below = tree.children[verb]
    subject = next((child for child in below if tree.tokens[child].dep == "nsubj" and child < verb), None)
    if subject is None or not tree.is_role_noun(subject) or any(tree.tokens[c].dep == "neg" for c in below):
        return None
    start = tree.phrase_start(subject)
    while start < subject and tree.tokens[start].pos in {"DET", "PRON", "ADV"}:
        start += 1
    return start, phrase_end(subject, tree)


def _is_who(verb: int, tree: Tree) -> bool:
    """Whether "who" is the subject of a relative clause."""
    return any(
        tree.word(child) == "who" and tree.tokens[child].dep in {"nsubj", "nsubjpass"}
        for child in tree.children[verb]
    )


_IDENTIFY = frozenset({"identify", "name"})


def _named_as(name: Name, tree: Tree) -> Range | None:
    """The role in `the police identified the gunman as NAME`, `the gunman was identified as NAME`."""
    preposition = tree.tokens[tree.head_of(name.first, name.last)].head
    above = tree.tokens[preposition].head
    verb = tree.tokens[above].head if tree.tokens[above].pos == "NOUN" else above
    if tree.word(preposition) != "as" or tree.tokens[verb].lemma not in _IDENTIFY:
        return None
    for child in tree.children[verb]:
        if tree.tokens[child].dep in {"dobj", "nsubjpass"} and tree.is_role_noun(child):
            return extend_left(child, tree), child
    return None


def _as_what(name: Name, tree: Tree) -> Range | None:
    """The role in `As chairwoman of the committee, NAME opened …`."""
    subject = tree.tokens[tree.head_of(name.first, name.last)]
    if subject.dep not in {"nsubj", "nsubjpass"}:
        return None
    role = _as_role(subject.head, tree)
    return role if role is not None and role[1] < name.first else None


_SUCH = frozenset({"like", "including", "as"})


def _shared(name: Name, tree: Tree) -> Range | None:
    """What several people are together: `senators NAME and NAME`, `their lawyers, NAME and NAME`, `lawyers
    like NAME`."""
    first = _first_of_list(name, tree)
    if first != name.first and _before(name.first - 1, tree) is not None:
        return None
    end = first - 1
    if tree.word(end) in _SUCH:
        end -= 2 if tree.word(end - 1) == "such" else 1
    elif tree.word(end) == "," and tree.tokens[tree.head_of(name.first, name.last)].dep in {"appos", "conj"}:
        end -= 1
    elif first == name.first and not _is_listed(name, tree):
        return None
    if end < 0 or not tree.same_sentence(first, end) or tree.name_at[end] is not None:
        return None
    token = tree.tokens[end]
    plural = token.tag in {"NNS", "NNPS"} and is_person_noun(token.lemma.lower())
    plural |= token.tag == "NNP" and token.text.endswith("s") and is_person_noun(token.text[:-1])
    return (extend_left(end, tree), end) if plural else None


def _first_of_list(name: Name, tree: Tree) -> int:
    """First token of the first of the people whom "and" joins to `name` as what comes after them."""
    head, first = tree.head_of(name.first, name.last), name.first
    while tree.tokens[head].dep == "conj":
        head = tree.tokens[head].head
        index = tree.name_at[head]
        if index is None or tree.names[index].label != "PER":
            break
        first = tree.names[index].first
    return first


def _is_listed(name: Name, tree: Tree) -> bool:
    """Whether "and" joins somebody to `name`."""
    head = tree.head_of(name.first, name.last)
    return any(
        tree.tokens[child].dep == "conj" and tree.label_at(child) == "PER" for child in tree.children[head]
    )
