"""A reviewer in a hurry: buttons pressed twice, keys struck twice, slips, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from storage import decisions
from tests.web.conftest import Served, Watched

Open = Callable[..., Watched]


_STRIKE_AS_IT_COMES = """key => document.addEventListener("htmx:afterSwap", () =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })), { once: true })
"""


def decided(served: Served) -> list[str]:
    with served.site.read() as session:
        return [str(item.subject) for item in decisions.history(session, by="kim", limit=20)]


def test_a_button_pressed_twice_decides_once(undecided: Served, open_page: Open) -> None:
    page = open_page(f"{undecided.url}/incidents/I2").page
    page.locator("#accept button").dblclick()
    page.wait_for_selector(".done")
    assert "accepted I2" in page.locator(".done").inner_text()
    assert len(decided(undecided)) == 1


def test_a_form_can_be_sent_again_after_the_way_back(undecided: Served, open_page: Open) -> None:
    watched = open_page(f"{undecided.url}/incidents/I2")
    page = watched.page
    page.locator("summary", has_text="Hold").click()
    page.locator("#hold input[name=sources]").fill("a few")
    page.get_by_role("button", name="Hold").click()
    assert "“a few” is not a number of sources" in page.locator("main").inner_text()
    watched.complaints.clear()  # of the answer's status
    page.get_by_role("link", name="Back to the page").click()
    page.wait_for_url("**/incidents/I2")
    for words in ("ask the coroner", "ask the family"):
        page.locator("textarea[name=text]").fill(words)
        page.get_by_role("button", name="Keep the note").click()
        page.wait_for_selector(f"#notes:has-text('{words}')")
        assert "noted" in page.locator(".done").inner_text()
        page.go_back()


def test_a_key_struck_twice_judges_one_pair(undecided: Served, open_page: Open) -> None:
    page = open_page(f"{undecided.url}/queue/next").page
    page.evaluate(_STRIKE_AS_IT_COMES, "d")  # meant for the pair before
    page.keyboard.press("d")
    page.wait_for_selector(".done")
    page.wait_for_timeout(600)
    assert decided(undecided) == ["two reports are different"]
    second = page.url
    page.keyboard.press("d")  # this one has been looked at
    page.wait_for_function("was => location.href !== was", arg=second)
    assert len(decided(undecided)) == 2


def test_an_article_is_rejected_by_keyboard_and_the_list_stays(
    undecided: Served, open_page: Open
) -> None:
    page = open_page(f"{undecided.url}/articles?q=police").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    title = page.locator("tr.here td").nth(2).inner_text()
    page.keyboard.press("r")
    page.wait_for_selector(".done")
    assert "q=police" in page.url
    assert page.locator("tr.here").count() == 1
    assert title not in page.locator("tbody").inner_text()
    page.keyboard.press("z")
    page.wait_for_selector(".done:has-text('taken back')")
    assert title in page.locator("tbody").inner_text()


def test_a_merge_shows_what_becomes_one_before_it_is_made(
    undecided: Served, open_page: Open
) -> None:
    watched = open_page(f"{undecided.url}/incidents/I2")
    page = watched.page
    page.locator("summary", has_text="Merge").click()
    page.locator("input[name=other]").fill("i5")
    page.locator("details[open] input[name=reason]").fill("one event")
    page.get_by_role("button", name="See what becomes one").click()
    shown = page.locator("main").inner_text()
    for number in ("I2", "I5"):
        line = undecided.json(f"/incidents/{number}.json")["line"]
        assert line["incident_date"] in shown
        assert all(victim["name"] in shown for victim in line["victims"] if victim["name"])
        titles = [
            source["title"] for source in undecided.json(f"/incidents/{number}.json")["sources"]
        ]
        assert titles
        assert all(title in shown for title in titles)
    assert decided(undecided) == []
    page.get_by_role("button", name="Merge").click()
    page.wait_for_selector(".done")
    assert decided(undecided) == ["merge I2 I5"]
    page.goto(f"{undecided.url}/incidents/I2/merge?other=I999")
    assert "there is no incident I999" in page.locator("main").inner_text()
    watched.complaints.clear()  # of the answer's status


def test_the_line_that_a_pair_is_judged_leads_back_to_it(
    undecided: Served, open_page: Open
) -> None:
    page = open_page(f"{undecided.url}/queue/next").page
    judged = page.url.split("?")[0]
    page.keyboard.press("d")
    page.wait_for_selector(".done:has-text('two reports are different')")
    assert not page.url.startswith(judged)
    page.locator(".done").get_by_role("link", name="which two").click()
    page.wait_for_url(f"{judged}**")
    assert "kim said different" in page.locator("main").inner_text()
