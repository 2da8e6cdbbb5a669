"""Who is named as caught in the shots that hit somebody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline import people
from pipeline.language import text
from pipeline.records import Article, FiredBy, Role


@dataclass(frozen=True)
class Odds:
    police: float = 0.95
    any: float = 0.95
    fired_by: FiredBy = FiredBy.POLICE


def shot(body: str) -> set[str | None]:
    article = Article("https://a.example/1", "https://a.example/1", "", text.normalise(body))
    found, _ = people.find(article, text.sentences(article), Odds())
    return {one.name for one in found if one.role is Role.SHOT_BY_POLICE and one.name}


_OPENING = (
    "CARBURY, Ohio — A Carbury police officer shot and killed Abel Orrin, 31, on Tuesday night"
    " after a chase.\n\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "Landlord Curtis Vane, who was hit by the same bullet, lost two fingers.",
        "Curtis Vane, 52, was also struck in the arm by the same officer.",
        "The same bullet went on into a customer, Curtis Vane.",
        "Orrin was hit in the neck. His brother, Curtis Vane, 47, who sat behind him, lost the"
        " sight in one eye.",
        "Orrin was hit in the neck. His passenger, Curtis Vane, was grazed on the ear.",
        "Officers shot Orrin and a cousin in a parked car. The cousin, Curtis Vane, did not speak.",
    ],
)
def test_who_is_hit_by_the_same_shots_was_shot_by_police(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin", "Curtis Vane"}


@pytest.mark.parametrize(
    "told",
    [
        "Landlord Curtis Vane, who was interviewed by the same officer, saw nothing.",
        "The same bullet missed a customer, Curtis Vane.",
        "Orrin was hit in the neck. His brother, Curtis Vane, 47, lost his job last year.",
        "Orrin was hit in the neck. His brother, Curtis Vane, 47, took a job in Boone.",
    ],
)
def test_who_only_stands_beside_was_not(told: str) -> None:
    assert shot(_OPENING + told) == {"Abel Orrin"}
