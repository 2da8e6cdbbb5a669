"""What a redaction would touch, before anybody decides on it: each kind of place, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import erasing
from storage.redactions import Level
from storage.sql import batches
from storage.subjects import Subject, leading_to
from storage.tables import article_version, backup, change, report


@dataclass(frozen=True, slots=True)
class Touch:
    """One kind of place it is in, and how often."""

    where: str
    count: int
    becomes: str


def preview(session: Session, found: Subject, level: Level) -> list[Touch]:
    """Every kind of place a redaction touches, and what becomes of it."""
    captures = erasing.pages_of(session, found)
    files = {row.file for row in captures if row.file}
    shown = sorted(f"I{n}" for n in found.incidents)
    hidden = "out of exports, push, webhooks" if level is Level.UNPUBLISH else "not shown"
    touches = [
        Touch("incidents", len(shown), f"{', '.join(shown)}: {hidden}; the death stays counted"),
        Touch("change feed", len(shown), "receivers see “redacted”"),
        Touch("articles", len(found.articles), _fate(found, level)),
    ]
    if level is Level.ERASE:
        masked = "masked" if found.names else "a tombstone: day, place, agency, fatal or not"
        touches += [
            Touch(
                "pages in the archive", len(captures), f"{masked}; files rewritten: {len(files)}"
            ),
            Touch("versions", _count(session, article_version, found.articles), "read anew"),
            Touch("reports and quotes", _count(session, report, found.articles), "read anew"),
            Touch("search index", len(found.articles), "follows the texts"),
            Touch("changes told before", _told(session, found), "their lines as they are now"),
        ]
    messages = sum(len(ids) for _, ids in erasing.messages(session, found, level))
    touches.append(Touch("messages in the outbox", messages, "dropped"))
    touches.append(Touch("names in the list", len(found.names), "as keyed hashes"))
    for row in session.execute(select(backup.c.path).order_by(backup.c.id)):
        touches.append(
            Touch(
                "backup", 1, f"{row.path}: told of it, and honours it when restored; or delete it"
            )
        )
    return [item for item in touches if item.count]


def _fate(found: Subject, level: Level) -> str:
    if level is not Level.ERASE:
        return "addresses and names in them are left out of what leaves the team"
    return "the name is masked" if found.names else "taken down, never fetched again"


def _count(session: Session, table: Any, numbers: Sequence[int]) -> int:
    return sum(
        len(session.execute(select(table.c.id).where(table.c.article_id.in_(batch))).all())
        for batch in batches(numbers)
    )


def _told(session: Session, found: Subject) -> int:
    numbers = sorted(leading_to(session, found.incidents))
    statement = select(change.c.cursor).where(change.c.incident.in_(numbers))
    return len(session.execute(statement).all())
