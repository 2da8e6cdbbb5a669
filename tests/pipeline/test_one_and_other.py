"""The ends of two people without a name, each told by itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline import reader
from pipeline.records import Basis, Page


def ends(body: str) -> list[object]:
    """What is stated of each person's end, in their order."""
    page = {
        "url": "https://a.example/1",
        "title": "Two shot",
        "text": body,
        "published": "2024-05-15",
    }
    now = datetime(2024, 6, 1, tzinfo=UTC)
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    claims = [claim for report in found.reports for claim in report.claims]
    stated = [one for one in claims if one.field == "fatal" and one.basis is Basis.STATED]
    return [one.value for one in sorted(stated, key=lambda one: one.person or 0)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("One died at the scene, the other is expected to survive, the chief said.", [True, False]),
        ("One was in critical condition; the other was listed as serious.", [False, False]),
        ("One has died. The other was released from the hospital on Monday.", [True, False]),
        ("One of the men was dead on arrival and the second is in surgery.", [True, False]),
        ("One was killed and the other died on Tuesday.", [True, True]),
    ],
)
def test_each_has_the_end_that_is_told_of_one(told: str, expected: list[bool]) -> None:
    assert ends(f"Police shot two men outside a tavern in Carbury on Monday. {told}") == expected


@pytest.mark.parametrize(
    "told",
    [
        "Two officers were hurt. One was treated and released; the other is in surgery.",
        "One had a pistol; the other had a knife.",
        "One died, police said. Later a spokesman said the other man had been seen.",
    ],
)
def test_what_is_told_of_others_or_of_one_only_is_no_end_of_both(told: str) -> None:
    assert len(ends(f"Police shot two men outside a tavern in Carbury on Monday. {told}")) < 2
