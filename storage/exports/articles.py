"""Articles, with what each says of the incidents it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pipeline.linking.rows import is_row
from pipeline.records import Edge
from storage import comparisons, redactions
from storage.articles import article_id
from storage.explained import joined_by
from storage.leaving import QUOTE_LENGTH, QUOTES
from storage.reports import claimed_spans, quoted
from storage.sql import batches
from storage.tables import (
    article,
    article_version,
    capture,
    incident_person,
    link,
    membership,
    reading,
    report,
)

TextMode = Literal["none", "quotes", "full"]
TEXTS: tuple[TextMode, ...] = get_args(TextMode)

ARTICLE_COLUMNS = (
    "article_id", "url", "canonical_url", "urls", "outlet", "title", "byline", "published",
    "published_precision", "relevant", "relevance", "reasons", "text", "version",
    "near_duplicate_of", "syndicated_from", "incident_ids", "facts", "reports",
)  # fmt: skip


def article_rows(session: Session, *, text: TextMode = "full") -> Iterator[dict[str, Any]]:
    """One line an article, by key; rows of hand-kept records are none."""
    if text not in TEXTS:
        raise ValueError(f"text is none, quotes or full, not {text!r}")
    known = session.execute(select(article.c.id, article.c.key).order_by(article.c.key)).all()
    for ids in batches((row.id for row in known if not is_row(row.key)), 200):
        yield from _batch(session, ids, text)


def _batch(session: Session, ids: Sequence[int], text: TextMode) -> Iterator[dict[str, Any]]:
    statement = (
        select(article_version, article.c.key, article.c.near_duplicate_of)
        .join(article, article.c.id == article_version.c.article_id)
        .where(article_version.c.article_id.in_(ids), article_version.c.current)
        .order_by(article.c.key)
    )
    addresses = _addresses(session, ids)
    reports = _reports(session, ids)
    anchors = [r.anchor for told in reports.values() for r in told]
    victims = _victims(session, anchors)
    joins = comparisons.of_joins(session, anchors)
    spans = claimed_spans(session, ids) if text == "quotes" else {}
    hidden = redactions.listed(session)
    for row in session.execute(statement).all():
        told = reports[row.article_id]
        yield {
            **_own(row),
            "urls": sorted({row.url, row.canonical_url, *addresses[row.article_id]}),
            "text": _text(row, text, spans.get(row.article_id, ())),
            "incident_ids": list(dict.fromkeys(_incident(r) for r in told if r.incident)),
            "facts": _facts(told[0], victims, hidden) if told else None,
            "reports": [
                {
                    "report_id": r.anchor,
                    "incident_id": _incident(r),
                    "why": _why(r, joins, victims, hidden),
                    **_facts(r, victims, hidden),
                }
                for r in told
            ],
        }


def rows_of(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The lines of these articles (by row number), with their whole texts, by key."""
    yield from _batch(session, ids, "full")


def _own(row: Row[Any]) -> dict[str, Any]:
    """The article's own columns; those put together from elsewhere hold their places."""
    found = dict.fromkeys(ARTICLE_COLUMNS)
    named = row._mapping
    found |= {name: named[name] for name in ARTICLE_COLUMNS if name in named}
    return found | {"article_id": article_id(row.key), "version": row.n}


def _addresses(session: Session, ids: Sequence[int]) -> Mapping[int, set[str]]:
    """Every address an article was met under."""
    found: dict[int, set[str]] = defaultdict(set)
    statement = (
        select(reading.c.article_id, link.c.url, capture.c.final_url)
        .join(capture, capture.c.id == reading.c.capture_id)
        .join(link, link.c.id == capture.c.link_id)
        .where(reading.c.article_id.in_(ids))
    )
    for row in session.execute(statement):
        found[row.article_id] |= {row.url, row.final_url or row.url}
    return found


def _reports(session: Session, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    """The reports that count here, the main one first, each with its incident."""
    found: dict[int, list[Any]] = defaultdict(list)
    statement = (
        select(
            report.c.article_id,
            report.c.anchor,
            report.c.facts,
            membership.c.incident,
            membership.c.because,
            membership.c.via,
        )
        .outerjoin(membership, membership.c.anchor == report.c.anchor)
        .where(report.c.article_id.in_(ids), report.c.current, report.c.in_scope)
        .order_by(report.c.article_id, report.c.n)
    )
    for row in session.execute(statement):
        found[row.article_id].append(row)
    return found


def _victims(session: Session, anchors: Sequence[str]) -> Mapping[str, dict[str, int]]:
    """Which victims the people of these reports are: by report, then by name (or "#n")."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for batch in batches(anchors):
        own = select(membership.c.incident).where(membership.c.anchor.in_(batch))
        statement = select(incident_person).where(incident_person.c.incident.in_(own))
        for row in session.execute(statement):
            for anchor, name in row.persons:
                found[anchor][name] = row.victim
    return found


def _facts(
    row: Any, victims: Mapping[str, Mapping[str, int]], hidden: redactions.Listed
) -> dict[str, Any]:
    """A report's facts, its people with their identifiers where it is clear who is who.

    What is withheld of its incident is not in them, either.
    """
    known = victims.get(row.anchor, {})
    unnamed = [number for name, number in known.items() if name.startswith("#")]
    alone = unnamed[0] if len(unnamed) == 1 else None
    people = [
        {**person, "victim_id": _numbered(known.get(person["name"], alone), person)}
        if person["name"] is None or person["name"] in known
        else person
        for person in row.facts["victims"]
    ]
    facts = {**row.facts, "victims": people}
    return facts if row.incident is None else redactions.veiled_facts(facts, row.incident, hidden)


def _owners(row: Any, victims: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """The incident of a report, and the people shot whom it tells of."""
    known = victims.get(row.anchor, {})
    return (f"I{row.incident}", *(f"V{victim}" for victim in known.values()))


def _why(
    row: Any,
    joins: Mapping[str, Edge],
    victims: Mapping[str, Mapping[str, int]],
    hidden: redactions.Listed,
) -> dict[str, Any] | None:
    if row.incident is None:
        return None
    return joined_by(row, joins.get(row.anchor), _owners(row, victims), hidden)


def _numbered(number: int | None, person: Mapping[str, Any]) -> str | None:
    return f"V{number}" if number else person["victim_id"]


def _incident(row: Any) -> str | None:
    return f"I{row.incident}" if row.incident else None


def _text(row: Row[Any], mode: TextMode, spans: Sequence[Any]) -> str | None:
    """The text, nothing of it, or its first few quotes."""
    if mode == "full":
        return str(row.text)
    if mode == "none":
        return None
    quotes = [quoted(span, title=row.title, text=row.text) or "" for span in spans]
    return "\n".join(quote[:QUOTE_LENGTH] for quote in list(dict.fromkeys(quotes))[:QUOTES])
