"""Rows of hand-kept records: what was taken in, who each row is, and the decision that pins it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pipeline import names
from pipeline.linking.rows import cells_of, prefix, taken_apart
from pipeline.records import DateRange, Verdict
from storage import judgements
from storage.decisions import begin, close, mark_stale
from storage.engine import one_at_a_time
from storage.sql import add, batches
from storage.tables import (
    article,
    article_version,
    capture,
    claim,
    decision,
    external_id,
    incident,
    incident_person,
    membership,
    question,
    question_anchor,
    reading,
    report,
    review,
    victim_identifier,
)

#: A pin under this name says which cells were pinned; no field is called so.
ROW = "row"
#: What a row pins of the incident; the rest of its facts are a person's.
_OF_AN_INCIDENT = frozenset(
    ("incident_date", "death_date", "city", "county", "state", "place", "armed", "weapon",
     "shots_fired", "body_camera", "fleeing", "duty", "hit_by_police")
)  # fmt: skip
_OF_A_PERSON = frozenset(("name", "age", "gender", "race", "fatal", "outcome"))
#: What the resolver asks of two reports leaves open where a row belongs.
_WHERE_IT_BELONGS = {
    "contradiction": "what people said of its incident cannot all be so",
    "near tie": "it fits more than one incident about equally well",
}


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row as it was last taken in, and where it is now."""

    row: str
    order: int  # rows are written back in the order in which they first came
    text: str
    sha256: str
    name: str | None
    anchor: str  # empty: the row is only kept for its owner, and tells of nobody
    report_id: int | None
    incident: int | None

    @property
    def cells(self) -> dict[str, str]:
        return cells_of(self.text)


@dataclass(frozen=True, slots=True)
class Unclear:
    """A row a person must look at, and why."""

    row: str
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of deciding on rows."""

    accepted: int
    unclear: tuple[Unclear, ...]
    decision: int | None


def taken(session: Session, record: str) -> list[TakenRow]:
    """All rows of a record that tell of somebody, in the order in which they came."""
    return [row for row in each_taken(session, record) if row.anchor]


def each_taken(session: Session, record: str) -> Iterator[TakenRow]:
    """All rows of a record, one after the other, also those that are only kept for its owner."""
    own = prefix(record)
    first = select(capture.c.link_id, func.min(capture.c.id).label("first"))
    came = first.group_by(capture.c.link_id).subquery()
    statement = (
        select(
            article.c.key, article_version.c.text, article_version.c.sha256, report.c.anchor,
            report.c.id, report.c.linkable, membership.c.incident, came.c.first,
        )
        .join(article_version, article_version.c.article_id == article.c.id)
        .outerjoin(report, report.c.version_id == article_version.c.id)
        .join(reading, reading.c.capture_id == article_version.c.capture_id)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(came, came.c.link_id == capture.c.link_id)
        .outerjoin(membership, membership.c.anchor == report.c.anchor)
        .where(article.c.key >= own, article.c.key < own[:-1] + ";", article_version.c.current)
        .order_by(came.c.first)
    )  # fmt: skip
    for row in session.execute(statement.execution_options(yield_per=200)):
        yield TakenRow(
            row=taken_apart(row.key)[1],
            order=row.first,
            text=row.text,
            sha256=row.sha256,
            name=next((v.get("name") for v in (row.linkable or {}).get("victims", ())), None),
            anchor=row.anchor or "",
            report_id=row.id,
            incident=row.incident,
        )


def stand_at(session: Session, urls: Sequence[str]) -> dict[str, dict[str, str]]:
    """The cells of these rows (by address) as they were last taken in."""
    found: dict[str, dict[str, str]] = {}
    for batch in batches(urls):
        statement = (
            select(article.c.key, article_version.c.text)
            .join(article_version, article_version.c.article_id == article.c.id)
            .where(article.c.key.in_(batch), article_version.c.current)
        )
        found |= {row.key: cells_of(row.text) for row in session.execute(statement)}
    return found


def victims(session: Session, schema: str) -> dict[str, int]:
    """Which victim each row is, by the identifiers in force."""
    statement = select(external_id.c.value, external_id.c.victim).where(
        external_id.c.schema == schema, external_id.c.superseded_at.is_(None)
    )
    return {row.value: row.victim for row in session.execute(statement)}


@dataclass(frozen=True, slots=True)
class Claimed:
    """Which victim a row is by its own word, and what it says of that person."""

    victim: int
    sure: bool  # its word names this very database, so that nothing else need agree
    name: str | None
    day: str | None


def bind(
    session: Session, record: str, claims: Mapping[str, Claimed], *, by: str, now: datetime
) -> int | None:
    """Have rows (by number) be of the incident of the victim they say they are.

    The number of the decision; None where nothing had to be said. A person's word stands.
    """
    wanted = [row for row in taken(session, record) if row.row in claims]
    homes = _homes(session, {claims[row.row].victim for row in wanted})
    own = {row.anchor for row in taken(session, record)} if wanted else set()
    ends: dict[str, str] = {}
    for row in wanted:
        claim = claims[row.row]
        home = homes.get(claim.victim)
        anchors = {anchor for anchor, _ in home.persons} if home is not None else set()
        if home is None or row.anchor in anchors or not anchors - own:
            continue
        if claim.sure or _agree(claim, home.line):
            ends[row.anchor] = min(anchors - own)
    for word in judgements.in_force(session, list(ends)):
        for left, right in ((word.left, word.right), (word.right, word.left)):
            if ends.get(left) == right:
                del ends[left]
    if not ends:
        return None
    said = f"{len(ends)} rows of {record} are who they say they are"
    return judgements.decide(
        session, ends.items(), Verdict.SAME, by=by, now=now, kind="import", subject=said
    )


def _homes(session: Session, numbers: Collection[int]) -> dict[int, Row[Any]]:
    """These victims where they are now, each with the line of its incident."""
    found: dict[int, Row[Any]] = {}
    for batch in batches(sorted(numbers)):
        statement = (
            select(incident_person.c.victim, incident_person.c.persons, incident.c.line)
            .join(incident, incident.c.n == incident_person.c.incident)
            .where(incident_person.c.victim.in_(batch))
        )
        found |= {row.victim: row for row in session.execute(statement)}
    return found


def _agree(claim: Claimed, line: Mapping[str, Any]) -> bool:
    """Whether a row tells of a victim of the incident: the same day, and no other name."""
    first, last = line["incident_date_from"], line["incident_date_to"]
    if claim.day is None or first is None:
        return False
    told = DateRange.parse(claim.day)
    if not told.overlaps(DateRange(date.fromisoformat(first), date.fromisoformat(last))):
        return False
    [person] = [one for one in line["victims"] if one["victim_id"] == f"V{claim.victim}"]
    spelt = {names.fold(name) for name in (person["name"], *person["aliases"]) if name}
    return claim.name is None or not spelt or names.fold(claim.name) in spelt


def decide(
    session: Session,
    record: str,
    schema: str,
    numbers: Container[str],
    *,
    by: str,
    now: datetime,
    note: str,
    file: str,
    number: int | None = None,
    claims: Mapping[str, Claimed] | None = None,
    others: Mapping[str, Mapping[str, str]] | None = None,
) -> Decided:
    """Accept the incidents of a file's rows nobody decided on yet, and pin what their cells say.

    ``numbers`` are the rows the file has: others, which an ``undo`` took back, stay as they are.
    Their identifiers are remembered under ``schema``: several records may share numbers. So are
    those that rows have on further lists (``others``), as far as nobody has either already.

    One decision, so that one ``undo`` takes it back: that of :func:`bind` (``number``), if it made
    one. A row that could be two people, that shares its person with another row, or that came out
    as somebody else than it says (``claims``), is left to people.
    """
    one_at_a_time(session)
    rows = taken(session, record)
    known = _decided(session, record)
    own = [row for row in rows if row.row in numbers]
    open_rows = [row for row in own if known.get(row.row) != row.sha256]
    people = _people(session, rows)
    unclear = {row.row: why for row in rows if (why := _why_unclear(row, people))}
    unclear |= _doubled(rows, people)
    unclear |= _asked(session, open_rows)
    unclear |= _set_aside(session, open_rows)
    unclear |= _somebody_else(open_rows, people, claims or {})
    clear = [row for row in open_rows if row.row not in unclear]
    listed = tuple(Unclear(row.row, unclear[row.row]) for row in rows if row.row in unclear)
    if not clear:
        return Decided(0, listed, number)
    said = f"import {len(clear)} rows of {record} from {file}"
    number = number or begin(session, "import", said, by=by, now=now, note=note)
    _pin(session, record, clear, people, number, now=now)
    _name(session, schema, clear, people, number, now=now)
    _name_elsewhere(session, clear, people, others or {}, number)
    mark_stale(session, {row.incident for row in clear if row.incident})
    return Decided(len(clear), listed, number)


def _decided(session: Session, record: str) -> dict[str, str]:
    """The rows that were decided on, each with what its cells were then; undone ones are open."""
    found: dict[str, str] = {}
    statement = (
        select(review.c.pinned)
        .join(decision, decision.c.id == review.c.decision_id)
        .where(review.c.pinned.is_not(None), decision.c.undone_at.is_(None))
        .order_by(review.c.id)
    )
    for pinned in session.execute(statement).scalars():
        for pin in pinned:
            if pin["field"] == ROW and pin["value"][0] == record:
                found[pin["value"][1]] = pin["value"][2]
    return found


def _people(session: Session, rows: Sequence[TakenRow]) -> dict[str, Row[Any]]:
    """Whom each row (by anchor) is taken for in its incident."""
    wanted = {row.anchor for row in rows}
    found: dict[str, Row[Any]] = {}
    numbers = sorted({row.incident for row in rows if row.incident})
    for batch in batches(numbers):
        statement = select(incident_person).where(incident_person.c.incident.in_(batch))
        for person in session.execute(statement):
            for anchor, _ in person.persons:
                if anchor in wanted:
                    found[anchor] = person
    return found


def _why_unclear(row: TakenRow, people: Mapping[str, Row[Any]]) -> str | None:
    if row.incident is None:
        return "it is no incident of this database's scope"
    if row.anchor not in people:
        return f"I{row.incident} has no one person it is"
    return None


def _asked(session: Session, rows: Sequence[TakenRow]) -> dict[str, str]:
    """Rows of which the resolver asks where they belong.

    What else it asks (a value told anew since somebody accepted it) is of the incident.
    """
    found: dict[str, str] = {}
    by_anchor = {row.anchor: row.row for row in rows}
    for batch in batches(sorted(by_anchor)):
        statement = (
            select(question_anchor.c.anchor, question.c.kind)
            .join(question, question.c.key == question_anchor.c.key)
            .where(question_anchor.c.anchor.in_(batch), question.c.kind.in_(_WHERE_IT_BELONGS))
            .order_by(question.c.kind)
        )
        for anchor, kind in session.execute(statement):
            found.setdefault(by_anchor[anchor], _WHERE_IT_BELONGS[kind])
    return found


def _doubled(rows: Sequence[TakenRow], people: Mapping[str, Row[Any]]) -> dict[str, str]:
    """Rows of one record that came out as one person."""
    count = Counter(people[row.anchor].victim for row in rows if row.anchor in people)
    return {
        row.row: f"V{people[row.anchor].victim} is another row of the record, too"
        for row in rows
        if row.anchor in people and count[people[row.anchor].victim] > 1
    }


def _somebody_else(
    rows: Sequence[TakenRow], people: Mapping[str, Row[Any]], claims: Mapping[str, Claimed]
) -> dict[str, str]:
    """Rows that by their own word are somebody else than the evidence makes of them."""
    found: dict[str, str] = {}
    for row in rows:
        claim, taken_for = claims.get(row.row), people.get(row.anchor)
        if claim and claim.sure and taken_for is not None and taken_for.victim != claim.victim:
            found[row.row] = f"it says it is V{claim.victim} and came out as V{taken_for.victim}"
    return found


def _set_aside(session: Session, rows: Sequence[TakenRow]) -> dict[str, str]:
    """Rows whose incident a person held or excluded: that word stands."""
    by_incident: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.incident:
            by_incident[row.incident].append(row.row)
    found: dict[str, str] = {}
    for batch in batches(sorted(by_incident)):
        statement = select(review.c.incident, review.c.state).where(
            review.c.incident.in_(batch),
            review.c.superseded_at.is_(None),
            review.c.state.in_(("held", "excluded")),
        )
        for ruled in session.execute(statement):
            for number in by_incident[ruled.incident]:
                found[number] = f"I{ruled.incident} is {ruled.state}"
    return found


# ---------------------------------------------------------------------------------- pins


def _pin(
    session: Session,
    record: str,
    rows: Sequence[TakenRow],
    people: Mapping[str, Row[Any]],
    number: int,
    *,
    now: datetime,
) -> None:
    """One review an incident: what its rows say first, then what was pinned before."""
    facts = _facts(session, [row.report_id for row in rows if row.report_id])
    by_incident: dict[int, list[TakenRow]] = defaultdict(list)
    for row in rows:
        by_incident[int(row.incident or 0)].append(row)
    before = _pinned(session, by_incident)
    for batch in batches(sorted(by_incident)):
        close(session, review, review.c.incident.in_(batch), by=number, now=now)
    add(
        session,
        review,
        [
            {
                "decision_id": number,
                "incident": n,
                "state": "accepted",
                "pinned": [
                    *_pins(record, own, people, facts),
                    *_others(before.get(n), record, own),
                ],
                "anchors": sorted({row.anchor for row in own}),
            }
            for n, own in sorted(by_incident.items())
        ],
    )


def _facts(session: Session, report_ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for batch in batches(report_ids):
        statement = select(claim.c.report_id, claim.c.field, claim.c.value)
        ordered = statement.order_by(claim.c.report_id, claim.c.n)
        for row in session.execute(ordered.where(claim.c.report_id.in_(batch))):
            found[row.report_id].append(row)
    return found


def _pins(
    record: str,
    rows: Sequence[TakenRow],
    people: Mapping[str, Row[Any]],
    facts: Mapping[int, Sequence[Any]],
) -> Iterator[dict[str, Any]]:
    for row in rows:
        reason = f"imported from {record} {row.row}"
        persons = people[row.anchor].persons
        yield {
            "field": ROW,
            "value": [record, row.row, row.sha256],
            "persons": persons,
            "reason": reason,
        }
        for said in facts.get(row.report_id or 0, ()):
            if said.field in _OF_A_PERSON:
                yield _one(said, persons, reason)
            elif said.field in _OF_AN_INCIDENT:
                yield _one(said, None, reason)


def _one(said: Row[Any], persons: Any, reason: str) -> dict[str, Any]:
    return {"field": said.field, "value": said.value, "persons": persons, "reason": reason}


def _others(
    before: Sequence[dict[str, Any]] | None, record: str, rows: Sequence[TakenRow]
) -> Iterator[dict[str, Any]]:
    """What was pinned before, but for earlier versions of these very rows."""
    own = {f"imported from {record} {row.row}" for row in rows}
    yield from (pin for pin in before or () if pin.get("reason") not in own)


def _pinned(session: Session, incidents: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for batch in batches(sorted(incidents)):
        statement = select(review.c.incident, review.c.pinned).where(
            review.c.incident.in_(batch), review.c.superseded_at.is_(None)
        )
        found |= {row.incident: row.pinned or [] for row in session.execute(statement)}
    return found


def _name(
    session: Session,
    schema: str,
    rows: Sequence[TakenRow],
    people: Mapping[str, Row[Any]],
    number: int,
    *,
    now: datetime,
) -> None:
    """Remember which row each victim is; one that is remembered already stays as it is."""
    known = victims(session, schema)
    fresh = {row.row: people[row.anchor].victim for row in rows}
    fresh = {row: victim for row, victim in fresh.items() if known.get(row) != victim}
    for batch in batches(sorted(fresh.values())):
        same = (external_id.c.schema == schema, external_id.c.victim.in_(batch))
        close(session, external_id, *same, by=number, now=now)
    for batch in batches(sorted(fresh)):  # whoever was called so by another list's word
        called = (external_id.c.schema == schema, external_id.c.value.in_(batch))
        homes = (
            select(victim_identifier.c.incident)
            .join(external_id, external_id.c.victim == victim_identifier.c.n)
            .where(*called, external_id.c.superseded_at.is_(None))
        )
        mark_stale(session, session.execute(homes).scalars().all())
        close(session, external_id, *called, by=number, now=now)
    add(
        session,
        external_id,
        [
            {"decision_id": number, "victim": victim, "schema": schema, "value": row}
            for row, victim in sorted(fresh.items())
        ],
    )


def _name_elsewhere(
    session: Session,
    rows: Sequence[TakenRow],
    people: Mapping[str, Row[Any]],
    others: Mapping[str, Mapping[str, str]],
    number: int,
) -> None:
    """Remember what each victim is on further lists; what is known of either already stands."""
    told = {
        (people[row.anchor].victim, schema): value
        for row in rows
        for schema, value in others.get(row.row, {}).items()
    }
    fresh = []
    for schema in sorted({schema for _, schema in told}):
        known = victims(session, schema)
        held = set(known.values())
        for (victim, of), value in sorted(told.items()):
            if of == schema and victim not in held and value not in known:
                known[value] = victim
                fresh.append({"victim": victim, "schema": schema, "value": value})
    add(session, external_id, [row | {"decision_id": number} for row in fresh])
