"""What we hand over: kinds of row, in formats, streamed and always in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import changes, leaving
from storage.exports import as_csv, as_geojson, as_jsonl
from storage.exports.articles import ARTICLE_COLUMNS, article_rows
from storage.exports.claims import CLAIM_COLUMNS, claim_rows
from storage.exports.decisions import JUDGEMENT_COLUMNS, judgement_rows
from storage.exports.incidents import (
    INCIDENT_COLUMNS,
    VICTIM_COLUMNS,
    incident_rows,
    victim_rows,
)
from storage.refusals import CannotExport
from storage.tables import about

Rows = Iterator[dict[str, Any]]


def _change_rows(session: Session, *, since: int = 0) -> Rows:
    """Changes, an incident's line with its keys in the order of ``export incidents``."""
    for item in changes.since(session, since):
        line = item["incident"]
        first = {name: line[name] for name in INCIDENT_COLUMNS if name in line} if line else {}
        yield {**item, "incident": line and {**first, **line}}


#: Each kind: its rows, and its columns in order.
_KINDS: Mapping[str, tuple[Callable[..., Rows], tuple[str, ...]]] = MappingProxyType(
    {
        "incidents": (incident_rows, INCIDENT_COLUMNS),
        "victims": (victim_rows, VICTIM_COLUMNS),
        "articles": (article_rows, ARTICLE_COLUMNS),
        "claims": (claim_rows, CLAIM_COLUMNS),
        "changes": (_change_rows, changes.COLUMNS),
        "judgements": (judgement_rows, JUDGEMENT_COLUMNS),
    }
)
_TEXT_FORMATS = MappingProxyType({"jsonl": as_jsonl.write, "csv": as_csv.write})

KINDS = tuple(_KINDS)
#: Working copies, whole: for one's own disk.
FORMATS = (*_TEXT_FORMATS, "parquet")
#: What leaves the team, through the gate (:mod:`storage.leaving`); incidents only.
OPEN_FORMATS = ("geojson",)


def rows(session: Session, kind: str, **options: Any) -> Rows:
    """A kind's rows, in order. ``articles`` take ``text``, ``changes`` take ``since``."""
    if kind not in _KINDS:
        raise CannotExport(f"there is no export of {kind!r}; there are {', '.join(KINDS)}")
    return _KINDS[kind][0](session, **options)


def export(session: Session, kind: str, fmt: str, *, out: IO[Any], **options: Any) -> int:
    """Write a kind in a format to a text or binary file; how many rows it has.

    Parquet is bytes: it wants a binary file. ``include_unreviewed`` is for open formats only.
    """
    if fmt in OPEN_FORMATS:
        return _export_open(session, kind, fmt, out=out, **options)
    if fmt not in FORMATS:
        known = ", ".join((*FORMATS, *OPEN_FORMATS))
        raise CannotExport(f"there is no format {fmt!r}; there are {known}")
    found = rows(session, kind, **options)
    columns = _KINDS[kind][1]
    if fmt == "parquet":
        from storage.exports import as_parquet  # large: only who writes Parquet loads it

        return as_parquet.write(found, columns, out)
    return _TEXT_FORMATS[fmt](found, columns, writer(out))


def _export_open(
    session: Session, kind: str, fmt: str, *, out: IO[Any], include_unreviewed: bool = False
) -> int:
    if kind != "incidents":
        raise CannotExport(f"{fmt} holds incidents, not {kind}: `casebook export incidents`")
    refuse_demo(session)
    lines = leaving.incidents(session, include_unreviewed=include_unreviewed)
    return as_geojson.write(lines, writer(out))


def refuse_demo(session: Session) -> None:
    """Invented persons never leave as if they were real."""
    statement = select(about.c.value).where(about.c.key == "demo")
    if session.execute(statement).scalar() == "yes":
        raise CannotExport(
            "this database holds demonstration data, and nothing of it leaves as if it were real;"
            " jsonl, csv and parquet still work"
        )


def writer(out: IO[Any]) -> Callable[[str], Any]:
    """Text files have an encoding, binary ones get UTF-8."""
    if hasattr(out, "encoding"):
        return out.write
    return lambda text: out.write(text.encode())


def write_json_lines(found: Iterable[Mapping[str, Any]], send: Callable[[str], Any]) -> int:
    """Any rows, one a line."""
    return as_jsonl.write(found, (), send)
