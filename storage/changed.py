"""What became of incidents since a day: those that came, changed, were merged, split, withdrawn.

Where :mod:`storage.changes` tells programs every change in order, this tells people the difference
between then and now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import changes
from storage.tables import change

#: Kept beside what is told, or told by another field.
_NOT_TOLD = frozenset((
    "updated_at", "created_at", "field_states", "conflicts", "articles", "inclusion", "aliases",
    "age_min", "age_max", "article_count", "incident_date_from", "incident_date_to",
    "incident_date_precision", "name_status",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One field then and now; of a victim, where one is named."""

    victim: str | None
    field: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident that is not what it was."""

    incident_id: str
    kind: str  # new, changed, merged, split, withdrawn, redacted
    at: datetime  # of its last change
    into: str | None
    line: Mapping[str, Any] | None  # as it is now, or was last
    articles: int  # how many more there are
    differences: tuple[Difference, ...]


def since(session: Session, moment: datetime, *, most: int = 200) -> list[Changed]:
    """Incidents that changed after a moment, the last changed first."""
    spans = session.execute(
        select(
            change.c.incident,
            func.min(change.c.cursor).label("first"),
            func.max(change.c.cursor).label("last"),
        )
        .where(change.c.at >= moment)
        .group_by(change.c.incident)
        .order_by(func.max(change.c.cursor).desc())
        .limit(most)
    ).all()
    found = (_changed(session, *row) for row in spans)
    return [one for one in found if one is not None]


def cursor_at(session: Session, moment: datetime) -> int:
    """The last change before a moment: from where ``export changes`` tells what came after."""
    statement = select(func.coalesce(func.max(change.c.cursor), 0)).where(change.c.at < moment)
    return int(session.execute(statement).scalar_one())


def _changed(session: Session, n: int, first: int, last: int) -> Changed | None:
    before = session.execute(
        select(change.c.cursor)
        .where(change.c.incident == n, change.c.cursor < first)
        .order_by(change.c.cursor.desc())
        .limit(1)
    ).scalar()
    then = (changes.line_at(session, before) if before is not None else None) or {}
    row = session.execute(select(change).where(change.c.cursor == last)).one()
    line = row.line or {}
    told = tuple(differences(then, line)) if then and line else ()
    articles = len(line.get("articles", ())) - len(then.get("articles", ()))
    kind = row.kind if row.kind not in ("created", "updated") else "changed" if then else "new"
    if kind == "changed" and not told and not articles:
        return None
    into = f"I{row.into}" if row.into else None
    return Changed(f"I{n}", kind, row.at, into, line or then, articles if line else 0, told)


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """Each field of an incident's line that is another, then those of its victims, one by one."""
    old, new = _flat(before), _flat(now)
    for key in new:
        if old.get(key) != new[key]:
            yield Difference(None, key, old.get(key), new[key])
    then = {one["victim_id"]: one for one in before.get("victims", ())}
    for one in now.get("victims", ()):
        number = one["victim_id"]
        if number not in then:
            yield Difference(number, "victim", None, one["name"] or "not named")
            continue
        old = then.pop(number)
        for key in one:
            if key not in _NOT_TOLD and old.get(key) != one[key]:
                yield Difference(number, key, old.get(key), one[key])
    for number, gone in then.items():
        yield Difference(number, "victim", gone["name"] or "not named", None)


def _flat(line: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the incident itself, a place by its words."""
    told = {key: line[key] for key in line if key not in _NOT_TOLD and key != "victims"}
    place = told.get("place")
    return told | (told.pop("scope", None) or {}) | {"place": place and place["as_written"]}
