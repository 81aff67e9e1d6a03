"""What stands in the page but not in the report: found, taken out, kept with its kind.

The rules are phrases in data/furniture.tsv; here is how they are weighed. In this order: parts cut out of
paragraphs, paragraphs that are furniture as a whole, headlines listed under "Read more", captions that
repeat the body.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from dateline.ingest.repeats import repeated
from dateline.schema.article import Furniture, FurnitureKind

# No expression for whole paragraphs matches a longer one (characters).
LONGEST_WHOLE = 400
# A paragraph that starts like furniture is a report after all if it goes on this long (words).
LONGEST_START = 60
# Prompts are made of cues; prose has one by chance. Chosen by eye on 3,600 crawled articles: at one cue
# in fourteen words the newsletter forms are found and no sentence that merely mentions a newsletter is.
WORDS_PER_CUE = 14
# Listed headlines are short, and few follow one "Read more".
LINK_WORDS = 18
LINKS = 8

# Headlines of other reports stand below its opening (paragraphs), and have this many words with their label.
FIRST = 2
LABELLED = 6

# Headings within a report are shorter than its headlines (words).
SHOUTED = 5

_KEYED = re.compile(r"(?=[^:]*[ -])[A-Z][A-Z0-9'’&, -]{2,40}: ?[A-Z‘“'\"]\S* \S+ \S+")
_LABELLED = re.compile(r"[A-Z0-9‘“'\"][^:.!?]{2,60}:(?:(?P<apart> )(?![\"“\d])|(?!\d))[‘“'\"]?[A-Z0-9].*\w")
_LINK_LIST = re.compile(
    r"(?:read more|related|recommended|see also|more on this|more from|most (?:read|popular)|"
    r"you (?:may|might) also like|further reading|full coverage|don'?t miss)\b.{0,40}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
_WRITTEN = re.compile(r"[^\W_]")
_REPORTED = re.compile(r"[\"”’]?,? (?:said|says|told|added|wrote|according to)\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """The expressions of data/furniture.tsv, by what they do."""

    whole: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    start: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    inside: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    cue: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    needs: tuple[tuple[str, ...], ...]


@functools.cache
def rules() -> Rules:
    """The rules, read once."""
    table: dict[str, list[tuple[FurnitureKind, re.Pattern[str]]]] = {}
    needs = []
    text = files("dateline.ingest").joinpath("data/furniture.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, where, pattern, *words = line.split("\t")
            table.setdefault(where, []).append(
                (cast(FurnitureKind, kind), re.compile(pattern, re.IGNORECASE))
            )
            if where == "cue":
                needs.append(tuple(words[0].split("|")) if words else ())
    return Rules(**{where: tuple(entries) for where, entries in table.items()}, needs=tuple(needs))


def split_furniture(parts: Sequence[str]) -> tuple[list[str], list[Furniture]]:
    """The paragraphs that report, and what was taken out, both in the order of the page."""
    found: list[tuple[int, Furniture]] = []
    body: list[tuple[int, str]] = []
    links = 0
    for number, part in enumerate(parts):
        rest, cuts = _cut(part)
        found += [(number, cut) for cut in cuts]
        kind = _kind(rest) if rest else None
        if rest and kind is None and (_is_teaser(rest) or (number >= FIRST and _is_labelled(rest))):
            kind = "related"
        elif links and rest and kind is None and _is_link(rest):
            kind, links = "related", links - 1
        else:
            links = LINKS if kind == "related" and _LINK_LIST.fullmatch(rest) else 0
        if kind is not None:
            found.append((number, Furniture(text=rest, kind=kind)))
        elif rest:
            body.append((number, rest))
    again = repeated([text for _, text in body])
    found += [(body[index][0], Furniture(text=body[index][1], kind="caption")) for index in again]
    found.sort(key=lambda item: item[0])
    kept = [text for index, (_, text) in enumerate(body) if index not in again]
    return kept, [furniture for _, furniture in found]


def _cut(part: str) -> tuple[str, list[Furniture]]:
    cuts = []
    for kind, pattern in rules().inside:
        for match in pattern.finditer(part):
            cuts.append(Furniture(text=match[0].removeprefix(_kept(match)).strip(), kind=kind))
        if cuts:
            part = " ".join(pattern.sub(lambda match: f" {_kept(match)} ", part).split())
    return part, cuts


def _kept(match: re.Match[str]) -> str:
    return match.groupdict().get("keep") or ""


def _kind(part: str) -> FurnitureKind | None:
    if not _WRITTEN.search(part):
        return "other"
    for kind, pattern in rules().whole if len(part) <= LONGEST_WHOLE else ():
        if pattern.fullmatch(part):
            return kind
    words = len(part.split())
    if words <= LONGEST_START:
        for kind, pattern in rules().start:
            if pattern.match(part):
                return kind
    return _by_cues(part, words)


def _by_cues(part: str, words: int) -> FurnitureKind | None:
    """The kind that most cues of the paragraph speak for, if they are dense enough."""
    lower = part.lower()
    hits = [
        kind
        for (kind, pattern), needs in zip(rules().cue, rules().needs, strict=True)
        if (not needs or any(need in lower for need in needs)) and pattern.search(part)
    ]
    if not hits or words > WORDS_PER_CUE * len(hits) or (len(hits) == 1 and _REPORTED.search(part)):
        return None
    return max(hits, key=lambda kind: (hits.count(kind), -hits.index(kind)))


def _is_teaser(part: str) -> bool:
    """Whether a paragraph is the headline of another report: in capitals, or with a word for it in capitals
    before a colon ("WHAT WE KNOW: Latest on the flood")."""
    if not _is_link(part):
        return False
    return bool(_KEYED.match(part)) or (part.isupper() and len(part.split()) >= SHOUTED)


def _is_labelled(part: str) -> bool:
    """Whether a paragraph is a headline with a label ("Flood:Latest", "Tarn: What we know about it")."""
    label = _LABELLED.match(part) if _is_link(part) else None
    if label is None:
        return False
    return not label["apart"] or len(part.split()) >= LABELLED


def _is_link(part: str) -> bool:
    return len(part.split()) <= LINK_WORDS and not _SENTENCE_END.search(part)
