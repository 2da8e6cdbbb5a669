"""What passes the screen, what does not, and that neither form nor encoding hides a story."""

from __future__ import annotations

import gzip
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Reason, Scope
from pipeline.screen import VERSION, _screen_paragraphs, _screen_tree, screen

FILLER = "<p>" + "The council met for two hours and talked about the bridge. " * 8 + "</p>"
SHOT = "<p>A police officer shot a 34-year-old man on Elm Street on Sunday night.</p>"


def page(*parts: str) -> bytes:
    body = "".join(parts)
    return (
        f"<!doctype html><html><head><title>News</title></head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "A police officer shot a man.",
        "Deputies opened fire when the driver got out.",
        "The man was killed by a trooper in the parking lot.",
        "An officer fired twice; the woman died.",
        "The sheriff's office says gunfire was exchanged.",
        "Marshals fatally shot him.",
        "He was slain by law enforcement, his sister said.",
        "POLICE: MAN SHOT, KILLED",
        "Agents with the Border Patrol shot at the car.",
        "Deputies opened\n    fire and a man died.",
        "The deadly force was justified, the prosecutor said of the officers.",
    ],
)
def test_a_story_passes(text: str) -> None:
    assert screen(page(FILLER, f"<p>{text}</p>"), "text/html", Scope.POLICE).passed


@pytest.mark.parametrize(
    "text",
    [
        "The council met.",
        "Her best shot hit the post, and the coach was pleased.",
        "Police closed the road after a tree fell.",
        "The photographer is shooting a wedding.",
    ],
)
def test_another_story_does_not(text: str) -> None:
    seen = screen(page(FILLER, f"<p>{text}</p>"), "text/html", Scope.POLICE)
    assert (seen.passed, seen.reason, seen.version) == (False, Reason.OFF_TOPIC.value, VERSION)


@pytest.mark.parametrize(
    "furniture",
    [
        f"<nav>{SHOT}</nav>",
        f"<aside>{SHOT}</aside>",
        f"<footer><div>{SHOT}</div></footer>",
        f'<div class="block related">{SHOT}</div>',
        f'<section id="most-read"><div>{SHOT}</div></section>',
        f'<div class="c-recirc recirculation">{SHOT}</div>',
        '<p><a href="/x">Police officer shot man on Elm Street</a></p>',
        '<script>var related = "police officer shot man";</script>',
        '<img alt="police officer shot man">',
        "<!-- police officer shot man -->",
        "<ul><li>Police officer shot man on Elm Street</li></ul>",
    ],
)
def test_what_surrounds_a_story_does_not_count(furniture: str) -> None:
    assert not screen(page(FILLER, furniture), "text/html", Scope.POLICE).passed


def test_words_far_apart_are_no_trace() -> None:
    far = page("<p>Police closed the road.</p>", FILLER * 3, "<p>The last shot went wide.</p>")
    assert not screen(far, "text/html", Scope.POLICE).passed


def test_a_page_without_paragraphs_is_read_whole() -> None:
    plain = b"<html><body><h1>News</h1>A police officer shot a man.<br><br>He died.</body></html>"
    assert screen(plain, "text/html", Scope.POLICE).passed


def test_scope_any_asks_for_no_police() -> None:
    body = page(FILLER, "<p>A man was shot outside a bar.</p>")
    assert screen(body, "text/html", Scope.ANY).passed
    assert not screen(body, "text/html", Scope.POLICE).passed


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-16", "text/html"),
        ("utf-16-le", "text/html; charset=utf-16"),
        ("utf-16-be", "text/html; charset=UTF-16BE"),
        ("utf-16-le", "text/html"),
        ("utf-32-le", "text/html; charset=utf-32le"),
        ("utf-8-sig", "text/html"),
        ("windows-1252", "text/html"),
        ("shift_jis", "text/html; charset=shift_jis"),
        ("utf-8", "image/png"),
        ("utf-8", ""),
    ],
)
def test_no_encoding_hides_a_story(encoding: str, content_type: str) -> None:
    body = page(FILLER, SHOT).decode().encode(encoding)
    assert screen(body, content_type, Scope.POLICE).passed


LONG = FILLER * 6  # more than a notice: here paragraphs are told without a tree


@pytest.mark.parametrize(
    "story",
    [
        SHOT,
        SHOT.upper(),
        "<p class='lead'>Police said<p>A man was shot",
        "<P><SPAN class=drop>P</SPAN>olice sh<wbr>ot a man</P>",
        "<p>Deputies <!-- </p> -->opened&nbsp;fire.</p>",
        "<p>Deputies open<b>ed</b>\n\t fire.",
        "<p>A p&#111;lice officer sho&#x74; a man.</p>",
        "<p>&ldquo;Police&rdquo; shot\u2014and killed\u2014a man.</p>",
        "<h1>Police shot a man</h1>",
        "<blockquote>Police <p>say</p> they shot <p>a man</p></blockquote>",
        "<blockquote>Police <blockquote>say</blockquote> they shot a man</blockquote>",
        "<p>Here <script>write('<p>no</p>')</script>police shot a man</p>",
        "<p>Here <button><p>press</p></button> police shot a man</p>",
        "<p>Here <img alt='<p>no</p>'>police shot a man</p>",
        "<script>var a = '<p>'</script><p>Police shot a man.</p>",
        "<script src=x></script ><title>Police shot a man</title>",
    ],
)
def test_a_story_is_found_among_much_else(story: str) -> None:
    body = page(LONG, "<div>", story, "</div>", LONG)
    assert screen(body, "text/html", Scope.POLICE).passed
    assert screen(body, "text/html", Scope.ANY).passed


@pytest.mark.parametrize(
    "other",
    [
        "<script>document.title = 'Police shot a man'</script>",
        "<div>Police shot a man</div>",
        "<p>Police said a screenshot was sent.</p>",
        "<p title='Police shot a man'>A bridge.</p>",
    ],
)
def test_what_only_the_bytes_say_does_not_count(other: str) -> None:
    assert not screen(page(LONG, other, LONG), "text/html", Scope.POLICE).passed


PIECES = (
    *(FILLER, LONG, SHOT, "<p>Police", "<p>He fired.", "shot", "</p>", "<div>", "</div>", "<b>"),
    *("<h1>An officer", "</h1>", "<title>Gunfire", "</title>", "<blockquote>Killed"),
    *("</blockquote>", "<script>var shot='", "'</script>", "<br>", "&nbsp;", "&#115;hot "),
)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=12,
    ),
    st.sampled_from(Scope),
)
def test_the_short_way_says_what_the_tree_says(parts: list[str], scope: Scope) -> None:
    body = page(*parts)
    short = _screen_paragraphs(body, scope)
    assert short in (None, _screen_tree(body, scope))


@pytest.mark.parametrize("part", ["<p>", "<p </p ", "<script>", "<a ", "</p>", "<p>&", "<p><!--"])
def test_many_of_one_thing_take_no_time(part: str) -> None:
    began = time.process_time()
    _screen_paragraphs(part.encode() * (1_000_000 // len(part)), Scope.POLICE)
    assert time.process_time() - began < 2


def test_entities_hide_nothing() -> None:
    body = page(FILLER, "<p>&#80;olice&nbsp;o&#x66;ficer s&#104;ot a man</p>")
    assert screen(body, "text/html", Scope.POLICE).passed


@pytest.mark.parametrize(
    ("record", "passed"),
    [
        ({"url": "u", "title": "Officer shoots man", "text": "He died."}, True),
        ({"url": "u", "title": "Fair", "text": "Pol\u0069ce shot a man."}, True),
        ({"url": "u", "html": SHOT}, True),
        ({"url": "u", "title": "Fair", "text": "Pumpkins."}, False),
        ({"url": "u", "html": FILLER}, False),
    ],
)
def test_json_records(record: dict[str, str], passed: bool) -> None:
    body = json.dumps(record).encode()
    assert screen(body, "application/json", Scope.POLICE).passed is passed


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", Reason.EMPTY),
        (b" \n ", "text/html", Reason.EMPTY),
        (b"%PDF-1.7 police shot", "text/html", Reason.NOT_HTML),
        (b"\x89PNG\r\n police shot", "text/html", Reason.NOT_HTML),
        (gzip.compress(SHOT.encode(), mtime=0), "text/html", Reason.NOT_HTML),
        (b"<html>" + bytes(1000) + SHOT.encode(), "text/html", Reason.NOT_HTML),
        (b"<?xml version='1.0'?><rss><title>police shot man</title></rss>", "", Reason.NOT_HTML),
        (b"{broken", "application/json", Reason.BAD_RECORD),
        (b"[1]", "application/json", Reason.BAD_RECORD),
        (b'{"url": "u"}', "application/json", Reason.BAD_RECORD),
    ],
)
def test_what_is_no_page(body: bytes, content_type: str, reason: Reason) -> None:
    assert screen(body, content_type, Scope.POLICE).reason == reason.value


@pytest.mark.parametrize("tag", ["<div>", "<p>", "<table><tr><td>", "<b><i>", "<blockquote>"])
def test_hopeless_nesting_ends_soon(tag: str) -> None:
    began = time.process_time()
    screen(tag.encode() * (1_000_000 // len(tag)), "text/html", Scope.POLICE)
    assert time.process_time() - began < 5


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/html", "application/json", "charset=x"]))
def test_any_bytes_get_a_verdict(body: bytes, content_type: str) -> None:
    for scope in Scope:
        seen = screen(body, content_type, scope)
        assert seen.passed is (seen.reason is None)
