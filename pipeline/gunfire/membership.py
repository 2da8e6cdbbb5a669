"""Who is, or once was, of the police: by the rank beside a name, or by what only officers do.

A first-day story says "Officer Poe". Stories from court say "Poe, once a deputy", "Poe wore the
badge for eleven years", "the department fired Poe in May", and then "Poe" alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.language.actors import ANY_OFFICER, OFFICER, OFFICERS
from pipeline.language.cued import Among, Cued

#: A person's name as it is written: up to three words, then the surname.
NAME = r"(?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w’-]{2,}"
_FULL = r"(?:[A-Z][\w.'’-]+\s+){1,2}[A-Z][\w'’-]{2,}"
#: The body an officer belongs to.
FORCE = (
    r"(?:force|police|department|patrol|sheriff(?:['’]s\s+(?:office|department))?"
    r"|law\s+enforcement)"
)
#: What an officer does, wears or loses, as the rest of a clause that begins with a name.
_IS_OF_THE_FORCE = (
    r"(?:(?:wore|carried|surrendered|(?:turned|handed)\s+in|gave\s+up|lost)\s+(?:an?|the|his|her)\s+"
    r"(?:badge|star|shield|(?:police\s+)?certification|(?:peace\s+officer['’]s\s+)?licen[sc]e\s+to\s+police)"
    r"|(?:an?|his|her|the)\s+(?:service|duty|(?:department|police)-issued?)\s+(?:weapon|gun|pistol|revolver|handgun|rifle)"
    r"|(?:on|off)\s+duty|in\s+(?:(?:his|her)\s+)?(?:\w+\s+)?uniform|on\s+(?:the|his|her)\s+beat|on\s+(?:(?:routine|foot|bike|night)\s+)?patrol|decertified|(?:(?:graduated|fresh)\s+from|left|trained\s+at|out\s+of)\s+the\s+(?:police\s+)?academy"
    r"|(?:re)?joined\s+the|(?:resigned|retired|fired(?!\s+(?:an?|the|at|on|upon|into|his|her|back|shots?|once|twice|[\w-]+\s+(?:shots|times|rounds))\b)|dismissed|suspended|hired|terminated|wore(?!\s+an?\b)|left(?=\s+(?:the|that|his|her|a|[A-Z]))|quit|served|worked|spent\s+(?:[\w-]+\s+){1,3}?(?:with|in|on|at))"
    rf"(?:\s+(?:from|by|with|for|in|at|as))?\s+(?:[\w'’-]+\s+){{0,5}}?{FORCE}"
    rf"|(?:as|been|became|is|was)\s+(?:once\s+)?an?\s+(?:[\w'’-]+\s+){{0,4}}?(?:{OFFICER}|rookie\s+(?:on|with|in))(?![-'’]))"
)
#: Somebody described by it: "a man dismissed from the Ames force", "the woman who wore the star".
FORMER = (
    r"(?:(?:wo)?m[ae]n|person)\s+(?:who\s+)?(?:(?:was|were|had\s+been|once|had|has)\s+)*"
    r"(?:dismissed|fired|ousted|suspended|decertified|retired|resigned|left|quit|gave\s+up|wore|served|worked|carried|lost|partners)\s+"
    rf"(?:[\w'’.-]+\s+){{0,7}}?(?:{FORCE}|badge|star)"
)
#: Said next of somebody named before: "He resigned from the police", "The then-Ames officer".
GOES_ON = Cued(
    rf"(?:(?:He|She)\s+(?:(?:had|has|was|later|then|also)\s+)*{_IS_OF_THE_FORCE}"
    rf"|The\s+(?i:then|former|ex|one-?time)[-\s](?:[\w.'’-]+\s+){{0,4}}?{OFFICER}\b(?![-'’]|,|\s+(?:who\w*|and)\b))"
)
_AGE = r"(?:,?\s+\(?\d\d\)?,?)?"
#: Words of the clause in between: no other name, and nobody else's doing.
_BETWEEN = rf"(?:(?!(?:who|whose|whom|by|and\s+the|{ANY_OFFICER})\b)[a-z][\w'’-]*,?\s+){{0,12}}?"
#: "Poe, a former officer,", "Poe, formerly of the Ames police", "Poe's partner".
OF_THE_FORCE = Cued(
    rf"\b(?P<of>{NAME}){_AGE}(?:,\s+(?i:an?|the|once|then|formerly|now|previously)\s+|,?\s+(?:was|is)\s+(?:an?|the|once|working|on|off)\s+)"
    rf"(?:(?!of\b|the\b|for\b|who\b|by\b|to\b|with\b)[\w'’-]+\s+){{0,4}}?(?i:(?:ex-|then-)?{OFFICER}(?![-'’])|(?:off-?|on\s+|off\s+)duty)\b"
    rf"|\b(?P<from>{NAME}){_AGE},\s+(?:(?:formerly|late|once|previously)\s+)?(?:of|with|in)\s+the\s+(?:[\w.'’-]+\s+){{0,4}}?{FORCE}\b"
    r"|\b(?P<whose>[A-Z][\w’-]{2,})['’]s\s+(?:(?:former|old|then)\s+)?(?:(?:patrol\s+)?partner|badge|body[\s-](?:worn\s+)?camera"
    r"|service\s+(?:weapon|pistol|gun)|training\s+officer|field\s+training|police\s+(?:training|career|certification)|certification)\b"
    rf"|\b(?P<does>{NAME}){_AGE},?\s+(?:who\s+)?{_BETWEEN}{_IS_OF_THE_FORCE}\b"
    rf"|\b(?P<the>{NAME})(?:,?\s+[a-z][\w'’-]*,?){{1,12}}?\s+(?:that|whether|show|prove)\s+the\s+{OFFICER}\s+(?:acted|was|used|fired|shot|had|broke|committed|feared)"
    rf"|\b(?:city|county|town|state|department|chief|sheriff|agency)\s+(?:has\s+|had\s+)?(?:fired|dismissed|suspended|terminated|decertified)\s+(?P<fired>{NAME})"
)
_RANKED = Cued(
    r"(?<!\b[Tt]he\s)\b(?i:officers?|deput(?:y|ies)|troopers?|sgt\.?|sergeant|cpl\.?|corporal|detectives?|det\."
    r"|constable|marshal|patrolman|agent|ofc\.),?\s+"
    r"(?P<ranked>(?:[A-Z][\w.'’-]*\s+){0,2}[A-Z][\w'’-]{2,})(?=[\s,.;:’']|$)"
)
_BESIDE = Cued(rf"\b(?P<beside>{_FULL}),\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?{OFFICER}\b")
#: "Ana Ruiz and Luke Farrow, two members of the drug unit".
_MEMBERS = Cued(
    rf"\b(?:(?P<first>{_FULL})\s+and\s+)?(?P<second>{_FULL}),"
    r"\s+(?:an?|the|two|both)\s+(?:\w+\s+){0,2}?(?:members?\s+of\s+(?:the|an?)\s[^.;,]{0,50}?"
    rf"(?:[Uu]nit|[Tt]eam|[Ss]quad|[Tt]ask\s+[Ff]orce)|{OFFICERS})\b",
)
#: "The deputy is Luke Farrow, a three-year employee", "The officer who fired is Ann Roe".
_IS_NAMED = Cued(
    rf"\b(?i:the|one)\s+(?:[\w'’-]+\s+){{0,2}}?{OFFICER}(?:\s+who\s+(?:fired|shot)\b[^.;,:]{{0,40}}?)?\s+(?:is|was)\s+(?P<is>{_FULL})(?=[\s,.;:’']|$)"
)
_NAMING = Among(((None, _RANKED), (None, _BESIDE), (None, _MEMBERS), (None, _IS_NAMED)))
_EACH = r"(?:[A-Z][\w.'’-]*\s+){0,2}[A-Z][\w'’-]{2,}"
#: "Patrolmen Dana Brill, Ann Poe and Lee Coe": each of them.
_ROSTER = Cued(
    r"\b(?i:officers|deputies|troopers|patrolmen|detectives|agents|constables|sergeants|corporals)\s+"
    rf"(?P<names>{_EACH}(?:,\s+{_EACH}){{0,6}},?\s+and\s+{_EACH})"
)
_AND = re.compile(r",?\s+and\s+|,\s+")


@lru_cache(maxsize=256)  # asked for the gunfire of each passage and for officers on trial
def ranked(text: str) -> tuple[str, ...]:
    """The names told with a rank, as written."""
    return tuple(_ranked(text))


def _ranked(text: str) -> Iterator[str]:
    for _, pattern in _NAMING.able(text):
        for match in pattern.finditer(text):
            yield from filter(None, match.groups())
    for match in _ROSTER.finditer(text):
        yield from _AND.split(match["names"])
