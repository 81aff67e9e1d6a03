"""A record as IPTC ninjs 3.1 (News in JSON), for the systems of newsrooms.

A story is a composite news object whose associations are its articles (text) and its events (event). A
record of several stories is a composite of such composites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dateline.schema.article import Article
from dateline.schema.story import Event, Record, Story
from dateline.views.context import excerpt
from dateline.views.digest import outlet
from dateline.views.escape import clean, clean_line
from dateline.views.identifiers import article_urn, record_urn, story_urn, web_address
from dateline.views.words import as_said

VERSION = "3.1"
SCHEMA = f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json"
# What ninjs takes as a date that need not be exact: a year, a month, a day.
_TRUNCATED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)")

Item = dict[str, Any]


def render_ninjs(record: Record) -> str:
    """The stories of `record` as one ninjs object, in JSON."""
    stories = [_story(record, story) for story in record.stories]
    if len(stories) == 1:
        found = stories[0]
    else:
        found = {
            "uri": record_urn(record),
            "type": "composite",
            "title": f"{len(stories)} stories",
            "associations": [{"name": story["title"], "rel": "story", **story} for story in stories],
        }
    standard = {"name": "ninjs", "version": VERSION, "schema": SCHEMA}
    whole = {"standard": standard, **found}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _story(record: Record, story: Story) -> Item:
    articles = [article for article in record.articles if article.id in story.articles]
    names = {entity.id: entity.name for entity in story.entities}
    texts = {article.id: article for article in articles}
    return {
        "uri": story_urn(record, story),
        "type": "composite",
        "representationType": "full",
        "title": clean_line(story.headline),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": clean_line(story.headline)}],
        "descriptions": list(_descriptions(story, names)),
        "infoSources": [
            {"name": clean_line(origin.name), "role": "origin", "literal": clean_line(origin.basis)}
            for origin in story.origins
        ],
        **_about(story),
        "associations": [
            *(_article(article) for article in articles),
            *(_event(record, story, event, names, texts) for event in story.events if not event.background),
        ],
    }


def _descriptions(story: Story, names: dict[str, str]) -> Iterator[Item]:
    """Quotations and statements in words, with who says so."""
    for quote in story.quotes:
        speaker = names.get(quote.speaker or "", "Not named")
        origins = ", ".join(quote.origins)
        yield _described("quotation", f"{speaker}: {as_said(quote)} ({quote.agreement}: {origins})")
    for statement in story.statements:
        told = ", ".join(statement.origins)
        yield _described("statement", f"{statement.text} ({statement.agreement}: {told})")


def _described(role: str, value: str) -> Item:
    return {"role": role, "contentType": "text/plain", "value": clean_line(value)}


def _about(story: Story) -> Item:
    """The entities in the lists that ninjs has for their types."""
    lists: dict[str, list[Item]] = {}
    for entity in story.entities:
        kind = {"person": "people", "place": "places"}.get(entity.type, "organisations")
        lists.setdefault(kind, []).append(
            {"name": clean_line(entity.name), "rel": "about", "literal": entity.id}
        )
    return dict(lists)


def _article(article: Article) -> Item:
    moment = _MOMENT.fullmatch(article.published or "")
    title = clean_line(article.title or article.text[:60])
    body: Item = {"role": "main", "contentType": "text/plain", "value": clean(article.text)}
    body |= {"charCount": len(article.text), "wordCount": len(article.text.split())}
    item: Item = {
        "name": title,
        "rel": "report",
        "uri": article_urn(article),
        "type": "text",
        "title": title,
        "bodies": [body],
        "infoSources": list(_sources(article)),
        "altIds": [{"role": "article", "value": article.id}],
    }
    if article.published:
        item["descriptions"] = [_described("published", article.published)]
    if moment:
        item["contentCreated"] = f"{moment[1]}{moment[2] or ':00'}{moment[3]}"
    if article.language:
        item["language"] = article.language
    if article.title:
        item["headlines"] = [{"role": "main", "contentType": "text/plain", "value": title}]
    if article.bylines:
        item["by"] = clean_line(", ".join(article.bylines))
    if article.place:
        item["located"] = clean_line(article.place)
    page = web_address(article)
    if page:
        item["altIds"].append({"role": "url", "value": page})
    return item


def _sources(article: Article) -> Iterator[Item]:
    yield {"name": outlet(article), "role": "outlet"}
    if article.agency:
        yield {"name": clean_line(article.agency), "role": "agency"}


def _event(
    record: Record, story: Story, event: Event, names: dict[str, str], articles: dict[str, Article]
) -> Item:
    what = clean_line(event.what)
    item: Item = {
        "name": what,
        "rel": "event",
        "uri": story_urn(record, story, event.id),
        "type": "event",
        "title": what,
        "descriptions": [
            _described("status", event.status),
            _described("agreement", f"{event.agreement}: {', '.join(event.origins)}"),
            *_evidence(event, articles),
        ],
        "subjects": [{"name": event.type, "rel": "type", "literal": event.type}],
    }
    people = [{"name": clean_line(names[id_]), "rel": "participant"} for id_ in event.who if id_ in names]
    if people:
        item["organisations"] = _of_type(story, event.who, people, person=False)
        item["people"] = _of_type(story, event.who, people, person=True)
    if event.where in names and not event.where_inferred:
        item["places"] = [{"name": clean_line(names[str(event.where)]), "rel": "where"}]
    dates = _dates(event.when)
    if dates:
        item["eventDetails"] = {"dates": dates}
    return {name: value for name, value in item.items() if value != []}


def _of_type(story: Story, who: Sequence[str], people: list[Item], *, person: bool) -> list[Item]:
    """Of those who take part the persons, or the others."""
    types = {clean_line(entity.name): entity.type for entity in story.entities if entity.id in who}
    return [one for one in people if (types.get(one["name"]) == "person") is person]


def _evidence(event: Event, articles: dict[str, Article]) -> Iterator[Item]:
    for span in event.evidence:
        article = articles.get(span.article)
        if article is not None:
            sentence = excerpt(span, article.text).sentence
            yield _described("evidence", f"{outlet(article)}: {sentence}")


def _dates(when: str | None) -> Item:
    """The dates as ninjs takes them: exact moments apart from days that are only told."""
    first, _, last = (when or "").partition("/")
    found: Item = {}
    for value, exact, told in (
        (first, "startDate", "expectedStartDate"),
        (last, "endDate", "expectedEndDate"),
    ):
        moment = _MOMENT.fullmatch(value)
        if moment:
            found[exact] = f"{moment[1]}{moment[2] or ':00'}{moment[3]}"
        elif _TRUNCATED.fullmatch(value.partition("T")[0]):
            found[told] = value.partition("T")[0]
    return found
