"""Sentences of two origins about one thing that cannot both be true: in a number, a denial, a party, a place.

Two sentences are about one thing where they tell one event, where their words are alike, or where they name
the same and share words beside. Numbers are compared with the same noun, unit or currency, about the same
verb; claims with the same verb, party and object.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Literal, TypeVar

from dateline.record.accounts import stands_for
from dateline.record.claims import Claim, Side, claims_of, contradict, exclusive, opposed, rival, sides_of
from dateline.record.evidence import Sources, unique
from dateline.record.figures import RATE, Figure, figures_of, table, words
from dateline.record.sentences import Sentence, cosine_of
from dateline.record.timeline import NEWS_DAYS
from dateline.schema.annotation import Token
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, gap, interval, length, meet
from dateline.schema.span import Span, beginning_in
from dateline.schema.story import Difference, Value

ALIKE = 0.42
"""Cosine from which two sentences are about one thing; that of statements."""
SHARED = 3
"""Entities and words in lower case, one entity at least, that two other sentences about one thing share."""
SAME_TIME = 2
"""Days between two reports up to which they speak of one moment; a convention, not tuned."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A sentence with its numbers, claims and sides, and the stretches of the calendar that it names."""

    sentence: Sentence
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    sides: tuple[Side, ...]
    times: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference between sentences. An event that is told at one of `near` (article, start of sentence) has
    it, and so has one that tells two of its values.
    """

    difference: Difference
    near: frozenset[tuple[str, int]] = frozenset()


def find_contrasts(
    sentences: Sequence[Sentence], sources: Sources, entities: Entities
) -> tuple[Contrast, ...]:
    """The differences between sentences, each with the sentences that give its values."""
    said = [_said(sentence, sources, entities) for sentence in sentences]
    return (
        *map(Contrast, _numbers(said, sources, entities)),
        *_counts_of_two(said, sources),
        *map(Contrast, _claims(said, sources, entities)),
        *map(Contrast, _sides(said, sources)),
    )


def label_of(figure: Figure) -> str | None:
    """What a number of victims counts ("killed"), None for another number."""
    if figure.kind != "count":
        return None
    tolls = table("tolls")
    return next((tolls[word] for word in sorted(figure.anchors) if word in tolls), None)


def _said(sentence: Sentence, sources: Sources, entities: Entities) -> _Said:
    item = sources.articles[sentence.span.article]
    times = item.annotations.times
    named = (times[at] for at in beginning_in(times, sentence.span.start, sentence.span.end))
    values = (time.value for time in named if time.type in ("DATE", "TIME"))
    return _Said(
        sentence=sentence,
        figures=figures_of(item, sentence.number),
        claims=claims_of(item, sentence.number, entities),
        sides=tuple(sides_of(item, sentence.number)),
        times=tuple(days for value in values if (days := interval(value)) is not None),
    )


_Place = tuple[_Said, Figure]


# ---------------------------------------------------------------- about one thing
def _is_alike(one: _Said, other: _Said) -> bool:
    a, b = one.sentence, other.sentence
    if a.told.keys() & b.told.keys():
        return True
    return cosine_of(a.vector, b.vector) >= ALIKE


def _shares(one: Sentence, other: Sentence) -> bool:
    names, plain = len(one.entities & other.entities), len(one.plain & other.plain)
    return names > 0 and plain > 0 and names + plain >= SHARED


def _is_about_one(one: _Said, other: _Said) -> bool:
    return _is_alike(one, other) or _shares(one.sentence, other.sentence)


def _same_times(one: Sequence[Days], other: Sequence[Days]) -> bool:
    """Whether two clauses can be of one time: days that meet, and the same months and years."""
    short = [[days for days in times if length(days) <= 7] for times in (one, other)]
    if all(short) and not any(meet(a, b) for a in short[0] for b in short[1]):
        return False
    long = [{days for days in times if length(days) > 7} for times in (one, other)]
    return not all(long) or bool(long[0] & long[1])


def _times_of(place: _Place, sources: Sources) -> tuple[Days, ...]:
    """The times of a number's own clause, else those of its sentence."""
    one, figure = place
    times = sources.articles[one.sentence.span.article].annotations.times
    own = tuple(days for number in figure.times if (days := interval(times[number].value)) is not None)
    return own or one.times


def _is_old(place: _Place, sources: Sources) -> bool:
    """Whether a number is told of a time that is no news."""
    printed = interval(sources.published(place[0].sentence.span.article))
    times = _times_of(place, sources) if place[1].times else ()
    if printed is None or not times:
        return False
    return all(gap(days, printed) > NEWS_DAYS for days in times)


def _from_other_origins(one: _Said, other: _Said) -> bool:
    return one.sentence.origin != other.sentence.origin


def _days_apart(one: _Said, other: _Said, sources: Sources) -> int:
    first, second = (sources.published(said.sentence.span.article) for said in (one, other))
    if not first or not second:
        return 0
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


# ---------------------------------------------------------------- numbers
def _numbers(said: Sequence[_Said], sources: Sources, entities: Entities) -> Iterator[Difference]:
    places: dict[tuple[str, str], list[_Place]] = {}
    for one in said:
        for figure in one.figures:
            label = label_of(figure)
            if label is not None:
                places.setdefault(("toll", label), []).append((one, figure))
            elif figure.what:
                places.setdefault((figure.kind, figure.what), []).append((one, figure))
    agreed = _agreements(places, sources)
    for (kind, what), held in places.items():
        pairs = [
            (a, b)
            for a, b in combinations(held, 2)
            if _is_comparable(a, b, sources, entities, toll=kind == "toll")
            and (kind, _articles(a, b)) not in agreed
            and ((kind, what), _articles(a, b)) not in agreed
            and (_is_apart(a[1], b[1]) or (kind == "toll" and _is_rise(a, b, sources)))
        ]
        for group in _components(pairs):
            yield _of_numbers(what if kind in ("toll", "count") else kind, kind, group, sources)


def _articles(a: _Place, b: _Place) -> frozenset[str]:
    return frozenset({a[0].sentence.span.article, b[0].sentence.span.article})


def _agreements(places: dict[tuple[str, str], list[_Place]], sources: Sources) -> set[object]:
    """Pairs of articles that give one number for one thing; prices agree in any currency."""
    found: set[object] = set()
    for key, held in places.items():
        for a, b in combinations(held, 2):
            near = a[1].anchors & b[1].anchors or _shares(a[0].sentence, b[0].sentence)
            near = near and not a[1].others and not b[1].others
            if len(_articles(a, b)) > 1 and near and not _is_apart(a[1], b[1]):
                exact = not _is_rise(a, b, sources)
                if key[0] == "money":
                    found.add((key[0], _articles(a, b)))
                elif exact:
                    found.add((key, _articles(a, b)))
    return found


def _is_apart(one: Figure, other: Figure) -> bool:
    return one.high < other.low or other.high < one.low


def _is_rise(a: _Place, b: _Place, sources: Sources) -> bool:
    """Whether the later of two reports has the higher number."""
    first, second = (sources.published(place[0].sentence.span.article) or "" for place in (a, b))
    if not first or not second or first == second:
        return False
    earlier, later = (a[1], b[1]) if first < second else (b[1], a[1])
    return later.value > earlier.value * 1.05


def _is_comparable(a: _Place, b: _Place, sources: Sources, entities: Entities, *, toll: bool) -> bool:
    """Whether two numbers are of the same thing, as far as the words tell."""
    (one, figure), (two, other) = a, b
    if not _from_other_origins(one, two) or not _same_manner(a, b):
        return False
    if _is_old(a, sources) != _is_old(b, sources) or _other_owner(a, b, sources, entities):
        return False
    if not _same_times(_times_of(a, sources), _times_of(b, sources)):
        return False
    alike, shared = _is_alike(one, two), _shares(one.sentence, two.sentence)
    if toll:
        return alike and (figure.what == other.what or "" in (figure.what, other.what))
    if figure.anchors & other.anchors:
        return alike or shared
    strong = len(one.sentence.entities & two.sentence.entities) > 1 or alike
    return strong and shared and not (figure.anchors and other.anchors)


def _same_manner(a: _Place, b: _Place) -> bool:
    """Whether two numbers are told alike: neither of others or a part, both as they are or as they might be,
    both of all or of each day; measures and amounts beside the same word.
    """
    (one, figure), (two, other) = a, b
    rates = [RATE.search(said.sentence.span.text) is not None for said in (one, two)]
    measured = figure.kind != "count" and not figure.anchors & other.anchors
    others = bool(figure.others or other.others)
    return not others and not measured and figure.possible == other.possible and rates[0] == rates[1]


def _other_owner(a: _Place, b: _Place, sources: Sources, entities: Entities) -> bool:
    """Whether the numbers are told of different parties: "Norland has 850 soldiers", "Sudria has 300"."""
    first, second = (_owners(place, sources, entities) for place in (a, b))
    return bool(first and second and not first & second)


def _owners(place: _Place, sources: Sources, entities: Entities) -> set[str]:
    article = place[0].sentence.span.article
    mentions = sources.articles[article].annotations.mentions
    links = entities.links.get(article, ())
    found = set()
    for mention, link in zip(mentions, links, strict=True):
        if link and any(mention.start <= at < mention.end for at in place[1].subjects):
            found |= {link, mention.country or link}
    return found


def _of_numbers(slot: str, kind: str, group: Sequence[_Place], sources: Sources) -> Difference:
    later = any(_days_apart(a[0], b[0], sources) > SAME_TIME for a, b in combinations(group, 2))
    if kind == "toll":
        apart = [(a, b) for a, b in combinations(group, 2) if _from_other_origins(a[0], b[0])]
        later = all(_is_rise(a, b, sources) or not _is_apart(a[1], b[1]) for a, b in apart)
    ordered = sorted(group, key=lambda place: (place[1].value, place[1].text))
    told = [(figure.text, one.sentence.span) for one, figure in ordered]
    return _difference(slot, "update" if later else "conflict", told, sources)


def _counts_of_two(said: Sequence[_Said], sources: Sources) -> Iterator[Contrast]:
    """Two counts of one thing that one report gives from two sides: the police and the organizers."""
    verbs = words("counting")
    for at, one in enumerate(said):
        article = one.sentence.span.article
        near = [s for s in said[at : at + 2] if s.sentence.span.article == article]
        places = [(s, figure) for s in near for figure in s.figures]
        for a, b in combinations(places, 2):
            first, second = a[1], b[1]
            if a[0] is not one or first.kind != "count" or second.kind != "count":
                continue
            if second.what not in ("", first.what) or first.others or second.others:
                continue
            told = [_lemma_at(place, sources) for place in (a, b)]
            if first.verb == second.verb or not all(lemma in verbs for lemma in told):
                continue
            if not _by_two(a, b, sources):
                continue
            if _is_apart(first, second) and 1 / 20 < first.value / max(second.value, 1) < 20:
                values = [(f.text, s.sentence.span) for s, f in sorted((a, b), key=lambda p: p[1].value)]
                found = _difference(first.what or "number", "conflict", values, sources)
                yield Contrast(found, near=_told_near(said, at))


def _told_near(said: Sequence[_Said], at: int) -> frozenset[tuple[str, int]]:
    """The sentence that tells the event which a count belongs to: its own, or the one before it."""
    before = said[at - 1] if at and not said[at].sentence.told else said[at]
    spans = (said[at].sentence.span, before.sentence.span)
    return frozenset((span.article, span.start) for span in spans if span.article == spans[0].article)


def _by_two(a: _Place, b: _Place, sources: Sources) -> bool:
    """Whether the words name two that count."""
    tokens = sources.articles[a[0].sentence.span.article].annotations.tokens
    subjects = [[_token_at(tokens, start) for start in place[1].subjects] for place in (a, b)]
    sides = [
        {token.lemma.casefold() for token in held if token and token.pos in ("NOUN", "PROPN")}
        for held in subjects
    ]
    return bool(sides[0] and sides[1]) and not sides[0] & sides[1]


def _lemma_at(place: _Place, sources: Sources) -> str:
    verb = place[1].verb
    tokens = sources.articles[place[0].sentence.span.article].annotations.tokens
    token = None if verb is None else _token_at(tokens, verb)
    return token.lemma if token else ""


def _token_at(tokens: Sequence[Token], start: int) -> Token | None:
    at = bisect_left(tokens, start, key=lambda token: token.start)
    return tokens[at] if at < len(tokens) and tokens[at].start == start else None


# ---------------------------------------------------------------- claims and sides
def _claims(said: Sequence[_Said], sources: Sources, entities: Entities) -> Iterator[Difference]:
    """Claims that one outlet makes and another denies, or makes of another party."""
    table_ = {entity.id: entity for entity in entities.entities}
    by_verb: dict[str, list[tuple[_Said, Claim]]] = {}
    for one in said:
        for claim in one.claims:
            by_verb.setdefault(claim.verb, []).append((one, claim))
    for held in by_verb.values():
        denied, rivals = [], []
        for a, b in product((x for x in held if x[1].negated), (x for x in held if not x[1].negated)):
            together = _from_other_origins(a[0], b[0]) and _same_times(a[0].times, b[0].times)
            if together and contradict(a[1], b[1]) and _is_about_one(a[0], b[0]):
                denied.append((b, a))
        both = _of_two_minds(denied)
        denied = [pair for pair in denied if not both & {said.sentence.span.article for said, _ in pair}]
        for a, b in combinations(held, 2) if held[0][1].verb in exclusive() else ():
            if not _from_other_origins(a[0], b[0]) or not _same_times(a[0].times, b[0].times):
                continue
            if not rival(a[1], b[1]) or not _is_rivalry(a, b, held, sources):
                continue
            if not any(stands_for(table_[x], table_[y]) for x in a[1].names for y in b[1].names):
                rivals.append((a, b))
        for group in _components(denied):
            yield _of_claims("whether", group, sources)
        for group in _components(rivals):
            yield _of_claims("who", group, sources)


def _of_two_minds(pairs: Iterable[tuple[tuple[_Said, Claim], tuple[_Said, Claim]]]) -> set[str]:
    """The articles that tell a claim and its denial alike: they report a dispute and take no side."""
    claiming = {claim[0].sentence.span.article for claim, _ in pairs}
    return claiming & {denial[0].sentence.span.article for _, denial in pairs}


def _is_rivalry(
    a: tuple[_Said, Claim], b: tuple[_Said, Claim], held: Sequence[tuple[_Said, Claim]], sources: Sources
) -> bool:
    """Whether the two are of one deed and neither article tells it of both parties."""
    if not _is_about_one(a[0], b[0]):
        return False
    if _days_apart(a[0], b[0], sources) > SAME_TIME:
        return False
    for one, other in ((a, b), (b, a)):
        article = one[0].sentence.span.article
        for said, claim in held:
            same = claim.objects & other[1].objects
            if said.sentence.span.article == article and same and claim.names & other[1].names:
                return False
    return True


def _of_claims(slot: str, group: Sequence[tuple[_Said, Claim]], sources: Sources) -> Difference:
    later = any(_days_apart(a[0], b[0], sources) > SAME_TIME for a, b in combinations(group, 2))
    told = [(claim.span.text, one.sentence.span) for one, claim in group]
    return _difference(slot, "update" if later else "conflict", told, sources)


def _sides(said: Sequence[_Said], sources: Sources) -> Iterator[Difference]:
    """Different sides of one thing that two outlets give for one event."""
    held = [(one, side) for one in said for side in one.sides]
    pairs = [
        (a, b)
        for a, b in combinations(held, 2)
        if opposed(a[1], b[1])
        and _from_other_origins(a[0], b[0])
        and _same_times(a[0].times, b[0].times)
        and _is_alike(a[0], b[0])
    ]
    for group in _components(pairs):
        told = [(side.span.text, one.sentence.span) for one, side in group]
        yield _difference("where", "conflict", told, sources)


# ---------------------------------------------------------------- lines
def _components(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """What the pairs hang together to, each thing once, in order."""
    groups: list[list[T]] = []
    for pair in pairs:
        touching = [group for group in groups if any(thing in group for thing in pair)]
        joined: list[T] = []
        for thing in (*(t for group in touching for t in group), *pair):
            if thing not in joined:
                joined.append(thing)
        groups = [group for group in groups if group not in touching] + [joined]
    return groups


def _difference(
    slot: str, kind: Literal["conflict", "update"], told: Sequence[tuple[str, Span]], sources: Sources
) -> Difference:
    by_text: dict[str, list[Span]] = {}
    spoken: dict[str, str] = {}
    for text, span in told:
        by_text.setdefault(text.casefold(), []).append(span)
        spoken.setdefault(text.casefold(), text)
    values = tuple(
        Value(
            value=spoken[text],
            evidence=unique(spans),
            origins=sources.origins(span.article for span in spans),
        )
        for text, spans in by_text.items()
    )
    return Difference(slot=slot, kind=kind, values=values)
