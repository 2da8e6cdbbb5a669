"""Releases that are out already, when something in them must go.

A release is never written again but for this: a redaction takes a person, an address or a value out
of it, notes that in its manifest and in a file beside it, and gives it new checksums. Killed half
way, a marker is left behind, and doing it again ends it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import masking, redactions, subjects
from storage.dates import stamp
from storage.exports import as_csv, as_jsonl, releases
from storage.exports.incidents import victim_row
from storage.redactions import Level, Listed
from storage.subjects import Subject
from storage.tables import about

_KNOWN = "release:"
_MARKER = ".redacting"
NOTE = "REDACTED.txt"
#: Cells with words in them, in which a part of a name is the name; a city may be called like it.
_WORDS = frozenset(("as_written", "result", "weapon", "title", "value", "old", "new", "why"))


@dataclass(frozen=True, slots=True)
class Held:
    """A release with what is to be redacted in it."""

    folder: Path
    incidents: int
    trouble: str | None  # why it cannot be written anew


def remember(session: Session, folder: Path) -> None:
    """Note where a release was frozen, so that a redaction finds it."""
    path = str(folder.resolve())
    key = f"{_KNOWN}{hashlib.sha256(path.encode()).hexdigest()[:24]}"
    if not session.execute(update(about).where(about.c.key == key).values(value=path)).rowcount:  # type: ignore[attr-defined]
        session.execute(about.insert().values(key=key, value=path))


def known(session: Session, roots: Iterable[Path] = ()) -> list[Path]:
    """Every release that was noted, and those in these folders."""
    noted = select(about.c.value).where(about.c.key.startswith(_KNOWN))
    found = {Path(path) for path in session.execute(noted).scalars()}
    for root in roots:
        inside = {path.parent.resolve() for path in root.glob(f"*/{releases.MANIFEST}")}
        if not inside:
            raise redactions.CannotRedact(f"{root} has no releases in it; give the folder of all")
        found |= inside
    return sorted(found)


def holding(session: Session, found: Subject, folders: Iterable[Path], level: Level) -> list[Held]:
    """Those of these releases it is in; one that cannot be looked into is among them."""
    listed = redactions.supposing(session, found.things, level)
    numbers = _numbers(session, found)
    held = (_held(folder, found, listed, numbers) for folder in folders)
    return [item for item in held if item.incidents or item.trouble]


def _held(folder: Path, found: Subject, listed: Listed, numbers: Collection[str]) -> Held:
    try:
        cleaned = _cleaned(folder, found, listed, numbers)
        sound = (folder / _MARKER).exists() or not (wrong := releases.check(folder))
    except (releases.CannotRelease, OSError, ValueError, KeyError) as fault:
        return Held(folder, 0, f"it cannot be read ({fault})")
    if sound:
        return Held(folder, cleaned.incidents, None)
    return Held(folder, cleaned.incidents, wrong[0]) if cleaned.incidents else Held(folder, 0, None)


def redact(
    session: Session,
    found: Subject,
    folders: Iterable[Path],
    level: Level,
    *,
    number: int,
    now: datetime,
) -> list[Held]:
    """Write these releases anew without it, by decision ``number``; those that must go by hand."""
    listed = redactions.listed(session)
    numbers = _numbers(session, found)
    left = []
    for item in holding(session, found, folders, level):
        if item.trouble is None:
            try:
                cleaned = _cleaned(item.folder, found, listed, numbers)
                _write(item.folder, cleaned, level, number=number, now=now)
            except OSError as fault:
                left.append(Held(item.folder, item.incidents, str(fault)))
        else:
            left.append(item)
    return left


def _numbers(session: Session, found: Subject) -> frozenset[str]:
    leading = subjects.leading_to(session, found.incidents)
    return frozenset(f"I{n}" for n in leading)


# ---------------------------------------------------------------------------------- write


@dataclass(frozen=True, slots=True)
class _Cleaned:
    files: Mapping[str, bytes]
    incidents: int  # that said it


def _cleaned(folder: Path, found: Subject, listed: Listed, numbers: Collection[str]) -> _Cleaned:
    """The files of a release as they are without it."""
    told = (folder / releases.INCIDENTS).read_text("utf-8").splitlines()
    lines = [json.loads(line) for line in told]
    forms = _forms(lines, found, numbers)
    fresh = {
        line["incident_id"]: _masked(redactions.veiled(line, listed, outside=True), forms)
        for line in lines
        if line["incident_id"] in numbers
    }
    moved = _rows(folder / "changes.csv")
    cleaned = [
        _change(row, found, listed, forms) if row["incident_id"] in numbers else row
        for row in moved
    ]
    said = {line["incident_id"] for line in lines if fresh.get(line["incident_id"], line) != line}
    said |= {now["incident_id"] for was, now in zip(moved, cleaned, strict=True) if was != now}
    if (folder / _MARKER).exists():  # some of its files do not say it any more
        said |= set(fresh)
    files = {
        releases.INCIDENTS: _jsonl([fresh.get(line["incident_id"], line) for line in lines]),
        "victims.csv": _victims(folder / "victims.csv", {n: fresh[n] for n in fresh if n in said}),
        "changes.csv": _table(cleaned, releases.CHANGE_COLUMNS),
    }
    return _Cleaned(files, len(said))


def _forms(
    lines: Iterable[Mapping[str, Any]], found: Subject, numbers: Collection[str]
) -> tuple[str, ...]:
    """Every form of the name: those we know, and those the release has of that victim."""
    names = {name for kind, parts in found.things if kind == "person" for name in found.names}
    of_name = {parts[0] for kind, parts in found.things if kind == "field" and parts[1] == "name"}
    names |= {*found.officers, *(word for name in found.officers for word in name.split())}
    for line in lines:
        for victim in line["victims"] if line["incident_id"] in numbers else ():
            if victim["victim_id"] in of_name:
                names |= {name for name in (victim["name"], *victim["aliases"]) if name}
    return tuple(sorted(names))


def _masked(value: Any, forms: Collection[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _masked(item, forms, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, forms, key) for item in value]
    if not isinstance(value, str) or not forms:
        return value
    if key in _WORDS or any(form.casefold() in value.casefold() for form in forms):
        return masking.masked(value, forms)
    return value


def _change(
    row: Mapping[str, str], found: Subject, listed: Listed, forms: Collection[str]
) -> dict[str, str]:
    owner = row["victim_id"] or row["incident_id"]
    hidden = ("field", (owner, row["field"])) in found.things
    if hidden or listed.hides_claim(owner, row["field"], outside=True):
        return {**row, "old": "", "new": "", "why": "redacted"}
    gone = {name: "" for name in ("old", "new", "why") if _tells(row[name], listed)}
    return dict(_masked({**row, **gone}, forms))


def _tells(cell: str, listed: Listed) -> bool:
    """Whether a cell is an address that is redacted."""
    return "://" in cell and any(
        listed.address(word.strip("“”\"',;()[]")) for word in cell.split() if "://" in word
    )


def _victims(path: Path, fresh: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The table of victims; a row of an incident that did not say it stays as it is."""
    rows = []
    for row in _rows(path):
        line = fresh.get(row["incident_id"], {"victims": ()})
        for victim in line["victims"]:
            if victim["victim_id"] == row["victim_id"]:
                cells = victim_row(line, victim, {})
                row |= {name: as_csv.cell(cells[name]) for name in cells if name != "external_ids"}
        rows.append(row)
    return _table(rows, list(rows[0]) if rows else _header(path))


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text("utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def _header(path: Path) -> list[str]:
    return next(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def _table(rows: Iterable[Mapping[str, str]], columns: Iterable[str]) -> bytes:
    out = io.StringIO()
    as_csv.write_plain(rows, tuple(columns), out.write)
    return out.getvalue().encode()


def _jsonl(lines: Iterable[Mapping[str, Any]]) -> bytes:
    out = io.StringIO()
    as_jsonl.write(lines, (), out.write)
    return out.getvalue().encode()


def _write(folder: Path, cleaned: _Cleaned, level: Level, *, number: int, now: datetime) -> None:
    """Each file is replaced at once, the manifest last; a marker tells that it is not over."""
    manifest = releases.manifest_of(folder)
    done = {
        "at": stamp(now), "decision": number, "level": str(level), "incidents": cleaned.incidents
    }  # fmt: skip
    manifest["redacted"] = [*manifest.get("redacted", ()), done]
    files = {**cleaned.files, NOTE: _note(manifest["redacted"])}
    manifest["files"] |= {
        file: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for file, data in files.items()
    }
    told = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    folder.chmod(0o755)
    (folder / _MARKER).touch()
    for file, data in {**files, releases.MANIFEST: told.encode()}.items():
        _replace(folder / file, data)
    (folder / _MARKER).unlink()


def _note(done: Iterable[Mapping[str, Any]]) -> bytes:
    lines = ["Taken out of this release after it was frozen, and its checksums made anew:", ""]
    lines += [
        f"{item['at'][:10]}  decision {item['decision']} ({item['level']}),"
        f" incidents that said it: {item['incidents']}"
        for item in done
    ]
    lines += ["", "Who has an earlier copy is asked to replace it. No death was taken out."]
    return ("\n".join(lines) + "\n").encode()


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o444)
    part.replace(path)
