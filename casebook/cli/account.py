"""Accounts of those who review over a network, kept at the command line."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    group,
    out,
    print_json,
    print_table,
    workplace,
)
from casebook.counts import counted
from storage import accounts
from storage.accounts import Role
from storage.dates import stamp

Name = Annotated[str, typer.Argument(metavar="NAME", help="Who logs in by it.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
account = group(
    "Accounts for serving the pages beyond this machine: add, list, role, password, close."
)


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.add_typer(account, name="account")


@account.command("add")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.CODER,
    password_stdin: FromInput = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Make an account; the password is asked for twice."""
    password = _password(password_stdin)
    with workplace(db, archive, create=True) as place, place.database.write() as session:
        made = accounts.create(session, name, password, role, now=datetime.now(UTC))
    out.print(f"{made.name} may log in, as {made.role}")


@account.command("list")
def show(as_json: AsJson = False, db: Db = None, archive: ArchiveDir = None) -> None:
    """Who may log in, and as what."""
    with workplace(db, archive) as place, place.database.read() as session:
        found = accounts.every(session)
    rows = [
        {
            "name": item.name,
            "role": str(item.role),
            "since": stamp(item.created_at),
            "closed": stamp(item.closed_at) if item.closed_at else None,
        }
        for item in found
    ]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(tuple(rows[0]), (tuple(row.values()) for row in rows))
    else:
        out.print("no accounts; “casebook account add NAME” makes one")


@account.command("role")
def change_role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="What they may do from now on.")],
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Let somebody do more, or less."""
    with workplace(db, archive) as place, place.database.write() as session:
        accounts.set_role(session, name, role)
    out.print(f"{name} is {role}")


@account.command("password")
def change_password(
    name: Name,
    password_stdin: FromInput = False,
    revoke_tokens: Annotated[
        bool, typer.Option("--revoke-tokens", help="End its tokens, too.")
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Give an account a new password; its logins end, its tokens only if told so."""
    password = _password(password_stdin)
    with workplace(db, archive) as place, place.database.write() as session:
        accounts.set_password(session, name, password)
        if revoke_tokens:
            ended = accounts.revoke_all(session, name, now=datetime.now(UTC))
        left = len(accounts.tokens(session, name))
    said = f"{name} has a new password"
    if revoke_tokens:
        said += f"; {counted(ended, 'tokens')} revoked"
    elif left:
        said += f"; {counted(left, 'tokens')} of it still in force: --revoke-tokens ends them"
    out.print(said, soft_wrap=True)


@account.command("close")
def close(name: Name, db: Db = None, archive: ArchiveDir = None) -> None:
    """Let nobody in by an account any more; the decisions made under it stay."""
    with workplace(db, archive) as place, place.database.write() as session:
        accounts.close(session, name, now=datetime.now(UTC))
    out.print(f"{name} is closed")


@account.command("token")
def token(
    name: Name,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "",
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Make a token for scripts and print it: it is shown this once."""
    with workplace(db, archive) as place, place.database.write() as session:
        secret = accounts.make_token(session, name, label, now=datetime.now(UTC))
    out.print(secret, soft_wrap=True)


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    if not _at_a_terminal():
        raise typer.BadParameter(
            "there is no terminal to ask for the password at: give it by --password-stdin, or run"
            " the command in one (podman exec -it, ssh -t)"
        )
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _at_a_terminal() -> bool:
    """Whether somebody can be asked, also where standard input is something else."""
    if sys.stdin.isatty():
        return True
    try:
        with Path("/dev/tty").open("rb"):
            return True
    except OSError:
        return False
