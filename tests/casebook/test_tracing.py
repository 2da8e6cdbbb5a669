"""casebook why: what became of one story, for whoever misses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.whole.desk import STORY, Desk

FAIR = "<p>La feria del condado abre el viernes con ovejas, pasteles y una banda de la ciudad.</p>"
DRILL = {
    "url": "http://www.rivertonledger.example/drill",
    "title": "Riverton police hold a drill at the school",
    "text": "RIVERTON, Ohio — Riverton police held a drill for an active shooter at the school on"
    " Sunday, with students playing the wounded.\n\nNobody was hurt, police said.",
    "published": "2025-06-02",
    "outlet": "Riverton Ledger",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("why"))
    page = {
        "url": "http://www.rivertonledger.example/fair",
        "html": f"<html><body><article><h1>Abre la feria</h1>{FAIR * 12}</article></body></html>",
    }
    lines = "\n".join(json.dumps(one) for one in (STORY, DRILL, page))
    (desk.folder / "in.jsonl").write_text(lines)
    desk.run("ingest", desk.folder / "in.jsonl")
    return desk


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (STORY["url"], "in I1: “casebook show I1 --why” says why\n"),
        ("https://rivertonledger.example/man-shot/?utm_source=mail", "in I1: "),
        (DRILL["url"], "taken for not relevant:\n    "),
        ("http://www.rivertonledger.example/fair", "read, and set aside: not in English"),
        ("http://www.rivertonledger.example/nowhere", "nobody has shown us this address"),
    ],
)
def test_it_ends_with_the_step_at_which_a_story_stopped(desk: Desk, url: str, told: str) -> None:
    assert told in desk.run("why", url).stdout


def test_who_showed_an_address_comes_first(desk: Desk) -> None:
    first, *_ = desk.run("why", STORY["url"]).stdout.splitlines()
    assert "shown by" in first


def test_it_is_told_to_programs_as_well(desk: Desk) -> None:
    found = json.loads(desk.run("why", STORY["url"], "--json").stdout)
    assert found["story"]["incidents"] == [1]
    assert found["captures"][-1]["verdict"] == "kept"


def test_what_is_no_address_is_told_how_one_is_written(desk: Desk, tmp_path: Path) -> None:
    assert "beginning with http" in desk.run("why", "man-shot", status=2).stderr
