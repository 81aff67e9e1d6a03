"""Names in the text, made whole and consistent over the article.

A name that the encoder sees in one place is the same kind of name elsewhere in the article, and the
surname of a person named in full is a name wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate import event_lexicon
from dateline.annotate.entity_checks import without_mistaken
from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_edges import LEADING, trimmed
from dateline.annotate.entity_people import (
    GUESSED,
    TITLES,
    after_titles,
    apart_from_places,
    cut_in_capitals,
    surface,
    title_at,
    titled,
    unglued,
    whole_people,
    with_given_names,
    with_hyphens,
    with_mr,
    with_nicknames,
    with_suffixes,
)
from dateline.annotate.gazetteer import (
    country_named,
    country_of_capital,
    country_of_demonym,
    country_of_seat,
    gender_of,
    is_body,
    is_body_alone,
    is_place,
)
from dateline.annotate.nouns import is_group_noun, is_person_noun

if TYPE_CHECKING:
    from dateline.schema.annotation import Token


LONGEST_BODY = 5
"""Tokens of the longest name of a body that is looked for by its words."""
LEAST_IN_CAPITALS = 4
"""Letters of a name that is looked for in headings; shorter words in capitals are mostly bodies."""


def find_names(found: Iterable[Name], tokens: Sequence[Token]) -> list[Name]:
    """`found` trimmed, typed alike over the article, and completed by their other occurrences."""
    names = [_whole_site(name, tokens) for raw in found for name in trimmed(raw, tokens)]
    names = with_nicknames(with_hyphens(names, tokens), tokens)
    names += after_titles(names, tokens)
    names = with_given_names(list(apart_from_places(names, tokens)), tokens)
    names = unglued(whole_people(names, tokens), tokens)
    names = without_mistaken([titled(name, tokens) for name in names], tokens)
    names = cut_in_capitals(_without_plain_nouns(names, tokens), tokens)
    names = _consistent(_joined_countries(with_suffixes(names, tokens), tokens), tokens)
    names = _as_the_whole(_places_in_countries(names, tokens), tokens)
    names += _other_occurrences(names, tokens)
    names += _countries(names, tokens)
    names += _bodies(names, tokens)
    names += _chambers(names, tokens)
    names = _with_places(names, tokens)
    names += _committees(names, tokens)
    names = [_with_article(name, tokens) for name in names]
    return sorted(names, key=lambda name: (name.first, -name.last))


def _whole_site(name: Name, tokens: Sequence[Token]) -> Name:
    """The name of a site with its last word ("Brenn Street", not "Brenn"), and that of a place without what
    kind of place it is ("Norlandic city of Tarn")."""
    if name.label == "LOC":
        inside = range(name.first + 1, name.last)
        kinds = [
            at
            for at in inside
            if tokens[at].text == "of" and tokens[at - 1].text in event_lexicon.place_nouns()
        ]
        name = replace(name, first=kinds[-1] + 1) if kinds else name
    after = name.last + 1
    if name.label not in {"LOC", "ORG"} or after >= len(tokens) or tokens[name.last].dep != "compound":
        return name
    noun, text = tokens[after], " ".join(token.text for token in tokens[name.first : after])
    site = noun.text[:1].isupper() and noun.text.casefold() in event_lexicon.words("sites")
    land = country_named(text) is not None or country_of_demonym(text) is not None
    return replace(name, last=after) if site and tokens[name.last].head == after and not land else name


def _with_article(name: Name, tokens: Sequence[Token]) -> Name:
    """An organization's name with the article that is written large amid a sentence ("told The Star")."""
    before = name.first - 1
    if name.label != "ORG" or before < 1 or tokens[before].text != "The":
        return name
    amid = tokens[before - 1].text.islower() and tokens[before - 1].sentence == tokens[before].sentence
    return replace(name, first=before) if amid else name


def _consistent(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """One label a spelling: the one with most probability behind it, unless a part of a person's name."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[surface(name, tokens)][name.label] += name.score
    surnames = _surnames(names, tokens) | with_mr(names, tokens)
    return [
        replace(name, label=_label(name, votes[surface(name, tokens)], surnames, tokens)) for name in names
    ]


def _label(name: Name, votes: Mapping[str, float], surnames: Collection[str], tokens: Sequence[Token]) -> str:
    text = tokens[name.first].text
    if name.first == name.last and text in surnames and country_named(text) is None:
        return "PER"
    return max(sorted(votes), key=votes.__getitem__)


def _places_in_countries(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """A word that once makes one name with its country ("Arvenne, Ostria") is a place everywhere."""
    places = set()
    for name in names:
        texts = [token.text for token in tokens[name.first : name.last + 1]]
        if name.label == "LOC" and len(texts) == 3 and texts[1] == "," and country_named(texts[2]):
            places.add(texts[0])
    surnames = _surnames(names, tokens)
    return [
        replace(name, label="LOC")
        if name.first == name.last and tokens[name.first].text in places - surnames
        else name
        for name in names
    ]


def _as_the_whole(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """One word of an organization's name is that organization ("the Post" of "Arvenne Post")."""
    wholes = [name for name in names if name.label == "ORG" and name.last > name.first]
    acting = {tokens[n.first].text for n in names if tokens[n.last].dep in {"nsubj", "nsubjpass", "poss"}}
    firsts = {tokens[name.first].text for name in wholes} & acting
    lasts = {tokens[name.last].text for name in wholes}
    people = {
        tokens[at].text for n in names if n.label == "PER" and n.last > n.first for at in (n.first, n.last)
    }
    alone = [_is_alone(name, tokens) and tokens[name.first].text not in people for name in names]
    return [
        replace(name, label="ORG")
        if fits and tokens[name.first].text in (lasts if _has_article(name, tokens) else firsts)
        else name
        for name, fits in zip(names, alone, strict=True)
    ]


def _is_alone(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a person's name is one word that is no given name, with no title before it."""
    before = tokens[name.first - 1].text.casefold().rstrip(".") if name.first else ""
    one_word = name.label == "PER" and name.first == name.last
    return one_word and gender_of(tokens[name.first].text) is None and before not in TITLES


def _has_article(name: Name, tokens: Sequence[Token]) -> bool:
    return name.first > 0 and tokens[name.first - 1].text.casefold() == "the"


def _surnames(names: Iterable[Name], tokens: Sequence[Token]) -> set[str]:
    """The last words of the names of people named in full."""
    return {tokens[name.last].text for name in names if name.label == "PER" and name.last > name.first}


def _joined_countries(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Countries of several words in one piece ("North Korean"), whatever pieces the encoder saw."""
    whole = []
    for first in range(len(tokens) - 1):
        for last in (first + 3, first + 2, first + 1):
            if last < len(tokens) and tokens[first].text[:1].isupper() and tokens[last].text[:1].isupper():
                text = " ".join(token.text for token in tokens[first : last + 1])
                label = "LOC" if country_named(text) else "NORP" if country_of_demonym(text) else None
                if label is not None:
                    whole.append(Name(first, last, label, GUESSED))
                    break
    kept = list(names)
    for country in whole:
        touching = [n for n in kept if n.first <= country.last and country.first <= n.last]
        if all(country.first <= n.first and n.last <= country.last for n in touching) and touching:
            best = max(n.score for n in touching)
            kept = [n for n in kept if n not in touching] + [replace(country, score=best)]
    return kept


def _without_plain_nouns(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Without nouns for people that only stand first in their sentence ("Gunman attacked"), and titles."""
    surnames = _surnames(names, tokens)
    return [
        name
        for name in names
        if not (
            name.label == "PER"
            and name.first == name.last
            and (is_person_noun(tokens[name.first].text) or _is_plural_noun(tokens[name.first]))
            and tokens[name.first].text not in surnames
            and (
                name.first == 0
                or tokens[name.first - 1].sentence != tokens[name.first].sentence
                or title_at(name.first, tokens) in TITLES
            )
        )
    ]


def _is_plural_noun(token: Token) -> bool:
    """Whether a word is the plural of a noun for people ("Settlers"), and a plural here."""
    plural = token.tag in {"NNS", "NNPS"} and token.text.endswith("s")
    return plural and is_person_noun(token.text.removesuffix("s").lower())


def _other_occurrences(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """The same words, and surnames of people named in full, where the encoder saw no name."""
    known: dict[tuple[str, ...], str] = {}
    for name in names:
        words = tuple(token.text for token in tokens[name.first : name.last + 1])
        known.setdefault(words, name.label)
    for name in names:
        if name.label == "PER" and name.last > name.first:
            for number in (name.last, name.first):
                word = tokens[number].text
                if len(word) > 1 and word[0].isupper() and word.casefold() not in LEADING:
                    known.setdefault((word,), "PER")
    return [*_matches(known, names, tokens), *_in_capitals(known, names, tokens)]


def _in_capitals(
    known: Mapping[tuple[str, ...], str], names: Sequence[Name], tokens: Sequence[Token]
) -> Iterator[Name]:
    """People of one long name in a heading that is all capitals ("MOREAU SAYS")."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    people = {words[0].upper() for words, label in known.items() if label == "PER" and len(words) == 1} - {
        word for words in known for word in words
    }
    for at, token in enumerate(tokens):
        if token.text in people and len(token.text) >= LEAST_IN_CAPITALS and at not in taken:
            yield Name(at, at, "PER", GUESSED)


def _matches(
    known: dict[tuple[str, ...], str], names: Sequence[Name], tokens: Sequence[Token]
) -> Iterator[Name]:
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(known, key=lambda words: (-len(words), words)):
        by_first[words[0]].append(words)
    at = 0
    while at < len(tokens):
        for words in by_first.get(tokens[at].text, ()):
            end = at + len(words)
            if (
                tuple(token.text for token in tokens[at:end]) == words
                and taken.isdisjoint(range(at, end))
                and _may_be_name(at, end, tokens)
            ):
                yield Name(at, end - 1, known[words], 0.5)
                at = end - 1
                break
        at += 1


def _may_be_name(first: int, end: int, tokens: Sequence[Token]) -> bool:
    """A proper noun, and no part of a longer capitalised phrase ("Moon" in "Blue Moon Cafe")."""
    usual = {"PROPN", "NOUN", "VERB", "ADJ"} if end - first == 1 else {"PROPN"}
    if not any(token.pos in usual for token in tokens[first:end]) and not _is_subject(end - 1, tokens):
        return False
    around = [tokens[number] for number in (first - 1, end) if 0 <= number < len(tokens)]
    return not any(
        token.sentence == tokens[first].sentence
        and token.pos == "PROPN"
        and token.text[0].isupper()
        and token.text.rstrip(".").casefold() not in TITLES
        for token in around
    )


def _is_subject(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a word is no auxiliary, since another finite verb follows ("May was right")."""
    return (
        tokens[at].pos == "AUX"
        and at + 1 < len(tokens)
        and tokens[at + 1].tag in {"VBD", "VBZ"}
        and tokens[at + 1].sentence == tokens[at].sentence
    )


_COUNTRY_WORD = re.compile(r"[A-Z]")


def _countries(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Countries and their people that the encoder passed over."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    at = 0
    while at < len(tokens):
        for length in (4, 3, 2, 1):
            end = at + length
            if end > len(tokens) or tokens[end - 1].sentence != tokens[at].sentence:
                continue
            if not _COUNTRY_WORD.match(tokens[at].text) or not taken.isdisjoint(range(at, end)):
                continue
            text = " ".join(token.text for token in tokens[at:end])
            label = "LOC" if country_named(text) else "NORP" if country_of_demonym(text) else None
            sum_of_money = end < len(tokens) and tokens[end].text.startswith("$")
            if label is not None and not sum_of_money and _stands_alone(at, end, label, tokens):
                yield Name(at, end - 1, label, 0.5)
                at = end - 1
                break
        at += 1


def _bodies(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies of states by names of several words that the encoder passed over ("White House")."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    at = 0
    while at < len(tokens) - 1:
        for last in range(min(at + LONGEST_BODY, len(tokens)) - 1, at, -1):
            words = tokens[at : last + 1]
            capital = words[0].text[:1].isupper() and words[-1].text[:1].isupper()
            if (
                not capital
                or words[-1].sentence != words[0].sentence
                or taken.intersection(range(at, last + 1))
            ):
                continue
            goes_on = last + 1 < len(tokens) and tokens[last + 1].text in {"of", "for", "and"}
            known = not goes_on and is_body(" ".join(token.text for token in words))
            if known and _may_be_name(at, last + 1, tokens):
                yield Name(at, last, "ORG", GUESSED)
                at = last
                break
        at += 1


def _chambers(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies of states by one word that the encoder passed over, after an article: "the House", "the
    Pentagon", "the FBI"."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    for at in range(1, len(tokens)):
        article, token = tokens[at - 1], tokens[at]
        letters = token.text.isupper() and is_body(token.text)
        body = letters or is_body_alone(token.text) or country_of_seat(token.text) is not None
        if at in taken or article.text not in {"the", "The"} or not body:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        goes_on = after is not None and (after.text[:1].isupper() or after.text in {"of", "-"})
        if (token.text.istitle() or letters) and not goes_on:
            yield Name(at, at, "ORG", GUESSED)


_PLACING = frozenset(
    {*("in", "at", "near", "outside", "inside", "around", "across"), *("to", "into", "from", "through")}
)
"""Prepositions before the name of a place."""

_MONTH = "March"
"""The month that is a town as well."""


def _with_places(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """`names` with the places known by name after a preposition of place that the encoder passed over, or of
    which it does not say what they are ("the summit in Tarn")."""
    taken = {at for name in names if name.label != "MISC" for at in range(name.first, name.last + 1)}
    found = []
    for at in range(1, len(tokens)):
        first = _place_until(at, tokens)
        if first is not None and taken.isdisjoint(range(first, at + 1)):
            text = _text_of(first, at, tokens)
            body = is_body(text) and country_of_capital(text) is None
            found.append(Name(first, at, "ORG" if body else "LOC", GUESSED))
    inside = {at for name in found for at in range(name.first, name.last + 1)}
    return [name for name in names if inside.isdisjoint(range(name.first, name.last + 1))] + found


def _place_until(at: int, tokens: Sequence[Token]) -> int | None:
    """Where the name of a known place begins that ends at `at` and follows a preposition of place."""
    token = tokens[at]
    if token.dep != "pobj" or token.pos != "PROPN" or tokens[token.head].text.lower() not in _PLACING:
        return None
    first = at
    while first and tokens[first - 1].head == at and tokens[first - 1].dep == "compound":
        first -= 1
    article = first == at and tokens[first - 1].dep == "det"
    capital = all(word.text[:1].isupper() for word in tokens[first : at + 1])
    known = capital and not article and token.text != _MONTH and is_place(_text_of(first, at, tokens))
    return first if known else None


def _text_of(first: int, last: int, tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens[first : last + 1])


_NO_COMMITTEES = frozenset({"office", "nation", "country", "side", "north", "south"})
"""Nouns for groups of people that end names of other things as often."""


def _committees(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies that the encoder passed over: capitals that end with a noun for a body after "the" ("the Harbour
    Safety Committee")."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    for at, token in enumerate(tokens):
        if at in taken or token.tag != "NNP" or not token.text[0].isupper() or token.text.isupper():
            continue
        if not is_group_noun(token.text.lower()) or token.text.lower() in _NO_COMMITTEES:
            continue
        first = at
        while first and tokens[first - 1].tag == "NNP" and first <= tokens[first - 1].head <= at:
            first -= 1
        article = first and tokens[first - 1].text.lower() == "the"
        goes_on = at + 1 < len(tokens) and (
            tokens[at + 1].tag == "NNP" or tokens[at + 1].text in {"of", "for"}
        )
        if first < at and article and taken.isdisjoint(range(first, at)) and not goes_on:
            yield Name(first, at, "ORG", GUESSED)


def _stands_alone(first: int, end: int, label: str, tokens: Sequence[Token]) -> bool:
    """Whether the words are no part of a longer proper name ("Bank of America", "Korean War")."""
    if label == "NORP":
        return all(token.pos in {"ADJ", "PROPN", "NOUN"} for token in tokens[first:end])
    before = tokens[first - 1] if first else None
    return any(token.pos == "PROPN" for token in tokens[first:end]) and not (
        before is not None and before.pos == "PROPN" and before.sentence == tokens[first].sentence
    )
