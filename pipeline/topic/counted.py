"""Stories that count shootings by police and are on none: reviews, audits, statistics.

"An audit of nine officer-involved shootings", "the attorney general has reviewed 48 cases since
2010 in which officers shot someone": the cases told further down are examples of the sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.cued import Cued
from pipeline.records import Sentence

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})*|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens\s+of"
    r"|hundreds\s+of|scores\s+of)"
)
#: "48 cases", "nine officer-involved shootings", "shot 44 people", "37 shootings".
_COUNT = (
    rf"(?:\b{_NUMBER}\s+(?:(?!days?\b|weeks?\b|months?\b|years?\b|minutes?\b|hours?\b|times\b)[\w-]+\s+){{0,3}}?"
    r"(?:cases|shootings|killings|incidents|deaths|officers\s+who\s+shot)"
    rf"|\b(?:shot|killed|wounded)\s+(?:at\s+least\s+|about\s+|nearly\s+|more\s+than\s+)?{_NUMBER}\s+(?:people|persons|men|civilians)"
    rf"|\b{_NUMBER}\s+(?:people|persons|men|civilians)\s+(?:have\s+been|were|had\s+been)\s+(?:fatally\s+|shot\s+and\s+)?(?:shot|killed|wounded))\b"
)
_SPAN = (
    r"(?:\bsince\s+(?:(?:the\s+(?:start|beginning|end)\s+of\s+|early\s+|late\s+|mid-)?(?:19|20)\d\d|(?:he|she|they)\s+took\s+office)|\b(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+"
    r"(?:\w+\s+)?(?:years|months|decade)|\blast\s+year\b|\bbetween\s+(?:19|20)\d\d\s+and\b|\bfrom\s+(?:19|20)\d\d\s+(?:to|through)\b|\bin\s+\w+\s+(?:years|months)\b)"
)
_STUDY = (
    r"(?:\baudit(?:s|ors?)?\b|\breview\s+of\b|\breviewed\b|"
    r"\bstudy\b|\bdatabase\b|\banalysis\b|\brecords\s+show\b|\bannual\s+report\b)"
)
_SUM = Cued(
    rf"{_COUNT}[^.]*?(?:{_SPAN}|{_STUDY})|(?:{_SPAN}|{_STUDY})[^.]*?{_COUNT}", re.IGNORECASE
)
#: A day of this week: the story has a case of its own.
_NEWS = Cued(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:last\s+night|this\s+(?:morning|week)|yesterday)\b"
)
#: A title on such cases as a kind, and how far down the sum may then stand.
_OF_KIND = Cued(
    r"\b(?:reviews|probes|inquiries|investigations|audits?|study|database)\b.*\bshootings\b"
    r"|\bshootings?\s+(?:probes|reviews|inquiries|investigations|audits?|study|database)\b",
    re.IGNORECASE,
)
_FAR = 12  # sentences


def is_told(sentences: Sequence[Sentence], by_police: Sequence[int], single: Sequence[int]) -> bool:
    """Whether the opening counts shootings before any one of them is told.

    ``by_police``: the places of sentences that tell of police gunfire; ``single``: those of them
    with one person who was hit. A later one with a day of this week is a case of its own.
    """
    opening = [at for at, one in enumerate(sentences) if one.paragraph < 0][:1]
    body = [at for at, one in enumerate(sentences) if one.paragraph >= 0][:1]
    if any(_OF_KIND.search(one.text) for one in sentences if one.paragraph < 0):
        body = [at for at, one in enumerate(sentences) if one.paragraph >= 0][:_FAR]
    counts = [at for at in (*opening, *body) if _SUM.search(sentences[at].text)]
    if not counts or any(at < counts[0] for at in single):
        return False
    of_itself = set(counts) - set(single)  # "… in which officers shot somebody" tells of one, too
    return not any(_NEWS.search(sentences[at].text) for at in by_police if at not in of_itself)
