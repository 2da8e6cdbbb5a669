"""A workplace for crawls, and a server that misbehaves on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.run import CrawlCounts, crawl
from crawler.sources import Source
from pipeline.records import Scope
from storage import pages
from storage.engine import Database, open_database
from tests.crawler.rogue import RogueServer


@dataclass(frozen=True)
class Place:
    """An empty database and archive."""

    folder: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder}/casebook.db"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def crawl(self, *sources: Source, **more: Any) -> CrawlCounts:
        settings: dict[str, Any] = {"scope": Scope.POLICE, "contact": None} | more
        return crawl(
            sources,
            database_url=self.database_url,
            archive=self.archive,
            now=settings.pop("now", datetime.now(UTC)),
            **settings,
        )

    def open(self) -> Database:
        return open_database(self.database_url)

    def kept(self) -> list[str]:
        """The address of every kept capture, each as often as it is kept."""
        with self.open().read() as session:
            waiting = pages.waiting(session, reader_version="none", limit=10_000)
        return sorted(item.url for item in waiting)


@pytest.fixture
def place(tmp_path: Path, prepared_sqlite: Path) -> Place:
    shutil.copyfile(prepared_sqlite, tmp_path / "casebook.db")
    return Place(tmp_path)


@pytest.fixture
def rogue() -> Iterator[RogueServer]:
    with RogueServer() as server:
        yield server


@pytest.fixture
def local(rogue: RogueServer) -> Callable[..., Source]:
    """A source at the rogue server; private, without pauses."""

    def source(**more: Any) -> Source:
        settings: dict[str, Any] = {
            "name": "rogue",
            "outlet": "The Rogue",
            "domains": ("127.0.0.1",),
            "private_network": True,
            "delay": 0.0,
            "concurrency": 8,
        }
        return Source(**settings | more)

    return source
