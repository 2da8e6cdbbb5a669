"""The command that says what became of one address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from casebook.cli.common import ArchiveDir, AsJson, Db, out, print_json, workplace
from casebook.web import words
from storage.sayings import Story
from storage.traces import Trace, trace


def register(app: typer.Typer) -> None:
    """Put this file's command on the command line."""
    app.command()(why)


def why(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of a story.")],
    as_json: AsJson = False,
    db: Db = None,
    archive: ArchiveDir = None,
) -> None:
    """What became of one story: who showed it, what it answered, why it is in or is not."""
    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter("write the whole address, beginning with http:// or https://")
    with workplace(db, archive) as place, place.database.read() as session:
        found = trace(session, url)
    if as_json:
        print_json(asdict(found))
        return
    for line in told(found):
        out.print(line, soft_wrap=True)


def told(found: Trace) -> Iterator[str]:
    """Each step in a line, the one at which it stopped last."""
    if found.link is None and found.story is None:
        yield "nobody has shown us this address: “casebook fetch URL” takes it,"
        yield "“casebook sources” says which outlets are looked at, and how each does"
        return
    for seen in found.sightings:
        yield f"{seen.seen_at:%Y-%m-%d %H:%M}  shown by {seen.via}"
    yield from _fetched(found)
    if found.story:
        yield from _read(found.story)
    elif found.aside:
        yield f"read, and set aside: {_reason(found.aside.reason, found.aside.detail)}"
    elif found.captures and found.captures[-1].verdict == "kept":
        yield "kept, and not read yet: “casebook read”"


def _fetched(found: Trace) -> Iterator[str]:
    for answer in found.captures:
        why = f": {_reason(answer.reason, answer.detail)}" if answer.reason else ""
        yield f"{answer.fetched_at:%Y-%m-%d %H:%M}  answered {answer.status}, {answer.verdict}{why}"
    link = found.link
    if link is None:
        return
    if link.failure:
        tried = f", tried {link.attempts} times" if link.attempts > 1 else ""
        yield f"not fetched: {_reason(link.failure, link.failure_detail)}{tried}"
    elif link.state in ("found", "leased") and not found.captures:
        yield f"waits to be fetched, not before {link.next_at:%Y-%m-%d %H:%M}: “casebook crawl”"


def _read(story: Story) -> Iterator[str]:
    relevance = words.percent(story.relevance)
    yield f"read: “{story.title}”, version {story.version}, relevance {relevance}"
    if story.copy_of:
        yield f"nearly the text of {story.copy_of}"
    if story.incidents:
        names = ", ".join(f"I{n}" for n in story.incidents)
        yield f"in {names}: “casebook show I{story.incidents[0]} --why” says why"
        return
    yield "in no incident:" if story.relevant else "taken for not relevant:"
    for reason in story.reasons:
        yield f"    {reason}"


def _reason(reason: str | None, detail: str | None) -> str:
    return ": ".join(part for part in (reason, detail) if part) or "no reason noted"
