"""Two processes that read, one that links, people who decide: nothing is lost, nobody gives up."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.reader import READER_VERSION
from scheduler import jobs
from scheduler.workplace import Workplace
from storage import decisions, incidents, pages, reviews
from storage.archive import Archive
from storage.decisions import CannotDecide
from storage.engine import Database, open_database
from storage.identifiers import NoSuchIncident
from tests.whole.test_any_write import NOW, held, work
from tests.whole.test_path import write_lines
from tests.whole.test_permanence import stories

#: Reads, or links, until it is told that nothing more comes; says how often it came round.
AT_WORK = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    import scheduler.warmed
    from scheduler import jobs, reading
    from scheduler.workplace import Workplace
    from storage.archive import Archive
    from storage.engine import open_database

    job, url, root, over = sys.argv[1:]
    reading._BATCH = 2
    print("ready", flush=True)
    sys.stdin.readline()
    database, now = open_database(url), datetime(2026, 3, 1, 12, tzinfo=UTC)
    with Archive(Path(root)) as archive:
        place, last = Workplace(database, archive), False
        while not last:
            last = Path(over).exists()
            if job == "read":
                jobs.read_waiting(place, now=now)
            else:
                jobs.resolve_waiting(place, now=now, batch=3)
    database.dispose()
"""


def started(job: str, url: str, root: Path, over: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(AT_WORK), job, url, str(root), str(over)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def reviewed(
    database: Database, crew: list[subprocess.Popen[str]], *, over: Path
) -> dict[str, list[int]]:
    """Let them begin, and set the age of whoever is there, again and again; to what, by victim."""
    for one in crew:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in crew:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    set_to: dict[str, list[int]] = defaultdict(list)
    begun, age = time.monotonic(), 20
    while time.monotonic() < begun + 30:
        with database.read() as session:
            people = [v for line in incidents.list_incidents(session) for v in line["victims"]]
            left = pages.waiting_count(session, reader_version=READER_VERSION)
        for victim in people:
            age += 1
            with suppress(CannotDecide, NoSuchIncident), database.write() as session:
                who = victim["victim_id"]
                reviews.correct(session, who, "age", age % 90, source="a letter", by="ada", now=NOW)
                set_to[who].append(age % 90)
        if not left and people:
            break
        time.sleep(0.02)
    over.touch()
    return set_to


@pytest.mark.timeout(200)
def test_readers_a_resolver_and_a_reviewer_at_once(database_url: str, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "in.jsonl", stories()[::2])
    root, over = tmp_path / "archive", tmp_path / "over"
    calm = f"sqlite:///{tmp_path / 'calm.db'}"
    work(calm, tmp_path / "calm", lines)
    database = open_database(database_url)
    with Archive(root) as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [lines], now=NOW)
        crew = [started(job, database_url, root, over) for job in ("read", "read", "resolve")]
        set_to = reviewed(database, crew, over=over)
        said = [one.communicate(timeout=120)[1] for one in crew]
        assert [(one.returncode, words) for one, words in zip(crew, said, strict=True)] == [
            (0, "")
        ] * 3
        jobs.resolve_waiting(place, now=NOW)
    assert len(set_to) > 3
    assert held(database_url, root) == held(calm, tmp_path / "calm")
    with database.read() as session:
        made = decisions.history(session, by="ada", limit=1000)
        told = incidents.list_incidents(session)
    assert len(made) == sum(map(len, set_to.values()))
    people = {one["victim_id"]: one["age"] for line in told for one in line["victims"]}
    assert {who: people[who] for who in set_to if who in people} == {
        who: ages[-1] for who, ages in set_to.items() if who in people
    }
    database.dispose()
