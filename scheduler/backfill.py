"""Going back: WARC files worked through on an engine, one task a file, then loaded in bulk."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyarrow import fs

from pipeline.records import Scope
from scheduler.engines import Engine
from scheduler.shard import CannotOpen, Order, Outcome, local_copy, work
from scheduler.workplace import Progress, Workplace, silent
from storage import moved_records
from storage.bulk import Wanted, load_shard, wanted
from storage.shards import Folder, Manifest, ShardError

#: Where Common Crawl's archives are, over HTTP; ``s3://commoncrawl/`` inside their cloud.
COMMON_CRAWL = "https://data.commoncrawl.org/"
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class NoSuchMonth(Exception):
    """A month of CC-NEWS that cannot be asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """What one call is to do: which files, which hosts, where the results go."""

    sources: tuple[str, ...]
    out: str
    scope: Scope
    hosts: tuple[str, ...] = ()

    def orders(self) -> list[Order]:
        distinct = list(dict.fromkeys(self.sources))
        out = anywhere(self.out)
        return [Order(one, out, str(self.scope), self.hosts) for one in distinct]


def anywhere(place: str) -> str:
    """The same place for a process that stands in another folder."""
    return place if "://" in place else str(Path(place).absolute())


def work_through(asked: Backfill, engine: Engine, *, progress: Progress = silent) -> list[Outcome]:
    """Work through every file; those finished before are left alone. One outcome a file."""
    orders = asked.orders()
    outcomes: list[Outcome] = []
    progress(0, len(orders))
    for done in engine.run(work, orders):
        outcome = done.result or Outcome(
            done.order.source, done.order.folder.path, {}, fault=done.fault
        )
        outcomes.append(outcome)
        progress(len(outcomes), len(orders))
    return outcomes


def load(
    place: Workplace, folders: Sequence[Folder], *, now: datetime, progress: Progress = silent
) -> Counter[str]:
    """Load finished shards, each in one transaction; loading one again adds nothing."""
    counts: Counter[str] = Counter()
    for done, folder in enumerate(folders, 1):
        manifest = _finished(folder, place)
        beginning = f"casebook-shard-{manifest.pages_sha256[:24]}"
        with place.database.read() as session:
            new = wanted(session, folder)
            left = moved_records.expected(session, beginning)
        counts += Counter({"taken down": new.taken_down})
        name = _named(beginning, new)
        if new.pages:
            counts += _loaded(place, folder, manifest, new, name, now=now)
        _let_go(place, [one for one in left if one != name or not new.pages])
        progress(done, len(folders))
    return counts


def _named(beginning: str, new: Wanted) -> str:
    """The file of an archive that a shard's pages go to: the same for the same pages."""
    less = f"-{hashlib.sha256(repr(new.without).encode()).hexdigest()[:8]}" if new.without else ""
    return f"{beginning}{less}.warc.gz"


def _loaded(
    place: Workplace, folder: Folder, manifest: Manifest, new: Wanted, name: str, *, now: datetime
) -> Counter[str]:
    """First the pages, then the rows. Noted before: of who is killed between them, a file is left.

    What no row points at, no redaction would find.
    """
    with place.database.write() as session:
        moved_records.expect(session, name)
    with folder.open_pages() as pages:
        place.archive.adopt(name, pages, without=new.without)
    with place.database.write() as session:
        counts = load_shard(session, folder, manifest, file=name, without=new.without, now=now)
        if not moved_records.arrived(session, name):
            raise ShardError(f"{folder.path} was loaded by another; run the same command again")
    return counts


def _let_go(place: Workplace, left: Sequence[str]) -> None:
    """Take away the files of loads that were killed, where others came in their place."""
    if left:
        with place.database.write() as session:
            moved_records.let_go(session, left)
            moved_records.finish(session, place.archive)


def _finished(folder: Folder, place: Workplace) -> Manifest:
    manifest = folder.manifest()
    if manifest is None:
        raise ShardError(f"{folder.path} holds no finished shard; run the backfill again")
    if manifest.scope != place.database.scope:
        raise ShardError(
            f"{folder.path} was made with --scope {manifest.scope} and this database takes"
            f" --scope {place.database.scope}; work through the files again with that scope"
        )
    return manifest


def expand(paths: Sequence[str]) -> tuple[str, ...]:
    """WARC files as named; folders (local or ``s3://``) give the WARC files in them."""
    return tuple(found for path in paths for found in _expanded(path))


def _expanded(path: str) -> Iterator[str]:
    if "://" in path:
        if re.search(r"\.warc(\.gz)?(\?|$)", path):
            yield path
        elif path.startswith("s3://"):
            yield from _listed(path)
        else:
            raise CannotOpen(f"{path} does not end in .warc or .warc.gz; name WARC files")
        return
    here = Path(path).absolute()  # a worker of a cluster stands elsewhere
    if here.is_dir():
        yield from (str(p) for p in sorted(here.rglob("*.warc*")) if _is_warc(p.name))
    elif not here.exists():
        raise CannotOpen(f"{path} does not exist; name a WARC file or a folder of them")
    elif not _is_warc(here.name):
        raise CannotOpen(f"{path} is not a .warc or .warc.gz file")
    else:
        yield str(here)


def _is_warc(name: str) -> bool:
    return name.endswith((".warc", ".warc.gz"))


def _listed(path: str) -> Iterator[str]:
    root, _, query = path.partition("?")
    try:
        system, inner = fs.FileSystem.from_uri(path)
        found = system.get_file_info(fs.FileSelector(inner, recursive=True))
    except (OSError, ValueError) as fault:  # Arrow's own errors are both
        raise CannotOpen(f"{root} cannot be listed: {fault}") from fault
    prefix = root[: len(root.rstrip("/")) - len(inner.rstrip("/"))]
    for info in sorted(found, key=lambda one: one.path):
        if _is_warc(info.path):
            yield f"{prefix}{info.path}" + (f"?{query}" if query else "")


def cc_news(month: str, *, base: str = COMMON_CRAWL) -> tuple[str, ...]:
    """The addresses of CC-NEWS' WARC files of a month (``2018-03``); it begins in 2016-08.

    Raises :class:`NoSuchMonth` and :class:`scheduler.shard.CannotOpen`.
    """
    named = _MONTH.fullmatch(month)
    if named is None or month < "2016-08":
        raise NoSuchMonth(f"{month!r} is no month of CC-NEWS; write YYYY-MM, 2016-08 or later")
    root = base if base.endswith("/") else f"{base}/"
    listing = f"{root}crawl-data/CC-NEWS/{named[1]}/{named[2]}/warc.paths.gz"
    with local_copy(listing) as path:
        try:
            lines = gzip.decompress(path.read_bytes()).decode("ascii").split()
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as fault:
            raise CannotOpen(f"{listing} is not a list of paths: {fault}") from fault
    return tuple(f"{root}{line}" for line in lines)
