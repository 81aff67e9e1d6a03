"""What speaks for and against a phrase being somebody of its article: signals for the learned judge.

The signals are those of mention-ranking coreference (Soon et al. 2001; Bengtson and Roth 2008; Durrett and
Klein 2013): the nouns and names of both and how near they lie in meaning, agreement, distance, salience, the
constructions that say that two phrases are one ("Brandt is the host", "the host, Brandt", "as host"), and
what the rules say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import fold
from dateline.models.vectors import likeness
from dateline.schema.annotation import Mention

INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "every", "each", "no"})
_POINTING = frozenset({"this", "that", "these", "those"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
FAR_AWAY = 1000
"""Sentences within which salience is asked for."""

NAMES = (
    "like name", "like nouns", "rule", "rule new", "rule other", "same noun", "is called", "noun in name",
    "same words", "generic",
    "modifiers in name", "modifiers shared", "modifiers differ", "person both", "person phrase",
    "person entity", "place both", "organization both", "place phrase", "place entity", "plural both",
    "plural phrase", "plural entity", "sex same", "sex differs", "country same", "country differs",
    "country of phrase only", "is country", "definite", "pointing", "owned", "indefinite", "bare", "named",
    "is owner", "sentences", "same sentence", "sentence before", "salience", "no salience", "named later",
    "barred", "predicate", "beside", "as", "voice differs", "share of mentions", "is most", "is first",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase without a name and what its words tell."""

    index: int
    mention: Mention
    noun: str
    opening: str
    modifiers: frozenset[str]
    words: str

    @classmethod
    def of(cls, index: int, view: View) -> Phrase:
        """The phrase that a mention is."""
        mention, place = view.mentions[index], view.places[index]
        inside = range(place.first, place.last + 1)
        modifiers = {
            view.tokens[at].lemma.lower()
            for at in inside
            if at != place.head and view.tokens[at].pos in _CONTENT
        }
        return cls(
            index,
            mention,
            view.tokens[place.head].lemma.lower(),
            _opening(place.first, place.head, view),
            frozenset(modifiers),
            fold(mention.text).removeprefix("the "),
        )


def _opening(first: int, head: int, view: View) -> str:
    word = view.tokens[first].text.lower()
    if word in INDEFINITE:
        return "indefinite"
    if any(view.tokens[at].tag in {"POS", "PRP$"} for at in range(first, head)):
        return "owned"
    if word in _POINTING:
        return "pointing"
    return "definite" if word in {"the", "both"} else "bare"


class Signals:
    """The signals of phrases of one article and the entities that it has so far."""

    def __init__(self, drafts: Drafts, salience: Salience) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._phrases: dict[int, Phrase] = {}

    def phrase(self, index: int) -> Phrase:
        """The phrase at a mention."""
        if index not in self._phrases:
            self._phrases[index] = Phrase.of(index, self._view)
        return self._phrases[index]

    def is_called(self, draft: Draft, noun: str) -> bool:
        """Whether an entity's roles, phrases or names have a noun."""
        return noun in draft.role_heads or any(
            self.phrase(m).noun == noun
            if self._view.mentions[m].kind == "nominal"
            else noun in self._view.mentions[m].text.lower().split()
            for m in draft.mentions
        )

    def of(
        self, index: int, candidates: Sequence[Draft], *, rule: Draft | None, owner: Draft | None
    ) -> list[list[float]]:
        """A row of signals, in the order of NAMES, for each candidate.

        `rule` is the entity that the rules say, `owner` the one whose the phrase is ("Brandt's wife").
        """
        phrase = self.phrase(index)
        most = max((len(draft.mentions) for draft in self._drafts.all), default=1)
        first = next((draft for draft in self._drafts.all if draft.named and draft.mentions), None)
        rows = []
        for draft in candidates:
            row = self._words(phrase, draft) | self._agreement(phrase, draft) | self._place(phrase, draft)
            row |= {
                "rule": float(draft is rule),
                "rule new": float(rule is None),
                "rule other": float(rule is not None and draft is not rule),
                "share of mentions": len(draft.mentions) / most,
                "is most": float(len(draft.mentions) == most),
                "is first": float(draft is first),
                "is owner": float(draft is owner),
            }
            rows.append([row[name] for name in NAMES])
        return rows

    def _nominals(self, draft: Draft) -> list[Phrase]:
        return [self.phrase(m) for m in draft.mentions if self._view.mentions[m].kind == "nominal"]

    def _words(self, phrase: Phrase, draft: Draft) -> dict[str, float]:
        others = self._nominals(draft)
        nouns = {other.noun for other in others} | {head.split()[-1] for head in draft.role_heads}
        named = [m for m in map(self._view.mentions.__getitem__, draft.mentions) if m.kind == "name"]
        texts = {mention.text for mention in named if mention.type != "person"}
        names = {word for mention in named for word in fold(mention.text).split()}
        modifiers = frozenset(word for other in others for word in other.modifiers)
        shared = phrase.modifiers & modifiers
        return {
            "like name": max((likeness(f"the {phrase.noun}", text) for text in texts), default=0.0),
            "like nouns": max((likeness(f"the {phrase.noun}", f"the {noun}") for noun in nouns), default=0.0),
            "same noun": float(phrase.noun in nouns),
            "is called": draft.is_called(phrase.noun) / 2,
            "noun in name": float(phrase.noun in names),
            "modifiers in name": float(bool(phrase.modifiers & names)),
            "modifiers shared": min(len(shared), 2) / 2,
            "modifiers differ": float(bool(phrase.modifiers and modifiers and not shared)),
            "same words": float(self.has_words(draft, phrase.words)),
            "generic": float(not phrase.modifiers),
        }

    def _agreement(self, phrase: Phrase, draft: Draft) -> dict[str, float]:
        mention = phrase.mention
        is_person, of_person = mention.type == "person", draft.type == "person"
        plural = draft.plural or draft.type == "group"
        side = draft.side()
        sexes = mention.gender, draft.gender
        return {
            "person both": float(is_person and of_person),
            "person phrase": float(is_person and not of_person),
            "person entity": float(of_person and not is_person),
            "place both": float(mention.type == draft.type == "place"),
            "organization both": float(mention.type == draft.type == "organization"),
            "place phrase": float(mention.type == "place" != draft.type),
            "place entity": float(draft.type == "place" != mention.type),
            "plural both": float(mention.plural and plural),
            "plural phrase": float(mention.plural and not plural),
            "plural entity": float(plural and not mention.plural),
            "sex same": float(None not in sexes and sexes[0] == sexes[1]),
            "sex differs": float(None not in sexes and sexes[0] != sexes[1]),
            "country same": float(mention.country is not None and mention.country == side),
            "country differs": float(None not in (mention.country, side) and mention.country != side),
            "country of phrase only": float(mention.country is not None and side is None),
            "is country": float(draft.key.startswith("country ")),
            "definite": float(phrase.opening == "definite"),
            "pointing": float(phrase.opening == "pointing"),
            "owned": float(phrase.opening == "owned"),
            "indefinite": float(phrase.opening == "indefinite"),
            "bare": float(phrase.opening == "bare"),
            "named": float(draft.named),
        }

    def _place(self, phrase: Phrase, draft: Draft) -> dict[str, float]:
        view, index = self._view, phrase.index
        place = view.places[index]
        before = [m for m in draft.mentions if m < index]
        near = before[-1] if before else draft.mentions[0]
        apart = abs(place.sentence - view.places[near].sentence)
        salience = self._salience.of(draft, index, reach=FAR_AWAY)
        return {
            "sentences": math.log1p(apart) / 3,
            "same sentence": float(apart == 0),
            "sentence before": float(apart == 1 and bool(before)),
            "salience": 0.0 if salience is None else max(salience, -10.0) / 5,
            "no salience": float(salience is None),
            "named later": float(not before),
            "barred": float(self._salience.is_barred(draft, index)),
            "predicate": float(self._is_predicated(place.head, draft)),
            "beside": float(self._is_beside(place.head, draft)),
            "as": float(self.is_as(place.head, draft)),
            "voice differs": float((view.places[near].quotation is None) != (place.quotation is None)),
        }

    def has_words(self, draft: Draft, words: str) -> bool:
        """Whether an entity is told in just these words, but for the article."""
        return any(phrase.words == words for phrase in self._nominals(draft))

    def are_one(self, index: int, draft: Draft) -> bool:
        """Whether a construction says that a phrase is an entity."""
        head = self._view.places[index].head
        return any(says(head, draft) for says in (self._is_predicated, self._is_beside, self.is_as))

    def _is_predicated(self, head: int, draft: Draft) -> bool:
        """ "Brandt is the host", "Brandt won to become host": the phrase is said of the subject."""
        token = self._view.tokens[head]
        if token.dep not in {"attr", "oprd"}:
            return False
        subject = self._view.clause_subject(head)
        if subject is None:
            subject = self._salience.subject_of(token.head)
        return self._drafts.stands_at(draft, subject)

    def _is_beside(self, head: int, draft: Draft) -> bool:
        """ "The host, Brandt", "the carmaker Veld": one hangs on the other and nothing stands between."""
        tokens = self._view.tokens
        for one in (m for m in draft.mentions if self._view.places[m].sentence == tokens[head].sentence):
            other = self._view.places[one].head
            if tokens[other].head == head and tokens[other].dep == "appos":
                return True
            if tokens[head].head == other and tokens[head].dep in {"appos", "compound", "nmod"}:
                return True
        return False

    def is_as(self, head: int, draft: Draft) -> bool:
        """ "Named Brandt as host", "works as host", "the host known as Brandt": one is the other."""
        if self._drafts.stands_at(draft, self._told_as(head)):
            return True
        places = (self._view.places[mention] for mention in draft.mentions)
        return any(
            self._told_as(p.head) == head for p in places if p.sentence == self._view.tokens[head].sentence
        )

    def _told_as(self, head: int) -> int | None:
        """Who is said to be what stands after "as": the object, or else the subject, of the verb."""
        tokens = self._view.tokens
        link = tokens[head].head
        if tokens[head].dep != "pobj" or tokens[link].lemma.lower() != "as":
            return None
        verb = tokens[link].head
        objects = [c for c in self._view.children[verb] if tokens[c].dep in {"dobj", "nsubjpass"}]
        if objects:
            return objects[0]
        if (tokens[verb].dep, tokens[verb].tag) == ("acl", "VBN"):
            return tokens[verb].head
        return self._view.clause_subject(link)
