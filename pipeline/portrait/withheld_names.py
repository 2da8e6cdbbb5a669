"""Whether police are told to hold back the name of who was hit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.actors import GUNMEN
from pipeline.language.cued import Cued
from pipeline.naming.pronouns import Page
from pipeline.portrait.portrait_claims import claim
from pipeline.records import Claim

#: "His name was not released", "police have not identified the man".
_NOT_RELEASED = Cued(
    r"\b(?:names?|identit(?:y|ies))\b[^.]{0,60}\b(?:not|n[’']t|yet to be|until|pending|"
    r"withheld|withholding)\b[^.]{0,40}|\b(?:(?:ha(?:s|ve)|was|were|did|would)(?:\s+not|n[’']t)|declined\s+to|yet\s+to)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:publicly\s+)?(?:identif\w+|named?|release\w*\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:\w+[’']s\s+)?(?:names?|identit\w+))",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\bwithh(?:eld|olding|old)\b|\bbecause (?:he|she|of (?:his|her) age)\b|juvenile", re.I
)
_NOT_OFFICER = re.compile(r"\b(?:officers?|deput\w+|troopers?)\b", re.IGNORECASE)


_NOT_SHOOTER = re.compile(
    rf"{_NOT_OFFICER.pattern}|\b(?:{GUNMEN}|assailants?|attackers?)\b",
    re.IGNORECASE,
)


def name_status(page: Page, n: int, *, police: bool) -> Iterator[Claim]:
    """Whether police said that they hold the name back; whom others shot is not their shooter."""
    others = _NOT_OFFICER if police else _NOT_SHOOTER
    for place, sentence in enumerate(page.sentences):
        match = _NOT_RELEASED.search(sentence.text)
        if match is None or others.search(sentence.text):
            continue
        status = "withheld" if _WITHHELD.search(sentence.text) else "not_released"
        yield claim(page, place, "name_status", status, match.span(), n)
        return
