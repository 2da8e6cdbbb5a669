"""What may be fetched at all: nothing inside anybody's network, however it is spelled."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")
#: What carries an IPv4 address in its last four bytes: NAT64, SIIT, and the old form of both.
_TRANSLATED = tuple(
    ipaddress.ip_network(block) for block in ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")
)
#: Of one's own network, though the standard library takes them for public.
_INSIDE = tuple(ipaddress.ip_network(block) for block in ("64:ff9b:1::/48", "fec0::/10"))


class Refused(Exception):
    """An address we do not go to: an outcome to count, not a fault."""


def refusal(url: str, *, private_network: bool = False) -> str | None:
    """Why an address must not be fetched; ``None`` when, before DNS, nothing speaks against it.

    >>> refusal("http://169.254.169.254/latest/meta-data/")
    '169.254.169.254 is an address inside a private network'
    >>> refusal("file:///etc/passwd")
    'only http and https are fetched, not file'
    """
    try:
        parts = urlsplit(url)
        name, _port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "the address cannot be read"
    if parts.scheme not in ("http", "https"):
        return f"only http and https are fetched, not {parts.scheme or 'an address without scheme'}"
    if not name:
        return "the address names no host"
    if private_network:
        return None
    address = literal(name)
    if address is not None:
        return None if is_public(address) else f"{name} is an address inside a private network"
    if name in _LOCAL_NAMES or name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES)):
        return f"{name} is a name inside a private network"
    return None


def literal(name: str) -> Address | None:
    """The address a host is when it is no name: also ``127.1``, ``0x7f000001``, ``2130706433``."""
    try:
        return ipaddress.ip_address(name.strip("[]").split("%")[0])
    except ValueError:
        pass
    if not name[:1].isdigit():
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address is of the open internet, looking through what wraps an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if any(address in block for block in _TRANSLATED):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            inner = address.teredo[1]
        if inner is not None:
            return is_public(inner)
        if any(address in block for block in _INSIDE):
            return False
    return address.is_global and not address.is_multicast
