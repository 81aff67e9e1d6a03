"""Words of a text that name an event, found by lexicon and syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.annotate.event_lexicon import Entry, lexicon, other_nouns, words
from dateline.annotate.event_tree import Tree

_NOUN_DEPS_SKIPPED = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "quantmod"})
_QUANTIFIERS = frozenset(
    {
        "round",
        "series",
        "string",
        "spate",
        "wave",
        "flurry",
        "number",
        "pair",
        "set",
        "barrage",
        "salvo",
        "volley",
        "day",
        "night",
        "hour",
        "week",
        "month",
        "year",
    }
)


_PREPOSITIONAL = {
    "in": ("engage", "participate", "take", "join", "meet", "be"),
    "into": ("enter", "come"),
    "to": ("go", "come", "lead", "take", "travel", "fly", "head", "return"),
    "for": (
        "meet",
        "gather",
        "convene",
        "assemble",
        "sit",
        "travel",
        "fly",
        "go",
        "come",
        "arrive",
        "return",
    ),
    "at": ("meet", "gather", "convene"),
    "with": ("respond", "reply", "answer", "come", "counter", "retaliate"),
}
"""Verbs that carry an event noun by a preposition: "engaged in talks", "met for talks".

The noun is then the event, and the verb no second one."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: its head token, all its tokens, what the lexicon says, and its light verb.

    `support` is the verb that carries tense and arguments of an event noun ("held" of "held talks"),
    `noun` whether the head is a noun, `outer` the noun through which it is governed ("rounds" of "several
    rounds of talks"), else the head itself; `others` are entries to try where `entry` lacks what it needs;
    `subject` is who acts where the tree does not tell.
    """

    token: int
    tokens: tuple[int, ...]
    entry: Entry
    noun: bool
    outer: int
    support: int | None = None
    others: tuple[tuple[tuple[int, ...], Entry], ...] = ()
    subject: int | None = None

    def readings(self) -> Iterator[Trigger]:
        """The trigger by each of its entries, the first first."""
        yield self
        for tokens, entry in self.others:
            yield replace(self, tokens=tokens, entry=entry, others=())

    def otherwise(self, other: Trigger) -> Trigger:
        """The trigger with the entry of another at its token to try last."""
        subject = other.subject if self.subject is None else self.subject
        return replace(self, others=(*self.others, (other.tokens, other.entry)), subject=subject)


def find_triggers(tree: Tree) -> tuple[Trigger, ...]:
    """The triggers of a document in text order.

    Where a noun with its light verb and that verb are both in the lexicon ("launched an attack"), the noun
    is the trigger, unless the verb with the noun names another kind of event ("went on strike", "opened
    fire").
    """
    nouns = [trigger for token in range(len(tree.tokens)) for trigger in _noun(tree, token)]
    inner = {token for trigger in nouns for token in trigger.tokens if token != trigger.token}
    nouns = [trigger for trigger in nouns if trigger.token not in inner]
    verbs = [trigger for token in range(len(tree.tokens)) for trigger in _verb(tree, token)]
    within = {token: trigger.entry for trigger in verbs for token in trigger.tokens[1:]}
    nouns = [noun for noun in nouns if _is_alike(noun, within.get(noun.token))]
    taken = {token for trigger in nouns for token in trigger.tokens}
    taken |= {trigger.support for trigger in nouns if trigger.support is not None}
    kept = [trigger for trigger in verbs if trigger.token not in taken]
    return tuple(sorted(nouns + kept, key=lambda trigger: trigger.token))


def _is_alike(noun: Trigger, verb: Entry | None) -> bool:
    """Whether a noun within the words of a verb names what the verb with it does, in all its senses, and not
    only once more ("tweeted her resignation")."""
    if verb is None:
        return True
    again = noun.support is None and noun.entry is verb
    return not again and all(reading.entry.root == verb.root for reading in noun.readings())


def trigger_at(tree: Tree, token: int, entry: Entry) -> Trigger:
    """The trigger for a word that is known to name an event, whatever the lexicon says."""
    if tree.is_verb(token):
        return Trigger(token, (token,), entry, noun=False, outer=token)
    outer = _outer(tree, token)
    return Trigger(token, (token,), entry, noun=True, outer=outer, support=_support(tree, outer, entry))


def _verb(tree: Tree, token: int) -> Iterator[Trigger]:
    word = tree.tokens[token]
    if not word.tag.startswith("VB") or word.dep in {"aux", "auxpass", "amod", "compound"}:
        return
    if is_silence(tree, token) or helps_to(tree, token):
        return
    fitting: list[tuple[tuple[int, ...], Entry]] = []
    for rest, entry in lexicon().verbs.get(verb_lemma(tree, token), ()):
        if entry.needs == "directive" and tree.first(token, "xcomp", "ccomp") is None:
            continue  # "ordered an arrest" names the arrest
        judges = entry.needs in {"judged", "praised"}
        if judges != bool(judgment(tree, token)) and (judges or entry.needs == "called"):
            continue  # "called X again" is a call, "called the attack a mistake" criticizes it
        found = [_below(tree, token, wanted) for wanted in rest]
        if all(other is not None for other in found):
            fitting.append(((token, *(other for other in found if other is not None)), entry))
    if fitting:
        (tokens, entry), *others = fitting
        yield Trigger(token, tokens, entry, noun=False, outer=token, others=tuple(others))


def judgment(tree: Tree, verb: int) -> tuple[int, ...]:
    """The heads of the words for what a verb says that something is: "called it a mistake", "described it as
    an act of war", "called the speech “a stunt”"."""
    objects = tree.below(verb, "dobj")
    things = [verb, *objects, *(thing for _, thing in tree.prepositions(verb))]
    as_what = (prep for thing in things for prep in tree.below(thing, "prep") if tree.lemma(prep) == "as")
    named = (
        other for thing in objects for other in tree.below(thing, "appos") if _is_next(tree, thing, other)
    )
    within = (tree.below(clause, "dobj") for thing in objects for clause in tree.below(thing, "acl"))
    apart = (found[-1] for found in within if len(found) > 1)  # "called the order to leave Tarn a mistake"
    second = objects[1:] if len(objects) == 2 else ()  # "branded Ray a liar"
    return (*tree.below(verb, "oprd"), *as_what, *named, *apart, *second)


def _is_next(tree: Tree, thing: int, other: int) -> bool:
    """Whether a phrase follows another without a comma, or in quotation marks: "called Ray a liar"."""
    after = thing + 1
    return other > thing and (tree.subtree(other)[0] == after or tree.tokens[after].text in OPENING_MARKS)


def helps_to(tree: Tree, verb: int) -> bool:
    """Whether the help is the deed that is helped with: "helped negotiate the accord", not "helped Ray"."""
    alone = tree.lemma(verb) == "help" and tree.first(verb, "dobj", "dative", "auxpass") is None
    return alone and any(tree.first(deed, "nsubj") is None for deed in tree.below(verb, "xcomp"))


OPENING_MARKS = frozenset({'"', "“", "‘", "'", "``"})


def is_silence(tree: Tree, verb: int) -> bool:
    """Whether somebody will not say a thing: "declined to comment", "refused to be named"."""
    unsaid = {tree.lemma(at) for at in tree.below(verb, "xcomp")}
    return tree.lemma(verb) in words("negative") and not unsaid.isdisjoint(words("telling") | words("report"))


def verb_lemma(tree: Tree, token: int) -> str:
    """The lemma, mended where the lemmatizer has cut a participle too short: "fined" is of "fine"."""
    lemma, text = tree.lemma(token), tree.tokens[token].text.lower()
    known = lexicon().verbs
    if lemma not in known and text.endswith("ed"):
        return next((stem for stem in (text[:-1], text[:-2]) if stem in known), lemma)
    return lemma


def _below(tree: Tree, token: int, wanted: str) -> int | None:
    """The particle, preposition or object `wanted` under the verb `token`, or under its prepositions."""
    over = tree.tokens[token].head
    attribute = tree.tokens[token].tag == "VBN" and tree.tokens[token].dep == "acl"
    if attribute and tree.lemma(over) == wanted and wanted not in lexicon().nouns:
        return over  # "a law passed in May"
    for child in (*tree.children[token], *_beside(tree, token, wanted)):
        if child < token and tree.tokens[child].dep == "prep":
            continue  # "on the hill he called it a mistake"
        described = tree.tokens[child].dep == "ccomp" and tree.tokens[child].pos == "ADJ"  # "found X guilty"
        beside = tree.tokens[child].head != token
        if (
            described
            or beside
            or tree.tokens[child].dep
            in {
                "prt",
                "prep",
                "advmod",
                "dobj",
                "nsubjpass",
                "acomp",
                "dative",
                "oprd",
                "attr",
            }
        ):
            if tree.lemma(child) == wanted and not _takes_time(tree, child):
                return child
            if tree.tokens[child].dep == "prep" and tree.lemma(child) not in _BESIDE:
                for inner in tree.children[child]:
                    if tree.lemma(inner) == wanted:
                        return inner
            if tree.tokens[child].dep == "dobj" and tree.lemma(child) in _QUANTIFIERS:
                for word, inner in tree.prepositions(child):
                    if word == "of" and tree.lemma(inner) == wanted:
                        return inner  # "fired a barrage of missiles"
    return _marked(tree, token, wanted)


_BESIDE = frozenset({"after", "amid", "as", "despite", "during", "following", "since", "until", "without"})
"""Prepositions whose object is no part of what the verb names: "call X after the election"."""


def _marked(tree: Tree, verb: int, wanted: str) -> int | None:
    """The word that opens a clause below the verb: "called for the talks to be held"."""
    clauses = tree.below(verb, "ccomp", "advcl", "xcomp")
    return next(
        (m for at in clauses for m in tree.below(at, "mark") if tree.lemma(m) == wanted == "for"), None
    )


def _beside(tree: Tree, verb: int, wanted: str) -> Iterator[int]:
    """An adjective behind its verb that is parsed as one of the day after it ("was found dead Monday"), or a
    particle parsed as one of the object ("walked back threats"), or what the object is a level of ("raised
    its alert level")."""
    for thing in tree.below(verb, "dobj"):
        if tree.lemma(thing) == "level":
            yield from tree.below(thing, "compound", "amod")
    after = verb + 1
    if after == len(tree.tokens) or tree.lemma(after) != wanted or tree.tokens[after].dep != "amod":
        return
    if wanted == "back":
        yield after
    if tree.time[after] is None and tree.time[tree.tokens[after].head] is not None:
        yield after


def _takes_time(tree: Tree, word: int) -> bool:
    """Whether the word only begins a phrase of time: "given the contract in 2020" is no giving in."""
    things = tree.below(word, "pobj")
    if tree.lemma(word) == "in" and tree.lemma(tree.tokens[word].head) == "give":
        return bool(things)
    return tree.lemma(word) in {"in", "on", "over"} and any(tree.time[thing] is not None for thing in things)


def _noun(tree: Tree, token: int) -> Iterator[Trigger]:
    word = tree.tokens[token]
    gerund = word.tag == "VBG" and tree.first(token, "det", "poss", "amod") is not None
    if word.pos not in {"NOUN", "PROPN"} and not gerund:
        return
    if word.dep in _NOUN_DEPS_SKIPPED or (word.pos == "PROPN" and _in_name(tree, token)):
        return
    if tree.lemma(token) in words("makers") and not word.dep.startswith("nsubj"):
        return  # "demonstrators chanted" is a demonstration, "warned of demonstrators" is none
    if tree.time[token] is not None or _is_generic(tree, token):
        return  # "in March"; "an accident is no argument"
    for lemma in dict.fromkeys((tree.lemma(token), word.text.lower(), word.text.lower().removesuffix("s"))):
        fitting = list(_noun_entries(tree, token, lemma))
        if fitting:
            (before, entry), *others = fitting
            outer = before[0] if any(tree.lemma(at) == "of" for at in before) else _outer(tree, token)
            yield Trigger(
                token,
                (*before, token),
                entry,
                noun=True,
                outer=outer,
                support=_support(tree, outer, entry),
                others=tuple(((*before, token), entry) for before, entry in others),
            )
            return


def _noun_entries(tree: Tree, token: int, lemma: str) -> Iterator[tuple[tuple[int, ...], Entry]]:
    """The entries of a noun whose other words stand before it, with these words, the longest first."""
    for rest, entry in lexicon().nouns.get(lemma, ()):
        before = _words_before(tree, token, len(rest))
        fits = entry.topic is None or _is_about(tree, entry.topic)
        fits = fits and (
            entry.needs != "sought" or any(word == "from" for word, _ in tree.prepositions(token))
        )
        if fits and tuple(tree.lemma(other) for other in before) == rest:
            yield before, entry


def _is_generic(tree: Tree, noun: int) -> bool:
    """Whether something is said of all of a kind: "a treaty is worth nothing" (Krifka et al. 1995)."""
    verb = tree.tokens[noun].head
    kind = any(tree.tokens[child].text.lower() in {"a", "an"} for child in tree.below(noun, "det"))
    kind = kind and tree.first(noun, "prep") is None  # "a meeting between X and Y is pending"
    told = tree.tokens[verb].tag == "VBZ" and tree.lemma(verb) == "be"
    return (
        kind and told and tree.tokens[noun].dep == "nsubj" and tree.first(verb, "attr", "acomp") is not None
    )


def other_noun(tree: Tree, token: int) -> Trigger | None:
    """The trigger of a noun for a deed that the lexicon does not list."""
    word, lemma = tree.tokens[token], tree.lemma(token)
    root = other_nouns().get(lemma) if word.tag in {"NN", "NNS"} else None
    if root is None or word.dep in _NOUN_DEPS_SKIPPED or tree.mention[token] is not None:
        return None
    return trigger_at(tree, token, Entry(root, lemma, open=True))


def _is_about(tree: Tree, topic: str) -> bool:
    """Whether the text is about a topic, so that an ambiguous word has the sense that belongs to it.

    A word has one sense in one text (Gale, Church and Yarowsky 1992).
    """
    lemmas = [token.lemma.lower() for token in tree.tokens]
    told = sum(lemma in words(topic) for lemma in lemmas)
    return told >= _TOPICAL and told > sum(lemma in words("weapons") for lemma in lemmas)


_TOPICAL = 3
"""Words of a topic from which a text is about it; a convention."""


def _in_name(tree: Tree, token: int) -> bool:
    index = tree.mention[token]
    return index is not None and tree.mentions[index].kind == "name"


def _words_before(tree: Tree, token: int, count: int) -> tuple[int, ...]:
    """The `count` words directly before `token`, hyphens passed over, within its sentence."""
    found: list[int] = []
    at = token - 1
    while len(found) < count and at >= 0 and tree.tokens[at].sentence == tree.tokens[token].sentence:
        if tree.tokens[at].text not in {"-", "‑", "–"}:
            found.insert(0, at)
        at -= 1
    return tuple(found)


def _outer(tree: Tree, token: int) -> int:
    """The quantifying noun over an event noun: "rounds" of "several rounds of talks"."""
    first = tree.first_conjunct(token)
    head = tree.tokens[first].head
    if tree.tokens[first].dep == "pobj" and tree.tokens[head].text.lower() == "of":
        over = tree.tokens[head].head
        if tree.lemma(over) in _QUANTIFIERS:
            return _outer(tree, over)
    return token


def _existing(tree: Tree, noun: int) -> int | None:
    """The verb of a relative clause that says when the event took place: "the trial, which opened in May"."""
    for clause in tree.below(noun, "relcl"):
        if _leaves_object(tree, clause) and _is_light(tree, clause, noun):
            return clause
        subject = tree.first(clause, "nsubj")
        is_which = subject is not None and tree.tokens[subject].tag in {"WDT", "WP"}
        if is_which and tree.phrase(clause) in words("existence") - {"be", "mark", "cause", "result"}:
            return clause
        if is_which and (raised := _raised(tree, clause)) is not None:
            return raised
    return None


def _leaves_object(tree: Tree, clause: int) -> bool:
    """Whether a relative clause leaves its object to the noun over it: "the deal that they struck".

    Not so one that only says what could be: "the fine that they would pay".
    """
    modal = any(tree.lemma(child) in _MODALS for child in tree.below(clause, "aux"))
    if modal or tree.first(clause, "xcomp") is not None:
        return False
    subject, thing = tree.first(clause, "nsubj"), tree.first(clause, "dobj")
    acting = subject is not None and tree.tokens[subject].tag not in _RELATIVE
    return acting and (thing is None or tree.tokens[thing].tag in _RELATIVE or tree.lemma(thing) == "that")


_RELATIVE = frozenset({"WDT", "WP"})
_MODALS = frozenset({"can", "could", "may", "might", "must", "should", "would"})


def _is_light(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a verb with an event noun as its object names the event: "held talks", "cut a deal"."""
    patterns = lexicon().verbs.get(tree.lemma(verb), ())
    listed = any(rest == (tree.lemma(noun),) for rest, _ in patterns)
    return listed or tree.phrase(verb) in words("light")


def _raised(tree: Tree, verb: int) -> int | None:
    """The infinitive that says of the subject of `verb` that it takes place: "are expected to begin"."""
    for over in (verb, *tree.below(verb, "acomp")):
        for infinitive in tree.below(over, "xcomp"):
            passive = tree.first(infinitive, "auxpass") is not None
            known = words("light") if passive else words("existence") - {"be"}
            if tree.phrase(infinitive) in known and tree.first(infinitive, "aux") is not None:
                return infinitive
    return None


def _brings_about(tree: Tree, verb: int, noun: int) -> bool:
    """Whether the verb makes the event, which is new to the reader: "slapped sanctions", "triggered the first
    unrest", not "survived the attack"."""
    first = any(
        tree.tokens[child].tag == "JJS" or tree.lemma(child) == "first" for child in tree.below(noun, "amod")
    )
    known = not first and any(tree.tokens[child].text.lower() in _KNOWN for child in tree.below(noun, "det"))
    owned = any(tree.time[owner] is None for owner in tree.below(noun, "poss"))
    return not known and not owned and tree.phrase(verb) in words("bringing")


_KNOWN = frozenset({"the", "this", "that", "these", "those", "any", "every", "each", "no"})


def _support(tree: Tree, outer: int, entry: Entry) -> int | None:
    """The light verb of an event noun, of which it is the object, or the verb that says it took place."""
    first = tree.first_conjunct(outer)
    head = tree.tokens[first].head
    dep = tree.tokens[first].dep
    if tree.lemma(first) in words("makers"):
        return head
    opened = _existing(tree, first)
    if opened is not None:
        return opened
    if dep == "pobj":
        return _prepositional(tree, head)
    if not tree.is_verb(head):
        return None
    if dep in {"dobj", "attr", "nsubjpass"} and tree.phrase(head) in words("light"):
        # "Called a strike" makes one, "called the strike a mistake" speaks of it.
        return None if judgment(tree, head) and tree.lemma(head) in words("judging") else head
    if dep == "dobj":
        return head if entry.root != "OTHER" and _brings_about(tree, head, first) else None
    if dep in {"nsubj", "nsubjpass"}:
        exists = dep == "nsubj" and tree.phrase(head) in words("existence")
        return _raised(tree, head) or (head if exists or _fails(tree, head, entry) else None)
    return None


def _fails(tree: Tree, verb: int, entry: Entry) -> bool:
    """Whether a verb tells how a meeting went wrong, which was held then: "the talks fell apart"."""
    if entry.root != "CONSULT" or tree.tokens[verb].tag not in {"VBD", "VBN"}:
        return False
    if tree.first(verb, "neg") is not None or any(
        tree.lemma(at) in _MODALS for at in tree.below(verb, "aux")
    ):
        return False
    short = any(tree.lemma(child) == "short" for child in tree.below(verb, "acomp", "advmod", "oprd", "prt"))
    return tree.phrase(verb) in words("failing") or (tree.lemma(verb) == "cut" and short)


def _prepositional(tree: Tree, prep: int) -> int | None:
    """The verb that carries an event noun by a preposition: "engaged in talks", "took part in the summit"."""
    over = tree.tokens[prep].head
    part = tree.lemma(over) == "part" and tree.tokens[over].dep == "dobj"
    over = tree.tokens[over].head if part else over
    taken = tree.below(over, "dobj") if tree.lemma(over) == "take" else ()
    if any(tree.lemma(thing) not in {"part", "place"} for thing in taken):
        return None  # "took aim at X in a speech"
    carries = tree.lemma(over) in _PREPOSITIONAL.get(tree.tokens[prep].text.lower(), ())
    return over if carries and tree.is_verb(over) else None
