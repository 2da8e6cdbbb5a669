"""Which sentence says so, and why these articles are together: told by the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from storage import explained
from storage.neighbours import neighbours
from tests.web.conftest import Served, Watched

Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def told_by_many(served: Served) -> str:
    """An incident that several articles tell of."""
    lines = served.json("/incidents.json")["lines"]
    best = max(lines, key=lambda line: line["article_count"])
    assert best["article_count"] > 1
    return str(best["incident_id"])


def test_every_join_shows_the_sum_it_rests_on(served: Served, told_by_many: str) -> None:
    told = served.json(f"/incidents/{told_by_many}/why.json")
    with served.site.read() as session:
        members = explained.why(session, told_by_many, sums=True).members
    assert len(told["joined"]) == len(members)
    assert [item["source"]["anchor"] for item in told["joined"]] == [
        m["report_id"] for m in members
    ]
    for item, member in zip(told["joined"], members, strict=True):
        assert item["score"] == member["score"]
        if member["evidence"]:
            assert sum(bar["weight"] for bar in item["waterfall"]) == pytest.approx(
                item["score"], abs=0.1
            )
            assert item["by"]["anchor"] == member["via"]
    assert any(item["waterfall"] for item in told["joined"])


def test_what_was_kept_out_is_told_with_its_reason(served: Served) -> None:
    near: dict[str, Any] = {}
    for line in served.json("/incidents.json")["lines"]:
        near[line["incident_id"]] = served.json(f"/incidents/{line['incident_id']}/why.json")[
            "near"
        ]
    incident = next(name for name, found in near.items() if found)
    with served.site.read() as session:
        wanted = [(one.incident_id, one.kept_out) for one in neighbours(session, incident)]
    assert [(one["incident_id"], one["kept_out"]) for one in near[incident]] == wanted
    page = served.get(f"/incidents/{incident}/why").text
    assert "kept out: " in page
    assert f'href="/queue/{near[incident][0]["ours"]}/' in page
    address = f"/queue/{near[incident][0]['ours']}/{near[incident][0]['theirs']}"
    assert served.get(address).status_code == 200


@pytest.mark.parametrize("tab", ["", "/coverage"])
def test_an_article_s_place_in_an_incident_leads_to_its_reason(
    served: Served, told_by_many: str, tab: str
) -> None:
    page = served.get(f"/incidents/{told_by_many}{tab}").text
    places = re.findall(rf'href="/incidents/{told_by_many}/why#(r-[^"]+)"', page)
    assert places
    why = served.get(f"/incidents/{told_by_many}/why").text
    assert all(f'id="{place}"' in why for place in places)


def test_a_sentence_leads_to_its_place_in_the_article(
    served: Served, told_by_many: str, open_page: Open
) -> None:
    window = open_page(f"{served.url}/incidents/{told_by_many}/said/incident/incident_date")
    window.page.locator(".saying a[href*='#s-']").first.click()
    window.page.wait_for_selector(".text span:target mark, h1 span:target mark")
    assert window.page.locator("span:target mark.words").count() > 0


def test_an_article_lists_what_was_read_from_it(served: Served, told_by_many: str) -> None:
    source = served.json(f"/incidents/{told_by_many}/why.json")["joined"][0]["source"]
    address = f"/articles/{source['article']}"
    told, page = served.json(f"{address}.json"), served.get(address).text
    read = [one for group in told["read"] for one in group["said"]]
    assert {one["field"] for one in read} <= set(told["fields"])
    assert len(read) > 3
    for one in read:
        assert f'href="{address}#{one["place"]}"' in page
        assert page.count(f'id="{one["place"]}"') >= 1


def test_a_name_that_is_withheld_is_not_told_beside_the_article_either(served: Served) -> None:
    """Persons are called by the claims that may be shown, not by what their report calls them."""
    for number in range(1, 12):
        told = served.json(f"/articles/{number}.json")
        for group in told["read"]:
            names = [one["value"] for one in group["said"] if one["field"] == "name"]
            assert group["who"] in (*names, None)


def test_what_no_sentence_says_is_told_from_what_it_was_worked_out(served: Served) -> None:
    for line in served.json("/incidents.json")["lines"]:
        page = served.get(f"/incidents/{line['incident_id']}").text
        rows = re.findall(r'<td class="val">.*?</tr>', page, re.DOTALL)
        assert rows
        for row in rows:
            if ">inferred</span>" in row:
                assert "<q " in row or "worked out from" in row
        assert "(unknown)" not in page


@pytest.mark.parametrize("width", [390, 640])
def test_in_one_column_a_value_leads_to_a_page_of_its_own(
    served: Served, told_by_many: str, open_page: Open, width: int
) -> None:
    """Beside the values there is no room, and below them nobody would see it."""
    page = open_page(
        f"{served.url}/incidents/{told_by_many}", viewport={"width": width, "height": 800}
    ).page
    assert not page.locator("#said").is_visible()
    value = page.locator(".values .val a").nth(5)
    value.click()
    page.wait_for_url("**/said/**")
    first = page.locator(".saying").first.bounding_box()
    assert first["y"] < 800
    page.go_back()
    page.wait_for_url(f"**/{told_by_many}")
    assert page.locator(".values .val a").nth(5).is_visible()


def test_an_incident_s_page_counts_its_sources_as_the_list_does(served: Served) -> None:
    for line in served.json("/incidents.json")["lines"]:
        page = served.get(f"/incidents/{line['incident_id']}").text
        number = line["independent_sources"]
        assert f"{number} independent source{'' if number == 1 else 's'}" in page


def test_on_paper_stand_the_values_and_no_buttons(
    served: Served, told_by_many: str, open_page: Open
) -> None:
    page = open_page(f"{served.url}/incidents/{told_by_many}").page
    page.emulate_media(media="print")
    assert page.locator(".values .val").first.is_visible()
    assert page.locator(".plain a").first.is_visible()  # its articles
    for gone in ("button", "input", "summary", "nav a"):
        assert not any(one.is_visible() for one in page.locator(gone).all())


def test_who_says_what_leads_to_the_sentence(served: Served, told_by_many: str) -> None:
    told = served.json(f"/incidents/{told_by_many}/matrix.json")
    row = next(row for row in told["rows"] if any(row["cells"].values()))
    cells = [cell for found in row["cells"].values() for cell in found if cell["quote"]]
    assert cells
    address = f"/articles/{row['source']['article']}"
    matrix = served.get(f"/incidents/{told_by_many}/matrix").text
    article = served.get(address).text
    for cell in cells:
        assert f'href="{address}#{cell["place"]}"' in matrix
        assert f'id="{cell["place"]}"' in article


def test_what_changed_is_told_with_the_day_it_is_asked_from(served: Served) -> None:
    told = served.json("/changes.json?since=2026-02-01")
    lines = served.json("/incidents.json")["lines"]
    assert {one["incident_id"] for one in told["changed"]} >= {one["incident_id"] for one in lines}
    page = served.get("/changes?since=2026-02-01").text
    assert f'/incidents/{lines[0]["incident_id"]}"' in page
    assert (
        "No incident has changed since 2999-01-01" in served.get("/changes?since=2999-01-01").text
    )
    assert served.get("/changes?since=monday").status_code == 400


def test_words_that_nothing_has_are_answered_by_names_spelt_nearly_so(served: Served) -> None:
    line = next(
        one
        for one in served.json("/incidents.json")["lines"]
        if any(victim["name"] for victim in one["victims"])
    )
    name = next(victim["name"] for victim in line["victims"] if victim["name"])
    misspelt = f"{name[:-2]}{name[-1]}{name[-2]}"
    page = served.get("/incidents", params={"q": misspelt}).text
    assert "Spelt nearly so" in page
    assert f'href="/incidents/{line["incident_id"]}"' in page
    assert "No incident is like that" in served.get("/incidents?q=zzyzxqq").text
