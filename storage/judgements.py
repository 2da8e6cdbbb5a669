"""What people decided on two reports: the same incident, or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, union
from sqlalchemy.orm import Session

from pipeline.records import Judgement, Question, Verdict
from storage.decisions import ask_again, begin, close
from storage.prepared import ask
from storage.sql import add, batches, one_of
from storage.tables import (
    correction,
    decision,
    incident_identifier,
    judgement,
    membership,
    report,
    report_home,
)


def pair_of(session: Session, number: int) -> tuple[str, str] | None:
    """The two reports a decision was about; none where it was about no pair, or several."""
    own = select(judgement.c.left, judgement.c.right).where(judgement.c.decision_id == number)
    found = session.execute(own.limit(2)).all()
    return (found[0].left, found[0].right) if len(found) == 1 else None


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
    judge(session, number, wanted, verdict, now=now)
    return number


def judge(
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
    ask_again(session, {anchor for pair in pairs for anchor in pair})


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
