"""The command that follows feeds: asks them once or again and again, lists and drops them."""

from __future__ import annotations

import argparse
import re
import sys
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dateline.cli_output import DONE, FAILED, add_library_command, name_of, say, show_progress, use_utf8
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.pipeline_follow import Fetcher, Round
    from dateline.pipeline_library import Library
    from dateline.schema.story import Problem
    from dateline.store.articles import Receipt
    from dateline.store.feeds import FeedLine

EVERY = "15m"
_INTERVAL = re.compile(r"(\d{1,5})(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
# Less would be a nuisance to every server.
_SHORTEST = timedelta(minutes=1)

_EXAMPLES = """\
FEED is the address of an RSS, Atom or JSON feed, of a news sitemap or an index of sitemaps, of a page that
names its feed, or of an OPML list; or a file with a list, as OPML or an address a line.

examples:
  dateline follow https://example.org/world.rss      follow it, with all others: now then every 15 minutes
  dateline follow press.opml --once                  follow all feeds of a list, ask each once
  dateline follow --once                             ask what is followed, for a timer such as cron
  dateline follow --list                             what is followed, and how it answered
  dateline follow --drop https://example.org/world.rss
"""


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], formatter: argparse._FormatterClass
) -> None:
    """Register `follow`."""
    what = "follow feeds: keep what is new in them, bring the stories up to date"
    follow = add_library_command(commands, formatter, "follow", _follow, what=what, epilog=_EXAMPLES)
    follow.add_argument("feeds", nargs="*", metavar="FEED", help="what to follow beside what is followed")
    how = follow.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="ask each feed once, then end")
    how.add_argument(
        "--every", type=_interval, default=EVERY, metavar="TIME", help=f"how often: 90s, 15m, 2h ({EVERY})"
    )
    how.add_argument("--list", action="store_true", help="list what is followed, ask nothing")
    how.add_argument("--drop", action="store_true", help="follow FEED no longer; its articles stay")
    follow.add_argument(
        "--private", action="store_true", help="allow addresses of this machine and its network"
    )


def _follow(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from dateline.pipeline_library import open as open_library

    if options.drop and not options.feeds:
        parser.error("--drop: say which FEED")
    if options.list and options.feeds:
        parser.error("--list shows all feeds and takes none")
    use_utf8(sys.stdout)
    with open_library(options.library, create=bool(options.feeds) and not options.drop) as library:
        if options.list:
            return _list(library)
        if options.drop:
            return _drop(library, options.feeds)
        return _ask(library, options, parser)


def _ask(library: Library, options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from dateline.pipeline_follow import addresses_of, follow, followed, polite

    try:
        given = [address for name in options.feeds for address in addresses_of(name)]
        new = follow(library, given)
    except SourceError as error:
        parser.error(f"{error.source}: {error}" if error.source else str(error))
    for address in new:
        print(f"follows {address}", flush=True)
    if not followed(library):
        parser.error("nothing is followed yet; say which FEED")
    fetcher = polite()
    if options.once:
        return FAILED if _round(library, fetcher, private=options.private).problems else DONE
    while True:
        _round(library, fetcher, private=options.private)
        at = datetime.now().astimezone() + options.every
        say(f"next round at {at:%H:%M}; Ctrl-C ends")
        time.sleep(options.every.total_seconds())


def _round(library: Library, fetcher: Fetcher, *, private: bool) -> Round:
    """One round, told of as it goes."""
    from dateline.pipeline_follow import ask

    def tell(receipt: Receipt) -> None:
        if receipt.what != "known":
            print(f"{receipt.what:8}{receipt.article}  {_line(receipt.title or name_of(receipt.source))}")
            sys.stdout.flush()

    def warn(problem: Problem) -> None:
        say(f"{name_of(problem.source)}: {problem.error}")

    with show_progress() as progress:
        done = ask(library, fetcher=fetcher, private=private, tell=tell, warn=warn, progress=progress)
    print(_summary(done), flush=True)
    return done


def _summary(done: Round) -> str:
    feeds = [_many(done.asked, "feed"), *_counts(unchanged=done.unchanged, failed=done.failed)]
    if done.postponed:
        feeds.append(f"{done.postponed} not due")
    articles = [f"{done.count(what)} {what}" for what in ("added", "revised")]
    articles += [f"{done.later} not to be had yet"] if done.later else []
    articles.append(f"{done.stories} {'story' if done.stories == 1 else 'stories'} changed")
    return f"{', '.join(feeds)}: {', '.join(articles)}"


def _counts(**counts: int) -> list[str]:
    return [f"{count} {what}" for what, count in counts.items() if count]


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _list(library: Library) -> int:
    from dateline.pipeline_follow import followed

    for line in followed(library):
        feed = line.feed
        title = f"  {_line(feed.title)}" if feed.title else ""
        print(f"{_line(feed.url)}{title}\n    {_state(line)}")
    return DONE


def _state(line: FeedLine) -> str:
    feed = line.feed
    parts = [feed.kind or "not read yet", _many(line.articles, "article")]
    parts += _counts(waiting=line.waiting)
    if line.given_up:
        parts.append(f"{line.given_up} given up")
    parts.append(f"asked {_local(feed.checked)}" if feed.checked else "never asked")
    if feed.error:
        again = f"; again from {_local(feed.next_check)}" if feed.next_check else ""
        parts.append(f"failed {_many(feed.failures, 'time')}: {_line(feed.error)}{again}")
    return " · ".join(parts)


def _drop(library: Library, addresses: list[str]) -> int:
    from dateline.pipeline_follow import addresses_of, drop

    for name in addresses:
        for address in addresses_of(name):
            drop(library, address)
            print(f"dropped {address}")
    return DONE


def _interval(given: str) -> timedelta:
    """A stretch of time such as 15m."""
    match = _INTERVAL.fullmatch(given.strip())
    found = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    if found is None or found < _SHORTEST:
        raise argparse.ArgumentTypeError(f"{given!r} is no time such as 90s, 15m or 2h, of a minute or more")
    return found


def _local(moment: str | None) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _line(text: str) -> str:
    from dateline.views.escape import clean_line

    return clean_line(text)
