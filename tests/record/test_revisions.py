"""What an edit changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.record.revisions import changes


def test_changes_are_ranges_of_both_texts() -> None:
    """A word replaced, one removed and one inserted, each where it stands."""
    before, after = "Seven people were badly hurt.", "Nine people were hurt today."
    shown = [
        (c.kind, before[c.before.start : c.before.end], after[c.after.start : c.after.end])
        for c in changes(before, after)
    ]
    assert ("replaced", "Seven", "Nine") == shown[0]
    assert ("replaced", "badly hurt.", "hurt today.") == shown[1]


def test_white_space_is_no_change() -> None:
    """A paragraph that is broken elsewhere says the same."""
    assert () == changes("One day.\n\nTwo days.", "One day. Two days.")


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_changes_turn_one_text_into_the_other(old: list[str], new: list[str]) -> None:
    """With every change put in its place the old words are the new ones."""
    before, after = " ".join(old), " ".join(new)
    result, place = "", 0
    for change in changes(before, after):
        result += (
            before[place : change.before.start] + " " + after[change.after.start : change.after.end] + " "
        )
        place = change.before.end
    assert new == (result + before[place:]).split()
