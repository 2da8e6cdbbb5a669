"""Commands that go back over years of the web's news, on this machine or on a cluster."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import typer

from casebook.cli.collect import read_and_resolve
from casebook.cli.common import (
    ArchiveDir,
    Db,
    Failure,
    ScopeChoice,
    err,
    print_counts,
    progress,
    workplace,
)
from crawler.seeds import site_address
from pipeline.records import Scope
from scheduler import backfill as going_back
from scheduler import jobs
from scheduler.engines import Engine, chosen
from scheduler.relinking import on_engine
from scheduler.shard import Outcome
from storage.shards import Folder


class EngineName(StrEnum):
    LOCAL = "local"
    SPARK = "spark"


#: What the workers of a backfill share: all that reading loads.
WARMED = ("scheduler.warmed",)

EngineChoice = Annotated[EngineName, typer.Option(help="This machine's cores, or Spark.")]
Workers = Annotated[
    int, typer.Option(min=0, help="Local: processes at a time [default: one a core]")
]
Master = Annotated[
    str | None, typer.Option(help="Spark: the cluster, such as spark://host:7077 or local[2].")
]


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (backfill, relink):
        app.command()(command)


def backfill(
    warc: Annotated[
        list[str] | None,
        typer.Argument(help="WARC files or folders of them: paths, s3://… or http(s)://…"),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--cc-news", metavar="YYYY-MM", help="A month of Common Crawl's news."),
    ] = None,
    base: Annotated[
        str, typer.Option(metavar="URL", help="Where Common Crawl's files are.")
    ] = going_back.COMMON_CRAWL,
    first: Annotated[
        int | None, typer.Option("--first", min=1, help="Only the first so many files.")
    ] = None,
    host: Annotated[
        list[str] | None,
        typer.Option("--host", help="Only pages of this host and those below it; may be repeated."),
    ] = None,
    engine: EngineChoice = EngineName.LOCAL,
    workers: Workers = 0,
    master: Master = None,
    results: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Folder of results; may be s3://…")
    ] = "casebook-backfill",
    only_work: Annotated[
        bool, typer.Option("--no-load", help="Leave the results in their folder.")
    ] = False,
    scope: ScopeChoice = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Screen and read WARC files, one task a file, then load what was found."""
    hosts = tuple(_host(name) for name in host or ())
    by = chosen(engine, workers=workers, master=master, preload=WARMED)
    sources = _sources(warc or [], month, base)[:first]
    asked = going_back.Backfill(sources, results, scope or Scope.POLICE, hosts)
    if only_work:
        _work_through(asked, by)
        return
    with workplace(db, archive, scope=scope, create=True) as place:
        if place.database.demo:
            raise Failure("this database holds demonstration data; name another with --db")
        asked = going_back.Backfill(sources, results, place.database.scope, asked.hosts)
        outcomes = _work_through(asked, by)
        with progress("loading") as bar:
            folders = [one.folder for one in asked.orders()]
            made = _made(folders, outcomes)
            counts = jobs.load_shards(place, made, now=datetime.now(UTC), progress=bar)
        print_counts("load", counts)
        read_and_resolve(place)
    _complain(outcomes)


def relink(
    engine: EngineChoice = EngineName.LOCAL,
    workers: Workers = 0,
    master: Master = None,
    folder: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Where the steps meet; all workers must reach it."),
    ] = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Link everything again on an engine: what “resolve --from-scratch” gives, by many hands."""
    hands = chosen(engine, workers=workers, master=master)
    with (
        workplace(db, archive) as place,
        _meeting_place(folder) as steps,
        progress("linking again") as bar,
    ):
        by = on_engine(hands, steps, progress=bar)
        print_counts("relink", jobs.resolve_from_scratch(place, now=datetime.now(UTC), by=by))


@contextmanager
def _meeting_place(folder: str | None) -> Iterator[str]:
    """The folder that was named, or one of this machine's that goes afterwards."""
    if folder is not None:
        yield going_back.anywhere(folder)
        return
    with tempfile.TemporaryDirectory(prefix="casebook-relink-") as made:
        yield made


def _host(written: str) -> str:
    """A host as people name one; a month would be gone through for one that no page can have."""
    address = site_address(written)
    if address is None or "*" in written:
        raise typer.BadParameter(f"“{written}” is no host; write one like kcra.com")
    return urlsplit(address).hostname or ""


def _sources(named: Sequence[str], month: str | None, base: str) -> tuple[str, ...]:
    if bool(named) == bool(month):
        raise typer.BadParameter("name WARC files, or a month with --cc-news, and not both")
    sources = going_back.cc_news(month, base=base) if month else going_back.expand(named)
    if not sources:
        raise Failure(f"there is no .warc or .warc.gz file in {', '.join(named)}")
    return sources


def _work_through(asked: going_back.Backfill, by: Engine) -> list[Outcome]:
    with progress("working through files") as bar:
        outcomes = going_back.work_through(asked, by, progress=bar)
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts += Counter(outcome.counts)
        counts["files done before" if outcome.done_before else "files"] += not outcome.fault
    print_counts("backfill", dict(sorted(counts.items())))
    for outcome in outcomes:
        if outcome.fault:
            err.print(f"{outcome.source}: {outcome.fault}", soft_wrap=True)
    if asked.sources and all(outcome.fault for outcome in outcomes):
        raise Failure("no file could be worked through; the lines above say why")
    return outcomes


def _made(folders: Sequence[Folder], outcomes: Sequence[Outcome]) -> list[Folder]:
    """The folders that hold a finished shard of this call, in the order of the files."""
    good = {outcome.folder for outcome in outcomes if not outcome.fault}
    return [folder for folder in folders if folder.path in good]


def _complain(outcomes: Sequence[Outcome]) -> None:
    """Some files missing is a failure to the script that called, once the rest is in."""
    lost = sum(outcome.fault is not None for outcome in outcomes)
    if lost:
        raise Failure(
            f"{lost} of {len(outcomes)} files could not be worked through; the same command"
            " tries only those again"
        )
