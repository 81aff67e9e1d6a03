r"""Compiles a language file into regular expressions over classes of words.

A language file (`languages/*.toml`) holds

- `tables`: words or phrases with a value ("january" = 1). Table `month` is class MONTH in a pattern.
- `classes`: lists of words or phrases without value, used in patterns in the same way.
- `triggers`: the tables, classes and shapes of which every match holds at least one word.
- `capital`: words that count only with a capital first letter ("March").
- `not_after`: words that do not count right after those listed ("said that").
- `phrases`: named parts of patterns.
- `rules`: for each kind of expression, which a function of `reading` interprets, its patterns.
- `cues`, `names`: words that later steps look for around an expression.

A pattern is a sequence of elements: `MONTH` a class or table, or a shape of number (`lexer.shapes`);
`the` or `"-"` that very token; `{day}` a phrase; `x=ELEMENT` captures it under a name that the
interpreting function knows; `( a | b )` alternatives; `[ a ]` optional; `*` up to four times. A capture
named `span` is the extent of the expression where it is less than the whole match.

Each set of classes that a token can have is one character of a private alphabet, so that a text turns
into a string as long as its number of tokens, and every pattern into an ordinary regular expression with
bounded repetition over that string: matching is linear in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dateline.annotate.timex.lexer import Tokens, all_shapes, shapes, tokenize

_ELEMENT = re.compile(
    r"\s*(?:(?P<capture>[a-z]\w*)=|\{(?P<phrase>\w+)\}|(?P<cls>[A-Z][A-Z_]*)|\"(?P<mark>[^\"]+)\""
    r"|(?P<word>'?[^\W\d_]+)|(?P<operator>[()\[\]|*]))"
)
_FIRST_CODE = 0x4E00  # a block of letters without case or meaning in regular expressions
_OTHER = "\u4dff"
_OPERATORS = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|", "*": "{0,4}"}

Value = Any


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `start:end` match a pattern of rule `kind`; `groups` holds the range of each capture."""

    kind: str
    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]
    order: int


class Grammar:
    """The compiled grammar of one language."""

    def __init__(self, data: Mapping[str, Any], language: str = "") -> None:
        self.data = data
        self.language = language
        self.tables: dict[str, dict[str, Value]] = {
            name: {_key(words): value for words, value in table.items()}
            for name, table in data["tables"].items()
        }
        self._lists = {name: [_key(words) for words in entries] for name, entries in data["classes"].items()}
        self._cues = {name: frozenset(words) for name, words in data.get("cues", {}).items()}
        self.capital = frozenset(data.get("capital", ()))
        self._not_after = {word: frozenset(before) for word, before in data.get("not_after", {}).items()}
        self._phrases: Mapping[str, str] = data.get("phrases", {})
        self._entries = {name.upper(): list(table) for name, table in self.tables.items()}
        self._entries |= {name.upper(): entries for name, entries in self._lists.items()}
        sources = [(kind, text) for kind, texts in data["rules"].items() for text in texts]
        self._assign_codes(text for _, text in [*sources, *self._phrases.items()])
        self._rules = [(order, kind, *self._compile(text)) for order, (kind, text) in enumerate(sources)]

    def cues(self, name: str) -> frozenset[str]:
        """The words listed under `name` in the file's `cues`."""
        return self._cues.get(name, frozenset())

    def matches(self, tokens: Tokens) -> Iterator[Match]:
        """Every match of every rule in `tokens`, rule by rule; matches of two rules may overlap."""
        codes, places = self._encode(tokens)
        for order, kind, pattern, names in self._rules:
            for found in pattern.finditer(codes):
                groups: dict[str, tuple[int, int]] = {}
                for number in range(1, len(names)):
                    start, end = found.span(number)
                    if 0 <= start < end:
                        groups.setdefault(names[number], (places[start], places[end - 1] + 1))
                start, end = found.span()
                start, end = groups.get("span", (places[start], places[end - 1] + 1))
                if start < end:
                    yield Match(kind, start, end, groups, order)

    def _assign_codes(self, patterns: Iterator[str]) -> None:
        """Give every word of the language and every shape of number its character."""
        classes: dict[str, set[str]] = {}
        for name, entries in self._entries.items():
            for entry in entries:
                words = entry.split(" ")
                if len(words) == 1:
                    classes.setdefault(entry, set()).add(name)
                for word in words:
                    classes.setdefault(word, set()).add(word)
        for pattern in patterns:
            for element in _ELEMENT.finditer(pattern):
                if word := element["word"] or element["mark"]:
                    classes.setdefault(word, set()).add(word)
        for word in classes:
            if word[0].isdigit():
                classes[word] |= shapes(word)
        sets = {frozenset(found) for found in classes.values()} | all_shapes()
        self._code = {
            names: chr(_FIRST_CODE + number) for number, names in enumerate(sorted(sets, key=sorted))
        }
        self._code[frozenset()] = _OTHER
        self._word_code = {word: self._code[frozenset(found)] for word, found in classes.items()}
        self._triggers = self._trigger_codes()
        self._members: dict[str, str] = {}
        for names, code in self._code.items():
            for name in names:
                self._members[name] = self._members.get(name, "") + code

    def _trigger_codes(self) -> frozenset[str]:
        names = frozenset(self.data["triggers"])
        words = {
            max(entry.split(" "), key=len) for name in names for entry in self._entries.get(name.upper(), ())
        }
        shaped = {code for classes, code in self._code.items() if classes & names}
        return frozenset(shaped | {self._word_code[word] for word in words})

    def _encode(self, tokens: Tokens) -> tuple[str, list[int]]:
        """The runs of tokens that a rule could match as one string, and the token of each character.

        A run ends where a word that no pattern knows follows; runs without a trigger are left out.
        """
        codes: list[str] = []
        places: list[int] = []
        known, capital, shaped, triggers = self._word_code, self.capital, self._code, self._triggers
        start, triggered = 0, False
        for index, key in enumerate(tokens.keys):
            code = known.get(key)
            if code is None:
                code = shaped.get(shapes(key), _OTHER) if key[0].isdigit() else _OTHER
            elif (key in capital and not tokens.capitalised(index)) or (
                key in self._not_after and index and tokens.keys[index - 1] in self._not_after[key]
            ):
                code = _OTHER
            if code is not _OTHER:
                codes.append(code)
                places.append(index)
                triggered = triggered or code in triggers
            elif len(codes) > start:
                if triggered:
                    codes.append(_OTHER)
                    places.append(index)
                else:
                    del codes[start:], places[start:]
                start, triggered = len(codes), False
        return "".join(codes), places

    def _compile(self, pattern: str) -> tuple[re.Pattern[str], list[str]]:
        """The expression over codes, and the capture name of each of its groups (from 1)."""
        names = [""]
        return re.compile(self._translate(pattern, names)), names

    def _translate(self, pattern: str, names: list[str]) -> str:
        out: list[str] = []
        open_captures: list[bool] = []  # for each bracket that is open, whether it belongs to a capture
        position, capture = 0, False
        pattern = pattern.rstrip()
        while position < len(pattern):
            element = _ELEMENT.match(pattern, position)
            if element is None:
                raise ValueError(f"cannot read pattern {pattern!r} at {position}")
            position = element.end()
            if element["capture"]:
                names.append(element["capture"])
                out.append("(")
                capture = True
                continue
            if operator := element["operator"]:
                out.append(_OPERATORS[operator])
                if operator in "([":
                    open_captures.append(capture)
                    capture = False
                elif operator in ")]" and open_captures.pop():
                    out.append(")")
                continue
            out.append(self._element(element, names))
            if capture:
                out.append(")")
                capture = False
        return "".join(out)

    def _element(self, element: re.Match[str], names: list[str]) -> str:
        if phrase := element["phrase"]:
            return f"(?:{self._translate(self._phrases[phrase], names)})"
        name = element["cls"] or element["word"] or element["mark"]
        entries = self._entries.get(name) if element["cls"] else None
        longer = sorted((e for e in entries or () if " " in e), key=lambda e: (-e.count(" "), e))
        alternatives = ["".join(self._one(word) for word in entry.split(" ")) for entry in longer]
        if name in self._members:
            alternatives.append(self._one(name))
        if not alternatives:
            raise ValueError(f"nothing is in class {name}")
        return f"(?:{'|'.join(alternatives)})"

    def _one(self, name: str) -> str:
        members = self._members[name]
        return members if len(members) == 1 else f"[{members}]"


def _key(words: str) -> str:
    """A word or phrase as tokens joined by spaces."""
    return " ".join(tokenize(words).keys)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a grammar (ISO 639-1)."""
    folder = resources.files(__package__) / "languages"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language (ISO 639-1), read and compiled at its first use."""
    text = (resources.files(__package__) / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return Grammar(tomllib.loads(text), language)
