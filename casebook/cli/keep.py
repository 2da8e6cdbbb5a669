"""Commands that keep the record and hand its changes on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    By,
    Db,
    Unreviewed,
    civil_day,
    err,
    group,
    in_order,
    out,
    print_counts,
    print_json,
    print_table,
    progress,
    who,
    workplace,
)
from casebook.counts import counted, waits
from casebook.settings import Settings
from scheduler.workplace import Workplace
from storage import backups, documents, queues, retention
from storage import push as store
from storage import search as finder
from storage.archive import Archive
from storage.redactions import Level


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    app.command(context_settings={"ignore_unknown_options": True})(search)  # “-not” is a word
    for command in (push, redact, tidy, backup, restore):
        app.command()(command)
    papers = group("What is not a news page.")
    papers.command("add")(add_document)
    papers.command("list")(list_documents)
    app.add_typer(papers, name="document")


def search(
    words: Annotated[
        list[str],
        typer.Argument(help='Words that must all be there; "a phrase", -not, OR.'),
    ],
    since: Annotated[
        datetime | None,
        typer.Option(parser=civil_day, metavar="DAY", help="Published on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=civil_day, metavar="DAY", help="Published up to this day."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Search what articles say now: the best first, with the words around what was found."""
    if unknown := next((word for word in words if word.startswith("--")), None):
        raise typer.BadParameter(f"there is no option {unknown}; a word to leave out is -word")
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    in_order(since, until)
    first = since.replace(tzinfo=UTC) if since else None
    last = until.replace(tzinfo=UTC) + timedelta(days=1, microseconds=-1) if until else None
    with workplace(db, archive) as place, place.database.read() as session:
        hits = finder.search(session, asked, limit=limit, since=first, until=last, outlet=outlet)
        total = finder.count(session, asked, since=first, until=last, outlet=outlet)
        left = "" if hits else waits(*queues.waiting(session))
    if as_json:
        print_json([{**asdict(hit), "excerpt": hit.says} for hit in hits])
        return
    for hit in hits:
        _print_hit(hit)
    said = f"{total:,} articles say this" if total != 1 else "1 article says this"
    if 0 < len(hits) < total:
        said += f"; the best {len(hits):,} {'is' if len(hits) == 1 else 'are'} shown"
    out.print(f"{said}; {left}" if left else said)


def _print_hit(hit: finder.Hit) -> None:
    told = ", ".join(hit.incident_ids) or "no incident"
    out.print(Text(hit.title or hit.url, style="bold"), soft_wrap=True)
    out.print(f"  {hit.outlet or '–'}, {(hit.published or '–')[:10]}, {told}")
    out.print(f"  {hit.url}", soft_wrap=True)
    shown = Text("  ")
    for piece, is_found in hit.excerpt:
        shown.append(" ".join(piece.split("\n")), style="bold" if is_found else "")
    out.print(shown, soft_wrap=True)
    out.print()


def push(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="sqlite:///theirs.db or postgresql://…")
    ],
    include_unreviewed: Unreviewed = False,
    everything: Annotated[
        bool, typer.Option("--everything", help="Write every incident again, not only changes.")
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Keep another SQL database in step: the incidents that may leave, in plain columns."""
    with workplace(db, archive) as place, progress("pushing") as bar:
        done = store.push(
            place.database,
            url,
            now=datetime.now(UTC),
            include_unreviewed=include_unreviewed,
            everything=everything,
            progress=bar,
        )
    out.print(
        f"push: {counted(done.written, 'incidents')} written, {done.removed:,} taken away;"
        f" it holds all changes up to {done.cursor:,}"
    )


# ---------------------------------------------------------------------------------- redactions


def redact(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="URL|PERSON|FIELD",
            help="An address, a victim (V7), a field (V7.age).",
        ),
    ],
    level: Annotated[
        Level,
        typer.Option(
            help="unpublish: out of what leaves the team; withhold: not shown; erase: not kept."
        ),
    ] = Level.UNPUBLISH,
    basis: Annotated[
        str, typer.Option(help="On what ground: a court order, a family's wish.")
    ] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Only list every place it touches.")
    ] = False,
    released: Annotated[
        list[Path] | None,
        typer.Option(
            "--releases", metavar="DIR", help="Also look into the releases in this folder."
        ),
    ] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Take it off the list again.")] = False,
    as_json: AsJson = False,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Take an address, a person or a value out of what leaves, is shown, or is kept at all."""
    from scheduler import redacting

    now = datetime.now(UTC)
    with workplace(db, archive) as place:
        if lift:
            number = redacting.lift(place, subject, basis=basis, by=who(by), now=now)
            out.print(f"decision {number}: taken off the list; what was erased stays erased")
            return
        touched = redacting.preview(place, subject, level, roots=released or ())
        if as_json:
            print_json([asdict(item) for item in touched])
        else:
            print_table(
                ("where", "how many", "what becomes of it"),
                [(item.where, item.count, item.becomes) for item in touched],
            )
        if preview:
            return
        number = redacting.redact(
            place, subject, level, basis=basis, by=who(by), now=now, roots=released or ()
        )
    (err if as_json else out).print(f"decision {number}: done ({level})")


def tidy(
    gone: Annotated[
        bool, typer.Option("--gone", help="Only list the pages that were dropped.")
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Let go what the settings keep_irrelevant_days and keep_sent_days do not keep any longer."""
    from scheduler import tidying

    settings = Settings.read(db=db, archive=archive)
    with workplace(db, archive) as place:
        if gone:
            with place.database.read() as session:
                found = retention.gone(session)
            rows = [(item.url, f"{item.fetched_at:%Y-%m-%d}", item.says) for item in found]
            if as_json:
                columns = ("url", "fetched", "what")
                print_json([dict(zip(columns, row, strict=True)) for row in rows])
            else:
                print_table(("page", "fetched", "what became of it"), rows)
            return
        counts = tidying.tidy(
            place,
            pages_days=settings.keep_irrelevant_days or None,
            sent_days=settings.keep_sent_days,
            now=datetime.now(UTC),
        )
    if as_json:
        print_json(dict(counts))
        return
    print_counts("tidy", counts)
    if not settings.keep_irrelevant_days:
        out.print("pages are kept for ever; the setting keep_irrelevant_days drops them")


# ---------------------------------------------------------------------------------- backups


def backup(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where the backup's own folder is made.")
    ],
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Back up database and archive, with checksums; crawling may go on meanwhile."""
    with workplace(db, archive) as place, progress("backing up") as bar:
        made = backups.make(
            place.database, place.archive, folder, now=datetime.now(UTC), progress=bar
        )
    out.print(
        f"backup: {made.path} ({counted(made.files, 'files')}, {made.size / 1e6:,.1f} MB)",
        soft_wrap=True,
    )


def restore(
    folder: Annotated[Path, typer.Argument(metavar="BACKUP", help="A folder backup made.")],
    check: Annotated[
        bool, typer.Option("--check", help="Only hold its files against their checksums.")
    ] = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Restore a backup into an empty database and an archive; what was redacted since stays so."""
    from scheduler import redacting

    if check:
        manifest = backups.verify(folder)
        files = counted(len(manifest["files"]), "files")
        out.print(f"{folder} is whole: {files}", soft_wrap=True)
        return
    settings = Settings.read(db=db, archive=archive)
    with progress("restoring") as bar:
        database = backups.restore(folder, settings.database, settings.archive, progress=bar)
    try:
        with Archive(settings.archive) as pages:
            place = Workplace(database, pages)
            erased = redacting.enforce(place, now=datetime.now(UTC), everything=True)
    finally:
        database.dispose()
    again = (
        f"; {counted(erased, 'articles')} erased again that were redacted since" if erased else ""
    )
    out.print(f"restored from {folder}{again}", soft_wrap=True)


# ---------------------------------------------------------------------------------- documents


def add_document(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="PDF or plain text.")],
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(documents.KINDS)}.")],
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="I", help="What it is about.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="[default: the file's name]")] = None,
    issuer: Annotated[str | None, typer.Option(help="Who issued it.")] = None,
    issued: Annotated[
        datetime | None, typer.Option(parser=civil_day, metavar="DAY", help="When.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it stands on the web.")
    ] = None,
    private_network: Annotated[
        bool, typer.Option("--private-network", help="URL may lie in your own network.")
    ] = False,
    may_show: Annotated[
        bool, typer.Option("--may-show", help="Its address may leave the team.")
    ] = False,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Keep a document (an autopsy, a letter, a note) and read it like an article."""
    from scheduler.papers import add_document as add_paper
    from scheduler.papers import fetched

    if kind not in documents.KINDS:
        raise typer.BadParameter(f"--kind is one of {', '.join(documents.KINDS)}, not “{kind}”")
    if "://" in source:
        contact = Settings.read(db=db, archive=archive).contact
        agent = f"casebook (+{contact})" if contact else "casebook"
        payload, name = fetched(source, agent=agent, private_network=private_network)
        url = url or source
    else:
        payload, name = Path(source).read_bytes(), Path(source).name
    new = documents.NewDocument(
        payload=payload,
        name=name,
        kind=kind,
        title=title,
        issuer=issuer,
        issued_on=issued.date() if issued else None,
        may_show=may_show,
        url=url,
    )
    now = datetime.now(UTC)
    with workplace(db, archive) as place:
        done = add_paper(place, new, incident_id=incident, by=who(by), now=now)
    said = "kept" if done.new else "known already"
    accounts = f"{done.reports:,} account{'' if done.reports == 1 else 's'} of a shooting"
    out.print(f"document {done.number}: {said}; {accounts} read in it")


def list_documents(
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="I", help="Only what belongs to it.")
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """The documents that are kept."""
    with workplace(db, archive) as place, place.database.read() as session:
        found = documents.every(session, incident_id=incident)
    if as_json:
        print_json([asdict(item) for item in found])
        return
    print_table(
        ("document", "kind", "title", "issuer", "issued", "incident", "may be shown"),
        [
            (
                i.id,
                i.kind,
                i.title,
                i.issuer,
                i.issued_on,
                i.incident_id,
                "yes" if i.may_show else "",
            )
            for i in found
        ],
    )
