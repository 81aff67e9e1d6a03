"""Which person chains of several articles are one person.

Full names come first: chains of one spelling are one *namesake* unless their context contradicts it,
namesakes of different spelling are compared where they share the sound of a word (blocking), and joined
from the highest score down, never two that one article keeps apart. Then a chain that has only a
surname or given name joins the one person who bears it and fits best, or stays alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

from dateline.resolve.names import compare_person_names, name_words, sound, word_similarity
from dateline.resolve.units import Unit
from dateline.schema.cluster import ScoredPair

JOIN_THRESHOLD = 0.6
"""Score from which two full names are one person. The names alone reach it where they are spellings of one
another; chosen on the name pairs of training/names.py: brothers (one given name differs) stay under 0.35."""

SIDE_AGREES = 0.1
SIDE_DIFFERS = -0.25
ROLE_AGREES = 0.1
ROLE_DIFFERS_TOO = -0.15
GENDER_DIFFERS = -0.25
GENERATION_DIFFERS = -0.2
"""What context adds to the score of two names: less than a differing given name takes away."""

LARGEST_BLOCK = 60
"""Names of one sound that are still compared all with all; larger blocks are split by a second sound."""

SHORT_FORM_SIMILARITY = 0.88
"""Likeness from which a bare surname is taken for a misspelling of a longer one (Lukashnko)."""

CLEAR_LEAD = 4.0
"""How many times as often a person must be called by the bare name as any other bearer to be taken for it."""

SHORTEST_SLIP = 8
"""Letters of a name from which a typing error makes no other name of it; a convention."""

_KIN = re.compile(r"['’]s? (?:\w+ )*(?:son|daughter|wife|husband|brother|sister|nephew|niece|cousin)$")
_GENERATION = re.compile(r"\b(?:jr|jnr|junior|sr|snr|senior|ii|iii|iv)\b\.?", re.IGNORECASE)


@dataclass(slots=True)
class Person:
    """Units that are taken for one person, with what their contexts say.

    `articles` are those that have it as a person: one that takes the full name for a place may well have the
    family name as a chain of its own. `words` counts the units that use a word in the name, `bare` the
    mentions that are one word alone.
    """

    units: list[Unit] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    role_words: set[str] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    bare: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Person:
        """The person that `units` are."""
        person = cls()
        for unit in units:
            person.add(unit)
        return person

    def add(self, unit: Unit) -> None:
        """Take `unit` for this person."""
        self.units.append(unit)
        self.articles |= {unit.article} if unit.type == "person" else set()
        self.sides |= {unit.side} if unit.side else set()
        self.nations |= {unit.nation} if unit.nation else set()
        self.genders |= {unit.gender} if unit.gender else set()
        self.role_words |= unit.role_words
        self.words.update(set(unit.words))
        self.bare.update(words[0] for mention in unit.names if len(words := name_words(mention.text)) == 1)


def join_people(units: Sequence[Unit]) -> tuple[list[Person], tuple[ScoredPair, ...]]:
    """The persons that the units are, in order of first mention, and the pairs of names compared."""
    full = [unit for unit in units if len(unit.words) > 1]
    short = [unit for unit in units if len(unit.words) == 1]
    people, pairs = _join_full_names(_namesakes(full))
    return _join_short_names(people, short), pairs


def _namesakes(units: Iterable[Unit]) -> list[Person]:
    """Units of one spelling (case, hyphens, blanks and diacritics aside) as one person each, or several."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for unit in units:
        bearers = by_name["".join(unit.words) + "|" + _generation(unit)]
        fitting = next((person for person in bearers if not _contradicts(person, unit)), None)
        if fitting is None:
            bearers.append(Person.of([unit]))
        else:
            fitting.add(unit)
    return [person for bearers in by_name.values() for person in bearers]


def _contradicts(person: Person, unit: Unit) -> bool:
    """Whether the context says that a unit of the same name is somebody else: two of side, role and gender.

    One alone may be a slip, such as a pronoun that an article's annotations give to the wrong person. Sides
    differ where they are countries: one article tells somebody's country, another one their club.
    """
    opposed = (
        _opposed(person.nations, {unit.nation} if unit.nation else set()),
        _opposed(person.role_words, unit.role_words),
        _opposed(person.genders, {unit.gender} if unit.gender else set()),
    )
    return sum(opposed) > 1


def _generation(unit: Unit) -> str:
    found = {
        match.lower().strip(".") for mention in unit.names for match in _GENERATION.findall(mention.text)
    }
    return min((mark[0] for mark in found), default="")


def _join_full_names(people: list[Person]) -> tuple[list[Person], tuple[ScoredPair, ...]]:
    pairs = []
    for left, right in sorted(_blocked(people)):
        pair = _compare(people[left], people[right], left, right)
        if pair.score > 0:
            pairs.append(pair)
    cluster_of = {index: {index} for index in range(len(people))}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, int(pair.left), int(pair.right))):
        left_group, right_group = cluster_of[int(pair.left)], cluster_of[int(pair.right)]
        if pair.score < JOIN_THRESHOLD or left_group is right_group:
            continue
        if _kept_apart(people, left_group, right_group, pair):
            continue
        left_group |= right_group
        cluster_of.update((index, left_group) for index in right_group)
    groups = {id(group): sorted(group) for group in cluster_of.values()}
    joined = [Person.of(unit for index in group for unit in people[index].units) for group in groups.values()]
    return joined, tuple(_named(pair, people) for pair in pairs)


def _named(pair: ScoredPair, people: Sequence[Person]) -> ScoredPair:
    left, right = (people[int(index)].units[0].name or "" for index in (pair.left, pair.right))
    return ScoredPair(left=left, right=right, score=pair.score, signals=pair.signals)


def _blocked(people: Sequence[Person]) -> set[tuple[int, int]]:
    """Pairs of persons that share the sound of a word; a second one where very many share the first."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        for key in _keys(person):
            blocks[key].append(index)
    found: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) <= LARGEST_BLOCK:
            found.update(combinations(block, 2))
            continue
        finer: defaultdict[str, list[int]] = defaultdict(list)
        for index in block:
            for other in _keys(people[index]):
                if other != key:
                    finer[other].append(index)
        for indices in finer.values():
            found.update(combinations(indices[: 4 * LARGEST_BLOCK], 2))
    return found


def _keys(person: Person) -> list[str]:
    words = person.units[0].words
    long = [word for word in words if len(word) > 2] or list(words)
    return sorted({sound(word) for word in long} | {sound("".join(words))[:5] + "*"})


def _compare(left: Person, right: Person, left_id: int, right_id: int) -> ScoredPair:
    """The names' likeness with what sides and roles say about it."""
    match = compare_person_names(left.units[0].name or "", right.units[0].name or "")
    signals = dict(match.signals, name=match.score)
    if _generation(left.units[0]) != _generation(right.units[0]):
        signals["generation"] = GENERATION_DIFFERS
    score = match.score
    if left.sides & right.sides:
        signals["side"] = SIDE_AGREES
    elif left.nations and right.nations:
        signals["side"] = SIDE_DIFFERS
    if left.role_words & right.role_words:
        signals["role"] = ROLE_AGREES
    elif left.role_words and right.role_words and signals.get("side") == SIDE_DIFFERS:
        signals["role"] = ROLE_DIFFERS_TOO
    if _opposed(left.genders, right.genders):
        signals["gender"] = GENDER_DIFFERS
    score += sum(signals.get(name, 0.0) for name in ("side", "role", "gender", "generation"))
    return ScoredPair(
        left=str(left_id), right=str(right_id), score=min(max(score, 0.0), 1.0), signals=signals
    )


def _opposed(left: Set[str], right: Set[str]) -> bool:
    return bool(left and right and not left & right)


def _kept_apart(people: Sequence[Person], left: set[int], right: set[int], pair: ScoredPair) -> bool:
    """Whether an article has both as persons of their own (a slip of one letter does not count as that)."""
    left_articles = {article for index in left for article in people[index].articles}
    right_articles = {article for index in right for article in people[index].articles}
    if left_articles.isdisjoint(right_articles):
        return False
    one, other = (people[int(index)].units[0].words for index in (pair.left, pair.right))
    against = ("side", "gender", "generation")
    return (
        not _is_slip(one, other)
        or pair.signals.get("korean_other", 0.0) > 0
        or any(pair.signals.get(name, 0.0) < 0 for name in against)
    )


def _is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one but for a typing error, or for one in each word that leaves its sound."""
    whole = "".join(one), "".join(other)
    if min(map(len, whole)) < SHORTEST_SLIP:
        return False
    alike = (OSA.distance(a, b) <= 1 and sound(a) == sound(b) for a, b in zip(one, other, strict=False))
    return OSA.distance(*whole) <= 1 or (len(one) == len(other) and all(alike))


def _join_short_names(people: list[Person], short: Iterable[Unit]) -> list[Person]:
    """Each unit with a single word of a name added to the person who bears it, or to one of its own."""
    bearers: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in sorted(person.words):
            bearers[word].append(person)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(bearers):
        spellings[sound(word)].append(word)
    alone: dict[str, list[Person]] = defaultdict(list)
    for unit in short:
        word = unit.words[0]
        bearer = _bearer(unit, _candidates(word, bearers, spellings)) or next(
            (lone for lone in alone[word] if not _contradicts(lone, unit)), None
        )
        if bearer is None:
            alone[word].append(Person.of([unit]))
        else:
            bearer.add(unit)
    people += [person for lone in alone.values() for person in lone]
    return sorted(people, key=lambda person: min((unit.order, unit.start) for unit in person.units))


def _candidates(word: str, bearers: dict[str, list[Person]], spellings: dict[str, list[str]]) -> list[Person]:
    if word in bearers:
        return bearers[word]
    return [
        person
        for other in spellings.get(sound(word), ())
        if min(len(word), len(other)) >= 5 and word_similarity(word, other) >= SHORT_FORM_SIMILARITY
        for person in bearers[other]
    ]


def _bearer(unit: Unit, candidates: Sequence[Person]) -> Person | None:
    """The one candidate that side, role and gender leave, or who is by far most often called so."""
    fitting = [person for person in candidates if not _excluded(unit, person)]
    fitting = [person for person in fitting if _is_of_family(unit, person)] or fitting
    if len(fitting) > 1:
        best = max(_fit(unit, person) for person in fitting)
        fitting = [person for person in fitting if _fit(unit, person) == best]
    if len(fitting) > 1:
        ranked = sorted(fitting, key=lambda person: -person.bare[unit.words[0]])
        first, second = (person.bare[unit.words[0]] for person in ranked[:2])
        fitting = ranked[:1] if first >= CLEAR_LEAD * max(second, 0.5) else []
    return fitting[0] if fitting else None


def _excluded(unit: Unit, person: Person) -> bool:
    """Whether the unit's article knows this person apart from the unit, or its context contradicts."""
    apart = unit.type == "person" and unit.article in person.articles
    other_gender = bool(unit.gender and person.genders and unit.gender not in person.genders)
    return apart or other_gender or _contradicts(person, unit)


def _is_of_family(unit: Unit, person: Person) -> bool:
    """Whether a person has the family name of whose kin the unit is said to be: "Brandt's son Jan"."""
    kin = {word for role in unit.roles if _KIN.search(role.text) for word in name_words(role.text)}
    return person.units[0].words[-1] in kin


def _fit(unit: Unit, person: Person) -> int:
    """How well the unit's context fits: two for the side, one for each word of a role."""
    score = len(unit.role_words & person.role_words)
    if unit.side and person.sides:
        score += 2 if unit.side in person.sides else -2
    return score
