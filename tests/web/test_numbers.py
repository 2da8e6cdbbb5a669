"""Whatever somebody writes where a number or a day belongs, it is answered in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Served
from tests.web.test_deciding import decide, line

LONG, ENDLESS = "9" * 20, "9" * 5000
#: Midnight of the first day there is, where the day begins before it does in Greenwich.
BEFORE_ALL_DAYS = "0001-01-01T00:00:00%2B14:00"


@pytest.mark.parametrize("given", [LONG, ENDLESS])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/incidents?done={}", 200),
        ("/audit?page={}", 200),
        ("/incidents/calendar?year={}", 200),
        ("/articles/{}", 404),
        ("/articles/{}/versions", 404),
        ("/second/{}", 404),
        ("/second/{}/gold.jsonl", 404),
        ("/static/x/{}", 404),
        ("/incidents?sources={}", 400),
        ("/api/v1/changes?since={}", 400),
        ("/api/v1/incidents?limit={}", 400),
    ],
)
def test_a_number_no_row_can_have(served: Served, path: str, status: int, given: str) -> None:
    assert served.get(path.format(given)).status_code == status


@pytest.mark.parametrize("cursor", ["OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "LTE"])  # 999…9, -1
def test_a_cursor_nobody_was_given(served: Served, cursor: str) -> None:
    answer = served.get(f"/api/v1/incidents?cursor={cursor}")
    assert (answer.status_code, "cursor" in answer.json()["says"]) == (400, True)


def test_leading_noughts_are_no_way_around_the_limit(served: Served) -> None:
    assert served.get("/api/v1/incidents?limit=00000000199999").status_code == 400


@pytest.mark.parametrize("path", ["/incidents", "/incidents.csv", "/api/v1/incidents"])
def test_a_moment_before_all_days(served: Served, path: str) -> None:
    assert served.get(f"{path}?found={BEFORE_ALL_DAYS}").status_code == 400


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/decide", {"action": "hold", "incident": "I1", "sources": LONG}),
        ("/decide", {"action": "undo", "decision": LONG}),
        ("/searches/forget", {"search": LONG}),
        ("/searches/tell", {"search": LONG, "event": "new", "to": "desk@paper.example"}),
        ("/proposals", {"proposal": LONG, "take": "yes"}),
        ("/second/label", {"sample": LONG, "item": "1"}),
        ("/account/revoke", {"token": ENDLESS}),
    ],
)
def test_a_form_with_such_a_number(served: Served, path: str, fields: dict[str, Any]) -> None:
    if "incident" in fields:
        fields = fields | {"seen": served.seen("I1")}
    assert served.send(path, **fields).status_code in (400, 404, 409)


def test_undoing_nonsense_takes_nothing_back(served: Served) -> None:
    decide(served, "hold", "I2", reason="wait")
    answer = served.send("/decide", action="undo", decision="the last one")
    assert answer.status_code == 409
    assert line(served, "I2")["review"] == "held"
    assert served.send("/decide", action="undo").status_code == 303
    assert line(served, "I2")["review"] == "candidate"


@pytest.mark.parametrize("day", ["2999-01-01", "2147483648", "9" * 30])
def test_a_day_that_has_not_come_is_refused(served: Served, day: str) -> None:
    stands = line(served, "I3")["incident_date"]
    answer = decide(
        served, "set", "I3", subject="I3", field="incident_date", value=day, reason="typed so",
        was=f'"{stands}"' if stands else "null",
    )  # fmt: skip
    assert (answer.status_code, "incident_date" in answer.text) == (409, True)
    assert line(served, "I3")["incident_date"] == stands


@pytest.mark.parametrize("was", ["not json", "[" * 50_000])
def test_a_value_seen_that_is_none(served: Served, was: str) -> None:
    answer = decide(
        served, "set", "I3", subject="I3", field="city", value="X", reason="r y t", was=was
    )
    assert answer.status_code == 409
