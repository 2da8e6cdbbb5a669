"""Commands that check: figures on labelled articles, and the health of what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    AsJson,
    Db,
    Failure,
    SourcesFile,
    out,
    print_json,
    print_table,
    progress,
    workplace,
)
from casebook.settings import Settings
from crawler.sources import sources_findings
from pipeline.records import Scope
from storage import check
from storage.faults import DatabaseError
from storage.installation import installation_findings

if TYPE_CHECKING:
    from casebook.evaluate import Evaluation


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (evaluate, doctor):
        app.command()(command)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled articles.")],
    scope: Annotated[Scope, typer.Option(help="Which shootings count.")] = Scope.POLICE,
    worst: Annotated[int, typer.Option(help="How many of the worst articles are shown.")] = 10,
    show: Annotated[
        bool, typer.Option("--show", help="Also what was split or merged falsely, and why.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read and resolve labelled articles in a throw-away database, and score what comes out."""
    from casebook.evaluate import evaluate as score_file

    if not gold.is_file():
        what = "is no file" if gold.exists() else "does not exist"
        raise Failure(f"{gold} {what}; name a file of labelled articles")
    with progress("reading") as bar:
        found = score_file(gold, scope=scope, now=datetime.now(UTC), progress=bar)
    if as_json:
        print_json(found.as_json())
    else:
        print_evaluation(found, worst=worst)
        for mistake in found.torn if show else ():
            out.print()
            for line in mistake.lines():
                out.print(line, soft_wrap=True)


def print_evaluation(found: Evaluation, *, worst: int) -> None:
    """The figures with their counts, then the articles most was got wrong in."""
    out.print(f"{found.articles:,} articles\n", style="bold")
    _print_relevance(found.relevance)
    out.print(f"victims' names   {_prf(found.names)}")
    _print_fields(found.fields)
    _print_clusters(found.clusters)
    for miss in found.worst[:worst]:
        out.print(f"\n{miss['article']}: {miss['mistakes']} mistakes", style="bold")
        if miss["relevance"]:
            out.print(f"  {miss['relevance']}")
        for item in miss["fields"]:
            out.print(
                f"  {item['field']}: expected {item['expected']!r}, read {item['read']!r}",
                soft_wrap=True,
            )


def _prf(counts: dict[str, Any]) -> str:
    said = [f"{name[0].upper()} {_share(counts[name])}" for name in ("precision", "recall")]
    tail = f"right {counts['tp']}, false {counts['fp']}, missed {counts['fn']}"
    low, high = counts["precision_wilson_95"]
    least, most = counts["recall_wilson_95"]
    bounds = f"P {_share(low)}–{_share(high)}, R {_share(least)}–{_share(most)}"
    return f"{'  '.join(said)}  F1 {_share(counts['f1'])}  ({tail}; 95 %: {bounds})"


def _share(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"


def _print_relevance(counts: dict[str, Any]) -> None:
    out.print(f"relevance        {_prf(counts)}")
    out.print(
        f"                 average precision {_share(counts['average_precision'])}; precision "
        f"at 2 % prevalence {_share(counts['precision_at_2_percent'])}, "
        f"at 0.2 % {_share(counts['precision_at_0.2_percent'])}"
    )


def _print_fields(fields: dict[str, dict[str, Any]]) -> None:
    columns = (
        "field",
        "right",
        "wrong",
        "blank",
        "accuracy",
        "95 %",
        "invented",
        "inferred",
        "none",
    )
    rows = [
        (
            name,
            tally["right"],
            tally["wrong"],
            tally["blank"],
            _share(tally["accuracy"]),
            "–".join(_share(bound) for bound in tally["wilson_95"]),
            tally["invented"],
            tally["inferred"],
            tally["silent"],
        )
        for name, tally in fields.items()
    ]
    out.print()
    print_table(columns, rows, whole=columns)
    out.print("(invented, inferred, none: the label says none)\n", style="dim")


def _print_clusters(counts: dict[str, Any]) -> None:
    out.print(
        f"clusters         B³ P {_share(counts['b3_precision'])}  R {_share(counts['b3_recall'])}"
        f"  F1 {_share(counts['b3_f1'])}  ({counts['articles']} articles, {counts['incidents']} "
        f"incidents, {counts['found']} found)"
    )
    out.print(f"pairs            {_prf(counts['pairwise'])}")
    out.print(
        f"incidents        {counts['false_merges']} false merges, {counts['false_splits']} false "
        f"splits; strangers: {counts['strangers']}, {counts['strangers_in_company']} of them with "
        "other articles"
    )


def doctor(
    every_page: Annotated[
        bool,
        typer.Option("--every-page", help="Load every page and hold every text to it, too (slow)."),
    ] = False,
    sources: SourcesFile = None,
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Check the installation, the database, the archive, the sources."""
    settings = Settings.read(db=db, archive=archive, sources=sources)
    findings = list(installation_findings(settings.archive))
    try:
        with workplace(db, archive) as place, place.database.read() as session:
            findings += check.check(session, place.archive, every_record=every_page)
    except DatabaseError as fault:  # the rest is worth knowing all the same
        findings.append(check.Finding("database", str(fault)))
    findings += _sources_findings(settings, named=sources is not None)
    if as_json:
        print_json([{"check": f.check, "says": f.says, "harm": f.harm} for f in findings])
    else:
        for finding in findings:
            out.print(f"{'!' if finding.harm else '·'} {finding}", soft_wrap=True)
        if not findings:
            out.print("installation, database and archive are in order")
    if any(finding.harm for finding in findings):
        raise typer.Exit(1)


def _sources_findings(settings: Settings, *, named: bool) -> Iterator[check.Finding]:
    """A sources file that is not there is no fault unless it was named."""
    if named or settings.sources.exists():
        for says in sources_findings(settings.sources, settings.contact):
            yield check.Finding("sources", says, harm=named)
