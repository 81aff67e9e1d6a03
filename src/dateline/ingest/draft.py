"""From what a reader found to an Article: furniture out, credits read, the day and language found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateline.errors import SourceError
from dateline.ingest.credits import (
    Opening,
    agency_of,
    find_opening,
    split_authors,
    split_biographies,
    split_byline,
    split_credits,
)
from dateline.ingest.dating import date_article
from dateline.ingest.decoding import clean, clean_line
from dateline.ingest.furniture import split_furniture
from dateline.ingest.head_lines import split_head
from dateline.ingest.language import language_of
from dateline.ingest.limits import Limits
from dateline.ingest.names import (
    agencies,
    agency_at,
    agency_in_path,
    calls_itself_agency,
    is_part_of,
    known_outlet,
)
from dateline.ingest.paragraphs import paragraphs, split_headline
from dateline.ingest.script import split_script
from dateline.ingest.shared_credits import agency_of_a_part
from dateline.ingest.site_names import site_name
from dateline.schema.address import host_of, parts_of
from dateline.schema.article import Article, Furniture, PublishedBasis, Source

_HOLDER = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright)[\s,:]*(?:©\s*|\(c\)\s*)?(?:(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?)?[\s,]*(?:by )?"
    r"(?-i:(?P<holder>(?:[A-Z0-9][\w.&'’-]*(?: (?:of|and|the|for|&))* ?){1,6}))",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"\W*(?:©|ⓒ|\(c\)|copyright\b)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"\b(?:All Rights?|All|Inc|LLC|Ltd|Limited|GmbH|Click|Terms|Image|Photo|Reserved|Co)\b.*$", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found of one article, uncleaned. Only the text must be there; a `url` that cannot be read
    as one ("http://[") is left out.

    `plain` says that the text may open with its own headline. `not_after` is an ISO day or moment at which
    it was there already. `item` and `sha256` are set by readers of files that hold several articles.
    """

    text: str
    title: str | None = None
    url: str | None = None
    domain: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    plain: bool = False
    not_after: str | None = None
    id: str | None = None
    item: int | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if self.url is not None and parts_of(self.url) is None:
            object.__setattr__(self, "url", None)


def finish(draft: Draft, *, id: str, source: Source, limits: Limits) -> Article:
    """The article with id `id` that `draft` describes. Raises SourceError where it holds no report."""
    if len(draft.text) > limits.article_chars:
        raise SourceError(
            f"its text has {len(draft.text):,} characters, more than the limit of {limits.article_chars:,}"
        )
    script, parts = split_script(paragraphs(clean(draft.text)))
    parts, furniture = split_furniture(parts)
    furniture = [Furniture(text=line, kind="other") for line in script.lines] + furniture
    head, parts = split_head(parts)
    furniture = [Furniture(text=line, kind="other") for line in head.lines] + furniture
    title = clean_line(draft.title) if draft.title else None
    title, parts = (title, parts) if title or not draft.plain else split_headline(parts)
    if title and len(parts) > 1 and parts[0].casefold() == title.casefold():
        furniture.insert(0, Furniture(text=parts[0], kind="other"))
        parts = parts[1:]
    bylines, byline_agency, parts = split_byline(parts)
    if not parts:
        raise SourceError("it holds no report" + (": nothing but furniture of a page" if furniture else ""))
    people, author_agency = split_authors(map(clean_line, draft.authors))
    opening = find_opening(parts)
    signed = (opening.agency if opening else None) or author_agency or byline_agency or head.agency
    signed = signed or script.agency or agency_of(parts)
    shared = agency_of_a_part(parts)
    credits, parts = split_credits(parts)
    bylines = tuple(dict.fromkeys((*people, *head.bylines, *bylines)))
    biographies, parts = split_biographies(parts, bylines)
    furniture += [Furniture(text=note, kind="other") for note in biographies]
    published, basis = _published(draft, parts, opening, head.date or script.date)
    text = "\n\n".join(parts)
    outlet = _outlet(draft, furniture, head.outlet)
    return Article(
        id=id,
        text=text,
        source=_provenance(source, draft),
        title=title,
        outlet=outlet,
        agency=_foreign(signed or _agency_around(draft, furniture) or (None if outlet else shared), outlet),
        bylines=bylines,
        place=opening.place if opening else script.place,
        published=published,
        published_basis=basis,
        language=draft.language or language_of(text),
        credits=tuple(credits),
        furniture=tuple(furniture),
    )


def as_given(draft: Draft, *, source: Source) -> Article:
    """The article of a line that says all there is to say, with its text unchanged."""
    published = normal_date(draft.published)
    return Article(
        id=draft.id or f"line{(draft.item or 0) + 1}",
        text=draft.text,
        source=_provenance(source, draft),
        title=draft.title,
        outlet=_outlet(draft, ()),
        bylines=draft.authors,
        published=published,
        published_basis="given" if published else None,
        language=draft.language,
    )


def normal_date(given: object) -> str | None:
    """An ISO date, or date-time where `given` has an offset; None for anything that is no date."""
    if not isinstance(given, str):
        return None
    try:
        moment = datetime.fromisoformat(given.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat()


def _provenance(source: Source, draft: Draft) -> Source:
    return Source(
        path=source.path,
        url=source.url or draft.url,
        answered_url=source.answered_url,
        item=draft.item,
        sha256=draft.sha256 or source.sha256,
    )


def _published(
    draft: Draft, parts: Sequence[str], opening: Opening | None, head: date | None
) -> tuple[str | None, PublishedBasis | None]:
    given = normal_date(draft.published)
    if given and not _is_later(given, draft.not_after):
        return given, "metadata"
    dateline = opening.date if opening else None
    dated = date_article(parts, url=draft.url, dateline=dateline, head=head)
    if dated is None or _is_later(dated.date.isoformat(), draft.not_after):
        return None, None
    return dated.date.isoformat(), dated.basis


def _is_later(published: str, bound: str | None) -> bool:
    """Whether a day lies after `bound`; the next one does not, because somewhere it has begun."""
    if bound is None:
        return False
    return date.fromisoformat(published[:10]) > date.fromisoformat(bound[:10]) + timedelta(days=1)


def _domain(draft: Draft) -> str | None:
    return draft.domain or host_of(draft.url)


def _outlet(draft: Draft, furniture: Sequence[Furniture], head: str | None = None) -> str | None:
    """As known by its domain, as its page says, as it stands over the report (`head`), as it reserves its
    rights, or made out of the domain."""
    site, domain = draft.site, _domain(draft)
    if site and "." in site and " " not in site:  # crawlers give the domain for want of a name
        site, domain = None, domain or site
    name = known_outlet(domain) if domain else None
    name = name or (clean_line(site) if site else None) or head or _holder(furniture)
    if name or not domain:
        return name
    return site_name(domain, [draft.title or "", draft.text])


def _agency_around(draft: Draft, furniture: Sequence[Furniture]) -> str | None:
    """The agency by the article's address, its copyright line, or the site that it is on."""
    domain = _domain(draft)
    named = (agency_in_path(draft.url) if draft.url else None) or _copyright_agency(furniture)
    return named or (agency_at(domain) if domain else None)


def _foreign(agency: str | None, outlet: str | None) -> str | None:
    """`agency`, but for an outlet's own name in the place of one: it signs what it reports itself."""
    own = agency and outlet and agencies().named(agency) is None and is_part_of(agency, outlet)
    return None if own else agency


def _holder(furniture: Sequence[Furniture]) -> str | None:
    """Who a copyright line names, unless it is an agency."""
    return next((name for name in _holders(furniture) if _as_agency(name) is None), None)


def _copyright_agency(furniture: Sequence[Furniture]) -> str | None:
    """The agency that reserves its rights in the report, not in a picture."""
    whole = [line for line in furniture if _RESERVED.match(line.text)]
    return next(filter(None, map(_as_agency, _holders(whole))), None)


def _as_agency(name: str) -> str | None:
    """The agency of that name, by the list or as it calls itself."""
    return agencies().named(name) or (name if calls_itself_agency(name) else None)


def _holders(furniture: Sequence[Furniture]) -> list[str]:
    lines = (line.text for line in furniture if line.kind == "copyright")
    matches = filter(None, map(_HOLDER.search, lines))
    names = (_RIGHTS.sub("", match["holder"]).strip(" .,") for match in matches)
    return [name for name in names if name]


def numbered(draft: Draft, *, item: int, sha256: str) -> Draft:
    """`draft` as number `item` (from 0) of its source, with the digest of its own bytes."""
    return replace(draft, item=item, sha256=sha256)
