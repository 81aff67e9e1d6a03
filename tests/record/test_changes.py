"""What is otherwise in a story than before, line by line."""

from __future__ import annotations

from dateline.record.changes import line_changes
from dateline.schema.span import Span
from dateline.schema.story import Statement, Story


def story(*texts: str, article: str = "a1") -> Story:
    """A story with these statements, each resting on its own words."""
    statements = tuple(
        Statement(
            id=f"f{number}", text=text, evidence=(Span(article=article, start=0, end=len(text), text=text),)
        )
        for number, text in enumerate(texts, start=1)
    )
    return Story(id="s1", headline="", articles=(article,), statements=statements)


def shown(before: Story, after: Story) -> list[tuple[str, str]]:
    """What changed, and in which line."""
    return [(change.what, change.line) for change in line_changes([before], after)]


def test_lines_are_known_again_under_other_ids() -> None:
    """A line before all others moves every id and changes no line."""
    assert [("added", "f1")] == shown(
        story("It rained.", "He left."), story("We won.", "It rained.", "He left.")
    )


def test_line_that_is_gone_is_named_as_it_was() -> None:
    """Its id is that of the record before."""
    assert [("gone", "f2")] == shown(story("It rained.", "He left."), story("It rained."))


def test_reworded_line_is_altered() -> None:
    """One that shares an article and most of its words is the same line, with both texts."""
    before, after = story("Six boats sank off Tolmark."), story("Nine boats sank off Tolmark.")
    (change,) = line_changes([before], after)
    assert ("altered", "f1") == (change.what, change.line)
    assert ("Six boats sank off Tolmark.", "Nine boats sank off Tolmark.") == (
        change.fields[0].before,
        change.fields[0].after,
    )


def test_same_words_in_another_article_are_another_line() -> None:
    """A line is not taken for one that rests on other articles."""
    changes = shown(story("Six boats sank off Tolmark."), story("Nine boats sank off Tolmark.", article="a2"))
    assert [("added", "f1"), ("gone", "f1")] == changes


def test_lines_of_stories_that_became_one_are_all_known() -> None:
    """Several states before count together."""
    one, other = story("It rained."), story("He left.", article="a2")
    both = Story(id="s1", headline="", articles=("a1", "a2"), statements=(*one.statements, *other.statements))
    assert () == line_changes([one, other], both)
