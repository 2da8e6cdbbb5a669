"""Which redacted fields a report takes along when it comes to stand in another incident.

A field is redacted of an incident ("I3") or of somebody shot ("V7"). It is bound to the reports
that told it then, and to those that come later and stand there first. Wherever one of them goes
(merged, split, read again, taken back), the field is hidden as long as the redaction is in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from storage.marks import mark, of_field
from storage.sql import batches, one_of, put_new, remove
from storage.tables import incident_person, membership, redacted_report

#: Whose field it is, and which.
Field = tuple[str, str]
#: A report's anchor, and the name (or "#n") of one of its people; "" for the report itself.
Teller = tuple[str, str]


class Bound(NamedTuple):
    """What a report takes along: a row of ``redacted_report``."""

    anchor: str
    person: str  # without their name; "" for the report itself
    field: str
    mark: str  # of the redaction


def as_it_stands(session: Session, key: bytes) -> dict[Field, set[str]]:
    """For each field that is hidden by what a report took along, the redactions it is hidden by."""
    rows, tellers = _standing(session)
    return _hidden(rows, key, tellers)


def follow(
    session: Session,
    key: bytes,
    tellers: Mapping[Teller, str],
    before: Mapping[Teller, str],
    fields: Mapping[str, Collection[str]],
    listed: Collection[str],
) -> dict[Field, set[str]]:
    """The same, of reports that are being told; what is not bound yet is bound.

    ``tellers``: whose fields each tells now, and whose ``before``; those left out there are new.
    ``fields`` that can be hidden of an incident (I) and of somebody shot (V); ``listed``: the marks
    of the fields that are redacted.
    """
    rows = _rows_of(session, {anchor for anchor, _ in tellers})
    found = _hidden(rows, key, tellers)
    own = _own(key, {*tellers.values(), *before.values()}, fields, listed)
    for owned, told in own.items():
        found[owned].add(told)
    bound = _bound(session, own.values())
    fresh = []
    for teller, owner in tellers.items():
        was = before.get(teller)
        for name in fields[owner[0]]:
            if was is None:
                taken = found.get((owner, name), set())
            else:
                taken = {own[was, name]} - bound if (was, name) in own else set()
            fresh += [_bind(key, teller, name, told) for told in sorted(taken)]
    put_new(session, redacted_report, [row._asdict() for row in fresh])
    return _hidden([*rows, *fresh], key, tellers)


def let_go(session: Session, key: bytes, fields: Collection[Field]) -> int:
    """Unbind these fields from the reports that brought them to where they are; how many."""
    rows, tellers = _standing(session)
    owners = _by_row(rows, key, tellers)
    own = [row for row in rows if (owners.get(row[:2]), row.field) in fields]
    if own:
        session.execute(_UNBIND, [{f"own_{k}": v for k, v in row._asdict().items()} for row in own])
    return len(own)


def unbind(session: Session, marks: Collection[str]) -> set[int]:
    """These redactions are lifted; the incidents where a field was hidden by one of them."""
    found: set[int] = set()
    for batch in batches(sorted(marks)):
        found.update(session.execute(_INCIDENTS, {"marks": batch}).scalars())
    remove(session, redacted_report.c.mark, sorted(marks))
    return found


def _standing(session: Session) -> tuple[Sequence[Bound], dict[Teller, str]]:
    """All that is bound to reports of incidents, and whose fields these tell."""
    found = session.execute(_STANDING).all()
    rows = [Bound(*row[:4]) for row in found]
    tellers: dict[Teller, str] = {(row.anchor, ""): f"I{row.incident}" for row in found}
    for batch in batches(sorted({row.incident for row in found if row.person})):
        for victim, persons in session.execute(_PEOPLE, {"numbers": batch}):
            tellers.update(((anchor, name), f"V{victim}") for anchor, name in persons)
    return rows, tellers


def _hidden(
    rows: Sequence[Bound], key: bytes, tellers: Mapping[Teller, str]
) -> dict[Field, set[str]]:
    owners = _by_row(rows, key, tellers)
    found: dict[Field, set[str]] = defaultdict(set)
    for row in rows:
        if (owner := owners.get(row[:2])) is not None:
            found[owner, row.field].add(row.mark)
    return found


def _by_row(
    rows: Sequence[Bound], key: bytes, tellers: Mapping[Teller, str]
) -> dict[tuple[str, str], str]:
    """Whose fields are told, by anchor and person as rows have them."""
    anchors = {row.anchor for row in rows}
    return {
        (anchor, _hashed(key, anchor, name)): owner
        for (anchor, name), owner in tellers.items()
        if anchor in anchors
    }


def _hashed(key: bytes, anchor: str, name: str) -> str:
    return mark(key, "of", anchor, name) if name else ""


def _bind(key: bytes, teller: Teller, field: str, told: str) -> Bound:
    anchor, name = teller
    return Bound(anchor, _hashed(key, anchor, name), field, told)


def _own(
    key: bytes,
    owners: Iterable[str],
    fields: Mapping[str, Collection[str]],
    listed: Collection[str],
) -> dict[Field, str]:
    """The marks of the fields of these incidents and victims that are redacted as theirs."""
    marks = {
        (owner, name): of_field(key, owner, name) for owner in owners for name in fields[owner[0]]
    }
    return {owned: told for owned, told in marks.items() if told in listed}


def _rows_of(session: Session, anchors: Collection[str]) -> list[Bound]:
    return [
        Bound(*row)
        for batch in batches(sorted(anchors))
        for row in session.execute(_OF_REPORTS, {"anchors": batch})
    ]


def _bound(session: Session, marks: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(sorted(marks)):
        found.update(session.execute(_BOUND, {"marks": batch}).scalars())
    return found


_ROWS = select(
    redacted_report.c.anchor,
    redacted_report.c.person,
    redacted_report.c.field,
    redacted_report.c.mark,
)
_OF_REPORTS = _ROWS.where(one_of(redacted_report.c.anchor, "anchors"))
_IN_INCIDENTS = membership.c.anchor == redacted_report.c.anchor
_STANDING = _ROWS.add_columns(membership.c.incident).join(membership, _IN_INCIDENTS)
_PEOPLE = select(incident_person.c.victim, incident_person.c.persons).where(
    one_of(incident_person.c.incident, "numbers")
)
_BOUND = select(redacted_report.c.mark).where(one_of(redacted_report.c.mark, "marks")).distinct()
_INCIDENTS = (
    select(membership.c.incident)
    .join(redacted_report, _IN_INCIDENTS)
    .where(one_of(redacted_report.c.mark, "marks"))
)
_UNBIND = delete(redacted_report).where(
    redacted_report.c.anchor == bindparam("own_anchor"),
    redacted_report.c.person == bindparam("own_person"),
    redacted_report.c.field == bindparam("own_field"),
    redacted_report.c.mark == bindparam("own_mark"),
)
