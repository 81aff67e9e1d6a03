"""Two or more articles of a story side by side: what they share, add and say otherwise.

Every sentence is of one kind, the first of these that it fulfils: it holds a value for which another of the
articles has another one (conflict); most of its words stand in another (shared); it is evidence of a line of
the record that another supports too, in words of its own (told); it stands here alone (own).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.schema.article import Article
from dateline.schema.passage import SharedPassage
from dateline.schema.sentences import find_sentences
from dateline.schema.span import Span
from dateline.schema.story import Difference, Story
from dateline.views.context import sentence_bounds
from dateline.views.digest import outlet, renditions
from dateline.views.page_parts import PARAGRAPH
from dateline.views.web import Part, Shell, page
from dateline.views.web_article import note_of, title_of
from dateline.views.web_story import ARTICLES, ShownSources, StoryView
from dateline.views.words import count, difference_name, value_words

MOST_COLUMNS = 4
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
# From this part of its words on a sentence is shared: what is left are single words changed in it.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence: `shared` with another article, `conflict` the number of a difference."""

    text: str
    shared: bool = False
    conflict: int | None = None
    kind: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """A sentence of another column that supports the same line."""

    number: int
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    kind: str
    anchor: str
    pieces: tuple[Piece, ...]
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """An article with its sentences by paragraph."""

    id: str
    letter: str
    outlet: str
    title: str
    href: str
    note: str
    origin: str
    tally: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """A difference between the articles: what each of them gives, with the place."""

    number: int
    kind: str
    name: str
    about: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class _Marks:
    """What is marked in one article, as ranges of its text."""

    shared: list[tuple[int, int]] = field(default_factory=list)
    conflicts: list[tuple[int, int, int]] = field(default_factory=list)
    lines: list[tuple[int, int, str]] = field(default_factory=list)


def compare_page(
    shell: Shell, story: StoryView, chosen: Sequence[Article], shared: Sequence[SharedPassage]
) -> str:
    """`chosen` articles of a story side by side; `shared` are their common passages."""
    comparison = _Comparison(story.digest.story, chosen, shared)
    picked = frozenset(article.id for article in chosen)
    return page(
        "compare",
        shell,
        title=f"Side by side: {story.headline}",
        story=ShownSources(story, Part(0, ARTICLES), picked),
        columns=comparison.columns() if len(chosen) > 1 else (),
        conflicts=comparison.conflicts,
        most=MOST_COLUMNS,
    )


class _Comparison:
    """The marks of each article, and the sentences cut at them."""

    def __init__(self, story: Story, chosen: Sequence[Article], shared: Sequence[SharedPassage]) -> None:
        self._story, self._chosen = story, chosen
        self._letters = {article.id: "ABCDEFGH"[place] for place, article in enumerate(chosen)}
        self._kinds: dict[int, str] = {}
        self._names = {entity.id: entity.name for entity in story.entities}
        self._marks: Mapping[str, _Marks] = defaultdict(_Marks)
        for passage in shared:
            self._marks[passage.article].shared.append((passage.start, passage.end))
        self.conflicts = tuple(self._conflicts())
        for id_, spans in self._lines():
            for span in spans:
                self._marks[span.article].lines.append((span.start, span.end, id_))

    def columns(self) -> tuple[ColumnPart, ...]:
        """The articles."""
        supports = self._supports()
        numbers = {
            id_: number for number, id_ in enumerate(dict.fromkeys(id_ for id_, _ in supports), start=1)
        }
        return tuple(self._column(article, supports, numbers) for article in self._chosen)

    def _column(
        self, article: Article, supports: Mapping[tuple[str, str], int], numbers: Mapping[str, int]
    ) -> ColumnPart:
        paragraphs = tuple(
            tuple(self._sentence(article, start, end, supports, numbers) for start, end in sentences)
            for sentences in _sentences(article.text)
        )
        kinds = [sentence.kind for paragraph in paragraphs for sentence in paragraph]
        own, taken = kinds.count("own"), kinds.count("shared")
        origin = next((o.name for o in self._story.origins if article.id in o.articles), "origin not known")
        tally = [f"{taken} of {count(len(kinds), 'sentence')} shared word for word"] if taken else []
        tally.append(f"{own or 'nothing'} only here")
        return ColumnPart(
            id=article.id,
            letter=self._letters[article.id],
            outlet=outlet(article),
            title=title_of(article),
            href=f"/articles/{article.id}",
            note=note_of(article),
            origin=origin,
            tally=", ".join(tally),
            paragraphs=paragraphs,
        )

    def _sentence(
        self,
        article: Article,
        start: int,
        end: int,
        supports: Mapping[tuple[str, str], int],
        numbers: Mapping[str, int],
    ) -> Sentence:
        marks = self._marks[article.id]
        pieces = tuple(self._pieces(article, start, end))
        lines = [id_ for first, last, id_ in marks.lines if first < end and start < last]
        twins = tuple(self._twin(article, id_, supports, numbers) for id_ in dict.fromkeys(lines))
        if any(piece.conflict for piece in pieces):
            kind = "conflict"
        elif _share(pieces) >= _SHARED:
            kind = "shared"
        else:
            kind = "told" if twins else "own"
        return Sentence(
            kind, f"{self._letters[article.id]}{start}", pieces, twins if kind != "shared" else ()
        )

    def _twin(
        self, article: Article, id_: str, supports: Mapping[tuple[str, str], int], numbers: Mapping[str, int]
    ) -> Twin:
        """The way to the next article, to the right and then from the left, that supports a line."""
        order = [other.id for other in self._chosen]
        place = order.index(article.id)
        other = next(one for one in order[place + 1 :] + order[:place] if (id_, one) in supports)
        letter = self._letters[other]
        return Twin(numbers[id_], f"#{letter}{supports[id_, other]}", f"the same in {letter}")

    def _pieces(self, article: Article, start: int, end: int) -> Iterator[Piece]:
        marks = self._marks[article.id]
        cuts = {start, end}
        for first, last, *_ in (*marks.shared, *marks.conflicts):
            cuts |= {place for place in (first, last) if start < place < end}
        # A mark at the edge of white space is drawn at the word.
        cuts |= {
            place for match in _SPACE.finditer(article.text, start, end) for place in _edges(match, cuts)
        }
        ordered = sorted(cuts)
        for first, last in pairwise(ordered):
            number = next((n for a, b, n in marks.conflicts if a <= first and last <= b), None)
            yield Piece(
                text=article.text[first:last],
                shared=any(a <= first and last <= b for a, b in marks.shared),
                conflict=number,
                kind=self._kinds.get(number or 0, ""),
                anchors=tuple(
                    self._conflict_anchor(article.id, n) for a, _, n in marks.conflicts if a == first
                ),
            )

    def _conflict_anchor(self, article: str, number: int) -> str:
        return f"conflict-{number}-{self._letters[article]}"

    def _conflicts(self) -> Iterator[ConflictPart]:
        """Differences whose values stand in different ones of the articles."""
        number = 0
        for about, difference in self._differences():
            places = [
                (value.value, span)
                for value in difference.values
                for span in _first_by_article(value.evidence)
                if span.article in self._letters
            ]
            if len({v for v, _ in places}) < 2 or len({span.article for _, span in places}) < 2:
                continue
            number += 1
            for _, span in places:
                self._marks[span.article].conflicts.append((span.start, span.end, number))
            self._kinds[number] = difference.kind
            yield ConflictPart(
                number,
                difference.kind,
                difference_name(difference),
                about,
                tuple(
                    (
                        self._letters[span.article],
                        value_words(difference.slot, value, self._names),
                        f"#{self._conflict_anchor(span.article, number)}",
                    )
                    for value, span in places
                ),
            )

    def _differences(self) -> Iterator[tuple[str, Difference]]:
        for event in self._story.events:
            yield from ((event.what, item) for item in event.differences)
        for statement in self._story.statements:
            yield from ((statement.text, item) for item in statement.differences)
        for quote in self._story.quotes:
            yield from ((quote.text, item) for item in quote.differences)

    def _lines(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Lines of the record that several of the articles support, with their evidence there."""
        found: list[tuple[str, Sequence[Span]]] = [(s.id, s.evidence) for s in self._story.statements]
        found += [(event.id, event.evidence) for event in self._story.events]
        found += [(quote.id, renditions(quote)) for quote in self._story.quotes]
        for id_, spans in found:
            inside = tuple(span for span in spans if span.article in self._letters)
            if len({span.article for span in inside}) > 1:
                yield id_, inside

    def _supports(self) -> dict[tuple[str, str], int]:
        """Where the first sentence of an article begins that supports a line."""
        texts = {article.id: article.text for article in self._chosen}
        found: dict[tuple[str, str], int] = {}
        for article in self._chosen:
            for start, end, id_ in sorted(self._marks[article.id].lines):
                place = sentence_bounds(texts[article.id], start, end)[0]
                found.setdefault((id_, article.id), place)
        return found


def _sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """The sentences of each paragraph, each up to where the next one begins."""
    starts = [start for start, _ in find_sentences(text)]
    for match in PARAGRAPH.finditer(text):
        inside = [start for start in starts if match.start() < start < match.end()]
        yield list(pairwise([match.start(), *inside, match.end()]))


def _edges(space: re.Match[str], cuts: set[int]) -> tuple[int, ...]:
    """Where white space begins and ends, if a cut touches it."""
    return space.span() if space.start() in cuts or space.end() in cuts else ()


def _first_by_article(spans: Sequence[Span]) -> list[Span]:
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.article, span)
    return list(first.values())


def _share(pieces: Sequence[Piece]) -> float:
    words = [(len(_WORD.findall(piece.text)), piece.shared) for piece in pieces]
    total = sum(number for number, _ in words)
    return sum(number for number, shared in words if shared) / total if total else 0.0
