"""A redacted field goes with the reports that told it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "redacted_report",
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint(
            "anchor", "person", "field", "mark", name=op.f("pk_redacted_report")
        ),
    )
    op.create_index(op.f("ix_redacted_report_mark"), "redacted_report", ["mark"])
