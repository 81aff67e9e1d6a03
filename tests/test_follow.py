"""Following feeds, on a server of our own: what is new is kept, what fails is told and tried again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import dateline
from dateline.errors import SourceError
from dateline.ingest.polite import PoliteFetcher, seconds_of
from dateline.pipeline_follow import Round, ask, follow, followed, side_by_side
from dateline.pipeline_library import Library
from ingest import servers
from ingest.servers import Site, serving

# Marked as German, so that no large model runs.
PAGE = """<!doctype html><html lang="de"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>Die Fähre nach Tolmark fährt seit {day} wieder, sagte der Bürgermeister von Halvern in der Stadthalle.</p>
<p>Taucher hatten zuvor den zweiten Pfeiler der Brücke über die Senn geprüft und keine Risse gefunden.</p>
<p>{more}</p></article></body></html>"""
WHOLE = "<p>Der Weizen in Kestria ist drei Wochen früher reif als sonst, sagen die Bauern der Gegend.</p>" * 8


class Clock:
    """A time of day that tests move."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 5, 14, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    with dateline.open(tmp_path / "library.sqlite", clock=clock) as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with a feed of two pages."""
    with serving() as running:
        for number in (1, 2):
            running.put(f"/{number}", page(number), Content_Type="text/html")
        running.put("/rss", rss(running, 1, 2), ETag='"a"')
        yield running


def page(number: int, more: str = "Mehr war nicht zu erfahren.") -> str:
    return PAGE.format(title=f"Fähre Nummer {number}", day=f"{number}. Mai", more=more)


def rss(site: Site, *numbers: int, content: str = "", title: str = "Fähre") -> str:
    items = "".join(
        f"<item><link>{site.url}/{n}</link><title>{title} {n}</title><language>de</language>"
        f"<pubDate>Wed, 14 May 2025 0{n}:00:00 GMT</pubDate>{content}</item>"
        for n in numbers
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    head = "<title>Kurier</title><language>de</language>"
    return f'<rss version="2.0" {space}><channel>{head}{items}</channel></rss>'


def ask_once(library: Library, *, pause: float = 0.0) -> Round:
    return ask(library, fetcher=PoliteFetcher(pause=pause), private=True)


@pytest.mark.parametrize("address", ["http://[x/rss", "http://", "ftp://a.example/rss"])
def test_what_is_no_address_on_the_web_is_not_followed(library: Library, address: str) -> None:
    """It is said, and nothing is kept."""
    with pytest.raises(SourceError, match="no http or https address"):
        follow(library, [address])
    assert () == followed(library)


def test_new_pages_are_kept_once(library: Library, site: Site) -> None:
    """The first round brings the articles of a feed, the second nothing: the feed has not changed."""
    assert (f"{site.url}/rss",) == follow(library, [f"{site.url}/rss"])
    assert () == follow(library, [f"{site.url}/rss"])
    first, second = ask_once(library), ask_once(library)

    assert (2, 0, 0) == (first.count("added"), first.unchanged, len(first.problems))
    assert (0, 1) == (len(second.receipts), second.unchanged)
    assert ["/rss", "/1", "/2", "/rss"] == site.paths()
    (line,) = followed(library)
    assert ("rss", "Kurier", 2, None) == (line.feed.kind, line.feed.title, line.articles, line.feed.error)


def test_article_has_what_page_and_feed_tell(library: Library, site: Site) -> None:
    """What the page does not say, its day here, is taken from the feed."""
    follow(library, [f"{site.url}/rss"])
    ask_once(library)
    article = library.article(f"{site.url}/1")

    assert ("Fähre Nummer 1", "2025-05-14T01:00:00+00:00") == (article.title, article.published)
    assert article.source.sha256


def test_edit_is_a_revision(library: Library, site: Site, clock: Clock) -> None:
    """Where the feed says something else of a page, it is looked at again, some time later."""
    follow(library, [f"{site.url}/rss"])
    ask_once(library)
    site.put("/1", page(1, more="Die Lastwagen fahren weiter über Lissa."), Content_Type="text/html")
    site.put("/rss", rss(site, 1, 2, title="Neu:"), ETag='"b"')

    assert 0 == len(ask_once(library).receipts)
    clock.pass_(hours=2)
    site.put("/rss", rss(site, 1, 2, title="Neuer:"), ETag='"c"')
    assert ["known", "revised"] == sorted(receipt.what for receipt in ask_once(library).receipts)


def test_page_that_fails_is_had_from_the_feed(library: Library, site: Site) -> None:
    """Where the page is not there, the report that the feed carries is taken."""
    content = f"<content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
    site.put("/rss", rss(site, 9, content=content))
    follow(library, [f"{site.url}/rss"])
    done = ask_once(library)

    assert (1, []) == (done.count("added"), done.problems)
    assert library.article(f"{site.url}/9").text.startswith("Der Weizen in Kestria")


def test_page_that_fails_is_tried_again(library: Library, site: Site, clock: Clock) -> None:
    """A page without a stand-in is reported, waits its time, and is had when it is there."""
    site.put("/rss", rss(site, 1, 9), ETag='"x"')
    follow(library, [f"{site.url}/rss"])
    first = ask_once(library)

    assert (1, 1) == (first.count("added"), len(first.problems))
    assert "404" in first.problems[0].error
    assert "next try in 10 minutes" in first.problems[0].error
    assert 1 == followed(library)[0].waiting
    assert [] == ask_once(library).problems
    site.put("/9", page(9), Content_Type="text/html")
    clock.pass_(minutes=11)
    assert 1 == ask_once(library).count("added")
    assert 0 == followed(library)[0].waiting


def test_page_that_is_never_there_is_given_up(library: Library, site: Site, clock: Clock) -> None:
    """A page that is gone twice is given up, and counted as such."""
    site.put("/rss", rss(site, 9))
    follow(library, [f"{site.url}/rss"])
    for _ in range(4):
        ask_once(library)
        clock.pass_(days=1)

    assert 2 == site.paths().count("/9")
    assert (0, 1) == (followed(library)[0].waiting, followed(library)[0].given_up)


def test_failing_feed_is_reported_not_forgotten(library: Library, site: Site, clock: Clock) -> None:
    """A feed that fails waits longer each time, is listed with the reason, and works when it does again."""
    site.put("/rss", "no", status=500)
    follow(library, [f"{site.url}/rss"])
    assert "500" in ask_once(library).problems[0].error
    assert 1 == ask_once(library).postponed
    clock.pass_(minutes=11)
    assert "next try in 20 minutes" in ask_once(library).problems[0].error
    (line,) = followed(library)
    assert (2, True) == (line.feed.failures, "500" in (line.feed.error or ""))
    site.put("/rss", rss(site, 1))
    clock.pass_(minutes=21)
    assert 1 == ask_once(library).count("added")
    assert (0, None) == (followed(library)[0].feed.failures, followed(library)[0].feed.error)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_to(library: Library, site: Site, clock: Clock, status: int) -> None:
    """A server that asks for two hours is left alone for two hours."""
    site.put("/rss", "", status=status, Retry_After="7200")
    follow(library, [f"{site.url}/rss"])
    ask_once(library)
    clock.pass_(minutes=119)
    ask_once(library)
    assert ["/rss"] == site.paths()
    clock.pass_(minutes=2)
    ask_once(library)
    assert ["/rss", "/rss"] == site.paths()


@pytest.mark.parametrize("behaviour", [servers.silent, servers.dripping, servers.gigabyte])
def test_bad_server_costs_no_other_feed(
    library: Library, site: Site, behaviour: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one feed stalls or floods, the others are had."""
    monkeypatch.setattr(
        "dateline.ingest.Limits", lambda private_addresses: servers.LOCAL_IMPATIENT, raising=True
    )
    with serving() as bad:
        bad.replies["/rss"] = behaviour  # type: ignore[assignment]
        follow(library, [f"{bad.url}/rss", f"{site.url}/rss"])
        done = ask_once(library)

    assert (2, 1) == (done.count("added"), done.failed)


def test_robots_are_heeded(library: Library, site: Site) -> None:
    """Pages that robots.txt forbids are not asked for; the feed that the user named is."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /2\n")
    follow(library, [f"{site.url}/rss"])
    done = ask_once(library)

    assert ["/rss", "/1"] == site.paths()
    assert ["robots.txt of its host forbids it"] == [p.error.partition(";")[0] for p in done.problems]


def test_robots_of_the_host_that_a_page_moved_to(library: Library, site: Site) -> None:
    """A redirection does not lead around the rules of another host."""
    with serving() as other:
        other.put("/robots.txt", "User-agent: *\nDisallow: /\n")
        other.put("/1", page(1))
        site.put("/1", "", status=302, Location=f"{other.url}/1")
        follow(library, [f"{site.url}/rss"])
        ask_once(library)

        assert [] == other.paths()


def test_robots_that_fail_forbid_for_now(library: Library, site: Site) -> None:
    """RFC 9309: where the rules cannot be had because the server fails, nothing is asked for."""
    site.put("/robots.txt", "", status=500)
    follow(library, [f"{site.url}/rss"])
    ask_once(library)

    assert ["/rss"] == site.paths()


def test_one_connection_and_a_pause(library: Library, site: Site) -> None:
    """A host gets one request at a time, with a pause between them."""
    site.put("/rss", rss(site, *range(1, 6)))
    follow(library, [f"{site.url}/rss", f"{site.url}/other"])
    ask_once(library, pause=0.15)
    moments = [moment for _, _, moment in site.asked]

    assert 1 == site.most_at_once
    assert all(after - before > 0.14 for before, after in pairwise(moments))


def test_hosts_are_asked_side_by_side() -> None:
    """Lanes run at the same time, and jobs of one lane one after the other."""
    together = threading.Barrier(4)
    jobs = [(lane, turn) for turn in range(2) for lane in "abcd"]
    done = list(side_by_side(jobs, lambda job: together.wait(timeout=20) >= 0, lane=lambda job: job[0]))

    assert sorted(jobs) == sorted(job for job, _ in done)
    assert all(result for _, result in done)


def test_crawl_delay() -> None:
    """The pause that robots.txt asks for is kept, within reason."""
    slept: list[float] = []
    with serving() as site:
        site.put("/robots.txt", "User-agent: *\nCrawl-delay: 20\n")
        site.put("/a", "a")
        polite = PoliteFetcher(pause=0.0, clock=lambda: 100.0, sleep=slept.append)
        polite.fetch(f"{site.url}/a", servers.LOCAL)
    assert [20.0] == slept


def test_page_and_list_lead_to_feeds(library: Library, site: Site) -> None:
    """A page is replaced by the feed that it names, a list by all of its feeds."""
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    site.put("/", f"<!doctype html><html><head>{link}</head></html>")
    site.put("/opml", f'<opml version="2.0"><body><outline xmlUrl="{site.url}/other"/></body></opml>')
    site.put("/other", rss(site, 2))
    follow(library, [f"{site.url}/", f"{site.url}/opml"])
    done = ask_once(library)

    assert (2, []) == (done.count("added"), done.problems)
    assert {f"{site.url}/rss", f"{site.url}/other"} == {line.feed.url for line in followed(library)}


def test_feed_that_moved_is_followed_there(library: Library, site: Site) -> None:
    """A permanent redirection changes the address that is followed; nothing is fetched twice."""
    follow(library, [f"{site.url}/rss"])
    ask_once(library)
    site.put("/new", rss(site, 1, 2))
    site.put("/rss", "", status=301, Location="/new")
    ask_once(library)

    assert [f"{site.url}/new"] == [line.feed.url for line in followed(library)]
    assert 2 == followed(library)[0].articles
    assert 1 == site.paths().count("/1")


def test_index_of_sitemaps(library: Library, site: Site) -> None:
    """Of a sitemap the pages of the last days are had, the rest of the site is left alone."""
    urls = (
        f"<url><loc>{site.url}/1</loc><lastmod>2025-05-13</lastmod></url>"
        f"<url><loc>{site.url}/2</loc><lastmod>2024-01-01</lastmod></url><url><loc>{site.url}/3</loc></url>"
    )
    site.put("/news.xml.gz", servers.zipped(f"<urlset>{urls}</urlset>".encode()))
    site.put("/index", f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap></sitemapindex>")
    follow(library, [f"{site.url}/index"])
    done = ask_once(library)

    assert (1, []) == (done.count("added"), done.problems)
    assert ["/index", "/news.xml.gz", "/1"] == site.paths()


def test_private_addresses_need_the_option(library: Library, site: Site) -> None:
    """Without it this machine is not asked."""
    follow(library, [f"{site.url}/rss"])
    (problem,) = ask(library, fetcher=PoliteFetcher(pause=0.0)).problems

    assert "private network" in problem.error
    assert [] == site.asked


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        ("120", 120.0),
        ("soon", None),
        ("Wed, 14 May 2025 08:01:00 GMT", 60.0),
        ("Wed, 14 May 2020 08:01:00 GMT", 0.0),
        ("999999999", 86_400.0),
    ],
)
def test_retry_after(given: str | None, expected: float | None, clock: Clock) -> None:
    """Seconds or a date, never more than a day."""
    assert expected == seconds_of(given, clock())


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", "follow", "--library", str(folder / "l.sqlite"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_command(tmp_path: Path, site: Site) -> None:
    """`follow` tells of articles on standard output, of failures on standard error, and exits with 1 then."""
    (tmp_path / "press.txt").write_text(f"{site.url}/rss\n{site.url}/none\n")
    done = run(tmp_path, str(tmp_path / "press.txt"), "--once", "--private")
    listed = run(tmp_path, "--list")
    dropped = run(tmp_path, "--drop", f"{site.url}/none")

    assert 1 == done.returncode
    assert 2 == done.stdout.count("\nadded ")
    assert "2 feeds, 1 failed: 2 added, 0 revised, 1 story changed" in done.stdout
    assert f"dateline: {site.url}/none: the server answered 404" in done.stderr
    assert "failed 1 time: the server answered 404" in listed.stdout
    assert (0, 0) == (listed.returncode, dropped.returncode)
    assert f"{site.url}/none" not in run(tmp_path, "--list").stdout


@pytest.mark.parametrize(
    "arguments",
    [["--once"], ["--list", "x"], ["--drop"], ["--every", "soon"], ["--every", "5s"], ["no-such-file"]],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    """What cannot be followed is said before anything is asked."""
    dateline.open(tmp_path / "l.sqlite").close()
    assert 2 == run(tmp_path, *arguments).returncode


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_interruption_ends_at_once(tmp_path: Path, site: Site) -> None:
    """Ctrl-C ends following between rounds and while a server stalls; what was told of is kept."""
    site.replies["/stall"] = servers.silent
    command = [sys.executable, "-m", "dateline", "follow", "--library", str(tmp_path / "l.sqlite")]
    feeds = [f"{site.url}/rss", "--private"]
    with subprocess.Popen(
        [*command, *feeds], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        while "/rss" not in site.paths():
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, said = running.communicate(timeout=30)

    assert 130 == running.returncode
    assert time.monotonic() - start < 10
    assert "interrupted" in said
