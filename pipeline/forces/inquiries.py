"""What a sentence tells of an agency's look into a shooting: that it is made, or yet to be."""

from __future__ import annotations

import re

from pipeline.forces import reviews
from pipeline.forces.agency_parts import DECIDES, investigates_score, is_apart
from pipeline.language.cued import Cued
from pipeline.lexicon.agency_mentions import AgencyNamed

INQUIRES = Cued(
    r"\b(?:investigat|review|assist(?!ant)|work|help|inquir|prob(?:e|ing)\b)\w*", re.IGNORECASE
)


def part(named: AgencyNamed) -> float:
    """2.5 where it is said to look into it, 2 where that is told otherwise, 1 where it decides.

    What the sentence tells must be its own: "the bureau says the boy found the gun" is not.
    """
    if investigates_score(named) < 1.5 or is_apart(named):
        return 0.0
    text = named.sentence.text
    beside = f"{text[: named.start]}|{text[named.end :]}"  # not the Bureau of Investigation's name
    looks = reviews.LOOKS_INTO.search(beside) is not None
    inquires = looks or INQUIRES.search(beside) is not None
    told = (inquires and _is_its_own(named)) or (named.reviews and _has_found(named))
    if told and not (named.reviews and reviews.are_to_come(text)) and not _is_of_else(named):
        return 2.5 if looks else 2.0
    return 1.0 if DECIDES.search(beside) else 0.0  # a part, but not told here


def _is_its_own(named: AgencyNamed) -> bool:
    """Whether the inquiry stands beside the name, or is spoken of by the agency."""
    text = named.sentence.text
    front = max(0, named.start - _FRONT), named.start
    if is_under_way(named) or (_BY_IT.search(text, *front) and _LINKS.search(text, *front)):
        return True
    speaks = _SPEAKS.match(text, named.end) or _SPOKEN.search(text, 0, named.start)
    return speaks is not None and _AN_INQUIRY.search(text) is not None


_FRONT = 260


def is_under_way(named: AgencyNamed) -> bool:
    """ "The bureau is investigating", "the bureau and the sheriff will review", "its inquiry"."""
    text = named.sentence.text
    looks = (
        look.start()
        for look in _LOOK.finditer(text, named.end, named.end + _FAR)
        if not text.endswith(("of ", "that "), named.end, look.start())  # the Bureau of …
    )
    first = next(looks, None)
    if first is None or _ENDS.search(text, named.end, first):
        return False
    between = text[named.end : first]
    if len(between) <= _NEAR or _WHICH.match(between):
        return True
    words = between.replace(",", " ").split()
    return all(not word[0].islower() or word in _LISTED for word in words)


_FAR, _NEAR = 160, 45  # characters up to the word, over a list of other forces or not
_WHICH = re.compile(r",\s+(?:which|who|whose)\b")
_ENDS = re.compile(r"[.;:“”\"]\s")
_LISTED = frozenset(
    "and the of for as well along with an a office police deputies detectives state county city"
    " is are was were will be has have been also still now to both each all complete continue"
    " their".split()
)
_LOOK_WORD = (
    r"\b(?:investigat\w*|review\w*|inquir\w+|prob(?:e|es|ed|ing)|assist(?:s|ed|ing)?|help(?:s|ed|ing)?|look(?:s|ed|ing)?\s+(?:at|into)|lead(?:s|ing)?|led"
    r"|handl\w+|conduct\w*|in\s+charge\s+of|tak(?:e|es|ing|en)\s+over|took\s+over|activated|work(?:s|ed|ing)?|examin\w+|stud(?:y|ies|ied|ying))\b"
)
_LOOK = re.compile(_LOOK_WORD, re.IGNORECASE)
#: "Is being investigated by", "asked the", "the inquiry of", "with help from".
_BY_IT = re.compile(
    rf"(?:{_LOOK_WORD}|\b(?:investigators?|findings|report|referred|request\w*|asked|handed|turned\s+over|notified|called|cleared)\b)"
    r"[^.;]{0,240}$",
    re.IGNORECASE,
)
#: What links it to the agency that is named right behind.
_LINKS = re.compile(
    r"(?:\b(?:by|from|of|with|to|include\w*|involv\w+|asked|in|request\w*|and|between|under|called|notified|also|the|its|their|state|an?)|[,—–:(])\s*(?-i:(?:[A-Z][\w.'’-]*\s+){0,2})$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:['’]s)?[^.;:“”\"]{0,40}?\b(?:says?|said|told|tells|spokes\w+|announced|confirm\w*|agents?|detectives?)\b"
)
_SPOKEN = re.compile(r"\b(?:says?|said|according\s+to|told)\s+(?:[\w.’'-]+,?\s+){0,6}$")
_AN_INQUIRY = re.compile(
    r"\b(?:under|the|an?|their|its|this|ongoing|until|active)\s+(?:[\w-]+\s+){0,2}(?:investigation|review|inquiry)\b(?!\s+(?:unit|division|bureau))"
    r"|\b(?:investigat|review)(?:e|es|ed|ing)\b"
)


def _has_found(named: AgencyNamed) -> bool:
    """Whether it told what came of it: of the shot, or in a verb of its own."""
    text = named.sentence.text
    return reviews.have_cleared(text) or _FINDS.match(text, named.end) is not None


_FINDS = re.compile(
    r"(?:['’]s?)?(?:\s+(?!says?\b|said\b)[\w.’'-]+|,[^,.;]{1,40},){0,4}?\s+(?:has\s+|have\s+|had\s+)?(?:found|finds|concluded|determined|decided|ruled|rules)\b",
    re.IGNORECASE,
)


def _is_of_else(named: AgencyNamed) -> bool:
    """ "Assist with an investigation of the threats", "is wanted by the bureau"."""
    text = named.sentence.text
    wanted = _WANTED.search(text, 0, named.start) is not None
    return wanted or _OF_ELSE.search(text, named.end) is not None


_WANTED = Cued(r"\bwanted\s+(?:by|for)\b")


_OF_ELSE = Cued(
    r"\b(?:investigat\w*|assist\w*|prob(?:e|ing)|look\w*\s+into)\s+(?:(?:in|with|of|into|an?|the|any|possible|investigations?|reports|claims|allegations)\s+){0,6}"
    r"(?:traffic|threats?|drugs?|narcotics|burglar\w*|thefts?|fraud|complaints?)\b",
    re.IGNORECASE,
)


def is_to_come(named: AgencyNamed) -> bool:
    """ "The case will be reviewed by", "its findings go to", "is prepared to assist", "may"."""
    text = named.sentence.text
    if _OFFERS.match(text, named.end) or _TO_COME.search(text, 0, named.start):
        return True
    handed = _HANDED.search(text, 0, named.start) is not None
    return handed and _WHICH_LOOKS.match(text, named.end) is None


_OFFERS = re.compile(
    r"\s+(?:(?:is|are|stands?|has|have|was|were)\s+(?:prepared|ready|offered|available|standing\s+by)\s+to\b"
    r"|(?:may|might|could)\s)"
)
_TO_COME = Cued(
    r"\b(?:will\s+be\s+(?:reviewed|forwarded|sent|turned\s+over|presented)\s+(?:by|to)"
    r"|(?:forward|submit|present)\w*\s+(?:[\w’'-]+\s+){0,4}?to)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
#: "Its findings go to", "turn over the report to".
_HANDED = Cued(
    r"\b(?:findings?|reports?|files?|results?|evidence)\b[^.;]{0,40}?\b(?:go(?:es)?|going|given|sent|submitted|presented|forwarded|turned\s+over|handed|passed|provided|delivered)"
    r"\b[^.;]{0,40}?\bto\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}$"
    r"|\b(?:give|send|submit|present|forward|turn\s+over|hand|pass|provide|deliver)\b[^.;]{0,40}?\b(?:findings?|reports?|files?|results?|evidence)\s+(?:over\s+)?to\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
_WHICH_LOOKS = re.compile(
    r",?\s+(?:which|who|whose\s+\w+)\s+(?:is|are|has|have)\s+(?:\w+\s+)?(?:review|investigat|look|decid|found|rul|clear|declin)\w*"
)
