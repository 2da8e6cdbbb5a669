"""Claims: every value of every report, with the words that give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from pipeline.linking.rows import is_row
from storage import redactions
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

#: Reports asked about together. PostgreSQL may read its whole tables for each question, and does so
#: until it has counted them: with a hundred an export took two and a half times as long.
_AT_ONCE = 500


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
    for ids in batches((row.id for row in known if not is_row(row.key)), _AT_ONCE):
        yield from rows_of(session, ids)


def rows_of(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The claims of these reports (by row number), but for those of a field that is withheld."""
    victims = _victims(session, ids)
    known = redactions.listed(session)
    for row in session.execute(_CLAIMS, {"ids": ids}).all():
        told = _line(row, victims)
        owners = (told["incident_id"], told["victim_id"])
        if not any(known.hides_claim(owner, told["field"]) for owner in owners):
            yield told


_IDS: Any = bindparam("ids", expanding=True)
#: Quotes are cut out by the database: texts stay there.
_SOURCE = case((claim.c.where == "title", article_version.c.title), else_=article_version.c.text)
_CLAIMS = (
    select(
        report.c.anchor,
        membership.c.incident,
        article_version.c.url,
        article_version.c.n.label("version_n"),
        claim.c.report_id,
        claim.c.person,
        claim.c.n,
        claim.c.field,
        claim.c.value,
        claim.c.as_written,
        claim.c.basis,
        claim.c.where,
        func.substr(_SOURCE, claim.c.start + 1, claim.c.end - claim.c.start).label("quote"),
        claim.c.start,
        claim.c.end,
        claim.c.asserted_by,
        claim.c.hedged,
        claim.c.method,
        claim.c.version,
        claim.c.confidence,
    )
    .join(report, report.c.id == claim.c.report_id)
    .join(article, article.c.id == report.c.article_id)
    .join(article_version, article_version.c.id == report.c.version_id)
    .outerjoin(membership, membership.c.anchor == report.c.anchor)
    .where(claim.c.report_id.in_(_IDS))
    .order_by(article.c.key, report.c.n, claim.c.n)
)
_PERSONS = (
    select(
        report_person.c.report_id,
        report_person.c.n,
        report_person.c.name,
        report.c.anchor,
        incident_person.c.victim,
        incident_person.c.persons,
    )
    .join(report, report.c.id == report_person.c.report_id)
    .join(membership, membership.c.anchor == report.c.anchor)
    .join(incident_person, incident_person.c.incident == membership.c.incident)
    .where(report_person.c.report_id.in_(_IDS))
)


def _victims(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """Which victim each person of these reports is: by report and person."""
    return {
        (report_id, n): victim
        for report_id, n, name, anchor, victim, persons in session.execute(_PERSONS, {"ids": ids})
        if [anchor, name or f"#{n}"] in persons
    }


def _line(row: Sequence[Any], victims: Mapping[tuple[int, int], int]) -> dict[str, Any]:
    (
        anchor, incident, url, version_n, report_id, person, n, field, value, as_written, basis,
        where, quote, start, end, asserted_by, hedged, method, version, confidence,
    ) = row  # fmt: skip
    victim = None if person is None else victims.get((report_id, person))
    return {
        "claim_id": f"{anchor}.{n}",
        "article_url": url,
        "article_version": version_n,
        "report_id": anchor,
        "incident_id": f"I{incident}" if incident else None,
        "victim_id": f"V{victim}" if victim else None,
        "field": field,
        "value": value,
        "as_written": as_written,
        "basis": basis,
        "in": where,
        "quote": None if where is None else quote,
        "start": start,
        "end": end,
        "asserted_by": asserted_by,
        "hedged": hedged,
        "method": method,
        "version": version,
        "confidence": confidence,
    }
