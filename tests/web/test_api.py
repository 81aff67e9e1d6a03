"""The HTTP API: bodies, parts, tags, problems; and what generated requests make of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded

import dateline
from dateline.schema.story import Record
from dateline.web.application import application
from dateline.web.jobs import Jobs
from dateline.web.settings import Settings


def test_the_record_is_the_library_s(client: TestClient, story: str, library: Path) -> None:
    """A story is answered as dateline-record/1, and can be named by the beginning of its id."""
    with dateline.open(library) as found:
        expected = found.show(story)
    assert expected == Record.from_json(client.get(f"/api/stories/{story[:6]}").content)


def test_lists_come_in_parts(client: TestClient, story: str) -> None:
    """Following the `next` links gives every entry once."""
    total = client.get(f"/api/quotes?story={story}").json()["total"]
    path: str | None = f"/api/quotes?story={story}&limit=5"
    found: list[str] = []
    while path:
        answer = client.get(path)
        found += [item["quote"]["id"] for item in answer.json()["quotes"]]
        links = {
            part.split('rel="')[1].rstrip('"'): part.split(">")[0].strip(" <")
            for part in answer.headers["link"].split(",")
        }
        path = links.get("next")
    assert total == len(found) == len(set(found)) > 5


def test_what_has_not_changed_is_not_sent_again(client: TestClient, story: str) -> None:
    """An answer has an ETag; asking with it gives 304 and no body, with another the whole."""
    for path in (
        "/api/stories",
        f"/api/stories/{story}",
        "/api/search?q=summit",
        "/api/entities?name=Geneva",
    ):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (304, b"", tag) == (again.status_code, again.content, again.headers["etag"])
        assert 304 == client.get(path, headers={"if-none-match": f'"x", W/{tag}'}).status_code
        assert 200 == client.get(path, headers={"if-none-match": '"x"'}).status_code


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/stories/s0000", 404),
        ("/api/articles/zz", 404),
        ("/api/stories?limit=0", 422),
        ("/api/stories?limit=x", 422),
        ("/api/search?since=May", 422),
        ("/api/entities?name=Nobody", 404),
        ("/api/imports/none", 404),
        ("/api/nothing", 404),
    ],
)
def test_errors_are_problems(client: TestClient, path: str, status: int) -> None:
    """What cannot be answered is a problem of RFC 9457 that says why."""
    answer = client.get(path)
    assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    assert {"title", "status", "detail", "type"} >= set(answer.json())
    assert status == answer.json()["status"]
    assert answer.json()["detail"]


def test_only_addresses_of_the_web_are_fetched(client: TestClient) -> None:
    """A path of this machine, or another scheme, is refused before anything is read."""
    for url in (
        "/etc/passwd",
        "file:///etc/passwd",
        "ftp://a.example/",
        "-",
        "http://",
        "javascript:alert(1)",
    ):
        answer = client.post("/api/imports", json={"urls": [url]})
        assert 422 == answer.status_code


def test_the_description_has_the_record_s_schema(client: TestClient) -> None:
    """OpenAPI describes the record as docs/record.schema.json does."""
    described = client.get("/api/openapi.json").json()["components"]["schemas"]
    written = json.loads((Path(__file__).parents[2] / "docs/record.schema.json").read_text("utf-8"))
    expected = json.loads(json.dumps(written["$defs"]).replace("#/$defs/", "#/components/schemas/"))
    assert expected == {name: described[name] for name in expected}


def test_generated_requests_get_what_is_described(settings: Settings) -> None:
    """No request makes the server fail, and every answer has the form that the description gives it."""
    jobs = Jobs(settings.library, command=(sys.executable, "-c", ""))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application(settings, jobs=jobs))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert 14 == len(operations)
    for operation in operations:

        @given(case=operation.as_strategy())
        @bounded(
            max_examples=15, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def generated(case: schemathesis.Case) -> None:
            case.call_and_validate()

        generated()
    jobs.close()


def test_a_story_s_bytes_decode_as_the_schema_says(client: TestClient, story: str) -> None:
    """Changes, events and entities are structures of the schema."""
    from dateline.schema.library import EntityPage, StoryChanges

    changes = client.get(f"/api/stories/{story}/changes?since=2020-01-01").content
    assert msgspec.json.decode(changes, type=StoryChanges).is_new
    page = client.get("/api/entities?name=Aldo+Ferran").content
    assert "Aldo Ferran" == msgspec.json.decode(page, type=EntityPage).name
    events = client.get(f"/api/events?story={story}&entity=Aldo+Ferran").json()["events"]
    assert events
    assert all("Aldo Ferran" in item["who"] for item in events if item["who"])
