"""Names whose words and places show them to be something else than the encoder takes them for.

Affiliations in brackets ("R-Fla."), offices ("Chief Justice"), bodies and districts ("Supreme Court", "Lorne
County"), and countries that no gazetteer has but the article itself shows to be places.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.annotate.entity_decoding import Name
from dateline.annotate.entity_tree import TITLES
from dateline.annotate.gazetteer import (
    adjectives_of,
    country_of_demonym,
    gender_of,
    is_body,
    is_place,
    is_slip,
    language_of_family_name,
)
from dateline.annotate.nouns import KIN, is_group_noun, is_person_noun, may_be_person

if TYPE_CHECKING:
    from dateline.schema.annotation import Token

_AFFILIATION = re.compile(r"\(?[A-Z]{1,3}\.? ?[-–] ?[A-Z][\w. ]*\)?")
_NO_NAME = re.compile(r"[A-Z]|(?:[A-Z]\.)+|[A-Z]\w*[a-z]\.|Jr|Sr|.*[—(@/].*")
_DIVISION = re.compile(
    r"(?:County|Province|District|City|Island|Islands|Valley|Street|Avenue|Road|Park|Coast)"
)
_OUTLET = re.compile(r"(?:News|Times|Post|Tribune|Gazette|Chronicle|Television|Radio|TV)")
"""Last words of the names of outlets that are no family names."""
_NO_FAMILY = re.compile(r"[A-Z][a-z]{2,}(?:tion|sion|tive|sity|tute)")
"""Last words of names that no family has ("Initiative", "Foundation")."""
_BEFORE_PLACES = frozenset({"Camp", "Fort", "Mount", "Lake", "Cape"})
_SEATED = frozenset({"sen", "rep", "gov", "senator", "congressman", "congresswoman", "governor"})
"""Titles of those who are elected in a place."""
LETTERS = range(2, 5)
"""Letters of a word in capitals that is rather what a body goes by than a name."""
_THINGS = frozenset({"hurricane", "typhoon", "cyclone", "storm", "operation", "flight", "project", "route"})
_DEMONYM = ("ian", "an", "ese", "ish")
_WHERE = frozenset({"in", "at", "near", "across", "throughout", "inside", "outside"})
PERSON_WORDS = range(2, 4)
AFTER_NAME = 12
"""Tokens after a name among which its apposition is looked for."""
_BEFORE_NOUN = 6
"""Tokens before a noun among which its article stands."""
LEAST_LETTERS = 3
LEAST_LETTERS_OF_SLIP = 5
DOUBTFUL = 0.5
"""Probability of a name below which its words tell its kind (by eye, on articles that no key is about)."""
_MEMBERS = frozenset({"republican", "democrat", "tory"})
IN_PLACE = 0.25
"""Share of a word's occurrences after "in" or its like from which it is a place (by eye, on articles of the
stream)."""


def without_mistaken(names: Iterable[Name], tokens: Sequence[Token]) -> list[Name]:
    """The names, those of people that are something else as what they are, or left out."""
    names = list(names)
    alone = {tokens[name.last].text for name in names if name.label == "PER" and name.first == name.last}
    names = [replace(name, label="PER") if _is_in_full(name, alone, tokens) else name for name in names]
    groups = {tokens[name.last].text.removesuffix("s") for name in names if name.label in {"NORP", "ORG"}}
    typed = [found for name in names for found in _typed(name, tokens, groups)]
    things = _things(typed, tokens)
    typed = [
        replace(name, label=things.get(_text(name, tokens), name.label)) if name.label == "PER" else name
        for name in typed
    ]
    places, countries = _places(typed, tokens), _with_adjective(typed, tokens)
    typed = [
        replace(name, label="LOC") if name.label == "ORG" and _text(name, tokens) in countries else name
        for name in typed
    ]
    letters = {
        letters: name.label
        for name in typed
        if name.label in {"MISC", "ORG"}
        for letters in _initials(name, tokens)
    }
    letters = dict.fromkeys(_mere_letters(typed, tokens), "ORG") | letters
    typed = [
        replace(name, label=letters.get(_text(name, tokens), "PER")) if name.label == "PER" else name
        for name in (_as_place(name, places, tokens) for name in typed)
    ]
    named = {_text(name, tokens) for name in typed if name.label == "LOC"}
    adjectives = {adjective for text in named for adjective in adjectives_of(text)}
    return [_as_adjective(name, adjectives, tokens) for name in typed]


def _as_adjective(name: Name, adjectives: Set[str], tokens: Sequence[Token]) -> Name:
    """The side alone of what is taken for a body and says of which place somebody is ("Lornian Defence" of
    the Lornian Defence Minister)."""
    titled = name.last + 1 < len(tokens) and _is_title(tokens[name.last + 1].text)
    if name.label != "ORG" or tokens[name.first].text not in adjectives:
        return name
    return replace(name, last=name.first, label="LOC") if titled or name.first == name.last else name


def _is_in_full(name: Name, alone: Set[str], tokens: Sequence[Token]) -> bool:
    """Whether what is taken for a place is a given name before that of somebody ("Ada Moreau", "Moreau")."""
    words = [token.text for token in tokens[name.first : name.last + 1]]
    somebody = len(words) == PERSON_WORDS.start and words[-1] in alone and gender_of(words[0]) is not None
    return name.label == "LOC" and somebody and not is_place(" ".join(words))


def _mere_letters(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[str]:
    """Short words in capitals that are taken for people and are nobody's name or initials ("KDV")."""
    people = [tokens[name.first : name.last + 1] for name in names if name.label == "PER"]
    known = {token.text.upper() for person in people for token in person if not token.text.isupper()}
    known |= {"".join(token.text[0] for token in person).upper() for person in people if len(person) > 1}
    for person in people:
        word = person[0].text
        short = len(person) == 1 and word.isalpha() and word.isupper() and len(word) in LETTERS
        if short and word not in known and _is_no_given_name(word.capitalize()):
            yield word


def _initials(name: Name, tokens: Sequence[Token]) -> Iterator[str]:
    """The letters that a body of at least three capitalised words goes by."""
    capitals = [token.text[0] for token in tokens[name.first : name.last + 1] if token.text[0].isupper()]
    if len(capitals) >= LEAST_LETTERS:
        yield "".join(capitals)


def _typed(name: Name, tokens: Sequence[Token], groups: Set[str]) -> Iterator[Name]:
    words = [token.text for token in tokens[name.first : name.last + 1]]
    text = " ".join(words)
    if _AFFILIATION.fullmatch(text) and words[1:2] in (["-"], ["–"]) and _closes(name, tokens):
        return
    if name.label == "PER" and _is_beside_a_person(name, tokens):
        if is_place(words[0]):
            yield replace(name, last=name.first, label="LOC")
    elif name.label != "PER":
        person = _is_called_person(name, words, tokens) or _has_given_name(name, words, tokens)
        yield replace(name, label="PER") if person and not _OUTLET.fullmatch(words[-1]) else name
    elif len(words) == 1:
        if _is_after_kind_of_place(name, tokens):
            yield replace(name, first=name.first - 1, label="LOC")
        elif is_body(text) and _is_no_given_name(text):
            yield replace(name, label="ORG")
        elif not _NO_NAME.fullmatch(text) and not _is_in_case(name, tokens):
            yield name
    elif _DIVISION.fullmatch(words[-1]):
        yield replace(name, label="LOC")
    elif _are_members(name, tokens):
        yield replace(name, label="ORG", last=name.last + 2)
    elif (
        _OUTLET.fullmatch(words[-1])
        or _NO_FAMILY.fullmatch(words[-1])
        or is_body(text)
        or (is_group_noun(words[-1]) and _is_no_given_name(words[0]))
    ):
        yield replace(name, label="ORG")
    elif (
        words[-1].lower().removesuffix("s") not in _MEMBERS
        and not _is_office(words)
        and not (words[-1].removesuffix("s") in groups and _is_mere_place(words[:-1]))
    ):
        yield name


def _is_beside_a_person(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the words open the office of somebody ("Vice" of Vice President Ann Lee, "Lorne Democratic" of
    Sen. Ann Lee) or tell in brackets where somebody is from: "Ann Lee (Lorne)"."""
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    before = tokens[name.first - 1] if name.first else None
    if after is None or after.sentence != tokens[name.last].sentence:
        return False
    if before is not None and before.text == "(" and after.text == ")" and name.first > 1:
        text = tokens[name.first].text
        alone = name.first == name.last and (is_place(text) or "." in text)
        return alone and tokens[name.first - 2].pos == "PROPN"
    office = after.text.rstrip(".").lower() in TITLES or is_person_noun(after.text)
    opens = tokens[name.last].dep in {"compound", "amod"} and tokens[name.last].head == name.last + 1
    return office and opens and after.pos == "PROPN" and after.text[0].isupper()


def _is_after_kind_of_place(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the word before makes a place of a name ("Camp Ada")."""
    before = tokens[max(name.first - 1, 0)]
    return name.first > 0 and before.text in _BEFORE_PLACES and before.head == name.last


def _are_members(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the words are the members of a body that goes by them ("Boat Owners of Ostria")."""
    people, after = tokens[name.last].text, [token.text for token in tokens[name.last + 1 : name.last + 3]]
    plural = people.endswith("s") and is_person_noun(people[:-1])
    return plural and after[:1] == ["of"] and is_place(after[-1])


def _is_in_case(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the word is one side of a case at law ("Orsini v. Valk")."""
    around = (tokens[at].text.rstrip(".") for at in (name.first - 1, name.last + 1) if 0 <= at < len(tokens))
    return not {"v", "vs"}.isdisjoint(around)


def _has_given_name(name: Name, words: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether a given name and a family name are what the encoder took, in doubt, for a body or a thing."""
    if (
        name.label == "LOC"
        or name.score >= DOUBTFUL
        or len(words) not in PERSON_WORDS
        or gender_of(words[0]) is None
    ):
        return False
    before = tokens[name.first - 1].text.lower() if name.first else ""
    last = tokens[name.last]
    inside = last.dep == "compound" and tokens[last.head].pos == "PROPN"
    if before in {"the", "a", "an"} or inside or last.tag != "NNP":
        return False
    if not all(word.isalpha() and word[0].isupper() and not word.isupper() for word in words):
        return False
    other = is_body(" ".join(words)) or is_place(" ".join(words)) or is_place(words[-1])
    closed = _DIVISION.fullmatch(words[-1]) or _NO_FAMILY.fullmatch(words[-1])
    return not other and not is_group_noun(words[-1]) and not closed


def _is_mere_place(words: Sequence[str]) -> bool:
    """Whether the words are a place and no given name: "Ohio" of "Ohio Republicans", not "Ben" of Ben Lee."""
    return is_place(" ".join(words)) and _is_no_given_name(words[0])


def _things(names: Sequence[Name], tokens: Sequence[Token]) -> Mapping[str, str]:
    """Labels of what is taken for people, and of which the article says once that it is something else.

    An article before it ("the Maren Dawn"), the kind before or after it ("Hurricane Ada", "Kestrel, the news
    agency"), the plural of a family, one word of a place ("Isen" of "Lake Isen").
    """
    people = [name for name in names if name.label == "PER"]
    named = {_text(name, tokens) for name in people if _has_title(name.first, tokens)}
    named |= {tokens[n.last].text for n in people if n.last > n.first and gender_of(tokens[n.first].text)}
    families = {tokens[name.last].text for name in people}
    in_full = {tokens[name.last].text for name in people if name.last > name.first}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.last > name.first:
            parts[name.label] |= {token.text for token in tokens[name.first : name.last + 1]}
    called = {_text(name, tokens) for name in names if name.label == "LOC" and _is_called_body(name, tokens)}
    found: dict[str, str] = {}
    for name in people:
        text = _text(name, tokens)
        if text in named:
            continue
        if text.endswith("s") and text[:-1] in families:
            found[text] = "NORP"
        elif _is_thing(name, tokens) or (text not in in_full and _is_one_of_many(text, people, tokens)):
            found[text] = "ORG" if text in parts["ORG"] else "MISC"
        elif text in called or _is_called_body(name, tokens):
            found[text] = "ORG"
        elif text not in in_full and _is_called_thing(name, tokens):
            found[text] = "LOC" if is_place(text) else "MISC"
        elif text in parts["LOC"] and _is_no_given_name(text):
            found[text] = "LOC"
        elif text not in in_full and _are_several(name, tokens):
            found[text] = "NORP"
        elif text not in in_full and not is_place(text):
            same = [other for other in people if _text(other, tokens) == text]
            if len(same) > 1 and all(_says_of_whom(other, tokens) for other in same):
                found[text] = "NORP"
    return dict(_misspelt(names, tokens)) | found


def _misspelt(names: Sequence[Name], tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Words taken for people that stand once, and the label of what they mean by a typing error."""
    counts = Counter((_text(name, tokens), name.label) for name in names)
    for (text, own), count in counts.items():
        if own != "PER" or count > 1 or len(text) < LEAST_LETTERS_OF_SLIP or gender_of(text) is not None:
            continue
        labels = {label for (other, label), known in counts.items() if known > 1 and is_slip(text, other)}
        if len(labels) == 1 and "PER" not in labels:
            yield text, labels.pop()


def _are_several(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether one word is a plural, by its form or by its verb's ("Kestris are")."""
    token = tokens[name.last]
    if name.last > name.first or not token.text.endswith("s"):
        return False
    verb = tokens[token.head]
    plural = verb.tag == "VBP" and verb.head != name.last
    return token.tag == "NNPS" or (token.dep == "nsubj" and plural)


def _says_of_whom(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether one word says of which side people are ("Lornish rebels"); brothers are somebody's. A word with
    the ending of a demonym does so before other nouns and titles too ("Lornian Foreign Minister Ann Lee")."""
    head = tokens[tokens[name.last].head]
    people = is_person_noun(head.lemma) and head.lemma not in KIN
    if tokens[name.last].text.endswith(_DEMONYM):
        return _is_before_noun(name, tokens, titles=True)
    return people and _is_before_noun(name, tokens)


def _is_before_noun(name: Name, tokens: Sequence[Token], *, titles: bool = False) -> bool:
    """Whether one word only qualifies the noun after it ("the Lornish judge"), or with `titles` a person by
    name after an office."""
    head = tokens[tokens[name.last].head]
    qualifies = tokens[name.last].dep in {"compound", "amod", "nmod"} and head.start > tokens[name.last].start
    between = tokens[name.last + 1 : tokens[name.last].head + 1]
    titled = titles and head.pos == "PROPN" and any(_is_title(token.text) for token in between)
    return qualifies and name.first == name.last and (head.pos == "NOUN" or titled)


def _is_thing(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether an article stands before the name itself, or a kind of thing that is given names."""
    if name.first == 0:
        return False
    before, head = tokens[name.first - 1], tokens[name.last]
    article = before.text.lower() == "the" and before.head == name.last
    whole = head.dep not in {"compound", "amod", "nmod", "poss"}
    return before.text.lower() in _THINGS or (article and whole)


def _is_one_of_many(text: str, people: Iterable[Name], tokens: Sequence[Token]) -> bool:
    """Whether one word always has an indefinite article ("a staunch Valkist", "a proud Falcon")."""
    same = [name for name in people if _text(name, tokens) == text]
    articles = {
        token.head
        for name in same
        for token in tokens[max(name.first - _BEFORE_NOUN, 0) : name.first]
        if token.dep == "det" and token.text.lower() in {"a", "an"}
    }
    return all(name.first == name.last and name.last in articles for name in same)


def _is_called_body(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a noun for a body stands in apposition to the name or right before it ("the energy giant
    Kestrel"), or its letters in brackets after it ("Kestrel Motors (KM)")."""
    before = tokens[name.first - 1] if name.first else None
    if before is not None and before.pos == "NOUN" and before.text.islower() and is_group_noun(before.lemma):
        return _is_no_given_name(tokens[name.first].text)
    letters = "".join(token.text[0] for token in tokens[name.first : name.last + 1])
    if (
        len(letters) > 1
        and _is_no_given_name(tokens[name.first].text)
        and [t.text for t in tokens[name.last + 1 : name.last + 4]] == ["(", letters, ")"]
    ):
        return True
    return any(
        token.dep == "appos" and token.head == name.last and is_group_noun(token.lemma)
        for token in tokens[name.last + 1 : name.last + 8]
    )


def _is_called_thing(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether one word stands in apposition to a noun for no people ("the site, Kestrel,")."""
    token = tokens[name.last]
    noun = tokens[token.head]
    apposed = name.first == name.last and token.dep == "appos" and token.head == name.first - 2
    thing = noun.tag == "NN" and noun.text.islower() and not may_be_person(noun.lemma)
    closed = name.last + 1 < len(tokens) and tokens[name.last + 1].text in {",", "."}
    return apposed and thing and closed and tokens[name.first - 1].text == ","


def _is_called_person(name: Name, words: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether what is taken for a body is somebody: a given name opens it, and a noun for a person stands in
    apposition, or "who" goes on ("Alexander Orsini, a banker who …")."""
    person_like = gender_of(words[0]) is not None and len(words) in PERSON_WORDS and not is_place(words[-1])
    if name.label != "ORG" or not person_like or is_body(" ".join(words)) or is_group_noun(words[-1]):
        return False
    chain = {name.last}
    for number in range(name.last + 1, min(name.last + AFTER_NAME, len(tokens))):
        token = tokens[number]
        if token.head in chain and token.dep in {"appos", "conj"}:
            if is_person_noun(token.lemma) and token.tag == "NN":
                return True
            chain.add(number)
    return tokens[min(name.last + 2, len(tokens) - 1)].text == "who"


_RANKS = frozenset(
    {"special", "senior", "junior", "deputy", "vice", "acting", "former", "chief", "assistant", "associate"}
    | {"executive", "principal", "permanent", "prime", "first", "second", "attorney", "major", "supreme"}
)


def _is_office(words: Sequence[str]) -> bool:
    """Whether a noun for people stands after another, a demonym, a rank or a place ("Chief Justice")."""
    first, last = words[0], words[-1]
    if is_person_noun(last) and first.casefold() in _RANKS:
        return True
    if not is_person_noun(last) or not _is_no_given_name(first):
        return False
    place = is_place(first) or is_place(" ".join(words[:-1]))
    return place or is_person_noun(first) or country_of_demonym(first) is not None


def _closes(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a comma or bracket stands before it, as before a party and a state."""
    return name.first > 0 and tokens[name.first - 1].text in {"(", ",", "["}


def _is_no_given_name(word: str) -> bool:
    return gender_of(word) is None and language_of_family_name(word) is None


def _places(names: Sequence[Name], tokens: Sequence[Token]) -> set[str]:
    """What is taken for people and stands where places stand, or has an adjective in the article."""
    in_full = {
        tokens[at].text
        for name in names
        if name.label == "PER" and name.last > name.first and not is_place(_text(name, tokens))
        for at in range(name.first, name.last + 1)
    }
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if tokens[name.last].text not in in_full:
            found[_text(name, tokens)].append(name)
    words = {token.text for token in tokens if token.dep in {"amod", "compound", "nmod"}}
    return {
        text
        for text, same in found.items()
        if any(name.label == "PER" for name in same)
        and not any(_has_title(name.first, tokens) for name in same)
        and _is_shown_as_place(text, same, tokens, words)
    }


def _with_adjective(names: Sequence[Name], tokens: Sequence[Token]) -> set[str]:
    """What is taken for a body and is a country: it is one word, and the article uses its adjective."""
    words = {token.text for token in tokens if token.dep in {"amod", "compound", "nmod"}}
    bodies = {tokens[name.first].text for name in names if name.label == "ORG" and name.first == name.last}
    return {
        text
        for text in bodies
        if {text + suffix for suffix in ("n", "an", "ian", "ish", "ese")} & words
        and text[0].isupper()
        and not text.isupper()
        and not is_person_noun(text)
        and not is_group_noun(text)
        and not is_body(text)
    }


def _is_shown_as_place(text: str, same: Sequence[Name], tokens: Sequence[Token], words: Set[str]) -> bool:
    if " " not in text and adjectives_of(text) & words:
        return True
    if is_place(text) and " " not in text and all(_says_of_whom(name, tokens) for name in same):
        return True
    if is_place(text) and any(_opens_title(name, tokens) for name in same):
        return True
    if not _is_no_given_name(tokens[same[0].first].text):
        return False
    if is_place(text) and any(_stands_as_place(name, tokens) for name in same):
        return True
    inside = sum(name.first > 0 and tokens[name.first - 1].text.lower() in _WHERE for name in same)
    return " " not in text and inside / len(same) >= IN_PLACE


def _stands_as_place(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a place is usual there: "of Ohio", "Ohio Gov. Ann Lee", "Ohio's Ann Lee"."""
    before = tokens[name.first - 1].text.lower() if name.first else ""
    after = tokens[name.last + 1].text if name.last + 1 < len(tokens) else ""
    return before in _WHERE | {"of", "from"} or after in {"'s", "’s"} or _is_title(after)


def _opens_title(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether one word only tells of where the holder of a title is ("Lorne Republican Sen. Ann Lee")."""
    token = tokens[name.last]
    title = tokens[token.head].text.rstrip(".").lower()
    return name.first == name.last and token.dep == "compound" and token.head > name.last and title in _SEATED


def _has_title(number: int, tokens: Sequence[Token]) -> bool:
    return number > 0 and _is_title(tokens[number - 1].text)


def _is_title(word: str) -> bool:
    return word.rstrip(".").lower() in TITLES or is_person_noun(word)


def _text(name: Name, tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens[name.first : name.last + 1])


def _as_place(name: Name, places: set[str], tokens: Sequence[Token]) -> Name:
    text = _text(name, tokens)
    if name.label != "PER":
        return name
    if text in places:
        return replace(name, label="LOC")
    of_place = any(text in adjectives_of(place) for place in places)
    return replace(name, label="NORP") if of_place else name
