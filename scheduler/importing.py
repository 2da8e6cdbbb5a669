"""A hand-kept record taken in: its rows archived, read, resolved, and accepted as its owner's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crawler.sources import Source
from pipeline.linking import rows as row_reader
from pipeline.page.masks import MASK
from pipeline.urls import canonical
from scheduler import redacting
from scheduler.fetching import as_link
from scheduler.reading import read_waiting
from scheduler.recognised import recognise
from scheduler.resolving import resolve_waiting
from scheduler.workplace import Progress, Workplace, silent
from storage import frontier, masking, pages, redactions, rejected, rows
from storage.archive import payload_sha256
from storage.frontier import FoundLink
from storage.pages import Kept, NewCapture
from storage.redactions import Level, Listed
from storage.references.theirs import claimed, identifier, others
from storage.shapes import Column, Shape, named
from storage.shapes.cells import is_shooting_cause, read_cells, refuse_days_ahead
from storage.shapes.files import BadRow, TableRow, headed, open_table

_BATCH = 500
_NAMED_BY = ("name", "incident_date")
#: A place needs words; without an address the point itself is how it is written.
_PLACE = ("address", "latitude", "longitude", "place_precision")


@dataclass(slots=True)
class ImportCounts:
    """What became of the rows; what a person should look at, in words."""

    by: Counter[str] = field(default_factory=Counter)
    unusable: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)  # cells without a meaning in the map
    unread_at: dict[str, int] = field(default_factory=dict)  # the first line of each of them
    unclear: tuple[rows.Unclear, ...] = ()
    says: str | None = None  # of rows without an identifier, that some may be known already
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A row on its way in."""

    row: str
    url: str
    cells: Mapping[str, str]
    facts: list[dict[str, Any]]
    title: str
    links: tuple[str, ...]
    held: bool = False  # kept for its owner alone: it tells of nobody

    def payload(self, again: str | None = None) -> bytes:
        facts = [] if self.held else self.facts
        links = list(self.links)
        return row_reader.payload(
            self.cells, facts, title=self.title, links=links, again=again, held=self.held
        )


@dataclass(slots=True)
class _Taking:
    """A file on its way in: what its rows are called here, and what was seen of them."""

    place: Workplace
    path: Path
    shape: Shape
    agencies: Mapping[str, str]
    identity: str
    now: datetime
    counts: ImportCounts
    rows_of: Mapping[int, str]  # which row of the record a victim is
    called: Mapping[str, str]  # what rows without an identifier are called, by their cells
    seen: dict[str, int] = field(default_factory=dict)  # each row with its line
    again: Counter[str] = field(default_factory=Counter)  # identifiers that stand there again
    claims: dict[str, rows.Claimed] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)  # what it is on further lists


def import_rows(
    place: Workplace,
    path: Path,
    shape: Shape,
    *,
    by: str,
    now: datetime,
    note: str = "",
    sources: Sequence[Source] = (),
    progress: Progress = silent,
) -> ImportCounts:
    """Take a record in. The same file again changes nothing; killed anywhere, call it again.

    Addresses in its rows go to the ``sources`` whose they are, else to the inbox.
    """
    counts = ImportCounts()
    table = headed(open_table(path, sheet=shape.sheet), shape, path)
    identity, agencies = place.database.identity(), agency_names(shape, path)
    unpublished: set[str] = set()
    with place.database.read() as session:
        known = redactions.listed(session)
        rows_of = {victim: row for row, victim in rows.victims(session, shape.schema).items()}
        every = headed(open_table(path, sheet=shape.sheet), shape, path).rows
        before = recognise(session, shape, every, identity=identity, rows_of=rows_of)
    counts.says = before.says
    taking = _Taking(place, path, shape, agencies, identity, now, counts, rows_of, before.called)
    seen = taking.seen
    found = iter(table.rows)
    while batch := list(islice(found, _BATCH)):
        items = [item for row in batch if (item := _item(taking, row))]
        unpublished |= {item.row for item in items if _level(item, known) is Level.UNPUBLISH}
        with place.database.read() as session:
            stand = rows.stand_at(session, [item.url for item in items] if known else [])
        items = [_honouring(item, known, counts, stand.get(item.url)) for item in items]
        _keep(place, shape, items, counts, sources, now=now)
        progress(len(seen), None)
    _keep(place, shape, _no_longer_doubled(taking), ImportCounts(), sources, now=now)
    redacting.resume(place, now=now)
    read_waiting(place, now=now, progress=progress)
    number = _bound(taking, by=by)
    resolve_waiting(place, now=now, progress=progress)
    with place.database.write() as session:
        done = rows.decide(
            session, shape.name, shape.schema, seen, by=by, now=now, note=note, file=path.name,
            number=number, claims=taking.claims, others=taking.others,
        )  # fmt: skip
        _unpublish(session, shape.schema, unpublished, by=by, now=now)
    counts.by["accepted"], counts.unclear, counts.decision = (
        done.accepted,
        done.unclear,
        done.decision,
    )
    resolve_waiting(place, now=now, progress=progress)
    return counts


def _no_longer_doubled(taking: _Taking) -> list[_Item]:
    """Rows that were kept because their identifier stood there twice, and now stands there once."""
    name, title = taking.shape.name, taking.shape.title
    with taking.place.database.read() as session:
        gone = [
            row.row
            for row in rows.each_taken(session, name)
            if not row.anchor and row.row not in taking.seen
            if row_reader.doubled(row.row) in taking.seen and row.cells
        ]
    return [_Item(row, row_reader.address(name, row), {}, [], title, (), True) for row in gone]


def _bound(taking: _Taking, *, by: str) -> int | None:
    """Tie rows that say which victim they are to that victim, before the evidence is asked."""
    if not taking.claims:
        return None
    with taking.place.database.write() as session:
        return rows.bind(session, taking.shape.name, taking.claims, by=by, now=taking.now)


def _level(item: _Item, known: Listed) -> Level | None:
    """What the list of redactions says of a row's person."""
    told = {fact["field"]: fact["value"] for fact in item.facts}
    return known.person(told["name"], told.get("state")) if "name" in told else None


def _honouring(
    item: _Item, known: Listed, counts: ImportCounts, stands: Mapping[str, str] | None
) -> _Item:
    """A row without what is not to be kept: no name we were told to erase or withhold, no address.

    It is masked before it is archived, so that nothing has to be taken out again. One that stands
    there as it is (``stands``) since before somebody was withheld stays: so do the pages.
    """
    if not known:
        return item
    gone = [url for url in item.links if known.address(url) is Level.ERASE]
    level = _level(item, known)
    counts.by["redacted"] += bool(gone or level)
    hidden = [fact["value"] for fact in item.facts if fact["field"] == "name"]
    withheld = level is Level.WITHHOLD and stands != item.cells
    names = hidden if level is Level.ERASE or withheld else []
    if not (names or gone):
        return item
    cells = {name: _without(cell, names, known) for name, cell in item.cells.items()}
    facts = [
        {**fact, "cell": cells[fact["column"]] if fact["cell"] else ""}
        for fact in item.facts
        if not (names and fact["field"] == "name")
    ]
    links = tuple(
        url for url in item.links if url not in gone and masking.masked(url, names) == url
    )
    return replace(item, cells=cells, facts=facts, links=links)


def _without(cell: str, names: Sequence[str], known: Listed) -> str:
    """A cell without these names, and without addresses that are erased."""
    for word in re.findall(r"https?://[^\s;,|]+", cell):
        if known.address(word) is Level.ERASE or masking.masked(word, names) != word:
            cell = cell.replace(word, MASK)
    return masking.masked(cell, names) if names else cell


def _unpublish(
    session: Session, schema: str, rows_of: Collection[str], *, by: str, now: datetime
) -> None:
    """Have the list hold for whom these rows turned out to be, too."""
    victims = rows.victims(session, schema) if rows_of else {}
    known = redactions.listed(session)
    for number in sorted({victims[row] for row in rows_of if row in victims}):
        own = f"V{number}"
        if known.field(own, "name") is None:
            things = [redactions.of_field(own, name) for name in ("name", "aliases")]
            basis = "the person is listed"
            redactions.put(
                session, things, Level.UNPUBLISH, subject=own, basis=basis, by=by, now=now
            )


def agency_names(shape: Shape, beside: Path | None = None) -> dict[str, str]:
    """What the numbers in an agencies column stand for, by the file the map names.

    Of a shape in two files, by the second, where it lies ``beside`` the first.
    """
    if not shape.lookup:
        return _agencies_beside(shape, beside)
    path = (shape.path or Path()).parent / shape.lookup["file"]
    table = open_table(path)
    key, value = shape.lookup["key"], shape.lookup["value"]
    return {row.cells[key]: row.cells[value] for row in table.rows if isinstance(row, TableRow)}


def _agencies_beside(shape: Shape, first: Path | None) -> dict[str, str]:
    """“fatal.csv” has “fatal-agencies.csv” beside it, “…-data.csv” has “…-agencies.csv”."""
    if first is None or not shape.agencies_shape:
        return {}
    for stem in (first.stem, first.stem.removesuffix("-data")):
        path = first.with_name(f"{stem}-agencies{first.suffix}")
        if path.is_file():
            [second] = named(shape.agencies_shape)
            table = headed(open_table(path), second, path)
            known = (row.cells for row in table.rows if isinstance(row, TableRow))
            return {cells["id"]: cells["name"] for cells in known}
    return {}


def _item(taking: _Taking, row: TableRow | BadRow) -> _Item | None:
    """A row on its way in; one that cannot be used is said, and kept as far as it has cells."""
    if isinstance(row, BadRow):
        _refuse(taking, row.line, row.reason)
        return None
    shape = taking.shape
    cells, victim = claimed(row.cells, taking.identity)
    said, unread = read_cells(shape, cells, taking.agencies)
    refuse_days_ahead(said, unread, taking.now)
    number = _number(taking, cells, victim)
    doubled, nameless = number in taking.seen, not any(name in said for name in _NAMED_BY)
    if not any(cell.strip() for cell in cells.values()):
        return None
    if nameless:
        _refuse(taking, row.line, "neither a name nor a date stands in it; kept as it is")
    elif doubled:
        first = taking.seen[number]
        _refuse(taking, row.line, f"“{number}” identifies line {first} already; kept as it is")
    if doubled:
        taking.again[number] += 1
        number = row_reader.again(number, taking.again[number] + 1)
    taking.seen[number] = row.line
    other = "cause" in said and not is_shooting_cause(str(said["cause"][0]))
    if other and not (nameless or doubled):
        taking.counts.by["no shooting"] += 1
        cause, column = said["cause"]
        says = f"“{cause}” is no shooting: the row is kept, and no incident"
        _say_unread(taking, row.line, {column.name: says})
    held = nameless or doubled or other
    links = tuple(dict.fromkeys(canonical(url) for url in said.get("sources", ((), None))[0]))
    if not held:
        _say_unread(taking, row.line, unread)
        _say_who(taking, number, victim, said)
        taking.others[number] = others(shape, cells)
    facts = list(_facts(shape, said, cells))
    url = row_reader.address(shape.name, number)
    return _Item(number, url, cells, facts, shape.title, () if held else links, held)


def _refuse(taking: _Taking, line: int, reason: str) -> None:
    counts, path = taking.counts, taking.path
    counts.by["unusable"] += 1
    counts.unusable.append(f"{path}:{line}: {reason}")
    with taking.place.database.write() as session:
        rejected.add(session, file=str(path), place=line, reason=reason, snippet="", now=taking.now)


def _number(taking: _Taking, cells: Mapping[str, str], victim: int | None) -> str:
    """What a row is called: as its list calls it, else by the victim it says it is."""
    own = cells[taking.shape.id].strip() if taking.shape.id else ""
    ours = f"V{victim}"
    if victim is None or (own and taking.rows_of.get(victim) != ours):
        by_cells = identifier(taking.shape, cells)
        return by_cells if own else taking.called.get(by_cells, by_cells)
    return taking.rows_of.get(victim, ours)


def _say_unread(taking: _Taking, line: int, unread: Mapping[str, str]) -> None:
    for column, says in unread.items():
        taking.counts.unread[f"{column}: {says}"] += 1
        taking.counts.unread_at.setdefault(f"{column}: {says}", line)


def _say_who(
    taking: _Taking, number: str, victim: int | None, said: Mapping[str, tuple[Any, Column]]
) -> None:
    """Note whose row it is by its own word: ours in so many letters, or a number we gave."""
    beyond, sure = taking.shape.new_ids, victim is not None
    if victim is None and beyond is not None and number.isdecimal() and int(number) > beyond:
        victim = int(number) - beyond
    if victim is None and "victim_id" in said:
        own = re.fullmatch(r"V([1-9]\d{0,17})", said["victim_id"][0])
        victim = int(own[1]) if own else None
    if victim is not None:
        name, day = (said[field][0] if field in said else None for field in _NAMED_BY)
        taking.claims[number] = rows.Claimed(victim, sure, name, day)


def _facts(
    shape: Shape, said: Mapping[str, tuple[Any, Column]], cells: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """What a row says as claims, each with the column and the cell it is from."""
    for name, (value, column) in said.items():
        told = {"column": column.name, "cell": cells[column.name]}
        if name == "agencies":
            detail = {"role": "unknown"}
            yield from ({"field": "agency", "value": v, "detail": detail, **told} for v in value)
        elif name == "officers":
            yield from ({"field": "officer", "value": v, **told} for v in value)
        elif name in _CLAIMED:
            yield {"field": name, "value": _as_claimed(name, value), **told}
    yield from _place(said, cells)
    first = next(iter(cells))
    for name, value in shape.facts.items():
        if name not in said:
            yield {"field": name, "value": _as_claimed(name, value), "column": first, "cell": ""}


_CLAIMED = frozenset(
    ("name", "age", "gender", "race", "fatal", "outcome", "incident_date", "death_date", "city",
     "county", "state", "armed", "weapon", "fleeing", "body_camera", "shots_fired", "duty",
     "hit_by_police")
)  # fmt: skip


def _as_claimed(name: str, value: Any) -> Any:
    return ("yes" if value else "no") if name == "body_camera" else value


def _place(
    said: Mapping[str, tuple[Any, Column]], cells: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    known = {name: said[name][0] for name in _PLACE if name in said}
    if "address" not in known and not {"latitude", "longitude"} <= known.keys():
        return
    column = said["address" if "address" in known else "latitude"][1]
    point = {"lat": known.get("latitude"), "lon": known.get("longitude")}
    detail = {name: str(value) for name, value in point.items() if value is not None}
    detail |= {"precision": known.get("place_precision", "not_available"), "method": "person"}
    written = known.get("address", f"{known.get('latitude')}, {known.get('longitude')}")
    yield {
        "field": "place",
        "value": written,
        "detail": detail,
        "column": column.name,
        "cell": cells[column.name],
    }


def _keep(
    place: Workplace,
    shape: Shape,
    items: list[_Item],
    counts: ImportCounts,
    sources: Sequence[Source],
    *,
    now: datetime,
) -> None:
    """One unit of work: append what is new to the archive, sync, then commit its rows."""
    with place.database.read() as session:
        fresh = _fresh(session, items, now=now)
        places = frontier.link_ids(session, [item.url for item in items])
    counts.by["unchanged"] += len(items) - len(fresh)
    counts.by["new"] += sum(item.url not in places for item, _ in fresh)
    counts.by["changed"] += sum(item.url in places for item, _ in fresh)
    refs = [
        place.archive.append_resource(
            url=item.url,
            content_type=row_reader.CONTENT_TYPE,
            payload=payload,
            fetched_at=now,
            sync=False,
        )
        for item, payload in fresh
    ]
    place.archive.sync()
    if not fresh:
        return
    with place.database.write() as session:
        via = f"import {shape.name}"
        frontier.found(session, [FoundLink(item.url, via=via) for item, _ in fresh], now=now)
        ids = frontier.link_ids(session, [item.url for item, _ in fresh])
        captures = [
            NewCapture(
                link_id=ids[item.url],
                fetched_at=now,
                status=200,
                sha256=payload_sha256(payload),
                verdict=Kept.KEPT,
                ref=ref,
                content_type=row_reader.CONTENT_TYPE,
                scope=place.database.scope,
            )
            for (item, payload), ref in zip(fresh, refs, strict=True)
        ]
        pages.keep_many(session, captures, now=now)
        follow = [as_link(url, sources, via) for item, _ in fresh for url in item.links]
        counts.by["addresses to follow"] += frontier.found(session, follow, now=now)


def _fresh(session: Session, items: Sequence[_Item], *, now: datetime) -> list[tuple[_Item, bytes]]:
    """The rows that are new or say something else than they last did, each with its payload."""
    told = [item.payload() for item in items]
    known = pages.known_payloads(session, [payload_sha256(payload) for payload in told])
    stand = rows.stand_at(session, [item.url for item in items])
    fresh = []
    for item, payload in zip(items, told, strict=True):
        if (item.url, payload_sha256(payload)) not in known:
            fresh.append((item, payload))
        elif stand.get(item.url, item.cells) != item.cells:  # it is again what it once was
            fresh.append((item, item.payload(again=now.isoformat())))
    return fresh
