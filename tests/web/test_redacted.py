"""What is withheld is on no page, not even where two reports are held against each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.web.shell import Reader
from scheduler import redacting
from storage import explained, exports
from storage.accounts import Role
from storage.redactions import Level
from tests.scheduler.test_replay import NOW, stories, take
from tests.web.conftest import Served, serving, workplace

LARK = ("Ada Lark", 87, "Millbrook, Texas", "Millbrook")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """One incident, told by two outlets, before the eyes of the least that a team has."""
    with workplace(tmp_path) as place:
        take(place, tmp_path, stories((LARK,)))
        with serving(place, Reader("kim", Role.LABELLER)) as found:
            yield found


def told(served: Served) -> dict[str, dict[str, Any]]:
    """What pages and exports show of the two reports, but for their texts: by place."""
    with served.place.database.read() as session:
        why = explained.why(session, "I1", sums=True).members
        [*_, last] = exports.rows(session, "articles")
    left, right = sorted(item["report_id"] for item in why)
    pair = served.json(f"/queue/{left}/{right}.json")
    article = served.json("/articles/1.json")
    return {
        "rows": {row["field"]: row["left"] for row in pair["rows"]},
        "waterfall": {bar["trait"]: bar["saw"] for bar in pair["waterfall"]},
        "why": {line["trait"]: line["saw"] for item in why for line in item["evidence"]},
        "together": {
            bar["trait"]: bar["saw"]
            for item in served.json("/incidents/I1/why.json")["joined"]
            for bar in item["waterfall"]
        },
        "export": {line["trait"]: line["saw"] for line in last["reports"][0]["why"]["evidence"]},
        "article": dict.fromkeys(article["fields"]),
        "marked": dict.fromkeys(re.findall(r"[a-z_]+", json.dumps(labels(pair["texts"])))),
    }


def labels(shown: Any) -> list[Any]:
    """What the pieces of texts are marked as."""
    if isinstance(shown, dict):
        return shown.get("labels", []) + [label for one in shown.values() for label in labels(one)]
    return [label for one in shown for label in labels(one)] if isinstance(shown, list) else []


@pytest.mark.parametrize(
    ("subject", "field", "traits"),
    [
        ("V1.age", "age", {"age"}),
        ("V1.name", "name", {"name"}),
        ("I1.city", "city", {"place"}),
        ("I1.incident_date", "incident_date", {"date"}),
    ],
)
def test_the_pair_shows_nothing_that_is_withheld(
    served: Served, subject: str, field: str, traits: set[str]
) -> None:
    before = told(served)
    for place in ("rows", "article", "marked"):
        assert field in before[place], place
    redacting.redact(served.place, subject, Level.WITHHOLD, basis="an order", by="editor", now=NOW)
    after = told(served)
    for place in ("rows", "article", "marked"):
        assert field not in after[place], place
    for place in ("waterfall", "why", "together", "export"):
        shown = {name: saw for name, saw in after[place].items() if saw != "withheld"}
        assert shown.keys() | traits | {"wording"} >= before[place].keys()
        assert traits & before[place].keys()
        assert not traits & shown.keys()
