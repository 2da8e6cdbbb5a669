"""Every decision and who took it: superseded, never overwritten; the rows of one can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, select, update
from sqlalchemy.orm import Session

from storage import articles
from storage.engine import one_at_a_time
from storage.sql import batches
from storage.tables import (
    article_ruling,
    correction,
    decision,
    external_id,
    incident,
    incident_identifier,
    judgement,
    membership,
    report,
    review,
    ruling,
    victim_identifier,
)

#: The tables a decision's rows may stand in, and what a later row of each must share to close it.
_DECIDED: dict[Table, tuple[str, ...]] = {
    judgement: ("left", "right"),
    review: ("incident",),
    correction: ("incident", "victim", "field"),
    external_id: ("victim", "schema"),
    ruling: ("schema", "value"),
    article_ruling: ("article",),
}


class CannotDecide(Exception):
    """The decision makes no sense as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One action of one person."""

    id: int
    kind: str
    subject: str
    by: str
    at: datetime
    note: str
    undone_at: datetime | None


def history(session: Session, *, by: str | None = None, limit: int = 50) -> list[Decision]:
    """What was decided, the last first."""
    statement = select(decision).order_by(decision.c.id.desc()).limit(limit)
    if by is not None:
        statement = statement.where(decision.c.by == by)
    return [_decision(row) for row in session.execute(statement)]


def get(session: Session, number: int) -> Decision:
    """A decision by its number; raises :class:`CannotDecide`."""
    row = session.execute(select(decision).where(decision.c.id == number)).first()
    if row is None:
        raise CannotDecide(f"there is no decision {number}")
    return _decision(row)


def about(session: Session, n: int) -> list[Decision]:
    """What was decided about an incident, its people and its reports, the last first.

    Also what was decided of it under a number that leads here now, or of its people elsewhere.
    """
    own = select(membership.c.anchor).where(membership.c.incident == n)
    here = [*leading_to(session, [n])]
    people = select(victim_identifier.c.n).where(victim_identifier.c.incident == n)
    numbers: set[int] = set()
    for found in (
        select(review.c.decision_id).where(review.c.incident.in_(here)),
        select(correction.c.decision_id).where(
            correction.c.incident.in_(here) | correction.c.victim.in_(people)
        ),
        select(judgement.c.decision_id).where(
            judgement.c.left.in_(own) | judgement.c.right.in_(own)
        ),
    ):
        numbers.update(session.execute(found).scalars())
    statement = select(decision).where(decision.c.id.in_(sorted(numbers)))
    return [_decision(row) for row in session.execute(statement.order_by(decision.c.id.desc()))]


def leading_to(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """These identifiers and all that were merged into them, with where they lead."""
    leading = {n: n for n in numbers}
    rim = sorted(numbers)
    while rim:
        found: dict[int, int] = {}
        for batch in batches(rim):
            statement = select(incident_identifier.c.n, incident_identifier.c.into).where(
                incident_identifier.c.into.in_(batch)
            )
            found |= {row.n: leading[row.into] for row in session.execute(statement)}
        rim = sorted(found.keys() - leading.keys())
        leading |= {n: found[n] for n in rim}
    return leading


def last_of(session: Session, by: str) -> Decision | None:
    """The caller's own last decision that still stands: what ``undo`` would take back."""
    statement = (
        select(decision)
        .where(decision.c.by == by, decision.c.undone_at.is_(None))
        .order_by(decision.c.id.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return _decision(row) if row else None


def undo(session: Session, number: int, *, by: str, now: datetime) -> Decision:
    """Take a decision back: its rows end, what they had closed is in force again."""
    one_at_a_time(session)
    row = session.execute(select(decision).where(decision.c.id == number)).first()
    if row is None:
        raise CannotDecide(f"there is no decision {number}")
    if row.undone_at is not None:
        raise CannotDecide(f"decision {number} was taken back already")
    if row.kind == "redaction":
        raise CannotDecide("a redaction is taken back with “casebook redact … --lift”")
    _wake(session, number)
    for table, keys in _DECIDED.items():
        _reopen(session, table, keys, number, now=now)
    ruled = select(article_ruling.c.article).where(article_ruling.c.decision_id == number)
    for key in session.execute(ruled).scalars().all():
        articles.obey(session, key)
    session.execute(
        update(decision).where(decision.c.id == number).values(undone_at=now, undone_by=by)
    )
    return _decision(row)


def _reopen(
    session: Session, table: Table, keys: Sequence[str], number: int, *, now: datetime
) -> None:
    """What a decision's rows had closed is as if they had never been; the rows themselves end."""
    undone = select(decision.c.id).where(decision.c.undone_at.is_not(None))
    for own in session.execute(select(table).where(table.c.decision_id == number)).mappings():
        same = [table.c[key].is_not_distinct_from(own[key]) for key in keys]
        session.execute(
            update(table)
            .where(*same, table.c.superseded_by == number, table.c.decision_id.not_in(undone))
            .values(superseded_at=own["superseded_at"], superseded_by=own["superseded_by"])
        )
    own_rows = (table.c.decision_id == number, table.c.superseded_at.is_(None))
    session.execute(update(table).where(*own_rows).values(superseded_at=now))


def _wake(session: Session, number: int) -> None:
    """Have everything a decision touched resolved or shown again."""
    pairs = session.execute(
        select(judgement.c.left, judgement.c.right).where(judgement.c.decision_id == number)
    )
    ask_again(session, {anchor for pair in pairs for anchor in pair})
    for table in (review, correction):
        touched = select(table.c.incident).where(table.c.decision_id == number)
        mark_stale(session, _leads_to(session, session.execute(touched).scalars()))
    for told in (external_id, correction):
        of_people = (
            select(victim_identifier.c.incident)
            .join(told, told.c.victim == victim_identifier.c.n)
            .where(told.c.decision_id == number)
        )
        mark_stale(session, _leads_to(session, session.execute(of_people).scalars()))


def _leads_to(session: Session, numbers: Iterable[int]) -> set[int]:
    """These incidents, and where those lead that were merged since."""
    found, rim = set[int](), set(numbers)
    while rim:
        found |= rim
        following: set[int] = set()
        for batch in batches(sorted(rim)):
            merged = incident_identifier.c.n.in_(batch), incident_identifier.c.into.is_not(None)
            following.update(
                session.execute(select(incident_identifier.c.into).where(*merged)).scalars()
            )
        rim = following - found
    return found


def begin(
    session: Session, kind: str, subject: str, *, by: str, now: datetime, note: str = ""
) -> int:
    one_at_a_time(session)
    row = {"kind": kind, "subject": subject, "by": by, "at": now, "note": note}
    statement = decision.insert().values(row).returning(decision.c.id)
    return int(session.execute(statement).scalar_one())


def close(session: Session, table: Table, *which: Any, by: int, now: datetime) -> None:
    """End what is in force, by a later decision; the rows stay."""
    ended = {"superseded_at": now, "superseded_by": by}
    session.execute(update(table).where(*which, table.c.superseded_at.is_(None)).values(ended))


def ask_again(session: Session, anchors: Iterable[str]) -> None:
    for batch in batches(sorted(set(anchors))):
        session.execute(
            update(report)
            .where(report.c.anchor.in_(batch), report.c.current, report.c.in_scope)
            .values(waiting=True)
        )


def mark_stale(session: Session, incidents: Iterable[int]) -> None:
    for batch in batches(sorted(set(incidents))):
        session.execute(update(incident).where(incident.c.n.in_(batch)).values(stale=True))


def _decision(row: Row[Any]) -> Decision:
    return Decision(row.id, row.kind, row.subject, row.by, row.at, row.note, row.undone_at)
