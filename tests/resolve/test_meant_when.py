"""The day of an event that no words date."""

from __future__ import annotations

from dataclasses import replace

from dateline.pipeline import annotate
from dateline.resolve.entities import resolve_entities
from dateline.resolve.event_facts import Facts
from dateline.resolve.events import MEANT, meant_when, resolve_events
from dateline.schema.annotation import AnnotatedArticle, EventMention
from dateline.schema.article import Article
from dateline.schema.span import Span


def mention(**days: float) -> Facts:
    """A mention with days that its article likely means, by name: `d2031_05_12=0.4`."""
    span = Span(article="a1", start=0, end=3, text="met")
    event = EventMention(type="CONSULT", label="meeting", trigger=span, what=span, status="held")
    none: frozenset[str] = frozenset()
    fact = Facts(
        id="a1:0", article="a1", index=0, event=event, who=none, agents=none, patients=none, sides=none,
        where=None, when=None, value=None, taken=None, exact=False, lapsed=False, word="met",
        words=none, anaphor=False, published=None, position=0, sentence=0,
    )  # fmt: skip
    return replace(fact, meant={name[1:].replace("_", "-"): odds for name, odds in days.items()})


def test_the_likeliest_day_of_any_mention_dates_the_event() -> None:
    """One mention that hangs on a time tells more than several that stand far from any."""
    far = mention(d2031_05_14=0.3, d2031_05_12=0.2)
    assert "2031-05-12" == meant_when([far, mention(d2031_05_12=0.6), far])


def test_what_is_unlikely_dates_nothing() -> None:
    """A day below the threshold is not shown."""
    assert None is meant_when([mention(d2031_05_12=MEANT - 0.01), mention()])


def test_a_weekend_stays_one() -> None:
    """Its value is longer than that of a day."""
    assert "2031-W20-WE" == meant_when([mention(**{"d2031-W20-WE": 0.8})])


def test_only_a_day_that_no_words_tell_is_inferred() -> None:
    """ "On Monday" tells it."""
    text = "Police arrested Ilse Varga in Tarn on Monday. They questioned Ivo Tarrant."
    article = Article(id="a1", text=text, language="en", published="2031-05-14")
    item = AnnotatedArticle(article=article, annotations=annotate(text, published="2031-05-14"))
    found = resolve_events([item], resolve_entities([item]))
    told = {m.index: c.when_inferred for c in found for m in c.members if c.when is not None}
    words = {item.annotations.events[index].trigger.text: inferred for index, inferred in told.items()}
    assert not words["arrested"]
    assert words.get("questioned", True)
