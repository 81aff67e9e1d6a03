"""A readable name for an outlet of which only the domain is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.ingest.names import outlet_words

# Registries that sell names one level down: "nova.co.uk", "nova.com.au".
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
# Hosts of which each customer is an outlet.
_HOSTS = frozenset({"blogspot", "ghost", "medium", "substack", "tumblr", "typepad", "weebly", "wordpress"})
# Shorter rests of a word are no words: "compost" is no "Com Post".
SHORTEST_REST = 4
# Fewer letters than these stand for too much in a text.
SHORTEST_WRITTEN = 3
# Names no longer than this that cannot be spoken are initials: "wnd", "abc".
INITIALS = 4


def site_name(domain: str, texts: Iterable[str] = ()) -> str:
    """The name of the outlet at `domain`: as `texts` write its letters, or as well as it can be guessed.

    "novacourier.example" is "The Nova Courier" where one of the texts says so, else "Nova Courier".
    """
    label = _label(domain)
    if label is None:
        return domain.lower()
    return _as_written(label, texts) or " ".join(map(_cased, _words(label)))


def _label(domain: str) -> str | None:
    """The part of a domain that names its owner."""
    labels = [label for label in domain.lower().split(".") if label]
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    labels.pop()
    if len(labels) > 1 and labels[-1] in _SECOND_LEVELS:
        labels.pop()
    return labels[-2] if len(labels) > 1 and labels[-1] in _HOSTS else labels[-1]


def _as_written(label: str, texts: Iterable[str]) -> str | None:
    """The commonest way, with capitals, in which the texts write the letters of `label`."""
    if len(label) < SHORTEST_WRITTEN:
        return None
    letters = [re.escape(letter) for letter in label if letter != "-"]
    # What is part of an address or of a user's name is the label again.
    name = (
        rf"(?<![\w@./-])(?P<the>(?-i:(?<=[a-z,] )The ))?(?P<name>{r'[ ’-]?'.join(letters)})(?![\w@/-]|\.\w)"
    )
    found: Counter[str] = Counter()
    for text in texts:
        for match in re.finditer(name, text, re.IGNORECASE):
            capitals = all(word[0].isupper() or word in ("of", "and") for word in match["name"].split())
            if capitals and (" " not in match["name"] or not match["name"].isupper()):
                found[(match["the"] or "") + match["name"]] += 1
    return min(found, key=lambda written: (-found[written], written), default=None)


def _words(label: str) -> Iterator[str]:
    for part in label.split("-"):
        rest = part
        while first := next((w for w in outlet_words("first") if _parts(rest.removeprefix(w), rest)), None):
            yield first
            rest = rest.removeprefix(first)
        last = next((word for word in outlet_words("last") if _parts(rest.removesuffix(word), rest)), "")
        yield from filter(None, (rest.removesuffix(last), last))


def _parts(rest: str, whole: str) -> bool:
    """Whether what is left of `whole` can stand as a word."""
    is_word = len(rest) >= SHORTEST_REST or rest in outlet_words("last") or _is_initials(rest)
    return rest != whole and is_word


def _is_initials(word: str) -> bool:
    return 1 < len(word) <= INITIALS and re.search("[aeiouy]", word[1:]) is None


def _cased(word: str) -> str:
    return word.upper() if _is_initials(word) else word.capitalize()
