"""Names of one article gathered into entities: people by full name, the others by spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.annotate.coreference_entities import Draft, role_head, sides_in
from dateline.annotate.coreference_people import LEAST_SLIPPED, bare_forms, parts, same_person
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import (
    adjectives_of,
    country_named,
    country_of_capital,
    fold,
    gender_of,
    is_body,
    is_metonym,
    is_slip,
)
from dateline.annotate.nouns import FAMILY, is_group_noun, words
from dateline.schema.annotation import Mention
from dateline.schema.bodies import plain_body

_KNOWN = words("know refer")
_COMPANY = words("group company corporation bank")
LEAST_LETTERS = 3
"""Letters of a short form for what a name has before its "and"."""
LEAST_KNOWN = 3
"""Names of somebody by which a misspelt one may be meant."""
GIVEN_NAME = 0.4
"""How usual the given name alone is for somebody, at most."""
BESIDE_A_NAMESAKE = 0.2
"""How usual the family name alone is for somebody else than the person of that name in full."""


class Drafts:
    """All entities of an article, and to which one each mention belongs."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.all: list[Draft] = []
        self.of: dict[int, Draft] = {}

    def new(self, index: int, *, key: str = "") -> Draft:
        """A new entity for a mention."""
        mention = self.view.mentions[index]
        draft = Draft(number=len(self.all), type=mention.type, key=key, plural=mention.plural)
        self.all.append(draft)
        self.add(index, draft)
        return draft

    def stands_at(self, draft: Draft, head: int | None) -> bool:
        """Whether one of an entity's mentions has this token as its head."""
        if head is None:
            return False
        return any(self.of.get(index) is draft for index in self.view.with_head.get(head, ()))

    def at(self, head: int) -> Draft | None:
        """The entity of a mention that has this token as its head, or None."""
        found = (self.of[index] for index in self.view.with_head.get(head, ()) if index in self.of)
        return next(found, None)

    def near(self, index: int, reach: int) -> list[Draft]:
        """The entities with mentions so far in the sentence of a mention and `reach` sentences before it."""
        sentence = self.view.places[index].sentence
        numbers = {
            self.of[other].number
            for at in range(max(sentence - reach, 0), sentence + 1)
            for other in self.view.in_sentence[at]
            if other in self.of
        }
        return [self.all[number] for number in sorted(numbers)]

    def add(self, index: int, draft: Draft) -> None:
        """Make a mention one of an entity's, with what it tells."""
        mention = self.view.mentions[index]
        self.of[index] = draft
        draft.mentions.append(index)
        draft.mentions.sort()
        draft.gender = draft.gender or mention.gender
        if mention.kind in {"name", "demonym"}:
            draft.named = True
        if mention.type == "person":
            self._learn_roles(mention, draft)
        elif mention.country is not None:
            draft.country = draft.country or mention.country

    def _learn_roles(self, mention: Mention, draft: Draft) -> None:
        for role in mention.roles:
            draft.role_heads[role_head(role, self.view)] += 1
            if mention.kind == "name" and " " not in role.text:
                draft.titles[role.text.lower().rstrip(".")] += 1
            for side, weight in sides_in(role, self.view):
                draft.sides[side] += weight
        if mention.kind == "nominal" and mention.country is not None:
            draft.sides[mention.country] += 1
        owner = self._owner(mention)
        if owner is not None and mention.kind == "name":
            draft.sides[owner] += 1

    def _owner(self, mention: Mention) -> str | None:
        """The country in "North Korea's Kim"."""
        first = self.view.token_at(mention.start)
        if first < 2 or self.view.tokens[first - 1].tag != "POS":
            return None
        owners = (self.view.mentions[index].country for index in self.view.with_head.get(first - 2, ()))
        return next((country for country in owners if country), None)

    def merge(self, one: Draft, other: Draft) -> Draft:
        """Join two entities into the one that came first."""
        if one is other:
            return one
        keep, gone = (one, other) if one.number < other.number else (other, one)
        for index in gone.mentions:
            self.of[index] = keep
        keep.mentions = sorted(keep.mentions + gone.mentions)
        keep.full_names = sorted(keep.full_names + gone.full_names)
        keep.named = keep.named or gone.named
        keep.gender = keep.gender or gone.gender
        keep.country = keep.country or gone.country
        keep.key = keep.key or gone.key
        keep.role_heads += gone.role_heads
        keep.titles += gone.titles
        keep.sides += gone.sides
        keep.partners += gone.partners
        if gone.named and not keep.full_names and gone.type != keep.type:
            keep.type = gone.type
        gone.mentions = []
        return keep


def gather_names(drafts: Drafts) -> dict[int, list[tuple[Draft, float]]]:
    """Put every name in an entity, except bare names of people: for those, whom they could mean.

    Returns for each bare name (index of the mention) the candidates with how usual the short form is.
    """
    view = drafts.view
    bare: list[int] = []
    for index, mention in enumerate(view.mentions):
        if mention.kind not in {"name", "demonym"}:
            continue
        if mention.type == "person":
            if len(mention.text.split()) > 1:
                _add_full_name(index, drafts)
            else:
                bare.append(index)
        else:
            _add_by_key(index, drafts)
    _join_short_organizations(drafts)
    _join_adjectives(drafts)
    _join_known_as(drafts)
    candidates = _candidates(bare, drafts)
    _learn_partners(drafts)
    return candidates


def _add_full_name(index: int, drafts: Drafts) -> None:
    name = drafts.view.mentions[index].text
    gender = drafts.view.mentions[index].gender
    for draft in drafts.all:
        if draft.type != "person" or not draft.full_names:
            continue
        if draft.gender and gender and draft.gender != gender and parts(name) != parts(draft.key):
            continue
        if any(same_person(name, drafts.view.mentions[known].text) for known in draft.full_names):
            drafts.add(index, draft)
            draft.full_names.append(index)
            return
    drafts.new(index, key=name).full_names.append(index)


def _candidates(bare: Sequence[int], drafts: Drafts) -> dict[int, list[tuple[Draft, float]]]:
    named: dict[int, dict[str, float]] = {
        draft.number: _forms(draft, drafts) for draft in drafts.all if draft.type == "person"
    }
    found: dict[int, list[tuple[Draft, float]]] = {}
    for index in bare:
        mention = drafts.view.mentions[index]
        form = fold(mention.text)
        candidates = (
            [
                (draft, named[draft.number][form])
                for draft in drafts.all
                if form in named.get(draft.number, {})
                and _genders_agree(mention.gender, draft)
                and not _is_relative(index, draft, drafts)
                and not (named[draft.number][form] <= GIVEN_NAME and _is_named_later(index, draft))
            ]
            or _as_kin(index, form, named, drafts)
            or _by_initials(index, named, drafts)
        )
        if len(candidates) == 1:
            drafts.add(index, candidates[0][0])
            continue
        if candidates:
            found[index] = candidates
            continue
        meant = _misspelt(form, index, named, bare, drafts)
        if meant is not None:
            drafts.add(index, meant)
            continue
        # Of a couple, she who goes by "Mrs" alone is not meant where the family name stands without it.
        shared = any(form in forms for forms in named.values())
        draft = drafts.new(index, key=mention.text)
        named[draft.number] = {form: BESIDE_A_NAMESAKE if shared and not draft.role_heads else 1.0}
    return found


def _misspelt(
    form: str, index: int, named: dict[int, dict[str, float]], bare: Sequence[int], drafts: Drafts
) -> Draft | None:
    """Whom a bare name that stands once and is told with nothing means by a typing error, or None."""
    mentions = drafts.view.mentions
    once = sum(fold(mentions[other].text) == form for other in bare) == 1
    if not once or len(form) < LEAST_SLIPPED or mentions[index].roles or gender_of(form) is not None:
        return None
    meant = [
        drafts.all[number]
        for number, forms in named.items()
        if len(drafts.all[number].mentions) >= LEAST_KNOWN
        and any(weight == 1.0 and is_slip(form, other) for other, weight in forms.items())
    ]
    return meant[0] if len(meant) == 1 else None


def _is_named_later(index: int, draft: Draft) -> bool:
    """Whether the full name has not been said yet: nobody is called by the given name before."""
    return bool(draft.full_names) and draft.full_names[0] > index


def _is_relative(index: int, draft: Draft, drafts: Drafts) -> bool:
    """Whether who is named in full only later, in another office, shares no more than the family name.

    "President Brandt spoke. First lady Ana Brandt was there."
    """
    titles = {role_head(role, drafts.view) for role in drafts.view.mentions[index].roles}
    if draft.mentions and draft.mentions[0] > index and is_named_as_kin(draft, drafts.view):
        return True  # "Mr. Brandt spoke. His son, Jan Brandt, was there."
    if not titles or not draft.role_heads or not draft.mentions or draft.mentions[0] < index:
        return False
    return not any(draft.is_called(title) for title in titles)


def is_named_as_kin(draft: Draft, view: View) -> bool:
    """Whether somebody is named in full as the kin of somebody ("his son, Jan Brandt")."""
    names = (view.mentions[index] for index in draft.full_names)
    return any(role_head(role, view) in FAMILY for name in names for role in name.roles)


def _as_kin(
    index: int, form: str, named: Mapping[int, Mapping[str, float]], drafts: Drafts
) -> list[tuple[Draft, float]]:
    """Who is named in full only below, where kin goes by the given name: "his son, Jan … Jan Brandt"."""
    mention = drafts.view.mentions[index]
    if not any(role_head(role, drafts.view) in FAMILY for role in mention.roles):
        return []
    return [
        (drafts.all[number], forms[form])
        for number, forms in named.items()
        if form in forms and forms[form] <= GIVEN_NAME and _genders_agree(mention.gender, drafts.all[number])
    ]


def _by_initials(
    index: int, named: Mapping[int, Mapping[str, float]], drafts: Drafts
) -> list[tuple[Draft, float]]:
    """Who goes by the initials of the full name ("Ada Pell Moreau (APM)")."""
    mentions = drafts.view.mentions
    text = mentions[index].text
    if len(text) < LEAST_LETTERS or not text.isupper():
        return []
    return [
        (drafts.all[number], 1.0)
        for number in named
        for full in drafts.all[number].full_names
        if "".join(word[0] for word in mentions[full].text.split()).upper() == text
    ][:1]


def _forms(draft: Draft, drafts: Drafts) -> dict[str, float]:
    forms: dict[str, float] = {}
    for index in draft.full_names:
        for form, weight in bare_forms(drafts.view.mentions[index].text).items():
            forms[form] = max(weight, forms.get(form, 0.0))
    return forms


def _genders_agree(gender: str | None, draft: Draft) -> bool:
    return gender is None or draft.gender is None or gender == draft.gender


def _learn_partners(drafts: Drafts) -> None:
    """Who is named in one breath with whom ("Trump and Kim", "between Trump and Kim Jong-un")."""
    view = drafts.view
    for index, draft in sorted(drafts.of.items()):
        partner = partner_of(index, view)
        other = None if partner is None else drafts.of.get(partner)
        if other is not None and other is not draft:
            draft.partners[other.number] += 1
            other.partners[draft.number] += 1


def partner_of(index: int, view: View) -> int | None:
    """The mention that a mention is joined to by "and"."""
    place = view.places[index]
    for other in view.in_sentence[place.sentence]:
        there = view.places[other]
        if other == index or view.mentions[other].kind != "name":
            continue
        first, second = sorted((place, there), key=lambda p: p.head)
        joined = view.tokens[second.head].dep == "conj" and view.tokens[second.head].head == first.head
        if joined and any(view.tokens[at].lemma == "and" for at in range(first.head, second.first)):
            return other
    return None


_ARTICLE = re.compile(r"^(?:the|The) ")
_KIND = re.compile(r" (?:city|town|village|province|county|district|region|state)$", re.IGNORECASE)


def key_of(mention: Mention) -> str:
    """What makes two names of one place, organization or group alike."""
    text = _ARTICLE.sub("", mention.text)
    if mention.country is not None and (
        mention.kind == "demonym" or country_named(text) == mention.country or _is_half(mention, text)
    ):
        return f"country {mention.country}"
    if mention.actor and mention.country is not None and country_of_capital(text) == mention.country:
        return f"country {mention.country}"
    if mention.country is not None and is_metonym(text):
        return f"country {mention.country}"
    kind = "place" if mention.type == "place" else "organization"
    folded = fold(_KIND.sub("", text)) if kind == "place" else fold(plain_body(text))
    if kind == "organization" and folded.endswith("s") and not folded.endswith("ss") and mention.plural:
        folded = folded[:-1]
    return f"{kind} {folded}"


def _is_half(mention: Mention, text: str) -> bool:
    return text in {"North", "South"} and str(mention.country).startswith(text)


def _add_by_key(index: int, drafts: Drafts) -> None:
    key = key_of(drafts.view.mentions[index])
    for draft in drafts.all:
        if draft.key == key:
            drafts.add(index, draft)
            return
    draft = drafts.new(index, key=key)
    if key.startswith("country "):
        draft.type = "place"


def _join_short_organizations(drafts: Drafts) -> None:
    """Acronyms with their long form, and a name with its one longer form ("Harbour Party of Ostria")."""
    organizations = [draft for draft in drafts.all if draft.key.startswith("organization ")]
    for draft in organizations:
        if not draft.mentions:
            continue
        text = drafts.view.mentions[draft.mentions[0]].text
        longer = [
            other
            for other in organizations
            if other is not draft and other.mentions and _is_short_for(text, _long_text(other, drafts))
        ]
        if len(longer) == 1:
            key = longer[0].key
            drafts.merge(draft, longer[0]).key = key


def _join_adjectives(drafts: Drafts) -> None:
    """The adjective of a place that no gazetteer knows with the place: "Lornian" with Lornia."""
    places = [draft for draft in drafts.all if draft.key.startswith("place ") and draft.mentions]
    by_name = {drafts.view.mentions[draft.mentions[0]].text: draft for draft in places}
    for name, place in by_name.items():
        for adjective in sorted(adjectives_of(name) & by_name.keys()):
            if place.mentions and by_name[adjective].mentions:
                key = place.key
                drafts.merge(by_name[adjective], place).key = key


def _join_known_as(drafts: Drafts) -> None:
    """One who is "also known as" another, or "referred to as", is that one, both by name."""
    view = drafts.view
    for index, mention in enumerate(view.mentions):
        link = view.tokens[view.places[index].head].head
        verb = view.tokens[link].head
        if mention.kind != "name" or index not in drafts.of or view.tokens[link].lemma.lower() != "as":
            continue
        if view.tokens[view.places[index].head].dep != "pobj" or view.tokens[verb].lemma not in _KNOWN:
            continue
        head = view.tokens[verb].head if view.tokens[verb].dep == "acl" else view.clause_subject(link)
        other = None if head is None else drafts.at(head)
        draft = drafts.of[index]
        if other is not None and other is not draft and other.named and other.type == draft.type != "place":
            key = other.key
            drafts.merge(draft, other).key = key


def _long_text(draft: Draft, drafts: Drafts) -> str:
    return max((drafts.view.mentions[index].text for index in draft.mentions), key=len)


def _is_short_for(short: str, long: str) -> bool:
    if len(short) >= len(long):
        return False
    letters = short.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 7 and " " not in short:
        parted = [word for word in re.split(r"[\s-]+", long) if word]
        initials = "".join(word[0] for word in parted if word[0].isupper())
        everything = "".join(word[0] for word in parted).upper()
        # "CDC" of the Centers for Disease Control and Prevention
        first = "".join(word[0] for word in parted[: _first_and(parted)] if word[0].isupper())
        shortened = len(letters) >= LEAST_LETTERS and letters == first
        known = letters in {initials, everything} or shortened or _opens_company(short, parted)
        return len(parted) > 1 and known
    a, b = fold(plain_body(short)).split(), fold(plain_body(long)).split()
    if len(a) == 1 and len(short) < 4:
        return False
    return b[: len(a)] == a and len(b) > len(a) and (len(a) > 1 or b[len(a)] != "and")


def _first_and(parted: Sequence[str]) -> int:
    return parted.index("and") if "and" in parted else len(parted)


def _opens_company(short: str, long: Sequence[str]) -> bool:
    """Whether a name is letters with what a company makes or is ("KVM Hotels"), no other body's of theirs."""
    if len(short) < 3 or long[0] != short or long[1].isupper() or is_body(short):
        return False
    return not any(is_group_noun(word.lower()) and word.lower() not in _COMPANY for word in long[1:])
