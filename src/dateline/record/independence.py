"""At most how many independent origins each line of the record has, and why not more.

1. The wire with all its reprints is one, and so is an outlet (attribution).
2. An article does not count where all that it says of the line stands in paragraphs copied from an article
   of another origin that says it as well.
3. Nor where each of its sentences names another of the line's origins as its source.
4. An article of unknown origin counts as one, though it may rest on any of the others.

What two outlets took from one source that no article names cannot be seen: the number is an upper bound. A
line of at most one is not corroborated, however many outlets print it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from dateline.record.evidence import Origins
from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.span import Span
from dateline.schema.story import Bound, Event, Statement, Story

UNKNOWN = "unknown"

Line = TypeVar("Line", Event, Statement)

_BREAK = re.compile(r"\n\s*\n")
_SOURCED = (
    r"\b(?:told|according to|citing|cited by|quoted by|reported by|in an interview with)(?: the)? {name}\b"
)
_SOURCE = r"\b{name} (?:reported|reports|said|says|quoted|cited)\b"


def bound_origins(story: Story, articles: Sequence[Article], copies: Copies) -> Story:
    """`story` with the bound of each of its events and statements, and its agreement as the bound allows."""
    voices = _Voices(story, {article.id: article for article in articles}, copies)

    return msgspec.structs.replace(
        story,
        events=tuple(_bounded(line, voices.bound(line.evidence)) for line in story.events),
        statements=tuple(_bounded(line, voices.bound(line.evidence)) for line in story.statements),
    )


def _bounded(line: Line, bound: Bound) -> Line:
    """A line with its bound: what may rest on one origin alone is borne out by no other."""
    alone = line.agreement == "corroborated" and bound.at_most <= 1
    agreement = "single-source" if alone else line.agreement
    return msgspec.structs.replace(line, independent=bound, agreement=agreement)


class _Voices:
    """The origins of a story by number, and which paragraphs were copied from which articles."""

    def __init__(self, story: Story, articles: Mapping[str, Article], copies: Copies) -> None:
        self._articles = articles
        self._names = [origin.name for origin in story.origins]
        self._origins = Origins.of(story.origins)
        self._copied: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for link in copies.links:
            for paragraph in link.paragraphs:
                self._copied[link.article, paragraph.paragraph].add(link.of)

    def bound(self, evidence: Sequence[Span]) -> Bound:
        """The bound for a line with this evidence."""
        said: defaultdict[int, list[Span]] = defaultdict(list)
        for span in evidence:
            number = self._origins.at(span)
            if number is not None:
                said[number].append(span)
        counted = dict(said)
        why = []
        for number, spans in said.items():
            others = {other: counted[other] for other in counted if other != number}
            reason = self._dependent(spans, others)
            if reason:
                del counted[number]
                why.append(reason)
        parts = [self._names[number] for number in counted if self._names[number] != UNKNOWN]
        unknown = len(counted) - len(parts)
        if unknown:
            parts.append(f"{unknown} of unknown origin")
        reasons = [", ".join(parts), *why]
        if reprints := sum(len({span.article for span in spans}) - 1 for spans in counted.values()):
            reasons.append(f"{reprints} more of the same origins")
        return Bound(at_most=len(counted), why="; ".join(reasons))

    def _dependent(self, spans: Sequence[Span], others: Mapping[int, Sequence[Span]]) -> str | None:
        """Why what these spans of one origin say comes from one of the others, None where it need not."""
        article = spans[0].article
        sources = {span.article for held in others.values() for span in held}
        copied = [self._copied[span.article, self._paragraph(span)] & sources for span in spans]
        if all(copied):
            return f"{article} copied it from {min(set().union(*copied))}"
        for number in others:
            name = re.escape(self._names[number])
            pattern = re.compile(f"{_SOURCED.format(name=name)}|{_SOURCE.format(name=name)}")
            if self._names[number] != UNKNOWN and all(pattern.search(span.text) for span in spans):
                return f"{article} has it from {self._names[number]}"
        return None

    def _paragraph(self, span: Span) -> int:
        return len(_BREAK.findall(self._articles[span.article].text[: span.start]))
