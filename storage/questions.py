"""What is asked about reports: questions kept for people, until they are settled."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pipeline.records import Question
from storage.prepared import ask, precompiled
from storage.sql import add, batches, one_of, put, remove
from storage.tables import question, question_anchor

#: A value was said against one that people had settled: asked again, both side by side.
NEW_DISSENT = "new dissent"


def save(
    session: Session,
    anchors: Collection[str],
    asked: Sequence[Question],
    *,
    kind: str | None = None,
) -> None:
    """What is asked about these reports now; what was asked before (of the kind) is settled."""
    old = _ASKED if kind is None else _ASKED_OF_KIND
    for batch in batches(sorted(anchors)):
        keys = [row.key for row in ask(session, old, {"anchors": batch, "kind": kind})]
        remove(session, question_anchor.c.key, keys)
        remove(session, question.c.key, keys)
    rows = {_question_key(item): item for item in asked}
    put(session, question, [_question_row(key, item) for key, item in sorted(rows.items())])
    ends = [(key, anchor) for key, item in sorted(rows.items()) for anchor in set(item.anchors)]
    put_rows = [{"key": key, "anchor": anchor} for key, anchor in sorted(ends)]
    add(session, question_anchor, put_rows)


_ASKED = select(question_anchor.c.key).where(one_of(question_anchor.c.anchor, "anchors"))
_ASKED_OF_KIND = precompiled(
    _ASKED.where(
        question_anchor.c.key.in_(
            select(question.c.key).where(question.c.kind == bindparam("kind"))
        )
    )
)


def _question_key(item: Question) -> str:
    told = (item.kind, *item.anchors, *([item.says] if item.kind == NEW_DISSENT else []))
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _question_row(key: str, item: Question) -> dict[str, Any]:
    return {"key": key, "kind": item.kind, "anchors": list(item.anchors), "says": item.says}
