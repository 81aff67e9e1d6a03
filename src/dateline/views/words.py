"""The few words of its own that a view writes around what it extracts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from dateline.schema.story import Difference, Entity, Event, EventQuantity, Level, Quote
from dateline.views.dates import day_span, spoken
from dateline.views.digest import Digest, Line, SourceGroup, outlet

_SLOTS = {
    "when": "date",
    "where": "place",
    "what": "what happened",
    "status": "whether it takes place",
    "whether": "whether it is so",
    "negation": "whether it is so",
    "money": "amount",
    "percent": "share",
    "length": "distance",
    "mass": "weight",
    "time": "how long",
    "length^2": "area",
}
_LEVELS: Mapping[Level, str] = {
    "leaders": "leaders meet",
    "ministers": "ministers meet",
    "officials": "officials meet",
}
_OTHER_OFFICE = frozenset(
    {"former", "then", "ex", "late", "vice", "deputy", "acting", "assistant", "designate"}
)
_MARKS = '"“”„«»'
_COMMA_INSIDE = re.compile(r',(["”])$')


def count(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 article", "2 articles"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def counts_line(found: Digest) -> str:
    """ "6 articles, 4 independent origins"."""
    origins = count(len(found.story.origins), "independent origin")
    return f"{count(len(found.articles), 'article')}, {origins}"


def span_line(found: Digest) -> str:
    """The days on which the articles were published, and how many have no date."""
    undated = len(found.articles) - len(found.published)
    known = day_span(list(found.published))
    return f"{known}, {undated} undated" if undated and found.published else known


def belongs_to(entity: Entity) -> str | None:
    """The side that an entity is on, or the country that it lies in, unless that is itself."""
    return next((side for side in (entity.side, entity.country) if side and side != entity.name), None)


def spellings(entity: Entity) -> tuple[str, ...]:
    """The other names that reports use, without those that only have a title or a case of another."""
    offices = {word for role in entity.roles for word in role.casefold().split()}
    known = {entity.name.casefold()}
    found = []
    for alias in sorted(entity.aliases, key=len):
        folded = alias.casefold()
        if folded not in known and not any(_is_titled(folded, name, offices) for name in known):
            found.append(alias)
        known.add(folded)
    return tuple(alias for alias in entity.aliases if alias in found)


def _is_titled(form: str, name: str, offices: Collection[str]) -> bool:
    """Whether `form` is a full name with words before it, or a surname with those of an office."""
    before = form.removesuffix(f" {name}")
    return before != form and (" " in name or all(word in offices for word in before.split()))


def roles_shown(entity: Entity) -> tuple[str, ...]:
    """The roles without those that another one says in more words."""
    words = [role.casefold().replace("-", " ").split() for role in entity.roles]
    return tuple(
        role
        for role, own in zip(entity.roles, words, strict=True)
        if not any(_says_more(other, own) for other in words)
    )


def _says_more(other: Sequence[str], own: Sequence[str]) -> bool:
    """Whether `other` has the words of `own` in one run, and no word that makes it another office."""
    within = any(list(own) == list(other[at : at + len(own)]) for at in range(len(other) - len(own) + 1))
    return within and len(other) > len(own) and _OTHER_OFFICE.isdisjoint(set(other) - set(own))


def difference_name(item: Difference) -> str:
    """What a difference is about and of which kind it is."""
    slot = _SLOTS.get(item.slot, item.slot)
    return f"{slot}: the reports disagree" if item.kind == "conflict" else f"{slot}: changed in later reports"


def level_words(level: Level | None) -> str | None:
    """The rank of those who meet."""
    return None if level is None else _LEVELS[level]


def independence(line: Line | Event, found: Digest) -> str | None:
    """At most how many of the origins of a line are independent, and why not more; None where all may be."""
    bound = line.independent
    if bound is None or bound.at_most >= len(line.origins):
        return None
    names = {id_: outlet(article) for id_, article in found.articles.items()}
    why = re.sub(r"[\w-]+", lambda word: names.get(word[0], word[0]), bound.why)
    return f"at most {count(bound.at_most, 'independent origin')}: {why}"


def value_words(slot: str, value: str, names: Mapping[str, str]) -> str:
    """A value as a reader would write it: dates in words, entities by name."""
    return spoken(value) if slot in {"when", "date"} else names.get(value, value)


def quantity_words(quantity: EventQuantity) -> str:
    """ "at least 11 killed"."""
    number = f"{quantity.value:,.10g}" if quantity.value % 1 else f"{int(quantity.value):,}"
    return " ".join(part for part in (quantity.bound, number, quantity.unit, quantity.what) if part)


def quoted(quote: Quote) -> str:
    """The fullest rendition in quotation marks, unless it is indirect or has marks of its own inside.

    The comma that English sets before the closing mark belongs to the reporter's sentence and is left out.
    """
    text = _COMMA_INSIDE.sub(r"\1", quote.text.removesuffix(","))
    own_marks = quote.kind == "mixed" and any(mark in text for mark in _MARKS)
    return text if quote.kind == "indirect" or own_marks else f"“{text}”"


def as_said(quote: Quote) -> str:
    """The words that say it and what is said, on one line: "has denied any part in the raid"."""
    return f"{quote.saying} {quoted(quote)}".lstrip()


def source_note(group: SourceGroup) -> str:
    """How the origin is known, and who printed it."""
    outlets = dict.fromkeys(outlet(article) for article in group.articles)
    parts = [f"known from: {group.origin.basis}"] if group.origin.basis else []
    if len(outlets) > 1:
        parts.append("printed by " + ", ".join(outlets))
    return "; ".join(parts)
