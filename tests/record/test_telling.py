"""The words that stand for an event."""

from __future__ import annotations

from dateline.pipeline import annotate_many
from dateline.record.clauses import readable
from dateline.record.evidence import Sources
from dateline.record.telling import clauses, telling
from dateline.schema.annotation import AnnotatedArticle
from dateline.schema.article import Article
from dateline.schema.cluster import Entities, EventCluster, Member


def annotated(id: str, text: str) -> AnnotatedArticle:
    """The article as the annotators read it."""
    [found] = annotate_many([Article(id=id, text=text, published="2030-05-17")])
    return AnnotatedArticle(article=Article(id=id, text=text, published="2030-05-17"), annotations=found)


def index_of(item: AnnotatedArticle, trigger: str) -> int:
    """The number of the event that a word names."""
    return next(at for at, event in enumerate(item.annotations.events) if event.trigger.text == trigger)


def test_a_relative_clause_is_told_with_its_noun() -> None:
    """An event named by a noun is not told by the clause about it alone."""
    item = annotated(
        "a1", "The new rules would be a modest answer to the shootings that killed nine people in Tarn."
    )
    event = item.annotations.events[index_of(item, "shootings")]
    assert "that killed nine people in Tarn" == event.what.text
    assert "the shootings that killed nine people in Tarn" == readable(item, event).text


def test_the_whole_clause_with_names_stands_for_an_event() -> None:
    """A clause of its own with those who take part is shown before one that names the event in passing."""
    first = annotated("a1", "Her aide, who also resigned, was seen at the port. Nobody knew why.")
    second = annotated("a2", "Mayor Ann Lind resigned on Thursday after a quarrel about the port of Tarn.")
    members = (
        Member(article="a1", index=index_of(first, "resigned")),
        Member(article="a2", index=index_of(second, "resigned")),
    )
    cluster = EventCluster(members=members, type="RETREAT", label="resignation")
    sources = Sources.of([first, second], [])
    links = {item.article.id: (None,) * len(item.annotations.mentions) for item in (first, second)}
    shown = telling(cluster, sources, Entities(entities=(), links=links), "held")
    assert shown == clauses(cluster, sources)[1]
    assert shown.text.startswith("Mayor Ann Lind resigned on Thursday")


def test_no_clause_that_tells_another_status_stands_for_an_event() -> None:
    """What was called off is not shown as what will be."""
    first = annotated("a1", "Mayor Ann Lind will meet Governor Tom Brandt in Tarn on 20 May 2030.")
    second = annotated("a2", "Lind cancelled the meeting.")
    members = tuple(
        Member(article=item.article.id, index=index_of(item, word))
        for item, word in ((first, "meet"), (second, "meeting"))
    )
    cluster = EventCluster(members=members, type="CONSULT", label="meeting")
    sources = Sources.of([first, second], [])
    links = {item.article.id: (None,) * len(item.annotations.mentions) for item in (first, second)}
    entities = Entities(entities=(), links=links)
    assert telling(cluster, sources, entities, "planned").text.startswith("Mayor Ann Lind will meet")
    assert "cancelled" in telling(cluster, sources, entities, "cancelled").text


def test_a_clause_opens_with_its_own_words() -> None:
    """What joins a clause to another stands before it; what joins another to it belongs to it."""
    item = annotated("a1", "But the council voted on Monday to close the bridge.")
    assert readable(item, item.annotations.events[0]).text.startswith("the council voted")
    item = annotated("a1", "As Lind left Tarn on Monday, Brandt arrived in Dorn.")
    told = [readable(item, event).text for event in item.annotations.events]
    assert "As Lind left Tarn on Monday, Brandt arrived in Dorn" in told


def test_what_is_claimed_is_told_with_who_claims_it() -> None:
    """Somebody's own words are shown with the speaker."""
    item = annotated("a1", "“We have won the vote,” Brandt said on Monday in Tarn, and left.")
    told = [readable(item, event).text for event in item.annotations.events]
    assert told[0].startswith("“We have won the vote,” Brandt said")


def test_a_phrase_before_the_subject_keeps_its_preposition() -> None:
    """ "Since" and "after" join no clause where they open a phrase of their own; "but" and "that" do."""
    text = "But since taking office, Mayor Ann Lind has imposed sanctions on the port of Tarn."
    item = annotated("a1", text)
    event = item.annotations.events[index_of(item, "sanctions")]
    assert readable(item, event).text == text.removeprefix("But ").removesuffix(".")
