"""What a sentence tells of all who were hit, shared out among those of whom the story tells."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline import reader
from pipeline.consensus import report_facts
from pipeline.records import Basis, Page, Scope
from pipeline.roles import tallies


def read(body: str, title: str = "") -> list[dict[str, Any]]:
    page = {"url": "https://a.example/1", "title": title, "text": body, "published": "2024-05-15"}
    now = datetime(2024, 6, 1, tzinfo=UTC)
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    report = found.reports[0]
    facts = report_facts(found.article, report, Scope.POLICE)
    return list(facts["victims"])


def told(body: str, field: str, title: str = "") -> dict[str | None, Any]:
    return {one["name"]: one[field] for one in read(body, title)}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Police shot two men, killing one.", [(1, True, "male"), (1, False, "male")]),
        ("Deputies shot two suspects, one fatally.", [(1, True, None), (1, False, None)]),
        (
            "Deputies killed the driver and wounded two women.",
            [(1, True, None), (2, False, "female")],
        ),
        ("A husband and wife were killed.", [(1, True, "male"), (1, True, "female")]),
        (
            "The volley left one man dead and a girl injured.",
            [(1, True, "male"), (1, False, "female")],
        ),
        ("Two people died and one was wounded.", [(2, True, None), (1, False, None)]),
        ("One man was killed and another injured.", [(1, True, "male"), (1, False, "male")]),
        ("Police shot a man and a woman, killing him.", [(1, True, "male"), (1, None, "female")]),
        ("The man is dead and the girl in surgery.", [(1, True, "male"), (1, False, "female")]),
    ],
)
def test_a_sentence_counts_those_hit(
    text: str, cells: list[tuple[int, bool | None, str | None]]
) -> None:
    assert [(one.number, one.fatal, one.gender) for one in tallies.of_sentence(text)] == cells


@pytest.mark.parametrize(
    "text",
    [
        "Police killed a man.",
        "An officer was killed and a suspect wounded.",
        "A man who killed his wife was shot by police.",
        "A man was hit, and the man was killed.",
        "Two officers shot a man.",
        "The man fired two shots, one of them into a wall.",
    ],
)
def test_a_sentence_on_one_counts_nobody(text: str) -> None:
    assert tallies.of_sentence(text) == ()


_LEAD = (
    "BOONE, Ohio — A Boone police officer killed one man and wounded another on Tuesday night.\n\n"
)


def test_who_is_left_when_the_dead_are_told_lives() -> None:
    body = _LEAD + "Abel Orrin, 31, died at the scene. Curtis Vane, 28, was struck in the back."
    assert told(body, "fatal") == {"Abel Orrin": True, "Curtis Vane": False}
    assert told(body, "gender") == {"Abel Orrin": "male", "Curtis Vane": "male"}


def test_nothing_follows_where_either_may_be_the_one() -> None:
    body = _LEAD + "Abel Orrin, 31, was hit in the neck. Curtis Vane, 28, was hit in the back."
    assert set(told(body, "fatal").values()) == {None}


def test_nothing_follows_where_others_were_counted() -> None:
    body = (
        "BOONE, Ohio — A Boone police officer killed one man and wounded two others on Tuesday.\n\n"
        "Abel Orrin, 31, died at the scene. Curtis Vane, 28, was struck in the back."
    )
    assert told(body, "fatal")["Curtis Vane"] is None


def test_a_noun_tells_whose_share_it_is() -> None:
    body = (
        "BOONE, Ohio — A Boone officer killed the driver of a car and wounded his passenger.\n\n"
        "The driver was identified as Abel Orrin, 31. The passenger, Dana Vane, 28, had a knife."
    )
    assert told(body, "fatal") == {"Abel Orrin": True, "Dana Vane": False}


def test_what_is_told_of_all_alike_is_quoted_and_a_share_is_inferred() -> None:
    body = (
        "BOONE, Ohio — Two brothers were wounded by Boone police on Tuesday night.\n\n"
        "Abel Orrin, 31, was hit in the chest. Curtis Orrin, 28, was hit in the back."
    )
    page = {"url": "https://a.example/1", "text": body, "published": "2024-05-15"}
    now = datetime(2024, 6, 1, tzinfo=UTC)
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    genders = [claim for claim in found.reports[0].claims if claim.field == "gender"]
    assert [claim.value for claim in genders] == ["male", "male"]
    assert all(claim.basis is Basis.STATED for claim in genders)
    body = _LEAD + "Abel Orrin, 31, died at the scene. Curtis Vane, 28, was struck in the back."
    page["text"] = body
    found = reader.read(Page(page["url"], json.dumps(page).encode(), now, "application/json"))
    [lives] = [c for c in found.reports[0].claims if c.field == "fatal" and c.value is False]
    assert lives.basis is Basis.INFERRED


def test_a_second_one_of_whom_only_the_count_tells_is_somebody() -> None:
    found = read(
        "BOONE, Ohio — Police say a man pointed a gun at them, and they shot him. He died at 6:31"
        " p.m. Officers fired from across the street.",
        "One dead, one hurt after Boone police open fire on car",
    )
    assert [one["fatal"] for one in found] == [True, False]


@pytest.mark.parametrize(
    "more",
    [
        "A deputy was hit in the arm and is recovering.",
        "Police said the man had shot his neighbor, Dana Vane, 52.",
    ],
)
def test_nobody_is_added_where_others_may_be_counted(more: str) -> None:
    found = read(
        f"BOONE, Ohio — Police say a man pointed a gun at them, and they shot him. He died. {more}",
        "One dead, one hurt after Boone police open fire on car",
    )
    assert len(found) == 1


def test_those_hit_in_turn_are_found() -> None:
    found = read(
        "BOONE, Ohio — Three teenagers were hit when a Boone officer fired into a car.\n\n"
        "A 16-year-old boy was shot in the shoulder, a 15-year-old girl in the foot and a"
        " 17-year-old boy in the arm."
    )
    assert [(one["age"], one["gender"]) for one in found] == [
        (16, "male"),
        (15, "female"),
        (17, "male"),
    ]


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        (
            "Abel Orrin, 42, grew up in Boone. He was killed by Boone police on Tuesday."
            " Two officers shot him. Officer Curtis Vane was hit in the arm by a partner's bullet.",
            {"Abel Orrin": True, "Curtis Vane": False},
        ),
        (
            "A Boone officer shot Abel Orrin and Dana Vane on Tuesday. The suit names as plaintiffs"
            " Dana Vane and the estate of Abel Orrin. Dana Vane lost a kidney.",
            {"Abel Orrin": True, "Dana Vane": False},
        ),
        (
            "A Boone officer killed Abel Orrin, 23, on Tuesday. Curtis Vane, 22, was hit in the"
            " calf by the officer. He is charged with robbery and, as someone died, with murder.",
            {"Abel Orrin": True, "Curtis Vane": False},
        ),
    ],
)
def test_of_two_each_has_his_own_end(body: str, ends: dict[str, bool]) -> None:
    assert told(f"BOONE, Ohio — {body}", "fatal") == ends


def test_of_two_of_a_surname_each_has_an_age_of_her_own() -> None:
    body = (
        "BOONE, Ohio — Boone police shot Ann Orrin and her sister, Dana Orrin, 52, on Tuesday.\n\n"
        "Ann, 47, was let out of a hospital on Friday."
    )
    assert told(body, "age") == {"Ann Orrin": 47, "Dana Orrin": 52}


def test_who_is_paid_beside_an_estate_is_the_one_that_was_counted() -> None:
    body = (
        "BOONE, Ohio — Boone will pay $1.1 million over a police shooting that killed one person"
        " and left another with a damaged arm.\n\n"
        "The city approved $700,000 to the estate of Abel Orrin and $400,000 to Dana Vane."
        " Officers fired nine times into a car in 2022."
    )
    assert told(body, "fatal") == {"Abel Orrin": True, "Dana Vane": False}
