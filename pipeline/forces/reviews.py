"""What a sentence tells of a prosecutor's or jury's look at a shot: under way, done or to come."""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER
from pipeline.roles.defendants import Side, side

#: Somebody looks into it, in so many words.
LOOKS_INTO = re.compile(
    r"\b(?:investigat(?:e|es|ed|ing|ion)|review(?:s|ed|ing)?|inquir(?:y|ies|es|ing)|prob(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
#: What a prosecutor or jury has found of the shot itself.
_CLEARED = re.compile(
    r"\b(?:justif\w+|clear(?:ed|s|ing)|findings|lawful\w*|declin\w+|exonerat\w+|no[\s-]bill\w*|not\s+guilty|liab\w+"
    r"|(?:will|would)\s+not|won['’]t|no\s+(?:criminal\s+)?charges|broke\s+no\s+laws?|fault|no\s+crime|not\s+(?:be\s+)?(?:charged|prosecuted))\b",
    re.IGNORECASE,
)
_ACCUSES = re.compile(r"\b(?:charg(?:e[ds]?|es|ing)|indict(?:ed|s|ments?)?)\b", re.IGNORECASE)


def have_cleared(text: str) -> bool:
    """Whether it is told what came of a review: of officers, not of a suspect's charge."""
    if _CLEARED.search(text):
        return True
    accuses = _ACCUSES.search(text)
    if accuses is None or _PLEADS.search(text):
        return False
    whom = side(text, *accuses.span(), frozenset(), frozenset(), "")
    return whom is Side.OFFICER and _ON_POLICE.search(text) is None


#: A plea is told of by whoever prosecutes, and need not be an officer's.
_PLEADS = re.compile(r"\bplead(?:s|ed|ing)?\b|\bpled\b", re.IGNORECASE)
_ON_POLICE = re.compile(
    rf"\b(?:assault\w*|attack\w*|shooting|firing|kill\w*)\s+(?:at\s+|on\s+)?(?:\w+\s+){{0,3}}{ANY_OFFICER}\b"
)
#: A decision that is still to come, or a file still to be sent.
_TO_DECIDE = re.compile(
    r"\b(?:will|would|to|must|can|could|may)\s+(?:\w+\s+)?(?:decide|determine|rule|be\s+(?:sent|given|forwarded|turned|handed|submitted|presented)|go\s+to|receive|weigh)\b"
    r"|\bhas\s+the\s+last\s+word\b|\bdecision\b[^.;]{0,60}?\b(?:expected|would\s+come|will\s+come|weeks|months|due|pending)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:is|are|was|were|been)\s+(?:also\s+|still\s+|now\s+)?(?:investigat|review|look)ing|(?:will|to)\s+(?:also\s+)?(?:investigate|review)|look(?:s|ing)?\s+into)\b"
)


def are_to_come(text: str) -> bool:
    """Whether a decision is still to come, and nobody is told to look into it now."""
    return _TO_DECIDE.search(text) is not None and _NOW.search(text) is None
