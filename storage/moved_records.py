"""Where a record lies whose archive file was written anew, and which files are still to go."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.archive import Archive
from storage.sql import put
from storage.tables import about, capture, document

_PENDING = "erase:"
_EXPECTED = "adopt:"


def move(session: Session, rewritten: Mapping[str, tuple[str, Mapping[int, int]]]) -> None:
    """Point every row at files that were written anew, and remember to remove the old ones."""
    for name, (fresh, moved) in rewritten.items():
        _move(session, name, fresh, moved)
        session.execute(about.insert().values(key=f"{_PENDING}{name[-34:]}", value=name))


def _move(session: Session, name: str, fresh: str, moved: Mapping[int, int]) -> None:
    for table in (capture, document):
        statement = select(table.c.id, table.c.offset).where(table.c.file == name)
        for row in session.execute(statement).all():
            if row.offset in moved:
                values = {"file": fresh, "offset": moved[row.offset]}
                session.execute(update(table).where(table.c.id == row.id).values(values))
    hopping = select(capture.c.id, capture.c.hops).where(capture.c.hops.is_not(None))
    for row in session.execute(hopping).all():
        if any(hop["file"] == name for hop in row.hops):
            hops = [
                {**hop, "file": fresh, "offset": moved[hop["offset"]]}
                if hop["file"] == name
                else hop
                for hop in row.hops
                if hop["file"] != name or hop["offset"] in moved
            ]
            session.execute(update(capture).where(capture.c.id == row.id).values(hops=hops or None))


def pending(session: Session) -> list[str]:
    """Archive files that were rewritten and whose old copy may still be there."""
    statement = select(about.c.value).where(about.c.key.startswith(_PENDING))
    return list(session.execute(statement.order_by(about.c.key)).scalars())


def finish(session: Session, archive: Archive) -> int:
    """Take away the old copies of rewritten files; how many."""
    names = pending(session)
    for name in names:
        archive.remove(name)
    session.execute(delete(about).where(about.c.key.startswith(_PENDING)))
    return len(names)


def expect(session: Session, name: str) -> None:
    """Note, before it is there, that a file is taken in whose rows come after it."""
    put(session, about, [{"key": f"{_EXPECTED}{name[-34:]}", "value": name}])


def expected(session: Session, beginning: str = "") -> list[str]:
    """Files of such names that are noted and have no rows: being taken in, or left by a kill."""
    statement = select(about.c.value).where(
        about.c.key.startswith(_EXPECTED), about.c.value.startswith(beginning)
    )
    return list(session.execute(statement).scalars())


def arrived(session: Session, name: str) -> bool:
    """The rows of a file are stored; False when somebody took it for a file that was left."""
    key = f"{_EXPECTED}{name[-34:]}"
    ours = delete(about).where(about.c.key == key).returning(about.c.key)
    return session.execute(ours).scalar() is not None


def let_go(session: Session, names: Collection[str]) -> None:
    """No rows will ever point at these files: :func:`finish` takes them away."""
    for name in names:
        arrived(session, name)
        put(session, about, [{"key": f"{_PENDING}{name[-34:]}", "value": name}])
