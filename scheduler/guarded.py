"""Connections to addresses people name: never into one's own network, however it is spelled."""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import unquote, urljoin, urlsplit

import urllib3

from crawler.safety import Address, is_public, literal, refusal

_REDIRECTS = 5
_CHUNK = 2**16


class CannotFetch(Exception):
    """An address does not give what was asked of it; the message says why and what to do."""


def looked_up(name: str, port: int) -> Address:
    """The address a name leads to; who connects does so to this very one."""
    if (known := literal(name)) is not None:
        return known
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return ipaddress.ip_address(found[0][4][0])


def pool(
    scheme: str, address: str, name: str, port: int, timeout: urllib3.Timeout
) -> urllib3.HTTPConnectionPool:
    """A connection to an address that was looked up and found harmless, under its name."""
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=name, assert_hostname=name
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout)


def fetch(
    url: str, *, agent: str, private_network: bool, limit: int, seconds: float = 60
) -> tuple[bytes, str, str]:
    """A file, its content type, and the name it has there. Raises :class:`CannotFetch`.

    Each address it is led to is looked at like the first; more bytes or seconds than allowed end
    it.
    """
    ends = time.monotonic() + seconds
    at = url
    for _ in range(_REDIRECTS + 1):
        answer = _asked(at, agent, private_network)
        try:
            if 300 <= answer.status < 400 and (to := answer.headers.get("Location")):
                at = urljoin(at, to)
                continue
            if answer.status != 200:
                raise CannotFetch(f"{at} answers {answer.status}; fetch it yourself and name FILE")
            kind = answer.headers.get("Content-Type", "").split(";")[0].strip().casefold()
            return _body(answer, at, limit, ends), kind, _name(at)
        except urllib3.exceptions.HTTPError as fault:
            raise CannotFetch(f"{at} broke off ({type(fault).__name__}); try again") from fault
        finally:
            answer.close()
    raise CannotFetch(f"{url} leads on more than {_REDIRECTS} times; name the last address")


def _asked(url: str, agent: str, private_network: bool) -> urllib3.BaseHTTPResponse:
    if why := refusal(url, private_network=private_network):
        raise CannotFetch(f"{url} is not fetched: {why}")
    parts = urlsplit(url)
    name = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        address = looked_up(name, port)
    except (OSError, UnicodeError) as fault:
        raise CannotFetch(f"{name} is not known ({fault})") from fault
    if not private_network and not is_public(address):
        raise CannotFetch(f"{name} leads into a private network ({address})")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc.rpartition("@")[2], "User-Agent": agent, "Accept-Encoding": "identity"
    }  # fmt: skip
    timeout = urllib3.Timeout(connect=10, read=20)
    try:
        return pool(parts.scheme, str(address), name, port, timeout).request(
            "GET", target, headers=headers, redirect=False, retries=False, preload_content=False
        )
    except urllib3.exceptions.HTTPError as fault:
        raise CannotFetch(f"{url} does not answer ({type(fault).__name__}); try again") from fault


def _body(answer: urllib3.BaseHTTPResponse, url: str, limit: int, ends: float) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise CannotFetch(f"{url} comes packed; fetch it yourself and name FILE")
    found = bytearray()
    while chunk := answer.read1(_CHUNK, decode_content=False):
        found += chunk
        if len(found) > limit:
            raise CannotFetch(f"{url} is larger than {limit:,} bytes; add the pages that matter")
        if time.monotonic() > ends:
            raise CannotFetch(f"{url} is too slow; fetch it yourself and name FILE")
    return bytes(found)


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])[:200] or "document"
