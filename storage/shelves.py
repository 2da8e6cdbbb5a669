"""Articles as the pages list them: by what became of them, or by the words they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from pipeline.linking.rows import SCHEME as ROW
from pipeline.page.revisions import ParagraphChange, paragraph_changes
from storage import search as full_text
from storage.searches import BadSearch
from storage.sql import is_postgres
from storage.tables import (
    article,
    article_ruling,
    article_version,
    capture,
    decision,
    incident,
    link,
    membership,
    reading,
    report,
)

EXCERPTS = 40


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article, or a page that was set aside, with why it is where it is."""

    id: int | None
    key: str | None
    url: str
    title: str
    outlet: str | None
    published: str | None
    relevance: float | None
    why: str
    incidents: tuple[int, ...] = ()
    counts: bool = False  # has a report that may form incidents
    ruled: str | None = None
    ruled_by: str = ""
    excerpt: tuple[tuple[str, bool], ...] = ()


def _counted() -> Any:
    """That an article has a report that may form incidents."""
    own = report.c.article_id == article_version.c.article_id
    return select(report.c.id).where(own, report.c.current, report.c.in_scope).exists()


def _placeless() -> Any:
    """Reports of no known state."""
    return (
        select(report.c.article_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .join(incident, incident.c.n == membership.c.incident)
        .where(report.c.current, incident.c.state.is_(None))
    )


def _ruled() -> Any:
    return select(article_ruling.c.article).where(article_ruling.c.superseded_at.is_(None))


_SHELVES = ("relevant", "rejected", "undated", "placeless", "promoted")


def _conditions(shelf: str) -> tuple[Any, ...]:
    counted = _counted()
    return {
        "relevant": (counted,),
        "rejected": (~counted, article.c.key.not_like(f"{ROW}%")),
        "undated": (counted, article_version.c.published.is_(None)),
        "placeless": (article_version.c.article_id.in_(_placeless()),),
        "promoted": (article.c.key.in_(_ruled()),),
    }[shelf]


def counts(session: Session) -> dict[str, int]:
    """How many there are on each shelf; ``aside``: pages in which no article was found."""
    found = {
        shelf: session.execute(_listed(func.count(), shelf)).scalar_one() for shelf in _SHELVES
    }
    aside = select(func.count()).where(reading.c.article_id.is_(None))
    return found | {"aside": session.execute(aside).scalar_one()}


def _listed(columns: Any, shelf: str) -> Any:
    return (
        select(columns)
        .select_from(article_version)
        .join(article, article.c.id == article_version.c.article_id)
        .where(article_version.c.current, *_conditions(shelf))
    )


def rows(
    session: Session, shelf: str, *, words: str = "", limit: int, offset: int
) -> list[Shelved]:
    """One page of a shelf, the last published first; with ``words`` of those that say them."""
    if shelf == "aside":
        return _aside(session, words=words, limit=limit, offset=offset)
    excerpts: dict[str, tuple[tuple[str, bool], ...]] = {}
    statement = _listed(article_version.c.article_id, shelf)
    if words:
        try:
            found = full_text.saying(session, words)
        except full_text.CannotSearch as fault:
            raise BadSearch(str(fault)) from fault
        excerpts = _excerpts(session, words)
        statement = statement.where(article_version.c.article_id.in_(found))
    latest = article_version.c.published_at.desc()  # SQLite has what is empty last by itself
    order = (latest.nulls_last() if is_postgres(session) else latest, article_version.c.article_id)
    ids = session.execute(statement.order_by(*order).limit(limit).offset(offset)).scalars().all()
    return _shelved(session, ids, excerpts)


def _excerpts(session: Session, words: str) -> dict[str, tuple[tuple[str, bool], ...]]:
    """What the best found say, by address: the rest is listed without."""
    return {hit.url: hit.excerpt for hit in full_text.search(session, words, limit=EXCERPTS)}


def _shelved(
    session: Session, ids: Sequence[int], excerpts: dict[str, tuple[tuple[str, bool], ...]]
) -> list[Shelved]:
    columns = article_version.c
    statement = (
        select(
            columns.article_id, article.c.key, columns.url, columns.title, columns.outlet,
            columns.published, columns.relevance, columns.reasons,
        )
        .join(article, article.c.id == columns.article_id)
        .where(columns.article_id.in_(ids), columns.current)
    )  # fmt: skip
    by_id = {row.article_id: row for row in session.execute(statement)}
    about: dict[int, list[int]] = {}
    counted: set[int] = set()
    homes = (
        select(report.c.article_id, report.c.in_scope, membership.c.incident)
        .outerjoin(membership, membership.c.anchor == report.c.anchor)
        .where(report.c.article_id.in_(ids), report.c.current)
        .order_by(report.c.n)
    )
    for row in session.execute(homes):
        if row.in_scope:
            counted.add(row.article_id)
        if row.incident:
            about.setdefault(row.article_id, []).append(row.incident)
    ruled = _rulings(session, [row.key for row in by_id.values()])
    return [
        _row(by_id[n], about.get(n, []), n in counted, ruled, excerpts.get(by_id[n].url, ()))
        for n in ids
    ]


def _row(
    row: Any,
    about: Sequence[int],
    counts: bool,
    ruled: dict[str, tuple[str, str]],
    excerpt: tuple[tuple[str, bool], ...],
) -> Shelved:
    verdict, by = ruled.get(row.key, (None, ""))
    why = "" if about else "; ".join(row.reasons[:2])
    return Shelved(
        id=row.article_id,
        key=row.key,
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        relevance=row.relevance,
        why=why,
        incidents=tuple(dict.fromkeys(about)),
        counts=counts,
        ruled=verdict,
        ruled_by=by,
        excerpt=excerpt,
    )


def _rulings(session: Session, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    statement = (
        select(article_ruling.c.article, article_ruling.c.verdict, decision.c.by)
        .join(decision, decision.c.id == article_ruling.c.decision_id)
        .where(article_ruling.c.article.in_(keys), article_ruling.c.superseded_at.is_(None))
    )
    return {row.article: (row.verdict, row.by) for row in session.execute(statement)}


def ruling(session: Session, key: str) -> tuple[str, str] | None:
    """What somebody decided of an article, and who; None: nobody has."""
    return _rulings(session, [key]).get(key)


def _aside(session: Session, *, words: str, limit: int, offset: int) -> list[Shelved]:
    statement = (
        select(link.c.url, reading.c.reason, reading.c.detail, capture.c.fetched_at)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(reading.c.article_id.is_(None))
        .order_by(reading.c.capture_id.desc())
        .limit(limit)
        .offset(offset)
    )
    for word in words.split():
        holds = (
            column.contains(word, autoescape=True) for column in (link.c.url, reading.c.reason)
        )
        statement = statement.where(or_(*holds))
    return [
        Shelved(
            id=None,
            key=None,
            url=row.url,
            title="",
            outlet=None,
            published=None,
            relevance=None,
            why=": ".join(filter(None, (row.reason, row.detail))),
        )
        for row in session.execute(statement)
    ]


# ---------------------------------------------------------------------------------- versions


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was at one time."""

    n: int
    fetched_at: datetime
    title: str
    text: str


def versions(session: Session, number: int) -> list[Version]:
    """Every version of an article, the first first."""
    statement = (
        select(
            article_version.c.n,
            capture.c.fetched_at,
            article_version.c.title,
            article_version.c.text,
        )
        .join(capture, capture.c.id == article_version.c.capture_id)
        .where(article_version.c.article_id == number)
        .order_by(article_version.c.n)
    )
    return [Version(*row) for row in session.execute(statement)]


def differences(before: Version, now: Version) -> list[ParagraphChange]:
    """The headline, then the paragraphs that came, went or were changed."""
    return [
        *paragraph_changes(before.title, now.title),
        *paragraph_changes(before.text, now.text),
    ]
