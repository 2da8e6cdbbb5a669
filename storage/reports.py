"""What one article says of one incident: reports, their people, claims and blocking keys."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, Select, Table, func, select, type_coerce, update
from sqlalchemy.orm import Session

from pipeline import candidates
from pipeline.columns.outlines import outline
from pipeline.consensus import report_facts
from pipeline.incident.incident_view import Member
from pipeline.linking import crowds, linkable
from pipeline.linking.linkable import Linkable
from pipeline.records import (
    Article,
    AssertedBy,
    Basis,
    Claim,
    FiredBy,
    Mention,
    Person,
    Reading,
    Report,
    Role,
    Scope,
    Span,
    Where,
)
from pipeline.reread import kept_anchors
from storage.columns import Words, from_json
from storage.dates import instant
from storage.prepared import ask, precompiled
from storage.sql import add, add_one, batches, one_of, remove
from storage.tables import (
    article,
    article_ruling,
    article_version,
    claim,
    report,
    report_key,
    report_outline,
    report_person,
)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it was read, with what must be known of its article."""

    id: int
    anchor: str
    article_key: str
    report: Report
    linkable: Linkable
    version: int
    url: str
    outlet: str | None
    published: str | None
    copied: str | None  # of its family the earliest article's address, where it is a near-copy
    waiting: bool  # to be resolved

    def member(self, family: str = "") -> Member:
        published = instant(self.published) if self.published else None
        return Member(self.linkable, self.report, self.url, self.outlet, published, family)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """One report as rows of its tables, before the database has given it a number."""

    report: dict[str, Any]
    people: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    keys: list[str]
    outline: bytes


# ---------------------------------------------------------------------------------- write


def add_reports(
    session: Session,
    reading: Reading,
    *,
    article_id: int,
    version_id: int,
    article_key: str,
    scope: Scope,
    current: bool,
    former: Sequence[Linkable] = (),
) -> None:
    """Store a reading's reports under one version of their article.

    ``former``: what the story told until now, by which its reports keep their anchors.
    """
    verdict = ruling(session, article_key) if reading.reports else None
    for rows in report_rows(
        reading, article_key=article_key, scope=scope, verdict=verdict, former=former
    ):
        row = rows.report | {"article_id": article_id, "version_id": version_id}
        row |= {"compared": False, "current": current, "waiting": current and row["in_scope"]}
        own = {"report_id": add_one(session, report, row)}
        add(session, report_person, [person | own for person in rows.people])
        add(session, claim, [item | own for item in rows.claims])
        add(session, report_key, [{"key": key} | own for key in rows.keys])
        add(session, report_outline, [{"outline": rows.outline} | own])


def report_rows(
    reading: Reading,
    *,
    article_key: str,
    scope: Scope,
    verdict: str | None = None,
    former: Sequence[Linkable] = (),
) -> Iterator[ReportRows]:
    """A reading's reports as rows; what only the database knows is left out."""
    taken: set[str] = set()
    anchors = [_free(linkable.anchor(article_key, item), taken) for item in reading.reports]
    found = [
        linkable.linkable(
            reading.article, item, anchor=anchor, article_key=article_key, scope=scope
        )
        for anchor, item in zip(anchors, reading.reports, strict=True)
    ]
    known = kept_anchors(former, found) if former else {}
    for item, fresh in zip(reading.reports, found, strict=True):
        reduced = replace(fresh, anchor=known.get(fresh.anchor, fresh.anchor))
        row = _report_row(reading.article, item, reduced, scope)
        row |= {"in_scope": is_counted(item, scope, verdict)}
        yield ReportRows(
            report=row,
            people=[_person_row(person) for person in item.people],
            claims=[_claim_row(n, told, reading.version) for n, told in enumerate(item.claims)],
            keys=sorted([*candidates.keys(reduced), *_crowd(reduced)]),
            outline=outline(reduced),
        )


def _crowd(item: Linkable) -> list[str]:
    key = crowds.key(item)
    return [key] if key else []


def ruling(session: Session, article_key: str) -> str | None:
    """What people said of an article: promoted, rejected, or nothing."""
    statement = select(article_ruling.c.verdict).where(
        article_ruling.c.article == article_key, article_ruling.c.superseded_at.is_(None)
    )
    return session.execute(statement).scalar()


def is_counted(item: Report, scope: Scope, verdict: str | None) -> bool:
    """Whether a report may form incidents: as people said, or else as it was read."""
    return item.in_scope(scope) if verdict is None else verdict == "promoted"


def _free(anchor: str, taken: set[str]) -> str:
    """Two reports of one article that say the same of the same people still are two."""
    free = anchor
    while free in taken:
        free = f"{anchor}-{len(taken)}"
    taken.add(free)
    return free


def _report_row(article: Article, item: Report, reduced: Linkable, scope: Scope) -> dict[str, Any]:
    return {
        "in_scope": item.in_scope(scope),
        "n": item.n,
        "anchor": reduced.anchor,
        "fingerprint": item.fingerprint,
        "fired_by": item.fired_by,
        "relevance": item.relevance,
        "people_hit_min": item.people_hit_min,
        "people_hit_max": item.people_hit_max,
        "reasons": list(item.reasons),
        "passages": [_span_json(span) for span in item.passages],
        "linkable": linkable.to_json(reduced),
        "facts": report_facts(article, item, scope),
    }


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "n": person.n,
        "role": person.role,
        "name": person.name,
        "forms": list(person.forms),
        "mentions": [[*_span_json(m.span), m.text, m.named] for m in person.mentions],
        "confidence": person.confidence,
    }


def _claim_row(n: int, item: Claim, version: str) -> dict[str, Any]:
    quote = item.quote
    return {
        "n": n,
        "person": item.person,
        "field": item.field,
        "value": item.value,
        "as_written": item.as_written,
        "where": quote.where if quote else None,
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
        "basis": item.basis,
        "asserted_by": item.asserted_by,
        "hedged": item.hedged,
        "method": item.method,
        "version": version,
        "confidence": item.confidence,
        "detail": dict(item.detail),
    }


def _span_json(span: Span) -> list[Any]:
    return [str(span.where), span.start, span.end]


def of_version(session: Session, capture_id: int) -> list[Linkable]:
    """What the version of a capture tells, reduced; nothing where it is none."""
    statement = (
        select(REDUCED)
        .join(article_version, article_version.c.id == report.c.version_id)
        .where(article_version.c.capture_id == capture_id)
        .order_by(report.c.n)
    )
    return [reduced(text) for text in session.execute(statement).scalars()]


def keep_anchors(session: Session, capture_id: int, former: Iterable[Linkable]) -> None:
    """Have the reports of a capture, and of later versions, go by the anchors they are known by.

    ``former``: what the story told elsewhere, before it was read here.
    """
    own = select(article_version.c.article_id, article_version.c.n, article.c.key)
    row = session.execute(
        own.join(article).where(article_version.c.capture_id == capture_id)
    ).first()
    if row is None:
        return
    known = kept_anchors(
        [item for item in former if item.article_key == row.key], of_version(session, capture_id)
    )
    later = select(article_version.c.id).where(
        article_version.c.article_id == row.article_id, article_version.c.n >= row.n
    )
    for new, old in known.items():
        which = report.c.version_id.in_(later), report.c.anchor == new
        for number, told in session.execute(select(report.c.id, REDUCED).where(*which)).all():
            values = {
                "anchor": old,
                "linkable": linkable.to_json(replace(reduced(told), anchor=old)),
            }
            session.execute(update(report).where(report.c.id == number).values(values))


def remove_reports(session: Session, *, version_id: int) -> None:
    """Take the reports of one version away, with all that hangs on them."""
    found = select(report.c.id).where(report.c.version_id == version_id)
    ids = session.execute(found).scalars().all()
    for table in (report_outline, report_key, claim, report_person):
        remove(session, table.c.report_id, ids)
    remove(session, report.c.id, ids)


# ---------------------------------------------------------------------------------- read

#: A report as the resolver sees it, as text: most are met again and again while they are news.
REDUCED = type_coerce(report.c.linkable, Words).label("linkable")
_HERE = (report.c.current, report.c.in_scope)


@lru_cache(maxsize=1024)
def reduced(text: str) -> Linkable:
    """What this text of :data:`REDUCED` says."""
    return linkable.from_json(from_json(text))


@lru_cache(maxsize=4096)
def sketch(text: str) -> tuple[int, ...]:
    """Its signature alone."""
    _, found, rest = text.partition(_SIGNATURE)
    return tuple(json.loads(f"[{rest[: rest.index(']')]}]")) if found else ()


#: Where it begins. In a value the quotes would have backslashes before them.
_SIGNATURE = ',"signature":['


def stored(
    session: Session, anchors: Iterable[str], *, read: Mapping[str, Linkable] | None = None
) -> dict[str, StoredReport]:
    """The current reports under these anchors, whole; anchors without one are left out.

    ``read`` are those (by anchor) that were read already, reduced.
    """
    found: dict[str, StoredReport] = {}
    known = read or {}
    for batch in batches(sorted(set(anchors))):
        rows = ask(session, _STORED, {"anchors": batch})
        people = _by_report(session, report_person, [row.id for row in rows])
        claims = _by_report(session, claim, [row.id for row in rows])
        for row in rows:
            found[row.anchor] = _stored(
                row, people[row.id], claims[row.id], known.get(row.anchor) or reduced(row.linkable)
            )
    return found


_STORED = (
    select(
        report.c.id,
        report.c.anchor,
        report.c.waiting,
        report.c.n,
        report.c.passages,
        report.c.fingerprint,
        report.c.fired_by,
        report.c.relevance,
        report.c.people_hit_min,
        report.c.people_hit_max,
        report.c.reasons,
        REDUCED,
        article.c.key,
        article.c.near_duplicate_of,
        article_version.c.n.label("version_n"),
        article_version.c.url,
        article_version.c.outlet,
        article_version.c.published,
    )
    .join(article, article.c.id == report.c.article_id)
    .join(article_version, article_version.c.id == report.c.version_id)
    .where(one_of(report.c.anchor, "anchors"), report.c.current)
)


def _by_report(
    session: Session, table: Table, ids: Sequence[int]
) -> Mapping[int, Sequence[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in ask(session, _of_reports(table), {"ids": ids}):
        found[row.report_id].append(row)
    return found


@cache
def _of_reports(table: Table) -> Select[Any]:
    own = one_of(table.c.report_id, "ids")
    return select(table).where(own).order_by(table.c.report_id, table.c.n)


def _stored(
    row: Any, people: Sequence[Row[Any]], claims: Sequence[Row[Any]], link: Linkable
) -> StoredReport:
    return StoredReport(
        id=row.id,
        anchor=row.anchor,
        article_key=row.key,
        report=_report(row, people, claims),
        linkable=link,
        version=row.version_n,
        url=row.url,
        outlet=row.outlet,
        published=row.published,
        copied=row.near_duplicate_of,
        waiting=row.waiting,
    )


def _report(row: Any, people: Sequence[Row[Any]], claims: Sequence[Row[Any]]) -> Report:
    return Report(
        n=row.n,
        passages=tuple(_span(*span) for span in row.passages),
        fingerprint=row.fingerprint,
        fired_by=_FIRED_BY[row.fired_by],
        relevance=row.relevance,
        people=tuple(_person(person) for person in people),
        claims=tuple(_claim(item) for item in claims),
        people_hit_min=row.people_hit_min,
        people_hit_max=row.people_hit_max,
        reasons=tuple(row.reasons),
    )


def _person(row: Row[Any]) -> Person:
    mentions = tuple(
        Mention(_span(where, start, end), text, named)
        for where, start, end, text, named in row.mentions
    )
    return Person(row.n, _ROLES[row.role], row.name, tuple(row.forms), mentions, row.confidence)


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        field=row.field,
        value=row.value,
        as_written=row.as_written,
        quote=None if row.where is None else _span(row.where, row.start, row.end),
        basis=_BASES[row.basis],
        asserted_by=_VOICES[row.asserted_by],
        hedged=row.hedged,
        method=row.method,
        confidence=row.confidence,
        person=row.person,
        detail=row.detail,
    )


def _span(where: str, start: int, end: int) -> Span:
    return Span(_WHERE[where], start, end)


#: Asked for every claim of an incident: an enumeration's own way takes three times as long.
_FIRED_BY, _ROLES = {str(one): one for one in FiredBy}, {str(one): one for one in Role}
_BASES, _VOICES = {str(one): one for one in Basis}, {str(one): one for one in AssertedBy}
_WHERE = {str(one): one for one in Where}


def linkables(session: Session, anchors: Iterable[str]) -> list[Linkable]:
    """The current reports under these anchors, reduced; sorted by anchor."""
    texts = _texts(session, anchors)
    return sorted(map(reduced, texts), key=lambda item: item.anchor)


def of_all(session: Session) -> Iterator[Linkable]:
    """All current reports that may form incidents, reduced, as they are read."""
    for text in _texts(session, every_anchor(session)):
        yield linkable.from_json(from_json(text))


def _texts(session: Session, anchors: Iterable[str]) -> Iterator[str]:
    for batch in batches(sorted(set(anchors))):
        for row in ask(session, _TEXTS, {"anchors": batch}):
            yield row.linkable


_TEXTS = precompiled(select(REDUCED).where(one_of(report.c.anchor, "anchors"), *_HERE))


def every_anchor(session: Session) -> list[str]:
    """The anchors of all reports that may form incidents."""
    statement = select(report.c.anchor).where(report.c.current, report.c.in_scope)
    return list(session.execute(statement.order_by(report.c.anchor)).scalars())


def sharing_keys(session: Session, keys: Iterable[str]) -> list[Linkable]:
    """The reports that share a blocking key; by anchor."""
    found: dict[str, str] = {}
    for batch in batches(sorted(set(keys))):
        found |= {row.anchor: row.linkable for row in ask(session, _SHARING, {"keys": batch})}
    return [reduced(found[anchor]) for anchor in sorted(found)]


def outlines(session: Session, keys: Iterable[str]) -> dict[int, bytes]:
    """Those of the reports (by number) that share a key."""
    found: dict[int, bytes] = {}
    for batch in batches(sorted(keys)):
        found |= ask(session, _OUTLINES, {"keys": batch})
    return found


def compared(session: Session, numbers: Iterable[int]) -> list[Linkable]:
    """Those of these reports (by number) that were compared already, reduced; by anchor."""
    found: dict[str, str] = {}
    for batch in batches(sorted(numbers)):
        found |= ask(session, _COMPARED, {"ids": batch})
    return [reduced(found[anchor]) for anchor in sorted(found)]


_WITH_KEY = select(report_key.c.report_id).where(one_of(report_key.c.key, "keys"))
_SHARING = select(report.c.anchor, REDUCED).where(report.c.id.in_(_WITH_KEY), *_HERE)
_OUTLINES = select(report_outline.c.report_id, report_outline.c.outline).where(
    report_outline.c.report_id.in_(_WITH_KEY)
)
_COMPARED = select(report.c.anchor, REDUCED).where(
    one_of(report.c.id, "ids"), *_HERE, report.c.compared
)


def waiting(session: Session, anchors: Collection[str]) -> set[str]:
    """Those of these reports (by anchor) that wait."""
    found: set[str] = set()
    for batch in batches(sorted(anchors)):
        found |= {row.anchor for row in ask(session, _WAIT, {"anchors": batch})}
    return found


_WAIT = precompiled(
    select(report.c.anchor).where(one_of(report.c.anchor, "anchors"), report.c.waiting)
)


def waiting_count(session: Session) -> int:
    return session.execute(_WAITING).scalar_one()


_WAITING = select(func.count()).where(report.c.waiting)


def quotes(session: Session, items: Iterable[StoredReport]) -> dict[tuple[str, int], str | None]:
    """The words behind each claim: by anchor and place among the report's claims."""
    by_id = {item.id: item for item in items}
    found: dict[tuple[str, int], str | None] = {}
    for batch in batches(sorted(by_id)):
        statement = (
            select(report.c.id, article_version.c.text, article_version.c.title)
            .join(article_version, article_version.c.id == report.c.version_id)
            .where(report.c.id.in_(batch))
        )
        for row in session.execute(statement):
            item = by_id[row.id]
            for at, told in enumerate(item.report.claims):
                found[item.anchor, at] = quoted(told.quote, title=row.title, text=row.text)
    return found


def quoted(span: Span | None, *, title: str, text: str) -> str | None:
    if span is None:
        return None
    return (title if span.where is Where.TITLE else text)[span.start : span.end]


def claimed_spans(session: Session, articles: Sequence[int]) -> dict[int, list[Span]]:
    """For each article (by row number) where the words of its claims stand, in reading order."""
    found: dict[int, set[Span]] = defaultdict(set)
    statement = (
        select(report.c.article_id, claim.c.where, claim.c.start, claim.c.end)
        .join(claim, claim.c.report_id == report.c.id)
        .where(report.c.article_id.in_(articles), report.c.current, claim.c.where.is_not(None))
    )
    for row in session.execute(statement):
        found[row.article_id].add(_span(row.where, row.start, row.end))
    return {number: sorted(spans) for number, spans in found.items()}
