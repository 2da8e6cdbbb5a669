"""How fast the record is kept and found again, against SQL written by hand for the same answer.

``python benchmarks/storage_speed.py [--articles 100000] [--postgres URL]`` makes articles (of
2,500 characters, one report, twelve claims; three articles an incident), writes them
through our tables and raw, asks what a person asks, and asks the same by the shortest SQL there is.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from pipeline import linkable
from pipeline.records import Article, Claim, FiredBy, Person, Report, Role, Scope, Span, Where
from storage import explained, exports, incidents, inclusion, search
from storage.columns import as_json
from storage.engine import Database, open_database
from storage.sql import add
from storage.tables import (
    article,
    article_version,
    capture,
    claim,
    fact,
    incident,
    incident_identifier,
    incident_person,
    link,
    membership,
    reading,
    report,
    report_person,
    victim_identifier,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STATES = ("OH", "TX", "OR", "CA", "UT", "NM", "GA", "FL")
WORDS = (
    "officer street police house called shortly before noon neighbor heard shout county city chief"
    " spoke reporters body camera video release investigation state bureau prosecutor review week"
    " knife door traffic stop vehicle radio hospital pronounced family lawyer vigil council mayor"
).split()
FIELDS = (
    "name", "age", "gender", "incident_date", "city", "state", "armed", "weapon", "shots_fired",
    "fatal", "outcome", "agency",
)  # fmt: skip
PER_INCIDENT = 3


VICTIM = {
    "name_status": "named", "name_released": False, "age": 34, "age_min": 34, "age_max": 34,
    "gender": "male", "race": None, "race_source": None, "fatal": True, "outcome": "died_scene",
    "armed": None, "weapon": None, "fleeing": None,
}  # fmt: skip
SCOPE = {
    "duty": "on", "hit_by_police": "yes", "self_inflicted": "no", "bystander": False,
    "accidental": False, "us": True,
}  # fmt: skip


def made(count: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Rows of every table, in portions of 300 articles (100 incidents)."""
    rng = random.Random(7)
    for first in range(0, count, 300):
        rows: dict[str, list[dict[str, Any]]] = {}
        for n in range(first, min(first + 300, count)):
            for name, row in _rows(n, rng):
                rows.setdefault(name, []).append(row)
        yield rows


def _rows(n: int, rng: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    key, number = n + 1, n // PER_INCIDENT + 1
    name = f"Person{number} Wren{number % 997}"
    state, day = STATES[number % 8], NOW - timedelta(days=number % 3000)
    body = f"{name}, 34, was shot by police in Town{number % 500}, {state}. " + " ".join(
        rng.choices(WORDS, k=400)
    )
    url, anchor = f"https://outlet{n % 200}.example/story-{n}", f"{n:016x}"
    facts = {"victims": [], "incident_date": f"{day:%Y-%m-%d}", "city": f"Town{number % 500}"}
    yield "link", _link(key, url)
    yield "capture", _capture(key)
    yield "article", {"id": key, "key": url.removeprefix("https://"), "near_duplicate_of": None}
    yield "article_version", _version(key, url, name, body, day)
    yield "reading", {"capture_id": key, "version": "1", "article_id": key, "twin": False}
    yield "report", _report(key, anchor, facts)
    yield "report_person", {
        "report_id": key, "n": 0, "role": "shot_by_police", "name": name, "forms": [name],
        "mentions": [], "confidence": 0.9,
    }  # fmt: skip
    for at, field in enumerate(FIELDS):
        yield "claim", _claim(key, at, field, name)
    if n % PER_INCIDENT == 0:
        yield "incident_identifier", {
            "n": number, "created_at": NOW, "updated_at": NOW, "sha256": "0" * 64,
        }  # fmt: skip
        yield "victim_identifier", {"n": number, "incident": number, "created_at": NOW}
        yield "incident", _incident(number, name, state, day)
        yield "incident_person", {
            "victim": number, "incident": number, "position": 0, "persons": [[anchor, name]],
        }  # fmt: skip
        for at, field in enumerate(FIELDS):
            yield "fact", _fact(number, at, field, anchor)
    yield "membership", {
        "anchor": anchor, "incident": number, "position": n % PER_INCIDENT, "because": "made",
    }  # fmt: skip


def _link(key: int, url: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "key": url, "url": url, "state": "done", "found_at": NOW}
    return row | {"next_at": NOW, "attempts": 1, "home": {}}


def _capture(key: int) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "link_id": key, "fetched_at": NOW, "status": 200}
    row |= {"sha256": f"{key:064x}", "verdict": "kept", "file": "a.warc.gz", "offset": key * 900}
    return row | {"length": 900, "content_type": "text/html"}


def _version(key: int, url: str, name: str, body: str, day: datetime) -> dict[str, Any]:
    return {
        "id": key, "article_id": key, "capture_id": key, "n": 1, "current": True, "reader": "1",
        "sha256": f"{key:064x}", "url": url, "canonical_url": url, "relevant": True,
        "relevance": 0.97, "relevance_any": 0.98, "reasons": ["police shot a person"],
        "title": f"Police shoot {name}", "text": body, "outlet": url.split("/")[2],
        "published": day.isoformat(), "published_at": day, "published_precision": "second",
    }  # fmt: skip


def _report(key: int, anchor: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": key, "article_id": key, "version_id": key, "current": True, "waiting": False,
        "compared": True, "in_scope": True, "n": 0, "anchor": anchor, "fingerprint": anchor,
        "fired_by": "police", "relevance": 0.97, "people_hit_min": 1, "people_hit_max": 1,
        "reasons": [], "passages": [["text", 0, 40]],
        "linkable": LINKABLE | {"anchor": anchor}, "facts": facts,
    }  # fmt: skip


def _claim(key: int, at: int, field: str, name: str) -> dict[str, Any]:
    return {
        "report_id": key, "n": at, "person": 0 if at < 3 else None, "field": field, "value": name,
        "as_written": name, "where": "text", "start": 0, "end": 40, "basis": "stated",
        "asserted_by": "police", "hedged": False, "method": "made", "version": "1",
        "confidence": 0.9, "detail": {},
    }  # fmt: skip


def _incident(number: int, name: str, state: str, day: datetime) -> dict[str, Any]:
    empty = dict.fromkeys(exports.incidents.INCIDENT_COLUMNS)
    line = empty | {
        "incident_id": f"I{number}",
        "victims": [VICTIM | {"victim_id": f"V{number}", "name": name, "aliases": [name]}],
        "state": state, "articles": [], "aliases": [name], "conflicts": {}, "review": "candidate",
        "incident_date": f"{day:%Y-%m-%d}", "incident_date_from": f"{day:%Y-%m-%d}",
        "incident_date_to": f"{day:%Y-%m-%d}", "scope": SCOPE, "agencies": [], "officers": [],
        "agency_roles": [], "events": [], "field_states": {}, "external_ids": {},
    }  # fmt: skip
    return {
        "n": number, "line": line, "review": "candidate", "state": state, "city": None,
        "date_from": day.date(), "date_to": day.date(), "names": name.casefold(),
        "article_count": PER_INCIDENT, "created_at": NOW, "stale": False,
    }  # fmt: skip


def _fact(number: int, at: int, field: str, anchor: str) -> dict[str, Any]:
    return {
        "incident": number, "n": at, "victim": number if at < 3 else None, "field": field,
        "value": "x", "state": "stated", "why": "all agree", "support": [[anchor, at]],
        "conflicts": [], "confidence": 0.9,
    }  # fmt: skip


def _linkable() -> dict[str, Any]:
    """A report as the resolver sees it, the same for all."""
    quote = Span(Where.TEXT, 0, 40)
    story = Article("https://a.example/", "https://a.example/", "Title", "Text " * 20)
    told = Report(
        n=0, passages=(quote,), fingerprint="x", fired_by=FiredBy.POLICE, relevance=0.9,
        people=(Person(0, Role.SHOT_BY_POLICE, "Ada Wren", ("Ada Wren",)),),
        claims=(Claim("city", "Ashport", "Ashport", quote),), people_hit_max=1,
    )  # fmt: skip
    reduced = linkable.linkable(story, told, anchor="x", article_key="x", scope=Scope.POLICE)
    return dict(linkable.to_json(reduced))


LINKABLE = _linkable()
TABLES = (
    link, capture, article, article_version, reading, report, report_person, claim,
    incident_identifier, victim_identifier, incident, incident_person, fact, membership,
)  # fmt: skip


# ---------------------------------------------------------------------------------- insert


def insert_ours(database: Database, count: int) -> tuple[int, float]:
    """Rows, and seconds of this process's CPU spent writing them through our tables."""
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        with database.write() as session:
            for table in TABLES:
                if found := portion.get(table.name):
                    add(session, table, found)
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    return rows, spent


def _plain(portion: dict[str, list[dict[str, Any]]], name: str, postgres: bool) -> list[Any]:
    """The same rows as the driver takes them."""
    table = next(each for each in TABLES if each.name == name)
    json_columns = {column.name for column in table.c if type(column.type).__name__ == "Json"}
    return [
        tuple(
            as_json(value)
            if key in json_columns and value is not None
            else value
            if postgres or not hasattr(value, "isoformat")
            else str(value)
            for key, value in row.items()
        )
        for row in portion[name]
    ]


def insert_raw_copy(database: Database, count: int) -> tuple[int, float]:
    """The same with PostgreSQL's COPY: same tables, same indexes, same portions."""
    raw = database.engine.raw_connection()
    cursor: Any = raw.cursor()
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        for table in TABLES:
            if table.name in portion:
                names = ", ".join(f'"{name}"' for name in portion[table.name][0])
                with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                    for row in _plain(portion, table.name, postgres=True):
                        copy.write_row(row)
        raw.commit()
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    raw.close()
    return rows, spent


def insert_raw_sqlite(path: Path, count: int) -> tuple[int, float]:
    """The same with ``sqlite3`` alone: same tables, same indexes, same portions."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    rows, spent = 0, 0.0
    for portion in made(count):
        began = time.process_time()
        raw.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            if table.name in portion:
                names = ", ".join(f'"{name}"' for name in portion[table.name][0])
                marks = ", ".join("?" * len(portion[table.name][0]))
                raw.executemany(
                    f"INSERT INTO {table.name} ({names}) VALUES ({marks})",
                    _plain(portion, table.name, postgres=False),
                )
        raw.execute("COMMIT")
        spent += time.process_time() - began
        rows += sum(map(len, portion.values()))
    raw.close()
    return rows, spent


# ---------------------------------------------------------------------------------- ask


def asked(database: Database, count: int) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """Each question as we ask it, and by the shortest SQL for the same answer."""
    number = count // PER_INCIDENT // 2
    words = f"Person{number}"
    postgres = database.engine.dialect.name == "postgresql"

    def raw(statement: str, **values: Any) -> list[Any]:
        with database.engine.connect() as connection:
            return list(connection.execute(text(statement), values).all())

    def read(work: Callable[[Any], Any]) -> Callable[[], Any]:
        def ask() -> Any:
            with database.read() as session:
                return work(session)

        return ask

    mine = (
        " (SELECT group_concat(m.incident) FROM report r JOIN membership m ON m.anchor = r.anchor"
        " WHERE r.article_id = v.article_id)"
    )
    found = (
        f"SELECT a.key, v.url, v.title, v.outlet, v.published, {mine},"
        " (SELECT snippet(article_search, 1, '[', ']', '…', 32) FROM article_search"
        "  WHERE article_search MATCH :words AND rowid = v.id)"
        " FROM (SELECT rowid AS id FROM article_search WHERE article_search MATCH :words"
        " ORDER BY rank LIMIT 50) s JOIN article_version v ON v.id = s.id"
        " JOIN article a ON a.id = v.article_id"
        if not postgres
        else "SELECT a.key, v.url, v.title, v.outlet, v.published,"
        f" {mine.replace('group_concat(m.incident)', 'array_agg(m.incident)')},"
        " ts_headline('casebook', v.text, q, 'MaxWords=32,MinWords=16,MaxFragments=1')"
        " FROM (SELECT v.id, q FROM article_version v, plainto_tsquery('casebook', lower(:words)) q"
        " WHERE v.current AND v.search @@ q ORDER BY ts_rank(v.search, q, 1) DESC LIMIT 50) s"
        " JOIN article_version v ON v.id = s.id JOIN article a ON a.id = v.article_id"
    )
    people = (
        "SELECT p.* FROM membership m JOIN report r ON r.anchor = m.anchor"
        " JOIN report_person p ON p.report_id = r.id WHERE m.incident = :n"
    )
    told = "SELECT * FROM fact WHERE incident = :n ORDER BY n"
    whole = (
        "SELECT c.*, v.text, v.url FROM membership m JOIN report r ON r.anchor = m.anchor"
        " JOIN claim c ON c.report_id = r.id JOIN article_version v ON v.id = r.version_id"
        " WHERE m.incident = :n"
    )
    chosen = incidents.Filters(state="TX")
    return {
        "incident list, one state, 100 newest": (
            read(lambda session: incidents.list_incidents(session, chosen, limit=100)),
            lambda: [
                inclusion.judged(json.loads(row[0]))
                for row in raw(
                    "SELECT line FROM incident WHERE state = 'TX'"
                    " ORDER BY date_from DESC, n LIMIT 100"
                )
            ],
        ),
        "one incident, all claims with their words": (
            read(lambda session: explained.why(session, f"I{number}")),
            lambda: [raw(each, n=number) for each in (whole, people, told)],
        ),
        "search, a rare word": (
            read(lambda session: search.search(session, words)),
            lambda: raw(found, words=words),
        ),
        "search, a common word": (
            read(lambda session: search.search(session, "noon")),
            lambda: raw(found, words="noon"),
        ),
        "export incidents (jsonl)": (
            read(lambda session: exports.export(session, "incidents", "jsonl", out=io.BytesIO())),
            lambda: [
                as_json(inclusion.judged(json.loads(row[0])))
                for row in raw("SELECT line FROM incident ORDER BY n")
            ],
        ),
    }


def timed(ask: Callable[[], Any], clock: Callable[[], float], *, times: int) -> float:
    """The median of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        began = clock()
        ask()
        taken.append(clock() - began)
    return statistics.median(taken) * 1e3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--postgres", metavar="URL", help="An empty database on a server.")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = open_database(chosen.postgres or f"sqlite:///{folder}/ours.db")
        rows, spent = insert_ours(ours, chosen.articles)
        print(f"{chosen.articles:,} articles, {rows:,} rows")
        print(f"insert, ours         {rows / spent:10,.0f} rows per CPU second")
        if chosen.postgres is None:
            open_database(f"sqlite:///{folder}/raw.db").dispose()
            rows, raw = insert_raw_sqlite(Path(folder) / "raw.db", chosen.articles)
            print(f"insert, sqlite3      {rows / raw:10,.0f} rows per CPU second")
            print(f"ours / raw           {raw / spent:10.2f}")
        else:
            with ours.write() as session:
                names = ", ".join(table.name for table in TABLES)
                session.execute(text(f"TRUNCATE {names} CASCADE"))
            rows, raw = insert_raw_copy(ours, chosen.articles)
            print(f"insert, COPY         {rows / raw:10,.0f} rows per CPU second")
            print(f"ours / raw           {raw / spent:10.2f}")
            with ours.engine.connect() as connection:
                connection.exec_driver_sql("ANALYZE")
        gc.collect()
        gc.freeze()  # what making the rows left behind is none of a question's business
        # SQLite works in this process: its CPU time is not disturbed by what else runs here
        clock = time.perf_counter if chosen.postgres else time.process_time
        for name, (our, hand) in asked(ours, chosen.articles).items():
            our(), hand()
            times = 3 if "export" in name else 15
            mine, theirs = timed(our, clock, times=times), timed(hand, clock, times=times)
            print(f"{name:42} {mine:9.2f} ms  by hand {theirs:9.2f} ms  × {mine / theirs:.2f}")
        ours.dispose()
    sys.stdout.flush()


if __name__ == "__main__":
    main()
