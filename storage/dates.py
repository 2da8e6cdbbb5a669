"""Instants as text, in and out, the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """
    >>> stamp(datetime(2024, 5, 1, 12, 30, 5, 999, tzinfo=UTC))
    '2024-05-01T12:30:05Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """Read what ``datetime.isoformat`` wrote; without a zone it is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
