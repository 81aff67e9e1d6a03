"""Sentences of news prose, by rules.

A stop ends a sentence unless what stands before it is an abbreviation or an initial, or what follows
goes on in lower case. Closing quotation marks and brackets belong to the sentence they close. Every line
break ends a sentence, except where a text is wrapped at a fixed width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDEST_WRAP = 100
"""Lines longer than this are paragraphs, not lines of a text wrapped at a fixed width."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLOSERS = "\"'”’»)]}"
_DASHES = "-–—"
_OPENERS = "\"'“‘«([{-–—•*"

_STOP = re.compile(
    rf"(?P<stop>[.!?…]+|[。！？])(?P<close>(?:\s?'')?[{re.escape(_CLOSERS)}]*)(?P<gap>\s+|(?=[^\W\d_])|$)"
)

# Always followed by the rest of the phrase: titles and ranks, which are capitalised, and words of any case.
_TITLES = _words(
    "mr mrs ms messrs mx dr prof rev fr hon pres amb gov lt sen rep reps sens gen col maj capt cmdr adm "
    "sgt cpl pvt pfc brig supt insp det atty msgr mme mlle gens lts cols capts profs govs drs st ste mt"
)
_NEVER_LAST = _words("v vs viz cf eg ie approx ca")
# May end a sentence, and then what follows must be a word that opens one.
_MAY_BE_LAST = _words(
    "inc corp co ltd llc plc bros jr sr esq etc est dept univ assn ave blvd rd fig nos sec ft hr hrs min "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla "
    "ore pa penn tenn tex vt va wash wis wyo ont que alta"
)
# Numbers follow these; anything else after them opens a sentence.
_BEFORE_NUMBER = frozenset({"no", "nos", "p", "art", "par", "ch", "ver"})

# "At 2 p.m. Tuesday", "6 a.m. March 3", "11 p.m. Eastern": the time goes on.
_WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_AFTER_CLOCK = _WEEKDAYS | _words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "eastern central mountain pacific atlantic greenwich"
)

# Closed-class words (and adverbs that open a sentence) that are no part of a name.
_STARTERS = _WEEKDAYS | _words(
    "the a an this that these those he she it they we you i his her its their our my your there here "
    "in on at by for from with as after before during since under over about against between among without "
    "within despite to of but and or so yet if when while although though because unless until once where "
    "who what why how which whether both neither either all some many most few several no not none one two "
    "three another other such each every also however meanwhile then still now later earlier last next "
    "instead moreover furthermore additionally nevertheless nonetheless otherwise therefore thus "
    "officials according asked speaking even only just more"
)
_ASKED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov)\. )?(?:[^\W\d_][\w'’-]*\s){1,4}?"
    r"(?:said|says|asked|asks|wrote|writes|told|tweeted|added|shouted|cried|replied|demanded|wondered|"
    r"exclaimed|chanted|declared|joked|quipped|continued|concluded)\b"
)
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")
_WORD_AFTER = re.compile(rf"[{re.escape(_OPENERS)}\s]*(?P<word>\w[\w'’]*)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|ph\.?d|[ap]\.?m", re.IGNORECASE)
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)


_PLACE = r"[^\W\d_][\w.'’]*(?:[ -][^\W\d_a-zà-ÿ][\w.'’]*){0,4}"
_WITHIN = rf"(?:, {_PLACE}){{0,2}}(?:,? [A-Z][a-z]{{2,8}}\.? \d{{1,2}})?"
_DATELINE = re.compile(
    rf"\s*(?:(?:(?:{_PLACE}{_WITHIN} ?)?\([^\W\d_a-zà-ÿ][^()\n]{{1,24}}\)"
    rf"|[A-Z]{{2}}[A-Z .'’-]+{_WITHIN})\s*(?:—|–|--|-)"
    rf"|(?P<no_dash>(?:{_PLACE}{_WITHIN} ?)?\([A-Z]{{2,6}}\)))\s+(?=[\"“‘'(]?[A-Z])"
)
"""What stands before the first sentence of a report: `HALVERN (AP) —`, `Halvern (CNN)`, `(CNN)`,
`HALVERN –`."""
DATELINE_BEFORE = 400
"""Code points of a text in which a dateline without a dash is looked for: elsewhere it is an abbreviation."""


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (code points, half open) of each sentence of `text`, in order.

    A dateline ("HALVERN, Lorne (Contis) —") at the head of a paragraph is a sentence of its own.
    """
    for start, end in _blocks(text):
        at = start
        dateline = _DATELINE.match(text, start, end)
        if dateline and (dateline["no_dash"] is None or start < DATELINE_BEFORE):
            yield from _trimmed(text, start, dateline.end())
            at = dateline.end()
        for boundary in _boundaries(text, at, end):
            yield from _trimmed(text, at, boundary)
            at = boundary
        yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that end something: paragraphs, captions, headings."""
    lines = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    width = max((end - start for start, end in lines), default=0)
    begin = 0
    for number, (start, end) in enumerate(lines):
        following = text[end : lines[number + 1][1]] if number + 1 < len(lines) else ""
        if not _continues(text[start:end].rstrip(), following, width):
            yield begin, end
            begin = end


def _continues(line: str, following: str, width: int) -> bool:
    """Whether the break after `line` is only a wrap: the next word would not have fitted."""
    words = following.split(maxsplit=1)
    if not line or not words:
        return False
    if words[0][0].islower() and line[-1] not in ".!?:;" + _CLOSERS:
        return True
    return width <= WIDEST_WRAP and len(line) + 1 + len(words[0]) >= width - 1


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    for match in _STOP.finditer(text, start, end):
        if _is_glued_quote(text, start, match):
            yield match.end("stop")
        elif match.end() < end and _ends_sentence(text, start, match, end):
            yield match.end()


def _is_glued_quote(text: str, start: int, match: re.Match[str]) -> bool:
    """`so."We left`: straight marks that open, since none is open before them, and no space."""
    return (
        match["close"] == '"'
        and not match["gap"].strip()
        and text[match.end("close") : match.end("close") + 1].isupper()
        and text.count('"', start, match.start("close")) % 2 == 0
    )


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    after = _WORD_AFTER.match(text, match.end(), end)
    if after is None:
        return bool(match["gap"])
    word = after["word"]
    if word[0].islower():
        return False
    before = _word_before(text, start, match.start())
    if not match["gap"] and not match["close"]:
        return _is_missing_space(before, match["stop"], text, match.end())
    if match["stop"] != ".":
        return not (match["close"] and _ASKED.match(text, after.start("word"), end))
    if match["close"]:
        return True
    opener = text[match.end() : after.start("word")].strip()
    opens = bool(opener.strip(_DASHES)) or (not opener and word.casefold() in _STARTERS)
    return _full_stop_ends(before, word, opens=opens)


def _word_before(text: str, start: int, stop: int) -> str:
    # An abbreviation is short: looking further back would make a long run of letters quadratic.
    found = _WORD_BEFORE.search(text, max(start, stop - 40), stop)
    return found[0] if found else ""


def _is_missing_space(before: str, stop: str, text: str, at: int) -> bool:
    """`in June.The minister`: a lower-case word, one stop, and a capitalised word; no address."""
    follows = re.match(r"\S*", text[at : at + 60])
    glued = before + stop + (follows[0] if follows else "")
    return (
        len(before) > 1
        and before[-1].islower()
        and "." not in before
        and not _ADDRESS.search(glued)
        and bool(re.match(r"[^\W\d_]{2}|[AI]\s", text[at : at + 2]))
    )


def _full_stop_ends(before: str, word: str, *, opens: bool) -> bool:
    """Whether a single full stop after the word `before` ends the sentence, `word` being the next one.

    `opens` says that what follows opens a sentence: a mark of quotation, or a word that is part of no name.
    """
    bare = before.casefold().strip("'’-").split("-")[-1].removeprefix("'")
    if bare in _NEVER_LAST or (bare in _TITLES and before[:1].isupper()):
        return False
    if len(bare) == 1 and bare.isalpha() and before[-1].isupper():
        return opens
    if bare in _BEFORE_NUMBER:
        return not word[0].isdigit()
    if bare in _MAY_BE_LAST and before[:1].isupper() and not before.isupper():
        return opens
    if _ACRONYM.fullmatch(bare):
        clock = bare[0] in "ap" and bare.endswith("m")
        if clock and word.casefold() in _AFTER_CLOCK:
            return False
        return opens or (clock and not word.isupper())
    return True
