"""The day of what a caption tells in the present: "In this May 3, 2019, photo, Ana Reyl speaks in Tarn"."""

from __future__ import annotations

from dateline.annotate.event_tree import Tree

_PICTURES = frozenset({"frame", "image", "photo", "photograph", "picture", "video"})
_PRESENT = frozenset({"VBP", "VBZ"})
_DAY = len("2000-01-01")


def time_of_picture(tree: Tree, verb: int) -> int | None:
    """The day of the picture that shows what a verb in the present tells, or None.

    It stands before the word for the picture, or at the end of the sentence: "holds a sign outside the court
    where the case was heard on May 3, 2019".
    """
    sentence = tree.tokens[verb].sentence
    if tree.tokens[verb].tag not in _PRESENT or tree.first(verb, "aux", "auxpass") is not None:
        return None
    last: int | None = None
    for at in range(verb, -1, -1):
        if tree.tokens[at].sentence != sentence:
            break
        if tree.lemma(at) in _PICTURES:
            within = (tree.time[token] for token in tree.subtree(at) if token < at)
            shown = next((time for time in within if time is not None and _is_day(tree, time)), None)
            if shown is not None:
                return shown
    if tree.tokens[verb].dep != "ROOT":
        return None
    for at in range(verb, len(tree.tokens)):
        if tree.tokens[at].sentence != sentence:
            break
        last = tree.time[at] if tree.tokens[at].pos != "PUNCT" else last
    return last if last is not None and _is_day(tree, last) and _has_year(tree, last) else None


def _is_day(tree: Tree, time: int) -> bool:
    value = tree.times[time].value or ""
    return len(value) >= _DAY and value[:4].isdigit() and "W" not in value


def _has_year(tree: Tree, time: int) -> bool:
    return (tree.times[time].value or "")[:4] in tree.times[time].text
