"""Commands that hold our record against others': compare, rule, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    Note,
    SourcesFile,
    civil_day,
    err,
    out,
    print_json,
    print_table,
    who,
    workplace,
)
from casebook.cli.handover import opened
from casebook.cli.look import state_of
from casebook.cli.own_record import OwnShape, SchemaChoice, TableArgument, shape_of
from casebook.comparison_page import page
from casebook.settings import Settings
from crawler.sources import read_sources
from storage import exports
from storage.exports import as_csv
from storage.references import coverage as watching
from storage.references import rulings
from storage.references.compare import Comparison, compare, remember, sentences
from storage.references.coverage import Watched
from storage.references.lost import Lost
from storage.references.theirs import read_list
from storage.shapes import named, read_shape

_SHOWN = 20
_CSV = (
    "what", "their_row", "victim_id", "incident_id", "name", "day", "place", "field", "theirs",
    "ours", "why", "sentence",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command("compare")(compare_with)
    app.command()(rule)
    app.command()(coverage)


def compare_with(
    file: TableArgument,
    schema: SchemaChoice = None,
    map_file: OwnShape = None,
    fmt: Annotated[
        str, typer.Option("--format", metavar="FMT", help="table, csv, html or json.")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="[default: print]")
    ] = None,
    as_json: AsJson = False,
    look_only: Annotated[
        bool, typer.Option("--look-only", help="Remember no identifiers of theirs.")
    ] = False,
    sources: SourcesFile = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Hold ours against somebody's list: matched, differing, only ours, only theirs and why."""
    from scheduler.importing import agency_names

    if fmt not in {"table", "csv", "html", "json"}:
        raise typer.BadParameter("--format is table, csv, html or json")
    if as_json and (fmt != "table" or output):
        raise typer.BadParameter("--json prints what the table shows; with -o give --format json")
    shape = shape_of(file, schema, map_file)
    with workplace(db, archive) as place:
        theirs = read_list(
            file, shape, agency_names(shape, file), identity=place.database.identity()
        )
        with place.database.read() as session:
            lost = Lost(session, watched(sources))
            found = compare(session, shape, theirs, lost)
            said = sentences(session, found)
        if not look_only and not place.database.demo:
            _remember(place, found, theirs, by)
    rows = list(_rows(found, said))
    if as_json:
        print_json(rows)
        return
    if fmt == "table":
        _print(found, rows)
        return
    with opened(output) as stream:
        send = exports.writer(stream)
        match fmt:
            case "csv":
                as_csv.write(rows, _CSV, send)
            case "html":
                send(page(found, said, file.name))
            case _:
                exports.write_json_lines(rows, send)


def _remember(place: Any, found: Comparison, theirs: Any, by: str | None) -> None:
    from scheduler import jobs

    now = datetime.now(UTC)
    with place.database.write() as session:
        number = remember(session, found, theirs, by=who(by), now=now)
    if number is not None:
        jobs.resolve_waiting(place, now=now)
        err.print(f"decision {number}: their identifiers are remembered; “casebook undo” takes")
        err.print("it back, --look-only would not do it")


def watched(sources: Path | None) -> list[Watched]:
    """The outlets of the sources file, as far as coverage asks; none when there is no file."""
    path = Settings.read(sources=sources).sources
    if not path.exists() and sources is None:
        return []
    return [Watched(item.name, item.state, frozenset(item.hosts)) for item in read_sources(path)]


def _rows(found: Comparison, said: Mapping[tuple[str, str], str]) -> Iterator[dict[str, Any]]:
    """Everything found, one line a thing; a pair has a line, and one for each difference."""
    for pair in found.pairs:
        own = {"their_row": pair.row, "victim_id": pair.victim_id, "incident_id": pair.incident_id}
        yield {"what": "matched", **own, "why": why(pair)}
        for item in pair.differs:
            told = {"field": item.field, "theirs": item.theirs, "ours": item.ours}
            quote = said.get((pair.victim_id, item.field))
            yield {"what": "differs", **own, **told, "sentence": quote}
    for mine in found.only_ours:
        yield {
            "what": "only ours",
            "victim_id": mine.victim_id,
            "incident_id": mine.incident_id,
            "name": mine.name,
            "day": mine.day,
            "place": mine.place,
            "why": f"{mine.review}; their rule: {mine.wanted}",
        }
    for row in found.only_theirs:
        yield {
            "what": "only theirs",
            "their_row": row.row,
            "name": row.name,
            "day": row.day,
            "place": row.place,
            "why": str(row.lost),
        }
    for open_row in found.unclear:
        could = " or ".join(f"{victim} ({score:.1f})" for victim, score in open_row.could_be)
        yield {"what": "unclear", "their_row": open_row.row, "name": open_row.name, "why": could}


def why(pair: Any) -> str:
    """How a pair came together, in a line."""
    if pair.score is None:
        return str(pair.how)
    told = [item for item in pair.evidence if item.weight and item.trait != "prior"]
    best = sorted(told, key=lambda item: -abs(item.weight))[:4]
    return f"{pair.score:.1f} bits: " + "; ".join(f"{i.saw} ({i.weight:+.1f})" for i in best)


def _print(found: Comparison, rows: Sequence[Mapping[str, Any]]) -> None:
    span = f"{found.first} to {found.last}" if found.first else "no dated rows"
    out.print(f"{found.shape.title}, {span}", style="bold")
    if found.shape.row == "incident":
        out.print("counted in incidents, as a row of theirs is one")
    counts = (len(found.pairs), len(found.only_ours), len(found.only_theirs), len(found.unclear))
    out.print("{:,} in both, {:,} only ours, {:,} only theirs, {:,} unclear".format(*counts))
    fields = Counter(item.field for pair in found.pairs for item in pair.differs)
    if fields:
        out.print("\nWhere both state a value and differ")
        print_table(
            ("field", "pairs"), [(name, f"{many:,}") for name, many in fields.most_common()]
        )
    stages = Counter(row.lost.stage for row in found.only_theirs)
    if stages:
        out.print("\nOnly theirs, by the stage that lost it")
        print_table(("stage", "rows"), [(name, f"{many:,}") for name, many in stages.most_common()])
    for what, columns in (
        ("differs", ("their_row", "victim_id", "field", "theirs", "ours", "sentence")),
        ("only ours", ("victim_id", "name", "day", "place", "why")),
        ("only theirs", ("their_row", "name", "day", "place", "why")),
        ("unclear", ("their_row", "name", "why")),
    ):
        own = [row for row in rows if row["what"] == what]
        if own:
            out.print(f"\n{what.capitalize()}: the first {min(len(own), _SHOWN)} of {len(own):,}")
            print_table(columns, [[row.get(c) for c in columns] for row in own[:_SHOWN]])


def rule(
    schema: Annotated[str, typer.Argument(metavar="SCHEMA", help="Whose list; or a map file.")],
    row: Annotated[str, typer.Argument(metavar="ROW", help="Its identifier there.")],
    verdict: Annotated[str, typer.Argument(help=f"{', '.join(rulings.VERDICTS)}.")],
    victim: Annotated[str | None, typer.Argument(help="same and apart: such as V7.")] = None,
    reason: Note = "",
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Rule on a row of somebody's list: kept, and used whenever it is compared again."""
    path = Path(schema)
    shape = read_shape(path) if path.suffix == ".toml" else named(schema)[0]
    with workplace(db, archive) as place, place.database.write() as session:
        number = rulings.rule(
            session,
            shape.schema,
            row,
            verdict,
            victim=victim,
            by=who(by),
            now=datetime.now(UTC),
            note=reason,
        )
    said = f"{verdict} {victim}" if victim else verdict
    out.print(f"decision {number}: {schema} {row} is {said}")


def coverage(
    first: Annotated[
        datetime,
        typer.Option(
            "--from", metavar="DAY", parser=civil_day, help="The first day, such as 2024-01-31."
        ),
    ],
    last: Annotated[
        datetime, typer.Option("--to", metavar="DAY", parser=civil_day, help="The last day.")
    ],
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="ST", help="Only this state: two letters, or its name."),
    ] = None,
    fmt: Annotated[
        str, typer.Option("--format", metavar="FMT", help="table, csv or jsonl.")
    ] = "table",
    as_json: AsJson = False,
    sources: SourcesFile = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """What was really watched: per state and month outlets, days read, delay, single sources."""
    if last < first:
        raise typer.BadParameter("--to is before --from")
    if fmt not in {"table", "csv", "jsonl"}:
        raise typer.BadParameter(f"--format is table, csv or jsonl, not “{fmt}”")
    wanted = state_of(state)
    with workplace(db, archive) as place, place.database.read() as session:
        lines = _coverage(session, sources, first.date(), last.date(), wanted)
    if as_json:
        print_json(lines)
        return
    columns = tuple(lines[0]) if lines else ()
    with opened(None) as stream:
        if fmt == "csv":
            as_csv.write(lines, columns, exports.writer(stream))
            return
        if fmt == "jsonl":
            exports.write_json_lines(lines, exports.writer(stream))
            return
    print_table(columns, [[line[name] for name in columns] for line in lines])


def _coverage(
    session: Any, sources: Path | None, first: date, last: date, state: str | None
) -> list[dict[str, Any]]:
    found = watching.coverage(session, watched(sources), first, last)
    return [line.as_json() for line in found if state in (None, line.state)]
