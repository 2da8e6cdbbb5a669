"""What leaves the team by digest and alert: nobody is named before the incident is accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from scheduler.alerting import hold_against
from scheduler.digest import send_digest
from scheduler.notices import Channels
from scheduler.workplace import Workplace
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.tables import delivery, letter
from tests.whole.desk import Desk

STORY = {
    "url": "https://gazette.example/2026/05/02/police-shooting",
    "outlet": "The Gazette",
    "published": "2026-05-02T14:00:00-04:00",
    "title": "Police identify man killed by officer in Columbus",
    "text": "COLUMBUS, Ohio (AP) — A Columbus officer shot and killed a man on Friday night, "
    "police said Saturday.\n\nThe man was identified by police as Terrence Oakfield, 34, of "
    "Columbus. Officers were called to a disturbance in the 1200 block of East Main Street "
    "around 9 p.m., police said. Oakfield was unarmed, his family said.",
}
NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    (tmp_path / "none.jsonl").write_text("")
    desk.run("ingest", "none.jsonl")
    desk.run("alerts", "add", "Ohio", "--state", "OH", "--to", "desk@team.example", "--by", "ada")
    desk.run("alerts", "add", "Texas", "--state", "TX", "--to", "desk@team.example")
    desk.run("alerts", "add", "named", "--on", "named", "--to", "https://hooks.team.example/x")
    desk.run("alerts", "add", "in force", "--on", "accepted", "--to", "desk@team.example")
    (tmp_path / "story.jsonl").write_text(json.dumps(STORY))
    desk.run("ingest", "story.jsonl")
    return desk


@pytest.fixture
def database(desk: Desk) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{desk.folder / 'casebook.db'}")
    yield opened
    opened.dispose()


def mail(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        rows = session.execute(select(letter).order_by(letter.c.id)).all()
    return [(row.subject, f"{row.text}\n{row.html or ''}") for row in rows]


def test_a_person_is_named_outside_only_once_the_incident_is_accepted(
    desk: Desk, database: Database
) -> None:
    [incident] = desk.rows("incidents")
    assert incident["victims"][0]["name"] == "Terrence Oakfield"
    place = Workplace(database, Archive(desk.folder / "casebook-archive"))
    channels = Channels(("desk@team.example",))

    assert hold_against(database, now=NOW) == 2  # in Ohio, and a name
    assert hold_against(database, now=NOW) == 0  # told once
    send_digest(place, channels, now=NOW)
    told = mail(database)
    assert [subject for subject, _ in told] == [
        f"Casebook: Ohio: {incident['incident_id']}",
        "Casebook, 03 May 2026: 1 new",
    ]
    with database.read() as session:
        [posted] = [row.payload for row in session.execute(select(delivery))]
    assert posted["data"]["event"] == "named"
    assert posted["data"]["incident"] is None
    for text in (*(body for _, body in told), json.dumps(posted)):
        assert "Oakfield" not in text
        assert "gazette" not in text
    assert "Columbus, OH" in told[0][1]

    desk.run("accept", incident["incident_id"], "--reason", "read", "--by", "ada")
    assert hold_against(database, now=NOW) == 1
    send_digest(place, channels, now=NOW + timedelta(days=1))
    accepted, digest = mail(database)[2:]
    assert accepted[0] == f"Casebook: in force: {incident['incident_id']}"
    assert "Terrence Oakfield, 34" in accepted[1]
    assert digest[0] == "Casebook, 04 May 2026: 1 accepted"
    assert digest[1].count("Terrence Oakfield") == 2  # as text and as HTML

    send_digest(place, channels, now=NOW + timedelta(days=2))
    assert mail(database)[-1][0] == "Casebook, 05 May 2026: nothing new"


def test_an_alert_that_means_nothing_is_refused(desk: Desk) -> None:
    wrong = desk.run("alerts", "add", "x", "--on", "sometimes", "--to", "a@b.example", status=1)
    assert "nothing that can happen" in wrong.stderr
    words = ("alerts", "add", "x", "--on", "disagreement:armd", "--to", "a@b.example")
    assert "no field “armd” that reports could disagree on" in desk.run(*words, status=1).stderr
    for nobody in ("nobody", "a@b.example\nBcc: c@d.example"):
        assert "neither" in desk.run("alerts", "add", "x", "--to", nobody, status=1).stderr
    again = desk.run("alerts", "add", "Ohio", "--to", "a@b.example", status=1)
    assert "already" in again.stderr
    desk.run("alerts", "remove", "Ohio")
    names = [row["name"] for row in json.loads(desk.run("alerts", "--json").stdout)]
    assert names == ["Texas", "in force", "named"]
