"""Who is the same as whom in one article.

1. names: people by full name, places and organizations by spelling, acronym and short form
   (`coreference_names`);
2. bare names, phrases and pronouns, in the order of the text, each to the entity that fits and is most on
   the reader's mind (`coreference_resolution`, `coreference_phrases`, `coreference_pronouns`);
3. what is left open is said to be open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.annotate.annotator import Document
from dateline.annotate.coreference_antecedents import Choose, by_weights
from dateline.annotate.coreference_entities import Draft, role_head_at
from dateline.annotate.coreference_judge import Score, by_trees
from dateline.annotate.coreference_names import Drafts, gather_names
from dateline.annotate.coreference_people import parts
from dateline.annotate.coreference_resolution import Resolution
from dateline.annotate.coreference_sides import Sides
from dateline.annotate.coreference_view import View
from dateline.annotate.gazetteer import fold, gender_of
from dateline.schema.annotation import Chain, Mention, OpenMention
from dateline.schema.span import Span


class Coreference:
    """Annotator: the chains of mentions, and the mentions that stay open."""

    name = "coreference"
    requires = frozenset({"sentences", "tokens", "mentions", "quotations"})
    provides = frozenset({"chains", "open_mentions"})

    def __init__(self, score: Score = by_trees, choose: Choose = by_weights) -> None:
        self._score, self._choose = score, choose

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layers `chains` and `open_mentions`."""
        chains, open_mentions = resolve(document, self._score, self._choose)
        return {"chains": chains, "open_mentions": open_mentions}


def resolve(
    document: Document, score: Score = by_trees, choose: Choose = by_weights
) -> tuple[tuple[Chain, ...], tuple[OpenMention, ...]]:
    """Chains in the order of their first mentions, and the mentions that could be several of them."""
    view = View(document)
    drafts = Drafts(view)
    resolution = Resolution(drafts, gather_names(drafts), score, choose)
    resolution.run()
    kept = sorted((d for d in drafts.all if d.mentions), key=lambda draft: draft.mentions[0])
    number_of = {draft.number: number for number, draft in enumerate(kept)}
    open_mentions = []
    for mention, candidates in sorted(resolution.open.items()):
        numbers = sorted({number_of[d.number] for d in candidates if d.number in number_of})
        open_mentions.append(OpenMention(mention=mention, candidates=tuple(numbers)))
    sides = Sides(drafts)
    return tuple(_chain(draft, drafts, sides) for draft in kept), tuple(open_mentions)


def _chain(draft: Draft, drafts: Drafts, sides: Sides) -> Chain:
    return Chain(
        type=draft.type,
        mentions=tuple(draft.mentions),
        name=_name(draft, drafts.view),
        roles=tuple(_roles(draft, drafts)),
        side=sides.of(draft),
    )


def _name(draft: Draft, view: View) -> str | None:
    """The fullest form: the most words, then the earliest; a country's CLDR name."""
    if draft.key.startswith("country "):
        return draft.key.removeprefix("country ")
    names = [view.mentions[index].text for index in draft.mentions if view.mentions[index].kind == "name"]
    if not names:
        return None
    if draft.type == "person":
        fullest = max(names, key=lambda name: (len(parts(name)), not name.isupper()))
        return _with_family_name(fullest, draft, view)
    names = [name.removeprefix("the ").removeprefix("The ") for name in names]
    return max(names, key=lambda name: (len(name.split()), len(name), not name.isupper()))


def _with_family_name(name: str, draft: Draft, view: View) -> str:
    """A given name with the family name that it shares with the one after it: "Ted and Ana Reyl"."""
    if len(parts(name)) > 1 or gender_of(name) is None:
        return name
    for index in draft.mentions:
        after = index + 1
        if view.mentions[index].kind != "name" or after == len(view.mentions):
            continue
        other = view.mentions[after]
        between = view.text[view.mentions[index].end : other.start]
        both = other.type == "person" and other.kind == "name" and between.split() == ["and"]
        words = other.text.split()
        if both and len(words) > 1 and gender_of(words[0]) is not None:
            return f"{name} {words[-1]}"
    return name


def _roles(draft: Draft, drafts: Drafts) -> Iterator[Span]:
    """Roles in text order, each wording once; not those in which somebody else is called, nor what is one's
    own ("his chair", "Brandt's eldest son" of Brandt)."""
    if draft.type != "person":
        return
    seen: set[str] = set()
    own = [drafts.view.mentions[index] for index in draft.mentions]
    roles = [role for mention in own for role in mention.roles if not _is_ones_own(role, own, drafts.view)]
    for role in sorted(roles, key=lambda role: (role.start, -role.end)):
        wording = fold(role.text)
        if wording not in seen and not _calls_another(role, draft, drafts):
            seen.add(wording)
            yield role


def _is_ones_own(role: Span, own: Sequence[Mention], view: View) -> bool:
    """Whether one of the mentions owns whom the role calls so: what is somebody's is somebody else (the
    i-within-i condition, Chomsky 1981)."""
    head = role_head_at(role, view)
    owners = (view.tokens[view.token_at(mention.end - 1)] for mention in own)
    return any(owner.dep == "poss" and owner.head == head for owner in owners)


def _calls_another(role: Span, draft: Draft, drafts: Drafts) -> bool:
    """Whether "and" joins to the office of a role that of another one ("the mayor and governor agreed")."""
    view = drafts.view
    last = view.token_at(role.end - 1)
    joined = (at for at in range(role_head_at(role, view) + 1, last + 1) if view.tokens[at].dep == "conj")
    others = (drafts.at(at) for at in joined)
    return any(
        other is not None and other is not draft and other.type == "person" and other.named
        for other in others
    )
