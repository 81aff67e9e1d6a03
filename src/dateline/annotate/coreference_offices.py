"""Offices of one article: who is told to hold which, and whose they cannot be."""

from __future__ import annotations

from dateline.annotate.coreference_entities import Draft, office_words, role_head, role_head_at
from dateline.annotate.coreference_names import Drafts
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import fold
from dateline.annotate.nouns import words
from dateline.schema.annotation import Mention
from dateline.schema.span import Span

_RULERS = words("president premier chancellor king queen emir sultan emperor taoiseach")

_OF_PARTIES = words("leader")
"""Nouns for who rules a country and for who leads its party."""
_LEADERS = _RULERS | words("leader ruler dictator strongman monarch")
"""Nouns for whoever rules the country that is told before them."""


class Offices:
    """The offices that the roles of one article tell."""

    def __init__(self, drafts: Drafts) -> None:
        self._view = drafts.view

    def told(self, draft: Draft, noun: str, *, before: int | None = None) -> list[frozenset[str]]:
        """The words before a noun in the roles of somebody that have it, as told before a mention."""
        view = self._view
        known = (m for m in draft.mentions if before is None or m < before)
        return [
            office_words(view.token_at(role.start), role_head_at(role, view), view)
            for m in known
            for role in view.mentions[m].roles
            if role_head(role, view) == noun
        ]

    def same(self, index: int, noun: str, draft: Draft) -> int:
        """1 where a role has the noun of a phrase with a word before it ("the trade minister"), -1 where all
        roles with the noun have others before it ("Interior Minister Brandt"), else 0."""
        view = self._view
        told = office_words(view.places[index].first, view.places[index].head, view)
        known = [words for words in self.told(draft, noun, before=index) if words]
        if not told or not known:
            return 0
        return 1 if any(told & words for words in known) else -1

    def rules_a_country(self, draft: Draft) -> bool:
        """Whether somebody is told to be a head of state or of government."""
        if not _RULERS.isdisjoint(draft.role_heads):
            return True
        roles = (role for m in draft.mentions for role in self._view.mentions[m].roles)
        return any("prime minister" in fold(role.text) for role in roles)

    def is_no_ruler(self, noun: str, draft: Draft) -> bool:
        """Whether "the Ostrian leader" cannot be somebody: the offices told rule no country."""
        told = bool(draft.role_heads) and noun not in draft.role_heads
        return noun in _LEADERS and told and not self.rules_a_country(draft)

    def presides_elsewhere(self, noun: str, draft: Draft) -> bool:
        """Whether who is told to be president of a body is no country's ("president of the Port Council")."""
        view = self._view
        roles = (role for m in draft.mentions for role in view.mentions[m].roles)
        held = [role for role in roles if noun in _RULERS and role_head(role, view) == noun]
        return any(_is_of_body(role, view) for role in held)

    def leads_another(self, index: int, draft: Draft) -> bool:
        """Whether a phrase tells of the head of a body ("the president of Kestrel"), while somebody rules a
        country and has no role that names the body."""
        view, mention = self._view, self._view.mentions[index]
        noun = view.tokens[view.places[index].head]
        bodies = {
            inside.text
            for role in mention.roles
            for inside in view.inside(role)
            if (inside.kind, inside.type) == ("name", "organization")
            and inside.start >= noun.end
            and self._is_of(inside)
        }
        if not bodies or noun.lemma in _OF_PARTIES or not self.rules_a_country(draft):
            return False
        roles = (role.text for m in draft.mentions for role in view.mentions[m].roles)
        return not any(body in role for role in roles for body in bodies)

    def _is_of(self, mention: Mention) -> bool:
        """Whether a name stands after "of"."""
        tokens = self._view.tokens
        head = self._view.places[self._view.mentions.index(mention)].head
        return tokens[tokens[head].head].lemma == "of"


def _is_of_body(role: Span, view: View) -> bool:
    """Whether a role names a body after its noun that is of no country."""
    after = view.tokens[role_head_at(role, view)].end
    named = [m for m in view.inside(role) if m.kind == "name" and m.start >= after]
    return any(m.type == "organization" for m in named) and not any(m.country for m in named)
