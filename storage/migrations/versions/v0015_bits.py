"""Of a comparison the bits of each line are kept; words are told from the reports when asked."""

from __future__ import annotations

import json
import struct
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
#: The lines of a sum in the order they are kept, each in hundredths of a bit; silent ones are -2¹⁵.
LINES = (
    "prior", "name", "second name", "age", "date", "publication", "state", "place", "street",
    "agency", "gender", "others", "fatal", "armed", "shooter", "count", "wording", "article",
)  # fmt: skip
SILENT = -(2**15)
_COPIED = """
INSERT INTO edge_of_bits ("left", "right", score, vetoed, bits, model)
SELECT "left", "right", score, vetoed, {bits}, model FROM edge ORDER BY "left", "right"
"""
_JOINED = "UPDATE membership SET bits = {bits} WHERE evidence IS NOT NULL"
_ON_POSTGRES = """(
  SELECT string_agg(int2send(coalesce(round((told->>1)::numeric * 100)::int, :silent)::int2), ''
                    ORDER BY at)
  FROM unnest(CAST(:lines AS text[])) WITH ORDINALITY AS line(trait, at)
  LEFT JOIN json_array_elements(evidence::json) AS told ON told->>0 = trait
)"""


def upgrade() -> None:
    op.create_table(
        "edge_of_bits",
        sa.Column("left", WORDS, nullable=False),
        sa.Column("right", WORDS, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("vetoed", sa.Boolean(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_edge_of_bits"),
        sqlite_with_rowid=False,
    )
    op.add_column("membership", sa.Column("bits", sa.LargeBinary()))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for statement in (_COPIED, _JOINED):
            filled = sa.text(statement.format(bits=_ON_POSTGRES))
            connection.execute(filled, {"silent": SILENT, "lines": list(LINES)})
    else:
        driver: Any = connection.connection.driver_connection
        driver.create_function("bits_of", 1, bits_of, deterministic=True)
        for statement in (_COPIED, _JOINED):
            connection.exec_driver_sql(statement.format(bits="bits_of(evidence)"))
    op.drop_table("edge")
    op.rename_table("edge_of_bits", "edge")
    if connection.dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_edge_of_bits RENAME TO pk_edge")
    op.create_index(op.f("ix_edge_right"), "edge", ["right"])
    op.drop_column("membership", "evidence")


def bits_of(evidence: str) -> bytes:
    """What each line weighs, of lines as they were told."""
    weights = {trait: round(100 * weight) for trait, weight, *_ in json.loads(evidence)}
    return struct.pack(f">{len(LINES)}h", *(weights.get(line, SILENT) for line in LINES))
