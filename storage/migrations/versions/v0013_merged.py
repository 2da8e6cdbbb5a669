"""Which identifiers were merged into one: asked for every report of a known incident."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MERGED = sa.text('"into" IS NOT NULL')


def upgrade() -> None:
    op.create_index(
        "ix_incident_identifier_merged",
        "incident_identifier",
        ["into"],
        sqlite_where=MERGED,
        postgresql_where=MERGED,
    )
