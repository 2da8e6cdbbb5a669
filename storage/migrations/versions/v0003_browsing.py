"""What the review pages filter by, saved searches, and how far each person has looked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from anyascii import anyascii

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for column in (
        sa.Column("county", WORDS, nullable=True),
        sa.Column("agencies", WORDS, nullable=True),
        sa.Column("fatal", sa.Boolean(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=True),
        sa.Column("words", WORDS, nullable=True),
    ):
        op.add_column("incident", column)
    _fill(op.get_bind())
    op.create_table(
        "saved_search",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("owner", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_search_owner_name")),
    )
    op.create_table(
        "visit",
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("by", name=op.f("pk_visit")),
    )


def _fill(connection: sa.Connection) -> None:
    """The new columns of incidents that are there already, from the lines they were told in."""
    rows = connection.execute(sa.text("SELECT n, line FROM incident")).all()
    for n, text in rows:
        values = _columns(json.loads(text)) | {"n": n}
        connection.execute(
            sa.text(
                "UPDATE incident SET county = :county, agencies = :agencies, fatal = :fatal,"
                " sources = :sources, words = :words WHERE n = :n"
            ),
            values,
        )


def _columns(line: Mapping[str, Any]) -> dict[str, Any]:
    fatal = [victim["fatal"] for victim in line["victims"] if victim["fatal"] is not None]
    agencies = [_folded(agency["name"]) for agency in line["agency_roles"]]
    places = [_folded(place) for place in (line["city"], line["county"]) if place]
    names = [_folded(name) for name in line["aliases"]]
    return {
        "county": line["county"],
        "agencies": "\n".join(agencies),
        "fatal": any(fatal) if fatal else None,
        "sources": line["independent_sources"],
        "words": "\n".join([*names, *places, *agencies]),
    }


def _folded(name: str) -> str:
    return str(anyascii(name)).casefold().strip()
