"""What two event mentions have in common, and whether anything forbids that they are one event."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.schema.annotation import AnnotatedArticle, EventMention, Token
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, gap, interval, is_within, meet
from dateline.schema.story import Entity

WEIGHTS: Mapping[str, float] = {
    "who": 1.2,
    "when": 0.7,
    "where": 0.6,
    "word": 0.5,
    "label": 0.2,
    "clause": 1.0,
    "antecedent": 1.1,
    "count": 0.4,
    "status": 0.3,
    "detail": 0.5,
    "beside": -0.6,
}
"""Weight of each signal (0 to 1, negative where the slots disagree); set by hand on the three stories."""

FARTHEST = 6
"""Sentences after which distance no more matters for what "the meeting" takes up."""

LOOSE_DAYS = 7
"""Weeks and months that miss each other by at most so many days can be two outlets' words for one time."""

_SAID = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT"})
"""Roots of what is said or declared: another speaker makes another event."""

_SERIAL = frozenset({"CONSULT", "MOBILIZE", "SANCTION", "PROTEST"})
"""Roots whose events come in series, so that another week is another event."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "the and for with that this from was were has have had will would could been are his her their its they "
    "said says who which when after before over into about also but not more than him she you our out".split()
)
_FAMILIES: Mapping[str, frozenset[str]] = {
    "ASSAULT": frozenset({"attack", "explosion", "fighting", "casualties"}),
    "CONSULT": frozenset({"meeting", "summit", "talks", "visit", "call", "conference", "conversation"}),
    "RETREAT": frozenset({"withdrawal", "cancellation"}),
}
_HARMFUL = frozenset({"casualties", "attack", "explosion", "fighting", "crash", "disaster", "protest"})
_NAMING = {"summit": 3, "call": 3, "visit": 2, "conference": 2, "talks": 1, "meeting": 0, "conversation": 0}
_SITES = frozenset(
    "house palace hotel airport square street building hall center centre embassy consulate church mosque temple "
    "stadium base zone village ministry port station university hospital school province region district county "
    "state territory island peninsula office court prison camp park bridge border headquarters resort museum "
    "cathedral club theater theatre mall market plaza barracks parliament".split()
)
_DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a mention says, through entity resolution."""

    id: str
    article: str
    index: int
    event: EventMention
    who: frozenset[str]
    agents: frozenset[str]
    where: str | None
    when: Days | None
    exact: bool
    words: frozenset[str]
    anaphor: bool
    published: date | None
    position: int
    sentence: int


class Names:
    """Finds the organizations and countries that a phrase without an entity of its own names."""

    def __init__(self, entities: Entities) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        for entity in entities.entities:
            spoken = [m.text for m in entity.mentions if m.kind in {"name", "demonym"}]
            for name in (entity.name, *entity.aliases, *spoken) if entity.type != "person" else ():
                self._by_words.setdefault(_name_words(name), entity.id)
        self._longest = max((len(words) for words in self._by_words), default=0)

    def within(self, phrase: str) -> tuple[str, ...]:
        """The entities named in `phrase`, longest names first taken: "Afghan and German personnel"."""
        words = _name_words(phrase)
        found: list[str] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                id_ = self._by_words.get(words[at : at + size])
                if id_ is not None:
                    found.append(id_)
                    at += size - 1
                    break
            at += 1
        return tuple(dict.fromkeys(found))


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w’']+", name.casefold()))


def participants(
    item: AnnotatedArticle, event: EventMention, entities: Entities, names: Names, *, role: str | None = None
) -> frozenset[str]:
    """The entities that take part in an event, by link or, for "rebel fighters", by the name in the phrase.

    `role` limits them to agents or patients.
    """
    found: set[str] = set()
    for participant in event.participants:
        if role is not None and participant.role != role:
            continue
        mention = item.annotations.mentions[participant.mention]
        id_ = entities.of(item.article.id, participant.mention)
        if id_ is not None:
            found.add(id_)
        elif mention.kind == "nominal":
            found.update(names.within(mention.text))
    return frozenset(found)


def facts_of(item: AnnotatedArticle, index: int, entities: Entities, names_in: Names) -> Facts:
    """The facts of event mention number `index` of an article."""
    layers, article = item.annotations, item.article.id
    event = layers.events[index]
    value = layers.times[event.when].value if event.when is not None else None
    names = {word for p in event.participants for word in _words(layers.mentions[p.mention].text)}
    before = item.article.text[max(0, event.trigger.start - 25) : event.trigger.start].lower().split()
    return Facts(
        id=f"{article}:{index}",
        article=article,
        index=index,
        event=event,
        who=participants(item, event, entities, names_in),
        agents=participants(item, event, entities, names_in, role="agent"),
        where=entities.of(article, event.where),
        when=interval(value),
        exact=value is not None and len(value) >= 10,
        words=frozenset(_words(_own_words(item, event))) - names,
        anaphor=bool(_DEMONSTRATIVE & set(before[-3:])) or event.label == "casualties",
        published=_day(item.article.published),
        position=event.trigger.start,
        sentence=bisect_right(layers.sentences, event.trigger.start, key=lambda sentence: sentence.start),
    )


def _day(published: str | None) -> date | None:
    days = interval(published)
    return days[0] if days else None


def _own_words(item: AnnotatedArticle, event: EventMention) -> str:
    """The words under the trigger, as far as no other event begins: its clause or noun phrase."""
    tokens = item.annotations.tokens
    others = {
        other.trigger.start for other in item.annotations.events if other.trigger.start != event.trigger.start
    }
    first = bisect_left(tokens, event.trigger.start, key=lambda token: token.start)
    heads = [at for at in range(first, len(tokens)) if tokens[at].start < event.trigger.end]
    if not heads:
        return event.what.text
    sentence = tokens[heads[0]].sentence
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    high = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    return " ".join(
        tokens[at].text for at in range(low, high) if at in heads or _is_under(tokens, at, heads, others)
    )


def _is_under(tokens: Sequence[Token], at: int, heads: Sequence[int], others: set[int]) -> bool:
    while at not in heads:
        if tokens[at].start in others or tokens[at].head == at:
            return False
        at = tokens[at].head
    return True


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.casefold()) if word not in _STOP]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Sides:
    """The entities of a story by id, with the country or organization that each acts for."""

    entities: Mapping[str, Entity]

    @classmethod
    def of(cls, entities: Entities) -> Sides:
        """The sides of all entities of a story."""
        return cls({entity.id: entity for entity in entities.entities})

    def side(self, id_: str) -> str | None:
        """The country or organization that the entity acts for, in words."""
        entity = self.entities[id_]
        if entity.type == "place":
            return entity.country or entity.name
        return entity.side or entity.country

    def is_person(self, id_: str) -> bool:
        """Whether the entity is a person."""
        return self.entities[id_].type == "person"

    def is_unnamed(self, id_: str) -> bool:
        """Whether the entity has no name: "officials"."""
        entity = self.entities[id_]
        return entity.type == "group" and not any(character.isupper() for character in entity.name)

    def stands_for(self, one: str, other: str) -> bool:
        """Whether one of the two is the country or organization that the other acts for."""
        if self.is_person(one) and self.is_person(other):
            return False
        side, other_side = self.side(one), self.side(other)
        return side is not None and side == other_side

    def same_place(self, one: str, other: str) -> float:
        """1 for one place, 0.5 where one holds the other, -1 for places that exclude each other."""
        if one == other:
            return 1.0
        first, second = self.entities[one], self.entities[other]
        if first.country and first.country == second.country:
            if first.name in {first.country, second.country} or second.name == second.country:
                return 0.5
            if _name_words(first.name)[:1] == _name_words(second.name)[:1]:
                return 0.5
            return -0.4 if _inside_a_town(first.name) or _inside_a_town(second.name) else -1.0
        if not first.country or not second.country:
            holds_other = any(place.name == place.country for place in (first, second))
            return 0.0 if holds_other else -0.4
        return -1.0


def _inside_a_town(name: str) -> bool:
    """Whether a place is a site or a region, which can be in or around a town of another name."""
    return any(word in _SITES for word in name.casefold().replace("-", " ").split())


def same_kind(one: EventMention, other: EventMention) -> bool:
    """Whether the two could be one event by their type."""
    if "casualties" in {one.label, other.label} and one.label != other.label:
        return {one.label, other.label} <= _HARMFUL
    if one.type != other.type:
        return False
    if one.label == other.label or one.weak or other.weak:
        return True
    family = _FAMILIES.get(one.type, frozenset())
    return one.label in family and other.label in family


def compare(one: Facts, other: Facts, sides: Sides) -> dict[str, float] | None:
    """The signals that the two mentions are of one event, or None where they cannot be."""
    if not same_kind(one.event, other.event):
        return None
    if {"denied"} & {one.event.status, other.event.status} and one.event.status != other.event.status:
        return None
    if one.article == other.article and _counts_exclude(one.event, other.event):
        return None
    if _lies_ahead(one, other) or _lies_ahead(other, one):
        return None
    signals: dict[str, float] = {}
    who = _same_who(one, other, sides)
    if who is None:
        return None
    signals["who"] = who
    signals["when"] = _same_when(one, other)
    signals["where"] = sides.same_place(one.where, other.where) if one.where and other.where else 0.0
    if signals["when"] <= -1 and "cancelled" not in {one.event.status, other.event.status}:
        return None
    if signals["where"] <= -1 and one.event.type in {"CONSULT", "ASSAULT", "OTHER"}:
        return None
    signals["word"] = float(_same_word(one, other))
    signals["label"] = float(one.event.label == other.event.label)
    signals["clause"] = _overlap(one.words, other.words)
    signals["count"] = _same_count(one.event, other.event)
    told = one.event.asserted and other.event.asserted
    signals["status"] = -float(told and {one.event.status, other.event.status} == {"held", "planned"})
    signals["detail"] = float(_is_detail(one, other))
    signals["beside"] = float(one.article == other.article and one.sentence == other.sentence)
    return signals


def score(signals: Mapping[str, float]) -> float:
    """The weighted sum of the signals."""
    return sum(WEIGHTS[name] * value for name, value in signals.items())


def _same_who(one: Facts, other: Facts, sides: Sides) -> float | None:
    """0 to 1 for the part of the smaller list that is in the other, None where persons exclude each other."""
    if not one.who or not other.who:
        return 0.0
    said = one.event.type in _SAID and one.event.label not in {"lawsuit", "investigation"}
    if said and one.agents and other.agents and not one.agents & other.agents:
        if not any(sides.stands_for(a, b) for a in one.agents for b in other.agents):
            return None
    smaller, larger = sorted((one.who, other.who), key=lambda who: (len(who), sorted(who)))
    shared = smaller & larger
    rest = larger - shared
    standing = sum(any(sides.stands_for(a, b) for b in rest) for a in smaller - shared)
    foreign = [a for a in smaller - shared if not any(sides.stands_for(a, b) for b in larger)]
    if one.event.type == "CONSULT" and foreign and (len(smaller) > 1 or not shared):
        return None
    if not shared and not standing:
        return -0.5
    part = (len(shared) + 0.5 * standing) / len(smaller)
    # One common participant of many events says less than two.
    return part * (1.0 if len(shared) + standing > 1 else 0.6)


def _same_when(one: Facts, other: Facts) -> float:
    if one.when is None or other.when is None:
        return 0.0
    if one.when == other.when:
        return 1.0
    if is_within(one.when, other.when) or is_within(other.when, one.when):
        return 0.5
    if meet(one.when, other.when):
        return 0.0
    near = gap(one.when, other.when) <= LOOSE_DAYS and not (one.exact and other.exact)
    return -0.4 if near and one.event.type not in _SERIAL else -1.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return len(one & other) / min(max(len(one), 4), max(len(other), 4))


def antecedents(facts: Sequence[Facts], sides: Sides) -> dict[str, str]:
    """For mentions such as "the summit" without a word of their own, the mention that they take up.

    It is the last one before in the article that the noun can name, one with the same noun before others;
    where there is none before, the first one after.
    """
    found: dict[str, str] = {}
    for later in facts:
        if not later.anaphor or (later.who and later.event.label not in _HARMFUL):
            continue
        rivals = [
            f for f in facts if f.article == later.article and f.id != later.id and _can_name(later, f, sides)
        ]
        before = [f for f in rivals if f.position < later.position]
        chosen = max(before, key=lambda f: (_likeness(f, later), f.position), default=None)
        if chosen is None and not before:
            chosen = min((f for f in rivals if f.who), key=lambda f: f.position, default=None)
        if chosen is not None:
            found[later.id] = chosen.id
    return found


def _can_name(later: Facts, earlier: Facts, sides: Sides) -> bool:
    """Whether the noun of `later` can stand for the event of `earlier`: a meeting for a summit, not the other
    way round."""
    if not same_kind(later.event, earlier.event) or earlier.event.weak:
        return False
    if later.when is not None and earlier.when is not None and not meet(later.when, earlier.when):
        return False
    if _counts_exclude(later.event, earlier.event):
        return False
    if later.where and earlier.where and sides.same_place(later.where, earlier.where) < 0:
        return False
    if later.event.label in _HARMFUL and earlier.event.status != later.event.status:
        return False
    own, other = (_NAMING.get(facts.event.label or "", 0) for facts in (later, earlier))
    return own <= other


def _likeness(earlier: Facts, later: Facts) -> float:
    """How well `earlier` fits as what `later` takes up: near, and by the same noun unless that says nothing.

    "Meeting" can name any talks, so the same word counts for it no more than another.
    """
    near = -float(min(later.sentence - earlier.sentence, FARTHEST))
    if later.event.label == "casualties":
        return near + (earlier.event.label != "casualties")
    specific = later.event.type != "CONSULT" or _NAMING.get(later.event.label or "", 0) > 0
    return near + specific * (2.0 * _same_word(earlier, later) + (earlier.event.label == later.event.label))


def _same_word(one: Facts, other: Facts) -> bool:
    return _stem(one.event.trigger.text.casefold()) == _stem(other.event.trigger.text.casefold())


def _lies_ahead(planned: Facts, held: Facts) -> bool:
    """Whether `planned` has a day to come, and `held` is said to have taken place by then."""
    if planned.event.status != "planned" or held.event.status != "held" or not held.event.asserted:
        return False
    if planned.when is None or held.published is None:
        return False
    return planned.when[0] > held.published and planned.when != held.when


def _is_detail(one: Facts, other: Facts) -> bool:
    """Whether the later of two harmful events of an article only adds to the one shortly before."""
    if one.article != other.article or one.event.label not in _HARMFUL:
        return False
    later = max(one, other, key=lambda facts: facts.position)
    return 0 < abs(one.sentence - other.sentence) <= 2 and not later.who and later.when is None


def _counts_exclude(one: EventMention, other: EventMention) -> bool:
    """Whether one article gives two numbers for the same thing: it speaks of two events then."""
    pairs = [(a, b) for a in one.quantities for b in other.quantities if a.what == b.what]
    return bool(pairs) and all(a.value != b.value for a, b in pairs)


def _same_count(one: EventMention, other: EventMention) -> float:
    pairs = [(a, b) for a in one.quantities for b in other.quantities if a.what == b.what]
    return float(any(a.value == b.value for a, b in pairs))


def blocks(facts: Sequence[Facts]) -> dict[str, list[int]]:
    """Positions in `facts` by root type: only mentions of one block are compared."""
    table: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        harmful = fact.event.label in _HARMFUL
        table.setdefault("harm" if harmful else fact.event.type, []).append(number)
    return table
