"""Whose a text is by its own word: an agency in its credit, and none that is only spoken of."""

from __future__ import annotations

import pytest

from pipeline.page.wires import wire

TOLD = "RENO, Nev. — A deputy shot a man on Friday, the sheriff said."
AP = "Associated Press"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("RENO, Nev. (UW) — A man was shot.", "UW"),
        ("RENO, Nev. (AP) — A man was shot.", AP),
        ("By KIM QUISTAssociated Press  RENO, Nev. (AP) - A man was shot.", AP),
        ("RENO, Nev. (KXYZ/AP) — A man was shot.", AP),
        ("RENO (AP/KXYZ): A man was shot.", AP),
        ("(CNN)A man was shot on Friday.", "CNN"),
        (f"Associated Press\n{TOLD}", AP),
        (f"By The Associated Press\n{TOLD}", AP),
        (f"By: Associated Press\n\n{TOLD}", AP),
        (f"By Kim Quist, Associated Press\n{TOLD}", AP),
        (f"By KIM QUIST\nAssociated Press writer\n{TOLD}", AP),
        (f"{TOLD}\nSource: AP", AP),
        (f"{TOLD}\n(Reuters)", "Reuters"),
        (f"{TOLD}\n\nCopyright 2015 The Associated Press. All rights reserved.", AP),
        (f"{TOLD} © 2019 Cable News Network, Inc.", "CNN"),
        (f"{TOLD}\nThe Associated Press. All rights reserved. This material may not be sold.", AP),
    ],
)
def test_an_agency_in_a_credit_has_told_it(text: str, source: str) -> None:
    assert wire(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "A man, 32 (pictured), was shot.",
        f"{TOLD} His sister told The Associated Press that he had been ill.",
        f"According to the Associated Press, the sheriff was there. {TOLD}",
        f"The Associated Press (AP) asked for the video. {TOLD}",
        f"Reuters was first to report the name. {TOLD}",
        f"{TOLD}\n\nThe Associated Press contributed to this report.",
        f"By Kim Quist and The Associated Press\n{TOLD}",
        f"{TOLD} He was flown to a hospital. (Reuters)\n\nA neighbor had called 911.",
        f"{TOLD}\n(AP Photo/Kim Quist)",
        f"{TOLD}\n© KXYZ | Portions are © Associated Press. All rights reserved.",
        f"{TOLD}\nPortions copyright 2015 The Associated Press.",
    ],
)
def test_an_agency_that_is_spoken_of_has_not(text: str) -> None:
    assert wire(text) is None


def test_what_the_page_says_of_its_origin_goes_first() -> None:
    assert wire(f"{TOLD}\nSource: Reuters", "AP") == AP
    assert wire(TOLD, "Tribune News Service") == "Tribune News Service"
