"""What is refused before any page is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.web.application import application
from dateline.web.settings import Settings

TOKEN = "correct-horse-battery"


@pytest.fixture
def guarded(library: Path) -> TestClient:
    """A server that other machines reach."""
    found = Settings(library=library, host="0.0.0.0", names=frozenset({"testserver"}), token=TOKEN)
    return TestClient(application(found), follow_redirects=False)


def form_token(client: TestClient, path: str = "/add") -> str:
    """The token that a form of this browser carries."""
    (token, *_) = re.findall(r'name="form_token" value="(\w+)"', client.get(path).text)
    return str(token)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8321", ""])
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    """A page of another site whose name was made to lead here gets nothing (DNS rebinding)."""
    assert 421 == client.get("/", headers={"host": host}).status_code
    assert 421 == client.get("/api/stories", headers={"host": host}).status_code


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST:1"])
def test_own_names_are_known(client: TestClient, host: str) -> None:
    """Every way to write this machine is answered."""
    assert 200 == client.get("/", headers={"host": host}).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_requests_of_other_pages_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    """A form of another site or port is refused, whatever token it carries."""
    data = {"form_token": form_token(client), "urls": "https://example.org/"}
    assert 403 == client.post("/add", data=data, headers=headers).status_code
    assert 403 == client.post("/api/imports", json={"urls": []}, headers=headers).status_code


def test_a_form_without_its_token_changes_nothing(client: TestClient) -> None:
    """A form must carry the token of the browser that it was made for."""
    token = form_token(client)
    assert 403 == client.post("/add", data={"urls": "https://example.org/"}).status_code
    client.cookies.clear()
    assert 403 == client.post("/add", data={"form_token": token, "urls": "https://a.example/"}).status_code


def test_api_takes_json_alone(client: TestClient) -> None:
    """What another site's form could send without asking is refused."""
    answer = client.post("/api/imports", content='{"urls": []}', headers={"content-type": "text/plain"})
    assert 415 == answer.status_code


def test_every_answer_has_the_headers(client: TestClient) -> None:
    """Pages, files, the API and errors say what a browser may do with them."""
    for path in ("/", "/static/app.js", "/api/stories", "/nothing", "/api/nothing", "/add"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "nosniff" == headers["x-content-type-options"]
        assert "same-origin" == headers["referrer-policy"]
        assert "DENY" == headers["x-frame-options"]


def test_without_the_token_nothing_is_told(guarded: TestClient) -> None:
    """On another address pages and API answer 401 until the token is shown."""
    page = guarded.get("/")
    assert 401 == page.status_code
    assert "summit" not in page.text
    assert "set-cookie" not in page.headers
    assert 401 == guarded.get("/api/stories").status_code
    assert 401 == guarded.get("/?token=wrong").status_code
    assert 401 == guarded.post("/enter", data={"token": "wrong"}).status_code


def test_the_token_is_shown_once(guarded: TestClient) -> None:
    """The address with the token gives a cookie, and leads to the address without it."""
    first = guarded.get(f"/search?token={TOKEN}&q=summit")
    assert (303, "/search?q=summit") == (first.status_code, first.headers["location"])
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert 200 == guarded.get("/").status_code


def test_the_token_can_be_typed(guarded: TestClient) -> None:
    """The page that asks for the token takes it."""
    answer = guarded.post("/enter", data={"token": TOKEN})
    assert (303, "/") == (answer.status_code, answer.headers["location"])
    assert 200 == guarded.get("/").status_code


def test_programs_show_the_token_each_time(guarded: TestClient) -> None:
    """The API takes the token as a bearer token."""
    assert 200 == guarded.get("/api/stories", headers={"authorization": f"Bearer {TOKEN}"}).status_code
    assert 401 == guarded.get("/api/stories", headers={"authorization": "Bearer no"}).status_code


def test_a_cookie_lasts_over_a_restart_with_the_same_token(guarded: TestClient, library: Path) -> None:
    """The key of cookies comes from the token; another token makes them worthless."""
    guarded.get(f"/?token={TOKEN}")
    for token, status in ((TOKEN, 200), ("another-token-altogether", 401)):
        found = Settings(library=library, host="0.0.0.0", names=frozenset({"testserver"}), token=token)
        again = TestClient(application(found), cookies=dict(guarded.cookies))
        assert status == again.get("/").status_code


def test_too_much_is_refused_whatever_length_it_claims(library: Path) -> None:
    """An addition stops at the limit, with a length or without one."""
    small = Settings(library=library, names=frozenset({"testserver"}), upload_bytes=100_000)
    client = TestClient(application(small))
    token = form_token(client)
    files = {"files": ("a.txt", b"x" * 200_000)}
    assert 413 == client.post("/add", data={"form_token": token}, files=files).status_code
    pieces = (b"x" * 10_000 for _ in range(20))
    answer = client.post("/api/imports", content=pieces, headers={"content-type": "application/json"})
    assert 413 == answer.status_code
