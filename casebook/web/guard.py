"""What stands between the pages and the network: hosts, headers, forged forms, too much at once.

No NUL comes through: PostgreSQL takes none in text.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing inline, nothing from elsewhere, in nobody's frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without one browsers send our own forms as from nowhere
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
MAX_FORM = 256 * 1024
CSRF_COOKIE = "casebook-form"
CSRF_FIELD = "form_token"


class Guard:
    """Refuses foreign hosts, NULs and forms too large; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        if refusal := self._refusal(scope, Headers(scope=scope)):
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = _host(headers.get("host", ""))
        if host not in self.hosts:  # a page elsewhere whose name was pointed at this machine
            says = f"this server does not answer for {host or 'no host'}"
            says += "; start it with --name HOST if it should"
            return _told(scope, 421, "Not answered here", says)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_FORM:
            return _told(scope, 413, "Too large", "that is more than any form here sends")
        if "\0" in scope["path"] or b"\0" in unquote_to_bytes(scope["query_string"]):
            return _told(scope, 400, "That cannot be asked", "no address here holds a NUL")
        return None


def wants_json(path: str) -> bool:
    """Whether a program asks: faults, too, are told to it as JSON."""
    return path.endswith(".json") or path.startswith(("/api/", "/metrics", "/healthz"))


def _told(scope: Scope, status: int, title: str, says: str) -> Response:
    """A fault, told before there is any page to tell it on."""
    if wants_json(scope["path"]):
        return JSONResponse({"error": title, "says": says}, status)
    return PlainTextResponse(f"{says}\n", status)


def _host(written: str) -> str:
    """
    >>> _host("localhost:8000"), _host("[::1]:8000")
    ('localhost', '::1')
    """
    try:
        return (urlsplit(f"//{written}").hostname or "").rstrip(".")
    except ValueError:
        return ""


class Forged(Exception):
    """A form that did not come from one of our own pages."""


class TooOld(Exception):
    """A form of ours that another session of the browser opened."""


def form_token(request: Request) -> str:
    """The token the forms of this page carry; its cookie is set when it is new."""
    token: str | None = getattr(request.state, "form_token", None)
    if token is None:
        token = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(32)
        request.state.form_token = token
    return token


def token_of(request: Request, name: str) -> str:
    """What the forms of a page carry that ``name`` opened: whose they are, beside the token."""
    return f"{form_token(request)}:{name}" if name else form_token(request)


def opened_by(given: str | None) -> str:
    """Who opened the page of a form; "" where it does not tell.

    >>> opened_by("x7Kq:ada"), opened_by("x7Kq")
    ('ada', '')
    """
    return (given or "").partition(":")[2]


def check_form(request: Request, given: str | None) -> None:
    """A form must carry the token of its browser's cookie and come from our own address."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Forged("the form was sent by a page of another site")
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forged(f"the form was sent by a page of {origin}")
    known = request.cookies.get(CSRF_COOKIE, "")
    token = (given or "").partition(":")[0]
    if known and secrets.compare_digest(known.encode(), token.encode()):
        return
    if origin:  # which is ours: no page elsewhere can say so
        raise TooOld(
            "The page was opened before your browser was last closed, or cookies are switched off:"
            " nothing was written."
        )
    raise Forged("the form is too old, or cookies are switched off")
