"""The application on a socket, until it is interrupted."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import uvicorn

from dateline.pipeline_library import open as open_library
from dateline.web.application import application
from dateline.web.settings import Settings

# Seconds that pages on their way are waited for once the server is to end.
_PATIENCE = 2


def serve(settings: Settings, *, port: int, ready: Callable[[str, str], None]) -> None:
    """Serve the library, which is made where there is none, until SIGINT or SIGTERM.

    `ready` is called with the address once it can be opened, and the library's name. Raises OSError where
    the address cannot be listened on, and StoreError where the library cannot be opened.
    """
    with open_library(settings.library, create=True) as library:
        served = str(library.path)
        # Without its password a URL opens nothing.
        path = settings.library if "://" in str(settings.library) else library.path
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.create_server((settings.host, port), family=family, backlog=256) as listener:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{listener.getsockname()[1]}/"
        app = application(replace(settings, library=path))
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE,
                ws="none",
            )
        )
        ready(address, served)
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            server.run(sockets=[listener])
