"""Commands about sources: how they do, what is wrong with them, and new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    Failure,
    SourcesFile,
    err,
    group,
    out,
    print_counts,
    print_json,
    print_table,
    progress,
    workplace,
)
from casebook.settings import Settings
from crawler.looking import Report, Site, in_words, look_at
from crawler.seeds import Outlet, add_source, free_name, read_outlets, site_address, writable
from crawler.sources import Source, check_name, read_sources, require_contact
from pipeline.lexicon import gazetteer
from pipeline.urls import host, registrable_domain
from scheduler.fetching import INBOX
from scheduler.planning import schedule_of
from scheduler.schedules import Schedule
from storage import schedules
from storage import sources as store
from storage.sources import SourceRecord

Private = Annotated[
    bool,
    typer.Option("--private-network", help="It may be at a private or loopback address."),
]

app = group(
    "Where coverage is found: how each source does, what is wrong, how to add one.", alone=True
)


def register(main: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    main.add_typer(app, name="sources")


@app.callback()
def listed(
    context: typer.Context,
    sources: SourcesFile = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Where coverage is found: how each source does, what is wrong, how to add one."""
    if context.invoked_subcommand is not None:
        return
    settings = Settings.read(db=db, archive=archive, sources=sources)
    known = read_sources(settings.sources)
    with workplace(db, archive) as place, place.database.read() as session:
        records = store.records(session, [item.name for item in known])
        stored = schedules.stored(session)
    every = {item.name: _every(schedule_of(item, stored.get(item.name))) for item in known}
    if as_json:
        print_json([asdict(item) | {"every": every.get(item.name)} for item in records])
        return
    _print_records(records, every)


def _every(plan: Schedule) -> str:
    """How often it is looked at, as a person set it or else as its entry says."""
    return "paused" if plan.paused else plan.cron or _span(plan.every)


def _print_records(records: Sequence[SourceRecord], every: Mapping[str, str]) -> None:
    print_table(
        (
            "source",
            "last success (UTC)",
            "every",
            "stories",
            "relevant",
            "only it",
            "first in",
            "behind",
            "not read",
        ),
        (_line(record, every.get(record.name, "")) for record in records),
        whole=("last success (UTC)",),
    )
    known = every.keys() | {INBOX.name}  # what was pasted: in no file, and not gone
    gone = sorted(record.name for record in records if record.name not in known)
    if gone:
        out.print(f"no longer in the sources file: {', '.join(gone)}", style="dim")
    for record in records:
        if record.state and record.state.failures and record.state.message:
            err.print(f"{record.name}: {record.state.message}", soft_wrap=True)


def _line(record: SourceRecord, every: str) -> tuple[Any, ...]:
    state, worth = record.state, record.worth
    unread = ", ".join(f"{number} {reason}" for reason, number in record.unread.items())
    return (
        record.name,
        f"{state.succeeded_at:%Y-%m-%d %H:%M}" if state and state.succeeded_at else "never",
        every,
        record.stories,
        record.relevant,
        worth.alone,
        f"{worth.first} of {worth.incidents - worth.alone}" if worth.incidents else "",
        _span(worth.lag) if worth.lag is not None else "",
        unread,
    )


def _span(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} d"


# ---------------------------------------------------------------------------------- check


@app.command()
def check(
    source: Annotated[
        list[str] | None, typer.Argument(help="Names of sources; all of them when none is named.")
    ] = None,
    sources: SourcesFile = None,
    as_json: AsJson = False,
) -> None:
    """Try each source's doors and one of its stories, and say in words what is wrong."""
    settings = Settings.read(sources=sources)
    known = {item.name: item for item in read_sources(settings.sources)}
    for name in source or []:
        if name not in known:
            raise Failure(f"{settings.sources} has no source “{name}”")
    chosen = [known[name] for name in source] if source else list(known.values())
    sites = [Site(item.name, f"https://{item.domains[0]}/", item, False) for item in chosen]
    settings.pass_on()
    reports = _looked(sites, settings.contact)
    order = {item.name: number for number, item in enumerate(chosen)}
    reports.sort(key=lambda report: order[report.name])
    if as_json:
        print_json([asdict(report) for report in reports])
    else:
        _print_reports(reports)
    if any(not report.usable for report in reports):
        raise typer.Exit(1)


def _looked(sites: Sequence[Site], contact: str | None) -> list[Report]:
    with progress("looking") as bar:
        found: list[Report] = []
        for report in look_at(sites, contact=contact, now=datetime.now(UTC)):
            found.append(report)
            bar(len(found), len(sites))
    return found


def _print_reports(reports: Sequence[Report]) -> None:
    print_table(
        ("source", "found", "what was seen", "what to do"),
        ((report.name, report.kind, report.says, report.do) for report in reports),
        whole=("source",),
    )
    print_counts("in all", in_words(reports))


# ---------------------------------------------------------------------------------- add


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The outlet's site.")],
    name: Annotated[
        str | None, typer.Option(help="A short name [default: from the address]")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Its name as readers know it [default: as its site says]")
    ] = None,
    city: Annotated[str | None, typer.Option(help="Where it is at home.")] = None,
    county: Annotated[str | None, typer.Option()] = None,
    state: Annotated[str | None, typer.Option(metavar="ST", help="Two letters.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    private_network: Private = False,
    sources: SourcesFile = None,
) -> None:
    """Find the feeds and sitemaps of a site and write its entry; comments in the file stay."""
    settings = Settings.read(sources=sources)
    code = gazetteer.state_code(state) if state else None
    if state and not code:
        raise typer.BadParameter(f"there is no state “{state}”; write two letters, such as OH")
    address = site_address(url)
    if address is None:
        raise typer.BadParameter(f"“{url}” is no address of a site; write one like www.bee.example")
    found = Outlet(outlet or "", address, code, county, city)
    known = _known(settings.sources)
    _refuse_known(found, known, settings.sources)
    taken = {item.name for item in known}
    if name is not None:
        check_name(name)
    if name in taken:
        raise Failure(f"{settings.sources} has a source “{name}” already; give another --name")
    site = _site(found, name or free_name(found.url, taken), private=private_network)
    require_contact([site.source], settings.contact)
    if not dry_run:
        writable(settings.sources)
    [report] = _looked([site], settings.contact)
    _print_reports([report])
    if not report.usable:
        raise Failure(f"nothing to crawl at {found.url}: {report.says}; {report.do}")
    entry = _as_source(found, site, report)
    if not dry_run:
        add_source(settings.sources, entry, comment=_found_on(report))
        out.print(
            f"{settings.sources}: “{entry.name}” added; “casebook crawl {entry.name}” tries it"
        )


def _known(path: Path) -> tuple[Source, ...]:
    return read_sources(path) if path.exists() and path.read_text("utf-8").strip() else ()


def _refuse_known(found: Outlet, known: Sequence[Source], path: Path) -> None:
    here = host(found.url).removeprefix("www.")
    for item in known:
        if not item.everywhere and item.covers(f"https://{here}/"):
            raise Failure(f"{path} has {here} already, as “{item.name}”")


def _site(found: Outlet, name: str, *, private: bool = False) -> Site:
    here = host(found.url)
    own = registrable_domain(found.url)
    source = Source(
        name,
        found.name or name,
        tuple(dict.fromkeys((own, here))),
        feeds=found.feeds,
        private_network=private,
        delay=0.2 if private else 1.0,
    )
    return Site(name, found.url, source, True)


def _as_source(found: Outlet, site: Site, report: Report) -> Source:
    """The entry a report leads to."""
    return replace(
        site.source,
        outlet=found.name or report.outlet or site.name,
        domains=report.domains,
        feeds=report.open("feeds")[:2],
        news_sitemaps=report.open("news_sitemaps")[:1],
        searches=report.open("searches")[:1],
        city=found.city,
        county=found.county,
        state=found.state,
        timezone=found.timezone,
        delay=1.0,
        note=report.do or None,
    )


def _found_on(report: Report) -> str:
    return f"found {datetime.now(UTC):%Y-%m-%d}: {report.kind}"


# ---------------------------------------------------------------------------------- import


@app.command(name="import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A CSV (name,url[,state,county,city]), or 3DLNews' registry.")
    ],
    state: Annotated[str | None, typer.Option(metavar="ST", help="Only outlets there.")] = None,
    county: Annotated[str | None, typer.Option(help="Only outlets of this county.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: AsJson = False,
    private_network: Private = False,
    sources: SourcesFile = None,
) -> None:
    """Try every outlet of a list, say what was found at each, and add those that can be crawled."""
    settings = Settings.read(sources=sources)
    known = _known(settings.sources)
    if not dry_run:
        writable(settings.sources)
    outlets, there = _wanted(file, known, state, county)
    sites, by_name = _sites(outlets[:limit], {item.name for item in known}, private_network)
    if not sites:
        out.print(
            f"nothing new in {file}" + (f": {there} outlets are sources already" if there else "")
        )
        return
    reports: list[Report] = []
    added = 0
    with progress("trying outlets") as bar:
        for report in look_at(sites, contact=settings.contact, now=datetime.now(UTC)):
            reports.append(report)
            bar(len(reports), len(sites))
            if report.usable and not dry_run:  # at once: an interrupted import keeps what it has
                found, site = by_name[report.name]
                add_source(
                    settings.sources, _as_source(found, site, report), comment=_found_on(report)
                )
                added += 1
    order = {site.name: number for number, site in enumerate(sites)}
    reports.sort(key=lambda report: order[report.name])
    if as_json:
        print_json([asdict(report) for report in reports])
    else:
        _print_reports(reports)
        out.print(
            f"{settings.sources}: {added} added" + (f", {there} there already" if there else "")
        )


def _wanted(
    file: Path, known: Sequence[Source], state: str | None, county: str | None
) -> tuple[list[Outlet], int]:
    """The outlets asked for, one a site, and how many of them are sources already."""
    code = gazetteer.state_code(state) if state else None
    if state and not code:
        raise typer.BadParameter(f"there is no state “{state}”; write two letters, such as OH")
    seen: set[str] = set()
    wanted: list[Outlet] = []
    there = 0
    for item in _there(read_outlets(file), code, county):
        here = host(item.url).removeprefix("www.")
        if not here or here in seen:
            continue
        seen.add(here)
        if any(not one.everywhere and one.covers(f"https://{here}/") for one in known):
            there += 1
        else:
            wanted.append(item)
    if not seen:
        raise Failure(
            f"{file} has no outlet" + (f" in {county or state}" if state or county else "")
        )
    return wanted, there


def _there(outlets: Iterator[Outlet], state: str | None, county: str | None) -> Iterator[Outlet]:
    named = (county or "").casefold().removesuffix(" county").strip()
    for item in outlets:
        if state and item.state != state:
            continue
        if named and (item.county or "").casefold().removesuffix(" county").strip() != named:
            continue
        yield item


def _sites(
    outlets: Sequence[Outlet], taken: set[str], private: bool
) -> tuple[list[Site], dict[str, tuple[Outlet, Site]]]:
    sites: list[Site] = []
    by_name: dict[str, tuple[Outlet, Site]] = {}
    for found in outlets:
        site = _site(found, free_name(found.url, taken), private=private)
        taken.add(site.name)
        sites.append(site)
        by_name[site.name] = (found, site)
    return sites, by_name
