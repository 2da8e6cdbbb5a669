"""What stands in for a story is named, never taken for one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import extract
from pipeline.page import unread
from pipeline.records import Page, Reason, Rejected, Scope
from pipeline.screen import screen

AT = datetime(2026, 3, 1, tzinfo=UTC)
PAGES = {
    "scripts": (
        "<title>The Daily</title><noscript>You need to enable JavaScript to run this app."
        '</noscript><div id="root"></div><script src="/main.js"></script>',
        Reason.NEEDS_JAVASCRIPT,
    ),
    "empty root": (
        '<title>Daily</title><div id="__next"></div><script>go()</script>',
        Reason.NEEDS_JAVASCRIPT,
    ),
    "consent": (
        "<title>Before you continue</title><h1>We value your privacy</h1><p>We and our partners"
        " store and read cookies on your device.</p><button>Accept all</button>",
        Reason.CONSENT,
    ),
    "another law": (
        "<title>451</title><p>This page is unavailable due to legal reasons in the European"
        " Economic Area.</p>",
        Reason.CONSENT,
    ),
    "challenge": (
        "<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>",
        Reason.BLOCKED,
    ),
    "denied": ("<title>Access Denied</title><p>Reference #18.0d3a.</p>", Reason.BLOCKED),
    "wall": (
        "<title>Council votes</title><p>Subscribe to continue reading this story.</p>"
        "<p>Already a subscriber? Sign in.</p>",
        Reason.PAYWALLED,
    ),
    "declared": (
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}'
        "</script><title>Council votes</title><p>The council voted on</p>",
        Reason.PAYWALLED,
    ),
    "a banner": (
        "<title>Bridge painted green - The Daily</title><h1>Bridge painted green</h1><p>The council"
        " had the bridge over Ash Creek painted green on Monday. Nobody could say why.</p>"
        "<p>We value your privacy. Accept all cookies?</p>",
        Reason.OFF_TOPIC,
    ),
    "nothing": ("<title>Daily</title><p>The bridge was painted green.</p>", Reason.OFF_TOPIC),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_screen_says_what_stands_in_the_way(name: str) -> None:
    page, reason = PAGES[name]
    assert (
        screen(f"<html><body>{page}</body></html>".encode(), "text/html", Scope.POLICE).reason
        == reason
    )


STORY = "A police officer shot a man on Elm Street on Sunday night, the chief said on Monday. "


def read(more: str, body: str = STORY * 3) -> object:
    html = f"<html><head><title>Officer shoots man</title></head><body><article><p>{body}</p>{more}"
    try:
        return extract(Page("https://daily.example/a", html.encode(), AT)).cut
    except Rejected as why:
        return why.reason


def test_a_story_that_is_cut_off_is_read_and_marked() -> None:
    assert read("<p>The chief said nothing more.</p>") is None
    assert read("<p>Asked about the video, the chief said that it …</p>") == Reason.TRUNCATED
    assert read("<p>Subscribe to continue reading.</p>") == Reason.PAYWALLED
    assert read('<div class="c-paywall regwall"></div>') == Reason.PAYWALLED


def test_every_wall_and_gate_is_seen() -> None:
    for phrase in unread._words()["wall"]:
        assert read(f"<p>{phrase.title()} this story.</p>") == Reason.PAYWALLED
    for gate in unread._GATES:
        assert read(f'<div class="{gate.decode()}"></div>') == Reason.PAYWALLED


def test_a_script_amid_words_parts_them_no_more_than_a_blank() -> None:
    wall = "<p>Register<script>ask()</script>to<style>a {}</style>continue.</p>"
    assert read(wall) == Reason.PAYWALLED
    assert read("<script>say('Register to continue')</script>") is None


def test_a_long_story_is_whole_whatever_its_frame_asks_for() -> None:
    assert read("<p>Start your free trial.</p>", STORY * 60) is None


def test_a_list_of_others_is_no_article() -> None:
    front = '<script type="application/ld+json">{"@type":"CollectionPage"}</script>'
    site = '<meta property="og:type" content="website">'
    assert read(front + site) == Reason.NOT_AN_ARTICLE
