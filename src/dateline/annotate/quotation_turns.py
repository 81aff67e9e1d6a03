"""Speech set apart by the page: turns of interviews and transcripts, and posts put into an article.

Turns are lines such as `SMITH: We will not go.` and `Q: …` / `A: …`; posts end as pages embed them:
`We go. — Ann Smith (@asmith) June 1, 2018`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}"
_TURN = re.compile(
    rf"^[ \t\"“'‘]*(?P<name>{_NAME})(?:, [^:\n]{{1,40}}| \([^:\n]{{1,40}}\))?"
    r"(?P<mark>:)[ \t]+(?P<said>\S[^\n]*)",
    re.MULTILINE,
)
_QUESTION_AND_ANSWER = frozenset({"Q", "A", "Question", "Answer"})
# Labels of pages, not of speakers.
_ELSE = re.compile(
    r"(?:just )?watch(?:ed)?|read(?: more| also)?|related|see also|updated?|photos?|video|story|verdict"
    r"|breaking|corrections?|advertisement|note|source|image|caption",
    re.IGNORECASE,
)
# Fewer labelled lines than this are headings or lists.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: the ranges of the name, of the colon, and of the words."""

    speaker: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    sure: bool
    """Whether the label is one that lists and pages hardly use: in capitals, or a question's."""


# The account of a post and its day, at the end of a paragraph, or before the mark that ends the post.
_ACCOUNT = re.compile(
    r"[ \t\u00a0]*(?:[―—–]|--)[ \t\u00a0]*(?P<name>[^\n@()―—]{1,60}?)[ \t\u00a0]*\(@\w{1,20}\)"
    r"[ \t\u00a0]*(?:[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [^\W\d_]{3,9}\.? \d{4})"
)
_LINKS = re.compile(r"(?:\s*(?:https?://|(?:pic\.)?twitter\.com/)\S+)+\s*$")


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a public network: the ranges of its author's name and of its words, no links at the end."""

    author: tuple[int, int]
    content: tuple[int, int]


def posts(text: str) -> tuple[Post, ...]:
    """The posts that the article shows in full, each the paragraph before its account and day."""
    found = []
    for account in _ACCOUNT.finditer(text):
        start = text.rfind("\n", 0, account.start()) + 1
        words = text[start : account.start()]
        words = words[: len(words) - len(link.group())] if (link := _LINKS.search(words)) else words
        start += len(words) - len(words.lstrip())
        if words.strip():
            found.append(Post(account.span("name"), (start, start + len(words.strip()))))
    return tuple(found)


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a text that is a transcript or has one in it; none where labels do not alternate.

    Names in capitals, and questions with answers, go before names in small letters.
    """
    lines = [line for line in _TURN.finditer(text) if not _ELSE.fullmatch(line["name"])]
    loud = [line for line in lines if _loud(line["name"])]
    for chosen in (loud, [line for line in lines if line["name"].istitle()]):
        families = Counter(_family(line["name"]) for line in chosen)
        if len(chosen) >= _FEWEST and sum(count > 1 for count in families.values()) > 1:
            return tuple(
                Turn(line.span("name"), line.span("mark"), _trimmed(text, *line.span("said")), chosen is loud)
                for line in chosen
                if chosen is loud or families[_family(line["name"])] > 1
            )
    return ()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip())


def _loud(name: str) -> bool:
    """Whether the name is set in capitals, particles and "Mc" aside, or is that of a question or answer."""
    letters = [letter for letter in name if letter.isalpha()]
    return name in _QUESTION_AND_ANSWER or (
        len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    )


def _family(name: str) -> str:
    """The last word of a name: a speaker is introduced in full and then goes by it."""
    return name.rsplit(maxsplit=1)[-1]
