"""A saved page of an invented outlet."""

from __future__ import annotations

from pathlib import Path

from dateline.ingest import read_sources
from dateline.schema.article import Article

PAGE = (Path(__file__).parent.parent / "cases" / "envoys-meet.html").read_text(encoding="utf-8")


def test_page(tmp_path: Path) -> None:
    """A page gives body, title, outlet, author, place, agency, moment, language and address."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (article,) = read_sources([tmp_path / "page.html"])

    assert isinstance(article, Article)
    assert article.title == "Envoys of Ostavia and Veldt meet"
    assert (article.outlet, article.bylines, article.agency) == ("The Port Ana Post", ("Ann Lee",), "AFP")
    assert (article.place, article.language) == ("Port Ana", "en")
    assert (article.published, article.published_basis) == ("2018-06-01T18:30:00+02:00", "metadata")
    assert article.source.url == "https://www.post.example/world/envoys-meet"
    assert article.text.startswith("PORT ANA, Ostavia (AFP) — The envoys")
    assert "newsletter" not in article.text


def test_page_without_date(tmp_path: Path) -> None:
    """A page that states no date has none: neither the file's nor today's."""
    lines = [line for line in PAGE.splitlines() if "published_time" not in line]
    (tmp_path / "page.html").write_text("\n".join(lines).replace("2026 ", ""), encoding="utf-8")
    (article,) = read_sources([tmp_path / "page.html"])

    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == (None, None)


def test_caption(tmp_path: Path) -> None:
    """A caption is a paragraph of the body, where it stands."""
    caption = "Guards at the bridge in Port Ana on June 1, 2018."
    figure = f'<figure class="wide"><img src="a.jpg"><figcaption>{caption}</figcaption></figure>'
    (tmp_path / "page.html").write_text(PAGE.replace("</p>", f"</p>{figure}", 2), encoding="utf-8")
    (article,) = read_sources([tmp_path / "page.html"])

    assert isinstance(article, Article)
    assert caption in article.text.split("\n\n")
