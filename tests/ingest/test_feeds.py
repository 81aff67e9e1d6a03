"""What feeds, lists and sitemaps list, well formed or not."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.ingest import Limits
from dateline.ingest.feeds import Listing, feed_urls, moment, read_listing
from ingest.servers import bomb

URL = "https://news.example/feeds/all.xml"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Courier &amp; Post</title><language>en-gb</language>
<item><title>Envoys &lt;i&gt;meet&lt;/i&gt; in Port Ana</title><link>../world/1?x=1#top</link>
 <pubDate>Tue, 13 May 2025 23:30:00 +0900</pubDate><dc:creator>Ann Lee</dc:creator>
 <description>The envoys of &lt;b&gt;Ostavia&lt;/b&gt; met.</description>
 <content:encoded><![CDATA[<p>The envoys met.</p><p>They meet again.</p>]]></content:encoded></item>
<item><guid>https://news.example/2</guid><title>Two</title><pubDate>13 May 2025</pubDate></item>
<item><title>An entry without an address</title></item>
<item><link>https://news.example/2</link><title>Two again</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Kurier</title>
<entry><title type="html">&lt;b&gt;Brücke&lt;/b&gt; zu</title><link rel="alternate" href="/1"/>
<published>2025-05-13T10:00:00Z</published><updated>2025-05-14T08:00:00+02:00</updated>
<author><name>Bo Rahn</name></author><summary>Risse.</summary></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/old</loc><lastmod>2025-05-01</lastmod></url>
<url><loc> https://news.example/new </loc><news:news><news:publication><news:name>The Courier</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2025-05-14T08:00Z</news:publication_date><news:title>New &amp; near</news:title>
</news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/1.xml</loc><lastmod>2025-05-01</lastmod></sitemap>
<sitemap><loc>https://news.example/2.xml.gz</loc><lastmod>2025-05-14</lastmod></sitemap></sitemapindex>"""
OPML = """<opml version="2.0"><head><title>Press</title></head><body><outline text="World">
<outline type="rss" xmlUrl="https://news.example/rss"/><outline xmlURL="https://post.example/atom"/>
<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def listing(text: str | bytes) -> Listing:
    return read_listing(text.encode() if isinstance(text, str) else text, url=URL)


def test_rss() -> None:
    """Entries with an address on the web, each once, with what the feed states and no markup in names."""
    found = listing(RSS)
    first, second = found.entries

    assert ("rss", "The Courier & Post") == (found.kind, found.title)
    assert "https://news.example/world/1?x=1" == first.url
    assert ("Envoys meet in Port Ana", "2025-05-13T23:30:00+09:00") == (first.title, first.published)
    assert (("Ann Lee",), "en", None) == (first.authors, first.language, first.outlet)
    assert ("<p>The envoys met.</p><p>They meet again.</p>", "The envoys of Ostavia met.") == (
        first.content,
        first.excerpt,
    )
    assert ("https://news.example/2", "Two", None) == (second.url, second.title, second.content)


def test_atom() -> None:
    """Of Atom the same is read; its moments keep their offsets."""
    (entry,) = listing(ATOM).entries

    assert ("https://news.example/1", "Brücke zu", "de") == (entry.url, entry.title, entry.language)
    assert ("2025-05-13T10:00:00+00:00", "2025-05-14T08:00:00+02:00") == (entry.published, entry.updated)


def test_json_feed() -> None:
    """JSON Feed 1.1, and the author of version 1."""
    item = {
        "id": "1",
        "url": "/1",
        "title": "One",
        "content_text": "All of it.",
        "author": {"name": "Ann Lee"},
        "date_published": "2025-05-13T10:00:00Z",
    }
    feed = {"version": "https://jsonfeed.org/version/1", "title": "The Post", "items": [item, {"id": "2"}]}
    found = listing(json.dumps(feed))
    (entry,) = found.entries

    assert ("https://news.example/1", "The Post", ("Ann Lee",)) == (entry.url, found.title, entry.authors)
    assert ("All of it.", True) == (entry.content, entry.plain)


def test_long_description_is_the_report() -> None:
    """A description of many sentences is taken for the report, a short one for a teaser."""
    item = "<item><link>https://news.example/{}</link><description>{}</description></item>"
    sentences = "The envoys met again in Port Ana. "
    items = item.format(1, sentences * 50) + item.format(2, sentences)
    long, short = listing(f'<rss version="2.0"><channel>{items}</channel></rss>').entries

    assert (True, False) == (bool(long.content), bool(short.content))


def test_sitemap() -> None:
    """A news sitemap gives title, day and outlet; what changed last comes first."""
    new, old = listing(SITEMAP).entries

    assert ("https://news.example/new", "New & near", "The Courier") == (new.url, new.title, new.outlet)
    assert "2025-05-14T08:00:00+00:00" == new.published
    assert ("https://news.example/old", "2025-05-01") == (old.url, old.updated)


def test_lists_of_feeds() -> None:
    """An index, an OPML file and a page give addresses of feeds, the newest first; only of the web."""
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    page = f"<!doctype html><html><head>{link}</head></html>"

    assert ("https://news.example/2.xml.gz", "https://news.example/1.xml") == listing(INDEX).feeds
    assert ("https://news.example/rss", "https://post.example/atom") == listing(OPML).feeds
    assert ("https://news.example/rss",) == listing(page).feeds


def test_list_as_text() -> None:
    """A text with an address a line is a list as well; notes are left out."""
    text = b"# press\nhttps://news.example/rss\n\nhttps://post.example/atom # the Post\n"

    assert ("https://news.example/rss", "https://post.example/atom") == feed_urls(text)
    assert listing(OPML).feeds == feed_urls(OPML.encode())
    with pytest.raises(SourceError, match="no list of feeds"):
        feed_urls(b"The envoys met.\n")


def test_digest_tells_edits() -> None:
    """An entry that says something else has another digest; the rest of the feed does not matter."""
    before, after = listing(RSS).entries, listing(RSS.replace("meet again", "part")).entries

    assert (True, False) == (
        before[0].digest != after[0].digest,
        before[1].digest != after[1].digest,
    )


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    """A feed in another encoding that it declares is read."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + ATOM
    assert "Brücke zu" == listing(declared.encode(encoding)).entries[0].title


def test_gzipped() -> None:
    """A gzipped document is unpacked, but not beyond the limit."""
    assert 2 == len(listing(gzip.compress(SITEMAP.encode())).entries)
    with pytest.raises(SourceError, match="unpacks to more than"):
        read_listing(bomb(3), url=URL, limits=Limits(file_bytes=1_000_000))


def test_malformed_rss_is_read_as_far_as_it_goes() -> None:
    """Ampersands that are not escaped and an end that is missing do not cost the entries."""
    broken = RSS.replace("&amp;", "&").partition("<item><title>An entry")[0]
    assert ["https://news.example/world/1?x=1", "https://news.example/2"] == [
        entry.url for entry in listing(broken).entries
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "empty"),
        ("The envoys met.", "neither XML nor JSON"),
        ("<html><body>no</body></html>", "names no feed"),
        ("<svg></svg>", "begins with <svg>"),
        ('{"version": "https://jsonfeed.org/version/1"}', "no JSON Feed"),
        ("<urlset><url>", "malformed"),
        (BILLION + "<rss><channel><title>&i;</title></channel></rss>", "entities"),
        (BILLION + "<urlset><url><loc>&i;</loc></url></urlset>", "entities"),
        ((BILLION + "<rss/>").encode("utf-16"), "entities"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>', "entities"),
    ],
)
def test_what_is_no_feed_is_said(data: str | bytes, said: str) -> None:
    """One line says why; entities are never expanded, files never read."""
    with pytest.raises(SourceError, match=said):
        listing(data)


def test_feed_full_of_open_tags_ends() -> None:
    """A hostile nesting costs seconds at the most."""
    start = time.monotonic()
    listing("<rss version='2.0'><channel>" + "<item><title>" * 20_000)
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Tue, 13 May 2025 10:00:00 GMT", "2025-05-13T10:00:00+00:00"),
        ("Tue, 13 May 2025 10:00:00 -0000", "2025-05-13T10:00:00+00:00"),
        ("2025-05-13T10:00:00", "2025-05-13"),
        ("2025-05-13", "2025-05-13"),
        ("soon", None),
        ("Tue, 99 May 2025 10:00:00 GMT", None),
        (None, None),
    ],
)
def test_moments(given: object, expected: str | None) -> None:
    """Dates of RFC 822 and RFC 3339 become ISO 8601; a time without offset is only a day."""
    assert expected == moment(given)


def test_an_address_that_cannot_be_read_is_none() -> None:
    """Brackets without an address in them cost the entry alone, in an index, a list and a feed."""
    index = INDEX.replace("<loc>", "<loc>http://[</loc></sitemap><sitemap><loc>", 1)
    assert read_listing(INDEX.encode(), url=URL).feeds == read_listing(index.encode(), url=URL).feeds
    feed = RSS.replace("<item>", "<item><link>http://[bad/1</link></item><item>", 1)
    assert read_listing(RSS.encode(), url=URL).entries == read_listing(feed.encode(), url=URL).entries


@given(st.sampled_from([RSS, ATOM, SITEMAP, INDEX, OPML]), st.integers(0, 2000), st.binary(max_size=40))
def test_any_bytes(text: str, at: int, noise: bytes) -> None:
    """Whatever stands in a feed, a listing or a SourceError comes out."""
    data = text.encode()
    try:
        found = read_listing(data[:at] + noise + data[at:], url=URL)
    except SourceError:
        return
    assert all(entry.url.startswith("http") for entry in found.entries)
