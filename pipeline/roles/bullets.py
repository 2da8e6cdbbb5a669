"""Whom single bullets of police are told to have hit: "one went through him and struck Ann Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.word_classes import Actor
from pipeline.roles.bullet_words import BULLET, KINDS, PART, PART_OF, WAY
from pipeline.roles.scene import Scene

_NOT_OF_THEM = (
    r"(?!(?:behind|of|near|above|beside|at|in|on|to|with|and|over|by|from|where|whose|that)\b)"
)
_WHOSE = (
    rf"(?:(?:his|her|their|the|an?)\s+(?:{_NOT_OF_THEM}[\w-]+\s+){{0,3}}{_NOT_OF_THEM}[\w-]+,?\s+)?"
    r"(?:\d{1,2}-year-old\s+)?"
)
_TO = re.compile(rf"{BULLET}{WAY}{PART_OF}{_WHOSE}$", re.IGNORECASE)
_NAMED_BULLET = re.compile(rf"\b{KINDS}\b|\btimes\b|\bfir(?:ed|es|ing)\b", re.IGNORECASE)
_OWN_PART = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{PART}\b", re.IGNORECASE)
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
