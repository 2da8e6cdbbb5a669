"""The demo: the whole path on the bundled newsroom, in one command."""

from __future__ import annotations

import shlex
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.collect import print_crawl
from casebook.cli.common import out, print_counts, progress, workplace
from casebook.cli.look import print_incident, print_incidents
from casebook.counts import largest_first
from casebook.demo.newsroom import Newsroom
from casebook.demo.sources import demo_sources
from crawler.sources import read_sources
from scheduler import jobs
from storage import explained, incidents

_SHOWN_NAME = "Clark"


def register(app: typer.Typer) -> None:
    """Put this file's command on the command line."""
    app.command()(demo)


def demo(
    folder: Annotated[
        Path, typer.Option("--folder", metavar="DIR", help="Where the demo writes, all of it.")
    ] = Path("demo"),
) -> None:
    """Crawl the bundled newsroom over HTTP on loopback and show what comes of it."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'casebook.db'}"
    with workplace(url, None, create=True, demo=True) as place:
        with Newsroom() as newsroom:
            file = folder / "sources.toml"
            file.write_text(demo_sources(newsroom.port), encoding="utf-8")
            with progress("crawling") as bar:
                crawled = jobs.crawl(
                    place,
                    read_sources(file),
                    contact=None,
                    now=datetime.now(UTC),
                    progress=bar,
                )
        print_crawl(crawled)
        with progress("reading") as bar:
            done = jobs.read_waiting(place, now=datetime.now(UTC), progress=bar)
        print_counts("read", largest_first(done))
        print_counts("resolve", jobs.resolve_waiting(place, now=datetime.now(UTC)))
        with place.database.read() as session:
            found = incidents.list_incidents(session)
            shown = _one(found)
            told = explained.dissenting(session, explained.why(session, shown)) if shown else None
    out.print()
    print_incidents(found)
    if told:
        print_incident(told)
    _print_next(folder, shown)


def _one(found: list[dict[str, object]]) -> str | None:
    """The incident to show whole: the real one of the demo, else the one most is written on."""
    names = {
        str(line["incident_id"]): " ".join(str(alias) for alias in _aliases(line)) for line in found
    }
    real = [number for number, name in names.items() if _SHOWN_NAME in name]
    return next(iter(real), next(iter(names), None))


def _aliases(line: dict[str, object]) -> list[object]:
    aliases = line["aliases"]
    return aliases if isinstance(aliases, list) else []


def _print_next(folder: Path, shown: str | None) -> None:
    db = f"--db {shlex.quote(f'sqlite:///{folder}/casebook.db')}"
    out.print("\nTry next", style="bold")
    for words in (
        f"show {shown or 'I1'} --why",
        "incidents --state CA",
        "serve",
        "export claims --format jsonl",
    ):
        out.print(f"  {_called()} {words} {db}", soft_wrap=True)


def _called() -> str:
    """The words that start this program once more, from the same folder."""
    called = Path(sys.argv[0])
    if called.name != "casebook":
        return f"{shlex.quote(sys.executable)} -m casebook"
    found = shutil.which("casebook")
    if found and Path(found).resolve() == called.resolve():
        return "casebook"
    return shlex.quote(str(called))
