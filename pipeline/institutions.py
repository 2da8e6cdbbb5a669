"""Whether a county or state is named as a place, and not in the name of an office of it."""

from __future__ import annotations

import re

from pipeline.place_votes import CountyNamed, StateNamed

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
_BEFORE = re.compile(
    r"(?:\b(?:charged|indicted|convicted|sentenced|pleaded|court|jail|prison|trial)\b[^.;]{0,25}\bin|\b(?:[Uu]niversity|[Cc]ollege|[Dd]epartment|[Ss]tate|[Bb]ank|[Pp]eople|[Pp]olice|[Dd]istrict)\s+of"
    r"|\b(?:native|resident)\s+of|\b(?:boy|girl|m[ae]n|wom[ae]n|(?:fe)?male|juvenile|teen\w*|couple|family)\s+(?:from|of)|\b(?:[Hh]ospital|[Cc]enter)(?:,|\s+in)?|\b(?:wanted|warrant|born|lives?|lived|moved|grew\s+up)\b[^.;]{0,25})\s+$"
)


def says_where(named: CountyNamed | StateNamed) -> bool:
    """ "The Wayne County prosecutor" says whose office it is, not where it happened."""
    text = named.sentence.text
    if _AFTER.match(text, named.end):
        return False
    return _BEFORE.search(text, max(0, named.start - 60), named.start) is None
