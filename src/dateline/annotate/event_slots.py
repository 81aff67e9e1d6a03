"""Who, where, when, the clause and the agenda of an event, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotate import gazetteer
from dateline.annotate.event_lexicon import words
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import Mention, Participant
from dateline.schema.span import Span

_PEER = frozenset({"with", "between", "among", "and", "alongside"})
_TARGET = frozenset(
    {"against", "on", "at", "to", "into", "toward", "towards", "upon", "of", "from", "for", "over"}
)
_SOURCE = frozenset({"by", "from", "between", "among", "with"})
_PLACING = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off"})
_REACHING = frozenset({"to", "into", "for"})
_AGENDA = frozenset({"on", "about", "over", "regarding", "concerning"})
_GROUPS = frozenset(
    {
        "delegation", "team", "official", "representative", "negotiator", "side", "troop", "force", "soldier",
        "police", "government", "army", "military", "leader", "envoy", "diplomat", "party", "ministry", "navy",
        "delegate", "counterpart", "minister", "president", "group", "member", "fighter", "militant", "airstrike",
        "aircraft", "jet", "plane", "bomber", "administration", "regime", "office", "people", "authority", "rebel",
        "worker", "citizen", "lawmaker", "parliament", "coalition", "spokesman", "general", "gunman", "attacker",
        "insurgent", "national", "civilian", "prisoner", "commission", "company", "court", "warship", "personnel",
    }
)  # fmt: skip
_TRANSPARENT_VERBS = frozenset(
    {"lead", "head", "name", "call", "know", "accompany", "back", "represent", "base"}
)
_OWN_TIME = frozenset({"ccomp", "relcl", "acl", "parataxis", "csubj"})
_OCCASION = frozenset({"in", "at", "during", "with", "after"})
_PREMODIFIERS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})
_CONTROL = frozenset({"xcomp", "advcl", "ccomp", "conj", "pcomp", "acl", "relcl"})

FEWEST_IN_PHRASE = 4
"""Tokens that a noun phrase needs to tell an event by itself ("Nato airstrikes near Kunduz")."""

Roles = dict[int, str]
"""Mention index to "agent" or "patient", in the order found."""


def participants(tree: Tree, trigger: Trigger) -> tuple[Participant, ...]:
    """The mentions that take part, agents first."""
    roles: Roles = {}
    if trigger.noun:
        _noun_participants(tree, trigger, roles)
    else:
        _verb_participants(tree, trigger.token, roles, trigger.entry.root)
    found = [Participant(mention=index, role="agent") for index, role in roles.items() if role == "agent"]
    found += [
        Participant(mention=index, role="patient") for index, role in roles.items() if role == "patient"
    ]
    return tuple(found)


def _verb_participants(tree: Tree, verb: int, roles: Roles, root: str) -> None:
    for subject in subjects(tree, verb):
        _add(tree, subject, "agent", roles)
    for thing in tree.below(verb, "dobj", "dative", "nsubjpass"):
        _add(tree, thing, "patient", roles)
        for word, other in tree.prepositions(thing):
            if word in {"with", "between"} and tree.mention[thing] is None:
                _add(tree, other, "patient", roles)
    for thing in undergoers(tree, verb):
        _add(tree, thing, "patient", roles)
    for word, thing in tree.prepositions(verb):
        passive = tree.first(verb, "auxpass") is not None or tree.tokens[verb].tag == "VBN"
        if word == "by" and passive:
            _add(tree, thing, "agent", roles)
        elif word in _PEER or (word in _TARGET and root != "OTHER"):
            _add(tree, thing, "patient", roles, places=word in _PEER, targets=root == "ASSAULT")
    for complement in tree.below(verb, "ccomp"):
        for subject in tree.below(complement, "nsubj"):
            if root == "REQUEST":
                _add(tree, subject, "patient", roles)


def undergoers(tree: Tree, verb: int) -> list[int]:
    """Who a passive verb without a subject of its own acts on: "the line, cut in May", "X is due to be tried"."""
    token = tree.tokens[verb]
    if token.tag == "VBN" and token.dep == "acl" and not tree.is_verb(token.head):
        return [token.head]
    if tree.first(verb, "auxpass") is None or tree.first(verb, "nsubjpass", "nsubj") is not None:
        return []
    for over in tree.ancestors(verb):
        if tree.is_verb(over):
            return list(tree.below(over, "nsubj", "nsubjpass"))
    return []


def subjects(tree: Tree, verb: int, *, depth: int = 0) -> list[int]:
    """The tokens that act in `verb`: its subject, or the one that controls it."""
    if tree.first(verb, "nsubjpass", "auxpass") is not None:
        return []
    own = tree.below(verb, "nsubj")
    if own:
        return [_antecedent(tree, verb, subject) for subject in own]
    dep, head = tree.tokens[verb].dep, tree.tokens[verb].head
    if depth > 6 or head == verb or dep not in _CONTROL:
        return []
    if tree.tokens[verb].tag == "VBN" and dep in {"acl", "relcl", "advcl"}:
        return []
    if not tree.is_verb(head):
        if dep == "acl":
            return _possessors(tree, head) or [head]
        return [] if dep != "pcomp" else _controller(tree, tree.tokens[head].head, depth)
    return _controller(tree, head, depth, by_object=dep in {"xcomp", "ccomp"})


def _controller(tree: Tree, over: int, depth: int, *, by_object: bool = True) -> list[int]:
    """Who acts in a clause under `over`: its object ("accused him of"), or else its subject."""
    if not tree.is_verb(over):
        return _possessors(tree, over)
    objects = tree.below(over, "dobj") if by_object else ()
    persons = [thing for thing in objects if tree.mention[thing] is not None]
    return persons or list(tree.below(over, "nsubjpass")) or subjects(tree, over, depth=depth + 1)


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    if tree.tokens[subject].tag in {"WP", "WDT"} and tree.tokens[verb].dep == "relcl":
        return tree.tokens[verb].head
    return subject


def _possessors(tree: Tree, noun: int) -> list[int]:
    return list(tree.below(noun, "poss"))


def _noun_participants(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        _noun_own(tree, noun, trigger, roles)
    support = trigger.support
    if support is not None:
        for subject in subjects(tree, support):
            if subject != trigger.outer:
                _add(tree, subject, "agent", roles)
        for word, thing in tree.prepositions(support):
            by_passive = word == "by" and tree.first(support, "nsubjpass", "auxpass") is not None
            if word in _PEER or word in {"against", "to"} or by_passive:
                _add(tree, thing, "agent" if by_passive else "patient", roles, places=word in _PEER)
    elif _joined(tree, trigger, roles):
        verb = tree.tokens[tree.tokens[tree.first_conjunct(trigger.outer)].head].head
        for subject in subjects(tree, verb) or tree.below(verb, "nsubjpass"):
            _add(tree, subject, "agent", roles)


def _noun_own(tree: Tree, noun: int, trigger: Trigger, roles: Roles) -> None:
    for owner in tree.below(noun, "poss"):
        _add(tree, owner, "agent", roles)
    for child in tree.below(noun, "compound", "nmod", "amod"):
        if child not in trigger.tokens:
            _add(tree, child, "agent", roles)
    consult = trigger.entry.root == "CONSULT"
    for word, thing in tree.prepositions(noun):
        if word in {"between", "among", "by", "from"}:
            _add(tree, thing, "agent", roles)
        elif word == "of":
            _add(tree, thing, "agent" if consult else "patient", roles)
        elif word == "with" or word in _TARGET:
            # In "a visit to Rome", "an attack on Rome" the place is where; in "a warning to Rome" it acts.
            _add(
                tree,
                thing,
                "patient",
                roles,
                places=word == "with" or (not consult and word in {"on", "against", "to"}),
            )
    for clause in tree.below(noun, "acl", "relcl"):
        if tree.tokens[clause].tag == "VBN":
            for word, thing in tree.prepositions(clause):
                if word == "by":
                    _add(tree, thing, "agent", roles)
        for subject in tree.below(clause, "nsubj"):
            if tree.lemma(clause) in {"hold", "have"}:
                _add(tree, subject, "agent", roles)


def _joined(tree: Tree, trigger: Trigger, roles: Roles) -> bool:
    """Whether the subject of the sentence takes part: "At a meeting with X, Y will hand over a letter"."""
    first = tree.first_conjunct(trigger.outer)
    prep = tree.tokens[first].head
    if tree.tokens[first].dep != "pobj" or trigger.entry.root != "CONSULT":
        return False
    verb = tree.tokens[prep].head
    if tree.tokens[prep].text.lower() not in {"at", "in", "during"} or not tree.is_verb(verb):
        return False
    return not any(role == "agent" for role in roles.values())


def _add(
    tree: Tree, token: int, role: str, roles: Roles, *, places: bool = True, targets: bool = False
) -> None:
    """Enter the mentions that the noun phrase at `token` stands for.

    A town does not act. Without `places` no place is entered, except, with `targets`, a site.
    """
    for index in named(tree, token):
        mention = tree.mentions[index]
        if (
            tree.text[mention.start - 1 : mention.start] == "("
            and tree.text[mention.end : mention.end + 1] == ")"
        ):
            continue  # the outlet or party in brackets: "(CNN) The president"
        if mention.type == "place" and mention.kind == "name" and role == "agent" and _is_town(mention):
            continue
        if mention.type == "place" and not mention.actor:
            if not (places or (targets and is_site(mention))):
                continue
        elif is_site(mention) and not places and not targets:
            continue
        roles.setdefault(index, role)


def _is_town(mention: Mention) -> bool:
    """Whether the name is neither of a country nor of a capital, which can stand for one."""
    return not (gazetteer.country_named(mention.text) or gazetteer.country_of_capital(mention.text))


def named(tree: Tree, token: int) -> Iterator[int]:
    """The mentions that the noun phrase headed by `token` stands for, its coordination included.

    A noun for a group names those that it belongs to as well: "the North's team, led by X".
    """
    for noun in tree.conjuncts(token):
        index = tree.mention[noun]
        if index is None:
            index = next(
                (
                    tree.mention[child]
                    for child in tree.below(noun, "appos")
                    if tree.mention[child] is not None
                ),
                None,
            )
        if index is not None:
            yield index
        if index is None or tree.mentions[index].kind == "nominal":
            yield from _behind(tree, noun)


def _behind(tree: Tree, noun: int) -> Iterator[int]:
    """The mentions that a noun such as "delegation" acts for."""
    if tree.lemma(noun) not in _GROUPS:
        for owner in tree.below(noun, "poss") if tree.mention[noun] is None else ():
            yield from named(tree, owner)
        return
    for child in tree.below(noun, "poss", "amod", "compound", "nmod"):
        if tree.mention[child] is not None:
            yield from named(tree, child)
    for child in tree.below(noun, "appos"):
        if tree.mention[child] is not None:
            yield from named(tree, child)
    for word, thing in tree.prepositions(noun):
        if word in {"from", "of", "for", "including"}:
            yield from named(tree, thing)
    for clause in tree.below(noun, "acl"):
        for word, thing in tree.prepositions(clause):
            if word == "by" and tree.lemma(clause) in {"lead", "head"}:
                yield from named(tree, thing)


# ------------------------------------------------------------------ where and when
def stops(tree: Tree, triggers: Sequence[Trigger]) -> set[int]:
    """Event nouns whose place and time are not those of the verb over them: "condemned the attack in X"."""
    return {
        trigger.token
        for trigger in triggers
        if trigger.noun and trigger.support is None and not _is_occasion(tree, trigger)
    }


def low_attachments(tree: Tree, triggers: Sequence[Trigger]) -> dict[int, int]:
    """Governors for phrases of place and time that directly follow an event noun in a prepositional phrase.

    "They called it revenge for air strikes last week in X": the parser tends to hang them on the verb.
    """
    found: dict[int, int] = {}
    for trigger in triggers:
        if not trigger.noun or trigger.support is not None or tree.tokens[trigger.token].dep != "pobj":
            continue
        at = trigger.token + 1
        while at < len(tree.tokens) and tree.tokens[at].sentence == tree.tokens[trigger.token].sentence:
            phrase = _phrase_at(tree, at)
            if phrase is None:
                break
            found[phrase[0]] = trigger.token
            at = phrase[1] + 1
    return found


def _phrase_at(tree: Tree, token: int) -> tuple[int, int] | None:
    """Head and last token of the phrase of time or place that begins at `token`, or None."""
    first = tree.tokens[token]
    if tree.time[token] is not None:
        end = token
        while end + 1 < len(tree.tokens) and tree.time[end + 1] == tree.time[token]:
            end += 1
        head = next((at for at in range(token, end + 1) if not token <= tree.tokens[at].head <= end), token)
        return head, end
    if first.dep == "prep" and first.text.lower() in _PLACING | {"on", "during"}:
        below = tree.subtree(token)
        if all(not tree.is_verb(at) for at in below) and any(
            tree.time[at] is not None or tree.mention[at] is not None for at in below
        ):
            return token, below[-1]
    return None


def when(tree: Tree, trigger: Trigger) -> int | None:
    """The time expression of the event: its own, or that of the clause that it stands in."""
    anchors = {trigger.token, trigger.outer}
    if trigger.support is not None:
        anchors.add(trigger.support)
    return _relative_time(tree, trigger) or _nearest_time(tree, anchors, _climb(tree, trigger), trigger.token)


def time_of(tree: Tree, verb: int) -> int | None:
    """The dated time expression nearest above or below a verb, or None."""
    return _nearest_time(tree, {verb}, _climb(tree, verb), verb)


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
        if index is not None and _is_dated(tree, index):
            return index
    return None


def _nearest_time(tree: Tree, anchors: set[int], path: list[int], token: int) -> int | None:
    candidates: list[tuple[int, int, int]] = []
    for index, at in _times_in(tree, tree.tokens[token].sentence):
        holder = _holder(tree, at, anchors)
        if holder in anchors:
            candidates.append((0, abs(at - token), index))
        elif holder in path:
            candidates.append((1 + path.index(holder), abs(at - token), index))
    if not candidates:
        return None
    level = min(candidate[0] for candidate in candidates)
    best = [index for rank, _, index in sorted(candidates) if rank == level]
    return max(best, key=lambda index: (_exactness(tree, index), -best.index(index)))


def _is_dated(tree: Tree, index: int) -> bool:
    time = tree.times[index]
    return time.type in {"DATE", "TIME"} and bool(time.value) and (time.value or "")[:4].isdigit()


def _exactness(tree: Tree, index: int) -> int:
    value = tree.times[index].value or ""
    return 0 if "W" in value else min(len(value), 10)


def _times_in(tree: Tree, sentence: int) -> Iterator[tuple[int, int]]:
    """The dated time expressions of a sentence, each with its syntactic head token."""
    seen: dict[int, list[int]] = {}
    for token, index in enumerate(tree.time):
        if index is not None and tree.tokens[token].sentence == sentence:
            seen.setdefault(index, []).append(token)
    for index, tokens in seen.items():
        if _is_dated(tree, index):
            inside = set(tokens)
            heads = [token for token in tokens if tree.tokens[token].head not in inside]
            yield index, (heads or tokens)[0]


def _climb(tree: Tree, trigger: Trigger | int) -> list[int]:
    """The verbs whose time and place hold for the event as well, nearest first.

    An event noun shares them only as the occasion of its clause ("in a meeting on Friday, X agreed"); what
    is cancelled, prepared or hoped for has another time than the verb says.
    """
    if isinstance(trigger, Trigger):
        if trigger.noun and trigger.support is None and not _is_occasion(tree, trigger):
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
        if tree.is_verb(over):
            path.append(over)
        at = over
    return path


def _is_occasion(tree: Tree, trigger: Trigger) -> bool:
    first = tree.first_conjunct(trigger.outer)
    head = tree.tokens[first].head
    return tree.tokens[first].dep == "pobj" and tree.tokens[head].text.lower() in _OCCASION


def _holder(tree: Tree, token: int, anchors: set[int], *, through_participles: bool = False) -> int | None:
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
    if dep == "acl":
        return tree.lemma(verb) in _TRANSPARENT_VERBS | words("plan") | {"hold"}
    if dep == "xcomp" and tree.lemma(verb) in {"hold", "take", "be", "begin", "start"}:
        over = tree.tokens[verb].head
        return tree.tokens[over].dep == "acl" and tree.lemma(over) in words("plan")
    return False


def where(tree: Tree, trigger: Trigger, who: Sequence[Participant]) -> int | None:
    """The place mention where the event is: attached to it, or to the clause that it stands in.

    A site that is the target of an attack is no place of it.
    """
    start = trigger.support if trigger.support is not None else trigger.token
    anchors = {start, trigger.token, trigger.outer}
    path = _climb(tree, trigger)
    going = trigger.entry.label == "visit" or any(tree.lemma(verb) in words("motion") for verb in path)
    targets = {p.mention for p in who if trigger.entry.root == "ASSAULT" and p.role == "patient"}
    found: list[tuple[bool, float, int, int, int]] = []
    for index, at in _places_in(tree, tree.tokens[start].sentence, going=going):
        if index in targets:
            continue
        near = abs(at - start)
        for loose in (0, 1):
            holder = _holder(tree, at, anchors, through_participles=bool(loose))
            level = 0 if holder in anchors else 1 + path.index(holder) if holder in path else None
            if level is not None:
                found.append(
                    (_coarse(tree, index) == 2, level + loose / 2, _coarse(tree, index), near, index)
                )
                break
    return min(found)[-1] if found else None


def is_site(mention: Mention) -> bool:
    """Whether the name is of something that stands in a town: "the White House", "the embassy"."""
    return mention.type in {"place", "organization"} and bool(
        set(mention.text.casefold().split()) & words("sites")
    )


def _coarse(tree: Tree, index: int) -> int:
    """0 for a name of less than a country, 1 for a country, 2 for what has no name."""
    mention = tree.mentions[index]
    if mention.kind != "name":
        return 2
    return int(gazetteer.country_named(mention.text) is not None)


def _places_in(tree: Tree, sentence: int, *, going: bool) -> Iterator[tuple[int, int]]:
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
        prep = tree.tokens[at].head
        if tree.tokens[at].dep != "pobj":
            continue
        if tree.tokens[prep].text.lower() == "of":  # "in the border village of X"
            over = tree.tokens[prep].head
            prep = tree.tokens[over].head if tree.tokens[over].dep == "pobj" else prep
        word = tree.tokens[prep].text.lower()
        on_it = word == "on" and gazetteer.country_named(mention.text) is None
        if word in _PLACING or on_it or (going and word in _REACHING):
            yield index, prep


# ------------------------------------------------------------------ clause and agenda
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
        if tree.lemma(carrier) in {"discuss", "negotiate", "focus"}:
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
