"""Of each report an outline, by which most others are told from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from pipeline.columns.outlines import outline
from pipeline.linking.linkable import from_json

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT_ONCE = 500


def upgrade() -> None:
    made = op.create_table(
        "report_outline",
        sa.Column("report_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("outline", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_outline_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_outline")),
    )
    waiting = _outlines(op.get_bind())
    while some := list(islice(waiting, _AT_ONCE)):
        op.bulk_insert(made, some)


def _outlines(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """As reading would leave them; they are derived, so that the code of the day may tell them."""
    last = 0
    asked = sa.text("SELECT id, linkable FROM report WHERE id > :last ORDER BY id LIMIT :most")
    while rows := connection.execute(asked, {"last": last, "most": _AT_ONCE}).all():
        for row in rows:
            yield {"report_id": row.id, "outline": outline(from_json(json.loads(row.linkable)))}
        last = rows[-1].id
