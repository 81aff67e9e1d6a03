"""What a phrase of place or time belongs to, where the parser and the reader differ.

The parser often hangs "in Rome on Monday" on the name or noun before it. Here such a phrase climbs to the
event or verb that it says something about.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger

PLACING = frozenset(
    {
        *("in", "at", "near", "outside", "inside", "around", "across", "off"),
        *("through", "throughout", "within", "along", "aboard"),
    }
)
"""Prepositions of place."""

_TRANSPARENT_VERBS = frozenset(
    {"lead", "head", "name", "call", "know", "accompany", "back", "represent", "base"}
)
_OWN_TIME = frozenset({"ccomp", "relcl", "acl", "parataxis", "csubj"})
_OCCASION = frozenset({"in", "at", "during", "with", "after"})
_PREMODIFIERS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})


def stops(tree: Tree, triggers: Sequence[Trigger]) -> set[int]:
    """Event nouns whose place and time are not those of the verb over them: "condemned the attack in X"."""
    return {
        trigger.token
        for trigger in triggers
        if trigger.noun and trigger.support is None and not is_occasion(tree, trigger)
    }


def low_attachments(tree: Tree, triggers: Sequence[Trigger]) -> dict[int, int]:
    """Governors for phrases of place and time that directly follow an event noun in a prepositional phrase.

    "They called it revenge for air strikes last week in X": the parser tends to hang them on the verb.
    """
    found: dict[int, int] = {}
    for trigger in triggers:
        if not trigger.noun or trigger.support is not None or not _keeps_phrases(tree, trigger.token):
            continue
        at = trigger.token + 1
        while at < len(tree.tokens) and tree.tokens[at].sentence == tree.tokens[trigger.token].sentence:
            phrase = _phrase_at(tree, at)
            if phrase is None:
                break
            found[phrase[0]] = trigger.token
            at = phrase[1] + 1
    return found


def _keeps_phrases(tree: Tree, noun: int) -> bool:
    """Whether what directly follows the event noun is more likely its own than its verb's."""
    dep, head = tree.tokens[noun].dep, tree.tokens[noun].head
    return dep == "pobj" or (dep == "dobj" and tree.lemma(head) in _RELATING)


_RELATING = frozenset({"follow", "precede", "recall", "remember", "mark", "commemorate", "discuss"})
"""Verbs between two events, of which the object has its own place and time."""


def _phrase_at(tree: Tree, token: int) -> tuple[int, int] | None:
    """Head and last token of the phrase of time or place that begins at `token`, or None."""
    first = tree.tokens[token]
    if tree.time[token] is not None:
        end = token
        while end + 1 < len(tree.tokens) and tree.time[end + 1] == tree.time[token]:
            end += 1
        head = next((at for at in range(token, end + 1) if not token <= tree.tokens[at].head <= end), token)
        return head, end
    if first.dep == "prep" and first.text.lower() in PLACING | {"on", "during"}:
        below = [at for at in tree.subtree(token) if not _is_related(tree, at, token)]
        if all(not tree.is_verb(at) for at in below) and any(
            tree.time[at] is not None or tree.mention[at] is not None for at in below
        ):
            return token, below[-1]
    return None


def _is_related(tree: Tree, token: int, top: int) -> bool:
    """Whether the token stands in a relative clause below `top`: it says more of what is named there."""
    path = [token, *tree.ancestors(token)]
    return any(tree.tokens[at].dep == "relcl" for at in path[: path.index(top)])


def climb(tree: Tree, trigger: Trigger | int) -> list[int]:
    """The verbs whose time and place hold for the event as well, nearest first.

    An event noun shares them only as the occasion of its clause ("in a meeting on Friday, X agreed"); what
    is cancelled, prepared or hoped for has another time than the verb says.
    """
    if isinstance(trigger, Trigger):
        if trigger.noun and trigger.support is None and not is_occasion(tree, trigger):
            return []
        start = trigger.support if trigger.support is not None else trigger.token
    else:
        start = trigger
    path: list[int] = []
    at = start
    for over in tree.ancestors(start):
        dep = tree.tokens[at].dep
        if dep in _OWN_TIME or (dep == "advcl" and tree.first(at, "mark", "nsubj") is not None):
            break
        if dep == "conj" and _is_present_perfect(tree, at) and not _is_present_perfect(tree, over):
            break
        if tree.is_verb(over):
            path.append(over)
        at = over
    return path


def _is_present_perfect(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the present perfect, which takes no time in the past (Klein 1992): "the talks
    failed in May, and the North has set a deadline"."""
    return any(
        tree.lemma(aux) == "have" and tree.tokens[aux].tag in {"VBZ", "VBP"}
        for aux in tree.below(verb, "aux")
    )


def is_occasion(tree: Tree, trigger: Trigger) -> bool:
    """Whether an event noun is that on which the verb over it happens: "agreed at the meeting"."""
    first = tree.first_conjunct(trigger.outer)
    head = tree.tokens[first].head
    over = tree.lemma(tree.tokens[head].head)
    going = tree.lemma(head) == "for" and over in words("motion")  # "heading to X for his summit with Y"
    occasion = going or tree.tokens[head].text.lower() in _OCCASION
    counted = tree.first(head, "npadvmod") is not None  # "three days after the vote"
    return tree.tokens[first].dep == "pobj" and occasion and not counted and over not in words("outcomes")


def holder_of(tree: Tree, token: int, anchors: set[int], *, through_participles: bool = False) -> int | None:
    """The event or verb that a time or place at `token` says something about.

    Nouns are passed over, because the parser often hangs a phrase on the name before it; so are
    participles that only describe a participant or plan the event ("led by", "expected to be held").
    """
    if tree.time[token] is not None and tree.tokens[token].dep in _PREMODIFIERS:
        over = tree.tokens[token].head
        if over > token and tree.tokens[over].pos in {"NOUN", "PROPN"}:
            return over  # "the 2016 election" says nothing of when anything else was
    for over in tree.holders(token):
        if over in anchors or over in tree.stops:
            return over
        described = through_participles and tree.tokens[over].dep == "acl"
        if tree.is_verb(over) and not described and not _is_transparent(tree, over):
            return over
    return None


def _is_transparent(tree: Tree, verb: int) -> bool:
    dep = tree.tokens[verb].dep
    if dep == "relcl" and tree.lemma(verb) in words("plan") and tree.first(verb, "auxpass") is not None:
        return True  # "a trip that had been planned for Friday"
    if dep == "acl":
        return tree.lemma(verb) in _TRANSPARENT_VERBS | words("plan") | {"hold"}
    if dep == "xcomp" and tree.lemma(verb) in {"hold", "take", "be", "begin", "start"}:
        over = tree.tokens[verb].head
        return tree.tokens[over].dep == "acl" and tree.lemma(over) in words("plan")
    return False
