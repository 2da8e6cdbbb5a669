"""Commands that freeze and exchange: releases, corrections; and a trial on one's rows."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    err,
    out,
    print_counts,
    print_json,
    print_table,
    progress,
    who,
    workplace,
)
from casebook.cli.handover import opened
from casebook.cli.own_record import MapOption, TableArgument
from casebook.counts import counted, largest_first
from casebook.settings import Settings
from storage import corrections as data
from storage import exports
from storage.exports import frozen, releases
from storage.references.theirs import read_list
from storage.shapes import read_shape

if TYPE_CHECKING:
    from scheduler.trial import Trial


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command()(release)
    app.command()(trial)
    app.command()(corrections)


def release(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as 2026-1.")],
    root: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="The folder of all releases.")
    ] = Path("releases"),
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Freeze what may leave under a name, with checksums and what changed since the last one."""
    with workplace(db, archive) as place:
        with place.database.read() as session:
            made = releases.release(
                session, name, root, by=who(by), version=version("casebook"), now=datetime.now(UTC)
            )
        with place.database.write() as session:
            frozen.remember(session, made.folder)
    told = counted(made.incidents, "incidents"), counted(made.victims, "victims")
    out.print(f"{made.folder}: {', '.join(told)}")
    if made.previous:
        print_counts(f"since {made.previous}", made.changed)


def corrections(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="To take in; else they are written out.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="[default: print]")
    ] = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Reviewers' corrections as one CSV that can live in git: out, or with FILE in."""
    from scheduler import jobs

    with workplace(db, archive) as place:
        if file is None:
            with place.database.read() as session, opened(output) as stream:
                data.write(session, exports.writer(stream))
            return
        now = datetime.now(UTC)
        with place.database.write() as session:
            done = data.apply(session, file, now=now)
        jobs.resolve_waiting(place, now=now)
    told = {"applied": done.applied, "known already": done.known, "left to you": len(done.refused)}
    print_counts("corrections", told)
    for item in done.refused:
        err.print(f"{file}:{item.line}: {item.says}", soft_wrap=True)


def trial(
    file: TableArgument,
    map_file: MapOption,
    sample: Annotated[int, typer.Option(metavar="N", help="How many rows.")] = 200,
    seed: Annotated[int, typer.Option(help="Another number draws another sample.")] = 1,
    private_network: Annotated[
        bool, typer.Option("--private-network", help="Addresses may lie in your own network.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read the addresses of your own rows and say where we would differ; nothing is written."""
    from scheduler.importing import agency_names
    from scheduler.trial import trial as run_trial

    shape = read_shape(map_file)
    theirs = read_list(file, shape, agency_names(shape, file))
    settings = Settings.read()
    with progress("trying") as bar:
        found = run_trial(
            theirs,
            sample=sample,
            seed=seed,
            contact=settings.contact,
            now=datetime.now(UTC),
            private_network=private_network,
            progress=bar,
        )
    if as_json:
        print_json(_as_json(found))
        return
    print_counts(counted(found.rows, "rows"), largest_first(found.pages))
    if found.without_address:
        out.print(f"{found.without_address:,} rows of the list name no address")
    outcomes = ("agree", "differ", "we blank", "they blank")
    print_table(
        ("field", *outcomes),
        [(name, *(told.get(one, 0) for one in outcomes)) for name, told in found.fields.items()],
    )
    if found.worst:
        out.print("\nThe worst: where we would say something else")
        columns = ("row", "field", "theirs", "ours", "sentence", "url")
        print_table(columns, [[getattr(item, name) for name in columns] for item in found.worst])


def _as_json(found: Trial) -> dict[str, Any]:
    names = ("row", "field", "theirs", "ours", "sentence", "url")
    return {
        "rows": found.rows,
        "without_address": found.without_address,
        "pages": dict(found.pages),
        "fields": {name: dict(told) for name, told in found.fields.items()},
        "worst": [{name: getattr(item, name) for name in names} for item in found.worst],
    }
