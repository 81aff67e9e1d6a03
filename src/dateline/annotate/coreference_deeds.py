"""The one whom an article names for a killing, where it says "the gunman", "the suspect" or "a woman".

Who shot is told by the clause that names both the doer and the dead or wounded. Only where an article names
one such person, and speaks of no "gunmen", do the phrases for a doer mean this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_lede import LEDE
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.nouns import is_person_noun, words
from dateline.schema.annotation import Mention

_DOERS = words(
    "gunman shooter attacker assailant killer murderer bomber knifeman perpetrator suspect sniper gunwoman"
)
_PLURAL_DOERS = words("gunmen shooters attackers assailants killers murderers bombers perpetrators suspects")
_VERBS = words("shoot kill murder stab massacre slaughter wound injure")
_ATTACK = words("attack assault shooting massacre bombing murder killing rampage stabbing")
_DONE_WITH = {
    "open": words("fire"),
    "fire": words("shot round bullet"),
    **dict.fromkeys(words("carry commit launch perpetrate stage"), _ATTACK),
}
_HELD_FOR = words("suspect accuse charge")
_SAID_OF_ANY = words("alleged suspected accused lone sole same dead")
_MOST_TOKENS = 12


class Deeds:
    """The killings that one article tells, in which full names are resolved and phrases are not."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._view = drafts.view

    def join(self) -> None:
        """Put the phrases for the doer in the one person named as the doer."""
        subjects = set(self._subjects())
        named = [draft for draft in self._drafts.all if draft.full_names and self._is_doer(draft, subjects)]
        plural = any(token.text.lower() in _PLURAL_DOERS for token in self._view.tokens)
        if len(named) != 1 or plural:
            return
        for index, mention in enumerate(self._view.mentions):
            if (mention.kind, mention.type, mention.plural) != ("nominal", "person", False):
                continue
            if index in self._drafts.of or self._sexes_differ(mention, named[0]):
                continue
            if self._is_the_doer(index) or self._is_announced(index, named[0], subjects):
                self._drafts.add(index, named[0])

    def _is_doer(self, draft: Draft, subjects: set[int]) -> bool:
        if any(role in _DOERS for role in draft.role_heads):
            return True
        heads = [self._view.places[m].head for m in draft.mentions]
        return any(head in subjects or self._is_told_as_doer(head) for head in heads)

    def _is_told_as_doer(self, head: int) -> bool:
        """ "They identified Brandt as the gunman"."""
        tokens, children = self._view.tokens, self._view.children
        if tokens[head].dep not in {"dobj", "nsubjpass"}:
            return False
        links = (c for at in (head, tokens[head].head) for c in children[at] if tokens[c].lemma == "as")
        named = (c for link in links for c in children[link] if tokens[c].dep == "pobj")
        return any(tokens[c].lemma.lower() in _DOERS for c in named)

    def _subjects(self) -> Iterator[int]:
        """Who does what tells a killing as a fact: subjects, and objects of "led Brandt to carry it out"."""
        view = self._view
        for at, token in enumerate(view.tokens):
            if token.pos != "VERB" or not self._is_deed(at):
                continue
            subject = self._led(at) or view.clause_subject(at)
            if subject is not None and view.tokens[subject].dep in {"nsubj", "dobj"}:
                yield subject

    def _led(self, verb: int) -> int | None:
        """The object of the verb over an infinitive, the subject of the one over a participle."""
        tokens = self._view.tokens
        while tokens[verb].dep == "conj" and tokens[verb].head != verb:
            verb = tokens[verb].head
        if tokens[verb].dep == "advcl" and tokens[verb].tag == "VBG":
            return self._view.clause_subject(tokens[verb].head)
        if tokens[verb].dep != "xcomp":
            return None
        below = self._view.children[tokens[verb].head]
        return next((at for at in below if tokens[at].dep == "dobj" and at < verb), None)

    def _is_deed(self, verb: int) -> bool:
        tokens, below = self._view.tokens, self._view.children[verb]
        if any(tokens[c].dep == "neg" or tokens[c].tag == "MD" for c in below):
            return False
        objects = [tokens[c].lemma.lower() for c in below if tokens[c].dep == "dobj"]
        lemma = tokens[verb].lemma.lower()
        if lemma in _DONE_WITH:
            return any(noun in _DONE_WITH[lemma] for noun in objects)
        if lemma not in _VERBS or any(noun in _DOERS for noun in objects):
            return False
        return any(noun == "people" or is_person_noun(noun) for noun in objects)

    def _sexes_differ(self, mention: Mention, draft: Draft) -> bool:
        return bool(mention.gender and draft.gender and mention.gender != draft.gender)

    def _is_the_doer(self, index: int) -> bool:
        """Whether a phrase is "the gunman" and no more: not that of another place or case."""
        view = self._view
        place = view.places[index]
        head = view.tokens[place.head]
        if head.lemma.lower() not in _DOERS or view.tokens[place.first].text.lower() != "the":
            return False
        between = view.tokens[place.first + 1 : place.head]
        told = any(
            view.tokens[c].dep in {"prep", "acl", "relcl"} and not self._is_deed(c) and not self._is_for_it(c)
            for c in view.children[place.head]
        )
        return not told and all(token.text.lower() in _SAID_OF_ANY for token in between)

    def _is_for_it(self, preposition: int) -> bool:
        """ "The suspect in the attack"."""
        below = self._view.children[preposition]
        named = [self._view.tokens[c].lemma.lower() for c in below if self._view.tokens[c].dep == "pobj"]
        return any(noun in _ATTACK or noun == "death" for noun in named)

    def _is_announced(self, index: int, named: Draft, subjects: set[int]) -> bool:
        """Whether the top of the article tells the deed of "a woman" before it names her."""
        view = self._view
        place = view.places[index]
        if place.sentence > LEDE or place.quotation is not None or named.mentions[0] < index:
            return False
        return place.head in subjects or self._is_held(place.head)

    def _is_held(self, head: int) -> bool:
        """ "The woman suspected of shooting three people"."""
        view = self._view
        for child in view.children[head]:
            if view.tokens[child].dep == "acl" and view.tokens[child].lemma.lower() in _HELD_FOR:
                return any(
                    self._is_deed(at) for at in range(child, min(child + _MOST_TOKENS, len(view.tokens)))
                )
        return False
