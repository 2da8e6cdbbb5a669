"""A row of a hand-kept record, read like an article: each cell a claim with its words.

A row is kept in the archive with its cells as they came and the facts its owner's map made of
them; reading it is as pure as reading a page. It is evidence of its own kind: it links and is
outvoted like a report, but it is no coverage, so it counts as no article and no source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from pipeline.digests import digest
from pipeline.records import (
    Article,
    Claim,
    FiredBy,
    Page,
    Person,
    Reading,
    Reason,
    Rejected,
    Report,
    Role,
    Span,
    Where,
)

CONTENT_TYPE = "application/vnd.casebook.row+json"
SCHEME = "urn:casebook:row:"
#: Of one person; the others are the whole incident's.
_OF_A_PERSON = frozenset(
    ("name", "age", "age_min", "age_max", "gender", "race", "fatal", "outcome", "name_status")
)


def address(record: str, row: str) -> str:
    """Where a row of a record lives; nothing that can be fetched.

    >>> address("ours", "2016 / 7")
    'urn:casebook:row:ours:2016%20%2F%207'
    """
    return f"{SCHEME}{quote(record, safe='')}:{quote(row, safe='')}"


def is_row(url: str) -> bool:
    return url.startswith(SCHEME)


def prefix(record: str) -> str:
    """What the addresses of all rows of a record begin with."""
    return f"{SCHEME}{quote(record, safe='')}:"


def taken_apart(url: str) -> tuple[str, str]:
    """The record and the row an address names."""
    record, _, row = url.removeprefix(SCHEME).partition(":")
    return unquote(record), unquote(row)


def record_of(url: str) -> str | None:
    """The record an address is a row of, if it is one."""
    return taken_apart(url)[0] if is_row(url) else None


def of_one_record(left: str, right: str) -> bool:
    """Whether two article keys are rows of one record: two people, by its owner's word."""
    return record_of(left) is not None and record_of(left) == record_of(right)


def payload(
    cells: Mapping[str, str],
    facts: list[dict[str, Any]],
    *,
    title: str,
    links: list[str],
    again: str | None = None,
    held: bool = False,
) -> bytes:
    """What is archived of a row: its cells as they came, and what its map makes of them.

    ``again`` says when it came back to what it had been before: that is news, too. ``held``: it is
    only kept for its owner, and tells of nobody.
    """
    told: dict[str, Any] = {"title": title, "cells": dict(cells), "facts": facts, "links": links}
    told |= {"again": again} if again else {}
    told |= {"held": True} if held else {}
    return json.dumps(told, ensure_ascii=False, indent=0).encode("utf-8", "surrogatepass")


def read_row(page: Page, *, version: str) -> Reading:
    """Read an archived row. Raises :class:`Rejected` when it is none."""
    try:
        told = json.loads(page.body)
        text, places = _written(told["cells"])
        claims = tuple(_claims(told["facts"], text, places))
    except (ValueError, KeyError, TypeError) as fault:
        raise Rejected(Reason.BAD_RECORD, f"not a row of a record: {fault}") from fault
    record, row = taken_apart(page.url)
    title = f"{told['title']}, row {row} ({_digest(told['facts'])})"
    article = Article(page.url, page.url, title, text, outlet=told["title"])
    if told.get("held"):
        return Reading(article, (), 0.0, 0.0, (f"a row of {record} that tells of nobody",), version)
    name = next((str(claim.value) for claim in claims if claim.field == "name"), None)
    person = Person(0, Role.SHOT_BY_POLICE, name, (name,) if name else ())
    why = (f"a row of {record}",)
    report = Report(
        n=0,
        passages=(Span(Where.TEXT, 0, len(text)),),
        fingerprint=f"row {row}",
        fired_by=FiredBy.POLICE,
        relevance=1.0,
        people=(person,),
        claims=claims,
        people_hit_max=1,
        reasons=why,
    )
    return Reading(article, (report,), 1.0, 1.0, why, version)


def cells_key(cells: Mapping[str, str]) -> str:
    """What identifies a row that has no identifier: all of its cells."""
    told = "\x1f".join(cells.values()).encode("utf-8", "replace")
    return digest(told, 8)


def again(row: str, n: int) -> str:
    """What a row is called whose identifier stands in its file for the n-th time."""
    return f"{row} · {n}"


def doubled(row: str) -> str:
    """Whose identifier that is.

    >>> doubled(again("7", 2))
    '7'
    """
    return row.rpartition(" · ")[0]


_MADE = re.compile(r"[0-9a-f]{16}|V[1-9]\d*|.* · \d+", re.DOTALL)


def is_made(row: str) -> bool:
    """Whether we named a row because its list does not; nobody else knows it by that.

    >>> is_made(cells_key({"name": "Ada Quill"})), is_made("V12"), is_made("6467")
    (True, True, False)
    """
    return _MADE.fullmatch(row) is not None


def cells_of(text: str) -> dict[str, str]:
    """The cells back from a row's text, character by character."""
    return dict(json.loads(text))


def _digest(facts: list[Mapping[str, Any]]) -> str:
    """Names what a map made of a row: the same cells under another map are another version."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    return digest(told, 3)


def _written(cells: Mapping[str, str]) -> tuple[str, Mapping[str, Span]]:
    """The row as text, a line a cell, and where each cell's line stands."""
    text, places = "{", {}
    for at, (name, cell) in enumerate(cells.items()):
        text += "\n" if at == 0 else ",\n"
        line = f"{_quoted(name)}: {_quoted(cell)}"
        places[name] = Span(Where.TEXT, len(text), len(text) + len(line))
        text += line
    return text + "\n}", places


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _claims(
    facts: list[Mapping[str, Any]], text: str, places: Mapping[str, Span]
) -> Iterator[Claim]:
    for fact in facts:
        place = places[fact["column"]]
        line = text[place.start : place.end]
        value = _quoted(fact["cell"])[1:-1]
        yield Claim(
            field=fact["field"],
            value=fact["value"],
            as_written=value if value and value in line else None,
            quote=place,
            method="row of a record",
            person=0 if fact["field"] in _OF_A_PERSON else None,
            detail=fact.get("detail", {}),
        )
