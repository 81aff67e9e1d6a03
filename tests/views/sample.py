"""The record of the example story as a careful reader would write it, made by hand.

Every span is given by words of the article that it stands in, so that offsets are never counted by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html

from dateline.schema.article import Article, Furniture, Source
from dateline.schema.span import Span
from dateline.schema.story import (
    Difference,
    Entity,
    EntityMention,
    Event,
    EventQuantity,
    Origin,
    Problem,
    Quote,
    Range,
    Record,
    Rendition,
    Role,
    Statement,
    StatusReport,
    Story,
    Track,
    Value,
)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summit"
COURIER, CONTIS, GAZETTE, MERIDIAN = "The Arvenne Courier", "Contis", "Tolmark Gazette", "The Meridian Post"


def _html_body(name: str) -> str:
    tree = lxml.html.parse(str(EXAMPLE / name))
    nodes = tree.xpath("//article/p[not(@class)] | //article/figure/figcaption")
    return "\n\n".join(node.text_content() for node in nodes)


def _json_body(name: str) -> str:
    return "\n\n".join(json.loads((EXAMPLE / name).read_text("utf-8"))["text"].split("\n"))


def _txt_body(name: str) -> str:
    paragraphs = (EXAMPLE / name).read_text("utf-8").strip().split("\n\n")
    return "\n\n".join(paragraphs[1:-1])


def _article(id_: str, name: str, text: str, **known: object) -> Article:
    return Article(id=id_, text=text, source=Source(path=name, sha256="0" * 64), language="en", **known)  # type: ignore[arg-type]


def _articles() -> tuple[Article, ...]:
    follow = "Click here to follow the Northern Ledger on WhatsApp."
    ledger = _json_body("ledger-defence-talks-off.json").replace("\n\n" + follow, "")
    return (
        _article(
            "a1",
            "courier-agenda-settled.txt",
            _txt_body("courier-agenda-settled.txt"),
            title="Valdoria and Kestria settle agenda for Geneva summit",
            outlet=COURIER,
            place="Arvenne",
            published="2025-05-13",
            published_basis="dateline",
            furniture=(Furniture(text="© 2025 The Arvenne Courier. All rights reserved.", kind="copyright"),),
        ),
        _article(
            "a2",
            "courier-summit-moved.json",
            _json_body("courier-summit-moved.json"),
            title="Geneva summit moved to May 30 after Kestria asks for time",
            outlet=COURIER,
            bylines=("Lena Faber", "Jonas Rieck"),
            published="2025-05-16T13:15:00",
            published_basis="metadata",
        ),
        _article(
            "a3",
            "gazette-toll-nine.json",
            _json_body("gazette-toll-nine.json"),
            title="Ostrel toll rises to nine; Marek to return to Halvern on Monday",
            outlet=GAZETTE,
            bylines=("Mira Holt",),
            published="2025-05-15T18:40:00",
            published_basis="metadata",
        ),
        _article(
            "a4",
            "ledger-defence-talks-off.json",
            ledger,
            title="Kestria calls off defence talks after deadly depot fire",
            outlet="Northern Ledger",
            agency=CONTIS,
            place="Tolmark",
            published="2025-05-14T12:05:00",
            published_basis="metadata",
            furniture=(Furniture(text=follow, kind="share"),),
        ),
        _article(
            "a5",
            "meridian-depot-blast.html",
            _html_body("meridian-depot-blast.html"),
            title="Blast at Kestrian fuel depot kills four, halts defence talks",
            outlet=MERIDIAN,
            agency=CONTIS,
            place="Tolmark",
            published="2025-05-14T11:20:00+02:00",
            published_basis="metadata",
            furniture=(
                Furniture(text="Sign up to our World Briefing newsletter", kind="newsletter"),
                Furniture(text="Advertisement", kind="advertisement"),
            ),
        ),
        _article(
            "a6",
            "meridian-summit-delayed.html",
            _html_body("meridian-summit-delayed.html"),
            title="Valdoria and Kestria put off Geneva summit by six days",
            outlet=MERIDIAN,
            bylines=("Helen Strand",),
            place="Geneva",
            published="2025-05-16T17:45:00+02:00",
            published_basis="metadata",
        ),
    )


ARTICLES = _articles()
_TEXTS = {article.id: article.text for article in ARTICLES}


def span(article: str, words: str) -> Span:
    """The span of the first place where `article` reads `words`."""
    start = _TEXTS[article].index(words)
    return Span.of(article, _TEXTS[article], start, start + len(words))


def sentence(article: str, words: str) -> Span:
    """The paragraph of `article` that has `words` in it: close enough to a sentence for a sample."""
    text = _TEXTS[article]
    at = text.index(words)
    opening = text.rfind("\n", 0, at) + 1
    start = max(opening, text.rfind(". ", 0, at) + 2 if ". " in text[opening:at] else 0)
    stop = min(end for end in (text.find(". ", at), text.find(".\n", at), len(text)) if end >= 0)
    return Span.of(article, text, start, min(stop + 1, len(text)))


def _spans(*places: tuple[str, str]) -> tuple[Span, ...]:
    return tuple(sentence(article, words) for article, words in places)


def _entity(id_: str, type_: str, name: str, *, roles: tuple[str, ...] = (), **known: object) -> Entity:
    wanted = (name, *known.get("aliases", ()))  # type: ignore[misc]
    mentions = []
    for article, text in _TEXTS.items():
        for form in wanted:
            at = text.find(form)
            if at >= 0:
                mentions.append(
                    EntityMention(article=article, start=at, end=at + len(form), text=form, kind="name")
                )
    evidence = tuple(
        Role(text=role, evidence=(span(article, role),))
        for role in roles
        for article in [next(a for a, text in _TEXTS.items() if role in text)]
    )
    return Entity(
        id=id_, type=type_, name=name, roles=roles, role_evidence=evidence, mentions=tuple(mentions), **known
    )  # type: ignore[arg-type]


ENTITIES = (
    _entity(
        "e1",
        "person",
        "Elena Marek",
        aliases=("President Marek",),
        roles=("President",),
        side="Valdoria",
    ),
    _entity("e2", "person", "Aldo Ferran", aliases=("Ferran",), roles=("Prime Minister",), side="Kestria"),
    _entity("e3", "person", "Ana Sorel", aliases=("Sorel",), roles=("Foreign Minister",), side="Valdoria"),
    _entity("e4", "person", "Tomas Marek", roles=("chief negotiator",), side="Kestria"),
    _entity("e5", "person", "Bruno Hesse", roles=("Defence Minister",), side="Valdoria"),
    _entity(
        "e6",
        "person",
        "Lidia Traub",
        aliases=("Traub",),
        roles=("Kestrian Defence Minister",),
        side="Kestria",
    ),
    _entity("e7", "person", "Pavel Dorn", aliases=("Dorn",), roles=("Interior Minister",), side="Kestria"),
    _entity("e8", "person", "Ruth Calder", roles=("United Nations envoy for the Senn River",)),
    _entity("e9", "place", "Geneva", country="Switzerland"),
    _entity("e10", "place", "Halvern"),
    _entity("e11", "place", "Ostrel", country="Kestria"),
    _entity("e12", "place", "Valdoria", aliases=("Valdorian",), country="Valdoria"),
    _entity("e13", "place", "Kestria", aliases=("Kestrian",), country="Kestria"),
    _entity("e14", "organization", "Homeland Party"),
)


def _rendition(article: str, words: str, *, source: str, cue: str, kind: str = "direct") -> Rendition:
    at = span(article, words)
    near = _TEXTS[article]
    low = max(0, at.start - 200)
    first = near.index(source, low)
    verb = near.index(cue, low)
    return Rendition(
        article=article,
        start=at.start,
        end=at.end,
        text=at.text,
        kind=kind,  # type: ignore[arg-type]
        parts=(Range(start=at.start, end=at.end),),
        source=Range(start=first, end=first + len(source)),
        cue=Range(start=verb, end=verb + len(cue)),
    )


QUOTES = (
    Quote(
        id="q1",
        kind="direct",
        text="We came to Halvern to talk, and we will come back to talk,",
        speaker="e3",
        said="2025-05-13",
        renditions=(
            _rendition(
                "a1", "We came to Halvern to talk, and we will come back to talk,", source="Sorel", cue="said"
            ),
            _rendition(
                "a4", "We came to Halvern to talk, and we shall return to talk,", source="Sorel", cue="said"
            ),
            _rendition(
                "a5", "We came to Halvern to talk, and we shall return to talk,", source="Sorel", cue="said"
            ),
        ),
        origins=(COURIER, CONTIS),
        agreement="corroborated",
    ),
    Quote(
        id="q2",
        kind="direct",
        text="A treaty that cannot wait a week is not worth much.",
        speaker="e1",
        said="2025-05-16",
        renditions=(
            _rendition(
                "a2", "A treaty that cannot wait a week is not worth much.", source="Marek", cue="told"
            ),
            _rendition(
                "a6", "A treaty which cannot wait for a week isn't worth much,", source="she", cue="said"
            ),
        ),
        origins=(COURIER, MERIDIAN),
        agreement="corroborated",
    ),
    Quote(
        id="q3",
        kind="direct",
        text="An accident is not an argument. It does not move our line by one metre,",
        speaker="e4",
        said="2025-05-14",
        renditions=(
            _rendition(
                "a3",
                "An accident is not an argument. It does not move our line by one metre,",
                source="Marek",
                cue="said",
            ),
            _rendition("a4", "An accident is not an argument,", source="he", cue="said"),
            _rendition("a5", "An accident is not an argument,", source="he", cue="said"),
        ),
        origins=(GAZETTE, CONTIS),
        agreement="corroborated",
    ),
    Quote(
        id="q4",
        kind="direct",
        text="We do not know the cause, and I ask everyone not to guess,",
        speaker="e7",
        said="2025-05-14",
        renditions=(
            _rendition(
                "a4", "We do not know the cause, and I ask everyone not to guess,", source="Dorn", cue="told"
            ),
            _rendition(
                "a5", "We do not know the cause, and I ask everyone not to guess,", source="Dorn", cue="told"
            ),
        ),
        origins=(CONTIS,),
    ),
    Quote(
        id="q5",
        kind="direct",
        text="There was fuel there and nothing else,",
        speaker="e7",
        said="2025-05-15",
        renditions=(
            _rendition("a3", "There was fuel there and nothing else,", source="the minister", cue="said"),
        ),
        origins=(GAZETTE,),
    ),
    Quote(
        id="q6",
        kind="direct",
        text="They need the time more than we do,",
        renditions=(
            _rendition("a3", "They need the time more than we do,", source="the official", cue="said"),
        ),
        origins=(GAZETTE,),
    ),
)

_MOVED = Difference(
    slot="when",
    kind="update",
    values=(
        Value(
            value="2025-05-24",
            evidence=_spans(("a1", "are to meet in Geneva"), ("a5", "still planned for May 24")),
            origins=(COURIER, CONTIS),
        ),
        Value(
            value="2025-05-30",
            evidence=_spans(("a2", "in Geneva on May 30"), ("a6", "put off their first summit")),
            origins=(COURIER, MERIDIAN),
        ),
    ),
)
_ROUND_DAY = Difference(
    slot="when",
    kind="conflict",
    values=(
        Value(value="2025-05-19", evidence=_spans(("a3", "again on Monday")), origins=(GAZETTE,)),
        Value(value="2025-05-20", evidence=_spans(("a2", "in Halvern on Tuesday")), origins=(COURIER,)),
    ),
)
_TOLL = Difference(
    slot="killed",
    kind="update",
    values=(
        Value(
            value="at least 4",
            evidence=_spans(("a4", "killed at least four"), ("a5", "killed at least four")),
            origins=(CONTIS,),
        ),
        Value(value="9", evidence=_spans(("a3", "rose to nine")), origins=(GAZETTE,)),
        Value(
            value="11",
            evidence=_spans(("a2", "killed 11 people"), ("a6", "killed 11 people")),
            origins=(COURIER, MERIDIAN),
        ),
    ),
)

EVENTS = (
    Event(
        id="v1",
        type="CONSULT",
        code="meeting",
        what="six hours of talks with Kestria's chief negotiator, Tomas Marek",
        who=("e3", "e4"),
        where="e10",
        when="2025-05-12",
        status="held",
        evidence=_spans(
            ("a1", "six hours of talks"),
            ("a3", "when they met in the border town"),
            ("a4", "when they met in Halvern"),
            ("a5", "when they met in Halvern"),
        ),
        history=(
            StatusReport(status="held", reported="2025-05-13", evidence=_spans(("a1", "six hours of talks"))),
        ),
        origins=(COURIER, GAZETTE, CONTIS),
        agreement="corroborated",
        track="t1",
    ),
    Event(
        id="v2",
        type="CONSULT",
        code="summit",
        what="Valdorian President Elena Marek and Kestrian Prime Minister Aldo Ferran are to meet in Geneva",
        who=("e1", "e2"),
        where="e9",
        when="2025-05-30",
        status="planned",
        evidence=_spans(
            ("a1", "are to meet in Geneva"),
            ("a2", "in Geneva on May 30"),
            ("a5", "still planned for May 24"),
            ("a6", "put off their first summit"),
        ),
        history=(
            StatusReport(
                status="planned", reported="2025-05-13", evidence=_spans(("a1", "are to meet in Geneva"))
            ),
            StatusReport(
                status="planned",
                step="moved",
                reported="2025-05-16",
                evidence=_spans(("a2", "in Geneva on May 30"), ("a6", "put off their first summit")),
            ),
        ),
        origins=(COURIER, CONTIS, GAZETTE, MERIDIAN),
        agreement="corroborated",
        differences=(_MOVED,),
    ),
    Event(
        id="v3",
        type="CONSULT",
        code="meeting",
        what="Bruno Hesse of Valdoria and Lidia Traub of Kestria will meet in Halvern on Thursday",
        who=("e5", "e6"),
        where="e10",
        when="2025-05-15",
        status="cancelled",
        evidence=_spans(
            ("a1", "will meet in Halvern on Thursday"),
            ("a4", "will not travel to Halvern"),
            ("a5", "will not travel to Halvern"),
            ("a3", "was cancelled on Wednesday"),
        ),
        history=(
            StatusReport(
                status="planned",
                reported="2025-05-13",
                evidence=_spans(("a1", "will meet in Halvern on Thursday")),
            ),
            StatusReport(
                status="cancelled",
                reported="2025-05-14",
                evidence=_spans(("a4", "will not travel to Halvern"), ("a3", "was cancelled on Wednesday")),
            ),
        ),
        origins=(COURIER, CONTIS, GAZETTE),
        agreement="corroborated",
        track="t2",
    ),
    Event(
        id="v4",
        type="CONSULT",
        code="talks",
        what="officials of both sides ended a week of talks on security and protocol in Geneva",
        who=("e12", "e13"),
        where="e9",
        when="2025-05-15",
        status="held",
        evidence=_spans(("a1", "have been meeting in Geneva"), ("a6", "ended a week of talks")),
        origins=(COURIER, MERIDIAN),
        agreement="corroborated",
        track="t3",
    ),
    Event(
        id="v5",
        type="CONSULT",
        code="meeting",
        what="will see Valdorian Foreign Minister Ana Sorel in Halvern again on Monday",
        who=("e3", "e4"),
        where="e10",
        when="2025-05-20",
        status="planned",
        evidence=_spans(("a3", "again on Monday"), ("a2", "in Halvern on Tuesday")),
        origins=(GAZETTE, COURIER),
        agreement="disputed",
        differences=(_ROUND_DAY,),
        track="t1",
    ),
    Event(
        id="v6",
        type="ACCIDENT",
        code="explosion",
        what="An explosion at a fuel depot in the Kestrian border town of Ostrel",
        where="e11",
        when="2025-05-13",
        status="held",
        evidence=_spans(
            ("a4", "An explosion at a fuel depot"),
            ("a5", "An explosion at a fuel depot"),
            ("a3", "rose to nine"),
            ("a2", "killed 11 people"),
        ),
        quantities=(
            EventQuantity(what="killed", value=11, evidence=_spans(("a2", "killed 11 people"))),
            EventQuantity(what="wounded", value=31, evidence=_spans(("a3", "31 others"))),
        ),
        origins=(CONTIS, GAZETTE, COURIER, MERIDIAN),
        agreement="corroborated",
        differences=(_TOLL,),
    ),
    Event(
        id="v7",
        type="REJECT",
        what="ammunition had been stored at the depot",
        who=("e7",),
        where="e11",
        status="denied",
        evidence=_spans(("a3", "ammunition had been stored")),
        origins=(GAZETTE,),
        claimed_by=(),
    ),
    Event(
        id="v8",
        type="ASSAULT",
        code="war",
        what="Valdoria and Kestria fought a three-week war in 2014 over the dam at Upper Senn",
        who=("e12", "e13"),
        when="2014",
        status="held",
        background=True,
        evidence=_spans(("a1", "three-week war"), ("a6", "went to war over")),
        origins=(COURIER, MERIDIAN),
        agreement="corroborated",
    ),
)

STATEMENTS = (
    Statement(
        id="f1",
        text="Kestria asked for the delay after the explosion at Ostrel",
        evidence=_spans(("a2", "Kestria asked for the delay"), ("a3", "Valdoria has asked for the summit")),
        origins=(COURIER, GAZETTE),
        agreement="disputed",
        differences=(
            Difference(
                slot="who",
                kind="conflict",
                values=(
                    Value(
                        value="Kestria",
                        evidence=_spans(("a2", "Kestria asked for the delay")),
                        origins=(COURIER,),
                    ),
                    Value(
                        value="Valdoria",
                        evidence=_spans(("a3", "Valdoria has asked for the summit")),
                        origins=(GAZETTE,),
                    ),
                ),
            ),
        ),
    ),
    Statement(
        id="f2",
        text=sentence("a5", "Valdoria sent 40 firefighters").text,
        evidence=_spans(("a5", "Valdoria sent 40 firefighters"), ("a3", "The 40 Valdorian firefighters")),
        origins=(CONTIS, GAZETTE),
        agreement="corroborated",
    ),
    Statement(
        id="f3",
        text=sentence("a3", "Tolmark and Ostrel would not run").text,
        evidence=_spans(("a3", "Tolmark and Ostrel would not run")),
        origins=(GAZETTE,),
    ),
    Statement(
        id="f4",
        text=sentence("a6", "faulty valve").text,
        evidence=_spans(("a6", "faulty valve")),
        origins=(MERIDIAN,),
    ),
)


def example_record() -> Record:
    """The record of the example story."""
    story = Story(
        id="s1",
        headline="Valdoria and Kestria put off Geneva summit by six days",
        articles=tuple(article.id for article in ARTICLES),
        origins=(
            Origin(name=COURIER, articles=("a1", "a2"), basis="own report"),
            Origin(name=CONTIS, articles=("a4", "a5"), basis="credit line"),
            Origin(name=GAZETTE, articles=("a3",), basis="own report"),
            Origin(name=MERIDIAN, articles=("a6",), basis="own report"),
        ),
        entities=ENTITIES,
        quotes=QUOTES,
        events=EVENTS,
        tracks=(
            Track(id="t1", name="negotiators at Halvern", where="e10", events=("v1", "v5"), who=("e3", "e4")),
            Track(id="t2", name="defence ministers", where="e10", events=("v3",), who=("e5", "e6")),
            Track(id="t3", name="security and protocol", where="e9", events=("v4",), who=("e12", "e13")),
        ),
        statements=STATEMENTS,
    )
    return Record(
        articles=ARTICLES,
        stories=(story,),
        problems=(Problem(source=Source(path="ferry.pdf"), error="not text: begins with %PDF"),),
    )
