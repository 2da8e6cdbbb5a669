"""Real files of other databases: do they hold to our shapes, and does one come back cell by cell?

    python -m benchmarks.real_lists DIR [--rows N]

DIR holds the publishers' own files (named below; those not there are left out). The Washington
Post's is taken in as a hand-kept record into a throw-away database, and written back.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import asking
from scheduler.importing import import_rows
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import open_database
from storage.exports import in_shape
from storage.shapes import built_in, fitting, named
from storage.shapes.cells import read_cells
from storage.shapes.check import faults
from storage.shapes.files import TableRow, headed, open_table

FILES = (
    ("wapo-v2.csv", "washington-post"),
    ("wapo-v2-agencies.csv", "washington-post-agencies"),
    ("wapo-v1-2016.csv", "washington-post"),
    ("wapo-v1-2021.csv", "washington-post"),
    ("counted-2015.csv", "the-counted"),
    ("counted-2016.csv", "the-counted"),
    ("mpv-2021.xlsx", "mapping-police-violence"),
    ("fatal-encounters-ca-2023.csv", "fatal-encounters"),
)


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--rows", type=int, help="Take in only the first rows.")
    options = parser.parse_args()
    for name, family in FILES:
        if (options.dir / name).exists():
            look(options.dir / name, family)
    if (options.dir / "wapo-v2.csv").exists():
        round_trip(options.dir, options.rows)


def look(path: Path, family: str) -> None:
    """Whether a file passes the validator, and which cells we cannot read."""
    shape = fitting(named(family), open_table(path).header)
    wrong = list(faults(path, shape, now=datetime.now(UTC)))
    unread: Counter[str] = Counter()
    rows = 0
    for row in headed(open_table(path), shape, path).rows:
        if isinstance(row, TableRow):
            rows += 1
            unread.update(read_cells(shape, row.cells)[1])
    print(f"{path.name}: {rows:,} rows as {shape.name}: {len(wrong)} faults", end="")
    print(f", {unread.total()} cells without a meaning" if unread else "")
    for told in [*map(str, wrong[:5]), *unread]:
        print(f"  {told}")


def round_trip(folder: Path, rows: int | None) -> None:
    """In as somebody's own record, in again, and out: how many cells differ."""
    names = {"file": str(folder / "wapo-v2-agencies.csv"), "key": "id", "value": "name"}
    shape = replace(built_in()["washington-post-v2"], name="own", lookup=names)
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary) / "in.csv"
        text = (folder / "wapo-v2.csv").read_text("utf-8")
        source.write_text("".join(text.splitlines(keepends=True)[: rows and rows + 1]), "utf-8")
        database = open_database(f"sqlite:///{temporary}/own.db")
        with Archive(Path(temporary) / "archive") as archive:
            place = Workplace(database, archive)
            for turn in ("first", "second"):
                began, cpu = time.perf_counter(), time.process_time()
                counts = import_rows(place, source, shape, by="benchmark", now=now)
                took = f"{time.perf_counter() - began:.0f} s, {time.process_time() - cpu:.0f} s CPU"
                print(f"{turn} import: {dict(counts.by)} in {took}")
                print(f"  left to people: {len(counts.unclear)}, unread: {dict(counts.unread)}")
            out = Path(temporary) / "out.csv"
            began = time.perf_counter()
            identity = database.identity()
            with database.read() as session, out.open("w", encoding="utf-8", newline="") as file:
                in_shape.write_own(session, shape, file.write, identity=identity)
            print(f"export: {time.perf_counter() - began:.0f} s")
        database.dispose()
        report(source, out)


def report(source: Path, out: Path) -> None:
    before, after = (list(csv.reader(p.open(encoding="utf-8", newline=""))) for p in (source, out))
    differ = sum(
        one != other
        for left, right in zip(before, after, strict=False)
        for one, other in zip(left, right, strict=False)
    )
    cells = sum(map(len, before))
    same = "the same bytes" if source.read_bytes() == out.read_bytes() else "not the same bytes"
    print(f"{len(before):,} and {len(after):,} lines, {cells:,} cells, {differ} differ; {same}")


if __name__ == "__main__":
    main()
