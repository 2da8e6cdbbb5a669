"""Labelled articles as passages, for training and measuring the readers of time and place."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.language import text
from pipeline.records import Article, DateRange, Passage, PublishedPrecision
from pipeline.when import date_candidates

Row = dict[str, Any]

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
#: Open sets that came after the shipped weights were fitted. To fit on one is a decision, which
#: makes weights anew and spends it as a first sight: of the fifteenth nobody has read an article.
UNFITTED = frozenset(("fourteenth_open", "fifteenth_open", "sixteenth_open", "seventeenth_open"))


def open_sets() -> tuple[Path, ...]:
    """The open sets of ``tests/gold`` that weights are fitted with."""
    return tuple(path for path in sorted(GOLD.glob("*_open.jsonl")) if path.stem not in UNFITTED)


def rows(path: Path) -> list[Row]:
    """The lines of a labelled file, plain or gzip."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return [json.loads(line) for line in raw.decode().splitlines() if line.strip()]


def single(found: list[Row]) -> Iterator[Row]:
    """Articles about exactly one incident, whose facts are the article's."""
    for row in found:
        about_one = len(row.get("incidents") or []) == 1 or row["kind"] == "police_shooting"
        if about_one and row["kind"] != "multi":
            yield row


def article(row: Row) -> Article:
    stamp, precision = None, PublishedPrecision.UNKNOWN
    if row.get("published"):
        stamp, precision = datetime.fromisoformat(row["published"]), PublishedPrecision.SECOND
        if len(row["published"]) == len("2024-05-17"):
            stamp, precision = stamp.replace(tzinfo=UTC), PublishedPrecision.DAY
    return Article(
        url=row["url"],
        canonical_url=row["url"],
        title=row.get("title") or "",
        text=text.normalise(row["text"]),
        outlet=row.get("outlet"),
        dateline=row.get("dateline"),
        published=stamp,
        published_precision=precision,
    )


def passage(row: Row) -> Passage:
    made = article(row)
    state = facts(row).get("state")
    return Passage(made, text.sentences(made), date_candidates.publication_day(made, state))


def facts(row: Row) -> Row:
    return dict(row.get("gold_facts") or row.get("archive_facts") or {})


def gold_days(row: Row) -> DateRange | None:
    """The day, month or year the label gives."""
    given = facts(row)
    value = given.get("incident_date_stated") or given.get("incident_date")
    return DateRange.parse(value) if value else None
