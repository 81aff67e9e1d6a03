"""Pronouns put in entities: the one that fits and is most on the reader's mind, and who speaks."""

from __future__ import annotations

from dateline.annotate.coreference_antecedents import Antecedents, Choose
from dateline.annotate.coreference_clauses import Clauses
from dateline.annotate.coreference_constructions import Constructions
from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import REFLEXIVE, Salience
from dateline.annotate.coreference_speech import Speech
from dateline.annotate.gazetteer import fold
from dateline.schema.annotation import Mention

# Weights of "it" and "they", and how far is looked: chosen on two events of NewsWCL50 and three stories.
REACH_OF_PRONOUNS = 4
REACH_IN_SPEECH = 8
"""Speakers take up again whom the article is about; they do not say "he" of themselves."""
LEAST_FOR_IT = -1.2
MATRIX = 1.6
"""For the subject of the clause above."""
OWN_SUBJECT, OWN_SUBJECT_UNNAMED = 1.0, 0.5
"""For the subject of the clause in which something is owned ("Ostria opened its border")."""
GOES_ON, NAMES_ITSELF = 1.5, 3.5
"""For the last speaker, where nobody else was spoken of since; against who is named in the words."""
ANNOUNCED = 2.5
"""For the subject of the main clause that an opening clause leads up to."""

REACH_OF_ISSUER = 4
"""Quotations before one that a statement says, among which is the one of who issued it."""
_LONGEST_TITLE = "Mr. President "
_SENTENCE = 60
_ISSUED = frozenset({"statement", "letter", "message", "memo", "post", "tweet", "email"})

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_IN_SPEECH = _FIRST_PERSON | _FIRST_PLURAL | _SECOND_PERSON


class Pronouns:
    """Resolves pronouns in the order in which they are asked for."""

    def __init__(self, drafts: Drafts, salience: Salience, speech: Speech, choose: Choose) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._speech = speech
        self._constructions = Constructions(drafts, salience)
        self._clauses = Clauses(drafts.view, salience)
        self._antecedents = Antecedents(drafts, salience, self._constructions, speech)
        self._choose = choose

    def resolve(self, index: int, mention: Mention) -> None:
        """Put a pronoun in the entity that fits best, if one fits."""
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
        beside = self._owner_beside(index, mention)
        if beside is not None:
            self._drafts.add(index, beside)
            return
        if mention.type == "person":
            self._put_in_person(index, mention)
            return
        best: tuple[float, int, Draft] | None = None
        for draft in self._near(index, mention):
            score = self._score_thing(index, mention, draft)
            if best is None or (score, -draft.number) > best[:2]:
                best = (score, -draft.number, draft)
        if best is not None and best[0] >= LEAST_FOR_IT:
            self._drafts.add(index, best[2])

    def _put_in_person(self, index: int, mention: Mention) -> None:
        """Put "he" or "she" in the one of the people around who is likeliest meant, if anybody is."""
        people = self._near(index, mention)
        if not people:
            return
        options = self._antecedents.signals(index, people)
        likely = self._choose(index, self._drafts, people, options)
        best = max(range(len(likely)), key=lambda at: (likely[at], -at))
        if best < len(people):
            self._drafts.add(index, people[best])

    def _near(self, index: int, mention: Mention) -> list[Draft]:
        """Who or what a pronoun may be."""
        near = self._drafts.near(index, REACH_IN_SPEECH)
        return [draft for draft in near if self._may_be(index, mention, draft)]

    def _may_be(self, index: int, mention: Mention, draft: Draft) -> bool:
        """Whether kind, sex, number, distance and binding let a pronoun be somebody or something."""
        if not draft.mentions or not (_fits(mention, draft) or self._is_as_country(index, mention, draft)):
            return False
        view, place = self._view, self._view.places[index]
        if self._salience.is_barred(draft, index) or self._is_counterpart_of(draft, index):
            return False
        if place.quotation is not None and self.speaker(place.quotation) is draft:
            return False
        spoken = place.quotation is not None or index in view.speaks_in
        reach = REACH_IN_SPEECH if spoken else REACH_OF_PRONOUNS
        known = self._salience.of(draft, index, reach=reach) is not None
        return known or self._drafts.stands_at(draft, self._salience.announced_subject(index))

    def resolve_announced(self) -> None:
        """Put "he" and "she" before whom nobody is named in whom the article names next of that sex."""
        view = self._view
        for index, mention in enumerate(view.mentions):
            lone = (mention.kind, mention.type) == ("pronoun", "person") and index not in self._drafts.of
            if not lone or mention.gender is None or view.places[index].quotation is not None:
                continue
            people = [draft for draft in self._drafts.all if draft.mentions and _fits(mention, draft)]
            named = (draft for draft in people if draft.named)
            first = min(named, key=lambda draft: draft.mentions[0], default=None)
            if first is None or any(draft.mentions[0] < index for draft in people):
                continue
            if view.places[first.mentions[0]].sentence <= view.places[index].sentence + REACH_IN_SPEECH:
                self._drafts.add(index, first)

    def resolve_speakers(self) -> None:
        """Put "I", "we" and "you" in entities where the speaker comes after the words ("…," she said)."""
        for index, mention in enumerate(self._view.mentions):
            word = mention.text.lower()
            if mention.kind == "pronoun" and index not in self._drafts.of and word in _IN_SPEECH:
                self.resolve(index, mention)

    def _owner_beside(self, index: int, mention: Mention) -> Draft | None:
        """The one before in a row ("Brandt, Moreau or his partner", "Moreau, 66, and his son": Moreau)."""
        tokens = self._view.tokens
        place = self._view.places[index]
        owned = tokens[place.head].head
        if tokens[place.head].dep != "poss" or tokens[owned].dep != "conj" or mention.type != "person":
            return None
        before = place.head - 1
        while before > 0 and tokens[before].pos in {"CCONJ", "PUNCT", "NUM"}:
            before -= 1
        named = self._drafts.at(before) if before < place.head - 1 else None
        row = self._drafts.at(tokens[owned].head) or named
        return row if row is not None and _fits(mention, row) else None

    def _first_person(self, index: int, *, plural: bool) -> None:
        quotation = self._view.places[index].quotation
        speaker = None if quotation is None else self.speaker(quotation)
        if speaker is not None and plural and speaker.type == "person":
            speaker = self._body_of(speaker)
        if speaker is not None:
            self._drafts.add(index, speaker)

    def _body_of(self, speaker: Draft) -> Draft | None:
        """The country or organization that somebody speaks for as "we", where the article names it."""
        side = speaker.side()
        if side is not None:
            keys = {f"country {side}", f"organization {fold(side)}"}
            known = next((draft for draft in self._drafts.all if draft.key in keys and draft.mentions), None)
            return known or self._named(side)
        view = self._view
        told = (
            m for index in speaker.mentions for role in view.mentions[index].roles for m in view.inside(role)
        )
        bodies = (self._drafts.of.get(view.mentions.index(mention)) for mention in told)
        return next((draft for draft in bodies if draft is not None and draft.type == "organization"), None)

    def _named(self, body: str) -> Draft | None:
        """The organization that has this among its names ("KVM" of "Kestrel Motors")."""
        view = self._view
        return next(
            (
                draft
                for draft in self._drafts.all
                if draft.type == "organization" and any(view.mentions[m].text == body for m in draft.mentions)
            ),
            None,
        )

    def _second_person(self, index: int) -> None:
        """ "You" is the one person whom the cue of the quotation names as told."""
        view = self._view
        quotation = view.places[index].quotation
        called = None if quotation is None else self._called(index, quotation)
        if called is not None:
            self._drafts.add(index, called)
            return
        cue = None if quotation is None else view.quotations[quotation].cue
        if cue is None:
            return
        cues = list(range(view.token_at(cue.start), view.token_at(cue.end - 1) + 1))
        # "Brandt thanked Moreau, saying": the one who is thanked is told.
        cues += [view.tokens[at].head for at in cues if view.tokens[at].dep == "advcl"]
        for number in cues:
            for child in view.children[number]:
                told = self._drafts.at(child) if view.tokens[child].dep in {"dobj", "dative"} else None
                if told is not None and told.type == "person" and not told.plural:
                    self._drafts.add(index, told)
                    return

    def _called(self, index: int, quotation: int) -> Draft | None:
        """Who is called by name in the sentence ("Mr. Brandt, when you fall, we will be ready")."""
        view = self._view
        tokens = view.tokens
        for other in view.in_sentence[view.places[index].sentence]:
            mention, place = view.mentions[other], view.places[other]
            if (mention.kind, mention.type) != ("name", "person") or place.quotation != quotation:
                continue
            opens = mention.start - len(_LONGEST_TITLE) <= view.quotations[quotation].content[0].start
            before = tokens[place.first - 1].text if place.first else ""
            after = tokens[place.last + 1].text if place.last + 1 < len(tokens) else ""
            free = tokens[place.head].dep not in {
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "poss",
                "conj",
                "appos",
            }
            if (opens or before == "," or free) and after in {",", "!", "?", "."} and (opens or free):
                return self._drafts.of.get(other)
        return None

    def _score_thing(self, index: int, mention: Mention, draft: Draft) -> float:
        """How well "it" or "they" fits what it may be."""
        view, place = self._view, self._view.places[index]
        score = self._salience.of(draft, index, reach=REACH_IN_SPEECH) or 0.0
        score += ANNOUNCED * self._drafts.stands_at(draft, self._salience.announced_subject(index))
        if place.dep in {"nsubj", "nsubjpass"}:
            caused = self._constructions.cause(index)
            subject = self._clauses.above(place.head).subject if caused is None else caused
            score += MATRIX * self._constructions.rules(draft, subject)
        if place.dep == "poss":
            owned = view.tokens[place.head].head
            weight = OWN_SUBJECT if draft.named else OWN_SUBJECT_UNNAMED
            score += weight * self._drafts.stands_at(draft, view.clause_subject(owned))
        if index in view.speaks_in:
            score += GOES_ON * (self._speech.goes_on(index) is draft)
            score -= NAMES_ITSELF * self._speech.is_named_by(index, draft)
        return score + self._score_number(index, mention, draft)

    def _is_counterpart_of(self, draft: Draft, index: int) -> bool:
        """Whether a country before "counterpart" is one's own: "his Ostrian counterpart" is no Ostrian's."""
        view = self._view
        owned = view.tokens[view.places[index].head].head
        if view.tokens[view.places[index].head].dep != "poss" or view.tokens[owned].lemma != "counterpart":
            return False
        countries = {view.mentions[other].country for other in view.with_head.get(owned, ())} - {None}
        return draft.side() in countries

    def _score_number(self, index: int, mention: Mention, draft: Draft) -> float:
        score = 0.0 if draft.named else -0.4
        if mention.plural:
            score += {"group": 0.5, "organization": 0.0}.get(draft.type, -0.8)
        if draft.type == "place" and not self._acted(index, draft):
            score -= 1.0
        return score

    def _is_as_country(self, index: int, mention: Mention, draft: Draft) -> bool:
        """Whether "it" that does or owns something may be a place that acts, though no gazetteer has it."""
        does = self._view.places[index].dep in {"nsubj", "nsubjpass", "poss"}
        if not does or mention.type == "person" or mention.plural or draft.type != "place":
            return False
        before = [m for m in draft.mentions if m < index]
        return any(
            self._view.mentions[m].actor or self._salience.is_cleft(self._view.places[m].head) for m in before
        )

    def _acted(self, index: int, draft: Draft) -> bool:
        """Whether a country was last named as one that acts, or owns something."""
        before = [m for m in draft.mentions if m < index]
        if not before:
            return False
        place = self._view.places[before[-1]]
        return place.dep in {"nsubj", "nsubjpass", "poss", "agent"} or self._salience.is_cleft(place.head)

    def speaker(self, quotation: int) -> Draft | None:
        """Who says a quotation; one without a source goes on with the speech before it."""
        for at in range(quotation, max(quotation - 3, -1), -1):
            source = self._view.source_of[at]
            if source is not None:
                if source not in self._drafts.of and self._view.mentions[source].kind == "pronoun":
                    self._resolve_ahead(source)
                return self._drafts.of.get(source)
            if self._view.quotations[at].source is not None:
                return self._issuer(at)
        return None

    def _issuer(self, quotation: int) -> Draft | None:
        """Whose statement it is that says a quotation: who spoke last in a sentence with the same noun."""
        view = self._view
        source = view.quotations[quotation].source
        noun = "" if source is None else view.tokens[view.token_at(source.end - 1)].lemma.lower()
        if noun not in _ISSUED:
            return None
        for at in range(quotation - 1, max(quotation - 1 - REACH_OF_ISSUER, -1), -1):
            speaker = view.source_of[at]
            if speaker is not None and self._drafts.of.get(speaker) is not None:
                head = view.places[speaker].head
                told = view.tokens[head : head + _SENTENCE]
                same = any(t.lemma.lower() == noun and t.sentence == view.tokens[head].sentence for t in told)
                return self._drafts.of[speaker] if same else None
        return None

    def _resolve_ahead(self, index: int) -> None:
        """Resolve the source of a quotation before what stands inside it."""
        mention = self._view.mentions[index]
        if self._view.places[index].quotation is None:
            self.resolve(index, mention)


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
