"""Pages we met, and what we make of them: extraction may only change where somebody looked."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from casebook.demo.desk import outlets
from pipeline.extract import extract

PAGES = Path(__file__).parent
CASES = sorted(path.parent for path in PAGES.glob("*/*/expected.json"))


def script() -> ModuleType:
    """The script beside this test, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("record", PAGES / "record.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


record = script()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_recorded_page(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    assert record.as_json(extract(record.load_page(case))) == expected


def test_every_template_of_the_newsroom_is_recorded() -> None:
    wanted = {outlet.template for outlet in outlets()} | {"amp", "mobile"}
    assert {case.parent.name for case in CASES} >= wanted
