"""Whether the words of a spot are a whole one: no headline, no title, no part of a longer noun.

"Deadly Summit Street" is Summit Street, "Coroner Dr." is no drive, and "gas station robberies" are
at no gas station.
"""

from __future__ import annotations

import re

from pipeline.language.cued import Cued

#: A headline's words before a name: "Conference Addressing Deadly Summit Street".
_HEADLINE = re.compile(
    r".*\b(?:Shootings?|Shooter|Killings?|Killed|Kills?|Shot|Shoots?|Dead|Deadly|Fatal(?:ly)?|Accidental|Claims?"
    r"|Addressing|Wounded|Wounds|Injured|Injures|Arrested|Charged|Shakes?|Rocks?|Stuns?)\s+"
)
#: A name before what kind of road it is.
_NAME_AND_KIND = re.compile(r"[A-Z0-9][\w'’.-]*\s+\S")
_DAY = re.compile(r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
#: "Coroner Dr.": who is named next.
_DOCTOR = re.compile(
    r"\b(?:Coroner|Examiner|Superintendent|Pathologist|Commissioner|Principal|Director|Officer|Psychologist"
    r"|Psychiatrist|Surgeon|President|Mayor|Rev\.)\s+Dr\.$"
)
#: "The County Court Administrator", "Superior Court documents": an office and no road.
_COURT_OF = re.compile(
    r"\s+(?:Administrators?|Clerks?|Judges?|Justices?|Officers?|Commissioners?|Reporters?|of\b|documents?|records?|papers?|filings?"
    r"|officials?|hearings?|cases?|dates?|orders?)\b",
    re.IGNORECASE,
)
#: "A string of gas station robberies", "the end of the school term": of what the noun is a part.
_GOES_ON = Cued(
    r"\s+(?:robber(?:y|ies)|burglar(?:y|ies)|hold-?ups?|heists?|thefts?|boards?|terms?|days?|year|week|season|hours|holidays?"
    r"|breaks?|bus(?:es)?|districts?|officials?|systems?|security|services?|leaders?|pastors?|groups?|choirs?|accounts?|loans?"
    r"|goers?|members?|parades?|picnics?|rangers?|uniforms?|supplies|project|policy|chains?|bond|teller|District|Board)\b"
)
#: "Within sight of a school", "a string of gas stations", "the length of Elm Street".
_NOT_AT = re.compile(
    r"\b(?:(?:with)?in\s+(?:sight|view|earshot|walking\s+distance|reach)|string|number|series|spate|rash|owner|manager|pastor|principal"
    r"|length|breadth|mayor|king|talk|pride)\s+of\s+$"
    r"|\bknown\s+(?:\w+\s+){0,3}?(?:along|on|around|up\s+and\s+down)\s+$",
    re.IGNORECASE,
)
#: "The theft happened at", "a crash was reported on": where something else was.
_ELSES = Cued(
    r"\b(?:thefts?|robber(?:y|ies)|burglar(?:y|ies)|crash(?:es)?|wreck|collision|carjacking|break-?in|stabbing)\s+"
    r"(?:(?:had|was|were|been)\s+)?(?:happened|occurred|took\s+place|reported)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
#: "A Cedar Valley School is raising funds": who does something, and no place.
_DOES = re.compile(
    r"\s+(?:is|has|plans|will|said|says)\s+(?!been\b|(?:the|a)\s+(?:scene|site)\b|where\b)"
)
_ROAD = re.compile(
    r"\b(?:[A-Z][a-z]+\.|Street|Avenue|Road|Boulevard|Drive|Lane|Way|Pike|Highway)$|\d"
)
_BEHIND = re.compile(
    r"\b(?:in|on|at|of|near|outside|inside|behind|off|along|from|to|by|through|around|across)\s+(?:(?:the|an?|[A-Z][\w.’'-]*)\s+)*$"
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of the whole spot within words that were found; nothing where they are none.

    >>> line = "Conference Addressing Deadly Summit Street"
    >>> line[slice(*trimmed(line, 0, len(line)))]
    'Summit Street'
    >>> trimmed("Accidental Shooting Claims St. Marie Youth", 0, 30) is None
    True
    """
    if headline := _HEADLINE.match(text, start, end):
        start = headline.end()
        if not _NAME_AND_KIND.match(text, start, end):
            return None
    if day := _DAY.search(text, start, end):
        end = day.start()
    return start, end


def is_part(text: str, start: int, end: int) -> bool:
    """Whether the words are part of an office, of a title or of a longer noun.

    >>> told = "He was wanted in a string of gas station robberies."
    >>> is_part(told, 29, 40)
    True
    """
    written = text[start:end]
    if written.endswith(" Dr.") and _DOCTOR.search(written):
        return True
    if written.endswith(" Court") and _COURT_OF.match(text, end):
        return True
    if _NOT_AT.search(text, max(0, start - 60), start):
        return True
    return not written.endswith((" Street", " Avenue", " Road")) and bool(_GOES_ON.match(text, end))


def of_elses(text: str, start: int, end: int) -> bool:
    """Whether the words tell where something else was, or who does something.

    >>> of_elses("A Cedar Valley School is raising funds.", 2, 21)
    True
    >>> of_elses("A man who was shot at Cedar Valley School is alive.", 22, 41)
    False
    """
    if _ELSES.search(text, max(0, start - 120), start):
        return True
    own = _ROAD.search(text, start, end) is None and not _BEHIND.search(text, 0, start)
    return own and _DOES.match(text, end) is not None


_WHOSE = re.compile(r"([A-Z][\w-]+)['’]s\s+(?=[A-Z0-9][\w'’.-]*\s+\S)")


def without_owner(written: str, text: str) -> str:
    """ "Roe's Elm Street", "Boone's Eastgate neighborhood": the spot, where who has it is told of.

    >>> without_owner("Roe's Elm Street", "Roe was at home.")
    'Elm Street'
    >>> without_owner("Hunter's Creek Road", "Roe was at home.")
    "Hunter's Creek Road"
    """
    whose = _WHOSE.match(written)
    if whose is None:
        return written
    alone = re.search(rf"\b{re.escape(whose[1])}\b(?!['’]s\b)", text, re.IGNORECASE)
    return written[whose.end() :] if alone else written
