"""The web behind its seam, against a server of our own that is as bad as servers get."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator

import pytest

from dateline.errors import FetchError, SourceError
from dateline.ingest import Answer, Limits, WebFetcher
from dateline.ingest.connecting import is_public
from ingest import servers
from ingest.servers import LOCAL, Site, serving

PAGE = b"The envoys met in Port Ana."
IMPATIENT = Limits(private_addresses=True, fetch_seconds=0.6, file_bytes=1_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with one page."""
    with serving() as running:
        running.put("/page", PAGE)
        yield running


def fetch(url: str, limits: Limits = LOCAL, **headers: str) -> Answer:
    return WebFetcher().fetch(url, limits, headers=headers)


def test_page(site: Site) -> None:
    """A page is answered with its bytes, after redirections, and the address that answered."""
    site.put("/moved", "", status=302, Location="/page")
    answer = fetch(f"{site.url}/moved")

    assert (f"{site.url}/page", PAGE, None) == (answer.url, answer.data, answer.moved)


def test_permanent_redirection_is_told(site: Site) -> None:
    """Where all redirections are permanent, the new address is the one to ask from now on."""
    site.put("/old", "", status=301, Location="/older")
    site.put("/older", "", status=308, Location="/page")

    assert f"{site.url}/page" == fetch(f"{site.url}/old").moved


def test_conditional_request(site: Site) -> None:
    """What has not changed is not sent again; the answer says so."""
    site.put("/feed", PAGE, ETag='"1"', Content_Type="text/plain; charset=utf-8")
    first = fetch(f"{site.url}/feed")
    again = fetch(f"{site.url}/feed", **{"If-None-Match": first.headers["etag"]})

    assert (200, "utf-8", 304, b"") == (first.status, first.charset, again.status, again.data)


def test_packed_answers(site: Site) -> None:
    """gzip is asked for and unpacked."""
    site.put("/gzip", servers.zipped(PAGE), Content_Encoding="gzip")

    assert PAGE == fetch(f"{site.url}/gzip").data
    assert "gzip" == site.asked[-1][1]["Accept-Encoding"]


def test_target_is_quoted(site: Site) -> None:
    """Spaces and letters with accents in an address are quoted; what is quoted stays so."""
    site.put("/caf%C3%A9%20a%2Fb?q=%C3%BC", PAGE)

    assert PAGE == fetch(f"{site.url}/café a%2Fb?q=ü").data


@pytest.mark.parametrize(
    ("status", "after", "said"),
    [(404, None, "404"), (410, None, "410"), (429, "120", "429"), (503, "60", "503"), (500, None, "500")],
)
def test_refusal_tells_status_and_when_to_come_again(
    site: Site, status: int, after: str | None, said: str
) -> None:
    """A server that refuses is an error with its status and what it says of the next time."""
    site.put("/no", "no", status=status, **({"Retry_After": after} if after else {}))
    with pytest.raises(FetchError, match=said) as caught:
        fetch(f"{site.url}/no")

    assert (status, after) == (caught.value.status, caught.value.retry_after)


@pytest.mark.parametrize(
    "behaviour", [servers.stalling, servers.silent, servers.dripping, servers.dripping_headers]
)
def test_slow_server_does_not_hold_us(site: Site, behaviour: object) -> None:
    """One deadline for all of an answer: stalls and drops cannot stretch it."""
    site.replies["/slow"] = behaviour  # type: ignore[assignment]
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"longer than 0\.6 seconds"):
        fetch(f"{site.url}/slow", IMPATIENT)

    assert time.monotonic() - start < 10


def test_gigabyte_is_not_read(site: Site) -> None:
    """An answer beyond the limit is refused at the limit, and memory does not grow by more."""
    site.replies["/large"] = servers.gigabyte
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError, match="larger than the limit of 1 MB"):
        fetch(f"{site.url}/large", Limits(private_addresses=True, file_bytes=1_000_000))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_promised_gigabyte_is_not_begun(site: Site) -> None:
    """A length that the server states itself is enough to refuse."""
    site.put("/large", PAGE, Content_Length="1000000000")
    with pytest.raises(SourceError, match="larger than the limit"):
        fetch(f"{site.url}/large", IMPATIENT)


def test_bomb_is_refused(site: Site) -> None:
    """What unpacks to more than the limit is refused at the limit."""
    site.put("/bomb", servers.bomb(200), Content_Encoding="gzip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError, match="larger than the limit of 1 MB"):
        fetch(f"{site.url}/bomb", Limits(private_addresses=True, file_bytes=1_000_000))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_answer_shorter_than_promised(site: Site) -> None:
    """Half a page is no page."""
    site.put("/short", PAGE, Content_Length="100")
    site.replies["/chunks"] = servers.chunked_and_cut
    site.put("/packed", servers.zipped(PAGE * 9)[:-12], Content_Encoding="gzip")
    for path in ("/short", "/chunks", "/packed"):
        with pytest.raises(SourceError, match="cut off"):
            fetch(f"{site.url}{path}")


@pytest.mark.parametrize(("encoding", "said"), [("gzip", "cannot be unpacked"), ("br", "not asked for")])
def test_answer_that_is_not_packed_as_it_says(site: Site, encoding: str, said: str) -> None:
    """Bytes that do not fit their encoding are an error in words."""
    site.put("/odd", b"\x1f\x8b\x08" + PAGE, Content_Encoding=encoding)
    with pytest.raises(SourceError, match=said):
        fetch(f"{site.url}/odd")


def test_redirections_for_ever(site: Site) -> None:
    """A circle is told as one, a chain ends at the limit."""
    site.put("/a", "", status=302, Location="/b")
    site.put("/b", "", status=302, Location="/a")
    for number in range(20):
        site.put(f"/{number}", "", status=302, Location=f"/{number + 1}")
    with pytest.raises(SourceError, match="in a circle"):
        fetch(f"{site.url}/a")
    with pytest.raises(SourceError, match="more than 10 times"):
        fetch(f"{site.url}/0")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/a", "javascript:x", "http://"])
def test_redirection_to_what_is_no_page(site: Site, target: str) -> None:
    """A redirection cannot lead to files or other protocols."""
    site.put("/out", "", status=302, Location=target)
    with pytest.raises(SourceError):
        fetch(f"{site.url}/out")


def test_private_network_is_refused(site: Site) -> None:
    """Without the option, this machine is not reached."""
    with pytest.raises(SourceError, match="private network"):
        fetch(f"{site.url}/page", Limits())
    assert [] == site.asked


@pytest.mark.parametrize("host", ["localhost", "10.0.0.1", "169.254.169.254", "[::1]", "0.0.0.0"])
def test_private_addresses(host: str) -> None:
    """Addresses of the machine and its network are refused without being connected to."""
    with pytest.raises(SourceError, match="private network"):
        fetch(f"http://{host}/", Limits(fetch_seconds=2))


def test_name_that_leads_into_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name with a private address is refused, also where only its second address is private."""
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(SourceError, match="private network"):
        fetch("http://rebinding.example/", Limits(fetch_seconds=2))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """An address inside an address counts as well."""
    assert public == is_public(address)


def test_nobody_answers() -> None:
    """A port where nobody listens is an error in words."""
    with pytest.raises(SourceError, match="nobody listens"):
        fetch("http://127.0.0.1:9/", Limits(private_addresses=True, fetch_seconds=2))
