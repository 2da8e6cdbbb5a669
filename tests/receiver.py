"""What somebody who is told of changes does with them, by the documentation alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

KEEPING = Path(__file__).parent.parent / "docs" / "keeping.md"


def apply(table: dict[str, Any], change: Mapping[str, Any]) -> None:
    """Set the incident's line, or take it away."""
    if change["incident"] is None:
        table.pop(change["incident_id"], None)
    else:
        table[change["incident_id"]] = change["incident"]


def documented_check() -> Callable[[bytes, bytes, str], bool]:
    """Whether a body is ours, by secret and header: as the documentation has it."""
    [code] = re.findall(r"```python\n(import hashlib.*?)```", KEEPING.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    check: Callable[[bytes, bytes, str], bool] = names["is_ours"]
    return check
