"""Whether a county or state is named as a place, and not in the name of an office of it."""

from __future__ import annotations

import re

from pipeline.records import Where
from pipeline.where.place_words import CountyNamed, StateNamed

#: After the name of a place, of an office: "County prosecutor", "Police Department".
_AFTER = re.compile(
    r"(?:['’]s?)?\s+(?:(?:[A-Z][\w&.’'-]*|of|and|for|the)\s+){0,4}?(?:(?:homicide|major\s+crimes?|cold[\s-]case)\s+)?(?:"
    r"(?i:sheriff|police|patrol|troopers?|deput(?:y|ies)|detectives?|investigators?|officers?|authorit|officials?|bureau"
    r"|departments?|division|university|college|schools?|hospital|medical|health|court\w*|judges?|attorneys?|prosecut\w+|d\.?a\b"
    r"|grand\s+jur|jury|coroner|examiner|commission\w*|council|board|jail|prison|detention|correction\w*|fire\b|ems\b|paramedics?|medics?|ambulance|rescue|media\b|press\b|herald\b|times\b|journal\b|tribune\b|gazette\b|(?:to|will)\s+pay\b|pays\b|911\b|dispatch\w*"
    r"|emergency|dnr\b|images\b|crime|criminal|national|guard|rangers|legislat\w+|lawmakers?|congress\w*|senat\w+|rep\b|governor|justice|law\b|laws\b|state['’]s\s+attorney"
    r"|statute|gives?\b|requires?\b|allows?\b|district|superior|circuit|supreme|common\s+pleas|democrats?|republicans?|records|executive|mayor|crisis|swat|task\s+force"
    r"|chapter|naacp|news\b|library|airport|fair\b|park\b|home\b|native|resident|man\b|woman\b|boy|girl|child|teen|youth|student|juvenile|couple|famil(?:y|ies)|plates?\b|license\w*"
    r"|driver['’]?s|tags?\b))"
)
#: Before the name of a place: "filed in", "the University of", "a resident of".
_BEFORE = re.compile(
    r"(?:\b(?:charged|indicted|convicted|sentenced|pleaded|court|jail|prison|trial|filed|documents|papers|affidavit|complaint|lawsuit)\b[^.;]{0,25}\bin|\b(?:[Uu]niversity|[Cc]ollege|[Dd]epartment|[Ss]tate|[Bb]ank|[Pp]eople|[Pp]olice|[Dd]istrict)\s+of"
    r"|\b(?:native|resident)\s+of|\b(?:boy|girl|m[ae]n|wom[ae]n|(?:fe)?male|juvenile|teen\w*|couple|family)\s+(?:from|of)|\b(?:[Hh]ospital|[Cc]enter)(?:,|\s+in)?|\b(?:wanted|warrant|born|lives?|lived|moved|grew\s+up)\b[^.;]{0,25})\s+$"
)


#: "The Alabama River", "Maryland Shock Trauma", "California 99", but not "in Ohio Sunday night".
_NAME_GOES_ON = re.compile(
    r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb)uary|March|April|May\b|June|July|August|\w+ber\b)"
    r"(?:[A-Z][a-z]+|\d{1,3}\b(?!-))"
)
#: "Lake Michigan", "Crime Stoppers of Central Indiana".
_NAME_BEGAN = re.compile(
    r"\b(?:Lake|(?!(?:Region|Area|Part|Side|City|Town|County)\b)[A-Z][\w’']+\s+of(?:\s+[A-Z]\w+)?)\s+$"
)


def _is_part_of_name(named: StateNamed) -> bool:
    """Whether a state's name is a piece of another, which a headline's capitals do not tell."""
    text = named.sentence.text
    if named.sentence.where is Where.TITLE:
        return False
    goes_on = text[named.end - 1] != "." and _NAME_GOES_ON.match(text, named.end)
    return bool(goes_on or _NAME_BEGAN.search(text, 0, named.start))


def says_where(named: CountyNamed | StateNamed) -> bool:
    """ "The Wayne County prosecutor" says whose office it is, not where it happened."""
    text = named.sentence.text
    if isinstance(named, StateNamed) and _is_part_of_name(named):
        return False
    if _AFTER.match(text, named.end):
        return False
    return _BEFORE.search(text, max(0, named.start - 60), named.start) is None
