"""Readings without a page behind them, put into a database as if they had been fetched and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Table

from pipeline.records import Reading
from scheduler.workplace import Workplace
from storage import articles, pages, reports
from storage.archive import payload_sha256
from storage.engine import Database
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture
from storage.sql import add
from storage.tables import (
    article,
    article_version,
    capture,
    claim,
    link,
    reading,
    report,
    report_key,
    report_outline,
    report_person,
)

Rows: TypeAlias = dict[Table, list[dict[str, Any]]]

_AT_ONCE = 2_000


def keep(place: Workplace, readings: Iterable[Reading], *, now: datetime) -> None:
    """Archive each under its article's address and save it, all in one transaction."""
    with place.database.write() as session:
        for reading in readings:
            url = reading.article.url
            payload = url.encode()
            ref = place.archive.append_resource(
                url=url, content_type="text/html", payload=payload, fetched_at=now
            )
            new = NewCapture(
                link_id=0,
                fetched_at=now,
                status=200,
                sha256=payload_sha256(payload),
                verdict=Kept.KEPT,
                ref=ref,
                content_type="text/html",
            )
            number, _ = pages.ingested(session, FoundLink(url, "benchmark"), new, now=now)
            articles.save_reading(session, number, reading, now=now)


def fill(database: Database, told: Iterable[Reading], *, now: datetime) -> None:
    """Very many into an empty database, each article told once: table by table, no pages kept.

    The rows are those that ``keep`` leaves, less the archive's.
    """
    waiting, first = iter(told), 1
    while some := list(islice(waiting, _AT_ONCE)):
        rows: Rows = {table: [] for table in _TABLES}
        for n, one in enumerate(some, first):
            _into(rows, n, one, database, now)
        with database.write() as session:
            for table in _TABLES:
                add(session, table, rows[table])
        first += len(some)


def _into(rows: Rows, n: int, one: Reading, database: Database, now: datetime) -> None:
    """Link, page, article and report have one number: each is there once."""
    key, url = articles.article_key(one.article), one.article.url
    sha256 = payload_sha256(url.encode())
    seen = {"found_at": now, "next_at": now, "fetched_at": now}
    rows[link].append({"id": n, "key": key, "url": url, "state": "done", **seen})
    rows[capture].append(
        {"id": n, "link_id": n, "fetched_at": now, "status": 200, "sha256": sha256,
         "verdict": str(Kept.KEPT)}
    )  # fmt: skip
    version = articles.version_row(one, database.scope)
    own = {"article_id": n, "capture_id": n}
    rows[article].append({"id": n, "key": key})
    rows[article_version].append(version | own | {"id": n, "n": 1, "current": True})
    read = {"version": one.version, "sha256": version["sha256"], "twin": False}
    rows[reading].append(own | read)
    rows[report] += _reports(rows, n, one, key, database)


def _reports(
    rows: Rows, n: int, one: Reading, key: str, database: Database
) -> Iterator[dict[str, Any]]:
    [told] = reports.report_rows(one, article_key=key, scope=database.scope)
    mine = {"report_id": n}
    rows[report_person] += [person | mine for person in told.people]
    rows[claim] += [item | mine for item in told.claims]
    rows[report_outline].append({"outline": told.outline, **mine})
    rows[report_key] += [{"key": key, **mine} for key in told.keys]
    state = {"current": True, "compared": False, "waiting": told.report["in_scope"]}
    yield told.report | state | {"id": n, "article_id": n, "version_id": n}


_TABLES = (
    link, capture, article, article_version, reading, report, report_person, claim, report_key,
    report_outline,
)  # fmt: skip
