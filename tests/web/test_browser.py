"""The pages in a real browser: by mouse, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storage import decisions
from tests.web.conftest import Served, Watched

Open = Callable[..., Watched]


def an_incident(served: Served) -> str:
    lines = served.json("/incidents.json")["lines"]
    return max(lines, key=lambda line: line["article_count"])["incident_id"]


def test_a_value_shows_its_sentences_beside_it(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/incidents/{an_incident(served)}").page
    page.locator(".values .val a").first.click()
    page.wait_for_selector("#said .saying mark.words")
    assert page.locator("#said blockquote mark").count() > 0
    assert page.url.endswith(an_incident(served))  # the page stayed


def test_what_nobody_states_is_set_from_the_page(served: Served, open_page: Open) -> None:
    incident = an_incident(served)
    page = open_page(f"{served.url}/incidents/{incident}").page
    page.get_by_role("link", name="duty", exact=True).click()
    page.get_by_text("Correct this value").click()
    page.locator("#said").get_by_label("Value").select_option("off")
    page.locator("#said").get_by_label("Why").fill("the coroner's report")
    page.locator("#said").get_by_label("Source").fill("the coroner")
    page.keyboard.press("Enter")
    page.wait_for_selector(".done")
    assert served.json(f"/incidents/{incident}.json")["line"]["scope"]["duty"] == "off"
    page.keyboard.press("z")
    page.wait_for_selector(".done:has-text('taken back')")


def test_without_scripts_a_value_leads_to_its_sentences(served: Served, open_page: Open) -> None:
    page = open_page(
        f"{served.url}/incidents/{an_incident(served)}", java_script_enabled=False
    ).page
    page.locator(".values .val a").first.click()
    assert "/said/" in page.url
    assert page.locator("blockquote mark.words").count() > 0
    page.locator(".saying a").first.click()
    assert page.locator(".text mark").count() > 0


def test_nothing_is_asked_of_anybody_else(served: Served, open_page: Open) -> None:
    watched = open_page(f"{served.url}/")
    watched.page.goto(f"{served.url}/incidents/{an_incident(served)}")
    watched.page.locator(".values .val a").first.click()
    watched.page.wait_for_selector("#said .saying")
    assert watched.requests
    assert all(address.startswith(served.url) for address in watched.requests)


def test_rows_are_walked_by_keyboard(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/incidents").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator("tr.here")
    assert chosen.count() == 1
    wanted = chosen.get_attribute("data-id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/incidents/{wanted}")


def test_a_stroke_leads_to_the_search_from_every_page(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/incidents/{an_incident(served)}").page
    page.keyboard.press("/")
    page.wait_for_url("**/incidents#search")
    page.wait_for_selector("input[name=q]:focus")
    page.keyboard.type("hax")  # as keys of an incident these hold, accept and exclude it
    assert page.locator("input[name=q]").input_value() == "hax"


def test_times_are_in_the_readers_zone(served: Served, open_page: Open) -> None:
    page: Any = open_page(f"{served.url}/incidents", timezone_id="America/Los_Angeles").page
    time = page.locator("tbody time").first
    stamp, shown = time.get_attribute("datetime"), time.inner_text()
    assert stamp.startswith("2026-03-01T12:00")
    assert shown == "2026-03-01 04:00"
    assert "12:00" in time.get_attribute("title")
    page.reload()
    assert page.locator("tbody time").first.inner_text() == "2026-03-01 04:00"


def test_a_review_by_keyboard_alone(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/").page
    page.keyboard.press("j")
    first = page.locator("tr.here").get_attribute("data-id")
    page.keyboard.press("a")
    page.wait_for_selector(".done")
    assert f"accepted {first}" in page.locator(".done").inner_text()
    assert page.locator("tr.here").count() == 1  # the next one, at the same place
    held = page.locator("tr.here").get_attribute("data-id")
    page.keyboard.press("h")
    page.keyboard.type("12312999")  # the day, as the field takes it
    page.keyboard.press("Enter")
    page.wait_for_selector(f".done:has-text('held {held}')")
    page.keyboard.press("z")
    page.wait_for_selector(".done:has-text('taken back')")
    assert page.locator(f"tr[data-id={held}]").count() == 1


def test_pairs_are_judged_by_keyboard(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/queue/next").page
    for key in "dus":
        address = page.url
        page.keyboard.press(key)
        page.wait_for_function(
            "was => location.href !== was && document.readyState === 'complete'", arg=address
        )
        page.wait_for_selector(".done")
    decided = page.locator(".done").inner_text()
    assert "two reports are same" in decided
    page.keyboard.press("z")
    page.wait_for_selector(".done:has-text('taken back')")
    with served.site.read() as session:
        taken = [item for item in decisions.history(session, by="kim", limit=4) if item.undone_at]
    assert any(item.subject == "two reports are same" for item in taken)


def test_a_key_struck_twice_accepts_one_incident(undecided: Served, open_page: Open) -> None:
    """The second stroke comes when the page with the next row has just come."""
    page = open_page(f"{undecided.url}/").page
    waiting = page.locator("tr[data-row]").count()
    page.keyboard.press("j")
    # as fast as a page can come: the key is struck again the moment its rows can be decided on
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('.done') &&"
        " document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true })))"
    )
    page.keyboard.press("a")
    page.wait_for_selector(".done")
    page.wait_for_timeout(300)
    page.wait_for_load_state()
    assert page.locator("tr[data-row]").count() == waiting - 1
    page.keyboard.press("a")  # looked at meanwhile
    page.wait_for_function(
        "left => document.querySelectorAll('tr[data-row]').length === left", arg=waiting - 2
    )


def test_who_answers_a_pair_second_goes_on_from_there(undecided: Served, open_page: Open) -> None:
    """Refused, the pair's own address is the one to reload, and the next pair is a key away."""
    watched = [open_page(f"{undecided.url}/queue/next") for _ in range(2)]
    one, other = (each.page for each in watched)
    asked = one.url
    left, right = asked.rsplit("/", 2)[1:]
    undecided.send("/decide", action="judge", left=left, right=right, verdict="same")
    for page in (one, other):
        page.keyboard.press("d")
        page.wait_for_selector("h1:has-text('Nothing was written')")
    one.reload()
    assert one.url == other.url == asked
    assert "kim said same" in one.inner_text("main")
    other.keyboard.press("n")
    other.wait_for_selector("h1:has-text('Same or different?')")
    other.wait_for_url(lambda url: url.split("?")[0] != asked)
    for each in watched:
        [told] = each.complaints
        assert "409" in told
        each.complaints.clear()


def test_what_was_typed_before_the_browser_was_closed_is_not_lost(
    served: Served, open_page: Open
) -> None:
    """It brings its tabs back, and what stood in them; cookies that end with it are gone."""
    watched = open_page(f"{served.url}/incidents/{an_incident(served)}")
    page = watched.page
    page.get_by_label("Note", exact=True).fill("the clerk calls back on Monday")
    page.context.clear_cookies(name="casebook-form")
    page.get_by_role("button", name="Keep the note").click()
    page.wait_for_selector("h1:has-text('Not sent')")
    assert "before your browser was last closed" in page.inner_text("main")
    page.get_by_role("button", name="Send it again").click()
    page.wait_for_selector("#notes p:has-text('the clerk calls back on Monday')")
    [told] = watched.complaints
    assert "409" in told
    watched.complaints.clear()


def test_without_scripts_an_incident_is_accepted(served: Served, open_page: Open) -> None:
    page = open_page(f"{served.url}/incidents/I2", java_script_enabled=False).page
    page.get_by_role("button", name="Accept").click()
    assert "accepted I2" in page.locator(".done").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "taken back" in page.locator(".done").inner_text()


def test_skipped_pairs_do_not_come_back_at_once(undecided: Served, open_page: Open) -> None:
    page = open_page(f"{undecided.url}/queue/next").page
    seen = []
    for _ in range(3):
        seen.append(page.url.split("?")[0])
        page.keyboard.press("n")
        page.wait_for_function(
            "was => location.pathname !== was", arg="/" + seen[-1].split("/", 3)[3]
        )
    assert len(set(seen)) == 3
