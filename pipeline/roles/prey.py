"""Whom a suspect is said to have killed or hurt: "accused of gunning down Ann Roe", "killing Poe".

What :mod:`pipeline.roles.together` reads of a verb right behind the name of who police shot is here
read of nouns and participles: what somebody is sought or charged for, and what their shots did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.language.actors import POLICE
from pipeline.language.cued import Cued
from pipeline.naming.mentions import Named
from pipeline.roles.scene import Scene

Whom = Sequence[tuple["Named", int]]

_DOING = (
    r"(?:(?:fatally\s+)?(?:shooting|stabbing|wounding|injuring|beating)|killing|murdering|slaying|gunning\s+down|strangling"
    r"|(?:(?:fatal\s+)?shooting|killing|murder|death|slaying|stabbing|homicide)\s+(?:death\s+)?of)"
)
#: From the deed to the name: "of his neighbor, 44-year-old".
_WHOM = (
    r"\s+(?:(?:to\s+death\s+)?(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+,?\s+)?"
    r"(?:\d{1,2}-year-old\s+)?$"
)
_CRIME = Cued(
    rf"\b(?:accused|suspected|suspicion)\s+of\s+(?:[\w-]+\s+){{0,2}}?{_DOING}{_WHOM}"
    rf"|\b(?:wanted|sought)\s+(?:by\s+[^,.;]{{3,40}}\s+)?(?:for|in)\s+(?:the\s+)?(?:[\w.]+\s+){{0,3}}?{_DOING}{_WHOM}"
    rf"|\bsuspects?\s+in\s+(?:the\s+)?(?:[\w.]+\s+){{0,3}}?{_DOING}{_WHOM}",
    re.IGNORECASE,
)
_SHOTS_DID = Cued(
    r",\s+(?:fatally\s+)?(?:killing|wounding|striking|hitting|injuring|stabbing|shooting)\s+(?:and\s+(?:killing|wounding|injuring)\s+)?"
    r"(?:(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+,?\s+)?(?:\d{1,2}-year-old\s+)?$",
    re.IGNORECASE,
)
#: What the subject does, so that the participle tells what came of it.
_ATTACKED = re.compile(
    r"\b(?:opened\s+fire|fired\s+(?:on|at|into|a|his|her|several|two|three)|shot\s+(?:at|into|up)|attacked|stabbed|started\s+shooting|began\s+shooting|went\s+on\s+a)\b",
    re.IGNORECASE,
)
#: "Officers found", up to the first name.
_THEY_FOUND = Cued(
    r"\b(?:found|discovered)\s+(?:(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,3}?[\w-]+,?\s+)?$",
    re.IGNORECASE,
)
_IN_SUCH_A_STATE = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?,?)?\s+(?:dead|slain|shot|stabbed|wounded|bleeding|unconscious|unresponsive|injured)\b"
)
_FORCE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)


def of(scene: Scene, shooters: Set[int]) -> frozenset[int]:
    """The bearers told to be hit by whom police sought, or by one of the ``shooters``."""
    return frozenset(n for n in _all(scene, shooters) if n not in shooters or len(shooters) > 1)


def _all(scene: Scene, shooters: Set[int]) -> Iterator[int]:
    for place, named in enumerate(scene.named):
        text = scene.sentences[place].text
        if place in scene.names_the_tried:
            continue
        for mention, number in named:
            crime = _CRIME.search(text, 0, mention.start)
            sought = crime is not None and not _FORCE.search(text, 0, crime.start())
            if sought or _by_shots(text, named, mention, shooters):
                yield number
        yield from _found(text, named)


def _found(text: str, named: Whom) -> Iterator[int]:
    """ "Deputies found Ann Poe dead and her son, Lee Poe, wounded": both of them, in one breath."""
    last = 0
    for mention, number in named:
        led = _THEY_FOUND.search(text, last, mention.start) if not last else True
        if led and _IN_SUCH_A_STATE.match(text, mention.end):
            yield number
            last = mention.end
        elif last:
            return


def _by_shots(text: str, named: Whom, mention: Named, shooters: Set[int]) -> bool:
    """ "Roe opened fire in the office, killing Ann Poe": no officer is told to fire between."""
    told = _SHOTS_DID.search(text, 0, mention.start)
    if told is None:
        return False
    before = [(one, n) for one, n in named if one.end <= told.start()]
    if not before or before[0][1] not in shooters:
        return False
    clause = text[before[0][0].end : told.start()]
    return _ATTACKED.search(clause) is not None and _FORCE.search(clause) is None
