"""What must not be shown, or not be kept: a list of keyed hashes, and what it does to a line.

The list holds no name and no address. Its key lies in the database (``about``) unless
``CASEBOOK_REDACTION_KEY`` keeps it apart; without the key nothing in the list can be read or even
tried. A person is known by full name and state together: namesakes elsewhere are left alone.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as make
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline import names, urls
from storage import carried
from storage.carried import Field, Teller
from storage.engine import one_at_a_time
from storage.fields import OF_EITHER
from storage.marks import mark
from storage.prepared import ask
from storage.sql import add
from storage.tables import about, decision, incident, incident_person, redaction

#: Under which the database knows the list's key, unless it is kept apart.
KEY = "redaction_key"

#: A thing to redact: what kind it is, and the parts it is known by.
Marked = tuple[str, tuple[str, ...]]


class Level(StrEnum):
    """How far a redaction goes; each also does what those before it do."""

    UNPUBLISH = "unpublish"  # out of everything that leaves the team
    WITHHOLD = "withhold"  # out of what we show ourselves
    ERASE = "erase"  # out of what we keep


class CannotRedact(Exception):
    """It makes no sense as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list as it stands, ready to be asked."""

    key: bytes
    levels: Mapping[tuple[str, str], Level]
    carried: Mapping[Field, Level] = make(default_factory=dict)  # what reports took along

    def __bool__(self) -> bool:
        return bool(self.levels)

    def address(self, url: str) -> Level | None:
        return self._level("address", urls.key(url)) if self.levels else None

    def person(self, name: str, state: str | None) -> Level | None:
        return self._level("person", *_person(name, state)) if self.levels else None

    def field(self, subject: str, name: str) -> Level | None:
        """Of an incident ("I12") or a victim ("V7"), as such or by what its reports took along."""
        if not self.levels:
            return None
        found = {self._level("field", subject, name), self.carried.get((subject, name))} - {None}
        return max(found, key=_BY_FORCE.index, default=None)

    def hides(self, subject: str, name: str, *, outside: bool = False) -> bool:
        level = self.field(subject, name)
        return level is not None and (outside or level is not Level.UNPUBLISH)

    def hides_claim(self, owner: str | None, field: str, *, outside: bool = False) -> bool:
        """Whether a claim or a column is as hidden as the field it goes into."""
        of = _GOES_INTO.get(field, (field,))
        return owner is not None and any(self.hides(owner, name, outside=outside) for name in of)

    def saw(self, owners: Iterable[str], trait: str, saw: str) -> str:
        """What two reports showed in a trait, unless that is withheld of one of these."""
        told = _TOLD_BY.get(trait, ())
        hidden = self.levels and any(self.hides(who, name) for who in owners for name in told)
        return "withheld" if hidden else saw

    @property
    def fields(self) -> frozenset[str]:
        """The marks of the fields on it."""
        return frozenset(own for kind, own in self.levels if kind == "field")

    def with_carried(self, hidden: Mapping[Field, Iterable[str]]) -> Listed:
        """With the fields that reports took along, each by the marks it is hidden by."""
        levels = {
            owned: max(found, key=_BY_FORCE.index)
            for owned, marks in hidden.items()
            if (
                found := [
                    self.levels["field", own] for own in marks if ("field", own) in self.levels
                ]
            )
        }
        return replace(self, carried=levels)

    def _level(self, subject: str, *parts: str) -> Level | None:
        return self.levels.get((subject, mark(self.key, subject, *parts)))


_BY_FORCE: Any = tuple(Level)
#: Claims and columns that say a field in another way.
_GOES_INTO = {
    "age_min": ("age",), "age_max": ("age",), "alias": ("name",), "outcome": ("outcome", "fatal"),
    "agency": ("agencies",), "agency_roles": ("agencies",), "officer": ("officers",),
    "event": ("events",), "incident_date_from": ("incident_date",),
    "incident_date_to": ("incident_date",), "incident_date_precision": ("incident_date",),
}  # fmt: skip
#: The columns a field fills besides its own.
_COLUMNS = {
    "incident_date": ("incident_date_from", "incident_date_to"),
    "agencies": ("agency_roles",),
}
#: The fields whose values the evidence of a trait shows.
_TOLD_BY = {
    "name": ("name",), "second name": ("name",), "others": ("name", "officers"),
    "age": ("age",), "gender": ("gender",), "date": ("incident_date",), "state": ("state",),
    "place": ("city", "county"), "street": ("place",), "agency": ("agencies",),
    "fatal": ("fatal", "outcome"), "armed": ("armed", "weapon"),
    "wording": ("name", "city", "county", "place", "agencies", "officers", "weapon"),
}  # fmt: skip
#: What an incident lists rather than chooses.
LISTED = ("agencies", "officers", "events")
#: Of a victim, what is hidden with another field only.
_WITH_ANOTHER = {"victim_id", "aliases", "name_status", "age_min", "age_max", "race_source"}


def _person(name: str, state: str | None) -> tuple[str, str]:
    return names.key(names.parse(name)), state or ""


def listed(session: Session) -> Listed:
    """The redactions in force."""
    rows = ask(session, _LISTED)
    if not rows:
        return Listed(b"", {})
    levels = {(row.subject, row.mark): Level(row.level) for row in rows}
    found = Listed(_key(session), levels)
    return found.with_carried(carried.as_it_stands(session, found.key)) if found.fields else found


def followed(
    session: Session,
    known: Listed,
    lines: Iterable[Mapping[str, Any]],
    tellers: Mapping[Teller, str],
    before: Mapping[Teller, str],
) -> Listed:
    """The list for incidents that are being told; binds redacted fields to their reports.

    ``tellers``: of which incident or victim each report and person tells, and told ``before``.
    """
    if not known.fields:
        return known
    names: dict[str, set[str]] = {"I": set(OF_EITHER), "V": set()}
    for line in lines:
        names["I"].update(fields(line))
        for one in line["victims"]:
            names["V"].update(fields_of_a_victim(one))
    owned = {kind: sorted(own) for kind, own in names.items()}
    return known.with_carried(
        carried.follow(session, known.key, tellers, before, owned, known.fields)
    )


_LISTED = select(redaction.c.subject, redaction.c.mark, redaction.c.level).where(
    redaction.c.superseded_at.is_(None)
)


def supposing(session: Session, things: Iterable[Marked], level: Level) -> Listed:
    """The list as it would be with these things on it."""
    now = listed(session)
    key = now.key or b"supposed"
    more = {(kind, mark(key, kind, *parts)): level for kind, parts in things}
    return Listed(key, {**now.levels, **more}, now.carried)


def _key(session: Session, *, make: bool = False) -> bytes:
    if apart := os.environ.get("CASEBOOK_REDACTION_KEY"):
        return apart.encode()
    known = session.execute(select(about.c.value).where(about.c.key == KEY)).scalar()
    if known is None:
        if not make:
            raise CannotRedact(
                "the list of redactions needs its key; set CASEBOOK_REDACTION_KEY to the one it"
                " was made with"
            )
        known = secrets.token_hex(32)
        session.execute(about.insert().values(key=KEY, value=known))
    return bytes.fromhex(known)


# ---------------------------------------------------------------------------------- write


def address(url: str) -> Marked:
    return "address", (urls.key(url),)


def person(name: str, state: str | None) -> Marked:
    return "person", _person(name, state)


def of_field(subject: str, name: str) -> Marked:
    return "field", (subject, name)


def put(
    session: Session,
    things: Iterable[Marked],
    level: Level,
    *,
    subject: str,
    basis: str,
    by: str,
    now: datetime,
) -> int:
    """List these things; the decision's number. ``subject`` must tell nothing of what they are."""
    one_at_a_time(session)
    key = _key(session, make=True)
    number = _decide(session, f"{level} {subject}", basis=basis, by=by, now=now)
    rows = []
    for kind, parts in dict.fromkeys(things):
        own = mark(key, kind, *parts)
        _end(session, kind, own, number, now=now)
        rows.append({"decision_id": number, "level": level, "subject": kind, "mark": own})
    add(session, redaction, [row | {"basis": basis} for row in rows])
    return number


def lift(
    session: Session, things: Iterable[Marked], *, subject: str, basis: str, by: str, now: datetime
) -> int:
    """Take these things off the list; the decision's number. What was erased stays erased."""
    one_at_a_time(session)
    known = listed(session)
    things = dict.fromkeys(things)
    found = [
        (kind, mark(known.key, kind, *parts))
        for kind, parts in things
        if known and (kind, mark(known.key, kind, *parts)) in known.levels
    ]
    brought = carried.let_go(
        session, known.key, {(parts[0], parts[1]) for kind, parts in things if kind == "field"}
    )
    if not found and not brought:
        raise CannotRedact(f"{subject} is not redacted")
    number = _decide(session, f"lift {subject}", basis=basis, by=by, now=now)
    for kind, own in found:
        _end(session, kind, own, number, now=now)
    mark_stale(session, carried.unbind(session, {own for _, own in found}))
    return number


def _decide(session: Session, subject: str, *, basis: str, by: str, now: datetime) -> int:
    row = {"kind": "redaction", "subject": subject, "by": by, "at": now, "note": basis}
    statement = decision.insert().values(row).returning(decision.c.id)
    return int(session.execute(statement).scalar_one())


def _end(session: Session, kind: str, own: str, number: int, *, now: datetime) -> None:
    session.execute(
        update(redaction)
        .where(redaction.c.subject == kind, redaction.c.mark == own)
        .where(redaction.c.superseded_at.is_(None))
        .values(superseded_at=now, superseded_by=number)
    )


# ---------------------------------------------------------------------------------- lines


def veiled(line: Mapping[str, Any], known: Listed, *, outside: bool = False) -> dict[str, Any]:
    """A line without what is withheld; ``outside``: also without what is not to be published."""
    if not known:
        return dict(line)
    own = str(line["incident_id"])
    states = dict(line["field_states"])
    conflicts = dict(line["conflicts"])
    shown = dict(line)
    owners: dict[str, tuple[str, ...]] = dict.fromkeys(fields(line), (own,))
    owners |= {name: (own, *victims_of(line)) for name in OF_EITHER}
    for name, whose in owners.items():
        if any(known.hides(who, name, outside=outside) for who in whose):
            states[name] = "withheld"
            conflicts.pop(name, None)
            for of in (name, *_COLUMNS.get(name, ())):
                shown[of] = [] if isinstance(shown[of], list) else None
    shown["victims"] = [
        _veiled_person(person, known, own, at, states, conflicts, outside=outside)
        for at, person in enumerate(line["victims"])
    ]
    if shown["victims"] != line["victims"]:
        said = [alias for person in shown["victims"] for alias in person["aliases"]]
        shown["aliases"] = list(dict.fromkeys(said))
    words = _hidden_words(line, shown) if outside else frozenset()
    shown["articles"] = [
        item | {"url": None}
        if item["url"] and (_off(known.address(item["url"]), outside=outside) or _says(item, words))
        else item
        for item in line["articles"]
    ]
    return shown | {"field_states": states, "conflicts": conflicts}


def veiled_facts(facts: Mapping[str, Any], n: int, known: Listed) -> dict[str, Any]:
    """What one report says of incident ``n``, without what is withheld of that."""
    rest = {"incident_id": f"I{n}", "conflicts": {}, "aliases": [], "articles": []}
    shown = veiled({**facts, **rest}, known) if known else facts
    return {name: shown[name] for name in facts}


def fields(line: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of an incident that can be redacted: each has columns of its own."""
    return tuple(dict.fromkeys(name for name in (*line["field_states"], *LISTED) if name in line))


def fields_of_a_victim(person: Mapping[str, Any]) -> tuple[str, ...]:
    """Likewise of somebody shot."""
    return tuple(name for name in person if name not in _WITH_ANOTHER)


def victims_of(line: Mapping[str, Any]) -> tuple[str, ...]:
    """The people shot in an incident, by identifier."""
    return tuple(str(person["victim_id"]) for person in line["victims"])


def _hidden_words(line: Mapping[str, Any], shown: Mapping[str, Any]) -> frozenset[str]:
    """The words of the names that are shown no more: an address often has them in it."""
    hidden = [
        name
        for was, now in zip(line["victims"], shown["victims"], strict=True)
        if was["name"] and not now["name"]
        for name in (was["name"], *was["aliases"])
    ]
    hidden += line["officers"] if not shown["officers"] else []
    return frozenset(word for name in hidden for word in names.fold(name).split() if len(word) > 2)


def _says(item: Mapping[str, Any], words: Collection[str]) -> bool:
    folded = names.fold(str(item["url"]))
    return any(word in folded for word in words)


def _off(level: Level | None, *, outside: bool) -> bool:
    return level is not None and (outside or level is not Level.UNPUBLISH)


def _veiled_person(
    person: Mapping[str, Any],
    known: Listed,
    incident_id: str,
    at: int,
    states: dict[str, Any],
    conflicts: dict[str, Any],
    *,
    outside: bool,
) -> dict[str, Any]:
    own, shown = str(person["victim_id"]), dict(person)
    whose = {name: (own, incident_id) if name in OF_EITHER else (own,) for name in person}
    for name in person:
        if any(known.hides_claim(who, name, outside=outside) for who in whose[name]):
            shown[name] = [] if isinstance(person[name], list) else None
            conflicts.pop(f"victims[{at}].{name}", None)
            if f"victims[{at}].{name}" in states:
                states[f"victims[{at}].{name}"] = "withheld"
    if known.hides(own, "name", outside=outside):
        shown |= {"name": None, "aliases": [], "name_status": "withheld", "name_released": False}
    return shown


def owners_in(session: Session, numbers: Collection[int]) -> tuple[str, ...]:
    """These incidents and the people shot in them, by identifier."""
    own = select(incident_person.c.victim).where(incident_person.c.incident.in_(sorted(numbers)))
    victims = session.execute(own).scalars()
    return (*(f"I{n}" for n in numbers), *(f"V{victim}" for victim in victims))


def mark_stale(session: Session, numbers: Collection[int]) -> None:
    """Have these incidents told anew."""
    session.execute(update(incident).where(incident.c.n.in_(sorted(numbers))).values(stale=True))


def take_over(
    session: Session, told: Iterable[Mapping[str, str]], *, key: str | None, now: datetime
) -> int:
    """Add what another copy of this record lists and this one does not; how many.

    Which incidents a field is of cannot be told from its mark: all are to be told anew.
    """
    one_at_a_time(session)
    known = session.execute(select(about.c.value).where(about.c.key == KEY)).scalar()
    if known is None and key is not None:
        session.execute(about.insert().values(key=KEY, value=key))
    elif key is not None and known != key:
        raise CannotRedact("its list of redactions has another key; it is of another record")
    here = select(redaction.c.subject, redaction.c.mark, redaction.c.level)
    rows = session.execute(here.where(redaction.c.superseded_at.is_(None)))
    have = {(row.subject, row.mark, row.level) for row in rows}
    fresh = [item for item in told if (item["subject"], item["mark"], item["level"]) not in have]
    if fresh:
        number = _decide(
            session, f"take over {len(fresh)}", basis="a later list", by="casebook", now=now
        )
        for item in fresh:
            _end(session, item["subject"], item["mark"], number, now=now)
        add(session, redaction, [{**item, "decision_id": number} for item in fresh])
    if any(item["subject"] == "field" for item in fresh):
        session.execute(update(incident).values(stale=True))
    return len(fresh)
