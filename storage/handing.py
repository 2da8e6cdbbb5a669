"""What API and feeds hand over, a page at a time: everything, or what may leave the team."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.linking.rows import is_row
from storage import inclusion, leaving
from storage.changes import as_told
from storage.engine import scope_of
from storage.exports import articles as article_export
from storage.exports import claims as claim_export
from storage.exports.open_claims import openly
from storage.searches import Search, conditions, matches, telling
from storage.tables import article, change, incident, membership, report

Line = dict[str, Any]
#: A page of items, and where the next one begins; None at the end.
Page = tuple[list[Line], int | None]


def incidents(
    session: Session,
    search: Search,
    *,
    after: int,
    limit: int,
    whole: bool,
    only: int | None = None,
) -> Page:
    """Incidents by number."""
    statement = (
        select(incident.c.n, incident.c.line)
        .where(incident.c.n > after, *conditions(search, telling=telling(session, search)))
        .order_by(incident.c.n)
        .limit(limit)
    )
    if only is not None:
        statement = statement.where(incident.c.n == only)
    if not whole:
        statement = statement.where(incident.c.review == "accepted")
    rows = session.execute(statement).all()
    lines = [row.line for row in rows]
    if whole:
        found = [inclusion.judged(line, scope_of(session)) for line in lines]
    else:
        found = _told_by(search, leaving.opened(session, lines))
    return found, _next(rows, limit, "n")


def _told_by(search: Search, lines: Iterable[Line]) -> list[Line]:
    """Those that are found by what may leave: to be found by a withheld name would tell it."""
    return [line for line in lines if matches(search, line)]


def latest(session: Session, search: Search, *, limit: int) -> list[Line]:
    """The accepted incidents a search finds, as they may leave; what changed last comes first.

    To be accepted is a change: one that waited long for it comes before those that are only newer.
    """
    last = select(func.max(change.c.cursor)).where(change.c.incident == incident.c.n)
    statement = (
        select(incident.c.line)
        .where(
            incident.c.review == "accepted",
            *conditions(search, telling=telling(session, search)),
        )
        .order_by(func.coalesce(last.scalar_subquery(), 0).desc(), incident.c.n.desc())
        .limit(limit)
    )
    return _told_by(search, leaving.opened(session, session.execute(statement).scalars().all()))


def _next(rows: Any, limit: int, name: str) -> int | None:
    return int(getattr(rows[-1], name)) if len(rows) == limit else None


def _told(rows: Any) -> list[int]:
    """Rows of hand-kept records stand for no article."""
    return [row.id for row in rows if not is_row(row.key)]


def articles(session: Session, *, after: int, limit: int, whole: bool, only: int | None) -> Page:
    """Articles by row number; as they may leave: address, outlet, date and incident alone."""
    if not whole:
        return _open_articles(session, after=after, limit=limit, only=only)
    statement = (
        select(article.c.id, article.c.key).where(article.c.id > after).order_by(article.c.id)
    )
    if only is not None:
        own = (
            select(report.c.article_id)
            .join(membership, membership.c.anchor == report.c.anchor)
            .where(membership.c.incident == only, report.c.current)
        )
        statement = statement.where(article.c.id.in_(own))
    rows = session.execute(statement.limit(limit)).all()
    found = list(article_export.rows_of(session, _told(rows)))
    return found, _next(rows, limit, "id")


def _open_articles(session: Session, *, after: int, limit: int, only: int | None) -> Page:
    """By incident: pages may hold a few articles more than asked for, never half an incident's."""
    lines, last = incidents(
        session, Search(), after=after, limit=max(1, limit // 8), whole=False, only=only
    )
    found = [
        {**item, "incident_id": line["incident_id"]} for line in lines for item in line["articles"]
    ]
    return found, last


def claims(session: Session, *, after: int, limit: int, whole: bool, only: int | None) -> Page:
    """Claims, whole reports at a time, so that a page may hold more or fewer than asked for."""
    statement = (
        select(report.c.id, article.c.key)
        .join(article, article.c.id == report.c.article_id)
        .outerjoin(membership, membership.c.anchor == report.c.anchor)
        .outerjoin(incident, incident.c.n == membership.c.incident)
        .where(report.c.id > after, report.c.current, report.c.in_scope)
        .order_by(report.c.id)
        .limit(max(1, limit // 20))
    )
    if only is not None:
        statement = statement.where(membership.c.incident == only)
    if not whole:
        statement = statement.where(incident.c.review == "accepted")
    rows = session.execute(statement).all()
    last = _next(rows, max(1, limit // 20), "id")
    if not whole:
        return _open_claims(session, _told(rows)), last
    return list(claim_export.rows_of(session, _told(rows))), last


def _open_claims(session: Session, ids: Sequence[int]) -> list[Line]:
    """As in a package: nobody's name but those that may leave, no places in the text.

    An article's three quotes are chosen among all its claims, on whichever page they are told.
    """
    own = select(report.c.article_id).where(report.c.id.in_(ids))
    statement = select(report.c.id, report.c.anchor).where(
        report.c.article_id.in_(own), report.c.current, report.c.in_scope
    )
    beside = session.execute(statement).all()
    anchors = {row.anchor for row in beside if row.id in ids}
    rows = list(claim_export.rows_of(session, [row.id for row in beside]))
    numbers = {int(row["incident_id"][1:]) for row in rows if row["incident_id"]}
    lines = {line["incident_id"]: line for line in leaving.incidents(session, numbers=numbers)}
    return [
        {**row, "as_written": None, "start": None, "end": None}
        for row in openly(session, rows, lines)
        if row["report_id"] in anchors
    ]


def changes(session: Session, *, after: int, limit: int, whole: bool) -> Page:
    """Changes by cursor; as they may leave: what is not accepted any more is withdrawn."""
    statement = select(change).where(change.c.cursor > after).order_by(change.c.cursor).limit(limit)
    rows = session.execute(statement).all()
    told = [as_told(row, scope_of(session)) for row in rows]
    last = _next(rows, limit, "cursor")
    return (told if whole else _open_changes(session, told)), last


def _open_changes(session: Session, told: list[Line]) -> list[Line]:
    going = [item for item in told if item["incident"] and leaving.may_leave(item["incident"])]
    opened = leaving.opened(session, [item["incident"] for item in going])
    shown = {item["cursor"]: line for item, line in zip(going, opened, strict=True)}
    found = []
    for item in told:
        out = shown.get(item["cursor"])
        if out is None and not _was_out(session, item):
            continue
        if out or _leads_out(session, item):
            found.append({**item, "incident": out})
        else:
            found.append({**item, "kind": "withdrawn", "into": None, "incident": None})
    return found


def _leads_out(session: Session, item: Mapping[str, Any]) -> bool:
    """Whether it was merged into an incident that the world was told of."""
    if item["kind"] != "merged" or item["into"] is None:
        return False
    statement = (
        select(change.c.line)
        .where(change.c.incident == int(item["into"][1:]), change.c.cursor <= item["cursor"])
        .order_by(change.c.cursor.desc())
        .limit(1)
    )
    line = session.execute(statement).scalar()
    return line is not None and leaving.may_leave(line)


def _was_out(session: Session, item: Mapping[str, Any]) -> bool:
    """Whether an earlier change told the world of this incident."""
    statement = select(change.c.line).where(
        change.c.incident == int(item["incident_id"][1:]), change.c.cursor < item["cursor"]
    )
    return any(line and leaving.may_leave(line) for line in session.execute(statement).scalars())
