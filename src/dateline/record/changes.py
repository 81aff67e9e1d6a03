"""What is otherwise in a story than in the states that it came from, line by line.

Ids of lines count from one in every record. So a line is known again by what it rests on: the words of the
articles, whatever their place in the text, so that an edit elsewhere in an article moves nothing. Where an
edit changed these very words, a line that shares an article and most of its words is the same line, altered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.schema.library import FieldChange, LineChange, LineKind
from dateline.schema.span import Span
from dateline.schema.story import Event, Quote, Statement, Story

Line = Quote | Event | Statement
Fields = Mapping[str, str | None]
_Key = tuple[str, str]

# Share of all words of two lines that both have, from which they are one that was reworded.
REWORDED = 0.5


def line_changes(before: Sequence[Story], after: Story) -> tuple[LineChange, ...]:
    """The quotes, events and statements of `after` that no state in `before` holds so, and what is gone.

    Several states are the records of stories that have become one.
    """
    return (
        *_changes("quote", ((old, line) for old in before for line in old.quotes), after, after.quotes),
        *_changes("event", ((old, line) for old in before for line in old.events), after, after.events),
        *_changes(
            "statement", ((old, line) for old in before for line in old.statements), after, after.statements
        ),
    )


def touching(
    changes: Sequence[LineChange], article: str, before: Story, after: Story
) -> tuple[LineChange, ...]:
    """Of these changes those in lines that rest on an article, before or after."""
    rest = {story: set(_resting_on(article, state)) for story, state in (("gone", before), ("", after))}
    return tuple(
        change
        for change in changes
        if (change.kind, change.line) in rest["gone" if change.what == "gone" else ""]
    )


def _resting_on(article: str, story: Story) -> Iterator[tuple[LineKind, str]]:
    lines: tuple[tuple[LineKind, Sequence[Line]], ...] = (
        ("quote", story.quotes),
        ("event", story.events),
        ("statement", story.statements),
    )
    for kind, found in lines:
        for line in found:
            if any(span.article == article for span in evidence_of(line)):
                yield kind, line.id


def evidence_of(line: Line) -> Sequence[Span]:
    """The spans that a line rests on."""
    return line.renditions if isinstance(line, Quote) else line.evidence


def fields_of(line: Line, story: Story) -> dict[str, str | None]:
    """What a line says, in words, by field; entities by name, so that another id is no change."""
    names = {entity.id: entity.name for entity in story.entities}
    differences = "; ".join(
        f"{one.slot}: {' / '.join(value.value for value in one.values)}" for one in line.differences
    )
    shared = {"agreement": line.agreement, "differences": differences or None}
    if isinstance(line, Quote):
        speaker = names.get(line.speaker) if line.speaker else None
        return {"text": line.text, "speaker": speaker, "said": line.said, **shared}
    if isinstance(line, Statement):
        return {"text": line.text, **shared}
    quantities = "; ".join(
        " ".join(filter(None, (one.bound, f"{one.value:g}", one.unit, one.what))) for one in line.quantities
    )
    return {
        "what": line.what,
        "who": ", ".join(names.get(id_, id_) for id_ in line.who) or None,
        "where": names.get(line.where) if line.where else None,
        "when": line.when,
        "status": line.status,
        "quantities": quantities or None,
        **shared,
    }


def text_of(line: Line) -> str:
    """The line in words."""
    return line.what if isinstance(line, Event) else line.text


def _changes(
    kind: LineKind, before: Iterable[tuple[Story, Line]], story: Story, after: Sequence[Line]
) -> Iterator[LineChange]:
    old = list(before)
    places: dict[_Key, list[int]] = {}
    for number, (_, line) in enumerate(old):
        for key in _keys(line):
            places.setdefault(key, []).append(number)
    found = _matched([_votes(line, places) for line in after])
    found |= _reworded([line for _, line in old], after, found)
    for number, line in enumerate(after):
        if number not in found:
            yield LineChange(kind=kind, what="added", line=line.id, text=text_of(line))
            continue
        owner, match = old[found[number]]
        fields = _altered(fields_of(match, owner), fields_of(line, story))
        if fields:
            yield LineChange(kind=kind, what="altered", line=line.id, text=text_of(line), fields=fields)
    kept = set(found.values())
    for number, (_, line) in enumerate(old):
        if number not in kept:
            yield LineChange(kind=kind, what="gone", line=line.id, text=text_of(line))


def _keys(line: Line) -> set[_Key]:
    """What a line rests on, in words. Events tell clauses of one sentence apart by their type."""
    type_ = line.type if isinstance(line, Event) else ""
    return {(span.article, f"{type_} {' '.join(span.text.split())}") for span in evidence_of(line)}


def _votes(line: Line, places: Mapping[_Key, Sequence[int]]) -> dict[int, float]:
    """For each old line how many pieces of evidence it shares."""
    votes: dict[int, float] = {}
    for key in _keys(line):
        for number in places.get(key, ()):
            votes[number] = votes.get(number, 0.0) + 1
    return votes


def _matched(votes: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """Lines matched one to one, those that share most evidence first."""
    pairs = sorted((-count, new, old) for new, found in enumerate(votes) for old, count in found.items())
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, new, old in pairs:
        if new not in matched and old not in taken:
            matched[new] = old
            taken.add(old)
    return matched


def _reworded(before: Sequence[Line], after: Sequence[Line], matched: Mapping[int, int]) -> dict[int, int]:
    """Of the lines that share no evidence those that share an article and most of their words."""
    taken = set(matched.values())
    left = [(number, *_said(line)) for number, line in enumerate(before) if number not in taken]
    votes: list[dict[int, float]] = [{} for _ in after]
    for new, line in enumerate(after):
        if new in matched or not left:
            continue
        articles, words = _said(line)
        for old, other_articles, other_words in left:
            if not articles.isdisjoint(other_articles):
                share = len(words & other_words) / max(1, len(words | other_words))
                if share >= REWORDED:
                    votes[new][old] = share
    return _matched(votes)


def _said(line: Line) -> tuple[set[str], set[str]]:
    """The articles that a line rests on, and the words of these places."""
    spans = evidence_of(line)
    words = {word for span in spans for word in span.text.casefold().split()}
    return {span.article for span in spans}, words


def _altered(before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field=name, before=before[name], after=after[name])
        for name in after
        if before[name] != after[name]
    )
