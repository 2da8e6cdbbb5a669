"""A gun fired in place of a Taser: where both are named, and bullets were shot."""

from __future__ import annotations

import re

from pipeline.language.cued import Cued

_TASER = r"(?:tasers?|stun[\s-]guns?)"
_GUN = (
    r"(?:(?<!stun )(?<!stun-)guns?|pistols?|handguns?|firearms?|sidearms?|revolvers?"
    r"|service\s+weapons?)"
)
_A = r"(?:(?:an?|his|her|their|the)\s+)?"
#: "Mistook her gun for a Taser", "meant to use her Taser".
_MIXED_UP = Cued(
    rf"\b(?:mist(?:ook|ak\w+)|confus\w+|mix\w*[\s-]up)\b[^.;]{{0,60}}\b{_TASER}\b|\b{_TASER}\s+mix-?ups?\b"
    rf"|\b(?:meant|intend\w+)\s+(?:only\s+)?(?:to\s+(?:\w+\s+)?)?(?:for\s+)?{_A}{_TASER}\b"
    rf"|\b(?:thought|thinking|believ\w+)\s+(?:that\s+)?(?:(?:he|she)\s+)?(?:(?:was|had|held|were|is|has)\s+)?"
    rf"(?:(?:holding|drawn|pulled|using|firing|grabbed|it\s+was)\s+)?{_A}{_TASER}\b(?!\s+(?:was|had|did)\b)"
    rf"|\b{_GUN}\b[^.;]{{0,25}}\b(?:instead\s+of|in\s+place\s+of|rather\s+than|(?:and\s+)?not|for)\s+{_A}{_TASER}\b"
    rf"|\b{_TASER}[,!]\s+{_TASER}\b",
    re.IGNORECASE,
)


def is_told(text: str) -> bool:
    """Whether a gun was taken for a Taser.

    >>> is_told("A deputy who drew his pistol instead of his Taser shot him")
    True
    >>> is_told("Officers used a Taser instead of a gun")
    False
    """
    return _MIXED_UP.search(text) is not None
