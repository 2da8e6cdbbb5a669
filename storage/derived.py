"""All that can be thrown away, thrown away: kept, decided and allocated rows stay."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.tables import DERIVED


def drop(session: Session) -> None:
    """Empty every derived table; reading and resolving make them again, to the same bytes."""
    for table in DERIVED:
        session.execute(delete(table))
