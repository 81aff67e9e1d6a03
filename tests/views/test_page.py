"""The HTML page: whole, closed to the outside, and every line leads to its sentences."""

from __future__ import annotations

import base64
import hashlib
import re

import lxml.html
import pytest

from dateline.schema.story import Record
from dateline.views.page import render


@pytest.fixture(scope="module")
def html(record: Record) -> str:
    return render(record)


@pytest.fixture(scope="module")
def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def test_every_link_inside_the_page_has_its_target(tree: lxml.html.HtmlElement) -> None:
    """Every `href` begins with "#" and names an element that is there once."""
    ids = tree.xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    links = set(tree.xpath("//a/@href"))
    assert links
    assert set() == {href for href in links if href[0] != "#" or href[1:] not in ids}


def test_every_citation_opens_the_words_it_cites(tree: lxml.html.HtmlElement, record: Record) -> None:
    """The offsets of a citation are those of its words in the article's text, and of the paragraphs shown."""
    texts = [article.text for article in record.articles]
    for link in tree.xpath("//details[@class='evidence']//a[@class='cite']"):
        number = int(link.get("data-article").rpartition("a")[2])
        words = texts[number - 1][int(link.get("data-start")) : int(link.get("data-end"))]
        (shown,) = link.xpath("following-sibling::q[1]")
        assert words in shown.text_content()
    for paragraph in tree.xpath("//*[@data-start and not(self::a)]"):
        article = paragraph.xpath("ancestor::details[contains(@class, 'article')]/@id")[0]
        start, words = int(paragraph.get("data-start")), paragraph.text_content()
        assert words == texts[int(article.rpartition("a")[2]) - 1][start : start + len(words)]


def test_every_line_and_quotation_opens_evidence(tree: lxml.html.HtmlElement) -> None:
    """No line, event or quotation is without the sentences that it rests on."""
    lines = tree.xpath("//li[contains(@class, 'line')] | //li[starts-with(@class, 'entry')]")
    quotations = tree.xpath("//div[starts-with(@class, 'quotation')]")
    assert len(lines) > 10
    assert len(quotations) == 6
    assert [] == [
        item.get("id") for item in lines + quotations if not item.xpath(".//a[contains(@class, 'cite')]")
    ]


def test_page_loads_nothing_from_elsewhere(tree: lxml.html.HtmlElement, html: str) -> None:
    """No element and no style asks for another resource."""
    assert [] == tree.xpath("//link | //iframe | //img | //object | //embed | //base | //form | //*[@src]")
    assert [] == tree.xpath("//@*[starts-with(name(), 'on')] | //@style")
    assert not re.search(r"url\((?!#)|@import|https?://", html)


def test_policy_admits_only_the_page_s_own_style_and_script(tree: lxml.html.HtmlElement) -> None:
    """The content security policy names the digests of the one style and the one script, and no more."""
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (tree.xpath("string(//style)"), tree.xpath("string(//script)"))
    ]
    expected = (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert expected == policy


def test_hostile_text_is_text(hostile: Record) -> None:
    """Markup in a name is shown, not obeyed; controls and bidirectional controls are not in the page."""
    page = render(hostile)
    tree = lxml.html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert '<script>alert("x")</script>␛[31m\ufffdevil␀' in tree.xpath("string(//h1)")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", page)


def test_sections_stand_in_the_order_of_the_design(tree: lxml.html.HtmlElement) -> None:
    """Headline, what agrees, what one reports, what is disputed, meetings, quotes, people, sources."""
    expected = [
        "Valdoria and Kestria put off Geneva summit by six days",
        "Confirmed by several origins",
        "From one origin only",
        "Disputed",
        "Meetings and events",
        "Who said what",
        "People and places",
        "Sources",
        "Not read",
    ]
    headings = [h.text_content() for h in tree.xpath("//main//h1 | //main//h2 | //main//h3")]
    assert expected == [heading for heading in headings if heading in expected]


def test_reprints_are_folded_under_their_origin(tree: lxml.html.HtmlElement) -> None:
    """A wire's two reprints stand in one group that names the outlets."""
    (group,) = tree.xpath("//section[@class='side-by-side'][.//h3='Contis']")
    assert 2 == len(group.xpath(".//details[contains(@class, 'article')]"))
    assert "printed by The Meridian Post, Northern Ledger" in group.text_content()


def test_words_that_differ_are_marked(tree: lxml.html.HtmlElement) -> None:
    """A rendition shows what it has of its own and what it leaves out of the fullest one."""
    (quotation,) = tree.xpath("//div[@id='s1-q1']")
    assert ["shall return"] == [node.text for node in quotation.xpath(".//ins")]
    assert ["will come back"] == [node.text for node in quotation.xpath(".//del")]


def test_a_record_without_stories_is_a_page(record: Record) -> None:
    """Where nothing could be read the page says so and lists the reasons."""
    page = render(Record(problems=record.problems))
    assert "No article could be read" in page
    assert "not text: begins with %PDF" in page
