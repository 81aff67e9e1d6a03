"""Where the clause of a pronoun stands: what it hangs on, which clause is before it, whose words it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_view import View

_VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LINKS = {"ccomp": "told", "advcl": "aside", "relcl": "relative", "acl": "relative"}


class Above(NamedTuple):
    """The subject (token) of the clause that a clause hangs on, and how it hangs there.

    `link`: told ("Brandt said he …"), owned ("Brandt's word that he …"), aside ("when he …"), relative or
    other.
    """

    subject: int | None
    link: str


class Clauses:
    """The clauses around the pronouns of one article."""

    def __init__(self, view: View, salience: Salience) -> None:
        self._view = view
        self._salience = salience

    def above(self, head: int) -> Above:
        """What the clause of a token hangs on; of a word or claim that it tells, whose it is."""
        tokens = self._view.tokens
        verb = self._clause(head)
        if verb is None or tokens[verb].head == verb:
            return Above(None, "other")
        outer = tokens[verb].head
        owner = self._owner_of_word(verb, outer)
        if owner is not None:
            return Above(owner, "owned")
        governor = self._verb_above(outer)
        subject = None if governor is None else self._salience.subject_of(governor)
        return Above(subject, _LINKS.get(tokens[verb].dep, "other"))

    def own_subject(self, owned: int) -> int | None:
        """The subject, also the understood one, of the clause in which something is owned."""
        verb = self._verb_above(owned)
        return None if verb is None else self._salience.subject_of(verb)

    def opening_subject(self, head: int) -> int | None:
        """The subject of a clause before the one whose subject a token is ("When Brandt fell, he …")."""
        tokens, view = self._view.tokens, self._view
        if tokens[head].dep not in SUBJECTS:
            return None
        verb = tokens[head].head
        for child in view.children[verb]:
            if child < head and tokens[child].dep == "advcl":
                return next((c for c in view.children[child] if tokens[c].dep in SUBJECTS), None)
        return None

    def told_of(self, quotation: int | None) -> Iterator[int]:
        """Of whom the cue of a quotation says that it tells ("…," Brandt said of Moreau)."""
        cue = None if quotation is None else self._view.quotations[quotation].cue
        if cue is None:
            return
        tokens, view = self._view.tokens, self._view
        for at in range(view.token_at(cue.start), view.token_at(cue.end - 1) + 1):
            for link in view.children[at]:
                if tokens[link].dep == "prep" and tokens[link].lemma.lower() in {"of", "about"}:
                    yield from (c for c in view.children[link] if tokens[c].dep == "pobj")

    def _clause(self, number: int) -> int | None:
        """The first of the joined verbs whose clause a token is in."""
        tokens = self._view.tokens
        verb = self._verb_above(number)
        while verb is not None and tokens[verb].dep in {"conj", "xcomp"} and tokens[verb].head != verb:
            if tokens[tokens[verb].head].pos not in _VERBS:
                break
            verb = tokens[verb].head
        return verb

    def _verb_above(self, number: int) -> int | None:
        tokens = self._view.tokens
        while tokens[number].pos not in _VERBS:
            if tokens[number].head == number:
                return None
            number = tokens[number].head
        return number

    def _owner_of_word(self, verb: int, outer: int) -> int | None:
        """Whose word, claim or insistence it is that a clause with "that" tells."""
        tokens, view = self._view.tokens, self._view
        if not any(tokens[c].dep == "mark" and tokens[c].lemma == "that" for c in view.children[verb]):
            return None
        if tokens[outer].pos in _VERBS and tokens[verb].dep == "ccomp":
            objects = (c for c in view.children[outer] if tokens[c].dep == "dobj" and c < verb)
            outer = next(objects, outer)
        owners = view.owners_of(outer) if tokens[outer].pos == "NOUN" else []
        return owners[0] if owners else None
