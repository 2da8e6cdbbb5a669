"""The API: incidents, articles, claims, changes; cursor pages, ETags, and what may leave the team.

Who shows a token of an account reads everything. Who shows none, on loopback, reads what may
leave the team (``storage.leaving``): accepted incidents, no withheld names, short quotes.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web.numbers import as_number
from casebook.web.shell import LoginNeeded, NotFound, answer_json, in_turn, site_of
from storage import accounts, handing, identifiers, searches
from storage.changes import latest
from storage.searches import BadSearch, Search

MOST = 500
USUAL = 100
#: The last change an answer has in it. Beside the body, whose ETag stays while its items do.
AS_OF = "Casebook-Changes"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to the API asks for."""

    session: Session
    request: Request
    whole: bool  # a reviewer's token was shown
    after: int
    limit: int

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params


Answer = tuple[list[dict[str, Any]], int | None]


def endpoint(view: Callable[[Asked], Any]) -> Callable[[Request], Awaitable[Response]]:
    """Answers with a page of items and the cursor of the next one, or with one item."""

    @in_turn
    @wraps(view)
    def answer(request: Request) -> Response:
        with site_of(request).read() as session:
            whole = is_reviewer(request, session)
            asked = Asked(session, request, whole, _cursor(request), _limit(request))
            as_of = latest(session)
            found = view(asked)
        if isinstance(found, tuple):
            items, last = found
            found = {"items": items, "next": None if last is None else _written(last)}
        told = answer_json(request, found)
        told.headers[AS_OF] = str(as_of)
        return told

    return answer


def is_reviewer(request: Request, session: Session) -> bool:
    """Whose token it is; raises :class:`LoginNeeded` for a wrong one, or where one is needed."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        if accounts.of_token(session, secret.strip()) is None:
            raise LoginNeeded
        return True
    if site_of(request).local is None:
        raise LoginNeeded
    return False


def _limit(request: Request) -> int:
    given = request.query_params.get("limit", str(USUAL))
    limit = as_number(given)
    if limit is None or not 1 <= limit <= MOST:
        raise BadSearch(f"limit is a number from 1 to {MOST}, not “{given}”")
    return limit


def _cursor(request: Request) -> int:
    given = request.query_params.get("cursor", "")
    if not given:
        return 0
    try:
        cursor = as_number(base64.urlsafe_b64decode(given.encode() + b"==").decode("ascii"))
    except (ValueError, binascii.Error):
        cursor = None
    if cursor is None:
        raise BadSearch("that cursor is none of ours; begin without one")
    return cursor


def _written(last: int) -> str:
    return base64.urlsafe_b64encode(str(last).encode()).decode().rstrip("=")


def incidents(asked: Asked) -> Answer:
    """Incidents by number; the same filters as the table of the pages."""
    search = Search.of(asked.query)
    return handing.incidents(
        asked.session, search, after=asked.after, limit=asked.limit, whole=asked.whole
    )


def incident(asked: Asked) -> Any:
    """One incident; one that was merged answers under its new number."""
    n = identifiers.living(asked.session, asked.request.path_params["id"])
    found, _ = handing.incidents(
        asked.session, Search(), after=n - 1, limit=1, whole=asked.whole, only=n
    )
    if not found:
        raise NotFound(f"I{n} has not been accepted; a reviewer's token shows it")
    return found[0]


def articles(asked: Asked) -> Answer:
    """Articles; without a token only addresses of those behind accepted incidents, no text."""
    wanted = asked.query.get("incident")
    only = identifiers.living(asked.session, wanted) if wanted else None
    return handing.articles(
        asked.session, after=asked.after, limit=asked.limit, whole=asked.whole, only=only
    )


def claims(asked: Asked) -> Answer:
    """Claims, by report; with ``incident`` only of that one."""
    wanted = asked.query.get("incident")
    only = identifiers.living(asked.session, wanted) if wanted else None
    return handing.claims(
        asked.session, after=asked.after, limit=asked.limit, whole=asked.whole, only=only
    )


def changes(asked: Asked) -> Answer:
    """Changes after a cursor (``since``), as ``casebook export changes`` writes them."""
    after = asked.after or _since(asked.query.get("since", ""))
    return handing.changes(asked.session, after=after, limit=asked.limit, whole=asked.whole)


def _since(given: str) -> int:
    since = as_number(given or "0")
    if since is None:
        raise BadSearch(f"since is the cursor of a change, not “{given[:40]}”")
    return since


def openapi(_asked: Asked) -> Any:
    """This description."""
    return document()


# ---------------------------------------------------------------------------------- description

_TEXT: dict[str, Any] = {"type": "string"}
_FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "q": (_TEXT, "words of names, place and agencies"),
    "text": (_TEXT, "words of what the articles say"),
    "state": (_TEXT, "two letters, or the state's name"),
    "county": (_TEXT, "part of the county's name"),
    "city": (_TEXT, "part of the city's name"),
    "agency": (_TEXT, "part of an agency's name"),
    "since": ({"type": "string", "format": "date"}, "incidents on or after this day"),
    "until": ({"type": "string", "format": "date"}, "incidents up to this day"),
    "found": ({"type": "string", "format": "date-time"}, "those learnt of since"),
    "fatal": ({"type": "string", "enum": list(searches.FATAL)}, "whether anybody died"),
    "review": ({"type": "string", "enum": list(searches.REVIEWS)}, "what was decided"),
    "sources": ({"type": "integer"}, "at least so many independent sources"),
}
_PAGE: dict[str, tuple[dict[str, Any], str]] = {
    "cursor": (_TEXT, "`next` of the page before"),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        "how many items",
    ),
}
_INCIDENT: dict[str, tuple[dict[str, Any], str]] = {
    "incident": (_TEXT, "an incident's identifier, such as I12")
}
PATHS: dict[str, tuple[Callable[[Asked], Any], dict[str, tuple[dict[str, Any], str]], str]] = {
    "/api/v1/incidents": (incidents, _FILTERS | _PAGE, "Incident"),
    "/api/v1/incidents/{id}": (incident, {}, "Incident"),
    "/api/v1/articles": (articles, _INCIDENT | _PAGE, "Article"),
    "/api/v1/claims": (claims, _INCIDENT | _PAGE, "Claim"),
    "/api/v1/changes": (
        changes,
        {"since": ({"type": "integer"}, "the last change you have")} | _PAGE,
        "Change",
    ),
}


def document() -> dict[str, Any]:
    """The API as OpenAPI 3.1 describes it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Casebook",
            "version": "1",
            "description": "Incidents in which police shot somebody, as read from news coverage."
            " Without a reviewer's token only what may leave the team.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {path: {"get": _operation(path, *told)} for path, told in PATHS.items()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Incident": _object("incident_id", "as `casebook export incidents` writes it"),
                "Article": _object("url", "as `casebook export articles` writes it"),
                "Claim": _object("claim_id", "as `casebook export claims` writes it"),
                "Change": _object("cursor", "as `casebook export changes` writes it"),
                "Fault": {
                    "type": "object",
                    "required": ["error", "says"],
                    "properties": {"error": _TEXT, "says": _TEXT},
                },
            },
        },
        "security": [{}, {"token": []}],
    }


def _object(key: str, says: str) -> dict[str, Any]:
    kind = {"type": "integer"} if key == "cursor" else {"type": ["string", "null"]}
    return {"type": "object", "description": says, "required": [key], "properties": {key: kind}}


def _operation(
    path: str,
    view: Callable[[Asked], Any],
    parameters: Mapping[str, tuple[dict[str, Any], str]],
    schema: str,
) -> dict[str, Any]:
    one = {"$ref": f"#/components/schemas/{schema}"}
    page = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": one},
            "next": {"type": ["string", "null"]},
        },
    }
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
    return {
        "operationId": view.__name__,
        "summary": (view.__doc__ or "").strip(),
        "parameters": list(_parameters(path, parameters)),
        "responses": {
            "200": {
                "description": "found",
                "headers": {
                    "ETag": {"schema": _TEXT},
                    AS_OF: {
                        "schema": {"type": "integer"},
                        "description": "the last change this has in it, `since` of what follows",
                    },
                },
                "content": {"application/json": {"schema": one if "{id}" in path else page}},
            },
            "304": {"description": "not changed since the ETag sent in If-None-Match"},
            "400": {"description": "a parameter means nothing", "content": fault},
            "401": {"description": "the token is not one, or one is needed", "content": fault},
            "404": {"description": "there is none", "content": fault},
        },
    }


def _parameters(
    path: str, parameters: Mapping[str, tuple[dict[str, Any], str]]
) -> Iterator[dict[str, Any]]:
    if "{id}" in path:
        yield {"name": "id", "in": "path", "required": True, "schema": _TEXT}
    for name, (schema, says) in parameters.items():
        yield {"name": name, "in": "query", "schema": schema, "description": says}
