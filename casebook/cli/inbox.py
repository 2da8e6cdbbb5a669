"""The command that shows what came since one last looked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    out,
    print_json,
    print_table,
    who,
    workplace,
)
from casebook.cli.look import shown_victim
from casebook.web import words
from storage import sayings, searches, visits
from storage.identifiers import number
from storage.searches import Search


def register(app: typer.Typer) -> None:
    """Put this file's command on the command line."""
    app.command()(inbox)


def inbox(
    every: Annotated[
        bool, typer.Option("--all", help="All that waits, not only what is new.")
    ] = False,
    peek: Annotated[
        bool, typer.Option("--peek", help="Do not count as looked at what is shown.")
    ] = False,
    by: By = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Candidates new since you last looked, each with the sentence it is judged by."""
    now = datetime.now(UTC)
    with workplace(db, archive) as place:
        with place.database.read() as session:
            seen = visits.last(session, who(by))
            search = Search(found=None if every else seen)
            found = searches.find(session, search, sort="-found", limit=1000, waiting=now.date())
            numbers = [number(line["incident_id"]) for line in found.lines]
            quotes = sayings.deciding(session, numbers)
            twins = sayings.twins(session, numbers)
        if not peek:
            with place.database.write() as session:
                visits.looked(session, who(by), now=now)
    rows = [
        {
            "incident": line,
            "sentence": quotes[n].quote if n in quotes else None,
            "outlet": quotes[n].outlet if n in quotes else None,
            "possible_twin": f"I{twins[n].other}" if n in twins else None,
        }
        for n, line in zip(numbers, found.lines, strict=True)
    ]
    if as_json:
        print_json(rows)
    elif rows:
        _print(rows)
    else:
        since = f" since {seen:%Y-%m-%d %H:%M} UTC" if seen and not every else ""
        out.print(f"no candidates{since}; --all shows what still waits")


def _print(rows: list[dict[str, Any]]) -> None:
    print_table(
        ("incident", "date", "place", "victims", "sources", "twin", "the deciding sentence"),
        (_row(row) for row in rows),
        whole=("incident", "date", "twin"),
    )
    out.print(f"{len(rows):,} to look at: casebook show, accept, hold, exclude; or casebook serve")


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    line = row["incident"]
    return (
        line["incident_id"],
        words.day(line),
        ", ".join(part for part in (line["city"], line["state"]) if part) or "not stated",
        "\n".join(shown_victim(victim).splitlines()[0] for victim in line["victims"]),
        line["independent_sources"],
        row["possible_twin"],
        f"“{' '.join(row['sentence'].split())}”" if row["sentence"] else "",
    )
