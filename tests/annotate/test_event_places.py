"""The likeliest place of an event whose words name none."""

from __future__ import annotations

from annotate.eventful import annotated, one
from dateline.annotate.annotator import Document
from dateline.annotate.event_places import Scenery
from dateline.schema.annotation import Annotations
from dateline.schema.article import Article

TEXT = (
    "Protesters filled the squares of Brenn. Shots were heard near the river in Brenn. "
    "Police arrested nine men. In Tarn, the minister of Orlan called for calm."
)


def scenery_of(found: Annotations, text: str) -> Scenery:
    """The places of an annotated text."""
    layers = {name: getattr(found, name) for name in ("sentences", "tokens", "times", "mentions", "chains")}
    article = Article(id="a1", text=text, published="2031-05-14")
    return Scenery(Document.of(article).with_layers(layers), found.events)


def test_where_more_happens_is_likelier() -> None:
    """An arrest is where the protest was, not where somebody else speaks."""
    found = annotated(TEXT, place="Brenn|Tarn|Orlan")
    number = found.events.index(one(found, "arrested"))
    best, _ = scenery_of(found, TEXT).likeliest(number)[0]
    assert "Brenn" == found.mentions[best].text


def test_a_place_of_its_own_sentence_is_no_candidate() -> None:
    """What the words of the sentence do not give the event, the scorer leaves alone."""
    text = "The governor of Tarn said that police arrested nine men."
    found = annotated(text, place="Tarn")
    number = found.events.index(one(found, "arrested"))
    assert [] == scenery_of(found, text).likeliest(number)


def test_a_town_with_its_state_is_the_town() -> None:
    """ "Brenn, Orlan" and "Brenn" are one place."""
    text = "A bomb exploded in Brenn, Orlan. Hours later Brenn was calm."
    found = annotated(text, place="Brenn, Orlan|Brenn")
    assert {"brenn"} == set(scenery_of(found, text).places)
