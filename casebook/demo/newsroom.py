"""A real HTTP server on loopback that is every invented outlet at once, reached as a proxy.

A crawler that uses it as its HTTP proxy finds each outlet under the outlet's own address; a
browser finds all of them listed at the server's address (``python -m casebook.demo.newsroom``).
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from casebook.demo.addresses import OPENED, Answer, Redirect, Resource, find, html_type
from casebook.demo.desk import Outlet, outlets, stories_of
from casebook.demo.pages import environment

LOCAL = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as it was answered."""

    host: str
    target: str  # path with query
    status: int
    agent: str

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


class Newsroom:
    """The server, running for the length of a ``with`` block."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Hit] = []
        self._lock = Lock()
        self._server = Server(("127.0.0.1", port), Desk)
        self._server.newsroom = self

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hits(self) -> Counter[tuple[str, str]]:
        """How often each (host, path) was asked for."""
        with self._lock:
            return Counter((hit.host, hit.path) for hit in self.requests)

    def note(self, hit: Hit) -> None:
        with self._lock:
            self.requests.append(hit)

    def serve_forever(self) -> None:
        self._server.serve_forever()


class Server(ThreadingHTTPServer):
    """One thread a connection; a crawler opens many."""

    daemon_threads = True
    request_queue_size = 128
    newsroom: Newsroom

    def server_bind(self) -> None:
        """Bind without asking the name service who 127.0.0.1 is, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that is killed hangs up; that is no fault of ours to report."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Desk(BaseHTTPRequestHandler):
    """Answers one connection: absolute addresses as a proxy does, others by their Host header."""

    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = 30
    wbufsize = -1  # head and body leave together, or each answer waits for an acknowledgement
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        host, target = asked_for(self.path, self.headers.get("Host", ""))
        status, headers, body = self.reply(looked_up(host, target))
        hit = Hit(host, target, status, self.headers.get("User-Agent", ""))
        self.server.newsroom.note(hit)  # before it is sent: who has the answer finds it counted
        self.send(status, headers, body)

    do_HEAD = do_GET  # noqa: N815 - the base looks for this name

    def reply(self, answer: Answer) -> tuple[int, dict[str, str], bytes]:
        if isinstance(answer, Redirect):
            return answer.status, {"Location": answer.location}, b""
        headers = {
            "Content-Type": answer.content_type,
            "ETag": answer.etag,
            "Last-Modified": format_datetime(answer.modified.astimezone(UTC), usegmt=True),
            "Cache-Control": "max-age=60",
            "Vary": "Accept-Encoding",
        }
        if answer.status == 200 and self.unchanged(answer):
            return 304, headers, b""
        if answer.textual and "gzip" in self.headers.get("Accept-Encoding", ""):
            return answer.status, headers | {"Content-Encoding": "gzip"}, zipped(answer.body)
        return answer.status, headers, answer.body

    def send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def unchanged(self, resource: Resource) -> bool:
        if tags := self.headers.get("If-None-Match"):
            return resource.etag in tags or tags.strip() == "*"
        since = http_date(self.headers.get("If-Modified-Since", ""))
        return since is not None and resource.modified.timestamp() < since + 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the newsroom keeps its own list of requests."""


def asked_for(target: str, host_header: str) -> tuple[str, str]:
    """Host and path of a request line, absolute (to a proxy) or not.

    >>> asked_for("http://www.paper.example:80/a?b=1", "127.0.0.1:8700")
    ('www.paper.example', '/a?b=1')
    >>> asked_for("/a", "www.Paper.example")
    ('www.paper.example', '/a')
    """
    if target.startswith("http://"):
        parts = urlsplit(target)
        path = parts.path or "/"
        return parts.hostname or "", f"{path}?{parts.query}" if parts.query else path
    return urlsplit(f"//{host_header}").hostname or "", target


def looked_up(host: str, target: str) -> Answer:
    return for_browser(target) if host in LOCAL else find(host, target)


def for_browser(target: str) -> Answer:
    """The same pages for a browser, each outlet under ``/<host>/``, links rewritten to match."""
    host, _, rest = target[1:].partition("/")
    if not host.endswith(".example"):
        return index() if target == "/" else find(outlets()[0].host, target)
    answer = find(host, f"/{rest}")
    if isinstance(answer, Redirect):
        return Redirect(local_links(answer.location, host), answer.status)
    if not answer.content_type.startswith("text/html"):
        return answer
    charset = "utf-8" if "charset" in answer.content_type else "windows-1252"
    body = local_links(answer.body.decode(charset), host).encode()
    return Resource(body, html_type("utf-8"), answer.modified, answer.status)


def local_links(text: str, host: str) -> str:
    """
    >>> local_links('<a href="http://www.b.example/x"> <a href="/y">', "www.a.example")
    '<a href="/www.b.example/x"> <a href="/www.a.example/y">'
    """
    rooted = re.sub(r'((?:href|src)=")/(?!/)', rf"\1/{host}/", text)
    return re.sub(r"http://([a-z0-9.-]+\.example)", r"/\1", rooted)


def index() -> Resource:
    rows = [
        {"outlet": outlet, "stories": len(stories_of(outlet)), "doors": doors_of(outlet)}
        for outlet in outlets()
    ]
    body = environment().get_template("index.html").render(rows=rows)
    return Resource(local_links(body, outlets()[0].host).encode(), html_type("utf-8"), OPENED)


def doors_of(outlet: Outlet) -> list[tuple[str, str]]:
    found = [
        (outlet.feed_format, outlet.feed),
        ("sitemap", outlet.sitemap),
        ("section page", outlet.listing),
    ]
    return [(name, outlet.home + path[1:]) for name, path in found if path]


@lru_cache(maxsize=1024)
def zipped(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


def http_date(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m casebook.demo.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8700)
    newsroom = Newsroom(parser.parse_args().port)
    print(f"The bundled newsroom is open at {newsroom.url}/ (Ctrl-C closes it)")  # noqa: T201
    try:
        newsroom.serve_forever()
    except KeyboardInterrupt:
        print()  # noqa: T201


if __name__ == "__main__":
    main()
