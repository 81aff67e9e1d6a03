"""What is around every page of the web application: style, navigation, addresses, the token of its forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from urllib.parse import urlencode

from dateline.views.templating import asset, environment

ASSETS = {"style.css": "text/css", "app.js": "text/javascript", "icon.svg": "image/svg+xml"}
_FILES = {
    "style.css": ("page.css", "web/web.css"),
    "app.js": ("web/app.js",),
    "icon.svg": ("web/icon.svg",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What a page knows of its browser: `form_token` for forms, `here` its path, `working` an addition."""

    form_token: str | None
    here: str = ""
    query: str = ""
    working: str | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a long list a page shows, and the addresses of the parts beside it."""

    first: int
    last: int
    total: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: `limit` entries from number `offset`."""

    offset: int
    limit: int

    def pager(self, total: int, path: str, **query: str | Sequence[str]) -> Pager | None:
        """Where this part is among `total`; None where there is no other part."""
        if self.offset == 0 and total <= self.limit:
            return None
        number = self.offset // self.limit + 1
        more = self.offset + self.limit < total
        return Pager(
            first=min(self.offset + 1, total),
            last=min(self.offset + self.limit, total),
            total=total,
            previous=_address(path, number - 1, query) if number > 1 else None,
            next=_address(path, number + 1, query) if more else None,
        )


def part(number: int, limit: int) -> Part:
    """Part number `number` (from 1) of a list that is shown `limit` at a time."""
    return Part((max(number, 1) - 1) * limit, limit)


def page(name: str, shell: Shell, *, title: str, **values: object) -> str:
    """The page of the template `name`."""
    template = environment().get_template(f"web/{name}.html.j2")
    return template.render(shell=shell, title=title, asset_url=asset_url, **values)


def plain_page(shell: Shell, *, title: str, text: str, ask_token: bool = False) -> str:
    """A page that says one thing."""
    return page("plain", shell, title=title, text=text, ask_token=ask_token)


@cache
def asset_text(name: str) -> str:
    """The text of one of ASSETS."""
    return "\n".join(asset(file) for file in _FILES[name])


@cache
def asset_digest(name: str) -> str:
    """What changes with the text of an asset."""
    return sha256(asset_text(name).encode()).hexdigest()[:12]


def asset_url(name: str) -> str:
    """The address under which a browser may keep an asset for ever."""
    return f"/static/{name}?v={asset_digest(name)}"


def entity_url(name: str) -> str:
    """The page of a person, place, organization or group."""
    return "/entities?" + urlencode({"name": name})


def _address(path: str, number: int, query: dict[str, str | Sequence[str]]) -> str:
    pairs = {**query, **({"page": str(number)} if number > 1 else {})}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path
