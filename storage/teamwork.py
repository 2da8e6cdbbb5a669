"""What people leave each other beside decisions: notes, assignments, proposals, the audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.judgements import CannotDecide
from storage.sql import add, add_one, batches, put
from storage.tables import assignment, audit, note, proposal

LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Note:
    """A dated line somebody left on an incident."""

    id: int
    by: str
    at: datetime
    text: str


def add_note(session: Session, n: int, text: str, *, by: str, now: datetime) -> None:
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise CannotDecide(f"a note has 1 to {LONGEST_NOTE:,} characters")
    add(session, note, [{"incident": n, "by": by, "at": now, "text": text}])


def notes(session: Session, n: int) -> list[Note]:
    """The notes on an incident, the oldest first."""
    statement = select(note).where(note.c.incident == n).order_by(note.c.id)
    return [Note(row.id, row.by, row.at, row.text) for row in session.execute(statement)]


def note_counts(session: Session, numbers: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for batch in batches(sorted(numbers)):
        statement = select(note.c.incident, func.count()).where(note.c.incident.in_(batch))
        found |= {row[0]: row[1] for row in session.execute(statement.group_by(note.c.incident))}
    return found


def assign(session: Session, n: int, assignee: str, *, by: str, now: datetime) -> None:
    """Say who looks after an incident; nobody, when the name is empty."""
    assignee = " ".join(assignee.split())[:60]
    if assignee:
        put(session, assignment, [{"incident": n, "assignee": assignee, "by": by, "at": now}])
    else:
        session.execute(delete(assignment).where(assignment.c.incident == n))


def assignees(session: Session, numbers: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches(sorted(numbers)):
        statement = select(assignment).where(assignment.c.incident.in_(batch))
        found |= {row.incident: row.assignee for row in session.execute(statement)}
    return found


# ---------------------------------------------------------------------------------- proposals


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody would have decided."""

    id: int
    by: str
    at: datetime
    action: str
    subject: str
    form: Mapping[str, str]
    settled_at: datetime | None


def propose(
    session: Session, action: str, subject: str, form: Mapping[str, str], *, by: str, now: datetime
) -> int:
    row = {"by": by, "at": now, "action": action, "subject": subject, "form": dict(form)}
    return add_one(session, proposal, row | {"settled_at": None, "settled_by": None, "taken": None})


def proposals(session: Session) -> list[Proposal]:
    """Those nobody has settled, the oldest first."""
    statement = select(proposal).where(proposal.c.settled_at.is_(None)).order_by(proposal.c.id)
    return [_proposal(row) for row in session.execute(statement)]


def get_proposal(session: Session, number: int) -> Proposal:
    row = session.execute(select(proposal).where(proposal.c.id == number)).first()
    if row is None or row.settled_at is not None:
        raise CannotDecide(f"there is no open proposal {number}; somebody may have settled it")
    return _proposal(row)


def settle(session: Session, number: int, *, taken: bool, by: str, now: datetime) -> None:
    session.execute(
        update(proposal)
        .where(proposal.c.id == number)
        .values(settled_at=now, settled_by=by, taken=taken)
    )


def _proposal(row: Any) -> Proposal:
    return Proposal(row.id, row.by, row.at, row.action, row.subject, row.form, row.settled_at)


# ---------------------------------------------------------------------------------- the audit


@dataclass(frozen=True, slots=True)
class Written:
    """One write through the pages."""

    at: datetime
    by: str
    action: str
    subject: str
    address: str


def note_write(
    session: Session, action: str, subject: str, *, by: str, address: str, now: datetime
) -> None:
    """Stands in the same transaction as what it tells of."""
    row = {"at": now, "by": by, "action": action[:40], "subject": subject[:500]}
    add(session, audit, [row | {"address": address}])


def writes(session: Session, *, limit: int = 200, offset: int = 0) -> list[Written]:
    """The last writes, newest first."""
    statement = select(audit).order_by(audit.c.id.desc()).limit(limit).offset(offset)
    return [
        Written(row.at, row.by, row.action, row.subject, row.address)
        for row in session.execute(statement)
    ]
