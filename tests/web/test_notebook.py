"""The notebook in docs runs against a record as it stands there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage import accounts
from storage.accounts import Role
from tests.web.conftest import Served

NOTEBOOK = Path(__file__).parents[2] / "docs" / "api.ipynb"


def cells() -> list[dict[str, Any]]:
    told = json.loads(NOTEBOOK.read_text("utf-8"))
    return [cell for cell in told["cells"] if cell["cell_type"] == "code"]


def test_every_cell_runs_and_finds_what_is_there(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    with served.site.write() as session:
        accounts.create(session, "ada", "not a real password", Role.CODER, now=now)
        token = accounts.make_token(session, "ada", "notebook", now=now)
    monkeypatch.setenv("CASEBOOK_URL", served.url)
    monkeypatch.setenv("CASEBOOK_TOKEN", token)
    names: dict[str, Any] = {}
    for cell in cells():
        exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    names["session"].close()
    lines = served.json("/incidents.json")["lines"]
    assert len(names["incidents"]) == len(names["table"]) == len(lines)
    assert len(names["victims"]) == sum(len(line["victims"]) for line in lines)
    assert set(names["victims"]["state"].dropna()) == {line["state"] for line in lines} - {None}


def test_it_shows_what_it_finds() -> None:
    shown = [output for cell in cells() for output in cell["outputs"]]
    assert len(shown) >= 4
    assert all(output["output_type"] == "execute_result" for output in shown)
