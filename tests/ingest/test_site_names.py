"""Names of invented outlets, of which only the domain is known."""

from __future__ import annotations

import pytest

from dateline.ingest.site_names import site_name


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("www.novacourier.example", "Nova Courier"),
        ("thedailynova.example", "The Daily Nova"),
        ("news.nova-post.co.uk", "Nova Post"),
        ("nvb.example", "NVB"),
        ("nvbnews.example", "NVB News"),
        ("compost.example", "Compost"),
        ("nova.wordpress.com", "Nova"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_guess(domain: str, name: str) -> None:
    """A domain is parted at the words that outlets call themselves by."""
    assert name == site_name(domain)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee told The Nova Courier that she was well.", "The Nova Courier"),
        ("Ann Lee told the Nova Courier that she was well.", "Nova Courier"),
        ("Follow NovaCourier for more.", "NovaCourier"),
        ("Write to news@novacourier.example or www.novacourier.example/Lee.", "Nova Courier"),
    ],
)
def test_as_the_text_writes_it(text: str, name: str) -> None:
    """A text that writes the letters of the domain, outside an address, gives the name."""
    assert name == site_name("novacourier.example", [text])
