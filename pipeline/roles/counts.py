"""How many police are said to have hit: "killed X and wounded Y", "the couple", "both men"."""

from __future__ import annotations

import re

from pipeline.language.actors import OFFICERS
from pipeline.language.cued import Cued
from pipeline.roles import victims
from pipeline.roles.scene import Scene

_PERSON = (
    r"(?:man|woman|girl|boy|teen\w*|girlfriend|boyfriend|wife|husband|fianc[ée]e?|passenger|bystander|passer-?by|neighbou?r"
    r"|clerk|hostage|customer|pedestrian|child|toddler|brother|sister|son|daughter|mother|father|cousin|friend"
    r"|companion|other|others|another|second)"
)
#: "Two days after", "shot two times", "two of the bullets": no count of people.
_OF_PEOPLE = (
    r"(?!\s+(?:(?:more|other|of\s+(?:the|those|his|her))\s+)?(?:\w+\s+)?(?:seconds|minutes|hours|days|nights|weeks|months|years|times|shots"
    r"|rounds|bullets|blocks|miles|feet|doors|members|cars|vehicles|toes|fingers)\b)"
)
#: "Two men were shot", "killing three people".
_MANY = Cued(
    # "two men were shot", "killed three people"
    rf"\b(?:couple|two|three|four|both|pair)\b{_OF_PEOPLE}[^.;]{{0,40}}?\b(?:shot|killed|wounded|dead|hit|struck|injured|die)\b"
    rf"|\b(?:shot|shoots?|killed|kills?|wounded|killing|shooting|wounding|hit|struck)\s+(?:and\s+\w+\s+)?(?:dead\s+)?(?:two|three|four|both|(?:a\s+)?couple|a\s+pair)\b{_OF_PEOPLE}"
    # "killed a man and wounded a woman", "one dead, another person hurt"
    rf"|\b(?:kill\w*|dead|shot(?!\s+and\s+\w+ed\b))\b[^.;]{{0,50}}?\b(?:wound\w*|injur\w*|kill\w*|hurt)\s+(?:an?(?:other)?\s+|his\s+|her\s+)?(?:[\w-]+\s+)?{_PERSON}\b"
    rf"|\b(?:kill\w*|dead|shot|wound\w*)\b,?\s+(?:and\s+)?(?:[\w'’-]+\s+){{0,2}}?{_PERSON}\s+(?:is\s+|was\s+)?(?:wounded|hurt|injured|killed|dead)\b"
    # "shot a man and a woman", "was also hit"
    rf"|\b(?:shot|hit|struck|wounded)\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+)?{_PERSON}(?:,?\s+(?:too|also|as\s+well)\b|,?\s+and,?\s+(?:by\s+accident,?\s+|also\s+)?(?:an?|the|his|her)\s+(?:[\w-]+\s+)?{_PERSON}\b)"
    r"|\b(?:was|were)\s+(?:also\s+(?:shot|hit|struck|wounded)|(?:shot|hit|struck|wounded),?\s+(?:too|as\s+well))\b"
    # "a man and his wife … were shot"
    r"|\ban?\s+(?:[\w-]+\s+){0,2}(?:man|woman)\s+and\s+(?:an?|his|her)\s+[^.;]{0,40}?\b(?:were|are)\b[^.;]{0,15}?\b(?:shot|killed|wounded|hit|struck|injured)\b",
    re.IGNORECASE,
)
_OFFICERS_HIT = re.compile(
    rf"\b(?:two|three|four|both)\s+(?:[\w-]+\s+){{0,3}}{OFFICERS}\b", re.IGNORECASE
)


#: "A father of two": no count of those hit.
_OF = re.compile(
    r"\b(?:father|mother|dad|mom|parent|grandfather|grandmother)\s+of\s+$", re.IGNORECASE
)


def tells_of_many(text: str) -> bool:
    """Whether a sentence on gunfire says that two or more people, not officers, were hit at once.

    >>> tells_of_many("An officer killed a man and wounded a passerby")
    True
    >>> tells_of_many("Two officers were shot")
    False
    >>> tells_of_many("Two days after a father of two was shot")
    False
    >>> tells_of_many("An officer killed a driver and wounded his passenger two years ago")
    True
    >>> tells_of_many("Police killed two men in three months")
    False
    """
    found = (
        match
        for match in _MANY.finditer(text)
        if not _OFFICERS_HIT.search(match.group()) and not _OF.search(text, 0, match.start())
    )
    return next(found, None) is not None and not victims.NOT_AT_ONCE.search(text)


def police_hit_many(scene: Scene) -> bool:
    """Whether police are said to have hit two or more, by a number or one after the other."""
    return any(
        any(event.by_police for event in events) and tells_of_many(sentence.text)
        for sentence, events in zip(scene.sentences, scene.gunfire, strict=True)
    ) or bool(scene.several_hit)
