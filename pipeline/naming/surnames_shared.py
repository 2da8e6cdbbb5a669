"""Whose surname a story leaves out since it is that of kin: "Milo Roe and his brother Reed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.language.cued import Cued
from pipeline.naming.forms import Bearer

if TYPE_CHECKING:
    from pipeline.naming.mentions import Named
    from pipeline.records import Sentence

#: Those of one surname, as far as a story that gives only a first name goes.
_OF_ONE_BLOOD = (
    r"(?:(?:twin|younger|older|elder|eldest|oldest|youngest|little|big|baby|only|teenage|infant|\d{1,2}-year-old)\s+){0,2}"
    r"(?:son|daughter|brother|sister|twin|father|dad)"
)
_HIS = Cued(rf"\b(?:his|her|their)\s+{_OF_ONE_BLOOD},?\s+$", re.IGNORECASE)
#: "Brothers Abel and Cal Roe".
_SIBLINGS = re.compile(r"\b(?:[Bb]rothers|[Ss]isters|[Ss]iblings|[Tt]wins)\s+$")


def mark(bearers: Sequence[Bearer], sentences: Sequence[Sentence]) -> None:
    """Set :attr:`Bearer.family` of who is called by a first name beside kin."""
    full = sorted(
        ((one, each) for each in bearers if each.given for one in each.mentions),
        key=lambda pair: (pair[0].sentence, pair[0].start),
    )
    for bearer in bearers:
        if bearer.called:
            bearer.family = next(
                filter(None, (_family(one, full, sentences) for one in bearer.mentions)), ""
            )


def _family(
    mention: Named, full: Sequence[tuple[Named, Bearer]], sentences: Sequence[Sentence]
) -> str:
    place, text = mention.sentence, sentences[mention.sentence].text
    here = [pair for pair in full if pair[0].sentence == place]
    if _SIBLINGS.search(text, 0, mention.start):
        after = next((one for one, _ in here if one.start >= mention.end), None)
        joined = after is not None and text[mention.end : after.start].strip() == "and"
        return after.parts[-1] if after is not None and joined else ""
    his = _HIS.search(text, 0, mention.start)
    if his is None:
        return ""
    before = [pair for pair in here if pair[0].end <= his.start()]
    if not before and place and not text[: his.start()].strip(' “"'):
        before = [pair for pair in full if pair[0].sentence == place - 1]
    whose = {id(bearer): bearer for _, bearer in before}
    if len(whose) != 1:
        return ""
    return next(iter(whose.values())).fullest.parts[-1]
