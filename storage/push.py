"""Keeps somebody else's SQL database in step with what may leave ours.

Three tables of plain columns there, and one that says up to which change they hold. A batch of
changes and its cursor are one transaction at the receiver: killed anywhere, the next push goes on
from there, and pushing twice changes nothing. What is written is how an incident stands now, not
how it stood at each change: what was taken back meanwhile never goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError

from storage import changes, leaving
from storage.columns import Json, Words
from storage.connections import connect_elsewhere
from storage.dates import stamp
from storage.engine import Database
from storage.exports.incidents import INCIDENT_COLUMNS
from storage.faults import DatabaseError
from storage.sql import batches
from storage.tables import change, incident, incident_identifier

#: Raised whenever the same incident would be written otherwise: everything is sent again then.
PUSH_VERSION = "1"
_BATCH = 200

theirs = MetaData()

state = Table(
    "casebook_state",
    theirs,
    Column("key", String(40), primary_key=True),
    Column("value", Words, nullable=False),
)

incidents = Table(
    "casebook_incident",
    theirs,
    Column("incident_id", String(20), primary_key=True),
    Column("incident_date", String(10)),
    Column("incident_date_from", String(10), index=True),
    Column("incident_date_to", String(10)),
    Column("incident_date_precision", String(10)),
    Column("city", Words),
    Column("county", Words),
    Column("state", String(2), index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("agencies", Words),
    Column("armed", String(20)),
    Column("weapon", Words),
    Column("fleeing", String(20)),
    Column("body_camera", Boolean),
    Column("shots_fired", Integer),
    Column("officers", Words),
    Column("review", String(10)),
    Column("confirmation", String(20)),
    Column("article_count", Integer),
    Column("independent_sources", Integer),
    Column("created_at", String(20)),
    Column("updated_at", String(20)),
    Column("line", Json, nullable=False),  # the whole of it, as `export incidents` writes it
)

victims = Table(
    "casebook_victim",
    theirs,
    Column("victim_id", String(20), primary_key=True),
    Column("incident_id", String(20), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Words),
    Column("name_status", String(20)),
    Column("age", Integer),
    Column("gender", String(20)),
    Column("race", Words),
    Column("race_source", Words),
    Column("fatal", Boolean),
    Column("outcome", String(20)),
)

articles = Table(
    "casebook_article",
    theirs,
    Column("incident_id", String(20), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("url", Words),
    Column("outlet", Words),
    Column("published", String(40)),
)

#: Identifiers that name nothing any more: merged (into), withdrawn, redacted, not released.
gone = Table(
    "casebook_gone",
    theirs,
    Column("incident_id", String(20), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("into", String(20)),
    Column("at", String(20), nullable=False),
)

_NAMES = {table: [column.name for column in table.c] for table in (incidents, victims)}


class CannotPush(DatabaseError):
    """The receiver's database will not do; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push did. ``cursor``: up to where the receiver holds all changes."""

    written: int
    removed: int
    cursor: int


def push(
    database: Database,
    url: str,
    *,
    now: datetime,
    include_unreviewed: bool = False,
    everything: bool = False,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> Pushed:
    """Bring the database at ``url`` in step. Raises :class:`CannotPush`.

    ``everything`` writes every incident again, also those whose changes it has; so does a change
    of ``include_unreviewed`` or of what a row looks like.
    """
    if database.demo:
        raise CannotPush("demonstration data is not handed on; push a database of your own")
    with connect_elsewhere(url) as engine, _told_plainly(engine):
        _prepare(engine)
        rules = f"{PUSH_VERSION} {'all' if include_unreviewed else 'accepted'}"
        known = _check_source(engine, database, rules=rules, everything=everything)
        written = removed = 0
        while (batch := _next(database, known, include_unreviewed=include_unreviewed)) is not None:
            with _writing(engine) as connection:
                if _cursor(connection) != known:
                    raise CannotPush("another push is under way to the same database; wait for it")
                wrote, took = _apply(connection, batch, now=now)
                _note(connection, "cursor", str(batch.cursor))
            written, removed, known = written + wrote, removed + took, batch.cursor
            progress(known, batch.latest)
        with _writing(engine) as connection:
            removed += _remove_strangers(connection, database) if everything else 0
            _note(connection, "pushed_at", stamp(now))
    return Pushed(written, removed, known)


# ---------------------------------------------------------------------------------- ours


@dataclass(frozen=True, slots=True)
class _Batch:
    cursor: int
    latest: int
    ended: Mapping[str, Mapping[str, Any]]  # what is said last of each incident
    lines: Sequence[Mapping[str, Any]]  # how those that may be known stand now


def _next(database: Database, cursor: int, *, include_unreviewed: bool) -> _Batch | None:
    with database.read() as session:
        rows = session.execute(
            select(change.c.cursor, change.c.kind, change.c.incident, change.c.into)
            .where(change.c.cursor > cursor)
            .order_by(change.c.cursor)
            .limit(_BATCH)
        ).all()
        if not rows:
            return None
        numbers = sorted({row.incident for row in rows})
        lines = session.execute(select(incident.c.line).where(incident.c.n.in_(numbers))).scalars()
        going = list(leaving.opened(session, lines, include_unreviewed=include_unreviewed))
        ended = {
            f"I{row.incident}": {"kind": row.kind, "into": f"I{row.into}" if row.into else None}
            for row in rows
        }
        return _Batch(rows[-1].cursor, changes.latest(session), ended, going)


def _apply(connection: Connection, batch: _Batch, *, now: datetime) -> tuple[int, int]:
    """Write the incidents as they stand; take away those there are no more, and say why."""
    numbers = sorted(batch.ended)
    known = _there(connection, numbers)
    _clear(connection, numbers)
    _write(connection, batch.lines)
    told = {line["incident_id"] for line in batch.lines}
    left = [name for name in numbers if name not in told and name in known]
    for name in left:
        said = batch.ended[name]
        kind = said["kind"] if said["kind"] in {"merged", "withdrawn", "redacted"} else "withdrawn"
        row = {"incident_id": name, "kind": kind, "into": said["into"], "at": stamp(now)}
        connection.execute(insert(gone), [row])
    return len(told), len(left)


def _there(connection: Connection, numbers: Collection[str]) -> set[str]:
    """Which of these the receiver has heard of: of others nothing need be said."""
    found: set[str] = set()
    for table in (incidents, gone):
        column = table.c.incident_id
        found.update(connection.execute(select(column).where(column.in_(numbers))).scalars())
    return found


def _clear(connection: Connection, numbers: Collection[str]) -> None:
    for table in (articles, victims, incidents, gone):
        connection.execute(delete(table).where(table.c.incident_id.in_(numbers)))


def _write(connection: Connection, lines: Iterable[Mapping[str, Any]]) -> None:
    lines = list(lines)
    own = [victim["victim_id"] for line in lines for victim in line["victims"]]
    for batch in batches(own):  # somebody who moved from one incident to another
        connection.execute(delete(victims).where(victims.c.victim_id.in_(batch)))
    for table, rows in (
        (incidents, [_incident_row(line) for line in lines]),
        (victims, [row for line in lines for row in _victim_rows(line)]),
        (articles, [row for line in lines for row in _article_rows(line)]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def _incident_row(line: Mapping[str, Any]) -> dict[str, Any]:
    place = line["place"] or {}
    plain = {name: line[name] for name in _NAMES[incidents] if name in line}
    return plain | {
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "agencies": "; ".join(line["agencies"]),
        "officers": "; ".join(line["officers"]),
        "line": {name: line[name] for name in INCIDENT_COLUMNS},
    }


def _victim_rows(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {name: person[name] for name in _NAMES[victims] if name in person}
        | {"incident_id": line["incident_id"], "position": position}
        for position, person in enumerate(line["victims"])
    ]


def _article_rows(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"incident_id": line["incident_id"], "position": position}
        | {name: item[name] for name in ("url", "outlet", "published")}
        for position, item in enumerate(line["articles"])
    ]


# ---------------------------------------------------------------------------------- theirs


def _prepare(engine: Engine) -> None:
    present = set(inspect(engine).get_table_names())
    if "alembic_version" in present and "incident_identifier" in present:
        raise CannotPush("this is a Casebook database itself; name another one to push to")
    with engine.execution_options(casebook_writes=True).begin() as connection:
        theirs.create_all(connection)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """One unit of work there; nobody else pushes meanwhile."""
    with engine.execution_options(casebook_writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE casebook_state IN EXCLUSIVE MODE")
        yield connection


def _check_source(engine: Engine, database: Database, *, rules: str, everything: bool) -> int:
    """The cursor to go on from; 0 when everything is to be written again."""
    ours = database.identity()
    with database.read() as session:
        latest = changes.latest(session)
    with _writing(engine) as connection:
        known = {row.key: row.value for row in connection.execute(select(state))}
        if known.get("source", ours) != ours:
            raise CannotPush(
                "it is kept in step with another Casebook database; push to a database of its own"
            )
        cursor = int(known.get("cursor", "0"))
        if cursor > latest and not everything:
            raise CannotPush(
                f"it has changes up to {cursor}, this database only up to {latest} (is it restored"
                " from a backup?); push with --everything to write all of it anew"
            )
        if everything or known.get("rules", rules) != rules:
            cursor = 0  # every incident there ever was has a change: each is written as it stands
        for key, value in (("source", ours), ("rules", rules), ("cursor", str(cursor))):
            _note(connection, key, value)
    return cursor


def _remove_strangers(connection: Connection, database: Database) -> int:
    """Take away incidents we know nothing of: pushed before ours was restored from a backup."""
    with database.read() as session:
        ours = {f"I{n}" for n in session.execute(select(incident_identifier.c.n)).scalars()}
    there = connection.execute(select(incidents.c.incident_id)).scalars().all()
    strangers = sorted(set(there) - ours)
    for batch in batches(strangers):
        _clear(connection, batch)
    return len(strangers)


def _cursor(connection: Connection) -> int:
    statement = select(state.c.value).where(state.c.key == "cursor")
    return int(connection.execute(statement).scalar_one())


def _note(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(state).where(state.c.key == key))
    connection.execute(insert(state), [{"key": key, "value": value}])


@contextmanager
def _told_plainly(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        where = engine.url.render_as_string(hide_password=True)
        said = str(fault.orig).strip().splitlines() or ["no reason given"]
        raise CannotPush(
            f"{where} cannot be written ({said[0]}); mend that and push again: it goes on"
            " from where it stopped"
        ) from fault
