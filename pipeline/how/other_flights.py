"""Running and fleeing that is no flight of who was shot: another's, of other days, or at police."""

from __future__ import annotations

import re

from pipeline.language.actors import PERSON, POLICE
from pipeline.language.cued import Cued

_HIM = rf"(?:[\w-]+\s+){{0,2}}?(?:{PERSON}s?|pair|two)"
#: Others who flee: "his girlfriend ran out", "another man fled".
_NOT_THEM = Cued(
    # "his girlfriend ran", "another man fled"
    r"\b(?:girlfriend|wife|family|parents|members|hostages?|(?:second|third|other)\s+(?:man|person|suspect|teen\w*|one)|(?:second|third)\s+man\s+in\s+\w+\s+\w+|missed\s+[^.;,]{1,30},\s+who|(?:neighbors?|witness\w*|relatives)\s+said\s+they|another(?:\s+\w+)?|somebody|someone|friends?|others|accomplices?|robbery\s+suspect|mother|people|witness\w*|neighbors?|bystanders?|customers?|employees?|clerks?|cashiers?|workers?|owners?|homeowners?|callers?|children|crowd|residents|I|we)\s+(?:\w+\s+|who\s+(?:was|were|are|is)\s+)?(?:ran|fled|run|running|(?:drove|sped)\s+(?:off|away))\b"
    # "drove off when he heard the shooting"
    r"|\b(?:ran|fled|off|away)\s+(?:when|after)\s+(?:he|she|they)\s+heard\s+(?:the\s+)?(?:shooting|shots|gunfire)\b"
    # "customers said they ran"
    r"|\b(?:peoples?|bystanders|crowd|customers|shoppers|employees|students|guests)\b[^.;]{0,40}\bthey\s+(?:ran|fled)\b"
    # "still searching for a man who fled", "fled and is still at large"
    r"|\bstill\s+(?:look|search|hunt)\w*\s+for\b[^.;]{0,80}?\b(?:ran|fled|got\s+away|escaped|took\s+off)\b"
    r"|\b(?:ran|fled|got\s+away|escaped|took\s+off)\b[^.;]{0,60}?\b(?:(?:has|have|had)\s+not\s+(?:yet\s+)?been\s+(?:caught|found|arrested|captured)|still\s+(?:being\s+)?(?:sought|at\s+large|on\s+the\s+loose)|(?:is|are|remains?)\s+at\s+large)\b"
    # "the man who ran is about 5-foot-8"
    r"|\bwho\s+(?:ran|fled|got\s+away|escaped|took\s+off)\s+(?:is|are)\s+(?:about|described|believed|still|not|thought|white|Black|Hispanic|\d|in\s+(?:his|her|their)\s+(?:\d|early|mid|late))"
    # "one victim … fled", "A passenger ran"
    r"|\b(?:victims|(?:another|(?:a|the)\s+(?:second|third|other)|one)\s+victim)\b[^.;]{0,80}?\b(?:ran|fled|run|running|flee|fleeing)\b"
    r"|\b(?-i:A|Another|One|Two)\s+(?:(?:\w+\s+)?passengers?)\b[^.;]{0,40}?\b(?:ran|fled|took\s+off|bolted)\b",
    re.IGNORECASE,
)

#: Running that is no flight: "ran a repair shop", "ran for help", "ran over a median".
_NO_FLIGHT = Cued(
    r"\bran\s+an?\s+(?:[\w-]+\s+){1,2}(?:business|shop|store|company|service|farm|firm|restaurant|garage|crew|team|salon|program|ministry|stand|club|bar)\b"
    r"|\bran\s+(?:to\s+where|for(?!\s+(?:it|cover|(?:the|his|her|their|a)\s+(?:own\s+)?(?:stairs?|doors?|woods|trees?|fence|alley|exit|back|house|home|li[fv]es?|street|river|window|gate|porch))\b|\s+(?:his|her|the)\s+(?:\w+\s+)?(?:car|truck|vehicle|suv|van|pickup|sedan)\b)|over|out\s+to\s+help|a\s+business)\b"
    # "ran into two officers"
    rf"|\bran\s+into\s+(?:(?:an?|the|his|her|two|three|four|five|six|several|some)\s+)?(?:[\w-]+\s+)?(?:{POLICE}|friends?|neighbou?rs?|people)\b"
    # "until they ran into the fence"
    r"|\bthey\s+ran\s+into\s+(?:an?|the)\s+(?:fence|wall|tree|pole|hedge|door)\b",
    re.IGNORECASE,
)

#: Whoever runs with a wound was shot before.
_SHOT_BEFORE = Cued(
    r"^[\"“]?(?:Wounded|Injured|Bleeding)\b[^.;]{0,40},\s"
    rf"|\b[Aa]fter\s+(?:(?:he|she|(?:the|a)\s+{_HIM})\s+was|being)\s+(?:shot|hit|struck|wounded)(?:,|\s+(?:in|by)\s[^.;,]{{1,40}},)\s"
)

_CHARGED = Cued(
    r"\b(?:ran|runs?|running|bolted)\b(?:\s+\w+){0,4}?\s+(?:at|toward|towards|back|out)\b"
    rf"(?=\s+(?:(?:the|an?|two|one)\s+(?:\w+\s+)?)?(?:{POLICE}|them|him)\b|[^.;]{{0,40}}"
    r"\b(?:wielding|brandish\w+|holding|waving|armed|with\s+(?:an?|the|his|her)\s+(?:\w+\s+)?(?:knife|gun|machete|bat|sword)))",
    re.IGNORECASE,
)

#: Fled a country, or a war, long before.
_EMIGRATED = Cued(
    r"\b(?:fled|flee|fleeing|escaped|escaping)\s+(?:from\s+)?"
    r"(?:(?:the\s+)?(?:country|war|violence|communis\w+|civil\s+war|gangs|famine)"
    r"|(?-i:[A-Z])[\w ]{2,25}?\s+(?:in\s+(?:19|20)\d\d|as\s+(?:an?|refugees?)"
    r"|with\s+(?:his|her)\s+(?:family|parents)|during\s+the|when\s+(?:he|she)\s+was))\b",
    re.IGNORECASE,
)

#: Of another day: "served five years for fleeing police", "convictions for eluding".
_ON_RECORD = Cued(
    r"\b(?:served|records?|convictions?|arrested\s+in\s+(?:19|20)\d\d)\b[^.;]{0,80}?\b(?:for|of)\b[^.;]{0,60}?"
    r"\b(?:fleeing|eluding|evading|escap\w+)\b",
    re.IGNORECASE,
)


def told_in(text: str) -> bool:
    """Does a sentence tell such a flight, so that none in it is taken for theirs?"""
    return any(
        each.search(text) for each in (_NOT_THEM, _CHARGED, _EMIGRATED, _ON_RECORD, _SHOT_BEFORE)
    )


def blanked(text: str) -> str:
    """A sentence without its running that is no flight, as long as it was."""
    for match in _NO_FLIGHT.finditer(text):
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return text
