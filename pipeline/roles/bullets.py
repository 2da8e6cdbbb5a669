"""Whom single bullets of police are told to have hit: "one went through him and struck Ann Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.word_classes import Actor

if TYPE_CHECKING:
    from pipeline.roles.roles import Scene

_KINDS = r"(?:bullets?|rounds?|shots?|slugs?|fragments?|ricochets?)"
_NTH = r"(?:first|second|third|fourth|fifth|last|final|other|same|single|stray|errant|fatal)"
_HIT = (
    r"(?:hit|struck|wounded|killed|grazed|clipped|nicked|caught|injured|creased|cut|pierced|entered"
    r"|shattered|broke|(?:hitt|strik|wound|kill|graz|injur)ing)"
)
_PART = (
    r"(?:head|face|eye|ear|cheek|jaw|neck|throat|shoulder|arm|forearm|elbow|wrist|hand|chest|lung|stomach|abdomen|side|spine|back"
    r"|hip|thigh|leg|knee|calf|shin|foot|ankle|scalp|skull|pelvis|collarbone|ribs?|groin)s?"
)
#: What is left of "one", "another", "the second" where no bullet is named: it goes or hits.
_GOES = (
    rf"(?=,\s|\s+(?:(?:had|also|then|apparently|first)\s+)*(?:of\s+(?:them|which|those)|went|passed|came|that|from|ricocheted"
    rf"|exited|travell?ed|tore|missed|flew|{_HIT}))"
)
_OF_THEM = rf"(?:\s+of\s+(?:the|his|her|their|{POLICE}['’]s?)\s+(?:[\w-]+\s+){{0,2}}{_KINDS})?"
#: Where a clause begins whose subject is a bullet, or one of those just fired.
BULLET = (
    r"(?:^|(?<=[;:,—“”\"]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bwhile\s))(?:"
    rf"(?:(?:an?|the|one|another|that|two|three|his|her|their)\s+)(?:{_NTH}\s+)?{_KINDS}\b{_OF_THEM}|(?:bullets|rounds|shots|fragments)\s+(?:that|from)\b"
    rf"|(?:one|two|three|another|the\s+(?:first|second|third|last|other)|an?\s+(?:second|third|fourth))"
    rf"(?:\s+of\s+(?:the|his|her|their|{POLICE}['’]s?)\s+(?:[\w-]+\s+){{0,2}}{_KINDS}\b|{_GOES}))"
)
#: From there to who was hit.
WAY = (
    rf"(?:(?!\b(?:who|when|because|says?|said|told|suspect['’]s|gunman['’]s|(?:his|her)\s+own|by\s+(?!{POLICE}))\b)[^.;:]){{0,90}}?"
    rf"\b(?:{_HIT}|into|lodged\s+in|(?:tore|went|passed)\s+through)"
)
#: "The shoulder of": between that and who it is.
PART_OF = rf"\s+(?:(?:the|an?)\s+(?:[\w-]+\s+)?{_PART}\s+of\s+)?"
_NOT_OF_THEM = (
    r"(?!(?:behind|of|near|above|beside|at|in|on|to|with|and|over|by|from|where|whose|that)\b)"
)
_WHOSE = (
    rf"(?:(?:his|her|their|the|an?)\s+(?:{_NOT_OF_THEM}[\w-]+\s+){{0,3}}{_NOT_OF_THEM}[\w-]+,?\s+)?"
    r"(?:\d{1,2}-year-old\s+)?"
)
_TO = re.compile(rf"{BULLET}{WAY}{PART_OF}{_WHOSE}$", re.IGNORECASE)
_NAMED_BULLET = re.compile(rf"\b{_KINDS}\b|\btimes\b|\bfir(?:ed|es|ing)\b", re.IGNORECASE)
_OWN_PART = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{_PART}\b", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?\b|['’](?=\s)")
_NEAR = 3


def hit(scene: Scene) -> Iterator[int]:
    """The bearers whom a bullet is told to have hit right after police fired, officers too."""
    for place, named in enumerate(scene.named):
        if not named or not is_of_police(scene.gunfire, place):
            continue
        text = scene.sentences[place].text
        fired = " ".join(one.text for one in scene.sentences[max(0, place - 1) : place + 1])
        if _NAMED_BULLET.search(fired) is None:
            continue
        for mention, number in named:
            start = scene.tokens[place][mention.title_start].start
            owns = _OWNS.match(text, mention.end) and not _OWN_PART.match(text, mention.end)
            if not owns and _TO.search(text, 0, start):
                yield number


def only_police_fired(scene: Scene) -> bool:
    """Whether nobody else is told to have fired: an officer hit was hit by a colleague."""
    return not any(
        event.kind == "exchange" or _is_of_another(event) or _OTHERS_FIRE.search(sentence.text)
        for sentence, events in zip(scene.sentences, scene.gunfire, strict=True)
        for event in events
    )


_OTHERS_FIRE = re.compile(
    r"\b(?:shoot-?outs?|gun\s?(?:battle|fight)s?|exchang\w+|return(?:ed|ing)\s+fire|(?:fired|shot|shoot\w*|firing)\s+(?:back|first)"
    rf"|(?:fired|shot|firing|shooting)\s+(?:\w+\s+)?(?:at|on|toward)\s+(?:\w+\s+){{0,2}}{POLICE}|(?:he|she|suspect|gunman|man)\s+(?:had\s+)?(?:opened|fired|shot))\b",
    re.IGNORECASE,
)


def is_of_police(gunfire: Sequence[Sequence[Gunfire]], place: int) -> bool:
    """Whether those who last fired, up to a sentence, are police and nobody else."""
    for events in reversed(gunfire[max(0, place - _NEAR) : place + 1]):
        if any(map(_is_of_another, events)):
            return False
        if any(event.shooter is Actor.POLICE for event in events):
            return True
    return False


def _is_of_another(event: Gunfire) -> bool:
    at_police = event.shooter is Actor.SOMEBODY and event.target is Actor.POLICE
    return event.shooter in (Actor.CIVILIAN, Actor.SELF) or at_police
