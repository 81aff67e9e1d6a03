"""Who is said to do what to whom, and whether it is denied: claims that exclude each other."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.record.measures import stem, table, words
from dateline.schema.annotation import AnnotatedArticle, Token
from dateline.schema.cluster import Entities
from dateline.schema.span import Span, beginning_in

LONGEST = 400
"""Characters that a mention or a time expression has at most."""

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "to"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "attr", "dative", "oprd", "acomp")


@dataclass(frozen=True, slots=True)
class Claim:
    """A verb with those it is said of and what it is about, each by entity id or stem of the noun.

    `names` are the entities among its subjects, `span` the words from subject to objects, `content` all that
    hangs on the verb but its subject; `ahead` is true of what is to come.
    """

    span: Span
    verb: str
    light: bool
    passive: bool
    negated: bool
    ahead: bool
    subjects: frozenset[str]
    names: frozenset[str]
    objects: frozenset[str]
    content: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A preposition of place with the common noun after it: "inside the tunnel"."""

    span: Span
    preposition: str
    noun: str


def claims_of(item: AnnotatedArticle, sentence: int, entities: Entities) -> tuple[Claim, ...]:
    """The claims of sentence number `sentence` of an article, without what is only thought of."""
    clause = _Clause(item, sentence, entities)
    found = (clause.claim(at) for at in clause.verbs())
    return tuple(claim for claim in found if claim is not None)


def sides_of(item: AnnotatedArticle, sentence: int) -> Iterator[Side]:
    """The prepositions of place in a sentence with the common nouns that they stand before."""
    tokens = item.annotations.tokens
    low, high = _bounds(tokens, sentence)
    for at in range(low, high):
        noun, head = tokens[at], tokens[tokens[at].head]
        if (
            noun.dep == "pobj"
            and noun.lemma.casefold() in words("sites")
            and head.text.casefold() in _placing()
        ):
            start, end = head.start, noun.end
            if start < end:
                span = Span(article=item.article.id, start=start, end=end, text=item.article.text[start:end])
                yield Side(span=span, preposition=head.text.casefold(), noun=stem(noun.lemma))


def opposed(one: Side, other: Side) -> bool:
    """Whether the two are different sides of one thing: inside it and beside it."""
    if one.noun != other.noun:
        return False
    against = table("sides")
    return other.preposition in against.get(one.preposition, ()) or one.preposition in against.get(
        other.preposition, ()
    )


def contradict(one: Claim, other: Claim) -> bool:
    """Whether one claims what the other denies of the same."""
    if one.verb != other.verb or one.negated == other.negated or one.ahead != other.ahead:
        return False
    if one.passive != other.passive or not one.subjects & other.subjects:
        return False
    if one.names and other.names and not one.names & other.names:
        spoken = one.subjects - one.names, other.subjects - other.names
        if not spoken[0] <= spoken[1] and not spoken[1] <= spoken[0]:
            return False  # two of one surname
    if one.span.text.replace("’", "'") == other.span.text.replace("’", "'"):
        return False  # the same words, parsed apart
    denial, claim = (one, other) if one.negated else (other, one)
    # "Has no federal experience" leaves open that he has some: what is denied must be just what is claimed.
    claimed = {key for keys in claim.content for key in keys}
    whole = all(claimed & set(keys) for keys in denial.content)
    return whole and len(one.objects & other.objects) > one.light


def rival(one: Claim, other: Claim) -> bool:
    """Whether the two name different parties for what one party alone does."""
    if one.verb != other.verb or one.verb not in exclusive() or one.ahead != other.ahead:
        return False
    if one.negated or other.negated or one.passive or other.passive or one.subjects & other.subjects:
        return False
    return bool(one.names and other.names and not one.names & other.names and one.objects & other.objects)


@cache
def exclusive() -> frozenset[str]:
    """The stems of verbs of what one party alone does."""
    return frozenset(
        " ".join([stem(verb), *particle]) for verb, *particle in (word.split() for word in _list("exclusive"))
    )


@cache
def _list(name: str) -> frozenset[str]:
    text = files("dateline.record").joinpath("data", "claims.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[name])


@cache
def _placing() -> frozenset[str]:
    sides = table("sides")
    return frozenset([*sides, *(word for against in sides.values() for word in against)])


def _bounds(tokens: Sequence[Token], sentence: int) -> tuple[int, int]:
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    return low, bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)


class _Clause:
    """The tokens of one sentence with the entities that they name."""

    def __init__(self, item: AnnotatedArticle, sentence: int, entities: Entities) -> None:
        self._item = item
        self._tokens = item.annotations.tokens
        self._low, self._high = _bounds(self._tokens, sentence)
        self._children: dict[int, list[int]] = {}
        for at in range(self._low, self._high):
            if self._tokens[at].head != at:
                self._children.setdefault(self._tokens[at].head, []).append(at)
        self._entity: dict[int, str] = {}
        links = entities.links.get(item.article.id, ())
        mentions = item.annotations.mentions
        own = self._tokens[self._low : self._high]
        for number in self._near(mentions):
            mention, link = mentions[number], links[number]
            if link is not None:
                for at in beginning_in(own, mention.start, mention.end):
                    self._entity.setdefault(self._low + at, link)
        times = item.annotations.times
        self._times = [times[number] for number in self._near(times)]

    def _near(self, spans: Sequence[Span]) -> range:
        """The places of the spans that can reach into the sentence."""
        if self._low == self._high:
            return range(0)
        start, end = self._tokens[self._low].start, self._tokens[self._high - 1].end
        return beginning_in(spans, start - LONGEST, end)

    def verbs(self) -> Iterator[int]:
        """The verbs that carry a clause."""
        for at in range(self._low, self._high):
            token = self._tokens[at]
            if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
                yield at

    def claim(self, verb: int) -> Claim | None:
        """What the verb claims, None where it claims nothing of anybody or is only thought of."""
        subject_of = self._holder(verb)
        subjects = self._below(subject_of, *_SUBJECTS)
        if not subjects or self._is_open(verb):
            return None
        named = self._below(verb, *_OBJECTS)
        about = list(named)
        for prep in self._below(verb, "prep", "agent"):
            if self._word(prep) in _list("about"):
                about += self._below(prep, "pobj")
        for noun in named:
            for prep in self._below(noun, "prep"):
                about += self._below(prep, "pobj")
                about += [inner for at in self._below(prep, "pobj") for inner in self._of(at)]
        about = [at for at in about if not self._is_time(at)]
        if not about:
            return None
        around = [inner for at in subjects for inner in self._around(at)]
        named_by = (*subjects, *around, *(inner for at in subjects for inner in self._conjuncts(at)))
        around += [self._tokens[verb].head] if self._is_denied_above(verb) else []
        start = min(self._tokens[at].start for at in (*subjects, *around, verb))
        end = max(self._tokens[at].end for at in (*about, verb))
        token = self._tokens[verb]
        return Claim(
            span=Span(
                article=self._item.article.id,
                start=start,
                end=end,
                text=self._item.article.text[start:end],
            ),
            verb=" ".join([stem(token.lemma), *(self._word(at) for at in self._below(verb, "prt"))]),
            light=token.lemma.casefold() in words("light"),
            passive=bool(self._below(verb, "auxpass")),
            negated=self._is_negated(verb),
            ahead=self._is_ahead(verb),
            subjects=frozenset(key for at in subjects for key in self._keys(at)),
            names=frozenset(self._entity[at] for at in named_by if at in self._entity),
            objects=frozenset(key for at in about for key in self._keys(at)),
            content=self._content(verb, subjects),
        )

    def _content(self, verb: int, subjects: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """What hangs on the verb, clauses and times apart: for each word its entity and stems."""
        found: list[tuple[str, ...]] = []
        below = [at for at in self._children.get(verb, ()) if at not in subjects]
        while below:
            at = below.pop()
            dep, pos = self._tokens[at].dep, self._tokens[at].pos
            if dep in ("advcl", "relcl", "ccomp", "conj", "punct", "mark", "acl", "parataxis", "compound"):
                continue  # clauses of their own, and what the keys of a noun have already
            below += self._children.get(at, ())
            if pos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and not self._is_time(at):
                found.append(self._keys(at))
        return tuple(keys for keys in found if keys)

    def _below(self, head: int, *deps: str) -> list[int]:
        return [at for at in self._children.get(head, ()) if self._tokens[at].dep in deps]

    def _is_time(self, at: int) -> bool:
        start = self._tokens[at].start
        return any(time.start <= start < time.end for time in self._times)

    def _around(self, noun: int) -> list[int]:
        """The words that stand before a noun as part of its phrase, and what these belong to."""
        near = self._below(noun, "compound", "poss", "amod", "det", "nmod", "nummod")
        return [*near, *(inner for at in near for inner in self._around(at))]

    def _conjuncts(self, noun: int) -> list[int]:
        """The nouns that "and" joins to a noun."""
        below = self._below(noun, "conj")
        return [*below, *(inner for at in below for inner in self._conjuncts(at))]

    def _word(self, at: int) -> str:
        return self._tokens[at].text.casefold()

    def _of(self, noun: int) -> list[int]:
        return [child for prep in self._below(noun, "prep") for child in self._below(prep, "pobj")]

    def _keys(self, at: int) -> tuple[str, ...]:
        if self._tokens[at].pos == "PRON":
            return (self._entity[at],) if at in self._entity else ()
        entity = (self._entity[at],) if at in self._entity else ()
        return (
            *entity,
            stem(self._tokens[at].lemma),
            *(stem(self._word(c)) for c in self._below(at, "compound")),
        )

    def _holder(self, verb: int) -> int:
        """The verb whose subject is that of `verb`: the one it is an infinitive or conjunct of."""
        at = verb
        for _ in range(4):
            dep, head = self._tokens[at].dep, self._tokens[at].head
            if self._below(at, *_SUBJECTS) or dep not in ("xcomp", "conj", "acomp") or head == at:
                break
            at = head
        return at

    def _is_negated(self, verb: int) -> bool:
        """Whether the clause is denied: by its own words, by "no" before what it is about, or from above."""
        count = self._denials(verb)
        at = verb
        while self._tokens[at].dep in ("xcomp", "acomp") and self._tokens[at].head != at:
            at = self._tokens[at].head
            count += self._denials(at, nouns=False)
            lemma = self._tokens[at].lemma.casefold()
            count += lemma in _list("denying")
            count += self._word(at) in _list("doubting")
        return (count + self._is_denied_above(at)) % 2 == 1

    def _is_denied_above(self, verb: int) -> bool:
        head = self._tokens[verb].head
        return self._tokens[verb].dep in ("ccomp", "pcomp") and self._tokens[head].lemma == "deny"

    def _denials(self, verb: int, *, nouns: bool = True) -> int:
        count = 0
        for at in self._below(verb, "neg", "advmod", "preconj"):
            following = self._tokens[at + 1].text.casefold() if at + 1 < self._high else ""
            count += self._word(at) in _NEGATIONS and following not in ("only", "just", "necessarily", "yet")
        if nouns:
            for noun in self._below(verb, *_SUBJECTS, "dobj", "attr"):
                count += any(self._word(at) in ("no", "neither") for at in self._below(noun, "det"))
        return min(count, 1)

    def _is_ahead(self, verb: int) -> bool:
        auxiliaries = {self._word(at) for at in self._below(verb, "aux")}
        return bool(auxiliaries & _FUTURE)

    def _is_open(self, verb: int) -> bool:
        """Whether the clause is only thought of: a condition, a question, a wish."""
        at = verb
        infinitive = any(self._word(child) == "to" for child in self._below(verb, "aux"))
        above = self._tokens[self._tokens[verb].head].lemma.casefold()
        if infinitive and self._denials(verb, nouns=False) and above not in _list("deciding"):
            return True  # "strong warnings not to scrap it"
        for _ in range(4):
            near = self._below(at, "mark", "aux", "advmod")
            if any(self._word(child) in _list("open") for child in near):
                return True
            head = self._tokens[at].head
            if self._tokens[at].dep in ("acl", "ccomp") and self._tokens[head].pos in ("NOUN", "PROPN"):
                return True  # "warnings not to scrap it", "denials that they did"
            if head == at or self._tokens[at].dep not in ("xcomp", "ccomp", "advcl", "conj"):
                return False
            at = head
            if self._tokens[at].lemma.casefold() in _list("open"):
                return True
        return False
