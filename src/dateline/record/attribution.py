"""Where each article's text came from: how many independent voices a story has.

The wire with all its reprints is one origin, and so is each outlet's own reporting. In this order:

1. The article names its agency: a credit line, a byline, or a name in its dateline, as in
   "PORT LISSA (Meridian) -", that is not the outlet's.
2. It is the same text as an article whose origin is known.
3. It stands for its outlet.
4. Nothing tells: its origin is unknown, and it counts as one of its own, so the number of origins
   is an upper bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.schema.article import Article
from dateline.schema.cluster import Copies
from dateline.schema.story import Origin

UNKNOWN = "unknown"

_DATELINE = re.compile(r"\s*[^\W\d_][^()\n]{1,60} \((?P<name>[A-Z][\w.&' -]{1,30})\)\s*(?:[-–—]|--)\s")


def find_origins(articles: Sequence[Article], copies: Copies) -> tuple[Origin, ...]:
    """The origins of a story in the order of their first article, each article in exactly one.

    `basis` says how the name is known, and which articles follow because they are the same text.
    """
    by_id = {article.id: article for article in articles}
    leads = _leads(by_id, copies)
    members: dict[tuple[str, str], list[str]] = {}
    own: dict[tuple[str, str], list[str]] = {}
    followers: dict[tuple[str, str], list[str]] = {}
    for article in articles:
        lead = article if _is_credited(article) else by_id[leads.get(article.id, article.id)]
        name, why = _own(lead)
        key = (name, lead.id if name == UNKNOWN else "")
        members.setdefault(key, []).append(article.id)
        own.setdefault(key, [])
        followers.setdefault(key, [])
        if lead is not article:
            followers[key].append(f"{article.id}: same text as {lead.id}")
        elif why not in own[key]:
            own[key].append(why)
    return tuple(
        Origin(name=key[0], articles=tuple(ids), basis="; ".join(own[key] + followers[key]))
        for key, ids in members.items()
    )


def _own(article: Article) -> tuple[str, str]:
    """Name and basis that the article gives for itself."""
    if article.agency is not None:
        inside = article.agency.casefold()
        in_byline = any(inside in byline.casefold() for byline in article.bylines)
        in_credit = any(inside in credit.casefold() for credit in article.credits)
        return article.agency, "byline" if in_byline and not in_credit else "credit line"
    wire = _DATELINE.match(article.text)
    if wire is not None and not _names_outlet(wire["name"], article.outlet):
        return wire["name"], "credit line"
    if article.outlet is not None:
        return article.outlet, "outlet's own report"
    return UNKNOWN, UNKNOWN


def _is_credited(article: Article) -> bool:
    """Whether the article itself names a wire."""
    return _own(article)[1] in ("credit line", "byline")


def _names_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name in a dateline is the outlet's own, written short or long."""
    name, known = name.casefold(), (outlet or "").casefold()
    return bool(known) and (name in known or known in name)


def _leads(by_id: Mapping[str, Article], copies: Copies) -> Mapping[str, str]:
    """For each article of a group of copies the one that the others follow: credited, early, named."""
    leads: dict[str, str] = {}
    for group in copies.groups:
        members = [by_id[article] for article in group if article in by_id]
        if members:
            lead = min(members, key=lambda a: (not _is_credited(a), a.published or "9999", a.outlet is None))
            leads.update({member.id: lead.id for member in members})
    return leads
