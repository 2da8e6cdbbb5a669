"""Whom "he" and "she" stand for, where several were hit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from pipeline import people, reader
from pipeline.consensus import report_facts
from pipeline.language.text import sentences
from pipeline.records import Article, Page, Scope
from pipeline.roles.chains import runs


def victims(text: str) -> dict[str | None, Any]:
    told = {"url": "https://boone.example/1", "text": text, "title": ""}
    told["published"] = "2024-05-14T12:00:00-05:00"
    body = json.dumps(told).encode()
    page = Page(told["url"], body, datetime(2026, 1, 1, tzinfo=UTC), "application/json")
    reading = reader.read(page)
    facts = report_facts(reading.article, reading.reports[0], Scope.POLICE)
    return {victim["name"]: victim for victim in facts["victims"]}


BOTH = "Ames police shot Robin Orrin, 31, and Kelly Lund on Friday after a chase, the chief said."


def test_he_right_after_a_cousin_was_named_tells_of_that_one() -> None:
    first = "Ames police shot Kelly Lund, 24, on Friday as she drove off, the chief said."
    second = "The cousin, Robin Orrin, was wounded by the same officer's bullets."
    read = victims(f"{first} {second} He made bond Wednesday and did not talk.")
    assert read["Robin Orrin"]["gender"] == "male"


def test_pronouns_that_may_be_another_womans_are_in_no_run() -> None:
    said = "Kelly Lund sat beside an aunt. She heard it all. Lund had brought her own phone."
    article = Article("u", "u", "", said)
    scene = people.look(sentences(article))
    told = [scene.sentences[place].text[slice(*at)] for _, place, at, _ in runs(scene)[0]]
    assert told == ["her"]


def test_the_age_of_she_is_that_of_whom_the_sentence_before_is_about() -> None:
    read = victims(f"{BOTH} Lund grew up in Boone. She was 24. Orrin died at the scene.")
    assert (read["Kelly Lund"]["age"], read["Robin Orrin"]["age"]) == (24, 31)


def test_an_age_of_long_ago_is_none() -> None:
    read = victims(f"{BOTH} Lund grew up in Boone. She was 9 when her mother left.")
    assert read["Kelly Lund"]["age"] is None
