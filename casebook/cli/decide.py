"""Commands by which people decide; every one can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

import typer

from casebook.cli.common import (
    ArchiveDir,
    By,
    Db,
    Failure,
    Note,
    civil_day,
    out,
    print_counts,
    who,
    workplace,
)
from storage import decisions, fields, identifiers, incidents, judgements, reviews

Reason = Annotated[str, typer.Option("--reason", "--note", help="Why, in a sentence.")]
IncidentArgument = Annotated[str, typer.Argument(metavar="INCIDENT", help="Such as I12.")]


def register(app: typer.Typer) -> None:
    """Put this file's commands on the command line."""
    for command in (accept, hold, exclude, merge, apart, split, undo):
        app.command()(command)
    app.command("set")(set_value)


def accept(
    incident: IncidentArgument,
    reason: Reason = "",
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Accept an incident: the values shown are pinned."""
    _review(reviews.accept, incident, reason, by, db, archive, "accepted")


def hold(
    incident: IncidentArgument,
    reason: Reason,
    until: Annotated[
        datetime | None,
        typer.Option(parser=civil_day, metavar="DAY", help="Back in the inbox on this day."),
    ] = None,
    sources: Annotated[
        int | None,
        typer.Option(min=1, max=10**6, help="... or once so many independent sources tell of it."),
    ] = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Hold an incident back until more is known."""
    act = partial(reviews.hold, until=until and until.date(), sources=sources)
    _review(act, incident, reason, by, db, archive, "held")


def exclude(
    incident: IncidentArgument,
    reason: Reason,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Leave an incident out of the record; it stays visible, with the reason."""
    _review(reviews.exclude, incident, reason, by, db, archive, "excluded")


def _review(
    act: Callable[..., int],
    incident: str,
    reason: str,
    by: str | None,
    db: str | None,
    archive: Any,
    done: str,
) -> None:
    if not reason.strip() and done != "accepted":
        raise typer.BadParameter("--reason needs a word or two: somebody will ask")

    def work(session: Any, now: datetime) -> int:
        return act(session, incident, by=who(by), now=now, note=reason)

    _decide(db, archive, work, lambda _: f"{incident} is {done}")


def merge(
    first: IncidentArgument,
    second: IncidentArgument,
    by: By = None,
    note: Note = "",
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Say that two incidents are one."""

    before: list[incidents.Member] = []

    def work(session: Any, now: datetime) -> int:
        before.extend(incidents.members(session, first))
        before.extend(incidents.members(session, second))
        return reviews.merge(session, first, second, by=who(by), now=now, note=note)

    def said(session: Any) -> str:
        one = f"I{identifiers.living(session, first)}"
        together = {member.anchor: member.url for member in incidents.members(session, one)}
        apart = {m.anchor: m.url for m in before if m.anchor not in together}
        more = together.keys() - {member.anchor for member in before}
        told = [f"{first} and {second} are one incident, {one}"]
        if apart:
            words = judgements.between(session, apart, together)
            numbers = " and ".join(map(str, words)) or "that there was before"
            told[0] += f", but for what decision {numbers} says is about something else"
            told[0] += "".join(f" (“casebook undo {n}” takes that back)" for n in words) + ":"
            told += apart.values()
        if more:
            told.append("with them, as no other incident is as near any more:")
            told += [together[anchor] for anchor in together if anchor in more]
        return "\n  ".join(told)

    _decide(db, archive, work, said)


def apart(
    first: IncidentArgument,
    second: IncidentArgument,
    by: By = None,
    note: Note = "",
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Say that two incidents are not one: they never join, and nobody is asked again."""

    def work(session: Any, now: datetime) -> int:
        return reviews.apart(session, first, second, by=who(by), now=now, note=note)

    _decide(db, archive, work, lambda _: f"{first} and {second} are two incidents")


def split(
    incident: IncidentArgument,
    article: Annotated[
        list[str] | None,
        typer.Option("--article", metavar="URL", help="An article that is about another one."),
    ] = None,
    victim: Annotated[
        str | None, typer.Option("--victim", metavar="V", help="Everything about this victim goes.")
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="What goes is one incident.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only say what would go and what would stay.")
    ] = False,
    by: By = None,
    note: Note = "",
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Say that some of an incident's articles are about something else."""
    if bool(article) == bool(victim):
        raise typer.BadParameter("give either --article URL … or --victim V")
    with workplace(db, archive) as place, place.database.read() as session:
        going = incidents.reports_about(session, incident, urls=article or (), victim=victim)
        members = incidents.members(session, incident)
    if all(member.anchor in going for member in members):
        raise Failure(f"all that tells of {incident} would go; something must stay")
    for member in members:
        said = "goes " if member.anchor in going else "stays"
        out.print(f"{said}  {member.url}", soft_wrap=True)
    if preview:
        return

    def work(session: Any, now: datetime) -> int:
        return reviews.split(
            session, incident, going, by=who(by), now=now, note=note, together=together
        )

    _decide(db, archive, work, lambda _: f"{incident} is split")


def set_value(
    subject: Annotated[str, typer.Argument(metavar="VICTIM|INCIDENT", help="Such as V7 or I12.")],
    field: Annotated[str, typer.Argument(help="Such as age, city, incident_date.")],
    value: Annotated[str, typer.Argument(help="The value; empty for “not known”.")],
    source: Annotated[
        str, typer.Option("--source", help="Where it is from: an address, or words.")
    ],
    reason: Reason,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Correct a value: it stands above every claim, and the claims stay."""
    for option, given in (("--reason", reason), ("--source", source)):
        if not given.strip():
            raise typer.BadParameter(f"{option} needs a word or two: somebody will ask")

    def work(session: Any, now: datetime) -> int:
        typed = fields.typed_value(field, value)
        return reviews.correct(
            session, subject, field, typed, source=source, by=who(by), now=now, note=reason
        )

    def said(session: Any) -> str:
        return f"{_called(session, subject)}: {field} is {value.strip() or 'not known'}"

    _decide(db, archive, work, said)


def _called(session: Any, subject: str) -> str:
    """A subject with its name and incident: a number is easily mistaken."""
    if not subject.strip().upper().startswith("V"):
        return subject
    n = reviews.incident_of(session, identifiers.number(subject, of="V"))
    line = incidents.get_incident(session, f"I{n}")
    names = [v["name"] for v in line["victims"] if v["victim_id"] == subject.strip().upper()]
    return f"{subject} ({', '.join([*filter(None, names), f'I{n}'])})"


def undo(
    decision: Annotated[int | None, typer.Argument(help="Its number; else your own last.")] = None,
    by: By = None,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """Take a decision back; alone, the caller's own last one, after showing it."""

    def work(session: Any, now: datetime) -> int:
        number = decision
        if number is None:
            last = decisions.last_of(session, who(by))
            if last is None:
                raise Failure(f"{who(by)} has decided nothing that could be taken back")
            out.print(f"decision {last.id}, {last.at:%Y-%m-%d %H:%M} UTC: {last.subject}")
            number = last.id
        return decisions.undo(session, number, by=who(by), now=now).id

    _decide(db, archive, work, lambda _: "taken back")


def _decide(
    db: str | None,
    archive: Any,
    work: Callable[[Any, datetime], int],
    said: Callable[[Any], str],
) -> None:
    """Record one decision, bring the incidents in line with it, and say what came of it."""
    from scheduler import jobs

    now = datetime.now(UTC)
    with workplace(db, archive) as place:
        with place.database.write() as session:
            number = work(session, now)
        counts = jobs.resolve_waiting(place, now=now)
        with place.database.read() as session:
            out.print(f"decision {number}: {said(session)}", soft_wrap=True)
    print_counts("resolve", counts)
