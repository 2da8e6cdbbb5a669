"""Commands of the service: run it, say when sources are due."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy.orm import Session

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    Failure,
    SourcesFile,
    err,
    group,
    need_address_to_tell,
    out,
    print_json,
    print_table,
    who,
    workplace,
)
from casebook.settings import Settings, variable
from crawler.sources import Source, read_sources, require_contact
from scheduler.planning import planned, schedule_of
from scheduler.schedules import Schedule
from storage import alerts as alert_store
from storage import schedules, searches
from storage.schedules import StoredSchedule, StoredVisit
from storage.searches import BadSearch, Saved, Search

schedule_app = group(
    "The service: crawl what is due, read, resolve, for as long as it runs.", alone=True
)

alerts_app = group(
    "What people want to be told of: “casebook schedule” holds every change against it.",
    alone=True,
)


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.add_typer(schedule_app, name="schedule")
    app.command()(work)
    app.add_typer(alerts_app, name="alerts")


@schedule_app.callback()
def schedule(
    context: typer.Context,
    sources: SourcesFile = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """The service: crawl what is due, read, resolve, for as long as it runs."""
    if context.invoked_subcommand is not None:
        _remember(db, archive, sources)
        return
    settings = Settings.read(db=db, archive=archive, sources=sources)
    require_contact(read_sources(settings.sources), settings.contact)
    with workplace(db, archive, create=True) as place:
        if place.database.demo:
            raise Failure(
                "this database holds demonstration data and is not crawled on a schedule; "
                "name another with --db"
            )
    _remember(settings.database, settings.archive, settings.sources)
    _become_the_service()


def work(sources: SourcesFile = None, db: Db = None, archive: ArchiveDir = None) -> None:
    """Help the scheduler from this machine: crawl what is due, read, for as long as it runs."""
    settings = Settings.read(db=db, archive=archive, sources=sources)
    require_contact(read_sources(settings.sources), settings.contact)
    with workplace(db, archive, create=True) as place:
        if not place.database.shared:
            raise Failure(
                "only a PostgreSQL database can be shared between machines; on this one"
                " “casebook schedule” does everything (more at once: CASEBOOK_CRAWLS)"
            )
        if place.database.demo:
            raise Failure("this database holds demonstration data; name another with --db")
    _remember(settings.database, settings.archive, settings.sources)
    _become_the_service("helping")


def _remember(db: str | None, archive: Path | None, sources: Path | None) -> None:
    """Options given before go to what comes after by the environment."""
    for key, value in (("db", db), ("archive", archive), ("sources", sources)):
        if value is not None:
            os.environ[variable(key)] = str(value)


def _become_the_service(*words: str) -> NoReturn:
    """A process without the command line's libraries: it runs for months, and should be small."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "casebook.service", *words])  # noqa: S606


@schedule_app.command("list")
def schedule_list(
    sources: SourcesFile = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """When each source is due, by which schedule, and how its last visit went."""
    settings = Settings.read(db=db, archive=archive, sources=sources)
    known = read_sources(settings.sources)
    with workplace(db, archive) as place, place.database.read() as session:
        stored = schedules.stored(session)
        last = schedules.history(session, [item.name for item in known], limit=1)
    rows = [_line(item, stored.get(item.name), last.get(item.name, [])) for item in known]
    rows.sort(key=lambda row: (row["next_at"] or "", row["source"]))
    if as_json:
        print_json(rows)
        return
    print_table(
        ("source", "looked at", "zone", "last visit", "due", "set by"),
        (
            (row["source"], row["how"], row["zone"], _last(row), _due(row), row["set_by"])
            for row in rows
        ),
        whole=("source", "due"),
    )


def _line(
    source: Source, stored: StoredSchedule | None, visits: list[StoredVisit]
) -> dict[str, Any]:
    plan = schedule_of(source, stored)
    last = visits[-1] if visits else None
    due = stored.next_at if stored else None
    return {
        "source": source.name,
        "how": in_words(plan),
        "zone": plan.zone,
        "jitter_s": int(plan.jitter.total_seconds()),
        "paused": plan.paused,
        "last_at": _stamp(last.started_at) if last else None,
        "last_outcome": last.outcome if last else None,
        "next_at": _stamp(due) if due else None,
        "set_by": stored.set_by if stored else None,
    }


def in_words(plan: Schedule) -> str:
    """
    >>> in_words(Schedule("a", every=timedelta(minutes=90), adaptive=False))
    'every 1 h 30 min'
    """
    if plan.paused:
        return "paused"
    if plan.cron:
        return f"at “{plan.cron}”"
    return f"{'about every' if plan.adaptive else 'every'} {span(plan.every)}"


def span(of: timedelta) -> str:
    """
    >>> span(timedelta(seconds=90)), span(timedelta(days=2)), span(timedelta(hours=2))
    ('1 min 30 s', '2 d', '2 h')
    """
    left = int(of.total_seconds())
    said = []
    for size, name in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        if left >= size:
            said.append(f"{left // size} {name}")
            left %= size
    return " ".join(said[:2]) or "0 s"


def _last(row: Mapping[str, Any]) -> str | None:
    return f"{row['last_at']} {row['last_outcome']}" if row["last_at"] else None


def _due(row: Mapping[str, Any]) -> str:
    return row["next_at"] or ("never" if row["paused"] else "at once")


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


Span = Annotated[str | None, typer.Option(metavar="SPAN", help="Such as 30m, 2h, 1d.")]


@schedule_app.command("set")
def schedule_set(
    source: Annotated[str, typer.Argument(help="The source's name.")],
    every: Span = None,
    cron: Annotated[
        str | None,
        typer.Option(metavar="LINE", help="Five fields, such as “0 6 * * *”; “” takes it away."),
    ] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone of the cron line.")] = None,
    jitter: Span = None,
    adaptive: Annotated[
        bool | None,
        typer.Option("--adaptive/--fixed", help="Look more often where stories come more often."),
    ] = None,
    pause: Annotated[
        bool | None, typer.Option("--pause/--resume", help="Do not look at it, or again.")
    ] = None,
    sources: SourcesFile = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Say when one source is looked at; what is left out stays as it is."""
    asked = {
        "every_s": _seconds(every),
        "cron": cron,
        "zone": zone,
        "jitter_s": _seconds(jitter),
        "adaptive": adaptive,
        "paused": pause,
    }
    values: dict[str, Any] = {key: value for key, value in asked.items() if value is not None}
    if not values:
        raise Failure("nothing to set; see “casebook schedule set --help”")
    if values.get("cron") == "":
        values["cron"] = None
    _change(source, values, sources=sources, by=by, db=db, archive=archive)


@schedule_app.command("reset")
def schedule_reset(
    source: Annotated[str, typer.Argument(help="The source's name.")],
    sources: SourcesFile = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Look at a source as its entry in the sources file says."""
    values = dict.fromkeys(("every_s", "cron", "zone", "jitter_s", "adaptive"))
    _change(source, values | {"paused": False}, sources=sources, by=by, db=db, archive=archive)


def _change(
    name: str,
    values: Mapping[str, Any],
    *,
    sources: Path | None,
    by: str | None,
    db: str | None,
    archive: Path | None,
) -> None:
    settings = Settings.read(db=db, archive=archive, sources=sources)
    entry = next((item for item in read_sources(settings.sources) if item.name == name), None)
    if entry is None:
        raise Failure(f"{settings.sources} has no source “{name}”; “casebook schedule list”")
    now = datetime.now(UTC)
    with workplace(db, archive, create=True) as place, place.database.write() as session:
        stored = schedules.change(session, name, values, by=who(by), now=now)
        plan = schedule_of(entry, stored).checked()
        times = planned(session, [entry], now=now)
        schedules.plan(session, times)
    due = times[name]
    said = "not looked at until it is resumed" if due is None else f"due {_stamp(due)}"
    out.print(f"{name}: {in_words(plan)} ({plan.zone}), {said}")


def _seconds(written: str | None) -> int | None:
    if written is None:
        return None
    match = re.fullmatch(r"\s*(\d{1,6})\s*(s|m|min|h|d)\s*", written)
    if match is None:
        raise typer.BadParameter(f"“{written}” is no span of time; write 30m, 2h or 1d")
    return int(match[1]) * {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}[match[2]]


# ---------------------------------------------------------------------------------- alerts


@alerts_app.callback()
def alerts(
    context: typer.Context, as_json: AsJson = False, db: Db = None, archive: ArchiveDir = None
) -> None:
    """What people want to be told of: “casebook schedule” holds every change against it."""
    if context.invoked_subcommand is not None:
        _remember(db, archive, None)
        return
    with workplace(db, archive) as place, place.database.read() as session:
        found = alert_store.every(session)
    if as_json:
        rows = [
            {
                "name": a.name,
                "on": a.event,
                "search": a.search.asked(),
                "to": a.to,
                "by": a.added_by,
            }
            for a in found
        ]
        print_json(rows)
    else:
        print_table(
            ("alert", "on", "where", "to", "added by"),
            ((a.name, a.event, str(a.search) or "everywhere", a.to, a.added_by) for a in found),
        )


@alerts_app.command("add")
def alerts_add(
    name: Annotated[str, typer.Argument(help="What it is called in what is sent.")],
    to: Annotated[str, typer.Option(help="A mail address, or the http address of a webhook.")],
    on: Annotated[
        str, typer.Option(help="new, accepted, named, changed, or disagreement:FIELD.")
    ] = "new",
    state: Annotated[str | None, typer.Option(help="Two letters, or its name.")] = None,
    city: Annotated[str | None, typer.Option()] = None,
    agency: Annotated[str | None, typer.Option()] = None,
    words: Annotated[str | None, typer.Option(help="Words of names, places, agencies.")] = None,
    fatal: Annotated[str | None, typer.Option(help="yes, no or unknown.")] = None,
    sources: Annotated[int | None, typer.Option(help="Least independent sources.")] = None,
    saved: Annotated[
        str | None, typer.Option(help="In place of these: a search saved on the pages, by name.")
    ] = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Be told from now on when something happens to incidents like these."""
    asked = {"state": state, "city": city, "agency": agency, "q": words, "fatal": fatal}
    try:
        search = Search.of(asked | {"sources": sources})
    except BadSearch as fault:
        raise Failure(str(fault)) from fault
    now, allowed = datetime.now(UTC), Settings.read().private_webhooks
    if "://" in to:
        need_address_to_tell(to, private_network=allowed)
    with workplace(db, archive, create=True) as place, place.database.write() as session:
        wanted = search if saved is None else _saved(session, saved, who(by))
        kept = alert_store.add(session, name, wanted, event=on, to=to, by=who(by), now=now)
    where = str(kept.search) or "everywhere"
    out.print(f"{kept.name}: {kept.event}, {where}, to {kept.to}")
    if "://" not in kept.to and not Settings.read().smtp_host:
        err.print(
            "no mail server is set, so that no mail can leave: set CASEBOOK_SMTP_HOST"
            " (`casebook config` lists what belongs to it)",
            soft_wrap=True,
        )


def _saved(session: Session, name: str, by: str) -> Saved:
    """One's own saved search of that name, else anybody's."""
    for item in searches.saved(session, by=by):
        if item.name == name:
            return item
    raise Failure(f"nobody saved a search as “{name}”; the page /searches lists them")


@alerts_app.command("remove")
def alerts_remove(
    name: Annotated[str, typer.Argument(help="What it is called.")],
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Be told no more."""
    with workplace(db, archive) as place, place.database.write() as session:
        alert_store.remove(session, name)
    out.print(f"{name}: removed")
