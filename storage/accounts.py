"""Who may use the pages when they are served beyond one's own machine: accounts, logins, tokens.

Passwords are kept as Argon2id hashes, cookies and tokens as SHA-256 of what the browser or the
script holds: who reads the database can use neither.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.sql import add, add_one, insert_new
from storage.tables import account, failed_login, login, token

LASTS = timedelta(days=14)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
#: After so many failures within the window a name, or an address, waits.
FAILURES_A_NAME = 5
FAILURES_AN_ADDRESS = 20
WINDOW = timedelta(minutes=15)


class Role(StrEnum):
    """What somebody may do, each also what those before it may."""

    LABELLER = "labeller"  # reads, labels blind, proposes
    CODER = "coder"  # decides on pairs, values, articles
    EDITOR = "editor"  # accepts, excludes, takes proposals, undoes anybody's decision
    ADMIN = "admin"  # accounts

    def covers(self, other: Role) -> bool:
        """
        >>> Role.EDITOR.covers(Role.CODER), Role.LABELLER.covers(Role.CODER)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(other)


class AccountError(Exception):
    """An account cannot be made or changed so; the message says what can be done."""


class WrongLogin(Exception):
    """Name and password do not belong together; which of the two is nobody's business."""


class TooManyFailures(Exception):
    """Somebody guesses; the message says how long to wait."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in."""

    name: str
    role: Role
    created_at: datetime
    closed_at: datetime | None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """A hash to hold against when there is no such account: both take as long."""
    return _hasher().hash(secrets.token_urlsafe(24))


def create(session: Session, name: str, password: str, role: Role, *, now: datetime) -> Account:
    """Make an account; raises :class:`AccountError`."""
    name = _checked_name(name)
    row = {"name": name, "role": role, "password": _hash(password), "created_at": now}
    if not insert_new(session, account, [row | {"closed_at": None}]):
        _check_open(session, name)
        raise AccountError(
            f"there is an account {name} already; `casebook account role` changes it"
        )
    return Account(name, role, now, None)


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 60 or not name.isprintable():
        raise AccountError("an account needs a name of at most 60 printable characters")
    return name


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher().hash(password)


def every(session: Session) -> list[Account]:
    rows = session.execute(select(account).order_by(account.c.name))
    return [_account(row) for row in rows]


def are_any(session: Session) -> bool:
    """Whether somebody could log in."""
    open_ones = select(func.count()).select_from(account).where(account.c.closed_at.is_(None))
    return bool(session.execute(open_ones).scalar_one())


def set_password(session: Session, name: str, password: str) -> None:
    """A new password; whoever is logged in with the old one no longer is.

    Tokens stay, so that scripts go on: who fears for them revokes them, one or :func:`revoke_all`.
    """
    _change(session, name, {"password": _hash(password)})
    session.execute(delete(login).where(login.c.account == name))


def set_role(session: Session, name: str, role: Role) -> None:
    _change(session, name, {"role": role})


def close(session: Session, name: str, *, now: datetime) -> None:
    """The account stays, since decisions name it; nobody gets in by it any more."""
    _change(session, name, {"closed_at": now})
    session.execute(delete(login).where(login.c.account == name))
    revoke_all(session, name, now=now)


def _check_open(session: Session, name: str) -> None:
    """Raises :class:`AccountError` for a name nobody has, or has any more."""
    row = session.execute(select(account.c.closed_at).where(account.c.name == name)).first()
    if row is None:
        raise AccountError(f"there is no account {name}; `casebook account list` names them")
    if row.closed_at is not None:
        raise AccountError(
            f"the account {name} is closed for good, since decisions name it; make one of another"
            " name"
        )


def _change(session: Session, name: str, values: dict[str, Any]) -> None:
    _check_open(session, name)
    session.execute(update(account).where(account.c.name == name).values(values))


# ---------------------------------------------------------------------------------- logging in


def check_limit(session: Session, name: str, address: str, *, now: datetime) -> None:
    """Raises :class:`TooManyFailures` when this name or this address failed too often of late."""
    recent = failed_login.c.at > now - WINDOW
    for column, value, most in (
        (failed_login.c.name, name, FAILURES_A_NAME),
        (failed_login.c.address, address, FAILURES_AN_ADDRESS),
    ):
        failures = select(func.count()).where(recent, column == value)
        if session.execute(failures).scalar_one() >= most:
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooManyFailures(f"too many failed logins; try again in {minutes} minutes")


def note_failure(session: Session, name: str, address: str, *, now: datetime) -> None:
    session.execute(delete(failed_login).where(failed_login.c.at <= now - WINDOW))
    add(session, failed_login, [{"name": name[:60], "address": address, "at": now}])


def verify(session: Session, name: str, password: str) -> Account:
    """The account, when name and password belong together; raises :class:`WrongLogin`."""
    row = session.execute(select(account).where(account.c.name == name)).first()
    nobodys = _nobodys()  # made by the first login of all, whoever tries it
    try:
        _hasher().verify(row.password if row else nobodys, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError) as fault:
        raise WrongLogin("name and password do not belong together") from fault
    if row is None or row.closed_at is not None:
        raise WrongLogin("name and password do not belong together")
    return _account(row)


def log_in(session: Session, name: str, *, now: datetime) -> str:
    """What the browser is to keep: a cookie nobody can guess."""
    session.execute(delete(login).where(login.c.expires_at <= now))
    cookie = secrets.token_urlsafe(32)
    row = {"sha256": _sha256(cookie), "account": name, "created_at": now}
    add(session, login, [row | {"expires_at": now + LASTS}])
    session.execute(delete(failed_login).where(failed_login.c.name == name))
    return cookie


def log_out(session: Session, cookie: str) -> None:
    session.execute(delete(login).where(login.c.sha256 == _sha256(cookie)))


def of_cookie(session: Session, cookie: str, *, now: datetime) -> Account | None:
    """Whose login this is, while it lasts."""
    statement = (
        select(account)
        .join(login, login.c.account == account.c.name)
        .where(
            login.c.sha256 == _sha256(cookie),
            login.c.expires_at > now,
            account.c.closed_at.is_(None),
        )
    )
    row = session.execute(statement).first()
    return _account(row) if row else None


# ---------------------------------------------------------------------------------- tokens


@dataclass(frozen=True, slots=True)
class Token:
    """A key for scripts; what it is was shown once, when it was made."""

    id: int
    account: str
    label: str
    created_at: datetime
    revoked_at: datetime | None


def make_token(session: Session, name: str, label: str, *, now: datetime) -> str:
    """A new token, to be written down now: only its hash is kept."""
    _check_open(session, name)
    secret = f"casebook-{secrets.token_urlsafe(32)}"
    row = {"sha256": _sha256(secret), "account": name, "label": label[:80], "created_at": now}
    add_one(session, token, row | {"revoked_at": None})
    return secret


def tokens(session: Session, name: str | None = None) -> list[Token]:
    """The tokens in force, of one account or of all."""
    statement = select(token).where(token.c.revoked_at.is_(None)).order_by(token.c.id)
    if name is not None:
        statement = statement.where(token.c.account == name)
    return [
        Token(row.id, row.account, row.label, row.created_at, row.revoked_at)
        for row in session.execute(statement)
    ]


def revoke(session: Session, number: int, *, now: datetime) -> None:
    session.execute(update(token).where(token.c.id == number).values(revoked_at=now))


def revoke_all(session: Session, name: str, *, now: datetime) -> int:
    """End every token of an account that is in force; how many there were."""
    mine = (token.c.account == name, token.c.revoked_at.is_(None))
    ended = update(token).where(*mine).values(revoked_at=now).returning(token.c.id)
    return len(session.execute(ended).all())


def of_token(session: Session, secret: str) -> Account | None:
    """Whose token this is, while it is in force."""
    statement = (
        select(account)
        .join(token, token.c.account == account.c.name)
        .where(
            token.c.sha256 == _sha256(secret),
            token.c.revoked_at.is_(None),
            account.c.closed_at.is_(None),
        )
    )
    row = session.execute(statement).first()
    return _account(row) if row else None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _account(row: Any) -> Account:
    return Account(row.name, Role(row.role), row.created_at, row.closed_at)
