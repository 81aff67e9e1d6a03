"""The server for assistants, asked by the official client library over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

import dateline

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "summit"
TOOLS = {"list_stories", "read_record", "find_quotations", "search", "read_article", "what_changed"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the example story."""
    path = tmp_path_factory.mktemp("mcp") / "library.sqlite"
    with dateline.open(path) as opened:
        opened.add([EXAMPLE])
    return path


Talk = Callable[[Client], Coroutine[Any, Any, Any]]


def talk(library: Path, say: Talk) -> Any:
    """What `say` brings home from a session with a server that runs as a process of its own."""

    async def session() -> Any:
        command = ["-m", "dateline", "mcp", "--library", str(library)]
        server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
        async with Client(server) as client:
            return await say(client)

    return asyncio.run(asyncio.wait_for(session(), timeout=120))


def call(library: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The answers of tools; what was wrong, in words, where a tool says so."""

    async def say(client: Client) -> list[Any]:
        answers = []
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            text = result.content[0].text
            answers.append(text if result.is_error else result.structured_content or json.loads(text))
        return answers

    found: list[Any] = talk(library, say)
    return found


@pytest.fixture(scope="module")
def story(library: Path) -> str:
    """The id of the story that most articles tell."""
    with dateline.open(library) as opened:
        return max(opened.stories(), key=lambda line: line.articles).id


def spans_read_what_they_say(library: Path, lines: list[dict[str, Any]]) -> None:
    """Every span of evidence reads its text."""
    with dateline.open(library) as opened:
        for line in lines:
            assert line["evidence"]
            for span in line["evidence"]:
                assert opened.article(span["article"]).text[span["start"] : span["end"]] == span["text"]


def test_tools_describe_themselves(library: Path) -> None:
    """Every tool says what it does and that it only reads, and describes each argument."""

    async def say(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = talk(library, say)
    assert TOOLS == {tool.name for tool in tools}
    assert "cite them" in instructions
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert all(schema.get("description") for schema in tool.input_schema["properties"].values())


def test_stories_and_records(library: Path, story: str) -> None:
    """From the list to the overview of a story to its parts, each line with its evidence."""
    parts = ("overview", "quotes", "events", "statements", "people", "articles")
    listed, overview, *lists = call(
        library,
        ("list_stories", {}),
        *(("read_record", {"story": story, "part": part, "limit": 100}) for part in parts),
    )

    assert story in {line["id"] for line in listed["stories"]}
    assert listed["total"] == len(listed["stories"])
    for part, found in zip(parts[1:], lists, strict=True):
        assert overview["parts"][part] == found["total"] == len(found[part])
    for part in ("quotes", "events", "statements"):
        spans_read_what_they_say(library, lists[parts.index(part) - 1][part])


def test_parts_make_the_whole(library: Path, story: str) -> None:
    """Parts of seven give every line once, and tell where the next one begins."""

    def part(offset: int, limit: int) -> tuple[str, dict[str, Any]]:
        return "read_record", {"story": story, "part": "events", "limit": limit, "offset": offset}

    whole, *parts = call(library, part(0, 100), *(part(offset, 7) for offset in range(0, 105, 7)))
    following = [found["next_offset"] for found in parts if "next_offset" in found]

    assert whole["events"] == [event for found in parts for event in found["events"]]
    assert following == list(range(7, whole["total"], 7))


def test_quotations_are_found_with_their_evidence(library: Path, story: str) -> None:
    """By speaker, by words, by story and by day; what fits no condition is not given."""
    (quotes,) = call(library, ("find_quotations", {"story": story, "limit": 100}))
    spans_read_what_they_say(library, quotes["quotations"])
    quote = next(each for each in quotes["quotations"] if each["speaker"])
    word = max(quote["text"].split(), key=len).strip(".,“”\"'")
    by_speaker, by_words, early = call(
        library,
        ("find_quotations", {"speaker": quote["speaker"]}),
        ("find_quotations", {"words": word}),
        ("find_quotations", {"story": story, "until": "1999-12-31"}),
    )

    assert quote["id"] in {each["id"] for each in by_speaker["quotations"]}
    assert {quote["speaker"]} == {each["speaker"] for each in by_speaker["quotations"]}
    assert quote["id"] in {each["id"] for each in by_words["quotations"]}
    assert 0 == early["total"]


def test_search_and_articles(library: Path) -> None:
    """A hit leads to the article and its text."""
    by_words, by_meaning = call(
        library,
        ("search", {"words": "summit"}),
        ("search", {"meaning": "two leaders put their meeting off"}),
    )
    hit, *_ = by_words["articles"]
    assert by_meaning["articles"]
    (article,) = call(library, ("read_article", {"article": hit["id"]}))

    with dateline.open(library) as opened:
        assert opened.article(hit["id"]).text == article["text"]
    assert "summit" in article["text"].lower()
    assert hit["outlet"] == article["outlet"]


def test_changes(library: Path, story: str) -> None:
    """Since a time before the library all is new, since a time to come nothing."""
    before, after, of_story = call(
        library,
        ("what_changed", {"since": "2000-01-01"}),
        ("what_changed", {"since": "2100-01-01T00:00:00Z"}),
        ("what_changed", {"since": "2000-01-01", "story": story}),
    )

    assert story in {line["id"] for line in before["stories"]}
    assert 0 == after["total"]
    assert of_story["is_new"]
    assert of_story["total"] > 0


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("read_record", {"story": "s00000"}, "has no story 's00000'"),
    ("read_article", {"article": "https://none.example/"}, "has no article"),
    ("find_quotations", {}, "speaker, words or story"),
    ("find_quotations", {"speaker": "Nobody Known"}, "Nobody Known"),
    ("search", {"words": "x", "since": "May"}, "'May' is not a day such as 2025-05-14"),
    ("search", {}, "say what to search for"),
    ("what_changed", {"since": "lately"}, "lately"),
    ("list_stories", {"limit": 5000}, "limit"),
]


def test_errors_are_told_in_words(library: Path) -> None:
    """What was wrong with a question is an answer, and the session goes on."""
    *errors, stories = call(library, *((tool, given) for tool, given, _ in WRONG), ("list_stories", {}))

    for error, (*_, said) in zip(errors, WRONG, strict=True):
        assert said in error
    assert stories["total"] >= 1


def test_resources(library: Path, story: str) -> None:
    """The list, each story to read, and each record are resources."""

    async def say(client: Client) -> Any:
        listed = await client.list_resources()
        templates = await client.list_resource_templates()
        names = (f"dateline://stories/{story}", f"dateline://stories/{story}/record", "dateline://stories")
        texts = [(await client.read_resource(name)).contents[0].text for name in names]
        return listed.resources, templates.resource_templates, texts

    resources, templates, (text, record, stories) = talk(library, say)
    assert ["dateline://stories"] == [str(resource.uri) for resource in resources]
    assert 2 == len(templates)
    assert text.startswith("# ")
    assert dateline.Record.from_json(record).stories[0].id == story
    assert story in {line["id"] for line in json.loads(stories)}


def test_library_that_is_not_there(tmp_path: Path) -> None:
    """The command says so and ends; it makes none."""
    command = [sys.executable, "-m", "dateline", "mcp", "--library", str(tmp_path / "none.sqlite")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert (1, "") == (done.returncode, done.stdout)
    assert "there is no library" in done.stderr
    assert [] == list(tmp_path.iterdir())
