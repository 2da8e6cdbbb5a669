"""The examples in docstrings hold; pytest itself runs those of ``pipeline`` (`testpaths`)."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = ("storage", "crawler", "scheduler", "casebook")


def modules_with_examples() -> list[str]:
    paths = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
    return [
        ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for path in paths
        if ">>> " in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_in_docstrings_hold(name: str) -> None:
    ran = doctest.testmod(import_module(name))
    assert ran.attempted > 0
    assert ran.failed == 0
