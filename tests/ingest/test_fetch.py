"""The web behind its seam, against a server of our own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dateline.errors import SourceError
from dateline.ingest import Limits, WebFetcher

PAGE = b"The envoys met in Port Ana."


class Pages(BaseHTTPRequestHandler):
    """A page, a redirection to it, one that is too large, and nothing else."""

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        self.send_response({"/page": 200, "/large": 200}.get(self.path, 404))
        self.end_headers()
        self.wfile.write(PAGE if self.path == "/page" else PAGE * 100)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_page(server: str) -> None:
    """A page is answered with its bytes, after redirections, and the address that answered."""
    answer = WebFetcher().fetch(f"{server}/moved", Limits(private_addresses=True))

    assert (f"{server}/page", PAGE) == (answer.url, answer.data)


@pytest.mark.parametrize(
    ("path", "limits", "said"),
    [
        ("/none", Limits(private_addresses=True), "404"),
        ("/large", Limits(private_addresses=True, file_bytes=1000), "larger than the limit"),
        ("/page", Limits(), "private network"),
    ],
)
def test_refusals(server: str, path: str, limits: Limits, said: str) -> None:
    """What is not there, too large, or in the user's own network, is an error that says so."""
    with pytest.raises(SourceError, match=said):
        WebFetcher().fetch(f"{server}{path}", limits)


@pytest.mark.parametrize("host", ["localhost", "10.0.0.1", "169.254.169.254", "[::1]", "0.0.0.0"])
def test_private_addresses(host: str) -> None:
    """Addresses of the machine and its network are refused without being connected to."""
    with pytest.raises(SourceError, match="private network"):
        WebFetcher().fetch(f"http://{host}/", Limits(fetch_seconds=2))


def test_nobody_answers() -> None:
    """A port where nobody listens is an error in words."""
    with pytest.raises(SourceError, match="cannot be re"):
        WebFetcher().fetch("http://127.0.0.1:9/", Limits(private_addresses=True, fetch_seconds=2))
