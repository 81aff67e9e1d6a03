"""Phrases put in entities: offices and kin, both sides and other plurals, bodies and countries."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.coreference_bodies import Bodies
from dateline.annotate.coreference_entities import (
    Draft,
    deputy_before,
    may_be_called_so,
    office_words,
    role_head_at,
    sides_told,
)
from dateline.annotate.coreference_judge import Judge, Score
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_offices import Offices
from dateline.annotate.coreference_people import name_agrees, parts
from dateline.annotate.coreference_pronouns import Pronouns
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import country_named, fold
from dateline.annotate.nouns import KIN, is_rank, may_be_called, words
from dateline.schema.annotation import Mention
from dateline.schema.span import Span

# All weights: chosen on two events of NewsWCL50 and the texts of three stories.
REACH_OF_PHRASES = 12
LONG_AGO = -3.0
"""Least salience of somebody of the right office and country, however far away."""

TITLED = 1.0
"""For whom the article calls by the office alone ("President Brandt"): "the president" is rather him."""

SAME_OFFICE = 1.0
"""For who has the office of a phrase in more words than its noun, against who has another one."""

UNTOLD = 0.25
"""How well a ruler's office fits somebody of the country whose office is told nowhere."""

_OF_SOMEBODY = words(
    "wife widow husband widower mother father son daughter brother sister uncle aunt cousin nephew niece "
    "grandson grandfather grandmother granddaughter friend ally rival lawyer attorney aide adviser advisor "
    "spokesman spokeswoman predecessor successor counterpart colleague boss deputy opponent"
)
"""What somebody is to another person, kin or not."""
_CHILD, _PARENT = words("son daughter child"), words("father mother parent")
_STILL_KIN = {"widow": "wife", "widower": "husband"}
"""What kin of somebody's life is called after their death."""
_INVERSE = {
    **dict.fromkeys(words("uncle aunt"), words("nephew niece")),
    **dict.fromkeys(words("nephew niece"), words("uncle aunt")),
    **dict.fromkeys(_PARENT, _CHILD),
    **dict.fromkeys(_CHILD, _PARENT),
    **dict.fromkeys(words("grandfather grandmother"), words("grandson granddaughter")),
    **dict.fromkeys(words("grandson granddaughter"), words("grandfather grandmother")),
    **dict.fromkeys(words("brother sister"), words("brother sister")),
    **dict.fromkeys(words("husband wife"), words("husband wife")),
}
"""What somebody is to whom a noun of kin is said of."""
_OF_THE_COURT = words("prosecutor judge attorney magistrate solicitor barrister counsel")
_ANYBODY = words("man woman client")
"""Nouns that fit people whose office they do not tell."""


class Phrases:
    """Resolves phrases without a name in the order in which they are asked for."""

    def __init__(self, drafts: Drafts, salience: Salience, pronouns: Pronouns, score: Score) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._pronouns = pronouns
        self._bodies = Bodies(drafts, salience)
        self._owned: dict[str, Draft] = {}
        self._offices = Offices(drafts)
        self._judge = Judge(drafts, salience, score)

    def join_appositions(self) -> None:
        """A phrase that is the role of a name next to it, or that the name explains, is that person."""
        view = self._view
        for index, mention in enumerate(view.mentions):
            if mention.kind != "name" or mention.type != "person" or index not in self._drafts.of:
                continue
            self._join_explained(index, mention)
            for role in mention.roles:
                for other in _calls(role, view):
                    if view.mentions[other].kind == "nominal" and other not in self._drafts.of:
                        self._drafts.add(other, self._drafts.of[index])
            for other in self._apposed(index):
                self._drafts.add(other, self._drafts.of[index])

    def _apposed(self, index: int) -> Iterator[int]:
        """The phrase that is the one apposition of a name ("Brandt, the No. 2 Democrat")."""
        view = self._view
        name, tokens = view.mentions[index], view.tokens
        beside = [c for c in view.children[view.places[index].head] if tokens[c].dep in {"appos", "conj"}]
        for other in view.with_head.get(beside[0], ()) if len(beside) == 1 else ():
            mention = view.mentions[other]
            alone = not any(tokens[c].dep == "conj" for c in view.children[beside[0]])
            if (mention.kind, mention.type, mention.plural) != ("nominal", "person", False) or not alone:
                continue
            agree = not (mention.gender and name.gender and mention.gender != name.gender)
            if agree and other > index and tokens[beside[0]].dep == "appos" and other not in self._drafts.of:
                yield other

    def _join_explained(self, index: int, name: Mention) -> None:
        """ "One witness, Jan Brandt, said": he. A row ("a nurse, Jan Brandt and …") explains nobody."""
        view = self._view
        tokens, head = view.tokens, view.places[index].head
        if tokens[head].dep != "appos" or any(tokens[c].dep == "conj" for c in view.children[head]):
            return
        for other in view.with_head.get(tokens[head].head, ()):
            mention = view.mentions[other]
            if (
                (mention.kind, mention.type, mention.plural) == ("nominal", "person", False)
                and other < index
                and other not in self._drafts.of
                and not (mention.gender and name.gender and mention.gender != name.gender)
            ):
                self._drafts.add(other, self._drafts.of[index])

    def resolve(self, index: int, mention: Mention) -> None:
        """Put a phrase in the entity that fits best, or in one of its own."""
        found, key = self._by_rule(index, mention)
        kin = key.startswith("kin ") and (found is not None or key.split()[-1] in KIN)
        if not kin and not self._speaks_first(index):
            found = self._judge.choose(index, rule=found, owner=self._owner(index))
        if found is None or self._offices.leads_another(index, found):
            found = self._drafts.new(index, key=key)
        else:
            self._drafts.add(index, found)
        if key.startswith("kin "):
            self._owned[key] = found

    def _by_rule(self, index: int, mention: Mention) -> tuple[Draft | None, str]:
        if mention.plural:
            return self._plural(index, mention)
        if mention.type == "person":
            return self._person(index, mention)
        return self._bodies.choose(index, mention, self._owner(index))

    def _person(self, index: int, mention: Mention) -> tuple[Draft | None, str]:
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        if self._is_indefinite(index):
            return self._announced(index, mention, noun), ""
        owner = self._owner(index)
        if owner is not None and noun in _OF_SOMEBODY:
            noun = _STILL_KIN.get(noun, noun)
            key = f"kin {owner.number} {noun}"
            if owner.type != "person" and (child := self._of_couple(index, noun, mention)) is not None:
                return child, ""
            known = self._owned.get(key) or self._namesake(owner, mention)
            known = known or self._kin_before(index, noun, owner) or self._relative(index, noun, owner)
            known = (
                known or self._inverse(noun, owner, mention) or self._only_kin(index, noun, owner, mention)
            )
            return known or (self._counterpart(mention, owner) if noun == "counterpart" else None), key
        deputy = deputy_before(view.places[index].head, view)
        noun = f"{deputy} {noun}" if deputy else noun
        told = next(iter(sides_told(mention, self._view)), None)
        if (holder := self._holder(index, mention, noun, told)) is not None:
            return holder, ""
        best: tuple[bool, float, int, Draft] | None = None
        for draft in self._drafts.all:
            score = self._score_person(index, mention, noun, told, draft)
            of_side = told is not None and draft.side() == told
            if score is not None and (best is None or (of_side, score, -draft.number) > best[:3]):
                best = (of_side, score, -draft.number, draft)
        later = self._holder_named_later(index, mention, noun, told)
        if later is not None and (best is None or not best[0]):
            return later, ""
        if best is not None:
            return best[3], ""
        office = f"office {mention.country} {noun}" if mention.country else ""
        known = next(
            (draft for draft in self._drafts.all if office and draft.key == office and draft.mentions), None
        )
        return known, office

    def _holder(self, index: int, mention: Mention, noun: str, told: str | None) -> Draft | None:
        """The one person of the article who has an office told in several words ("the defence minister")."""
        view, place = self._view, self._view.places[index]
        words = office_words(place.first, place.head, view)
        holders = [
            draft
            for draft in self._drafts.all
            if words
            and draft.named
            and noun in draft.role_heads
            and may_be_called_so(mention, draft)
            and (told is None or draft.side() is None or _is_of_side(told, str(draft.side()), draft))
            and words in self._offices.told(draft, noun)
        ]
        return holders[0] if len(holders) == 1 and self._may_be(index, holders[0]) else None

    def _may_be(self, index: int, draft: Draft) -> bool:
        """Whether neither binding nor who speaks keeps a phrase from being somebody."""
        quotation = self._view.places[index].quotation
        says_it = quotation is not None and self._pronouns.speaker(quotation) is draft
        barred = self._salience.is_barred(draft, index)
        return not (says_it or barred or self._salience.is_below_itself(draft, index))

    def _kin_before(self, index: int, noun: str, owner: Draft) -> Draft | None:
        """Who was called so before, of the same owner ("her husband, Jan Brandt … her husband")."""
        view = self._view
        for other in range(index - 1, -1, -1):
            head = view.places[other].head
            if view.mentions[other].kind != "nominal" or self._kin_at(head) != noun:
                continue
            draft = self._drafts.of.get(other)
            if draft is not None and draft.type == "person" and self._stands_over(owner, head):
                return draft
        return None

    def _of_couple(self, index: int, noun: str, mention: Mention) -> Draft | None:
        """The one told before to be such kin: "their son", where no two are named as a couple."""
        known = [
            draft
            for draft in self._drafts.all
            if noun in KIN
            and _is_kin(draft, noun)
            and may_be_called_so(mention, draft)
            and draft.mentions[0] < index
            and self._salience.of(draft, index, reach=REACH_OF_PHRASES) is not None
        ]
        return known[0] if len(known) == 1 else None

    def _inverse(self, noun: str, owner: Draft, mention: Mention) -> Draft | None:
        """Of whose niece somebody is told to be: "her uncle"."""
        view = self._view
        for index in owner.mentions:
            head = view.places[index].head
            if self._kin_at(head) not in _INVERSE.get(noun, ()):
                continue
            of = (c for at in view.children[head] if view.tokens[at].lemma == "of" for c in view.children[at])
            for at in (*of, *view.owners_of(head)):
                other = self._drafts.at(at)
                if other is not None and other is not owner and may_be_called_so(mention, other):
                    return other
        return None

    def _stands_over(self, owner: Draft, head: int) -> bool:
        return any(self._drafts.stands_at(owner, at) for at in self._view.owners_of(head))

    def _kin_at(self, head: int) -> str:
        noun = self._view.tokens[head].lemma.lower()
        return _STILL_KIN.get(noun, noun)

    def _only_kin(self, index: int, noun: str, owner: Draft, mention: Mention) -> Draft | None:
        """Of "her son" the one whom the article names as a son, if it names one and not as another one's."""
        if noun not in KIN:
            return None
        named = [
            draft
            for draft in self._drafts.all
            if draft is not owner
            and draft.named
            and _is_kin(draft, noun)
            and may_be_called_so(mention, draft)
        ]
        if len(named) != 1:
            return None
        owners = set(self._owners_told(named[0], noun))
        return named[0] if not owners or owner.number in owners else None

    def _owners_told(self, draft: Draft, noun: str) -> Iterator[int]:
        """Whose kin somebody is told to be (numbers of entities)."""
        view = self._view
        for role in (role for m in draft.mentions for role in view.mentions[m].roles):
            head = role_head_at(role, view)
            if self._kin_at(head) == noun:
                owners = (self._drafts.at(at) for at in view.owners_of(head))
                yield from (owner.number for owner in owners if owner is not None)

    def _announced(self, index: int, mention: Mention, noun: str) -> Draft | None:
        """Who is named only below as the one Ostrian general, where "an Ostrian general" says nothing."""
        told = next(iter(sides_told(mention, self._view)), None)
        quoted = index in self._view.speaks_in
        return None if quoted else self._holder_named_later(index, mention, noun, told)

    def _holder_named_later(self, index: int, mention: Mention, noun: str, told: str | None) -> Draft | None:
        """The one person who is named below with the office and the side that a phrase tells."""
        holders = [
            draft
            for draft in self._drafts.all
            if told is not None
            and may_be_called_so(mention, draft)
            and draft.side() == told
            and noun in draft.role_heads
            and draft.mentions[0] > index
        ]
        return holders[0] if len(holders) == 1 else None

    def _counterpart(self, mention: Mention, owner: Draft) -> Draft | None:
        """Who has an office of the owner's in another country ("her Ostrian counterpart")."""
        holders = [
            draft
            for draft in self._drafts.all
            if mention.country is not None
            and draft is not owner
            and may_be_called_so(mention, draft)
            and draft.side() == mention.country
            and (
                not owner.role_heads.keys().isdisjoint(draft.role_heads)
                or (self._offices.rules_a_country(owner) and self._offices.rules_a_country(draft))
            )
        ]
        return holders[0] if len(holders) == 1 else None

    def _namesake(self, owner: Draft, mention: Mention) -> Draft | None:
        """Who goes by the owner's family name and a title of the other sex ("his wife", "Mrs Brandt")."""
        if mention.gender is None or not owner.full_names:
            return None
        family = parts(self._view.mentions[owner.full_names[0]].text)[-1]
        return next(
            (
                draft
                for draft in self._drafts.all
                if draft.type == "person"
                and draft is not owner
                and not draft.full_names
                and draft.named
                and draft.gender == mention.gender
                and fold(draft.key) == family
            ),
            None,
        )

    def _relative(self, index: int, noun: str, owner: Draft) -> Draft | None:
        """Who was named before as such kin, and bears a name of the owner's ("her father Jan Brandt")."""
        view = self._view
        names = {word for m in owner.full_names for word in parts(view.mentions[m].text)}
        known = [
            draft
            for draft in self._drafts.all
            if draft is not owner
            and _is_kin(draft, noun)
            and any(m < index and names & set(parts(view.mentions[m].text)) for m in draft.full_names)
        ]
        return known[0] if len(known) == 1 else None

    def _score_person(
        self, index: int, mention: Mention, noun: str, told: str | None, draft: Draft
    ) -> float | None:
        if not may_be_called_so(mention, draft) or draft.mentions[0] > index:
            return None
        if not self._may_be(index, draft):
            return None
        fits = None if self._offices.leads_another(index, draft) else self._fit(noun, told, draft)
        if fits is None or (noun == "client" and _is_of_the_court(draft)):
            return None
        fits += SAME_OFFICE * self._offices.same(index, noun, draft)
        salience = self._salience.of(draft, index, reach=REACH_OF_PHRASES)
        if told is not None and draft.side() == told:
            salience = LONG_AGO if salience is None else max(salience, LONG_AGO)
        return None if salience is None else fits + 0.4 * salience

    def _fit(self, noun: str, told: str | None, draft: Draft) -> float | None:
        """How well an office and its side fit somebody, or None where they do not.

        A side that is not known is not made up against the language of the name.
        """
        offices = [head.split()[-1] for head in draft.role_heads]
        if is_rank(noun) and offices and not any(is_rank(o) or may_be_called(noun, o) for o in offices):
            return None  # a general may be a leader, and few leaders are generals
        side, fits = draft.side(), draft.is_called(noun)
        if told is None:
            return fits + TITLED * (noun in draft.titles) if fits >= 1 or noun in _ANYBODY else None
        if side is not None and (_is_of_side(told, side, draft) or _is_country(told) == _is_country(side)):
            if not draft.role_heads and may_be_called("leader", noun):
                fits = fits or UNTOLD
            return fits + 0.5 if _is_of_side(told, side, draft) and fits else None
        agrees = name_agrees(self._view.mentions[draft.mentions[0]].text, told)
        if agrees is False or self._offices.presides_elsewhere(noun, draft):
            return None
        if _is_country(told) and draft.named and self._offices.is_no_ruler(noun, draft):
            return None
        if not draft.role_heads and agrees and may_be_called("leader", noun):
            return 0.5
        return fits - 0.5 if fits >= 1 else None

    def _speaks_first(self, index: int) -> bool:
        """Whether somebody speaks who is brought in here ("an official said"): nobody told of before."""
        first = self._view.tokens[self._view.places[index].first].text.lower()
        return index in self._view.speaks_in and first in {"a", "an", "another", "one"}

    def _is_indefinite(self, index: int) -> bool:
        view = self._view
        place = view.places[index]
        first = view.tokens[place.first].text.lower()
        if first in {"a", "an", "another", "one", "some", "any", "every", "each", "no"}:
            return True
        determined = any(
            view.tokens[at].pos in {"DET", "PRON"} or view.tokens[at].tag == "POS"
            for at in range(place.first, place.head + 1)
        )
        return not determined and view.mentions[index].country is None

    def _owner(self, index: int) -> Draft | None:
        """Whose it is: the entity in "his wife" or "Brandt's wife"."""
        view = self._view
        place = view.places[index]
        for other in range(max(index - 3, 0), min(index + 4, len(view.mentions))):
            there = view.places[other]
            if other != index and there.head in view.owners_of(place.head):
                if other not in self._drafts.of and view.mentions[other].kind == "pronoun":
                    self._pronouns.resolve(other, view.mentions[other])
                return self._drafts.of.get(other)
        return None

    def _plural(self, index: int, mention: Mention) -> tuple[Draft | None, str]:
        """ "Both sides" are the sides before; other plurals join the same words in the same hands."""
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        key = f"plural {noun} {mention.country or ''}"
        if (named := self._police(index, noun, mention)) is not None:
            return named, key
        definite = view.tokens[view.places[index].first].text.lower() in {
            "the",
            "both",
            "these",
            "those",
            "two",
        }
        if definite:
            for draft in reversed(self._drafts.near(index, REACH_OF_PHRASES)):
                if draft.key == key and self._salience.of(draft, index, reach=REACH_OF_PHRASES) is not None:
                    return draft, key
        return None, key

    def _police(self, index: int, noun: str, mention: Mention) -> Draft | None:
        """The one force that the article names before, for "police" alone or "the police"."""
        place = self._view.places[index]
        if noun != "police" or mention.country or place.head - place.first > 1:
            return None
        named = [
            draft
            for draft in self._drafts.all
            if draft.type == "organization"
            and draft.named
            and draft.mentions
            and draft.mentions[0] < index
            and "police" in draft.key.split()
        ]
        return named[0] if len(named) == 1 else None


def _is_kin(draft: Draft, noun: str) -> bool:
    return any(_STILL_KIN.get(head, head) == noun for head in draft.role_heads)


def _is_country(side: str) -> bool:
    """Whether a side is a country: who is of a country may be of any body and the other way round."""
    return country_named(side) is not None


def _is_of_side(told: str, side: str, draft: Draft) -> bool:
    """Whether a side that a phrase tells is somebody's, or is short for one of theirs ("Harbour Party")."""
    return told == side or any(known == told or known.startswith(f"{told} ") for known in draft.sides)


def _is_of_the_court(draft: Draft) -> bool:
    """Whether somebody pleads or judges: a lawyer's client is another one."""
    return any(role in _OF_THE_COURT or may_be_called("lawyer", role) for role in draft.role_heads)


def _calls(role: Span, view: View) -> list[int]:
    """The phrases that are what a role says, not phrases inside it."""
    head = role_head_at(role, view)
    joined = [child for child in view.children[head] if view.tokens[child].dep == "conj"]
    return [
        index
        for at in (head, *joined)
        for index in view.with_head.get(at, ())
        if view.mentions[index].end <= role.end and not (at != head and view.mentions[index].plural)
    ]
