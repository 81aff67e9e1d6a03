"""The command that serves a library to assistants (Model Context Protocol)."""

from __future__ import annotations

import argparse

from dateline.cli_output import DONE, add_library_command

_HELP = "the library for assistants: a server of the Model Context Protocol"
_EXAMPLES = """\
A client starts this command itself and speaks with it over standard input and output; docs/mcp.md says how
to add it to one. It only reads.

example:
  dateline mcp --library summit.sqlite
"""


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], formatter: argparse._FormatterClass
) -> None:
    """Register `mcp`."""
    add_library_command(commands, formatter, "mcp", _serve, what=_HELP, epilog=_EXAMPLES)


def _serve(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    from dateline.mcp_server import serve

    serve(options.library)
    return DONE
