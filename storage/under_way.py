"""Which redactions are listed and not carried out everywhere yet."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage import identifiers
from storage.redactions import CannotRedact, Level
from storage.subjects import Subject, subject
from storage.tables import about

_BEGUN = "redacting:"


@dataclass(frozen=True, slots=True)
class Begun:
    """A redaction that is listed and not carried out everywhere yet.

    Only until then what it is of stands here in words: what it is taken out of says it, too.
    """

    number: int  # the decision's
    written: str
    level: Level
    before: int  # the last change before it
    incidents: tuple[int, ...]
    folders: tuple[str, ...] = ()  # of releases it has still to be taken out of


def begin(session: Session, item: Begun) -> None:
    """Note what has been begun, or how far it came."""
    end(session, item.number)
    value = json.dumps(asdict(item), ensure_ascii=False)
    session.execute(about.insert().values(key=f"{_BEGUN}{item.number:09}", value=value))


def end(session: Session, number: int) -> None:
    """It is carried out."""
    session.execute(delete(about).where(about.c.key == f"{_BEGUN}{number:09}"))


def begun(session: Session) -> list[Begun]:
    """What was begun and is not carried out, the oldest first."""
    statement = select(about.c.value).where(about.c.key.startswith(_BEGUN)).order_by(about.c.key)
    return [
        Begun(**told | {"level": Level(told["level"])})
        for told in map(json.loads, session.execute(statement).scalars())
    ]


def subject_again(session: Session, item: Begun) -> Subject:
    """What it is of, as far as that can still be told."""
    try:
        found = subject(session, item.written)
    except (CannotRedact, identifiers.NoSuchIncident):
        found = Subject(item.written, (), frozenset(), ())
    return replace(found, incidents=found.incidents | frozenset(item.incidents))
