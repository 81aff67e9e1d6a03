"""The pages as HTML: what is on them, where their links lead, how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import lxml.html
import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.web.settings import Settings

LARGEST = 150_000
SECTIONS = ("confirmed", "single", "disputed", "events", "quotations", "people", "sources", "correct")


def tree_of(client: TestClient, path: str) -> lxml.html.HtmlElement:
    answer = client.get(path)
    assert 200 == answer.status_code, f"{path}: {answer.text[:300]}"
    return lxml.html.document_fromstring(answer.text)


def words(found: lxml.html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


@pytest.fixture
def paths(client: TestClient, story: str, articles: list[dict[str, str]]) -> list[str]:
    """Every kind of page."""
    two = "&".join(f"article={article['id']}" for article in articles[:2])
    return [
        "/",
        f"/stories/{story}",
        *(f"/stories/{story}/{section}" for section in SECTIONS),
        f"/stories/{story}/lines/q1",
        f"/stories/{story}/compare",
        f"/stories/{story}/compare?{two}",
        f"/stories/{story}/changes?since=2020-01-01",
        f"/articles/{articles[0]['id']}?at=0-20&story={story}",
        f"/articles/{articles[0]['id']}/revisions",
        "/entities?name=Aldo+Ferran",
        "/search",
        "/search?q=summit&since=2025-05-14",
        "/add",
        "/corrections",
    ]


def test_every_link_of_every_page_leads_somewhere(client: TestClient, paths: list[str]) -> None:
    """All addresses on the pages answer, and what they name on a page is there."""
    ids: dict[str, set[str]] = {}
    links: set[str] = set()
    for path in paths:
        found = tree_of(client, path)
        links |= {urljoin(path, href) for href in found.xpath("//a/@href")}
        assert [] == [href for href in links if not href.startswith("/")]
    for link in sorted(links):
        page, fragment = urldefrag(link)
        if page not in ids:
            answer = client.get(page)
            assert 200 == answer.status_code, link
            is_page = answer.headers["content-type"].startswith("text/html")
            ids[page] = set(re.findall(r' id="([^"]+)"', answer.text)) if is_page else set()
        assert not fragment or fragment in ids[page], link


def test_pages_are_small_and_ask_for_nothing_elsewhere(client: TestClient, paths: list[str]) -> None:
    """No page is over 150 kB, has a style or script of its own, or loads from another host."""
    for path in paths:
        text = client.get(path).text
        assert len(text.encode()) < LARGEST
        found = lxml.html.document_fromstring(text)
        assert [] == found.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
        assert [] == [src for src in found.xpath("//@src | //link/@href") if not src.startswith("/")]


def test_ids_are_given_once(client: TestClient, paths: list[str]) -> None:
    """No two elements of a page have the same id, and every label names a field."""
    for path in paths:
        found = tree_of(client, path)
        ids = found.xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), path
        assert set() == set(found.xpath("//label/@for")) - set(ids)


def test_the_list_tells_counts_days_and_coverage(client: TestClient) -> None:
    """A story is listed with its articles, origins, days, and a drawing that speaks."""
    (row,) = tree_of(client, "/").xpath("//li[contains(@class, 'story-row')]")
    assert "6 articles, 4 independent origins · 13–16 May 2025" in words(row)
    (drawing,) = row.xpath(".//svg[@role='img']/@aria-label")
    assert "6 dated articles, 13–16 May 2025; most on 14 May 2025 (2)" == drawing


def test_a_citation_marks_its_words_in_the_article(client: TestClient, story: str) -> None:
    """What a line cites is marked on the page that the citation leads to."""
    cite = tree_of(client, f"/stories/{story}").xpath("(//a[@class='cite'])[1]")[0]
    shown = cite.xpath("following-sibling::q[1]")[0]
    marked = "".join(shown.xpath(".//mark//text()")) or words(shown)
    (mark,) = tree_of(client, cite.get("href")).xpath("//mark[@id='here']")
    assert words(mark) == " ".join(marked.split())


def test_reprints_side_by_side_show_what_one_adds(
    client: TestClient, story: str, articles: list[dict[str, str]]
) -> None:
    """Of two prints of one wire text all is grey but what one of them adds."""
    wire = [article["id"] for article in articles if article["agency"] == "Contis"]
    query = "&".join(f"article={id_}" for id_ in wire)
    found = tree_of(client, f"/stories/{story}/compare?{query}")
    kinds = [[s.get("class") for s in c.xpath(".//span[contains(@class, 's ')]")] for c in found.xpath(
        "//div[contains(@class, 'compare')]/section"
    )]  # fmt: skip
    assert {"s shared"} == set(kinds[0])
    own = found.xpath("(//div[contains(@class, 'compare')]/section)[2]//span[@class='s own']")
    assert any("40 firefighters" in words(sentence) for sentence in own)
    extra = found.xpath("//span[@class='s shared']/span[@class='x']/text()")
    assert ["after that round."] == extra


def test_differences_side_by_side_lead_to_their_words(
    client: TestClient, story: str, articles: list[dict[str, str]]
) -> None:
    """Each value that two articles give differently leads to the marked words in its column."""
    query = "&".join(f"article={article['id']}" for article in articles[2:])
    found = tree_of(client, f"/stories/{story}/compare?{query}")
    places = found.xpath("//section[contains(@class, 'conflicts')]//ul[@class='values']//a/@href")
    assert len(places) >= 4
    assert [] == [place for place in places if not found.xpath(f"//section//p//*[@id='{place[1:]}']")]


def test_a_person_has_words_events_and_company(client: TestClient) -> None:
    """The page of a person tells quotations, events, a timeline, and who else takes part."""
    found = tree_of(client, "/entities?name=Aldo+Ferran")
    text = words(found)
    assert "I will be there on the day we agree" in text
    assert "Elena Marek" in text
    assert 2 <= len(found.xpath("//figure//svg[@role='group']/title"))
    assert found.xpath("//a[contains(@class, 'dot')]/title")


def test_search_finds_words_names_and_days(client: TestClient) -> None:
    """The form keeps what was asked, and hits mark the words found."""
    found = tree_of(client, "/search?q=firefighters")
    assert ["firefighters"] == found.xpath("//p[@class='excerpt']/mark/text()")[:1]
    assert "firefighters" == found.xpath("//input[@id='q']/@value")[0]
    assert "No article holds all of this" in words(tree_of(client, "/search?q=firefighters+zebra"))
    assert 3 == len(tree_of(client, "/search?since=2025-05-15").xpath("//li[@class='hit']"))


@pytest.fixture
def changed(library: Path, settings: Settings) -> Iterator[str]:
    """The story, which the reader has seen and which has an edited article since."""
    with dateline.open(library) as found:
        story = found.stories()[0].id
        found.visit(story)
        article = found.show(story).articles[0]
        text = article.text.replace("Geneva", "Basel")
        import msgspec

        source = msgspec.structs.replace(
            article.source, url="https://courier.example/agenda", sha256="1" * 64
        )
        found.add_articles([msgspec.structs.replace(article, text=text, source=source)])
        yield found.stories()[0].id


def test_news_is_shown_for_the_whole_visit(changed: str, client: TestClient) -> None:
    """List and story tell what came since the last visit; looking again within the visit shows it again."""
    assert "new article" in words(tree_of(client, "/"))
    for _ in range(2):
        (news,) = tree_of(client, f"/stories/{changed}").xpath("//section[contains(@class, 'since')]")
        assert "new article" in words(news)
    assert not tree_of(client, "/").xpath("//p[@class='news']")


def test_hostile_text_is_text(library: Path, client: TestClient) -> None:
    """Markup in a name, a query or an address is shown, not obeyed."""
    evil = '<script>alert("x")</script>'
    for path in ("/search?q=", "/search?entity=", "/entities?name=", "/articles/", "/stories/"):
        answer = client.get(path + evil.replace("/", "%2F"))
        assert evil not in answer.text
        assert answer.status_code in {200, 404}


def test_what_is_not_there_is_said(client: TestClient, story: str) -> None:
    """An unknown story, line, part, person, file or addition is a page that says so."""
    for path in (
        "/stories/s0000", f"/stories/{story}/lines/q999", f"/stories/{story}/x", "/entities?name=Nobody",
        "/static/passwd", "/static/..%2Fpage.css", "/jobs/0", "/articles/zz", f"/stories/{story}/export.exe",
    ):  # fmt: skip
        answer = client.get(path)
        assert 404 == answer.status_code, path
        assert "<h1>Not here</h1>" in answer.text
