"""The page in a real browser: keyboard, script, policy, narrow screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser

from dateline.schema.story import Record
from dateline.views.page import render

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not installed")


@pytest.fixture(scope="module")
def page(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render(record), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as found:
        yield found


def test_browser_asks_for_the_page_alone_and_complains_of_nothing(browser: Browser, page: Path) -> None:
    """From a file, the page is its only request, and its policy refuses none of its own parts."""
    browser.open(page)
    assert [page.resolve().as_uri()] == browser.requests()
    assert [] == browser.complaints()


def test_keyboard_opens_a_sentence_and_escape_closes_it(browser: Browser, page: Path) -> None:
    """Enter on a citation opens its article with the words highlighted; Escape returns to the citation."""
    browser.open(page)
    browser.run(
        "document.querySelector('.evidence').open = true; document.querySelector('.evidence a').focus()"
    )
    browser.press("Enter", text="\r")
    assert browser.run("document.getElementById('panel').open") is True
    cited = browser.run("document.querySelector('.evidence q').textContent")
    assert cited == browser.run("[...CSS.highlights.get('here')].map(range => range.toString()).join('')")
    browser.press("Escape")
    assert browser.run("document.getElementById('panel').open") is False
    assert browser.run("document.activeElement === document.querySelector('.evidence a')") is True


def test_every_opener_can_be_reached_with_the_tab_key(browser: Browser, page: Path) -> None:
    """Each summary, link and button that is shown takes part in the tab order."""
    browser.open(page)
    left_out = browser.run(
        "[...document.querySelectorAll('summary, a[href], button')].filter(e => e.tabIndex < 0).length"
    )
    browser.press("Tab")
    assert left_out == 0
    assert browser.run("document.activeElement.className") == "skip"


def test_a_phone_shows_the_page_without_sideways_scrolling(browser: Browser, page: Path) -> None:
    """At 390 pixels only the timeline scrolls sideways, in its own box."""
    browser.open(page, width=390, height=844)
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_link_to_a_sentence_opens_its_folded_article(browser: Browser, page: Path) -> None:
    """An address with the anchor of a sentence unfolds the article that the sentence stands in."""
    browser.open(page)
    anchor = browser.run("document.querySelector('mark.spot').id")
    browser.run(f"location.hash = '{anchor}'; new Promise(done => setTimeout(done, 50))")
    assert browser.run(f"document.getElementById('{anchor}').closest('details').open") is True
