"""The application: which address is answered by which page, and what every fault says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from casebook.web import api, guard, shell
from casebook.web.forms import SomebodyElse, decide, form_endpoint, unsent
from casebook.web.pages import (
    about,
    articles,
    changes,
    coverage,
    feed,
    history,
    inbox,
    incident,
    incidents,
    login,
    merging,
    overview,
    queue,
    second,
    sources,
    team,
    together,
)
from casebook.web.shell import (
    LoginNeeded,
    NotFound,
    Refused,
    Shown,
    Site,
    own,
    page,
    render,
)
from storage.accounts import AccountError, TooManyFailures, WrongLogin
from storage.alerts import BadAlert
from storage.decisions import CannotDecide
from storage.faults import DatabaseError
from storage.identifiers import NoSuchIncident
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
                (400, "That cannot be asked", (BadSearch, BadAlert)),
                (409, "That cannot be decided", (CannotDecide,)),
                (409, "Not sent", (SomebodyElse, guard.TooOld)),
                (403, "Not sent", (guard.Forged,)),
                (403, "Not allowed", (Refused, WrongLogin)),
                (429, "Too many failures", (TooManyFailures,)),
                (400, "That account cannot be made so", (AccountError,)),
                (503, "The database does not answer", (DatabaseError,)),
                (500, "Something went wrong here", (Exception,)),
            )
            for fault in faults
        }
        | {LoginNeeded: _log_in_first},
    )
    app.state.site = site
    return app


def _routes() -> list[BaseRoute]:
    return [
        *_both("/", inbox.show, json_path="/inbox.json"),
        *_both("/incidents", incidents.show),
        Route("/incidents.csv", own(incidents.as_csv)),
        Route("/incidents.atom", own(feed.show)),
        *_both("/incidents/map", overview.show_map),
        *_both("/incidents/calendar", overview.show_calendar),
        *_both("/incidents/{id}", incident.show),
        *_both("/incidents/{id}/said/{subject}/{field}", incident.said),
        *_both("/incidents/{id}/history", history.show),
        *_both("/incidents/{id}/coverage", coverage.show),
        *_both("/incidents/{id}/matrix", coverage.matrix),
        *_both("/incidents/{id}/why", together.show),
        *_both("/incidents/{id}/merge", merging.show),
        *_both("/changes", changes.show),
        *_both("/queue", queue.show),
        *_both("/queue/next", queue.first),
        *_both("/queue/{left}/{right}", queue.pair),
        *_both("/articles", articles.show),
        *_both("/articles/{id:row}", incident.article),
        *_both("/articles/{id:row}/versions", articles.versions),
        *_both("/account", login.mine),
        *_both("/accounts", login.everybody),
        *_both("/proposals", team.proposals),
        *_both("/audit", team.audit),
        *_both("/searches", team.saved),
        *_both("/second", second.show),
        *_both("/second/{id:row}", second.read),
        *_both("/second/{id:row}/agreement", second.agreement),
        Route("/second/{id:row}/gold.jsonl", own(second.gold)),
        Route("/second/{id:row}/readings.csv", own(second.readings)),
        *_both("/sources", sources.show),
        *_both("/about", about.show),
        Route("/healthz", sources.healthz),
        Route("/metrics", sources.metrics),
        Route("/login", login.form),
        *(Route(path, form_endpoint(take), methods=["POST"]) for path, take in _FORMS),
        *(Route(path, api.endpoint(view)) for path, (view, *_) in api.PATHS.items()),
        Route("/api/v1/openapi.json", api.endpoint(api.openapi)),
    ]


_FORMS = (
    ("/decide", decide),
    ("/looked", inbox.looked),
    ("/searches", team.save),
    ("/searches/forget", team.forget),
    ("/searches/tell", team.tell),
    ("/searches/tell-no-more", team.tell_no_more),
    ("/proposals", team.settle),
    ("/articles/paste", articles.paste),
    ("/second", second.draw),
    ("/second/label", second.label),
    ("/login", login.log_in),
    ("/logout", login.log_out),
    ("/account/token", login.make_token),
    ("/account/revoke", login.revoke_token),
    ("/account/password", login.change_password),
    ("/accounts", login.change_account),
)


def _both(path: str, view: shell.View, *, json_path: str = "") -> list[BaseRoute]:
    """A page, and the same as JSON."""
    endpoint = page(view)
    return [Route(json_path or f"{path}.json", endpoint), Route(path, endpoint)]


def _static(request: Request) -> Response:
    """A file we ship; its address names its content, so it may be kept for good."""
    name = request.path_params["name"]
    path = shell.STATIC / name
    if name not in shell.shipped() or shell.static(name) != request.url.path:
        raise NotFound(f"there is no file {name} here")
    return FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})


_TELLS = (
    NotFound, NoSuchIncident, NoSuchSearch, BadSearch, BadAlert, CannotDecide, Refused,
    guard.Forged, guard.TooOld, SomebodyElse, DatabaseError, AccountError, TooManyFailures,
    WrongLogin,
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
        if guard.wants_json(request.url.path):
            return shell.answer_json(request, {"error": title, "says": told}, status=status)
        again = unsent(request) if status != 403 else None  # who may not will not the second time
        return _page_of_fault(request, title, told, status, again)

    return handler


def _page_of_fault(
    request: Request, title: str, told: str, status: int, again: dict[str, Any] | None
) -> Response:
    data: dict[str, Any] = {
        "says": told,
        "status": status,
        "came_from": _came_from(request),
        "unsent": again,
    }
    return render(request, Shown("error.html", data, title=title, status=status))


def _log_in_first(request: Request, _fault: Exception) -> Response:
    """To the login, and from there back; a script is told what it lacks."""
    if guard.wants_json(request.url.path):
        told = {"error": "Log in first", "says": "send a token: Authorization: Bearer …"}
        answer = shell.answer_json(request, told, status=401)
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method == "GET":
        return shell.back(shell.link("/login", next=here))
    said = "Your login has ended, and nothing was written. Log in, then send it again."
    if again := unsent(request):
        answer = _page_of_fault(request, "Log in first", said, 401, again)
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return shell.back(shell.link("/login", next=_came_from(request) or "/", said=said))


def _came_from(request: Request) -> str:
    """The page of ours whose form was sent, as far as the browser tells."""
    page = urlsplit(request.headers.get("referer", ""))
    ours = page.netloc == request.headers.get("host") and not page.path.startswith("//")
    if request.method == "GET" or not ours:
        return ""
    return page.path + (f"?{page.query}" if page.query else "")
