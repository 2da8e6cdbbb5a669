"""Proposals for who may decide, the audit of every write, and everybody's saved searches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web.deciding import ACTIONS, Stale, role_for
from casebook.web.forms import Form, address_of, link_done, perform, stale
from casebook.web.numbers import as_number
from casebook.web.pages.login import need
from casebook.web.shell import Shown, back, link, reader_of, site_of, to_page, whole
from crawler.safety import refusal
from storage import alerts, incidents, searches, teamwork
from storage.accounts import Role
from storage.identifiers import NoSuchIncident
from storage.searches import Search

#: Fields whose disagreement is worth a message.
DISPUTED = ("armed", "weapon", "fatal", "name", "age", "incident_date", "fleeing", "shots_fired")


def proposals(request: Request, session: Session) -> Shown:
    """What labellers would have decided."""
    need(request, Role.CODER)
    rows = teamwork.proposals(session)
    data = {"rows": rows, "lines": {row.id: _line(session, row.form) for row in rows}}
    return Shown("proposals.html", data, title="Proposals")


def _line(session: Session, form: Mapping[str, str]) -> dict[str, Any] | None:
    """The incident a proposal is about, as it is now."""
    try:
        return incidents.get_incident(session, form["incident"]) if "incident" in form else None
    except NoSuchIncident:
        return None


def settle(request: Request, sent: Form) -> Response:
    """Take a proposal, as one's own decision with the proposer named, or decline it."""
    reader, site, now = reader_of(request), site_of(request), site_of(request).clock()
    number = as_number(sent.get("proposal", "")) or 0
    with site.read() as session:
        found = teamwork.get_proposal(session, number)
    action = ACTIONS[found.action]
    need(request, role_for(found.action, found.form))
    if sent.get("take") == "yes":
        form = dict(found.form)
        reason = f"proposed by {found.by}: {form.get('reason', '')}".rstrip(": ")
        told = form | {"reason": reason}
        try:
            outcome = perform(request, reader, found.action, action, told, proposal=number)
        except Stale as fault:
            return stale(request, found.action, form, "/proposals", fault)
        return back(link_done("/proposals", outcome))
    says = f"declined: {found.action} {found.subject}"
    with site.write() as session:
        teamwork.settle(session, number, taken=False, by=reader.name, now=now)
        teamwork.note_write(
            session, "settle", says, by=reader.name, address=address_of(request), now=now
        )
    return back(link("/proposals", said=says))


def audit(request: Request, session: Session) -> Shown | Response:
    """The last writes through the pages."""
    need(request, Role.EDITOR)
    at = whole(request, "page", 1)
    rows = teamwork.writes(session, limit=101, offset=(at - 1) * 100)
    if not rows and at > 1:
        return to_page(request, 1)
    data = {"rows": rows[:100], "page": at, "pages": at + (len(rows) > 100)}
    return Shown("audit.html", data, title="Audit")


def saved(request: Request, session: Session) -> Shown:
    """Everybody's searches, one's own first, with how many incidents each finds now."""
    tied = alerts.every(session)
    trusted = reader_of(request).role.covers(Role.EDITOR)  # an address can be a secret of its own
    rows = [
        {
            "saved": item,
            "total": searches.find(session, item.search, limit=0).total,
            "alerts": [
                {"name": one.name, "event": one.event, "to": one.to}
                if trusted
                else {"event": one.event, "to": one.way}
                for one in tied
                if one.saved == item.id
            ],
        }
        for item in searches.saved(session, by=reader_of(request).name)
    ]
    data = {"rows": rows, "events": alerts.EVENTS, "fields": DISPUTED}
    return Shown("searches.html", data, title="Saved searches", at="incidents")


def tell(request: Request, sent: Form) -> Response:
    """Have an address told of what happens to incidents of a saved search."""
    need(request, Role.EDITOR)
    reader, site, now = reader_of(request), site_of(request), site_of(request).clock()
    number = as_number(sent.get("search", "")) or 0
    event, to = sent.get("event", ""), sent.get("to", "").strip()
    if "://" in to and (why := refusal(to, private_network=site.private_webhooks)):
        raise alerts.BadAlert(
            f"{to} cannot be told: {why}; whoever runs Casebook can allow addresses of one's own"
            " network with CASEBOOK_PRIVATE_WEBHOOKS=yes"
        )
    with site.write() as session:
        kept = searches.get_saved(session, number)
        # by its number: what somebody calls a search may name a person, and this leaves the team
        name = f"search {kept.id}: {event.replace(':', ' on ')}, to {urlsplit(to).hostname or to}"
        alerts.add(session, name, kept, event=event, to=to, by=reader.name, now=now)
        teamwork.note_write(
            session, "add alert", name, by=reader.name, address=address_of(request), now=now
        )
    return back(link("/searches", said=f"told from now on: {name}"))


def tell_no_more(request: Request, sent: Form) -> Response:
    need(request, Role.EDITOR)
    reader, site, name = reader_of(request), site_of(request), sent.get("alert", "")
    with site.write() as session:
        alerts.remove(session, name)
        teamwork.note_write(
            session, "remove alert", name, by=reader.name, address=address_of(request),
            now=site.clock(),
        )  # fmt: skip
    return back("/searches")


def save(request: Request, sent: Form) -> Response:
    """Keep the filter a page was seen through under a name."""
    reader, site, now = reader_of(request), site_of(request), site_of(request).clock()
    search = Search.of(sent)
    name = sent.get("called", "")
    with site.write() as session:
        searches.save(session, name, search, by=reader.name, now=now)
        teamwork.note_write(
            session, "save search", name, by=reader.name, address=address_of(request), now=now
        )
    return back(link("/incidents", search.asked(), said=f"saved as “{' '.join(name.split())}”"))


def forget(request: Request, sent: Form) -> Response:
    reader, site = reader_of(request), site_of(request)
    number = as_number(sent.get("search", "")) or 0
    with site.write() as session:
        dropped = searches.forget(session, number, by=reader.name)
        teamwork.note_write(
            session, "forget search", dropped.name, by=reader.name, address=address_of(request),
            now=site.clock(),
        )  # fmt: skip
    return back("/searches")
