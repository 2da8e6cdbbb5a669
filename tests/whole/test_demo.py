"""``make demo``'s command, as a newcomer meets it."""

from __future__ import annotations

import html
import json
import re
import runpy
import shlex
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.whole.desk import Desk

DOCS = Path(__file__).parents[2] / "docs"
EXPECTED = json.loads(resources.files("casebook.demo").joinpath("expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """The demo run once in an empty folder, and what it printed."""
    desk = Desk(tmp_path_factory.mktemp("demo"))
    done = desk.run_process("demo")
    assert "DEMO DATA" in done.stderr
    return Desk(desk.folder, database="sqlite:///demo/casebook.db"), done.stdout


def incidents(desk: Desk) -> list[dict[str, Any]]:
    return json.loads(desk.run("incidents", "--json").stdout)


def test_it_ends_with_a_table_an_incident_and_three_commands(shown: tuple[Desk, str]) -> None:
    _, said = shown
    table, rest = said.split("incidents: ")
    assert table.count("\nI") >= 15
    assert "Stephon Clark" in rest
    assert "“" in rest
    assert len(commands(said)) == 4


def commands(said: str) -> list[list[str]]:
    return [shlex.split(line) for line in said.split("Try next")[1].splitlines() if line.strip()]


def test_the_commands_it_proposes_run_from_the_same_folder(shown: tuple[Desk, str]) -> None:
    desk, said = shown
    told = next(words for words in commands(said) if "show" in words)
    done = subprocess.run(told, cwd=desk.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Stephon Clark" in done.stdout


def test_it_writes_only_to_its_own_folder(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    assert [path.name for path in desk.folder.iterdir()] == ["demo"]


def test_the_real_incident_is_one_with_every_spelling(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    real = next(item for item in EXPECTED["incidents"] if item["id"] == "sacramento-clark")
    found = next(line for line in incidents(desk) if "Stephon Clark" in line["aliases"])
    assert {article["url"] for article in found["articles"]} == set(real["urls"])
    assert (found["incident_date"], found["city"], found["state"]) == (
        real["date"], real["city"], real["state"]
    )  # fmt: skip
    assert {"Stephon Clark", "Stephan Clark"} <= set(found["aliases"])
    assert found["independent_sources"] < found["article_count"]
    assert [victim["age"] for victim in found["victims"]] == [22]
    assert [victim["fatal"] for victim in found["victims"]] == [True]
    decided = {"kind": "charge_decision", "date": "2019-03-02", "result": "not charged"}
    assert decided in found["events"]
    differing = {path.rpartition(".")[2] for path in found["conflicts"]}
    assert "name" in differing
    assert not differing & {"fatal", "outcome"}, "no article tells that he lives"


def test_no_incident_mixes_two(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    about: dict[str, set[str]] = {}
    for item in EXPECTED["incidents"]:
        for url in item["urls"]:
            about.setdefault(url, set()).add(item["id"])
    for line in incidents(desk):
        homes = [about[a["url"]] for a in line["articles"] if a["url"] in about]
        assert not homes or set.intersection(*homes), line["articles"]


def test_running_it_again_adds_nothing(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    kinds = ("incidents", "articles", "claims", "changes")
    before = [desk.run("export", kind).stdout for kind in kinds]
    Desk(desk.folder).run("demo")
    assert [desk.run("export", kind).stdout for kind in kinds] == before


def test_every_command_on_it_says_demo_data(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    number = incidents(desk)[0]["incident_id"]
    for words in (("incidents",), ("show", number), ("export", "victims"), ("doctor",)):
        said = desk.run(*words).stderr
        assert "DEMO DATA" in said
        assert "only the death of Stephon Clark is real" in said


def test_the_picture_of_the_readme_shows_what_the_demo_shows(shown: tuple[Desk, str]) -> None:
    desk, _ = shown
    drawn = runpy.run_path(str(DOCS / "picture.py"))["drawn"]
    now = _words_of(drawn(f"sqlite:///{desk.folder / 'demo' / 'casebook.db'}"))
    kept = _words_of((DOCS / "demo.svg").read_text("utf-8"))
    assert "Stephon Clark" in kept
    assert kept == now, "draw it anew: make demo, then python docs/picture.py"


def _words_of(svg: str) -> str:
    bare = re.sub("<style.*?</style>|<[^>]+>", " ", svg, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())
