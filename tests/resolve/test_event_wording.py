"""What the words of two event mentions say of their being one event."""

from __future__ import annotations

from itertools import combinations

import pytest

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Names, Sides, facts_of
from dateline.resolve.event_wording import Wordings
from dateline.resolve.events import resolve_events
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article

TEXTS = (
    "A strong earthquake struck the port of Tarn, killing six people. The mayor resigned.",
    "The quake hit Tarn at night. The mayor's resignation surprised the port of Tarn.",
)


@pytest.fixture(scope="module")
def articles() -> list[AnnotatedArticle]:
    """Two invented reports of one day."""
    return [
        AnnotatedArticle(
            article=Article(id=f"a{number}", text=text, language="en"), annotations=annotate(text)
        )
        for number, text in enumerate(TEXTS, start=1)
    ]


@pytest.fixture(scope="module")
def wordings(articles: list[AnnotatedArticle]) -> Wordings:
    entities = resolve_entities(articles)
    names, sides = Names(entities), Sides(entities)
    return Wordings(
        articles,
        [
            facts_of(item, index, entities, names=names, sides=sides)
            for item in articles
            for index in range(len(item.annotations.events))
        ],
    )


def number(wordings: Wordings, lemma: str, article: str) -> int:
    """The mention with a lemma in an article."""
    return next(
        at
        for at, (wording, fact) in enumerate(zip(wordings.wordings, wordings.facts, strict=True))
        if wording.lemma == lemma and fact.article == article
    )


def test_a_verb_and_its_noun_are_more_likely_one_event_than_words_apart(wordings: Wordings) -> None:
    resigned, resignation = number(wordings, "resign", "a1"), number(wordings, "resignation", "a2")
    others = [at for at in range(len(wordings.wordings)) if at not in {resigned, resignation}]
    assert others
    one, *apart = wordings.odds([(resigned, other) for other in (resignation, *others)])
    assert all(one > odds for odds in apart)


def test_words_of_like_meaning_are_compared(wordings: Wordings) -> None:
    pair = number(wordings, "resign", "a1"), number(wordings, "resignation", "a2")
    assert pair in wordings.near(len(wordings.facts))
    assert wordings.near(0) == set()


def test_words_that_hang_on_both_and_share_none_tell_two_things(wordings: Wordings) -> None:
    count = range(len(wordings.facts))
    assert wordings.say_else(list(combinations(count, 2))).any()
    assert not wordings.say_else([(at, at) for at in count]).any()


def test_the_order_of_two_mentions_does_not_matter(wordings: Wordings) -> None:
    pairs = list(combinations(range(len(wordings.wordings)), 2))
    turned = wordings.signals([(right, left) for left, right in pairs])
    assert all((column == turned[name]).all() for name, column in wordings.signals(pairs).items())


def test_no_pairs_have_no_signals(wordings: Wordings) -> None:
    assert len(wordings.odds([])) == len(wordings.say_else([])) == 0


def test_other_words_for_one_event_are_joined(articles: list[AnnotatedArticle]) -> None:
    clusters = resolve_events(articles, resolve_entities(articles))
    words = [
        {
            articles[int(member.article[1:]) - 1].annotations.events[member.index].trigger.text
            for member in cluster.members
        }
        for cluster in clusters
    ]
    assert {"resigned", "resignation"} in words
