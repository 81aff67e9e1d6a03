"""Who takes part in an event, read off the dependency tree: agents and patients, as mentions."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate import gazetteer, nouns
from dateline.annotate.event_lexicon import place_nouns, root_of, words
from dateline.annotate.event_subjects import acted_on, antecedent, subjects, undergoers
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import Mention, Participant

_PEER = frozenset({"with", "between", "among", "and", "alongside"})
_TARGET = frozenset(
    {"against", "on", "at", "to", "into", "toward", "towards", "upon", "of", "from", "for", "over"}
)
_OWNING = frozenset({"for", "from", "of", "to"})
"""What joins a thing to the one it is of or for: "found a letter to X"."""

_MEASURES = frozenset({"SANCTION", "AID", "MOBILIZE", "COERCE"})
_HARMFUL = frozenset({"crash", "disaster", "explosion"})

Roles = dict[int, str]
"""Mention index to "agent" or "patient", in the order found."""


def participants(tree: Tree, trigger: Trigger) -> tuple[Participant, ...]:
    """The mentions that take part, agents first."""
    roles: Roles = {}
    if trigger.noun:
        _noun_participants(tree, trigger, roles)
    else:
        _verb_participants(tree, trigger, roles)
    found = [Participant(mention=index, role="agent") for index, role in roles.items() if role == "agent"]
    found += [
        Participant(mention=index, role="patient") for index, role in roles.items() if role == "patient"
    ]
    return tuple(found)


def _verb_participants(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    verb, root = trigger.token, trigger.entry.root
    if trigger.subject is not None:  # nor does the tree tell who else takes part
        _add(tree, trigger.subject, "agent", roles)
        return
    undergone = trigger.entry.label in _UNDERGONE and tree.lemma(verb) == "be"
    for subject in (*subjects(tree, verb), *_accompanying(tree, verb, "advcl")):
        _add(tree, subject, "patient" if undergone else "agent", roles)
    for below in tree.below(verb, "dobj", "dative", "nsubjpass"):
        _object_participants(tree, trigger, antecedent(tree, verb, below), roles)
    for thing in undergoers(tree, verb):
        _add(tree, thing, "patient", roles)
    _verb_prepositions(tree, trigger, roles)
    if root == "REQUEST" or trigger.entry.label == "offer":
        for complement in tree.below(verb, "ccomp"):  # "proposed that X and Y meet"
            for subject in tree.below(complement, "nsubj"):
                _add(tree, subject, "patient", roles)


def _verb_prepositions(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    verb, root = trigger.token, trigger.entry.root
    for word, thing in tree.prepositions(verb):
        passive = tree.first(verb, "auxpass") is not None or tree.tokens[verb].tag == "VBN"
        if word == "by" and passive:
            _add(tree, thing, "agent", roles)
        elif word == "as" and trigger.entry.label == "identification":
            _add(tree, thing, "patient", roles)
        elif tree.mention[thing] is None and word in {tree.lemma(at) for at in trigger.tokens[1:]}:
            for inner, other in tree.prepositions(thing):  # "called for better relations with X"
                if inner in _PEER:
                    _add(tree, other, "patient", roles)
        elif word == "on" and tree.lemma(thing) == "behalf":
            for other in (
                *tree.below(thing, "poss"),
                *(at for of, at in tree.prepositions(thing) if of == "of"),
            ):
                _add(tree, other, "agent", roles)
        elif word == "before" and trigger.entry.label == "trial":  # "testified before the committee"
            _add(tree, thing, "patient", roles)
        elif word in _PEER or (word in _TARGET and (root != "OTHER" or trigger.entry.open)):
            given = word == "to" and tree.tokens[tree.tokens[thing].head].dep == "dative"
            _add(tree, thing, "patient", roles, places=word in _PEER or given, targets=root == "ASSAULT")


def _object_participants(tree: Tree, trigger: Trigger, thing: int, roles: Roles) -> None:
    """Who the object of a verb stands for, is with, or belongs to."""
    _add(tree, thing, "patient", roles)
    if tree.mention[thing] is not None:
        return
    # "Imposed sanctions on X": the object is a part of the event word, and has its parties below it.
    with_it = {"on", "against", "to", "with"} if thing in trigger.tokens else {"with", "between"}
    owning = _OWNING if trigger.entry.open else frozenset()
    for word, other in tree.prepositions(thing):
        if word in with_it or word in owning:
            _add(tree, other, "patient", roles, places=word in with_it)
    for participle in tree.below(thing, "acl") if owning else ():
        for word, other in tree.prepositions(participle):
            if word == "to":  # "found a letter addressed to X"
                _add(tree, other, "patient", roles, places=False)


def _noun_participants(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        _noun_own(tree, noun, trigger, roles)
    support = trigger.support
    if support is not None:
        for subject in (*subjects(tree, support), *_accompanying(tree, support, "advcl")):
            if subject != trigger.outer:
                _add(tree, subject, "agent", roles)
        if _does_harm(trigger) and tree.lemma(support) in words("harming"):
            for thing in tree.below(support, "dobj"):
                _add(tree, thing, "patient", roles)
        for word, thing in tree.prepositions(support):
            by_passive = word == "by" and tree.first(support, "nsubjpass", "auxpass") is not None
            if word in _PEER or word in {"against", "to"} or by_passive:
                _add(tree, thing, "agent" if by_passive else "patient", roles, places=word in _PEER)
    elif (planner := _planner(tree, trigger)) is not None:
        certain = trigger.entry.root in _MEASURES | {"ACCUSE"} or tree.lemma(planner) in _ADDRESSING
        described = tree.tokens[planner].dep == "relcl"  # "the officials who prepare it" are not at it
        for subject in (
            subjects(tree, planner) if certain or not (described or _is_acted(tree, roles)) else ()
        ):
            _add(tree, subject, "agent", roles)
    elif _joined(tree, trigger, roles):
        verb = tree.tokens[tree.tokens[tree.first_conjunct(trigger.outer)].head].head
        for subject in subjects(tree, verb) or tree.below(verb, "nsubjpass"):
            _add(tree, subject, "agent", roles)
    _passive_participants(tree, trigger, roles)
    _bearer_participants(tree, trigger, roles)


def _passive_participants(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    """ "Sanctions were widened by X", "the talks were called off by X"."""
    first = tree.first_conjunct(trigger.outer)
    verb = tree.tokens[first].head
    if tree.tokens[first].dep == "nsubjpass" and tree.phrase(verb) in _deciding(trigger):
        for word, thing in tree.prepositions(verb):
            if word == "by":
                _add(tree, thing, "agent", roles)


_ADDRESSING = frozenset({"address", "tell", "brief", "inform"})


def _is_acted(tree: Tree, roles: Roles) -> bool:
    """Whether an agent is known that is more than a pronoun."""
    return any(role == "agent" and tree.mentions[index].kind != "pronoun" for index, role in roles.items())


def _bearer_participants(tree: Tree, trigger: Trigger, roles: Roles) -> None:
    """Those over the event noun: "a witness in the trial", "X was killed in the attack"."""
    first = tree.first_conjunct(trigger.outer)
    prep = tree.tokens[first].head
    if tree.tokens[first].dep != "pobj":
        return
    word, over = tree.tokens[prep].text.lower(), tree.tokens[prep].head
    if _does_harm(trigger):
        for thing in (*_accused(tree, over), *_claiming(tree, over)):
            _add(tree, thing, "agent", roles)
    if word not in {"in", "of", "during", "at"}:
        return
    index = tree.mention[over]
    if index is not None and tree.mentions[index].type in {"person", "group"}:
        _add(tree, over, "patient" if tree.lemma(over) in words("sufferers") else "agent", roles)
        if tree.tokens[over].dep == "attr":
            for subject in subjects(tree, tree.tokens[over].head):
                _add(tree, subject, "agent", roles)
    elif _does_harm(trigger) and tree.is_verb(over):
        _harmed(tree, over, roles)


def _accused(tree: Tree, over: int) -> Iterator[int]:
    """Who is accused of what hangs on a verb or on the last name before it: "X was implicated in the raid",
    "charged X and Y with the killing"."""
    thing = tree.first_conjunct(over)
    verb = tree.tokens[thing].head if tree.tokens[thing].dep == "dobj" else over
    if tree.is_verb(verb) and (tree.lemma(verb) in words("claim") or root_of(tree.lemma(verb)) == "ACCUSE"):
        yield from acted_on(tree, verb)


def _claiming(tree: Tree, over: int) -> Iterator[int]:
    """Who takes on himself what hangs on a noun: "X claimed responsibility for the raid"."""
    verb = tree.tokens[over].head
    if tree.lemma(over) not in {"responsibility", "credit"} or tree.first(verb, "neg") is not None:
        return
    if tree.lemma(verb) in {"claim", "take", "accept", "assume"}:
        passive = tree.tokens[over].dep == "nsubjpass"
        by = (thing for word, thing in tree.prepositions(verb) if word == "by")
        yield from by if passive else subjects(tree, verb)


def _harmed(tree: Tree, verb: int, roles: Roles) -> None:
    """ "X killed Y in the attack", "Y died in it"."""
    if tree.lemma(verb) in words("harming"):
        for subject in subjects(tree, verb):
            _add(tree, subject, "agent", roles)
        for thing in acted_on(tree, verb):
            _add(tree, antecedent(tree, verb, thing), "patient", roles)
    elif tree.lemma(verb) in {"die", "perish"}:
        for subject in subjects(tree, verb):
            _add(tree, subject, "patient", roles)


_UNDERGONE = frozenset({"casualties", "death"})
"""Labels of what the subject of "be" undergoes: "was among the wounded"."""


def _does_harm(trigger: Trigger) -> bool:
    return trigger.entry.root == "ASSAULT" or trigger.entry.label in _HARMFUL


def _planner(tree: Tree, trigger: Trigger) -> int | None:
    """The verb by whose subject a meeting is planned, cancelled or put off, or a measure taken, or None."""
    first = tree.first_conjunct(trigger.outer)
    head = tree.tokens[first].head
    if tree.tokens[first].dep != "dobj" or not tree.is_verb(head):
        return None
    return head if tree.phrase(head) in _deciding(trigger) else None


def _deciding(trigger: Trigger) -> frozenset[str]:
    """The verbs, with their particle, whose subject decides on the event and so takes part in it."""
    if trigger.entry.root == "CONSULT":
        return words("cancel") | words("postpone") | words("revive") | words("arranging")
    measure = trigger.entry.root in _MEASURES | {"ACCUSE"} or trigger.entry.open
    return words("measuring") if measure else frozenset()


def _noun_own(tree: Tree, noun: int, trigger: Trigger, roles: Roles) -> None:
    for owner in tree.below(noun, "poss"):
        _add(tree, _whose(tree, owner), "agent", roles)
    for child in tree.below(noun, "compound", "nmod", "amod"):
        if child not in trigger.tokens:
            _add(tree, child, "agent", roles)
    consult = trigger.entry.root == "CONSULT"
    for word, thing in tree.prepositions(noun):
        _noun_preposition(tree, word, thing, roles, consult=consult)
        if word == "by":  # "the killing by X of Y"
            for inner, other in tree.prepositions(thing):
                if inner == "of":
                    _noun_preposition(tree, inner, other, roles, consult=consult)
    low = [at for head, owner in tree.governor.items() if owner == noun for at in tree.subtree(head)]
    for clause in (*tree.below(noun, "acl", "relcl"), *(at for at in low if tree.tokens[at].dep == "relcl")):
        _noun_clause(tree, clause, roles)


def _whose(tree: Tree, owner: int) -> int:
    """The name right before "whose", else the word itself: "X, whose tariffs hurt Y"."""
    before = owner - 1
    while before > 0 and tree.tokens[before].pos == "PUNCT":
        before -= 1
    related = tree.tokens[owner].tag == "WP$" and before >= 0 and tree.mention[before] is not None
    return before if related else owner


def _noun_preposition(tree: Tree, word: str, thing: int, roles: Roles, *, consult: bool) -> None:
    if word in {"between", "among", "by", "from"}:
        _add(tree, thing, "agent", roles)
    elif word == "of":
        _add(tree, thing, "agent" if consult else "patient", roles)
    elif word == "with" or word in _TARGET:
        # In "a visit to Rome" the place is where; in "a warning to Rome", "an attack on Rome" it takes part.
        places = word == "with" or (not consult and word in {"on", "against", "to"})
        _add(tree, thing, "patient", roles, places=places)


def _noun_clause(tree: Tree, clause: int, roles: Roles) -> None:
    """ "Talks hosted by X", "the talks that X held"."""
    if tree.tokens[clause].tag == "VBN":
        for word, thing in tree.prepositions(clause):
            if word == "by":
                _add(tree, thing, "agent", roles)
    for verb in (clause, *tree.below(clause, "xcomp")):
        if tree.lemma(verb) in _TAKING_PART and tree.first(verb, "dobj") is not None:
            for subject in subjects(tree, verb):
                if tree.tokens[subject].tag not in {"WDT", "WP"}:
                    _add(tree, subject, "agent", roles)


_TAKING_PART = frozenset({"hold", "have", "attend", "host", "join", "chair", "lead", "skip", "boycott"})


def _joined(tree: Tree, trigger: Trigger, roles: Roles) -> bool:
    """Whether the subject of the verb over it takes part: "At a meeting with X, Y will leave a letter"."""
    first = tree.first_conjunct(trigger.outer)
    prep = tree.tokens[first].head
    if tree.tokens[first].dep != "pobj":
        return False
    word, verb = tree.tokens[prep].text.lower(), tree.tokens[prep].head
    if not tree.is_verb(verb):
        return False
    acted = any(role == "agent" for role in roles.values())
    if tree.lemma(verb) == "preside":
        return word == "over"
    if tree.lemma(verb) == "agree" and word in {"to", "on"}:
        return not acted
    if trigger.entry.root != "CONSULT" and trigger.entry.label not in _GATHERINGS:
        return False
    if word in {"after", "before", "following"}:  # "after talks with X, Y said"
        with_whom = any(inner == "with" for inner, _ in tree.prepositions(trigger.outer))
        return with_whom and not acted and tree.lemma(verb) in words("report")
    if word == "for":
        return not acted and tree.lemma(verb) in words("motion")
    speaks = word == "at" and tree.lemma(verb) in words("report")
    return speaks or (word in {"at", "in", "during"} and not acted)


_GATHERINGS = frozenset({"ceremony", "conference", "trial"})


def _add(
    tree: Tree, token: int, role: str, roles: Roles, *, places: bool = True, targets: bool = False
) -> None:
    """Enter the mentions that the noun phrase at `token` stands for.

    A town does not act. Without `places` no place is entered, except, with `targets`, a site.
    """
    for index in named(tree, token):
        mention = tree.mentions[index]
        if _is_bracketed(tree, mention):
            continue
        if mention.type == "place" and mention.kind == "name" and role == "agent" and _is_town(mention):
            continue
        site = is_site(mention)
        if (site or (mention.type == "place" and not mention.actor)) and not (places or (targets and site)):
            continue
        roles.setdefault(index, role)


def _is_bracketed(tree: Tree, mention: Mention) -> bool:
    """Whether the mention stands in brackets, as the outlet in "(AFP) The president"."""
    before, after = tree.text[mention.start - 1 : mention.start], tree.text[mention.end : mention.end + 1]
    return before == "(" and after == ")"


def _is_town(mention: Mention) -> bool:
    """Whether the name is of a known place, but of no country or capital, which can stand for one."""
    half = mention.country is not None and mention.text in mention.country.split()  # "North and South Korea"
    if mention.actor or half or not gazetteer.is_place(mention.text):
        return False
    return not (gazetteer.country_named(mention.text) or gazetteer.country_of_capital(mention.text))


def is_site(mention: Mention) -> bool:
    """Whether the name is of something that stands in a town: "the White House", "the embassy"."""
    return mention.type in {"place", "organization"} and bool(
        set(mention.text.casefold().split()) & words("sites")
    )


def named(tree: Tree, token: int) -> Iterator[int]:
    """The mentions that the noun phrase headed by `token` stands for, its coordination included.

    A noun for a group names those that it belongs to as well: "the North's team, led by X"; for a person
    stands the name beside the noun: "her Danish counterpart, X".
    """
    for noun in _coordinated(tree, token):
        index = tree.mention[noun]
        if index is None:
            appositions = [
                tree.mention[child] for child in (*tree.below(noun, "appos"), *_called(tree, noun))
            ]
            index = next((other for other in appositions if other is not None), None)
        beside = _appositions(tree, noun)
        if (
            index is not None
            and beside
            and tree.mentions[index].kind == "nominal"
            and _is_person(tree, index)
        ):
            yield from beside
            continue
        if index is not None:
            yield index
            if tree.mention[noun] is None:  # "three banks, X, Y and Z"
                listed = (at for child in tree.below(noun, "appos") for at in tree.conjuncts(child))
                yield from (at for other in listed if (at := tree.mention[other]) not in (None, index))
        if index is None or tree.mentions[index].kind == "nominal":
            yield from _behind(tree, noun)


def _called(tree: Tree, noun: int) -> Iterator[int]:
    """The names in "a man named X", "one of the guards, identified as X"."""
    for clause in tree.below(noun, "acl"):
        if tree.lemma(clause) in {"name", "call", "identify", "know"} and tree.tokens[clause].tag == "VBN":
            yield from tree.below(clause, "oprd", "attr", "dobj")
            yield from (thing for word, thing in tree.prepositions(clause) if word == "as")


def _is_person(tree: Tree, index: int) -> bool:
    return tree.mentions[index].type == "person"


def _coordinated(tree: Tree, token: int) -> Iterator[int]:
    """The nouns of a coordination, also of one that is parsed as a modifier: "Bell and President Ray"."""
    for noun in tree.conjuncts(token):
        yield from _taken_for_modifiers(tree, noun, noun)
        yield noun
        yield from _with_company(tree, noun)
        for child in tree.below(noun, "appos"):  # "the envoy Bell and the minister Ray"
            if tree.mention[child] is not None and tree.mention[child] == tree.mention[noun]:
                yield from (other for other in tree.conjuncts(child) if other != child)


def _taken_for_modifiers(tree: Tree, token: int, noun: int) -> Iterator[int]:
    """Those joined by "and" to the name at `noun` that the parser hangs below it or below its title: "Bell"
    in "Bell and President Ray", "Bell and Norland's leader Ray"."""
    for child in tree.below(token, "nmod", "compound"):
        if tree.first(child, "cc") is not None and _is_apart(tree, child, noun):
            yield child
        elif tree.mention[child] in (None, tree.mention[noun]):
            yield from _taken_for_modifiers(tree, child, noun)


def _with_company(tree: Tree, noun: int) -> Iterator[int]:
    """ "X, accompanied by Y"."""
    yield from _accompanying(tree, noun, "acl")


def _accompanying(tree: Tree, over: int, dep: str) -> Iterator[int]:
    """Who comes along by a participle below a noun or verb: "joined by Y, X met Z"."""
    for clause in tree.below(over, dep):
        if tree.lemma(clause) in {"accompany", "join", "flank"} and tree.tokens[clause].tag == "VBN":
            yield from (thing for word, thing in tree.prepositions(clause) if word == "by")


def _is_apart(tree: Tree, token: int, noun: int) -> bool:
    """Whether `token` is of a person or place beside another at the noun, and no part of its name."""
    one, other = tree.mention[token], tree.mention[noun]
    if one is None or other is None:
        return False
    first, second = tree.mentions[one], tree.mentions[other]
    alike = first.kind == second.kind == "name" and first.type == second.type != "organization"
    return alike and first.end <= second.start


def _behind(tree: Tree, noun: int) -> Iterator[int]:
    """The mentions that a noun such as "delegation" acts for."""
    if tree.lemma(noun) not in words("groups"):
        yield from _owners(tree, noun) if tree.mention[noun] is None else _employers(tree, noun)
        yield from _members(tree, noun)
        return
    for child in tree.below(noun, "poss", "amod", "compound", "nmod"):
        if tree.mention[child] is not None:
            yield from named(tree, child)
    for child in tree.below(noun, "appos"):
        if tree.mention[child] is not None:
            yield from named(tree, child)
    for word, thing in tree.prepositions(noun):
        at_work = word in {"at", "in", "with"} and _is_organization(tree, thing)
        if at_work or word in {"from", "of", "for", "including"}:
            yield from named(tree, thing)
    for clause in tree.below(noun, "acl"):
        for word, thing in tree.prepositions(clause):
            if word == "by" and tree.lemma(clause) in {"lead", "head"}:
                yield from named(tree, thing)


def _members(tree: Tree, noun: int) -> Iterator[int]:
    """Those whom "including" or "such as" names of several: "a group of firms including X and Y"."""
    within = [thing for word, thing in tree.prepositions(noun) if word == "of"]
    for over in (noun, *within):
        for word, thing in tree.prepositions(over):
            if word == "including" or (word == "as" and tree.lemma(tree.tokens[thing].head - 1) == "such"):
                yield from named(tree, thing)


def _employers(tree: Tree, noun: int) -> Iterator[int]:
    """The organizations that people act for: "two Corvane employees", "agents of the bureau"."""
    people = tree.tokens[noun].tag == "NNS" and nouns.is_person_noun(tree.lemma(noun))
    before = tree.below(noun, "poss", "compound", "nmod") if people else ()
    after = (thing for word, thing in tree.prepositions(noun) if word in {"of", "at", "from", "for"})
    for owner in (*before, *(after if people else ())):
        yield from (at for at in named(tree, owner) if tree.mentions[at].type == "organization")


def _owners(tree: Tree, noun: int) -> Iterator[int]:
    """The mentions that a noun belongs to: "X's house", "members of Y", "the newsroom of Z"."""
    for owner in tree.below(noun, "poss"):
        if tree.tokens[owner].tag != "PRP$":  # mostly of who acts: "sold their house"
            yield from named(tree, owner)
    lemma = tree.lemma(noun)
    sited = lemma in place_nouns()
    if not (nouns.is_person_noun(lemma) or nouns.is_group_noun(lemma) or sited):
        return
    for child in tree.below(noun, "compound", "nmod"):
        if any(tree.mention[at] is not None for at in tree.conjuncts(child)):
            yield from named(tree, child)
    for word, thing in tree.prepositions(noun):
        if word in {"of", "at", "from", "for"}:
            housed = sited and word == "of"  # "the home of X" is X's
            yield from (at for at in named(tree, thing) if housed or tree.mentions[at].type != "person")


def _is_organization(tree: Tree, token: int) -> bool:
    index = tree.mention[token]
    return index is not None and tree.mentions[index].type == "organization"


def _appositions(tree: Tree, noun: int) -> list[int]:
    """The names that stand beside the noun: "her Danish counterpart, X"."""
    found = [tree.mention[child] for child in tree.below(noun, "appos")]
    return [index for index in found if index is not None and tree.mentions[index].kind == "name"]
