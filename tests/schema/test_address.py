"""Addresses, and what only looks like one."""

from __future__ import annotations

import pytest

from dateline.schema.address import host_of, is_web, parts_of


@pytest.mark.parametrize("url", ["https://News.example/a", "HTTP://news.example:8080", "http://[::1]/"])
def test_addresses_of_the_web(url: str) -> None:
    assert is_web(url)
    assert host_of(url) in {"news.example", "::1"}


@pytest.mark.parametrize(
    "url", ["", "news.example", "ftp://news.example/", "http://", "http://:80/", "http://["]
)
def test_what_is_no_address_of_the_web(url: str) -> None:
    assert not is_web(url)


def test_what_cannot_be_read_has_no_parts_and_no_host() -> None:
    assert parts_of("http://[") is host_of("http://[") is host_of(None) is None
