"""When an event is, its clause and its agenda, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.event_attachment import climb, holder_of
from dateline.annotate.event_captions import time_of_picture
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import SAID, STATEMENT
from dateline.schema.span import Span

TALKING = frozenset({"discuss", "negotiate", "debate", "review"})
_AGENDA = frozenset({"on", "about", "over", "regarding", "concerning"})

FEWEST_IN_PHRASE = 4
"""Tokens that a noun phrase needs to tell an event by itself ("rebel shelling near Tarn")."""


def when(tree: Tree, trigger: Trigger) -> int | None:
    """The time expression of the event: its own, or that of the clause that it stands in."""
    anchors = {trigger.token, trigger.outer, *(() if trigger.noun else trigger.tokens)}
    anchors |= set(_occurring(tree, trigger))
    if trigger.support is not None:
        anchors.add(trigger.support)
    relative = _relative_time(tree, trigger)
    if relative is not None:
        return relative
    own = _nearest_time(tree, anchors, climb(tree, trigger), trigger.token)
    if own is None:
        own = _time_of_message(tree, trigger)
    if own is None and not trigger.noun:
        own = time_of_picture(tree, trigger.token)
    return own if own is not None else _time_beside(tree, trigger)


def _time_of_message(tree: Tree, trigger: Trigger) -> int | None:
    """The time of what something is said in: "warned in a letter sent on Monday"."""
    if trigger.entry.root not in SAID and trigger.entry.label != STATEMENT:
        return None
    for prep, thing in tree.prepositions(trigger.token):
        for told in tree.below(thing, "acl", "relcl") if prep == "in" else ():
            found = _nearest_time(tree, {told}, [], told)
            if found is not None:
                return found
    return None


def _time_beside(tree: Tree, trigger: Trigger) -> int | None:
    """The time of a clause that goes with the event: "when Y met this month", "signed by many last year"."""
    start = trigger.support if trigger.support is not None else trigger.token
    signed = [child for child in tree.below(trigger.token, "acl") if tree.tokens[child].tag == "VBN"]
    for child in (*(signed if trigger.noun else ()), *clauses_beside(tree, start)):
        inside = set(tree.subtree(child))
        for index, at in _times_in(tree, tree.tokens[start].sentence):
            if at in inside and not any(tree.tokens[over].dep == "relcl" for over in up(tree, at, child)):
                return index
    return None


def up(tree: Tree, token: int, top: int) -> Iterator[int]:
    """The words between `token` and `top` above it."""
    for over in tree.ancestors(token):
        if over == top:
            return
        yield over


def time_of(tree: Tree, verb: int) -> int | None:
    """The dated time expression nearest above or below a verb, or None."""
    return _nearest_time(tree, {verb}, climb(tree, verb), verb)


def _relative_time(tree: Tree, trigger: Trigger) -> int | None:
    """ "2000" of "the first since 2000, when X met Y"."""
    verb = trigger.support if trigger.support is not None else trigger.token
    if tree.tokens[verb].dep not in {"relcl", "advcl"}:
        return None
    adverbs = [child for child in tree.below(verb, "advmod") if tree.tokens[child].text.lower() == "when"]
    if not adverbs:
        return None
    for token in range(adverbs[0] - 1, max(adverbs[0] - 4, -1), -1):
        index = tree.time[token]
        if index is not None and is_dated(tree, index):
            return index
    return None


def _nearest_time(tree: Tree, anchors: set[int], path: list[int], token: int) -> int | None:
    candidates: list[tuple[int, int, int]] = []
    for index, at in _times_in(tree, tree.tokens[token].sentence):
        holder = holder_of(tree, at, anchors)
        if tree.is_since(at):
            continue  # "the first visit since 2016" was not in 2016
        if holder in anchors:
            candidates.append((0, abs(at - token), index))
        elif holder in path:
            candidates.append((1 + path.index(holder), abs(at - token), index))
    if not candidates:
        return None
    level = min(candidate[0] for candidate in candidates)
    best = [index for rank, _, index in sorted(candidates) if rank == level]
    return max(best, key=lambda index: (_exactness(tree, index), -best.index(index)))


def is_dated(tree: Tree, index: int) -> bool:
    """Whether a time expression has a calendar value."""
    time = tree.times[index]
    return time.type in {"DATE", "TIME"} and bool(time.value) and (time.value or "")[:4].isdigit()


def _exactness(tree: Tree, index: int) -> int:
    """More for a day than for a month or week; most for a time with its zone: "1 pm (1700 GMT)"."""
    value = tree.times[index].value or ""
    zoned = any(zone in tree.times[index].text for zone in ("GMT", "UTC"))
    return 0 if "W" in value else min(len(value), 10) + zoned


def _times_in(tree: Tree, sentence: int) -> Iterator[tuple[int, int]]:
    """The dated time expressions of a sentence, each with its syntactic head token."""
    seen: dict[int, list[int]] = {}
    for token, index in enumerate(tree.time):
        if index is not None and tree.tokens[token].sentence == sentence:
            seen.setdefault(index, []).append(token)
    for index, tokens in seen.items():
        if is_dated(tree, index):
            inside = set(tokens)
            heads = [token for token in tokens if tree.tokens[token].head not in inside]
            yield index, (heads or tokens)[0]


def described(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """The verbs that tell what the event did: "an explosion that tore through a market in Tarn"."""
    for noun in dict.fromkeys((trigger.token, trigger.outer)) if trigger.noun else ():
        for verb in tree.below(noun, "relcl"):
            subjects = tree.below(verb, "nsubj", "nsubjpass")
            itself = any(tree.tokens[subject].tag in {"WDT", "WP"} for subject in subjects)
            if itself and tree.lemma(verb) not in words("report") | words("plan"):
                yield verb


def _occurring(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """Those of them that only say that it took place: "a shooting that happened on Sunday"."""
    for verb in described(tree, trigger):
        if tree.phrase(verb) in words("existence") | words("light"):
            yield verb


def clauses_beside(tree: Tree, verb: int) -> Iterator[int]:
    """The clauses that tell what happened at the same time: "when", "while" and "as" clauses."""
    for child in tree.below(verb, "advcl"):
        joins = {tree.tokens[word].text.lower() for word in tree.below(child, "advmod", "mark")}
        if joins & {"when", "while", "as"} and tree.tokens[child].tag in {"VBD", "VBZ", "VBP", "VBN"}:
            yield child


def clause(tree: Tree, trigger: Trigger) -> Span:
    """The clause that tells the event, without what only joins it to the sentence."""
    top = trigger.support if trigger.support is not None else trigger.token
    if trigger.token in tree.stops:
        phrase = _noun_phrase(tree, trigger)
        if len(phrase) >= FEWEST_IN_PHRASE:
            return tree.span(phrase)
    if trigger.noun and trigger.support is None:
        for over in tree.ancestors(trigger.token):
            if tree.is_verb(over):
                top = over
                break
    tokens = [at for at in tree.subtree(top) if tree.tokens[at].sentence == tree.tokens[top].sentence]
    skipped = {child for child in tree.below(top, "mark", "cc", "punct") if child < top}
    tokens = [at for at in tokens if at not in skipped] or [top]
    while (
        len(tokens) > 1
        and tree.tokens[tokens[-1]].pos == "PUNCT"
        and tree.tokens[tokens[-1]].text in ",.;:-–"
    ):
        tokens.pop()
    while len(tokens) > 1 and tree.tokens[tokens[0]].text in ",.;:-–":
        tokens.pop(0)
    return tree.span(tokens)


def _noun_phrase(tree: Tree, trigger: Trigger) -> list[int]:
    """The event noun with what is below it, and with the phrases of place and time that are its own."""
    own = [head for head, noun in tree.governor.items() if noun == trigger.token]
    return sorted({*tree.subtree(trigger.outer), *(token for head in own for token in tree.subtree(head))})


def agenda(tree: Tree, trigger: Trigger) -> tuple[Span, ...]:
    """What a meeting is about: "talks on X", "to discuss X", "X on the agenda"."""
    if trigger.entry.root != "CONSULT":
        return ()
    found: list[Span] = []
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        for prep in tree.below(noun, "prep"):
            if tree.tokens[prep].text.lower() in _AGENDA:
                found += _topics(tree, prep, "pobj", "pcomp")
    carriers = {trigger.token} | ({trigger.support} if trigger.support is not None else set())
    for carrier in carriers:
        if tree.lemma(carrier) in TALKING:
            found += _topics(tree, carrier, "dobj", "nsubjpass")
        for prep in tree.below(carrier, "prep"):
            if tree.tokens[prep].text.lower() in _AGENDA:
                found += _topics(tree, prep, "pobj", "pcomp")
        for child in tree.below(carrier, "advcl", "xcomp"):
            if tree.lemma(child) in {"discuss", "negotiate", "finalize", "prepare", "address", "resolve"}:
                found += _topics(tree, child, "dobj")
    return tuple(dict.fromkeys(found))


def _topics(tree: Tree, over: int, *deps: str) -> list[Span]:
    """The phrases below `over` that are no time and no place."""
    return [
        tree.span(tree.subtree(thing))
        for thing in tree.below(over, *deps)
        if tree.time[thing] is None
        and (tree.mention[thing] is None or tree.mentions[tree.mention[thing] or 0].type != "place")
    ]
