"""Who fired in one incident of a story on several: its own words, or what it says of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gunfire.introductions import Heard, aged
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.records import FiredBy, Sentence
from pipeline.story.turn_words import POLICE

_FOUND_DEAD = Cued(r"\b(?:found|pronounced)\b[^.;]{0,60}\bdead\b", re.IGNORECASE)
_SHOCK = Cued(r"\b(?:tasers?|tasered|tased|stun\s+guns?|stunned|shocked)\b", re.IGNORECASE)
_SHOT = Cued(r"\b(?:shot|shots|gunfire|bullets?|gunshots?|opened\s+fire|fired)\b", re.IGNORECASE)
_NO_SHOT = re.compile(
    r"\b(?:no|nor|not|never|without)\b[^.;]{0,30}?\b(?:shots?|fired|gunfire)\b(?:\s+(?:was|were)\s+fired\b)?",
    re.IGNORECASE,
)
#: Whom somebody else shot: "the homeowner was questioned", "police are looking for two men".
_BY_OTHERS = Cued(
    r"\b(?:self-defense|intruders?|homeowners?)\b|\b(?:police|detectives|deputies|investigators)\s+are\s+(?:still\s+)?(?:looking|searching)\s+for\b"
    r"|\bturned\s+(?:himself|herself|themselves)\s+in\b|\b(?:passing\s+car|drive-by)\b|\b(?:no\s+one|nobody)\s+(?:is\s+|has\s+been\s+)?(?:in\s+custody|arrested)\b"
    r"|\b(?:suspects?|gunm[ae]n|shooters?)\s+(?:fled|ran\s+off|remain\w*|(?:is|are)\s+(?:still\s+)?at\s+large)\b",
    re.IGNORECASE,
)


def who_fired(
    part: Sequence[Sentence], heard: Heard, of_all: FiredBy, *, alike: bool, hunted: bool
) -> FiredBy:
    """``part``: the sentences of the incident; ``heard``: their gunfire; ``of_all``: who fired as
    the story tells it. ``alike``: it tells of police shootings one after another; ``hunted``: of a
    man they hunted, for the killings that are told, too. Unknown where it was no gunfire."""
    said = _said(part, heard, of_all, alike=alike)
    if said is not FiredBy.POLICE or _by_police(heard):
        return said
    if hunted and not any(POLICE.search(one.text) for one in _near_gunfire(part, heard)):
        return FiredBy.CIVILIAN
    if any(_BY_OTHERS.search(one.text) for one in part):
        return FiredBy.CIVILIAN
    return FiredBy.UNKNOWN if _without_guns(part) else said


def _said(part: Sequence[Sentence], heard: Heard, of_all: FiredBy, *, alike: bool) -> FiredBy:
    events = [event for found in heard for event in found]
    hits = [event for event in events if event.hit]
    if hits and all(event.target is Actor.ANIMAL for event in hits):
        found_dead = any(_FOUND_DEAD.search(one.text) for one in part)
        if not (found_dead and _by_police(heard)):
            return FiredBy.UNKNOWN
    if _by_police(heard):
        return FiredBy.POLICE
    if not any(event.of_person for event in events):
        return of_all
    civil = any(event.shooter is Actor.CIVILIAN for event in events)
    # Told by the way, with a name: what the article says of all of them holds for this one.
    unsaid = of_all is FiredBy.POLICE and not civil and (alike or any(map(aged, part)))
    return FiredBy.POLICE if unsaid else FiredBy.CIVILIAN


def _near_gunfire(part: Sequence[Sentence], heard: Heard) -> Sequence[Sentence]:
    """The sentences with gunfire and those before them; where there is none, all."""
    near = [
        one for one, here, after in zip(part, heard, (*heard[1:], ()), strict=True) if here or after
    ]
    return near or part


def _without_guns(part: Sequence[Sentence]) -> bool:
    """Whether somebody was shocked, and nothing is said of a shot beside that there was none."""
    text = " ".join(one.text for one in part)
    shot = _SHOT.search(_NO_SHOT.sub("", text))
    return shot is None and _SHOCK.search(text) is not None


def _by_police(heard: Heard) -> bool:
    events = (event for found in heard for event in found)
    return any(event.by_police or event.shooter is Actor.POLICE for event in events)
