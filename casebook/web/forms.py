"""Takes the forms: whose they are, whether they may, then one transaction with its audit line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from casebook.web import guard
from casebook.web.deciding import ACTIONS, Action, Outcome, Stale, decision_named, role_for
from casebook.web.shell import (
    NotFound,
    Reader,
    Refused,
    Shown,
    back,
    link,
    reader_of,
    render,
    site_of,
)
from storage import decisions, identifiers, incidents, teamwork
from storage.accounts import Role
from storage.columns import storable
from storage.engine import one_at_a_time

Form = dict[str, str]
#: What somebody types into a form, and as what it is asked for; the rest came with the page.
TYPED: Mapping[str, Mapping[str, str]] = {
    "/decide": {
        "value": "Value",
        "reason": "Why",
        "source": "Source",
        "text": "Note",
        "other": "The other incident",
        "until": "Until the day",
        "sources": "Independent sources",
        "assignee": "Who looks after it",
    },
    "/second/label": {"value": "Value"},
    "/articles/paste": {"url": "Address"},
    "/searches": {"called": "Name"},
}


def form_endpoint(
    take: Callable[[Request, Form], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for a form of ours: read, held against forgery, taken in a thread."""

    async def endpoint(request: Request) -> Response:
        form = await _read(request)
        token = form.pop(guard.CSRF_FIELD, None)
        request.state.sent, request.state.opened_by = dict(form), guard.opened_by(token)
        guard.check_form(request, token)
        return await run_in_threadpool(taken, request, form)

    def taken(request: Request, form: Form) -> Response:
        if request.url.path not in _OF_ANYBODY:
            _check_whose(request)
        return take(request, form)

    return endpoint


#: What decides nothing in anybody's name: whoever presses "Log out" wants nobody to stay logged in.
_OF_ANYBODY = frozenset(("/login", "/logout"))


class SomebodyElse(Exception):
    """Another person is logged in than when the form's page was opened."""


def _check_whose(request: Request) -> None:
    """What one person filled in is not signed by who logged in after them, in another tab."""
    opened_by: str = request.state.opened_by
    name = reader_of(request).name
    if opened_by not in ("", name):
        raise SomebodyElse(
            f"This page was opened by {opened_by}, and {name} is logged in here now: nothing was"
            f" written. Open it again to decide, or send this again, as {name}."
        )


async def _read(request: Request) -> Form:
    """The form's fields, as a database keeps text; one that comes several times is joined."""
    async with request.form(max_files=0, max_fields=200) as sent:
        found: dict[str, list[str]] = {}
        for name, value in sent.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value)
    return {name: storable(" ".join(values)) for name, values in found.items()}


def unsent(request: Request) -> dict[str, Any] | None:
    """A form that was refused, to be shown again: nobody types twice. None: nothing was typed."""
    sent: Form = getattr(request.state, "sent", {})
    labels = TYPED.get(request.url.path, {})
    typed = [(name, label, sent[name]) for name, label in labels.items() if name in sent]
    if not any(text.strip() for _, _, text in typed):
        return None
    kept = {name: text for name, text in sent.items() if name not in labels}
    return {"to": request.url.path, "typed": typed, "kept": kept}


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def decide(request: Request, form: Form) -> Response:
    """One decision, written or proposed; then back to the page it came from."""
    reader = reader_of(request)
    name = form.pop("action", "")
    action = ACTIONS.get(name)
    if action is None:
        raise NotFound(f"there is no decision of the kind “{name}”")
    following = form.pop("next", "/")
    if not reader.role.covers(role_for(name, form)):
        return _propose(request, reader, name, action, form, following)
    try:
        outcome = perform(request, reader, name, action, form)
    except Stale as fault:
        if name != "judge":
            return stale(request, name, form, following, fault)
        here = f"/queue/{form['left']}/{form['right']}"
        return stale(request, name, form, here, fault, onward=following)
    return back(link_done(following, outcome))


def link_done(following: str, outcome: Outcome) -> str:
    """The page to go on with, told what was done.

    >>> link_done("/incidents/I2?said=no#notes", Outcome("noted"))
    '/incidents/I2?said=noted#notes'
    """
    address, hash_, place = following.partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(
        part for part in query.split("&") if part and not part.startswith(("done=", "said="))
    )
    said = link("", done=outcome.decision, said=None if outcome.decision else outcome.says)
    more = said.removeprefix("?")
    return f"{path}?{'&'.join(filter(None, (kept, more)))}{hash_}{place}"


def perform(
    request: Request,
    reader: Reader,
    name: str,
    action: Action,
    form: Form,
    *,
    proposal: int | None = None,
) -> Outcome:
    """Write one decision with its audit line, then have the incidents follow it.

    The ``proposal`` it was is settled with it: who finds that settled decides nothing. Where
    somebody was quicker by a moment, it is tried once more when that is followed: then what has
    changed can be told, or nothing has that the page showed.
    """
    try:
        return _performed(request, reader, name, action, form, proposal)
    except Stale as fault:
        if fault.rows:
            raise
    return _performed(request, reader, name, action, form, proposal)


def _performed(
    request: Request,
    reader: Reader,
    name: str,
    action: Action,
    form: Form,
    proposal: int | None,
) -> Outcome:
    site = site_of(request)
    if form.get("incident"):
        _catch_up(request, form["incident"])
    now, address = site.clock(), address_of(request)
    with site.write() as session:
        one_at_a_time(session)  # the form is held against what stands when its turn has come
        if name == "undo":
            _check_undo(session, reader, form)
        if proposal is not None:
            teamwork.settle(session, proposal, taken=True, by=reader.name, now=now)
        outcome = _run(action, session, form, reader.name, now)
        names = [name] if proposal is None else [name, "settle"]
        told = outcome.says
        if outcome.decision is not None:
            told += f" (decision {outcome.decision})"
        for each in names:
            teamwork.note_write(session, each, told, by=reader.name, address=address, now=now)
    if action.soon:
        site.kept.forget()
    if name not in {"note", "assign"}:
        site.follow.wake(soon=action.soon, wait=5.0 if action.soon else 0.0)
    return outcome


def _run(action: Action, session: Session, form: Form, by: str, now: datetime) -> Outcome:
    try:
        return action.run(session, form, by, now)
    except KeyError as fault:
        raise decisions.CannotDecide(f"the form lacks “{fault.args[0]}”") from fault


def _catch_up(request: Request, incident_id: str) -> None:
    """A form must be held against what stands, not against what is just being written down."""
    site = site_of(request)
    with site.read() as session:
        behind = incidents.is_behind(session, identifiers.living(session, incident_id))
    if behind:
        site.follow.now()


def _check_undo(session: Any, reader: Reader, form: Form) -> None:
    wanted = decision_named(form)
    if wanted is None or reader.role.covers(Role.EDITOR):
        return
    found = decisions.get(session, wanted)
    if found.by != reader.name:
        raise Refused(f"that decision is {found.by}'s; an editor can take it back")


def _propose(
    request: Request, reader: Reader, name: str, action: Action, form: Form, following: str
) -> Response:
    """What somebody may not decide they may propose, if it can be."""
    if not action.proposable:
        raise Refused(f"that takes a {action.role}; you are {reader.role}")
    role = role_for(name, form)
    site = site_of(request)
    now = site.clock()
    subject = form.get("incident") or form.get("article") or "a pair of reports"
    with site.write() as session:
        number = teamwork.propose(session, name, subject, form, by=reader.name, now=now)
        teamwork.note_write(
            session, "propose", f"{name} {subject}", by=reader.name,
            address=address_of(request), now=now,
        )  # fmt: skip
    article = "an" if role[0] in "ae" else "a"
    says = f"proposed to {article} {role}: {name} {subject} (proposal {number})"
    return back(link_done(following, Outcome(says)))


def stale(
    request: Request, name: str, form: Form, following: str, fault: Stale, *, onward: str = ""
) -> Response:
    """Nothing was written: what was seen, what is there now, what was wanted."""
    data = {
        "says": str(fault), "rows": fault.rows, "action": name, "form": form, "next": following,
        "onward": onward, "unsent": unsent(request),
    }  # fmt: skip
    return render(request, Shown("stale.html", data, title="Changed meanwhile", status=409))
