"""Entities of one article while they are being put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dateline.annotate.coreference_view import View
from dateline.annotate.nouns import is_person_noun, may_be_called
from dateline.schema.annotation import EntityType, Mention
from dateline.schema.span import Span


@dataclass(slots=True)
class Draft:
    """One entity: its mentions so far, in text order, and what they tell of it."""

    number: int
    type: EntityType
    mentions: list[int] = field(default_factory=list)
    key: str = ""
    country: str | None = None
    gender: str | None = None
    plural: bool = False
    named: bool = False
    role_heads: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    """Roles of one word: "President Brandt" is the president of those who write so."""
    sides: Counter[str] = field(default_factory=Counter)
    full_names: list[int] = field(default_factory=list)
    partners: Counter[int] = field(default_factory=Counter)
    bare_uses: list[int] = field(default_factory=list)

    def side(self) -> str | None:
        """The country or organization that most roles tie a person to."""
        if not self.sides:
            return self.country
        return max(sorted(self.sides), key=self.sides.__getitem__)

    def is_called(self, noun: str) -> float:
        """How well a noun fits the roles: 2 the same word, 1 a more general one, 0.5 a narrower, 0 not."""
        if noun in self.role_heads:
            return 2.0
        if any(may_be_called(noun, role) for role in self.role_heads):
            return 1.0
        return 0.5 if any(may_be_called(role, noun) for role in self.role_heads) else 0.0


_IN_FULL = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel",
    "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "adm": "admiral", "maj": "major",
    "prof": "professor", "dr": "doctor", "rev": "reverend", "amb": "ambassador", "sec": "secretary",
    "cmdr": "commander",
}  # fmt: skip
_DEPUTIES = frozenset({"vice", "deputy", "assistant", "under"})


def role_head_at(role: Span, view: View) -> int:
    """The token that a role is about ("ambassador" in "U.S. ambassador to Ostria")."""
    first, last = view.token_at(role.start), view.token_at(role.end - 1)
    best: int | None = None
    for number in range(first, last + 1):
        token = view.tokens[number]
        if best is not None and (token.pos in {"ADP", "CCONJ"} or token.text == ","):
            break
        if token.pos in {"NOUN", "PROPN", "ADJ"} and is_person_noun(token.text.rstrip(".")):
            best = number
    return last if best is None else best


def role_head(role: Span, view: View) -> str:
    """As `role_head_at`, the word in lower case; of a deputy with what makes it one."""
    at = role_head_at(role, view)
    word = view.tokens[at].text.lower().rstrip(".")
    word = _IN_FULL.get(word, word)
    deputy = deputy_before(at, view)
    return f"{deputy} {word}" if deputy and view.tokens[at].start > role.start else word


def deputy_before(at: int, view: View) -> str:
    """The word before a noun, also with a hyphen, that makes its office another one ("vice"), or ""."""
    at -= at > 0 and view.tokens[at - 1].text == "-"
    before = view.tokens[at - 1].text.lower().rstrip("-") if at else ""
    return before if before in _DEPUTIES else ""


def office_words(first: int, head: int, view: View) -> frozenset[str]:
    """The nouns right before the noun of an office that tell which one it is ("trade minister")."""
    found: set[str] = set()
    for at in range(head - 1, first - 1, -1):
        token = view.tokens[at]
        named = any(view.mentions[m].country for m in view.with_head.get(at, ()))
        if named or token.pos not in {"NOUN", "PROPN", "ADJ"}:
            break
        found.add(token.lemma.lower())
    return frozenset(found)


# People who study a country are not of it.
_STUDY = frozenset(
    {
        "expert",
        "analyst",
        "specialist",
        "scholar",
        "watcher",
        "researcher",
        "critic",
        "historian",
        "professor",
    }
    | {"correspondent", "reporter", "fellow", "lecturer", "economist", "author", "director", "strategist"}
)
# What these are sent to is not whom they speak for.
_SENT = frozenset({"ambassador", "envoy", "representative", "negotiator", "consul", "emissary", "delegate"})
_AWAY = frozenset({"to", "for", "on", "with"})


def sides_in(role: Span, view: View) -> list[tuple[str, int]]:
    """Countries and organizations that a role names as its holder's side, with a weight each."""
    head = role_head(role, view)
    split = view.tokens[role_head_at(role, view)].start
    found: list[tuple[str, int]] = []
    organizations: list[tuple[str, int]] = []
    for mention in view.inside(role):
        before = mention.start < split
        if not before and head in _SENT and _word_before(mention.start, view) in _AWAY:
            continue
        if mention.country is not None and not (before and head in _STUDY and mention.type == "place"):
            found.append((mention.country, 2 if before else 1))
        elif mention.type in {"organization", "group"} and mention.kind == "name":
            organizations.append((mention.text, 1))
    if head in _STUDY and organizations:
        return organizations
    return found or organizations


def _word_before(offset: int, view: View) -> str:
    """The preposition that governs a mention, or the word before it."""
    number = view.token_at(offset)
    while number > 0 and view.tokens[number - 1].pos in {"DET", "ADJ"}:
        number -= 1
    return view.tokens[number - 1].text.lower() if number else ""


def sides_told(mention: Mention, view: View) -> list[str]:
    """Countries and organizations in "the president of Ostria", and the country before the noun."""
    told = [] if mention.country is None else [mention.country]
    for role in mention.roles:
        told += [side for side, _ in sides_in(role, view)]
    return told


def may_be_called_so(mention: Mention, draft: Draft) -> bool:
    """Whether a mention of one person may be this entity, by type and sex."""
    if draft.type != "person" or draft.plural or not draft.mentions:
        return False
    return not (mention.gender and draft.gender and mention.gender != draft.gender)
