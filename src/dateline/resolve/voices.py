"""Sources of quotations that have no name: what they are called, as entities of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator, Sequence

from dateline.resolve.sources import is_issued, is_told, source_mention
from dateline.resolve.units import Unit, without_article
from dateline.schema.annotation import AnnotatedArticle, Chain, Mention, Token
from dateline.schema.span import Span, beginning_in

LONGEST_SOURCE = 12
"""Words of a nominal that can stand as the name of an unnamed source ("two people briefed on the trip")."""

LONGEST_CALL = 4
"""Words of a source that is no mention of its own and still goes by these words."""


_ABOUT = (
    r"about|around|roughly|approximately|some|nearly|almost|over|up to|at least|as many as|close to|"
    r"(?:more|fewer|less) than|an estimated|estimated"
)
_NUMBER = (
    r"[\d.,]*\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|an?"
)
_COUNT = re.compile(
    rf"(?:the )?(?:(?:(?:{_ABOUT}) )+(?:{_NUMBER})(?: (?:dozen|hundred|thousand|million))*(?: of(?: the)?)?|"
    r"\d{1,3}(?:,\d{3})+) ",
    re.IGNORECASE,
)
"""A number that is only about right, before those who are counted ("more than 50", "6,000")."""

_USUAL = frozenset({
    "senior", "top", "former", "current", "local", "many", "most", "more", "several", "some", "other",
    "joint", "multiple", "numerous", "various", "outgoing", "unnamed", "private", "foreign", "federal", "key",
})  # fmt: skip
"""Adjectives that are no part of a name when a sentence begins with them."""


def unnamed_sources(annotated: Sequence[AnnotatedArticle], units: Iterable[Unit]) -> Iterator[Unit]:
    """The chains without a name that somebody is quoted by ("a senior official"), as units of type group.

    They are called by their fullest nominal. One person without a name is a group, too: who "officials"
    or "an official" are, and whether two articles mean the same ones, nobody can know from the text.
    """
    named: dict[str, set[int]] = {}
    for unit in units:
        named.setdefault(unit.article, set()).update(unit.mentions)
    for order, item in enumerate(annotated):
        mentions = item.annotations.mentions
        taken = named.get(item.article.id, set())
        chain_of = {index: chain for chain in item.annotations.chains for index in chain.mentions}
        done: set[int] = set()
        usable = [True] * len(mentions)
        for quotation in item.annotations.quotations:
            index = source_mention(item, quotation, usable)
            name = None if index is not None or quotation.source is None else _name(quotation.source, item)
            if name is not None and quotation.source is not None:
                yield _of_source(item, order, quotation.source, name)
            if index is None or index in taken or index in done or index not in chain_of:
                continue
            chain = chain_of[index]
            nominals = [mentions[i] for i in chain.mentions if mentions[i].kind == "nominal"]
            if not nominals:
                continue
            fullest = max(nominals, key=lambda mention: (len(mention.text), -mention.start))
            if len(fullest.text.split()) > LONGEST_SOURCE:
                continue
            done.update(chain.mentions)
            yield unnamed_unit(item, order, chain, fullest)


def _name(source: Span, item: AnnotatedArticle) -> str | None:
    """What a source goes by that is no mention: a name in it tells it apart ("the Moreau cabinet").

    What somebody issues or shows is called by whose it is ("Harbour Watch" of "Harbour Watch's report", or of
    "Harbour Watch data"), and is nobody where that is not told ("television footage", "Friday's data").
    """
    words = without_article(source.text).split()
    inside = beginning_in(item.annotations.tokens, source.start, source.end)
    tokens = item.annotations.tokens[inside.start : inside.stop]
    if not tokens or len(words) > LONGEST_CALL or "," in source.text:
        return None
    told = next((at for at, token in enumerate(tokens) if is_told(token)), None)
    dated = any(token.text in _TIMES for token in tokens)
    if told is not None and (dated or not is_issued(tokens[told]) or _owner(tokens[:told], item)):
        return _owner(tokens[:told], item)
    if len(words) == 1:
        noun = words[0][:1].isupper() and tokens[-1].pos in {"NOUN", "PROPN"}
        return _in_small(words[0], source.end - len(words[0]), item) if noun else None
    if not any(word[:1].isupper() for word in words[:-1]):
        return None
    name = " ".join(words)
    return _in_small(name, source.end - len(name), item)


def _owner(tokens: Sequence[Token], item: AnnotatedArticle) -> str | None:
    """Whose something is by the capitals before it."""
    before = next((at for at, token in enumerate(tokens) if token.tag == "POS"), len(tokens))
    named = [token for token in tokens[:before] if token.tag in {"NNP", "NNPS"} and token.text not in _TIMES]
    lands = item.annotations.mentions
    if not named or (len(tokens) == 1 and any(m.start == tokens[0].start and m.country for m in lands)):
        return None
    first = next(at for at, token in enumerate(tokens) if token.pos not in {"DET", "PRON"})
    return item.article.text[tokens[first].start : tokens[before - 1].end]


_TIMES = frozenset(name for name in (*month_name, *day_name) if name)


def _of_source(item: AnnotatedArticle, order: int, source: Span, name: str) -> Unit:
    last = bisect_left(item.annotations.tokens, source.end, key=lambda token: token.end)
    many = {token.tag for token in item.annotations.tokens[last : last + 1]} & {"NNS", "NNPS"}
    return Unit(
        article=item.article.id,
        order=order,
        type="group" if many and source.text.endswith(name) else "organization",
        mentions=(),
        name=name,
        names=(),
        roles=(),
        side=None,
        country=None,
        gender=None,
        start=source.start,
        spans=(source,),
    )


def unnamed_unit(item: AnnotatedArticle, order: int, chain: Chain, nominal: Mention) -> Unit:
    """The unit of a chain without a name, called by one of its nominals."""
    name = _called(nominal, item)
    return Unit(
        article=item.article.id,
        order=order,
        type="group" if chain.type == "person" else chain.type,
        mentions=chain.mentions,
        name=name,
        names=() if name == nominal.text else (nominal,),
        roles=chain.roles,
        side=chain.side,
        country=nominal.country,
        gender=nominal.gender,
        start=min(item.annotations.mentions[i].start for i in chain.mentions),
    )


def _called(nominal: Mention, item: AnnotatedArticle) -> str:
    """What a phrase calls somebody: without article and rough number."""
    name = without_article(_COUNT.sub("", nominal.text, count=1))
    return _in_small(name, nominal.end - len(name), item)


def _in_small(name: str, start: int, item: AnnotatedArticle) -> str:
    """A phrase without the capital that it has only because a sentence begins with it ("Prosecutors")."""
    tokens = item.annotations.tokens
    at = bisect_left(tokens, start, key=lambda token: token.start)
    if at == len(tokens) or (at and tokens[at - 1].sentence == tokens[at].sentence):
        return name
    token, word = tokens[at], tokens[at].text.lower()
    seen = re.search(rf"\b{re.escape(word)}\b", item.article.text) is not None
    usual = token.tag in {"NN", "NNS", "CD", "DT"} or word in _USUAL or seen
    heading = len(name.split()) > 1 and name.rsplit(maxsplit=1)[-1].istitle()
    return name[:1].lower() + name[1:] if usual and token.text.istitle() and not heading else name
