"""Mentions of people, organizations, places and groups in one article.

1. names, from the encoder, made consistent over the article and checked against the gazetteer;
2. roles of people, from the words around each name;
3. phrases that stand for somebody ("the envoy"), and pronouns;
4. places and demonyms that act ("Washington said", "the North").

Who is the same as whom is left to `coreference`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from dateline.annotate.annotator import Document
from dateline.annotate.entity_decoding import Name, decode
from dateline.annotate.entity_names import find_names
from dateline.annotate.entity_nominals import Nominal, Pronoun, find_nominals, find_pronouns, is_member
from dateline.annotate.entity_places import Geography
from dateline.annotate.entity_role_phrases import Range
from dateline.annotate.entity_roles import roles_of, title_of
from dateline.annotate.entity_tree import Tree
from dateline.annotate.gazetteer import gender_of, language_of_family_name
from dateline.annotate.nouns import sex_of_noun
from dateline.schema.annotation import EntityType, Mention, Token
from dateline.schema.span import Span

_TYPES: Mapping[str, EntityType] = {"PER": "person", "ORG": "organization", "LOC": "place", "NORP": "group"}
_CREDIT = re.compile(
    r"^\W*(?:(?:additional |with )?(?:reporting|editing|writing|graphics?|analysis) (?:by|from)\b|"
    r"(?:file )?(?:photo(?:graph)?|image|picture|video)s?(?: (?:by|credit|copyright|courtesy)|:|$)|"
    r"(?:edited|compiled|written|translated|courtesy) (?:by|of)\b|(?-i:Courtesy [A-Z])|"
    r"[^.]*\b(?:writer|reporter|journalist|correspondent)s?\b.*\bcontributed\W*$|"
    r"(?-i:[A-Z][\w’'-]+(?:,? (?:and )?[A-Z][\w’'-]+)*) reported from\b[^.]*\W*$|"
    r"(?-i:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}), [^.,;]*\b(?:correspondent|reporter|editor|columnist)\W*$|"
    r".*\bcontributed (?:reporting|(?:\w+ )?to this (?:report|story|article))\b|©|"
    r"copyright\b|follow \S+ on twitter|"
    r"(?:reuters|ap|afp|getty images)\W*$)",
    re.IGNORECASE,
)
_SEX_OF_TITLE: Mapping[str, Literal["female", "male"]] = {
    "mr": "male",
    **dict.fromkeys(("mrs", "ms", "miss"), "female"),
}
LONGEST_OUTLET = 40
"""Characters of an outlet's name in a credit."""
_SLASH_AFTER = re.compile(r" ?/ ?(?:[A-Z]{2,}|[A-Z]\w+\.? [A-Z]\w+|Reuters|Pool|Getty)\b")
_SLASH_BEFORE = re.compile(r"(?:[A-Z]{2,}|[A-Z]\w+ [A-Z]\w+|Reuters|Pool|Getty|Photo) ?/ ?$")
_OUTLET_BELOW = re.compile(r" *\n+ *[A-Z][\w.]*(?: [A-Z][\w.]*){0,2} *(?:\n|$)")
_BYLINE = re.compile(r"By [A-Z][^.]{0,60}$")
_CREDIT_IN_BRACKETS = re.compile(
    r"\((?:(?:additional )?(?:reporting|editing|writing) by [^()]*"
    r"|[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?:/[^()]*|, [^()]* via [^()]*)?)\)"
    r"(?=\W*$|\s*[-–—])"
)


class Entities:
    """Annotator: mentions by name, phrase and pronoun, in text order."""

    name = "entities"
    requires = frozenset({"sentences", "tokens", "encoding"})
    provides = frozenset({"mentions"})

    def annotate(self, document: Document) -> Mapping[str, Any]:
        """The layer `mentions`."""
        names = [] if document.encoding is None else decode(document.encoding, document.annotations.tokens)
        return {"mentions": find_mentions(document, names)}


def find_mentions(document: Document, found: Sequence[Name]) -> tuple[Mention, ...]:
    """The mentions of a document with sentences and tokens, in which `found` are the names."""
    tokens = document.annotations.tokens
    credits = _credits(document)
    names = [
        name
        for name in find_names(found, tokens)
        if name.label != "PER" or not _is_credited(name, document, credits)
        if not is_member(name, tokens)
    ]
    tree = Tree.of(tokens, names)
    geography = Geography.of(tree)
    writer = _Writer(document, tree, geography)
    titles = {
        at
        for name in names
        if name.label == "PER"
        for role in [title_of(name, tree)]
        if role is not None
        for at in range(role[0], role[1] + 1)
    }
    mentions = [mention for name in names for mention in writer.name(name)]
    mentions += [writer.nominal(nominal) for nominal in find_nominals(tree, titles=titles)]
    mentions += [writer.pronoun(pronoun) for pronoun in find_pronouns(tree)]
    mentions += [writer.side(number, country) for number, country in geography.sides()]
    return tuple(_without_repeats(mentions))


def _without_repeats(mentions: Sequence[Mention]) -> Iterator[Mention]:
    seen = set()
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)):
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention


def _credits(document: Document) -> list[tuple[int, int]]:
    """Stretches that say who took the picture or wrote the report."""
    found = []
    for sentence in document.annotations.sentences:
        if _CREDIT.match(sentence.text) or _BYLINE.match(sentence.text):
            found.append((sentence.start, sentence.end))
        for match in _CREDIT_IN_BRACKETS.finditer(sentence.text):
            found.append((sentence.start + match.start(), sentence.start + match.end()))
    return found


def _is_credited(name: Name, document: Document, credits: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands in a credit, or in full as that of who took a picture ("Ada Moreau/Northern
    Photos") or wrote the report: alone on its line, before a line that names no more than an outlet."""
    tokens, text = document.annotations.tokens, document.text
    start, end = tokens[name.first].start, tokens[name.last].end
    if any(since <= start < until for since, until in credits):
        return True
    if name.last == name.first:
        return False
    if _SLASH_AFTER.match(text, end) or _SLASH_BEFORE.search(text[max(start - LONGEST_OUTLET, 0) : start]):
        return True
    alone = text[:start].rstrip(" ").endswith("\n") or not text[:start].strip()
    return alone and _OUTLET_BELOW.match(text, end) is not None


class _Writer:
    """Writes mentions of one document from what was found in its tokens."""

    def __init__(self, document: Document, tree: Tree, geography: Geography) -> None:
        self._document = document
        self._tree = tree
        self._geography = geography

    def name(self, name: Name) -> Iterator[Mention]:
        """The mention of a name, unless it is of no kind that the record has."""
        span = self._span(name.first, name.last)
        country, is_demonym = self._geography.country_of(name)
        if is_demonym:
            yield self._demonym(name, span, country)
            return
        label = self._geography.label_of(name)
        if label not in _TYPES or self._geography.is_mere_adjective(name):
            return
        if self._geography.is_relation(name) or (country is None and self._geography.is_half(name)):
            return
        roles = roles_of(name, self._tree) if label == "PER" else []
        yield Mention(
            **span,
            kind="name",
            type="group" if self._geography.is_pair(name) else _TYPES[label],
            roles=tuple(self._role(role) for role in roles),
            country=country,
            actor=label == "LOC" and self._geography.acts(name),
            gender=self._gender(name, roles) if label == "PER" else None,
            plural=label == "NORP" or self._geography.is_pair(name),
            score=round(name.score, 4),
        )

    def _demonym(self, name: Name, span: dict[str, Any], country: str | None) -> Mention:
        people = self._geography.is_people(name)
        return Mention(
            **span,
            kind="demonym",
            type="group" if people else "place",
            country=country,
            actor=people and self._geography.acts(name),
            plural=people,
            score=round(name.score, 4),
        )

    def nominal(self, nominal: Nominal) -> Mention:
        return Mention(
            **self._span(nominal.first, nominal.last),
            kind="name" if nominal.named else "nominal",
            type=nominal.type,
            roles=() if nominal.role is None else (self._role(nominal.role),),
            country=nominal.country,
            gender=nominal.gender,
            plural=nominal.plural,
        )

    def pronoun(self, pronoun: Pronoun) -> Mention:
        return Mention(
            **self._span(pronoun.token, pronoun.token),
            kind="pronoun",
            type=pronoun.type,
            gender=pronoun.gender,
            plural=pronoun.plural,
        )

    def side(self, number: int, country: str) -> Mention:
        """ "The North": a country by its half of the compass."""
        return Mention(**self._span(number, number), kind="name", type="place", country=country, actor=True)

    def _span(self, first: int, last: int) -> dict[str, Any]:
        tokens = self._tree.tokens
        start, end = tokens[first].start, tokens[last].end
        return {
            "article": self._document.article.id,
            "start": start,
            "end": end,
            "text": self._document.text[start:end],
        }

    def _role(self, role: Range) -> Span:
        return Span(**self._span(*role))

    def _gender(self, name: Name, roles: Sequence[Range]) -> Any:
        tree = self._tree
        for at in (name.first - 1, *(at for role in roles for at in range(role[0], role[1] + 1))):
            word = tree.word(at)
            title = _SEX_OF_TITLE.get(word) if at == name.first - 1 else None
            sex = title or sex_of_noun(word)
            if sex is not None and not _is_of_another(at, name, tree):
                return sex
        return _sex_of_given_name(tree.tokens[name.first : name.last + 1])


def _is_of_another(at: int, name: Name, tree: Tree) -> bool:
    """Whether the noun belongs to a phrase inside the role ("father" in "son of the father")."""
    return tree.tokens[at].dep == "pobj" or (at != name.first - 1 and tree.word(at + 1) in {"'s", "’s"})


def _sex_of_given_name(tokens: Sequence[Token]) -> Any:
    words = [token.text for token in tokens]
    if len(tokens) > 1 and words[1] == "-" and tokens[0].end == tokens[1].start:
        return None  # "Pell-Orsini" is a family name
    if len(words) < 2 or language_of_family_name(words[0]) in {"ko", "zh", "vi"}:
        return None
    return gender_of(words[0])
