"""One document's dependency trees, with the mentions and times that its tokens belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dateline.annotate.annotator import Document
from dateline.schema.annotation import Mention, TimeExpression, Token
from dateline.schema.span import Span

_PARTICLES = frozenset({"apart", "away", "out", "off", "back", "down", "up"})


@dataclass(frozen=True, slots=True)
class Tree:
    """Tokens by index with their children; `mention` and `time` give the index of the one at a token.

    `governor` overrides the parser's governor of a phrase (by its head token) that says where or when;
    `stops` are event nouns that keep such phrases below them to themselves.
    """

    text: str
    article: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    mention: tuple[int | None, ...]
    time: tuple[int | None, ...]
    governor: Mapping[int, int] = field(default_factory=dict)
    stops: frozenset[int] = frozenset()

    def attached(self, governor: Mapping[int, int], stops: Iterable[int]) -> Tree:
        """The same trees with other governors for some phrases that say where or when, and with stops."""
        return replace(self, governor=governor, stops=frozenset(stops))

    @classmethod
    def of(cls, document: Document) -> Tree:
        """The trees of a document that has tokens, mentions and times."""
        layers = document.annotations
        children: list[list[int]] = [[] for _ in layers.tokens]
        for index, token in enumerate(layers.tokens):
            if token.head != index:
                children[token.head].append(index)
        return cls(
            text=document.text,
            article=document.article.id,
            tokens=layers.tokens,
            children=tuple(tuple(below) for below in children),
            mentions=layers.mentions,
            times=layers.times,
            mention=_mention_at(layers.tokens, layers.mentions),
            time=_time_at(layers.tokens, layers.times),
        )

    def below(self, token: int, *deps: str) -> tuple[int, ...]:
        """Children of `token` whose label is one of `deps`."""
        return tuple(child for child in self.children[token] if self.tokens[child].dep in deps)

    def first(self, token: int, *deps: str) -> int | None:
        """First child of `token` whose label is one of `deps`, or None."""
        return next(iter(self.below(token, *deps)), None)

    def prepositions(self, token: int) -> Iterator[tuple[str, int]]:
        """Each preposition below `token` (in lower case) with each of its objects, "of" chains included.

        "According to X" is left out: it tells who says it. So is a clause after "with".
        """
        for prep in self.below(token, "prep", "agent", "dative"):
            word = self.tokens[prep].text.lower()
            if word == "according" or self._is_absolute(prep):
                continue
            for thing in self.below(prep, "pobj", "pcomp"):
                yield word, thing
            for inner in self.below(prep, "prep"):
                for thing in self.below(inner, "pobj"):
                    yield self.tokens[inner].text.lower(), thing

    def _is_absolute(self, prep: int) -> bool:
        """Whether the preposition opens a clause of its own: "offered talks, with Bell saying that …"."""
        things = self.below(prep, "pobj", "pcomp")
        acting = [
            at for at in things if self.tokens[at].dep == "pcomp" and self.first(at, "nsubj") is not None
        ]
        told = [at for thing in things for at in self.below(thing, "acl") if self.tokens[at].tag == "VBG"]
        after_comma = prep > 0 and self.tokens[prep - 1].text == ","
        return self.lemma(prep) == "with" and bool(acting or (told and after_comma))

    def subtree(self, token: int) -> list[int]:
        """`token` and everything below it, in text order."""
        found, stack = [], [token]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """The governor of `token`, its governor, and so on to the root."""
        while self.tokens[token].head != token:
            token = self.tokens[token].head
            yield token

    def lemma(self, token: int) -> str:
        """Lemma in lower case."""
        return self.tokens[token].lemma.lower()

    def holders(self, token: int) -> Iterator[int]:
        """As `ancestors`, by `governor` where it has one for a token on the way."""
        seen = {token}
        while True:
            over = self.governor.get(token, self.tokens[token].head)
            if over in seen:
                return
            seen.add(over)
            token = over
            yield token

    def is_verb(self, token: int) -> bool:
        """Whether the token is a verb form, auxiliaries included."""
        return self.tokens[token].tag.startswith(("VB", "MD"))

    def phrase(self, verb: int) -> str:
        """The verb's lemma with its particle, if it has one: "call off", "walk away", "take place"."""
        for thing in self.below(verb, "dobj") if self.lemma(verb) == "take" else ():
            if self.lemma(thing) in {"place", "effect"}:
                return f"take {self.lemma(thing)}"
        if self.lemma(verb) in {"go", "come", "enter"} and self._is_into_force(verb):
            return "take effect"
        particles = [
            child
            for child in self.below(verb, "prt", "advmod")
            if self.tokens[child].dep == "prt" or self.lemma(child) in _PARTICLES
        ]
        return " ".join([self.lemma(verb), *(self.lemma(particle) for particle in particles[:1])])

    def _is_into_force(self, verb: int) -> bool:
        """Whether something begins to hold: "went into effect", "came into force"."""
        into = (prep for prep in self.below(verb, "prep") if self.lemma(prep) == "into")
        return any(
            self.lemma(thing) in {"effect", "force"} for at in into for thing in self.below(at, "pobj")
        )

    def is_since(self, token: int) -> bool:
        """Whether a time only says since or until when: "the first since 2016", "as of Monday, 12 had"."""
        prep = self.tokens[token].head
        over = self.tokens[prep].head
        first = token
        while first and self.time[token] is not None and self.time[first - 1] == self.time[token]:
            first -= 1
        if [self.tokens[at].text.lower() for at in range(max(first - 2, 0), first)] == ["as", "of"]:
            return True
        if self.lemma(prep) == "of" and self.lemma(over) in {"wake", "aftermath"}:
            return True
        return self.lemma(prep) == "since" and self.tokens[over].pos in {"NOUN", "PROPN", "ADJ"}

    def conjuncts(self, token: int) -> Iterator[int]:
        """`token` and the tokens coordinated with it to its right."""
        yield token
        for other in self.below(token, "conj"):
            yield from self.conjuncts(other)

    def first_conjunct(self, token: int) -> int:
        """The head of the coordination that `token` is in."""
        while self.tokens[token].dep == "conj":
            token = self.tokens[token].head
        return token

    def span(self, tokens: Iterable[int]) -> Span:
        """The span from the first to the last of `tokens`."""
        chosen = list(tokens)
        start = min(self.tokens[i].start for i in chosen)
        end = max(self.tokens[i].end for i in chosen)
        return Span.of(self.article, self.text, start, end)


def _mention_at(tokens: tuple[Token, ...], mentions: tuple[Mention, ...]) -> tuple[int | None, ...]:
    """For each token the shortest mention it is in, else the mention whose role or title it is in."""
    at: list[int | None] = [None] * len(tokens)
    by_length = sorted(range(len(mentions)), key=lambda i: mentions[i].start - mentions[i].end)
    starts = [token.start for token in tokens]
    for spans in (
        [(role, index) for index in by_length for role in mentions[index].roles],
        [(mentions[index], index) for index in by_length],
    ):
        for span, index in spans:
            for token in _covered(tokens, starts, span):
                at[token] = index
    return tuple(at)


def _time_at(tokens: tuple[Token, ...], times: tuple[TimeExpression, ...]) -> tuple[int | None, ...]:
    at: list[int | None] = [None] * len(tokens)
    starts = [token.start for token in tokens]
    for index, time in enumerate(times):
        for token in _covered(tokens, starts, time):
            at[token] = index
    return tuple(at)


def _covered(tokens: tuple[Token, ...], starts: list[int], span: Span) -> Iterator[int]:
    from bisect import bisect_left

    index = max(0, bisect_left(starts, span.start) - 1)
    while index < len(tokens) and tokens[index].start < span.end:
        if tokens[index].end > span.start:
            yield index
        index += 1
