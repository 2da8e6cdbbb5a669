"""Writes the next migration: ``python -m storage.migrations 0002 "Remember documents"``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import BigInteger, create_engine
from sqlalchemy.pool import StaticPool

from storage.columns import Instant, Json, Words
from storage.migrations import CURRENT, is_ours, upgrade
from storage.tables import metadata

_HEAD = '''"""{message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    {body}
'''


def write(revision: str, message: str, folder: Path) -> Path:
    """Compare the tables with the migrations so far, and write down what is missing."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        upgrade(connection)
        options = {"render_item": _render, "render_as_batch": True, "include_object": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        steps = produce_migrations(context, metadata).upgrade_ops
        body = render_python_code(steps, render_as_batch=True, render_item=_render) if steps else ""
    engine.dispose()
    name = re.sub(r"\W+", "_", message.casefold())
    path = folder / f"v{revision}_{name}.py"
    body = "\n".join(line for line in body.splitlines() if "###" not in line).strip()
    filled = {"message": message, "revision": revision, "before": CURRENT, "body": body}
    path.write_text(_HEAD.format(**filled), encoding="utf-8")
    return path


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain types: ours may change after they are written."""
    if kind != "type":
        return False
    named = ((Words, "WORDS"), (Json, "sa.Text()"), (Instant, "sa.DateTime(timezone=True)"))
    for ours, plain in (*named, (BigInteger, "NUMBER")):
        if isinstance(item, ours):
            return plain
    return False


if __name__ == "__main__":
    written = write(sys.argv[1], sys.argv[2], Path(__file__).parent / "versions")
    sys.stdout.write(f"{written}: look it over, then set CURRENT in {Path(__file__).parent}\n")
