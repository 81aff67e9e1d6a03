"""Articles for the tests of the library: invented news, marked as German so that no large model runs."""

from __future__ import annotations

from dateline.schema.article import Article, Source

BRIDGE = (
    "Engineers closed the old bridge at Upper Senn on {day} after divers found cracks in its second pier.\n\n"
    "Mayor Ilse Brandt of Halvern said the ferry to Tolmark would run until midnight. {more}"
)
CHESS = (
    "Pia Lorenz of Ostrel won the national chess title on {day} with a draw in the last round.\n\n"
    "The seventeen-year-old student is the youngest champion since the league was founded. {more}"
)


def article(
    number: int, text: str, *, day: int | None = 13, outlet: str = "The Courier", **other: str
) -> Article:
    """Number `number` of the invented press, published on a day of May 2025."""
    return Article(
        id=f"given{number}",
        text=text,
        source=Source(url=f"https://news.example/{number}"),
        title=other.get("title", " ".join(text.split()[:8])),
        outlet=outlet,
        published=f"2025-05-{day:02}" if day else None,
        language="de",
    )


def press() -> list[Article]:
    """Seven articles of two stories, one of them undated."""
    return [
        article(1, BRIDGE.format(day="Monday", more="Repairs will take six weeks, the road office said.")),
        article(2, BRIDGE.format(day="Monday", more="Lorries must go by Lissa."), outlet="Gazette"),
        article(
            3, BRIDGE.format(day="Monday", more="Shops fear for their trade."), day=14, outlet="The Post"
        ),
        article(4, CHESS.format(day="Sunday", more="She began to play at five."), day=12),
        article(5, CHESS.format(day="Sunday", more="Her trainer wept."), day=12, outlet="Gazette"),
        article(
            6, CHESS.format(day="Sunday", more="The prize is a silver rook."), day=None, outlet="The Post"
        ),
        article(7, "Wheat in Kestria ripens early this year, farmers say, and the price has fallen.", day=20),
    ]
