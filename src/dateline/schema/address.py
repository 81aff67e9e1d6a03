"""Addresses of the web, read without failing on those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts_of(url: str) -> SplitResult | None:
    """The parts of an address, None where it cannot be read: brackets in its host hold an address of IP
    version 6 (RFC 3986), as they do not in "http://[".
    """
    try:
        return urlsplit(url)
    except ValueError:
        return None


def host_of(url: str | None) -> str | None:
    """The host of an address, lower case, None where there is none or it cannot be read."""
    parts = parts_of(url or "")
    return parts.hostname if parts else None


def is_web(url: str) -> bool:
    """Whether it is an http or https address with a host."""
    parts = parts_of(url)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname)
