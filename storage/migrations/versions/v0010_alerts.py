"""Alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("event", WORDS, nullable=False),
        sa.Column("to", WORDS, nullable=False),
        sa.Column("added_by", WORDS, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cursor", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("name", name=op.f("uq_alert_name")),
    )
