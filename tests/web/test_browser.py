"""The main ways through the application in headless Chromium, with scripts and without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from serving import serving

import dateline

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not installed")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "summit"
SECONDS = 90_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(example_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "library.sqlite"
    path.write_bytes(example_library.read_bytes())
    with serving(path) as (found, _):
        yield found.rstrip("/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def paths(example_library: Path) -> list[str]:
    with dateline.open(example_library) as library:
        record = library.show(library.stories()[0].id)
    story, ids = record.stories[0].id, [article.id for article in record.articles]
    two = "&".join(f"article={id_}" for id_ in ids[2:5])
    return [
        "/", f"/stories/{story}", f"/stories/{story}/events", f"/stories/{story}/quotations",
        f"/stories/{story}/people", f"/stories/{story}/lines/q1", f"/stories/{story}/compare?{two}",
        f"/stories/{story}/correct", f"/articles/{ids[0]}?at=0-40", f"/articles/{ids[0]}/revisions",
        "/entities?name=Aldo+Ferran", "/search?q=summit", "/add", "/corrections", "/nothing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_axe_finds_nothing(browser: Browser, address: str, paths: list[str], width: int, scheme: str) -> None:
    """No page breaks a rule of axe, or scrolls sideways, in light and dark, on a screen and a phone."""
    with browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme) as context:
        page = context.new_page()
        complaints: list[str] = []
        axe = Axe()
        page.on("console", lambda message: complaints.append(message.text))
        for path in paths:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
            assert width == page.evaluate("document.documentElement.scrollWidth"), path
            assert [] == [
                (path, found["id"], found["nodes"][0]["html"]) for found in axe.run(page)["violations"]
            ]
        # A page that is not there is the one thing that the browser may complain of.
        assert [] == [text for text in complaints if "404" not in text]


def test_pages_ask_for_nothing_elsewhere(page: Page, address: str, paths: list[str]) -> None:
    """Every request of every page goes to the server."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for path in paths:
        page.goto(address + path)
    assert [] == [url for url in asked if not url.startswith(address)]


def test_a_citation_opens_its_sentence_with_the_keyboard(page: Page, address: str) -> None:
    """Enter on a citation shows the article with the words marked; Escape leads back to the citation."""
    page.goto(address)
    page.get_by_role("link", name="Valdoria and Kestria put off Geneva summit by six days").press("Enter")
    evidence = page.locator(".evidence").first
    evidence.locator("summary").press("Enter")
    cite = evidence.locator("a.cite").first
    said = evidence.locator("q").first.inner_text()
    cite.press("Enter")
    mark = page.locator("#panel .body mark").first
    mark.wait_for()
    assert mark.inner_text().strip() in said
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert cite.evaluate("element => element === document.activeElement")


def test_without_scripts_a_citation_leads_to_its_sentence(plain: Page, address: str) -> None:
    """The same way on pages alone: list, story, evidence, the marked words in the article."""
    plain.goto(address)
    plain.get_by_role("link", name="Valdoria and Kestria put off").click()
    plain.locator(".evidence summary").first.click()
    plain.locator(".evidence a.cite").first.click()
    expect(plain.locator("mark#here")).to_be_visible()
    assert plain.url.endswith("#here")


def test_articles_are_picked_and_read_side_by_side(plain: Page, address: str) -> None:
    """Two ticked articles stand beside each other, without scripts as well."""
    plain.goto(address)
    plain.get_by_role("link", name="Valdoria and Kestria put off").click()
    for title in ("Kestria calls off defence talks", "Blast at Kestrian fuel depot"):
        plain.locator("form.sources").get_by_role("checkbox", name=title).check()
    plain.get_by_role("button", name="Side by side").click()
    expect(plain.locator(".column")).to_have_count(2)
    expect(plain.locator(".s.own").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_files_become_a_story(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    """Files given to an empty library are added while progress is shown, and the story is there."""
    with (
        serving(tmp_path / "new.sqlite") as (address, _),
        browser.new_context(java_script_enabled=scripts) as context,
    ):
        page = context.new_page()
        page.goto(address)
        page.get_by_role("main").get_by_role("link", name="Add articles").click()
        page.get_by_label("Files").set_input_files(sorted(EXAMPLE.glob("ledger*")))
        page.get_by_role("button", name="Add to the library").click()
        page.get_by_role("link", name="To the stories").click(timeout=SECONDS)
        expect(page.get_by_role("link", name="Kestria calls off defence talks")).to_be_visible()


def test_files_can_be_dropped(page: Page, address: str) -> None:
    """A file dropped on the page is in the list of what will be added."""
    page.goto(f"{address}/add")
    page.evaluate(
        """() => {
          const given = new DataTransfer();
          given.items.add(new File(["text"], "report.txt"));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: given, cancelable: true }));
        }"""
    )
    assert ["report.txt"] == page.locator("#chosen li").all_inner_texts()
    assert 1 == page.evaluate("document.getElementById('files').files.length")


def test_a_wrong_speaker_is_corrected_and_taken_back(plain: Page, address: str) -> None:
    """A quotation gets another speaker; undoing gives it back."""
    plain.goto(f"{address}/entities?name=Aldo+Ferran")
    before = plain.locator(".counts").inner_text()
    with plain.expect_navigation():
        plain.get_by_role("link", name="The sentences of: “I will be there on the day we agree").click()
    line = plain.url
    plain.locator(".correct summary").click()
    plain.get_by_label("Who said it").fill("Elena Marek")
    with plain.expect_navigation():
        plain.get_by_role("button", name="Correct it").click()
    plain.goto(line)
    plain.locator(".correct summary").click()
    assert "Now attributed to Elena Marek." in plain.locator(".correct").inner_text()
    plain.goto(f"{address}/corrections")
    with plain.expect_navigation():
        plain.get_by_role("button", name="Undo").click()
    plain.goto(f"{address}/entities?name=Aldo+Ferran")
    assert before == plain.locator(".counts").inner_text()
