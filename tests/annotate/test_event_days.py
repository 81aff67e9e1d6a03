"""The likeliest day of an event that no words date."""

from __future__ import annotations

from dateline.annotate.annotator import Document
from dateline.annotate.event_days import Days
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger, find_triggers
from dateline.annotate.sentences import Sentences
from dateline.annotate.syntax import Syntax
from dateline.annotate.timex import Timex
from dateline.schema.article import Article


def days_of(text: str) -> tuple[Days, tuple[Trigger, ...]]:
    """The days of a text printed on a Wednesday, and its events."""
    document = Document.of(Article(id="a1", text=text, published="2031-05-14"))
    for annotator in (Sentences(), Timex(), Syntax()):
        document = document.with_layers(annotator.annotate(document))
    tree = Tree.of(document.with_layers({"mentions": ()}))
    triggers = find_triggers(tree)
    return Days.of(tree, triggers, "2031-05-14"), triggers


def test_the_times_around_and_the_day_of_publication_are_candidates() -> None:
    """A duration is none, a day is."""
    days, triggers = days_of("Police arrested two men. They were held for three days until May 12.")
    found = [days.value(candidate) for candidate in days.candidates(triggers[0])]
    assert ["2031-05-12", "2031-05-14"] == found


def test_what_has_happened_is_of_no_day_to_come() -> None:
    """Days after publication are left to plans."""
    days, triggers = days_of("Police arrested two men. A hearing is set for May 20.")
    best, _ = days.likeliest(triggers[0], past=True)[0]
    assert "2031-05-20" != days.value(best)


def test_a_plan_is_never_of_the_day_of_publication() -> None:
    """Without a time around it has no day."""
    days, triggers = days_of("Police will arrest two men.")
    assert [] == days.likeliest(triggers[0], past=False)


def test_a_time_in_the_sentence_is_likelier_than_one_far_off() -> None:
    """What stands beside the event dates it before what the report opened with."""
    days, triggers = days_of("The ministry closed in 2029. The mayor spoke on Monday, accusing the police.")
    accusing = next(t for t in triggers if days.tree.tokens[t.token].text == "accusing")
    assert "2031-05-12" == days.value(days.likeliest(accusing, past=True)[0][0])
