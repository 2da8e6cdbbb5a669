"""What the review pages sort and count by, so that they need not read every row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, columns in (
        ("change", ["incident", "cursor"]),
        ("incident", ["review", "created_at"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    op.create_index(
        "ix_article_version_latest",
        "article_version",
        ["published_at"],
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
