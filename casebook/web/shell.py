"""From a request to a page: who asks, the session, the template, the same as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from casebook.counts import counted
from casebook.web import guard, words
from casebook.web.follow import Follow
from casebook.web.kept import Kept
from casebook.web.numbers import as_number
from scheduler.workplace import Workplace
from storage import accounts, decisions, judgements, searches
from storage.accounts import Role
from storage.columns import as_json
from storage.timing import SqlClock

LOGIN_COOKIE = "casebook-login"
STATIC = Path(__file__).parent / "static"
NAVIGATION = (
    ("/", "Inbox", "inbox"),
    ("/incidents", "Incidents", "incidents"),
    ("/queue", "Queue", "queue"),
    ("/articles", "Articles", "articles"),
    ("/sources", "Sources and runs", "sources"),
)

VERSION = version("casebook")  # looked up once: finding it reads a folder
#: How many pages are made at once: one that Python works on, two that wait for the database. More
#: only take the interpreter from each other, and those that ask most of the database come last.
TURNS = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks."""

    name: str
    role: Role


@dataclass(slots=True)
class Site:
    """What every page needs: the record, and who is asking when nobody has to log in."""

    place: Workplace
    local: Reader | None  # loopback without accounts: whoever runs the server
    hosts: frozenset[str]
    https: bool = False  # a proxy in front speaks it: cookies go nowhere else
    private_webhooks: bool = False  # whether one may lead into one's own network
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    follow: Follow = field(init=False)
    sql: SqlClock = field(init=False)
    kept: Kept = field(default_factory=Kept)
    turns: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(TURNS))

    def __post_init__(self) -> None:
        self.follow = Follow(self.place)
        self.sql = SqlClock(self.place.database.engine)

    def read(self) -> AbstractContextManager[Session]:
        return self.place.database.read()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work; whoever follows decisions gives way to it."""
        with self.follow.goes_first(), self.place.database.write() as session:
            yield session


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: a template and what it is filled with, which is also its JSON."""

    template: str
    data: Mapping[str, Any]
    title: str = "Casebook"
    at: str = ""  # which entry of the navigation
    status: int = 200


View = Callable[[Request, Session], Shown | Response]


class NotFound(LookupError):
    """There is nothing at this address; the message says what there is instead."""


class Refused(Exception):
    """The reader may not do this; the message says who may."""


class LoginNeeded(Exception):
    """Nobody is logged in and somebody has to be."""


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def reader_of(request: Request) -> Reader:
    """Who asks; raises :class:`LoginNeeded`."""
    reader: Reader | None = getattr(request.state, "reader", None)
    reader = reader or site_of(request).local or _logged_in(request)
    if reader is None:
        raise LoginNeeded
    request.state.reader = reader
    return reader


def _logged_in(request: Request) -> Reader | None:
    cookie = request.cookies.get(LOGIN_COOKIE)
    if not cookie:
        return None
    site = site_of(request)
    with site.read() as session:
        account = accounts.of_cookie(session, cookie, now=site.clock())
    return Reader(account.name, account.role) if account else None


def in_turn(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint whose answer is made in a thread, when it is this request's turn."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        return await to_thread.run_sync(answer, request, limiter=site_of(request).turns)

    return endpoint


def page(view: View) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that shows what ``view`` finds, as a page or, at ``….json``, as JSON."""

    @in_turn
    @wraps(view)
    def endpoint(request: Request) -> Response:
        clock = site_of(request).sql
        clock.begin()
        reader_of(request)
        with site_of(request).read() as session:
            shown = view(request, session)
            if isinstance(shown, Response):
                return shown
            if request.url.path.endswith(".json"):
                return answer_json(request, shown.data, status=shown.status)
            chrome = _chrome(request, session, shown)
        answer = _answer(request, shown, chrome)
        answer.headers["Server-Timing"] = f"sql;dur={clock.milliseconds:.1f}"
        return answer

    return endpoint


def own(view: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """An endpoint that answers by itself, to who is logged in."""

    def endpoint(request: Request) -> Response:
        reader_of(request)
        return view(request)

    endpoint.__name__ = view.__name__
    return endpoint


def answer_json(request: Request, data: Any, *, status: int = 200) -> Response:
    body = as_json(jsonable(data)).encode("utf-8", "surrogatepass")
    return tagged(request, Response(body, status, media_type="application/json"))


def jsonable(data: Any) -> Any:
    return json.loads(json.dumps(data, default=_plain))


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return list(value) if isinstance(value, set | frozenset) else str(value)


def render(request: Request, shown: Shown) -> Response:
    """A page outside ``page``: errors, answers to forms."""
    with site_of(request).read() as session:
        chrome = _chrome(request, session, shown)
    return _answer(request, shown, chrome)


def _answer(request: Request, shown: Shown, chrome: Mapping[str, Any]) -> Response:
    body = templates().get_template(shown.template).render(**chrome, **shown.data)
    response = tagged(request, HTMLResponse(body, shown.status))
    if request.method == "POST":  # shown in place of its page, whose address is the one to reload
        response.headers["HX-Push-Url"] = "false"
    if guard.CSRF_COOKIE not in request.cookies:
        response.set_cookie(
            guard.CSRF_COOKIE,
            guard.form_token(request),
            httponly=True,
            samesite="strict",
            secure=site_of(request).https,
        )
    return response


def tagged(request: Request, response: Response) -> Response:
    """With an ETag; nothing but "not modified" to who has it already."""
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    known = {
        item.strip().removeprefix("W/")
        for item in request.headers.get("if-none-match", "").split(",")
    }
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


def back(to: str) -> Response:
    """After a form: see the page it was about."""
    return RedirectResponse(_own(to), status_code=303)


def to_page(request: Request, number: int) -> Response:
    """To a page that has rows, from one past the last: others decided on those, or one did."""
    return back(link(request.url.path, request.query_params, page=number))


def _own(address: str) -> str:
    """Only ever to a page of ours.

    >>> _own("//elsewhere.example/"), _own("/incidents?state=OH")
    ('/', '/incidents?state=OH')
    """
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain and address.isprintable() else "/"


# ---------------------------------------------------------------------------------- the frame


def _chrome(request: Request, session: Session, shown: Shown) -> dict[str, Any]:
    """What the frame of every page says."""
    try:
        reader: Reader | None = reader_of(request)
    except LoginNeeded:
        reader = None
    zone = zone_of(request)
    return {
        "title": shown.title,
        "at": shown.at,
        "navigation": NAVIGATION,
        "reader": reader,
        "demo": site_of(request).place.database.demo,
        "updated": searches.last_change(session),
        "done": (done := _done(request, session)),
        "judged": judgements.pair_of(session, done.id) if done else None,
        "message": request.query_params.get("said", "")[:300],
        "may": {role.value: bool(reader and reader.role.covers(role)) for role in Role},
        "form_token": guard.token_of(
            request, reader.name if reader else getattr(request.state, "opened_by", "")
        ),
        "path": request.url.path,
        "query": request.url.query,
        "json_address": _json_address(request),
        "zone": zone,
        "moment": lambda given: words.moment(given, zone),
        "version": VERSION,
        "partial": request.headers.get("hx-request") == "true",
    }


def _done(request: Request, session: Session) -> decisions.Decision | None:
    """The decision the page before this one sent, to be told and undone."""
    done = as_number(request.query_params.get("done", ""))
    try:
        return None if done is None else decisions.get(session, done)
    except decisions.CannotDecide:
        return None


def _json_address(request: Request) -> str:
    """Where the page is as JSON; the answer to a form and the login are not."""
    path = request.url.path
    if request.method == "POST" or path == "/login":
        return ""
    where = "/inbox.json" if path == "/" else f"{path}.json"
    return f"{where}?{request.url.query}" if request.url.query else where


def zone_of(request: Request) -> str:
    """The reader's time zone, as their browser told; UTC until it has."""
    given = request.cookies.get("zone", "").replace("%2F", "/")
    return given if given in zones() else "UTC"


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def link(path: str, *parts: Mapping[str, Any], **more: Any) -> str:
    """An address with its parameters; those without a value are left out.

    >>> link("/incidents", {"state": "OH"}, page=2, sort=None)
    '/incidents?state=OH&page=2'
    """
    asked: dict[str, Any] = {}
    for part in (*parts, more):
        asked |= part
    given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


@cache
def templates() -> Environment:
    made = Environment(
        loader=PackageLoader("casebook.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every page asks the disk whether its templates are others
    )
    made.filters |= {
        "told": words.told,
        "marked": words.marked,
        "field_name": words.field_name,
        "value": words.value,
        "says": words.says,
        "because": words.because,
        "grounds": words.grounds,
        "worked_out": words.worked_out,
        "day": words.day,
        "place": words.place,
        "victim": words.victim,
        "victims": words.victims,
        "outcome": words.outcome,
        "plain": words.plain,
        "percent": words.percent,
    }
    made.globals |= {
        "count": words.count,
        "more": words.more,
        "counted": counted,
        "outlet": words.outlet,
        "link": link,
        "static": static,
    }
    return made


@cache
def shipped() -> frozenset[str]:
    """The names of the files we ship."""
    return frozenset(path.name for path in STATIC.iterdir() if path.is_file())


@cache
def static(name: str) -> str:
    """The address of a file we ship, which changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{digest}/{name}"


def local_zone(request: Request) -> ZoneInfo:
    return ZoneInfo(zone_of(request))


def whole(request: Request, name: str, default: int, *, least: int = 1, most: int = 10**6) -> int:
    """A number from the address; nonsense is the default."""
    given = request.query_params.get(name, "")
    asked = as_number(given)
    return max(least, min(most, default if asked is None else asked))
