"""Builds all that is derived a second time beside the live tables, compares, and switches.

The build is a database of its own: a file beside an SQLite one, a schema beside a PostgreSQL one.
It is given copies of what is kept, decided and allocated, and filled by the ordinary reader and
resolver in small transactions; nobody is held up by it, and whoever reads meanwhile sees the old
state whole. At the end it takes the place of the derived tables in one transaction, together with
the change rows its differences amount to; or it is only compared, and waits to be gone on with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text
from sqlalchemy.orm import Session

from storage import articles, changes, masking, reports
from storage.columns import as_json
from storage.engine import Database, linked, one_at_a_time, open_database
from storage.migrations import CURRENT
from storage.pages import Kept
from storage.sql import batches
from storage.tables import (
    DERIVED,
    about,
    article,
    article_version,
    capture,
    change,
    correction,
    decision,
    document,
    external_id,
    fact,
    incident,
    incident_identifier,
    incident_person,
    judgement,
    link,
    membership,
    metadata,
    person_home,
    reading,
    redacted_report,
    redaction,
    report,
    report_home,
    review,
    ruling,
    victim_identifier,
)

SCHEMA = "casebook_beside"
_SUFFIX = ".beside"
_MARK = "beside"

#: What a build starts from, as it stands in the live tables.
_GIVEN = (
    link, capture, document, decision, judgement, review, correction, external_id, ruling,
    redaction, incident_identifier, victim_identifier, report_home, person_home, redacted_report,
    incident, membership, incident_person, fact,
)  # fmt: skip
#: Identifiers live on beside rows that refer to them: they are changed in place.
_NUMBERED = (incident_identifier, victim_identifier)
_HOMES = (report_home, person_home, redacted_report)


@dataclass(frozen=True, slots=True)
class Difference:
    """What would change of one incident. ``fields``: of which field, what was, what would be."""

    kind: str  # created | updated | split | merged | withdrawn
    incident_id: str
    into: str | None
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that would change."""

    incidents: tuple[Difference, ...]
    articles: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.incidents) or any(self.articles.values())


@dataclass
class Build:
    """A build beside the live tables."""

    live: Database
    database: Database  # where readers and resolvers work
    _linked: Database  # the live one, from which the build can be reached, too
    _ours: str  # how the build's tables are reached from there
    _lives: str  # ... and its own
    _start: tuple[Any, ...] = field(default=())

    def sync(self) -> None:
        """Give the build what is kept, decided and allocated now; what it has read stays."""
        with self._reaching() as session:
            for table in (*reversed(_GIVEN), change):
                session.execute(text(f"DELETE FROM {self._ours}.{table.name}"))  # noqa: S608
            for table in _GIVEN:
                self._copy(session, table, self._lives, self._ours)
            # scope, policy, the key of the redactions; which pages were masked is the build's own
            key = f"WHERE key <> '{_MARK}' AND key NOT LIKE '{masking.MARKED}%'"
            session.execute(text(f"DELETE FROM {self._ours}.about {key}"))  # noqa: S608
            self._copy(session, about, self._lives, self._ours, key)
            last = f"WHERE cursor = (SELECT max(cursor) FROM {self._lives}.change)"  # noqa: S608
            self._copy(session, change, self._lives, self._ours, last)
        with self.database.write() as session:
            session.execute(incident.update().values(stale=True))
            for capture_id in _read_but_gone(session):
                articles.forget(session, capture_id)
            self._start = _standing(session)

    def keep_anchors(self) -> None:
        """Let each report that was read here go by the anchor that decisions know it by."""
        with self._linked.read() as session:
            found = session.execute(text(self._otherwise_called())).scalars().all()
        for batch in batches(found, 200):
            with self.live.read() as live, self.database.write() as session:
                for capture_id in batch:
                    former = reports.of_version(live, capture_id)
                    reports.keep_anchors(session, capture_id, former)

    def _otherwise_called(self) -> str:
        """The captures that were read on both sides and have a report by another anchor here."""

        def read(schema: str, report: str, version: str) -> str:
            return (
                f"{schema}.report {report} JOIN {schema}.article_version {version}"
                f" ON {version}.id = {report}.version_id"
            )

        same = "l.capture_id = b.capture_id"
        return (
            f"SELECT DISTINCT b.capture_id, b.article_id, b.n FROM {read(self._ours, 'new', 'b')}"  # noqa: S608
            f" WHERE EXISTS (SELECT 1 FROM {read(self._lives, 'old', 'l')} WHERE {same})"
            f" AND NOT EXISTS (SELECT 1 FROM {read(self._lives, 'old', 'l')}"
            f" WHERE {same} AND old.anchor = new.anchor) ORDER BY b.article_id, b.n"
        )

    def is_level(self, session: Session) -> bool:
        """Whether nothing was kept or decided since the last :meth:`sync`."""
        return _standing(session) == self._start

    @contextmanager
    def switching(self) -> Iterator[Session]:
        """A unit of work on the live database in which :meth:`switch` can be called.

        Nobody else writes there until it ends; the build may still be written to.
        """
        with Session(self._linked.engine, autoflush=False) as session, session.begin():
            if session.get_bind().dialect.name == "sqlite":  # the lock of the live file alone
                session.execute(text("UPDATE main.about SET value = value WHERE key = ''"))
            one_at_a_time(session)
            yield session

    def switch(self, session: Session) -> int:
        """Put the build in the place of what is derived; how many changes that made."""
        before = changes.latest(session)
        for table in _NUMBERED:
            self._renumber(session, table)
        for table in (*DERIVED, *_HOMES):
            session.execute(text(f"DELETE FROM {self._lives}.{table.name}"))  # noqa: S608
        for table in (*reversed(DERIVED), *_HOMES):
            self._copy(session, table, self._ours, self._lives)
        self._copy(session, change, self._ours, self._lives, f"WHERE cursor > {before}")
        known = f"SELECT key FROM {self._lives}.about"  # noqa: S608
        fresh = f"WHERE key LIKE '{masking.MARKED}%' AND key NOT IN ({known})"
        self._copy(session, about, self._ours, self._lives, fresh)
        return changes.latest(session) - before

    def differences(self) -> Differences:
        """What :meth:`switch` would change."""
        with self.database.read() as built, self.live.read() as live:
            before = changes.latest(live)
            statement = select(change).where(change.c.cursor > before).order_by(change.c.cursor)
            rows = built.execute(statement).all()
            old = _lines(live, {row.incident for row in rows})
            told = tuple(_difference(row, old.get(row.incident)) for row in rows)
            return Differences(told, _article_differences(live, built))

    def _copy(self, session: Session, table: Table, source: str, to: str, which: str = "") -> None:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        session.execute(
            text(
                f"INSERT INTO {to}.{table.name} ({names})"  # noqa: S608
                f" SELECT {names} FROM {source}.{table.name} {which}"
            )
        )

    def _renumber(self, session: Session, table: Table) -> None:
        """Bring identifiers in line: the new ones first, others may lead to them."""
        ours, live = f"{self._ours}.{table.name}", f"{self._lives}.{table.name}"
        fresh = f"WHERE n NOT IN (SELECT n FROM {live})"  # noqa: S608
        self._copy(session, table, self._ours, self._lives, fresh)
        names = [f'"{column.name}"' for column in table.columns if column.name != "n"]
        values = ", ".join(f"b.{name}" for name in names)
        others = ", ".join(f"{table.name}.{name}" for name in names)
        session.execute(
            text(
                f"UPDATE {live} SET ({', '.join(names)}) ="  # noqa: S608
                f" (SELECT {values} FROM {ours} b WHERE b.n = {table.name}.n)"
                f" WHERE EXISTS (SELECT 1 FROM {ours} b WHERE b.n = {table.name}.n"
                f" AND ({values}) IS DISTINCT FROM ({others}))"
            )
        )

    @contextmanager
    def _reaching(self) -> Iterator[Session]:
        """A unit of work on the build that sees one state of the live tables."""
        engine = self._linked.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(engine, autoflush=False) as session, session.begin():
            yield session


@contextmanager
def build(live: Database, *, by: str) -> Iterator[Build]:
    """Go on with the build of this reader and model (``by``), or begin one.

    It stays when the block ends; :func:`discard` takes it away.
    """
    mark = as_json([CURRENT, by])
    if live.engine.dialect.name == "postgresql":
        beside, ours, lives = _beside_postgres(live, mark)
        reach = linked(live, None, "")
    else:
        path = _path(live)
        beside, ours, lives = _beside_sqlite(live, path, mark), "beside", "main"
        reach = linked(live, path, ours)
    try:
        yield Build(live, beside, reach, ours, lives)
    finally:
        reach.dispose()
        beside.dispose()


def discard(live: Database) -> None:
    """Take a build away, finished or not."""
    if live.engine.dialect.name == "postgresql":
        with live.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        return
    path = _path(live)
    for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        name.unlink(missing_ok=True)


def is_there(live: Database) -> bool:
    """Whether a build waits to be gone on with."""
    if live.engine.dialect.name != "postgresql":
        return _path(live).exists()
    with live.engine.connect() as connection:
        return _has_schema(connection)


# ---------------------------------------------------------------------------------- making


def _path(live: Database) -> Path:
    return Path(str(live.engine.url.database) + _SUFFIX)


def _beside_sqlite(live: Database, path: Path, mark: str) -> Database:
    if path.exists():
        known = open_database(f"sqlite:///{path}")
        if _marked(known) == mark:
            return known
        known.dispose()
        discard(live)
    made = open_database(f"sqlite:///{path}", scope=live.scope, demo=live.demo)
    _mark(made, mark)
    return made


def _beside_postgres(live: Database, mark: str) -> tuple[Database, str, str]:
    with live.engine.connect() as connection:
        lives = str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
        there = _has_schema(connection)
    beside = linked(live, None, f"{SCHEMA},{lives}")
    if there and _marked(beside) == mark:
        return beside, SCHEMA, lives
    discard(live)
    with live.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(
                f"CREATE TABLE {SCHEMA}.{table.name} (LIKE {lives}.{table.name}"
                " INCLUDING ALL EXCLUDING GENERATED)"
            )
        connection.exec_driver_sql(
            f"INSERT INTO {SCHEMA}.about SELECT * FROM {lives}.about"  # noqa: S608
        )
    _mark(beside, mark)
    return beside, SCHEMA, lives


def _has_schema(connection: Connection) -> bool:
    statement = text("SELECT count(*) FROM pg_namespace WHERE nspname = :name")
    return bool(connection.execute(statement, {"name": SCHEMA}).scalar_one())


def _marked(database: Database) -> str | None:
    with database.read() as session:
        return session.execute(select(about.c.value).where(about.c.key == _MARK)).scalar()


def _mark(database: Database, mark: str) -> None:
    with database.write() as session:
        session.execute(about.insert().values(key=_MARK, value=mark))


# ---------------------------------------------------------------------------------- comparing


def _standing(session: Session) -> tuple[Any, ...]:
    """What tells one state of decided and allocated data from a later one.

    Pages that came in meanwhile do not count: until they are read they wait here as there.
    """
    found: list[Any] = [changes.latest(session)]
    for table in (decision, judgement, review, correction, external_id, redaction):
        ended = table.c.undone_at if table is decision else table.c.superseded_at
        counted = select(func.count(), func.max(table.c.id), func.count(ended))
        found.append(tuple(session.execute(counted).one()))
    for table in _NUMBERED:
        found.append(session.execute(select(func.max(table.c.n))).scalar())
    return tuple(found)


def _read_but_gone(session: Session) -> list[int]:
    """Captures that were read here and were taken away, or are not kept any more, since."""
    kept = select(capture.c.id).where(capture.c.verdict == Kept.KEPT)
    statement = select(reading.c.capture_id).where(reading.c.capture_id.not_in(kept))
    return list(session.execute(statement).scalars())


def _lines(session: Session, numbers: Collection[int]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for batch in batches(sorted(numbers)):
        statement = select(incident.c.n, incident.c.line).where(incident.c.n.in_(batch))
        found.update((row.n, row.line) for row in session.execute(statement))
    return found


def _difference(row: Row[Any], old: Mapping[str, Any] | None) -> Difference:
    into = f"I{row.into}" if row.into else None
    fields = tuple(_fields(old or {}, row.line)) if row.line else ()
    return Difference(row.kind, f"I{row.incident}", into, fields)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in new:
        if name == "victims":
            yield from _victims(old.get(name, ()), new[name])
        elif name != "updated_at" and old.get(name) != new[name]:
            yield name, old.get(name), new[name]


def _victims(old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    before = {victim["victim_id"]: victim for victim in old}
    after = {victim["victim_id"]: victim for victim in new}
    for number in sorted(before.keys() | after.keys()):
        was, now = before.get(number, {}), after.get(number, {})
        for name in dict.fromkeys((*was, *now)):
            if was.get(name) != now.get(name):
                yield f"{number}.{name}", was.get(name), now.get(name)


def _article_differences(live: Session, built: Session) -> dict[str, int]:
    """How many articles would be read otherwise, by what is otherwise about them."""
    was, now = _texts(live), _texts(built)
    both = was.keys() & now.keys()
    return {
        "articles new": len(now.keys() - was.keys()),
        "articles gone": len(was.keys() - now.keys()),
        "texts otherwise": sum(was[key][0] != now[key][0] for key in both),
        "relevant now": sum(now[key][1] and not was[key][1] for key in both),
        "no longer relevant": sum(was[key][1] and not now[key][1] for key in both),
        "reports otherwise": sum(was[key][2] != now[key][2] for key in both),
    }


def _texts(session: Session) -> dict[str, tuple[str, bool, frozenset[str]]]:
    reports: dict[int, set[str]] = {}
    told = select(report.c.article_id, report.c.anchor, report.c.facts).where(report.c.current)
    for row in session.execute(told.execution_options(yield_per=500)):
        reports.setdefault(row.article_id, set()).add(f"{row.anchor} {as_json(row.facts)}")
    statement = (
        select(article.c.id, article.c.key, article_version.c.sha256, article_version.c.relevant)
        .join(article_version, article_version.c.article_id == article.c.id)
        .where(article_version.c.current)
    )
    return {
        row.key: (row.sha256, row.relevant, frozenset(reports.get(row.id, ())))
        for row in session.execute(statement)
    }
