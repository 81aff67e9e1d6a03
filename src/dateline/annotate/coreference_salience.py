"""How much an entity is on a reader's mind at a place in the text.

Salience as in Lappin and Leass (1994): position in the sentence, distance, repetition; and the rules of
binding that keep "him" from being the subject of its own clause.
"""

from __future__ import annotations

import bisect
import math

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_view import SUBJECT

# Weights and limits of this module: chosen on two events of NewsWCL50 and the texts of three stories.
PER_SENTENCE = 0.8
REPETITION = 0.35
MAIN_SUBJECT = 0.6
OTHER_VOICE = -0.8
"""Named only within somebody's speech, and now outside of it or in another one's, or the other way round."""

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_ASIDE = frozenset({"conj", "advcl", "parataxis", "relcl", "acl"})
_OBJECTS = frozenset({"him", "her", "them"})
"""Pronouns that are the object of a verb, even as who does what is told ("Brandt saw him fall")."""
_TOGETHER = frozenset({"with", "to", "for", "against"})
_BESIDE = frozenset({"around", "behind", "beside", "before", "near", "above", "under", "ahead"})
"""Prepositions of place, after which a pronoun may be the subject ("Brandt looked behind him")."""
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
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
            cleft = self.is_cleft(there.head)
            score = SUBJECT if cleft else there.weight
            score -= PER_SENTENCE * (view.line[place.sentence] - view.line[there.sentence])
            if cleft or (there.dep in {"nsubj", "nsubjpass"} and self.is_main(there.head)):
                score += MAIN_SUBJECT
            if not self.is_one_voice(there.quotation, place.quotation):
                score += OTHER_VOICE
            best = score if best is None else max(best, score)
        return None if best is None else best + REPETITION * math.log1p(before)

    def is_one_voice(self, one: int | None, other: int | None) -> bool:
        """Whether two places are both the reporter's, or both in what one person says."""
        if one == other or one is None or other is None:
            return one == other
        speakers = [self._speaker(at) for at in (one, other)]
        return speakers[0] is speakers[1]

    def _speaker(self, quotation: int) -> Draft | None:
        source = self._view.source_of[quotation]
        return None if source is None else self._drafts.of.get(source)

    def is_main(self, head: int) -> bool:
        """Whether a token is the subject of its sentence's main verb, or joined to it."""
        tokens = self._view.tokens
        while tokens[head].dep in {"conj", "appos"} and tokens[head].head != head:
            head = tokens[head].head
        verb = tokens[head].head
        return tokens[verb].head == verb

    def is_cleft(self, head: int) -> bool:
        """Whether a token is who a sentence sets apart as the doer ("It was Ostria that asked")."""
        tokens = self._view.tokens
        verb = tokens[head].head
        if tokens[head].dep != "attr" or tokens[verb].lemma != "be":
            return False
        below = self._view.children[verb]
        said = any(tokens[c].dep == "nsubj" and tokens[c].text.lower() == "it" for c in below)
        clauses = (c for c in (*below, *self._view.children[head]) if tokens[c].dep in {"ccomp", "relcl"})
        return said and any(
            tokens[c].dep == "nsubj" and tokens[c].tag in {"WDT", "WP"}
            for clause in clauses
            for c in self._view.children[clause]
        )

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
        if self._is_joined(draft, place.head) or self._rules_over(draft, index):
            return True
        if place.dep in {"nsubj", "nsubjpass"} and self._is_object_of_relative(draft, place.head):
            return True
        of_clause = word in _OBJECTS and view.tokens[place.head].dep in {"nsubj", "nsubjpass"}
        if place.dep not in {"dobj", "dative", "iobj", "pobj"} and not of_clause:
            return False
        if place.dep == "pobj" and view.tokens[view.tokens[place.head].head].lemma.lower() in _BESIDE:
            return False
        verb = self._verb_of(view.tokens[place.head].head if of_clause else place.head)
        subject = None if verb is None else self.subject_of(verb)
        return subject is not None and subject != place.head and self._drafts.stands_at(draft, subject)

    def _is_object_of_relative(self, draft: Draft, subject: int) -> bool:
        """Whether the clause of a subject tells what it does to an entity ("Brandt, whom he blames")."""
        tokens, view = self._view.tokens, self._view
        verb = tokens[subject].head
        whom = (c for c in view.children[verb] if tokens[c].tag in {"WP", "WDT"} and c < subject)
        if tokens[verb].dep != "relcl" or not any(tokens[c].dep == "dobj" for c in whom):
            return False
        return self._drafts.stands_at(draft, tokens[verb].head)

    def is_below_itself(self, draft: Draft, index: int) -> bool:
        """Whether a phrase stands in a clause of the entity's, or below one, and is not said of it.

        "Hale said the leader lost": not Hale (principle C of Chomsky 1981). "Hale left on the leader's first
        trip" may be Hale's: reporters call somebody otherwise who owns something.
        """
        view, place = self._view, self._view.places[index]
        tokens = view.tokens
        if place.dep in {"attr", "oprd", "appos"} or tokens[place.head].dep in {"attr", "oprd", "appos"}:
            return False
        if tokens[tokens[place.head].head].lemma.lower() == "as":
            return False
        owns = tokens[place.head].dep == "poss"
        subjects = (
            view.places[m].head
            for m in draft.mentions
            if m < index
            and view.places[m].sentence == place.sentence
            and not (owns and view.mentions[m].kind == "name")
        )
        return any(
            tokens[at].dep in {"nsubj", "nsubjpass"} and self._is_below(place.head, tokens[at].head)
            for at in subjects
        )

    def _verb_of(self, head: int) -> int | None:
        """The verb whose object a token is, also by a preposition; None where a noun lies between.

        The noun of "had dinner with him" tells what the verb does and does not count.
        """
        tokens = self._view.tokens
        for _ in range(6):
            above = tokens[head].head
            if above == head:
                return None
            if tokens[above].pos in {"VERB", "AUX"}:
                return above
            if tokens[above].pos in {"NOUN", "PROPN"} and not self._is_of_verb(above, by=head):
                return None
            head = above
        return None

    def _is_of_verb(self, noun: int, *, by: int) -> bool:
        """Whether a noun alone is the object of a verb ("dinner" of "had dinner")."""
        token = self._view.tokens[noun]
        alone = all(child == by for child in self._view.children[noun])
        return token.dep == "dobj" and alone and self._view.tokens[by].lemma in _TOGETHER

    def subject_of(self, verb: int) -> int | None:
        """Who does what a verb says; of an infinitive or participle who is understood (Chomsky 1981).

        "Brandt asked Moreau to help him": Moreau. "Moreau left, thanking him": Moreau.
        """
        view = self._view
        tokens = view.tokens
        for _ in range(6):
            token, below = tokens[verb], view.children[verb]
            subject = next((c for c in below if tokens[c].dep in {"nsubj", "nsubjpass"}), None)
            if subject is not None:
                relative = token.dep == "relcl" and tokens[subject].tag in {"WP", "WDT"}
                return token.head if relative else subject
            if token.dep == "acl" and token.tag == "VBG":
                return token.head
            governor = token.head
            if token.dep == "pcomp" and tokens[governor].pos == "ADP":
                governor = tokens[governor].head
            if governor == verb or tokens[governor].pos not in {"VERB", "AUX"}:
                return None
            if token.dep in {"advcl", "pcomp"} and tokens[governor].tag not in _FINITE and token.tag != "VB":
                return None
            if token.dep == "xcomp":
                told = next(
                    (c for c in view.children[governor] if tokens[c].dep == "dobj" and c < verb), None
                )
                if told is not None:
                    return told
            elif token.dep not in {"conj", "advcl", "pcomp"} or (
                token.dep == "advcl" and token.tag not in {"VBG", "VB", "VBN"}
            ):
                return None
            verb = governor
        return None

    def _rules_over(self, draft: Draft, index: int) -> bool:
        """Whether an entity is named below a pronoun in its clause ("he said Brandt lost": not Brandt).

        "He said the Brandt cabinet lost" may be Brandt's words.
        """
        view, place = self._view, self._view.places[index]
        token = view.tokens[place.head]
        if view.mentions[index].kind != "pronoun" or token.dep not in {"nsubj", "nsubjpass", "dobj"}:
            return False
        return any(
            self._is_below(view.places[m].head, token.head)
            for m in draft.mentions
            if m > index
            and view.places[m].sentence == place.sentence
            and view.mentions[m].kind != "pronoun"
            and view.tokens[view.places[m].head].dep != "compound"
            and view.places[m].quotation == place.quotation
        )

    def _is_below(self, number: int, verb: int) -> bool:
        """Whether a token is in the clause of a verb, or in one that this governs as an argument."""
        tokens = self._view.tokens
        while tokens[number].head != number:
            aside = tokens[number].dep in _ASIDE and tokens[number].pos in {"VERB", "AUX"}
            if aside and not self._is_participle_of_subject(number):
                return False
            number = tokens[number].head
            if number == verb:
                return True
        return False

    def _is_participle_of_subject(self, verb: int) -> bool:
        """Whether a clause has the subject of the one above it as its own ("…, saying Brandt lost")."""
        token = self._view.tokens[verb]
        below = (self._view.tokens[child].dep for child in self._view.children[verb])
        return (token.dep, token.tag) == ("advcl", "VBG") and not {"nsubj", "nsubjpass"} & set(below)

    def _is_joined(self, draft: Draft, head: int) -> bool:
        tokens = self._view.tokens
        joined = [child for child in self._view.children[head] if tokens[child].dep == "conj"]
        return any(self._drafts.stands_at(draft, child) for child in joined)

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
            if token.head == number:
                return False
            number = token.head
        return False
