"""Writes the sources file people edit: entries are added, everything else stays as it stands."""

from __future__ import annotations

import csv
import fcntl
import gzip
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit.items import AoT

from crawler.sites import short_name
from crawler.sources import Source, SourcesError, read_sources
from pipeline.lexicon import gazetteer
from pipeline.urls import host

_HOST = re.compile(r"[\w.:-]*\w[\w.:-]*")
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
    """Append an entry; comments and order of the file stay. Written whole or not at all.

    A link to the file stays one, its rights are kept, and of two who add at once one waits.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.parent):
        document = _document(path)
        document["source"].append(_entry(source, comment))
        text = tomlkit.dumps(document)
        if _line_end(path) == "\r\n":
            text = re.sub("\r?\n", "\r\n", text)
        partial = path.with_name(f".{path.name}.part")
        partial.write_text(text, encoding="utf-8", newline="")
        try:
            read_sources(partial)
        except SourcesError as fault:
            partial.unlink()
            raise SourcesError(str(fault).replace(str(partial), str(path))) from fault
        if path.exists():
            shutil.copymode(path, partial)
        partial.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else adds to a file of this folder meanwhile."""
    here = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(here, fcntl.LOCK_EX)
        yield
    finally:
        os.close(here)


def _document(path: Path) -> Any:
    """The file as it is written, with a list of entries to add to."""
    document = tomlkit.parse(path.read_bytes().decode("utf-8") if path.exists() else "")
    entries = document.get("source")
    if entries is not None and not isinstance(entries, AoT):
        if entries:
            raise SourcesError(
                f"{path}: its sources stand in one list; write each as an entry that begins with"
                " [[source]], so that another can be added"
            )
        document.remove("source")
    if not entries:
        document.append("source", tomlkit.aot())
    return document


def _line_end(path: Path) -> str:
    return "\r\n" if path.exists() and b"\r\n" in path.read_bytes() else "\n"


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
    if (url := site_address(cells["url"])) is None:
        raise SourcesError(
            f"{where}: “{cells['url']}” is no address of a site; mend it, or take the line out"
        )
    return Outlet(
        name=cells["name"] or host(url),
        url=url,
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
            if isinstance(item, dict) and (url := site_address(str(item.get("website") or ""))):
                yield Outlet(
                    name=str(item.get("name") or host(url)),
                    url=url,
                    state=state,
                    county=item.get("city-county-name") or None,
                    feeds=_feeds(item.get("rss")),
                )


def _feeds(listed: Any) -> tuple[str, ...]:
    """The registry's feeds without those of comments."""
    urls = [url for url in listed or () if isinstance(url, str) and "comments" not in url]
    return tuple(url for url in urls if url.startswith(("http://", "https://")))[:3]


def site_address(text: str) -> str | None:
    """A site's address as people write it, with its scheme; none where it is none.

    >>> site_address("www.daily.example"), site_address("HTTP://daily.example/news")
    ('https://www.daily.example', 'http://daily.example/news')
    >>> site_address("desk@daily.example"), site_address("ask Ann")
    (None, None)
    """
    url = text.strip() if "://" in text else f"https://{text.strip().removeprefix('//')}"
    try:
        parts = urlsplit(url)
        name, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(name):
        return None
    return parts.scheme + url[len(parts.scheme) :]


def _opened(path: Path) -> Any:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig", newline="")


def writable(path: Path) -> None:
    """Say it before forty outlets are tried, not after."""
    there = path.resolve()
    folder = next(above for above in there.parents if above.exists())
    if not os.access(folder, os.W_OK) or (there.exists() and not os.access(there, os.W_OK)):
        raise SourcesError(
            f"{path} may not be written, or its folder not; mend the rights, or name another file"
        )
    _document(there)
