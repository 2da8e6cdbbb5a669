from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from storage import columns, dates, fields, identifiers, sql
from storage.exports import as_csv


@pytest.mark.parametrize("module", [as_csv, columns, dates, fields, identifiers, sql])
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    ran = doctest.testmod(module)
    assert ran.attempted > 0
    assert ran.failed == 0
