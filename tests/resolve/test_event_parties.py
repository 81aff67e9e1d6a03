"""Who takes part in an event, weighed over the sentences that tell it, in invented reports."""

from __future__ import annotations

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Sides
from dateline.resolve.event_parties import Parties
from dateline.resolve.events import group_mentions
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article

PUBLISHED = "2031-05-14"
TEXT = (
    "Ada Moreau, the foreign minister, spoke in Oslo. Moreau said that Jan Lind had met Omar Reyl on Monday. "
    "Eva Brandt, who waited outside, left."
)


def candidates(word: str) -> dict[str, dict[str, float]]:
    """The candidates by name, with their signals, of the event that `word` names."""
    article = Article(id="a1", text=TEXT, language="en", published=PUBLISHED)
    item = AnnotatedArticle(article=article, annotations=annotate(TEXT, published=PUBLISHED))
    entities = resolve_entities([item])
    sides = Sides(entities)
    groups, *_ = group_mentions([item], entities, sides)
    [group] = [g for g in groups if g[0].event.trigger.text == word]
    found = Parties([item], entities, sides).candidates(group, group[0].who, None)
    return {sides.entities[id_].name: signals for id_, signals in found.items()}


def test_the_candidates_are_those_whom_the_sentences_name() -> None:
    """Not who only says that it happened, nor who is named elsewhere."""
    assert {"Jan Lind", "Omar Reyl"} == set(candidates("met"))


def test_signals_tell_the_way_in_the_tree() -> None:
    """A subject stands one step below its verb, on no way that passes another verb."""
    signals = candidates("met")["Jan Lind"]
    assert (0.0, 1 / 6, 1.0) == (signals["up"], signals["down"], signals["its nsubj"])
    assert (1.0, 0.0) == (signals["takes part"], signals["verbs over"])


def test_an_event_keeps_somebody_whom_the_rules_find() -> None:
    """Where none of the parties is likely the likeliest remains, and what no sentence names is untouched."""
    article = Article(id="a1", text=TEXT, language="en", published=PUBLISHED)
    item = AnnotatedArticle(article=article, annotations=annotate(TEXT, published=PUBLISHED))
    entities = resolve_entities([item])
    sides = Sides(entities)
    parties = Parties([item], entities, sides)
    groups, *_ = group_mentions([item], entities, sides)
    for group in groups:
        who = sorted(group[0].who)
        assert bool(who) <= bool(parties.weighed(group, who, None))
