"""What people decided: superseded, never overwritten; the rows of one action can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, or_, select, union, update
from sqlalchemy.orm import Session

from pipeline.records import Judgement, Question, Verdict
from storage import articles, identifiers, redactions
from storage.engine import one_at_a_time
from storage.fields import FIELDS, OF_A_PERSON, OF_EITHER, check_past
from storage.prepared import ask
from storage.sql import add, batches, one_of
from storage.tables import (
    article,
    article_ruling,
    correction,
    decision,
    external_id,
    fact,
    incident,
    incident_identifier,
    incident_person,
    judgement,
    membership,
    report,
    report_home,
    review,
    ruling,
    victim_identifier,
)

#: The tables a decision's rows may stand in, and what a later row of each must share to close it.
_DECIDED: dict[Table, tuple[str, ...]] = {
    judgement: ("left", "right"),
    review: ("incident",),
    correction: ("incident", "victim", "field"),
    external_id: ("victim", "schema"),
    ruling: ("schema", "value"),
    article_ruling: ("article",),
}
ARTICLE_VERDICTS = ("promoted", "rejected")
REVIEW_STATES = ("candidate", "held", "accepted", "excluded")


class CannotDecide(Exception):
    """The decision makes no sense as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One action of one person."""

    id: int
    kind: str
    subject: str
    by: str
    at: datetime
    note: str
    undone_at: datetime | None


# ---------------------------------------------------------------------------------- pairs


def decide(
    session: Session,
    pairs: Iterable[tuple[str, str]],
    verdict: Verdict,
    *,
    by: str,
    now: datetime,
    note: str = "",
    kind: str = "judgement",
    subject: str = "",
) -> int:
    """A person's word on pairs of reports; earlier words on them are closed. The decision's id."""
    wanted = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    subject = subject or f"{len(wanted)} pairs of reports are {verdict}"
    number = begin(session, kind, subject, by=by, now=now, note=note)
    _judge(session, number, wanted, verdict, now=now)
    return number


def _judge(
    session: Session,
    number: int,
    pairs: Sequence[tuple[str, str]],
    verdict: Verdict,
    *,
    now: datetime,
) -> None:
    for left, right in pairs:
        same_pair = (judgement.c.left == left, judgement.c.right == right)
        close(session, judgement, *same_pair, by=number, now=now)
    rows = [{"left": left, "right": right} for left, right in pairs]
    add(session, judgement, [row | {"decision_id": number, "verdict": verdict} for row in rows])
    _ask_again(session, {anchor for pair in pairs for anchor in pair})


def in_force(session: Session, anchors: Collection[str]) -> list[Judgement]:
    """People's words on these reports (and any others), oldest first."""
    rows: dict[int, Row[Any]] = {}
    for batch in batches(sorted(anchors)):
        rows |= {row.id: row for row in ask(session, _WORDS_ON, {"anchors": batch})}
    return [_judgement(rows[number]) for number in sorted(rows)]


def between(session: Session, ones: Collection[str], others: Collection[str]) -> list[int]:
    """The decisions in force by which some of ``ones`` and of ``others`` are different."""
    found: set[int] = set()
    for batch in batches(sorted(ones)):
        rows = session.execute(_WORDS_ON.add_columns(judgement.c.decision_id), {"anchors": batch})
        for row in rows:
            far = row.left if row.left not in batch else row.right
            if row.verdict == Verdict.DIFFERENT and far in others:
                found.add(row.decision_id)
    return sorted(found)


def every(session: Session) -> list[Judgement]:
    """All words in force, oldest first."""
    return [_judgement(row) for row in session.execute(_WORDS.order_by(judgement.c.id))]


_ANCHORS: Any = bindparam("anchors", expanding=True)
_WORDS = (
    select(judgement, decision.c.by, decision.c.at, decision.c.note)
    .join(decision, decision.c.id == judgement.c.decision_id)
    .where(judgement.c.superseded_at.is_(None))
)
_WORDS_ON = _WORDS.where(
    or_(one_of(judgement.c.left, "anchors"), one_of(judgement.c.right, "anchors"))
)


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(row.left, row.right, Verdict(row.verdict), row.by, row.at, row.note)


def unbound(session: Session) -> list[Judgement]:
    """Words in force on a report that is not there any more: to be asked again."""
    words = every(session)
    known = _still_there(session, {end for word in words for end in (word.left, word.right)})
    return [word for word in words if not {word.left, word.right} <= known]


def _still_there(session: Session, anchors: Collection[str]) -> set[str]:
    """Those of these reports that an article still has; a handful, not the whole record."""
    found: set[str] = set()
    for batch in batches(sorted(anchors)):
        statement = select(report.c.anchor).where(report.c.anchor.in_(batch), report.c.current)
        found.update(session.execute(statement).scalars())
    return found


def touching(anchors: Any) -> Any:
    """The numbers of decisions on pairs with one of these reports, as a statement."""
    return select(judgement.c.decision_id).where(
        judgement.c.superseded_at.is_(None),
        or_(judgement.c.left.in_(anchors), judgement.c.right.in_(anchors)),
    )


def corrected_there(anchors: Any) -> Any:
    """The numbers of corrections of incidents that ever had one of these reports: a statement."""
    homes = select(report_home.c.incident).where(report_home.c.anchor.in_(anchors))
    return select(correction.c.id).where(
        correction.c.superseded_at.is_(None), correction.c.incident.in_(homes)
    )


def once_with(anchors: Any) -> Any:
    """The reports that ever stood in an incident with one of these, as a statement."""
    homes = select(report_home.c.incident).where(report_home.c.anchor.in_(anchors))
    return select(report_home.c.anchor).where(report_home.c.incident.in_(homes))


_DECIDED_ABOUT = union(touching(_ANCHORS), touching(once_with(_ANCHORS)))


def asked_again(session: Session, *, about: Collection[str] | None = None) -> Iterator[Question]:
    """Decisions on pairs that hold on to nothing, or to reports that have moved away since.

    Of all decisions, or only of those ``about`` one of these reports (anchors) or about one that
    has left them, which costs the same however much has been decided.
    """
    own = None
    if about is not None:
        own = set(session.execute(_DECIDED_ABOUT, {"anchors": list(about)}).scalars())
        if not own:
            return
    statement = _WORDS.add_columns(decision.c.subject)
    if own is not None:
        statement = statement.where(judgement.c.decision_id.in_(own))
    rows = session.execute(statement).all()
    wanted = None if about is None else set(about)
    for item, left_behind in _asked_of(session, rows):
        if wanted is None or wanted & left_behind.union(item.anchors):
            yield item


def _asked_of(
    session: Session, rows: Sequence[Row[Any]]
) -> Iterator[tuple[Question, frozenset[str]]]:
    """What is asked of each decision, with the reports that those it was about have left."""
    by_decision: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_decision[row.decision_id].append(row)
    anchors = {end for row in rows for end in (row.left, row.right)}
    known = _present(session, anchors)
    homes = _homes(session, known)
    former = _former_mates(session, anchors)
    parted = _parted(session, anchors)
    for number, own in sorted(by_decision.items()):
        unbound = [row for row in own if not {row.left, row.right} <= known]
        if unbound:
            ends = tuple(sorted({end for row in unbound for end in (row.left, row.right)}))
            says = f"{own[0].by} decided “{own[0].subject}”, and a report it was about is gone"
            yield Question("unbound judgement", ends, f"{says} (decision {number})"), frozenset()
        merges = [row for row in own if row.subject.startswith("merge")]
        moved = [(row, left) for row in merges if (left := _left(row, homes, former, parted))]
        if moved:
            ends = tuple(sorted({end for row, _ in moved for end in (row.left, row.right)}))
            says = f"{own[0].by} decided “{own[0].subject}”, by a report that has left its incident"
            says = f"{says} (decision {number}); merge or split"
            left_behind = frozenset(mate for _, left in moved for mate in left)
            yield Question("stale judgement", ends, says), left_behind


def _parted(session: Session, anchors: Collection[str]) -> set[tuple[str, str]]:
    """The pairs with one of these reports that people said are different."""
    return {
        (word.left, word.right)
        for word in in_force(session, anchors)
        if word.verdict == Verdict.DIFFERENT
    }


def _left(
    row: Row[Any],
    homes: Mapping[str, int],
    former: Mapping[str, Mapping[int, set[str]]],
    parted: Collection[tuple[str, str]],
) -> set[str]:
    """Those an end stood with, where most that are still there stand elsewhere now; else none.

    Those people took away themselves do not count, nor does the other end, which the decision
    itself holds here.
    """
    found: set[str] = set()
    for end in (row.left, row.right):
        if end not in homes:
            continue
        mates = {mate for own in former.get(end, {}).values() for mate in own} & homes.keys()
        mates -= {row.left, row.right}
        mates = {mate for mate in mates if (min(mate, end), max(mate, end)) not in parted}
        apart = {mate for mate in mates if homes[mate] != homes[end]}
        if 2 * len(apart) > len(mates):
            found |= apart
    return found


def _present(session: Session, anchors: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(sorted(anchors)):
        statement = select(report.c.anchor).where(report.c.anchor.in_(batch), report.c.current)
        found.update(session.execute(statement).scalars())
    return found


def _homes(session: Session, anchors: Collection[str]) -> dict[str, int]:
    """The incident each report, and all that ever stood with it, is in now."""
    found: dict[str, int] = {}
    for batch in batches(sorted(anchors)):
        held = select(report_home.c.incident).where(report_home.c.anchor.in_(batch))
        mates = select(report_home.c.anchor).where(report_home.c.incident.in_(held))
        rows = select(membership.c.anchor, membership.c.incident)
        for row in session.execute(rows.where(membership.c.anchor.in_(mates))):
            found[row.anchor] = row.incident
    return found


def _former_mates(session: Session, anchors: Collection[str]) -> dict[str, dict[int, set[str]]]:
    """For each report the incidents it ever was in, with the others that were."""
    found: dict[str, dict[int, set[str]]] = defaultdict(dict)
    own = report_home.alias("own")
    for batch in batches(sorted(anchors)):
        statement = (
            select(own.c.anchor, own.c.incident, report_home.c.anchor.label("mate"))
            .join(report_home, report_home.c.incident == own.c.incident)
            .where(own.c.anchor.in_(batch), report_home.c.anchor != own.c.anchor)
        )
        for row in session.execute(statement):
            found[row.anchor].setdefault(row.incident, set()).add(row.mate)
    return found


@dataclass(frozen=True, slots=True)
class UnboundCorrection:
    """A correction in force that holds on to nothing any more."""

    incident_id: str
    victim_id: str | None
    field: str
    value: Any
    anchors: tuple[str, ...]

    def __str__(self) -> str:
        who = " ".join(filter(None, (self.incident_id, self.victim_id)))
        return f"{self.field} of {who} was set to {self.value!r}, but no report there has it now"


_CORRECTIONS = (
    select(correction, incident_identifier.c.withdrawn_at.is_not(None).label("withdrawn"))
    .join(incident_identifier, incident_identifier.c.n == correction.c.incident)
    .where(correction.c.superseded_at.is_(None))
    .order_by(correction.c.id)
)
_CORRECTIONS_ABOUT = _CORRECTIONS.where(correction.c.id.in_(corrected_there(_ANCHORS)))


def unbound_corrections(
    session: Session, *, about: Collection[str] | None = None
) -> list[UnboundCorrection]:
    """Corrections of people no report tells of, or of incidents that were withdrawn.

    Of all, or only those that were made ``about`` one of these reports (anchors).
    """
    if about is None:
        return _unbound(session, session.execute(_CORRECTIONS).all())
    rows = session.execute(_CORRECTIONS_ABOUT, {"anchors": list(about)}).all()
    wanted = set(about)
    return [item for item in _unbound(session, rows) if wanted & set(item.anchors)]


def _unbound(session: Session, rows: Sequence[Row[Any]]) -> list[UnboundCorrection]:
    told = {anchor for row in rows for anchor, _ in row.persons or ()}
    known = _still_there(session, told)
    return [
        UnboundCorrection(
            f"I{row.incident}",
            f"V{row.victim}" if row.victim else None,
            row.field,
            row.value,
            tuple(sorted({anchor for anchor, _ in row.persons or ()})),
        )
        for row in rows
        if row.withdrawn or (row.persons and not known & {anchor for anchor, _ in row.persons})
    ]


# ---------------------------------------------------------------------------------- incidents


def merge(
    session: Session, first: str, second: str, *, by: str, now: datetime, note: str = ""
) -> int:
    """The two incidents are one: "same" between their oldest reports."""
    pair = _oldest_of_two(session, first, second, "already")
    subject = f"merge {first} {second}"
    return decide(
        session, [pair], Verdict.SAME, by=by, now=now, note=note, kind="merge", subject=subject
    )


def apart(
    session: Session, first: str, second: str, *, by: str, now: datetime, note: str = ""
) -> int:
    """The two incidents are two: "different" between their oldest reports."""
    pair = _oldest_of_two(session, first, second, "that “casebook split” parts")
    subject = f"apart {first} {second}"
    return decide(
        session, [pair], Verdict.DIFFERENT, by=by, now=now, note=note, kind="apart", subject=subject
    )


def _oldest_of_two(session: Session, first: str, second: str, but: str) -> tuple[str, str]:
    """The oldest report of each incident; what is said of them is told of these."""
    ones, others = _reports_of(session, first), _reports_of(session, second)
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
    members = _reports_of(session, incident_id)
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
        _judge(session, number, bonds, Verdict.SAME, now=now)
    return number


def accept(session: Session, incident_id: str, *, by: str, now: datetime, note: str = "") -> int:
    """Pin the values shown, and "same" from the oldest report to each of the others."""
    members = _reports_of(session, incident_id)
    number = _review(session, incident_id, "accepted", by=by, now=now, note=note)
    oldest = members[0]
    bonds = sorted((min(oldest, other), max(oldest, other)) for other in members[1:])
    _judge(session, number, bonds, Verdict.SAME, now=now)
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
    """Look at it again on a day, or once so many independent sources tell of it."""
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
    return sorted(telling) or _reports_of(session, incident_id)


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
    victim = identifiers.number(subject, of="V") if _is_victim(subject) else None
    n = incident_of(session, victim) if victim else identifiers.living(session, subject)
    said = f"set {subject} {field} to {value!r}"
    number = begin(session, "correction", said, by=by, now=now, note=note)
    who = correction.c.victim.is_(None) if victim is None else correction.c.victim == victim
    same = (correction.c.incident == n, who, correction.c.field == field)
    close(session, correction, *same, by=number, now=now)
    row: dict[str, Any] = {"decision_id": number, "incident": n, "victim": victim, "field": field}
    row |= {"persons": _persons(session, n).get(victim) if victim else None}
    row |= {"known": _told_of(session, n, victim, field)}
    add(session, correction, [row | {"value": value, "source": source}])
    mark_stale(session, [n])
    return number


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
    who = correction.c.victim.is_(None) if victim is None else correction.c.victim == victim
    statement = (
        select(correction, decision.c.by, decision.c.at, decision.c.note)
        .join(decision, decision.c.id == correction.c.decision_id)
        .where(correction.c.incident == n, correction.c.field == field, who)
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


def name_external(
    session: Session, victim_id: str, schema: str, value: str, *, by: str, now: datetime
) -> int:
    """Remember which row of somebody else's list a victim is."""
    victim = identifiers.number(victim_id, of="V")
    n = incident_of(session, victim)
    number = begin(session, "external id", f"{victim_id} is {schema} {value}", by=by, now=now)
    same = (external_id.c.victim == victim, external_id.c.schema == schema)
    close(session, external_id, *same, by=number, now=now)
    row = {"decision_id": number, "victim": victim, "schema": schema, "value": value}
    add(session, external_id, [row])
    mark_stale(session, [n])
    return number


def incident_of(session: Session, victim: int) -> int:
    """The number of the incident a victim is counted in."""
    statement = select(victim_identifier.c.incident).where(victim_identifier.c.n == victim)
    n = session.execute(statement).scalar()
    if n is None:
        raise CannotDecide(f"there is no victim V{victim}")
    return identifiers.living(session, f"I{n}")


def _reports_of(session: Session, incident_id: str) -> list[str]:
    """An incident's reports, the oldest first."""
    statement = (
        select(membership.c.anchor)
        .where(membership.c.incident == identifiers.living(session, incident_id))
        .order_by(membership.c.position)
    )
    return list(session.execute(statement).scalars())


# ---------------------------------------------------------------------------------- decisions


def history(session: Session, *, by: str | None = None, limit: int = 50) -> list[Decision]:
    """What was decided, the last first."""
    statement = select(decision).order_by(decision.c.id.desc()).limit(limit)
    if by is not None:
        statement = statement.where(decision.c.by == by)
    return [_decision(row) for row in session.execute(statement)]


def get(session: Session, number: int) -> Decision:
    """A decision by its number; raises :class:`CannotDecide`."""
    row = session.execute(select(decision).where(decision.c.id == number)).first()
    if row is None:
        raise CannotDecide(f"there is no decision {number}")
    return _decision(row)


def about(session: Session, n: int) -> list[Decision]:
    """What was decided about an incident, its people and its reports, the last first."""
    own = select(membership.c.anchor).where(membership.c.incident == n)
    numbers: set[int] = set()
    for table in (review, correction):
        found = select(table.c.decision_id).where(table.c.incident == n)
        numbers.update(session.execute(found).scalars())
    pairs = select(judgement.c.decision_id).where(
        judgement.c.left.in_(own) | judgement.c.right.in_(own)
    )
    numbers.update(session.execute(pairs).scalars())
    statement = select(decision).where(decision.c.id.in_(sorted(numbers)))
    return [_decision(row) for row in session.execute(statement.order_by(decision.c.id.desc()))]


def last_of(session: Session, by: str) -> Decision | None:
    """The caller's own last decision that still stands: what ``undo`` would take back."""
    statement = (
        select(decision)
        .where(decision.c.by == by, decision.c.undone_at.is_(None))
        .order_by(decision.c.id.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return _decision(row) if row else None


def undo(session: Session, number: int, *, by: str, now: datetime) -> Decision:
    """Take a decision back: its rows end, what they had closed is in force again."""
    one_at_a_time(session)
    row = session.execute(select(decision).where(decision.c.id == number)).first()
    if row is None:
        raise CannotDecide(f"there is no decision {number}")
    if row.undone_at is not None:
        raise CannotDecide(f"decision {number} was taken back already")
    if row.kind == "redaction":
        raise CannotDecide("a redaction is taken back with “casebook redact … --lift”")
    _wake(session, number)
    for table, keys in _DECIDED.items():
        _reopen(session, table, keys, number, now=now)
    ruled = select(article_ruling.c.article).where(article_ruling.c.decision_id == number)
    for key in session.execute(ruled).scalars().all():
        articles.obey(session, key)
    session.execute(
        update(decision).where(decision.c.id == number).values(undone_at=now, undone_by=by)
    )
    return _decision(row)


def _reopen(
    session: Session, table: Table, keys: Sequence[str], number: int, *, now: datetime
) -> None:
    """What a decision's rows had closed is as if they had never been; the rows themselves end."""
    undone = select(decision.c.id).where(decision.c.undone_at.is_not(None))
    for own in session.execute(select(table).where(table.c.decision_id == number)).mappings():
        same = [table.c[key].is_not_distinct_from(own[key]) for key in keys]
        session.execute(
            update(table)
            .where(*same, table.c.superseded_by == number, table.c.decision_id.not_in(undone))
            .values(superseded_at=own["superseded_at"], superseded_by=own["superseded_by"])
        )
    own_rows = (table.c.decision_id == number, table.c.superseded_at.is_(None))
    session.execute(update(table).where(*own_rows).values(superseded_at=now))


def _wake(session: Session, number: int) -> None:
    """Have everything a decision touched resolved or shown again."""
    pairs = session.execute(
        select(judgement.c.left, judgement.c.right).where(judgement.c.decision_id == number)
    )
    _ask_again(session, {anchor for pair in pairs for anchor in pair})
    for table in (review, correction):
        touched = select(table.c.incident).where(table.c.decision_id == number)
        mark_stale(session, session.execute(touched).scalars())
    named = (
        select(victim_identifier.c.incident)
        .join(external_id, external_id.c.victim == victim_identifier.c.n)
        .where(external_id.c.decision_id == number)
    )
    mark_stale(session, session.execute(named).scalars())


def begin(
    session: Session, kind: str, subject: str, *, by: str, now: datetime, note: str = ""
) -> int:
    one_at_a_time(session)
    row = {"kind": kind, "subject": subject, "by": by, "at": now, "note": note}
    statement = decision.insert().values(row).returning(decision.c.id)
    return int(session.execute(statement).scalar_one())


def close(session: Session, table: Table, *which: Any, by: int, now: datetime) -> None:
    """End what is in force, by a later decision; the rows stay."""
    ended = {"superseded_at": now, "superseded_by": by}
    session.execute(update(table).where(*which, table.c.superseded_at.is_(None)).values(ended))


def _ask_again(session: Session, anchors: Iterable[str]) -> None:
    for batch in batches(sorted(set(anchors))):
        session.execute(
            update(report)
            .where(report.c.anchor.in_(batch), report.c.current, report.c.in_scope)
            .values(waiting=True)
        )


def mark_stale(session: Session, incidents: Iterable[int]) -> None:
    for batch in batches(sorted(set(incidents))):
        session.execute(update(incident).where(incident.c.n.in_(batch)).values(stale=True))


def _decision(row: Row[Any]) -> Decision:
    return Decision(row.id, row.kind, row.subject, row.by, row.at, row.note, row.undone_at)
