"""Whose a flight is: of the person shot, or of an officer, a passenger, kin, somebody sought."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.how.holders import Cast, is_another
from pipeline.language.actors import PERSON
from pipeline.language.cued import Cued
from pipeline.language.fates import KIN
from pipeline.language.vehicles import CAR
from pipeline.language.whose import Spots, Who, bearer
from pipeline.records import Sentence

#: Verbs of which the subject is who comes after, not who flees.
_AFTER_THEM = re.compile(
    r"\b(?:after|chas\w*|pursu\w*|follow\w*|trail(?:ed|ing)|lost|losing|behind\s+(?:him|her|them))\b"
    r"|^(?:with|spike|stop\s+sticks?|tire|PIT|precision)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"le(?:d|ads?|ading)\b", re.IGNORECASE)
#: The verb of a flight, where words before it are part of what is matched.
_VERB = re.compile(
    r"\b(?:r[au]n|runs|running|fle[de]\w*|bolt\w*|sprint\w*|took|takes|taking|dart\w*|dash\w*|jump\w*|sped|drove|kept|made|lit|led|went)\b",
    re.IGNORECASE,
)
#: Who is told of in a story and never shot in it for what they do there.
_STANDING_BY = frozenset(
    """witness witnesses neighbor neighbors bystander bystanders customers employees patrons guests
    residents students shoppers drivers motorists ambulance ambulances paramedics medics""".split()
)
_EMERGENCY = re.compile(
    r"\b(?:ambulances?|(?:para)?medics|helicopters?|fire\s?(?:trucks?|fighters)|engines?|(?:patrol|police|squad)\s+(?:cars?|vehicles?)|cruisers?"
    r"|dogs?|cats?|fox(?:es)?|deer|coyotes?|horses?|squirrels?|rabbits?|(?:often|usually|sometimes|always|frequently|used\s+to|would\s+often))\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_IN_HIS_CAR = re.compile(rf"\bpassengers?\s+in\s+(?:his|her)\s+(?:\w+\s+)?{CAR}\b", re.IGNORECASE)
_CAR_FIRST = re.compile(rf"{CAR}\b", re.IGNORECASE)
_KIN_FIRST = Cued(rf"\b({KIN})\s+(?:who\s+|then\s+|had\s+|\w+ly\s+){{0,2}}$", re.IGNORECASE)
#: Kin by blood whose own parents speak of them: "her son ran from officers".
_CHILDREN = frozenset(
    "son sons daughter daughters child children grandson granddaughter boy".split()
)


def is_anothers(text: str, start: int, written: str, cast: Cast, *, driver: bool = False) -> bool:
    """Is the flight at an offset told of somebody else than the person shot?

    ``driver``: it was the driver who was shot, so that a passenger is another.

    >>> roe = Cast(frozenset(["Roe"]), officers=frozenset(["Poe"]), gender="male")
    >>> is_anothers("His nephew ran out the back.", 11, "ran", roe)
    True
    >>> is_anothers("Roe ran out the back.", 4, "ran", roe)
    False
    >>> is_anothers("Poe, running behind, fired.", 5, "running", roe)
    True
    """
    if _AFTER_THEM.search(written) and not _LED.match(written):
        return False
    verb = _VERB.search(text, start, start + len(written))
    at = verb.start() if verb else start
    if _CAR_FIRST.match(written):
        return False
    if beside := _KIN_FIRST.search(text, 0, at):
        return _is_own_kin(text, at, beside[1].lower(), cast)
    if _EMERGENCY.search(text, 0, at) or _is_a_second(text[:at], cast):
        return True
    who, noun = bearer(text, at, _spots(text, cast.shot), _spots(text, cast.others | cast.officers))
    if who is Who.OFFICER or (who is Who.NAMED and noun.title() in cast.officers):
        return _ran_himself(text, at, start + len(written), noun, cast)
    if who is Who.NAMED:
        return any(name in text[:at] for name in cast.others | cast.officers)
    if who is Who.KIN and noun not in ("passenger", "owner"):
        return _is_own_kin(text, at, noun, cast)
    if noun in _STANDING_BY or who is Who.ANIMAL:
        return True
    if noun in ("passenger", "passengers"):
        return driver or _IN_HIS_CAR.search(text, 0, at) is not None
    return is_another(text, at, cast)


def _is_a_second(before: str, cast: Cast) -> bool:
    """ "A second man, in the passenger seat, jumped out as the officers came up and sprinted"."""
    if not _SECOND.search(before):
        return False
    last = next(reversed(list(_SECOND_OR_HE.finditer(before))), None)
    if last is None or last["second"] is None:
        return False
    return not any(name in before[last.end() :] for name in cast.shot)


_ONE = rf"(?:(?:a|the)\s+(?:second|third)|another)\s+(?:(?!of\b)\w+\s+)?(?:{PERSON}|one)"
_SECOND = re.compile(rf"\b{_ONE}\b", re.IGNORECASE)
_SECOND_OR_HE = re.compile(
    rf"\b(?:(?P<second>{_ONE})|he|she|{PERSON})\b(?!['’]|\s+(?:seat|side|door))", re.IGNORECASE
)


def _ran_himself(text: str, at: int, end: int, noun: str, cast: Cast) -> bool:
    """Is it the officer who runs, and not behind somebody?

    Not "fired at a fleeing man", "when the officer yelled he took off", "running behind Roe".
    """
    if not noun or noun in _PRONOUNS or text[at : at + 7].lower() == "fleeing":
        return False
    if any(re.match(rf"\s*{re.escape(name)}\b", text[end:]) for name in cast.shot):
        return False
    if re.match(rf"\s*(?:him|her|them|the\s+{PERSON})\b", text[end:], re.IGNORECASE):
        return False
    last = text.lower().rfind(noun, 0, at)
    if last < 0 or _NEW_SUBJECT.search(_WHO.sub("", text[last + len(noun) : at])):
        return False
    before = text[:last]
    return _BEFORE.search(before) is None and not any(name in before for name in cast.shot)


_WHO = re.compile(r"^(?:\s+(?-i:[A-Z])[\w.’'-]+){0,3},?\s+who\b")
#: Whom an officer stands behind as what they act on: "he gave the deputy a false name and ran".
_BEFORE = re.compile(rf"\b(?:{PERSON}s?|he|she|they|who)\b", re.IGNORECASE)


_PRONOUNS = frozenset("he she they who it one".split())
#: Somebody else begins to act behind an officer: "when an officer walked up, two took off".
_NEW_SUBJECT = re.compile(
    r"\b(?:he|she|they|who|one|two|three|four|both|some|all|another|other|others|that)\b",
    re.IGNORECASE,
)


def _is_own_kin(text: str, at: int, noun: str, cast: Cast) -> bool:
    """ "His nephew", "Roe's cousin", "a nephew" of who was shot; not "her brother", as she says."""
    if noun == "partner":
        return True
    if noun in _CHILDREN:
        return False
    found = re.search(
        rf"(\S+)\s+(?:[\w-]+\s+)?{re.escape(noun)}\b(?!.*\b{re.escape(noun)}\b)", text[:at], re.I
    )
    if found is None:
        return False
    owner = re.sub(r"['’]s?$", "", found[1].strip("“\"'"))
    own = {"male": "his", "female": "her"}.get(cast.gender or "")
    return (
        owner.lower() in ("a", "an")
        or owner in cast.shot
        or owner.lower() in cast.nouns
        or (own is not None and owner.lower() == own)
    )


def _spots(text: str, names: frozenset[str]) -> Spots:
    return tuple(
        match.span()
        for name in names
        if len(name) > 1 and name in text
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
    )


_AT_THE_WHEEL = Cued(
    r"\b(?:driver|motorist|driving|drove|behind\s+the\s+wheel|at\s+the\s+wheel|in\s+the\s+driver['’]s\s+seat|hands?\s+on\s+the\s+wheel)\b",
    re.IGNORECASE,
)
_RIDES_ALONG = re.compile(r"\bpassenger\b", re.IGNORECASE)


def drove(sentences: Sequence[Sentence], cast: Cast) -> bool:
    """Was it who drove that was shot, and no passenger?

    Told by name, or of a driver who was shot.
    """
    told = False
    for sentence in sentences:
        text = sentence.text
        named = any(name in text for name in cast.shot)
        if _RIDES_ALONG.search(text) and (
            _PASSENGER_SHOT.search(text) or any(_is_passenger(text, name) for name in cast.shot)
        ):
            return False
        if _DRIVER_SHOT.search(text) or (named and _AT_THE_WHEEL.search(text)):
            told = True
    return told


def _is_passenger(text: str, name: str) -> bool:
    """ "Roe was a passenger", "the passenger, Roe"."""
    near = (
        rf"\b{re.escape(name)}\b[^.;]{{0,25}}\bpassenger\b|\bpassenger(?:,\s+"
        rf"|\s+)(?:\w+\s+){{0,3}}?{re.escape(name)}\b"
    )
    return re.search(near, text) is not None


_HIT = r"(?:was\s+|were\s+|is\s+)?(?:\w+ly\s+)?(?:shot|killed|wounded|struck|hit)"
_DRIVER_SHOT = Cued(
    rf"\b(?:driver|motorist)\b(?:\s+of\s+[^.;,]{{1,40}})?\s+{_HIT}\b|\b(?:shot|killed|wounded|shooting|fired\s+at|fire\s+on)\s+(?:and\s+killed\s+)?(?:the|a)\s+(?:\w+\s+)?(?:driver|motorist)\b",
    re.IGNORECASE,
)
_PASSENGER_SHOT = re.compile(
    rf"\bpassenger\b(?:,[^.;,]{{1,40}},)?\s+(?:who\s+)?{_HIT}\b|\b(?:shot|killed|wounded|shooting)\s+(?:and\s+killed\s+)?(?:the|a)\s+(?:\w+\s+)?passenger\b",
    re.IGNORECASE,
)
#: Police were after another when they shot somebody: who flees there is that other.
_MISTAKEN = Cued(
    r"\b(?:chas|pursu|track|look|search|hunt)\w*\s+(?:\w+\s+)?(?:someone|somebody|anyone)\s+else\b|\bafter\s+(?:someone|somebody)\s+else\b"
    r"|\b(?:mistook|mistaken|mistaking)\s+(?:him|her|(?-i:[A-Z])\w+)?\s*(?:for|identity)\b|\b(?:wrong|innocent)\s+(?:man|woman|person|guy|house|door|home|address)\b"
    r"|\b(?:he|she|(?-i:[A-Z])\w+)\s+(?:had|has)\s+nothing\s+to\s+do\s+with\b",
    re.IGNORECASE,
)


def were_after_another(sentences: Sequence[Sentence]) -> bool:
    """Is told that police were after somebody else than whom they shot?"""
    return any(_MISTAKEN.search(sentence.text) for sentence in sentences)


#: "A teenager who had jumped from a truck", "a burglar": told of as somebody new.
_SOMEBODY = re.compile(
    r"\b(?:an?|another|someone|somebody)\s+(?:[\w-]+\s+){0,2}?(?:man|woman|teen\w*|boy|youth|burglar|robber|suspect|thief|fugitive|driver|person|else)\b[^.;]*$",
    re.IGNORECASE,
)


def is_of_sought(text: str, start: int, cast: Cast) -> bool:
    """Where police were after another: is a flight told of one without a name?"""
    before = text[:start]
    return _SOMEBODY.search(before) is not None and not any(name in before for name in cast.shot)
