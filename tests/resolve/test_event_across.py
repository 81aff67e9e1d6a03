"""How likely mentions of different articles are of one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.pipeline import annotate
from dateline.resolve import event_across
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_across import SURELY, Across, days_part, rivals
from dateline.resolve.event_articles import UNLIKELY, likely_told
from dateline.resolve.event_comparison import antecedents, candidates
from dateline.resolve.event_facts import Facts, Names, Sides, facts_of
from dateline.resolve.event_wording import Wordings
from dateline.resolve.events import resolve_events
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from dateline.schema.interval import interval

TEXTS = (
    "Norland's president Ada Brandt dismissed her finance minister Olav Tarn on Monday over the harbor tax. "
    "Two sailors rescued a whale near Elmsund.",
    "On Monday Ada Brandt sacked Olav Tarn, the finance minister, after the quarrel about the harbor tax. "
    "The opera in Elmsund opened its season.",
)
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def articles() -> list[AnnotatedArticle]:
    """Two invented reports of one day."""
    return [
        AnnotatedArticle(
            article=Article(id=f"a{number}", text=text, published="2021-03-02", language="en"),
            annotations=annotate(text, published="2021-03-02"),
        )
        for number, text in enumerate(TEXTS, start=1)
    ]


@pytest.fixture(scope="module")
def across(articles: list[AnnotatedArticle]) -> Across:
    entities = resolve_entities(articles)
    sides, names = Sides(entities), Names(entities)
    facts = [
        facts_of(item, index, entities, names=names, sides=sides)
        for item in articles
        for index in range(len(item.annotations.events))
    ]
    wordings = Wordings(articles, facts)
    alike = candidates(facts, antecedents(facts, sides)) | wordings.near(len(facts))
    return Across(articles, facts, sides, wordings, alike)


def words(across: Across) -> dict[Pair, float]:
    """The likelihoods by the words of the two mentions."""
    facts = across.facts
    return {
        (facts[left].event.trigger.text, facts[right].event.trigger.text): likely
        for (left, right), likely in across.likelihoods().items()
    }


def test_other_words_for_one_deed_are_likelier_one_event_than_other_deeds(across: Across) -> None:
    found = words(across)
    assert max(found, key=lambda pair: found[pair]) == ("dismissed", "sacked")
    assert all(0 <= likely <= 1 for likely in found.values())


def test_only_mentions_of_different_articles_are_compared(across: Across) -> None:
    pairs = across.likelihoods()
    assert pairs
    assert all(across.facts[left].article != across.facts[right].article for left, right in pairs)


def test_a_story_of_very_many_mentions_is_not_compared_so(
    across: Across, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_across, "MOST", len(across.facts) - 1)
    assert across.likelihoods() == {}


def test_a_pair_is_ahead_of_the_rivals_of_both_its_mentions() -> None:
    """The second mention of a fits both mentions of b; the first of b fits it better."""
    found = rivals(["a", "a", "b", "b"], {(0, 3): -1.0, (1, 2): 2.0, (1, 3): 0.5})
    assert found[1, 2] == {"odds": 2.0, "least": 1.5, "most": SURELY, "both": 1.0}
    assert found[1, 3] == {"odds": 0.5, "least": -1.5, "most": 1.5, "both": 0.0}
    assert found[0, 3]["least"] == -1.5


def test_articles_that_no_likely_pair_ties_tell_two_events(across: Across) -> None:
    one, other = across.facts[0], across.facts[-1]
    assert one.article != other.article
    group: list[Facts] = [one, other]
    assert likely_told([group], {(one.id, other.id): UNLIKELY}) == [group]
    assert likely_told([group], {(one.id, other.id): UNLIKELY - 0.01}) == [[one], [other]]
    assert likely_told([group], {}) == [[one], [other]]


def test_a_mention_that_is_kept_apart_can_bear_the_event_out(
    articles: list[AnnotatedArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is of an article without a mention of the event, and no likelier one stands there."""
    triggers = [(item.article.id, e.trigger.text) for item in articles for e in item.annotations.events]
    rescued, opened = (
        next(at for at, (_, text) in enumerate(triggers) if text == word) for word in ("rescued", "opened")
    )
    monkeypatch.setattr(Across, "likelihoods", lambda _: {(rescued, opened): 0.9})
    clusters = resolve_events(articles, resolve_entities(articles))
    also = {
        articles[0].annotations.events[cluster.members[0].index].trigger.text: [
            m.article for m in cluster.also
        ]
        for cluster in clusters
        if cluster.members[0].article == "a1"
    }
    assert also["rescued"] == ["a2"]
    assert also["dismissed"] == []


def read_as(*texts: str) -> list[AnnotatedArticle]:
    """The reports of one day."""
    return [
        AnnotatedArticle(
            article=Article(id=f"a{number}", text=text, published="2021-03-02", language="en"),
            annotations=annotate(text, published="2021-03-02"),
        )
        for number, text in enumerate(texts, start=1)
    ]


def test_what_one_report_quotes_bears_out_what_another_tells() -> None:
    read = read_as(
        "Mayor Ilse Dorn accused the harbor company of poisoning the lagoon at Elmsund on Monday.",
        "The opera opened. “The harbor company is guilty of poisoning the lagoon at Elmsund,” Mayor "
        "Ilse Dorn said on Monday.",
    )
    events = resolve_events(read, resolve_entities(read))
    accused = next(e for e in events if e.label == "accusation")
    assert {member.article for member in (*accused.members, *accused.also)} == {"a1", "a2"}


def test_what_keeps_two_mentions_apart_yields_to_all_that_tells_they_are_one() -> None:
    """Others sign, as far as is known: no report tells whose prime minister she is."""
    read = read_as(
        "Norland and Ostria signed the lagoon treaty in Elmsund after a quarrel over herring.",
        "Prime Minister Ada Brandt signed the lagoon treaty in Elmsund after a quarrel over herring.",
    )
    signed = [e for e in resolve_events(read, resolve_entities(read)) if e.label == "agreement"]
    assert [[m.article for m in (*e.members, *e.also)] for e in signed] == [["a1", "a2"], ["a2", "a1"]]


@pytest.mark.parametrize(
    ("told", "meant", "part"),
    [
        (None, {"2021-03-02": 0.9}, False),
        ("2021-03-01", {"2021-03-04": 0.8}, True),
        ("2021-03-01", {"2021-03-04": 0.8, "2021-03-01": 0.5}, False),
        ("2021-03-01", {"2021-03-04": 0.3}, False),
        ("2021-02", {"2021-03-02": 0.9}, False),
        ("2020-12", {"2021-03-02": 0.9}, True),
    ],
)
def test_likely_days_part_two_mentions(
    across: Across, told: str | None, meant: dict[str, float], *, part: bool
) -> None:
    """Days that are likely, if none of both is; a month ends a week before or more."""
    one = replace(across.facts[0], when=interval(told), meant={})
    other = replace(across.facts[1], when=None, meant=meant)
    assert days_part(one, other) is days_part(other, one) is part
