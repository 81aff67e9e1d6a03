"""Which mentions in invented reports are of one event, and who takes part in it."""

from __future__ import annotations

import pytest

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.events import resolve_events
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article

PUBLISHED = "2031-05-14"


def events(*texts: str) -> list[tuple[list[str], set[str]]]:
    """For each event its triggers, as "word article", and the names of those who take part."""
    articles = [
        AnnotatedArticle(
            article=Article(id=f"a{number}", text=text, language="en", published=PUBLISHED),
            annotations=annotate(text, published=PUBLISHED),
        )
        for number, text in enumerate(texts, start=1)
    ]
    entities = resolve_entities(articles)
    name = {entity.id: entity.name for entity in entities.entities}
    by_id = {item.article.id: item.annotations.events for item in articles}
    return [
        (
            [f"{by_id[m.article][m.index].trigger.text} {m.article}" for m in cluster.members],
            {name[id_] for id_ in cluster.who},
        )
        for cluster in resolve_events(articles, entities)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ivo Tarrant was convicted in Skane.", "Bela Oster was convicted in Skane."),
        ("Norway tested a missile on Monday.", "Sweden tested a missile on Monday."),
    ],
)
def test_other_people_make_another_event(first: str, second: str) -> None:
    """One person's conviction is not another's, nor one country's test another's."""
    assert 2 == len(events(first, second))


def test_who_has_no_name_is_no_other_speaker() -> None:
    """ "The judge" of one report may be the one whom another names."""
    found = events(
        "Judge Ada Moor threw out the charge against the ferry company on Monday.",
        "The judge threw out the charge against the ferry company on Monday.",
    )
    assert ["threw out a1", "threw out a2"] in [sorted(words) for words, _ in found]


def test_ministers_of_two_sides_are_those_whom_another_report_names() -> None:
    """An adjective tells whom somebody acts for, also of a land that no gazetteer has."""
    found = events(
        "The Lornian Defence Minister, Ilse Varga, met the Ostrian Defence Minister, Bela Oster, in Skane on "
        "Monday. Lornia and Ostria share a border. Officials in Lornia and in Ostria said little.",
        "Lornia held a meeting of defence ministers with Ostria in Skane on Monday. Ostria said little.",
    )
    assert ["meeting a2", "met a1"] in [sorted(words) for words, _ in found]


def test_a_country_named_more_often_than_its_leader_takes_part() -> None:
    """One report that has a leader do it leaves the country among those who did."""
    found = events(
        "Norway tested a missile on Monday. Norway fired the missile from Tarn.",
        "Prime Minister Ilse Varga of Norway tested a missile on Monday.",
    )
    assert any({"Norway", "Ilse Varga"} <= who for _, who in found)


def test_what_came_before_is_not_the_news() -> None:
    """ "Previously warned" is another warning than that of the day before."""
    found = events(
        "Norway warned Sweden on Tuesday against the blockade. Norway previously warned Sweden in a letter."
    )
    assert 2 == len([words for words, _ in found if "warned a1" in words])


def test_one_article_does_not_tell_two_months_of_one_event() -> None:
    """What it has in November is another ruling than what it has in December."""
    found = events(
        "In December, another judge struck down the Norwegian ban on trawlers. In November, another judge "
        "struck down the Norwegian ban on drones."
    )
    assert 2 == len([words for words, _ in found if "struck down a1" in words])


def test_words_of_one_kind_are_alike() -> None:
    """Other words for an arrest are compared as words for one thing."""
    found = events(
        "Police in Tarn arrested Ivo Tarrant on Monday.",
        "Officers in Tarn took Ivo Tarrant into custody on Monday.",
    )
    assert 1 == len(found)


def test_leaders_of_a_union_act_for_it() -> None:
    """ "Ostavian Workers leaders" and the union itself are one party of a meeting."""
    found = events(
        "Local Ostavian Workers Union leaders will meet Ada Moor in Tarn on Thursday.",
        "The Ostavian Workers Union will meet Ada Moor in Tarn on Thursday.",
    )
    assert ["meet a1", "meet a2"] in [sorted(words) for words, _ in found]
