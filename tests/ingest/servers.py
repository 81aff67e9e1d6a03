"""A web server on this machine that answers as a test says, and one that misbehaves on purpose."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.ingest import Limits

LOCAL = Limits(private_addresses=True, fetch_seconds=5.0)
"""What reaches the server, with less patience than usual."""
LOCAL_IMPATIENT = Limits(private_addresses=True, fetch_seconds=1.0, file_bytes=1_000_000)


@dataclass
class Reply:
    """What a path answers with."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A server that is running: what its paths answer, and what it was asked for with which headers."""

    url: str
    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def paths(self) -> list[str]:
        """The paths asked for, in order, but for robots.txt."""
        return [path for path, *_ in self.asked if path != "/robots.txt"]

    def put(self, path: str, body: bytes | str, *, status: int = 200, **headers: str) -> None:
        """Let `path` answer with this; underscores in names of headers stand for hyphens."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(
            data, status, {name.replace("_", "-"): value for name, value in headers.items()}
        )


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port; paths that nobody put there answer 404."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        """Answers from the replies of the site."""

        def do_GET(self) -> None:
            """Answer one request."""
            with lock:
                site.asked.append((self.path, dict(self.headers.items()), time.monotonic()))
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
            try:
                reply = site.replies.get(self.path, Reply(b"not here", 404))
                if isinstance(reply, Reply):
                    self.answer(reply)
                else:
                    reply(self)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has had enough, as it should
            finally:
                with lock:
                    site.at_once -= 1

        def answer(self, reply: Reply) -> None:
            """Send status, headers and body; conditional requests are honoured."""
            tag = reply.headers.get("ETag")
            if tag and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def stalling(handler: BaseHTTPRequestHandler) -> None:
    """Promise a page and send nothing."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    time.sleep(20)


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Take the request and never answer."""
    time.sleep(20)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, each well within any time limit for one."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.1)


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(200):
        handler.wfile.write(b"X")
        time.sleep(0.1)


def gigabyte(handler: BaseHTTPRequestHandler) -> None:
    """Send a thousand megabytes, without saying so before."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(bytes(10**6))


def chunked_and_cut(handler: BaseHTTPRequestHandler) -> None:
    """Begin a chunk and hang up."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf of it")


def bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros as gzip, a thousandth in size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return b"".join(packer.compress(bytes(10**6)) for _ in range(megabytes)) + packer.flush()


def zipped(data: bytes) -> bytes:
    """`data` as gzip."""
    return gzip.compress(data, mtime=0)
