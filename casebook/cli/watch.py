"""Commands that tell how the service does: its state, its runs, its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    err,
    out,
    print_json,
    print_table,
    workplace,
)
from casebook.counts import counted, listed
from casebook.settings import Explained, Settings
from scheduler.status import status as look
from storage import runs as store
from storage import schedules
from storage.dates import stamp
from storage.runs import Run

_TEN_YEARS = 3650


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command()(status)
    app.command()(runs)
    app.command("show-run")(show_run)
    app.command()(config)


def status(as_json: AsJson = False, db: Db = None, archive: ArchiveDir = None) -> None:
    """What runs, what ran, what is late, what waits; exit status 1 when something is wrong."""
    from scheduler.replaying import earlier  # the reader and all it needs: only for its version

    with workplace(db, archive) as place:
        told = look(place, datetime.now(UTC)) | {"earlier": earlier(place)}
    if as_json:
        print_json(told)
    else:
        print_status(told)
    if told["faults"]:
        raise typer.Exit(1)


def print_status(told: Mapping[str, Any]) -> None:
    """At a glance; what is wrong comes last, where the eye is."""
    out.print(_record(told["record"]), soft_wrap=True)
    out.print(_scheduler(told["clock"]), soft_wrap=True)
    for item in told["running"]:
        out.print(f"running: {item['job']} (run {item['run']}) since {item['started_at']}")
    print_table(
        ("job", "last run", "ended", "outcome", "did"),
        (
            (job, item["run"], item["ended_at"], item["outcome"], listed(item["counts"]))
            for job, item in told["last"].items()
        ),
        whole=("job", "ended"),
    )
    waiting = told["queues"]
    out.print(
        f"\nwaiting: {waiting['to_fetch']:,} to fetch, {waiting['unread']:,} unread, "
        f"{waiting['unresolved']:,} unresolved, {waiting['messages_waiting']:,} messages"
    )
    if failed := told["reader_failed"]:
        out.print(
            f"set aside: {counted(failed, 'pages')} the reader failed on; “casebook rejected” says"
            " which, “casebook read --failed” tries them again",
            soft_wrap=True,
        )
    sources = told["sources"]
    out.print(
        f"sources: {sources['known']:,} known, {sources['at_work']:,} being looked at, "
        f"{len(sources['late']):,} late, {len(sources['failing']):,} failing, "
        f"{sources['paused']:,} paused; next {sources['next_at'] or 'not planned'}"
    )
    for item in sources["failing"][:20]:
        since = f"since {item['since']}" if item["since"] else "never answered"
        out.print(f"  {item['source']}: {since}: {item['says']}", soft_wrap=True)
    out.print(f"incidents: {listed(told['incidents']) or 'none'}")
    out.print(_room(told["disk"]), soft_wrap=True)
    for line in _earlier(told["earlier"]):
        out.print(line, soft_wrap=True)
    for fault in told["faults"]:
        out.print(f"! {fault}", style="bold", soft_wrap=True)
    if not told["faults"]:
        out.print("nothing is wrong")


def _record(record: Mapping[str, Any]) -> str:
    counts = {"police": "shootings by police", "any": "every shooting of a person"}
    return (
        f"record: {counts[record['scope']]} (--scope {record['scope']}),"
        f" made {record['made_at']} by {record['made_by']}"
    )


def _earlier(left: Mapping[str, Any]) -> Iterator[str]:
    if left["read"]:
        yield (
            f"read by an earlier version: {counted(left['read'], 'pages')};"
            " “casebook replay --diff” says what reading again would change"
        )
    if left["linked"]:
        yield (
            "linked by an earlier version: all incidents; the next “casebook resolve” (and the"
            " scheduler) links them again, and some may change"
        )


def _scheduler(clock: Mapping[str, Any] | None) -> str:
    if clock is None:
        return "scheduler: none has worked here; “casebook schedule” starts one"
    if not clock["alive"]:
        return f"scheduler: none works; the last heartbeat is of {clock['heartbeat_at']}"
    return f"scheduler: {clock['holder']} since {clock['since']}"


def _room(disk: Mapping[str, Any]) -> str:
    left = disk["days_left"]
    days = ""
    if left is not None:
        days = f", room for {left:,} days" if left < _TEN_YEARS else ", room for years"
    free = f"; {size(disk['free_bytes'])} free" if disk["free_bytes"] is not None else ""
    return (
        f"disk: database {size(disk['database_bytes'])}, archive {size(disk['archive_bytes'])}, "
        f"growing by {size(disk['archive_bytes_per_day'])} a day{free}{days}"
    )


def size(number: float) -> str:
    """
    >>> size(1_234_567), size(900)
    ('1.23 MB', '900 B')
    """
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.3g} {unit}"
        number /= 1000
    return f"{number:.3g} TB"


def runs(
    job: Annotated[
        str | None, typer.Option(help="Only this job: crawl, read, resolve, ingest …")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 20,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """The last runs: what each did, and how it ended."""
    with workplace(db, archive) as place, place.database.read() as session:
        found = store.latest(session, job=job, limit=limit)
        others = [] if found or not job else store.jobs(session)
    if others:
        err.print(f"there is no run of “{job}”; there are runs of {', '.join(others)}")
    if as_json:
        print_json([as_plain(item) for item in found])
        return
    print_table(
        ("run", "job", "started", "took", "outcome", "did"),
        (
            (
                item.id,
                item.job,
                stamp(item.started_at),
                _took(item),
                _outcome(item),
                listed(item.counts),
            )
            for item in found
        ),
        whole=("run", "job", "started"),
    )


def as_plain(item: Run) -> dict[str, Any]:
    """A run as JSON."""
    return {
        "run": item.id,
        "job": item.job,
        "started_at": stamp(item.started_at),
        "ended_at": stamp(item.ended_at) if item.ended_at else None,
        "outcome": item.outcome,
        "version": item.version,
        "worker": item.worker,
        "manifest": dict(item.manifest or {}),
        "counts": dict(item.counts),
        "drops": dict(item.drops or {}),
        "detail": item.detail,
    }


def _took(item: Run) -> str:
    if item.ended_at is None:
        return ""
    return f"{(item.ended_at - item.started_at).total_seconds():,.0f} s"


def _outcome(item: Run) -> str:
    return item.outcome or "not ended"


def show_run(
    run: Annotated[int, typer.Argument(metavar="RUN", help="Its number, from “casebook runs”.")],
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """One run's manifest: code, configuration, counts, what was dropped and why, each source."""
    with workplace(db, archive) as place, place.database.read() as session:
        found = store.get(session, run)
        visits = schedules.visits_of(session, run)
    told = as_plain(found) | {
        "visits": [
            {"source": item.source, "outcome": item.outcome, **dict(item.counts or {})}
            for item in visits
        ]
    }
    if as_json:
        print_json(told)
    else:
        print_run(told)


def print_run(told: Mapping[str, Any]) -> None:
    """Everything a run answers for."""
    ended = told["ended_at"] or "not ended"
    out.print(f"run {told['run']}: {told['job']}, {told['outcome'] or 'not ended'}", style="bold")
    out.print(f"{told['started_at']} to {ended}, by {told['worker']}")
    if told["detail"]:
        out.print(told["detail"], soft_wrap=True)
    manifest = {"version": told["version"], **told["manifest"]}
    print_table(("ran with", ""), manifest.items())
    print_table(("did", "number"), told["counts"].items())
    if told["drops"]:
        print_table(("dropped because", "number"), told["drops"].items())
    if told["visits"]:
        print_table(
            ("source", "outcome", "did"),
            ((item["source"], item["outcome"], _visit(item)) for item in told["visits"]),
        )


def _visit(item: Mapping[str, Any]) -> str:
    numbers = {key: n for key, n in item.items() if isinstance(n, int)}
    nested = {
        f"{key}: {why}": n
        for key in ("failed", "unreadable")
        for why, n in (item.get(key) or {}).items()
    }
    says = f"; {item['says']}" if item.get("says") else ""
    return (listed(numbers | nested) or "nothing new") + says


def config(
    setting: Annotated[
        str | None, typer.Argument(help="One setting; all of them when none is named.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="A settings file with every setting, as comments.")
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Every setting: its value, where that comes from, what it does. Secrets are not shown."""
    found = list(Settings.read(db=db, archive=archive).explained())
    if setting is not None:
        found = [item for item in found if setting in (item.key, item.variable)]
        if not found:
            raise typer.BadParameter(f"there is no setting “{setting}”")
    if example:
        typer.echo(example_file(found), nl=False)
    elif as_json:
        print_json({item.key: _plain(item) for item in found})
    else:
        print_table(
            ("setting", "value", "from", "what it does"),
            ((item.key, item.value or "–", item.origin, item.says) for item in found),
            whole=("setting",),
        )
        out.print(
            "\nIn casebook.toml (or the file CASEBOOK_CONFIG names), or in the environment as "
            "CASEBOOK_ and the name in capitals; “--example” writes a file to begin with.",
            style="dim",
        )


def _plain(item: Explained) -> dict[str, Any]:
    return {
        "value": item.value,
        "from": item.origin,
        "variable": item.variable,
        "says": item.says,
    }


def example_file(settings: list[Explained]) -> str:
    """Every setting as a comment: take the # away from what you want otherwise."""
    blocks = [
        f"# {item.says}\n#{item.key} = {item.default}\n" for item in settings if not item.secret
    ]
    secret = [
        f"# {item.says}\n#   {item.variable}, or {item.variable}_FILE"
        for item in settings
        if item.secret
    ]
    tail = "# Secrets belong into the environment, or each into a file of its own:\n#\n"
    return "\n".join(blocks) + ("\n" + tail + "\n".join(secret) + "\n" if secret else "")
