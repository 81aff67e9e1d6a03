"""Where an event is, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dateline.annotate import gazetteer, nouns
from dateline.annotate.event_attachment import PLACING, climb, holder_of
from dateline.annotate.event_lexicon import lexicon, place_nouns, words
from dateline.annotate.event_participants import is_site
from dateline.annotate.event_placing import is_place_name, places_in
from dateline.annotate.event_slots import TALKING, clauses_beside, described, up
from dateline.annotate.event_speaking import audience, name_before
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import STATEMENT, Participant

_REACHING = frozenset({"to", "into", "for"})
_WITHIN = frozenset({"CONSULT", "OTHER", "PROTEST"})
"""Roots whose patients can be the place as well; else a place is acted on: "sanctions on X"."""


def where(tree: Tree, trigger: Trigger, who: Sequence[Participant]) -> int | None:
    """The place mention where the event is: attached to it, or to the clause that it stands in.

    A place that is the target of an attack, threat or sanction is no place of it.
    """
    start = trigger.support if trigger.support is not None else trigger.token
    anchors = {start, trigger.token, trigger.outer, *(() if trigger.noun else trigger.tokens)}
    anchors |= set(described(tree, trigger))
    path = climb(tree, trigger)
    placing = _prepositions(tree, trigger, start, path)
    sources = _sources(tree, trigger, start)
    topic = set(_below_object(tree, start)) if tree.lemma(start) in TALKING else set()
    targets = {p.mention for p in who if trigger.entry.root not in _WITHIN and p.role == "patient"}
    struck = targets if trigger.entry.root == "ASSAULT" else set()
    visited = _visited(tree, start) if trigger.entry.label == "visit" else None
    if visited is not None:
        return visited
    places = [
        (index, at)
        for index, at in places_in(tree, tree.tokens[start].sentence, placing, sources)
        if index not in targets and at not in topic
    ]
    best = _nearest(tree, places, start, anchors, path)
    named = _modifier(tree, trigger) if trigger.noun else None
    if best is not None and (named is None or best[1] < 1):
        return _told_first(tree, _town_of(tree, best[0]))
    there = _relative_place(tree, start)
    if there is not None:
        return there
    if trigger.noun:
        found = _struck(tree, struck) if named is None else named
        return found if found is not None else audience(tree, start)
    ways = (
        _struck(tree, struck),
        _reached(tree, trigger),
        _seat(tree, start),
        audience(tree, start),
        _of_subject(tree, start),
    )
    hit = next((index for index in ways if index is not None), None)
    return hit if hit is not None else _place_beside(tree, start)


def place_of(tree: Tree, verb: int, *, strict: bool = False) -> int | None:
    """The place of what a verb tells that somebody said, or None; `strict` for verbs whose object may have a
    place of its own."""
    sources = frozenset({verb} if tree.lemma(verb) in words("addressing") else ())
    named = places_in(tree, tree.tokens[verb].sentence, PLACING, sources)
    places = [(index, at) for index, at in named if _is_beside(tree, at, verb, strict=strict)]
    best = _nearest(tree, places, verb, {verb}, climb(tree, verb))
    if best is not None:
        return _town_of(tree, best[0])
    found = audience(tree, verb)
    return found if found is not None else _place_beside(tree, verb)


_OF_SPEAKING = PLACING - {"through", "throughout", "across", "along"} | {
    "from",
    "during",
    "to",
    "with",
    "before",
}
"""Prepositions after a verb of saying that tell where somebody speaks, at what, or to whom."""
_OCCASIONS = frozenset({"ceremony", "conference", "meeting", "summit", "protest", "event", "briefing"})


def _is_beside(tree: Tree, at: int, verb: int, *, strict: bool = False) -> bool:
    """Whether a phrase says of the speaking itself where it is, not of who speaks or of what is said."""
    path = [at, *tree.ancestors(at)]
    if verb not in path:
        return False
    path = path[: path.index(verb)]
    speaking = strict or tree.lemma(verb) in words("addressing") | words("report")
    occasion = any(tree.tokens[word].dep == "pobj" and _is_occasion_noun(tree, word) for word in path)
    for word in path:
        dep, lemma = tree.tokens[word].dep, tree.lemma(word)
        if dep in {"dobj", "dative", "oprd"}:
            spoken = lemma in words("spoken") | words("utterances") or _can_travel(tree, word)
            if speaking and not spoken and not occasion:
                return False
        elif dep not in {"prep", "pobj", "advcl", "npadvmod", "pcomp"}:
            return False
    if strict and at > verb and not occasion:
        return False
    margin = any(tree.lemma(on) in words("floors") | {"sideline"} for on in tree.below(path[-1], "pobj"))
    return tree.tokens[path[-1]].dep != "prep" or margin or tree.lemma(path[-1]) in _OF_SPEAKING


def _is_occasion_noun(tree: Tree, token: int) -> bool:
    """Whether the noun is of something that people come to: "at a rally", "during a meeting"."""
    entries = lexicon().nouns.get(tree.lemma(token), ())
    known = any(entry.label in _OCCASIONS for _, entry in entries)
    return known and tree.lemma(tree.tokens[token].head) in {"at", "during"}


def _nearest(
    tree: Tree, places: Iterable[tuple[int, int]], start: int, anchors: set[int], path: Sequence[int]
) -> tuple[int, float] | None:
    """The place that hangs on the event, else on the nearest verb of the `path` over it, with how far up."""
    found: list[tuple[bool, float, int, bool, int, int]] = []
    for index, at in places:
        for loose in (0, 1) if not _describes_actor(tree, at, start) else (0,):
            holder = holder_of(tree, at, anchors, through_participles=bool(loose))
            level = 0 if holder in anchors else 1 + path.index(holder) if holder in path else None
            if level is not None:
                coarse, body = _coarse(tree, index), tree.mentions[index].type == "organization"
                found.append((coarse == 2, level + loose / 2, coarse, body, abs(at - start), index))
                break
    return (min(found)[-1], min(found)[1]) if found else None


def _describes_actor(tree: Tree, at: int, start: int) -> bool:
    """Whether a phrase stands in a participle that tells more of who acts: "a man held in X was charged"."""
    path = [at, *tree.ancestors(at)]
    below = path[: path.index(start)] if start in path else []
    return any(
        tree.tokens[word].dep == "acl" and tree.tokens[over].dep in {"nsubj", "nsubjpass"}
        for word, over in pairwise(below)
        if _is_somebody(tree, over)
    )


def _prepositions(tree: Tree, trigger: Trigger, start: int, path: Sequence[int]) -> frozenset[str]:
    """The prepositions after which a name tells where the event is: those of place, "to" where somebody goes
    or is brought there ("a visit to X"), "over" of what flies ("shot down over X").
    """
    lemma = tree.lemma(start)
    moving = any(tree.lemma(verb) in words("motion") for verb in (start, *path))
    sent = lemma in words("sending") and any(
        _can_travel(tree, thing) for thing in tree.below(start, "dobj", "nsubjpass")
    )
    going = trigger.entry.label == "visit" or moving or lemma in words("transfer") or sent
    going = going and not any(_is_land(tree, thing) for thing in tree.below(start, "nsubjpass"))
    flying = trigger.entry.root in {"ASSAULT", "MOBILIZE"} or trigger.entry.label in _IN_THE_AIR
    sentence = tree.tokens[start].sentence
    flying = flying and any(
        tree.lemma(at) in words("aircraft")
        for at in tree.subtree(start)
        if tree.tokens[at].sentence == sentence
    )
    return PLACING | {"into"} | (_REACHING if going else set()) | ({"over"} if flying else set())


_IN_THE_AIR = frozenset({"crash", "explosion", "test"})


def _is_land(tree: Tree, token: int) -> bool:
    """Whether the word names a place, which goes nowhere: "Tarn was returned to Orlan"."""
    index = tree.mention[token]
    return index is not None and is_place_name(tree, index)


def _can_travel(tree: Tree, token: int) -> bool:
    """Whether the word is of people, or of what carries or harms them."""
    index, lemma = tree.mention[token], tree.lemma(token)
    people = index is not None and tree.mentions[index].type in {"person", "group"}
    known = people or nouns.is_person_noun(lemma) or nouns.is_group_noun(lemma)
    return known or tree.tokens[token].pos == "PRON" or lemma in words("aircraft") | words("forces")


def _sources(tree: Tree, trigger: Trigger, start: int) -> frozenset[int]:
    """The words after which "from X" tells where the event is: of what is said from there ("spoke from X", "a
    message from X"), and of those who leave it ("withdrew from X")."""
    objects = tree.below(start, "dobj")
    told = [at for at in tree.subtree(start) if tree.lemma(at) in words("addresses")]
    found = {*told, *(below for at in told for below in tree.subtree(at))}
    if trigger.entry.label == STATEMENT or tree.lemma(start) in words("addressing"):
        found |= {start, *(thing for thing in objects if _is_from_site(tree, thing))}
    if tree.lemma(start) in words("leaving"):
        found |= {start, *(at for at in objects if _can_travel(tree, at))}
    return frozenset(found)


def _is_from_site(tree: Tree, thing: int) -> bool:
    """Whether "from" and a site stand after what is announced: it is announced there."""
    places = [tree.mention[at] for word, at in tree.prepositions(thing) if word == "from"]
    return any(index is not None and is_site(tree.mentions[index]) for index in places)


def _visited(tree: Tree, verb: int) -> int | None:
    """The place that is visited: "toured Tarn", "visited a Tarn memorial"."""
    for thing in tree.below(verb, "dobj"):
        index = tree.mention[thing]
        if index is not None and (tree.mentions[index].type == "place" or is_site(tree.mentions[index])):
            return index
        if index is None and tree.lemma(thing) in place_nouns():
            return name_before(tree, thing)
    return None


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
        moved = tree.lemma(trigger.token) in words("motion") | words("transfer")  # "Tarn was returned"
        if index is not None and is_place_name(tree, index) and (moved or not tree.mentions[index].actor):
            name = tree.mentions[index].text
            if blind or (gazetteer.is_place(name) and gazetteer.country_named(name) is None):
                return index
        if tree.lemma(thing) in place_nouns():
            for of in tree.below(thing, "prep"):
                for inner in tree.below(of, "pobj") if tree.lemma(of) == "of" else ():
                    index = tree.mention[inner]
                    if index is not None and is_place_name(tree, index):
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


def _place_below(tree: Tree, token: int, *, own: bool = False, beside: bool = False) -> int | None:
    """The first place name that stands after a placing preposition in what hangs on a token, with no other
    verb between the two if it is to be its `own`; `beside` a participle it may be a site, and is no topic."""
    inside = set(tree.subtree(token))
    sources = frozenset({token} if tree.lemma(token) in words("addressing") else ())
    for index, at in places_in(tree, tree.tokens[token].sentence, PLACING | {"into"}, sources):
        between = own and any(map(tree.is_verb, up(tree, at, token)))
        site = beside and tree.mentions[index].kind == "name"
        if at not in inside or between or not (site or is_place_name(tree, index)):
            continue
        if not beside or _is_beside(tree, at, token):
            return index
    return None


def _seat(tree: Tree, verb: int) -> int | None:
    """The town of the institution that acts, by its name: "a Tarn court sentenced", "two Tarn shops sold"."""
    agents = [
        *tree.below(verb, "nsubj"),
        *(x for by in tree.below(verb, "agent") for x in tree.below(by, "pobj")),
    ]
    for agent in agents:
        if tree.lemma(agent) in place_nouns() and tree.tokens[agent].pos == "NOUN":
            for child in tree.below(agent, "compound", "nmod", "amod"):
                index = tree.mention[child]
                if index is not None and is_place_name(tree, index):
                    return index
    return None


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
                if place is not None and is_place_name(tree, place):
                    return place
    return index


def _told_first(tree: Tree, index: int) -> int:
    """The place of which another tells where it lies ("Brell, a town in Tarn"), else itself."""
    for token, mention in enumerate(tree.mention):
        prep = tree.tokens[token].head
        noun = tree.tokens[prep].head
        if mention != index or tree.tokens[token].dep != "pobj" or tree.tokens[noun].dep != "appos":
            continue
        first = tree.mention[tree.tokens[noun].head]
        if first is not None and is_place_name(tree, first) and tree.lemma(noun) in place_nouns():
            return first
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
    for child in clauses_beside(tree, verb):
        if any(tree.tokens[subject].pos != "PRON" for subject in tree.below(child, "nsubj", "nsubjpass")):
            continue
        index = _place_below(tree, child, own=True)
        if index is not None:
            return index
    for child in _adjuncts(tree, verb):
        index = _place_below(tree, child, own=True, beside=True)
        if index is not None:
            return index
    return None


def _adjuncts(tree: Tree, verb: int) -> Iterator[int]:
    """The participles that tell what its subject was at: "Speaking in Tarn, she said", "said while leading
    prayers in Tarn", "said when asked in Tarn"."""
    for child in tree.below(verb, "advcl"):
        if (
            tree.tokens[child].tag not in {"VBG", "VBN"}
            or tree.first(child, "nsubj", "nsubjpass") is not None
        ):
            continue
        joins = {tree.tokens[word].text.lower() for word in tree.below(child, "advmod", "mark")}
        if joins & {"when", "while"} or (not joins and tree.lemma(child) in words("presence")):
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
            is_place_name(tree, index) and gazetteer.country_named(mention.text) is not None
        )
        if whole and label in NAMED_BY_COUNTRY:
            return index
        town = is_place_name(tree, index) and dep != "poss"
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
    return next((index for index in sorted(targets) if is_place_name(tree, index)), None)


def _below_object(tree: Tree, verb: int) -> Iterator[int]:
    for thing in tree.below(verb, "dobj", "nsubjpass"):
        yield from tree.subtree(thing)


def _coarse(tree: Tree, index: int) -> int:
    """0 for a name of less than a country, 1 for a country, 2 for what has no name."""
    mention = tree.mentions[index]
    if mention.kind != "name":
        return 2
    return int(gazetteer.country_named(mention.text) is not None)
