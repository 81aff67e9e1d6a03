"""Names of people made whole: with the titles, given names, hyphens and suffixes that belong to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate.entity_decoding import Name
from dateline.annotate.gazetteer import fold, gender_of, is_place, language_of_family_name
from dateline.annotate.nouns import is_group_noun, is_person_noun

if TYPE_CHECKING:
    from dateline.schema.annotation import Token

GUESSED = 0.4
"""Score of a name that only its words tell, not the encoder."""

WEEKDAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
)
TITLES = frozenset(
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
        "amb",
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
    | {"pvt", "pfc", "cpl", "spc", "cpt", "cmdr", "insp", "supt", "brig"}
    | {"captain", "major", "lieutenant", "chairman", "admiral", "premier", "ayatollah", "emir", "sultan"}
)
_OF_ANYBODY = frozenset({"mr", "mrs", "ms"})
"""What stands before the name of anybody, and of nothing else."""
_OFFICES = frozenset(
    {"president", "sen", "senator", "rep", "gov", "congressman", "congresswoman", "chancellor", "premier"}
    | {"minister", "judge", "dr", "prof", "professor", "mayor", "ambassador"}
)
"""Offices before a family name that begin few names of anything else."""
_EZAFE = frozenset({"e", "i", "ye", "eh", "ul", "al", "el", "ud", "ur", "ol"})
"""What joins two words of a name in Persian, Dari, Urdu and Arabic ("Deh-e Kestra")."""
_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV")
_INITIAL = re.compile(r"[A-Z]\.?")
_OPENING, _CLOSING = frozenset("\"“'‘"), frozenset("\"”'’")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FAMILY = re.compile(r"(?:Mc|Mac|Fitz|De|Di|La|Le|Van|[OD]['’])?[A-Z][a-z]+")
CREDITED = frozenset({"AP", "AFP", "EPA", "Reuters"})
"""Agencies that captions without marks name between two people ("Ann Lee AP Jan Brandt")."""
_NUMBER = re.compile(r"[IVX]+|[JS]R|UN|DC")
"""Capitals that end names of people."""
LONGEST_LETTERS = 4
LEAST_SHOUTED = 4
"""Words in capitals around a name from which it stands in a heading."""
LONGEST_NICKNAME = 2
"""Words of a nickname in quotation marks amid a name."""


def with_hyphens(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names with what hyphens join to them: the end of a Korean given name, what an ezafe leads to, and the
    capitals before them ("KDV-Orsini" is no person)."""
    names = [_with_what_is_before(name, tokens) for name in names]
    first_at = {name.first: name for name in names}
    alone = {tokens[name.first].text for name in names if name.first == name.last}
    whole: list[Name] = []
    for name in sorted(names, key=lambda name: (name.first, -name.last)):
        if whole and name.first <= whole[-1].last:
            continue
        end = name.last + 2
        joined = end < len(tokens) and "-" == tokens[end - 1].text and _is_one_word(name.last, end, tokens)
        if joined and name.label == "PER" and name.last > name.first and tokens[end].text.islower():
            korean = language_of_family_name(tokens[name.first].text) == "ko"
            whole.append(replace(name, last=end) if korean else name)
        elif joined and _is_double(name, end, tokens) and tokens[end].text not in alone:
            whole.append(replace(name, last=end))
        elif joined and tokens[end].text in _EZAFE and end + 1 in first_at:
            whole.append(replace(name, last=first_at[end + 1].last))
        else:
            whole.append(name)
    return whole


def _is_double(name: Name, end: int, tokens: Sequence[Token]) -> bool:
    """Whether the family name of somebody named in full goes on after a hyphen ("Ada Pell-Orsini")."""
    last, after = tokens[name.last], tokens[end]
    in_full = name.label == "PER" and name.last > name.first
    one = last.dep == "compound" and last.head == end and after.pos == "PROPN"
    return in_full and one and _FAMILY.fullmatch(after.text) is not None


def _with_what_is_before(name: Name, tokens: Sequence[Token]) -> Name:
    """The name of a person with the capitalised word that a hyphen joins to it, a body's after capitals."""
    first = name.first - 2
    if name.label != "PER" or first < 0 or tokens[first + 1].text != "-":
        return name
    word = tokens[first].text
    if not _is_one_word(first, name.first, tokens) or tokens[first].pos != "PROPN" or not word[0].isupper():
        return name
    return replace(name, first=first, label="ORG" if len(word) > 1 and word.isupper() else "PER")


def with_nicknames(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with what they go by in quotation marks amid them (Ada "Dee" Moreau) as one name."""
    whole = list(names)
    for at in range(1, len(tokens)):
        for last in range(at + 2, min(at + LONGEST_NICKNAME + 2, len(tokens) - 1)):
            if tokens[at].text not in _OPENING or tokens[last].text not in _CLOSING:
                continue
            capitals = (tokens[n] for n in (at - 1, *range(at + 1, last), last + 1))
            near = (
                tokens[at - 1].end + 1 == tokens[at].start and tokens[last].end + 1 == tokens[last + 1].start
            )
            if not near or not all(t.text[:1].isupper() and t.text.isalpha() for t in capitals):
                continue
            pieces = [n for n in whole if n.first <= last + 1 and at - 1 <= n.last]
            if all(n.label == "PER" for n in pieces) and pieces:
                first, end = min(at - 1, pieces[0].first), max(last + 1, pieces[-1].last)
                whole = [n for n in whole if n not in pieces]
                whole.append(Name(first, end, "PER", max(n.score for n in pieces)))
                whole.sort(key=lambda name: name.first)
    return whole


def _is_one_word(first: int, last: int, tokens: Sequence[Token]) -> bool:
    return all(tokens[at].end == tokens[at + 1].start for at in range(first, last))


def titled(name: Name, tokens: Sequence[Token]) -> Name:
    """A title and a given name make a person, whatever the encoder saw ("Chairman Paul Orsini"), and so does
    "Mr." with any name. Nothing before an office amid a name is part of it ("Special Counsel Ann Lee")."""
    name = replace(name, first=_after_office(name, tokens))
    if _is_quoted_title(name, tokens):
        return replace(name, label="MISC")
    title, given = title_at(name.first, tokens), tokens[min(name.first + 1, name.last)].text
    if title in _OF_ANYBODY and name.last > name.first and given[:1].isupper():
        return replace(name, first=name.first + 1, label="PER")
    if name.first and title_at(name.first - 1, tokens) in _OF_ANYBODY:
        return replace(name, label="PER")
    if name.last > name.first + 1 and title in TITLES and gender_of(given) is not None:
        return replace(name, first=name.first + 1, label="PER")
    return name


def _after_office(name: Name, tokens: Sequence[Token]) -> int:
    """The first token of a person's name after the office or "Ms." that the encoder took into it."""
    for at in range(name.last - 1, name.first, -1) if name.label == "PER" else ():
        if title_at(at, tokens) in _OF_ANYBODY:
            return at + 1
        in_full = at < name.last - 1 and gender_of(tokens[at + 1].text) is not None
        if in_full and is_person_noun(tokens[at].text):
            return at + 1
    return name.first


def _is_quoted_title(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether "Mr." and a word stand alone in quotation marks: what somebody goes by ('Mr. Peace')."""
    before, after = name.first - 2, name.last + 1
    titled = name.first == name.last and before >= 0 and title_at(name.first - 1, tokens) in _OF_ANYBODY
    return (
        titled and after < len(tokens) and tokens[before].text in _OPENING and tokens[after].text in _CLOSING
    )


def after_titles(names: Iterable[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """The capitalised words after "Mr." or an office where the encoder saw no name."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    for first in range(1, len(tokens)):
        title = title_at(first - 1, tokens)
        if title not in _OF_ANYBODY | _OFFICES or not tokens[first - 1].text[0].isupper():
            continue
        if title in _OFFICES and not _is_family_name(first, tokens):
            continue
        last = first - 1
        while last + 1 < len(tokens) and last + 1 not in taken and _goes_on_a_name(last + 1, first, tokens):
            last += 1
        if last >= first and last + 1 not in taken:
            yield Name(first, last, "PER", GUESSED)


def _is_family_name(at: int, tokens: Sequence[Token]) -> bool:
    """Whether the word after an office is its holder's name: no other noun, and the head of both."""
    token, office = tokens[at], tokens[at - 1]
    noun = is_person_noun(token.text) or is_group_noun(token.text) or token.text in WEEKDAYS
    together = office.head == at or (office.head == token.head and token.dep == "compound")
    return together and token.tag == "NNP" and not token.text.isupper() and not noun


def _goes_on_a_name(at: int, first: int, tokens: Sequence[Token]) -> bool:
    token = tokens[at]
    same_phrase = at == first or tokens[at - 1].dep == "compound"
    letters = token.text.isalpha() or _INITIAL.fullmatch(token.text)
    return token.pos == "PROPN" and token.text[0].isupper() and bool(letters) and same_phrase


def title_at(at: int, tokens: Sequence[Token]) -> str:
    """A token as titles are looked up: in lower case, without a full stop."""
    return tokens[at].text.rstrip(".").casefold()


def with_mr(names: Iterable[Name], tokens: Sequence[Token]) -> set[str]:
    """The names of one word with "Mr." or its like before them."""
    return {
        tokens[name.first].text
        for name in names
        if name.first == name.last and name.first and title_at(name.first - 1, tokens) in _OF_ANYBODY
        if not _is_quoted_title(name, tokens)
    }


def with_given_names(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with the given names that the encoder left out, or saw nothing in."""
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    whole = []
    for found in names:
        name = found
        while name.label == "PER" and name.first - 1 not in taken and _opens(name.first - 1, name, tokens):
            name = replace(name, first=name.first - 1)
            taken.add(name.first)
        whole.append(name)
    for number in range(len(tokens) - 1):
        last = _family_name_after(number, tokens)
        pair = range(number, number + 1 if last is None else last + 1)
        if last is not None and taken.isdisjoint(pair) and not _asks(number, tokens):
            whole.append(Name(number, last, "PER", GUESSED))
            taken.update(pair)
    return whole


def _family_name_after(number: int, tokens: Sequence[Token]) -> int | None:
    """The token of the family name that a given name leads to, also over an initial, or None."""
    last = number + 1
    if last + 1 < len(tokens) and _INITIAL.fullmatch(tokens[last].text) and tokens[last].text.endswith("."):
        last += 1
    family = tokens[last]
    named = (
        _is_given_name(tokens[number])
        and family.sentence == tokens[number].sentence
        and family.pos == "PROPN"
        and _FAMILY.fullmatch(family.text) is not None
        and family.dep != "compound"
        and not is_group_noun(family.text)
    )
    return last if named else None


def _asks(first: int, tokens: Sequence[Token]) -> bool:
    """Whether a word that is a given name as well opens a question ("Will Orsini go?")."""
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    modal = tokens[first].text in {"Will", "May"}
    return opens and modal and first + 2 < len(tokens) and tokens[first + 2].tag == "VB"


def _opens(at: int, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a token is the given name or an initial before what was found of a person's name."""
    token, first = tokens[max(at, 0)], tokens[name.first]
    if at < 0 or token.sentence != first.sentence:
        return False
    initial = name.last > name.first and _INITIAL.fullmatch(first.text) is not None
    if initial and _may_be_given(token):
        return True
    if _INITIAL.fullmatch(token.text) and token.text.endswith("."):
        return token.dep == "compound" and name.first <= token.head <= name.last
    given = _is_given_name(token) or _is_after_title(at, name, tokens)
    return given and (initial or name.first == name.last or _is_middle_name(at, name, tokens))


def _is_after_title(at: int, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a word stands between a title and a family name, as given names do that tell no sex."""
    token = tokens[at]
    between = at > 0 and title_at(at - 1, tokens) in _OFFICES and tokens[at - 1].text[0].isupper()
    word = token.tag == "NNP" and token.dep == "compound" and token.head == name.first
    noun = is_person_noun(token.text) or is_group_noun(token.text) or title_at(at, tokens) in TITLES
    return between and word and token.text.istitle() and token.text.isalpha() and not noun


def _is_middle_name(at: int, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether two words are the end of a name that the given name before them opens ("Ada" Pell Moreau)."""
    two = name.last == name.first + 1 and tokens[at].head == name.last
    return two and not is_place(tokens[at].text) and gender_of(tokens[name.first].text) is None


def _is_given_name(token: Token) -> bool:
    """Whether a name goes on after the word; titles ("Judge", "General") are given names as well."""
    word = token.text.rstrip(".").casefold()
    if word in TITLES or is_person_noun(token.text) or token.text in WEEKDAYS:
        return False
    return token.pos == "PROPN" and token.dep == "compound" and gender_of(token.text) is not None


def _may_be_given(token: Token) -> bool:
    """Whether a capitalised word that is no title is a given name, or belongs to the noun after it."""
    title = token.text.casefold().rstrip(".") in TITLES or is_person_noun(token.text)
    given = token.dep == "compound" or gender_of(token.text) is not None
    return token.pos == "PROPN" and given and token.text[:1].isupper() and not title


def with_suffixes(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names of people with the "Jr." or "III" after them."""
    ends = {
        name.last
        for name in names
        if name.label == "PER"
        and name.first < name.last < len(tokens) - 1
        and _SUFFIX.fullmatch(tokens[name.last + 1].text)
    }
    return [replace(name, last=name.last + (name.label == "PER" and name.last in ends)) for name in names]


def apart_from_places(names: Iterable[Name], tokens: Sequence[Token]) -> Iterator[Name]:
    """The names, those of people that are the place before one ("the mayor of Lorne Ada Moreau") as both."""
    names = list(names)
    taken = {number for name in names for number in range(name.first, name.last + 1)}
    for name in names:
        word, after = tokens[name.first].text, name.last + 1
        alone = name.label == "PER" and name.first == name.last and after < len(tokens)
        place = alone and is_place(word) and gender_of(word) is None and tokens[name.last].dep == "compound"
        if place and _is_given_name(tokens[after]):
            yield replace(name, label="LOC")
            if after not in taken:
                yield replace(name, first=after, last=after)
        else:
            yield name


def whole_people(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
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
        and (_WORD.fullmatch(following.text) or _INITIAL.fullmatch(following.text)) is not None
        and following.text not in WEEKDAYS
        and (token.text.isupper() or not _closes(following))
        and (not is_person_noun(following.text) or _is_before_suffix(last + 1, tokens))
        and label_at.get(last + 1, "PER") == "PER"
        and token.head > last
    )


def _closes(token: Token) -> bool:
    """Whether letters after a name are none of it; those before a family name are ("George HW" Orsini)."""
    return is_letters(token) and (token.dep != "compound" or token.text in CREDITED)


def is_letters(token: Token) -> bool:
    """Whether a word is letters of an office or agency ("AP"); few that end names of people are not."""
    few = 1 < len(token.text) <= LONGEST_LETTERS and token.text.isalpha()
    return few and token.text.isupper() and _NUMBER.fullmatch(token.text) is None


def _is_before_suffix(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a word that is also a title ends a name here: "King" of "Jan Orsini King Jr."."""
    return at + 1 < len(tokens) and _SUFFIX.fullmatch(tokens[at + 1].text) is not None


def unglued(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
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


def cut_in_capitals(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Names in headings that are all capitals, without the words after a known name ("MOREAU FIRED"), and
    without those of which no word is a name elsewhere or a given name ("PROBE")."""
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
        if name.label != "PER" or not _is_shouted(name, tokens) or _is_known(words, known):
            cut.append(replace(name, last=last))
    return cut


def _is_shouted(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a name stands in capitals among others in capitals."""
    around = tokens[max(name.first - LEAST_SHOUTED, 0) : name.last + LEAST_SHOUTED + 1]
    words = [token for token in around if token.text.isalpha() and len(token.text) > 1]
    near = [token for token in words if token.sentence == tokens[name.first].sentence]
    return len(near) > LEAST_SHOUTED and all(token.text.isupper() for token in near)


def _is_known(words: Sequence[str], known: Collection[str]) -> bool:
    return any(word in known or gender_of(word.capitalize()) is not None for word in words)


def surface(name: Name, tokens: Sequence[Token]) -> str:
    """The name as it is compared within the article."""
    return fold(" ".join(token.text for token in tokens[name.first : name.last + 1]))
