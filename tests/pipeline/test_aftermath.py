"""What came after a shooting, and what did not: each line of ``aftermath.jsonl`` after a lead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import reader
from pipeline.records import Page

LINES = [
    json.loads(line)
    for line in Path(__file__).with_name("aftermath.jsonl").read_text("utf-8").splitlines()
]
TOLD = [line for line in LINES if "kind" in line]
NOT_TOLD = [line for line in LINES if "not" in line]
LEADS = (
    "Ames police Officer Lena Poe shot and killed Abel Orrin, 31, outside a motel on Feb. 3.",
    "Officer Lena Poe shot Abel Orrin, 31, on Feb. 3 after he ran from a traffic stop in Ames, "
    "Iowa. Orrin died at a hospital.",
    "The shooting of Abel Orrin by an Ames police officer, Lena Poe, in February drew protests in "
    "Ames, Iowa.",
)


def events(text: str, title: str = "") -> dict[str, Mapping[str, Any]]:
    """Each event of a story of May 14, 2024, a Tuesday: its kind, and result and day."""
    row = {
        "url": "https://boone.example/1", "title": title, "text": text,
        "published": "2024-05-14T12:00:00-05:00",
    }  # fmt: skip
    body = json.dumps(row).encode()
    page = Page(row["url"], body, datetime(2026, 1, 1, tzinfo=UTC), "application/json")
    reports = reader.read(page).reports
    return {
        str(claim.value): claim.detail
        for report in reports
        for claim in report.claims
        if claim.field == "event"
    }


@pytest.mark.parametrize("kind", sorted({line["kind"] for line in TOLD}))
def test_every_wording_of_an_event_is_read(kind: str) -> None:
    missed = []
    for at, line in enumerate(each for each in TOLD if each["kind"] == kind):
        told = events(f"{LEADS[at % len(LEADS)]}\n\n{line['text']}").get(kind)
        wanted = {name: line[name] for name in ("result", "date") if name in line}
        if told is None or any(not _fits(told.get(name), wanted[name]) for name in wanted):
            missed.append((line["text"], told))
    assert missed == []


def _fits(told: str | None, wanted: str) -> bool:
    return told is not None and wanted in told


def test_what_is_feared_asked_for_or_of_others_is_no_event() -> None:
    fell = []
    for at, line in enumerate(NOT_TOLD):
        found = events(f"{LEADS[at % len(LEADS)]}\n\n{line['text']}")
        if set(found) if line["not"] == "anything" else set(found) & set(line["not"]):
            fell.append((line["text"], found))
    assert fell == []


@pytest.mark.parametrize(
    "text",
    [
        "No officers were charged.",
        "Neither officer was indicted.",
        "Four of the five shootings have been found to be justified.",
        "If convicted of manslaughter, Poe could be given 30 years.",
        "The wife of an Ames police officer has been charged with shooting him.",
        "Rex Dahl, who was shot by a Boone officer, was sentenced to six years in prison.",
        "The deputy, who was charged by a woman with a knife, fired once.",
    ],
)
def test_an_officer_beside_a_word_of_court_is_not_whom_it_is_of(text: str) -> None:
    found = events(f"{LEADS[0]}\n\n{text}")
    assert not set(found) & {"charge_decision", "indictment", "verdict", "sentence"}


def test_who_is_cleared_is_not_charged() -> None:
    title = "County attorney clears two officers in Ames shooting"
    told = events(LEADS[0].replace("Officer Lena Poe", "officers"), title)
    assert told["charge_decision"]["result"] == "not charged"


def test_a_title_takes_its_day_from_the_story() -> None:
    said = "No charges will be brought against Poe, the county attorney said Monday."
    told = events(f"{said}\n\n{LEADS[0]}", "No charges for Ames officer who killed man")
    assert told["charge_decision"] == {"result": "not charged", "date": "2024-05-13"}


def test_a_sum_is_told_whole() -> None:
    told = events(LEADS[0], "City settles with family of man killed by Ames officer for $1.25M")
    assert told["settlement"]["result"] == "$1.25M"
