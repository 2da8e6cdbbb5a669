"""``kill -9`` at any statement of ingesting, reading and resolving: as if nothing had happened."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from scheduler import jobs
from scheduler.workplace import Workplace
from storage import check, incidents
from storage.archive import Archive
from storage.engine import open_database
from storage.tables import article, article_version, capture, claim, edge, membership, report
from tests.whole.desk import outline
from tests.whole.test_path import write_lines
from tests.whole.test_permanence import stories

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TABLES = (capture, article, article_version, report, claim, edge, membership)
#: Works on a database in children that kill themselves, each after more statements than the last.
HUNTED = """
    import os, random, signal, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from sqlalchemy import Engine, event
    import alembic.command  # loaded once: most of them die while their database is made
    import scheduler.warmed
    from scheduler import jobs, reading
    from scheduler.workplace import Workplace
    from storage.archive import Archive
    from storage.engine import open_database

    url, root, lines, seed = sys.argv[1:]
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    reading._BATCH = 3

    def work():
        database = open_database(url)
        with Archive(Path(root)) as archive:
            place = Workplace(database, archive)
            jobs.ingest(place, [Path(lines)], now=now)
            jobs.read_waiting(place, now=now)
            jobs.resolve_waiting(place, now=now, batch=5)
        database.dispose()

    def doomed(statements):
        def count(*_):
            nonlocal statements
            statements -= 1
            if not statements:
                os.kill(os.getpid(), signal.SIGKILL)
        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)

    chance, killed, reach = random.Random(int(seed)), 0, 4.0
    while True:
        statements = chance.randint(int(reach / 2), int(reach))
        child = os.fork()
        if not child:
            doomed(statements)
            work()
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if not status:
            break
        assert status == -signal.SIGKILL, status
        killed, reach = killed + 1, reach * 1.5
    print(killed)
"""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.soak) for n in (2, 3, 4))])
def test_killed_at_any_statement_again_and_again_it_ends_as_undisturbed(
    database_url: str, tmp_path: Path, seed: int
) -> None:
    lines = write_lines(tmp_path / "in.jsonl", stories())
    calm = f"sqlite:///{tmp_path / 'calm.db'}"
    work(calm, tmp_path / "calm", lines)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(HUNTED), database_url, tmp_path / "hunted", lines,
         str(seed)],
        check=False, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 7
    assert held(database_url, tmp_path / "hunted") == held(calm, tmp_path / "calm")


def work(url: str, root: Path, lines: Path) -> None:
    database = open_database(url)
    with Archive(root) as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [lines], now=NOW)
        jobs.read_waiting(place, now=NOW)
        jobs.resolve_waiting(place, now=NOW)
    database.dispose()


def held(url: str, root: Path) -> Any:
    """What is there: rows by table, the incidents, and nothing that is wrong."""
    database = open_database(url, create=False)
    with database.read() as session:
        rows = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar()
            for table in TABLES
        }
        told = outline(json.loads(json.dumps(incidents.list_incidents(session))))
        with Archive(root) as archive:
            wrong = [item for item in check.check(session, archive) if item.harm]
    database.dispose()
    return rows, told, wrong
