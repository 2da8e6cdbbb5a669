"""Stories by their canonical address, each version of their text, and what was read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from pipeline import urls
from pipeline.linking.linkable import Linkable
from pipeline.records import Article, Reading, Reason, Scope
from storage import crowds, reports
from storage.engine import one_at_a_time, scope_of
from storage.frontier import MAX_URL
from storage.reports import add_reports, remove_reports
from storage.sql import add_one, batches, insert_new, put, remove
from storage.tables import (
    article,
    article_version,
    capture,
    edge,
    incident,
    link,
    membership,
    reading,
    report,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A capture as a version is ordered by: whose address, when."""

    capture_id: int
    link_id: int
    url: str
    fetched_at: datetime

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Which of several addresses speaks for a story: the lowest, whatever came first."""
        return (not self.url.startswith("https:"), len(self.url), self.url)

    @property
    def order(self) -> tuple[datetime, int]:
        return (self.fetched_at, self.capture_id)


def article_id(key: str) -> str:
    """The public identifier of an article: made of its key, so it needs no allocation."""
    return "A" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def article_key(story: Article) -> str:
    return urls.key(story.canonical_url if len(story.canonical_url) <= MAX_URL else story.url)


# ---------------------------------------------------------------------------------- write


def save_reading(session: Session, capture_id: int, read: Reading, *, now: datetime) -> None:  # noqa: ARG001
    """Store what reading made of a capture; what an earlier reading made of it goes.

    The result is the same in whatever order an article's captures are read.
    """
    one_at_a_time(session)
    place = _place(session, capture_id)
    key = article_key(read.article)
    number, is_new = _article_number(session, key)
    if is_new and not _was_read(session, capture_id):
        _note_read(session, capture_id, number, read)
        _add_version(session, number, key, place, read, n=1)
        return
    touched = {number, *_article_of(session, capture_id)}
    before = _leaving(session, touched)
    former = reports.of_version(session, capture_id)
    _forget(session, capture_id)
    _note_read(session, capture_id, number, read)
    _arrange(session, number, key, place, read, former)
    _settle(session, touched, before)


def set_aside(
    session: Session, capture_id: int, *, version: str, reason: Reason | str, detail: str = ""
) -> None:
    """Note that reading found no usable article in a capture."""
    one_at_a_time(session)
    touched = set(_article_of(session, capture_id))
    before = _leaving(session, touched)
    _forget(session, capture_id)
    row = {"capture_id": capture_id, "version": version, "article_id": None, "twin": False}
    put(session, reading, [row | {"reason": str(reason), "detail": detail}])
    _settle(session, touched, before)


def forget(session: Session, capture_id: int) -> None:
    """Take away all that was read from a capture, as if it had never been."""
    one_at_a_time(session)
    touched = set(_article_of(session, capture_id))
    before = _leaving(session, touched)
    _forget(session, capture_id)
    _settle(session, touched, before)


def _place(session: Session, capture_id: int) -> _Place:
    row = session.execute(_places().where(capture.c.id == capture_id)).one()
    return _Place(*row)


def _places() -> Any:
    return select(capture.c.id, capture.c.link_id, link.c.url, capture.c.fetched_at).join(link)


def _article_number(session: Session, key: str) -> tuple[int, bool]:
    """An article's row number, and whether it was not there before."""
    if new := insert_new(session, article, [{"key": key}], article.c.id):
        return int(new[0].id), True
    known = select(article.c.id).where(article.c.key == key)
    return int(session.execute(known).scalar_one()), False


def _was_read(session: Session, capture_id: int) -> bool:
    known = select(reading.c.capture_id).where(reading.c.capture_id == capture_id)
    return session.execute(known).first() is not None


def _note_read(session: Session, capture_id: int, number: int, read: Reading) -> None:
    row = {"capture_id": capture_id, "version": read.version, "article_id": number}
    cut = str(read.article.cut) if read.article.cut else None
    put(session, reading, [row | {"sha256": _sha256(read), "twin": False, "detail": cut}])


def _article_of(session: Session, capture_id: int) -> Collection[int]:
    statement = select(reading.c.article_id).where(reading.c.capture_id == capture_id)
    return [number for number in session.execute(statement).scalars() if number is not None]


def _sha256(read: Reading) -> str:
    return words_sha256(read.article.title, read.article.text)


def words_sha256(title: str, text: str) -> str:
    """By what a version's words are known again."""
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()


def _arrange(
    session: Session,
    number: int,
    key: str,
    place: _Place,
    read: Reading,
    former: Sequence[Linkable],
) -> None:
    """Put a reading where it belongs among its article's: a version, a repetition or a twin.

    ``former``: what an earlier reading of the capture told; without one, what its neighbours tell.
    """
    others = _other_places(session, number, place.capture_id)
    best = min([place, *others], key=lambda item: item.rank)
    if best.link_id != place.link_id:
        _mark_twins(session, [place.capture_id])
        return
    twins = [item.capture_id for item in others if item.link_id != place.link_id]
    _remove_versions(session, twins)
    _mark_twins(session, twins)
    before, after = _neighbours(session, number, place)
    if before is not None and before.sha256 == _sha256(read):
        return
    beside = before or after
    if not former and beside is not None:
        former = reports.of_version(session, beside.capture_id)
    if after is not None and after.sha256 == _sha256(read):
        _remove_versions(session, [after.capture_id])
    _add_version(session, number, key, place, read, former=former)


def _other_places(session: Session, number: int, capture_id: int) -> list[_Place]:
    statement = (
        _places()
        .join(reading, reading.c.capture_id == capture.c.id)
        .where(reading.c.article_id == number, capture.c.id != capture_id)
    )
    return [_Place(*row) for row in session.execute(statement)]


def _mark_twins(session: Session, captures: Iterable[int]) -> None:
    for batch in batches(captures):
        session.execute(update(reading).where(reading.c.capture_id.in_(batch)).values(twin=True))


def _neighbours(session: Session, number: int, place: _Place) -> tuple[Any, Any]:
    """The versions just before and just after a capture."""
    statement = (
        select(article_version.c.capture_id, article_version.c.sha256, capture.c.fetched_at)
        .join(capture, capture.c.id == article_version.c.capture_id)
        .where(article_version.c.article_id == number)
        .order_by(capture.c.fetched_at, capture.c.id)
    )
    rows = session.execute(statement).all()
    before = [row for row in rows if (row.fetched_at, row.capture_id) < place.order]
    after = [row for row in rows if (row.fetched_at, row.capture_id) > place.order]
    return (before[-1] if before else None), (after[0] if after else None)


def _add_version(
    session: Session,
    number: int,
    key: str,
    place: _Place,
    read: Reading,
    *,
    n: int = 0,
    former: Sequence[Linkable] = (),
) -> None:
    """Store a version; the first of an article (n = 1) is its current one at once."""
    scope = scope_of(session)
    row = version_row(read, scope) | {"article_id": number, "capture_id": place.capture_id}
    row |= {"n": n, "current": n == 1}
    version_id = add_one(session, article_version, row)
    add_reports(
        session,
        read,
        article_id=number,
        version_id=version_id,
        article_key=key,
        scope=scope,
        current=n == 1,
        former=[item for item in former if item.article_key == key],
    )


def version_row(read: Reading, scope: Scope) -> dict[str, Any]:
    """A reading as a row of ``article_version``; what only the database knows is left out."""
    story = read.article
    same = {
        name: getattr(story, name)
        for name in (
            "url", "canonical_url", "title", "text", "outlet", "byline", "dateline", "language",
            "published_precision", "published_method", "syndicated_from",
        )
    }  # fmt: skip
    return same | {
        "reader": read.version,
        "sha256": _sha256(read),
        "relevant": read.relevant(scope),
        "relevance": read.relevance,
        "relevance_any": read.relevance_any,
        "reasons": list(read.reasons),
        "published": story.published.isoformat() if story.published else None,
        "published_at": story.published,
        "modified": story.modified.isoformat() if story.modified else None,
    }


def _forget(session: Session, capture_id: int) -> None:
    """Take away what an earlier reading of a capture left."""
    _remove_versions(session, [capture_id])
    remove(session, reading.c.capture_id, [capture_id])


def _remove_versions(session: Session, captures: Iterable[int]) -> None:
    for batch in batches(captures):
        found = select(article_version.c.id).where(article_version.c.capture_id.in_(batch))
        for version_id in session.execute(found).scalars().all():
            remove_reports(session, version_id=version_id)
        remove(session, article_version.c.capture_id, batch)


def obey(session: Session, key: str) -> None:
    """Let an article's reports count as people said, or else as they were read."""
    number = session.execute(select(article.c.id).where(article.c.key == key)).scalar_one_or_none()
    if number is None:
        return
    before = _leaving(session, [number])
    own = select(report.c.anchor).where(report.c.article_id == number, report.c.current)
    found = reports.stored(session, session.execute(own).scalars().all())
    verdict, scope = reports.ruling(session, key), scope_of(session)
    for item in found.values():
        counts = reports.is_counted(item.report, scope, verdict)
        session.execute(
            update(report).where(report.c.id == item.id).values(in_scope=counts, waiting=counts)
        )
    _loosen(session, sorted(before | _anchors(session, [number])))


# ------------------------------------------------------------------------- after each change


def _settle(session: Session, articles: Collection[int], before: set[str]) -> None:
    """Number the versions, let the last one speak, and mark what must be resolved again."""
    for number in sorted(articles):
        _number_versions(session, number)
    after = _anchors(session, articles)
    _loosen(session, sorted(before | after))


def _number_versions(session: Session, number: int) -> None:
    statement = (
        select(article_version.c.id)
        .join(capture, capture.c.id == article_version.c.capture_id)
        .where(article_version.c.article_id == number)
        .order_by(capture.c.fetched_at, capture.c.id)
    )
    ids = session.execute(statement).scalars().all()
    if not ids:
        _without_versions(session, number)
        return
    for n, version_id in enumerate(ids, 1):
        values = {"n": n, "current": n == len(ids)}
        session.execute(
            update(article_version).where(article_version.c.id == version_id).values(values)
        )
    own = report.c.article_id == number
    current = report.c.version_id == ids[-1]
    session.execute(update(report).where(own, ~current).values(current=False, waiting=False))
    session.execute(
        update(report).where(own, current).values(current=True, waiting=report.c.in_scope)
    )


def _without_versions(session: Session, number: int) -> None:
    """Nobody speaks for the article: its twins are to be read again, or it is gone."""
    session.execute(delete(reading).where(reading.c.article_id == number))
    remove(session, article.c.id, [number])


def _anchors(session: Session, articles: Collection[int]) -> set[str]:
    """The anchors that stand for these articles among the incidents."""
    statement = select(report.c.anchor).where(
        report.c.article_id.in_(articles), report.c.current, report.c.in_scope
    )
    return set(session.execute(statement).scalars())


def _leaving(session: Session, articles: Collection[int]) -> set[str]:
    """The same before they may go, and those that stand for their crowds then."""
    anchors = _anchors(session, articles)
    return anchors | crowds.next_to_stand(session, anchors)


def _loosen(session: Session, anchors: list[str]) -> None:
    """Forget the comparisons of these reports; their incidents are to be formed again.

    So are those of all they were compared with: what one of them kept waiting may join now.
    """
    for batch in batches(anchors):
        gone = or_(edge.c.left.in_(batch), edge.c.right.in_(batch))
        pairs = session.execute(select(edge.c.left, edge.c.right).where(gone)).all()
        _wait_again(session, {end for pair in pairs for end in pair})
        session.execute(delete(edge).where(gone))
        session.execute(update(report).where(report.c.anchor.in_(batch)).values(compared=False))
        found = select(membership.c.incident).where(membership.c.anchor.in_(batch))
        touched = sorted(set(session.execute(found).scalars()))
        session.execute(update(incident).where(incident.c.n.in_(touched)).values(stale=True))
        mates = select(membership.c.anchor).where(membership.c.incident.in_(touched))
        _wait_again(session, session.execute(mates).scalars())


def _wait_again(session: Session, anchors: Iterable[str]) -> None:
    for batch in batches(sorted(set(anchors))):
        session.execute(
            update(report)
            .where(report.c.anchor.in_(batch), report.c.current, report.c.in_scope)
            .values(waiting=True)
        )


# ---------------------------------------------------------------------------------- read


def counts(session: Session) -> dict[str, int]:
    """How many articles there are, how many are relevant, how many captures were set aside."""
    relevant = select(func.count()).where(article_version.c.current, article_version.c.relevant)
    aside = select(func.count()).where(reading.c.article_id.is_(None))
    return {
        "articles": session.execute(select(func.count()).select_from(article)).scalar_one(),
        "relevant": session.execute(relevant).scalar_one(),
        "set_aside": session.execute(aside).scalar_one(),
    }
