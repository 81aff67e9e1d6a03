"""The real stories with keys, where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.ingest import read_sources
from dateline.schema.article import Article

STORIES = ("us-dprk-summit-talks", "kim-olive-branch", "mazar-consulate-attack")


@pytest.mark.parametrize("story", STORIES)
def test_story(shared: Path, story: str) -> None:
    """Each article has the title, outlet, agency, day and place of the key, and none of its furniture."""
    folder = shared / "stories" / story
    for key in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["articles"]:
        (article,) = read_sources([folder / key["file"]])
        assert isinstance(article, Article)
        assert key["published"] == (article.published or "")[:10]
        assert key["agency"] == article.agency
        assert key.get("title") == article.title
        assert key.get("outlet", article.outlet) == article.outlet
        assert key.get("dateline_place", article.place) == article.place
        assert key["language"] == article.language
        assert [words for words in key.get("must_not_contain", []) if words in article.text] == []
