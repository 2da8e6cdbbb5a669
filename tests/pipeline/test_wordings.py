"""One fact in the many ways American news words it: each line of ``wordings.jsonl``, alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.records import Page, Scope

LINES = Path(__file__).with_name("wordings.jsonl").read_text("utf-8").splitlines()
WORDINGS = [json.loads(line) for line in LINES]
Facts = Mapping[str, Any]
_PUBLISHED = "2024-05-14T12:00:00-05:00"  # a Tuesday

_OF: dict[str, Callable[[Facts], Any]] = {
    "race": lambda facts: _first(facts)["race"],
    "fatal": lambda facts: _first(facts)["fatal"],
    "age": lambda facts: _first(facts)["age"],
    "gender": lambda facts: _first(facts)["gender"],
    "genders": lambda facts: {v["name"]: v["gender"] for v in facts["victims"] if v["name"]},
    "people": lambda facts: sorted(([v["gender"], v["fatal"]] for v in facts["victims"]), key=str),
    "victims": lambda facts: sorted(v["name"] for v in facts["victims"] if v["name"]),
    "officers": lambda facts: sorted(facts["officers"]),
    "place": lambda facts: facts["place"] and facts["place"]["as_written"],
    "city": lambda facts: f"{facts['city']}, {facts['state']}",
}


def _first(facts: Facts) -> Facts:
    first: Facts = (
        facts["victims"] or [{"fatal": None, "age": None, "gender": None, "race": None}]
    )[0]
    return first


def read(text: str, field: str) -> Any:
    told = {"url": "https://boone.example/1", "text": text, "title": "", "published": _PUBLISHED}
    page = Page(
        told["url"], json.dumps(told).encode(), datetime(2026, 1, 1, tzinfo=UTC), "application/json"
    )
    reading = reader.read(page)
    if field == "relevant":
        return reading.relevance >= 0.5
    facts = report_facts(reading.article, reading.reports[0], Scope.POLICE)
    return _OF.get(field, lambda known: known[field])(facts)


@pytest.mark.parametrize("field", sorted({wording["field"] for wording in WORDINGS}))
def test_every_wording_of_a_fact_is_read(field: str) -> None:
    own = [wording for wording in WORDINGS if wording["field"] == field]
    assert len(own) >= 8
    missed = [
        (each["text"], got) for each in own if (got := read(each["text"], field)) != each["value"]
    ]
    assert missed == []
