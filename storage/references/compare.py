"""Ours against somebody's list: in both, with evidence; differing; only ours; only theirs, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline import matching, names
from pipeline.compare import Model
from pipeline.records import DateRange, Evidence
from storage import explained, inclusion
from storage.decisions import begin, close, mark_stale
from storage.engine import scope_of
from storage.exports.incidents import incident_rows, victims_of
from storage.references import rulings
from storage.references.lost import Loss, Lost
from storage.references.theirs import TheirRow
from storage.shapes import Shape
from storage.shapes.cells import write_cell
from storage.shapes.known import of_incident, of_victim
from storage.sql import add, batches
from storage.tables import external_id, victim_identifier

#: Fields both sides may state, in the order in which people look at them.
COMPARED = (
    "name", "incident_date", "fatal", "death_date", "age", "gender", "race", "city", "county",
    "state", "armed", "fleeing", "body_camera", "shots_fired", "killed_count", "injured_count",
)  # fmt: skip
_COUNTS = ("killed_count", "injured_count")
#: Lists are a few days apart at most; further away somebody is somebody else.
_SLACK = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which two rows do not say the same."""

    field: str
    theirs: Any
    ours: Any


@dataclass(frozen=True, slots=True)
class Pair:
    """One person, in both."""

    row: str
    victim_id: str
    incident_id: str
    how: str  # by evidence, by its own word, remembered, ruled
    score: float | None
    evidence: tuple[Evidence, ...]
    differs: tuple[Difference, ...]
    they_lack: tuple[str, ...]  # what we state and they do not
    we_lack: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyOurs:
    victim_id: str
    incident_id: str
    name: str | None
    day: str | None
    place: str
    review: str
    wanted: str  # in, out or pending by their own rule, with the reason


@dataclass(frozen=True, slots=True)
class OnlyTheirs:
    row: str
    line: int
    name: str | None
    day: str | None
    place: str
    lost: Loss


@dataclass(frozen=True, slots=True)
class Unclear:
    row: str
    name: str | None
    could_be: tuple[tuple[str, float], ...]  # victims, with their scores


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding the two against each other."""

    shape: Shape
    schema: str
    first: str | None
    last: str | None
    pairs: tuple[Pair, ...]
    only_ours: tuple[OnlyOurs, ...]
    only_theirs: tuple[OnlyTheirs, ...]
    unclear: tuple[Unclear, ...]


def compare(
    session: Session, shape: Shape, theirs: Mapping[str, TheirRow], lost: Lost
) -> Comparison:
    """Hold their rows against our victims of the same days; nothing is written.

    Where a row of theirs is an incident, so is one of ours: the first of its people stands for all.
    """
    schema = shape.schema
    days = _span([row.day for row in theirs.values() if row.day])
    ours = {row["victim_id"]: row for row in _ours(session, days, shape)}
    ruled = _of_first(rulings.in_force(session, schema), ours)
    fixed = _fixed(schema, theirs, ours, ruled)
    held = {victim for victim, _ in fixed.values()}
    model = Model.load()
    found = matching.match(
        [matching.person(f"t{key}", row.known) for key, row in theirs.items()
         if key not in fixed and key not in ruled.set_aside],
        [matching.person(f"o{key}", _told(row)) for key, row in ours.items()
         if key not in held],
        model,
        apart={(f"t{row}", f"o{victim}") for row, victim in ruled.apart},
    )  # fmt: skip
    pairs = [_pair(theirs[key], ours[victim], shape, how) for key, (victim, how) in fixed.items()]
    pairs += [
        _pair(theirs[item.theirs[1:]], ours[item.ours[1:]], shape, "by evidence", item)
        for item in found.matches
    ]
    unclear = {key[1:]: told for key, told in found.unclear.items()}
    paired = {pair.row for pair in pairs}
    mine = {pair.victim_id for pair in pairs}
    alone = [row for key, row in theirs.items() if key not in paired and key not in unclear]
    return Comparison(
        shape=shape,
        schema=schema,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        pairs=tuple(pairs),
        only_ours=tuple(_only_ours(shape, ours, mine, days)),
        only_theirs=tuple(_only_theirs(row, ruled, lost) for row in alone),
        unclear=tuple(
            Unclear(key, theirs[key].known.get("name"), tuple((m.ours[1:], m.score) for m in told))
            for key, told in unclear.items()
        ),
    )


def _span(told: Sequence[str]) -> tuple[str, ...]:
    """The first and the last day of a list; one that tells a month may mean any day of it."""
    stretches = [DateRange.parse(day) for day in told]
    if not stretches:
        return ()
    first, last = min(each.first for each in stretches), max(each.last for each in stretches)
    return first.isoformat(), last.isoformat()


def _ours(session: Session, days: Sequence[str], shape: Shape) -> Iterator[dict[str, Any]]:
    """Our victims of about their days; what people excluded is no longer ours."""
    if not days:
        return
    first, last = date.fromisoformat(days[0]) - _SLACK, date.fromisoformat(days[-1]) + _SLACK
    lines = (
        line
        for line in incident_rows(session)
        if line["review"] != "excluded"
        and line["incident_date_from"] is not None
        and line["incident_date_from"] <= last.isoformat()
        and line["incident_date_to"] >= first.isoformat()
    )
    if shape.row != "incident":
        yield from victims_of(session, lines)
        return
    for line in lines:
        known = of_incident(line, by_police=inclusion.is_by_police(line, scope_of(session)))
        people = list(victims_of(session, [line]))
        named = {name: row for one in people for name, row in one["external_ids"].items()}
        counts = {name: known[name] for name in _COUNTS}
        for person in people[:1]:
            yield {**person, **counts, "external_ids": named, "whole": line}


def _of_first(ruled: rulings.Rulings, ours: Mapping[str, Any]) -> rulings.Rulings:
    """What was said of any of an incident's people, said of who stands for them."""
    stands = {
        person["victim_id"]: first
        for first, row in ours.items()
        for person in row.get("whole", {}).get("victims", ())
    }
    return replace(
        ruled,
        same={row: stands.get(victim, victim) for row, victim in ruled.same.items()},
        apart=frozenset((row, stands.get(victim, victim)) for row, victim in ruled.apart),
    )


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**of_victim(row), **{name: row[name] for name in _COUNTS if name in row}}


def _fixed(
    schema: str,
    theirs: Mapping[str, TheirRow],
    ours: Mapping[str, Any],
    ruled: rulings.Rulings,
) -> dict[str, tuple[str, str]]:
    """Rows people ruled on, or whose identifier is remembered on a victim of ours."""
    found: dict[str, tuple[str, str]] = {}
    for key, said in theirs.items():
        victim = f"V{said.victim}"
        if victim in ours and (key, victim) not in ruled.apart:
            found[key] = (victim, "by its own word")
    held = {victim for victim, _ in found.values()}
    for victim, row in ours.items():
        if victim in held:
            continue
        key = row["external_ids"].get(schema)
        if key in theirs and (key, victim) not in ruled.apart:
            found[key] = (victim, "remembered")
    for key, victim in ruled.same.items():
        if key in theirs and victim in ours:
            found = {row: held for row, held in found.items() if held[0] != victim}
            found[key] = (victim, "ruled")
    return {key: held for key, held in found.items() if key not in ruled.set_aside}


# ---------------------------------------------------------------------------------- pairs


def _pair(
    row: TheirRow,
    ours: Mapping[str, Any],
    shape: Shape,
    how: str,
    found: matching.Match | None = None,
) -> Pair:
    known = _told(ours)
    both = [field for field in COMPARED if _states(row.known, field) and _states(known, field)]
    return Pair(
        row=row.key,
        victim_id=ours["victim_id"],
        incident_id=ours["incident_id"],
        how=how,
        score=found.score if found else None,
        evidence=found.evidence if found else (),
        differs=tuple(
            Difference(field, row.known[field], known[field])
            for field in both
            if _differs(field, row, known, shape)
        ),
        they_lack=tuple(
            field
            for field in COMPARED
            if _held(shape, field) and _states(known, field) and not _states(row.known, field)
        ),
        we_lack=tuple(
            field for field in COMPARED if _states(row.known, field) and not _states(known, field)
        ),
    )


def _states(known: Mapping[str, Any], field: str) -> bool:
    return known.get(field) is not None and known[field] != "undetermined"


def _held(shape: Shape, field: str) -> bool:
    return shape.of_field(field) is not None


def _differs(field: str, row: TheirRow, known: Mapping[str, Any], shape: Shape) -> bool:
    """Not the same value, and not what they would write for ours."""
    theirs, ours = row.known[field], known[field]
    if field == "name":
        return names.fold(str(theirs)) != names.fold(str(ours))
    if str(theirs).casefold() == str(ours).casefold():
        return False
    if field in {"incident_date", "death_date"}:
        told = DateRange.parse(theirs)
        if told.days > 1 and told.overlaps(DateRange.parse(ours)):
            return False
    if field == "county":
        return _bare(theirs) != _bare(ours)
    column = shape.of_field(field)
    if column is None or column.part:
        return True
    written, _ = write_cell(column, known)
    return written.casefold() != row.cells.get(column.name, "").strip().casefold()


def _bare(county: Any) -> str:
    return names.fold(str(county)).removesuffix(" county").removesuffix(" parish")


# ---------------------------------------------------------------------------------- alone


def _only_ours(
    shape: Shape, ours: Mapping[str, Any], paired: set[str], days: Sequence[str]
) -> Iterator[OnlyOurs]:
    """Of the days their list spans; whether its own rule would have it."""
    rules = inclusion.ruleset(shape.inclusion) if shape.inclusion else None
    for victim_id, row in ours.items():
        within = days and row["incident_date_to"] >= days[0]
        if victim_id in paired or not within or row["incident_date_from"] > days[-1]:
            continue
        verdict = _wanted(rules, row) if rules else inclusion.IN
        yield OnlyOurs(
            victim_id=victim_id,
            incident_id=row["incident_id"],
            name=row["name"],
            day=of_victim(row)["incident_date"],
            place=_place(row),
            review=row["review"],
            wanted=f"{verdict.state}: {verdict.reason}" if verdict.reason else verdict.state,
        )


def _wanted(rules: inclusion.Ruleset, row: Mapping[str, Any]) -> inclusion.Verdict:
    if "whole" in row:
        return inclusion.of_incident(rules, row["whole"])
    return inclusion.of_victim(rules, row)


def _only_theirs(row: TheirRow, ruled: rulings.Rulings, lost: Lost) -> OnlyTheirs:
    said = ruled.set_aside.get(row.key)
    return OnlyTheirs(
        row=row.key,
        line=row.line,
        name=row.known.get("name"),
        day=row.day,
        place=_place(row.known),
        lost=Loss("ruled", said) if said else lost.stage(row),
    )


def _place(known: Mapping[str, Any]) -> str:
    return ", ".join(str(known[name]) for name in ("city", "state") if known.get(name))


# ---------------------------------------------------------------------------------- sentences


def sentences(session: Session, found: Comparison) -> dict[tuple[str, str], str]:
    """What our articles say of each field on which the two differ: by victim and field."""
    quotes: dict[tuple[str, str], str] = {}
    for pair in found.pairs:
        fields = {item.field for item in pair.differs}
        for fact in explained.why(session, pair.incident_id).facts if fields else ():
            own = fact["victim_id"] in (None, pair.victim_id) and fact["field"] in fields
            said = [item["quote"] for item in fact["support"] if item["quote"]]
            if own and said:
                quotes.setdefault((pair.victim_id, fact["field"]), said[0])
    return quotes


# ---------------------------------------------------------------------------------- remember


def remember(
    session: Session, found: Comparison, theirs: Mapping[str, TheirRow], *, by: str, now: datetime
) -> int | None:
    """Keep on each victim which row it is there, and on the lists that row names in turn.

    One decision, so that one ``undo`` takes it back; None when nothing new was learnt.
    """
    fresh = _unremembered(session, found, theirs)
    if not fresh:
        return None
    said = f"{len(fresh)} identifiers of {found.schema}, by comparison"
    number = begin(session, "external ids", said, by=by, now=now)
    for victim, schema, _ in fresh:
        same = (external_id.c.victim == victim, external_id.c.schema == schema)
        close(session, external_id, *same, by=number, now=now)
    add(
        session,
        external_id,
        [
            {"decision_id": number, "victim": victim, "schema": schema, "value": value}
            for victim, schema, value in fresh
        ],
    )
    victims = sorted({victim for victim, _, _ in fresh})
    for batch in batches(victims):
        homes = select(victim_identifier.c.incident).where(victim_identifier.c.n.in_(batch))
        mark_stale(session, session.execute(homes).scalars())
    return number


def _unremembered(
    session: Session, found: Comparison, theirs: Mapping[str, TheirRow]
) -> list[tuple[int, str, str]]:
    known: dict[tuple[int, str], str] = {}
    statement = select(external_id).where(external_id.c.superseded_at.is_(None))
    for row in session.execute(statement):
        known[row.victim, row.schema] = row.value
    fresh = []
    for pair in found.pairs:
        victim = int(pair.victim_id[1:])
        ids = {**theirs[pair.row].other_ids, found.schema: pair.row}
        for schema, value in ids.items():
            held = known.get((victim, schema))
            own = schema == found.schema and theirs[pair.row].victim is None
            if held != value and (own or held is None):  # another list's word on it stands
                fresh.append((victim, schema, value))
    return fresh
