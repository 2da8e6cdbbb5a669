"""What is not a news page: autopsies, charging letters, dockets, one's own notes.

The file lies in the archive as it came; its text lies beside it as a page the reader reads like an
article, under an address of its own that leads nowhere, so that every claim has its words.
"""

from __future__ import annotations

import io
import json
import logging
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.page import papers
from pipeline.records import OutletPlace
from storage import identifiers, pages
from storage.archive import Archive, payload_sha256
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture
from storage.sql import add_one
from storage.tables import (
    capture,
    decision,
    document,
    judgement,
    link,
    membership,
    reading,
    report,
)

NOWHERE = "https://documents.invalid/"
KINDS = ("autopsy", "charging_letter", "docket", "report", "letter", "note", "other")
#: The kind of decision that says which incident a document is about.
BOUND = "document"
MAX_BYTES = 30_000_000
_MAX_TEXT = 2_000_000


class CannotAdd(Exception):
    """The file will not do as a document; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document and what is known of it."""

    payload: bytes
    name: str  # of the file
    kind: str
    title: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    may_show: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is kept."""

    id: int
    kind: str
    title: str | None
    issuer: str | None
    issued_on: date | None
    may_show: bool
    incident_id: str | None
    sha256: str
    added_by: str | None


def text_of(payload: bytes, name: str) -> tuple[str, str]:
    """A document's text and content type. Raises :class:`CannotAdd`."""
    if len(payload) > MAX_BYTES:
        raise CannotAdd(f"{name} is larger than {MAX_BYTES:,} bytes; add the pages that matter")
    if payload.startswith(b"%PDF-"):
        return _pdf_text(payload, name), "application/pdf"
    if name.casefold().endswith((".txt", ".md")):
        try:
            text = payload.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise CannotAdd(f"{name} is not UTF-8 text; save it as that") from fault
        if not text.strip():
            raise CannotAdd(f"{name} has no text in it")
        return text, "text/plain; charset=utf-8"
    raise CannotAdd(f"{name} is neither PDF nor text; save it as one of these")


def _pdf_text(payload: bytes, name: str) -> str:
    from pypdf import PdfReader  # large: only who reads a PDF loads it
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said once, below
    try:
        reader = PdfReader(io.BytesIO(payload))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotAdd(f"{name} is locked with a password; unlock it first")
        parts: list[str] = []
        for page in reader.pages:
            parts.append(page.extract_text())
            if sum(map(len, parts)) > _MAX_TEXT:
                raise CannotAdd(f"{name} has too much text; add the pages that matter")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as fault:
        raise CannotAdd(f"{name} cannot be read as PDF ({fault})") from fault
    text = paragraphs("\n\n".join(parts))
    if not text:
        raise CannotAdd(f"{name} has no text in it (a scan?); run text recognition on it first")
    return text


def paragraphs(text: str) -> str:
    """Lines as a page breaks them, joined to paragraphs.

    >>> paragraphs("The man\\nwas shot.\\n\\nHe died at the sce-\\nne.")
    'The man was shot.\\n\\nHe died at the scene.'
    """
    found = []
    for part in re.split(r"\n\s*\n", text.replace("\r", "")):
        joined = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", part.strip())
        joined = re.sub(r"\s*\n\s*", " ", joined)
        found += [joined] if joined else []
    return "\n\n".join(found)


def keep(
    session: Session, archive: Archive, new: NewDocument, *, by: str, now: datetime
) -> tuple[int, int, bool]:
    """Keep a document and the page it is read by: its number, its capture, whether it is new.

    The archive is written and synced before the rows are: call it inside a transaction that is
    committed afterwards.
    """
    text, content_type = text_of(new.payload, new.name)
    sha256 = payload_sha256(new.payload)
    known = select(document.c.id, document.c.capture_id).where(document.c.sha256 == sha256)
    if here := session.execute(known).first():
        return here.id, here.capture_id, False
    address = new.url or f"{NOWHERE}{sha256[:32]}"
    page = json.dumps(_page(new, text, address), ensure_ascii=False).encode("utf-8", "replace")
    ref = archive.append_resource(
        url=address, content_type=content_type, payload=new.payload, fetched_at=now, sync=False
    )
    read_by = archive.append_resource(
        url=address, content_type=papers.CONTENT_TYPE, payload=page, fetched_at=now
    )
    capture_id, _ = pages.ingested(
        session,
        FoundLink(address, "a document", home=OutletPlace(outlet=new.issuer)),
        NewCapture(
            link_id=0,
            fetched_at=now,
            status=200,
            sha256=payload_sha256(page),
            verdict=Kept.KEPT,
            ref=read_by,
            content_type=papers.CONTENT_TYPE,
        ),
        now=now,
    )
    row: dict[str, Any] = {"kind": new.kind, "title": new.title or new.name, "issuer": new.issuer}
    row |= {"issued_on": new.issued_on, "received_at": now, "may_show": new.may_show}
    row |= {"content_type": content_type, "sha256": sha256, "url": new.url}
    row |= {"file": ref.file, "offset": ref.offset, "length": ref.length}
    number = add_one(session, document, row | {"capture_id": capture_id, "added_by": by})
    return number, capture_id, True


def _page(new: NewDocument, text: str, address: str) -> dict[str, Any]:
    return {
        "url": address,
        "title": new.title or new.name,
        "text": text,
        "published": new.issued_on.isoformat() if new.issued_on else None,
        "outlet": new.issuer,
    }


def belongs(session: Session, number: int, incident_id: str) -> None:
    """Remember to which incident somebody added it."""
    n = identifiers.living(session, incident_id)
    session.execute(document.update().where(document.c.id == number).values(incident=n))


def anchors(session: Session, capture_id: int) -> list[str]:
    """The reports that were read from a document."""
    statement = (
        select(report.c.anchor)
        .join(reading, reading.c.article_id == report.c.article_id)
        .where(reading.c.capture_id == capture_id, report.c.current, report.c.in_scope)
        .order_by(report.c.n)
    )
    return list(session.execute(statement).scalars())


def bound(session: Session, capture_id: int) -> tuple[int, int] | None:
    """The incident a document's reports are in by a person's word, and the decision."""
    told = (judgement.c.left == membership.c.anchor) | (judgement.c.right == membership.c.anchor)
    statement = (
        select(membership.c.incident, decision.c.id)
        .join(judgement, told)
        .join(decision, decision.c.id == judgement.c.decision_id)
        .where(
            membership.c.anchor.in_(anchors(session, capture_id)),
            decision.c.kind == BOUND,
            decision.c.undone_at.is_(None),
            judgement.c.superseded_at.is_(None),
        )
        .order_by(decision.c.id.desc())
    )
    row = session.execute(statement).first()
    return (row.incident, row.id) if row else None


def every(session: Session, *, incident_id: str | None = None) -> list[Document]:
    """The documents, each where its report stands; one without a report where it was added."""
    homes = _homes(session)
    wanted = None if incident_id is None else f"I{identifiers.living(session, incident_id)}"
    rows = [
        (row, _living(session, homes.get(row.id) or row.incident))
        for row in session.execute(select(document).order_by(document.c.id))
    ]
    return [
        Document(
            row.id,
            row.kind,
            row.title,
            row.issuer,
            row.issued_on,
            row.may_show,
            home,
            row.sha256,
            row.added_by,
        )
        for row, home in rows
        if wanted is None or home == wanted
    ]


def _homes(session: Session) -> dict[int, int]:
    """Where the first report of each document stands."""
    statement = (
        select(document.c.id, membership.c.incident)
        .join(reading, reading.c.capture_id == document.c.capture_id)
        .join(report, report.c.article_id == reading.c.article_id)
        .join(membership, membership.c.anchor == report.c.anchor)
        .where(report.c.current)
        .order_by(document.c.id, report.c.n.desc())
    )
    return {row.id: row.incident for row in session.execute(statement)}


def _living(session: Session, n: int | None) -> str | None:
    try:
        return f"I{identifiers.living(session, f'I{n}')}" if n else None
    except identifiers.NoSuchIncident:
        return None


def hidden(session: Session) -> frozenset[str]:
    """Addresses of documents that may not be shown outside."""
    statement = (
        select(link.c.url)
        .join(capture, capture.c.link_id == link.c.id)
        .join(document, document.c.capture_id == capture.c.id)
        .where(~document.c.may_show)
    )
    return frozenset(session.execute(statement).scalars())
