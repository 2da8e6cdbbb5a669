"""Commands that keep the record and hand its changes on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.text import Text

from casebook.cli.common import ArchiveDir, AsJson, Db, out, print_json, workplace
from storage import search as finder


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (search,):
        app.command()(command)


def search(
    words: Annotated[
        list[str],
        typer.Argument(help='Words that must all be there; "a phrase", -not, OR.'),
    ],
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published up to this day."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Search what articles say now: the best first, with the words around what was found."""
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with workplace(db, archive) as place, place.database.read() as session:
        hits = finder.search(
            session,
            asked,
            limit=limit,
            since=since.replace(tzinfo=UTC) if since else None,
            until=until.replace(tzinfo=UTC) + timedelta(days=1) if until else None,
            outlet=outlet,
        )
        total = finder.count(session, asked)
    if as_json:
        print_json([{**asdict(hit), "excerpt": hit.says} for hit in hits])
        return
    for hit in hits:
        _print_hit(hit)
    out.print(f"{total:,} articles say this" if total != 1 else "1 article says this")


def _print_hit(hit: finder.Hit) -> None:
    told = ", ".join(hit.incident_ids) or "no incident"
    out.print(Text(hit.title or hit.url, style="bold"), soft_wrap=True)
    out.print(f"  {hit.outlet or '–'}, {(hit.published or '–')[:10]}, {told}", markup=False)
    out.print(f"  {hit.url}", markup=False, soft_wrap=True)
    shown = Text("  ")
    for piece, is_found in hit.excerpt:
        shown.append(" ".join(piece.split("\n")), style="bold" if is_found else "")
    out.print(shown, soft_wrap=True)
    out.print()
