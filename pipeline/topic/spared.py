"""Stories of shots by police that hit nobody, and of somebody whom no shot of theirs hit.

An "officer-involved shooting" is one whoever was hit, and none where the man "was not struck and
gave up". What a story calls it counts for nothing where the story says that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.records import Sentence

#: Police fired, but whoever died was hit by none of it; or police fired not at all.
_NONE_HIT = Cued(
    r"\bnone\s+of\s+(?:them|those|the\s+(?:\w+\s+)?(?:bullets|rounds|shots)|(?:their|(?:the\s+)?[\w-]+['’]s?)\s+(?:bullets|rounds|shots))\s+(?:had\s+)?(?:\w+\s+)?(?:hit|struck)\b"
    rf"|\b(?:was|were|been)\s+not\s+(?:hit|struck|shot)\s+by\s+(?:\w+\s+)?{POLICE}\b"
    rf"|\b(?:no\s+{POLICE}\s+(?:fired|shot)|{POLICE}\s+(?:did\s+not|didn['’]t|never)\s+(?:fire|shoot|return\s+fire))\b",
    re.IGNORECASE,
)
_OWN_HAND = Cued(
    r"\b(?:took|taken)\s+(?:his|her)\s+own\s+life\b|\b(?:killed|shot)\s+(?:him|her)self\b|\bself-inflicted\b|\bsuicide\b|\bturned\s+the\s+gun\s+on\s+(?:him|her)self\b",
    re.IGNORECASE,
)


def is_by_own_hand(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody died by their own hand and, as is said, by no officer's shot."""
    if not any(_NONE_HIT.search(one.text) for one in sentences):
        return False
    return any(_OWN_HAND.search(one.text) for one in sentences)


def is_by_own_shot(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody who was in an exchange of fire is said to have died by their own hand.

    "An officer was wounded and a suspect is dead" has police hit him, unless the story says this.
    """
    return any(_OWN_SHOT.search(one.text) for one in sentences)


_OWN_SHOT = Cued(
    rf"\b(?:{PERSON}|he|she|who|then|and)\s+(?:(?:had|then|later|apparently|also|fatally)\s+){{0,2}}(?:shot\s+and\s+killed|killed|shot)\s+(?:him|her)self\b"
    r"|\b(?:took|taken)\s+(?:his|her)\s+own\s+life\b|\bself-inflicted\b|\bturn(?:ed|ing)\s+the\s+(?:gun|weapon)\s+on\s+(?:him|her)self\b",
    re.IGNORECASE,
)


#: "Officers didn't fire", of all of them: one who did not stands beside another who did.
_NO_SHOT = Cued(
    r"\b(?:no\s+(?:[\w-]+\s+)?(?:police|officers?|deput(?:y|ies)|troopers?|agents?)\s+(?:had\s+)?(?:fired|shot|discharged)"
    r"|(?<!other\s)(?<!two\s)(?<!three\s)(?<!four\s)(?:police|officers|deputies|troopers|agents)\s+(?:did\s+not|didn['’]t|never)\s+(?:\w+\s+)?(?:fired?|shoot|shot|return(?:ed)?\s+fire|discharged?))\b"
    r"|\bneither\s+(?:[\w-]+\s+)?(?:officer|deputy|trooper|agent)\s+(?:had\s+|ever\s+){0,2}(?:fired|shot|discharged)\b"
    r"|\bno\s+(?:\w+\s+)?(?:firearms?|guns?|service\s+weapons?)\s+(?:was|were|had\s+been)\s+(?:ever\s+)?(?:fired|discharged)\b"
    r"(?!\s+(?:by|from|at|in|inside|after|before|until|during|when|while|that|this)\b)",
    re.IGNORECASE,
)


def is_without_a_shot(sentences: Sequence[Sentence]) -> bool:
    """Whether police are said to have fired no shot."""
    return any(_NO_SHOT.search(one.text) for one in sentences)


#: Whoever police shot at, as one: of officers and bystanders it is said as often of a man who fell.
_ONE = rf"(?:(?:the|this|that|an?)\s+(?:[\w-]+\s+)?(?:{PERSON})|he|she)"
#: "No one was hit", "neither man was hurt".
_UNHIT = Cued(
    rf"\b(?:{_ONE}|no\s*(?:one|body)(?:\s+in\s+the\s+\w+)?|neither\s+(?:[\w’'-]+\s+){{1,6}}?)\s*(?:(?:was|were|is|had\s+been)\s+)"
    r"(?:(?:apparently|reportedly|otherwise|also)\s+)?(?:hit|hurt|shot|struck|injured|wounded|unhurt|uninjured|unharmed|not\s+(?:\w+\s+)?(?:hit|struck|shot|hurt|injured|wounded))\b"
    r"|\bno\s*(?:one|body)['’]s\s+been\s+(?:hit|hurt|shot|struck|injured|wounded)\b"
    r"|\b(?:there\s+were\s+no|no)\s+injuries\b(?!\s+to\s+(?:police|officers|deputies))|\bhit\s+(?:no\s*one|nobody)\b"
    r"|\b(?:did\s+not|didn['’]t)\s+(?:hit|strike)\s+(?:him|her|the\s+\w+|anyone|anybody)\b"
    rf"|\b(?:fired|shot)\b[^.;]{{0,60}}\bbut\s+missed\b|\bleft\s+(?:no\s*(?:one|body))\s+(?:hurt|injured|wounded)\b",
    re.IGNORECASE,
)
_HIT_ALL_THE_SAME = re.compile(
    rf"\b(?:{_ONE})\s+(?:was|were|is|had\s+been)\s+(?:hit|hurt|shot|struck|injured|wounded)\b",
    re.IGNORECASE,
)
_HARM = Cued(
    r"\b(?:die[sd]|dead|deaths?|deadly|kill(?:ed|s|ing)|fatal(?:ly)?|slain|wound(?:s|ed|ing)?|hospital\w*|(?:critical|serious|stable|fair|good)\s+condition"
    r"|gunshot\s+wounds?|(?<!no\s)injuries|injuring|surgery|life-threatening|coroner|autopsy|medical\s+examiner|victims?)\b",
    re.IGNORECASE,
)
#: "The deputy was taken to a hospital": whose harm it is; no "officer-involved shooting" is hurt.
_OF_POLICE = re.compile(
    rf"(?:[\w’',.-]+\s+){{0,7}}?(?:{ANY_OFFICER})s?\b(?![-'’])(?:(?!\b(?:he|she|{PERSON})\b)[^;])*",
    re.IGNORECASE,
)


def is_told(sentences: Sequence[Sentence]) -> bool:
    """Whether whom police shot at is said to be unhit, and nobody but an officer to be hurt."""
    if not any(_says_unhit(one.text) for one in sentences):
        return False
    return not any(_is_harmed(one.text) for one in sentences)


def _is_harmed(text: str) -> bool:
    """Whether somebody is hurt who is no officer."""
    return any(not _OF_POLICE.fullmatch(text, 0, match.start()) for match in _HARM.finditer(text))


def _says_unhit(text: str) -> bool:
    return any(not _HIT_ALL_THE_SAME.fullmatch(match.group()) for match in _UNHIT.finditer(text))
