"""Who is named as caught in the shots that hit somebody else: by the same bullet, as kin beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.naming.mentions import Named
from pipeline.roles.scene import Scene
from pipeline.roles.victims import others_fired

_HIT = r"(?:hit|shot|struck|wounded|grazed|injured|killed)"
_AGE = r"(?:,?\s+\(?\d{1,3}\)?)?"
_ASIDE = r"(?:,\s+who\s+(?:was|had|sat|stood|lay|is)\b[^,.;]{1,60},|,\s+[^,.;]{1,60},|,)?"
_SAME = (
    r"by\s+(?:the|that)\s+same\s+(?:\w+\s+)?(?:bullets?|rounds?|shots?|slug|volley|gunfire|burst|barrage"
    r"|officers?|deput(?:y|ies)|troopers?)\b"
)
#: After the name: "Roe, who was hit by the same bullet".
_BY_THE_SAME = Cued(
    rf"{_AGE}{_ASIDE}\s+(?:who\s+)?(?:was|were|had\s+been)\s+(?:also\s+)?{_HIT}\s+(?:(?:in|on)\s+the\s+\w+\s+)?{_SAME}",
    re.IGNORECASE,
)
#: Before it: "the same bullet went on into Roe".
_THE_SAME_HIT = Cued(
    r"\b(?:the|that)\s+same\s+(?:bullet|round|shot|slug|volley)\s+(?:then\s+|also\s+)?(?:went\s+(?:on\s+)?(?:in)?to|hit|struck|wounded|grazed)\s+"
    r"(?:(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,3}[\w-]+,\s+)?$",
    re.IGNORECASE,
)
_KIN = (
    r"(?:wife|husband|girlfriend|boyfriend|fianc[ée]e?|son|daughter|mother|father|brother|sister|cousin|uncle|aunt|nephew|niece"
    r"|grandson|granddaughter|grandmother|grandfather|friend|passenger|roommate|partner|companion)"
)
#: "His wife, ROE": of whoever the sentence before tells to be hit.
_HIS_KIN = re.compile(rf"(?:^|[“\"])(?:His|Her)\s+(?:[\w-]+\s+){{0,2}}?{_KIN},\s+$")
_WOUND = re.compile(
    rf"{_AGE}{_ASIDE}\s+(?:was|had\s+been)\s+(?:also\s+)?{_HIT}\b(?!\s+by\s+(?:an?|the|his|her)\s+(?:car|vehicle|truck|man|woman|suspect|gunman)\b)"
    rf"|{_AGE}{_ASIDE}\s+(?:lost\s+(?:an?|the|his|her|two|three|part)\s+(?:\w+\s+){{0,4}}?(?:fingers?|thumb|hand|arm|leg|foot|toes?|eyes?|sight|ear|kidney|spleen)\b"
    r"|(?:needed|took|got)\s+(?:[\w-]+\s+){1,2}stitches|took\s+a\s+(?:bullet|round))"
)


def beside(scene: Scene, hit: Set[int]) -> frozenset[int]:
    """Who is told to be hit by the same shots as one ``hit``; nobody where others fired."""
    if not hit or others_fired(scene.gunfire):
        return frozenset()
    return frozenset(_told(scene, hit)) - hit


def _told(scene: Scene, hit: Set[int]) -> Iterator[int]:
    hit_in = [
        {n for n in hit if any(one.sentence == place for one in scene.bearers[n].mentions)}
        for place in range(len(scene.sentences))
    ]
    for number, bearer in enumerate(scene.bearers):
        if number not in hit and any(_is_caught(scene, one, hit_in) for one in bearer.mentions):
            yield number


def _is_caught(scene: Scene, mention: Named, hit_in: list[set[int]]) -> bool:
    place, text = mention.sentence, scene.sentences[mention.sentence].text
    told = (event for events in scene.gunfire[max(0, place - 1) : place + 1] for event in events)
    if any(event.hit and event.shooter is Actor.CIVILIAN for event in told):
        return False
    if _BY_THE_SAME.match(text, mention.end) or _THE_SAME_HIT.search(text, 0, mention.start):
        return True
    if place == 0 or not _HIS_KIN.search(text, 0, mention.start):
        return False
    near = scene.sentences[place].paragraph - scene.sentences[place - 1].paragraph <= 1
    return near and bool(hit_in[place - 1]) and _WOUND.match(text, mention.end) is not None
