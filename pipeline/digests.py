"""Short names for what is too long to be one itself."""

from __future__ import annotations


def digest(told: bytes, size: int) -> str:
    """So many bytes in hexadecimal, the same for the same on any machine.

    >>> digest(b"two officers fired", 4)
    'f0a5eedb'
    """
    from hashlib import blake2b  # with OpenSSL, whose 3.5 MB linking has no use for

    return blake2b(told, digest_size=size).hexdigest()
