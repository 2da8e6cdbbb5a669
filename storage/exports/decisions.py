"""What people decided, row by row, also what was superseded or undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from storage.dates import stamp
from storage.tables import correction, decision, external_id, judgement, review, ruling

JUDGEMENT_COLUMNS = (
    "decision_id", "action", "by", "at", "note", "undone_at", "kind", "left", "right", "verdict",
    "incident_id", "victim_id", "state", "field", "value", "source", "schema", "superseded_at",
)  # fmt: skip
_TABLES: tuple[Table, ...] = (judgement, review, correction, external_id, ruling)


def judgement_rows(session: Session) -> Iterator[dict[str, Any]]:
    """One line a decided row, by decision."""
    deeds = session.execute(select(decision).order_by(decision.c.id)).all()
    for deed in deeds:
        for table in _TABLES:
            own = select(table).where(table.c.decision_id == deed.id).order_by(table.c.id)
            for row in session.execute(own):
                yield _row(deed, table.name, row)


def _row(deed: Row[Any], kind: str, row: Row[Any]) -> dict[str, Any]:
    found = dict.fromkeys(JUDGEMENT_COLUMNS)
    named = row._mapping
    found |= {name: named[name] for name in JUDGEMENT_COLUMNS if name in named}
    ended = named["superseded_at"]
    return found | {
        "action": deed.kind,
        "by": deed.by,
        "at": stamp(deed.at),
        "note": deed.note,
        "undone_at": stamp(deed.undone_at) if deed.undone_at else None,
        "kind": kind,
        "incident_id": f"I{named['incident']}" if "incident" in named else None,
        "victim_id": f"V{named['victim']}" if named.get("victim") else None,
        "superseded_at": stamp(ended) if ended else None,
    }
