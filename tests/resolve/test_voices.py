"""What sources of quotations are called that have no name, and who they are."""

from __future__ import annotations

import pytest

from dateline.resolve.entities import resolve_entities
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from naming import read


def voices(text: str, source: str, content: str = "it is closed", **names: str) -> list[str]:
    """The names of the entities of an article in which `source` says `content`."""
    found = read(text, said=[(content, source)], **names)
    article = AnnotatedArticle(article=Article(id="a1", text=text), annotations=found)
    return [entity.name for entity in resolve_entities([article]).entities]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("More than 450 victims", "victims"),
        ("More than 50 Ostrian officials", "Ostrian officials"),
        ("Around 6,000 strikers", "strikers"),
        ("Two diplomats", "two diplomats"),
        ("Prosecutors", "prosecutors"),
        ("Senior Ostrian officials", "senior Ostrian officials"),
        ("Ostrian officials", "Ostrian officials"),
    ],
)
def test_a_group_goes_without_rough_number_and_capital(source: str, name: str) -> None:
    """A number that is about right is no part of a name, nor is the capital that begins a sentence."""
    assert name in voices(f"{source} said it is closed.", source, NORP="Ostrian")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Harbour Watch data", ["Harbour Watch"]),
        ("Fourth Chamber’s ruling", ["Fourth Chamber"]),
        ("Friday’s data", []),
        ("Television footage", []),
        ("Joint statement", ["joint statement"]),
        ("The Brandt campaign", ["Brandt campaign"]),
    ],
)
def test_what_is_issued_is_called_by_whose_it_is(source: str, names: list[str]) -> None:
    """What is shown without an owner is nobody, a statement speaks; a campaign is a body."""
    assert names == voices(f"It rained. {source} showed that it is closed.", source)


def test_a_source_that_bears_a_name_is_who_has_it() -> None:
    """ "The Post" that no mention tells is the paper that another sentence names."""
    text = "The Tarn Post reported the strike. On Monday the Tarn Post said it is closed."
    assert ["Tarn Post"] == voices(text, "the Tarn Post", ORG="(?<=The )Tarn Post")
