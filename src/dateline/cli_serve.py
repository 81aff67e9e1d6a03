"""The command that serves a library to the browser."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import webbrowser
from pathlib import Path

from dateline.cli_output import DONE, FAILED, add_library_command, say, use_utf8

PORT = 8321
TOKEN = "DATELINE_TOKEN"
_SHORTEST_TOKEN = 16
_HELP = "the library in the browser: stories, side by side, search, additions"
_EXAMPLES = """\
It listens on this machine alone. On another address (--host) whoever opens it has to show a token, which is
printed; $DATELINE_TOKEN or --token sets it. Ctrl-C ends the server.

examples:
  dateline serve --open
  dateline serve --library summit.sqlite --port 0      any free port
  dateline serve --host 0.0.0.0                        for other machines, with a token
"""


def add_serve(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    formatter: argparse._FormatterClass,
) -> None:
    """Register the command."""
    serve = add_library_command(commands, formatter, "serve", _serve, what=_HELP, epilog=_EXAMPLES)
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (127.0.0.1)"
    )
    serve.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"the port ({PORT}); 0 takes a free one"
    )
    serve.add_argument(
        "--name", action="append", default=[], metavar="NAME", help="a further name that browsers call it by"
    )
    serve.add_argument("--token", metavar="TOKEN", help="what a browser must show; better in $DATELINE_TOKEN")
    serve.add_argument("--open", action="store_true", help="open it in the browser")


def _serve(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from dateline.pipeline_library import default_path
    from dateline.web.server import serve
    from dateline.web.settings import Settings, is_loopback

    token = options.token or os.environ.get(TOKEN) or None
    if token is not None and len(token) < _SHORTEST_TOKEN:
        parser.error(f"a token has at least {_SHORTEST_TOKEN} characters; without one a good one is made")
    if token is None and not is_loopback(options.host):
        token = secrets.token_urlsafe(24)
    library = options.library or default_path()
    if options.library is None and isinstance(library, Path):
        library.parent.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        library=library,
        host=options.host,
        names=frozenset(name.lower() for name in options.name),
        token=token,
    )

    def ready(address: str, served: str) -> None:
        use_utf8(sys.stdout)
        entry = f"{address}?token={token}" if token else address
        print(f"Dateline is at {entry}", flush=True)
        say(f"serving {served}; Ctrl-C ends it")
        if options.open:
            webbrowser.open(entry)

    try:
        serve(settings, port=options.port, ready=ready)
    except OSError as error:
        reason = error.strerror or str(error)
        say(f"cannot listen on {options.host} port {options.port}: {reason}; --port 0 takes a free one")
        return FAILED
    return DONE


def _port(given: str) -> int:
    try:
        port = int(given)
    except ValueError:
        port = -1
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{given!r} is not a port from 0 to 65535")
    return port
