"""Whom "he" and "she" mean: a learned choice among the people of whom a pronoun may be said.

The choice is a conditional logit over the signals of each of them, those of the work on pronouns since Hobbs
(1978) and Lappin and Leass (1994): how far back somebody was named and in which part of the sentence, how
often, whether the pronoun before was theirs, whether what is said and who says it points to them. The weights
are in `data/antecedents.json`, learned by `training/antecedents.py`.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.coreference_clauses import SUBJECTS, Above, Clauses
from dateline.annotate.coreference_constructions import Constructions
from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_salience import Salience
from dateline.annotate.coreference_speech import Speech
from dateline.models.odds import choice

MODEL = "annotate/antecedents"
NOBODY = "nobody"
Signals = Mapping[str, float]
Choose = Callable[[int, Drafts, Sequence[Draft], Sequence[Signals]], Sequence[float]]
"""Of a pronoun (index), who it may be and their signals, the last those of nobody: how likely each is."""

_PARTS = {
    "nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "dative": "object", "iobj": "object",
    "pobj": "with preposition", "agent": "with preposition", "poss": "owner",
}  # fmt: skip
_FAR = 4
"""Sentences from which on all are equally far."""
_REACH = 1000
_REACH_OF_PRONOUN = 2
"""Sentences within which the pronoun before is looked for."""


def by_weights(
    index: int, drafts: Drafts, candidates: Sequence[Draft], options: Sequence[Signals]
) -> Sequence[float]:
    """The likelihoods by the learned weights."""
    return choice(MODEL, options)


@dataclass(frozen=True, slots=True)
class _Pointers:
    """Where a pronoun's sentence points: tokens of subjects and owners, whom it blames, and who speaks on.

    `cause` is whose deed is the reason told after "because", `speaker` the noun of an unknown speaker.
    """

    announced: int | None
    opening: int | None
    owners: tuple[int, ...]
    above: Above
    cause: int | None
    blamed: Draft | None
    own_subject: int | None
    told_of: tuple[int, ...]
    goes_on: Draft | None
    speaker: str


class Antecedents:
    """The signals of whom the pronouns of one article may mean."""

    def __init__(
        self, drafts: Drafts, salience: Salience, constructions: Constructions, speech: Speech
    ) -> None:
        self._drafts = drafts
        self._view = drafts.view
        self._salience = salience
        self._constructions = constructions
        self._clauses = Clauses(self._view, salience)
        self._speech = speech
        names = (i for i, mention in enumerate(self._view.mentions) if mention.kind == "name")
        self._names = Counter(drafts.of[i].number for i in names if i in drafts.of)

    def signals(self, index: int, candidates: Sequence[Draft]) -> list[Signals]:
        """What speaks for each of some people as the one that a pronoun means, and last for nobody."""
        lasts = [self._last(index, draft) for draft in candidates]
        nearest = max((last for last in lasts if last is not None), default=None)
        pronoun = self._pronoun_before(index)
        most = max((self._names[draft.number] for draft in candidates), default=0)
        first = self._first_of_paragraph(index)
        pointers = self._pointers(index)
        found: list[Signals] = []
        for draft, last in zip(candidates, lasts, strict=True):
            signals = dict.fromkeys(self._told(index, draft, pointers), 1.0)
            signals |= dict.fromkeys(self._goes_on(index, pronoun, draft), 1.0)
            if last is not None and "announced" not in signals:
                signals |= dict.fromkeys(self._where(index, last), 1.0)
                signals["often"] = math.log1p(bisect.bisect_left(draft.mentions, index))
                salience = self._salience.of(draft, index, reach=_REACH)
                signals["salience"] = 0.0 if salience is None else max(salience, -6.0)
                if last == nearest:
                    signals["nearest"] = 1.0
            if most and self._names[draft.number] == most:
                signals["most named"] = 1.0
            if first is draft:
                signals["first of paragraph"] = 1.0
            found.append(signals)
        return [*found, {NOBODY: 1.0}]

    def _pointers(self, index: int) -> _Pointers:
        """The places of a pronoun's sentence that point to somebody, which are the same for all."""
        view, place = self._view, self._view.places[index]
        owned = view.tokens[place.head].head if place.dep == "poss" else None
        blamed = None if owned is None else self._constructions.blamed(owned)
        speaks = index in view.speaks_in
        return _Pointers(
            announced=self._salience.announced_subject(index),
            opening=self._clauses.opening_subject(place.head),
            owners=tuple(self._constructions.owners_above(place.head)),
            above=self._clauses.above(place.head),
            cause=self._constructions.cause(index) if place.dep in SUBJECTS else None,
            blamed=blamed,
            own_subject=self._clauses.own_subject(owned) if owned is not None and blamed is None else None,
            told_of=tuple(self._clauses.told_of(place.quotation)),
            goes_on=self._speech.goes_on(index) if speaks else None,
            speaker=self._speech.called(place.quotation),
        )

    def _told(self, index: int, draft: Draft, pointers: _Pointers) -> Iterator[str]:
        """What is known of somebody, and the constructions that point to them."""
        view = self._view
        if not draft.named:
            yield "unnamed"
        if draft.gender is None:
            yield "sex unknown"
            if view.mentions[index].text.lower().startswith(("she", "her")):
                yield "she of unknown sex"
        yield from self._pointed_to(draft, pointers, is_subject=view.places[index].dep in SUBJECTS)
        if any(self._drafts.stands_at(draft, at) for at in pointers.told_of):
            yield "told of"
        if pointers.speaker and draft.is_called(pointers.speaker) == 2.0:
            yield "speaks"
        if pointers.goes_on is draft:
            yield "goes on"
        if index in view.speaks_in and self._speech.is_named_by(index, draft):
            yield "names himself"

    def _pointed_to(self, draft: Draft, pointers: _Pointers, *, is_subject: bool) -> Iterator[str]:
        """Which clauses of a pronoun's sentence point to somebody."""
        constructions = self._constructions
        if constructions.is_told_at(pointers.announced, draft):
            yield "announced"
        if constructions.rules(draft, pointers.opening):
            yield "subject of opening"
        if any(self._drafts.stands_at(draft, at) for at in pointers.owners):
            yield "owner above"
        if pointers.cause is not None:
            if constructions.rules(draft, pointers.cause):
                yield "cause"
        elif constructions.rules(draft, pointers.above.subject):
            yield "subject above"
            if pointers.above.link != "told":
                yield f"subject above, {pointers.above.link}"
            if not is_subject:
                yield "subject above, no subject"
        if pointers.blamed is draft:
            yield "blamed"
        if constructions.is_told_at(pointers.own_subject, draft):
            yield "own subject"

    def _last(self, index: int, draft: Draft) -> int | None:
        before = bisect.bisect_left(draft.mentions, index)
        return draft.mentions[before - 1] if before else None

    def _where(self, index: int, last: int) -> Iterator[str]:
        """How far back and in which part of its sentence somebody was named last."""
        view = self._view
        place, there, mention = view.places[index], view.places[last], view.mentions[last]
        apart = place.sentence - there.sentence
        part = _PARTS.get(there.dep, "other")
        yield f"{min(apart, _FAR)} back"
        yield f"{'here' if not apart else 'before'} {part}"
        if part == "subject" and self._salience.is_main(there.head):
            yield f"{'here' if not apart else 'before'} main subject"
        if apart and view.line[place.sentence] - view.line[there.sentence] > apart:
            yield "other paragraph"
        if mention.kind != "name":
            yield f"by {mention.kind}"
        if not self._salience.is_one_voice(there.quotation, place.quotation):
            yield "other voice"
        dep = view.tokens[there.head].dep
        if dep in {"conj", "appos", "compound"}:
            yield f"as {dep}"
        if part == _PARTS.get(place.dep, "other"):
            yield "same part"

    def _goes_on(self, index: int, pronoun: int | None, draft: Draft) -> Iterator[str]:
        """Whether the pronoun before is somebody's, and whether the sentence goes on with their name."""
        view, place = self._view, self._view.places[index]
        if pronoun is not None:
            there = view.places[pronoun]
            where = "here" if there.sentence == place.sentence else "before"
            same = "" if self._drafts.of.get(pronoun) is draft else "not "
            voice = "" if there.quotation == place.quotation else " in another voice"
            yield f"{same}pronoun {where}{voice}"
        after = bisect.bisect_right(draft.mentions, index)
        if after < len(draft.mentions) and view.places[draft.mentions[after]].sentence == place.sentence:
            yield "named after"

    def _pronoun_before(self, index: int) -> int | None:
        """The last "he" before a "he", "she" before a "she", that is known to be somebody."""
        view, gender = self._view, self._view.mentions[index].text.lower()[0]
        sentence = view.places[index].sentence
        for other in range(index - 1, -1, -1):
            if view.places[other].sentence < sentence - _REACH_OF_PRONOUN:
                return None
            mention = view.mentions[other]
            same = mention.kind == "pronoun" and mention.type == "person"
            if same and mention.text.lower()[0] == gender and other in self._drafts.of:
                return other
        return None

    def _first_of_paragraph(self, index: int) -> Draft | None:
        """Of whom the first person named in a pronoun's paragraph is."""
        view = self._view
        at = view.text.rfind("\n", 0, view.mentions[index].start) + 1
        first = None
        for other in range(index - 1, -1, -1):
            mention = view.mentions[other]
            if mention.start < at:
                break
            if mention.type == "person" and other in self._drafts.of:
                first = self._drafts.of[other]
        return first
