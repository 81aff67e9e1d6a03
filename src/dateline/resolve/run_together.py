"""Names run together: of two people in a headline ("Ada Moreau Brandt"), of one in a tag ("#AdaMoreau")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from dateline.resolve.names import core_words, name_words
from dateline.resolve.units import Unit
from dateline.schema.annotation import AnnotatedArticle, Mention

Words = tuple[str, ...]


def apart(annotated: Sequence[AnnotatedArticle], units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, with a person's unit as two where its name is one person's full name and another's.

    The first part must be a full name that the articles use more often than the whole, the rest the full
    or family name of somebody who shares no word with it. Each mention goes to the person whose words it
    has, any other to the one named last before it.
    """
    known = Counter(
        words
        for unit in units
        if unit.type == "person"
        for mention in unit.names
        if len(words := core_words(mention.text)) > 1
    )
    by_family: defaultdict[str, set[Words]] = defaultdict(set)
    for words in known:
        by_family[words[-1]].add(words)
    mentions = {item.article.id: item.annotations.mentions for item in annotated}
    for unit in units:
        cut = _cut(unit.words, known, by_family) if unit.type == "person" else None
        if cut is None:
            yield unit
        else:
            yield from _halves(unit, cut, mentions[unit.article])


_TAG = re.compile(r"#?\w+[a-z][A-Z]\w+")


def with_tags_spelled(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, those called by a name without its blanks ("AdaMoreau") by that name, if others have it."""
    whole = {"".join(name_words(unit.name)): unit.name for unit in units if unit.name and " " in unit.name}
    for unit in units:
        tag = unit.name if unit.name and _TAG.fullmatch(unit.name) else ""
        spelled = whole.get("".join(name_words(tag)))
        yield unit if spelled is None else replace(unit, name=spelled)


def _cut(words: Words, known: Counter[Words], by_family: Mapping[str, Set[Words]]) -> int | None:
    """Where the second person's name begins in `words`."""
    for cut in range(2, len(words)):
        first, rest = words[:cut], words[cut:]
        if known[first] <= known[words]:
            continue
        others = {rest} & known.keys() if len(rest) > 1 else by_family.get(rest[0], set()) - {words}
        if any(not set(other) & set(first) and known[other] >= known[words] for other in others):
            return cut
    return None


def _halves(unit: Unit, cut: int, mentions: Sequence[Mention]) -> Iterator[Unit]:
    members: tuple[list[int], list[int]] = ([], [])
    side = 0
    for index in unit.mentions:
        words = set(name_words(mentions[index].text))
        if mentions[index].kind == "name":
            side = int(bool(words & set(unit.words[cut:])) and not words & set(unit.words[:cut]))
        members[side].append(index)
    names = (" ".join(part) for part in (unit.words[:cut], unit.words[cut:]))
    for indices, spelled in zip(members, names, strict=True):
        own = [mentions[index] for index in indices]
        called = [mention for mention in own if mention.kind == "name"]
        whole = [mention for mention in called if core_words(mention.text) != unit.words]
        if own:
            yield replace(
                unit,
                mentions=tuple(indices),
                name=max((m.text for m in whole), key=len, default=spelled.title()),
                names=tuple(whole),
                roles=tuple(role for mention in own for role in mention.roles),
                side=None,
                country=None,
                gender=None,
                start=own[0].start,
            )
