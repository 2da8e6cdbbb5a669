"""What people said about rows of other people's lists, kept for the next time they are compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.decisions import CannotDecide, begin, close
from storage.identifiers import number
from storage.sql import add
from storage.tables import decision, ruling, victim_identifier

#: What a row can be ruled: one of ours, none of those we might take it for, or beside the point.
VERDICTS = ("same", "apart", "not-ours", "to-add")


@dataclass(frozen=True, slots=True)
class Rulings:
    """The words in force on one list, by its rows."""

    same: dict[str, str]  # row → victim
    apart: frozenset[tuple[str, str]]  # row, victim
    set_aside: dict[str, str]  # row → not-ours or to-add, with who said so and why


def rule(
    session: Session,
    schema: str,
    row: str,
    verdict: str,
    *,
    victim: str | None = None,
    by: str,
    now: datetime,
    note: str = "",
) -> int:
    """A person's word on a row; it closes what stood against it. The decision's id."""
    if verdict not in VERDICTS:
        raise CannotDecide(f"a row is ruled {', '.join(VERDICTS)}, not “{verdict}”")
    if (verdict in {"same", "apart"}) != (victim is not None):
        raise CannotDecide("same and apart name a victim (such as V7), the others none")
    whom = f" V{_known(session, victim)}" if victim is not None else ""
    said = f"{verdict}{whom}"
    deed = begin(session, "ruling", f"{schema} {row}: {said}", by=by, now=now, note=note)
    which = [ruling.c.schema == schema, ruling.c.value == row]
    if verdict == "apart":  # a row may be kept apart from several
        which.append(ruling.c.verdict.in_((said, f"same{whom}")))
    close(session, ruling, *which, by=deed, now=now)
    values = {"decision_id": deed, "schema": schema, "value": row, "verdict": said}
    add(session, ruling, [values])
    return deed


def _known(session: Session, victim: str) -> int:
    n = number(victim, of="V")
    known = select(victim_identifier.c.n).where(victim_identifier.c.n == n)
    if session.execute(known).first() is None:
        raise CannotDecide(f"there is no victim {victim}")
    return n


def in_force(session: Session, schema: str) -> Rulings:
    same: dict[str, str] = {}
    apart: set[tuple[str, str]] = set()
    aside: dict[str, str] = defaultdict(str)
    statement = (
        select(ruling.c.value, ruling.c.verdict, decision.c.by, decision.c.note)
        .join(decision, decision.c.id == ruling.c.decision_id)
        .where(ruling.c.schema == schema, ruling.c.superseded_at.is_(None))
        .order_by(ruling.c.id)
    )
    for row in session.execute(statement):
        verdict, _, victim = row.verdict.partition(" ")
        if verdict == "same":
            same[row.value] = victim
        elif verdict == "apart":
            apart.add((row.value, victim))
        else:
            aside[row.value] = f"{verdict}, says {row.by}" + (f": {row.note}" if row.note else "")
    return Rulings(same, frozenset(apart), dict(aside))
