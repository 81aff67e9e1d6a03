"""The day that a report most likely means where no words date an event.

Candidates are the dated time expressions of the sentences around and the day of publication. Signals are the
tense of the event, how it and the time hang together, what lies between them, and how old the time is, as in
Mani et al. 2006 ("Machine learning of temporal relations"). A logistic regression weighs them
(data/event_days.json, learned by training/event_days.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_slots import is_dated
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.models.odds import likelihood
from dateline.schema.interval import interval

BACK, AHEAD = 8, 2
"""Sentences before and after the event whose times are candidates; a convention."""

DAY = len("2000-01-01")
"""Characters of an ISO 8601 value with a day."""

_CLAUSES = frozenset({"ccomp", "relcl", "acl", "advcl", "parataxis", "csubj", "xcomp", "pcomp", "conj"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Candidate(NamedTuple):
    """A time expression (index) with its head token, or, without them, the day of publication."""

    time: int | None
    token: int | None


@dataclass(frozen=True, slots=True)
class Days:
    """The dated time expressions of one document with their head tokens, and its event words."""

    tree: Tree
    published: str
    heads: Mapping[int, int]
    events: Sequence[int]

    @classmethod
    def of(cls, tree: Tree, triggers: Sequence[Trigger], published: str) -> Days:
        """The days of a document printed on the ISO day `published`."""
        tokens: dict[int, list[int]] = {}
        for token, index in enumerate(tree.time):
            if index is not None and is_dated(tree, index) and interval(tree.times[index].value):
                tokens.setdefault(index, []).append(token)
        heads = {
            index: next((at for at in inside if tree.tokens[at].head not in inside), inside[0])
            for index, inside in tokens.items()
        }
        return cls(tree, published[:DAY], heads, [carrier(trigger) for trigger in triggers])

    def value(self, candidate: Candidate) -> str:
        """The ISO value of a candidate."""
        value = self.tree.times[candidate.time].value if candidate.time is not None else self.published
        return value or ""

    def candidates(self, trigger: Trigger) -> Iterator[Candidate]:
        """The times around an event, and the day of publication."""
        sentence = self._sentence(carrier(trigger))
        for time, token in self.heads.items():
            near = -BACK <= self._sentence(token) - sentence <= AHEAD
            if near and not self.tree.is_since(token):
                yield Candidate(time, token)
        yield Candidate(None, None)

    def likeliest(self, trigger: Trigger, *, past: bool) -> list[tuple[Candidate, float]]:
        """The candidates with their likelihoods (0 to 1), likeliest first; `past` leaves out what is to come.

        What is not past has no day of publication.
        """
        found = [
            (
                likelihood("annotate/event_days", self.signals(trigger, candidate)),
                candidate.time or -1,
                candidate,
            )
            for candidate in self.candidates(trigger)
            if self.fits(candidate, past=past)
        ]
        found.sort(key=lambda entry: entry[:2], reverse=True)
        return [(candidate, likely) for likely, _, candidate in found]

    def fits(self, candidate: Candidate, *, past: bool) -> bool:
        """Whether what is past, or not, can have been then."""
        if past:
            return candidate.time is None or self._age(candidate) != "ahead"
        return candidate.time is not None

    def signals(self, trigger: Trigger, candidate: Candidate) -> dict[str, float]:
        """What tells for and against a candidate."""
        at = carrier(trigger)
        sentence = self._sentence(at)
        how = self._how_far(sentence, candidate)
        tense, form = tense_of(self.tree, at), self._form(trigger)
        age = self._age(candidate)
        dated = any(self._sentence(token) == sentence for token in self.heads.values())
        path = [at, *self.tree.ancestors(at)]
        clause = next((dep for dep in map(self._dep, path) if dep in _CLAUSES), "main")
        over = next((x for x in self.tree.ancestors(trigger.outer) if self.tree.is_verb(x)), None)
        told = over is not None and self.tree.lemma(over) in words("report")
        length = len(self.value(candidate))
        found = {
            how: 1.0,
            f"{how}, {tense}, {'noun' if trigger.noun else 'verb'}": 1,
            f"{how}, form {form}": 1,
            f"{how}, {age}": 1,
            f"{age}, {tense}": 1,
            f"{how}, length {min(length, DAY + 1)}": 1,
            f"{how}, sentence dated {dated}": 1,
            f"{how}, in {clause}": 1,
            f"{how}, definite {self._is_definite(trigger)}": 1,
            f"{how}, told {told}": 1,
            f"{how}, described {'relcl' in map(self._dep, path)}": 1,
            f"{how}, as {self._dep(trigger.outer if trigger.noun else at)}": 1,
            f"{how}, lede {sentence < 2}": 1,
        }
        if candidate.token is None:
            return found
        if how == "same sentence":
            return found | self._syntax(trigger, candidate.token)
        return found | self._telling(sentence, candidate, how, tense)

    def _syntax(self, trigger: Trigger, token: int) -> dict[str, float]:
        """How a time hangs together with an event of its sentence."""
        tree, at = self.tree, carrier(trigger)
        up, down, top = min(
            (self._path(anchor, token) for anchor in (trigger.token, trigger.outer, at)),
            key=lambda path: len(path[0]) + len(path[1]),
        )
        prep, word = self._preposition(token), "noun" if trigger.noun else "verb"
        distance = abs(token - at)
        inside = [x for x in self.events if self._sentence(x) == self._sentence(at)]
        between = sum(1 for x in inside if min(token, at) < x < max(token, at))
        times = [x for x in self.heads.values() if self._sentence(x) == self._sentence(at)]
        side = "before" if token < at else "after"
        return {
            f"up {'/'.join(up[:4])}": 1,
            f"down {'/'.join(down[:4])}": 1,
            f"path {'/'.join(up[:3])} > {'/'.join(down[:3])}": 1,
            "length up": min(len(up), 6) / 3,
            "length down": min(len(down), 6) / 3,
            **{f"up through {dep}": 1.0 for dep in _CLAUSES & set(up)},
            **{f"down through {dep}": 1.0 for dep in _CLAUSES & set(down)},
            f"under {'verb' if top is not None and tree.is_verb(top) else 'noun'}, {word}": 1,
            f"preposition {prep}": 1,
            f"preposition {prep}, {word}": 1,
            side: 1,
            "distance": min(distance, 30) / 10,
            f"distance {min(distance // 4, 5)} {side}": 1,
            "events between": min(between, 4) / 2,
            f"times {min(len(times), 3)}": 1,
            "nearest time": float(all(distance <= abs(x - at) for x in times)),
            "nearest event": float(all(distance <= abs(x - token) for x in inside)),
        }

    def _telling(self, sentence: int, candidate: Candidate, how: str, tense: str) -> dict[str, float]:
        """Where the telling stands with a time of another sentence."""
        token = candidate.token if candidate.token is not None else 0
        earlier = [x for x in self.heads.values() if self._sentence(x) < sentence]
        last = float(bool(earlier) and max(earlier) == token)
        days = Counter((self.tree.times[time].value or "")[:DAY] for time in self.heads)
        return {
            f"{how}, past {tense == 'past'}, {tense_of(self.tree, token)}": 1,
            f"last time, {how}": last,
            f"last time, {tense}": last,
            f"time in the lede, {how}": float(self._sentence(token) < 3),
            f"{how}, preposition {self._preposition(token)}": 1,
            "often": min(days[self.value(candidate)[:DAY]], 4) / 4,
        }

    def _how_far(self, sentence: int, candidate: Candidate) -> str:
        if candidate.token is None:
            return "published"
        steps = self._sentence(candidate.token) - sentence
        if steps == 0:
            return "same sentence"
        if steps > 0:
            return "next" if steps == 1 else "later"
        return {-1: "last", -2: "before last"}.get(steps, "earlier" if steps >= -5 else "far")

    def _age(self, candidate: Candidate) -> str:
        """How long before publication a time was, in a word."""
        days, published = interval(self.value(candidate)), interval(self.published)
        if days is None or published is None:
            return "unknown"
        today = published[0]
        if days[0] > today:
            return "ahead"
        if days[1] >= today:
            return "today" if days[0] == days[1] else "around"
        ago = (today - days[1]).days
        return next((f"{most} days" for most in (1, 7, 31, 366) if ago <= most), "old")

    def _form(self, trigger: Trigger) -> str:
        if not trigger.noun:
            return self.tree.tokens[trigger.token].tag
        return "bare" if trigger.support is None else "support"

    def _is_definite(self, trigger: Trigger) -> bool:
        nouns = (trigger.token, trigger.outer) if trigger.noun else ()
        return any(
            self.tree.lemma(x) in _DEFINITE for noun in nouns for x in self.tree.below(noun, "det", "poss")
        )

    def _preposition(self, token: int) -> str:
        dep = self._dep(token)
        return self.tree.lemma(self.tree.tokens[token].head) if dep == "pobj" else dep

    def _path(self, one: int, other: int) -> tuple[list[str], list[str], int | None]:
        """The labels up from one word to what is over both, those from there down, and what is over both."""
        up, down = [one, *self.tree.ancestors(one)], [other, *self.tree.ancestors(other)]
        top = next((at for at in up if at in down), None)
        if top is None:
            return [self._dep(at) for at in up], [self._dep(at) for at in reversed(down)], None
        below = down[: down.index(top)]
        return [self._dep(at) for at in up[: up.index(top)]], [self._dep(at) for at in reversed(below)], top

    def _dep(self, token: int) -> str:
        return self.tree.tokens[token].dep

    def _sentence(self, token: int) -> int:
        return self.tree.tokens[token].sentence


def carrier(trigger: Trigger) -> int:
    """The word that carries the tense of an event: its light verb, or itself."""
    return trigger.support if trigger.support is not None else trigger.token


def tense_of(tree: Tree, token: int) -> str:
    """The tense of the word, or of the verb over it where it has none of its own."""
    for verb in (token, *tree.ancestors(token)):
        if not tree.is_verb(verb):
            continue
        auxiliaries = tree.below(verb, "aux", "auxpass")
        first = auxiliaries[0] if auxiliaries else verb
        tag = tree.tokens[first].tag
        if tag in {"MD", "TO"}:
            return "modal" if tag == "MD" else "infinitive"
        if auxiliaries and tree.lemma(first) == "have":
            return "perfect" if tag in {"VBZ", "VBP"} else "pluperfect"
        if tag in {"VBD", "VBZ", "VBP"}:
            return "past" if tag == "VBD" else "present"
        if tree.tokens[verb].dep not in _CLAUSES:
            return tag
    return "none"


def is_past(tree: Tree, token: int) -> bool:
    """Whether the word stands in the simple past, or under a word that does: "was held", "came, killing"."""
    for verb in (token, *tree.ancestors(token)):
        if not tree.is_verb(verb):
            continue
        auxiliaries = tree.below(verb, "aux", "auxpass")
        first = auxiliaries[0] if auxiliaries else verb
        tag, lemma = tree.tokens[first].tag, tree.lemma(first)
        if tag in {"VBN", "VBG", "TO", "VB"}:
            continue
        perfect = bool(auxiliaries) and lemma == "have"
        return tag == "VBD" and not perfect
    return False
