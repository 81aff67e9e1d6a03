"""`dateline serve` from its start to its end."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest
from serving import serving

from dateline.cli import main


def answer(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as found:
            return int(found.status)
    except HTTPError as error:
        return error.code


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_it_cleanly(library: Path) -> None:
    """After an interrupt the exit code is 0 and nothing but its one line is on standard error."""
    with serving(library) as (address, server):
        assert 200 == answer(address)
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=20)
    assert 0 == server.returncode
    assert [f"dateline: serving {library}; Ctrl-C ends it"] == errors.splitlines()


def test_a_port_in_use_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where something listens already there is one clear line, no traceback."""
    with serving(library) as (address, _):
        port = address.rstrip("/").rpartition(":")[2]
        assert 1 == main(["serve", "--library", str(library), "--port", port])
    assert f"cannot listen on 127.0.0.1 port {port}" in capsys.readouterr().err


def test_another_address_asks_for_a_token(library: Path) -> None:
    """A server that other machines reach makes a token and prints the address with it."""
    with serving(library, "--host", "0.0.0.0") as (address, _):
        base, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("?token=")
        assert len(token) >= 32
        assert 401 == answer(base)
        request = urllib.request.Request(f"{base}api/stories", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as found:
            assert 200 == found.status


def test_a_short_token_is_refused(library: Path) -> None:
    """A token that could be guessed is wrong usage."""
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--library", str(library), "--token", "secret"])


def test_a_library_of_another_program_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no library is named, and not served."""
    path = tmp_path / "notes.sqlite"
    path.write_text("no database at all, only text", encoding="utf-8")
    assert 1 == main(["serve", "--library", str(path), "--port", "0"])
    assert "notes.sqlite" in capsys.readouterr().err


def test_help_imports_no_server() -> None:
    """The command line stays quick: the web application is imported when it is served."""
    code = (
        "import sys; from dateline.cli import main\n"
        "try: main(['serve', '--help'])\nexcept SystemExit: pass\n"
        "assert not {'fastapi', 'uvicorn', 'spacy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
