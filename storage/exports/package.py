"""A data package: what may leave, with a description machines read, checksums and a licence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.compare import Model
from pipeline.records import Scope
from storage import changes, inclusion, leaving
from storage.dates import stamp
from storage.engine import scope_of
from storage.exports import as_csv, refuse_demo
from storage.exports.incidents import INCIDENT_COLUMNS, VICTIM_COLUMNS, victims_of
from storage.exports.line_file import LineFile
from storage.exports.new_folder import new_folder
from storage.exports.open_claims import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    open_articles,
    open_claims,
)
from storage.refusals import CannotExport
from storage.tables import about, run

_TYPES = {
    **dict.fromkeys(
        ("age", "age_min", "age_max", "shots_fired", "article_count", "outlet_count",
         "independent_sources", "article_version"),
        "integer",
    ),
    **dict.fromkeys(("fatal", "body_camera", "hedged", "name_released"), "boolean"),
    "confidence": "number",
    **dict.fromkeys(("incident_date", "incident_date_from", "incident_date_to"), "date"),
}  # fmt: skip

#: What a row of each table is told from the others by.
_KEYS = {
    "incidents": ("incident_id",),
    "victims": ("victim_id",),
    "articles": ("article_id",),
    "claims": ("claim_id",),
}

README = """# {title}

{title} in the United States, read from news coverage by Casebook{reviewed}.
Incidents: {incidents:,}; people: {victims:,}. Every row is a person's death or injury.

| file | a row |
|---|---|
| `incidents.csv`, `incidents.jsonl` | an incident, with who dissents on what |
| `victims.csv` | a person shot, with the incident's fields |
| `articles.csv` | an article the incidents rest on: address, outlet, day; none of its text |
| `claims.csv` | a value an article gives, with who asserts it and, for some, a quote of at most \
{length} characters |

Columns and types are in `datapackage.json` (Frictionless Data Package), how the package was made
in `manifest.json`, checksums in `SHA256SUMS` (`sha256sum -c SHA256SUMS`).

Not in it: text of articles, images, names of victims under 18 or not known to be dead (unless an
editor released them), officers not named by agency, prosecutor or court, names of relatives,
witnesses and others. Null means that no source states it; `field_states` tells that from
"stated as unknown", disputed and withheld. Dates known only roughly have `incident_date` empty and
the span in `incident_date_from` and `incident_date_to`.
"""
_UNREVIEWED = "; incidents nobody reviewed are among them (`review`)"
_TITLES = {Scope.POLICE: "People shot by police", Scope.ANY: "People shot, by police or others"}
LICENCE = """The facts in this package (who, when, where, by whom) are nobody's property. Their
selection and arrangement are released under the Creative Commons Attribution 4.0 International
licence (CC BY 4.0): https://creativecommons.org/licenses/by/4.0/legalcode

You may share and adapt it for any purpose if you name its maker and say what you changed.

Quotes in claims.csv remain the copyright of their publishers; they are short, are given as evidence
for a fact, and each names its article. No further right in them is granted.
"""


def write(
    session: Session,
    folder: Path,
    *,
    version: str,
    now: datetime,
    quote_length: int = leaving.QUOTE_LENGTH,
    include_unreviewed: bool = False,
) -> dict[str, int]:
    """Write a package to a new folder; rows by file. The same database gives the same tables."""
    refuse_demo(session)
    title = _TITLES[scope_of(session)]
    if not 0 <= quote_length <= leaving.QUOTE_LENGTH:
        raise CannotExport(f"quotes leave with 0 to {leaving.QUOTE_LENGTH} characters")
    if folder.exists():
        raise CannotExport(f"{folder} is there already; a package is written to a new folder")
    with new_folder(folder) as unfinished:
        return _written(
            session,
            unfinished,
            title,
            version=version,
            now=now,
            quote_length=quote_length,
            include_unreviewed=include_unreviewed,
        )


def _written(
    session: Session,
    folder: Path,
    title: str,
    *,
    version: str,
    now: datetime,
    quote_length: int,
    include_unreviewed: bool,
) -> dict[str, int]:
    going = leaving.incidents(session, include_unreviewed=include_unreviewed)
    with LineFile.written(folder / "incidents.jsonl", going) as lines:
        tables: dict[str, tuple[Sequence[str], Iterable[Mapping[str, Any]]]] = {
            "incidents.csv": (INCIDENT_COLUMNS, lines.values()),
            "victims.csv": (VICTIM_COLUMNS, victims_of(session, lines.values())),
            "articles.csv": (ARTICLE_COLUMNS, open_articles(session, lines)),
            "claims.csv": (CLAIM_COLUMNS, open_claims(session, lines, length=quote_length)),
        }
        counts = {name: _csv(folder / name, *tables[name]) for name in tables}
        counts["incidents.jsonl"] = len(lines)
    told = README.format(
        title=title,
        reviewed=_UNREVIEWED if include_unreviewed else ", and accepted by reviewers",
        incidents=counts["incidents.jsonl"],
        victims=counts["victims.csv"],
        length=quote_length,
    )
    _text(folder / "README.md", told)
    _text(folder / "LICENSE.txt", LICENCE)
    made = _manifest(session, version=version, now=now, quote_length=quote_length)
    _text(folder / "manifest.json", _json(made | {"rows": counts}))
    described = _description(folder, title, tables)
    _text(folder / "datapackage.json", _json(described))
    sums = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())
            if path.name != "SHA256SUMS"]  # fmt: skip
    _text(folder / "SHA256SUMS", "".join(sums))
    return counts


def _csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        return as_csv.write(rows, columns, file.write)


def _text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def _manifest(
    session: Session, *, version: str, now: datetime, quote_length: int
) -> dict[str, Any]:
    """How the package came about: versions, rules, and the runs that made the record."""
    from pipeline.reader import READER_VERSION  # half a second other exports have no use for

    facts = {row.key: row.value for row in session.execute(select(about))}
    runs = session.execute(select(run).order_by(run.c.id.desc()).limit(50)).all()
    return {
        "made_at": stamp(now),
        "casebook": version,
        "scope": facts["scope"],
        "cursor": changes.latest(session),
        "reader": READER_VERSION,
        "linkage_model": Model.load().version,
        "text_rights": {
            "full_text": False,
            "quote_length": quote_length,
            "quotes_an_article": leaving.QUOTES,
        },
        "inclusion": {name: rules.title for name, rules in inclusion.rulesets().items()},
        "runs": [
            {
                "id": row.id,
                "job": row.job,
                "version": row.version,
                "started_at": stamp(row.started_at),
                "ended_at": stamp(row.ended_at) if row.ended_at else None,
                "outcome": row.outcome,
                "counts": row.counts,
            }
            for row in runs
        ],
    }


def _description(
    folder: Path, title: str, tables: Mapping[str, tuple[Sequence[str], Any]]
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "casebook",
        "title": title,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(folder / name, columns) for name, (columns, _) in tables.items()],
    }


def _resource(path: Path, columns: Sequence[str]) -> dict[str, Any]:
    keys = _KEYS[path.stem]
    foreign = [
        {"fields": [name], "reference": {"resource": other, "fields": [name]}}
        for name, other in (("incident_id", "incidents"), ("victim_id", "victims"))
        if name in columns and name not in keys
    ]
    return {
        "name": path.stem,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [{"name": name, "type": _TYPES.get(name, "string")} for name in columns],
            "missingValues": [""],
            "primaryKey": list(keys),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }
