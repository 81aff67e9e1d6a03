"""Bare names, phrases and pronouns put in entities, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.annotate.coreference_entities import (
    Draft,
    may_be_called_so,
    role_head,
    role_head_at,
    sides_told,
)
from dateline.annotate.coreference_lede import Lede
from dateline.annotate.coreference_names import Drafts, partner_of
from dateline.annotate.coreference_people import name_agrees, parts
from dateline.annotate.coreference_salience import REFLEXIVE, Salience
from dateline.annotate.coreference_speech import Speech
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import fold
from dateline.annotate.nouns import may_be_called, words
from dateline.schema.annotation import Mention
from dateline.schema.span import Span

Candidates = Mapping[int, Sequence[tuple[Draft, float]]]

# All weights: chosen on two events of NewsWCL50 and the texts of three stories.
OPEN_MARGIN = 0.1
"""Bare names whose two best readings lie nearer than this are left open."""
OWNED = 2.0
"""For the person of a bare name whose roles name its owner."""
REACH_OF_NAMES = 1000
REACH_OF_PRONOUNS = 4
REACH_OF_PHRASES = 12
REACH_IN_SPEECH = 8
"""Speakers take up again whom the article is about; they do not say "he" of themselves."""
LEAST_FOR_PRONOUN = -2.6
LEAST_FOR_IT = -1.2
LEAST_IN_SPEECH = -5.0
GOES_ON = 1.5
"""For the last speaker, where nobody else was spoken of since."""
NOT_YET_NAMED = -2.0
MATRIX = 0.7
NAMES_HIMSELF = 3.5
LONG_AGO = -3.0
"""Least salience of somebody of the right office and country, however far away."""
ANNOUNCED = 2.5
"""For the subject of the main clause that an opening clause leads up to."""

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_KIN = words(
    "wife husband mother father son daughter brother sister uncle aunt cousin nephew niece grandson "
    "grandfather grandmother granddaughter friend ally rival lawyer attorney aide adviser advisor spokesman "
    "spokeswoman predecessor successor counterpart colleague boss deputy opponent"
)
_ANYBODY = words("man woman client defendant accused suspect")
"""Nouns that fit people whose office they do not tell."""
_GENERIC_GROUPS = words(
    "group movement organization organisation party company firm agency militia network bank alliance bloc "
    "outlet newspaper channel broadcaster body institution union administration government military force "
    "faction ministry department"
)


class Resolution:
    """Resolves the mentions of one article that `gather_names` left."""

    def __init__(self, drafts: Drafts, candidates: Candidates) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._candidates = candidates
        self._salience = Salience(drafts)
        self._speech = Speech(drafts, self._salience)
        self._owned: dict[tuple[int, str], Draft] = {}
        self.open: dict[int, list[Draft]] = {}

    def run(self) -> None:
        """Resolve everything that can be."""
        self._join_appositions()
        Lede(self._drafts).join()
        for index, mention in enumerate(self._view.mentions):
            if index in self._drafts.of:
                continue
            if index in self._candidates:
                self._bare_name(index)
            elif mention.kind == "nominal":
                self._nominal(index, mention)
            elif mention.kind == "pronoun":
                self._pronoun(index, mention)

    # Names

    def _bare_name(self, index: int) -> None:
        scored = sorted(
            (
                (self._score_bare(index, draft, weight), -draft.number, draft)
                for draft, weight in self._candidates[index]
            ),
            reverse=True,
            key=lambda item: item[:2],
        )
        best = scored[0]
        if len(scored) > 1 and best[0] - scored[1][0] < OPEN_MARGIN:
            self.open[index] = [draft for score, _, draft in scored if best[0] - score < OPEN_MARGIN]
            return
        self._drafts.add(index, best[2])
        best[2].bare_uses.append(index)

    def _score_bare(self, index: int, draft: Draft, weight: float) -> float:
        view = self._view
        mention, place = view.mentions[index], view.places[index]
        score = 2 * weight
        score += self._score_title(mention, draft)
        score += OWNED * self._is_of(place.first, draft)
        partner = partner_of(index, view)
        if partner is not None and partner in self._drafts.of:
            score += 3.0 * bool(draft.partners[self._drafts.of[partner].number])
        if place.quotation is not None and self._speaker(place.quotation) is draft:
            score -= 4.0
        if mention.text and draft.bare_uses:
            same_voice = [
                use
                for use in draft.bare_uses
                if (view.places[use].quotation is None) == (place.quotation is None)
            ]
            score += 1.0 * bool(same_voice)
        score -= 0.25 * max(len(draft.full_names) - 1, 0)
        salience = self._salience.of(draft, index, reach=REACH_OF_NAMES)
        score += NOT_YET_NAMED if salience is None else max(salience, -6.0) * 0.25
        score += self._score_here(index, draft)
        if index in view.speaks_in and self._speech.last_speaker(index) is draft:
            score += 1.0
        return score

    def _score_title(self, mention: Mention, draft: Draft) -> float:
        heads = {role_head(role, self._view) for role in mention.roles}
        if not heads or not draft.role_heads:
            return 0.0
        fits = max(draft.is_called(head) for head in heads)
        return 1.5 * fits if fits else -0.5

    def _is_of(self, first: int, draft: Draft) -> bool:
        """Whether the owner of a bare name ("Ostria's Brandt") stands in one of somebody's roles."""
        view = self._view
        if first < 2 or view.tokens[first - 1].tag != "POS":
            return False
        owner = fold(view.tokens[first - 2].text)
        roles = (role for m in draft.mentions for role in view.mentions[m].roles)
        return any(owner in fold(role.text).split() for role in roles)

    def _score_here(self, index: int, draft: Draft) -> float:
        """Being at a place of one's own country, in the same sentence."""
        view = self._view
        sentence = view.places[index].sentence
        side = draft.side()
        if side is None:
            return 0.0
        here = {
            view.mentions[other].country
            for other in view.in_sentence[sentence]
            if view.mentions[other].type == "place" and self._is_where(view.places[other].head)
        }
        return 0.8 if side in here else 0.0

    def _is_where(self, head: int) -> bool:
        token = self._view.tokens[head]
        return token.dep == "pobj" and self._view.tokens[token.head].text.lower() in {"in", "at"}

    # Phrases

    def _join_appositions(self) -> None:
        """A phrase that is the role of a name next to it is that person."""
        view = self._view
        for index, mention in enumerate(view.mentions):
            if mention.kind != "name" or mention.type != "person" or index not in self._drafts.of:
                continue
            for role in mention.roles:
                for other in _calls(role, view):
                    if view.mentions[other].kind == "nominal" and other not in self._drafts.of:
                        self._drafts.add(other, self._drafts.of[index])

    def _nominal(self, index: int, mention: Mention) -> None:
        if mention.plural:
            self._plural(index, mention)
        elif mention.type == "person":
            self._person(index, mention)
        else:
            self._group(index, mention)

    def _person(self, index: int, mention: Mention) -> None:
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        if self._is_indefinite(index):
            self._drafts.new(index)
            return
        owner = self._owner(index)
        if owner is not None and noun in _KIN:
            key = (owner.number, noun)
            if key in self._owned:
                self._drafts.add(index, self._owned[key])
            elif (titled := self._namesake(owner, mention)) is not None:
                self._owned[key] = titled
                self._drafts.add(index, titled)
            else:
                self._owned[key] = self._drafts.new(index)
            return
        told = next(iter(sides_told(mention, self._view)), None)
        best: tuple[bool, float, int, Draft] | None = None
        for draft in self._drafts.all:
            score = self._score_person(index, mention, noun, told, draft)
            of_side = told is not None and draft.side() == told
            if score is not None and (best is None or (of_side, score, -draft.number) > best[:3]):
                best = (of_side, score, -draft.number, draft)
        if best is not None:
            self._drafts.add(index, best[3])
            return
        office = f"office {mention.country} {noun}" if mention.country else ""
        known = next(
            (draft for draft in self._drafts.all if office and draft.key == office and draft.mentions), None
        )
        if known is not None:
            self._drafts.add(index, known)
        else:
            self._drafts.new(index, key=office)

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

    def _score_person(
        self, index: int, mention: Mention, noun: str, told: str | None, draft: Draft
    ) -> float | None:
        if not may_be_called_so(mention, draft) or draft.mentions[0] > index:
            return None
        quotation = self._view.places[index].quotation
        says_it = quotation is not None and self._speaker(quotation) is draft
        if says_it or self._salience.is_barred(draft, index):
            return None
        fits = self._fit(noun, told, draft)
        if fits is None:
            return None
        salience = self._salience.of(draft, index, reach=REACH_OF_PHRASES)
        if told is not None and draft.side() == told:
            salience = LONG_AGO if salience is None else max(salience, LONG_AGO)
        return None if salience is None else fits + 0.4 * salience

    def _fit(self, noun: str, told: str | None, draft: Draft) -> float | None:
        """How well an office and its side fit somebody, or None where they do not.

        A side that is not known is not made up against the language of the name.
        """
        side, fits = draft.side(), draft.is_called(noun)
        if told is None:
            return fits if fits >= 1 or noun in _ANYBODY else None
        if side is not None:
            return fits + 0.5 if side == told and fits else None
        agrees = name_agrees(self._view.mentions[draft.mentions[0]].text, told)
        if agrees is False:
            return None
        if not draft.role_heads and agrees and may_be_called("leader", noun):
            return 0.5
        return fits - 0.5 if fits >= 1 else None

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
            if (
                other != index
                and view.tokens[there.head].dep == "poss"
                and view.tokens[there.head].head == place.head
            ):
                if other not in self._drafts.of and view.mentions[other].kind == "pronoun":
                    self._pronoun(other, view.mentions[other])
                return self._drafts.of.get(other)
        return None

    def _plural(self, index: int, mention: Mention) -> None:
        """ "Both sides" are the sides before; other plurals join the same words in the same hands."""
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        key = f"plural {noun} {mention.country or ''}"
        definite = view.tokens[view.places[index].first].text.lower() in {
            "the",
            "both",
            "these",
            "those",
            "two",
        }
        if definite:
            for draft in reversed(self._near(index, REACH_OF_PHRASES)):
                if draft.key == key and self._salience.of(draft, index, reach=REACH_OF_PHRASES) is not None:
                    self._drafts.add(index, draft)
                    return
        self._drafts.new(index, key=key)

    def _group(self, index: int, mention: Mention) -> None:
        view = self._view
        noun = view.tokens[view.places[index].head].lemma.lower()
        owner = self._owner(index)
        best: tuple[float, int, Draft] | None = None
        if owner is None or owner.type != "person":
            for draft in self._near(index, REACH_OF_PHRASES):
                score = self._score_group(index, mention, noun, draft)
                if score is not None and (best is None or (score, -draft.number) > best[:2]):
                    best = (score, -draft.number, draft)
        key = f"nominal {fold(noun)} {mention.country or (owner.number if owner else '')}"
        if best is None:
            known = next((draft for draft in self._drafts.all if draft.key == key), None)
            if known is not None:
                self._drafts.add(index, known)
            else:
                self._drafts.new(index, key=key)
        else:
            self._drafts.add(index, best[2])

    def _score_group(self, index: int, mention: Mention, noun: str, draft: Draft) -> float | None:
        if draft.type == "person" or not draft.named or not draft.mentions:
            return None
        is_country = draft.key.startswith("country ")
        if (mention.type == "place") != is_country or (
            mention.country and not is_country and draft.country != mention.country
        ):
            return None
        if is_country and mention.country is not None:
            return None
        called = any(noun in fold(self._view.mentions[m].text).split() for m in draft.mentions)
        if not is_country and not called and (noun not in _GENERIC_GROUPS or draft.type == "place"):
            return None
        salience = self._salience.of(draft, index, reach=REACH_OF_PHRASES if called else 2)
        return None if salience is None else salience + (3.0 if called else 0.0)

    def _near(self, index: int, reach: int) -> list[Draft]:
        """The entities with mentions so far in the sentence of a mention and `reach` sentences before it."""
        sentence = self._view.places[index].sentence
        numbers = {
            self._drafts.of[other].number
            for at in range(max(sentence - reach, 0), sentence + 1)
            for other in self._view.in_sentence[at]
            if other in self._drafts.of
        }
        return [self._drafts.all[number] for number in sorted(numbers)]

    # Pronouns

    def _pronoun(self, index: int, mention: Mention) -> None:
        word = mention.text.lower()
        if word in _FIRST_PERSON | _FIRST_PLURAL:
            self._first_person(index, plural=word in _FIRST_PLURAL)
            return
        if word in _SECOND_PERSON:
            self._second_person(index)
            return
        if word in REFLEXIVE:
            subject = self._view.clause_subject(self._view.places[index].head)
            draft = None if subject is None else self._drafts.at(subject)
            if draft is not None:
                self._drafts.add(index, draft)
                return
        best: tuple[float, int, Draft] | None = None
        for draft in self._near(index, REACH_IN_SPEECH):
            score = self._score_pronoun(index, mention, draft)
            if score is not None and (best is None or (score, -draft.number) > best[:2]):
                best = (score, -draft.number, draft)
        least = LEAST_FOR_PRONOUN if mention.type == "person" else LEAST_FOR_IT
        if mention.type == "person" and self._view.places[index].quotation is not None:
            least = LEAST_IN_SPEECH
        if best is not None and best[0] >= least:
            self._drafts.add(index, best[2])

    def _first_person(self, index: int, *, plural: bool) -> None:
        quotation = self._view.places[index].quotation
        speaker = None if quotation is None else self._speaker(quotation)
        if speaker is not None and (not plural or speaker.type != "person"):
            self._drafts.add(index, speaker)

    def _second_person(self, index: int) -> None:
        """ "You" is the one person whom the cue of the quotation names as told."""
        view = self._view
        quotation = view.places[index].quotation
        cue = None if quotation is None else view.quotations[quotation].cue
        if cue is None:
            return
        for number in range(view.token_at(cue.start), view.token_at(cue.end - 1) + 1):
            for child in view.children[number]:
                told = self._drafts.at(child) if view.tokens[child].dep in {"dobj", "dative"} else None
                if told is not None and told.type == "person" and not told.plural:
                    self._drafts.add(index, told)
                    return

    def _score_pronoun(self, index: int, mention: Mention, draft: Draft) -> float | None:
        if not draft.mentions or not _fits(mention, draft):
            return None
        view, place = self._view, self._view.places[index]
        is_announced = self._drafts.stands_at(draft, self._salience.announced_subject(index))
        spoken = place.quotation is not None or index in view.speaks_in
        salience = self._salience.of(draft, index, reach=REACH_IN_SPEECH if spoken else REACH_OF_PRONOUNS)
        if salience is None and not is_announced:
            return None
        if self._salience.is_barred(draft, index):
            return None
        if place.quotation is not None and self._speaker(place.quotation) is draft:
            return None
        score = salience if salience is not None else 0.0
        score += ANNOUNCED * is_announced
        if place.dep in {"nsubj", "nsubjpass"}:
            score += MATRIX * self._rules(draft, self._salience.matrix_subject(index))
        if mention.type == "person":
            score += self._score_sex(mention, draft)
        score += self._score_number(index, mention, draft)
        if index in view.speaks_in:
            score += GOES_ON * (self._speech.goes_on(index) is draft)
            score -= NAMES_HIMSELF * self._speech.is_named_by(index, draft)
        return score

    def _rules(self, draft: Draft, subject: int | None) -> bool:
        """Whether an entity is a subject, or the owner of one that is nobody ("Brandt's words show he …")."""
        if subject is None or self._drafts.stands_at(draft, subject):
            return subject is not None
        owners = (c for c in self._view.children[subject] if self._view.tokens[c].dep == "poss")
        return self._drafts.at(subject) is None and any(self._drafts.stands_at(draft, c) for c in owners)

    def _score_sex(self, mention: Mention, draft: Draft) -> float:
        if draft.gender is None:
            return -0.3 if mention.gender == "male" else -1.2
        return 0.5

    def _score_number(self, index: int, mention: Mention, draft: Draft) -> float:
        if mention.type == "person":
            return 0.3 if draft.named else -0.3
        score = 0.0 if draft.named else -0.4
        if mention.plural:
            score += {"group": 0.5, "organization": 0.0}.get(draft.type, -0.8)
        if draft.key.startswith("country ") and not self._acted(index, draft):
            score -= 1.0
        return score

    def _acted(self, index: int, draft: Draft) -> bool:
        """Whether a country was last named as one that acts, or owns something."""
        before = [m for m in draft.mentions if m < index]
        return bool(before) and self._view.places[before[-1]].dep in {"nsubj", "nsubjpass", "poss", "agent"}

    # Speech

    def _speaker(self, quotation: int) -> Draft | None:
        """Who says a quotation; one without a source goes on with the speech before it."""
        for at in range(quotation, max(quotation - 3, -1), -1):
            source = self._view.source_of[at]
            if source is not None:
                if source not in self._drafts.of and self._view.mentions[source].kind == "pronoun":
                    self._resolve_ahead(source)
                return self._drafts.of.get(source)
            if self._view.quotations[at].source is not None:
                return None
        return None

    def _resolve_ahead(self, index: int) -> None:
        """Resolve the source of a quotation before what stands inside it."""
        mention = self._view.mentions[index]
        if self._view.places[index].quotation is None:
            self._pronoun(index, mention)


def _fits(mention: Mention, draft: Draft) -> bool:
    if mention.type == "person":
        if draft.type != "person" or draft.plural:
            return False
        return not (mention.gender and draft.gender and mention.gender != draft.gender)
    if mention.plural:
        return draft.plural or draft.type in {"organization", "group"} or draft.key.startswith("country ")
    return not draft.plural and (
        draft.type == "organization" or draft.key.startswith(("country ", "nominal "))
    )


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
