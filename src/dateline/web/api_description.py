"""OpenAPI of the API: FastAPI's description of the routes, with the schemas of what is answered."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dateline.web.answers import PROBLEM, Fault, title_of

_WHERE = "#/components/schemas/{name}"
_ABOUT = (
    "What a library of Dateline holds: stories with their record, articles, quotations, events, entities. "
    "The record has the form `dateline-record/1`."
)
_known: dict[str, type] = {"Fault": Fault}


def answers(kind: type, *failures: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers a structure, or one of these problems; all may be refused."""
    _known[kind.__name__] = kind
    found: dict[int | str, dict[str, Any]] = {
        status: {
            "description": (kind.__doc__ or "").strip().partition("\n")[0],
            "content": {"application/json": {"schema": {"$ref": _WHERE.format(name=kind.__name__)}}},
        }
    }
    if status == 200:
        found[304] = {"description": "It has not changed since the ETag given in If-None-Match."}
    for failure in (401, 422, *failures):
        found[failure] = {
            "description": title_of(failure),
            "content": {PROBLEM: {"schema": {"$ref": _WHERE.format(name="Fault")}}},
        }
    return found


def body(kind: type) -> dict[str, Any]:
    """The `openapi_extra` of a route that takes a structure as JSON."""
    _known[kind.__name__] = kind
    schema = {"$ref": _WHERE.format(name=kind.__name__)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def describe(app: FastAPI) -> dict[str, Any]:
    """The description, made once."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
        _, schemas = msgspec.json.schema_components(_known.values(), ref_template=_WHERE)
        found.setdefault("components", {})["schemas"] = schemas
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{}, {"token": []}]
        app.openapi_schema = found
    return app.openapi_schema
