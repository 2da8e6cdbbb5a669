"""Where things are: read once from options and environment, at the edge."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_DATABASE = "sqlite:///casebook.db"
DEFAULT_ARCHIVE = "casebook-archive"
DEFAULT_SOURCES = "seeds/sources.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command needs to know. Options win over environment, environment over default."""

    database: str
    archive: Path
    sources: Path
    contact: str | None

    @classmethod
    def read(
        cls,
        *,
        db: str | None = None,
        archive: Path | None = None,
        sources: Path | None = None,
    ) -> Settings:
        database = db or os.environ.get("CASEBOOK_DB") or DEFAULT_DATABASE
        chosen = archive or os.environ.get("CASEBOOK_ARCHIVE")
        return cls(
            database=database,
            archive=Path(chosen) if chosen else _beside(database),
            sources=Path(sources or os.environ.get("CASEBOOK_SOURCES") or DEFAULT_SOURCES),
            contact=os.environ.get("CASEBOOK_CONTACT"),
        )


def _beside(database: str) -> Path:
    """The archive lies beside an SQLite file; with a server, in the current folder."""
    prefix = "sqlite:///"
    if database.startswith(prefix) and database != prefix:
        return Path(database.removeprefix(prefix)).parent / DEFAULT_ARCHIVE
    return Path(DEFAULT_ARCHIVE)
