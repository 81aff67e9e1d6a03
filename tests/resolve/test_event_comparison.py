"""What the slots of two event mentions say for and against one event."""

from __future__ import annotations

import pytest

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_comparison import compare
from dateline.resolve.event_facts import Names, Sides, facts_of
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article


def signals(*texts: str, by_times_alone: bool = False) -> dict[str, float] | None:
    """The signals of the first event of either of two reports."""
    articles = [
        AnnotatedArticle(
            article=Article(id=f"a{number}", text=text, language="en", published="2031-05-14"),
            annotations=annotate(text, published="2031-05-14"),
        )
        for number, text in enumerate(texts, start=1)
    ]
    entities = resolve_entities(articles)
    sides, names = Sides(entities), Names(entities)
    first, second = (facts_of(item, 0, entities, names=names, sides=sides) for item in articles)
    return compare(first, second, sides, by_times_alone=by_times_alone)


@pytest.mark.parametrize(
    ("first", "second", "others"),
    [
        ("Norway banned the import of timber.", "Sweden banned the import of timber.", 1.0),
        ("Norway banned the import of timber.", "Norway banned timber.", 0.0),
        ("Norway banned the import of timber.", "The government banned the import of timber.", 0.0),
        ("The import of timber was banned.", "Sweden banned the import of timber.", 0.0),
    ],
)
def test_two_who_do_it_speak_against_one_event(first: str, second: str, others: float) -> None:
    """Only where both are named: who is left out, or has no name, may be the one whom the other has."""
    found = signals(first, second)
    assert found is not None
    assert found["others"] == others


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norland signed a treaty on Monday.", "Sudria signed a treaty on Monday."),
        ("Ada Brandt was killed in Tarn on Monday.", "Olav Lund was killed in Tarn on Monday."),
        ("Ada Brandt apologized on Monday.", "Olav Lund apologized on Monday."),
    ],
)
def test_what_keeps_two_apart_other_than_their_times_can_be_passed_over(first: str, second: str) -> None:
    assert signals(first, second) is None
    assert signals(first, second, by_times_alone=True) is not None
    assert signals(first, second.replace("Monday", "Tuesday"), by_times_alone=True) is None
