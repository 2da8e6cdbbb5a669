"""Crawlers lease hosts: a row for each, and each link says on which it is."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BATCH = 10_000


def upgrade() -> None:
    op.add_column("link", sa.Column("host", WORDS, nullable=False, server_default=""))
    op.create_table(
        "host",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("worker", sa.String(length=200), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_host")),
    )
    op.create_index(op.f("ix_host_worker"), "host", ["worker"])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """The hosts of the links that are there, in batches."""
    link = sa.table("link", sa.column("id"), sa.column("url"), sa.column("host"))
    host = sa.table("host", sa.column("name"), sa.column("next_at", sa.DateTime(timezone=True)))
    change = link.update().where(link.c.id == sa.bindparam("number"))
    known: set[str] = set()
    last = 0
    statement = sa.select(link.c.id, link.c.url).order_by(link.c.id).limit(BATCH)
    while rows := connection.execute(statement.where(link.c.id > last)).all():
        names = {row.id: _host(row.url) for row in rows}
        connection.execute(change, [{"number": n, "host": name} for n, name in names.items()])
        known.update(names.values())
        last = rows[-1].id
    if known:
        now = datetime(1970, 1, 1, tzinfo=UTC)
        connection.execute(host.insert(), [{"name": n, "next_at": now} for n in sorted(known)])


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
