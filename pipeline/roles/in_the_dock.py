"""Who was shot by police, where that is told of somebody without a name in court: the defendant.

"The man shot by a deputy in May pleaded guilty Monday. Abel Roe told a judge …": the story names
its man only as the one who is charged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.language.actors import PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.lexicon import given_genders
from pipeline.naming.described import gender_of
from pipeline.records import Where
from pipeline.roles import signs
from pipeline.roles.scene import Scene

_COURT = (
    r"(?:pleads?|pleaded|pled|(?:takes?|took|enter(?:s|ed)|reach(?:es|ed))\s+(?:a\s+)?plea|sentenced|arraigned|charged|indicted"
    r"|convicted|found\s+guilty|guilty|acquitted|gets\s+(?:[\w-]+\s+){1,3}?years|(?:appears?|appeared|appearance)\b[^.;]{0,30}\bcourt"
    r"|in\s+court|faces\s+(?:\w+\s+)?(?:charges?|counts?|trial)|(?:goes|went)\s+on\s+trial|jailed|bail|no\s+contest)"
)
#: "Burglar shot by deputy takes plea", "a man who was shot by an officer was sentenced".
_SHOT_AND_TRIED = Cued(
    rf"\b(?P<who>{PERSON})\b(?:(?!\b(?:and|said|says|told)\b)[^.;:“”\"]){{0,60}}?\b(?:shot|wounded|hit|struck|injured|paralyzed)\s+"
    rf"(?:[\w-]+\s+){{0,6}}?by\s+(?:[\w’'.-]+\s+){{0,6}}?{POLICE}\b[^.;:“”\"]{{0,160}}?\b{_COURT}\b",
    re.IGNORECASE,
)
#: After a name: what only a defendant does.
_DEFENDS = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?)?(?:,\s+[^,.;]{1,60})?,?\s+(?:who\s+)?(?:(?:is|was|has|had|been|also|then|now|formally|later|already|must|will|be)\s+)*"
    r"(?:charged|arraigned|indicted|convicted|sentenced|pleaded|pled|pleads|plead|(?:told|apologized\s+to)\s+(?:[A-Z][\w.]+\s+|the\s+|an?\s+){0,5}?(?:[Jj]udge|[Cc]ourt)"
    r"|(?:walked|shuffled|limped|wheeled)\s+into\s+(?:\w+\s+){0,3}?court|(?:appeared|stood|sat|appears)\s+(?:[\w-]+\s+){0,3}?(?:court|judge|dock)|faces\s+(?:[\w-]+\s+){0,4}?(?:charges?|counts?|years|trial)"
    r"|(?:entered|took|accepted)\s+(?:a|the|his|her)\s+plea|serve\b|held\s+(?:without|on|in)\b)"
)
#: What lawyers and witnesses do as well.
_TELLS = re.compile(r"\s(?:told|apologized)\b")
_LEDE = 2  # sentences of the text that say whom it is about


def defendants(scene: Scene, seen: Sequence[frozenset[str]], hit: Set[int]) -> frozenset[int]:
    """The bearer who is the one shot by police, as the only one in court; else nobody.

    Nor where one of those ``hit`` may be the one: a woman of that name is not "the man".
    """
    gender = _told(scene)
    if gender is None or any(_may_be(scene, n, gender) for n in hit):
        return frozenset()
    found = {
        (number, _TELLS.search(told.group()) is None)
        for place, named in enumerate(scene.named)
        for mention, number in named
        if scene.sentences[place].where is not Where.TITLE
        and (told := _DEFENDS.match(scene.sentences[place].text, mention.end))
        and scene.bearers[number].is_named
        and _may_be(scene, number, gender)
        and not signs.is_of_police(seen[number])
        and not signs.HOLDS_OFFICE & seen[number]
        and not signs.is_accused(seen[number])
        and scene.bearers[number] not in scene.on_trial
    }
    plain = {number for number, plainly in found if plainly} or {number for number, _ in found}
    return frozenset(plain) if len(plain) == 1 else frozenset()


def _may_be(scene: Scene, n: int, gender: str) -> bool:
    return given_genders.usual(scene.bearers[n].given) in (None, gender) or gender == _ANYBODY


_ANYBODY = "somebody"


def _told(scene: Scene) -> str | None:
    """The word for whom police shot, where the title or the lede has him in court."""
    lede = 0
    for sentence in scene.sentences:
        lede += sentence.where is not Where.TITLE
        if lede > _LEDE:
            return None
        if match := _SHOT_AND_TRIED.search(sentence.text):
            return gender_of(match["who"]) or _ANYBODY
    return None
