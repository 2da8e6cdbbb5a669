"""What is redacted is in no alert, no digest and no webhook's message, nor in one that waits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from scheduler import digest, jobs, redacting
from scheduler.alerting import hold_against
from scheduler.notices import Channels
from scheduler.webhooks import tell_changes
from scheduler.workplace import Workplace
from storage import alerts, changes, letters, reviews, webhooks
from storage.alerts import Alert
from storage.redactions import Level
from storage.searches import Search
from storage.tables import delivery, letter
from tests.scheduler.test_redacting import of, place, redact
from tests.scheduler.test_replay import NOW, later, stories, take

__all__ = ["place"]  # the fixture

HOOK = "https://hooks.team.example/x"
DESK = "desk@team.example"
HIDING = pytest.mark.parametrize("level", [Level.UNPUBLISH, Level.WITHHOLD])
#: What is asked to be kept back, and how it is written where it is told.
TOLD = {
    "I.city": "Ashport", "I.incident_date": "2026-02-24", "V.age": "34", "V.name": "Wrenfield",
    "V.armed": '"armed": "knife"',
}  # fmt: skip


def wish(place: Workplace, event: str, to: str = DESK, **search: Any) -> Alert:
    with place.database.write() as session:
        return alerts.add(
            session,
            f"{event} {to} {search}",
            Search(**search),
            event=event,
            to=to,
            by="ada",
            now=NOW,
        )


def written(place: Workplace) -> str:
    """Everything that was written to others and waits, by mail or to a receiver."""
    with place.database.read() as session:
        mail = session.execute(select(letter)).all()
        posted = session.execute(select(delivery)).all()
    told = [f"{item.subject}\n{item.text}\n{item.html or ''}" for item in mail]
    return "\n".join(told + [json.dumps(item.payload, ensure_ascii=False) for item in posted])


def tell_all(place: Workplace) -> str:
    """All that alerts, a digest and webhooks tell now."""
    hold_against(place.database, now=later(days=2))
    digest.send_digest(place, Channels((DESK,), HOOK), now=later(days=2))
    tell_changes(place, now=later(days=2))
    return written(place)


def correct(place: Workplace, number: str, field: str, value: Any) -> None:
    """A change that is told."""
    with place.database.write() as session:
        reviews.correct(
            session, number, field, value, source="a letter", by="editor", now=later(days=2)
        )
    jobs.resolve_waiting(place, now=later(days=2))


@HIDING
@pytest.mark.parametrize("field", TOLD)
def test_no_message_tells_what_is_redacted(place: Workplace, field: str, level: Level) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    wish(place, "changed")
    wish(place, "changed", HOOK)
    with place.database.write() as session:
        webhooks.add(session, "https://receiver.example/hook", by="ada", now=NOW)
        letters.mark_place(session, digest.BOOKMARK, changes.latest(session), now=NOW)
    redact(place, field.replace("I", number).replace("V", victim), level)
    correct(place, number, "shots_fired", 3)
    told = re.sub(r"\d{4}-\d\d-\d\dT\S+|Ashport (Police|police)", "", tell_all(place))
    assert f"{number}: " in told
    assert '"shots_fired": 3' in told
    assert "shots fired: " in told, "the digest tells of the change"
    assert TOLD[field] not in told
    for way, other in TOLD.items():
        assert way == field or other in told or way == "V.name", way


@pytest.mark.parametrize("level", [None, Level.UNPUBLISH])
def test_the_digest_tells_no_change_of_what_is_not_published(
    place: Workplace, level: Level | None
) -> None:
    number, _ = of(place, "Tobias Wrenfield")
    if level:
        redact(place, f"{number}.city", level)
    with place.database.read() as session:
        before = changes.latest(session)
    correct(place, number, "city", "Newport")
    correct(place, number, "shots_fired", 3)
    with place.database.read() as session:
        told = digest.as_text(digest.collect(session, before, now=later(days=2)))
    assert "shots fired: 2 → 3" in told
    assert ("city: Ashport → Newport" in told) == (level is None)
    assert ("port" in told) == (level is None)


@HIDING
def test_what_was_not_accepted_is_told_without_its_place(
    place: Workplace, tmp_path: Path, level: Level
) -> None:
    take(place, tmp_path, stories((("Ines Plover", 50, "Quarry, Utah", "Quarry"),)))
    number, _ = of(place, "Ines Plover")
    wish(place, "new", state="UT")
    assert "Quarry, UT" in tell_again(place, number)
    redact(place, f"{number}.city", level)
    told = tell_again(place, number)
    assert f"{number}: 2026-02-24, UT (candidate)" in told
    assert "Quarry" not in told


def tell_again(place: Workplace, number: str) -> str:
    """What is told of an incident to somebody who has heard of nothing yet."""
    with place.database.write() as session:
        for table in (letter, delivery):
            session.execute(table.delete())
        for item in alerts.every(session):
            alerts.move_on(session, item.id, 0)
    hold_against(place.database, now=later(days=1))
    with place.database.read() as session:
        told = digest.collect(session, 0, now=later(days=1))
    return "\n".join([written(place), digest.as_text(told), digest.as_html(told)])


@HIDING
def test_nobody_is_told_because_of_what_is_redacted(place: Workplace, level: Level) -> None:
    number, _ = of(place, "Tobias Wrenfield")
    redact(place, f"{number}.city", level)
    item = wish(place, "changed", city="Ashport")
    other = wish(place, "changed", state="OH")
    with place.database.write() as session:
        for each in (item, other):
            alerts.move_on(session, each.id, 0)
    hold_against(place.database, now=later(days=2))
    with place.database.read() as session:
        subjects = {row.subject for row in session.execute(select(letter))}
    assert subjects == {f"Casebook: {other.name}: {number}"}


@pytest.mark.parametrize("level", list(Level))
def test_a_message_that_waits_is_dropped(place: Workplace, level: Level) -> None:
    number, victim = of(place, "Tobias Wrenfield")
    others = wish(place, "accepted", state="TX")
    for item in (wish(place, "accepted"), wish(place, "accepted", HOOK), others):
        with place.database.write() as session:
            alerts.move_on(session, item.id, 0)
    with place.database.write() as session:
        webhooks.add(session, "https://receiver.example/hook", by="ada", now=NOW, since=0)
    hold_against(place.database, now=NOW)
    tell_changes(place, now=NOW)
    assert "Wrenfield" in written(place)
    before = written(place).count("Ada Lark")
    touched = {item.where: item.count for item in redacting.preview(place, victim, level)}
    assert touched["messages in the outbox"] == 3
    redact(place, victim, level)
    told = written(place)
    assert "wrenfield" not in told.casefold()
    assert told.count("Ada Lark") == before, "what is told of others waits on"
    assert "wrenfield" not in tell_all(place).casefold()
    with place.database.read() as session:
        posted = [row.payload for row in session.execute(select(delivery))]
    assert [item["kind"] for item in posted if item.get("incident_id") == number] == ["redacted"]


def test_a_receiver_hears_of_what_is_gone_though_it_was_redacted(place: Workplace) -> None:
    first, _ = of(place, "Noor Heron")
    second, _ = of(place, "Tobias Wrenfield")
    with place.database.write() as session:
        webhooks.add(session, "https://receiver.example/hook", by="ada", now=NOW, since=0)
    tell_changes(place, now=NOW)
    with place.database.write() as session:
        session.execute(delivery.delete())
        reviews.merge(session, first, second, by="editor", now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    tell_changes(place, now=NOW)
    redact(place, f"{first}.city", Level.WITHHOLD)
    tell_changes(place, now=later(days=1))
    with place.database.read() as session:
        posted = [row.payload for row in session.execute(select(delivery))]
    assert [(item["kind"], item["incident_id"]) for item in posted] == [
        ("merged", max(first, second)), ("redacted", min(first, second)),
    ]  # fmt: skip
