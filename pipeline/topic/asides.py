"""A shooting by police told in passing, in a story on something else.

"The council named a new chief. He replaces Ann Roe, under whom an officer shot a man in 2019": the
story is on the chief. What its title and its first sentence are about says so, and that the
shooting is told in one place only, as of another time, of somebody the story does not come back to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.calendar import MONTHS
from pipeline.language.cued import Cued
from pipeline.records import Sentence

#: What a story is on that is on no shooting: the business of a town, an office, a life, a feast.
_SUBJECT = Cued(
    r"\b(?:council(?:wo)?m?[ae]?n?|commission(?:ers?)?|aldermen|selectmen|supervisors|legislat\w+|senate|lawmakers?|representatives"
    r"|bills?|ordinances?|budgets?|levy|tax(?:es)?|bonds?\s+issue|polic(?:y|ies)|grants?|contracts?|forum|debates?|candidates?"
    r"|elections?|primary|voters|ballot|buy-?backs?|appoint\w*|new\s+(?:[\w.]+\s+){0,2}(?:chief|sheriff)|next\s+(?:police\s+)?chief"
    r"|(?:police\s+)?chief(?:['’]s)?\s+(?:job|post|search|finalists?)|named\s+(?:\w+\s+){0,2}chief|sworn\s+in|hir(?:es|ed|ing)|retir(?:es|ing|ement)|steps\s+down"
    r"|successor|award(?:s|ed)?|medals?|honor(?:s|ed|ing)|plaque|scholarships?|museum|exhibit\w*|church|congregation"
    r"|diplomas?|degrees|commencement|graduat\w+|festival|parade|fundraiser|concert|immigration\s+raids?|drones?|academy"
    r"|recruits|headquarters|marker|monument|historical|memoir|newspaper|season|coach\w*|hospital\s+wing|library"
    r"|quarterback|lineman|marathon|lottery|jackpot|scratch\s+ticket|storms?|flood\w*|tornado\w*|outages?|renam\w+|school\s+board"
    r"|diner|restaurant|bakery|cafe|zoning|sewer|roundabout|potholes|zoo|choir|hall\s+of\s+fame|crisis\s+(?:teams?|training)|town\s+hall|census|population)\b",
    re.IGNORECASE,
)
#: A case of somebody shot is the subject, or what came of one.
_CASE = Cued(
    r"\b(?:slain|kill(?:s|ed|ings?)|shot|dead|deadly|fatal\w*|(?<!any\s)deaths?|died|wounded|gunfire|gunned|(?:law)?suits?|sue[sd]?|suing|settle\w*"
    r"|verdicts?|trials?|jur(?:y|ors?)|charged|indict\w*|acquit\w*|convict\w*|sentenced|plead\w*|inquest|coroner|autopsy|vigil|mourn\w*"
    r"|funeral|parents\s+of|family\s+of|mother\s+of|father\s+of|estate\s+of|(?:agree[sd]?\s+to|will|to|must)\s+pay|pays|payouts?|million\s+(?:to|for|in)|justice\s+for|shootings?\s+of|shooting\s+(?:by|in|that|involv\w+)|(?<!all\s)(?<!all\spolice\s)(?<!the\s)shootings\s+(?:by|in|that|involv\w+)|(?:police|fatal|officer[\s-]involved)\s+shooting(?!s)|footage|widow)\b",
    re.IGNORECASE,
)
#: Of another time or place than the news: "in 2019", "last fall", "in a neighboring county".
_ANOTHER_TIME = Cued(
    rf"\b(?:in|since|of|from)\s+(?:[a-z]+\s+)?(?:(?:{MONTHS}|(?:19|20)\d\d)\b)"
    rf"|\blast\s+(?:year|spring|summer|fall|winter|{MONTHS})\b"
    r"|\b(?:years?|months?|decades?)\s+(?:ago|earlier|before)\b|\b(?:that|a\s+\w+)\s+(?:year|May|spring|summer|fall|winter)\b|\bat\s+the\s+time\b"
    r"|\bwhen\s+[\w’'-]+\s+was\s+(?:in\b|an?\b|\d|young)"
    r"|\b(?:neighboring|another\s+(?:state|city|county|town))\b|\b(?:19|20)\d\d\s+(?:shooting|killing|death)\b",
    re.IGNORECASE,
)
_PLACES = 2  # paragraphs in which the shooting is told, one after the other
_AGAIN = 2  # other sentences that may name whoever was shot
_CAPITAL = re.compile(r"[A-Z][\w’'-]{2,}")


def in_passing(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]], at: Sequence[int]
) -> Sequence[int]:
    """Of the sentences ``at`` which police are told to hit somebody, those of no story on it.

    They are all or none.
    """
    if not at or at[0] < _opening(sentences):
        return ()
    first, last = sentences[at[0]].paragraph, sentences[at[-1]].paragraph
    if last - first >= _PLACES or not _is_on_something_else(sentences):
        return ()
    told = [sentences[n].text for n in range(at[0] - 1, at[-1] + 1)]
    if not any(map(_ANOTHER_TIME.search, told)) or _comes_back(sentences, heard, at):
        return ()
    return at


def _opening(sentences: Sequence[Sentence]) -> int:
    """How many sentences the title and the first of the text are."""
    return sum(one.paragraph < 0 for one in sentences) + 1


def _is_on_something_else(sentences: Sequence[Sentence]) -> bool:
    opening = [one.text for one in sentences[: _opening(sentences)]]
    return any(map(_SUBJECT.search, opening)) and not any(map(_CASE.search, opening))


def _comes_back(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]], at: Sequence[int]
) -> bool:
    """Whether somebody who was hit is named again and again."""
    names = {
        name
        for n in at
        for event in heard[n]
        if event.by_police and event.target_at
        for name in _CAPITAL.findall(sentences[n].text[slice(*event.target_at)])
    }
    others = [one.text for n, one in enumerate(sentences) if n not in at]
    return any(sum(name in text for text in others) > _AGAIN for name in names)
