"""Constructions that point from a pronoun to somebody told in its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.nouns import words

_ANSWERS = words(
    "admire applaud arrest blame charge condemn congratulate criticise criticize detain dismiss distrust "
    "fear fine fire hate honor honour jail mock oust pity praise prosecute punish rebuke sack scold "
    "sue suspend thank trust"
)
"""Verbs that tell how somebody answers what their object did."""
_NOUNS_ABOVE = 8
"""Tokens above a pronoun among which nouns are looked for."""


class Constructions:
    """What the sentence of a pronoun of one article says of whom it means."""

    def __init__(self, drafts: Drafts, salience: Salience) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience

    def cause(self, index: int) -> int | None:
        """Whose deed or trait is the reason after "because": the object of a verb that answers what somebody
        did ("Brandt fired Moreau because he lied"; Garvey and Caramazza 1974)."""
        tokens, view = self._view.tokens, self._view
        subject = view.places[index].head
        clause = tokens[subject].head
        verb = tokens[clause].head
        because = any(tokens[c].lemma == "because" for c in view.children[clause])
        if not because or tokens[clause].dep != "advcl" or tokens[verb].lemma not in _ANSWERS:
            return None
        return next((c for c in view.children[verb] if tokens[c].dep == "dobj"), None)

    def blamed(self, owned: int) -> Draft | None:
        """Whom the subject thanks or blames for what is owned ("thanked Brandt for his help")."""
        tokens = self._view.tokens
        link = tokens[owned].head
        if tokens[owned].dep != "pobj" or tokens[link].lemma != "for":
            return None
        below = self._view.children[tokens[link].head]
        told = next((at for at in below if tokens[at].dep == "dobj" and at < link), None)
        person = None if told is None else self._drafts.at(told)
        return person if person is not None and person.type == "person" else None

    def rules(self, draft: Draft, subject: int | None) -> bool:
        """Whether an entity is a subject, or the owner of one that is nobody ("Brandt's words show he …")."""
        if subject is None or self.is_told_at(subject, draft):
            return subject is not None
        owners = (c for c in self._view.children[subject] if self._view.tokens[c].dep == "poss")
        return self._drafts.at(subject) is None and any(self._drafts.stands_at(draft, c) for c in owners)

    def is_told_at(self, head: int | None, draft: Draft) -> bool:
        """Whether a token is somebody, or the noun of a role before their name ("the mayor of Tarn, Lee")."""
        if head is None or self._drafts.stands_at(draft, head):
            return head is not None
        beside = (c for c in self._view.children[head] if self._view.tokens[c].dep == "appos")
        if any(self._drafts.stands_at(draft, c) for c in beside):
            return True
        start = self._view.tokens[head].start
        sentence = self._view.tokens[head].sentence
        return any(
            role.start <= start < role.end
            for m in draft.mentions
            if self._view.places[m].sentence == sentence
            for role in self._view.mentions[m].roles
        )

    def owners_above(self, head: int) -> Iterator[int]:
        """Who owns the nouns above a pronoun ("Brandt's word that he …", "Brandt's decision in his …")."""
        tokens, view = self._view.tokens, self._view
        if tokens[head].dep == "poss":
            head = tokens[head].head
        for _ in range(_NOUNS_ABOVE):
            above = tokens[head].head
            if above == head:
                return
            if tokens[above].pos == "NOUN":
                yield from view.owners_of(above)
            head = above
