"""What an incident lists (agencies, officers, what followed) can be kept back like a value."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from scheduler import jobs, redacting
from scheduler.workplace import Workplace
from storage import changes, explained, exports, handing, leaving, push, reviews, sayings
from storage.exports import in_shape, package, releases
from storage.redactions import Level
from storage.searches import Search
from storage.shapes import built_in
from tests.scheduler.test_redacting import all_of, freeze, lines, of, place, redact
from tests.scheduler.test_replay import NOW, later

__all__ = ["place"]  # the fixture

CHARGED = {
    "url": "https://gazette.example/brandt-charged",
    "title": "Officer Casper Brandt charged in shooting of Ida Fenwick",
    "text": "KINGSFORD, Iowa — Kingsford police officer Casper Brandt shot and killed Ida Fenwick,"
    " 41, on Jan. 5, 2026, police said.\n\nFenwick was holding a knife when Brandt fired, police"
    " said. Police identified the officer as Casper Brandt.\n\n"
    "A grand jury on Monday indicted Officer Casper Brandt on a manslaughter charge in"
    " the shooting of Fenwick.",
    "published": "2026-01-20",
    "outlet": "Kingsford Gazette",
}
FIELDS = ("agencies", "officers", "events")
SINGULAR = {"agencies": "agency", "officers": "officer", "events": "event"}
WORDS = {"agencies": "kingsford police", "officers": "brandt", "events": "indict"}


@pytest.fixture
def charged(place: Workplace, tmp_path: Path) -> tuple[Workplace, str]:
    """An accepted incident with an agency, an officer and what followed."""
    story = tmp_path / "charged.jsonl"
    story.write_text(json.dumps(CHARGED), "utf-8")
    jobs.ingest(place, [story], now=NOW)
    jobs.read_waiting(place, now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    number, _ = of(place, "Ida Fenwick")
    with place.database.write() as session:
        reviews.accept(session, number, by="editor", now=NOW)
    jobs.resolve_waiting(place, now=NOW)
    return place, number


def outside(at: Workplace, number: str, folder: Path) -> dict[str, str]:
    """Every way out of the team, and all it tells of an incident, folded."""
    n = int(number[1:])
    every: Any = {"after": 0, "limit": 1000, "whole": False}
    with at.database.read() as session:
        told = {
            "line": list(leaving.incidents(session, numbers=[n])),
            "package": packed(session, folder),
            "API, incidents": handing.incidents(session, Search(), **every, only=n)[0],
            "API, claims": handing.claims(session, **every, only=n)[0],
            "API, articles": handing.articles(session, **every, only=n)[0],
            "API, changes": handing.changes(session, **every)[0],
            "feed": handing.latest(session, Search(), limit=50),
            "map": exported_as(session, "geojson"),
            "Mapping Police Violence": exported_as(session, "mapping-police-violence"),
        }
    told["push"] = pushed(at, folder)
    return {way: json.dumps(said, ensure_ascii=False).casefold() for way, said in told.items()}


def packed(session: Session, folder: Path) -> str:
    own = folder / f"package-{len(list(folder.iterdir()))}"
    package.write(session, own, version="1", now=NOW)
    files = sorted(path for path in own.rglob("*") if path.suffix in {".csv", ".jsonl"})
    return "".join(path.read_text("utf-8") for path in files)


def exported_as(session: Session, fmt: str) -> str:
    if fmt == "geojson":
        out = io.BytesIO()
        exports.export(session, "incidents", fmt, out=out)
        return out.getvalue().decode("utf-8")
    sent: list[str] = []
    in_shape.write(session, built_in()[fmt], sent.append)
    return "".join(sent)


def pushed(at: Workplace, folder: Path) -> list[Any]:
    url = f"sqlite:///{folder / 'theirs.db'}"
    push.push(at.database, url, now=NOW)
    engine = create_engine(url)
    with engine.connect() as there:
        tables = there.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        names = tables.scalars().all()
        rows = [str(row) for name in names for row in there.execute(text(f"SELECT * FROM {name}"))]
    engine.dispose()
    return rows


@pytest.mark.parametrize("level", [Level.UNPUBLISH, Level.WITHHOLD])
@pytest.mark.parametrize("field", FIELDS)
def test_what_an_incident_lists_can_be_kept_back_on_every_way_out(
    charged: tuple[Workplace, str], tmp_path: Path, field: str, level: Level
) -> None:
    at, number = charged
    assert lines(at)[number]["officers"] == ["Casper Brandt"]
    before = outside(at, number, tmp_path)
    for way in ("line", "package", "API, incidents", "API, changes", "feed"):
        assert WORDS[field] in before[way], way
    assert (WORDS[field] in before["push"]) == (field != "events"), "its tables have none"
    redact(at, f"{number}.{field}", level)
    assert bool(lines(at)[number][field]) == (level is Level.UNPUBLISH)
    for way, told in outside(at, number, tmp_path).items():
        assert "fenwick" in told or way == "API, articles", way
        assert WORDS[field] not in told, way
    redacting.lift(at, f"{number}.{field}", basis="a mistake", by="editor", now=later(days=2))
    assert WORDS[field] in outside(at, number, tmp_path)["line"]


@pytest.mark.parametrize("field", FIELDS)
def test_what_an_incident_lists_can_be_withheld_from_ourselves(
    charged: tuple[Workplace, str], field: str
) -> None:
    at, number = charged
    redact(at, f"{number}.{field}", Level.WITHHOLD)
    line = lines(at)[number]
    assert (line[field], line["field_states"][field]) == ([], "withheld")
    with at.database.read() as session:
        claims = [row for row in exports.rows(session, "claims") if row["incident_id"] == number]
        values = explained.why(session, number).facts
        pages = sayings.of_incident(session, int(number[1:]))
        told = [item for item in changes.since(session) if item["incident_id"] == number]
        articles = list(exports.rows(session, "articles"))
    for names in (
        {row["field"] for row in claims},
        {value["field"] for value in values},
        {item.field for item in pages},
    ):
        assert "name" in names
        assert SINGULAR[field] not in names
    [article] = [row for row in articles if number in row["incident_ids"]]
    for facts in (article["facts"], *article["reports"]):
        assert (facts[field], facts["field_states"][field]) == ([], "withheld")
    for item in told:  # earlier ones, too
        said = {name: item["incident"][name] for name in (*FIELDS, "agency_roles", "conflicts")}
        assert WORDS[field] not in json.dumps(said).casefold()


@pytest.mark.parametrize("field", FIELDS)
def test_what_an_incident_lists_goes_out_of_releases_that_are_out(
    charged: tuple[Workplace, str], tmp_path: Path, field: str
) -> None:
    at, number = charged
    first = freeze(at, "one", tmp_path)
    assert WORDS[field] in all_of(first)
    redact(at, f"{number}.{field}", Level.WITHHOLD)
    second = freeze(at, "two", tmp_path)
    for folder in (first, second):
        assert WORDS[field] not in all_of(folder)
        assert "ida fenwick" in all_of(folder)
        assert releases.check(folder) == []


def test_nobody_outside_finds_an_incident_by_what_does_not_leave(
    charged: tuple[Workplace, str],
) -> None:
    at, number = charged
    asked = Search(agency="kingsford")

    def found() -> list[str]:
        with at.database.read() as session:
            told, _ = handing.incidents(session, asked, after=0, limit=9, whole=False)
            told += handing.latest(session, asked, limit=9)
        return [line["incident_id"] for line in told]

    assert found() == [number, number]
    redact(at, f"{number}.agencies", Level.UNPUBLISH)
    assert found() == []


def test_a_field_told_of_incident_or_victim_is_hidden_in_both_places(
    charged: tuple[Workplace, str],
) -> None:
    at, number = charged
    _, victim = of(at, "Ida Fenwick")
    assert lines(at)[number]["armed"] == "knife"
    redact(at, f"{victim}.armed", Level.WITHHOLD)
    assert lines(at)[number]["armed"] is None
    assert lines(at)[number]["field_states"]["armed"] == "withheld"
    assert lines(at)[number]["weapon"]
    with at.database.read() as session:
        claims = [row for row in exports.rows(session, "claims") if row["incident_id"] == number]
    assert "armed" not in {row["field"] for row in claims}
    assert "weapon" in {row["field"] for row in claims}
