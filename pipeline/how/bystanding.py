"""Things that sentences tell of others: laid down by mourners, or of somebody who was sought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.actors import PERSON
from pipeline.language.cued import Cued
from pipeline.records import Sentence

#: How many sentences on "they" may still be those who mourn.
_REACH = 8
_MOURNING = Cued(
    r"\b(?:vigils?|memorials?|mourn\w*|funerals?|caskets?|coffins?|burials?|wake\s+for|candles?|graveside|remembrance)\b",
    re.IGNORECASE,
)
_THOSE = (
    r"(?:they|mourners?|marchers?|friends?|neighbou?rs?|relatives?|family(?:\s+members?)?|residents?|supporters?"
    r"|people|parishioners?|classmates?|co-?workers?|loved\s+ones|cousins?|each|others|attendees)"
)
#: "Then they put", "neighbors brought": not "they put down" and not "they put up their".
_LAID = re.compile(
    rf"\b{_THOSE}\b(?:(?!\b(?:police|officers?|deput\w+|{PERSON}|he|she)\b)[^.;]){{0,40}}?\b"
    r"(?:put(?:ting)?|place[ds]?|placing|laid|lay|laying|set|left|leaving|brought|bring|carr(?:y|ied|ying)|hung|held"
    r"|planted|stuck|arranged|added)\b(?!\s+down\b)"
    rf"(?:(?!\b(?:police|officers?|deput\w+|{PERSON}|he|she|who|when|after|that)\b)[^.;]){{0,60}}$",
    re.IGNORECASE,
)
_WERE_LAID = re.compile(
    r"[^.;]{0,30}?\b(?:was|were|lay|sat)\s+(?:\w+\s+)?(?:left|placed|laid|set|put|arranged|piled)?\s*"
    r"(?:at|on|in|by|beside|among|around|near)\s+(?:[\w'’-]+\s+){0,4}?(?:memorial|casket|coffin|candles?|grave|altar|photo\w*|picture)\b",
    re.IGNORECASE,
)
#: "Matched the description of a man with": whom police looked for, who may be another.
_SOUGHT = Cued(
    r"(?:\b(?:match\w*|fit(?:s|ted|ting)?|met|meets?|meeting)\s+(?:the|an?|that)\s+(?:[\w-]+\s+){0,2}?descriptions?\s+"
    r"(?:given\s+)?of\s+(?:an?|the|one|some(?:one|body)|two)\b"
    rf"|\b(?:resembl\w+|looked\s+like|similar\s+to\s+(?:those|that|the\s+\w+)\s+of)\s+(?:an?|the|some(?:one|body))\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{PERSON})\b"
    r"(?:(?!\b(?:and|but|when|as|before|after|while|then|until)\b)[^.,;:“”\"]){0,100}$",
    re.IGNORECASE,
)


def mourned(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of sentences that stand in a telling of a vigil or a burial."""
    told = [at for at, one in enumerate(sentences) if _MOURNING.search(one.text)]
    return frozenset(near for at in told for near in range(at, at + _REACH))


def laid_down(text: str, start: int, end: int) -> bool:
    """ "Neighbors put screwdrivers in a planter": a thing that mourners bring."""
    return _LAID.search(text, 0, start) is not None or _WERE_LAID.match(text, end) is not None


def of_the_sought(text: str, start: int) -> bool:
    """ "He matched the description of a man with": what somebody sought is said to have had."""
    return _SOUGHT.search(text, 0, start) is not None
