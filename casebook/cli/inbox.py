"""The commands that show what waits for a person: new candidates, and questions."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    err,
    out,
    print_json,
    print_table,
    who,
    workplace,
)
from casebook.cli.look import shown_victim
from casebook.counts import waits
from casebook.web import words
from pipeline.records import Question
from scheduler.accounts import seen_up_to
from storage import pairs, queues, sayings, searches, visits
from storage.identifiers import number
from storage.searches import Search

#: Candidates shown at once.
_MOST = 1000


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command()(inbox)
    app.command()(queue)


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
            found = searches.find(session, search, sort="-found", limit=_MOST, waiting=now.date())
            upto = seen_up_to(session, now)
            numbers = [number(line["incident_id"]) for line in found.lines]
            quotes = sayings.deciding(session, numbers)
            twins = sayings.twins(session, numbers)
            left = "" if numbers else waits(*queues.waiting(session))
        hidden = found.total - len(found.lines)
        if hidden:
            err.print(
                f"the newest {len(found.lines):,} of {found.total:,}; nothing counts as looked at"
                " while there are more: “casebook incidents --review candidate” lists all"
            )
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
        elif left:
            out.print(f"no candidates; {left}")
        else:
            since = f" since {seen:%Y-%m-%d %H:%M} UTC" if seen and not every else ""
            out.print(f"no candidates{since}; --all shows what still waits")
        sys.stdout.flush()  # what nobody could be shown is not looked at
        if not (hidden or peek):
            with place.database.write() as session:
                visits.looked(session, who(by), now=upto)


def queue(
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many pairs at most.")] = 20,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """What only a person can settle: pairs “same or different?”, values told anew, stale words."""
    with workplace(db, archive) as place, place.database.read() as session:
        asked = pairs.queue(session, limit=limit)
        sides = pairs.sides(session, {end for item in asked for end in (item.left, item.right)})
        others = pairs.others(session)
    rows = [
        {
            "kind": item.kind,
            "says": item.says,
            "score": item.score,
            "moves": item.moves,
            "reports": [asdict(sides[end]) for end in (item.left, item.right)],
        }
        for item in asked
        if item.left in sides and item.right in sides
    ]
    if as_json:
        print_json({"pairs": rows, "others": [asdict(item) for item in others]})
    elif rows or others:
        _print_questions(rows, others)
    else:
        out.print("nothing waits for an answer")


def _print_questions(rows: list[dict[str, Any]], others: list[Question]) -> None:
    for item in others:
        out.print(f"{item.kind}: {item.says}", soft_wrap=True)
    for row in rows:
        score = "" if row["score"] is None else f" ({row['score']:+.1f} bits)"
        out.print(f"\n{row['kind']}: {row['says']}{score}", soft_wrap=True)
        for side in row["reports"]:
            home = f"I{side['incident']}" if side["incident"] else "in no incident"
            day = str(side["published"] or "")[:10] or "undated"
            out.print(f"  {home}  {day}  {side['title']}", soft_wrap=True)
            out.print(f"      {side['url']}", style="dim", soft_wrap=True)
    out.print(
        "\nTo answer: “casebook merge I1 I2” (the same), “casebook apart I1 I2” (different), in one"
        " incident “casebook accept I1” or “casebook split I1 …”; “casebook accept” or “set” (a"
        " value); or the queue of “casebook serve”.",
        soft_wrap=True,
    )  # fmt: skip


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
