"""Writes the sources file people edit: entries are added, everything else stays as it stands."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from crawler.sites import short_name
from crawler.sources import Source, SourcesError, read_sources
from pipeline.lexicon import gazetteer
from pipeline.urls import host

_FIELDS = (
    "name", "outlet", "domains", "feeds", "news_sitemaps", "listings", "searches", "city",
    "county", "state", "timezone", "delay", "interval", "everywhere", "private_network", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as a list names it: not looked at yet."""

    name: str
    url: str
    state: str | None = None
    county: str | None = None
    city: str | None = None
    feeds: tuple[str, ...] = ()

    @property
    def timezone(self) -> str | None:
        return gazetteer.timezone_of(self.state, self.city) if self.state else None


def add_source(path: Path, source: Source, *, comment: str = "") -> None:
    """Append an entry; comments and order of the file stay. Written whole or not at all."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    entries = document.get("source")
    if not isinstance(entries, AoT):
        entries = tomlkit.aot()
        document.append("source", entries)
    entries.append(_entry(source, comment))
    partial = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(tomlkit.dumps(document), encoding="utf-8")
    try:
        read_sources(partial)
    except SourcesError:
        partial.unlink()
        raise
    partial.replace(path)


def _entry(source: Source, comment: str) -> Any:
    table = tomlkit.table()
    if comment:
        table.add(tomlkit.comment(comment))
    plain = Source(source.name, source.outlet, source.domains)
    for name in _FIELDS:
        value = getattr(source, name)
        if name in ("name", "outlet", "domains") or value != getattr(plain, name):
            table.add(name, list(value) if isinstance(value, tuple) else value)
    table.add(tomlkit.nl())
    return table


def free_name(url: str, taken: set[str]) -> str:
    """A short name nobody has yet."""
    name = short_name(url)
    names = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
    return next(one for one in names if one not in taken)


# ---------------------------------------------------------------------------------- lists


def read_outlets(path: Path) -> Iterator[Outlet]:
    """The outlets of a list: 3DLNews' registry (.json, .json.gz) or a CSV with name and url.

    Raises :class:`SourcesError`, one sentence, where the file is neither.
    """
    if not path.exists():
        raise SourcesError(
            f"there is no {path}; name a CSV (name,url[,state]) or the registry file"
        )
    if path.suffix == ".csv" or path.suffixes[-2:] == [".csv", ".gz"]:
        yield from _csv(path)
    elif ".json" in path.suffixes:
        yield from _registry(path)
    else:
        raise SourcesError(f"{path}: a list of outlets is a .csv, or the registry's .json(.gz)")


def _csv(path: Path) -> Iterator[Outlet]:
    with _opened(path) as file:
        rows = csv.DictReader(file)
        names = {name.strip().lower(): name for name in rows.fieldnames or ()}
        if "name" not in names or "url" not in names:
            raise SourcesError(
                f"{path}: its first line must name the columns, “name” and “url” among them"
            )
        try:
            for number, row in enumerate(rows, 2):
                cells = {key: (row.get(name) or "").strip() for key, name in names.items()}
                yield _outlet(cells, f"{path}:{number}")
        except (csv.Error, UnicodeDecodeError) as fault:
            raise SourcesError(
                f"{path} cannot be read as CSV ({fault}); save it as UTF-8"
            ) from fault


def _outlet(cells: Mapping[str, str], where: str) -> Outlet:
    if not cells["url"]:
        raise SourcesError(f"{where}: the url is missing; add it, or take the line out")
    state = cells.get("state") or None
    code = gazetteer.state_code(state) if state else None
    if state and not code:
        raise SourcesError(f"{where}: there is no state “{state}”; write two letters, such as OH")
    return Outlet(
        name=cells["name"] or host(_address(cells["url"])),
        url=_address(cells["url"]),
        state=code,
        county=cells.get("county") or None,
        city=cells.get("city") or None,
    )


def _registry(path: Path) -> Iterator[Outlet]:
    """3DLNews: outlets by state and kind of medium."""
    try:
        with _opened(path) as file:
            states = json.load(file)
        groups = [
            (gazetteer.state_code(code), outlets)
            for code, kinds in states.items()
            for outlets in kinds.values()
        ]
    except (ValueError, AttributeError, UnicodeDecodeError, EOFError) as fault:
        raise SourcesError(f"{path} is not the registry's JSON (states, then kinds)") from fault
    for state, outlets in groups:
        for item in outlets:
            if isinstance(item, dict) and (url := item.get("website")):
                yield Outlet(
                    name=str(item.get("name") or host(str(url))),
                    url=_address(str(url)),
                    state=state,
                    county=item.get("city-county-name") or None,
                    feeds=_feeds(item.get("rss")),
                )


def _feeds(listed: Any) -> tuple[str, ...]:
    """The registry's feeds without those of comments."""
    urls = [url for url in listed or () if isinstance(url, str) and "comments" not in url]
    return tuple(url for url in urls if url.startswith(("http://", "https://")))[:3]


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else f"https://{text}"


def _opened(path: Path) -> Any:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig", newline="")


def writable(path: Path) -> None:
    """Say it before forty outlets are tried, not after."""
    folder = path.parent if path.parent.exists() else path.parent.parent
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise SourcesError(f"{path} may not be written; mend its rights, or name another file")
