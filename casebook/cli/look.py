"""Commands that show what is known: the list of incidents, one incident with its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.text import Text
from sqlalchemy.orm import Session

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    civil_day,
    err,
    hang,
    in_order,
    is_folded,
    out,
    print_json,
    print_table,
    workplace,
)
from casebook.cli.revisions import print_revisions, revisions_json
from casebook.counts import counted, waits
from casebook.web import words
from pipeline.lexicon.gazetteer import state_code
from storage import explained, near_names, queues
from storage import incidents as store
from storage.identifiers import number
from storage.neighbours import Neighbour, neighbours
from storage.reviews import REVIEW_STATES
from storage.revisions import revisions

#: Columns of a terminal that are too few for the table of incidents.
_NARROW = 100
#: Said by other lines already; the export has them.
_NOT_SHOWN = frozenset({"name_status", "hit_by_police", "us"})


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (incidents, show):
        app.command()(command)


def incidents(
    state: Annotated[
        str | None, typer.Option(help="Two letters, or its name.", metavar="ST")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=civil_day, metavar="DAY", help="Incidents on or after this day (2024-01-31)."
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=civil_day, metavar="DAY", help="Incidents up to this day."),
    ] = None,
    first_seen_since: Annotated[
        datetime | None,
        typer.Option(
            parser=civil_day,
            metavar="DAY",
            help="Those we learnt of on this day (UTC) or later.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            help="A victim's name, or part of it; if none has it, what is spelt nearly so."
        ),
    ] = None,
    review: Annotated[
        str | None, typer.Option(metavar="STATE", help=f"One of {', '.join(REVIEW_STATES)}.")
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """The incidents: when, where, who, and by how much coverage we know it."""
    if review is not None and review not in REVIEW_STATES:
        raise typer.BadParameter(f"--review is one of {', '.join(REVIEW_STATES)}, not “{review}”")
    in_order(since, until)
    filters = store.Filters(
        state=state_of(state),
        since=_day(since),
        until=_day(until),
        first_seen_since=first_seen_since and first_seen_since.replace(tzinfo=UTC),
        name=name,
        review=review,
    )
    with workplace(db, archive) as place, place.database.read() as session:
        found = store.list_incidents(session, filters)
        left = "" if found else waits(*queues.waiting(session))
        alike = [] if found else _alike(session, filters)
    if as_json:
        print_json(
            found
        )  # who asks for a name gets nobody else's; a person is told whose there are
        if alike:
            near = ", ".join(str(line["incident_id"]) for line in alike)
            err.print(f"no incident names “{name}”; spelt nearly so: {near}")
    elif alike:
        out.print(f"no incident names “{name}”; spelt nearly so:")
        print_incidents(alike)
    elif not found and filters != store.Filters():
        out.print(f"no incident is like that; {left or 'ask for less'}")
    elif left:
        out.print(f"no incidents yet; {left}")
    else:
        print_incidents(found)


def _alike(session: Session, filters: store.Filters) -> list[dict[str, Any]]:
    """Incidents with a name nearly like the one asked for, the nearest first."""
    if filters.name is None:
        return []
    rank = {incident: at for at, incident in enumerate(near_names.near(session, filters.name))}
    others = store.list_incidents(session, replace(filters, name=None)) if rank else []
    found = [line for line in others if line["incident_id"] in rank]
    return sorted(found, key=lambda line: rank[line["incident_id"]])


def state_of(written: str | None) -> str | None:
    """Two letters, from those or from the state's name; what is neither is wrong usage."""
    if written is None:
        return None
    if code := state_code(written):
        return code
    raise typer.BadParameter(f"there is no state “{written}”; write two letters, such as OH")


def print_incidents(found: Sequence[Mapping[str, Any]]) -> None:
    """The table of incidents, latest first."""
    if not found:
        out.print("no incidents (yet); “casebook crawl” or “casebook ingest FILE” brings coverage")
        return
    if is_folded() and out.width < _NARROW:
        _print_incident_lines(found)
    else:
        print_table(
            ("incident", "date", "place", "victims", "agency", "articles", "outlets"),
            (_row(line) for line in found),
            whole=("incident", "date"),
        )
    states = Counter(line["review"] for line in found)
    said = ", ".join(f"{number:,} {state}" for state, number in sorted(states.items()))
    out.print(f"{counted(len(found), 'incidents')}: {said}  († died)", style="dim")


def _print_incident_lines(found: Sequence[Mapping[str, Any]]) -> None:
    """Where seven columns would break names in two: each incident in a few lines."""
    margin = max(len(line["incident_id"]) for line in found) + 2
    for line in found:
        identifier, day, where, victims, agencies, articles, outlets = _row(line)
        first, *more = victims.split("\n")
        hang(f"{identifier:{margin}}{day}  {first}", rest=margin)
        for told in more:
            indent = margin + len(told) - len(told.lstrip())
            hang(told.strip(), first=indent, rest=indent + 2)
        coverage = f"{counted(articles, 'articles')}, {counted(outlets, 'outlets')}"
        places = (where, *agencies.split("\n"), coverage)
        hang(" · ".join(filter(None, places)), first=margin, rest=margin + 2, style="dim")


def _row(line: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        line["incident_id"],
        words.day(line),
        ", ".join(part for part in (line["city"], line["state"]) if part) or "place not stated",
        "\n".join(shown_victim(victim) for victim in line["victims"]) or "nobody named",
        "\n".join(line["agencies"][:2]),
        line["article_count"],
        line["outlet_count"],
    )


def shown_victim(victim: Mapping[str, Any]) -> str:
    """Name or description, age, and the other spellings."""
    name = victim["name"] or f"({words.description(victim)})"
    age = f", {victim['age']}" if victim["age"] is not None and victim["name"] else ""
    died = " †" if victim["fatal"] else ""
    others = [alias for alias in victim["aliases"] if alias != victim["name"]]
    also = f"\n  also: {'; '.join(others)}" if others else ""
    return f"{name}{age}{died}{also}"


def show(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Such as I12.")],
    why: Annotated[
        bool, typer.Option("--why", help="Also why each article is here, line by line.")
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """One incident: its sources, each value with the sentences behind it, who dissents."""
    with workplace(db, archive) as place, place.database.read() as session:
        found = explained.why(session, incident, sums=why or as_json)
        told = explained.dissenting(session, found)
        changed = revisions(session, number(told.line["incident_id"]))
        near = neighbours(session, incident) if why else []
    if as_json:
        print_json(
            {
                "incident": told.line,
                "reports": told.members,
                "facts": told.facts,
                "revisions": revisions_json(changed),
                "questions": [
                    {"kind": q.kind, "says": q.says, "reports": q.anchors} for q in told.questions
                ],
                "neighbours": [one.as_json() for one in near],
            }
        )
    else:
        print_incident(told, why=why)
        if why:
            _print_neighbours(near)
        print_revisions(changed, why=why)


def print_incident(told: explained.Why, *, why: bool = False) -> None:
    """Everything the record says of one incident, and on what ground."""
    line = told.line
    where = ", ".join(part for part in (line["city"], line["state"]) if part)
    out.print(
        f"\n{line['incident_id']}  {words.day(line)}  {where or 'place not stated'}"
        f"  ({line['review']})",
        style="bold",
    )
    for victim in line["victims"]:
        name, *also = shown_victim(victim).split("\n")
        out.print(f"{victim['victim_id']}  {name}")
        for spellings in also:
            hang(spellings.strip(), first=4, rest=6)
    if line["agencies"]:
        hang(f"Agencies: {'; '.join(line['agencies'])}", rest=2)
    _print_sources(told)
    _print_values(told)
    for asked in told.questions:
        out.print()
        hang(f"to be settled: {asked.kind}: {asked.says}", rest=2, style="yellow")
    if why:
        _print_reasons(told.members)


def _print_sources(told: explained.Why) -> None:
    line = told.line
    official = ", with an official document" if line["confirmation"] == "official_document" else ""
    out.print(
        f"\nSources: {counted(line['article_count'], 'articles')}, "
        f"{counted(line['outlet_count'], 'outlets')}, "
        f"{line['independent_sources']} independent{official}",
        style="bold",
    )
    for member in told.members:
        day = str(member["published"] or "")[:10] or "undated"
        mark = "  (unreviewed)" if member["unreviewed"] else ""
        out.print(f"  {day}  {words.outlet(member['outlet'], member['url'])}{mark}")
        out.print(f"              {member['url']}", style="dim", soft_wrap=True)
    if any(member["unreviewed"] for member in told.members):
        out.print(
            f"  unreviewed: not seen by who accepted it; “casebook accept {line['incident_id']}”"
            " accepts all that is shown now",
            style="dim",
            soft_wrap=True,
        )


def _print_values(told: explained.Why) -> None:
    out.print("\nWhat is said, and where", style="bold")
    for fact in told.facts:
        if fact["value"] is None or fact["field"] in _NOT_SHOWN:
            continue
        subject = f"{fact['victim_id']} " if fact["victim_id"] else ""
        hang(
            Text.assemble(
                (subject + fact["field"].replace("_", " "), "bold"),
                f": {words.value(fact['value'])}",
                (f"  [{fact['state']}; {words.grounds(fact['why'])}]", "dim"),
            ),
            first=2,
            rest=4,
        )
        _print_support(fact, told.line)


def _print_support(fact: Mapping[str, Any], line: Mapping[str, Any]) -> None:
    _print_quotes(fact["support"], most=3)
    if not any(item["quote"] for item in fact["support"]):
        ways = {words.worked_out(item["method"]): None for item in fact["support"]}
        if ways:
            hang(f"worked out from {'; '.join(ways)}", first=6, rest=7, style="dim")
    for dissent in fact["dissent"]:
        number = dissent["independent_sources"]
        says = ", ".join(map(words.says, dissent["asserted_by"]))
        stands = words.against(line, fact["victim_id"], fact["field"], dissent)
        hang(
            f"{stands} {words.value(dissent['value'])}: {number:,} independent "
            f"source{'' if number == 1 else 's'} ({says})",
            first=6,
            rest=7,
            style="yellow" if stands == "but" else "dim",
        )
        _print_quotes(dissent["support"], most=1)


def _print_quotes(support: Iterable[Mapping[str, Any]], *, most: int) -> None:
    """Different sentences, each with its outlet and, where it names one, with who says so."""
    said: dict[str, str] = {}
    for item in support:
        if item["quote"]:
            source = words.outlet(item["outlet"], item["url"])
            spoken = item["asserted_by"] not in ("outlet", "unknown")
            says = f"; {words.says(item['asserted_by'])}" if spoken else ""
            said.setdefault(item["quote"], f"{source}{says}")
    for quote, source in [*said.items()][:most]:
        hang(f"“{' '.join(quote.split())}” ({source})", first=6, rest=7)


def _print_reasons(members: Iterable[Mapping[str, Any]]) -> None:
    out.print("\nWhy each article is here", style="bold")
    for member in members:
        why = words.because(member["because"])
        if member["score"] is not None and " bits" not in why:
            why += f" ({member['score']:+.1f} bits)"
        out.print(f"  {member['url']}", soft_wrap=True)
        hang(why, first=4, rest=6)
        for item in member["evidence"]:
            _print_weight(item["weight"], item["trait"], item["saw"])


def _print_weight(weight: float, trait: str, saw: str) -> None:
    shown = round(weight, 1) + 0.0  # no “-0.0”
    hang(f"{shown:+6.1f}  {trait}: {saw}", first=6, rest=14)


def _print_neighbours(near: Iterable[Neighbour]) -> None:
    out.print("\nWhat was near and is not here", style="bold")
    nobody = True
    for one in near:
        nobody = False
        out.print(f"  {one.incident_id}  {one.url}", soft_wrap=True)
        hang(f"kept out: {one.kept_out} ({one.edge.score:+.1f} bits)", first=4, rest=6)
        for item in one.edge.evidence:
            _print_weight(item.weight, item.trait, item.saw)
    if nobody:
        out.print("  nothing")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
