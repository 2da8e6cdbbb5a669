"""Brings a database of an earlier version up to date; configured here, without an alembic.ini."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

if TYPE_CHECKING:  # hundreds of modules, which only a database that is out of date needs
    from alembic.config import Config

from storage import search_index

#: The revision this code works with: the newest file in ``versions``.
CURRENT = "0019"


def upgrade(connection: Connection, revision: str = CURRENT) -> None:
    """Migrate inside the caller's transaction: all of it, or nothing."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if revision == CURRENT:
        search_index.install(connection)  # also what a migration dropped with the table it rebuilt


def stored_revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


@cache
def known_revisions() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def is_ours(_item: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
    """Whether migrations care for it: the search index is made by ``search_index`` alone."""
    of_search = (name or "").startswith("article_search") or (kind, name) == ("column", "search")
    return not (reflected and of_search)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
