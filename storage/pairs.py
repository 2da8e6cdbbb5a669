"""Which pairs of reports are worth a person's look: those whose answer would change most."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, case, func, literal, or_, select
from sqlalchemy.orm import Session

from pipeline.records import Evidence, Question
from storage import comparisons, incidents, redactions
from storage.sql import batches
from storage.tables import (
    article_version,
    decision,
    edge,
    incident,
    judgement,
    membership,
    question,
    report,
)

#: Bits at which "same" and "different" are about as likely, given what else is known.
EVEN = 5.0
#: What the resolver asks of two reports.
OF_PAIRS = ("contradiction", "near tie")
#: A link weaker than this is worth asking about though nothing stands against it.
WEAK = 9.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: are these two reports about one incident?"""

    left: str
    right: str
    kind: str  # apart, joined, or what the resolver asks
    says: str
    score: float | None
    moves: int  # articles that would change their incident
    effect: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports, as people name it."""

    anchor: str
    article: int
    incident: int | None
    title: str
    outlet: str | None
    published: str | None
    url: str


def queue(session: Session, *, limit: int = 100) -> list[Asked]:
    """What to ask, by effect: articles that would move, weighed by how open the answer is."""
    best: dict[tuple[Any, ...], Asked] = {}
    for asked, about in (*_apart(session), *_joined(session), *_questions(session)):
        if about not in best or asked.effect > best[about].effect:
            best[about] = asked
    ranked = sorted(best.values(), key=lambda item: (-item.effect, item.left, item.right))
    return ranked[:limit]


def _openness(score: Any) -> Any:
    """1 where both answers are as likely, falling off on either side (in SQL)."""
    return 1.0 / (1.0 + func.abs(score - EVEN))


def _unjudged(left: Any, right: Any) -> Any:
    said = select(literal(1)).where(
        judgement.c.left == left, judgement.c.right == right, judgement.c.superseded_at.is_(None)
    )
    return ~said.exists()


def _apart(session: Session) -> Iterator[tuple[Asked, tuple[Any, ...]]]:
    """Two incidents with an edge between them: "same" would make them one."""
    one, other = membership.alias(), membership.alias()
    first, second = incident.alias(), incident.alias()
    moves = case(
        (first.c.article_count < second.c.article_count, first.c.article_count),
        else_=second.c.article_count,
    )
    effect = (moves * _openness(edge.c.score)).label("effect")
    low = case((one.c.incident < other.c.incident, one.c.incident), else_=other.c.incident)
    high = case((one.c.incident < other.c.incident, other.c.incident), else_=one.c.incident)
    statement = (
        select(edge.c.left, edge.c.right, edge.c.score, moves.label("moves"), effect,
               low.label("low"), high.label("high"))
        .join(one, one.c.anchor == edge.c.left)
        .join(other, other.c.anchor == edge.c.right)
        .join(first, first.c.n == one.c.incident)
        .join(second, second.c.n == other.c.incident)
        .where(
            one.c.incident != other.c.incident,
            ~edge.c.vetoed,
            edge.c.score > 0,
            first.c.review != "excluded",
            second.c.review != "excluded",
        )
        .order_by(effect.desc(), edge.c.left, edge.c.right)
        .limit(1000)
    )  # fmt: skip
    rows = session.execute(statement).all()
    settled = _settled(session, {n for row in rows for n in (row.low, row.high)})
    for row in rows:
        if (row.low, row.high) not in settled:
            says = f"I{row.low} and I{row.high} are apart"
            asked = Asked(row.left, row.right, "apart", says, row.score, row.moves, row.effect)
            yield asked, ("apart", row.low, row.high)


def _settled(session: Session, numbers: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of incidents about which somebody has spoken already."""
    one, other = membership.alias(), membership.alias()
    found: set[tuple[int, int]] = set()
    for batch in batches(sorted(numbers)):
        statement = (
            select(one.c.incident, other.c.incident.label("other"))
            .select_from(judgement)
            .join(one, one.c.anchor == judgement.c.left)
            .join(other, other.c.anchor == judgement.c.right)
            .where(
                judgement.c.superseded_at.is_(None),
                one.c.incident != other.c.incident,
                or_(one.c.incident.in_(batch), other.c.incident.in_(batch)),
            )
        )
        for row in session.execute(statement):
            found.add((min(row.incident, row.other), max(row.incident, row.other)))
    return found


def _joined(session: Session) -> Iterator[tuple[Asked, tuple[Any, ...]]]:
    """A report that joined by a weak edge: "different" would take it out again."""
    effect = _openness(edge.c.score).label("effect")
    statement = (
        select(edge.c.left, edge.c.right, edge.c.score, effect, membership.c.incident)
        .select_from(membership)
        .join(edge, comparisons.JOINED)
        .join(incident, incident.c.n == membership.c.incident)
        .where(
            membership.c.via.is_not(None),
            edge.c.score < WEAK,
            incident.c.review.in_(("candidate", "held")),
            _unjudged(edge.c.left, edge.c.right),
        )
        .order_by(effect.desc(), edge.c.left, edge.c.right)
        .limit(300)
    )
    for row in session.execute(statement):
        says = f"one incident, I{row.incident}, by a weak link"
        asked = Asked(row.left, row.right, "joined", says, row.score, 1, row.effect)
        yield asked, ("joined", row.left, row.right)


def _questions(session: Session) -> Iterator[tuple[Asked, tuple[Any, ...]]]:
    """What the resolver asks: contradictions and near ties come first."""
    of_pairs = select(question).where(question.c.kind.in_(OF_PAIRS))
    rows = session.execute(of_pairs.order_by(question.c.key)).all()
    ends = {row.key: tuple(sorted(row.anchors[:2])) for row in rows if len(row.anchors) >= 2}
    spoken = judged(session, {left for left, _ in ends.values()})
    for row in rows:
        if row.key not in ends:
            continue
        left, right = ends[row.key]
        weight = 3.0 if row.kind == "contradiction" else 1.5
        if row.kind != "contradiction" and (left, right) in spoken:
            continue
        yield Asked(left, right, row.kind, row.says, None, 1, weight), ("question", row.key)


def others(session: Session) -> list[Question]:
    """What is asked of no pair: values told anew, decisions whose reports went or moved."""
    return [
        asked
        for asked in incidents.questions(session)
        if asked.kind not in OF_PAIRS or len(set(asked.anchors)) < 2
    ]


def judged(session: Session, lefts: Collection[str]) -> set[tuple[str, str]]:
    """The pairs, of these on the left, about which somebody has spoken."""
    found: set[tuple[str, str]] = set()
    for batch in batches(sorted(lefts)):
        rows = session.execute(_JUDGED, {"lefts": batch}).all()
        found.update((left, right) for left, right in rows)
    return found


_JUDGED = select(judgement.c.left, judgement.c.right).where(
    judgement.c.left.in_(bindparam("lefts", expanding=True)), judgement.c.superseded_at.is_(None)
)


# ---------------------------------------------------------------------------------- one pair


def sides(session: Session, anchors: Collection[str]) -> dict[str, Side]:
    """These reports, where they stand now."""
    found: dict[str, Side] = {}
    for batch in batches(sorted(anchors)):
        statement = (
            select(
                report.c.anchor,
                report.c.article_id,
                membership.c.incident,
                article_version.c.title,
                article_version.c.outlet,
                article_version.c.published,
                article_version.c.url,
            )
            .join(article_version, article_version.c.id == report.c.version_id)
            .outerjoin(membership, membership.c.anchor == report.c.anchor)
            .where(report.c.anchor.in_(batch), report.c.current)
        )
        found |= {row.anchor: Side(*row) for row in session.execute(statement)}
    return found


def evidence(session: Session, left: str, right: str) -> tuple[float, tuple[Evidence, ...]] | None:
    """How the two were compared, without what is withheld; None when they never were."""
    found = comparisons.of_two(session, left, right)
    if found is None:
        return None
    homes = select(membership.c.incident).where(membership.c.anchor.in_((left, right)))
    known = redactions.listed(session)
    owners = redactions.owners_in(session, set(session.execute(homes).scalars())) if known else ()
    told = tuple(replace(e, saw=known.saw(owners, e.trait, e.saw)) for e in found.evidence)
    return found.score, told


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of a pair."""

    verdict: str
    by: str
    decision: int


def said(session: Session, left: str, right: str, *, by: int | None = None) -> Word | None:
    """The word in force on a pair, or what was said of it ``by`` a decision."""
    which = judgement.c.superseded_at.is_(None) if by is None else judgement.c.decision_id == by
    statement = (
        select(judgement.c.verdict, decision.c.by, decision.c.id)
        .join(decision, decision.c.id == judgement.c.decision_id)
        .where(judgement.c.left == left, judgement.c.right == right, which)
    )
    row = session.execute(statement).first()
    return Word(*row) if row else None
