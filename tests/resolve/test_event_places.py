"""The place of an event that no words place, in invented reports."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Sides
from dateline.resolve.event_sites import sites
from dateline.resolve.events import _where, resolve_events
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article

PUBLISHED = "2031-05-14"


def read(text: str) -> AnnotatedArticle:
    """The annotated article of a text."""
    article = Article(id="a1", text=text, language="en", published=PUBLISHED)
    return AnnotatedArticle(article=article, annotations=annotate(text, published=PUBLISHED))


def places(text: str) -> dict[str, str | None]:
    """The place of each event by the word of its first mention."""
    item = read(text)
    entities = resolve_entities([item])
    name = {entity.id: entity.name for entity in entities.entities}
    return {
        item.annotations.events[cluster.members[0].index].trigger.text: name.get(cluster.where or "")
        for cluster in resolve_events([item], entities)
    }


def test_a_place_that_no_words_tell_is_marked() -> None:
    """The riots are told to be in a town, the arrest is only likely to be there."""
    item = read(
        "Rioters set fire to cars in Bergen on Monday. The riots in Bergen began after a match. "
        "Police arrested nine men."
    )
    found = {
        item.annotations.events[cluster.members[0].index].trigger.text: cluster
        for cluster in resolve_events([item], resolve_entities([item]))
    }
    assert found["arrested"].where_inferred
    assert not any(cluster.where_inferred for word, cluster in found.items() if word != "arrested")


def test_what_happens_on_the_spot_is_where_the_report_is_set() -> None:
    """An arrest after riots in a town was there."""
    found = places(
        "Rioters set fire to cars in Bergen on Monday. The riots in Bergen began after a match. "
        "Police arrested nine men."
    )
    assert "Bergen" == found["arrested"]


@pytest.mark.parametrize("said", ["spoke by phone with", "criticised"])
def test_what_is_said_has_no_place_of_its_own(said: str) -> None:
    """Neither a telephone call nor a reproach is where the report is set."""
    found = places(
        f"Ilse Varga {said} Tomas Reyl on Monday. Rioters set fire to cars in Bergen on Sunday, "
        "and the riots in Bergen went on."
    )
    assert [None] == [place for word, place in found.items() if word in {said, "spoke by phone"}]


def test_what_is_said_is_where_its_sentence_says_that_something_is() -> None:
    """A place after "in" may be where it was said; a place that only the article names, or that is spoken of,
    is not."""
    found = places(
        "Rioters set fire to cars in Bergen on Sunday, and the riots in Bergen went on. "
        "Ilse Varga accused Tomas Reyl of helping the mayor of Bergen."
    )
    assert found["accused"] is None


def test_what_is_said_is_where_the_speaker_is_told_to_speak() -> None:
    """The place told with one remark of a speaker is that of another."""
    found = places(
        "Ilse Varga criticised Tomas Reyl. Ilse Varga told supporters at a rally in Bergen that it was over."
    )
    assert "Bergen" == found["criticised"]


def test_a_country_that_many_tell_goes_before_a_town_elsewhere() -> None:
    """A town told once goes before its own country, and not before another that three reports tell."""
    entities = resolve_entities([read("Ilse Varga left Bergen for Norway. She was in Iraq and in Basra.")])
    ids = {entity.name: entity.id for entity in entities.entities}

    def told(*names: str) -> str | None:
        facts = [SimpleNamespace(where=ids[name], event=SimpleNamespace(weak=False)) for name in names]
        return {id_: name for name, id_ in ids.items()}.get(_where(facts, Sides(entities)) or "")

    assert "Bergen" == told("Bergen", "Norway", "Norway", "Norway")
    assert "Bergen" == told("Bergen", "Iraq", "Iraq")
    assert "Iraq" == told("Bergen", "Iraq", "Iraq", "Iraq")


def test_a_site_says_how_it_hangs_together_with_the_event() -> None:
    """A place of the object's own phrase hangs below the event; that of another clause does not."""
    item = read("Rebels who came from Bergen attacked a house in Stavanger.")
    entities = resolve_entities([item])
    name = {entity.id: entity.name for entity in entities.entities}
    event = next(event for event in item.annotations.events if event.trigger.text == "attacked")
    found = {name[site.place]: (site.link, site.how) for site in sites(item, event, entities)}
    assert "placing" == found["Stavanger"][1]
    assert "from" == found["Bergen"][1]


def test_a_demonym_names_a_place() -> None:
    """ "The French elections" may be in France."""
    item = read("Ilse Varga will not speak before the French elections in March.")
    entities = resolve_entities([item])
    name = {entity.id: entity.name for entity in entities.entities}
    event = next(event for event in item.annotations.events if event.trigger.text == "elections")
    assert [("France", "demonym")] == [(name[s.place], s.how) for s in sites(item, event, entities)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway announced plans on Monday to reopen its schools.", "Norway"),
        ("Norway asked Sweden on Monday to reopen its schools.", None),
    ],
)
def test_a_country_acts_at_home(text: str, place: str | None) -> None:
    """What one country does or says by itself it does at home."""
    assert place == next(iter(places(text).values()))
