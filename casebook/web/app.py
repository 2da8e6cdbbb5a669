"""The application: which address is answered by which page, and what every fault says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from casebook.web import guard, shell
from casebook.web.forms import decide, form_endpoint
from casebook.web.pages import history, inbox, incident, incidents, queue
from casebook.web.shell import NotFound, Refused, Shown, Site, page, render
from storage.engine import DatabaseError
from storage.identifiers import NoSuchIncident
from storage.judgements import CannotDecide
from storage.searches import BadSearch, NoSuchSearch

log = logging.getLogger(__name__)


def application(site: Site) -> Starlette:
    """The pages, ready to be served."""
    app = Starlette(
        routes=[*_routes(), Route("/static/{digest}/{name}", _static)],
        middleware=[
            Middleware(guard.Guard, hosts=site.hosts),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
        ],
        exception_handlers={
            fault: _says(status, title)
            for status, title, faults in (
                (404, "Not found", (404, NotFound, NoSuchIncident, NoSuchSearch)),
                (405, "Not possible here", (405,)),
                (400, "That cannot be asked", (BadSearch,)),
                (409, "That cannot be decided", (CannotDecide,)),
                (403, "Not sent", (guard.Forged,)),
                (403, "Not allowed", (Refused,)),
                (503, "The database does not answer", (DatabaseError,)),
                (500, "Something went wrong here", (Exception,)),
            )
            for fault in faults
        },
    )
    app.state.site = site
    return app


def _routes() -> list[BaseRoute]:
    return [
        *_both("/", inbox.show, json_path="/inbox.json"),
        *_both("/incidents", incidents.show),
        Route("/incidents.csv", incidents.as_csv),
        *_both("/incidents/{id}", incident.show),
        *_both("/incidents/{id}/said/{subject}/{field}", incident.said),
        *_both("/incidents/{id}/history", history.show),
        *_both("/queue", queue.show),
        *_both("/queue/next", queue.first),
        *_both("/queue/{left}/{right}", queue.pair),
        *_both("/articles/{id:int}", incident.article),
        Route("/decide", form_endpoint(decide), methods=["POST"]),
        Route("/looked", form_endpoint(inbox.looked), methods=["POST"]),
    ]


def _both(path: str, view: shell.View, *, json_path: str = "") -> list[BaseRoute]:
    """A page, and the same as JSON."""
    endpoint = page(view)
    return [Route(json_path or f"{path}.json", endpoint), Route(path, endpoint)]


def _static(request: Request) -> Response:
    """A file we ship; its address names its content, so it may be kept for good."""
    name = request.path_params["name"]
    path = shell.STATIC / name
    if "/" in name or not path.is_file() or shell.static(name) != request.url.path:
        raise NotFound(f"there is no file {name} here")
    return FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})


_TELLS = (
    NotFound, NoSuchIncident, NoSuchSearch, BadSearch, CannotDecide, Refused, guard.Forged,
    DatabaseError,
)  # fmt: skip
_ELSE = {
    404: "There is no page at this address; the list of incidents is a good place to start.",
    405: "This address takes another kind of request.",
    500: "The fault was logged, nothing was changed. Try again, and tell who runs this server.",
}


def _says(status: int, title: str) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, fault: Exception) -> Response:
        told = str(fault) if isinstance(fault, _TELLS) else _ELSE.get(status, str(fault))
        if status >= 500:
            log.error("%s %s failed", request.method, request.url.path, exc_info=fault)
        if _wants_json(request):
            return shell.answer_json(request, {"error": title, "says": told}, status=status)
        data: dict[str, Any] = {"says": told, "status": status}
        return render(request, Shown("error.html", data, title=title, status=status))

    return handler


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json") or request.url.path.startswith("/api/")
