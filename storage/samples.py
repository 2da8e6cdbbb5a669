"""Second readings: items drawn by a seed, read by several people blind, compared, adjudicated."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.dates import stamp
from storage.decisions import CannotDecide
from storage.fields import typed_value
from storage.sql import add_one, batches, put
from storage.tables import (
    article_version,
    claim,
    edge,
    label,
    membership,
    report,
    sample,
)

#: What a field asks, for who reads the text: the codebook.
CODEBOOK: Mapping[str, str] = {
    "name": "The full name of the person shot by police, as this article gives it; empty when it"
    " names nobody.",
    "age": "The age in years of the person shot, as stated; empty when it is not.",
    "fatal": "yes when the article says that the person shot died, no when it says that they"
    " survived or live; empty when it says neither.",
    "incident_date": "The day of the shooting itself, not of the article, worked out from its words"
    " and its date (2024-05-13; a month as 2024-05); empty when it cannot be told.",
    "city": "The town in which the shooting took place, as stated; not the outlet's.",
    "state": "The state in which it took place, two letters.",
    "armed": "What the person shot is said to have had: unarmed, firearm, knife, vehicle, replica,"
    " other; undetermined when police have not said; empty when nothing is said.",
    "fleeing": "foot, car, other or not, as the article tells it; empty when it does not.",
    "body_camera": "yes when the article says that a body camera recorded it, no when it says that"
    " none did; empty otherwise.",
}
VERDICTS = ("same", "different", "unsure")
_ADJUDICATED = "adjudicated by "


@dataclass(frozen=True, slots=True)
class Sample:
    """What is to be read twice."""

    id: int
    name: str
    kind: str  # pairs | fields
    seed: int
    by: str
    at: datetime
    items: tuple[dict[str, Any], ...]


def draw(
    session: Session, name: str, kind: str, *, size: int, seed: int, by: str, now: datetime
) -> int:
    """Draw items; the same seed on the same record draws the same ones."""
    name = " ".join(name.split())[:80]
    if not name:
        raise CannotDecide("a sample needs a name")
    if not 1 <= size <= 1000:
        raise CannotDecide("a sample has 1 to 1,000 items")
    known = list(_pairs(session) if kind == "pairs" else _fields(session))
    if not known:
        raise CannotDecide("there is nothing yet to draw from")
    chosen = random.Random(seed).sample(known, min(size, len(known)))  # noqa: S311
    now_read = _texts_now(session, {anchor for item in chosen for anchor in anchors_of(item)})
    items = [
        item | {"texts": [now_read.get(anchor) for anchor in anchors_of(item)]} for item in chosen
    ]
    row = {"name": name, "kind": kind, "seed": seed, "by": by, "at": now, "items": items}
    return add_one(session, sample, row)


def anchors_of(item: Mapping[str, Any]) -> list[str]:
    """The reports an item is about."""
    return [item["anchor"]] if "anchor" in item else [item["left"], item["right"]]


def _texts_now(session: Session, anchors: Collection[str]) -> dict[str, str]:
    """The digest of the text each report is read in now."""
    found: dict[str, str] = {}
    for batch in batches(sorted(anchors)):
        statement = (
            select(report.c.anchor, article_version.c.sha256)
            .join(article_version, article_version.c.id == report.c.version_id)
            .where(report.c.anchor.in_(batch), report.c.current)
        )
        found |= {row.anchor: row.sha256 for row in session.execute(statement)}
    return found


def _pairs(session: Session) -> Iterator[dict[str, Any]]:
    statement = select(edge.c.left, edge.c.right).order_by(edge.c.left, edge.c.right)
    for row in session.execute(statement):
        yield {"left": row.left, "right": row.right}


def _fields(session: Session) -> Iterator[dict[str, Any]]:
    """Every field of every report that counts, whether the reader found anything or not."""
    statement = (
        select(report.c.anchor)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(report.c.current, report.c.n == 0)
        .order_by(report.c.anchor)
    )
    for anchor in session.execute(statement).scalars():
        for field in CODEBOOK:
            yield {"anchor": anchor, "field": field}


def every(session: Session) -> list[Sample]:
    return [_sample(row) for row in session.execute(select(sample).order_by(sample.c.id.desc()))]


def get(session: Session, number: int) -> Sample:
    row = session.execute(select(sample).where(sample.c.id == number)).first()
    if row is None:
        raise CannotDecide(f"there is no sample {number}")
    return _sample(row)


def _sample(row: Any) -> Sample:
    return Sample(row.id, row.name, row.kind, row.seed, row.by, row.at, tuple(row.items))


# ---------------------------------------------------------------------------------- reading


def _drawn_versions(session: Session, items: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Which version each report of these items is read in, by its anchor.

    That is the one it had when the sample was drawn, so that everybody reads the same text. A
    report that is gone, or whose text is not there any more, is absent.
    """
    drawn = {
        anchor: text
        for item in items
        for anchor, text in zip(anchors_of(item), item.get("texts", (None, None)), strict=False)
    }
    found: dict[str, int] = {}
    for batch in batches(sorted(drawn)):
        statement = (
            select(report.c.anchor, report.c.version_id, article_version.c.id)
            .add_columns(article_version.c.sha256)
            .join(article_version, article_version.c.article_id == report.c.article_id)
            .where(report.c.anchor.in_(batch), report.c.current)
            .order_by(article_version.c.n)
        )
        for row in session.execute(statement):
            text = drawn[row.anchor]
            if row.sha256 == text or (text is None and row.id == row.version_id):
                found[row.anchor] = row.id
    return found


def texts(session: Session, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of the versions these items are read in, by anchor; of those that are there."""
    which = _drawn_versions(session, items)
    rows: dict[int, Any] = {}
    for batch in batches(sorted({*which.values()})):
        statement = select(article_version).where(article_version.c.id.in_(batch))
        rows |= {row.id: row for row in session.execute(statement)}
    return {anchor: rows[version] for anchor, version in which.items()}


def readable(session: Session, drawn: Sample) -> list[int]:
    """The items whose texts are there as they were when the sample was drawn."""
    there = _drawn_versions(session, drawn.items).keys()
    return [n for n, item in enumerate(drawn.items) if there >= {*anchors_of(item)}]


def set_label(
    session: Session,
    drawn: Sample,
    item: int,
    written: str,
    *,
    by: str,
    now: datetime,
    adjudicated: bool = False,
) -> None:
    """What somebody read; an adjudicated one is the last word on the item.

    A reading may be mended until its reader has read everything: then others' are shown.
    """
    if not 0 <= item < len(drawn.items):
        raise CannotDecide(f"sample {drawn.id} has no item {item}")
    value = value_of(drawn, item, written)
    if not adjudicated:
        _check_open(session, drawn, item, value, by)
    row = {"sample": drawn.id, "item": item, "by": by, "value": value, "at": now}
    if adjudicated:
        row["by"] = f"{_ADJUDICATED}{by}"
    put(session, label, [row | {"adjudicated": adjudicated}])


def _check_open(session: Session, drawn: Sample, item: int, value: Any, by: str) -> None:
    mine = (label.c.sample == drawn.id, label.c.item == item, label.c.by == by)
    known = session.execute(select(label.c.value).where(*mine)).first()
    if known is None and item not in readable(session, drawn):
        raise CannotDecide(f"the text of item {item + 1} is not there any more; go on to the next")
    if known is not None and known.value != value and next_item(session, drawn, by) is None:
        raise CannotDecide(
            f"you have read all of sample {drawn.id}, so what you read of item {item + 1} stands;"
            " an editor settles what was read differently"
        )


def value_of(drawn: Sample, item: int, written: str) -> Any:
    if drawn.kind == "pairs":
        if written not in VERDICTS:
            raise CannotDecide(f"a pair is {', '.join(VERDICTS)}")
        return written
    try:
        return typed_value(drawn.items[item]["field"], written)
    except ValueError as fault:
        raise CannotDecide(str(fault)) from fault


def settled_value(session: Session, drawn: Sample, item: int) -> tuple[Any, str] | None:
    """The last word on an item and whose it is; None: nobody has settled it."""
    statement = (
        select(label.c.value, label.c.by)
        .where(label.c.sample == drawn.id, label.c.item == item, label.c.adjudicated)
        .order_by(label.c.at.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return None if row is None else (row.value, row.by.removeprefix(_ADJUDICATED))


def next_item(session: Session, drawn: Sample, by: str) -> int | None:
    """The first item somebody has not read yet and still can."""
    done = select(label.c.item).where(label.c.sample == drawn.id, label.c.by == by)
    read = set(session.execute(done).scalars())
    return next((item for item in readable(session, drawn) if item not in read), None)


@dataclass(frozen=True, slots=True)
class Read:
    """One item as everybody read it."""

    item: int
    what: Mapping[str, Any]
    labels: Mapping[str, Any]  # by person
    settled: Any
    is_settled: bool

    @property
    def agreed(self) -> bool:
        return len({_plain(value) for value in self.labels.values()}) <= 1


def readings(session: Session, drawn: Sample) -> list[Read]:
    """Every item at least one person has read."""
    told: dict[int, dict[str, Any]] = defaultdict(dict)
    settled: dict[int, Any] = {}
    statement = select(label).where(label.c.sample == drawn.id).order_by(label.c.item, label.c.at)
    for row in session.execute(statement):
        if row.adjudicated:
            settled[row.item] = row.value
        else:
            told[row.item][row.by] = row.value
    return [
        Read(item, drawn.items[item], told[item], settled.get(item), item in settled)
        for item in sorted(told)
    ]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree on one field, beyond chance."""

    field: str
    one: str
    other: str
    n: int
    same: int
    kappa: float | None


def agreement(read: Sequence[Read], kind: str) -> list[Agreement]:
    """Cohen's kappa per field and pair of people."""
    both: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for one in read:
        field = "same or different" if kind == "pairs" else one.what["field"]
        for a, b in combinations(sorted(one.labels), 2):
            both[field, a, b].append((_plain(one.labels[a]), _plain(one.labels[b])))
    return [
        Agreement(field, a, b, len(pairs), sum(x == y for x, y in pairs), kappa(pairs))
        for (field, a, b), pairs in sorted(both.items())
    ]


def _plain(value: Any) -> str:
    return "" if value is None else str(value).casefold()


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa; None where chance alone would always agree.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    0.5
    """
    if not pairs:
        return None
    n = len(pairs)
    values = {value for pair in pairs for value in pair}
    seen = sum(one == other for one, other in pairs) / n
    chance = sum(
        sum(one == value for one, _ in pairs) * sum(other == value for _, other in pairs)
        for value in values
    ) / (n * n)
    return None if chance == 1 else round((seen - chance) / (1 - chance), 3)


# ------------------------------------------------------------------------------- what leaves

READING_COLUMNS = (
    "sample", "item", "field", "report_id", "article_url", "other_report_id", "other_url",
    "by", "value", "at", "settled", "settled_value",
)  # fmt: skip


def coded(session: Session, drawn: Sample) -> Iterator[dict[str, Any]]:
    """Every reading of every person, a row each: what agreement is worked out from."""
    there = texts(session, drawn.items)
    last = {one.item: one.settled for one in readings(session, drawn) if one.is_settled}
    statement = (
        select(label)
        .where(label.c.sample == drawn.id, label.c.adjudicated.is_(False))
        .order_by(label.c.item, label.c.by)
    )
    for row in session.execute(statement):
        what = drawn.items[row.item]
        anchor, *other = anchors_of(what)
        sides = [(end, there[end].url if end in there else None) for end in (anchor, *other)]
        (report_id, url), (other_id, other_url) = (*sides, (None, None))[:2]
        yield {
            "sample": drawn.id,
            "item": row.item + 1,
            "field": what.get("field", "same or different"),
            "report_id": report_id,
            "article_url": url,
            "other_report_id": other_id,
            "other_url": other_url,
            "by": row.by,
            "value": row.value,
            "at": stamp(row.at),
            "settled": row.item in last,
            "settled_value": last.get(row.item),
        }


# ---------------------------------------------------------------------------------- the gold file


def gold(session: Session, drawn: Sample) -> list[dict[str, Any]]:
    """Settled fields in the shape ``casebook evaluate`` reads: one line an article.

    Settled is what was adjudicated, or what at least two people read alike. Fields nobody
    settled are absent, so they are not scored.
    """
    if drawn.kind != "fields":
        raise CannotDecide("a gold file is made of a sample of fields")
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    there = texts(session, drawn.items)
    for read in readings(session, drawn):
        if read.is_settled:
            told[read.what["anchor"]][read.what["field"]] = read.settled
        elif len(read.labels) > 1 and read.agreed:
            told[read.what["anchor"]][read.what["field"]] = next(iter(read.labels.values()))
    found = sorted(told.keys() & there.keys())
    homes: dict[str, int] = {}
    for batch in batches(found):
        home = select(membership.c.anchor, membership.c.incident)
        rows = session.execute(home.where(membership.c.anchor.in_(batch)))
        homes |= {row.anchor: row.incident for row in rows}
    return [_line(anchor, there[anchor], homes.get(anchor), told[anchor]) for anchor in found]


def _line(anchor: str, row: Any, incident: int | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    person = {key: facts[key] for key in ("name", "age", "fatal") if key in facts}
    own = {key: value for key, value in facts.items() if key not in person}
    if "armed" in own:
        own["armed"] = {"category": own["armed"]}
    if person:
        own["victims"] = [person]
    found: dict[str, Any] = {
        "id": anchor,
        "url": row.url,
        "title": row.title,
        "text": row.text,
        "published": row.published,
        "outlet": row.outlet,
        "kind": "second reading",
        "incidents": [f"I{incident}"] if incident else [],
        "gold_facts": own,
    }
    if "name" in facts:
        found["victim_names_as_written"] = [facts["name"]] if facts["name"] else []
    return found


def machine_value(session: Session, anchor: str, field: str) -> list[Any]:
    """What the reader made of it: shown only to who adjudicates."""
    statement = (
        select(claim.c.value)
        .join(report, report.c.id == claim.c.report_id)
        .where(report.c.anchor == anchor, report.c.current, claim.c.field == field)
        .order_by(claim.c.n)
    )
    return list(dict.fromkeys(session.execute(statement).scalars()))
