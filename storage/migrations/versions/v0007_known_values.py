"""A correction remembers what was told when it was made: what is told later is news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("correction", sa.Column("known", sa.Text(), nullable=True))
