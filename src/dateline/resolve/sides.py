"""The side of those who have none of their own: that of the person whose they are, or of their employer.

"Moreau's economic adviser" is of the country of Moreau; so is "Moreau's trade council", and its head. Whose
role begins with a place of no known country is of that place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.resolve.units import Group, Unit
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.span import Span, beginning_in

Place = tuple[str, int]
_GENITIVE = ("'s", "’s", " 's", " ’s")


def sides_of(annotated: Sequence[AnnotatedArticle], groups: Sequence[Group]) -> list[str | None]:
    """The country or organization that each group belongs to, by its own articles or by its owners'."""
    group_of: dict[Place, int] = {
        (unit.article, index): number
        for number, group in enumerate(groups)
        for unit in group.units
        for index in unit.mentions
    }
    own = [_own_side(group) for group in groups]
    employers = _employers(groups, own)
    sides = [employers.get(side or "", side) for side in own]
    by_id = {item.article.id: item for item in annotated}
    owners = {article: _Owners(item) for article, item in by_id.items()}
    for number, group in enumerate(groups):
        if sides[number] is None and group.type in {"person", "organization"}:
            found = (
                own[group_of[unit.article, index]]
                for unit in group.units
                for index in owners[unit.article].of(unit)
                if (unit.article, index) in group_of
            )
            sides[number] = most_common(found) or most_common(_places(group, groups, group_of, by_id))
    employers = _employers(groups, sides)
    return [employers.get(side or "", side) for side in sides]


def _own_side(group: Group) -> str | None:
    if group.country is not None:
        return group.country
    is_person = group.type == "person"
    return most_common(unit.side or (None if is_person else unit.country) for unit in group.units)


def _places(
    group: Group,
    groups: Sequence[Group],
    group_of: Mapping[Place, int],
    by_id: Mapping[str, AnnotatedArticle],
) -> Iterator[str]:
    """The places that a person's roles begin with: the "Tarnish" of the Tarnish president."""
    for unit in group.units if group.type == "person" else ():
        mentions = by_id[unit.article].annotations.mentions
        for role in unit.roles:
            for index in beginning_in(mentions, role.start, role.start + 1):
                place = group_of.get((unit.article, index))
                if place is not None and groups[place].type == "place":
                    yield groups[place].name()


def _employers(groups: Sequence[Group], sides: Sequence[str | None]) -> Mapping[str, str]:
    """The side of each organization that has one, by every name that an article calls it."""
    return {
        mention.text: side
        for group, side in zip(groups, sides, strict=True)
        if group.type == "organization" and side is not None
        for unit in group.units
        for mention in unit.names
    }


def _genitives(item: AnnotatedArticle) -> Iterator[tuple[int, int, int]]:
    """Start, end with the mark, and index of each mention of a person in the genitive."""
    text = item.article.text
    for index, mention in enumerate(item.annotations.mentions):
        if mention.type == "person" and mention.kind == "pronoun":
            yield mention.start, mention.end, index
        elif mention.type == "person" and mention.kind == "name":
            mark = next((mark for mark in _GENITIVE if text.startswith(mark, mention.end)), None)
            if mark is not None:
                yield mention.start, mention.end + len(mark), index


class _Owners:
    """The persons in the genitive in one article, found by their place."""

    def __init__(self, item: AnnotatedArticle) -> None:
        self._found = list(_genitives(item))
        self._before: dict[int, list[int]] = {}
        for place, (_, end, _) in enumerate(self._found):
            self._before.setdefault(end + 1, []).append(place)

    def of(self, unit: Unit) -> Iterator[int]:
        """Those (by index) within somebody's roles, or before an organization's name, in text order."""
        if unit.type == "person":
            places = {place for role in unit.roles for place in self._within(role)}
        else:
            places = {place for name in unit.names for place in self._before.get(name.start, ())}
        return (self._found[place][2] for place in sorted(places))

    def _within(self, role: Span) -> Iterator[int]:
        for place in range(bisect_left(self._found, (role.start,)), len(self._found)):
            start, end, _ = self._found[place]
            if start >= role.end:
                return
            if end < role.end:
                yield place


def most_common(values: Iterable[str | None]) -> str | None:
    """The most frequent value, of several the first."""
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None
