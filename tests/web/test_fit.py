"""Fit for people: screen readers, keyboards, large letters, small windows, dark rooms."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from scheduler import jobs
from tests.web.conftest import Served, Watched
from tests.whole.desk import STORY

Open = Callable[..., Watched]
PAGES = (
    "/", "/incidents", "/incidents/I1", "/incidents/I1/coverage", "/incidents/I1/why",
    "/incidents/I1/matrix", "/incidents/I1/history", "/incidents/I1/said/incident/city",
    "/incidents/map", "/incidents/calendar", "/changes?since=2020-01-01", "/queue",
    "/queue/next", "/articles", "/articles?tab=rejected",
    "/articles/1", "/incidents/I2/merge?other=I5", "/sources", "/searches", "/proposals", "/audit",
    "/accounts", "/second", "/account", "/nowhere",
)  # fmt: skip
#: Only what asks for the whole page is left out, none of the rules is.
SERIOUS = {"serious", "critical"}
ONLY_FAULTS = {"resultTypes": ["violations"]}  # what is in order is not described, node by node
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def findings(page: Any) -> list[str]:
    """Serious findings in light, and of the rules about colour in dark: nothing else differs."""
    page.emulate_media(color_scheme="light")
    found = Axe().run(page, options=ONLY_FAULTS).response["violations"]
    page.emulate_media(color_scheme="dark")
    run = "options => axe.run(document, options)"
    found += page.evaluate(run, COLOURS | ONLY_FAULTS)["violations"]
    return [
        f"{item['id']}: {item['help']}: {node['html'][:120]}"
        for item in found
        if item["impact"] in SERIOUS
        for node in item["nodes"][:3]
    ]


def everywhere(served: Served, watched: Watched, look: Callable[[Any], Any]) -> dict[str, Any]:
    """What a look at every page in one window finds, where it finds anything."""
    found: dict[str, Any] = {}
    for path in PAGES:
        watched.page.goto(served.url + path)
        if told := look(watched.page):
            found[path] = told
    watched.complaints[:] = [said for said in watched.complaints if "404" not in said]
    return found


def test_axe_finds_nothing_serious(served: Served, open_page: Open) -> None:
    watched = open_page(f"{served.url}/", bypass_csp=True)
    assert everywhere(served, watched, findings) == {}


def test_axe_sees_what_is_wrong_in_the_dark_only(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/about", bypass_csp=True).page
    page.add_style_tag(content="@media (prefers-color-scheme: dark) { p { color: #222 } }")
    assert {told.split(":")[0] for told in findings(page)} == {"color-contrast"}


_TOO_WIDE = """[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg')
  && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 90)).slice(0, 3)
"""


def too_wide(page: Any) -> Any:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide and (page.evaluate(_TOO_WIDE) or "something in a scrolled box")


def test_on_paper_nothing_is_cut_off(served: Served, open_page: Open) -> None:
    """What is scrolled on a screen is printed as far as the box is wide."""
    watched = open_page(f"{served.url}/", viewport={"width": 980, "height": 700})  # on its side
    watched.page.emulate_media(media="print")
    assert everywhere(served, watched, _cut_off) == {}


def _cut_off(page: Any) -> Any:
    boxes = "[...document.querySelectorAll('.scroll')]"
    return too_wide(page) or page.evaluate(
        f"{boxes}.filter(e => getComputedStyle(e).overflowX != 'visible').length"
    )


def test_a_phone_needs_no_sideways_scrolling(served: Served, open_page: Open) -> None:
    watched = open_page(f"{served.url}/", viewport={"width": 375, "height": 700})
    assert everywhere(served, watched, too_wide) == {}


#: A link amid words is as high as its line, a state of the map as large as the state.
_TOO_SMALL = """[...document.querySelectorAll('a, button, summary, input, select, textarea')]
  .filter(e => !e.closest('.skip, svg, p, li, td, th, h2, h3, .small') || e.type === 'checkbox')
  .filter(e => e.checkVisibility() && e.type !== 'hidden')
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height && Math.min(box.height, box.width) < 24)
  .map(([e, box]) => `${e.outerHTML.slice(0, 60)} ${box.width} x ${box.height}`)"""


def test_a_finger_hits_what_it_is_aimed_at(served: Served, open_page: Open) -> None:
    watched = open_page(f"{served.url}/", viewport={"width": 390, "height": 800})
    assert everywhere(served, watched, lambda page: page.evaluate(_TOO_SMALL)) == {}


_BOXES = """[...document.querySelectorAll('.scroll')]
  .map(box => box.scrollWidth - box.clientWidth).filter(over => over > 1)"""


@pytest.mark.parametrize("width", [375, 390])
@pytest.mark.parametrize("path", ["/", "/incidents", "/queue"])
def test_a_row_to_decide_on_lies_within_a_phone_s_width(
    request: pytest.FixtureRequest, open_page: Open, path: str, width: int
) -> None:
    for record in ("served", "hostile"):
        site = request.getfixturevalue(record)
        page = open_page(site.url + path, viewport={"width": width, "height": 800}).page
        assert page.evaluate(_BOXES) == []
        for cell in page.locator("[data-row] > *:not(:empty)").all()[:40]:
            box = cell.bounding_box()
            assert 0 <= box["x"] < box["x"] + box["width"] <= width


def test_the_deciding_sentence_is_read_in_a_line_of_its_own(
    served: Served, open_page: Open
) -> None:
    page = open_page(f"{served.url}/", viewport={"width": 390, "height": 800}).page
    words = page.locator("[data-row] q").first.bounding_box()
    assert 0 <= words["x"] < words["x"] + words["width"] <= 390
    assert words["y"] + words["height"] < 800  # the first one: without any scrolling
    cell = page.locator("[data-row] td.quote").first
    assert cell.bounding_box()["width"] > 340
    told = page.locator("[data-row] td[data-as=Agency]:not(:empty)").first
    heading = told.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Agency" in heading  # its column's heading is not seen any more


def test_letters_twice_as_large_lose_nothing(served: Served, open_page: Open) -> None:
    """200 % zoom of a window of 1280 is a window of 640 with the same page in it."""
    page = open_page(
        f"{served.url}/incidents/I1", viewport={"width": 640, "height": 450}, device_scale_factor=2
    ).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.get_by_role("button", name="Accept").is_visible()


def test_the_keyboard_reaches_everything(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/incidents/I1").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 30)"))
    assert any(text.startswith("Accept") for text in reached)
    assert any(text.startswith("Exclude") for text in reached)
    value = page.locator(".values .val a").first
    value.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#said .saying")


def test_pages_that_wait_are_told_where_nothing_is_shown(empty: Served, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(STORY), encoding="utf-8")
    jobs.ingest(empty.place, [tmp_path / "in.jsonl"], now=datetime(2026, 3, 1, tzinfo=UTC))
    for path in ("/", "/incidents", "/incidents?state=OH"):
        assert "1 page waits to be read: run “casebook read”" in empty.get(path).text


def test_an_empty_record_says_what_to_do(empty: Served, open_page: Open) -> None:
    for path, says in (
        ("/", "casebook ingest"),
        ("/incidents", "casebook crawl"),
        ("/queue", "New coverage brings new ones"),
        ("/articles", "No articles here"),
        ("/searches", "None yet"),
        ("/incidents/map", "none has a state"),
        ("/incidents/calendar", "none with a known day"),
    ):
        page = open_page(empty.url + path).page
        assert says in page.locator("main").inner_text()
