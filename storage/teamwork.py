"""What people leave each other beside decisions: notes, assignments, proposals, the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from storage.decisions import CannotDecide, leading_to
from storage.sql import add, add_one, batches, put
from storage.tables import assignment, audit, change, incident_identifier, note, proposal

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
    """The notes on an incident and on those merged into it, the oldest first."""
    here = [*leading_to(session, [n])]
    statement = select(note).where(note.c.incident.in_(here)).order_by(note.c.id)
    return [Note(row.id, row.by, row.at, row.text) for row in session.execute(statement)]


def assign(session: Session, n: int, assignee: str, *, by: str, now: datetime) -> None:
    """Say who looks after an incident; nobody, when the name is empty."""
    assignee = " ".join(assignee.split())[:60]
    here = [*leading_to(session, [n])]
    session.execute(delete(assignment).where(assignment.c.incident.in_(here)))
    if assignee:
        put(session, assignment, [{"incident": n, "assignee": assignee, "by": by, "at": now}])


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an incident's line: its last change, who looks after it, notes."""

    seen: int = 0  # the change's cursor: what a form about the incident was made from
    assignee: str | None = None
    notes: int = 0


def beside(session: Session, numbers: Collection[int]) -> dict[int, Beside]:
    """The same of each of these incidents, with what stood beside those merged into them."""
    found: dict[int, Beside] = {}
    for batch in batches(sorted(numbers)):
        leading = leading_to(session, batch)
        asked = {"numbers": [*leading]}
        notes, assignees = Counter[int](), dict[int, str]()
        for n, count in session.execute(_NOTES, asked):
            notes[leading[n]] += count
        for n, assignee in session.execute(_ASSIGNED, asked):
            if n == leading[n] or leading[n] not in assignees:
                assignees[leading[n]] = assignee
        rows = session.execute(_SEEN, {"numbers": batch}).all()
        found |= {n: Beside(seen, assignees.get(n), notes[n]) for n, seen in rows}
    return found


_NUMBERS: Any = bindparam("numbers", expanding=True)
_SEEN = select(
    incident_identifier.c.n,
    select(func.coalesce(func.max(change.c.cursor), 0))
    .where(change.c.incident == incident_identifier.c.n)
    .scalar_subquery(),
).where(incident_identifier.c.n.in_(_NUMBERS))
_NOTES = (
    select(note.c.incident, func.count(note.c.id))
    .where(note.c.incident.in_(_NUMBERS))
    .group_by(note.c.incident)
)
_ASSIGNED = (
    select(assignment.c.incident, assignment.c.assignee)
    .where(assignment.c.incident.in_(_NUMBERS))
    .order_by(assignment.c.incident)
)


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
    """Its number; the one it has already where the same person proposed the same and it is open."""
    for known in proposals(session):
        if (known.by, known.action, known.subject, known.form) == (by, action, subject, dict(form)):
            return known.id
    row = {"by": by, "at": now, "action": action, "subject": subject, "form": dict(form)}
    return add_one(session, proposal, row | {"settled_at": None, "settled_by": None, "taken": None})


def proposals(session: Session) -> list[Proposal]:
    """Those nobody has settled, the oldest first."""
    statement = select(proposal).where(proposal.c.settled_at.is_(None)).order_by(proposal.c.id)
    return [_proposal(row) for row in session.execute(statement)]


def pairs_proposed(session: Session, by: str) -> set[tuple[str, str]]:
    """The pairs of reports somebody has proposed an answer to that nobody has settled."""
    forms = [one.form for one in proposals(session) if (one.by, one.action) == (by, "judge")]
    ends = ((form.get("left", ""), form.get("right", "")) for form in forms)
    return {(min(pair), max(pair)) for pair in ends}


def get_proposal(session: Session, number: int) -> Proposal:
    row = session.execute(select(proposal).where(proposal.c.id == number)).first()
    if row is None or row.settled_at is not None:
        raise _not_open(number)
    return _proposal(row)


def _not_open(number: int) -> CannotDecide:
    return CannotDecide(f"there is no open proposal {number}; somebody may have settled it")


def settle(session: Session, number: int, *, taken: bool, by: str, now: datetime) -> None:
    """Once: raises :class:`CannotDecide` when somebody else was first."""
    still_open = (proposal.c.id == number, proposal.c.settled_at.is_(None))
    ended = {"settled_at": now, "settled_by": by, "taken": taken}
    statement = update(proposal).where(*still_open).values(ended).returning(proposal.c.id)
    if session.execute(statement).first() is None:
        raise _not_open(number)


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
