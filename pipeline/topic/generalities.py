"""Police gunfire that nobody says has happened: wished for, feared, ruled on or told in general.

"He wanted to be shot by police", "residents are likelier to be shot by officers", "a bill that
would bar officers from shooting at cars" and "cops who shoot people" have the words of a shooting
and tell of none. Each question is asked of one telling and of what stands right before it.
"""

from __future__ import annotations

import re

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import ANY_OFFICER, POLICE
from pipeline.language.cued import Cued

#: "Afraid of being", "likelier to be", "asked a deputy to": what is wished or feared follows.
_WISHED = re.compile(
    r"\b(?:want|wish|hop(?:e|ed|ing)\b|ask|begg|plead|lik(?:ely|elier|elihood)\b|afraid|fear|scared|worri|risk|chance|odds|expect|threaten"
    r"|provok|dar(?:ed|ing)\b|taunt|urg|invit|goad|try|trie|willing|ready|prefer|deserv|unlikely|prob)\w*\s+"
    r"(?:(?!(?:before|after|when|and|then|while|without|was|were|who|which|but)\b)[\w’'-]+\s+){0,7}?"
    r"(?:to\s+(?:be\s+|get\s+)?|(?:of\s+)?(?:being|getting)\s+)(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
#: "Officers may no longer", "could be": not "may have been", which tells of what happened.
_MAY = re.compile(
    r"(?:\b(?:may|might|can|cannot|can['’]t|could|should|must|shall)|(?:\b(?:would|will)|['’](?:d|ll))\s+(?:not\s+)?have\s+to)\s+"
    r"(?:(?:not|never|ever|only|also|no\s+longer|legally|lawfully|then|still)\s+)*(?:be\s+|get\s+)?$",
    re.IGNORECASE,
)
#: "Threatened to make police" kill him, "police didn't" shoot anybody.
_MADE_TO = re.compile(
    rf"\b(?:(?:make|let)\s+(?:the\s+|an?\s+)?(?:{POLICE}|them)|(?:force|get|goad|provok\w*|want\w*|ask\w*|begg\w*|dar(?:e|ed|ing)|tell|told)"
    rf"\s+(?:the\s+|an?\s+)?(?:{POLICE}|them)\s+to)\s+$"
    r"|\b(?:did\s+not|didn['’]t|have\s+not|had\s+not|has\s+not|hadn['’]t|hasn['’]t|never)\s+(?:actually\s+|ever\s+)?$",
    re.IGNORECASE,
)
#: "A post shared 11,000 times claims that police" shot somebody.
_RUMOURED = Cued(
    r"\b(?:posts?|rumou?rs?|tweets?|memes?|hoax\w*)\b[^.;]{0,60}?\b(?:claim\w*|say(?:s|ing)|said|alleg\w+|suggest\w*|that|falsely)\b",
    re.IGNORECASE,
)
#: "We could have had a" police shooting, "to prevent a", "instead of a".
_AVERTED = re.compile(
    r"\b(?:(?:could|might|would|may)(?:\s+(?:easily|well|just))*\s+(?:have|be(?:come)?|turn\w*|end\w*)\b[^.;,]{0,25}?"
    r"|(?:avoid|prevent|avert|forestall)\w*|instead\s+of|rather\s+than|short\s+of|(?:not|never)\s+(?:become|been|be))"
    r"\s+(?:an?|another|the\s+next|any)\s+(?:(?:fatal|deadly|possible|potential)\s+)?$",
    re.IGNORECASE,
)
#: "Any fatal", "every investigation of a": such gunfire as there may be.
_SUCH = Cued(
    r"\b(?:any|every|each|all|such|most|whenever|every\s*time|each\s+time|any\s*time|how\s+to)\s+"
    r"(?:(?!(?:one|body|thing|who|was|were|had|has)\b)[\w’'-]+\s+){0,5}?"
    r"(?:shootings?|deaths?|killings?|shoots?|kills?|fires?|shot|killed)\b",
    re.IGNORECASE,
)
#: "If officers", "cases in which police", "officers who shoot people".
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whenever|(?:cases|instances|incidents|situations|times)\s+(?:in\s+which|when|where))\s+"
    r"(?!(?:he|she|they)\b)(?:[\w’'-]+\s+){1,5}?$",
    re.IGNORECASE,
)
_RULE = (
    r"(?:bills?|laws?|statutes?|polic(?:y|ies)|rules?|ordinances?|measures?|proposals?|amendments?"
    r"|legislation|guidelines?|resolutions?|executive\s+orders?|standards?)"
)
#: "A bill that would", "under a policy that bars": what follows is ruled on.
_RULED = Cued(
    rf"\b{_RULE}\b[^.;]{{0,60}}?\b(?:would|requir\w+|bars?|barring|bans?|banning|allow\w*|lets?|forbid\w*|prohibit\w*|limit\w*"
    rf"|restrict\w*|permit\w*|call\w*\s+for|govern\w*|cover\w*|spells?\s+out|on\s+(?:when|how))\b"
    r"|\b(?:limits|curbs|restrictions|rules|ban)\s+on\b",
    re.IGNORECASE,
)
_MANY = (
    r"(?:people|persons|individuals|civilians|citizens|residents|americans|men|women|suspects|others|humans"
    r"|someone|somebody|anyone|anybody|patients|veterans|teens|youths|minorities)"
)
#: "People", "Black residents", "fewer men": nobody counted and nobody known.
_ANYBODY = re.compile(rf"{_MANY}\Z", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:the|these|those|both|his|her|their|its|our|my|several|some|other|another|least|than|about|nearly"
    r"|two|three|four|five|six|seven|eight|nine|[1-9])\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: "Fewer people", "1,100 people", "one in four people": a sum, or a share of it.
_SUM = re.compile(
    r"\b(?:fewer|more|most|many|how\s+many|number\s+of|\d{2,}|[\d,]{4,}|hundreds\s+of|thousands\s+of|dozens\s+of"
    r"|(?:one|two|three|half|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?\w+)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
#: "Police shooting" statistics: a word for what deals with such.
_COMPOUND = re.compile(
    r"\s+(?:investigators?|polic(?:y|ies)|statistics|data(?:base)?|ranges?|simulat\w+|laws?|bills?|reforms?|experts?"
    r"|protocols?|procedures?|training|drills?|victims['’]?\s+(?:fund|group))\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:an?|someone|somebody|anyone|people)\b[^.;,]{0,40}\bgets?\s+$", re.IGNORECASE
)
#: "Of the 12 times" officers shot at someone.
_TIMES = re.compile(
    r"\b(?:of\s+the|how\s+many|number\s+of)\s+(?:[\w-]+\s+)?times\s+(?:that\s+|when\s+)?(?:[\w’'-]+\s+){1,3}$",
    re.IGNORECASE,
)
_NEAR = 90  # characters before a telling in which what governs it stands
_SHOOT = re.compile(r"(?:shoot|kill|fire)s?\Z", re.IGNORECASE)
_WHO = re.compile(rf"\b(?:an?|any|{POLICE})\s+(?:{ANY_OFFICER}\s+)?(?:who|that)\s+$", re.IGNORECASE)


def is_told(text: str, event: Gunfire) -> bool:
    """Whether a sentence tells this gunfire of police as no deed of a day.

    >>> from pipeline.gunfire.cues import gunfire
    >>> wish, deed = "He wanted to be shot by police.", "He was shot by police."
    >>> is_told(wish, gunfire(wish)[0]), is_told(deed, gunfire(deed)[0])
    (True, False)
    """
    before = text[max(0, event.start - _NEAR) : event.start]
    if event.kind not in ("verb", "killed", "answered"):
        return _is_noun_of_none(text, before, event)
    if any(asked.search(before) for asked in (_WISHED, _MAY, _GETS, _MADE_TO)):
        return True
    if _RUMOURED.search(text, 0, event.start):
        return True
    if _EACH.match(text) and text[slice(*(event.target_at or (0, 0)))].lower() in _ONE:
        return True
    if _SUPPOSED.search(before) or _TIMES.search(before) or _is_ruled_on(text, event):
        return True
    if _WHO.search(before) and _SHOOT.match(text[event.start : event.end]):
        return True
    return _is_of_anybody(text, event)


def _is_noun_of_none(text: str, before: str, event: Gunfire) -> bool:
    if event.kind not in ("noun", "involved"):
        return False
    if _AVERTED.search(before) or _is_ruled_on(text, event):
        return True
    if event.kind == "involved":  # "on leave, as in any officer-involved shooting" there was one
        return False
    if _COMPOUND.match(text, event.end):
        return True
    return any(match.end() > event.start for match in _SUCH.finditer(text, 0, event.end))


def _is_ruled_on(text: str, event: Gunfire) -> bool:
    """Ruled on, and of nobody who is named."""
    at = event.target_at
    if at is not None and text[at[0] : at[0] + 1].isupper() and at[0] > 0:
        return False
    return _RULED.search(text, 0, event.start) is not None


def _is_of_anybody(text: str, event: Gunfire) -> bool:
    """ "Cops who shot people", "people shot by police": any such people, or a sum of them."""
    if event.target_at is None:
        return False
    start, end = event.target_at
    if not _ANYBODY.match(text[start:end]):
        return False
    since = event.end if event.end <= start else 0
    before = text[max(since, start - 40) : start]
    if _SUM.search(before):
        return True
    return text[start:end].lower() not in _ONE and not _COUNTED.search(before)


_EACH = re.compile(r"(?:Each|Every\s+one|All)\b", re.IGNORECASE)
_ONE = frozenset(("someone", "somebody"))
