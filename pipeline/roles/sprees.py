"""Whether a story tells of a gunman apart from those he hit, so that "the victims" are his."""

from __future__ import annotations

import re

from pipeline.language.actors import GUNMEN, POLICE
from pipeline.language.cued import Cued
from pipeline.roles.scene import Scene

_FELL = r"(?:\w+ly\s+)?(?:shot|killed)\b"
_WERE = r"(?:are|were|is|was)"
_APART = Cued(
    # "The victims and the suspect", "the suspect and both victims".
    rf"\bvictims?\s+and\s+(?:(?:the|a|an)\s+)?(?:\w+\s+)?{GUNMEN}\b"
    rf"|\b{GUNMEN}\s+and\s+(?:\w+\s+){{0,2}}victims?\b"
    # "Two clerks and a gunman are dead".
    rf"|\b\w+s\s+and\s+(?:a|the)\s+{GUNMEN}\s+{_WERE}\s+(?:dead|killed)\b"
    # "Killing two guards before he was fatally shot", "before police shot him".
    rf"|\b(?:kill|wound|injur)(?:ed|ing|s)\s+(?!(?:[\w-]+\s+){{0,2}}(?:{POLICE}|himself|herself|dogs?)\b)(?:(?!\bwho\b)[^.;]){{3,80}}?\bbefore\s+"
    rf"(?:(?:(?:he|she)\s+was|being)\s+{_FELL}|{POLICE}\s+(?:\w+ly\s+)?(?:shot|shoot|killed?)\s+(?:him|her)\b)"
    # "A man who shot at drivers was killed".
    r"|\b(?:wo)?man\s+who\s+(?:had\s+)?(?:fatally\s+)?(?:shot|killed|wounded|opened\s+fire)\s+"
    rf"(?!(?:[\w-]+\s+){{0,3}}{POLICE})[^.;]{{3,100}}?\b(?:was|were)\s+{_FELL}"
    # "The gunman was taken to a hospital", alive.
    rf"|\b{GUNMEN}\s+(?:\w+\s+)?was\s+(?:\w+\s+)?(?:taken|flown|rushed|transported)\s+to\b"
    r"(?![^.;]*\b(?:died|dies|pronounced|dead)\b)",
    re.IGNORECASE,
)


def is_told(scene: Scene) -> bool:
    """Whether somebody hit is told beside the gunman, as another than whom police hit."""
    return any(_APART.search(sentence.text) for sentence in scene.sentences)
