"""Why an incident stands as it does: its reports, its values, and whose sentence each rests on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Text, bindparam, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from pipeline.records import Edge, Question
from storage import (
    comparisons,
    identifiers,
    incidents,
    judgements,
    listed,
    redactions,
    reviews,
    sayings,
)
from storage.redactions import Listed
from storage.tables import article_version, claim, fact, membership, question_anchor, report

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
        type_coerce(claim.c.value, Text).label("value"),  # few are looked at
        type_coerce(claim.c.detail, Text).label("detail"),
        claim.c.asserted_by,
        claim.c.method,
        claim.c.where,
        claim.c.start,
        claim.c.end,
    )
    .join(report, report.c.id == claim.c.report_id)
    .join(membership, membership.c.anchor == report.c.anchor)
    .where(_OWN, report.c.current)
    .order_by(report.c.anchor, claim.c.n)
)
_ANCHORS = select(membership.c.anchor).where(_OWN)
#: Whether anything can be asked about its reports: mostly nobody has said a word on them, or on
#: those that have left them.
_MAY_ASK = union_all(
    select(literal(1)).where(question_anchor.c.anchor.in_(_ANCHORS)),
    judgements.touching(_ANCHORS),
    judgements.touching(judgements.once_with(_ANCHORS)),
    judgements.corrected_there(_ANCHORS),
).limit(1)
_FACTS = (
    select(
        fact.c.victim,
        fact.c.field,
        fact.c.value,
        fact.c.state,
        fact.c.why,
        fact.c.confidence,
        fact.c.conflicts,
        fact.c.support,
    )
    .where(fact.c.incident == bindparam("n"))
    .order_by(fact.c.n)
)


def why(session: Session, incident_id: str, *, sums: bool = False) -> Why:
    """For each report why it is here, for each value why it was chosen and who says it.

    With ``sums`` what its reports showed when they were compared is put into words. Raises
    ``identifiers.NoSuchIncident``.
    """
    line = incidents.get_incident(session, incident_id)
    own = {"n": identifiers.number(line["incident_id"])}
    members = session.execute(_MEMBERS, own).all()
    said, entries = _said(members, session.execute(_CLAIMS, own))
    told = session.execute(_FACTS, own)
    known = redactions.listed(session)
    owners = (line["incident_id"], *redactions.victims_of(line))
    joins = comparisons.of_joins(session, [row.anchor for row in members]) if sums else {}
    unseen = reviews.unreviewed(session, own["n"])
    return Why(
        line=line,
        members=tuple(
            _member_why(row, joins, owners, known) | {"unreviewed": row.anchor in unseen}
            for row in members
        ),
        facts=(
            *(_fact_why(row, said) for row in told),
            *listed.listed_facts(line, entries),
        ),
        questions=_questions(session, own, [row.anchor for row in members]),
    )


def dissenting(session: Session, told: Why) -> Why:
    """The same, with each value that was not chosen beside it: who says so, in which words."""
    doubted = {fact["field"] for fact in told.facts if fact["conflicts"]}
    own: dict[tuple[str | None, str, str], list[dict[str, Any]]] = defaultdict(list)
    n = identifiers.number(told.line["incident_id"])
    for field in sorted(doubted):
        for one in sayings.of_incident(session, n, field=field):
            source = {"url": one.url, "outlet": one.outlet, "asserted_by": one.asserted_by}
            victim = f"V{one.victim}" if one.victim else None
            own[victim, field, str(one.value)].append(source | {"quote": one.quote})
    facts = tuple(
        fact
        | {
            "dissent": [
                other | {"support": own[fact["victim_id"], fact["field"], str(other["value"])]}
                for other in fact["conflicts"] or ()
                if other["value"] != fact["value"]
            ]
        }
        for fact in told.facts
    )
    return replace(told, facts=facts)


def _questions(
    session: Session, own: dict[str, int], anchors: Sequence[str]
) -> tuple[Question, ...]:
    if session.execute(_MAY_ASK, own).first() is None:
        return ()
    return tuple(incidents.questions(session, about=anchors))


def _said(
    members: Sequence[Row[Any]], claims: Iterable[Any]
) -> tuple[dict[Place, dict[str, Any]], list[listed.Entry]]:
    """Who says each claim in which words, and of these what an incident lists."""
    by_report = {row.id: row for row in members}
    found: dict[Place, dict[str, Any]] = {}
    own: list[listed.Entry] = []
    for report_id, n, field, value, detail, asserted_by, method, where, start, end in claims:
        row = by_report[report_id]
        quote = None
        if where is not None:
            quote = (row.title if where == "title" else row.text)[start:end]
        said = {"url": row.url, "outlet": row.outlet, "asserted_by": asserted_by, "quote": quote}
        if quote is None:
            said["method"] = method
        found[row.anchor, n] = said
        if field in listed.FIELDS:
            own.append((field, json.loads(value), json.loads(detail), said))
    return found, own


def _member_why(
    row: Row[Any], joins: Mapping[str, Edge], owners: Sequence[str], known: Listed
) -> dict[str, Any]:
    return {
        "report_id": row.anchor,
        "url": row.url,
        "outlet": row.outlet,
        "published": row.published,
        **joined_by(row, joins.get(row.anchor), owners, known),
    }


def joined_by(
    row: Row[Any], edge: Edge | None, owners: Sequence[str], known: Listed
) -> dict[str, Any]:
    """Why a report stands in its incident: the sum of what the two show, line by line.

    Without what is withheld of the incident or of a victim of it, the ``owners``.
    """
    return {
        "because": row.because,
        "via": row.via,
        "score": edge.score if edge else None,
        "evidence": [
            {
                "trait": e.trait,
                "weight": e.weight,
                "saw": known.saw(owners, e.trait, e.saw),
                "veto": e.veto,
            }
            for e in (edge.evidence if edge else ())
        ],
    }


def _fact_why(row: Any, said: Mapping[Place, dict[str, Any]]) -> dict[str, Any]:
    victim, field, value, state, because, confidence, conflicts, support = row
    return {
        "victim_id": f"V{victim}" if victim else None,
        "field": field,
        "value": value,
        "state": state,
        "why": because,
        "confidence": confidence,
        "conflicts": conflicts,
        "support": [said[anchor, at] for anchor, at in support if (anchor, at) in said],
    }
