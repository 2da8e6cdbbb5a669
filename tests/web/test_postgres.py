"""The same pages over PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest
from httpx import Response
from sqlalchemy.orm import Session

from casebook.web.api import PATHS
from casebook.web.shell import Reader
from scheduler import jobs
from scheduler.workplace import Workplace
from storage import reviews
from storage.accounts import Role
from storage.archive import Archive
from storage.engine import one_at_a_time, open_database
from storage.tables import incident
from tests.web.conftest import GOLD, Served, serving
from tests.web.test_fit import PAGES

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def on_postgres(empty_postgres: str, tmp_path: Path) -> Iterator[Served]:
    """Twenty articles in a PostgreSQL database, served."""
    lines = GOLD.read_text("utf-8").splitlines()[:20]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    database = open_database(empty_postgres)
    with Archive(tmp_path / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [tmp_path / "in.jsonl"], now=NOW)
        jobs.read_waiting(place, now=NOW)
        jobs.resolve_waiting(place, now=NOW)
        with serving(place, Reader("kim", Role.ADMIN)) as found:
            yield found
    database.dispose()


def test_every_page_and_a_decision_work_on_postgresql(on_postgres: Served) -> None:
    more = ("/incidents?text=police&q=a&fatal=yes&sort=updated", "/articles?q=man", "/inbox.json")
    plain = ("/incidents.atom", "/incidents.csv", "/healthz", "/metrics")
    for path in (*PAGES[:-1], *more, *plain):
        answer = on_postgres.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.text[:500])
    for path in PATHS:
        if "{" not in path:
            assert on_postgres.get(path).status_code == 200, path
    assert all(row["quote"] for row in on_postgres.json("/inbox.json")["rows"])
    seen = on_postgres.seen("I1")
    sent = on_postgres.send("/decide", action="hold", incident="I1", seen=seen, sources="9")
    assert sent.status_code == 303
    assert on_postgres.json("/incidents/I1.json")["line"]["review"] == "held"
    assert on_postgres.send("/decide", action="undo").status_code == 303
    number = on_postgres.send("/second", called="x", kind="fields", size=4, seed=1)
    assert on_postgres.get(number.headers["location"]).status_code == 200


def test_a_nul_is_refused_or_replaced_before_postgresql_sees_it(on_postgres: Served) -> None:
    for path in ("/incidents?city=a%00b", "/incidents.csv?county=%00", "/incidents/I1/said/I1/%00"):
        assert on_postgres.get(path).status_code == 400, path
    sent = on_postgres.send(
        "/decide", action="set", incident="I1", subject="I1", field="city\0", value="x", was="null",
        reason="so it says",
    )  # fmt: skip
    assert sent.status_code == 409
    assert on_postgres.send("/decide", action="note", incident="I1", text="a\0b").status_code == 303
    assert "a\ufffdb" in on_postgres.get("/incidents/I1").text


def accepted_while(served: Served, meanwhile: Callable[[Session], object]) -> Response:
    """The answer to whoever accepts I1 as they saw it, when others wrote before their turn came."""
    seen = served.seen("I1")
    with ThreadPoolExecutor(1) as pool:
        with served.place.database.write() as session:
            one_at_a_time(session)
            sent = pool.submit(served.send, "/decide", action="accept", incident="I1", seen=seen)
            sleep(1.0)  # it has looked, if it looks before its turn
            meanwhile(session)
        return sent.result(60)


def test_a_form_is_held_against_what_stands_when_its_turn_comes(on_postgres: Served) -> None:
    """Somebody holds an incident while it is accepted that has just been seen as it was."""
    answer = accepted_while(on_postgres, lambda s: reviews.hold(s, "I1", by="ada", now=NOW))
    assert answer.status_code == 409
    assert "<td>candidate</td><td>held</td>" in answer.text  # not only that something has changed
    assert on_postgres.json("/incidents/I1.json")["line"]["review"] == "held"


def test_what_leaves_an_incident_as_it_was_shown_refuses_no_decision(on_postgres: Served) -> None:
    shown_anew = incident.update().where(incident.c.n == 1).values(stale=True)
    answer = accepted_while(on_postgres, lambda session: session.execute(shown_anew))
    assert answer.status_code == 303
    assert on_postgres.json("/incidents/I1.json")["line"]["review"] == "accepted"
