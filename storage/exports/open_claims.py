"""Claims and articles as they may leave: few and short quotes, and nobody's name in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline import names
from pipeline.records import Role
from storage import redactions
from storage.exports.articles import article_rows
from storage.exports.claims import claim_rows
from storage.leaving import (
    QUOTE_LENGTH,
    QUOTES,
    hidden_sayings,
    is_name_public,
    may_tell,
    quotes_any,
    says_any,
)
from storage.sql import batches
from storage.tables import incident, membership, report, report_person

ARTICLE_COLUMNS = (
    "article_id", "url", "outlet", "published", "published_precision", "incident_ids",
    "near_duplicate_of",
)  # fmt: skip
CLAIM_COLUMNS = (
    "claim_id", "article_url", "article_version", "incident_id", "victim_id", "field", "value",
    "basis", "quote", "asserted_by", "hedged", "method", "version", "confidence",
)  # fmt: skip
#: Whose names are public by their office.
_IN_OFFICE = frozenset((Role.OFFICIAL,))


def open_articles(
    session: Session, lines: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The articles of these incidents (opened lines): addresses and dates, no words of theirs.

    Of what is nearly whose text they are only addresses are told that these lines tell, too.
    """
    everywhere = {item["url"] for line in lines.values() for item in line["articles"]}
    for row in article_rows(session, text="none"):
        own = [number for number in row["incident_ids"] if number in lines]
        if not own:
            continue
        public = {item["url"] for number in own for item in lines[number]["articles"]}
        row["incident_ids"] = own
        row["url"] = row["url"] if row["url"] in public else None
        if row["url"] is None or row["near_duplicate_of"] not in everywhere:
            row["near_duplicate_of"] = None
        yield {name: row[name] for name in ARTICLE_COLUMNS}


def open_claims(
    session: Session,
    lines: Mapping[str, Mapping[str, Any]],
    *,
    length: int = QUOTE_LENGTH,
) -> Iterator[dict[str, Any]]:
    """The claims of these incidents (opened lines); most without their quote."""
    for row in openly(session, claim_rows(session), lines, length=length):
        yield {name: row[name] for name in CLAIM_COLUMNS}


def openly(
    session: Session,
    rows: Iterable[dict[str, Any]],
    lines: Mapping[str, Mapping[str, Any]],
    *,
    length: int = QUOTE_LENGTH,
) -> Iterator[dict[str, Any]]:
    """Those of these claims that may leave, all claims of an article one after the other.

    An article gives three quotes at most, cut to ``length``; one with the name of anybody who may
    not be named gives none.
    """
    hidden = _hidden_words(session, lines)
    known = redactions.listed(session)
    sayings = hidden_sayings(session, lines.values(), known)
    last, given = "", list[str]()  # the quotes of the article whose claims are being told
    for row in rows:
        line = lines.get(row["incident_id"] or "")
        if line is None or not _may_be_told(row, line) or not may_tell(row, known):
            continue
        words = hidden[str(row["incident_id"])]
        told = str(row["value"]) if isinstance(row["value"], str) else ""
        if says_any(told, words):
            continue
        url = row["article_url"]
        if url != last:
            last, given = url, []
        public = {item["url"] for item in line["articles"]}
        row["article_url"] = url if url in public else None
        if quotes_any(row["quote"], sayings.get(str(row["incident_id"]), ())):
            row["quote"] = None
        row["quote"] = _quote(row["quote"], words, given, min(length, QUOTE_LENGTH))
        yield row


def _quote(quote: str | None, words: frozenset[str], given: list[str], length: int) -> str | None:
    if quote is None or length <= 0 or says_any(quote, words):
        return None
    short = quote[:length]
    if short not in given:
        if len(given) >= QUOTES:
            return None
        given.append(short)
    return short


def _may_be_told(row: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    """Names go only where the line has them."""
    if row["field"] == "officer":
        return row["value"] in line["officers"]
    if row["field"] == "name":
        return any(
            victim["victim_id"] == row["victim_id"] and victim["name"] for victim in line["victims"]
        )
    return True


def _hidden_words(
    session: Session, lines: Mapping[str, Mapping[str, Any]]
) -> dict[str, frozenset[str]]:
    """For each incident the words of every name in its reports that may not leave."""
    public = {
        number: _words(
            [victim["name"] for victim in line["victims"]]
            + [alias for victim in line["victims"] for alias in victim["aliases"]]
            + list(line["officers"])
        )
        for number, line in lines.items()
    }
    found: dict[str, set[str]] = defaultdict(set)
    for number, role, forms in _people(session, lines):
        if role not in _IN_OFFICE:
            found[number] |= _words(forms)
    for line in _whole(session, lines):
        for victim in line["victims"]:
            if not is_name_public(victim):
                found[line["incident_id"]] |= _words([victim["name"], *victim["aliases"]])
    return {number: frozenset(found[number] - public[number]) for number in lines}


def _words(called: Sequence[str | None]) -> set[str]:
    return {word for name in called if name for word in names.fold(name).split() if len(word) > 1}


def _people(
    session: Session, lines: Mapping[str, Any]
) -> Iterator[tuple[str, str, list[str | None]]]:
    """Everybody the reports of these incidents name: incident, role, forms."""
    numbers = sorted(int(number[1:]) for number in lines)
    for batch in batches(numbers):
        statement = (
            select(
                membership.c.incident, report_person.c.role, report_person.c.name,
                report_person.c.forms,
            )
            .join(report, report.c.anchor == membership.c.anchor)
            .join(report_person, report_person.c.report_id == report.c.id)
            .where(membership.c.incident.in_(batch), report.c.current)
        )  # fmt: skip
        for row in session.execute(statement):
            if row.name:
                yield f"I{row.incident}", row.role, [row.name, *row.forms]


def _whole(session: Session, lines: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for batch in batches(sorted(int(number[1:]) for number in lines)):
        yield from session.execute(select(incident.c.line).where(incident.c.n.in_(batch))).scalars()
