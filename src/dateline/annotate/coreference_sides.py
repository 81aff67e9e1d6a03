"""Whom an entity of one article belongs to: a person's side, the country of an organization."""

from __future__ import annotations

from dateline.annotate.coreference_entities import Draft
from dateline.annotate.coreference_names import Drafts


class Sides:
    """Sides of the drafts of one article after all mentions are in their places."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._organizations: dict[str, Draft] = {}
        for draft in drafts.all:
            if draft.key.startswith("organization "):
                for index in draft.mentions:
                    self._organizations.setdefault(drafts.view.mentions[index].text, draft)

    def of(self, draft: Draft) -> str | None:
        """The country or organization of an entity.

        An organization that has a country answers with it, so that its people are of the country. Nobody is
        of itself ("the defending champion Veld Rovers").
        """
        if draft.key.startswith("country "):
            return draft.key.removeprefix("country ")
        side = draft.side()
        if side in {self._drafts.view.mentions[index].text for index in draft.mentions}:
            side = draft.country
        if draft.type == "organization":
            return side or self._owner(draft)
        employer = None if side is None else self._organizations.get(side)
        return side if employer is None else self.of(employer) or side

    def _owner(self, draft: Draft) -> str | None:
        """The country that stands before the name of an organization ("Ostria's Security Council")."""
        view = self._drafts.view
        for index in draft.mentions:
            first = view.places[index].first
            if first >= 2 and view.tokens[first - 1].tag == "POS":
                owner = self._drafts.at(first - 2)
                if owner is not None and owner.key.startswith("country "):
                    return owner.country
        return None
