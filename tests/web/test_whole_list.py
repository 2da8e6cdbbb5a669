"""What a person downloads from a list is all of it."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.storage_rows import made
from casebook.web.shell import Reader
from scheduler.workplace import Workplace
from storage.accounts import Role
from storage.archive import Archive
from storage.columns import Written, as_json
from storage.engine import Database
from storage.sql import add
from storage.tables import incident, incident_identifier
from tests.web.conftest import serving

#: More than was ever sent at once, and than either database takes as values of one statement.
MANY = 100_001


def test_a_csv_of_a_list_holds_all_of_it(database: Database, tmp_path: Path) -> None:
    filled(database)
    with (
        Archive(tmp_path / "archive") as archive,
        serving(Workplace(database, archive), Reader("kim", Role.ADMIN)) as served,
    ):
        answer = served.get("/incidents.csv?sort=id", timeout=60).raise_for_status()
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert [row["incident_id"] for row in rows] == [f"I{n}" for n in range(1, MANY + 1)]


def filled(database: Database) -> None:
    """One made incident, under many numbers."""
    [portion] = made(1)
    [known], [told] = portion["incident_identifier"], portion["incident"]
    line = as_json(told["line"])
    numbers = range(1, MANY + 1)
    with database.write() as session:
        add(session, incident_identifier, [known | {"n": n} for n in numbers])
        lines = (Written(line.replace('"I1"', f'"I{n}"')) for n in numbers)
        rows = [told | {"n": n, "line": own} for n, own in zip(numbers, lines, strict=True)]
        add(session, incident, rows)
