"""Where each article's text came from: how many independent voices a story has.

The wire with all its reprints is one origin, and so is each outlet's own reporting. In this order:

1. The article names its agency: a credit line, a byline, or a name in its dateline, as in
   "PORT LISSA (Meridian) -", that is not the outlet's.
2. It is the same text as an article whose origin is known.
3. It stands for its outlet.
4. Nothing tells: its origin is unknown, and it counts as one of its own, so the number of origins
   is an upper bound.

An outlet or agency is one origin under whatever spelling it goes (outlets).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.record.outlets import canonical_names, same
from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.story import Origin

UNKNOWN = "unknown"
MOSTLY = 0.5
"""Part of an article's words from which a text that it shares with a wire is its own."""

_DATELINE = re.compile(r"\s*[^\W\d_][^()\n]{1,60} \((?P<name>[A-Z][\w.&' -]{1,30})\)\s*(?:[-–—]|--)\s")


def find_origins(articles: Sequence[Article], copies: Copies) -> tuple[Origin, ...]:
    """The origins of a story in the order of their first article, each article in exactly one.

    `basis` says how the name is known, and which articles follow because they are the same text.
    """
    by_id = {article.id: article for article in articles}
    leads = _leads(by_id, copies)
    names = canonical_names(_own(article)[0] for article in articles)
    members: dict[tuple[str, str], list[str]] = {}
    own: dict[tuple[str, str], list[str]] = {}
    followers: dict[tuple[str, str], list[str]] = {}
    for article in articles:
        lead = article if wire_of(article) else by_id[leads.get(article.id, article.id)]
        given, why = _own(lead)
        name = names[given]
        key = (name, lead.id if name == UNKNOWN else "")
        members.setdefault(key, []).append(article.id)
        own.setdefault(key, [])
        followers.setdefault(key, [])
        if lead is not article:
            followers[key].append(f"{article.id}: same text as {lead.id}")
        elif why not in own[key]:
            own[key].append(why)
        if given != name and f"as {given}" not in own[key]:
            own[key].append(f"as {given}")
    return tuple(
        Origin(name=key[0], articles=tuple(ids), basis="; ".join(own[key] + followers[key]))
        for key, ids in members.items()
    )


def _own(article: Article) -> tuple[str, str]:
    """Name and basis that the article gives for itself."""
    if article.agency is not None:
        return article.agency, _where_named(article, article.agency)
    wire = _DATELINE.match(article.text)
    if wire is not None and not _names_outlet(wire["name"], article.outlet):
        return wire["name"], "credit line"
    if article.outlet is not None:
        return article.outlet, "outlet's own report"
    return UNKNOWN, UNKNOWN


def _where_named(article: Article, agency: str) -> str:
    """Where the article names its agency: what neither its text nor its address tells was its author."""
    name = agency.casefold()
    if any(name in credit.casefold() for credit in article.credits) or _DATELINE.match(article.text):
        return "credit line"
    if any(name in byline.casefold() for byline in article.bylines):
        return "byline"
    if any(name in piece.text.casefold() for piece in article.furniture if piece.kind == "copyright"):
        return "copyright line"
    return "address" if name in (article.source.url or "").casefold() else "byline"


def wire_of(article: Article) -> str | None:
    """The wire that the article itself names as its author."""
    name, why = _own(article)
    return None if why in ("outlet's own report", UNKNOWN) else name


def _names_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name in a dateline is the outlet's own, written short or long."""
    if not outlet:
        return False
    short, known = name.casefold(), outlet.casefold()
    return short in known or known in short or same(name, outlet)


def _leads(by_id: Mapping[str, Article], copies: Copies) -> Mapping[str, str]:
    """For each article of a group of copies the one that the others follow: credited, early, named.

    What holds all of a wire's short text and more of its own than that follows none.
    """
    shares = {(link.article, link.of): link.share for link in copies.links}
    leads: dict[str, str] = {}
    for group in copies.groups:
        members = [by_id[article] for article in group if article in by_id]
        if members:
            lead = min(members, key=lambda a: (wire_of(a) is None, a.published or "9999", a.outlet is None))
            wire = wire_of(lead) is not None
            leads.update(
                {m.id: lead.id for m in members if not wire or shares.get((m.id, lead.id), 1.0) >= MOSTLY}
            )
    return leads
