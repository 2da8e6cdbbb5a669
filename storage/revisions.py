"""How the stories of an incident changed: version by version, in facts and in paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pipeline.page.revisions import (
    FactChange,
    Notice,
    ParagraphChange,
    fact_changes,
    notices,
    paragraph_changes,
)
from storage.sql import batches
from storage.tables import article_version, capture, link, membership, report


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a story beside the one before it; of a first version only its notices."""

    url: str
    outlet: str | None
    n: int
    fetched_at: datetime
    modified: str | None
    facts: tuple[FactChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    notices: tuple[Notice, ...] = ()  # that the version before did not have
    title: tuple[str, str] | None = None  # where it changed: before, after
    gone_at: datetime | None = None  # the last version of a story that is no longer there


def revisions(session: Session, incident: int) -> list[Revision]:
    """What changed in the stories of an incident, in the order in which we saw it."""
    told: list[Revision] = []
    for rows in _versions(session, incident).values():
        told += _told(rows, _facts(session, [row.id for row in rows]))
    return sorted(told, key=lambda item: (item.fetched_at, item.url))


def _versions(session: Session, incident: int) -> dict[int, list[Row[Any]]]:
    """Every version of every story that is in an incident, by article, in order."""
    members = (
        select(report.c.article_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(membership.c.incident == incident, report.c.current)
    )
    statement = (
        select(
            article_version, capture.c.fetched_at, link.c.failure, link.c.fetched_at.label("last")
        )
        .join(capture, capture.c.id == article_version.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(article_version.c.article_id.in_(members))
        .order_by(article_version.c.article_id, article_version.c.n)
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(statement):
        found[row.article_id].append(row)
    return found


def _facts(session: Session, versions: Sequence[int]) -> dict[tuple[int, int], dict[str, Any]]:
    """What each version said, by version and by the report's number in it."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for batch in batches(versions):
        statement = select(report.c.version_id, report.c.n, report.c.facts).where(
            report.c.version_id.in_(batch)
        )
        found |= {(row.version_id, row.n): row.facts for row in session.execute(statement)}
    return found


def _told(rows: Sequence[Row[Any]], facts: dict[tuple[int, int], dict[str, Any]]) -> list[Revision]:
    first, last = rows[0], rows[-1]
    gone = {last.id: last.last} if last.failure == "gone" else {}
    told = [
        _revision(first, notices=notices(first.text), gone_at=gone.get(first.id)),
        *(_beside(before, row, facts, gone.get(row.id)) for before, row in pairwise(rows)),
    ]
    return [
        item
        for item in told
        if item.facts or item.paragraphs or item.notices or item.title or item.gone_at
    ]


def _beside(
    before: Row[Any],
    row: Row[Any],
    facts: dict[tuple[int, int], dict[str, Any]],
    gone_at: datetime | None,
) -> Revision:
    known = {notice.text for notice in notices(before.text)}
    numbers = sorted({n for version, n in facts if version == row.id})
    changes = [
        change
        for n in numbers
        if (before.id, n) in facts
        for change in fact_changes(facts[before.id, n], facts[row.id, n])
    ]
    return _revision(
        row,
        facts=tuple(changes),
        paragraphs=paragraph_changes(before.text, row.text),
        notices=tuple(item for item in notices(row.text) if item.text not in known),
        title=(before.title, row.title) if before.title != row.title else None,
        gone_at=gone_at,
    )


def _revision(row: Row[Any], **told: Any) -> Revision:
    return Revision(
        url=row.url,
        outlet=row.outlet,
        n=row.n,
        fetched_at=row.fetched_at,
        modified=row.modified,
        **told,
    )
