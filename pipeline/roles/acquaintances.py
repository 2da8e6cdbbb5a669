"""Who was an officer once and is told of as somebody's friend or neighbour: of no part."""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.naming.forms import Bearer
from pipeline.records import Role
from pipeline.roles import own_words
from pipeline.roles.scene import Scene

_OF_OFFICE = frozenset((Role.OFFICIAL, Role.OFFICER, Role.OFFICER_FIRED))
_ONCE = r"(?:retired|former|ex|one-?time)[\s-]+"
_RANK = rf"(?:{ANY_OFFICER}|chief|sergeant|sgt\.?|lieutenant|lt\.?|captain|capt\.?|investigator)"
#: "Retired Benton officer", and no verb or stop between it and the name.
_BEFORE = re.compile(
    rf"\b{_ONCE}(?:(?!(?:and|who|said|says|told|was|is|by)\b)[\w'’.-]+\s+){{0,6}}?(?:{_RANK}\s+)$",
    re.IGNORECASE,
)
_AFTER = Cued(
    rf",\s+(?:\d{{1,3}},\s+)?(?:who\s+is\s+)?an?\s+{_ONCE}(?:[\w'’.-]+\s+){{0,5}}?{_RANK}\b",
    re.IGNORECASE,
)
#: What ties those who only know somebody, or the street.
_KNEW = re.compile(
    r"\b(?:knew|(?:had|has|have)\s+known|friends?\s+(?:of|with)|(?:family|longtime|close)\s+friend|befriended|neighbou?r"
    r"|live[ds]?\s+(?:next\s+door|nearby|on\s+the|across|down|up|in\s+the|a\s+few|two|three)|grew\s+up|went\s+to\s+(?:church|school)"
    r"|coach(?:ed|es)|mentor(?:ed|s)?|attend(?:ed|s)|worship\w*|fish(?:ed|es)\s+with|play(?:ed|s)\s+\w+\s+with|classmates?"
    r"|hear(?:d|s)\s+(?:the\s+|several\s+|\w+\s+)?(?:shots|gunfire|shooting|gunshots))\b",
    re.IGNORECASE,
)
#: What is said for a force, now or then, or of the case itself.
_FOR_A_FORCE = re.compile(
    r"\b(?:expert|consultant|testif\w+|charged|indicted|convicted|on\s+trial|spokes\w+|led\s+the|ran\s+the|review\w*|investigat\w+"
    r"|(?:serves?|served|works?)\s+as|now\s+(?:the|a|heads|leads|runs))\b",
    re.IGNORECASE,
)


def is_one(scene: Scene, bearer: Bearer, role: Role) -> bool:
    """Is somebody read as of office only an acquaintance who has left the force?"""
    if role not in _OF_OFFICE:
        return False
    texts = [(one, scene.sentences[one.sentence].text) for one in bearer.mentions]
    if not any(_BEFORE.search(t, 0, one.start) or _AFTER.match(t, one.end) for one, t in texts):
        return False
    if any(own_words.fires(text, one) or _FOR_A_FORCE.search(text) for one, text in texts):
        return False
    return any(_KNEW.search(text) for _, text in texts)
