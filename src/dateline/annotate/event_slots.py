"""Where, when, the clause and the agenda of an event, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotate import gazetteer, nouns
from dateline.annotate.event_attachment import PLACING, climb, holder_of
from dateline.annotate.event_lexicon import place_nouns, words
from dateline.annotate.event_participants import is_site
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import SAID, STATEMENT, Mention, Participant
from dateline.schema.span import Span

_REACHING = frozenset({"to", "into", "for"})
_WITHIN = frozenset({"CONSULT", "OTHER", "PROTEST"})
"""Roots whose patients can be the place as well; else a place is acted on: "sanctions on X"."""

_TALKING = frozenset({"discuss", "negotiate", "debate", "review"})
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
    for child in (*(signed if trigger.noun else ()), *_clauses_beside(tree, start)):
        inside = set(tree.subtree(child))
        for index, at in _times_in(tree, tree.tokens[start].sentence):
            if at in inside and not any(tree.tokens[over].dep == "relcl" for over in _up(tree, at, child)):
                return index
    return None


def _up(tree: Tree, token: int, top: int) -> Iterator[int]:
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


def where(tree: Tree, trigger: Trigger, who: Sequence[Participant]) -> int | None:
    """The place mention where the event is: attached to it, or to the clause that it stands in.

    A place that is the target of an attack, threat or sanction is no place of it.
    """
    start = trigger.support if trigger.support is not None else trigger.token
    anchors = {start, trigger.token, trigger.outer, *(() if trigger.noun else trigger.tokens)}
    anchors |= set(_described(tree, trigger))
    path = climb(tree, trigger)
    moving = any(tree.lemma(verb) in words("motion") for verb in (start, *path))
    going = trigger.entry.label == "visit" or moving or tree.lemma(start) in words("transfer")
    topic = set(_below_object(tree, start)) if tree.lemma(start) in _TALKING else set()
    targets = {p.mention for p in who if trigger.entry.root not in _WITHIN and p.role == "patient"}
    struck = targets if trigger.entry.root == "ASSAULT" else set()
    found: list[tuple[bool, float, int, bool, int, int]] = []
    visited = [tree.mention[thing] for thing in tree.below(start, "dobj") if trigger.entry.label == "visit"]
    for index in visited:
        if index is not None and (tree.mentions[index].type == "place" or is_site(tree.mentions[index])):
            return index
    for index, at in _places_in(tree, tree.tokens[start].sentence, going=going):
        if index in targets or at in topic:
            continue
        near = abs(at - start)
        for loose in (0, 1):
            holder = holder_of(tree, at, anchors, through_participles=bool(loose))
            level = 0 if holder in anchors else 1 + path.index(holder) if holder in path else None
            if level is not None:
                coarse, body = _coarse(tree, index), tree.mentions[index].type == "organization"
                found.append((coarse == 2, level + loose / 2, coarse, body, near, index))
                break
    named = _modifier(tree, trigger) if trigger.noun else None
    if found and (named is None or min(found)[1] < 1):
        return _town_of(tree, min(found)[-1])
    there = _relative_place(tree, start)
    if there is not None:
        return there
    if trigger.noun:
        return named if named is not None else _struck(tree, struck)
    ways = (_struck(tree, struck), _reached(tree, trigger), _seat(tree, start), _of_subject(tree, start))
    hit = next((index for index in ways if index is not None), None)
    return hit if hit is not None else _place_beside(tree, start)


def _reached(tree: Tree, trigger: Trigger) -> int | None:
    """The place that the verb is done to: "seized the city of Tarn", "a quake struck northern Tarn".

    Where a person, body or state does it, a country is none ("beat Ruritania"), nor a name that may be of
    something else.
    """
    if trigger.entry.root not in _DONE_TO_PLACES:
        return None
    blind = all(not _is_somebody(tree, subject) for subject in tree.below(trigger.token, "nsubj"))
    for thing in tree.below(trigger.token, "dobj", "nsubjpass"):
        index = tree.mention[thing]
        if index is not None and _is_place_name(tree, index) and not tree.mentions[index].actor:
            name = tree.mentions[index].text
            if blind or (gazetteer.is_place(name) and gazetteer.country_named(name) is None):
                return index
        if tree.lemma(thing) in place_nouns():
            for of in tree.below(thing, "prep"):
                for inner in tree.below(of, "pobj") if tree.lemma(of) == "of" else ():
                    index = tree.mention[inner]
                    if index is not None and _is_place_name(tree, index):
                        return index
    return None


_DONE_TO_PLACES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "OTHER", "PROTEST"})


def _is_somebody(tree: Tree, token: int) -> bool:
    """Whether the word is of a person, body or state."""
    lemma = tree.lemma(token)
    known = tree.mention[token] is not None or tree.tokens[token].pos in {"PRON", "PROPN"}
    return known or nouns.is_person_noun(lemma) or nouns.is_group_noun(lemma)


def _of_subject(tree: Tree, verb: int) -> int | None:
    """The place of what did it: "clashes in the town of Tarn killed nine"."""
    for subject in tree.below(verb, "nsubj"):
        if _is_somebody(tree, subject):
            continue
        index = _place_below(tree, subject)
        if index is not None:
            return index
    return None


def _place_below(tree: Tree, token: int, *, own: bool = False) -> int | None:
    """The first place name that stands after a placing preposition in what hangs on a token, with no other
    verb between the two if it is to be its `own`."""
    inside = set(tree.subtree(token))
    for index, at in _places_in(tree, tree.tokens[token].sentence):
        between = own and any(map(tree.is_verb, _up(tree, at, token)))
        if at in inside and not between and _is_place_name(tree, index):
            return index
    return None


def _seat(tree: Tree, verb: int) -> int | None:
    """The town of the institution that acts, by its name: "a Tarn court sentenced"."""
    agents = [
        *tree.below(verb, "nsubj"),
        *(x for by in tree.below(verb, "agent") for x in tree.below(by, "pobj")),
    ]
    for agent in agents:
        if tree.lemma(agent) in words("sites"):
            for child in tree.below(agent, "compound", "nmod", "amod"):
                index = tree.mention[child]
                if index is not None and _is_place_name(tree, index):
                    return index
    return None


def _described(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """The verbs that tell what the event did: "an explosion that tore through a market in Tarn"."""
    for noun in dict.fromkeys((trigger.token, trigger.outer)) if trigger.noun else ():
        for verb in tree.below(noun, "relcl"):
            subjects = tree.below(verb, "nsubj", "nsubjpass")
            itself = any(tree.tokens[subject].tag in {"WDT", "WP"} for subject in subjects)
            if itself and tree.lemma(verb) not in words("report") | words("plan"):
                yield verb


def _occurring(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """Those of them that only say that it took place: "a shooting that happened on Sunday"."""
    for verb in _described(tree, trigger):
        if tree.phrase(verb) in words("existence") | words("light"):
            yield verb


def _town_of(tree: Tree, index: int) -> int:
    """The place that an organization is said to be in ("the Federal Court in Tarn"), else itself."""
    if tree.mentions[index].type != "organization":
        return index
    for token, mention in enumerate(tree.mention):
        if mention != index:
            continue
        for prep in tree.below(token, "prep"):
            inside = tree.tokens[prep].text.lower() in PLACING
            for thing in tree.below(prep, "pobj") if inside else ():
                place = tree.mention[thing]
                if place is not None and _is_place_name(tree, place):
                    return place
    return index


def _relative_place(tree: Tree, verb: int) -> int | None:
    """ "Tarn" of "the centre of Tarn, where a convoy was attacked" or "was to be attacked"."""
    while tree.tokens[verb].dep == "xcomp" and tree.is_verb(tree.tokens[verb].head):
        verb = tree.tokens[verb].head
    adverbs = [child for child in tree.below(verb, "advmod") if tree.tokens[child].text.lower() == "where"]
    if not adverbs or tree.tokens[verb].dep not in {"relcl", "advcl"}:
        return None
    token = adverbs[0] - 1
    while token > 0 and tree.tokens[token].pos == "PUNCT":
        token -= 1
    index = tree.mention[token]
    if index is None or not (tree.mentions[index].type == "place" or is_site(tree.mentions[index])):
        return None
    return index


def _place_beside(tree: Tree, verb: int) -> int | None:
    """The place of a clause that goes with the event: "agreed when they met in Tarn".

    What others did at the time may have been anywhere.
    """
    for child in _clauses_beside(tree, verb):
        if any(tree.tokens[subject].pos != "PRON" for subject in tree.below(child, "nsubj", "nsubjpass")):
            continue
        index = _place_below(tree, child, own=True)
        if index is not None:
            return index
    return None


def _clauses_beside(tree: Tree, verb: int) -> Iterator[int]:
    """The clauses that tell what happened at the same time: "when", "while" and "as" clauses."""
    for child in tree.below(verb, "advcl"):
        joins = {tree.tokens[word].text.lower() for word in tree.below(child, "advmod", "mark")}
        if joins & {"when", "while", "as"} and tree.tokens[child].tag in {"VBD", "VBZ", "VBP", "VBN"}:
            yield child


def _modifier(tree: Tree, trigger: Trigger) -> int | None:
    """The place in "the Ruritania visit", "the Tarn summit", "the Tarn hotel shooting" or "the Ruritanian
    elections"."""
    label, root = trigger.entry.label, trigger.entry.root
    if label not in _NAMED_BY_PLACE | NAMED_BY_COUNTRY and root not in _NAMED_BY_TOWN:
        return None
    below = tree.below(trigger.token, "compound", "nmod", "amod", "poss")
    for child in (*below, *(at for noun in below for at in tree.below(noun, "compound", "nmod"))):
        index = tree.mention[child]
        if index is None or child in trigger.tokens:
            continue
        mention, dep = tree.mentions[index], tree.tokens[child].dep
        whole = mention.kind == "demonym" or (
            _is_place_name(tree, index) and gazetteer.country_named(mention.text) is not None
        )
        if whole and label in NAMED_BY_COUNTRY:
            return index
        town = _is_place_name(tree, index) and dep != "poss"
        if town and label in _NAMED_BY_PLACE and (not whole or label == "visit"):
            return index
        town = town and not whole and not mention.actor and gazetteer.is_place(mention.text)
        if (town or is_site(mention)) and (root in _NAMED_BY_TOWN or label in _AT_SITES):
            return index
    return None


NAMED_BY_COUNTRY = frozenset({"election", "disaster"})
"""Labels of events in the country that they are named by, which takes part: "the Ruritanian elections"."""

_NAMED_BY_PLACE = frozenset({"visit", "summit", "conference", "protest", "crash", "disaster", "explosion"})
_NAMED_BY_TOWN = frozenset({"AGREE", "ASSAULT", "CONSULT"})
"""Roots of events named by their town or site: "the Tarn accords", "a palace meeting". A town that stands for
a government is none."""
_AT_SITES = frozenset({"ceremony", "conference", "visit"})
"""Labels of further events named by their site."""


def _struck(tree: Tree, targets: set[int]) -> int | None:
    """The country or town that is itself attacked: "bombed Ruritania"."""
    return next((index for index in sorted(targets) if _is_place_name(tree, index)), None)


def _is_place_name(tree: Tree, index: int) -> bool:
    return tree.mentions[index].type == "place" and tree.mentions[index].kind == "name"


def _below_object(tree: Tree, verb: int) -> Iterator[int]:
    for thing in tree.below(verb, "dobj", "nsubjpass"):
        yield from tree.subtree(thing)


def _coarse(tree: Tree, index: int) -> int:
    """0 for a name of less than a country, 1 for a country, 2 for what has no name."""
    mention = tree.mentions[index]
    if mention.kind != "name":
        return 2
    return int(gazetteer.country_named(mention.text) is not None)


def _places_in(tree: Tree, sentence: int, *, going: bool = False) -> Iterator[tuple[int, int]]:
    """Place names of a sentence that stand after a placing preposition, with the token they hang on.

    With `going` the place that somebody goes to counts as well: "a visit to X".
    """
    for token, index in enumerate(tree.mention):
        if index is None or tree.tokens[token].sentence != sentence:
            continue
        mention = tree.mentions[index]
        is_place = mention.type == "place" and not mention.actor
        if mention.kind not in {"name", "nominal"} or not (is_place or is_site(mention)):
            continue
        at = token
        while tree.tokens[at].dep in {"appos", "conj"} or tree.mention[tree.tokens[at].head] == index:
            if tree.tokens[at].head == at:
                break
            at = tree.tokens[at].head
        noun = tree.tokens[at].head
        inside = tree.tokens[at].dep in {"compound", "nmod", "amod"}
        occasion = inside and tree.lemma(noun) not in place_nouns()
        if inside and not (_names_occasion(mention) if occasion else _names_region(tree, noun)):
            continue
        at = noun if inside else at  # "at his Norland resort", "in the Tarn valley"
        if tree.tokens[at].dep != "pobj":
            continue
        prep = tree.tokens[at].head
        if tree.tokens[prep].text.lower() == "of":  # "in the border village of X"
            over = tree.tokens[prep].head
            prep = tree.tokens[over].head if tree.tokens[over].dep == "pobj" else prep
        word = tree.tokens[prep].text.lower()
        if occasion:
            placing = word in _AT_OCCASIONS
        else:
            on_it = word == "on" and gazetteer.country_named(mention.text) is None
            placing = word in PLACING or word == "into" or on_it or (going and word in _REACHING)
        if placing:
            yield index, prep


def _names_occasion(mention: Mention) -> bool:
    """Whether a name before a noun may be the place of what the noun names: "at a Tarn rally"."""
    town = gazetteer.is_place(mention.text.split(",")[0]) and gazetteer.country_named(mention.text) is None
    return mention.kind == "name" and (town or is_site(mention))


def _names_region(tree: Tree, noun: int) -> bool:
    """Whether a name before a noun for a place is that of the place: not of "the Tarn suburb of Brell"."""
    named = (tree.mention[thing] for word, thing in tree.prepositions(noun) if word == "of")
    return all(index is None or tree.mentions[index].type != "place" for index in named)


_AT_OCCASIONS = frozenset({"at", "during", "in"})
"""Prepositions before an occasion named by its place: "at a Tarn rally"."""


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
        if tree.lemma(carrier) in _TALKING:
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
