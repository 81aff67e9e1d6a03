"""The sources of quotations: which mention a source span means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.schema.annotation import AnnotatedArticle, Mention, Quotation, Token
from dateline.schema.span import beginning_in

NEAR = 400
"""Characters around a source within which the mentions and titles begin that it could hold."""

_SHARES = frozenset({"PRON", "DET", "NUM"})
"""Parts of speech of what tells how many of a group: "all", "some", "two"."""
_KINDS = ("name", "demonym", "nominal", "pronoun")
_TYPES = ("person", "group", "organization", "place")


def source_mention(item: AnnotatedArticle, quotation: Quotation, usable: Sequence[bool]) -> int | None:
    """The mention (index) that the source of a quotation means, None where it is none of the `usable`.

    The mention at the head of the source decides; of a title with a name it is the name. Where the head
    is no mention ("Ana's speech"), it is the possessor.
    """
    source = quotation.source
    if source is None:
        return None
    mentions = item.annotations.mentions
    low = bisect_left(mentions, source.start - NEAR, key=lambda mention: mention.start)
    high = bisect_left(mentions, source.end + NEAR, key=lambda mention: mention.start)
    inside = [
        index
        for index in range(low, high)
        if any(span.overlaps(source) for span in (mentions[index], *mentions[index].roles))
    ]
    main = [index for index in inside if not _is_aside(mentions[index], mentions, item)]
    head = _head(item, quotation)
    if head is not None and not inside:
        main = _behind(head, quotation, item, usable)
    elif head is not None:
        main = _at_head(head, main, mentions) or _before_head(head, main, inside, item)
    fitting = [index for index in main if usable[index]]
    return min(fitting, key=lambda index: _rank(mentions[index]), default=None)


def _before_head(head: int, main: Sequence[int], inside: Sequence[int], item: AnnotatedArticle) -> list[int]:
    """Who speaks where the head of a source is nobody: its possessor ("Ana's speech", "Moreau's"), whose
    report or outlet it is ("the union data"), or the person whom the parser takes for part of a noun
    ("Moreau wants")."""
    mentions, tokens = item.annotations.mentions, item.annotations.tokens
    owners = [
        index
        for index in inside
        if mentions[index].end < head and (index not in main or mentions[index].kind == "pronoun")
    ]
    at = bisect_left(tokens, head, key=lambda token: token.start)
    if owners or tokens[at].dep == "poss":
        return owners or [index for index in inside if mentions[index].start <= head < mentions[index].end]
    before = [index for index in main if at and mentions[index].end == tokens[at - 1].end]
    if is_told(tokens[at]) or tokens[at].lemma.lower() in _OUTLETS:
        bodies = ("person", "organization", "group", "place")[: 4 if _is_of_lands(tokens[at]) else 3]
        return [index for index in before if mentions[index].type in bodies]
    first = next((index for index in main if _is_cut_from_its_verb(index, at, item)), None)
    return [] if first is None else [first]


def _is_cut_from_its_verb(index: int, head: int, item: AnnotatedArticle) -> bool:
    """Whether a name before what the parser takes for a noun (token) is the subject of that as a verb."""
    mention, tokens = item.annotations.mentions[index], item.annotations.tokens
    after = bisect_left(tokens, mention.end, key=lambda token: token.start)
    start = bisect_left(tokens, mention.start, key=lambda token: token.start)
    article = start and tokens[start - 1].pos == "DET"
    if mention.kind != "name" or mention.type != "person" or article or after > head:
        return False
    return tokens[after].tag in {"VBN", "VBD", "VBZ", "RB"} or (after == head and tokens[head].tag == "NNS")


def is_told(token: Token) -> bool:
    """Whether a word is for what people and bodies issue, find or show, which speaks for them."""
    return bool({token.lemma.lower(), token.text.lower()} & (_DOCUMENTS | _FINDINGS | _CLAIMS))


def is_issued(token: Token) -> bool:
    """Whether a word is for what somebody issues, and can be called by it ("the joint statement")."""
    return token.lemma.lower() in _DOCUMENTS


def _is_of_lands(token: Token) -> bool:
    return token.lemma.lower() in _CLAIMS


_DOCUMENTS = frozenset(
    {
        "statement", "report", "letter", "dispatch", "despatch", "commentary", "article", "communique",
        "communiqué", "document", "editorial", "tweet", "message", "memo", "text", "release",
        "declaration", "post", "announcement", "filing", "complaint",
        "lawsuit", "suit", "petition", "motion", "appeal", "brief", "memoir", "website", "blog", "write-up",
    }
)  # fmt: skip
"""What people and bodies issue and then speak by."""
_FINDINGS = frozenset({
    "analysis", "assessment", "bulletin", "data", "datum", "decision", "estimate", "figure", "finding",
    "footage", "forecast", "image", "indictment", "inquiry", "investigation", "memorandum", "opinion",
    "order", "photo", "photograph", "picture", "poll", "record", "research", "review", "ruling",
    "statistic", "story", "study", "survey", "tally", "testimony", "transcript", "verdict", "video",
    "warning",
})  # fmt: skip
"""What bodies find, decide or show, and laws: they speak, and are nobody."""
_CLAIMS = frozenset({"statement", "announcement", "communique", "communiqué", "declaration", "allegation"})
"""What a country says; "US reports" are those of its press."""
_OUTLETS = frozenset(
    {"newspaper", "magazine", "daily", "weekly", "tabloid", "outlet", "broadcaster", "agency"}
)
"""What an outlet is called after its name ("the Tarn Post newspaper")."""
_BY = frozenset({"by", "from"})


def _behind(head: int, quotation: Quotation, item: AnnotatedArticle, usable: Sequence[bool]) -> list[int]:
    """Who speaks where a source names nobody: of "who" its antecedent, of "the report" who issued it."""
    tokens = item.annotations.tokens
    at = bisect_left(tokens, head, key=lambda token: token.start)
    if tokens[at].tag in {"WP", "WDT"}:
        return _antecedent(at, item)
    if named := _author(at, item):
        return named
    if tokens[at].lemma.lower() not in _DOCUMENTS:
        return []
    return _issuer(at, quotation, item, usable) or _filer(at, item)


def _author(at: int, item: AnnotatedArticle) -> list[int]:
    """Whom a noun that is nobody (token `at`) is by: "an estimate from the union", "the union statement"."""
    tokens, mentions = item.annotations.tokens, item.annotations.mentions
    for number in range(at + 1, min(at + _SENTENCE, len(tokens))):
        token, governor = tokens[number], tokens[tokens[number].head]
        if token.sentence != tokens[at].sentence:
            break
        by = governor.lemma.lower() in _BY or (governor.lemma.lower() == "in" and is_told(tokens[at]))
        if token.dep == "pobj" and governor.head == at and by:
            return [
                i for i in _beginning_by(number, item) if mentions[i].start <= token.start < mentions[i].end
            ]
    before = tokens[at - 1] if at else None
    if before is None or before.dep != "compound" or not is_told(tokens[at]):
        return []
    noun = before.text.lower()
    ends = (
        i for i in reversed(_beginning_by(at - 1, item)) if mentions[i].text.lower().split()[-1:] == [noun]
    )
    return list(islice(ends, 1))


def _beginning_by(at: int, item: AnnotatedArticle) -> range:
    """The mentions (indices) that begin at a token or before it."""
    start = item.annotations.tokens[at].start
    return range(bisect_right(item.annotations.mentions, start, key=lambda mention: mention.start))


def _antecedent(at: int, item: AnnotatedArticle) -> list[int]:
    """The mention that the clause of a relative pronoun (token `at`) hangs on."""
    tokens, mentions = item.annotations.tokens, item.annotations.mentions
    for _ in range(_DEEPEST_CLAUSE):
        token = tokens[at]
        if token.dep == "relcl":
            noun = tokens[token.head]
            return [i for i, m in enumerate(mentions) if m.start <= noun.start and noun.end == m.end]
        at = token.head
    return []


def _issuer(at: int, quotation: Quotation, item: AnnotatedArticle, usable: Sequence[bool]) -> list[int]:
    """The source of the nearest quotation before whose sentence names the document (token `at`) as well."""
    tokens = item.annotations.tokens
    noun = tokens[at].lemma.lower()
    earlier = bisect_left(
        item.annotations.quotations, quotation.content[0].start, key=lambda other: other.content[0].start
    )
    for other in reversed(item.annotations.quotations[:earlier]):
        head = _head(item, other)
        first = bisect_left(tokens, head or 0, key=lambda token: token.start)
        if head is None or tokens[first].lemma.lower() in _DOCUMENTS:
            continue
        if tokens[at].sentence - tokens[first].sentence > _REACH_OF_ISSUER:
            break
        following = tokens[first + 1 : first + _SENTENCE]
        if any(t.lemma.lower() == noun and t.sentence == tokens[first].sentence for t in following):
            found = source_mention(item, other, usable)
            return [] if found is None else [found]
    return []


def _filer(at: int, item: AnnotatedArticle) -> list[int]:
    """Who owns or files the nearest document like the one at token `at` ("Kordex's suit", "filed a suit")."""
    tokens = item.annotations.tokens
    noun = tokens[at].lemma.lower()
    alike = _SUITS if noun in _SUITS else {noun}
    for number in range(at, -1, -1):
        if tokens[at].sentence - tokens[number].sentence > _REACH_OF_FILER:
            break
        if tokens[number].lemma.lower() not in alike:
            continue
        doers = (each for each in _doers(number, tokens) if tokens[each].start < tokens[at].start)
        for doer in doers:
            start = tokens[doer].start
            found = [i for i in _beginning_by(doer, item) if item.annotations.mentions[i].end > start]
            if found:
                return found[-1:]
    return []


def _doers(noun: int, tokens: Sequence[Token]) -> Iterator[int]:
    """The tokens that own a document, or are the subject or agent of filing it."""
    near = range(max(noun - _SENTENCE, 0), min(noun + _SENTENCE, len(tokens)))
    filing = tokens[noun].head if tokens[noun].dep == "dobj" else None
    for at in near:
        token, governor = tokens[at], tokens[tokens[at].head]
        if token.dep == "poss" and token.head == noun:
            yield at
        elif filing is not None and token.dep == "nsubj" and token.head == filing:
            if tokens[filing].lemma.lower() in _FILES:
                yield at
        elif token.dep == "pobj" and governor.dep == "agent" and tokens[governor.head].head == noun:
            yield at


_SUITS = frozenset({"lawsuit", "suit", "complaint", "filing"})
_FILES = frozenset({"file", "bring", "submit", "issue", "launch", "publish", "release", "write"})
_REACH_OF_FILER = 12
"""Sentences after which "the suit" may be another one."""
_DEEPEST_CLAUSE = 6
_SENTENCE = 60
"""Tokens after a source that are searched for the document it issues."""
_REACH_OF_ISSUER = 8
"""Sentences after which "the report" may be another one."""


def _at_head(head: int, main: Sequence[int], mentions: Sequence[Mention]) -> list[int]:
    """The mentions at the head of a source, or in apposition to it ("the agency Interlorn")."""
    covering = [index for index in main if mentions[index].start <= head < mentions[index].end]
    covering = covering or [
        index for index in main if any(role.start <= head < role.end for role in mentions[index].roles)
    ]
    names = [index for index in main if mentions[index].kind == "name" and mentions[index].type == "person"]
    if covering and names and mentions[covering[0]].type == "person":
        return covering + names
    return covering or [index for index in main if mentions[index].start > head]


def _rank(mention: Mention) -> tuple[int, int, int]:
    """People before organizations before places, names before nominals, what stands first before the rest."""
    return (_KINDS.index(mention.kind) // 2, _TYPES.index(mention.type), mention.start)


def _is_aside(mention: Mention, mentions: Sequence[Mention], item: AnnotatedArticle) -> bool:
    """Whether a mention is a possessor ("Pyongyang's minister") or stands in another one's title."""
    after = item.article.text[mention.end : mention.end + 2]
    if after in {"'s", "’s", "' ", "’ "} and mention.kind != "pronoun":
        return True
    near = beginning_in(mentions, mention.start - NEAR, mention.end + NEAR)
    return any(
        mentions[at] is not mention
        and any(role.start <= mention.start and mention.end <= role.end for role in mentions[at].roles)
        for at in near
    )


def _head(item: AnnotatedArticle, quotation: Quotation) -> int | None:
    """Where the syntactic head of the source begins, None without syntax."""
    source = quotation.source
    tokens = item.annotations.tokens
    if source is None:
        return None
    inside = beginning_in(tokens, source.start, source.end)
    for index in inside:
        head = tokens[index].head
        if head == index or head not in inside:
            return tokens[_whole(index, inside.stop, tokens)].start
    return None


def _whole(part: int, last: int, tokens: Sequence[Token]) -> int:
    """The noun of which `part` is only a number or a share: "officials" in "all of the officials"."""
    if tokens[part].pos not in _SHARES:
        return part
    return next(
        (
            at
            for at in range(part + 1, last)
            if tokens[at].dep == "pobj"
            and tokens[tokens[at].head].lemma == "of"
            and tokens[tokens[at].head].head == part
        ),
        part,
    )
