"""Round-ups that tell of each shooting by weekday and date, beside news with something older."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline.reader import read
from pipeline.records import Page, Scope

ROUND_UPS = [
    (
        "Two shootings by police in Middle Georgia in a week",
        "Police in Middle Georgia have shot two people within a week.\n\nOn Saturday, Nov. "
        "21, Bibb County deputies shot and killed Marquise Dellinger, 34, on Pio Nono "
        "Avenue in Macon.\n\nOn Tuesday, Nov. 24, a Warner Robins police officer shot and "
        "wounded Hollis Brantley, 52, who had come toward him with a knife on Watson "
        "Boulevard in Warner Robins, police said.",
        [["Marquise Dellinger"], ["Hollis Brantley"]],
    ),
    (
        "Police shot two people in Ohio this week",
        "Two people were shot by police in Ohio this week.\n\nOn Monday, Nov. 23, Akron "
        "police shot and killed Ralph Teague, 41, on Copley Road.\n\nOn Wednesday, Nov. "
        "25, a Toledo officer shot and wounded Irene Voss, 29, at a gas station on Dorr "
        "Street.",
        [["Ralph Teague"], ["Irene Voss"]],
    ),
    (
        "Three killed by police in eight days",
        "Three men have been killed by police in the county in eight days.\n\nOn Tuesday, "
        "Nov. 17, Mesa police shot and killed Dale Orton, 44.\n\nOn Friday, Nov. 20, Tempe "
        "officers shot and killed Luis Baca, 27, near the university.\n\nOn Tuesday, Nov. "
        "24, a Maricopa County deputy shot and killed Evan Stroh, 38, in Guadalupe.",
        [["Dale Orton"], ["Luis Baca"], ["Evan Stroh"]],
    ),
]
ONE_INCIDENT = [
    (
        "Man killed by deputies named",
        "Ivan Pell, 30, was the man shot and killed by deputies on Monday, Nov. 23, the "
        "sheriff said.\n\nHe pointed a rifle at deputies on Ridge Road.\n\nDeputies also "
        "shot and killed Oscar Dunn, 45, on Friday, Nov. 6.\n\nPell's mother wants "
        "answers. Pell had worked as a welder.",
        [["Ivan Pell"]],
    ),
    (
        "Two people shot by police on Main Street",
        "Two people were shot by police on Main Street in Elgin on Monday, Nov. 23.\n\n"
        "Officers shot and killed Ivan Pell, 30. They also shot and wounded Oscar Dunn, "
        "45.\n\nBoth had guns, police said.",
        [["Ivan Pell", "Oscar Dunn"]],
    ),
]


@pytest.mark.parametrize(("title", "text", "people"), [*ROUND_UPS, *ONE_INCIDENT])
def test_each_shooting_is_a_report_of_its_own(
    title: str, text: str, people: list[list[str]]
) -> None:
    url = "https://paper.example/2026/11/26/story"
    row = {"url": url, "published": "2026-11-26T13:00:00Z", "title": title, "text": text}
    page = Page(
        url, json.dumps(row).encode(), datetime(2026, 11, 26, 15, tzinfo=UTC), "application/json"
    )
    told = [each for each in read(page).reports if each.in_scope(Scope.POLICE)]
    assert [[person.name for person in each.victims(Scope.POLICE)] for each in told] == people
