"""Commands that bring coverage in: crawl, ingest, and the later steps alone."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    Failure,
    ScopeChoice,
    SourcesFile,
    err,
    out,
    print_counts,
    print_json,
    print_table,
    progress,
    warn_of_another_archive,
    workplace,
)
from casebook.counts import counted, largest_first
from casebook.settings import Settings
from crawler.run import CrawlCounts
from crawler.sources import Source, read_sources, require_contact
from pipeline.incident.policy import BadPolicy
from pipeline.reader import READER_VERSION
from scheduler import fetching as inbox
from scheduler import jobs
from scheduler.files import KINDS, find_files
from scheduler.simulating import Changed, NoSuchThreshold, simulate
from scheduler.workplace import Workplace
from storage import pages, unusable
from storage import rejected as rejects
from storage.beside import Differences
from storage.policies import set_policy


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (crawl, fetch, follow_up, ingest, read, resolve, replay, rejected):
        app.command()(command)


def crawl(
    source: Annotated[
        list[str] | None, typer.Argument(help="Names of sources; all of them when none is named.")
    ] = None,
    sources: SourcesFile = None,
    scope: ScopeChoice = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """One pass over the sources: discover, fetch, keep, read, resolve."""
    settings = Settings.read(db=db, archive=archive, sources=sources)
    known = read_sources(settings.sources)
    chosen = _chosen(known, source or [], settings.sources)
    require_contact(chosen, settings.contact)  # said before a database is made
    with workplace(db, archive, scope=scope, create=True) as place:
        if place.database.demo:
            raise Failure(
                "this database holds demonstration data and takes no real source; "
                "name another with --db (or run “casebook demo” again)"
            )
        now = datetime.now(UTC)
        taken = chosen if source else inbox.with_inbox(place, chosen, now)
        with progress("crawling") as bar:
            counts = jobs.crawl(
                place, taken, contact=settings.contact, now=now, known=known, progress=bar
            )
        print_crawl(counts)
        read_and_resolve(place)


def fetch(
    url: Annotated[
        list[str] | None, typer.Argument(metavar="URL", help="Addresses, each beginning with http.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="A CSV or a text with addresses in it."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also those we have: a story that was corrected.")
    ] = False,
    sources: SourcesFile = None,
    scope: ScopeChoice = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Fetch single stories, from addresses that were pasted or stand in a table; read, resolve."""
    given = [one for text in url or [] for one in inbox.addresses(text)]
    given += inbox.read_addresses(file) if file else []
    if not given:
        raise Failure("no address given; write some, each beginning with http:// or https://")
    settings = Settings.read(db=db, archive=archive, sources=sources)
    known = read_sources(settings.sources)
    require_contact([inbox.INBOX], settings.contact)
    with workplace(db, archive, scope=scope, create=True) as place:
        if place.database.demo:
            raise Failure("this database holds demonstration data; name another with --db")
        now = datetime.now(UTC)
        with progress("fetching") as bar:
            contact = settings.contact
            done = inbox.fetch(
                place, given, known, contact=contact, now=now, again=again, progress=bar
            )
        print_counts("addresses", {"given": done.given, "known already": done.known})
        if done.known and not again:
            err.print("known already is not fetched anew before its day; --again does it now")
        print_crawl(done.crawled)
        read_and_resolve(place)


def follow_up(
    cases: Annotated[
        int, typer.Option(min=0, help="How many open cases to search for at most.")
    ] = 50,
    sources: SourcesFile = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Fetch again the stories that may have changed, search for open cases; read, resolve."""
    settings = Settings.read(db=db, archive=archive, sources=sources)
    known = read_sources(settings.sources)
    require_contact(known, settings.contact)
    with workplace(db, archive) as place:
        if place.database.demo:
            raise Failure("this database holds demonstration data; name another with --db")
        with progress("following") as bar:
            counts = jobs.follow_up(
                place,
                known,
                contact=settings.contact,
                now=datetime.now(UTC),
                cases=cases,
                progress=bar,
            )
        print_counts("follow-up", counts)
        read_and_resolve(place)


def print_crawl(counts: CrawlCounts) -> None:
    """What the pass did, in one line; then every source that has something to complain about."""
    print_counts("crawl", counts.by)
    for name, line in counts.by_source.items():
        if line.says:
            err.print(f"{name}: {line.says}", soft_wrap=True)


def _chosen(known: tuple[Source, ...], names: list[str], path: Path) -> tuple[Source, ...]:
    """The sources named; a name that is not there is an error that lists near ones."""
    by_name = {item.name: item for item in known}
    for name in names:
        if name not in by_name:
            raise Failure(f"{path} has no source “{name}”; it has {', '.join(sorted(by_name))}")
    return tuple(by_name[name] for name in names) if names else known


def ingest(
    path: Annotated[
        list[Path],
        typer.Argument(help=".jsonl, .jsonl.gz, .warc, .warc.gz, .html, or folders of these."),
    ],
    scope: ScopeChoice = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Take coverage in from files, then read and resolve it."""
    find_files(path)  # a wrong path is said before a database is made
    with workplace(db, archive, scope=scope, create=True) as place:
        with progress("ingesting") as bar:
            counts = jobs.ingest(place, path, now=datetime.now(UTC), progress=bar)
        print_counts("ingest", counts.by)
        for bare in counts.empty:
            missing = f"no file in it is {', '.join(KINDS)}" if bare.is_dir() else "nothing in it"
            err.print(f"{bare}: {missing}", soft_wrap=True)
        for line in counts.unusable:
            err.print(line, soft_wrap=True)
        left_out = counts.by["unusable"] - len(counts.unusable)
        if left_out > 0:
            err.print(f"… and {left_out:,} more; “casebook rejected” lists them all")
        read_and_resolve(place)
    if counts.by["unusable"] and counts.by["unusable"] == counts.by.total():
        raise typer.Exit(1)  # nothing of it was taken in


def read(
    again: Annotated[
        bool,
        typer.Option("--again", help="Also what an earlier reader read, changing it at once."),
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Also the pages the reader failed on.")
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Read what is kept and unread; what an earlier reader read stays as it is (see `replay`)."""
    with workplace(db, archive) as place:
        warn_of_another_archive(place)
        if failed:
            jobs.wait_again_where_failed(place)
        _read(place, again=again)


def resolve(
    from_scratch: Annotated[
        bool, typer.Option("--from-scratch", help="Link everything again, not only what is new.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what another threshold would change.")
    ] = False,
    threshold: Annotated[
        list[float] | None,
        typer.Option(help="With --dry-run: how probable a match must be to join; several can be."),
    ] = None,
    more: Annotated[
        list[float] | None, typer.Argument(metavar="P", help="Further thresholds to try.")
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Weigh claims by this file from now on; “default”: as shipped."
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Link new reports to incidents; or try out another threshold."""
    if dry_run != bool(threshold) or (more and not dry_run):
        raise typer.BadParameter("--dry-run goes with --threshold P …, such as 0.8 0.9")
    if dry_run and (policy is not None or from_scratch):
        raise typer.BadParameter("--dry-run stores nothing: it tries thresholds, and nothing else")
    if as_json and not dry_run:
        raise typer.BadParameter("--json goes with --dry-run: nothing else is told as a table")
    with workplace(db, archive) as place:
        if policy is not None:
            _set_policy(place, policy)
        if not threshold:
            _resolve(place, from_scratch=from_scratch)
        else:
            _try_out(place, [*threshold, *(more or ())], as_json=as_json)


def _set_policy(place: Workplace, policy: str) -> None:
    try:
        text = None if policy == "default" else Path(policy).read_text(encoding="utf-8")
        with place.database.write() as session:
            set_policy(session, text)
    except OSError as why:
        raise Failure(f"{policy} cannot be read: {why.strerror}") from why
    except (BadPolicy, UnicodeDecodeError) as why:
        raise Failure(f"{policy} {why}") from why


def _try_out(place: Workplace, thresholds: list[float], *, as_json: bool) -> None:
    try:
        with progress("trying") as bar:
            found = simulate(place, thresholds, progress=bar)
    except NoSuchThreshold as why:
        raise Failure(str(why)) from why
    if as_json:
        print_json([asdict(one) | {"incidents_changed": one.incidents_changed} for one in found])
        return
    for one in found:
        out.print(
            f"threshold {one.threshold} ({one.bits:+.1f} bits): {one.incidents_changed:,} of "
            f"{one.incidents_now:,} incidents would change, {one.incidents_then:,} would stand",
            style="bold",
        )
        for change in one.changed:
            _print_change(change, one.urls)


def _print_change(change: Changed, urls: Mapping[str, str]) -> None:
    told = ", ".join(f"{name} ({len(own)} reports)" for name, own in change.before)
    shape = " + ".join(str(len(own)) for own in change.after)
    out.print(f"  {told} would be {len(change.after)}: {shape}")
    for number, own in enumerate(change.after, 1):
        for anchor in own:
            out.print(f"    {number}  {urls.get(anchor, anchor)}", soft_wrap=True)


def replay(
    diff: Annotated[
        bool,
        typer.Option("--diff", "--dry-run", help="Only say what would change; nothing does."),
    ] = False,
    without_missing: Annotated[
        bool,
        typer.Option(
            "--without-missing", help="Files of the archive are lost: go on without their pages."
        ),
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Derive everything again from archive and decisions, beside what is; then switch."""
    if as_json and not diff:
        raise typer.BadParameter("--json goes with --diff: nothing else is told as a table")
    now = datetime.now(UTC)
    with workplace(db, archive) as place, progress("replaying") as bar:
        done = jobs.replay(
            place, now=now, progress=bar, compare_only=diff, without_missing=without_missing
        )
    if done.differences is not None and as_json:
        found = done.differences
        print_json({"incidents": [asdict(item) for item in found.incidents], **found.articles})
        return
    print_counts("replay", done.counts)
    if done.differences is not None:
        _print_differences(done.differences)


def _print_differences(found: Differences) -> None:
    if not found:
        out.print("nothing would change")
        return
    for item in found.incidents:
        into = f" into {item.into}" if item.into else ""
        out.print(f"{item.incident_id} {item.kind}{into}", style="bold")
        for name, old, new in item.fields if item.kind != "created" else ():
            out.print(f"  {name}: {_short(old)} → {_short(new)}", soft_wrap=True)
    print_counts("would change", {"incidents": len(found.incidents), **found.articles})
    out.print("“casebook replay” does it")


def _short(value: Any) -> str:
    written = "–" if value is None else value if isinstance(value, str) else json.dumps(value)
    return textwrap.shorten(written, 100, placeholder=" …")


def rejected(
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Only pages of this source.")
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """What could not be used, and why: lines and records of files, pages of the web."""
    with workplace(db, archive) as place, place.database.read() as session:
        rows = [*([] if source else _lines(session)), *_pages(session, source)]
    if as_json:
        columns = ("where", "reason", "detail", "source")
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    if source and not rows:
        out.print(f"nothing of “{source}” was rejected; “casebook sources” lists the names")
        return
    print_table(("where", "why", "detail", "source"), rows)
    if rows:
        print_counts("in all", largest_first(Counter(row[1] for row in rows)))


def _lines(session: Any) -> Iterator[tuple[str, str, str, str]]:
    for item in rejects.list_rejected(session):
        yield item.where, item.reason, item.snippet[:80], ""


def _pages(session: Any, source: str | None) -> Iterator[tuple[str, str, str, str]]:
    for page in unusable.list_unusable(session, source=source):
        yield page.url, page.reason, page.detail, page.source


def read_and_resolve(place: Workplace) -> None:
    """The two later steps, for whatever brought pages in."""
    _read(place)
    _resolve(place, from_scratch=False)


def _read(place: Workplace, *, again: bool = False) -> None:
    now = datetime.now(UTC)
    jobs.wait_again_where_back(place)
    with progress("reading") as bar:
        done = jobs.read_waiting(place, now=now, progress=bar, again=again)
    print_counts("read", largest_first(done))
    with place.database.read() as session:
        left = pages.waiting_count(session, reader_version=READER_VERSION, again=True)
    if left:
        out.print(
            f"{counted(left, 'pages')} read by an earlier reader: “casebook replay --diff” says"
            " what reading again would change, “casebook replay” does it",
        )


def _resolve(place: Workplace, *, from_scratch: bool) -> None:
    now = datetime.now(UTC)
    with progress("resolving") as bar:
        work = jobs.resolve_from_scratch if from_scratch else jobs.resolve_waiting
        print_counts("resolve", work(place, now=now, progress=bar))
