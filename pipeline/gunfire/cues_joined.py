"""Who fires, where another sentence tells it: "he", "they", an officer on trial, one retired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.gunfire import membership, on_trial
from pipeline.gunfire.gunfire import PEOPLE, Gunfire, Heard
from pipeline.language.actors import ANY_OFFICER, OFFICER
from pipeline.language.cued import Cued
from pipeline.language.parties import last_party, parties
from pipeline.language.word_classes import Actor, tokens
from pipeline.page import datelines
from pipeline.records import Sentence

_LEFT = re.compile(
    rf"\b(?:(?P<retired>retired)\s+|former\s+|ex-)(?:[\w'’.-]+\s+){{0,4}}?{ANY_OFFICER}$",
    re.IGNORECASE,
)


def without_retired(sentences: Sequence[Sentence], heard: Heard) -> Heard:
    """ "A retired deputy shot a burglar. … The former deputy fired once": no police, throughout.

    Where no other officer hits anybody; a "former officer" alone may have shot while on duty.
    """
    left = [
        [_left(one.text, event) for event in events]
        for one, events in zip(sentences, heard, strict=True)
    ]
    pairs = [pair for found in zip(left, heard, strict=True) for pair in zip(*found, strict=True)]
    told = any(how and how["retired"] and event.of_person for how, event in pairs)
    if not told or any(event.by_police and not how for how, event in pairs):
        return heard
    return tuple(
        tuple(
            replace(event, shooter=Actor.CIVILIAN) if how else event
            for how, event in zip(found, events, strict=True)
        )
        for found, events in zip(left, heard, strict=True)
    )


def _left(text: str, event: Gunfire) -> re.Match[str] | None:
    """The word that tells that whoever fires has left the police."""
    if event.shooter_at is None:
        return None
    start, end = event.shooter_at
    return _LEFT.search(text[max(0, start - 60) : end])


def with_tried(
    sentences: Sequence[Sentence],
    heard: tuple[tuple[Gunfire, ...], ...],
    tried: frozenset[str],
) -> tuple[tuple[Gunfire, ...], ...]:
    """Where an officer stands trial for it: who was hit by whom unsaid was hit by that officer.

    And a court's word on a killing tells of it, where the sentence has no other gunfire.
    """
    found = []
    for sentence, events in zip(sentences, heard, strict=True):
        events = tuple(
            replace(event, shooter=Actor.POLICE, kind="tried")
            if _is_deed_tried(sentence.text, event) or _is_his(sentence.text, event, tried)
            else event
            for event in events
        )
        if not any(event.hit for event in events) and (of := on_trial.killing(sentence.text)):
            events += (Gunfire(Actor.POLICE, Actor.NOBODY, True, *of, kind="tried"),)
        found.append(events)
    return tuple(found)


#: "The man who shot him", "a woman accused of killing".
_WHO_DID = re.compile(r"\s+(?:who|accused\s+of|charged\s+with|convicted\s+of)\s+(?:\w+\s+){0,2}")


def _is_deed_tried(text: str, event: Gunfire) -> bool:
    if not event.hit or event.target not in PEOPLE:
        return False
    if event.shooter is Actor.CIVILIAN and event.shooter_at:
        return _WHO_DID.fullmatch(text, event.shooter_at[1], event.start) is not None
    told = event.kind == "verb" and event.shooter is Actor.POLICE
    return event.shooter in (Actor.NOBODY, Actor.POLICE) and not told


def _is_his(text: str, event: Gunfire, tried: frozenset[str]) -> bool:
    """ "Whether Poe murdered Roe when he shot him": the officer on trial, named before, did."""
    at = event.shooter_at
    if not event.hit or at is None or text[slice(*at)].casefold() not in ("he", "she"):
        return False
    return not tried.isdisjoint(_WORD.findall(text[: at[0]].casefold()))


_WORD = re.compile(r"[^\W\d_][\w’-]*")


def with_pronouns(
    events: tuple[Gunfire, ...],
    sentence: Sentence,
    before: Sentence | None,
    officers: frozenset[str],
    tried: frozenset[str],
) -> tuple[Gunfire, ...]:
    """ "They shot him": they are the last party of several in the sentence before.

    And "he is accused of shooting" is of the officer on trial who is named there.
    """
    if before is None or not events:
        return events
    if _HE.match(sentence.text) and any(_is_opener(event) for event in events):
        line = tokens(before.text[:1500], officers)
        is_tried = any(token.low in tried for token in line)
        last = last_party(line, len(line), plural=False)
        kinds = set(parties(line))
        hurt = _is_officer_hurt(before.text, officers)
        theirs = is_tried and last is Actor.POLICE
        theirs = theirs or (bool(tried) and membership.GOES_ON.match(before.text) is not None)
        if theirs or kinds == {Actor.POLICE} or hurt:
            return tuple(
                replace(event, shooter=Actor.POLICE) if _is_opener(event) else event
                for event in events
            )
    if _RETURNED.match(sentence.text) and _ON_OFFICER.search(before.text):
        return tuple(
            replace(event, shooter=Actor.POLICE) if event.shooter is Actor.SOMEBODY else event
            for event in events
        )
    if not any(_they(event, sentence.text) for event in events):
        return events
    line = tokens(before.text[:1500], officers)
    who = last_party(line, len(line), plural=True)
    return tuple(
        replace(event, shooter=who) if _they(event, sentence.text) else event for event in events
    )


_HE = re.compile(r"(?:He|She)\b")


def _is_officer_hurt(text: str, officers: frozenset[str]) -> bool:
    """ "It broke two of the trooper's fingers. He fired": where nobody else is told of."""
    told = text[datelines.begins(text) :]
    if _OFFICER_HURT.search(told) is None:
        return False
    return set(parties(tokens(told[:1500], officers))) <= {Actor.POLICE, Actor.NOBODY}


_OFFICER_HURT = re.compile(
    rf"^(?!.*\b(?:he|she|they|his|her)\b).*\b(?:the|an?)\s+(?:\w+\s+)?{OFFICER}['’]s\s+(?:\w+\s+)?"
    r"(?:head|face|eye|ear|cheek|jaw|neck|throat|artery|shoulder|arm|elbow|wrist|hand|fingers?|thumb|chest|stomach"
    r"|back|leg|thigh|knee|foot|ankle|skull|scalp|vest|boot|sleeve|helmet|glasses|(?:body\s+)?armor)\b",
    re.IGNORECASE,
)


def _is_opener(event: Gunfire) -> bool:
    """Fired by the "he" a sentence begins with."""
    return (
        event.shooter is Actor.SOMEBODY and event.shooter_at is not None and not event.shooter_at[0]
    )


#: "An officer was shot in the leg. He returned fire, striking the man."
_RETURNED = Cued(
    r"(?:(?:[\w’'-]+\s+){0,4}[\w’'-]+,\s+(?:he|she|they)|He|She|They)\s+(?:\w+\s+)?(?:return(?:ed|s)\s+(?:gun)?fire|(?:fired|shot)\s+back)\b"
)
_ON_OFFICER = re.compile(
    rf"\b{ANY_OFFICER}\b[^.;]{{0,40}}?\b(?:was|were)\s+(?:shot|hit|struck|wounded|fired)\b"
    rf"|\b(?:at|hit|struck|wounded)\s+(?:\w+\s+){{0,3}}?{ANY_OFFICER}\b",
    re.IGNORECASE,
)


def _they(event: Gunfire, text: str) -> bool:
    at = event.shooter_at
    if event.shooter is not Actor.SOMEBODY or at is None or event.kind != "verb":
        return False
    if text[event.start : event.end].lower() not in ("shot", "killed"):
        return False
    return text[slice(*at)].lower() == "they" and 0 <= event.start - at[1] <= 20
