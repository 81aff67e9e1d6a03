"""Where each article's text came from: how many independent voices a story has.

The wire with all its reprints is one origin, and so is each outlet's own reporting. In this order:

1. The article names its agency (a credit line, a dateline, a byline).
2. It is the same text as an article whose origin is known.
3. It stands for its outlet.
4. Nothing tells: its origin is unknown, and it counts as one of its own, so the number of origins
   is an upper bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.story import Origin

UNKNOWN = "unknown"


def find_origins(articles: Sequence[Article], copies: Copies) -> tuple[Origin, ...]:
    """The origins of a story in the order of their first article, each article in exactly one."""
    followed = _followed(articles, copies)
    names: dict[str, list[str]] = {}
    basis: dict[str, str] = {}
    by_id = {article.id: article for article in articles}
    for article in articles:
        name, why = _own(article)
        if article.agency is None and article.id in followed:
            name, why = _own(by_id[followed[article.id]])[0], f"same text as {followed[article.id]}"
        key = name if name != UNKNOWN else f"{UNKNOWN} {followed.get(article.id, article.id)}"
        names.setdefault(key, []).append(article.id)
        basis.setdefault(key, why)
    return tuple(
        Origin(name=UNKNOWN if key.startswith(UNKNOWN + " ") else key, articles=tuple(ids), basis=basis[key])
        for key, ids in names.items()
    )


def _own(article: Article) -> tuple[str, str]:
    """Name and basis that the article gives for itself."""
    if article.agency is not None:
        inside = article.agency.casefold()
        in_byline = any(inside in byline.casefold() for byline in article.bylines)
        in_credit = any(inside in credit.casefold() for credit in article.credits)
        return article.agency, "byline" if in_byline and not in_credit else "credit line"
    if article.outlet is not None:
        return article.outlet, "outlet's own report"
    return UNKNOWN, UNKNOWN


def _followed(articles: Sequence[Article], copies: Copies) -> Mapping[str, str]:
    """For each article in a group of copies but the leading one, the article that leads the group."""
    by_id = {article.id: article for article in articles}
    followed: dict[str, str] = {}
    for group in copies.groups:
        members = [by_id[article] for article in group if article in by_id]
        if len(members) < 2:
            continue
        lead = min(members, key=lambda a: (a.agency is None, a.published or "9999", a.outlet is None))
        followed.update({member.id: lead.id for member in members if member is not lead})
    return followed
