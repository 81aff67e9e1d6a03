"""What a search found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from dateline.views.dates import spoken
from dateline.views.web import Part, Shell, page


class Hit(Protocol):
    """An article that was found, as the library gives it."""

    @property
    def article(self) -> str: ...
    @property
    def story(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def excerpt(self) -> Sequence[tuple[str, bool]]: ...


@dataclass(frozen=True, slots=True)
class _Found:
    href: str
    title: str
    note: str
    story: str | None
    excerpt: Sequence[tuple[str, bool]]


def search_page(
    shell: Shell, asked: Mapping[str, str], hits: Sequence[Hit], part: Part, *, problem: str | None = None
) -> str:
    """The form with what was `asked`, and the hits; one beyond `part.limit` says that more follow."""
    number = part.offset // part.limit + 1
    shown, has_more = hits[: part.limit], len(hits) > part.limit

    def address(page_number: int) -> str:
        return "/search?" + urlencode({**{k: v for k, v in asked.items() if v}, "page": str(page_number)})

    return page(
        "search",
        shell,
        title=f"Search: {asked['q']}" if asked["q"] else "Search",
        asked={**asked, "any": any(asked.values())},
        hits=[_found(hit) for hit in shown],
        problem=problem,
        first=part.offset + 1,
        more=has_more or number > 1,
        previous=address(number - 1) if number > 1 else None,
        next=address(number + 1) if has_more else None,
    )


def _found(hit: Hit) -> _Found:
    facts = (hit.outlet, spoken(hit.published) if hit.published else "undated")
    return _Found(
        href=f"/articles/{hit.article}",
        title=hit.title or "no title",
        note=" · ".join(fact for fact in facts if fact),
        story=f"/stories/{hit.story}" if hit.story else None,
        excerpt=hit.excerpt,
    )
