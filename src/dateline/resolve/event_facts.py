"""What an event mention says, with its participants and places as entities of the story."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.fuzz import ratio

from dateline.schema.annotation import AnnotatedArticle, EventMention, Token
from dateline.schema.cluster import Entities
from dateline.schema.interval import Days, interval, is_ahead
from dateline.schema.span import beginning_in
from dateline.schema.story import Entity


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPELLING = 92
"""Likeness (0 to 100) of two spellings of one town: a letter lost in eight; "Samara" and "Samarra" stay
apart only where their countries do."""

SHORTEST = 4
"""Words that a shorter text counts as, where two are compared by their words."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_OF = re.compile(r" of(?: (?:the )?[A-Z][\w-]*,?| and(?= (?:the )?[A-Z]))+")
_NAME_WORD = re.compile(r"[\w’']+")
_STOP = _words(
    "the and for with that this from was were has have had will would could been are his her their its they "
    "said says who which when after before over into about also but not more than him she you our out"
)
_SITES = _words(
    "house palace hotel airport square street building hall center centre embassy consulate church mosque "
    "temple stadium base zone village ministry port station university hospital school province region "
    "district county state territory island peninsula office court prison camp park bridge border "
    "headquarters resort museum cathedral club theater theatre mall market plaza barracks parliament "
    "hill garden tower kremlin pentagon capitol"
)

_PREVIOUS = _words("previous previously prior past earlier former formerly once")
_DEMONSTRATIVE = _words("the this that these those")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one mention says. `sides` are the countries and organizations that its participants act for.

    `anaphor` is true where the words only take an event up that others name ("the attack"); `word` is the
    stem of the trigger's longest word, `words` those of its clause without names. `when` are the days of
    `value`, the time of the event, `taken` those on which the step was taken that the mention tells, `lapsed`
    that it is a plan no more, `previous` that it came before the news. `meant` are the times that the
    telling may take as known, each with its likelihood (0 to 1); they compare no mentions.
    """

    id: str
    article: str
    index: int
    event: EventMention
    who: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    sides: frozenset[str]
    where: str | None
    when: Days | None
    value: str | None
    taken: Days | None
    exact: bool
    lapsed: bool
    word: str
    words: frozenset[str]
    anaphor: bool
    published: date | None
    position: int
    sentence: int
    previous: bool = False
    meant: Mapping[str, float] = field(default_factory=dict)


class Sides:
    """The entities of a story by id, with the country or organization that each acts for."""

    def __init__(self, entities: Entities) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities.entities}
        self._side = {id_: _side(entity) for id_, entity in self.entities.items()}
        self._named = frozenset(
            id_ for id_, entity in self.entities.items() if any(map(str.isupper, entity.name))
        )
        self._others: dict[tuple[frozenset[str], frozenset[str]], bool] = {}
        names = Names(entities)
        for id_, entity in self.entities.items():
            if self._side[id_] is None and entity.type == "group":
                self._side[id_] = self._led_by(names.within(entity.name, whole=False))

    def side(self, id_: str) -> str | None:
        """The country or organization that the entity acts for, in words."""
        return self._side[id_]

    def all_of(self, ids: Iterable[str]) -> frozenset[str]:
        """The sides of several entities."""
        return frozenset(side for id_ in ids if (side := self._side[id_]) is not None)

    def is_person(self, id_: str) -> bool:
        """Whether the entity is a person."""
        return self.entities[id_].type == "person"

    def is_unnamed(self, id_: str) -> bool:
        """Whether the entity has no name: "officials"."""
        entity = self.entities[id_]
        return entity.type == "group" and not any(character.isupper() for character in entity.name)

    def may_be_any(self, id_: str, others: Iterable[str]) -> bool:
        """Whether a group without a name may be some of others: "officials" anybody, "defence ministers" only
        who has that office, where the offices of others are known."""
        if not self.is_unnamed(id_):
            return False
        words = self.entities[id_].name.casefold().removesuffix("s").split()
        roles = [role.casefold() for other in others for role in self.entities[other].roles]
        return len(words) < 2 or not roles or any(all(word in role for word in words) for role in roles)

    def _led_by(self, ids: Iterable[str]) -> str | None:
        """The side of the first of several entities: that of the union in "union leaders"."""
        return next((self._side[id_] or self.entities[id_].name for id_ in ids), None)

    def named(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of several entities that have a name: not "the judge"."""
        return self._named.intersection(ids)

    def are_others(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether both have names, and none is the other or acts for it."""
        if (one, other) not in self._others:
            first, second = self.named(one), self.named(other)
            apart = bool(first and second) and not first & second
            self._others[one, other] = apart and not any(self.stands_for(a, b) for a in first for b in second)
        return self._others[one, other]

    def stands_for(self, one: str, other: str) -> bool:
        """Whether one of the two is the country or organization that the other acts for."""
        side = self._side[one]
        both_persons = self.is_person(one) and self.is_person(other)
        return side is not None and side == self._side[other] and not both_persons

    def is_site(self, id_: str) -> bool:
        """Whether the place is a site or region: something in or around a town of another name."""
        return _is_site(self.entities[id_].name)

    def same_place(self, one: str, other: str) -> float:
        """1 for one place, 0.5 where one holds the other, negative for places that differ, -1 where that
        is sure: a site or a region can be in or around a town of another name.
        """
        if one == other:
            return 1.0
        first, second = self.entities[one], self.entities[other]
        if any(place.name == place.country for place in (first, second)):
            if not first.country or not second.country:
                return 0.0
            return 0.5 if first.country == second.country else -1.0
        if _name_words(first.name)[:1] == _name_words(second.name)[:1]:
            return 0.5
        if ratio(first.name, second.name) >= SPELLING:
            return 1.0
        if first.country and second.country and first.country != second.country:
            return -1.0
        known = first.country and second.country
        return -0.4 if not known or _is_site(first.name) or _is_site(second.name) else -1.0


class Names:
    """Finds the organizations and countries that a phrase without an entity of its own names."""

    def __init__(self, entities: Entities) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        for entity in entities.entities:
            spoken = [m.text for m in entity.mentions if m.kind in {"name", "demonym"}]
            for name in (entity.name, *entity.aliases, *spoken) if entity.type != "person" else ():
                self._by_words.setdefault(_name_words(name), entity.id)
        self._longest = max((len(words) for words in self._by_words), default=0)

    def within(self, phrase: str, *, whole: bool = True) -> tuple[str, ...]:
        """The entities named in `phrase`, longest names first taken: "Afghan and German personnel".

        whole: whether all of `phrase` may be the name of one.
        """
        words = _name_words(phrase)
        found: list[str] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at, len(words) - (not whole)), 0, -1):
                id_ = self._by_words.get(words[at : at + size])
                if id_ is not None:
                    found.append(id_)
                    at += size - 1
                    break
            at += 1
        return tuple(dict.fromkeys(found))


def facts_of(item: AnnotatedArticle, index: int, entities: Entities, *, names: Names, sides: Sides) -> Facts:
    """The facts of event mention number `index` of an article."""
    layers, article = item.annotations, item.article.id
    event = layers.events[index]
    value, taken = _times(item, event)
    named = {word for p in event.participants for word in stems(layers.mentions[p.mention].text)}
    start = event.trigger.start
    before = item.article.text[max(0, start - 25) : start].lower().split()
    published = interval(item.article.published)
    who = _participants(item, event, entities, names)
    return Facts(
        id=f"{article}:{index}",
        article=article,
        index=index,
        event=event,
        who=who,
        agents=_participants(item, event, entities, names, role="agent"),
        patients=_participants(item, event, entities, names, role="patient"),
        sides=sides.all_of(who),
        where=entities.of(article, event.where),
        when=interval(value),
        value=value,
        taken=interval(taken),
        exact=value is not None and len(value) >= 10,
        lapsed=event.is_former_plan(item.article.text),
        word=_stem(max(event.trigger.text.casefold().split(), key=len)),
        words=frozenset(stems(_own_words(item, event))) - named,
        anaphor=bool(_DEMONSTRATIVE & set(before[-3:])) or event.label == "casualties",
        published=published[0] if published else None,
        position=start,
        sentence=bisect_right(layers.sentences, start, key=lambda sentence: sentence.start),
        previous=_is_previous(item, event),
        meant=_meant(item, event),
    )


def _times(item: AnnotatedArticle, event: EventMention) -> tuple[str | None, str | None]:
    """The values of the time of an event and of the step told: no step is taken on a day to come, so that
    "planned for May 24" tells when the event is.
    """
    times = item.annotations.times
    when = times[event.when].value if event.when is not None else None
    taken = times[event.step_when].value if event.step_when is not None else None
    if event.asserted and is_ahead(taken, item.article.published):
        return when or taken, None
    return when, taken


def _meant(item: AnnotatedArticle, event: EventMention) -> Mapping[str, float]:
    """The days, weeks, months or years that the telling may take as known, with their likelihood."""
    found: dict[str, float] = {}
    for guess in event.days:
        time = item.annotations.times[guess.index].value if guess.index is not None else guess.value
        known = guess.index is not None or guess.value is not None
        value = ((time if known else item.article.published) or "").partition("T")[0]
        if value:
            found[value] = max(guess.likelihood, found.get(value, 0.0))
    return found


def naming(group: Sequence[Facts]) -> Sequence[Facts]:
    """The mentions of an event that name it by themselves, all where none does."""
    return [fact for fact in group if not fact.event.weak] or group


def stems(text: str) -> list[str]:
    """The content words of a text, without their endings."""
    return [_stem(word) for word in _WORD.findall(text.casefold()) if word not in _STOP]


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The part (0 to 1) of the words of one text that are in the other; a short one counts as `SHORTEST`."""
    return len(one & other) / max(min(len(one), len(other)), SHORTEST)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _side(entity: Entity) -> str | None:
    if entity.type == "place":
        return entity.country or entity.name
    return entity.side or entity.country


def _is_site(name: str) -> bool:
    return any(word in _SITES for word in name.casefold().replace("-", " ").split())


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(_NAME_WORD.findall(name.casefold()))


def _participants(
    item: AnnotatedArticle, event: EventMention, entities: Entities, names: Names, *, role: str | None = None
) -> frozenset[str]:
    """The entities that take part in an event, by link or, for "rebel fighters", by the names in the phrase.

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
        elif mention.kind != "name":
            found.update(names.within(_phrase(item, participant.mention)))
    return frozenset(found)


def _phrase(item: AnnotatedArticle, number: int) -> str:
    """A mention without a name with the "of" phrase that follows it; for a pronoun, what it stands for.

    "The leaders of Norland and Sudria ... their summit".
    """
    layers = item.annotations
    mention = layers.mentions[number]
    if mention.kind == "pronoun":
        chain = next((chain.mentions for chain in layers.chains if number in chain.mentions), ())
        spoken = [other for other in chain if layers.mentions[other].kind == "nominal"]
        return _phrase(item, spoken[0]) if spoken else ""
    after = item.article.text[mention.end : mention.end + 60]
    following = _OF.match(after)
    return mention.text + (following[0] if following else "")


def _own_words(item: AnnotatedArticle, event: EventMention) -> str:
    """The words under the trigger, as far as no other event begins: its clause or noun phrase."""
    tokens = item.annotations.tokens
    others = {
        other.trigger.start for other in item.annotations.events if other.trigger.start != event.trigger.start
    }
    heads = beginning_in(tokens, event.trigger.start, event.trigger.end)
    if not heads:
        return event.what.text
    sentence = tokens[heads[0]].sentence
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    high = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    return " ".join(
        tokens[at].text for at in range(low, high) if at in heads or _is_under(tokens, at, heads, others)
    )


def _is_previous(item: AnnotatedArticle, event: EventMention) -> bool:
    """Whether a word that hangs on the trigger tells that it came before something else: "previous"."""
    tokens, trigger = item.annotations.tokens, event.trigger
    heads = beginning_in(tokens, trigger.start, trigger.end)
    if not heads:
        return False
    sentence = tokens[heads[0]].sentence
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    high = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    return any(
        tokens[at].lemma.casefold() in _PREVIOUS and (tokens[at].head in heads or at in heads)
        for at in range(low, high)
        if tokens[at].dep in {"amod", "advmod"}
    )


def _is_under(tokens: Sequence[Token], at: int, heads: Sequence[int], others: set[int]) -> bool:
    while at not in heads:
        if tokens[at].start in others or tokens[at].head == at:
            return False
        at = tokens[at].head
    return True
