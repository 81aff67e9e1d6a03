"""Whether an event is planned, held, cancelled or denied, and whether that is only claimed.

Read from tense, mood and negation of the verb that carries the event, from the governors above it, and
from modifiers of event nouns. The classes follow Sauri and Pustejovsky (2009) and Karttunen (1971).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.annotate.event_lexicon import lexicon, root_of, words
from dateline.annotate.event_performing import is_courtesy, is_vote
from dateline.annotate.event_rebuttals import refuted, refuted_at
from dateline.annotate.event_tense import FUTURE, Reading, finite, is_negated
from dateline.annotate.event_tree import Tree
from dateline.annotate.event_triggers import Trigger
from dateline.schema.annotation import SAID, Status

_BEFORE_IT = frozenset({"before", "for", "toward", "towards", "until", "till", "pending", "about"})
_AFTER_IT = frozenset({"after", "since", "following", "amid", "despite", "during"})

_DONE_BY_SAYING = frozenset({"ACCUSE", "SANCTION", "COERCE", "CONCEDE", "RETREAT", "ASSAULT", "REJECT"})
"""Roots of what has happened once it is announced: charges, arrests, sanctions."""

_JUDGING = frozenset({"ACCUSE", "SUPPORT", "SANCTION", "COERCE", "REJECT"})
"""Roots of what is done to somebody for what has happened: "blamed X for the attack", "thanked Y for"."""

_TRYING = frozenset({"attempt", "seek", "try"})

_HOPING = frozenset({"expect", "hope", "pray", "wish"})
_GERUNDS: Mapping[str, Reading] = {
    **dict.fromkeys(("after", "since", "by", "in", "for"), Reading("held")),
    **dict.fromkeys(("without", "instead", "from"), Reading("denied")),
    **dict.fromkeys(("before", "until"), Reading("planned", asserted=False)),
}
"""What a preposition says of the gerund after it: "after meeting X", "without meeting X"."""


_REFRAINING = frozenset(
    {"abstain", "away", "desist", "dissuade", "far", "hold", "keep", "prevent", "refrain"}
)


def read_status(tree: Tree, trigger: Trigger) -> Reading:
    """The status of the event that `trigger` names."""
    reading = _of_noun(tree, trigger) if trigger.noun else _of_verb(tree, trigger.token)
    if reading.status == "held" and _is_cancelling(tree, trigger):
        reading = replace(reading, status="cancelled")
    claimant = _claimant(tree, trigger.support if trigger.support is not None else trigger.token)
    return replace(reading, claimant=claimant)


def _is_cancelling(tree: Tree, trigger: Trigger) -> bool:
    """Whether the verb says that what is no event by itself will not be: "cancelled 300 trains"."""
    verb = trigger.entry.label == "cancellation" and not trigger.noun
    return verb and tree.phrase(trigger.token) in words("cancel")


def _of_noun(tree: Tree, trigger: Trigger) -> Reading:
    modified, taken_back = _modified(tree, trigger), _governed(tree, trigger)
    if taken_back is not None and taken_back.status == "cancelled":
        return taken_back  # "cancelled the planned visit"
    if modified is not None:
        return modified
    if trigger.support is not None:
        if trigger.entry.root == "CONSULT" and tree.phrase(trigger.support) in words("plan_object"):
            return _as_object(tree, trigger.support) or Reading("planned", step=trigger.support)
        reading = _of_verb(tree, trigger.support)
        if _is_pending(tree, trigger.support):
            return Reading("planned", step=trigger.support)
        if reading.status == "planned" and tree.phrase(trigger.support) in words("presupposing"):
            return Reading("held", asserted=False)  # "to end the war"
        told = tree.phrase(trigger.support) in words("consequent")  # "the talks produced no deal"
        if reading.status == "denied" and (told or tree.first(trigger.support, "attr", "acomp") is not None):
            return replace(_described(tree, trigger.support), asserted=told)
        denied = _has_no(tree, trigger)
        return replace(reading, status="denied") if denied and reading.status == "held" else reading
    return _governed(tree, trigger) or Reading("held", asserted=False)


def _modified(tree: Tree, trigger: Trigger) -> Reading | None:
    for noun in dict.fromkeys((trigger.token, trigger.outer)):
        for child in tree.below(noun, "amod", "acl", "det", "compound", "relcl"):
            word, lemma = tree.tokens[child].text.lower(), tree.lemma(child)
            if word in words("modifier_cancelled"):
                return Reading("cancelled", step=child)
            if word in words("modifier_planned"):
                possible = word in {"possible", "potential"}
                return Reading("planned", step=child, possible=possible)
            is_plan = tree.tokens[child].tag == "VBN" and lemma in words("plan")
            if tree.tokens[child].dep == "acl" and is_plan:
                return Reading("planned", step=child)
            if tree.tokens[child].dep == "acl" and word == "held":
                return Reading("held", step=child)
            if tree.tokens[child].dep == "relcl" and tree.phrase(child) in words("cancel"):
                return replace(_step(tree, child, "cancelled"), step=child)
            if tree.tokens[child].dep == "relcl" and _is_subject_of(tree, child) and _is_pending(tree, child):
                return Reading("planned", step=child)  # "talks that are due to begin"
    return None


def _is_subject_of(tree: Tree, clause: int) -> bool:
    """Whether the relative clause says something of the noun it stands under: "talks that are due"."""
    subject = tree.first(clause, "nsubj", "nsubjpass")
    return subject is not None and tree.tokens[subject].tag in {"WDT", "WP"}


def _has_no(tree: Tree, trigger: Trigger) -> bool:
    return any(tree.tokens[child].text.lower() == "no" for child in tree.below(trigger.outer, "det"))


def _governed(tree: Tree, trigger: Trigger) -> Reading | None:
    """The status that the governor of an event noun gives it."""
    first = tree.first_conjunct(trigger.outer)
    dep, head = tree.tokens[first].dep, tree.tokens[first].head
    if head == first:
        return None
    if dep in {"dobj", "nsubjpass"} and tree.is_verb(head):
        if trigger.entry.root in SAID and tree.phrase(head) in words("negative"):
            return Reading("held", asserted=False)
        done = trigger.entry.root in _DONE_BY_SAYING | {"AGREE"} or trigger.entry.open
        if tree.phrase(head) == "announce" and done:
            return Reading("held", asserted=False)
        return _as_object(tree, head)
    if dep == "nsubj" and tree.is_verb(head):
        return _as_subject(tree, head, given=_is_given(tree, first))
    if dep in {"pobj", "pcomp"}:
        return _as_prepositional(tree, head)
    if dep == "attr" and tree.is_verb(head):  # "what would be the first summit"
        return _as_future(tree, head)
    return None


def _as_object(tree: Tree, verb: int) -> Reading | None:
    phrase = tree.phrase(verb)
    if phrase in words("cancel"):
        return _step(tree, verb, "cancelled")
    if phrase in words("postpone") or phrase in words("revive"):
        return _step(tree, verb, "planned")
    if phrase in words("deny"):
        return _step(tree, verb, "denied")
    if phrase in words("negative"):
        return _step(tree, verb, "denied")
    if phrase in words("plan_object"):
        return _step(tree, verb, "planned")
    return _as_future(tree, verb)


def _as_future(tree: Tree, verb: int) -> Reading | None:
    """What a verb in the future acts on is in the future as well: "will fund an extended search".

    Not so what the verb takes as there already: "to end the war", "will investigate the attack".
    """
    if tree.phrase(verb) in words("presupposing"):
        return Reading("held", asserted=False)
    above = _of_verb(tree, verb)
    return replace(above, asserted=False) if above.status == "planned" else None


def _step(tree: Tree, verb: int, status: Status) -> Reading:
    """The status that a verb such as "cancel" gives its object, if the step itself was taken."""
    own = _of_verb(tree, verb)
    if own.status == "held":
        return Reading(status, step=verb)
    if own.status == "denied":
        return Reading("planned", step=verb)
    return Reading("planned", step=verb, possible=True)


def _as_subject(tree: Tree, verb: int, *, given: bool) -> Reading | None:
    """The status of the subject of `verb`; one that is `given` is there, whatever it could do."""
    phrase = tree.phrase(verb)
    if phrase in words("cancel"):
        return _step(tree, verb, "cancelled")
    reading = _of_verb(tree, verb)
    if reading.status == "denied":
        return _described(tree, verb)
    alone = tree.first(verb, "dobj", "xcomp", "ccomp", "prep") is None
    if phrase in words("plan") and alone and tree.tokens[verb].tag in {"VBD", "VBN"}:
        return Reading("planned", step=verb)  # the passive of headlines: "Protests planned"
    if _is_pending(tree, verb):
        return Reading("planned", step=verb)
    if given and reading.possible:
        return Reading("held", asserted=False)  # "Tuesday's ruling could swing the election"
    return reading if reading.status == "planned" else replace(reading, asserted=False)


def _is_pending(tree: Tree, verb: int) -> bool:
    """Whether the verb says of its subject that it lies ahead: "a hearing is pending"."""
    said = {tree.tokens[child].text.lower() for child in (verb, *tree.below(verb, "acomp"))}
    return bool(words("pending_adjective") & said)


def _is_given(tree: Tree, noun: int) -> bool:
    """Whether a noun phrase takes up what the reader knows: "the attack", "Tuesday's ruling"."""
    owned = tree.first(noun, "poss") is not None
    return owned or any(tree.lemma(child) in {"the", "this", "that"} for child in tree.below(noun, "det"))


def _described(tree: Tree, verb: int) -> Reading:
    """What is denied of an event does not deny the event: "the visit will not be a long one"."""
    future = any(tree.tokens[child].text.lower() in FUTURE for child in tree.below(verb, "aux"))
    return Reading("planned" if future else "held", asserted=False)


def _as_prepositional(tree: Tree, prep: int) -> Reading | None:
    word = tree.tokens[prep].text.lower()
    over = tree.tokens[prep].head
    if tree.tokens[over].pos == "ADV":  # "walked away from the talks"
        over = tree.tokens[over].head
    if word == "during" and tree.is_verb(over) and _of_verb(tree, over).status == "planned":
        return Reading("planned", asserted=False)
    if word in _AFTER_IT:
        return Reading("held", step=prep)
    if tree.tokens[over].pos in {"NOUN", "PROPN"}:
        return _under_noun(tree, over, word)
    return _under_verb(tree, over, word) if tree.is_verb(over) else None


def _under_noun(tree: Tree, noun: int, prep: str) -> Reading | None:
    """ "In revenge for the attack" and "plans for talks"."""
    if tree.lemma(noun) in words("cause_nouns"):
        return Reading("held", step=noun, asserted=False)
    if prep in {"of", "about", "for"} and (denial := refuted_at(tree, noun)) is not None:
        return Reading("denied", step=denial)
    if tree.lemma(noun) in words("planned_noun") and prep in {"for", "of", "on", "to"}:
        return Reading("planned", step=noun)
    return Reading("planned", asserted=False) if prep in _BEFORE_IT - {"for", "about", "before"} else None


def _under_verb(tree: Tree, verb: int, prep: str) -> Reading | None:
    """ "Withdrew from the talks", "prepared for talks", "agreed at the talks"."""
    if tree.phrase(verb) in words("cancel") and prep in {"from", "of", "out"}:
        return _step(tree, verb, "cancelled")
    if prep in {"before", "until", "till"} and tree.tokens[verb].tag in {"VBD", "VBN"}:
        return None
    if prep == "for" and root_of(tree.lemma(verb)) in _JUDGING:
        return Reading("held", asserted=False)
    if prep in _BEFORE_IT - {"about"} or (prep in {"of", "about"} and tree.lemma(verb) in words("weighing")):
        return Reading("planned", asserted=False)
    if prep in {"at", "in", "on", "with"}:
        return replace(_of_verb(tree, verb), asserted=prep == "at")
    return _as_future(tree, verb)


def _of_verb(tree: Tree, verb: int, *, depth: int = 0) -> Reading:
    """The status of what the verb `verb` says, from its own form and then from what governs it."""
    if is_wished(tree, verb):
        return Reading("planned", step=tree.tokens[verb].head, possible=True)
    own = finite(tree, verb)
    dep, head = tree.tokens[verb].dep, tree.tokens[verb].head
    if own is not None and own.status == "held":
        denial = refuted(tree, verb) if dep in {"acl", "ccomp", "relcl"} else None
        if dep == "ccomp" and _is_denial(tree, head):
            denial = head
        if denial is not None:
            return Reading("denied", step=denial)
    if own is not None and own.status == "held" and dep == "ccomp" and _is_hoped(tree, verb, head):
        return Reading("planned", step=head, possible=True)
    if own is not None:
        return own
    negated = is_negated(tree, verb)
    infinitive = any(tree.tokens[child].text.lower() == "to" for child in tree.below(verb, "aux"))
    if depth > 6 or head == verb or (infinitive and dep == "ccomp" and tree.first(verb, "nsubj") is not None):
        # The infinitive of headlines: "Ministers to meet in June".
        return Reading("planned" if infinitive else "denied" if negated else "held")
    if dep == "conj":
        return _of_verb(tree, head, depth=depth + 1)
    above = _under(tree, verb, head, infinitive=infinitive, depth=depth)
    if negated:
        return Reading("denied" if above.status == "held" else above.status, step=above.step)
    return above


def is_wished(tree: Tree, verb: int) -> bool:
    """Whether a clause is in the mandative subjunctive: "proposed that X and Y meet".

    The bare form after a plural subject looks like a present, which a past tense above it would have made a
    past (Huddleston and Pullum 2002, The Cambridge Grammar of the English Language, 11.1.1).
    """
    token, over = tree.tokens[verb], tree.tokens[verb].head
    below = tree.below(verb, "aux", "auxpass")
    bare = tree.tokens[below[0]] if below else token
    if token.dep != "ccomp" or tree.lemma(over) not in words("mandative"):
        return False
    if tree.first(verb, "nsubj", "nsubjpass") is None or bare.text.lower() in {"are", "am", "do", "have"}:
        return False
    past = tree.tokens[over].tag in {"VBD", "VBN"}
    return bare.tag == "VB" or bare.text.lower() == "be" or (bare.tag == "VBP" and past)


def _is_denial(tree: Tree, verb: int) -> bool:
    """Whether the verb denies the clause under it: "denied that they had met", not "did not deny"."""
    return tree.phrase(verb) in words("deny") and not is_negated(tree, verb)


def _is_hoped(tree: Tree, verb: int, over: int) -> bool:
    """Whether a clause in the present tells what is hoped for: "we hope that all sides can meet"."""
    first = next(iter(tree.below(verb, "aux", "auxpass")), verb)
    perfect = first != verb and tree.lemma(first) == "have"
    return tree.lemma(over) in _HOPING and tree.tokens[first].tag in {"VBZ", "VBP", "MD"} and not perfect


def _under(tree: Tree, verb: int, head: int, *, infinitive: bool, depth: int) -> Reading:
    """The status of a verb without a finite form of its own, governed by `head`."""
    if tree.lemma(head) == "decision" and root_of(tree.lemma(verb)) in _DONE_BY_SAYING | {"AGREE"}:
        return Reading("held", step=head)  # "the decision to free X"
    if not tree.is_verb(head):
        return _under_word(tree, head, infinitive=infinitive, depth=depth)
    dep, lemma = tree.tokens[verb].dep, tree.phrase(head)
    above = _of_verb(tree, head, depth=depth + 1)
    if lemma in words("cancel") | words("negative") | words("deny") and dep != "advcl":
        return Reading("denied" if above.status == "held" else "planned", step=head)
    if not infinitive:
        weighed = dep == "xcomp" and lemma in words("weighing")
        return Reading("planned", step=head, possible=True) if weighed else _beside(tree, verb, above)
    if is_courtesy(tree, verb):
        return Reading("held", step=head)
    if dep == "advcl" and lemma in words("motion") and above.status == "held":
        return Reading("held", asserted=False)
    told = tree.lemma(verb) in words("report") or root_of(tree.lemma(verb)) in SAID | {"PROTEST"}
    told = told and (
        dep == "advcl" or lemma == "take"
    )  # "took the stage to say", "blocked the road to protest"
    met = root_of(tree.lemma(verb)) == "CONSULT" and _is_meeting(tree, head)  # "met to discuss"
    if told or is_vote(tree, verb) or (met and above.status == "held"):
        return above
    going_to = lemma == "go" and tree.tokens[head].tag == "VBG"
    done = lemma in words("implicative") or (lemma == "have" and tree.tokens[head].tag == "VBD")
    done = done and (lemma != "make" or tree.first(head, "auxpass") is not None)  # "made a threat to close"
    return above if done and not going_to else Reading("planned", step=head)


def _beside(tree: Tree, verb: int, above: Reading) -> Reading:
    """The status of a participle: what goes with trying is done ("sought to calm the crowd, blaming X")."""
    over = tree.tokens[verb].head
    tried = tree.tokens[over].dep == "xcomp" and tree.lemma(tree.tokens[over].head) in _TRYING
    if not tried or tree.tokens[verb].dep != "advcl" or root_of(tree.lemma(verb)) not in SAID:
        return above
    return _of_verb(tree, tree.tokens[over].head)


def _is_meeting(tree: Tree, verb: int) -> bool:
    """Whether a verb, or the noun that it is light for, names a meeting: "met", "holding talks"."""
    if tree.lemma(verb) in words("light"):
        nouns = lexicon().nouns
        return any(
            entry.root == "CONSULT"
            for thing in tree.below(verb, "dobj")
            for rest, entry in nouns.get(tree.lemma(thing), ())
            if not rest
        )
    return root_of(tree.lemma(verb)) == "CONSULT"


def _under_word(tree: Tree, head: int, *, infinitive: bool, depth: int) -> Reading:
    """The status of a verb governed by a preposition, a noun or an adjective."""
    if tree.tokens[head].dep in {"prep", "agent"} or tree.tokens[head].tag in {"IN", "TO"}:
        return _gerund(tree, head, depth)
    if not infinitive:
        return Reading("held")
    if tree.tokens[head].pos == "ADJ" and tree.lemma(head) in words("factive_adjective"):
        return _of_clause(tree, head, depth)
    over = tree.tokens[head].head
    if tree.tokens[head].dep in {"dobj", "nsubjpass"} and tree.phrase(over) in words("cancel"):
        return _step(tree, over, "cancelled")  # "scrapped plans to visit X"
    taken = tree.lemma(over) in {"use", "seize", "take"} and tree.tokens[head].dep == "dobj"
    if taken and tree.lemma(head) in {"occasion", "opportunity", "step"}:
        return _of_clause(tree, head, depth)  # "used the opportunity to praise X"
    if _is_first(tree, head):
        return replace(_of_clause(tree, head, depth), asserted=False)
    return Reading("planned", step=head)


def _is_first(tree: Tree, noun: int) -> bool:
    """ "The first president to visit X", "the only one to resign"."""
    nouns = (noun, *tree.below(noun, "amod", "advmod"))
    return any(tree.lemma(word) in {"first", "last", "only", "latest", "second", "third"} for word in nouns)


def _of_clause(tree: Tree, word: int, depth: int) -> Reading:
    """The status of the clause in which the word stands."""
    over = next((at for at in tree.ancestors(word) if tree.is_verb(at)), None)
    return _of_verb(tree, over, depth=depth + 1) if over is not None else Reading("held")


def _gerund(tree: Tree, prep: int, depth: int) -> Reading:
    word, over = tree.tokens[prep].text.lower(), tree.tokens[prep].head
    known = _GERUNDS.get(word)
    if word == "from" and tree.lemma(over) not in words("negative") | _REFRAINING:
        return Reading("held", asserted=False)  # only "kept from marching" denies it
    if known is not None:
        return replace(known, step=prep)
    if not tree.is_verb(over):
        return _of_noun_with(tree, over, word, depth)
    if tree.phrase(over) in words("claim"):
        return Reading("held", step=over)
    if word == "about" or (word == "of" and tree.lemma(over) in words("weighing")):
        return Reading("planned", step=over, possible=True)
    return _of_verb(tree, over, depth=depth + 1)


def _of_noun_with(tree: Tree, noun: int, prep: str, depth: int) -> Reading:
    """ "Took the step of leaving" is held as the step was taken, "the idea of leaving" lies ahead."""
    done = prep == "of" and tree.lemma(noun) in words("done_noun")
    return _of_clause(tree, noun, depth) if done else Reading("planned", step=noun, possible=True)


def _claimant(tree: Tree, token: int) -> int | None:
    """The subject of the claiming verb over `token` ("accused him of V-ing", "alleged that")."""
    at = token
    for over in tree.ancestors(token):
        if tree.is_verb(over) and tree.lemma(over) in words("claim") and tree.tokens[at].dep != "nsubj":
            return tree.first(over, "nsubj")
        if tree.tokens[at].dep in {"relcl", "advcl", "conj"}:
            return None
        at = over
    return None
