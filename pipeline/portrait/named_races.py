"""Which race an article gives somebody: beside name or age, or in words for the only one hit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.cued import Cued
from pipeline.language.years import NUMBER, OLD, value
from pipeline.naming.forms import Bearer
from pipeline.naming.pronouns import OTHERS, Page
from pipeline.portrait import races
from pipeline.portrait.named_ages import ages_beside
from pipeline.portrait.portrait_claims import claim
from pipeline.portrait.races import RACES
from pipeline.records import Claim

_RACE_NOUN = re.compile(
    rf"\b(?P<race>{RACES})\s+(?:male|female|man|woman|teen\w*|boy|girl|motorist|driver|"
    r"youth|suspect|person|father|mother|veteran|student|resident|grandfather)\b",
    re.IGNORECASE,
)
_RACE_SAID = re.compile(
    rf"^\s*(?:,\s+(?:\d{{1,3}}\s*,\s+)?(?:who\s+)?)?(?:was|is|who\s+was|who\s+is)\s+"
    rf"(?P<race>{RACES})\b(?!\s*(?:and|-)\s*(?:blue|white))",
    re.IGNORECASE,
)
_RACE_APPOSED = re.compile(
    rf"(?:\s*,\s+(?:who\s+(?:was|is)\s+)?an?\s+(?:unarmed\s+)?(?:\d{{1,3}}-year-old\s+)?(?:unarmed\s+)?|\s+(?:on\s+)?(?:\w+day\s+)?as\s+)"
    rf"(?P<race>{RACES})\b(?!\s+(?:officer|deputy|church|community|SUV|car|truck|hoodie))",
    re.IGNORECASE,
)
_RACE_OF_HIT = Cued(
    rf"\b(?:(?:shot|shoots?|killed|kills)(?:\s+and\s+(?:killed|wounded))?|(?:shooting|killing|death)"
    rf"(?:\s+(?:death|last\s+\w+|\w+day))?\s+of)\s+(?:an?\s+)?(?:unarmed\s+)?"
    rf"(?:\d{{1,2}}-year-old\s+)?(?P<race>{RACES})\s+(?:[a-z-]+\s+)?[a-z-]+\b"
    rf"|^(?:unarmed\s+)?(?P<race2>{RACES})\s+(?:[A-Z][\w.]+\s+){{0,2}}(?:man|woman|teen\w*|boy|girl)\b"
    r"[^.;]{0,40}?\b(?:shot|killed|wounded)\b",
)
#: "A man also named Roe": somebody else, as in "also called 911" nobody is.
_NAMESAKE = re.compile(
    r"\balso\s+(?:named|called)\s+(?=[A-Z])|\b(?:of|with)\s+the\s+same\s+name\b|\bnamesake\b"
)
_RACE_AGED = Cued(rf"\b(?P<age>{NUMBER}){OLD}\s+(?:unarmed\s+)?(?P<race>{RACES})\b", re.IGNORECASE)


def race_of_named(page: Page, bearer: Bearer, n: int, *, alone: bool) -> Iterator[Claim]:
    """What is said of this bearer; where ``alone`` was hit, what is said of whoever was."""
    for mention in bearer.mentions:
        text = page.sentences[mention.sentence].text
        told = races.of_name(text, mention.end)
        match = _RACE_SAID.match(text[mention.end :]) or _RACE_APPOSED.match(text[mention.end :])
        if told is None and match:
            start, end = match.span("race")
            told = match["race"], (mention.end + start, mention.end + end)
        if told:
            yield claim(page, mention.sentence, "race", *told, n)
            return
    beside = list(_race_beside_age(page, bearer, n))
    yield from beside
    if alone and not beside:
        yield from race_of_described(page, n)


def _race_beside_age(page: Page, bearer: Bearer, n: int) -> Iterator[Claim]:
    """ "a 19-year-old Black man", where only this bearer is given that age."""
    own = next(ages_beside(page, [m for m in bearer.mentions if len(m.parts) > 1], n), None)
    for place, sentence in enumerate(page.sentences) if own is not None else ():
        for match in _RACE_AGED.finditer(sentence.text):
            if own is not None and value(match["age"]) == own.value:
                yield claim(page, place, "race", match["race"], match.span("race"), n)
                return


def race_of_described(page: Page, n: int) -> Iterator[Claim]:
    """ "an unarmed Black man", said of the only one who was shot."""
    for place, spots in enumerate(page.hit):
        text = page.sentences[place].text
        if _NAMESAKE.search(text):
            continue
        for start, end in spots:
            match = _RACE_NOUN.search(text, start, end)
            if match is not None:
                yield claim(page, place, "race", match["race"], match.span("race"), n)
                return
    for place, sentence in enumerate(page.sentences):
        match = _RACE_OF_HIT.search(sentence.text)
        if match is not None and (page.hit[place] or OTHERS.search(sentence.text)):
            group = "race" if match["race"] else "race2"
            yield claim(page, place, "race", match[group], match.span(group), n)
            return
    for place, sentence in enumerate(page.sentences):
        before = page.sentences[place - 1].text if place else ""
        for race, at in races.of_the_hit(sentence.text, before):
            yield claim(page, place, "race", race, at, n)
            return
