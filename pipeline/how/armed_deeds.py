"""Weapons told by deeds and sayings: "fired at police", "drove at an officer", "was unarmed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.how.beliefs import asked, in_question
from pipeline.how.denials import denied_before
from pipeline.how.earlier_word import accused_of
from pipeline.how.holders import Cast, is_another
from pipeline.how.owners import is_habit
from pipeline.how.ramming import BY_BULLET, DRIVEN_AT, MOTOR, NO_THREAT, RAMMED, RUN_OVER
from pipeline.how.run_down import FEARED, run_down
from pipeline.how.unarmed import ARMED, HANDS, NO_GUN, NOT_DONE, NOT_REAL, SO_FAR, UNARMED, UNSAID
from pipeline.language import things
from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.held import Held, mention
from pipeline.language.things import kind_in
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence, Where

_STABBED = Cued(
    r"\b(?:tr(?:ied|ying)|attempt\w*|threaten\w*|lung\w+)\s+to\s+(?:stab|slash)\b|\bat\s+knifepoint\b"
    r"|\b(?:stabbed|slashed|(?:stabbing|slashing)(?=\s+(?:at|an?|the|his|her|him|one|two)\b))"
    r"\b(?!\s+(?:(?:him|her)self|to\s+death|victims?|(?:\w+\s+){0,4}?tires?\b))|\bknife-wielding\b",
    re.IGNORECASE,
)
_BULLETS = r"(?:shots?|bullets?|rounds?|gunfire)"
#: "By the man's shot", "by a bullet from the suspect".
_HIS_SHOT = (
    rf"(?:(?:the\s+|that\s+|an?\s+)?{PERSON}['’]s\s+(?:\w+\s+)?{_BULLETS}"
    rf"|(?:an?\s+|the\s+)?{_BULLETS}\s+(?:(?:fired\s+)?(?:from|by)\s+)(?:the|that|an?)\s+{PERSON})\b"
)
FIRED_AT = Cued(
    # "fired at police", "police returned fire"
    rf"\b(?:(?:fired|shot|shooting|firing|opened\s+fire)\b(?:(?!based|by\b|during|after|when)[^.;]){{0,25}}?\b(?:at|on(?!\s+\w+day\b)|toward)|exchang\w+\s+(?:(?:gun)?fire|shots)\b[^.;]{{0,25}}?\bwith)\s+(?:the\s+|two\s+|an?\s+|[A-Z]\w+\s+)?(?:\w+\s+)?{POLICE}\b"
    rf"|\b{POLICE}\s+(?:then\s+)?(?:returned\s+fire|fired\s+back|shot\s+back)"
    # "gunfire came at officers", "officers came under fire"
    rf"|\b(?:gunfire|shots|rounds|bullets|fire)\s+(?:\w+\s+){{0,2}}?(?:coming|came|flew|flying|erupted|directed|aimed)\s+(?:\w+\s+){{0,2}}?(?:at|toward|towards|past)\s+(?:the\s+)?(?:\w+\s+)?{POLICE}\b"
    rf"|\b{POLICE}\s+(?:(?!(?:he|she|they|it|says?|said)\b)\w+\s+){{0,3}}?(?:(?:met|greeted)\s+(?:with|by)\s+(?:a\s+\w+\s+of\s+)?(?:gun)?(?:fire|shots)|(?:came|coming|were|was)\s+under\s+(?:gun)?fire|(?:was|were|being)\s+(?:fired\s+(?:up)?on|(?:fired|shot)\s+at)|took\s+(?:gun)?fire|(?:drew|received)\s+(?:gun)?fire)\b"
    # "fired back", "exchanged gunfire"
    r"|\b(?:returned\s+fire|fired\s+back)\b"
    r"|\bexchang(?:e|es|ed|ing)\s+(?:of\s+)?(?:gun)?(?:fire|shots)\b"
    r"|\b(?:gunfire|shots|fire)\s+(?:was|were)\s+(?:then\s+)?(?:exchanged|traded)\b"
    # "shot at them", "came out firing", "traded shots"
    r"|(?<!officers )(?<!police )(?<!deputies )(?<!troopers )(?<!who )"
    r"\b(?:shot|fir(?:ed|ing)|shooting|opened\s+fire)\s+(?:at|on)\s+them\b"
    r"|\bcame\s+out\s+(?:firing|shooting)\b"
    r"|\b(?:traded|swapped)\s+(?:shots|gunfire|fire)\b"
    # "a shootout with"
    r"|\b(?:shoot-?out|gun\s?battle|gun\s?fight|firefight)\s+with\b"
    # "a man shot an officer", "he fired first"
    rf"|\b(?:{PERSON}|he|she|who)\s+(?:\w+\s+)?shot\s+(?:and\s+\w+\s+)?(?:an?|the|one|two)\s+(?:\w+\s+)?{ANY_OFFICER}\b"
    rf"|\b(?:{PERSON}|he|she)\s+(?:(?:shot|fired)\s+first|(?:was|were)\s+(?:the\s+)?first\s+to\s+(?:shoot|fire))\b"
    # "an officer was hit by the man's bullet"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,30}}?\b(?:struck|hit|shot|wounded|grazed|injured|hurt|killed)\b[^.;,]{{0,40}}?\bby\s+{_HIS_SHOT}"
    # "an officer took a bullet from the man"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?took\s+a\s+(?:bullet|round)\s+from\s+(?:the|that|an?)\s+{PERSON}\b"
    # "the man's bullets struck a deputy", "a bullet from his gun hit an officer"
    rf"|\b{PERSON}['’]s\s+(?:\w+\s+)?{_BULLETS}\s+(?:had\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+(?:an?|the|one|two|both)\s+(?:\w+\s+)?{ANY_OFFICER}\b"
    rf"|\ba\s+(?:bullet|round|shot|slug)\s+from\s+(?:his|her)\s+(?:\w+\s+)?(?:gun|pistol|rifle|shotgun|revolver|handgun)\s+(?:had\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+(?:an?|the|one)\s+(?:\w+\s+)?{ANY_OFFICER}\b"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?was\s+(?:\w+\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+by\s+(?:one\s+of\s+)?(?:his|her)\s+{_BULLETS}\b"
    # "the man opened fire", "the man let off two shots"
    rf"|\b{PERSON}\s*(?:,\s+[^.;,]{{1,30}},\s+|\s(?:\w+\s+)?)(?:opened\s+fire|(?:began|started)\s+(?:firing|shooting)|(?:got|let|squeezed|popped|ripped)\s+off\s+(?:[\w-]+\s+){{0,2}}?(?:rounds?|shots?))\b",
    re.IGNORECASE,
)
#: What a saying is evidence of, and how strongly.
_SAYINGS = Among(
    (
        (("unarmed", 4.0), UNARMED),
        (("replica", 4.0), NOT_REAL),
        (("no gun", 2.5), NO_GUN),
        (("undetermined", 2.5), UNSAID),
        (("vehicle", 3.0), RAMMED),
        (("vehicle", 2.9), DRIVEN_AT),
        (("no threat", 2.5), NO_THREAT),
        (("armed", 1.0), ARMED),
        (("hands", 1.0), HANDS),
        (("firearm", 2.0), FIRED_AT),
        (("stabbed", 2.0), _STABBED),
    )
)
_SHOOTS = re.compile(r"\b(?:fir(?:e[sd]?|ing)|sh[oo]t\w*)\b", re.IGNORECASE)


def by_shots(sentence: Sentence, events: Sequence[Gunfire], cast: Cast) -> Iterator[Held]:
    """Gunfire by a civilian, or by somebody named at police: a gun was in their hands."""
    text = sentence.text
    for event in events:
        if event.kind not in ("verb", "fired") or not _SHOOTS.search(text, event.start, event.end):
            continue
        who = text[slice(*event.shooter_at)] if event.shooter_at else ""
        if sentence.where is Where.TITLE and event.target is Actor.THING:
            continue  # "man shot at wrong house"
        by = event.shooter_at[1] if event.shooter_at else len(text)
        ahead = text[max(0, event.start - 40) : event.start]
        if any(name in ahead for name in cast.officers) and cast.shot.isdisjoint(ahead.split()):
            continue  # "Officer Poe said he fired"
        if in_question(text[: event.start]) or NO_BULLET.match(text, event.end):
            continue
        if _is_fired_otherwise(sentence, event.end) or hearsay(text, event.start):
            continue
        if _OFFICER_SAW.search(text, 0, event.start) or _OFFICER_HE.search(text, 0, event.start):
            continue
        if _OF_A_FORCE.match(text, by) or is_habit(text[: event.start]):
            continue
        named = event.shooter is Actor.SOMEBODY and (
            event.target is Actor.POLICE or not cast.shot.isdisjoint(who.split())
        )
        if (event.shooter is Actor.CIVILIAN or named) and not is_another(text, event.start, cast):
            yield mention(sentence, event.start, event.end, "firearm", 2.0, "fires")
            return


def _is_fired_otherwise(sentence: Sentence, end: int) -> bool:
    """ "Came up with the deputy's Taser and fired it": what is fired is no gun."""
    if not _IT.match(sentence.text, end):
        return False
    kinds = [thing.kind for thing in things.named(sentence) if thing.end <= end]
    return bool(kinds) and kinds[-1] in ("other", "replica", "harmless")


_IT = re.compile(r"\s+it\b", re.IGNORECASE)


def hearsay(text: str, start: int) -> bool:
    """Is a deed only a rumor, or said to have been told wrongly?"""
    return _HEARSAY.search(text, 0, start) is not None


#: "Days of hearing that he shot a cop", "a rumor that she fired": nobody says that it was so.
_HEARSAY = Cued(
    r"\b(?:hear(?:d|ing)\s+(?:that|how|it\s+said)|rumou?rs?\s+(?:that|of|was|were|had)|false(?:ly)?\b[^.;]{0,40}?\bthat|(?:wrong(?:ly)?|mistaken(?:ly)?|incorrect(?:ly)?)\b[^.;]{0,40}?\bthat)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
#: "He fired an arrow", "shot a flare": from no gun.
NO_BULLET = re.compile(
    r"\s+(?:an?\s+|the\s+|two\s+|three\s+|several\s+)?(?:[\w-]+\s+)?(?:arrows?|crossbow\s+bolts?|flares?|fireworks?|paintballs?|pellets?|nails?|slingshots?)\b",
    re.IGNORECASE,
)
#: "An officer perceived a threat from a person on a porch and fired": the officer did.
_OFFICER_SAW = re.compile(
    rf"\b{POLICE}\b[^.;,]{{0,40}}?\b(?:perceived|saw|spotted|feared|believed|felt|heard|thought)\b[^.;]*\band\s+(?:then\s+)?$",
    re.IGNORECASE,
)
#: "Officer Poe was off duty when he": the one the sentence is of.
_OFFICER_HE = Cued(
    rf"^\W*(?:(?:An?|The|Former|Off-duty)\s+)*{ANY_OFFICER}\b(?:(?!\b(?:{PERSON}|whom?)\b)[^.;,])*\b(?:when|as|before|after|while)\s+s?he\s+$",
    re.IGNORECASE,
)
#: "A member of the police tactical team".
_OF_A_FORCE = re.compile(
    rf"\s+of\s+(?:the|an?)\s+(?:[\w.’'-]+\s+){{0,4}}?(?:{POLICE}|team|SWAT|department|force|unit)\b",
    re.IGNORECASE,
)


#: What an officer feared of a car, which is no deed of a driver's.
_FEARED = 1.9


def by_words(sentence: Sentence, ahead: Sentence | None) -> Iterator[Held]:
    text = sentence.text
    down = run_down(text)
    if down and _of_a_car(sentence, ahead) and not BY_BULLET.search(text, 0, down[0] + 1):
        feared = FEARED.search(text, 0, down[0]) is not None
        yield mention(sentence, *down, "vehicle", _FEARED if feared else 3.0, "vehicle")
    for (kind, score), pattern in _SAYINGS.able(text):
        match = pattern.search(text)
        if match is None or (
            kind == "vehicle" and not RUN_OVER.search(match[0]) and not _of_a_car(sentence, ahead)
        ):
            continue
        if kind == "vehicle" and BY_BULLET.search(text, 0, match.start() + 1):
            continue
        if kind == "vehicle" and FEARED.search(text, 0, match.start()):
            score = _FEARED
        if kind == "no threat" and denied_before(text[: match.start()]):
            continue
        if kind == "hands" and NOT_DONE.search(text, 0, match.start()):
            continue
        if kind in ("unarmed", "no gun") and _OF_OFFICER.search(text, 0, match.start()):
            continue
        if kind in ("unarmed", "no gun") and _EARLIER_VERSION.search(text, 0, match.start()):
            continue
        if kind in ("unarmed", "armed") and asked(text[: match.start()]):
            continue
        if kind == "armed":
            kind = "vague"
            if denied_before(text[: match.start()]):
                continue
        if kind == "undetermined" and _WHOSE_GUN.search(match[0]):
            continue
        if kind == "no gun" and text[: match.start()].endswith(("could", "can")):
            continue  # "could not even hold a gun" tells what somebody is able to
        if kind == "firearm" and (
            in_question(text[: match.start()]) or hearsay(text, match.start())
        ):
            continue
        if kind == "firearm" and (
            _of_officers(text, match) or _NOBODY.search(text, 0, match.start())
        ):
            continue
        if kind == "stabbed" and _SHOT_OR.search(text, 0, match.start()):
            continue
        if kind == "stabbed" and accused_of(text, match.start()):
            score = 1.0
        if kind in ("unarmed", "no gun") and _SEARCHED.search(match[0]) and SO_FAR.search(text):
            kind, score = "undetermined", 2.5
        if kind == "unarmed" and _but_a_weapon(text, *match.span()):
            continue
        rule = "armed" if pattern is ARMED else kind
        yield mention(sentence, match.start(), match.end(), kind, score, rule)


_SEARCHED = re.compile(r"\b(?:find|found|recover|locat|discover|turn|surfac)", re.IGNORECASE)
_BUT = re.compile(r"\s*\b(?:but|except|besides|other\s+than|more\s+than)\s+", re.IGNORECASE)


def _but_a_weapon(text: str, start: int, end: int) -> bool:
    """ "Nothing in his hands but a knife": the exception is a weapon."""
    but = _BUT.match(text, end) or _BUT.search(text, start, end)
    kind = kind_in(text, but.end(), min(max(but.end(), end) + 40, len(text))) if but else None
    return kind not in (None, "harmless")


#: "The officer had nothing in his hands", "Officer Roe did not have a gun".
_OF_OFFICER = re.compile(
    rf"\b{ANY_OFFICER}(?:\s+(?-i:[A-Z])[\w’'-]+){{0,2}}\s+(?:(?:was|were|did|had|has|still|also|himself|herself)\s+){{0,2}}$",
    re.IGNORECASE,
)
#: "An earlier version of this story said that one of them was unarmed".
_EARLIER_VERSION = re.compile(
    r"\b(?:earlier|previous|prior|original|first)\s+(?:version|story|report|article|post|headline|statement|release)s?\b[^.;]{0,60}?"
    r"\b(?:said|says|stated|reported|described|gave|called)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
#: "No officers were shot at", "neither deputy came under fire".
_NOBODY = re.compile(
    r"\b(?:no|neither|none\s+of\s+(?:the|its|their))\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OFFICERS_FIRED = re.compile(rf"\b{POLICE}\s+(?:\w+ly\s+|then\s+)?$", re.IGNORECASE)
_FIRE = re.compile(r"(?:fired|shot|shooting|firing|opened)\b", re.IGNORECASE)


def _of_officers(text: str, match: re.Match[str]) -> bool:
    """ "Officers fired into her van at a police roadblock"."""
    before = text[max(0, match.start() - 30) : match.start()]
    return _FIRE.match(match[0]) is not None and _OFFICERS_FIRED.search(before) is not None


def _of_a_car(sentence: Sentence, ahead: Sentence | None) -> bool:
    """Does a sentence tell of a car, or go on from one that does: "It turned around and"?"""
    if MOTOR.search(sentence.text):
        return True
    return ahead is not None and MOTOR.search(ahead.text) is not None


#: "Do not know whether they were shot or stabbed".
_SHOT_OR = re.compile(r"\b(?:shot|beaten|shooting)\s+or\s+$", re.IGNORECASE)
#: "Unclear who the gun belongs to": whose it was, and not whether somebody had one.
_WHOSE_GUN = re.compile(
    r"\b(?:who(?!\s+(?:was|were|had\s+been)\s+(?:shot|hit|struck|killed)\b)|whose|how\s+many"
    r"|by\s+what|where|how)\b(?:\s+\w+){0,3}\s+\w+$",
    re.IGNORECASE,
)
