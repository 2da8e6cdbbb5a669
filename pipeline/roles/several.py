"""Whether phrases for those who were hit stand for more than one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.naming.described import ages, gender_in

SEVERAL = re.compile(
    r"\b(?:people|persons|teens|teenagers|men|women|boys|girls|others|students|victims|suspects|children|kids|brothers"
    r"|sisters|juveniles|minors|adults|family members)\b",
    re.IGNORECASE,
)


_ONE_OF_THEM = re.compile(r"\b(?:another|other|second|third|fourth)\b", re.IGNORECASE)


#: "A mother and an infant".
_AND_ONE = re.compile(r"\band\s+(?:an?|one|two|three|four|five|\d+|his|her)\s", re.IGNORECASE)


def are_several(phrases: Sequence[str]) -> bool:
    """Whether phrases for those hit stand for more than one: "people", "a girl" and "a man"."""
    if any(
        SEVERAL.search(each) or _ONE_OF_THEM.search(each) or _AND_ONE.search(each)
        for each in phrases
    ):
        return True
    told = {gender for each in phrases if (gender := gender_in(each))}
    years = {aged.years for each in phrases for aged in ages(each)}
    return len(told) > 1 or len(years) > 1
