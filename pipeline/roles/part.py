"""What casting says of a bearer: the role, and how sure of it one may be."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Role

SHOT = frozenset({Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER})


@dataclass(frozen=True, slots=True)
class Part:
    """A bearer's role; None when the words name no person."""

    role: Role | None
    confidence: float
    hurt: bool = False  # told of a wound, or paid for one, and of no office
