"""The command that serves a library to assistants (Model Context Protocol)."""

from __future__ import annotations

import argparse

from dateline.cli_output import DONE, library_name

_HELP = "the library for assistants: a server of the Model Context Protocol"
_EXAMPLES = """\
A client starts this command itself and speaks with it over standard input and output; docs/mcp.md says how
to add it to one. It only reads.

example:
  dateline mcp --library summit.sqlite
"""
_LIBRARY = "the library; without it $DATELINE_LIBRARY, or library.sqlite in your folder for data"


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], formatter: argparse._FormatterClass
) -> None:
    """Register `mcp`."""
    command = commands.add_parser(
        "mcp",
        help=_HELP,
        description=_HELP[0].upper() + _HELP[1:] + ".",
        epilog=_EXAMPLES,
        formatter_class=formatter,
    )
    command.add_argument("--library", type=library_name, metavar="FILE|URL", help=_LIBRARY)
    command.set_defaults(run=_serve)


def _serve(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    del parser
    from dateline.mcp_server import serve

    serve(options.library)
    return DONE
