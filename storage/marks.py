"""Keyed hashes: what the list of redactions knows things by, so that it tells nothing of them."""

from __future__ import annotations

import hashlib
import hmac


def mark(key: bytes, subject: str, *parts: str) -> str:
    told = "\0".join((subject, *parts)).encode("utf-8", "replace")
    return hmac.new(key, told, hashlib.sha256).hexdigest()


def of_field(key: bytes, owner: str, name: str) -> str:
    """Of a field of an incident ("I3") or of somebody shot ("V7")."""
    return mark(key, "field", owner, name)
