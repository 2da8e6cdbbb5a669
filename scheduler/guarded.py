"""Connections to addresses people name: never into one's own network, however it is spelled."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Self, TypeVar
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import make_headers

from crawler.safety import Address, is_public, literal, refusal

#: Seconds for a name server to answer.
LOOK_UP = 10.0
_REDIRECTS = 5
_TIMEOUT = urllib3.Timeout(connect=10, read=20)
Told = TypeVar("Told")
_CHUNK = 2**16


class CannotFetch(Exception):
    """An address does not give what was asked of it; the message says why and what to do."""


def looked_up(name: str, port: int, seconds: float = LOOK_UP) -> Address:
    """The address a name leads to; who connects does so to this very one. Raises ``OSError``."""
    if (known := literal(name)) is not None:
        return known
    found = told(partial(socket.getaddrinfo, name, port, type=socket.SOCK_STREAM), seconds)
    return ipaddress.ip_address(found[0][4][0])


def told(ask: Callable[[], Told], seconds: float = LOOK_UP) -> Told:
    """What the system says of a name. Raises ``TimeoutError`` where that takes so many seconds.

    Its own look-up knows no limit and cannot be ended: it is left to itself.
    """
    answer: Future[Told] = Future()

    def asked() -> None:
        try:
            answer.set_result(ask())
        except Exception as fault:
            answer.set_exception(fault)

    threading.Thread(target=asked, name="look-up", daemon=True).start()
    try:
        return answer.result(max(0.0, min(seconds, LOOK_UP)))
    except TimeoutError as fault:
        raise TimeoutError("no name server answers") from fault


class Deadline:
    """Cuts connections off when their time is over, whatever they are at.

    A timeout of a socket counts from byte to byte: headers that drip outlast it for ever.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(seconds, 0.0), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            while self._lines:
                self._lines.pop().close()

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self._ends - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether the time is over: what came may have been cut off anywhere."""
        return self.left <= 0

    def watch(self, line: socket.socket) -> None:
        """End this connection, too, when the time is over; encryption may take it over."""
        with self._lock:
            self._lines.append(line.dup())
        if self.over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


def pool(
    scheme: str, address: str, name: str, port: int, timeout: urllib3.Timeout, deadline: Deadline
) -> urllib3.HTTPConnectionPool:
    """A connection to an address that was looked up and found harmless, under its name."""
    plain, encrypted = _watched(deadline)
    made: urllib3.HTTPConnectionPool
    if scheme == "https":
        made = urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=name, assert_hostname=name
        )
        made.ConnectionCls = encrypted
        return made
    made = urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    made.ConnectionCls = plain
    return made


def _watched(deadline: Deadline) -> tuple[type[HTTPConnection], type[HTTPSConnection]]:
    """Connections that end when their time is over: plain, and encrypted."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            deadline.watch(line := super()._new_conn())
            return line

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            deadline.watch(line := super()._new_conn())
            return line

    return Plain, Encrypted


def proxy_for(url: str) -> str | None:
    """Through where ``HTTP_PROXY``, ``HTTPS_PROXY`` and ``NO_PROXY`` say an address is asked."""
    parts = urlsplit(url)
    at = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
    return at if at is None or "://" in at else f"http://{at}"


def by_way_of(proxy: str | None) -> str:
    """The same in words, without its password; nothing where there is none."""
    shown = urlsplit(proxy or "").netloc.rpartition("@")[2]
    return f" through the proxy {shown}" if shown else ""


def leads_inside(url: str, deadline: Deadline) -> bool:
    """Whether an address is one in our own network, as far as our name server knows it."""
    parts = urlsplit(url)
    with suppress(OSError, UnicodeError):
        return not is_public(looked_up(parts.hostname or "", _port(url), deadline.left))
    return False


def connection_to(
    url: str,
    *,
    proxy: str | None,
    private_network: bool,
    timeout: urllib3.Timeout,
    deadline: Deadline,
) -> tuple[urllib3.PoolManager | urllib3.HTTPConnectionPool, str, str]:
    """Connections by which one address is asked, what for, and the `Host` header it is asked with.

    Raises :class:`CannotFetch` where the name is not known, or leads into a private network.
    """
    parts = urlsplit(url)
    shown = parts.netloc.rpartition("@")[2]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if proxy:
        return _through(proxy, timeout, deadline), f"{parts.scheme}://{shown}{target}", shown
    return _straight_to(url, private_network, timeout, deadline), target, shown


def _through(at: str, timeout: urllib3.Timeout, deadline: Deadline) -> urllib3.ProxyManager:
    """A proxy, which looks up names itself and lets nobody into our network."""

    class Plain(urllib3.HTTPConnectionPool):
        pass

    class Encrypted(urllib3.HTTPSConnectionPool):
        pass

    Plain.ConnectionCls, Encrypted.ConnectionCls = _watched(deadline)
    parts = urlsplit(at)
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    headers = make_headers(proxy_basic_auth=login) if parts.username else None
    made = urllib3.ProxyManager(at, proxy_headers=headers, timeout=timeout)
    made.pool_classes_by_scheme = {"http": Plain, "https": Encrypted}
    return made


def fetch(
    url: str, *, agent: str, private_network: bool, limit: int, seconds: float = 60
) -> tuple[bytes, str, str]:
    """A file, its content type, and the name it has there. Raises :class:`CannotFetch`.

    Each address it is led to is looked at like the first; more bytes or seconds than allowed end
    it.
    """
    with Deadline(seconds) as deadline:
        return _led_to(url, agent, private_network, limit, deadline)


def _led_to(
    url: str, agent: str, private_network: bool, limit: int, deadline: Deadline
) -> tuple[bytes, str, str]:
    at = url
    for _ in range(_REDIRECTS + 1):
        answer = _asked(at, agent, private_network, deadline)
        try:
            if deadline.over:
                raise _too_slow(at)
            if 300 <= answer.status < 400 and (to := answer.headers.get("Location")):
                at = urljoin(at, to)
                continue
            if answer.status != 200:
                raise CannotFetch(f"{at} answers {answer.status}; fetch it yourself and name FILE")
            kind = answer.headers.get("Content-Type", "").split(";")[0].strip().casefold()
            return _body(answer, at, limit, deadline), kind, _name(at)
        except urllib3.exceptions.HTTPError as fault:
            raise _broken(at, "broke off", fault, deadline) from fault
        except ValueError as fault:
            raise CannotFetch(f"{at} leads to what is no address; name the one it is at") from fault
        finally:
            answer.close()
    raise CannotFetch(f"{url} leads on more than {_REDIRECTS} times; name the last address")


def _too_slow(url: str) -> CannotFetch:
    return CannotFetch(f"{url} is too slow; fetch it yourself and name FILE")


def _broken(url: str, how: str, fault: Exception, deadline: Deadline) -> CannotFetch:
    """What a connection that broke means: we may have cut it off ourselves."""
    if deadline.over:
        return _too_slow(url)
    return CannotFetch(f"{url} {how} ({type(fault).__name__}); try again")


def _asked(
    url: str, agent: str, private_network: bool, deadline: Deadline
) -> urllib3.BaseHTTPResponse:
    """The answer of one address, asked through the proxy of the environment where there is one."""
    if why := refusal(url, private_network=private_network):
        raise CannotFetch(f"{url} is not fetched: {why}")
    proxy = None if private_network else proxy_for(url)
    connections, target, host = connection_to(
        url, proxy=proxy, private_network=private_network, timeout=_TIMEOUT, deadline=deadline
    )
    headers = {"Host": host, "User-Agent": agent, "Accept-Encoding": "identity"}
    try:
        return connections.request(
            "GET", target, headers=headers, redirect=False, retries=False, preload_content=False
        )
    except urllib3.exceptions.HTTPError as fault:
        raise _broken(url, f"does not answer{by_way_of(proxy)}", fault, deadline) from fault


def _straight_to(
    url: str, private_network: bool, timeout: urllib3.Timeout, deadline: Deadline
) -> urllib3.HTTPConnectionPool:
    """A connection to where a name leads, if that is no private network."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    try:
        address = looked_up(name, _port(url), deadline.left)
    except (OSError, UnicodeError) as fault:
        if deadline.over:
            raise _too_slow(url) from fault
        raise CannotFetch(f"{name} is not known ({fault})") from fault
    if not private_network and not is_public(address):
        raise CannotFetch(f"{name} leads into a private network ({address})")
    return pool(parts.scheme, str(address), name, _port(url), timeout, deadline)


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _body(answer: urllib3.BaseHTTPResponse, url: str, limit: int, deadline: Deadline) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise CannotFetch(f"{url} comes packed; fetch it yourself and name FILE")
    found = bytearray()
    while chunk := answer.read1(_CHUNK, decode_content=False):
        found += chunk
        if len(found) > limit:
            raise CannotFetch(f"{url} is larger than {limit:,} bytes; add the pages that matter")
    if deadline.over:  # cut off, a body without a length looks whole
        raise _too_slow(url)
    return bytes(found)


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])[:200] or "document"
