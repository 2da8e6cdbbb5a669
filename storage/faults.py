"""What is wrong with a database: each fault in a sentence that says what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError


class DatabaseError(Exception):
    """The database cannot be used; the message says what, where and what to do."""


class NoDatabase(DatabaseError):
    """There is nothing at the address, and nobody asked to make it."""


class NotADatabase(DatabaseError):
    """Something is at the address, but it is not Casebook's."""


class NewerDatabase(DatabaseError):
    """A later Casebook made it; this one would only spoil it."""


class OtherScope(DatabaseError):
    """Scope is fixed when a database is made."""


class DemoMismatch(DatabaseError):
    """Demonstration data and real data never share a database."""


class CannotWrite(DatabaseError):
    """The database takes nothing more: a full disk, a file that may only be read."""


class Busy(DatabaseError):
    """Another process writes, and has for longer than anybody should wait."""


class Unreachable(DatabaseError):
    """The server does not answer, or does not let us in."""


@contextmanager
def unless_full(address: URL) -> Iterator[None]:
    """What goes wrong when it is written to, in a sentence."""
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip()
        if "database is locked" in reason:
            raise Busy(
                f"somebody else has been writing to {shown(address)} for a minute;"
                " nothing of this was written, try again"
            ) from fault
        if forbidden(fault):
            raise may_not(address, reason) from fault
        if no_room(reason):
            raise cannot_write(address, reason) from fault
        if lost(fault):
            raise cut_off(address, reason) from fault
        raise


def lost(fault: DBAPIError) -> bool:
    """Whether the server is gone, or we are: there is nobody to say anything to."""
    cut = fault.connection_invalidated or getattr(fault.orig, "sqlstate", "") is None
    return isinstance(fault, OperationalError) and cut


def cut_off(address: URL, reason: str) -> Unreachable:
    return Unreachable(
        f"the database server at {shown(address)} does not answer any more"
        f" ({reason.splitlines()[0] if reason else 'no reason'}); nothing stored is lost"
    )


def forbidden(fault: DBAPIError) -> bool:
    """Whether the server knows us and does not let us: a role that may only read, say."""
    return getattr(fault.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE


_INSUFFICIENT_PRIVILEGE = "42501"


def may_not(address: URL, reason: str) -> CannotWrite:
    return CannotWrite(
        f"{shown(address)} does not let {address.username} do this ({reason.splitlines()[0]});"
        " ask whoever keeps it for the right, or use another name: nothing was changed"
    )


#: How SQLite and PostgreSQL begin to say that there is no room, or no right, to write.
_NO_ROOM = ("disk is full", "readonly database", "disk i/o error", "no space left", "read-only")


def no_room(reason: str) -> bool:
    return any(words in reason.lower() for words in _NO_ROOM)


def cannot_write(address: URL, reason: str) -> CannotWrite:
    what = (
        "change the rights of the file and its folder, or work on a copy with --db"
        if "readonly" in reason.lower()
        else "free some space or mend its rights, then run the same command again"
    )
    return CannotWrite(
        f"{shown(address)} cannot be written ({reason.splitlines()[0]}); {what}:"
        " nothing stored is lost"
    )


def shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)
