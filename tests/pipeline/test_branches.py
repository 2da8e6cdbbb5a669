"""Patterns with their alternatives apart find what they would find as they are written."""

from __future__ import annotations

import re

import pytest

from pipeline.language import branches

TEXT = (
    "Shotguns and a shotgun: the SHOT was fired, ſhots; a \u212aNIFE, a knife-like thing, "
    "\u0130ron bars, irons. He shoots, she shot, they're shot-up; 9mm, .38 and K-9, kit, "
    "kitchen knives"
)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:shotgun|shot|shoots?|knife|kit|kitchen\s+knives|iron(?:s|\s+bars)?)",
        r"(?:shot|shotgun)s?",
        r"(?:shotgun|shot|)s?\b",
        r"(?P<thing>knife|\.\d\d|\d+mm|kit|k-9|knife-like)(?!\s+thing)",
        r"(?<!the )\b(?:she|shot|s\w+)\b|(?-i:K|He|T)\S+",
        r"(?=(?:an?|and)\s+(?:shotgun|the|\S+nife))\w+",
        r"(?:(?:an?|the|they|their)\s*)+(?:shot|(?:re|fired)\b)",
        r"(?i:shot|SHOT|Shotgun)|iron|Iron",
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_finds_what_the_plain_pattern_finds(pattern: str, flags: int) -> None:
    plain = [(one.span(), one.groupdict()) for one in re.finditer(pattern, TEXT, flags)]
    found = branches.compiled(pattern, flags).finditer(TEXT)
    assert [(one.span(), one.groupdict()) for one in found] == plain
