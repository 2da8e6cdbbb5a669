"""Finished shards loaded by copying: what no row of ours stands against goes in as it is.

Links and captures are noted as ``ingest`` notes them. Where an article is new, the rows the shard
brings are the rows reading would write, so they are copied; any other page is left unread, and
``read`` puts it where it belongs among the versions we have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from sqlalchemy import Column, MetaData, Table, Text, func, select, text
from sqlalchemy.orm import Session

from pipeline.records import Scope
from pipeline.urls import key
from storage import frontier, pages, redactions
from storage.archive import ArchiveRef, Span
from storage.columns import Json, Words
from storage.engine import one_at_a_time
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture
from storage.shards import Folder, Manifest
from storage.sql import batches, copying, is_postgres
from storage.tables import (
    article,
    article_ruling,
    article_version,
    capture,
    claim,
    reading,
    report,
    report_key,
    report_outline,
    report_person,
)


def load_shard(
    session: Session,
    folder: Folder,
    manifest: Manifest,
    *,
    file: str,
    without: Sequence[Span] = (),
    now: datetime,
) -> Counter[str]:
    """Note a shard's pages, which stand in ``file`` of the archive, and copy what was read.

    The pages ``without`` are not in that file. Loading a shard again adds nothing. Call it in one
    write transaction.
    """
    one_at_a_time(session)
    kept = _kept(folder)
    own = kept.filter(pc.invert(pc.is_in(kept["offset"], _numbers(at for at, _ in without))))
    captures = _note_captures(session, own, manifest, partial(_place, file, without), now)
    articles = folder.table("articles")
    fresh = _fresh(session, articles, captures)
    _copy_set_aside(session, kept, articles, captures, manifest)
    reports = _copy_articles(session, folder, fresh, captures)
    unread = len(captures) - len(fresh) - _aside_count(kept, articles, captures)
    return Counter(
        {"pages": len(captures), "articles": len(fresh), "reports": reports}
        | ({"left to be read": unread} if unread else {})
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages of a shard are taken in."""

    pages: int
    without: tuple[Span, ...]  # where the others stand in its file
    taken_down: int  # how many of these were erased


def wanted(session: Session, folder: Folder) -> Wanted:
    """The pages we lack and may have.

    What no row points at is not to lie in the archive: a redaction would not find it there.
    """
    barred = redactions.listed(session)
    rows = _kept(folder).select(["url", "sha256", "offset", "length"]).to_pylist()
    links = frontier.link_ids(session, {row["url"] for row in rows})
    there = set(_captures(session, links.values()))
    without: list[Span] = []
    seen: set[tuple[str, str]] = set()
    erased = 0
    for row in rows:
        url, own = row["url"], (key(row["url"]), row["sha256"])
        down = barred.address(url) is redactions.Level.ERASE
        known = own in seen or (links.get(url), row["sha256"]) in there
        if down or known or len(url) > frontier.MAX_URL:
            without.append((row["offset"], row["length"]))
        seen.add(own)
        erased += down
    return Wanted(len(rows) - len(without), tuple(without), erased)


def _place(file: str, without: Sequence[Span], row: Mapping[str, Any]) -> ArchiveRef:
    """Where a page stands in a file that lacks some of those before it."""
    lacking = sum(length for offset, length in without if offset < row["offset"])
    return ArchiveRef(file, row["offset"] - lacking, row["length"])


def _kept(folder: Folder) -> pa.Table:
    captures = folder.table("captures")
    return captures.filter(captures["kept"])


def _note_captures(
    session: Session,
    kept: pa.Table,
    manifest: Manifest,
    place: Callable[[Mapping[str, Any]], ArchiveRef],
    now: datetime,
) -> dict[int, int]:
    """Links, sightings and captures; the row number of each capture that is new, by its own."""
    new = kept.to_pylist()
    frontier.found(session, [FoundLink(row["url"], via=manifest.source) for row in new], now=now)
    links = frontier.link_ids(session, {row["url"] for row in new})
    new = [row for row in new if row["url"] in links]  # one may have been erased this moment
    before = _captures(session, links.values())
    captures = [_capture(row, links[row["url"]], manifest, place(row)) for row in new]
    pages.keep_many(session, captures, now=now)
    after = _captures(session, links.values())
    numbers: dict[tuple[int, str], int] = {}  # of several records that say the same, the first
    for row in new:
        numbers.setdefault((links[row["url"]], row["sha256"]), row["capture"])
    return {own: after[place] for place, own in numbers.items() if place not in before}


def _capture(
    row: Mapping[str, Any], link_id: int, manifest: Manifest, ref: ArchiveRef
) -> NewCapture:
    return NewCapture(
        link_id=link_id,
        fetched_at=row["fetched_at"],
        status=200,
        sha256=row["sha256"],
        verdict=Kept.KEPT,
        ref=ref,
        content_type=row["content_type"],
        screen_version=manifest.screen,
        scope=Scope(manifest.scope),
    )


def _captures(session: Session, links: Iterable[int]) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for batch in batches(sorted(set(links))):
        statement = select(capture.c.link_id, capture.c.sha256, capture.c.id).where(
            capture.c.link_id.in_(batch), capture.c.verdict == Kept.KEPT
        )
        found.update({(row.link_id, row.sha256): row.id for row in session.execute(statement)})
    return found


def _fresh(session: Session, articles: pa.Table, captures: Mapping[int, int]) -> pa.Table:
    """The readings nothing of ours stands against: new captures, the only ones of new keys.

    An article somebody ruled on before is not among them: reading knows what was decided.
    """
    own = articles.filter(pc.is_in(articles["capture"], _numbers(captures)))
    times = Counter(own["key"].to_pylist())
    known: set[str] = set()
    for batch in batches(sorted(times)):
        ruled = select(article_ruling.c.article).where(
            article_ruling.c.article.in_(batch), article_ruling.c.superseded_at.is_(None)
        )
        there = select(article.c.key).where(article.c.key.in_(batch))
        known.update(session.execute(there.union(ruled)).scalars())
    alone = pa.array([k for k, n in times.items() if n == 1 and k not in known], pa.string())
    return own.filter(pc.is_in(own["key"], alone))


def _numbers(items: Iterable[int]) -> pa.Array:
    return pa.array(list(items), pa.int64())


# ---------------------------------------------------------------------------------- derived


def _is_aside(kept: pa.Table, articles: pa.Table) -> pa.Table:
    """Pages the reader found nothing in (where it failed, it is to try again)."""
    silent = pc.invert(pc.is_in(kept["capture"], articles["capture"].combine_chunks()))
    return kept.filter(silent)


def _aside_count(kept: pa.Table, articles: pa.Table, captures: Mapping[int, int]) -> int:
    return sum(number in captures for number in _is_aside(kept, articles)["capture"].to_pylist())


def _copy_set_aside(
    session: Session,
    kept: pa.Table,
    articles: pa.Table,
    captures: Mapping[int, int],
    manifest: Manifest,
) -> None:
    rows = [
        {
            "capture_id": captures[row["capture"]],
            "version": manifest.reader,
            "reason": row["reason"],
            "detail": row["detail"],
            "twin": False,
        }
        for row in _is_aside(kept, articles).to_pylist()
        if row["capture"] in captures
    ]
    names = ("capture_id", "version", "reason", "detail", "twin")
    schema = pa.schema(
        [
            (name, {"capture_id": pa.int64(), "twin": pa.bool_()}.get(name, pa.string()))
            for name in names
        ]
    )
    copy(session, reading, pa.Table.from_pylist(rows, schema=schema))


def _copy_articles(
    session: Session, folder: Folder, fresh: pa.Table, captures: Mapping[int, int]
) -> int:
    """Articles, their first versions and all that hangs on them; how many reports."""
    own = fresh["capture"].to_pylist()
    article_ids = reserve(session, article, len(own))
    version_ids = reserve(session, article_version, len(own))
    capture_ids = [captures[number] for number in own]
    copy(session, article, with_columns(fresh.select(["key"]), id=article_ids))
    versions = fresh.drop_columns(["capture", "key"])
    numbered = {"id": version_ids, "article_id": article_ids, "capture_id": capture_ids}
    versions = with_columns(versions, **numbered, n=[1] * len(own), current=[True] * len(own))
    copy(session, article_version, versions)
    copy(session, reading, _readings(fresh, article_ids, capture_ids))
    of_article = dict(zip(own, zip(article_ids, version_ids, strict=True), strict=True))
    return _copy_reports(session, folder, of_article)


def _readings(fresh: pa.Table, article_ids: Sequence[int], capture_ids: Sequence[int]) -> pa.Table:
    found = fresh.select(["reader", "sha256"]).rename_columns(["version", "sha256"])
    return with_columns(
        found, capture_id=capture_ids, article_id=article_ids, twin=[False] * len(capture_ids)
    )


def _copy_reports(
    session: Session, folder: Folder, of_article: Mapping[int, tuple[int, int]]
) -> int:
    reports = folder.table("reports")
    reports = reports.filter(pc.is_in(reports["capture"], _numbers(of_article)))
    own = reports["report"].to_pylist()
    report_ids = dict(zip(own, reserve(session, report, len(own)), strict=True))
    homes = [of_article[number] for number in reports["capture"].to_pylist()]
    rows = with_columns(
        reports.drop_columns(["report", "capture"]),
        id=list(report_ids.values()),
        article_id=[home[0] for home in homes],
        version_id=[home[1] for home in homes],
        current=[True] * len(own),
        waiting=reports["in_scope"],
        compared=[False] * len(own),
    )
    copy(session, report, rows)
    for name, table in _OF_REPORTS.items():
        parts = folder.table(name)
        parts = parts.filter(pc.is_in(parts["report"], _numbers(report_ids)))
        numbers = [report_ids[number] for number in parts["report"].to_pylist()]
        copy(session, table, with_columns(parts, report_id=numbers))
    return len(own)


#: What hangs on reports, by the shard's name of it.
_OF_REPORTS = {
    "people": report_person, "claims": claim, "keys": report_key, "outlines": report_outline,
}  # fmt: skip

# ---------------------------------------------------------------------------------- copying


def with_columns(table: pa.Table, **columns: Any) -> pa.Table:
    for name, values in columns.items():
        table = table.append_column(
            name, values if isinstance(values, pa.ChunkedArray) else pa.array(values)
        )
    return table


def reserve(session: Session, table: Table, count: int) -> list[int]:
    """So many row numbers nobody else gets."""
    if not count:
        return []
    if is_postgres(session):
        sequence = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
        )
        found = session.execute(sequence, {"name": table.name, "count": count}).scalars()
        return sorted(int(number) for number in found)
    last = session.execute(select(func.max(table.c.id))).scalar() or 0
    return list(range(last + 1, last + 1 + count))


def copy(session: Session, table: Table, rows: pa.Table) -> None:
    """Insert rows whose values are as the database holds them; columns it lacks are dropped."""
    rows = rows.select(
        [column.name for column in table.columns if column.name in rows.column_names]
    )
    if not rows.num_rows:
        return
    if is_postgres(session):
        _copy_postgres(session, table, rows)
        return
    insert = _plain(table).insert()
    for batch in rows.to_batches(max_chunksize=2_000):
        session.execute(insert, batch.to_pylist())


def _copy_postgres(session: Session, table: Table, rows: pa.Table) -> None:
    """COPY, fed with CSV that Arrow writes: an empty field is NULL, a quoted one is text."""
    quote = session.get_bind().dialect.identifier_preparer.quote
    names = ", ".join(quote(name) for name in rows.column_names)
    statement = f"COPY {quote(table.name)} ({names}) FROM STDIN (FORMAT csv)"
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    with copying(session, statement) as feed:
        for batch in rows.to_batches(max_chunksize=2_000):
            sink = BytesIO()
            csv.write_csv(_in_letters(pa.Table.from_batches([batch])), sink, options)
            feed.write(sink.getvalue())


def _in_letters(rows: pa.Table) -> pa.Table:
    """Bytes as PostgreSQL reads them in a text."""
    for at, field in enumerate(rows.schema):
        if pa.types.is_binary(field.type):
            told = [f"\\x{value.hex()}" for value in rows.column(at).to_pylist()]
            rows = rows.set_column(at, field.name, pa.array(told, pa.string()))
    return rows


@cache
def _plain(table: Table) -> Table:
    """The same table with JSON taken as the text it is stored as."""
    kinds = {
        column.name: Text() if isinstance(column.type, Json | Words) else column.type
        for column in table.columns
    }
    return Table(table.name, MetaData(), *(Column(name, kind) for name, kind in kinds.items()))
