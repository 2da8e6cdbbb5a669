"""A name that is masked costs the name, and nothing that stood beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.page.masks import MASK
from pipeline.reader import read_article
from pipeline.records import Article, Role

TOLD = (
    "Police shot and killed {}, 34, on Sunday evening outside a store on Main Street in Ashport,"
    " Ohio, Ashport police said.",
    "{}, 34, of Ashport, Ohio, was shot and killed by police on Sunday on Main Street.",
    "An Ashport police officer shot and killed {}, 34, in Ashport, Ohio, on February 24, 2026. {}"
    " held a knife. The officer fired twice. He died at the scene.",
    "Ashport, Ohio police fatally shot {} (34) on Sunday evening. {}’s mother wept.",
)


def claims(text: str) -> tuple[Any, set[tuple[str, str, str | None]]]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    url = "https://ledger.example/story"
    title = "Police shooting in Ashport, Ohio"
    told = read_article(Article(url, url, title, text, published=at))
    [report] = told.reports
    [shot] = [person for person in report.people if person.role is Role.SHOT_BY_POLICE]
    found = {
        (claim.field, str(claim.value), claim.quote and text[claim.quote.start : claim.quote.end])
        for claim in report.claims
        if claim.quote is None or claim.quote.where == "text"
    }
    return (told, shot), found


@pytest.mark.parametrize("text", TOLD)
def test_a_masked_name_costs_only_the_name(text: str) -> None:
    (whole, _), named = claims(text.replace("{}", "Tobias Wrenfield"))
    (masked, shot), rest = claims(text.replace("{}", MASK))
    lost = {
        (field, value, quote and quote.replace("Tobias Wrenfield", MASK))
        for field, value, quote in named
    } - rest
    assert {field for field, _, _ in lost} <= {"name", "name_status", "gender"}
    assert {"name", "age", "fatal", "hit_by_police"} <= {field for field, _, _ in named}
    assert {"age", "fatal", "hit_by_police"} <= {field for field, _, _ in rest}
    assert (shot.name, shot.forms) == (None, ())
    assert masked.relevance == pytest.approx(whole.relevance, abs=0.01)
    assert masked.article.text == text.replace("{}", MASK)
    assert " Li" not in str(masked)
