"""Every decision the pages can send: who may make it, what it does, what it says it did.

A form about an incident carries the cursor of the last change its page showed, a form about a
value the value: when either is no longer so, nothing is written and both are shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from casebook.web.numbers import as_number
from pipeline.records import Verdict
from storage import (
    changes,
    decisions,
    identifiers,
    incidents,
    judgements,
    pairs,
    reviews,
    sayings,
    shelves,
    teamwork,
)
from storage.accounts import Role
from storage.changed import differences
from storage.columns import as_json
from storage.decisions import CannotDecide
from storage.fields import NoSuchValue, typed_value

Form = Mapping[str, str]

#: Why an incident is left out, as a list to choose from; a word of one's own can follow.
EXCLUSIONS = (
    "not shot by police",
    "nobody was hit",
    "outside the United States",
    "off duty, private matter",
    "duplicate",
    "not enough to go on",
    "other",
)


class Stale(Exception):
    """The form was made from a page that is no longer true."""

    def __init__(self, says: str, rows: list[dict[str, Any]]) -> None:
        super().__init__(says)
        self.rows = rows  # what was seen, what is there now, what was wanted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, in words, and under which number it can be undone."""

    says: str
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of decision."""

    role: Role
    run: Callable[[Session, Form, str, datetime], Outcome]
    soon: bool = True  # the incident is shown anew before the next page
    proposable: bool = True


def check_seen(session: Session, form: Form) -> None:
    """Raises :class:`Stale` when the incident is not what the form's page showed."""
    n = identifiers.living(session, form["incident"])
    seen = as_number(form.get("seen", "")) or 0
    now = changes.latest_of(session, n)
    if f"I{n}" == form["incident"] and seen == now and not incidents.is_behind(session, n):
        return
    then = changes.line_at(session, seen) or {}
    line = incidents.get_incident(session, f"I{n}")
    rows = [
        {"victim": one.victim, "field": one.field, "seen": one.before, "now": one.now}
        for one in differences(then, line)
    ]
    told, there = (len(one.get("articles", ())) for one in (then, line))
    if told != there:
        rows.append({"field": "articles", "seen": told, "now": there})
    moved = "" if f"I{n}" == form["incident"] else f"; it is part of I{n} now"
    raise Stale(f"{form['incident']} has changed since you opened the page{moved}", rows)


# ---------------------------------------------------------------------------------- incidents


def _accept(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    number = reviews.accept(session, form["incident"], by=by, now=now, note=_reason(form, least=0))
    return Outcome(f"{form['incident']} is accepted", number)


def _hold(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    until, sources = _terms(form)
    number = reviews.hold(
        session, form["incident"], by=by, now=now, note=_reason(form, least=0),
        until=until, sources=sources,
    )  # fmt: skip
    terms = [f"until {until}"] if until else []
    terms += [f"until {sources} independent sources tell of it"] if sources else []
    return Outcome(f"{form['incident']} is held {' or '.join(terms)}".rstrip(), number)


def _terms(form: Form) -> tuple[date | None, int | None]:
    written = form.get("until", "").strip()
    try:
        until = date.fromisoformat(written) if written else None
    except ValueError as fault:
        raise CannotDecide(f"“{written}” is not a day; write it as 2026-05-13") from fault
    count = form.get("sources", "").strip()
    sources = as_number(count)
    if count and (sources is None or sources > _MOST_SOURCES):
        raise CannotDecide(f"“{count[:40]}” is not a number of sources")
    return until, sources


#: More than any incident has, and few enough for a column.
_MOST_SOURCES = 10**6


def _exclude(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    parts = [form.get("why", "").strip(), form.get("reason", "").strip()]
    reason = ": ".join(part for part in parts if part)
    if not reason:
        raise CannotDecide("leaving an incident out needs a reason")
    number = reviews.exclude(session, form["incident"], by=by, now=now, note=reason[:1000])
    return Outcome(f"{form['incident']} is excluded", number)


def _reopen(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    number = reviews.reopen(session, form["incident"], by=by, now=now, note=_reason(form, least=0))
    return Outcome(f"{form['incident']} is a candidate again", number)


def _merge(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    other = form.get("other", "").strip().upper()
    note = _reason(form, least=0)
    number = reviews.merge(session, form["incident"], other, by=by, now=now, note=note)
    return Outcome(f"{form['incident']} and {other} are one incident", number)


def _split(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    check_seen(session, form)
    going = [anchor for anchor in form.get("anchors", "").split() if anchor]
    known = {member.anchor for member in incidents.members(session, form["incident"])}
    if not going or not set(going) <= known:
        raise CannotDecide("choose the articles that are about something else")
    number = reviews.split(
        session, form["incident"], going, by=by, now=now, note=_reason(form, least=0),
        together=form.get("together") == "yes",
    )  # fmt: skip
    return Outcome(f"{form['incident']} is split: {len(going)} of {len(known)} reports go", number)


def _set(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    subject, field = form["subject"], form["field"]
    _check_value(session, subject, field, form)
    try:
        value = typed_value(field, form.get("value", ""))
        number = reviews.correct(
            session, subject, field, value, source=form.get("source", "")[:2000], by=by, now=now,
            note=_reason(form, least=3),
        )  # fmt: skip
    except NoSuchValue as fault:
        raise CannotDecide(str(fault)) from fault
    return Outcome(
        f"{field.replace('_', ' ')} of {subject} is {form.get('value') or 'not known'}", number
    )


def _check_value(session: Session, subject: str, field: str, form: Form) -> None:
    n = identifiers.living(session, form["incident"])
    if incidents.is_behind(session, n):
        raise Stale(f"{form['incident']} is being changed just now", [])
    _check_there(session, subject, n, form)
    there = sayings.shown_value(session, subject, field)
    seen = value_seen(form)
    if seen != there:
        row = {"field": field, "seen": seen, "now": there, "wanted": form.get("value", "")}
        raise Stale(f"{field.replace('_', ' ')} has changed since you opened the page", [row])


def _check_there(session: Session, subject: str, n: int, form: Form) -> None:
    """Raises :class:`Stale` when the person of the form's page is none of the incident's now."""
    if not subject.startswith("V"):
        return
    victims = incidents.get_incident(session, f"I{n}")["victims"]
    if subject not in {victim["victim_id"] for victim in victims}:
        moved = "" if f"I{n}" == form["incident"] else f"{form['incident']} is part of I{n} now; "
        there = ", ".join(f"{one['victim_id']} ({one['name'] or 'not named'})" for one in victims)
        raise Stale(f"{moved}{subject} is none of those shot there, {there or 'nobody'} is", [])


def value_seen(form: Form) -> Any:
    """The value that the page of this form showed."""
    try:
        return json.loads(form.get("was") or "null")
    except (ValueError, RecursionError) as fault:
        raise CannotDecide("the form does not tell which value its page showed") from fault


def was(value: Any) -> str:
    """A value as a form carries it back."""
    return as_json(value)


def _note(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    n = identifiers.living(session, form["incident"])
    teamwork.add_note(session, n, form.get("text", ""), by=by, now=now)
    return Outcome(f"noted on {form['incident']}")


def _assign(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    n = identifiers.living(session, form["incident"])
    seen, there = form.get("was", ""), teamwork.beside(session, [n])[n].assignee or ""
    wanted = " ".join(form.get("assignee", "").split())
    if there not in (seen, wanted):
        row = {"field": "looked_after_by", "seen": seen, "now": there, "wanted": wanted}
        says = f"somebody else said who looks after {form['incident']} since you opened the page"
        raise Stale(says, [row])
    teamwork.assign(session, n, form.get("assignee", ""), by=by, now=now)
    return Outcome(f"{form['incident']} is looked after by {form.get('assignee') or 'nobody'}")


# ---------------------------------------------------------------------------------- pairs


def _judge(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    left, right = sorted((form["left"], form["right"]))
    known = {item.anchor for anchor in (left, right) for item in sayings.anchored(session, anchor)}
    if known != {left, right} or left == right:
        raise CannotDecide("one of the two reports is not there any more; the next pair is")
    try:
        verdict = Verdict(form.get("verdict", ""))
    except ValueError as fault:
        raise CannotDecide("two reports are same, different or unsure") from fault
    _check_word(session, left, right, verdict, form)
    subject = f"two reports are {verdict}"
    number = judgements.decide(
        session,
        [(left, right)],
        verdict,
        by=by,
        now=now,
        note=_reason(form, least=0),
        subject=subject,
    )
    return Outcome(subject, number)


def _check_word(session: Session, left: str, right: str, verdict: Verdict, form: Form) -> None:
    """Raises :class:`Stale` when somebody answered otherwise since the form's page was shown."""
    word = pairs.said(session, left, right)
    if word is None or word.verdict == verdict or form.get("word") == str(word.decision):
        return
    known = as_number(form.get("word", ""))
    seen = None if known is None else pairs.said(session, left, right, by=known)
    row = {"field": "answer", "seen": seen.verdict if seen else "none yet", "now": word.verdict}
    says = f"{word.by} said {word.verdict} of these two reports since you opened the page"
    raise Stale(says, [row | {"wanted": str(verdict)}])


# ---------------------------------------------------------------------------------- articles


def _rule(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    _check_ruling(session, form)
    number = reviews.rule_article(
        session,
        form["article"],
        form.get("verdict", ""),
        by=by,
        now=now,
        note=_reason(form, least=0),
    )
    return Outcome(f"{form.get('verdict')} {form['article']}", number)


def _check_ruling(session: Session, form: Form) -> None:
    """Raises :class:`Stale` when somebody decided otherwise since the form's page was shown."""
    seen, wanted = form.get("was", ""), form.get("verdict", "")
    there = shelves.ruling(session, form["article"])
    if there is None or there[0] in (seen, wanted):
        return
    verdict, by = there
    row = {"field": "verdict", "seen": seen or "not decided", "now": verdict, "wanted": wanted}
    raise Stale(f"{by} {verdict} this article since you opened the page", [row])


def _undo(session: Session, form: Form, by: str, now: datetime) -> Outcome:
    wanted = decision_named(form)
    if wanted is None:
        last = decisions.last_of(session, by)
        if last is None:
            raise CannotDecide("you have decided nothing that could be taken back")
        wanted = last.id
    taken = decisions.undo(session, wanted, by=by, now=now)
    return Outcome(f"taken back: {taken.subject}")


def decision_named(form: Form) -> int | None:
    """Which decision is to be taken back; none: one's own last one.

    What names none is refused: it never stands for another.
    """
    given = form.get("decision", "").strip()
    if not given:
        return None
    wanted = as_number(given)
    if wanted is None:
        raise CannotDecide(f"“{given[:40]}” is not the number of a decision")
    return wanted


def _reason(form: Form, *, least: int) -> str:
    reason = form.get("reason", "").strip()
    if len(reason) < least:
        raise CannotDecide("a correction needs a reason")
    return reason[:1000]


ACTIONS: dict[str, Action] = {
    "accept": Action(Role.EDITOR, _accept),
    "hold": Action(Role.CODER, _hold),
    "exclude": Action(Role.EDITOR, _exclude),
    "reopen": Action(Role.EDITOR, _reopen),
    "merge": Action(Role.CODER, _merge),
    "split": Action(Role.CODER, _split),
    "set": Action(Role.CODER, _set),
    "judge": Action(Role.CODER, _judge, soon=False),
    "rule": Action(Role.CODER, _rule),
    "undo": Action(Role.CODER, _undo, proposable=False),
    "note": Action(Role.LABELLER, _note, soon=False),
    "assign": Action(Role.LABELLER, _assign, soon=False),
}


def role_for(name: str, form: Mapping[str, str]) -> Role:
    """Who may decide it: a name that else stays here is an editor's to release."""
    if name == "set" and form.get("field") == "name_released":
        return Role.EDITOR
    return ACTIONS[name].role
