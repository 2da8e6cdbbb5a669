"""What people decided on incidents, on their values and on articles.

Each waits for its turn before it looks at what it is about: what stands then is what is decided on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from pipeline.records import Verdict
from storage import articles, identifiers, redactions
from storage.decisions import CannotDecide, begin, close, mark_stale
from storage.engine import one_at_a_time
from storage.fields import FIELDS, OF_A_PERSON, OF_EITHER, check_past
from storage.judgements import decide, judge
from storage.sql import add, batches
from storage.tables import (
    article,
    article_ruling,
    correction,
    decision,
    fact,
    incident_person,
    judgement,
    membership,
    review,
    victim_identifier,
)

ARTICLE_VERDICTS = ("promoted", "rejected")
REVIEW_STATES = ("candidate", "held", "accepted", "excluded")


def merge(
    session: Session, first: str, second: str, *, by: str, now: datetime, note: str = ""
) -> int:
    """The two incidents are one: "same" between their oldest reports."""
    one_at_a_time(session)
    pair = told_as_one(session, first, second)
    subject = f"merge {first} {second}"
    return decide(
        session, [pair], Verdict.SAME, by=by, now=now, note=note, kind="merge", subject=subject
    )


def apart(
    session: Session, first: str, second: str, *, by: str, now: datetime, note: str = ""
) -> int:
    """The two incidents are two: "different" between their oldest reports."""
    one_at_a_time(session)
    pair = _oldest_of_two(session, first, second, "that “casebook split” parts")
    subject = f"apart {first} {second}"
    return decide(
        session, [pair], Verdict.DIFFERENT, by=by, now=now, note=note, kind="apart", subject=subject
    )


def told_as_one(session: Session, first: str, second: str) -> tuple[str, str]:
    """The two reports that a merge calls the same. Raises :class:`CannotDecide`."""
    return _oldest_of_two(session, first, second, "already")


def _oldest_of_two(session: Session, first: str, second: str, but: str) -> tuple[str, str]:
    """The oldest report of each incident; what is said of them is told of these."""
    ones, others = reports_of(session, first), reports_of(session, second)
    if ones == others:
        raise CannotDecide(f"{first} and {second} are one incident {but}")
    return ones[0], others[0]


def split(
    session: Session,
    incident_id: str,
    going: Collection[str],
    *,
    by: str,
    now: datetime,
    note: str = "",
    together: bool = False,
) -> int:
    """The reports ``going`` (anchors) are about something else: "different" from all that stay."""
    one_at_a_time(session)
    members = reports_of(session, incident_id)
    staying = [anchor for anchor in members if anchor not in going]
    leaving = [anchor for anchor in members if anchor in going]
    if not leaving or not staying:
        raise CannotDecide(f"a split of {incident_id} must leave reports on both sides")
    subject = f"split {incident_id}: {len(leaving)} of {len(members)} reports go"
    pairs = [(one, other) for one in leaving for other in staying]
    number = decide(
        session, pairs, Verdict.DIFFERENT, by=by, now=now, note=note, kind="split", subject=subject
    )
    if together:
        bonds = sorted((min(leaving[0], other), max(leaving[0], other)) for other in leaving[1:])
        judge(session, number, bonds, Verdict.SAME, now=now)
    return number


def accept(session: Session, incident_id: str, *, by: str, now: datetime, note: str = "") -> int:
    """Pin the values shown, and "same" from the oldest report to each of the others."""
    one_at_a_time(session)
    members = reports_of(session, incident_id)
    number = _review(session, incident_id, "accepted", by=by, now=now, note=note)
    oldest = members[0]
    bonds = sorted((min(oldest, other), max(oldest, other)) for other in members[1:])
    judge(session, number, bonds, Verdict.SAME, now=now)
    return number


def unreviewed(session: Session, n: int) -> frozenset[str]:
    """The reports of an accepted incident that whoever accepted it has not seen in it.

    They joined since; or a row of a hand-kept record was accepted, which speaks for itself alone.
    """
    accepted = session.execute(_ACCEPTANCE, {"n": n}).one_or_none()
    if accepted is None:
        return frozenset()
    bonds = session.execute(_BONDS, {"number": accepted.decision_id}).all()
    seen = set(accepted.anchors or ()).union(*bonds)
    return frozenset(session.execute(_MEMBERS, {"n": n}).scalars()) - seen


_ACCEPTANCE = select(review.c.decision_id, review.c.anchors).where(
    review.c.incident == bindparam("n"),
    review.c.state == "accepted",
    review.c.superseded_at.is_(None),
)
_BONDS = select(judgement.c.left, judgement.c.right).where(
    judgement.c.decision_id == bindparam("number")
)
_MEMBERS = select(membership.c.anchor).where(membership.c.incident == bindparam("n"))


def hold(
    session: Session,
    incident_id: str,
    *,
    by: str,
    now: datetime,
    note: str = "",
    until: date | None = None,
    sources: int | None = None,
) -> int:
    """Look at it again on a day to come, or once so many independent sources tell of it."""
    if until is not None and until <= now.date():
        raise CannotDecide(
            f"{until} has come already, so {incident_id} would not be held: name a later day"
        )
    number = _review(session, incident_id, "held", by=by, now=now, note=note)
    terms = {"until": until, "sources": sources}
    session.execute(update(review).where(review.c.decision_id == number).values(terms))
    return number


@dataclass(frozen=True, slots=True)
class Hold:
    """Until when an incident is held, and why."""

    by: str
    at: datetime
    reason: str
    until: date | None
    sources: int | None


def holds(session: Session, numbers: Collection[int]) -> dict[int, Hold]:
    """Those of these incidents that are held."""
    found: dict[int, Hold] = {}
    for batch in batches(sorted(numbers)):
        rows = session.execute(_HELD, {"numbers": batch}).all()
        found |= {n: Hold(*told) for n, *told in rows}
    return found


_HELD = (
    select(
        review.c.incident, decision.c.by, decision.c.at, decision.c.note, review.c.until,
        review.c.sources,
    )
    .join(decision, decision.c.id == review.c.decision_id)
    .where(
        review.c.incident.in_(bindparam("numbers", expanding=True)),
        review.c.state == "held",
        review.c.superseded_at.is_(None),
    )
)  # fmt: skip


def reopen(session: Session, incident_id: str, *, by: str, now: datetime, note: str = "") -> int:
    """A candidate again, whatever was decided before."""
    return _review(session, incident_id, "candidate", by=by, now=now, note=note)


def exclude(session: Session, incident_id: str, *, by: str, now: datetime, note: str = "") -> int:
    return _review(session, incident_id, "excluded", by=by, now=now, note=note)


def _review(
    session: Session, incident_id: str, state: str, *, by: str, now: datetime, note: str
) -> int:
    one_at_a_time(session)
    n = identifiers.living(session, incident_id)
    number = begin(session, state, f"{state} {incident_id}", by=by, now=now, note=note)
    close(session, review, review.c.incident == n, by=number, now=now)
    row = {"decision_id": number, "incident": n, "state": state, "pinned": None, "anchors": None}
    if state == "accepted":
        row |= {"pinned": _shown(session, n), "anchors": _telling(session, n, incident_id)}
    add(session, review, [row])
    mark_stale(session, [n])
    return number


def _shown(session: Session, n: int) -> list[dict[str, Any]]:
    """The values an incident shows now; what is not stated is not pinned."""
    persons = _persons(session, n)
    statement = select(fact).where(fact.c.incident == n).order_by(fact.c.n)
    return [
        {
            "field": row.field,
            "value": row.value,
            "persons": persons.get(row.victim),
            "known": [told["value"] for told in row.conflicts],
        }
        for row in session.execute(statement)
        if row.value is not None
    ]


def _telling(session: Session, n: int, incident_id: str) -> list[str]:
    """The reports that tell of somebody shot; all of them when none does."""
    people = _persons(session, n).values()
    telling = {anchor for persons in people for anchor, _ in persons}
    return sorted(telling) or reports_of(session, incident_id)


def _persons(session: Session, n: int) -> dict[int, Any]:
    """Who an incident's victims are in its reports."""
    statement = select(incident_person).where(incident_person.c.incident == n)
    return {row.victim: row.persons for row in session.execute(statement)}


def correct(
    session: Session,
    subject: str,
    field: str,
    value: Any,
    *,
    source: str,
    by: str,
    now: datetime,
    note: str = "",
) -> int:
    """Set a field of an incident ("I12") or of a victim ("V7"), above every claim."""
    _check_field(subject, field)
    check_past(field, value, now)
    one_at_a_time(session)
    victim = identifiers.number(subject, of="V") if _is_victim(subject) else None
    n = incident_of(session, victim) if victim else identifiers.living(session, subject)
    persons = _persons(session, n)
    if victim is not None and victim not in persons:
        raise CannotDecide(_nobody(victim, n, persons))
    said = f"set {subject} {field} to {value!r}"
    number = begin(session, "correction", said, by=by, now=now, note=note)
    who = correction.c.victim.is_(None) if victim is None else correction.c.victim == victim
    same = (correction.c.incident == n, who, correction.c.field == field)
    close(session, correction, *same, by=number, now=now)
    row: dict[str, Any] = {"decision_id": number, "incident": n, "victim": victim, "field": field}
    row |= {"persons": persons.get(victim) if victim else None}
    row |= {"known": _told_of(session, n, victim, field)}
    add(session, correction, [row | {"value": value, "source": source}])
    mark_stale(session, [n])
    return number


def _nobody(victim: int, n: int, persons: Iterable[int]) -> str:
    """What to say to whoever names a victim that merging or undoing left without a person."""
    listed = ", ".join(f"V{one}" for one in sorted(persons)) or "nobody"
    return f"V{victim} stands for nobody in I{n} now, which has {listed}; `casebook show I{n}`"


def _told_of(session: Session, n: int, victim: int | None, field: str) -> list[Any]:
    """Every value of a field that is told now: a later one is news."""
    who = fact.c.victim.is_(None) if victim is None else fact.c.victim == victim
    statement = select(fact).where(fact.c.incident == n, who, fact.c.field == field)
    row = session.execute(statement).first()
    if row is None:
        return []
    return [row.value, *(told["value"] for told in row.conflicts)]


def _is_victim(subject: str) -> bool:
    return subject.strip().upper().startswith("V")


def _check_field(subject: str, field: str) -> None:
    if field not in FIELDS:
        raise CannotDecide(f"there is no field {field!r}; there are {', '.join(FIELDS)}")
    if field in OF_A_PERSON and not _is_victim(subject):
        raise CannotDecide(f"{field} is a person's: name the victim (such as V7), not {subject}")
    if field not in OF_A_PERSON and field not in OF_EITHER and _is_victim(subject):
        raise CannotDecide(
            f"{field} is the whole incident's: name the incident (such as I12), not {subject}"
        )


def rule_article(
    session: Session, key: str, verdict: str, *, by: str, now: datetime, note: str = ""
) -> int:
    """Say that an article (by its key) is about such a shooting after all, or is not.

    ``promoted`` lets its reports form incidents, ``rejected`` takes them out of theirs. It holds
    for later versions of the article and for later readers.
    """
    if verdict not in ARTICLE_VERDICTS:
        raise CannotDecide(f"an article is {' or '.join(ARTICLE_VERDICTS)}, not {verdict!r}")
    one_at_a_time(session)
    if session.execute(select(article.c.id).where(article.c.key == key)).first() is None:
        raise CannotDecide(f"there is no article {key}")
    number = begin(session, verdict, f"{verdict} {key}", by=by, now=now, note=note)
    close(session, article_ruling, article_ruling.c.article == key, by=number, now=now)
    row = {"decision_id": number, "article": key, "verdict": verdict}
    add(session, article_ruling, [row])
    articles.obey(session, key)
    return number


@dataclass(frozen=True, slots=True)
class Correction:
    """A value somebody set, in force or not any more."""

    value: Any
    source: str
    by: str
    at: datetime
    reason: str
    decision: int
    in_force: bool


def corrections(session: Session, n: int, field: str, victim: int | None) -> list[Correction]:
    """What people set this field to, the last first; nothing of one that is withheld."""
    owners = (f"I{n}", f"V{victim}") if victim is not None else (f"I{n}",)
    known = redactions.listed(session)
    if any(known.hides(owner, field) for owner in owners):
        return []
    whose = correction.c.victim == victim  # wherever they stood then
    if victim is None:
        whose = correction.c.victim.is_(None) & (correction.c.incident == n)
    statement = (
        select(correction, decision.c.by, decision.c.at, decision.c.note)
        .join(decision, decision.c.id == correction.c.decision_id)
        .where(correction.c.field == field, whose)
        .order_by(correction.c.id.desc())
    )
    return [
        Correction(
            row.value,
            row.source,
            row.by,
            row.at,
            row.note,
            row.decision_id,
            row.superseded_at is None,
        )
        for row in session.execute(statement)
    ]


def incident_of(session: Session, victim: int) -> int:
    """The number of the incident a victim is counted in."""
    statement = select(victim_identifier.c.incident).where(victim_identifier.c.n == victim)
    n = session.execute(statement).scalar()
    if n is None:
        raise CannotDecide(f"there is no victim V{victim}")
    return identifiers.living(session, f"I{n}")


def reports_of(session: Session, incident_id: str) -> list[str]:
    """An incident's reports, the oldest first."""
    statement = (
        select(membership.c.anchor)
        .where(membership.c.incident == identifiers.living(session, incident_id))
        .order_by(membership.c.position)
    )
    return list(session.execute(statement).scalars())
