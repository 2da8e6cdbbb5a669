"""What we hand over: kinds of row, in formats, streamed and always in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import IO, Any

from sqlalchemy.orm import Session

from storage import changes
from storage.exports import as_csv, as_jsonl
from storage.exports.articles import ARTICLE_COLUMNS, article_rows
from storage.exports.claims import CLAIM_COLUMNS, claim_rows
from storage.exports.decisions import JUDGEMENT_COLUMNS, judgement_rows
from storage.exports.incidents import (
    INCIDENT_COLUMNS,
    VICTIM_COLUMNS,
    incident_rows,
    victim_rows,
)

Rows = Iterator[dict[str, Any]]


class CannotExport(ValueError):
    """There is no such kind or format, or the kind does not take the option."""


def _change_rows(session: Session, *, since: int = 0) -> Rows:
    return changes.since(session, since)


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
_FORMATS = MappingProxyType({"jsonl": as_jsonl.write, "csv": as_csv.write})

KINDS = tuple(_KINDS)
FORMATS = tuple(_FORMATS)


def rows(session: Session, kind: str, **options: Any) -> Rows:
    """A kind's rows, in order. ``articles`` take ``text``, ``changes`` take ``since``."""
    if kind not in _KINDS:
        raise CannotExport(f"there is no export of {kind!r}; there are {', '.join(KINDS)}")
    return _KINDS[kind][0](session, **options)


def export(session: Session, kind: str, fmt: str, *, out: IO[Any], **options: Any) -> int:
    """Write a kind in a format to a text or binary file; how many rows it has."""
    if fmt not in _FORMATS:
        raise CannotExport(f"there is no format {fmt!r}; there are {', '.join(FORMATS)}")
    found = rows(session, kind, **options)
    return _FORMATS[fmt](found, _KINDS[kind][1], _writer(out))


def _writer(out: IO[Any]) -> Callable[[str], Any]:
    """Text files have an encoding, binary ones get UTF-8."""
    if hasattr(out, "encoding"):
        return out.write
    return lambda text: out.write(text.encode())
