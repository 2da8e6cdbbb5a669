"""Whether the database and the archive still agree with each other and with themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from storage import masking, moved_records, under_way
from storage.archive import Archive, ArchiveError, ArchiveRef
from storage.articles import words_sha256
from storage.judgements import unbound_corrections
from storage.migrations import CURRENT, stored_revision
from storage.pages import Kept
from storage.sql import is_postgres
from storage.tables import (
    article_version,
    capture,
    claim,
    document,
    incident,
    judgement,
    link,
    membership,
    report,
)
from storage.warc import members

_SHOWN = 5
_UNSTORED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check saw. ``harm``: whether anything is lost or wrong."""

    check: str
    says: str
    harm: bool = True

    def __str__(self) -> str:
        return f"{self.check}: {self.says}"


def check(session: Session, archive: Archive, *, every_record: bool = False) -> list[Finding]:
    """All checks of ``doctor``. ``every_record`` loads each page, and holds each text against what
    was read of it (slow)."""
    found = [finding for look in _LOOKS for finding in look(session)]
    found += archive_findings(session, archive)
    if every_record:
        found += [*_records(session, archive), *_texts(session)]
    return found


def _many(count: int, one: str, more: str) -> str:
    """
    >>> _many(1, "claim has", "claims have"), _many(1200, "claim has", "claims have")
    ('1 claim has', '1,200 claims have')
    """
    return f"{count:,} {one if count == 1 else more}"


def _schema(session: Session) -> Iterator[Finding]:
    revision = stored_revision(session.connection())
    if revision != CURRENT:
        yield Finding("schema", f"the database is at {revision}, this Casebook at {CURRENT}")


def _file_integrity(session: Session) -> Iterator[Finding]:
    """SQLite's own look at its pages and its foreign keys."""
    if is_postgres(session):
        return
    answers = session.execute(text("PRAGMA quick_check")).scalars().all()
    if answers != ["ok"]:
        yield Finding("file", f"SQLite finds it damaged: {answers[0]}; restore a backup")
    orphans = session.execute(text("PRAGMA foreign_key_check")).all()
    if orphans:
        says = f"{_many(len(orphans), 'row refers', 'rows refer')} to rows that do not exist"
        yield Finding("rows", says)


def _kept_without_place(session: Session) -> Iterator[Finding]:
    statement = select(func.count()).where(capture.c.verdict == Kept.KEPT, capture.c.file.is_(None))
    if count := session.execute(statement).scalar_one():
        kept = _many(count, "kept capture has", "kept captures have")
        yield Finding("captures", f"{kept} no place in the archive")


def _offsets(session: Session) -> Iterator[Finding]:
    """Claims whose quote does not lie inside the text it is said to stand in."""
    length = func.length(article_version.c.text)
    title = func.length(article_version.c.title)
    outside = (
        (claim.c.start < 0)
        | (claim.c.end <= claim.c.start)
        | ((claim.c.where == "text") & (claim.c.end > length))
        | ((claim.c.where == "title") & (claim.c.end > title))
    )
    statement = (
        select(func.count())
        .select_from(claim)
        .join(report, report.c.id == claim.c.report_id)
        .join(article_version, article_version.c.id == report.c.version_id)
        .where(claim.c.where.is_not(None), outside)
    )
    if count := session.execute(statement).scalar_one():
        told = _many(count, "claim quotes words outside its", "claims quote words outside their")
        yield Finding("claims", f"{told} text; run replay")


def _words_in_quotes(session: Session) -> Iterator[Finding]:
    """Claims whose words as written do not stand in their quote."""
    source = func.substr(article_version.c.text, claim.c.start + 1, claim.c.end - claim.c.start)
    statement = (
        select(func.count())
        .select_from(claim)
        .join(report, report.c.id == claim.c.report_id)
        .join(article_version, article_version.c.id == report.c.version_id)
        .where(claim.c.where == "text", claim.c.as_written.is_not(None))
        .where(func.replace(source, claim.c.as_written, "") == source)
    )
    if count := session.execute(statement).scalar_one():
        told = _many(count, "claim has words its", "claims have words their")
        yield Finding("claims", f"{told} quote does not; run replay")


def _lost_members(session: Session) -> Iterator[Finding]:
    """Incidents that hold a report that is not there, and are not marked to be formed anew."""
    known = select(report.c.anchor).where(report.c.current)
    statement = (
        select(func.count())
        .select_from(membership)
        .join(incident, incident.c.n == membership.c.incident)
        .where(membership.c.anchor.not_in(known), ~incident.c.stale)
    )
    if count := session.execute(statement).scalar_one():
        lost = _many(count, "report of an incident is", "reports of incidents are")
        yield Finding("incidents", f"{lost} gone; run resolve")


def _homeless(session: Session) -> Iterator[Finding]:
    """Reports that belong to an incident, wait for nothing, and are in none."""
    placed = select(membership.c.anchor)
    statement = select(func.count()).where(
        report.c.current, report.c.in_scope, ~report.c.waiting, report.c.anchor.not_in(placed)
    )
    if count := session.execute(statement).scalar_one():
        lost = _many(count, "report is", "reports are")
        yield Finding("incidents", f"{lost} in no incident; run resolve --from-scratch")


def _unbound(session: Session) -> Iterator[Finding]:
    known = select(report.c.anchor).where(report.c.current)
    lost = judgement.c.left.not_in(known) | judgement.c.right.not_in(known)
    statement = select(func.count()).where(judgement.c.superseded_at.is_(None), lost)
    if count := session.execute(statement).scalar_one():
        told = _many(count, "judgement is", "judgements are")
        says = f"{told} about reports that are not there any more"
        yield Finding("judgements", says, harm=False)


def _unbound_corrections(session: Session) -> Iterator[Finding]:
    for item in unbound_corrections(session):
        yield Finding("corrections", str(item), harm=False)


_LOOKS: tuple[Callable[[Session], Iterator[Finding]], ...] = (
    _schema,
    _file_integrity,
    _kept_without_place,
    _offsets,
    _words_in_quotes,
    _lost_members,
    _homeless,
    _unbound,
    _unbound_corrections,
)


# ---------------------------------------------------------------------------------- archive


def archive_findings(session: Session, archive: Archive) -> list[Finding]:
    """Files that are missing or too short, and tails no row points at."""
    ends: dict[str, int] = defaultdict(int)
    own = select(document.c.file, document.c.offset, document.c.length)
    for paper in session.execute(own):
        ends[paper.file] = max(ends[paper.file], paper.offset + paper.length)
    statement = select(capture.c.file, capture.c.offset, capture.c.length, capture.c.hops).where(
        capture.c.file.is_not(None)
    )
    for row in session.execute(statement):
        for place in [(row.file, row.offset, row.length), *_hops(row.hops)]:
            ends[place[0]] = max(ends[place[0]], place[1] + place[2])
    found = [
        Finding("archive", f"{archive.root / name} should be gone: run “casebook read”")
        for name in moved_records.pending(session)
        if (archive.root / name).exists()
    ]
    for begun in under_way.begun(session):
        says = f"decision {begun.number} is not carried out everywhere: run “casebook tidy”"
        found.append(Finding("redactions", says))
    if marked := masking.marked(session):
        named = _many(len(marked), "page names", "pages name")
        says = f"{named} somebody who is erased: run “casebook read”"
        found.append(Finding("archive", says))
    left = moved_records.expected(session)
    for path in archive.files():
        if path.name not in ends and _has_records(path):
            whose = "another database's, or left by something killed: leave it"
            if path.name in left:
                whose = "left by a backfill that was killed: run the same command again"
            says = f"{path} holds pages no row points at ({whose})"
            found.append(Finding("archive", says, harm=False))
    for name in sorted(ends):
        path = archive.root / name
        size = path.stat().st_size if path.exists() else None
        if size is None:
            found.append(Finding("archive", f"{path} is missing; restore it from a backup"))
        elif size < ends[name]:
            found.append(Finding("archive", f"{path} is cut off at {size} of {ends[name]} bytes"))
        elif size > ends[name]:
            says = f"{path} ends in {size - ends[name]} bytes no row points at (harmless)"
            found.append(Finding("archive", says, harm=False))
    return found


def missing_files(session: Session, archive: Archive) -> list[str]:
    """The files kept pages lie in that are not in the archive."""
    statement = select(capture.c.file).where(capture.c.file.is_not(None)).distinct()
    there = {path.name for path in archive.files()}
    return sorted(name for name in session.execute(statement).scalars() if name not in there)


def elsewhere(session: Session, archive: Archive) -> str | None:
    """A file of the record that is not in this archive, if its first or its latest page's is not.

    Two pages tell of two folders in use, whichever one stands in, and cost nothing to ask for.
    """
    pages = select(capture.c.file).where(capture.c.file.is_not(None)).limit(1)
    for order in (capture.c.id, capture.c.id.desc()):
        name = session.execute(pages.order_by(order)).scalar()
        if name is not None and not (archive.root / name).exists():
            return str(name)
    return None


def _has_records(path: Path) -> bool:
    """Whether there is more in it than the record every file begins with."""
    with path.open("rb") as file:
        return len(list(islice(members(file), 2))) > 1


def _hops(hops: list[dict[str, object]] | None) -> Iterator[tuple[str, int, int]]:
    for hop in hops or ():
        ref = ArchiveRef(**hop)  # type: ignore[arg-type]
        yield ref.file, ref.offset, ref.length


def _records(session: Session, archive: Archive) -> list[Finding]:
    """Load every kept page; the first few that cannot be are named."""
    statement = (
        select(link.c.url, capture.c.file, capture.c.offset, capture.c.length)
        .join(link, link.c.id == capture.c.link_id)
        .where(capture.c.verdict == Kept.KEPT, capture.c.file.is_not(None))
        .order_by(capture.c.id)
    )
    papers = select(
        document.c.title.label("url"), document.c.file, document.c.offset, document.c.length
    ).order_by(document.c.id)
    bad = []
    for row in chain(session.execute(statement), session.execute(papers)):
        try:
            archive.load(ArchiveRef(row.file, row.offset, row.length))
        except ArchiveError as fault:
            bad.append(Finding("archive", f"{row.url} cannot be loaded: {fault}"))
    if len(bad) > _SHOWN:
        return [*bad[:_SHOWN], Finding("archive", f"and {len(bad) - _SHOWN} pages more")]
    return bad


def _texts(session: Session) -> Iterator[Finding]:
    """Texts that are not what was read: quotes are cut out of them by place."""
    words = select(article_version.c.title, article_version.c.text, article_version.c.sha256)
    count = sum(
        words_sha256(row.title, row.text) != row.sha256
        for row in session.execute(words.execution_options(yield_per=200))
        if _UNSTORED not in f"{row.title}{row.text}"  # what stood there no database keeps
    )
    if count:
        yield Finding("texts", f"{_many(count, 'text is', 'texts are')} not as read; run replay")
