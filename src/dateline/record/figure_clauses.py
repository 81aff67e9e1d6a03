"""What the clause around a number tells: what it hangs on, whose it is, to whom, where and when.

Throughout, `top` is the token of the noun that a number counts, else of the number itself, and `verb` that of
the verb above it, or None; tokens are told by their place in the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.record.measures import stem, table, words
from dateline.schema.annotation import AnnotatedArticle, Token
from dateline.schema.span import beginning_in

_COMPLEMENTS = ("acl", "amod", "oprd", "ccomp", "xcomp", "acomp")
_FARTHEST = 4
"""Heads above a number that are asked what it is about."""


def anchors_of(tokens: Sequence[Token], top: int, inside: set[int]) -> tuple[list[str], int | None]:
    """The stems of what is said of a number's noun, of what it is a number of, and of what it hangs on up to
    its verb, the nearest first; and the verb.
    """
    found = [*_victims(tokens, top)]
    for child in _children(tokens, top):
        if tokens[child].dep == "prep" and tokens[child].text.casefold() in ("of", "for"):
            found += [stem(tokens[at].text) for at in _children(tokens, child) if at not in inside]
    at, verb = top, None
    for _ in range(_FARTHEST):
        head = tokens[at].head
        if head == at:
            break
        at = head
        if tokens[at].pos in ("NOUN", "PROPN") and at not in inside:
            if tokens[at].lemma.casefold() not in words("empty"):
                found.append(stem(tokens[at].text))
        elif tokens[at].pos in ("VERB", "AUX"):
            verb = at
            if tokens[at].lemma.casefold() not in words("light"):
                found.append(stem(tokens[at].text))
            break
    if verb is None and tokens[at].pos == "VERB":
        verb = at
    for subject in _children(tokens, verb) if verb is not None else ():
        if tokens[subject].dep == "nsubj" and tokens[subject].lemma.casefold() in words("tallies"):
            # "The number of people killed rose to nine": it is the subject that tells what is counted.
            found += [stem(tokens[inner].text) for inner in _under(tokens, subject)]
    return [*found, *_put_at(tokens, top)], verb


def _put_at(tokens: Sequence[Token], top: int) -> Iterator[str]:
    """The stems of the noun that "at" puts at a number, and of those that it belongs to: "put the number of
    dead at 212".
    """
    at = before_at(tokens, top)
    for _ in range(_FARTHEST):
        if at is None or (tokens[at].pos in ("VERB", "AUX") and tokens[at].dep != "pobj"):
            return
        if tokens[at].pos != "ADP" and tokens[at].lemma.casefold() not in words("empty"):
            yield stem(tokens[at].text)
        at = tokens[at].head if tokens[at].head != at else None


def before_at(tokens: Sequence[Token], top: int) -> int | None:
    """The noun right before "at" and a number, that it puts at this number."""
    at = tokens[top].head
    if tokens[at].text.casefold() != "at" or tokens[top].dep != "pobj" or at == 0:
        return None
    known = tokens[at - 1].pos in ("NOUN", "PROPN", "PRON", "ADJ") or tokens[at - 1].dep == "pobj"
    return at - 1 if known and tokens[at - 1].sentence == tokens[at].sentence else None


def _victims(tokens: Sequence[Token], top: int) -> Iterator[str]:
    """What is said at a number's noun of those whom it counts: "600 badly injured", "left 40 injured", "two
    who were killed".
    """
    below = [at for at in _children(tokens, top) if tokens[at].dep in ("amod", "acl") or _suffers(tokens, at)]
    if stem(tokens[top].lemma) in table("tolls"):
        below.append(top)
    after = top + 1
    beside = after < len(tokens) and tokens[after].sentence == tokens[top].sentence
    if beside and tokens[after].dep in _COMPLEMENTS:
        below.append(after)
    return (stem(tokens[at].text) for at in below if stem(tokens[at].text) in table("tolls"))


def _suffers(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a relative clause tells what befell its noun, not what the noun did: "who were killed"."""
    if tokens[verb].dep != "relcl":
        return False
    subjects = [tokens[at] for at in _children(tokens, verb) if tokens[at].dep in ("nsubj", "nsubjpass")]
    objects = any(tokens[at].dep == "dobj" for at in _children(tokens, verb))
    return not objects and any(at.tag in ("WP", "WDT") for at in subjects)


def acts(tokens: Sequence[Token], top: int, verb: int | None) -> bool:
    """Whether the number is of those who do it to others: "three gunmen killed 12"."""
    if verb is None or tokens[top].dep != "nsubj" or tokens[top].head != verb:
        return False
    return any(tokens[child].dep == "dobj" for child in _children(tokens, verb))


def manner_of(tokens: Sequence[Token], top: int, verb: int | None) -> Iterator[str]:
    """What is said of how those were hurt whom a number counts: "fatally shot 58", "shot 58 dead",
    "took 12 to hospital"."""
    if verb is None or tokens[top].head != verb or tokens[top].dep not in ("dobj", "nsubjpass"):
        return
    for child in _children(tokens, verb):
        if tokens[child].dep in ("advmod", *_COMPLEMENTS):
            yield tokens[child].text.casefold()
        elif tokens[child].dep == "prep" and tokens[child].text.casefold() == "to":
            yield from (tokens[at].text.casefold() for at in _children(tokens, child))
            yield from ("injur" for at in _children(tokens, child) if tokens[at].lemma == "hospital")


def toll_of(anchors: Sequence[str]) -> str | None:
    """The label of a number of victims by the nearest word that tells one ("killed")."""
    tolls = table("tolls")
    return next((tolls[word] for word in anchors if word in tolls), None)


def others_of(tokens: Sequence[Token], top: int, opening: int, end: int) -> frozenset[str]:
    """The words at a number that make it that of something else ("another"), or of a part ("of")."""
    if end + 1 < len(tokens) and tokens[end].text.casefold() == "of" and tokens[end + 1].dep == "det":
        return frozenset({"of"})  # "three of the officers" are a part of them
    near = [*range(max(opening - 1, 0), opening), *range(end, min(end + 2, len(tokens)))]
    below = [
        at
        for at in _children(tokens, top)
        if tokens[at].dep in ("amod", "det", "advmod", "prep") and not opening <= at < end
    ]
    return frozenset(tokens[at].text.casefold() for at in (*near, *below)) & words("others")


def treated_of(tokens: Sequence[Token], top: int, verb: int | None) -> frozenset[str]:
    """Those that one hospital treats are a part of the injured."""
    active = verb is not None and tokens[top].dep == "dobj" and tokens[top].head == verb
    treats = active and verb is not None and tokens[verb].lemma.casefold() in ("treat", "admit", "receive")
    return frozenset({"treat"}) if treats else frozenset()


def subjects_of(tokens: Sequence[Token], top: int, verb: int | None) -> tuple[int, ...]:
    """Where the words stand that tell whose number it is: the verb's subject, an adjective, a possessor."""
    found = [
        at
        for at in _children(tokens, top)
        if tokens[at].dep in ("amod", "poss", "compound", "nmod")
        or (tokens[at].dep == "prep" and tokens[at].text.casefold() in ("from", "of"))
    ]
    found += [at for at in _shared_subjects(tokens, verb) if at != top] if verb is not None else []
    below = {inner for at in found if tokens[at].dep == "prep" for inner in _children(tokens, at)}
    near = {inner for at in found for inner in _children(tokens, at) if tokens[inner].dep in ("poss", "amod")}
    return tuple(sorted(tokens[at].start for at in {*found, *below, *near}))


def _shared_subjects(tokens: Sequence[Token], verb: int) -> list[int]:
    """The subjects of a verb, or of the one that it is joined to: "she spent little and ended with $6m"."""
    for _ in range(3):
        found = [at for at in _children(tokens, verb) if tokens[at].dep in ("nsubj", "nsubjpass")]
        if found or tokens[verb].dep not in ("conj", "xcomp", "advcl") or tokens[verb].head == verb:
            break
        verb = tokens[verb].head
    return found


def patients_of(tokens: Sequence[Token], top: int, verb: int | None) -> tuple[int, ...]:
    """Where those stand to whom the verb above a number is done, the number's own noun apart."""
    below = _children(tokens, verb) if verb is not None else ()
    found = [at for at in below if tokens[at].dep in ("dobj", "nsubjpass", "dative") and at != top]
    return tuple(tokens[at].start for at in found)


def places_of(tokens: Sequence[Token], top: int, verb: int | None) -> tuple[int, ...]:
    """Where the nouns stand after the prepositions of place under a number's noun and its verb."""
    heads = [top, *([verb] if verb is not None else [])]
    preps = [
        child
        for head in heads
        for child in _children(tokens, head)
        if tokens[child].dep == "prep" and tokens[child].text.casefold() in words("placing")
    ]
    return tuple(
        tokens[at].start for prep in preps for at in _children(tokens, prep) if tokens[at].dep == "pobj"
    )


def measured_of(tokens: Sequence[Token], top: int, verb: int | None, kind: str) -> frozenset[str]:
    """What a percentage is of, and from where a distance is taken."""
    if kind == "length":
        preps = _reaching(tokens, top)
    elif kind == "percent":
        preps = [at for at in _children(tokens, top) if tokens[at].text.casefold() in ("of", "in")]
    else:
        return frozenset()
    found = {stem(tokens[at].lemma) for prep in preps for at in _children(tokens, prep)}
    below = [*_children(tokens, verb)] if verb is not None and kind == "percent" else []
    subjects = [] if any(tokens[at].dep == "dobj" for at in below) else below
    return frozenset(found) | {
        stem(tokens[at].lemma)
        for at in subjects
        if tokens[at].dep in ("nsubj", "nsubjpass") and at != top and tokens[at].pos == "NOUN"
    }


def _reaching(tokens: Sequence[Token], top: int) -> list[int]:
    """The preposition that tells from where a distance is taken: "40 miles north-east of", "from"."""
    for at in range(top + 1, min(top + 9, len(tokens))):
        if tokens[at].text.casefold() in ("from", "of"):
            return [at]
        if tokens[at].pos in ("VERB", "AUX", "CCONJ") or tokens[at].text in (",", ".", ";", ":"):
            return []
    return []


def times_of(item: AnnotatedArticle, verb: int | None, first: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The time expressions that belong to `verb` itself, not to a noun under it; and those of its clause.

    A clause is the verb with those joined to it ("opened fire, killing three"), not what is said in it or of
    it: "police said on Monday that three were killed". "Since May" is no time of what goes on.
    """
    tokens, times = item.annotations.tokens, item.annotations.times
    last = bisect_left(tokens, tokens[first].sentence + 1, key=lambda token: token.sentence)
    begin = tokens[first - 1].start + 1 if first else 0
    numbers = beginning_in(times, begin, tokens[last - 1].end)
    if verb is None:
        return (), tuple(numbers)
    clause = _clause(tokens, verb)
    own, near = [], []
    for number in numbers:
        time = times[number]
        at = bisect_left(tokens, time.start, lo=first, hi=last, key=lambda token: token.start)
        if at == last:
            continue
        under_noun = False
        for _ in range(8):
            head = tokens[at].head
            if at in clause or tokens[at].pos == "VERB" or head == at:
                break
            if tokens[head].text.casefold() == "since":
                at = head = -1
                break
            inside = time.start <= tokens[head].start < time.end
            under_noun = under_noun or (tokens[head].pos in ("NOUN", "PROPN") and not inside)
            at = head
        if at == verb and not under_noun:
            own.append(number)
        if at in clause:
            near.append(number)
    return tuple(own), tuple(near)


def _clause(tokens: Sequence[Token], verb: int) -> frozenset[int]:
    """A verb with the verbs joined to it, and the noun that a relative clause is about."""
    found, open_ = {verb}, [verb]
    while open_:
        at = open_.pop()
        head = tokens[at].head
        near = [c for c in _children(tokens, at) if _is_joined(tokens, c) and tokens[c].pos == "VERB"]
        if head != at and (_is_joined(tokens, at) or tokens[at].dep in ("relcl", "acl")):
            near.append(head)
        if tokens[at].pos not in ("VERB", "AUX"):
            near = []  # a noun: what else is said of it is not of the clause
        open_ += [other for other in near if other not in found]
        found.update(near)
    return frozenset(found)


def _is_joined(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb tells more of what the verb above does: it is not said of another."""
    if tokens[verb].dep == "conj":
        return not any(tokens[c].dep in ("nsubj", "nsubjpass") for c in _children(tokens, verb))
    return tokens[verb].dep in ("advcl", "xcomp")


def is_possible(tokens: Sequence[Token], verb: int | None) -> bool:
    """Whether a verb tells what is only thought of: "would", "could"."""
    below = _children(tokens, verb) if verb is not None else ()
    return any(tokens[at].text.casefold() in words("possible") for at in below)


def is_done(tokens: Sequence[Token], verb: int | None) -> bool:
    """Whether a verb tells what was."""
    return verb is not None and tokens[verb].tag in ("VBD", "VBN") and not is_ahead(tokens, verb)


def is_former(tokens: Sequence[Token], verb: int | None) -> bool:
    """Whether a verb, or one that what it says hangs on, tells what was said before: "initially"."""
    if verb is None:
        return False
    at = verb
    for _ in range(3):
        if any(tokens[child].text.casefold() in words("former") for child in _children(tokens, at)):
            return True
        if tokens[at].dep != "ccomp":
            return False
        at = tokens[at].head
    return False


def is_ahead(tokens: Sequence[Token], verb: int | None) -> bool:
    """Whether a verb tells what is to come: "will send", "plans to send"."""
    if verb is None:
        return False
    helpers = {tokens[c].text.casefold() for c in _children(tokens, verb) if tokens[c].dep == "aux"}
    if helpers & {"will", "'ll", "’ll", "shall"}:
        return True
    return "to" in helpers and tokens[tokens[verb].head].lemma.casefold() in words("intending")


def is_since(tokens: Sequence[Token], top: int, verb: int | None) -> bool:
    """Whether a number is what has added up since some day."""
    if verb is None:
        return False
    below = [child for head in (top, verb) for child in _children(tokens, head)]
    below += [inner for child in below if tokens[child].dep == "advcl" for inner in _children(tokens, child)]
    return any(tokens[child].text.casefold() == "since" for child in below)


def is_running(tokens: Sequence[Token], top: int, verb: int | None) -> bool:
    """Whether a number is told as the state of what was counted before: "rose to nine", "the number of dead
    reached nine", "put the toll at nine", "nine deaths so far", "nine are still missing".
    """
    below = [*_children(tokens, top), *(_children(tokens, verb) if verb is not None else ())]
    if any(_is_by_now(tokens, at) for at in below):
        return True
    if tokens[top].dep == "dobj":
        return verb is not None and tokens[verb].lemma.casefold() in words("reaching")
    head = tokens[top].head
    if tokens[top].dep != "pobj" or tokens[head].text.casefold() not in ("to", "at"):
        return False
    over = {tokens[at].lemma.casefold() for at in _above(tokens, head)}
    put = before_at(tokens, top)
    named = {tokens[at].lemma.casefold() for at in _above(tokens, put)} if put is not None else set()
    return bool(over & words("changing")) or bool((over | named) & words("tallies"))


def _is_by_now(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells that a count is as it stands: "still", "so far"."""
    word = tokens[at].text.casefold()
    return word in words("by now") or (word == "far" and at > 0 and tokens[at - 1].text.casefold() == "so")


def _above(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """A token with those that it hangs on, up to its verb, the verb of a participle's noun at most."""
    for _ in range(_FARTHEST):
        yield at
        if tokens[at].head == at or (tokens[at].pos in ("VERB", "AUX") and tokens[at].dep != "acl"):
            return
        at = tokens[at].head


def _under(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """A token with all that hangs on it."""
    yield head
    for child in _children(tokens, head):
        yield from _under(tokens, child)


def _children(tokens: Sequence[Token], head: int) -> Iterator[int]:
    """The tokens right under `head`, which stand in its sentence."""
    sentence = tokens[head].sentence
    low = bisect_left(tokens, sentence, key=lambda token: token.sentence)
    high = bisect_left(tokens, sentence + 1, key=lambda token: token.sentence)
    return (at for at in range(low, high) if tokens[at].head == head and at != head)
