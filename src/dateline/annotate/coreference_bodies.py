"""Phrases for bodies and countries put in entities: "the union", "the carmaker", "the kingdom".

A phrase whose noun is in a body's name means that body. Of the others, how near phrase and name lie in
meaning is weighed against how far back the body was named: "the carmaker" is rather the company that
makes cars than the union that was named last.
"""

from __future__ import annotations

import re

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.gazetteer import country_of_seat, fold, forms_of_state
from dateline.annotate.nouns import words
from dateline.models.vectors import likeness
from dateline.schema.annotation import Mention

# Weights and limits: chosen on the stories whose keys may be looked at and two events of NewsWCL50.
REACH = 12
REACH_OF_MEANING = 6
"""Sentences within which a body is meant by a noun that its name does not hold."""
NEAR = 2
CALLED = 3.0
ALIKE = 0.3
LONG_AGO = -1.5
"""Least salience of a body that was called so, or stands before the same words, however far away."""
UNLIKELY = 1.0
MEANING = 9
LEAST_MEANING = 0.33
_FORMS_OF_STATE = words("kingdom republic emirate sultanate principality union federation")
_INDEFINITE = words("a an another one some any every each no")
_RULING = words("administration government")
_RULES = words("administration government office")
_POINTING = words("that this")
_LINK = re.compile(r" (?:of|for|on|to|in|against) ")
"""What the head of a name stands before ("Committee" of "Committee on Trade")."""
_WIDEST = words("organization organisation group body")
"""Nouns so wide that their meaning tells little."""
_ANY_BODY = _WIDEST | words(
    "movement party company firm agency militia network bank alliance bloc outlet newspaper channel "
    "broadcaster institution union ministry department faction force"
)
"""Nouns for what is named in the sentences before, whatever the name tells."""


class Bodies:
    """Resolves phrases for one body or country in the order in which they are asked for."""

    def __init__(self, drafts: Drafts, salience: Salience) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._owned: dict[str, frozenset[str]] = {}

    def choose(self, index: int, mention: Mention, owner: Draft | None) -> tuple[Draft | None, str]:
        """The entity that fits best, None where it is a new one, and the key of that one."""
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        first = view.tokens[view.places[index].first].text.lower()
        if first in _INDEFINITE:
            return None, ""
        best: tuple[float, int, Draft] | None = None
        if owner is None:
            for draft in self._drafts.all:
                score = self._score(index, mention, noun, first, draft)
                if score is not None and (best is None or (score, -draft.number) > best[:2]):
                    best = (score, -draft.number, draft)
        key = f"nominal {fold(noun)} {mention.country or (owner.number if owner else '')}"
        if best is not None:
            return best[2], key
        return next((draft for draft in self._drafts.all if draft.key == key), None), key

    def _score(self, index: int, mention: Mention, noun: str, first: str, draft: Draft) -> float | None:
        if draft.type == "person" or not draft.named or not draft.mentions or draft.mentions[0] > index:
            return None
        if self._salience.is_barred(draft, index):
            return None
        if mention.type == "place":
            return self._score_country(index, mention, noun, first, draft)
        seat = country_of_seat(draft.key.removeprefix("organization ")) is not None
        called = any(self._is_called(noun, m) for m in draft.mentions)
        if noun in _RULING and not called and not (seat and noun in _RULES - {"government"}):
            return None
        of_another = mention.country and draft.country != mention.country
        if seat and noun not in _RULES:
            return None
        if of_another or draft.type == "place" or draft.key.startswith("country "):
            return None
        return self._score_body(index, noun, draft)

    def _score_body(self, index: int, noun: str, draft: Draft) -> float | None:
        if any(self._is_called(noun, m) for m in draft.mentions if m < index):
            salience = self._salience.of(draft, index, reach=REACH)
            return CALLED + (LONG_AGO if salience is None else max(LONG_AGO, salience))
        alike = self._stands_alike(noun, draft)
        salience = self._salience.of(draft, index, reach=REACH_OF_MEANING)
        if alike:
            salience = LONG_AGO if salience is None else max(salience, LONG_AGO)
        if salience is None:
            return None
        meaning = max(likeness(f"the {self._phrase(index)}", name) for name in self._names(draft))
        meaning += ALIKE * alike
        near = noun in _ANY_BODY and self._salience.of(draft, index, reach=NEAR) is not None
        if meaning < LEAST_MEANING:
            return salience + MEANING * (meaning - LEAST_MEANING) - UNLIKELY if near else None
        return salience + (1.0 if noun in _WIDEST else MEANING) * (meaning - LEAST_MEANING)

    def _stands_alike(self, noun: str, draft: Draft) -> bool:
        """Whether noun and name alone stand before one word in the article ("union members")."""
        shared = self._owned_by_noun(noun) & self._owned_by_names(draft)
        return bool(shared) and not any(
            shared <= self._owned_by_names(other)
            for other in self._drafts.all
            if other is not draft and other.type == "organization" and other.named
        )

    def _owned_by_names(self, draft: Draft) -> frozenset[str]:
        names = (m for m in draft.mentions if self._view.mentions[m].kind == "name")
        return self._owned_by({self._view.places[m].head for m in names})

    def _owned_by_noun(self, noun: str) -> frozenset[str]:
        if noun not in self._owned:
            same = {at for at, token in enumerate(self._view.tokens) if token.lemma.lower() == noun}
            self._owned[noun] = self._owned_by(same)
        return self._owned[noun]

    def _owned_by(self, heads: set[int]) -> frozenset[str]:
        """The nouns that tokens are owners or first parts of."""
        tokens = self._view.tokens
        return frozenset(
            tokens[tokens[at].head].lemma.lower() for at in heads if tokens[at].dep in {"compound", "poss"}
        )

    def _is_called(self, noun: str, known: int) -> bool:
        """Whether a noun is at the head of a name, or of a phrase before."""
        view = self._view
        if view.mentions[known].kind == "nominal":
            return view.tokens[view.places[known].head].lemma.lower() == noun
        words = _LINK.split(fold(view.mentions[known].text))[0].split()
        return noun in words[-1:]

    def _score_country(
        self, index: int, mention: Mention, noun: str, first: str, draft: Draft
    ) -> float | None:
        if mention.country is not None or not draft.key.startswith("country "):
            return None
        if noun in _FORMS_OF_STATE and noun not in forms_of_state(draft.key.removeprefix("country ")):
            return None
        if first in _POINTING:
            earlier = [m for m in draft.mentions if m < index]
            return float(earlier[-1]) if earlier else None
        reach = REACH if noun in _FORMS_OF_STATE else NEAR
        return self._salience.of(draft, index, reach=reach)

    def _phrase(self, index: int) -> str:
        """The noun with what stands before it, article aside ("auto giant")."""
        view = self._view
        place = view.places[index]
        told = view.tokens[place.first : place.head + 1]
        return " ".join(token.text for token in told if token.pos not in {"DET", "PRON", "PART"})

    def _names(self, draft: Draft) -> set[str]:
        view = self._view
        return {view.mentions[m].text for m in draft.mentions if view.mentions[m].kind == "name"}
