"""What reviewers corrected, as one CSV that can live in git: out, and in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from storage import identifiers, lines, redactions
from storage.columns import as_json
from storage.dates import stamp
from storage.decisions import CannotDecide
from storage.exports import as_csv
from storage.fields import NoSuchValue, typed_value
from storage.refusals import CannotExport
from storage.resolutions import clusters_of
from storage.reviews import correct, incident_of
from storage.tables import correction, decision, incident_person, victim_identifier

#: Of which incident, of which of the people shot in it, and which field.
_Key = tuple[int, int | None, str]

COLUMNS = ("incident", "victim", "field", "old", "new", "reason", "source", "who", "when")
_NEEDED = ("incident", "victim", "field", "new", "reason", "source", "who")


class BadCorrections(CannotExport):
    """The file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A line that was left to people, and why."""

    line: int
    says: str


@dataclass(frozen=True, slots=True)
class Applied:
    applied: int
    known: int
    refused: tuple[NotApplied, ...]


def written(session: Session) -> list[dict[str, str]]:
    """Every correction in force, by incident, victim and field, with what stood there before."""
    statement = (
        select(
            correction,
            decision.c.by,
            decision.c.at,
            decision.c.note,
            victim_identifier.c.incident.label("stands"),
        )
        .join(decision, decision.c.id == correction.c.decision_id)
        .outerjoin(victim_identifier, victim_identifier.c.n == correction.c.victim)
        .where(correction.c.superseded_at.is_(None))
        .order_by(correction.c.incident, correction.c.victim, correction.c.field, correction.c.id)
    )
    rows = _newest(session.execute(statement).all())
    homes = {row.id: _home(session, row.stands or row.incident) for row in rows}
    before = _before(session, sorted({n for n in homes.values() if n}))
    found = [_line(row, homes[row.id], before) for row in rows]
    return sorted(
        found, key=lambda line: (int(line["incident"][1:]), line["victim"], line["field"])
    )


def _newest(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Of what was set of one person in two incidents only the last, which is what is shown."""
    last: dict[tuple[int, str], int] = {}
    for row in rows:
        if row.victim is not None:
            last[row.victim, row.field] = max(row.id, last.get((row.victim, row.field), 0))
    return [row for row in rows if row.id == last.get((row.victim, row.field), row.id)]


def _home(session: Session, n: int) -> int | None:
    """The incident a correction belongs to now."""
    try:
        return identifiers.living(session, f"I{n}")
    except identifiers.NoSuchIncident:
        return None


def _line(row: Row[Any], home: int | None, before: Mapping[_Key, Any]) -> dict[str, str]:
    old = before.get((home or 0, row.victim, row.field))
    return {
        "incident": f"I{home or row.incident}",
        "victim": f"V{row.victim}" if row.victim else "",
        "field": row.field,
        "old": as_cell(old),
        "new": as_cell(row.value),
        "reason": row.note,
        "source": row.source,
        "who": row.by,
        "when": stamp(row.at),
    }


def as_cell(value: Any) -> str:
    """A value as people write it, and as :func:`storage.fields.typed_value` reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else as_json(value)


def _before(session: Session, numbers: Sequence[int]) -> dict[_Key, Any]:
    """What each field of these incidents would be if nobody had corrected anything."""
    found: dict[_Key, Any] = {}
    views = lines.uncorrected(session, clusters_of(session, numbers))
    statement = select(incident_person).where(incident_person.c.incident.in_(numbers))
    victims = {(row.incident, row.position): row.victim for row in session.execute(statement)}
    for n, view in views.items():
        for field, fact in view.facts.items():
            found[n, None, field] = fact.value
        for at, victim in enumerate(view.victims):
            for field, fact in victim.facts.items():
                found[n, victims.get((n, at)), field] = fact.value
    return found


def write(session: Session, send: Any) -> int:
    """The CSV, one correction a line; the same corrections give the same bytes.

    Without those of a field that may not leave, or is withheld.
    """
    known = redactions.listed(session)
    told = [
        {name: as_csv.safe(row[name]) for name in COLUMNS}
        for row in written(session)
        if not known.hides(row["victim"] or row["incident"], row["field"], outside=True)
    ]
    return as_csv.write_plain(told, COLUMNS, send)


# ---------------------------------------------------------------------------------- in


def apply(session: Session, path: Path, *, now: datetime) -> Applied:
    """Make the corrections of a file that are not made yet, each as the person it names.

    A line whose ``old`` is not what stands here is left to people: somebody changed the value in
    the meantime. What stands is told as it is written out: the last correction, or what would be
    there without any.
    """
    told = list(_rows(path))
    made = {_key(session, row): row["new"] for row in written(session)}
    before = _before(session, sorted({key[0] for key in _keys(session, told)}))
    applied, same, refused = 0, 0, []
    for number, row in told:
        try:
            value = typed_value(row["field"], row["new"])
            key, new = _key(session, row), as_cell(value)
            if made.get(key) == new:
                same += 1
                continue
            _check(row, new, made[key] if key in made else as_cell(before.get(key)))
            subject = row["victim"] or row["incident"]
            said = {"source": row["source"], "by": row["who"], "note": row["reason"]}
            correct(session, subject, row["field"], value, now=now, **said)
            made[key] = new
            applied += 1
        except (CannotDecide, NoSuchValue, identifiers.NoSuchIncident) as fault:
            refused.append(NotApplied(number, str(fault)))
    return Applied(applied, same, tuple(refused))


def _keys(session: Session, told: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[_Key]:
    for _, row in told:
        with suppress(CannotDecide, identifiers.NoSuchIncident):  # said when it is its turn
            yield _key(session, row)


def _key(session: Session, row: Mapping[str, str]) -> _Key:
    """What a line is of, wherever its incident and its victim are counted now."""
    if row["victim"]:
        victim = identifiers.number(row["victim"], of="V")
        return incident_of(session, victim), victim, row["field"]
    return identifiers.living(session, row["incident"]), None, row["field"]


def _check(row: Mapping[str, str], new: str, stands: str) -> None:
    for name in ("who", "source", "reason"):
        if not row[name].strip():
            raise CannotDecide(f"“{name}” is blank in it: somebody will ask")
    if row.get("old") is not None and stands not in {row["old"], new}:
        raise CannotDecide(
            f"{row['victim'] or row['incident']} {row['field']} is “{stands}” here, the file says"
            f" it was “{row['old']}”; decide with `casebook set`"
        )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as fault:
        raise BadCorrections(f"there is no file {path}") from fault
    except UnicodeDecodeError as fault:
        raise BadCorrections(f"{path} is not UTF-8") from fault
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _lines_of(reader, path)
    except csv.Error as fault:
        raise BadCorrections(
            f"{path}, line {reader.reader.line_num}, is no CSV ({fault}); is a quotation mark open?"
        ) from fault


def _lines_of(reader: csv.DictReader[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    lacking = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if lacking:
        raise BadCorrections(f"{path} has no column “{lacking[0]}”; it needs {', '.join(_NEEDED)}")
    for row in reader:
        cells = {name: as_csv.unmarked(value or "") for name, value in row.items() if name}
        yield reader.line_num, cells
