"""The nightly working copies: every kind of export into a folder, each file whole or not at all."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from scheduler.accounts import account
from scheduler.workplace import Workplace
from storage import exports

#: What is written: they hold everything, for one's own disk.
FILES = (
    ("incidents", "jsonl"),
    ("incidents", "csv"),
    ("victims", "csv"),
    ("articles", "jsonl"),
    ("claims", "jsonl"),
    ("judgements", "jsonl"),
)


def export_all(place: Workplace, folder: Path, *, now: datetime) -> Counter[str]:
    """Write the files anew; whoever reads one meanwhile has the old one, whole."""
    folder.mkdir(parents=True, exist_ok=True)
    with account(place, "export", now=now, folder=str(folder)) as entry:
        for kind, form in FILES:
            name = f"{kind}.{form}"
            unfinished = folder / f".{name}.unfinished"
            with place.database.read() as session, unfinished.open("w", encoding="utf-8") as out:
                entry.counts[name] = exports.export(session, kind, form, out=out)
            unfinished.replace(folder / name)
        return entry.counts
