"""What people decided lasts: through a new reader, a kill, and replays, bound or asked again.

One story: ingest, merge, split, correct, accept; then a reader that numbers reports otherwise and
loses one that a decision stands on; a replay killed on the way, a replay, and another.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from storage import identifiers, incidents, judgements, parts
from storage.engine import Database, open_database
from tests.receiver import apply
from tests.whole.desk import Desk
from tests.whole.test_path import GIVEN, GOLD, write_lines

#: Incidents of the labelled coverage that share days, towns, names and round-ups.
CHOSEN = {"I03", "I04", "I05", "I06", "I07", "I08", "I10"}
#: ``casebook`` with a reader that turns reports round and loses those of one address.
UPGRADED = """
    import dataclasses, sys
    import pipeline.reader, scheduler.jobs, scheduler.reading, scheduler.replaying

    plain, lost = pipeline.reader.read, sys.argv.pop(1)

    def read(page):
        found = plain(page)
        turned = [] if page.url == lost else list(reversed(found.reports))
        kept = [dataclasses.replace(one, n=n) for n, one in enumerate(turned)]
        return dataclasses.replace(found, reports=tuple(kept), version="upgraded")

    scheduler.reading.read = read
    for module in (pipeline.reader, scheduler.jobs, scheduler.reading, scheduler.replaying):
        module.READER_VERSION = "upgraded"
    from casebook.cli import main
    main()
"""


def stories() -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [
        {key: row[key] for key in GIVEN if row.get(key)}
        for row in rows
        if CHOSEN & set(row["incidents"])
    ]


@pytest.mark.parametrize(
    ("server", "kills"),
    [
        ("sqlite_url", (1.0, 1.5, 2.0, 3.0)),
        ("empty_postgres", (1.5, 2.5)),
        pytest.param("sqlite_url", (1.0, 1.5, 2.0, 2.5, 3.0, 4.0), marks=pytest.mark.soak),
        pytest.param("empty_postgres", (1.0, 1.5, 2.0, 2.5, 3.0, 4.0), marks=pytest.mark.soak),
    ],
)
def test_decisions_outlive_readers_kills_and_replays(
    tmp_path: Path, request: pytest.FixtureRequest, server: str, kills: tuple[float, ...]
) -> None:
    url = request.getfixturevalue(server)
    desk = Desk(tmp_path, url)
    desk.run("ingest", write_lines(tmp_path / "in.jsonl", stories()))
    first = {line["incident_id"]: line for line in desk.rows("incidents")}
    merged, split, corrected, accepted = decide(desk, first)
    before = {line["incident_id"]: line for line in desk.rows("incidents")}
    lost = oldest(first[merged[1]])

    assert kill_replay(desk, lost, after=kills)
    replay(desk, lost)
    once = desk.run("export", "incidents").stdout
    replay(desk, lost)
    assert desk.run("export", "incidents").stdout == once

    after = {line["incident_id"]: line for line in desk.rows("incidents")}
    table: dict[str, Any] = {}
    for item in desk.rows("changes"):
        apply(table, item)
    assert table == after

    database = open_database(url, create=False)
    try:
        everything_is_bound_or_asked(database)
        everybody_is_found(database, {*first, *before})
        with database.read() as session:
            asked = incidents.questions(session)
    finally:
        database.dispose()
    assert any(item.kind == "unbound judgement" for item in asked)  # the merge's report is gone
    assert people(after)[corrected]["age"] == 88
    assert after[accepted]["review"] == "accepted"
    assert pinned(after[accepted]) == pinned(before[accepted])
    address, home = split
    assert address not in {article["url"] for article in after[home]["articles"]}
    desk.run("doctor")


def decide(
    desk: Desk, lines: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[str, str], tuple[str, str], str, str]:
    """One decision of each kind, each on another incident, the largest first."""
    size = {name: line["article_count"] for name, line in lines.items()}
    one, other, torn, righted, taken = sorted(size, key=lambda name: (-size[name], name))[:5]
    desk.run("merge", one, other, "--by", "ann", "--note", "one event, says the report")
    url = lines[torn]["articles"][-1]["url"]
    desk.run("split", torn, "--article", url, "--by", "ann", "--note", "another event")
    victim = lines[righted]["victims"][0]["victim_id"]
    desk.run("set", victim, "age", "88", "--source", "a letter", "--reason", "r", "--by", "bo")
    desk.run("accept", taken, "--reason", "read them all", "--by", "bo")
    return (one, other), (url, torn), victim, taken


def oldest(line: Mapping[str, Any]) -> str:
    """The article a merge holds on to."""
    return str(line["articles"][0]["url"])


def pinned(line: Mapping[str, Any]) -> dict[str, Any]:
    shown = {key: line[key] for key in ("incident_date", "city", "state", "armed")}
    return shown | {"people": [(v["victim_id"], v["name"], v["age"]) for v in line["victims"]]}


def people(lines: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {v["victim_id"]: v for line in lines.values() for v in line["victims"]}


def upgraded(desk: Desk, lost: str) -> subprocess.Popen[bytes]:
    code = textwrap.dedent(UPGRADED)
    return subprocess.Popen(
        [sys.executable, "-c", code, lost, "replay"],
        cwd=desk.folder,
        env=desk.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def replay(desk: Desk, lost: str) -> None:
    process = upgraded(desk, lost)
    _, said = process.communicate(timeout=240)
    assert process.returncode == 0, said.decode()


def kill_replay(desk: Desk, lost: str, *, after: tuple[float, ...]) -> int:
    """Kill replays after so many seconds each; how many were still at it."""
    killed = 0
    for seconds in after:
        process = upgraded(desk, lost)
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            killed += 1
    return killed


def everything_is_bound_or_asked(database: Database) -> None:
    with database.read() as session:
        homes = {a: name for name, own in parts.standing(session).items() for a in own}
        asked = {anchor for item in incidents.questions(session) for anchor in item.anchors}
        words = judgements.every(session)
    assert words
    for word in words:
        ends = {word.left, word.right}
        bound = ends <= homes.keys() and (homes[word.left] == homes[word.right]) == (
            word.verdict == "same"
        )
        assert bound or ends & asked, word


def everybody_is_found(database: Database, names: set[str]) -> None:
    with database.read() as session:
        for name in sorted(names):
            assert identifiers.living(session, name)
