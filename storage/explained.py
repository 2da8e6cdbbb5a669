"""Why an incident stands as it does: its reports, its values, and whose sentence each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from pipeline.records import Question
from storage import identifiers, incidents, listed
from storage.tables import article_version, claim, fact, membership, report

#: Where a claim stands: the report's anchor, and its place among the report's claims.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Why:
    """Where an incident and each of its values comes from."""

    line: dict[str, Any]
    members: tuple[dict[str, Any], ...]
    facts: tuple[dict[str, Any], ...]
    questions: tuple[Question, ...] = ()  # about its reports, for a person to settle


# Made once: building a statement costs more than running it.
_OWN = membership.c.incident == bindparam("n")
_MEMBERS = (
    select(
        membership,
        report.c.id,
        article_version.c.url,
        article_version.c.outlet,
        article_version.c.published,
        article_version.c.title,
        article_version.c.text,
    )
    .join(report, (report.c.anchor == membership.c.anchor) & report.c.current)
    .join(article_version, article_version.c.id == report.c.version_id)
    .where(_OWN)
    .order_by(membership.c.position)
)
_CLAIMS = (
    select(
        claim.c.report_id,
        claim.c.n,
        claim.c.field,
        claim.c.value,
        claim.c.asserted_by,
        claim.c.where,
        claim.c.start,
        claim.c.end,
    )
    .join(report, report.c.id == claim.c.report_id)
    .join(membership, membership.c.anchor == report.c.anchor)
    .where(_OWN, report.c.current)
    .order_by(report.c.anchor, claim.c.n)
)
_FACTS = select(fact).where(fact.c.incident == bindparam("n")).order_by(fact.c.n)


def why(session: Session, incident_id: str) -> Why:
    """For each report why it is here, for each value why it was chosen and who says it.

    Raises ``identifiers.NoSuchIncident``.
    """
    line = incidents.get_incident(session, incident_id)
    own = {"n": identifiers.number(line["incident_id"])}
    members = session.execute(_MEMBERS, own).all()
    claims = session.execute(_CLAIMS, own).all()
    said = _said(members, claims)
    told = session.execute(_FACTS, own)
    return Why(
        line=line,
        members=tuple(_member_why(row) for row in members),
        facts=(
            *(_fact_why(row, said) for row in told),
            *listed.listed_facts(line, _listed(members, claims, said)),
        ),
        questions=tuple(incidents.questions(session, about=[row.anchor for row in members])),
    )


def _said(members: Sequence[Row[Any]], claims: Iterable[Any]) -> dict[Place, dict[str, Any]]:
    """Who says each claim, and in which words."""
    by_report = {row.id: row for row in members}
    found: dict[Place, dict[str, Any]] = {}
    for told in claims:
        row = by_report[told.report_id]
        quote = None
        if told.where is not None:
            quote = (row.title if told.where == "title" else row.text)[told.start : told.end]
        found[row.anchor, told.n] = {
            "url": row.url,
            "outlet": row.outlet,
            "asserted_by": told.asserted_by,
            "quote": quote,
        }
    return found


def _listed(
    members: Sequence[Row[Any]],
    claims: Iterable[Any],
    said: Mapping[Place, dict[str, Any]],
) -> Iterable[tuple[str, Any, dict[str, Any]]]:
    anchors = {row.id: row.anchor for row in members}
    for told in claims:
        if told.field in listed.FIELDS:
            yield told.field, told.value, said[anchors[told.report_id], told.n]


def _member_why(row: Row[Any]) -> dict[str, Any]:
    return {
        "report_id": row.anchor,
        "url": row.url,
        "outlet": row.outlet,
        "published": row.published,
        **joined_by(row),
    }


def joined_by(row: Row[Any]) -> dict[str, Any]:
    """Why a report stands in its incident: the sum of what the two show, line by line."""
    return {
        "because": row.because,
        "via": row.via,
        "score": row.score,
        "evidence": [
            {"trait": trait, "weight": weight, "saw": saw, "veto": veto}
            for trait, weight, saw, veto in row.evidence or ()
        ],
    }


def _fact_why(row: Row[Any], said: Mapping[Place, dict[str, Any]]) -> dict[str, Any]:
    return {
        "victim_id": f"V{row.victim}" if row.victim else None,
        "field": row.field,
        "value": row.value,
        "state": row.state,
        "why": row.why,
        "confidence": row.confidence,
        "conflicts": row.conflicts,
        "support": [said[anchor, at] for anchor, at in row.support if (anchor, at) in said],
    }
