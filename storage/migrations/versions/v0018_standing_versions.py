"""What is asked of all current articles at once is answered from indexes, without their texts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_article_version_standing",
        "article_version",
        ["capture_id", "current", "relevant", "published_at", "id"],
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        op.f("ix_report_version_id_current_anchor"), "report", ["version_id", "current", "anchor"]
    )
    op.drop_index(op.f("ix_report_version_id"), "report")
