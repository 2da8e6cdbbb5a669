"""Whom "he" means where a sentence goes on from the one before: an officer, or who was shot.

Only what the plain order of a report allows: the first party of the sentence before, where no
other is told of in it.
"""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.naming.pronouns import quoted
from pipeline.records import Sentence

_GOES_ON = re.compile(r"[“\"]?(?:He|She|His|Her|One\s+of\s+them|Another|The\s+other)\b")
_OPENS = r"(?:(?:The|An?|One|That|This)\s+)?(?:[\w.’'-]+\s+){0,3}?"
_OFFICER_FIRST = re.compile(
    rf"[“\"]?{_OPENS}{ANY_OFFICER}\b(?!['’]s)(?:(?!\b(?:{PERSON}|who)\b)[^;“\"])*$", re.IGNORECASE
)
_PERSON_FIRST = re.compile(rf"[“\"]?{_OPENS}{PERSON}\b(?!['’]s)", re.IGNORECASE)
_ANY_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)
#: "Police said he": who tells it, and not who does it.
_TELLS = re.compile(
    rf"\baccording\s+to\s+(?:[\w.’'-]+\s+){{0,2}}?{POLICE}\b[^,.;]{{0,40}},?"
    rf"|\b(?:[\w.’'-]+\s+){{0,2}}?{POLICE}\b(?:\s+(?!said\b)[\w.’'-]+){{0,4}}?\s+(?:said|say|says|allege|believe)\b(?:\s+that)?",
    re.IGNORECASE,
)


def goes_on_from_officer(text: str, before: Sentence | None) -> bool:
    """Does a sentence open with the pronoun of an officer told of before?"""
    return bool(before and _GOES_ON.match(text) and _OFFICER_FIRST.match(before.text))


#: "He had just shot another man", "she fired at officers from a window".
_FIRED = Cued(
    r"\b(?P<who>he|she|who)(?:['’]d)?\s+(?:had\s+|then\s+|allegedly\s+|also\s+|just\s+|first\s+|reportedly\s+|had\s+just\s+|had\s+already\s+)?(?:been\s+)?"
    r"(?:(?:began|started|begun|kept)\s+)?(?:fired|firing|shot|shooting|opened\s+fire|(?:got|let|squeezed|popped|ripped)\s+off\s+(?:[\w-]+\s+){0,2}?(?:rounds?|shots?))\b(?!\s+(?:by\b|him\b|her\s+(?:way|dead)|and\s+killed\b|hoops|pool|video|baskets|photos|from\s+the\s+(?:force|department)))",
    re.IGNORECASE,
)


def fired_by_them(text: str, before: str | None) -> re.Match[str] | None:
    """Where one who was shot is said by a pronoun to have fired.

    ``text`` and ``before``: with those shot as "man" and officers as "cop".
    """
    match = _FIRED.search(text)
    if match is None or quoted(text, match.start()):
        return None
    ahead = _TELLS.sub(" ", text[: match.start()])
    if _ANY_POLICE.search(ahead):
        return None
    if match["who"].casefold() == "who":
        return (
            match if re.search(rf"\b{PERSON}\b[^.;]{{0,40}},?\s+$", ahead, re.IGNORECASE) else None
        )
    if re.search(rf"\b{PERSON}\b", ahead, re.IGNORECASE):
        return match
    opens = _TELLS.sub("", before or "").lstrip()
    return match if _PERSON_FIRST.match(opens) and not _ANY_POLICE.search(opens) else None
