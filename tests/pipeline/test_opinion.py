"""Which boxes are other stories', and which of several readings is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from pipeline.page.opinion import (
    agreement,
    most_agreed,
    second_opinions,
    undisputed,
    without_rails,
)

SENTENCE = "Officers were called to Alder Street on Sunday night, the police department said. "
STORY = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(6))
TEASER = "<p>A deputy shot and killed a woman in Elm County, the sheriff said on Monday.</p>"


def page(body: str) -> HtmlElement:
    return document_fromstring(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    "box",
    [
        f"<section class='related'>{TEASER}</section>",
        f"<div id='you-may-also-like'>{TEASER}</div>",
        f"<div class='c-recirc'><ul><li>{TEASER}</li></ul></div>",
        "<div class='promo-box'>DON'T MISS: <a href=/b>Deputy kills woman in Elm County</a></div>",
        "<p class='x'><a href=/b>Deputy kills woman in Elm County</a></p>",
        "<p><b><a href=/b>Deputy kills woman in Elm County</a></b></p>",
        "<ul><li><a href=/b>Deputy kills woman in Elm County</a></li></ul>",
        "<table class='tr-caption-container'><tr><td>Elm County, by A. Photographer</table>",
        f"<div hidden>{TEASER}</div>",
        f"<div style='color:red; display: none'>{TEASER}</div>",
        "<p>As Mayor <span><a href=/m>Ada Quist</a><span><a href=/m>Ada Quist</a>"
        "<a href=/b>Deputy kills woman in Elm County</a></span></span> said.</p>",
        "<span class='m-caption'>Elm County in a file photo</span>",
    ],
)
@pytest.mark.parametrize("story", [STORY, STORY[: len(STORY) // 2]], ids=["long", "short"])
def test_other_stories_and_captions_go(box: str, story: str) -> None:
    text = without_rails(page(story + box)).text_content()
    assert "Elm County" not in text
    assert "0. Officers" in text


def test_the_storys_own_box_stays_whatever_its_name() -> None:
    body = f"<div class='entry-content entry-content-read-more'>{STORY}</div><p>{SENTENCE}</p>"
    assert "5. Officers" in without_rails(page(body)).text_content()


def test_a_story_hidden_behind_a_wall_stays() -> None:
    body = f"<p>{SENTENCE}</p><div style='display:none'>{STORY}</div>"
    assert "5. Officers" in without_rails(page(body)).text_content()


def test_many_links_in_one_block_take_no_square_of_time() -> None:
    links = "".join(f"<a href=/{n}>Deputy kills a woman in {n}</a> " for n in range(20_000))
    assert "19999" in without_rails(page(f"{STORY}<p>{links}</p>")).text_content()


def test_a_story_among_links_stays() -> None:
    body = "<p>For the full story visit <a href=/a>the Riverton Ledger of Sunday night</a></p>"
    assert "Riverton" in without_rails(page(STORY + body)).text_content()


def test_second_opinions_leave_the_frame() -> None:
    frame = f"<nav><p>{SENTENCE}Menu</p></nav><footer><p>{SENTENCE}Imprint</p></footer>"
    everything, fullest = second_opinions(page(f"{frame}<div>{STORY}</div>"))
    for opinion in (everything, fullest):
        assert opinion.count("Officers") == 6
        assert "Menu" not in opinion


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        (f"<h1>On Alder Street</h1><div>{STORY}</div><ul><li><a href=/b>Elm County</a></ul>", True),
        (f"<div>{STORY}</div><div><i>{SENTENCE * 9}</i></div>", False),  # as much outside of it
        (f"<div>{STORY}</div><section><div><div><div>{STORY}</div></div></div></section>", False),
        (f"<div>{STORY}<ul><li>{SENTENCE}</ul></div>", False),  # more in it than paragraphs
        ("<div><a href=/b>Elm County</a></div>", False),
    ],
)
def test_only_a_plain_page_has_one_story_beyond_dispute(body: str, plain: bool) -> None:
    tree = page(body)
    assert undisputed(tree, *second_opinions(tree)) is plain


def test_the_reading_most_agree_with_is_believed() -> None:
    short, whole = SENTENCE, SENTENCE + "The man was taken to a hospital and is stable. "
    assert most_agreed([short, whole, whole + "Subscribe now."]) == whole


@given(st.text(), st.text())
def test_agreement_is_a_share_and_mutual(left: str, right: str) -> None:
    assert 0 <= agreement(left, [right]) <= 1
    assert agreement(left, [right]) == agreement(right, [left])
