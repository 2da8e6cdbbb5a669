"""Claims: every value of every report, with the words that give it, as CONTRACTS says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pipeline.rows import is_row
from storage.sql import batches
from storage.tables import (
    article,
    article_version,
    claim,
    incident_person,
    membership,
    report,
    report_person,
)

CLAIM_COLUMNS = (
    "claim_id", "article_url", "article_version", "report_id", "incident_id", "victim_id", "field",
    "value", "as_written", "basis", "in", "quote", "start", "end", "asserted_by", "hedged",
    "method", "version", "confidence",
)  # fmt: skip


def claim_rows(session: Session) -> Iterator[dict[str, Any]]:
    """One line a claim of what articles say now, by article, report and place in it.

    Only of shootings within the database's scope: what is said of others is nobody's business.
    Cells of a hand-kept record stand in its own file, and ``show --why`` names them.
    """
    statement = (
        select(report.c.id, article.c.key)
        .join(article, article.c.id == report.c.article_id)
        .where(report.c.current, report.c.in_scope)
        .order_by(article.c.key, report.c.n)
    )
    known = session.execute(statement).all()
    for ids in batches((row.id for row in known if not is_row(row.key)), 100):
        yield from rows_of(session, ids)


def rows_of(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The claims of these reports (by row number)."""
    victims = _victims(session, ids)
    yield from (_row(row, victims) for row in session.execute(_claims(ids)).all())


def _claims(ids: Sequence[int]) -> Any:
    return (
        select(
            claim,
            report.c.anchor,
            article_version.c.url,
            article_version.c.n.label("version_n"),
            article_version.c.title,
            article_version.c.text,
            membership.c.incident,
        )
        .join(report, report.c.id == claim.c.report_id)
        .join(article, article.c.id == report.c.article_id)
        .join(article_version, article_version.c.id == report.c.version_id)
        .outerjoin(membership, membership.c.anchor == report.c.anchor)
        .where(claim.c.report_id.in_(ids))
        .order_by(article.c.key, report.c.n, claim.c.n)
    )


def _victims(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """Which victim each person of these reports is: by report and person."""
    statement = (
        select(report_person, report.c.anchor, incident_person.c.victim, incident_person.c.persons)
        .join(report, report.c.id == report_person.c.report_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .join(incident_person, incident_person.c.incident == membership.c.incident)
        .where(report_person.c.report_id.in_(ids))
    )
    return {
        (row.report_id, row.n): row.victim
        for row in session.execute(statement)
        if [row.anchor, row.name or f"#{row.n}"] in row.persons
    }


def _row(row: Row[Any], victims: Mapping[tuple[int, int], int]) -> dict[str, Any]:
    source = row.title if row.where == "title" else row.text
    victim = None if row.person is None else victims.get((row.report_id, row.person))
    return {
        "claim_id": f"{row.anchor}.{row.n}",
        "article_url": row.url,
        "article_version": row.version_n,
        "report_id": row.anchor,
        "incident_id": f"I{row.incident}" if row.incident else None,
        "victim_id": f"V{victim}" if victim else None,
        "field": row.field,
        "value": row.value,
        "as_written": row.as_written,
        "basis": row.basis,
        "in": row.where,
        "quote": None if row.where is None else source[row.start : row.end],
        "start": row.start,
        "end": row.end,
        "asserted_by": row.asserted_by,
        "hedged": row.hedged,
        "method": row.method,
        "version": row.version,
        "confidence": row.confidence,
    }
