"""A trial on somebody's own rows: read the addresses they name, and say where we would differ.

Everything happens in a throw-away database and archive; nothing of the user's is written.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.sources import Source
from pipeline import compare, matching
from pipeline.naming import name_comparison
from pipeline.records import Claim, Report
from pipeline.urls import canonical, host, key
from scheduler.crawling import crawl
from scheduler.reading import read_waiting
from scheduler.workplace import Progress, Workplace, silent
from storage import frontier, reports
from storage.archive import Archive
from storage.engine import open_database
from storage.references.compare import COMPARED
from storage.references.theirs import TheirRow
from storage.reports import StoredReport

_NAME = "trial"
AGREE, DIFFER, WE_BLANK, THEY_BLANK = "agree", "differ", "we blank", "they blank"


@dataclass(frozen=True, slots=True)
class Worst:
    """One value on which we would be wrong, or they are."""

    row: str
    field: str
    theirs: Any
    ours: Any
    sentence: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of reading the addresses of a sample of rows."""

    rows: int
    without_address: int  # of the whole list
    pages: Mapping[str, int]  # read, gone, not about it …
    fields: Mapping[str, Mapping[str, int]]
    worst: tuple[Worst, ...]


def trial(
    theirs: Mapping[str, TheirRow],
    *,
    sample: int,
    seed: int,
    contact: str | None,
    now: datetime,
    private_network: bool = False,
    progress: Progress = silent,
) -> Trial:
    """Fetch as politely as any crawl, read, and compare field by field."""
    named = [row for _, row in sorted(theirs.items()) if row.known.get("sources")]
    chosen = sorted(_drawn(named, sample, seed), key=lambda row: row.line)
    urls = sorted({canonical(url) for row in chosen for url in row.known["sources"]})
    with tempfile.TemporaryDirectory(prefix="casebook-trial-") as folder:
        database = open_database(f"sqlite:///{folder}/trial.db")
        try:
            with Archive(Path(folder) / "archive") as archive:
                place = Workplace(database, archive)
                _fetch(place, urls, contact, now, private_network, progress)
                read_waiting(place, now=now, progress=progress)
                return _compared(place, chosen, len(theirs) - len(named))
        finally:
            database.dispose()


def _drawn(rows: Sequence[TheirRow], sample: int, seed: int) -> Sequence[TheirRow]:
    """The same sample whenever it is drawn again with the same seed."""
    return random.Random(seed).sample(rows, min(sample, len(rows)))  # noqa: S311 - no secret


def _fetch(
    place: Workplace,
    urls: Sequence[str],
    contact: str | None,
    now: datetime,
    private_network: bool,
    progress: Progress,
) -> None:
    if not urls:
        return
    with place.database.write() as session:
        found = [frontier.FoundLink(url, via=_NAME, source=_NAME) for url in urls]
        frontier.found(session, found, now=now)
    source = Source(
        name=_NAME,
        outlet=_NAME,
        domains=tuple(sorted({host(url) for url in urls})),
        private_network=private_network,
    )
    crawl(place, [source], contact=contact, now=now, progress=progress, visits=False)


def _compared(place: Workplace, rows: Sequence[TheirRow], without: int) -> Trial:
    told: Counter[str] = Counter()
    fields: dict[str, Counter[str]] = {name: Counter() for name in COMPARED}
    worst: list[Worst] = []
    with place.database.read() as session:
        by_key: dict[str, list[StoredReport]] = defaultdict(list)
        for item in reports.stored(session, reports.every_anchor(session)).values():
            by_key[item.article_key].append(item)
        states = frontier.link_states(session, [u for row in rows for u in row.known["sources"]])
        quotes = reports.quotes(session, [item for own in by_key.values() for item in own])
    for row in rows:
        own = [item for url in row.known["sources"] for item in by_key.get(key(url), ())]
        said = {states.get(url, "gone") for url in row.known["sources"]}
        told[_page(own, said)] += 1
        if own:
            best = _nearest(row, own)
            worst += _fields(row, best, quotes, fields)
    order = {name: at for at, name in enumerate(COMPARED)}
    ranked = sorted(worst, key=lambda item: (order[item.field], item.row))[:20]
    return Trial(len(rows), without, told, fields, tuple(ranked))


def _page(own: Sequence[StoredReport], states: set[str]) -> str:
    if own:
        return "read"
    return "read, but no such shooting in it" if "done" in states else "page gone"


def _nearest(row: TheirRow, own: Sequence[StoredReport]) -> StoredReport:
    """The report that is most likely about the row's person."""
    model = compare.Model.load()
    person = matching.person("row", row.known)
    return max(
        own, key=lambda item: (compare.edge(person, item.linkable, model).score, item.anchor)
    )


def _fields(
    row: TheirRow,
    item: StoredReport,
    quotes: Mapping[tuple[str, int], str | None],
    fields: Mapping[str, Counter[str]],
) -> list[Worst]:
    wrong = []
    for field in COMPARED:
        theirs = row.known.get(field)
        at, ours = _value(item.report, field)
        if theirs is None and ours is None:
            continue
        outcome = _outcome(field, theirs, ours)
        fields[field][outcome] += 1
        if outcome == DIFFER:
            sentence = quotes.get((item.anchor, at)) if at is not None else None
            wrong.append(Worst(row.key, field, theirs, ours, sentence, item.url))
    return wrong


def _value(report: Report, field: str) -> tuple[int | None, Any]:
    """The report's best claim of a field, and which one it is."""
    told: list[tuple[float, int, Claim]] = [
        (claim.confidence, -at, claim)
        for at, claim in enumerate(report.claims)
        if claim.field == field
    ]
    if not told:
        return None, None
    _, at, best = max(told, key=lambda one: one[:2])
    return -at, {"yes": True, "no": False}.get(str(best.value), best.value)


def _outcome(field: str, theirs: Any, ours: Any) -> str:
    if ours is None:
        return WE_BLANK
    if theirs is None:
        return THEY_BLANK
    if field == "name":
        found = compare_names(str(theirs), str(ours))
        return AGREE if found else DIFFER
    return AGREE if str(theirs).casefold() == str(ours).casefold() else DIFFER


def compare_names(one: str, other: str) -> bool:
    """Whether two written names can be one person's."""
    return (
        name_comparison.compare_written(one, other).verdict
        is not name_comparison.NameVerdict.INCOMPATIBLE
    )
