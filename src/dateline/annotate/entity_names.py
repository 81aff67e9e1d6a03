"""Names in the text, made whole and consistent over the article.

A name that the encoder sees in one place is the same kind of name elsewhere in the article, and the
surname of a person named in full is a name wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate.entity_checks import without_mistaken
from dateline.annotate.entity_decoding import Name
from dateline.annotate.gazetteer import (
    country_named,
    country_of_capital,
    country_of_demonym,
    fold,
    gender_of,
    is_body,
    language_of_family_name,
)
from dateline.annotate.nouns import is_group_noun, is_person_noun

if TYPE_CHECKING:
    from dateline.schema.annotation import Token


LONGEST_BODY = 5
"""Tokens of the longest name of a body that is looked for by its words."""
LEAST_IN_CAPITALS = 4
"""Letters of a name that is looked for in headings; shorter words in capitals are mostly bodies."""
GUESSED = 0.4
"""Score of a name that only its words tell, not the encoder."""


def find_names(found: Iterable[Name], tokens: Sequence[Token]) -> list[Name]:
    """`found` trimmed, typed alike over the article, and completed by their other occurrences."""
    names = [name for raw in found for name in _trimmed(raw, tokens)]
    names = _with_hyphens(names, tokens)
    names += _after_mr(names, tokens)
    names = _unglued(_whole_people(_with_given_names(names, tokens), tokens), tokens)
    names = without_mistaken([_titled(name, tokens) for name in names], tokens)
    names = _cut_in_capitals(_without_plain_nouns(names, tokens), tokens)
    names = _consistent(_joined_countries(_with_suffixes(names, tokens), tokens), tokens)
    names = _as_the_whole(_places_in_countries(names, tokens), tokens)
    names += _other_occurrences(names, tokens)
    names += _countries(names, tokens)
    names += _bodies(names, tokens)
    names += _committees(names, tokens)
    names = [_with_article(name, tokens) for name in names]
    return sorted(names, key=lambda name: (name.first, -name.last))


def _with_article(name: Name, tokens: Sequence[Token]) -> Name:
    """An organization's name with the article that is written large amid a sentence ("told The Star")."""
    before = name.first - 1
    if name.label != "ORG" or before < 1 or tokens[before].text != "The":
        return name
    amid = tokens[before - 1].text.islower() and tokens[before - 1].sentence == tokens[before].sentence
    return replace(name, first=before) if amid else name


_EDGES = frozenset(
    {
        "'s",
        "’s",
        "'",
        "’",
        '"',
        "“",
        "”",
        "‘",
        ",",
        ".",
        "-",
        "–",
        "—",
        "(",
        ")",
        "[",
        "]",
        ":",
        ";",
        "/",
        "*",
    }
)
_WEEKDAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
)
_LEADING = frozenset({"the", "a", "an", "and"})
_TITLE_ABBREVIATIONS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
    }
    | {
        "sgt",
        "adm",
        "sen",
        "rep",
        "gov",
        "rev",
        "fr",
        "hon",
        "president",
        "king",
        "queen",
        "prince",
        "princess",
    }
    | {
        "mullah",
        "maulvi",
        "sheikh",
        "pope",
        "ambassador",
        "chancellor",
        "senator",
        "minister",
        "secretary",
        "judge",
        "justice",
    }
    | {"congressman", "congresswoman", "governor", "mayor", "professor", "general", "colonel", "sergeant"}
    | {"captain", "major", "lieutenant", "chairman", "admiral", "premier", "ayatollah", "emir", "sultan"}
)


def _trimmed(name: Name, tokens: Sequence[Token]) -> Iterator[Name]:
    first, last = name.first, name.last
    if first and tokens[first - 1].text == "The" and country_of_capital(f"The {tokens[first].text}"):
        first -= 1
    while (
        first <= last
        and not country_of_capital(" ".join(t.text for t in tokens[first : last + 1]))
        and (tokens[first].text in _EDGES or tokens[first].text.casefold() in _LEADING)
    ):
        first += 1
    while last >= first and tokens[last].text in _EDGES:
        last -= 1
    while name.label == "PER" and first <= last and _is_before_name(tokens[first]):
        first += 1
    while name.label == "PER" and last > first + 1 and tokens[last].text in _WEEKDAYS:
        last -= 1  # "Ada Pell Sunday told reporters"
    last = _before_origin(name, first, last, tokens)
    if (
        first <= last
        and any(c.isalnum() for c in tokens[first].text)
        and _looks_like_name(tokens[first : last + 1])
    ):
        yield replace(name, first=first, last=last)


def _before_origin(name: Name, first: int, last: int, tokens: Sequence[Token]) -> int:
    """The last token of a person's name without the place after it ("Ann Lee of Lorne"); nobody but rulers
    has it in the name, and these by one given name."""
    origin = next((at for at in range(first + 2, last) if tokens[at].text == "of"), None)
    return last if origin is None or name.label != "PER" else origin - 1


_EZAFE = frozenset({"e", "i", "ye", "eh", "ul", "al", "el", "ud", "ur", "ol"})
"""What joins two words of a name in Persian, Dari, Urdu and Arabic ("Deh-e Kestra")."""


def _with_hyphens(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names with what hyphens join to them: the end of a Korean given name, and what an ezafe leads to."""
    first_at = {name.first: name for name in names}
    whole: list[Name] = []
    for name in sorted(names, key=lambda name: name.first):
        if whole and name.first <= whole[-1].last:
            continue
        end = name.last + 2
        joined = end < len(tokens) and "-" == tokens[end - 1].text and _is_one_word(name.last, end, tokens)
        if joined and name.label == "PER" and name.last > name.first and tokens[end].text.islower():
            korean = language_of_family_name(tokens[name.first].text) == "ko"
            whole.append(replace(name, last=end) if korean else name)
        elif joined and tokens[end].text in _EZAFE and end + 1 in first_at:
            whole.append(replace(name, last=first_at[end + 1].last))
        else:
            whole.append(name)
    return whole


def _is_one_word(first: int, last: int, tokens: Sequence[Token]) -> bool:
    return all(tokens[at].end == tokens[at + 1].start for at in range(first, last))


_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV")


def _is_before_name(token: Token) -> bool:
    """A title, or the verb of a sentence that it opens ("Said Orsini")."""
    return token.text.rstrip(".").casefold() in _TITLE_ABBREVIATIONS or token.tag in {"VBD", "VBZ"}


def _looks_like_name(tokens: Sequence[Token]) -> bool:
    return any(
        token.text[0].isupper() or token.text[0].isdigit() or token.text[:1] in "@#" for token in tokens
    )


def _titled(name: Name, tokens: Sequence[Token]) -> Name:
    """A title and a given name make a person, whatever the encoder saw ("Chairman Paul Orsini"), and so does
    "Mr." with any name."""
    title, given = _title(name.first, tokens), tokens[min(name.first + 1, name.last)].text
    if title in _OF_ANYBODY and name.last > name.first and given[:1].isupper():
        return replace(name, first=name.first + 1, label="PER")
    if name.first and _title(name.first - 1, tokens) in _OF_ANYBODY:
        return replace(name, label="PER")
    if name.last > name.first + 1 and title in _TITLE_ABBREVIATIONS and gender_of(given) is not None:
        return replace(name, first=name.first + 1, label="PER")
    return name


_OF_ANYBODY = frozenset({"mr", "mrs", "ms"})


def _after_mr(names: Iterable[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """The capitalised words after "Mr." or an office where the encoder saw no name."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    for first in range(1, len(tokens)):
        title = _title(first - 1, tokens)
        if title not in _OF_ANYBODY | _OFFICES or not tokens[first - 1].text[0].isupper():
            continue
        if title in _OFFICES and not _is_family_name(first, tokens):
            continue
        last = first - 1
        while last + 1 < len(tokens) and last + 1 not in taken and _goes_on_a_name(last + 1, first, tokens):
            last += 1
        if last >= first and last + 1 not in taken:
            yield Name(first, last, "PER", GUESSED)


_OFFICES = frozenset(
    {"president", "sen", "senator", "rep", "gov", "congressman", "congresswoman", "chancellor", "premier"}
    | {"minister", "judge", "dr", "prof", "professor", "mayor", "ambassador"}
)
"""Offices before a family name that begin few names of anything else."""


def _is_family_name(at: int, tokens: Sequence[Token]) -> bool:
    """Whether the word after an office is its holder's name: no other noun, and the head of both."""
    token, office = tokens[at], tokens[at - 1]
    noun = is_person_noun(token.text) or is_group_noun(token.text) or token.text in _WEEKDAYS
    together = office.head == at or (office.head == token.head and token.dep == "compound")
    return together and token.tag == "NNP" and not token.text.isupper() and not noun


def _goes_on_a_name(at: int, first: int, tokens: Sequence[Token]) -> bool:
    token = tokens[at]
    same_phrase = at == first or tokens[at - 1].dep == "compound"
    letters = token.text.isalpha() or _INITIAL.fullmatch(token.text)
    return token.pos == "PROPN" and token.text[0].isupper() and bool(letters) and same_phrase


def _title(at: int, tokens: Sequence[Token]) -> str:
    return tokens[at].text.rstrip(".").casefold()


def _with_given_names(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with the given names that the encoder left out, or saw nothing in."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    whole = []
    for name in names:
        before = name.first - 1
        initial = name.last > name.first and _INITIAL.fullmatch(tokens[name.first].text)
        if (
            name.label == "PER"
            and (name.first == name.last or initial)
            and before >= 0
            and before not in taken
            and tokens[before].sentence == tokens[name.first].sentence
            and (_is_given_name(tokens[before]) or (initial and _is_compound(tokens[before])))
        ):
            whole.append(replace(name, first=before))
            taken.add(before)
        else:
            whole.append(name)
    for number in range(len(tokens) - 1):
        following = tokens[number + 1]
        pair = {number, number + 1}
        if (
            _is_given_name(tokens[number])
            and taken.isdisjoint(pair)
            and following.sentence == tokens[number].sentence
            and following.pos == "PROPN"
            and following.text[:1].isupper()
            and following.text[1:].islower()
            and following.dep != "compound"
        ):
            whole.append(Name(number, number + 1, "PER", GUESSED))
            taken |= pair
    return whole


def _with_suffixes(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with the "Jr." or "III" after them."""
    ends = {
        name.last
        for name in names
        if name.label == "PER"
        and name.first < name.last < len(tokens) - 1
        and _SUFFIX.fullmatch(tokens[name.last + 1].text)
    }
    return [replace(name, last=name.last + (name.label == "PER" and name.last in ends)) for name in names]


def _whole_people(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with the words that follow them in one noun phrase ("Noor" in "Noor Orsini")."""
    ordered = sorted(names, key=lambda name: name.first)
    label_at = {n: name.label for name in ordered for n in range(name.first, name.last + 1)}
    whole: list[Name] = []
    for name in ordered:
        if whole and whole[-1].last >= name.first:
            continue
        last = name.last
        while name.label == "PER" and _goes_on(last, label_at, tokens):
            last += 1
        whole.append(replace(name, last=last))
    return whole


def _goes_on(last: int, label_at: Mapping[int, str], tokens: Sequence[Token]) -> bool:
    token = tokens[last]
    if last + 1 >= len(tokens) or token.dep != "compound" or tokens[last + 1].sentence != token.sentence:
        return False
    following = tokens[last + 1]
    return (
        following.pos == "PROPN"
        and following.text[:1].isupper()
        and following.text.isalpha()
        and following.text not in _WEEKDAYS
        and not is_person_noun(following.text)
        and label_at.get(last + 1, "PER") == "PER"
        and token.head > last
    )


def _unglued(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Two people whom a heading without a mark runs into one ("talks with Ann Lee Orsini to travel")."""
    people = Counter(surface(name, tokens) for name in names if name.label == "PER")
    apart: list[Name] = []
    for name in names:
        head, tail = replace(name, last=name.last - 1), replace(name, first=name.last)
        glued = (
            name.label == "PER"
            and name.last - name.first > 1
            and people[surface(name, tokens)] == 1
            and people[surface(head, tokens)]
            and people[surface(tail, tokens)]
        )
        apart += [head, tail] if glued else [name]
    return apart


def _is_given_name(token: Token) -> bool:
    """Whether a name goes on after the word; titles ("Judge", "General") are given names as well."""
    if token.text.casefold() in _TITLE_ABBREVIATIONS or is_person_noun(token.text):
        return False
    return token.pos == "PROPN" and token.dep == "compound" and gender_of(token.text) is not None


_INITIAL = re.compile(r"[A-Z]\.?")


def _is_compound(token: Token) -> bool:
    """Whether a capitalised word that is no title belongs to the noun after it."""
    title = token.text.casefold().rstrip(".") in _TITLE_ABBREVIATIONS or is_person_noun(token.text)
    return token.pos == "PROPN" and token.dep == "compound" and token.text[:1].isupper() and not title


def _consistent(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """One label a spelling: the one with most probability behind it, unless a part of a person's name."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[surface(name, tokens)][name.label] += name.score
    surnames = _surnames(names, tokens) | _with_mr(names, tokens)
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
    return one_word and gender_of(tokens[name.first].text) is None and before not in _TITLE_ABBREVIATIONS


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


def surface(name: Name, tokens: Sequence[Token]) -> str:
    """The name as it is compared within the article."""
    return fold(" ".join(token.text for token in tokens[name.first : name.last + 1]))


def _without_plain_nouns(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Without nouns for people that only stand first in their sentence ("Gunman attacked"), and titles."""
    surnames = _surnames(names, tokens)
    return [
        name
        for name in names
        if not (
            name.label == "PER"
            and name.first == name.last
            and is_person_noun(tokens[name.first].text)
            and tokens[name.first].text not in surnames
            and (
                name.first == 0
                or tokens[name.first - 1].sentence != tokens[name.first].sentence
                or _title(name.first, tokens) in _TITLE_ABBREVIATIONS
            )
        )
    ]


def _cut_in_capitals(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names in headings that are all capitals, without the words after a known name ("MOREAU FIRED")."""
    known = {
        tokens[at].text.upper()
        for name in names
        if name.label == "PER"
        for at in (name.first, name.last)
        if not tokens[at].text.isupper()
    }
    cut = []
    for name in names:
        words = [token.text for token in tokens[name.first : name.last + 1]]
        last = name.last
        if name.label == "PER" and len(words) > 1 and all(word.isupper() for word in words):
            last = max((name.first + at for at, word in enumerate(words) if word in known), default=last)
        cut.append(replace(name, last=last))
    return cut


def _with_mr(names: Iterable[Name], tokens: Sequence[Token]) -> set[str]:
    """The names of one word with "Mr." or its like before them."""
    return {
        tokens[name.first].text
        for name in names
        if name.first == name.last and name.first and _title(name.first - 1, tokens) in _OF_ANYBODY
    }


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
                if len(word) > 1 and word[0].isupper() and word.casefold() not in _LEADING:
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
        and token.text.rstrip(".").casefold() not in _TITLE_ABBREVIATIONS
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


_ROOMS = frozenset({"office", "nation", "country", "side", "north", "south"})


def _committees(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies that the encoder passed over or saw in part: capitals that end with a noun for a body after
    "the" ("the Harbour Safety Committee")."""
    taken = {number: name for name in names for number in range(name.first, name.last + 1)}
    for at, token in enumerate(tokens):
        if at in taken or token.tag != "NNP" or not token.text[0].isupper() or token.text.isupper():
            continue
        if not is_group_noun(token.text.lower()) or token.text.lower() in _ROOMS:
            continue
        first = at
        while first and tokens[first - 1].tag == "NNP" and first <= tokens[first - 1].head <= at:
            first -= 1
        inside = {taken[number] for number in range(first, at) if number in taken}
        article = first and tokens[first - 1].text.lower() == "the"
        goes_on = at + 1 < len(tokens) and (
            tokens[at + 1].tag == "NNP" or tokens[at + 1].text in {"of", "for"}
        )
        if first < at and article and not inside and not goes_on:
            yield Name(first, at, "ORG", GUESSED)


def _stands_alone(first: int, end: int, label: str, tokens: Sequence[Token]) -> bool:
    """Whether the words are no part of a longer proper name ("Bank of America", "Korean War")."""
    if label == "NORP":
        return all(token.pos in {"ADJ", "PROPN", "NOUN"} for token in tokens[first:end])
    before = tokens[first - 1] if first else None
    return any(token.pos == "PROPN" for token in tokens[first:end]) and not (
        before is not None and before.pos == "PROPN" and before.sentence == tokens[first].sentence
    )
