"""A fetcher for following: one connection to a host at a time, pauses between them, robots.txt heeded.

It may be used from several threads, which is how different hosts are asked at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.errors import FetchError, SourceError
from dateline.ingest.decoding import decode
from dateline.ingest.fetch import AGENT, PERMANENT, Answer, Fetcher, WebFetcher
from dateline.ingest.limits import Limits

if TYPE_CHECKING:
    from protego import Protego

# Seconds between the end of one answer of a host and the next request, where robots.txt does not ask for
# more; of what it asks for, not more than the second number, beyond which a feed could not be followed.
PAUSE, LONGEST_PAUSE = 1.0, 30.0
# RFC 9309: rules are kept for a day at the most, and 500 KiB of them are read.
RULES_SECONDS = 86_400.0
RULES_BYTES = 512_000
# Seconds that a host is left alone which says that it has had enough and not for how long.
REST = 600.0
_TOO_MUCH = frozenset({429, 503})


@dataclass(slots=True)
class _Host:
    """What is known of a host (name and port). `lock` is held while it is asked."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    resting_until: float = 0.0
    rules: Protego | None = None
    rules_until: float = 0.0
    unreachable: SourceError | None = None


class PoliteFetcher:
    """Asks as a guest does.

    `clock` tells seconds that only grow, `sleep` waits for some; `now` tells the time of day.
    """

    def __init__(
        self,
        fetcher: Fetcher | None = None,
        *,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._fetcher, self._pause = fetcher or WebFetcher(), pause
        self._clock, self._sleep = clock, sleep
        self._now = now or (lambda: datetime.now(UTC))
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def fetch(
        self, url: str, limits: Limits, *, headers: Mapping[str, str] | None = None, chosen: bool = False
    ) -> Answer:
        """The answer of `url`, once its host may be asked again.

        robots.txt is heeded at each host that a redirection leads to, unless the user has `chosen` this
        very address. Raises FetchError and SourceError as a fetcher does, also where robots.txt forbids it.
        """
        asked: list[str] = []
        permanent = True
        while url not in asked:
            if len(asked) > limits.redirections:
                raise SourceError(f"it redirects more than {limits.redirections} times")
            asked.append(url)
            try:
                answer = self._once(url, limits, headers, chosen=chosen)
            except FetchError as error:
                if error.location is None:
                    raise
                permanent = permanent and error.status in PERMANENT
                url = error.location
                continue
            return replace(answer, moved=url if permanent and len(asked) > 1 else None)
        raise SourceError(f"it redirects in a circle, by {url}")

    def _once(self, url: str, limits: Limits, headers: Mapping[str, str] | None, *, chosen: bool) -> Answer:
        """One request, without redirections."""
        one = replace(limits, redirections=0)
        host = self._host(url)
        with host.lock:
            left = host.resting_until - self._clock()
            if left > 0:
                raise FetchError("its host has asked for a rest", status=429, retry_after=f"{left:.0f}")
            if not chosen:
                self._heed(url, host, limits)
            self._wait(host)
            try:
                return self._fetcher.fetch(url, one, headers=headers)
            except FetchError as error:
                if error.status in _TOO_MUCH:
                    rest = seconds_of(error.retry_after, self._now())
                    host.resting_until = self._clock() + (REST if rest is None else rest)
                raise
            finally:
                host.free_at = self._clock() + self._pause_of(host)

    def _host(self, url: str) -> _Host:
        try:
            parts = urlsplit(url)
            name = parts.hostname or ""
            if parts.port not in (None, 80, 443):
                name = f"{name}:{parts.port}"
        except ValueError as error:
            raise SourceError(f"{url!r} is no address: {error}") from error
        with self._lock:
            return self._hosts.setdefault(name.lower(), _Host())

    def _wait(self, host: _Host) -> None:
        left = host.free_at - self._clock()
        if left > 0:
            self._sleep(left)

    def _pause_of(self, host: _Host) -> float:
        asked = host.rules.crawl_delay(AGENT) if host.rules else None
        return min(max(self._pause, float(asked or 0.0)), max(LONGEST_PAUSE, self._pause))

    def _heed(self, url: str, host: _Host, limits: Limits) -> None:
        """Raise FetchError where the rules of the host forbid `url`, or cannot be had."""
        if self._clock() >= host.rules_until:
            self._learn(url, host, limits)
        if host.unreachable is not None:
            raise host.unreachable
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise FetchError("robots.txt of its host forbids it", status=403)

    def _learn(self, url: str, host: _Host, limits: Limits) -> None:
        """Read robots.txt (RFC 9309): none allows all; a server that fails allows nothing for now."""
        from protego import Protego

        parts = urlsplit(url)
        self._wait(host)
        host.rules, host.unreachable, host.rules_until = None, None, self._clock() + RULES_SECONDS
        try:
            robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
            answer = self._fetcher.fetch(robots, replace(limits, file_bytes=RULES_BYTES))
            host.rules = Protego.parse(decode(answer.data).text) if answer.data.strip() else None
        except FetchError as error:
            if error.status >= 500 or error.status in _TOO_MUCH:
                self._unreachable(host, error)
        except SourceError as error:
            self._unreachable(host, error)
        finally:
            host.free_at = self._clock() + self._pause_of(host)

    def _unreachable(self, host: _Host, error: SourceError) -> None:
        host.unreachable = SourceError(f"robots.txt of its host cannot be read: {error}")
        host.rules_until = self._clock() + REST


def seconds_of(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, at most a day; None where it says nothing."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isdecimal():
        return min(float(text), RULES_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), RULES_SECONDS)
