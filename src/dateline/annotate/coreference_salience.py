"""How much an entity is on a reader's mind at a place in the text.

Salience as in Lappin and Leass (1994): position in the sentence, distance, repetition; and the rules of
binding that keep "him" from being the subject of its own clause.
"""

from __future__ import annotations

import bisect
import math

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts

# Weights and limits of this module: chosen on two events of NewsWCL50 and the texts of three stories.
PER_SENTENCE = 0.8
REPETITION = 0.35
MAIN_SUBJECT = 0.6
OTHER_VOICE = -0.8
"""Named only within somebody's speech, and now outside of it, or the other way round."""

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "hers", "theirs"})


class Salience:
    """Salience of the drafts of one article."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._view = drafts.view

    def of(self, draft: Draft, index: int, *, reach: int) -> float | None:
        """Salience of an entity before a mention, or None where it is out of reach (in sentences)."""
        view = self._view
        place = view.places[index]
        best: float | None = None
        before = bisect.bisect_left(draft.mentions, index)
        for known in reversed(draft.mentions[:before]):
            there = view.places[known]
            if place.sentence - there.sentence > reach:
                break
            score = there.weight - PER_SENTENCE * (view.line[place.sentence] - view.line[there.sentence])
            if there.dep in {"nsubj", "nsubjpass"} and self.is_main(there.head):
                score += MAIN_SUBJECT
            if (there.quotation is None) != (place.quotation is None):
                score += OTHER_VOICE
            best = score if best is None else max(best, score)
        return None if best is None else best + REPETITION * math.log1p(before)

    def is_main(self, head: int) -> bool:
        """Whether a token is the subject of its sentence's main verb, or joined to it."""
        tokens = self._view.tokens
        while tokens[head].dep in {"conj", "appos"} and tokens[head].head != head:
            head = tokens[head].head
        verb = tokens[head].head
        return tokens[verb].head == verb

    def is_barred(self, draft: Draft, index: int) -> bool:
        """Whether binding forbids a pronoun to be this entity."""
        view = self._view
        word = view.mentions[index].text.lower()
        place = view.places[index]
        if word in REFLEXIVE:
            return False
        if word in POSSESSIVE and view.tokens[place.head].dep == "poss":
            owned = view.tokens[place.head].head
            return self._drafts.stands_at(draft, owned)
        subject = view.clause_subject(view.tokens[place.head].head)
        if subject is None or subject == place.head:
            return self._is_joined(draft, place.head)
        return (
            any(view.places[m].head == subject for m in draft.mentions)
            and place.dep
            in {
                "dobj",
                "dative",
                "iobj",
                "pobj",
            }
            and self._same_clause(place.head, subject)
        )

    def _same_clause(self, head: int, subject: int) -> bool:
        """Whether no noun phrase or other verb lies between a pronoun and the subject's verb."""
        tokens = self._view.tokens
        verb = tokens[subject].head
        for _ in range(6):
            head = tokens[head].head
            if head == verb:
                return True
            if tokens[head].pos in {"NOUN", "PROPN"} or self._has_subject(head):
                return False
        return False

    def _has_subject(self, verb: int) -> bool:
        return any(self._view.tokens[c].dep in {"nsubj", "nsubjpass"} for c in self._view.children[verb])

    def _is_joined(self, draft: Draft, head: int) -> bool:
        tokens = self._view.tokens
        joined = [child for child in self._view.children[head] if tokens[child].dep == "conj"]
        return any(self._drafts.stands_at(draft, child) for child in joined)

    def matrix_subject(self, index: int) -> int | None:
        """The subject of the clause that a pronoun's clause hangs on ("Brandt fell when he slipped")."""
        view = self._view
        head = view.places[index].head
        own = view.clause_subject(head)
        verb = view.tokens[head if own is None else own].head
        outer = view.tokens[verb].head
        return None if outer == verb else view.clause_subject(outer)

    def announced_subject(self, index: int) -> int | None:
        """The subject that follows a pronoun in an opening clause ("As he left, Brandt said")."""
        view = self._view
        head = view.places[index].head
        subject = view.main_subject(head)
        if subject is None or subject <= head:
            return None
        return subject if self._in_opening_clause(head, subject) else None

    def _in_opening_clause(self, head: int, subject: int) -> bool:
        tokens = self._view.tokens
        verb = tokens[subject].head
        number = head
        for _ in range(12):
            token = tokens[number]
            if token.head == verb and token.head != number:
                return token.dep in {"advcl", "prep", "npadvmod"} and number < subject
            if token.head == number or token.dep in {"ccomp"}:
                return False
            number = token.head
        return False
