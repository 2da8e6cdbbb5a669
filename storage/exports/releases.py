"""Releases: the record frozen under a name, with checksums, and what changed since the last one."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from storage import changes, explained, incidents, leaving, redactions, reviews
from storage.columns import as_json
from storage.dates import stamp
from storage.exports import as_csv, refuse_demo
from storage.exports.incidents import VICTIM_COLUMNS, victims_of
from storage.exports.line_file import LineFile
from storage.exports.new_folder import new_folder
from storage.identifiers import NoSuchIncident, living
from storage.redactions import Listed
from storage.refusals import CannotExport

MANIFEST = "manifest.json"
INCIDENTS = "incidents.jsonl"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
CHANGE_COLUMNS = (
    "kind", "incident_id", "victim_id", "field", "old", "new", "why", "into",
)  # fmt: skip
#: What is about our work and not about the incident; a change in it alone is no news.
_NOT_NEWS = frozenset(
    ("updated_at", "article_count", "outlet_count", "independent_sources", "last_reported",
     "first_reported", "conflicts", "field_states", "articles", "accepted_at", "accepted_by",
     "created_at", "victims", "incident_id")
)  # fmt: skip
_SPAN = ("age_min", "age_max")
#: What says a part of what was decided on under another name.
_DECIDED_AS = dict.fromkeys(
    ("incident_date_from", "incident_date_to", "incident_date_precision"), "incident_date"
)
_FILES = (INCIDENTS, "victims.csv", "changes.csv")


class CannotRelease(CannotExport):
    """A release cannot be made as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen release: where it is, and how it differs from the one before."""

    folder: Path
    incidents: int
    victims: int
    previous: str | None
    changed: Mapping[str, int]  # by kind


def release(
    session: Session, name: str, root: Path, *, by: str, version: str, now: datetime
) -> Release:
    """Freeze what may leave now, in a folder of its own that is never written again."""
    refuse_demo(session)
    if not _NAME.fullmatch(name):
        raise CannotRelease(f"“{name}” is no name for a release; use letters, digits, . _ -")
    folder = root / name
    if folder.exists():
        raise CannotRelease(f"{folder} is frozen already; give the new release another name")
    with new_folder(folder) as unfinished:
        told = _made(session, unfinished, latest(root), name=name, by=by, version=version, now=now)
    return Release(folder, told["incidents"], told["victims"], told["previous"], told["changes"])


def _made(
    session: Session,
    folder: Path,
    before: Path | None,
    *,
    name: str,
    by: str,
    version: str,
    now: datetime,
) -> dict[str, Any]:
    """Write a release's files; its manifest."""
    with LineFile.written(folder / INCIDENTS, leaving.incidents(session)) as lines:
        people = victims_of(session, lines.values())
        victims = _csv(folder / "victims.csv", people, VICTIM_COLUMNS)
        counts: Counter[str] = Counter()
        moved = _counted(_differences(session, before, lines), counts)
        _csv(folder / "changes.csv", moved, CHANGE_COLUMNS)
        incidents_told = len(lines)
    told = {
        "name": name,
        "made_at": stamp(now),
        "made_by": by,
        "casebook": version,
        "cursor": changes.latest(session),
        "previous": before.name if before else None,
        "incidents": incidents_told,
        "victims": victims,
        "changes": dict(counts),
        "files": {file: _sum(folder / file) for file in _FILES},
    }
    _freeze(folder, told)
    return told


def _freeze(folder: Path, told: Mapping[str, Any]) -> None:
    manifest = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / MANIFEST).write_text(manifest, "utf-8")
    for path in folder.iterdir():
        path.chmod(0o444)


def _csv(path: Path, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
    path.unlink(missing_ok=True)  # of a release that was killed before it was whole
    with path.open("w", encoding="utf-8", newline="") as file:
        return as_csv.write(rows, columns, file.write)


def _counted(rows: Iterable[dict[str, Any]], counts: Counter[str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        counts[row["kind"]] += 1
        yield row


def _sum(path: Path) -> dict[str, Any]:
    return {"sha256": _sha256(path), "bytes": path.stat().st_size}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def latest(root: Path) -> Path | None:
    """The release made last, by its own word."""
    found = [(manifest_of(path.parent), path.parent) for path in root.glob(f"*/{MANIFEST}")]
    whole = [item for item in found if not item[1].name.endswith(".part")]
    return (
        max(whole, key=lambda item: (item[0]["cursor"], item[0]["made_at"]))[1] if whole else None
    )


def check(folder: Path) -> list[str]:
    """What of a release is not as it was frozen."""
    wrong = []
    for file, told in manifest_of(folder)["files"].items():
        path = folder / file
        if not path.exists():
            wrong.append(f"{path} is missing")
        elif _sha256(path) != told["sha256"]:
            wrong.append(f"{path} is not what was frozen")
    return wrong


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a release says of itself. Raises :class:`CannotRelease`."""
    try:
        return dict(json.loads((folder / MANIFEST).read_text("utf-8")))
    except (ValueError, OSError) as fault:
        raise CannotRelease(f"{folder / MANIFEST} cannot be read: {fault}") from fault


# ---------------------------------------------------------------------------------- changes


def _differences(
    session: Session, before: Path | None, now: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Added, changed field by field, merged, split, withdrawn; nothing for a first release."""
    if before is None:
        return
    if wrong := check(before):
        raise CannotRelease(f"the last release cannot be compared with: {wrong[0]}")
    parents, taken = _since(session, int(manifest_of(before)["cursor"]))
    known = redactions.listed(session)
    with LineFile(before / INCIDENTS) as then:
        for number in sorted({*then, *now}, key=lambda one: int(one[1:])):
            if number not in then:
                from_one = parents.get(number)
                parted = from_one is not None and from_one in then
                kind = "split" if parted else "added"
                why = f"it was part of {from_one}" if parted else ""
                yield {"kind": kind, "incident_id": number, "why": why}
            elif number not in now:
                yield {"incident_id": number, **_gone(session, number)}
            else:
                if number in taken:
                    yield {"kind": "redacted", "incident_id": number}
                yield from _changed(session, then[number], now[number], known)


def _since(session: Session, cursor: int) -> tuple[dict[str, str], set[str]]:
    """Which incident each new one was split from, and what was redacted."""
    parents: dict[str, str] = {}
    taken: set[str] = set()
    for item in changes.since(session, cursor):
        if item["kind"] == "split" and item["into"]:
            parents[str(item["into"])] = item["incident_id"]
        elif item["kind"] == "redacted":
            taken.add(item["incident_id"])
    return parents, taken


def _gone(session: Session, number: str) -> dict[str, Any]:
    """Merged, withdrawn, or no longer accepted."""
    try:
        home = f"I{living(session, number)}"
        if home != number:
            return {"kind": "merged", "into": home, "why": f"{number} and {home} are one incident"}
        review = incidents.get_incident(session, number)["review"]
    except NoSuchIncident as fault:
        return {"kind": "withdrawn", "why": str(fault)}
    return {"kind": "withdrawn", "why": f"it is {review} now"}


def _changed(
    session: Session, then: Mapping[str, Any], now: Mapping[str, Any], known: Listed
) -> Iterator[dict[str, Any]]:
    number = now["incident_id"]
    differ = [
        (None, field, then.get(field), value)
        for field, value in now.items()
        if field not in _NOT_NEWS and then.get(field) != value
    ]
    people = {victim["victim_id"]: victim for victim in then["victims"]}
    for victim in now["victims"]:
        old = people.pop(victim["victim_id"], None)
        if old is None:
            differ.append((victim["victim_id"], "victim", None, victim["name"]))
            continue
        told = {name for name in _SPAN if victim["age"] is not None}  # the age says it all
        withheld = victim["name_status"] == "withheld"  # what was public once is not told again
        differ += [
            (victim["victim_id"], field, old.get(field), value)
            for field, value in victim.items()
            if old.get(field) != value
            and field not in told
            and not (withheld and field in {"name", "aliases"})
        ]
    differ += [(gone, "victim", old["name"], None) for gone, old in people.items()]
    differ = [item for item in differ if not _hidden(known, number, now, item[0], item[1])]
    if not differ:
        return
    facts = explained.why(session, number).facts
    reasons = {(fact["victim_id"], fact["field"]): fact["why"] for fact in facts}
    for victim_id, field, old, new in differ:
        yield {
            "kind": "changed",
            "incident_id": number,
            "victim_id": victim_id,
            "field": field,
            "old": _cell(old),
            "new": _cell(new),
            "why": _why(session, number, victim_id, field, new, reasons),
        }


def _why(
    session: Session,
    number: str,
    victim_id: str | None,
    field: str,
    new: Any,
    reasons: Mapping[tuple[str | None, str], str],
) -> str:
    if field == "name_status" and new == "withheld":
        return "the name may not leave"
    if field == "name_released" and victim_id:
        said = reviews.corrections(session, int(number[1:]), field, int(victim_id[1:]))
        return next((f"set by {one.by}: {one.reason}" for one in said if one.in_force), "")
    told = _DECIDED_AS.get(field, field)
    return reasons.get((victim_id, told)) or reasons.get((None, told)) or ""


def _hidden(
    known: Listed, number: str, now: Mapping[str, Any], victim: str | None, field: str
) -> bool:
    """Whether what was told once is redacted and must not be told again."""
    owner = victim or number
    if field == "aliases" and victim is None:  # those of all its people
        return any(_hidden(known, number, now, one["victim_id"], "name") for one in now["victims"])
    if victim and field in {"victim", "aliases"}:
        field = "name"
    return known.hides_claim(owner, field, outside=True)


def _cell(value: Any) -> Any:
    return as_json(value) if isinstance(value, dict | list) else value
