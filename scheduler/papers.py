"""Documents: kept, read like an article, and bound to the incident they were added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.records import Verdict
from scheduler import redacting
from scheduler.guarded import fetch
from scheduler.reading import read_waiting
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Workplace
from storage import documents, identifiers, incidents, judgements, redactions
from storage.documents import NewDocument


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document. ``reports``: how many accounts of a shooting were read in it."""

    number: int
    new: bool
    reports: int
    incident_id: str | None


def fetched(url: str, *, agent: str, private_network: bool = False) -> tuple[bytes, str]:
    """A document from the web, and its name. Raises ``CannotFetch`` and ``CannotAdd``."""
    payload, kind, name = fetch(
        url, agent=agent, private_network=private_network, limit=documents.MAX_BYTES
    )
    if kind in {"text/html", "application/xhtml+xml"}:
        raise documents.CannotAdd(f"{url} is a web page; “casebook fetch {url}” reads it")
    if kind == "text/plain" and not name.casefold().endswith((".txt", ".md")):
        name = f"{name}.txt"
    return payload, name


def add_document(
    place: Workplace, new: NewDocument, *, incident_id: str | None, by: str, now: datetime
) -> Added:
    """Keep a document and read it. Raises ``documents.CannotAdd`` and ``NoSuchIncident``."""
    redacting.resume(place, now=now)
    with place.database.write() as session:
        if new.url and redactions.listed(session).address(new.url) is redactions.Level.ERASE:
            raise documents.CannotAdd("this address was erased and is not taken again")
        if incident_id is not None:
            identifiers.living(session, incident_id)
        number, capture_id, is_new = documents.keep(session, place.archive, new, by=by, now=now)
        if incident_id is not None:
            _refuse_another(session, number, capture_id, incident_id)
            documents.belongs(session, number, incident_id)
    read_waiting(place, now=now)
    resolve_waiting(place, now=now)
    with place.database.read() as session:
        anchors = documents.anchors(session, capture_id)
    if anchors and incident_id is not None:
        _bind(place, anchors[0], incident_id, number, by=by, now=now)
    redacting.enforce(place, now=now)  # a document that names somebody who is erased: its file goes
    return Added(number, is_new, len(anchors), incident_id)


def _refuse_another(session: Session, number: int, capture_id: int, incident_id: str) -> None:
    """Added to a second incident, a document would make one of the two."""
    wanted = identifiers.living(session, incident_id)
    home, decision = documents.bound(session, capture_id) or (wanted, 0)
    if home != wanted:
        raise documents.CannotAdd(
            f"document {number} is about I{home} by decision {decision}; take that back first"
            f" (`casebook undo {decision}`), or say that the two incidents are one"
            f" (`casebook merge I{home} I{wanted}`)"
        )


def _bind(
    place: Workplace, anchor: str, incident_id: str, number: int, *, by: str, now: datetime
) -> None:
    """Say that the document is about this incident, as a person who added it to it has said."""
    with place.database.write() as session:
        members = [item.anchor for item in incidents.members(session, incident_id)]
        if anchor in members:
            return
        judgements.decide(
            session,
            [(anchor, members[0])],
            Verdict.SAME,
            by=by,
            now=now,
            note="added to it",
            kind=documents.BOUND,
            subject=f"document {number} is about {incident_id}",
        )
    resolve_waiting(place, now=now)
