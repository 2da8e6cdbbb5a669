"""The command that tells what became of incidents since a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from casebook.cli.common import ArchiveDir, AsJson, Db, civil_day, out, print_json, workplace
from casebook.counts import counted
from casebook.web import words
from storage import changed
from storage.changed import Changed
from storage.dates import stamp

WEEK = timedelta(days=7)


def register(app: typer.Typer) -> None:
    """Put this file's command on the command line."""
    app.command()(changes)


def changes(
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=civil_day, metavar="DAY", help="From this day (UTC) on. [default: a week ago]"
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many incidents.")] = 200,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """What changed since a day: incidents that came, changed, were merged, split or withdrawn."""
    moment = since.replace(tzinfo=UTC) if since else datetime.now(UTC) - WEEK
    with workplace(db, archive) as place, place.database.read() as session:
        found = changed.since(session, moment, most=limit)
        cursor = changed.cursor_at(session, moment)
    if as_json:
        told = [_json(one) for one in found]
        print_json({"since": stamp(moment), "cursor": cursor, "changed": told})
        return
    for one in found:
        _print(one)
    more = f" (the last {limit:,}; --limit shows more)" if len(found) == limit else ""
    out.print(
        f"{counted(len(found), 'incidents')} changed since {moment:%Y-%m-%d}{more}; programs take"
        f" each change by “casebook export changes --since {cursor}”",
        style="dim",
        soft_wrap=True,
    )


def _print(one: Changed) -> None:
    line = one.line
    said = f"{words.victims(line)} · {words.place(line) or 'place not stated'}" if line else ""
    out.print(f"{one.at:%Y-%m-%d}  {one.incident_id}  {told(one)}  {said}", soft_wrap=True)
    for text in differing(one):
        out.print(f"    {text}", soft_wrap=True)


def told(one: Changed) -> str:
    """What became of it, in a word or two."""
    into = f" into {one.into}" if one.into else ""
    more = f", {words.more(one.articles, new=one.kind == 'new')}" if one.articles else ""
    return f"{one.kind}{into}{more}"


def differing(one: Changed) -> Iterator[str]:
    for item in one.differences:
        whose = f"{item.victim} " if item.victim else ""
        field = words.field_name(item.field).lower()
        yield f"{whose}{field}: {words.value(item.before)} → {words.value(item.now)}"


def _json(one: Changed) -> dict[str, Any]:
    return {
        "incident_id": one.incident_id,
        "kind": one.kind,
        "at": stamp(one.at),
        "into": one.into,
        "articles": one.articles,
        "differences": [
            {
                "victim_id": item.victim,
                "field": item.field,
                "before": item.before,
                "now": item.now,
            }
            for item in one.differences
        ],
    }
