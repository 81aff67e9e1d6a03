"""An article of the library to read, with the words marked that led to it; and its versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.schema.article import Article
from dateline.schema.library import Edit
from dateline.views.dates import spoken
from dateline.views.digest import outlet
from dateline.views.page_parts import PARAGRAPH, PiecePart
from dateline.views.web import Shell, page
from dateline.views.web_changes import line_changes
from dateline.views.web_stories import moment
from dateline.views.wording import Piece

HERE = "here"
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class StoryLink:
    """The story that an article is in."""

    href: str
    headline: str


def article_page(
    shell: Shell, article: Article, *, at: Sequence[str] = (), story: tuple[str, str] | None = None
) -> str:
    """The text of `article`; `at` names ranges ("start-end") to mark, `story` its id and headline."""
    return page(
        "article",
        shell,
        title=title_of(article),
        found={
            "id": article.id,
            "title": title_of(article),
            "label": label_of(article),
            "note": note_of(article),
            "story": StoryLink(f"/stories/{story[0]}", story[1]) if story else None,
            "paragraphs": list(_paragraphs(article.text, _ranges(at, article.text))),
            "provenance": _provenance(article),
            "furniture": article.furniture,
        },
    )


def revisions_page(shell: Shell, edits: Sequence[Edit], story: str | None) -> str:
    """All versions of an article, the latest first, each with the words that it changed."""
    article = edits[-1].article
    versions = [
        {
            "number": edit.revision,
            "when": f"came {moment(edit.added)}",
            "paragraphs": list(_compared(edits[place - 1].article.text, edit)) if place else [],
            "lines": line_changes(edit.lines, story),
            "empty": "No words changed." if place else "The first version.",
        }
        for place, edit in enumerate(edits)
    ]
    found = {"id": article.id, "title": title_of(article), "versions": versions[::-1]}
    return page("revisions", shell, title=f"Versions of {title_of(article)}", found=found)


def title_of(article: Article) -> str:
    """The title, or the beginning of the text."""
    return article.title or article.text[:80] + "…"


def label_of(article: Article) -> str:
    """Outlet and day."""
    return f"{outlet(article)}, {spoken(article.published) if article.published else 'undated'}"


def note_of(article: Article) -> str:
    """Outlet, authors, agency, day and how it is known."""
    published = spoken(article.published) if article.published else "undated"
    basis = f" (known from: {article.published_basis})" if article.published_basis else ""
    facts = (outlet(article), ", ".join(article.bylines), article.agency or "", published + basis)
    return " · ".join(dict.fromkeys(fact for fact in facts if fact))


def _provenance(article: Article) -> str:
    digest = f"SHA-256 {article.source.sha256}" if article.source.sha256 else ""
    return " · ".join(part for part in (article.source.url or article.source.path, digest) if part)


def _ranges(at: Sequence[str], text: str) -> list[tuple[int, int]]:
    found = [(int(m[1]), int(m[2])) for one in at if (m := _AT.fullmatch(one))]
    return sorted((start, min(end, len(text))) for start, end in found if start < min(end, len(text)))


def _paragraphs(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[PiecePart, ...]]:
    is_first = True
    for match in PARAGRAPH.finditer(text):
        pieces, at = [], match.start()
        for first, last in ranges:
            start, end = max(first, at), min(last, match.end())
            if start >= end:
                continue
            if at < start:
                pieces.append(PiecePart(text[at:start]))
            pieces.append(PiecePart(text[start:end], marked=True, anchor=HERE if is_first else None))
            is_first, at = False, end
        if at < match.end():
            pieces.append(PiecePart(text[at : match.end()]))
        yield tuple(pieces)


def _compared(before: str, edit: Edit) -> Iterator[tuple[Piece, ...] | None]:
    """The paragraphs of the new text that something changed in, with what went; None for those between."""
    after, pieces = edit.article.text, []
    at = 0
    for change in edit.changes:
        pieces.append(Piece("same", after[at : change.after.start]))
        gone = before[change.before.start : change.before.end]
        if gone:
            pieces.append(Piece("left out", gone + ("" if change.after.start < change.after.end else " ")))
        if change.after.start < change.after.end:
            space = " " if gone else ""
            pieces.append(Piece("same", space))
            pieces.append(Piece("own", after[change.after.start : change.after.end]))
        at = change.after.end
    pieces.append(Piece("same", after[at:]))
    skipped = False
    for paragraph in _split(pieces):
        if any(piece.kind != "same" for piece in paragraph):
            if skipped:
                yield None
            yield tuple(paragraph)
            skipped = False
        else:
            skipped = True
    if skipped and edit.changes:
        yield None


def _split(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces between blank lines of the new text."""
    paragraph: list[Piece] = []
    for piece in pieces:
        parts = piece.text.split("\n\n") if piece.kind != "left out" else [piece.text.replace("\n\n", " ")]
        for number, part in enumerate(parts):
            if number:
                yield paragraph
                paragraph = []
            if part:
                paragraph.append(Piece(piece.kind, part))
    yield paragraph
