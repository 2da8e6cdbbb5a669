"""Who says a sentence: each line of ``speakers.jsonl``, and what must hold of any text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reader
from pipeline.consensus import consensus, report_facts
from pipeline.incident.incident_view import Member
from pipeline.language.hedging import doubted
from pipeline.language.text import normalise, sentences
from pipeline.linking.linkable import Linkable
from pipeline.records import Article, AssertedBy, Claim, Page, Reading, Scope, Span, Where
from pipeline.voices.attribution import sayings
from pipeline.voices.kinds_of_voice import voice_of
from pipeline.voices.quotations import quotations
from pipeline.voices.speakers import Speakers

_LINES = Path(__file__).with_name("speakers.jsonl").read_text("utf-8").splitlines()
WORDINGS = [json.loads(line) for line in _LINES]


def article(text: str, title: str = "") -> Article:
    return Article("https://boone.example/1", "https://boone.example/1", title, normalise(text))


def speakers(told: Article) -> Speakers:
    return Speakers(told, sentences(told))


@pytest.mark.parametrize("case", WORDINGS, ids=lambda case: f"{case['text'][:40]}/{case['words']}")
def test_who_says_the_words(case: dict[str, str]) -> None:
    title = case.get("in") == Where.TITLE
    told = article("He fell.", case["text"]) if title else article(case["text"])
    where, text = (Where.TITLE, told.title) if title else (Where.TEXT, told.text)
    start = text.index(case["words"])
    quote = Span(where, start, start + len(case["words"]))
    claim = Claim("armed", "", as_written=case["words"], quote=quote)
    assert speakers(told).voice(claim) == case["voice"]


def test_the_evidence_is_where_the_speaker_is_named() -> None:
    text = "His sister, Ann Roe, wept. “He ran home,” she said. “He had nothing.”"
    told = article(text)
    start = text.index("had nothing")
    said = speakers(told).of(Span(Where.TEXT, start, start)).says
    assert said is not None
    assert text[said.start : said.end] == "His sister, Ann Roe"


def test_a_title_has_speakers_of_its_own() -> None:
    told = article("He fell.", "Mother: He had no gun")
    assert speakers(told).of(Span(Where.TITLE, 8, 21)).voice is AssertedBy.FAMILY


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” and left.", ["“no”"]),
        ('"I ran. I fell," she said. "I hid."', ['"I ran. I fell,"', '"I hid."']),
        ("“I ran.\n\n“I fell.”", ["“I ran.", "“I fell.”"]),
        ("“I ran.\n\nHe fell.", []),
        ('He was 6\'2" tall and had a 9" knife.', []),
        ('The "fatal" shot', ['"fatal"']),
        ("”No“", []),
    ],
)
def test_quotations(text: str, quoted: Sequence[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == quoted


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("the officer's attorney", AssertedBy.LAWYER),
        ("Lawyers for the Roe family", AssertedBy.LAWYER),
        ("the mother of the officer", AssertedBy.FAMILY),
        ("hospital officials", None),
        ("county officials", AssertedBy.POLICE),
        ("AMPD", AssertedBy.POLICE),
        ("a man shot by police", None),
    ],
)
def test_a_speaker_is_told_by_the_head_of_the_words(words: str, voice: AssertedBy | None) -> None:
    assert voice_of(words) is voice


_PIECES = [*"“”\"'‘’„,.:;?!()—*\n ", "he ", "She ", "said", " Roe", " police", "who ", "a man"]
_HOSTILE = st.lists(st.sampled_from(_PIECES) | st.characters(), max_size=60).map("".join)


@given(st.lists(_HOSTILE | st.sampled_from([each["text"] for each in WORDINGS]), max_size=5))
def test_any_text_has_speakers_named_in_it(parts: list[str]) -> None:
    told = article("\n\n".join(parts), " ".join(parts)[:80])
    who = speakers(told)
    for one in sentences(told):
        for start in (0, len(one.text) // 2, len(one.text) - 1):
            found = who.of(one.span(start, len(one.text)))
            if found.says is None:
                assert found.voice in (AssertedBy.OUTLET, AssertedBy.UNKNOWN)
            else:
                text = told.title if found.says.where is Where.TITLE else told.text
                assert 0 <= found.says.start < found.says.end <= len(text)


@given(st.text(max_size=300))
def test_the_sayings_of_any_text_lie_in_it(text: str) -> None:
    for one in sayings("police said " + text):
        assert 0 <= one.first < one.last <= len(text) + 12


# --- claims -----------------------------------------------------------------------------------


def reading(text: str) -> Reading:
    told = {"url": "https://boone.example/1", "title": "Boone police shoot man", "text": text}
    told["published"] = "2024-05-14T12:00:00-05:00"
    page = Page(told["url"], json.dumps(told).encode(), datetime(2026, 1, 1, tzinfo=UTC))
    return reader.read(replace(page, content_type="application/json"))


def claims(text: str, field: str) -> set[tuple[object, str]]:
    (report,) = reading(text).reports
    return {(one.value, str(one.asserted_by)) for one in report.claims if one.field == field}


_SHOT = "Boone police shot and killed Lee Orrin, 24, on Monday night. "


_POLICE_SAY = _SHOT + "Officers said he raised a handgun and fled on foot."
_SISTER_SAYS = (
    "“He never ran. He stood there with his hands up,” his sister, Ann Orrin, said. “He was not "
    "armed.”"
)


def test_a_sister_who_is_quoted_disputes_what_police_say() -> None:
    text = f"{_POLICE_SAY}\n\n{_SISTER_SAYS}"
    told = {("undetermined", "family"), ("firearm", "police"), ("unarmed", "family")}
    assert claims(text, "armed") == told
    read = reading(text)
    facts = report_facts(read.article, read.reports[0], Scope.POLICE)
    states = facts["field_states"]
    assert (facts["armed"], states["armed"]) == ("undetermined", "disputed")
    assert states["fleeing"] == "disputed"


def test_two_articles_dispute_with_who_says_so() -> None:
    view = consensus(
        (member("a", _POLICE_SAY), member("b", f"{_SHOT}\n\n{_SISTER_SAYS}")), scope=Scope.POLICE
    )
    for field, told in (
        ("armed", {("firearm", "police"), ("unarmed", "family")}),
        ("fleeing", {("foot", "police"), ("not", "family")}),
    ):
        assert view.facts[field].state == "disputed"
        each = {(one.value, *one.asserted_by) for one in view.facts[field].conflicts}
        assert each == told


def member(anchor: str, text: str) -> Member:
    url = f"https://boone.example/{anchor}"
    published = datetime(2024, 5, 14, 12, tzinfo=UTC)
    linked = Linkable(anchor=anchor, article_key=url, published=published.date())
    return Member(linked, reading(text).reports[0], url, f"Outlet {anchor}", published)


def test_a_lawyer_known_by_surname_denies_it() -> None:
    told = claims(
        _SHOT + "Chief Dan Poe said he pointed a pistol.\n\nThe family's lawyer, Mara Gonzalez, "
        "wants the video. Gonzalez said on Tuesday that he was unarmed.",
        "armed",
    )
    assert told == {("undetermined", "lawyer"), ("firearm", "police"), ("unarmed", "lawyer")}


def test_a_flight_that_kin_deny_is_denied_by_them() -> None:
    told = claims(
        _SHOT + "Police said he fled on foot.\n\n“He was scared. He never ran,” said "
        "his mother, Ann Orrin.",
        "fleeing",
    )
    assert told == {("foot", "police"), ("not", "family")}


def test_what_kin_deny_and_nobody_tells_is_their_word() -> None:
    text = _SHOT + "“He never ran. He was at home,” said his mother, Ann Orrin."
    assert claims(text, "fleeing") == {("not", "family")}


def test_every_claim_of_a_quotation_is_the_speaker_s() -> None:
    (report,) = reading(
        _SHOT + "“They fired nine shots,” said his uncle, Abel Orrin. “He died in my arms.”"
    ).reports
    told: list[Claim] = [one for one in report.claims if one.field == "shots_fired"]
    assert [str(one.asserted_by) for one in told] == ["family"]


def test_a_dateline_is_the_outlets_own_whoever_speaks_behind_it() -> None:
    text = "BOONE, Iowa — Police say officers shot and killed Lee Orrin, 24, on Monday night."
    assert claims(text, "city") == {("Boone", "outlet")}
    assert claims(text, "name") == {("Lee Orrin", "police")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The man, believed to be 30, ran", "30"),
        ("He is possibly 30", "30"),
        ("It may have happened Friday", "Friday"),
        ("The shooting is said to have happened in Ames", "Ames"),
        ("A man who appeared to be about 40", "40"),
    ],
)
def test_who_when_and_where_are_doubted_by_the_words_before(text: str, words: str) -> None:
    assert doubted(text, text.index(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kurt Wald is accused of killing Ann Roe", "Ann Roe"),
        ("Ann Roe, 38, was allegedly hit by Kurt Wald", "38"),
        ("The suspected gunman, Kurt Wald, was hit", "Kurt"),
        ("The chief believed he was hiding in Ames", "Ames"),
        ("Deputies said a woman, 30, had a gun that may have been a toy", "30"),
    ],
)
def test_no_name_age_or_town_is_doubted_by_what_somebody_is_accused_of(
    text: str, words: str
) -> None:
    assert not doubted(text, text.index(words))
