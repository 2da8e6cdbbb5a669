"""Who a story calls by one name alone: "the boy, Malik", "her son Caleb, 17", "known as Bear"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.language.cued import Cued
from pipeline.language.years import YEARS
from pipeline.lexicon.name_lists import given_ppm, surname_ppm
from pipeline.lexicon.people_words import words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.records import Sentence

_PERSON = (
    r"(?:(?:wo)?man|boy|girl|teen(?:ager)?|child|toddler|baby|youth|son|daughter|mother|father|mom|dad|brother|sister|twin"
    r"|husband|wife|grand(?:son|daughter|mother|father|ma|pa)|nephew|niece|cousin|uncle|aunt|fianc[ée]e?|boyfriend|girlfriend"
    r"|step(?:son|daughter|brother|sister)|passenger|driver|clerk|hostage|bystander|friend|roommate|victim|\d{1,2}-year-old(?=,))"
)
#: "The boy, Malik", "his older brother Amos", "a boy named Eli".
_INTRODUCED = Cued(
    r"\b(?:identif\w+(?:\s+\w+){0,4}?\s+only\s+as\s+"
    rf"|{_PERSON}(?:,?\s+(?:(?:is\s+|was\s+)?(?:named|called)\s+)?)(?:\d{{1,2}}-year-old\s+)?)$",
    re.IGNORECASE,
)
#: That nobody tells more of the name.
_ONLY_SO = Cued(
    r"\b(?:known(?:\s+\w+){0,4}?\s+as|(?:gave|give)\s+(?:his|her)\s+name\s+as"
    r"|(?:customers|friends|neighbors|family|regulars|people)\s+(?:\w+\s+)?(?:call|called|knew)(?:\s+(?:him|her)(?:\s+as)?)?)\s+$",
    re.IGNORECASE,
)
#: "A neighbor who gave only his first name, Damon".
_GIVEN = re.compile(r"\b(?:his|her)\s+first\s+name,\s+$")
#: "She was Nadia to everybody".
_WAS = Cued(r"\b(?:he|she)\s+(?:was|is)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+(?:the|his|her|every|most|all|us|those)")
_CALLED_SO = re.compile(
    r",\s+as\s+(?:\w+\s+){1,4}(?:call|called|knew|know)s?\s+(?:him|her)\b"
    r"|\s+(?:was|is|had\s+been)\s+(?:only\s+)?\d{1,2}\b(?!\s*(?:%|percent))"
)
_AGED = re.compile(rf"\s*[,(]\s*(?:aged?\s+|who\s+(?:was|is)\s+)?(?:{YEARS})\b(?=[\s,.;)])")
_OF_A_PLACE = re.compile(
    r"\s+(?:[A-Z]|(?:(?:wo)?m[ae]n|boys?|girls?|teen\w*|couple|native|home|apartment|house|area|neighborhood"
    r"|police|officers?|deput(?:y|ies)|authorities|officials|residents?|city|fire|detectives|prosecutors)\b)"
)


def mark(bearers: Sequence[Bearer], sentences: Sequence[Sentence]) -> None:
    """Set :attr:`pipeline.naming.forms.Bearer.called` of each bearer."""
    full = {each.sentence for one in bearers if one.given for each in one.mentions}
    for bearer in bearers:
        if not bearer.given and not any(mention.titles for mention in bearer.mentions):
            bearer.called = _is_called(bearer, sentences, full)


def _is_called(bearer: Bearer, sentences: Sequence[Sentence], full: Set[int]) -> bool:
    """``full``: sentences that name somebody in full, who may be "known as Bud" there."""
    at = [(one, sentences[one.sentence].text) for one in bearer.mentions]
    if any(_OF_A_PLACE.match(text, one.end) for one, text in at):
        return False
    return any(
        _is_introduced(one, text) or (one.sentence not in full and _has_no_other(one, text))
        for one, text in at
    )


def _has_no_other(mention: Named, text: str) -> bool:
    """ "Known only as Bear"."""
    if _ONLY_SO.search(text, max(0, mention.start - 60), mention.start):
        return True
    was = _WAS.search(text, 0, mention.start)
    return was is not None and _TO.match(text, mention.end) is not None


def _is_introduced(mention: Named, text: str) -> bool:
    word = mention.keys[0]
    if mention.parts[0].isupper() or _GIVEN.search(text, 0, mention.start):
        return False
    if given_ppm(word) < _LEAST or word in words()["name_words"]["months"]:
        return False
    if _INTRODUCED.search(text, max(0, mention.start - 60), mention.start):
        return True
    aged = _AGED.match(text, mention.end) or _CALLED_SO.match(text, mention.end)
    return aged is not None and 2 * given_ppm(word) > surname_ppm(word)


_LEAST = 10  # in a million
